// Package memory is the tenant that the examples talk to.
package memory

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"net/http"
	"strings"

	"github.com/intunegen/intunegen/generated/intunebeta"
	"github.com/intunegen/intunegen/graph/graphtest"
)

// A Tenant is a service in memory that prints what changes it. It pages by two, and returns
// what was set, so that the examples show short bodies.
type Tenant struct{ *graphtest.Server }

// New returns a tenant with objects, paths and JSON in turn.
func New(objects ...string) *Tenant {
	t := &Tenant{graphtest.New(program{}, intunebeta.Schema(), graphtest.PageSize(2), graphtest.OnlySet())}
	for i := 0; i+1 < len(objects); i += 2 {
		t.Put(objects[i], objects[i+1])
	}
	return t
}

func (t *Tenant) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		log.Fatal(err)
	}
	path := strings.TrimPrefix(r.URL.Path, "/beta")
	switch {
	case path == "/$batch":
		var batch struct{ Requests []any }
		if err := json.Unmarshal(body, &batch); err != nil {
			log.Fatal(err)
		}
		fmt.Println("POST /$batch:", len(batch.Requests), "requests")
	case strings.HasPrefix(path, "/storage/"): // a file that is uploaded
	case strings.HasSuffix(path, "/commit"): // the body has keys
		fmt.Println(r.Method, path)
	case r.Method != http.MethodGet:
		fmt.Printf("%s %s %s\n", r.Method, path, body)
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	t.Server.ServeHTTP(w, r)
}

// A program is what a server needs of a test.
type program struct{}

func (program) Helper()                           {}
func (program) Cleanup(func())                    {} // a program ends without
func (program) Errorf(format string, args ...any) { log.Fatalf(format, args...) }
func (program) Logf(format string, args ...any)   { log.Printf(format, args...) }
