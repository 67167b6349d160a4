package main

import (
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
)

// The marks, in percent: bodies accepted of those judged, mutations refused of those made.
const (
	acceptedMark = 93
	refusedMark  = 98
)

// A report is what a run found.
type report struct {
	documents []*document
	verdicts  []*verdict
	mutations []mutation
}

func (r *report) judged() []*verdict {
	return r.where(func(v *verdict) bool { return v.unjudged == "" })
}

func (r *report) accepted() []*verdict {
	return r.where(func(v *verdict) bool { return v.unjudged == "" && len(v.refused) == 0 })
}

func (r *report) where(is func(*verdict) bool) []*verdict {
	var all []*verdict
	for _, v := range r.verdicts {
		if is(v) {
			all = append(all, v)
		}
	}
	return all
}

// failures lists what misses a mark and refusals without an explanation.
func (r *report) failures() []string {
	var all []string
	for _, v := range r.judged() {
		if !v.explained {
			all = append(all, fmt.Sprintf("%s | %s refuses the body: %s", v.Page, v.document.name, strings.Join(v.refused, "; ")))
		}
	}
	if n, of := len(r.accepted()), len(r.judged()); 100*n < acceptedMark*of || of == 0 {
		all = append(all, fmt.Sprintf("%d of %d judged bodies are accepted, less than %d %%", n, of, acceptedMark))
	}
	if n, of := r.refused(""), len(r.mutations); 100*n < refusedMark*of || of == 0 {
		all = append(all, fmt.Sprintf("%d of %d mutations are refused, less than %d %%", n, of, refusedMark))
	}
	return all
}

// refused counts refused mutations of a kind, "" for all.
func (r *report) refused(kind string) int { return r.count(kind, true) }

func (r *report) count(kind string, refusedOnly bool) int {
	n := 0
	for _, m := range r.mutations {
		if (kind == "" || kind == m.kind) && (m.refused || !refusedOnly) {
			n++
		}
	}
	return n
}

// print prints the tables, and everything that was not judged, was refused, or passed with a fault.
func (r *report) print(w io.Writer) {
	table := tabwriter.NewWriter(w, 0, 4, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(table, "bodies judged by\tjudged\taccepted\trefused\t")
	for _, d := range r.documents {
		r.row(table, d.name, func(v *verdict) bool { return v.document == d })
	}
	r.row(table, "all", func(v *verdict) bool { return v.document != nil })
	fmt.Fprintln(table, "\t\t\t\t\nfaults made in accepted bodies\tmade\tmissed\trefused\t")
	for _, kind := range append(kinds, "") {
		name := kind
		if kind == "" {
			name = "all"
		}
		made, refused := r.count(kind, false), r.refused(kind)
		fmt.Fprintf(table, "%s\t%d\t%d\t%d\t\n", name, made, made-refused, refused)
	}
	table.Flush()
	r.list(w)
}

func (r *report) row(w io.Writer, name string, is func(*verdict) bool) {
	all := r.where(is)
	accepted := 0
	for _, v := range all {
		if len(v.refused) == 0 {
			accepted++
		}
	}
	fmt.Fprintf(w, "%s\t%d\t%d\t%d\t\n", name, len(all), accepted, len(all)-accepted)
}

func (r *report) list(w io.Writer) {
	fmt.Fprintf(w, "\nnot judged: %d\n", len(r.verdicts)-len(r.judged()))
	for _, v := range r.verdicts {
		if v.unjudged != "" {
			fmt.Fprintf(w, "  %s: %s\n", v.Page, v.unjudged)
		}
	}
	fmt.Fprintf(w, "\nrefused, accepted without what the document does not know: %d\n", len(r.judged())-len(r.accepted()))
	for _, v := range r.judged() {
		if len(v.refused) > 0 && v.explained {
			fmt.Fprintf(w, "  %s: %s: %s\n", v.Page, v.document.name, strings.Join(v.refused, "; "))
		}
	}
	fmt.Fprintf(w, "\nfaults missed: %d\n", len(r.mutations)-r.refused(""))
	for _, m := range r.mutations {
		if !m.refused {
			fmt.Fprintf(w, "  %s: %s at /%s\n", m.page, m.kind, strings.TrimPrefix(m.place, "/"))
		}
	}
}
