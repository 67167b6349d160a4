// Command judge judges the request bodies that the conformance suite sent by Microsoft's OpenAPI
// descriptions with kin-openapi, which knows nothing of this project's codec. It then makes faults
// in accepted bodies, to show that the judge judges. It exits 1 when a mark is missed or a refusal
// is not explained. It is a module of its own, so that kin-openapi is no requirement of the client.
package main

import (
	"flag"
	"fmt"
	"os"
)

func main() {
	bodies := flag.String("bodies", "", "file that the suite's --bodies wrote")
	mutations := flag.Int("mutations", 1000, "faults to make in accepted bodies")
	seed := flag.Uint64("seed", 1, "seed of the faults")
	flag.Usage = func() {
		fmt.Fprintln(os.Stderr, "usage: judge --bodies FILE DOCUMENT...\nDOCUMENT is an OpenAPI 3.0 file, may be gzip, may have wildcards; the date in its name tells its age.")
		flag.PrintDefaults()
	}
	flag.Parse()
	r, err := run(*bodies, flag.Args(), *mutations, *seed)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
	r.print(os.Stdout)
	if failures := r.failures(); len(failures) > 0 {
		for _, f := range failures {
			fmt.Fprintln(os.Stderr, f)
		}
		os.Exit(1)
	}
}

func run(file string, patterns []string, mutations int, seed uint64) (*report, error) {
	documents, err := readDocuments(patterns)
	if err != nil {
		return nil, err
	}
	bodies, err := readBodies(file)
	if err != nil {
		return nil, err
	}
	r := &report{documents: documents}
	for _, b := range bodies {
		r.verdicts = append(r.verdicts, judge(b, documents))
	}
	if accepted := r.accepted(); len(accepted) > 0 {
		r.mutations = mutate(accepted, mutations, seed)
	}
	return r, nil
}
