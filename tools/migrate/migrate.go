// Command migrate moves programs over to functions where odata.Field and graph.List had methods:
//
//	f.Get()          becomes  odata.Get(f)
//	f.Or(def)        becomes  odata.GetOr(f, def)
//	list.Collect(c)  becomes  graph.Collect(c, list)
//
// It resolves types, so that methods of the same names on builders stay. Run it while go.mod has
// the version with the methods, then upgrade:
//
//	go run github.com/intunegen/intunegen/tools/migrate@latest -fix ./...
//	go get github.com/intunegen/intunegen@latest
package main

import (
	"golang.org/x/tools/go/analysis/singlechecker"

	"github.com/intunegen/intunegen/tools/migrate/move"
)

func main() { singlechecker.Main(move.Analyzer) }
