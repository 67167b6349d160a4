// Package serve runs a service in memory of any description, for programs in any language.
package serve

import (
	"context"
	"fmt"
	"io"
	"os"
	"sync"

	"github.com/intunegen/intunegen/gen"
	"github.com/intunegen/intunegen/gen/emit"
	"github.com/intunegen/intunegen/graph"
	"github.com/intunegen/intunegen/graph/graphtest"
	"github.com/intunegen/intunegen/spec"
	"github.com/intunegen/intunegen/spec/printable"
)

// Schema returns the schema of a description, as a package generated from it would have it.
func Schema(doc *spec.Document, path string) (graph.Schema, error) {
	pkg, err := gen.Model(doc, gen.Options{Name: "served", Path: path})
	if err != nil {
		return graph.Schema{}, err
	}
	return graph.Schema{Operations: graph.Table(emit.OperationsText(pkg)), Types: emit.SchemaText(pkg)}, nil
}

// Options are the options of a service.
type Options struct {
	At     string // host and port
	Folder string // of resources that it begins with, "" for none
	Seed   uint64
}

// Run serves a schema until the context ends. It prints where it listens, and each request in one
// line.
func Run(ctx context.Context, schema graph.Schema, options Options, out io.Writer) error {
	p := &printer{out: out}
	server := graphtest.New(p, schema, graphtest.Seed(options.Seed), graphtest.Log(p.line))
	defer p.end()
	if options.Folder != "" {
		if err := server.Load(os.DirFS(options.Folder)); err != nil {
			return err
		}
	}
	url, err := server.Listen(options.At)
	if err != nil {
		return fmt.Errorf("cannot listen at %q: %w; give another address by --at", options.At, err)
	}
	p.line("listening at " + url)
	<-ctx.Done()
	return nil
}

// A printer prints lines, one at a time. It is what a server needs of a test.
type printer struct {
	mu   sync.Mutex
	out  io.Writer
	ends []func()
}

func (p *printer) line(text string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	_, _ = fmt.Fprintln(p.out, printable.Line(text)) // whoever reads may be gone
}

// Helper does nothing: there are no lines of a test.
func (p *printer) Helper() {}

// Cleanup keeps a function for the end.
func (p *printer) Cleanup(end func()) { p.ends = append(p.ends, end) }

// Errorf prints a line.
func (p *printer) Errorf(format string, args ...any) { p.line(fmt.Sprintf(format, args...)) }

// Logf prints a line.
func (p *printer) Logf(format string, args ...any) { p.line(fmt.Sprintf(format, args...)) }

func (p *printer) end() {
	for _, end := range p.ends {
		end()
	}
}
