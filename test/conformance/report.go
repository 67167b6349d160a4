package main

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"text/tabwriter"
)

// A report is what a run found.
type report struct {
	results    []*result
	exceptions []*exception
}

// A row counts operations.
type row struct{ pages, lacking, compiled, request, response, excepted int }

func (w *row) add(r *result) {
	w.pages++
	if r.lacks != "" {
		w.lacking++
		return
	}
	if len(r.excepted) > 0 {
		w.excepted++
	}
	if !r.written {
		return
	}
	w.compiled++
	if r.faults[requests] == "" {
		w.request++
	}
	if r.faults[answers] == "" {
		w.response++
	}
}

// failures returns the faults without a reviewed exception, and the exceptions that are not needed.
func (r *report) failures() []string {
	var all []string
	for _, one := range r.results {
		for _, check := range slices.Sorted(maps.Keys(one.faults)) {
			if one.excepted[check] == nil {
				all = append(all, fmt.Sprintf("%s | %s | %s", one.Page, check, one.faults[check]))
			}
		}
	}
	for _, e := range r.exceptions {
		if !e.needed {
			all = append(all, fmt.Sprintf("%s | %s | the exception is no longer needed; delete it", e.page, e.check))
		}
	}
	return all
}

// print prints the table, per verb and per workload, and everything that is not as documented.
func (r *report) print(w io.Writer) {
	table := tabwriter.NewWriter(w, 0, 4, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(table, "\tpages\tlacking\tcompiled\trequest =\tresponse =\texceptions\t")
	r.rows(table, func(d *documented) string { return d.verb() })
	fmt.Fprintln(table, "\t\t\t\t\t\t\t")
	r.rows(table, func(d *documented) string { return cmp.Or(d.Workload, "none") })
	fmt.Fprintln(table, "\t\t\t\t\t\t\t")
	r.rows(table, func(*documented) string { return "all" })
	table.Flush()
	fmt.Fprintf(w, "\nrequests with query options: %d, equal: %d\n", r.queries(false), r.queries(true))
	r.explanations(w)
	r.list(w, "the description lacks", func(one *result) []string {
		if one.lacks == "" {
			return nil
		}
		return []string{one.Page + ": " + one.lacks + ": " + one.explanation}
	})
	for _, kind := range []string{"property", "enum value", "value", "abstract type", "unsent", "omission"} {
		r.list(w, notable[kind], func(one *result) []string { return one.notesOf(kind) })
	}
	r.list(w, "exceptions", func(one *result) []string {
		var all []string
		for _, check := range slices.Sorted(maps.Keys(one.excepted)) {
			e := one.excepted[check]
			all = append(all, fmt.Sprintf("%s | %s | %s | %s", e.page, check, e.category, e.reason))
		}
		return all
	})
	failures := r.failures()
	fmt.Fprintf(w, "\nfailures: %d\n", len(failures))
	for _, f := range failures {
		fmt.Fprintln(w, " ", f)
	}
}

// notable are titles for the kinds of notes.
var notable = map[string]string{
	"property":      "documented properties that the description lacks, sent by Extra",
	"enum value":    "documented values that an enumeration lacks, sent as they are",
	"value":         "documented values of another type than the description has, sent by Extra",
	"abstract type": "documented values of an abstract type, sent as they are",
	"unsent":        "documented properties that requests cannot have, left out",
	"omission":      "bodies that leave something out",
}

func (r *result) notesOf(kind string) []string {
	var all []string
	for _, n := range r.notes {
		if n.Kind == kind {
			all = append(all, n.Text)
		}
	}
	return all
}

// explanations counts the results that the description lacks, by explanation.
func (r *report) explanations(w io.Writer) {
	count := map[string]int{}
	for _, one := range r.results {
		if one.explanation != "" {
			kind, _, _ := strings.Cut(one.explanation, ":")
			count[kind]++
		}
	}
	for _, kind := range slices.Sorted(maps.Keys(count)) {
		fmt.Fprintf(w, "lacking, %s: %d\n", kind, count[kind])
	}
}

// queries counts requests with query options.
func (r *report) queries(equal bool) int {
	n := 0
	for _, one := range r.results {
		if strings.Contains(one.Request.URL, "?") && (!equal || one.written && one.faults[requests] == "") {
			n++
		}
	}
	return n
}

func (r *report) rows(w io.Writer, key func(*documented) string) {
	rows := map[string]*row{}
	for _, one := range r.results {
		k := key(one.documented)
		if rows[k] == nil {
			rows[k] = &row{}
		}
		rows[k].add(one)
	}
	for _, k := range slices.Sorted(maps.Keys(rows)) {
		c := rows[k]
		fmt.Fprintf(w, "%s\t%d\t%d\t%d\t%d\t%d\t%d\t\n", k, c.pages, c.lacking, c.compiled, c.request, c.response, c.excepted)
	}
}

func (r *report) list(w io.Writer, title string, of func(*result) []string) {
	var all []string
	for _, one := range r.results {
		all = append(all, of(one)...)
	}
	fmt.Fprintf(w, "\n%s: %d\n", title, len(all))
	for _, text := range all {
		fmt.Fprintln(w, " ", text)
	}
}
