package emit

import (
	"bytes"
	"strconv"
	"strings"

	"github.com/dave/jennifer/jen"
)

// Import paths of the runtime.
const (
	odata  = "github.com/intunegen/intunegen/odata"
	graph  = "github.com/intunegen/intunegen/graph"
	azcore = "github.com/Azure/azure-sdk-for-go/sdk/azcore"
)

// A source is the Go of a file while it is written. Jennifer puts the file together, keeps its imports, and makes its types and what a package has once.
// What there is much of, as properties and methods, is text, for which jennifer leaves holes: making tokens of it, joining them and copying
// the whole took most of the time of writing.
type source struct {
	file     *jen.File
	body     *jen.Statement
	imported [len(packages)]bool
	text     []byte // of the whole file, without those names
	ends     []int  // of the texts that belong into holes
	raw      []byte // what jennifer put together, with the texts
}

// hole stands for a text in what jennifer makes, which holds no such character otherwise: literals have it escaped.
const hole = "\x00"

// write writes the file of those parts, in lines neither indented nor aligned. What it returns is valid until the next call.
func (s *source) write(pkg string, parts []part) ([]byte, error) {
	s.file, s.body = jen.NewFile(pkg), jen.Null()
	s.imported, s.text, s.ends, s.raw = [len(packages)]bool{}, s.text[:0], s.ends[:0], s.raw[:0]
	s.file.NoFormat = true
	s.file.HeaderComment(Header)
	s.file.Add(s.body)
	for _, p := range packages {
		s.file.ImportName(p.path, p.name)
	}
	for _, p := range parts {
		p.write(s)
	}
	s.leave()
	err := s.file.Render(s)
	return s.raw, err
}

// Write takes the file from jennifer.
func (s *source) Write(file []byte) (int, error) {
	rest, start := file, 0
	for _, end := range s.ends {
		before, after, _ := bytes.Cut(rest, []byte(hole))
		s.raw = append(append(s.raw, before...), s.text[start:end]...)
		rest, start = after, end
	}
	s.raw = append(s.raw, rest...)
	return len(file), nil
}

// leave has jennifer leave a hole for the text since the last one.
func (s *source) leave() {
	s.body.Id(hole)
	s.fill()
}

// fill ends the text of a hole.
func (s *source) fill() { s.ends = append(s.ends, len(s.text)) }

// add writes Go that jennifer makes. The texts for holes in it come next.
func (s *source) add(code *jen.Statement) {
	s.leave()
	s.body.Add(code).Line()
}

// put writes texts.
func (s *source) put(texts ...string) {
	for _, text := range texts {
		s.text = append(s.text, text...)
	}
}

// quote writes a string literal.
func (s *source) quote(text string) { s.text = strconv.AppendQuote(s.text, text) }

// packages are those of the runtime, and how Go names what they have.
var packages = [...]struct{ path, name, begin string }{{odata, "odata", "odata."}, {graph, "graph", "graph."}, {azcore, "azcore", "azcore."}}

// typed writes Go that may name what the runtime has, without comments and literals. Jennifer writes the first such name of a package in a
// file, and so imports it.
func (s *source) typed(texts ...string) {
	for _, text := range texts {
		if strings.Contains(text, ".") {
			s.bring(text)
		} else {
			s.put(text)
		}
	}
}

func (s *source) bring(text string) {
	for i, p := range packages {
		if s.imported[i] {
			continue
		}
		if before, after, found := strings.Cut(text, p.begin); found {
			s.imported[i] = true
			s.bring(before)
			s.leave()
			s.body.Qual(p.path, "")
			s.bring(after)
			return
		}
	}
	s.put(text)
}
