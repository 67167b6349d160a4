// Package msdocs reads the facts about operations and types in Microsoft's documentation. The input
// is Markdown pages as Microsoft keeps them, or files with one JSON object per page.
package msdocs

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/intunegen/intunegen/spec"
)

// A Folder is the documentation at one time.
type Folder struct {
	Dir        string
	Operations []Operation
	Resources  []Resource
	Clouds     []CloudTable // of pages whose operations may be in another folder
	// Problems are the pages that cannot be read completely, each with the position and the reason.
	Problems []*spec.Error
}

// An Operation is a documented operation, with all its paths.
type Operation struct {
	Page, Workload, Type, Title, Kind, Verb string // Kind is crud, action or function
	HTTP                                    []Path
	Method, Path                            string // of folders that have one path per entry
	Permissions                             Permissions
	Clouds                                  Clouds
	Status                                  int        // of success, from the page's text or its first example; 0 if neither has one
	Properties                              []Property // of the request body, or the parameters
	Request                                 *Request   // the first example
	Response                                *Response
	Examples                                []Example // all examples; from Markdown only
	Date                                    string    // of the page, "2024-05-12"; "" when it has none
	SourceDate                              string
}

// A Path is a request line of an operation. On a shared page it has the name of its workflow.
// Clouds are those that the page states for this path alone; they go before those of the operation.
type Path struct {
	Method, Path, Workflow string
	Clouds                 Clouds
}

// An Example is a documented call.
type Example struct {
	Request  *Request
	Response *Response // nil when the page has none
}

// A Request is a documented HTTP request. The body is as written, or nil.
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

// A Member is a member of an enumeration.
type Member struct {
	Name  string
	Value *int64
}

// A Property is a row of a table of properties, in documented order.
type Property struct {
	Name, Type     string
	Notes          string // "key", "read-only" and "inherited from X", joined by "|"
	PossibleValues []string
	Workflow       string
}

// lineFiles are the files with one JSON object per page. A folder has at least one of them.
var lineFiles = []string{"operations.jsonl", "resources.jsonl", "clouds.jsonl"}

// Read reads a folder: Markdown pages in api/ and resources/, or operations.jsonl, resources.jsonl
// and clouds.jsonl.
func Read(dir string) (*Folder, error) {
	if slices.ContainsFunc(lineFiles, func(name string) bool { return isFile(filepath.Join(dir, name)) }) {
		return readLines(dir)
	}
	for _, sub := range []string{"api", "resources"} {
		if info, err := os.Stat(filepath.Join(dir, sub)); err == nil && info.IsDir() {
			return readMarkdown(dir)
		}
	}
	return nil, fmt.Errorf("%s: no documentation here; name a folder with Markdown pages in api/ and resources/, or one with "+
		"operations.jsonl, resources.jsonl or clouds.jsonl", dir)
}

func isFile(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.Mode().IsRegular()
}
