// Package msdocs reads what Microsoft's documentation states of operations and types: from Markdown
// pages as Microsoft keeps them, or from files with one JSON object a page. It takes facts, no
// sentences.
package msdocs

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/intunegen/intunegen/spec"
)

// A Folder is one state of the documentation.
type Folder struct {
	Dir        string
	Operations []Operation
	Resources  []Resource
	// Problems name the pages that cannot be read, or only in part, each with the place and the
	// reason.
	Problems []*spec.Error
}

// An Operation is a documented operation, with all its paths.
type Operation struct {
	Page, Workload, Type, Title, Kind, Verb string // Kind is crud, action or function
	HTTP                                    []Path
	Method, Path                            string // of folders that state one path an entry
	Permissions                             Permissions
	Clouds                                  map[string]bool // by the names of spec.Clouds; a missing one is not documented
	Status                                  int             // of success, as the page's text or its first example states it; 0 if neither does
	Properties                              []Property      // of the request body, or the parameters
	Request                                 *Request        // the first example
	Response                                *Response
	Examples                                []Example // all of them; Markdown only
	Date                                    string    // of the page, "2024-05-12"; empty when it states none
	SourceDate                              string
}

// A Path is one request line of an operation; shared pages name the workflow that it belongs to.
type Path struct{ Method, Path, Workflow string }

// An Example is a documented call.
type Example struct {
	Request  *Request
	Response *Response // nil when the page shows none
}

// A Request is a documented HTTP request. The body is as written; nil when there is none.
type Request struct {
	Method, URL string
	Headers     map[string]string
	Body        *string
	Line        int // of the request line, in a Markdown page
}

// A Response is a documented HTTP response.
type Response struct {
	Status  int
	Reason  string
	Headers map[string]string
	Body    *string
	Line    int
}

// A Resource is a documented type.
type Resource struct {
	Page, Workload, Type, Kind string // Kind is entity, complex, enum or conceptual
	BaseType, KeyProperty      string
	Properties, Relationships  []Property
	Members                    []Member
	JSONRepresentation         *string
}

// A Member is one of an enumeration.
type Member struct {
	Name  string
	Value *int64
}

// A Property is one row of a table of properties, in documented order.
type Property struct {
	Name, Type     string
	Notes          string // "key", "read-only" and "inherited from X", joined by "|"
	PossibleValues []string
	Workflow       string
}

// Read reads a folder: Markdown pages in api/ and resources/, or operations.jsonl and
// resources.jsonl.
func Read(dir string) (*Folder, error) {
	if isFile(filepath.Join(dir, "operations.jsonl")) || isFile(filepath.Join(dir, "resources.jsonl")) {
		return readLines(dir)
	}
	for _, sub := range []string{"api", "resources"} {
		if info, err := os.Stat(filepath.Join(dir, sub)); err == nil && info.IsDir() {
			return readMarkdown(dir)
		}
	}
	return nil, fmt.Errorf("%s: no documentation here; name a folder with Markdown pages in api/ and resources/, or one with "+
		"operations.jsonl and resources.jsonl", dir)
}

func isFile(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.Mode().IsRegular()
}
