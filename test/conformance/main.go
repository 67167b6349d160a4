// Command conformance proves that documented requests go out as documented and documented responses
// are read without loss, through Go that intunegen snippet writes for each of them. It prints a
// table and every exception, and exits 1 when an operation fails that is not one.
package main

import (
	"flag"
	"fmt"
	"os"
)

func main() {
	var s suite
	flag.StringVar(&s.cases, "cases", "test/conformance/testdata/cases.jsonl", "documented operations, a JSON object a line")
	flag.StringVar(&s.exceptions, "exceptions", "test/conformance/exceptions.txt", "reviewed list of exceptions; empty for none")
	flag.StringVar(&s.older, "older", "", "earlier descriptions as CSDL, a pattern of files: they tell what is gone from what never was")
	flag.StringVar(&s.root, "root", ".", "root of the repository")
	flag.StringVar(&s.bodies, "bodies", "", "file to write the bodies to that were sent, a JSON object a line")
	flag.Parse()
	report, err := s.run()
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
	report.print(os.Stdout)
	if len(report.failures()) > 0 {
		os.Exit(1)
	}
}
