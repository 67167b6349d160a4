package msdocs

import (
	"fmt"
	"path/filepath"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/intunegen/intunegen/spec"
)

// This file reads a folder of Markdown pages.

func readMarkdown(dir string) (*Folder, error) {
	f := &Folder{Dir: dir}
	in := &includes{dir: dir, texts: map[string]string{}}
	titles := map[string]string{}
	err := f.each("resources", in, func(p *page) {
		r := p.resource()
		if r.Type != "" {
			titles[p.name], titles[strings.ToLower(r.Type)] = r.Type, r.Type
		}
		f.Resources = append(f.Resources, r)
	})
	if err != nil {
		return nil, err
	}
	return f, f.each("api", in, func(p *page) {
		if op, ok := p.operation(titles); ok {
			f.Operations = append(f.Operations, op)
		}
	})
}

// each reads the pages of a folder in the order of their names. Faults of a page are added to the
// folder's problems.
func (f *Folder) each(sub string, in *includes, do func(p *page)) error {
	files, err := filepath.Glob(filepath.Join(escape(filepath.Join(f.Dir, sub)), "*.md"))
	if err != nil {
		return fmt.Errorf("%s: cannot list the pages; name a folder that can be read: %w", f.Dir, err)
	}
	for _, file := range files {
		data, err := spec.ReadFile(file)
		if err != nil {
			return fmt.Errorf("%s: cannot read the page; make it readable: %w", file, err)
		}
		p := &page{file: file, name: strings.TrimSuffix(filepath.Base(file), ".md")}
		if utf8.Valid(data) {
			p.cut(string(data))
			in.expand(p)
			do(p)
		} else {
			p.problem(1, "save it as UTF-8", "the page is not UTF-8 text")
		}
		f.Problems = append(f.Problems, p.problems...)
	}
	return nil
}

// escape escapes a folder's name for use in a pattern.
func escape(dir string) string {
	return strings.NewReplacer(`\`, `\\`, `*`, `\*`, `?`, `\?`, `[`, `\[`).Replace(dir)
}

// includes reads and caches included files.
type includes struct {
	dir   string
	texts map[string]string
}

var (
	includeLine = regexp.MustCompile(`(?i)^\[!INCLUDE\s*\[([^\]]*)\]\s*\(([^)]+\.md)\)\s*\]`)
	ofFacts     = regexp.MustCompile(`(?i)cloud|permission`)
)

// expand replaces the lines that include a file with tables by the file's blocks. A missing file is
// a problem only if it may have facts, unlike code in other languages.
func (in *includes) expand(p *page) {
	var blocks []block
	for _, b := range p.blocks {
		m := includeLine.FindStringSubmatch(b.text)
		if b.kind != text || m == nil || strings.Contains(m[2], "/snippets/") {
			blocks = append(blocks, b)
			continue
		}
		content, ok := in.read(filepath.Dir(p.file), m[2])
		if !ok && ofFacts.MatchString(m[1]+m[2]) {
			p.problem(b.line, "give the folder with its includes", "%s, which the page includes, does not exist", m[2])
		}
		included := &page{file: p.file}
		included.cut(content)
		for _, inner := range included.blocks {
			if inner.kind == table {
				for i := range inner.rows {
					inner.rows[i].line = b.line // faults are reported where the page includes the file
				}
				inner.line, inner.section = b.line, b.section
				blocks = append(blocks, inner)
			}
		}
	}
	p.blocks = blocks
}

// read finds an included file in the page's folder, in the includes of the documentation folder, or
// beside it.
func (in *includes) read(from, path string) (string, bool) {
	tail := path
	if at := strings.LastIndex(path, "includes/"); at >= 0 {
		tail = path[at+len("includes/"):]
	}
	for _, file := range []string{filepath.Join(from, path), filepath.Join(in.dir, "includes", tail), filepath.Join(in.dir, "..", "includes", tail)} {
		if content, cached := in.texts[file]; cached {
			return content, true
		}
		if data, err := spec.ReadFile(file); err == nil {
			in.texts[file] = string(data)
			return string(data), true
		}
	}
	return "", false
}
