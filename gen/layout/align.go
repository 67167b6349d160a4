package layout

import "bytes"

// align appends src to out, with blanks for the marks of cells. A cell ends with \v, the last of a line with the line; the cells of neighbouring lines with
// as many begin in the same column. A line that begins with \f is not aligned with the one before. Columns of empty cells vanish.
func align(out, src []byte) []byte {
	for {
		i := bytes.IndexByte(src, '\v')
		if i < 0 {
			return append(out, src...)
		}
		start := bytes.LastIndexByte(src[:i], '\n') + 1
		out = append(out, src[:start]...)
		n := block(src[start:])
		out = pad(out, src[start:start+n])
		src = src[start+n:]
	}
}

var cellEnd = []byte{'\v'}

// block returns the length of the lines at the begin of src that are aligned.
func block(src []byte) (n int) {
	for cells := 0; n < len(src); {
		line := src[n : n+bytes.IndexByte(src[n:], '\n')+1]
		count := bytes.Count(line, cellEnd)
		switch {
		case count == 0, n > 0 && line[0] == '\f':
			return n
		case n > 0 && count != cells:
			panic(unknown{})
		}
		cells, n = count, n+len(line)
	}
	return n
}

// pad appends lines to out, their cells padded to the widths of columns.
func pad(out, lines []byte) []byte {
	widths := widths(lines)
	for line := range bytes.Lines(lines) {
		tabs, rest := indentation(line)
		out = append(out, tabs...)
		for column := 0; ; column++ {
			cell, after, ends := bytes.Cut(rest, cellEnd)
			out = append(out, cell...)
			if !ends {
				break
			}
			for range widths[column] - len(cell) {
				out = append(out, ' ')
			}
			rest = after
		}
	}
	return out
}

// widths returns the widths of columns, in bytes: cells are of ASCII. The blank behind the widest cell is counted.
func widths(lines []byte) (widths [3]int) {
	for line := range bytes.Lines(lines) {
		_, rest := indentation(line)
		for column := 0; ; column++ {
			cell, after, ends := bytes.Cut(rest, cellEnd)
			if !ends {
				break
			}
			if len(cell) > 0 {
				widths[column] = max(widths[column], len(cell)+1)
			}
			rest = after
		}
	}
	return widths
}

// indentation returns the tabs at the begin of a line, and its cells.
func indentation(line []byte) (tabs, cells []byte) {
	line = bytes.TrimPrefix(line, []byte{'\f'})
	cells = bytes.TrimLeft(line, "\t")
	return line[:len(line)-len(cells)], cells
}
