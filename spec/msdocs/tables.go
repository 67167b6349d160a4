package msdocs

import "strings"

func (c *cutter) table() {
	b := block{kind: table, line: c.at + 1}
	for ; c.at < len(c.lines); c.at++ {
		line := strings.TrimSpace(strings.TrimLeft(c.lines[c.at], " \t>"))
		if !strings.HasPrefix(line, "|") {
			break
		}
		if strings.Trim(line, "|:- \t") == "" && strings.Contains(line, "-") {
			continue
		}
		b.rows = append(b.rows, row{c.at + 1, cells(c.broken(line))})
	}
	if len(b.rows) > 0 {
		c.add(b)
	}
}

// broken joins a line of a table with the lines that continue it, up to one that ends with a bar.
func (c *cutter) broken(line string) string {
	if strings.HasSuffix(line, "|") {
		return line
	}
	whole := line
	for i, next := range c.lines[c.at+1:] {
		next = strings.TrimSpace(next)
		if strings.HasPrefix(next, "|") || strings.HasPrefix(next, "#") || strings.HasPrefix(next, "```") {
			break
		}
		whole += " " + next
		if strings.HasSuffix(next, "|") {
			c.at += i + 1
			return whole
		}
	}
	return line
}

// cells splits a line of a table at its bars. An escaped bar is part of a cell.
func cells(line string) []string {
	const bar = "\x00"
	line = strings.ReplaceAll(strings.Trim(line, " \t"), `\|`, bar)
	list := strings.Split(strings.TrimSuffix(strings.TrimPrefix(line, "|"), "|"), "|")
	for i := range list {
		list[i] = strings.TrimSpace(strings.ReplaceAll(strings.ReplaceAll(list[i], bar, "|"), "&nbsp;", " "))
	}
	return list
}
