// Command survey measures the codec on pages of every entity type of the generated package, in
// several styles of answers. It is run in the directory bench:
//
//	go run ./survey -types . -styles .
//
// The pages are made from a seed, so that two runs read the same bytes. Rates are by processor
// time, garbage collection included.
package main

import (
	"cmp"
	"flag"
	"fmt"
	"os"
	"regexp"
	"runtime"
	"slices"
	"time"
)

func main() {
	types := flag.String("types", ".", "a regular expression for the names of types")
	styleNames := flag.String("styles", ".", "a regular expression for the names of styles")
	spend := flag.Duration("time", 30*time.Millisecond, "processor time of each measurement")
	objects := flag.Int("objects", 1000, "objects of a page")
	every := flag.Int("every", 1, "take one type of so many")
	heap := flag.Int("heap", 64, "megabytes that the program holds besides, as a program that does more than decode does: the less it holds, the more often garbage is collected")
	list := flag.Int("list", 0, "list so many of the slowest types of each style")
	show := flag.Bool("show", false, "print an object of each page in place of measuring")
	flag.Parse()
	held := make([]byte, *heap<<20)
	defer runtime.KeepAlive(held)
	all, err := modelTypes("../../generated/intunebeta", regexp.MustCompile(*types), *every)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Printf("%-10s %-8s %5s  %s\n", "style", "", "types", "MB/cpu-s: least, 5 %, median; types below the mark; most allocations an object")
	if len(all) > 0 && !*show {
		newPage(all[0], styles[0], *objects).measure(10 * *spend) // the heap grows to its size, which is no part of what is measured
	}
	for _, s := range styles {
		if !regexp.MustCompile(*styleNames).MatchString(s.name) {
			continue
		}
		var rows []row
		for _, t := range all {
			page := newPage(t, s, *objects)
			if *show {
				fmt.Printf("%s\n", page.sample())
			} else if len(page.body) >= 200**objects || s.small {
				rows = append(rows, page.measure(*spend))
			}
		}
		report(s, rows, *list)
	}
}

// row is what was measured of a type.
type row struct {
	name           string
	size           int // of an object, in bytes
	nested         float64
	decode, encode float64 // MB a second of processor time
	allocs         float64 // of decoding an object
}

func report(s style, rows []row, list int) {
	if len(rows) == 0 {
		return
	}
	summary(s.name, "decode", 600, rows, func(r row) float64 { return r.decode })
	slowest(rows, list)
	summary(s.name, "encode", 1000, rows, func(r row) float64 { return r.encode })
	slowest(rows, list)
}

// summary sorts rows by rate and prints a line.
func summary(style, what string, mark float64, rows []row, rate func(row) float64) {
	slices.SortFunc(rows, func(a, b row) int { return cmp.Compare(rate(a), rate(b)) })
	below, _ := slices.BinarySearchFunc(rows, mark, func(r row, mark float64) int { return cmp.Compare(rate(r), mark) })
	most := slices.MaxFunc(rows, func(a, b row) int { return cmp.Compare(a.allocs-a.nested, b.allocs-b.nested) })
	fmt.Printf("%-10s %-8s %5d  %5.0f %5.0f %5.0f   %4d  %.2f (%.2f nested lists, %s)\n", style, what, len(rows),
		rate(rows[0]), rate(rows[len(rows)/20]), rate(rows[len(rows)/2]), below, most.allocs, most.nested, most.name)
}

func slowest(rows []row, list int) {
	for _, r := range rows[:min(list, len(rows))] {
		fmt.Printf("    %5.0f %5.0f  %5d bytes  %.2f allocations, %.2f lists  %s\n", r.decode, r.encode, r.size, r.allocs, r.nested, r.name)
	}
}
