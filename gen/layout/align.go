package layout

import "bytes"

// align appends src to out, with blanks for the marks of cells. A cell ends with \v, the last of a line with the line; the cells of neighbouring lines with
// as many begin in the same column. A line that ends with \f is not aligned with the next. Columns of empty cells vanish.
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

// block returns the length of the lines at the begin of src that are aligned.
func block(src []byte) (n int) {
	cells, count := 0, 0
	for i, c := range src {
		switch {
		case c == '\v':
			count++
		case c != '\n' && c != '\f':
		case count == 0:
			return n
		case cells > 0 && count != cells:
			panic(unknown{})
		default:
			cells, count, n = count, 0, i+1
			if c == '\f' {
				return n
			}
		}
	}
	return n
}

// pad appends lines to out, their cells padded to the widths of columns.
func pad(out, lines []byte) []byte {
	widths := widths(lines)
	column, start, cell := 0, 0, 0
	for i, c := range lines {
		switch c {
		case '\t':
			cell = i + 1
		case '\v':
			out = append(out, lines[start:i]...)
			for range widths[column] - (i - cell) {
				out = append(out, ' ')
			}
			column, start, cell = column+1, i+1, i+1
		case '\n', '\f':
			out = append(append(out, lines[start:i]...), '\n')
			column, start, cell = 0, i+1, i+1
		}
	}
	return out
}

// widths returns the widths of columns, in bytes: cells are of ASCII. The blank behind the widest cell is counted.
func widths(lines []byte) (widths [3]int) {
	column, cell := 0, 0
	for i, c := range lines {
		switch c {
		case '\v':
			if i > cell {
				widths[column] = max(widths[column], i-cell+1)
			}
			column, cell = column+1, i+1
		case '\n', '\f':
			column, cell = 0, i+1
		case '\t':
			cell = i + 1
		}
	}
	return widths
}
