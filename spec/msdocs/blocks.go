package msdocs

import (
	"regexp"
	"strings"

	"github.com/intunegen/intunegen/spec"
)

// This file splits a Markdown page into blocks: front matter, headings, tables, fenced code, HTML
// comments and INCLUDE lines. Everything else is text.

type kind int

const (
	text kind = iota
	heading
	table
	code
	comment
)

// A block is a part of a page. Section is the text of the second-level heading above it, in lower
// case.
type block struct {
	kind    kind
	line    int
	text    string // of a line, heading, code or comment
	section string
	rows    []row // of a table: the head, then the others without the line of dashes
}

type row struct {
	line  int
	cells []string
}

// A page is a Markdown file, split into blocks.
type page struct {
	file, name string
	matter     map[string]string // front matter
	blocks     []block
	problems   []*spec.Error
}

// problem records a fault of a line, once.
func (p *page) problem(line int, remedy, format string, args ...any) {
	fault := spec.Errorf(spec.Position{File: p.file, Line: line, Column: 1}, remedy, format, args...)
	if n := len(p.problems); n == 0 || *p.problems[n-1] != *fault {
		p.problems = append(p.problems, fault)
	}
}

// A cutter splits lines into blocks.
type cutter struct {
	*page
	lines   []string
	at      int
	section string
}

// cut splits a text into the page's blocks.
func (p *page) cut(text string) {
	c := &cutter{page: p, lines: strings.Split(strings.ReplaceAll(strings.TrimPrefix(text, "\ufeff"), "\r\n", "\n"), "\n")}
	c.frontMatter()
	for c.at < len(c.lines) {
		c.next()
	}
}

func (c *cutter) frontMatter() {
	c.matter = map[string]string{}
	if strings.TrimSpace(c.lines[0]) != "---" {
		return
	}
	for i, line := range c.lines[1:] {
		if strings.TrimSpace(line) == "---" {
			c.at = i + 2
			return
		}
		if name, value, ok := strings.Cut(line, ":"); ok {
			c.matter[strings.TrimSpace(name)] = strings.Trim(strings.TrimSpace(value), `"'`)
		}
	}
}

func (c *cutter) add(b block) {
	b.section = c.section
	c.blocks = append(c.blocks, b)
}

func (c *cutter) next() {
	line := strings.TrimSpace(strings.TrimLeft(c.lines[c.at], " \t>"))
	switch {
	case strings.HasPrefix(line, "```") || strings.HasPrefix(line, "~~~"):
		c.code(line)
	case strings.HasPrefix(line, "<!--"):
		c.comment()
	case strings.HasPrefix(line, "|"):
		c.table()
	case strings.HasPrefix(line, "#") && !strings.Contains(line, "(#tab/"): // tabs are written as headings
		c.heading(line)
	default:
		if line != "" {
			c.add(block{kind: text, line: c.at + 1, text: line})
		}
		c.at++
	}
}

func (c *cutter) heading(line string) {
	title := strings.TrimLeft(line, "#")
	level := len(line) - len(title)
	title = strings.TrimSpace(strings.TrimRight(title, "# "))
	if level == 2 {
		c.section = strings.ToLower(title)
	}
	c.add(block{kind: heading, line: c.at + 1, text: title})
	c.at++
}

func (c *cutter) code(opening string) {
	fence := opening[:len(opening)-len(strings.TrimLeft(opening, opening[:1]))]
	start := c.at + 1
	for c.at++; c.at < len(c.lines); c.at++ {
		if line := strings.TrimSpace(c.lines[c.at]); strings.HasPrefix(line, fence) && strings.Trim(line, fence[:1]) == "" {
			c.add(block{kind: code, line: start + 1, text: strings.Join(c.lines[start:c.at], "\n")})
			c.at++
			return
		}
	}
	c.problem(start, "close the code with "+fence, "the code that starts here has no end")
}

func (c *cutter) comment() {
	start := c.at
	for ; c.at < len(c.lines); c.at++ {
		if strings.Contains(c.lines[c.at], "-->") {
			c.at++
			c.add(block{kind: comment, line: start + 1, text: strings.Join(c.lines[start:c.at], "\n")})
			return
		}
	}
	c.problem(start+1, "close it with -->", "the comment that starts here has no end")
}

var (
	link    = regexp.MustCompile(`!?\[([^\]]*)\]\([^)]*\)`)
	escaped = regexp.MustCompile("\\\\([!-/:-@\\[-`{-~])")
)

// plain returns a text without links, emphasis, code marks, and backslashes before punctuation,
// which pages of Microsoft's site have.
func plain(text string) string {
	text = link.ReplaceAllString(text, "$1")
	text = strings.NewReplacer("**", "", "`", "", "&nbsp;", " ").Replace(text)
	return strings.Trim(escaped.ReplaceAllString(text, "$1"), " *")
}
