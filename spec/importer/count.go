package importer

import (
	"github.com/intunegen/intunegen/spec"
)

// countClouds reports for each cloud the number of operations that it has, that it lacks, and whose
// availability is not documented.
func (im *importer) countClouds() {
	count := map[string]map[string]int{}
	for _, cloud := range spec.Clouds {
		count[cloud] = map[string]int{}
	}
	for _, s := range im.opts.Metadata.Schemas {
		for _, a := range s.Annotations {
			for i := range a.Value.List {
				if a.Term == spec.TermOperations {
					im.countRow(count, &a.Value.List[i])
				}
			}
		}
	}
	for _, cloud := range spec.Clouds {
		c := count[cloud]
		im.note("cloud %s: %d operations yes, %d no, %d not documented", cloud, c["yes"], c["no"], c[""])
	}
}

// countRow adds one operation to the counts by cloud and answer, which is "" where none is
// documented.
func (im *importer) countRow(count map[string]map[string]int, row *spec.Value) {
	_, lacking, _ := im.normalize(row.Get("path").Str())
	for _, cloud := range spec.Clouds {
		answer := ""
		if lacking[cloud] != "" {
			answer = "no"
		}
		if stated := row.Get("clouds"); stated != nil && stated.Get(cloud) != nil {
			answer = stated.Get(cloud).Str()
		}
		count[cloud][answer]++
	}
}
