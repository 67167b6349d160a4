package layout

import "bytes"

// align replaces the marks of cells by blanks. A cell ends with \v, the last of a line with the line; the cells of neighbouring lines with
// as many begin in the same column. A line that ends with \f is not aligned with the next. Columns of empty cells vanish.
func align(src []byte) []byte {
	out := make([]byte, 0, len(src)+len(src)/4)
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
	cells := 0
	for {
		end := bytes.IndexAny(src[n:], "\n\f") + 1
		count := bytes.Count(src[n:n+end], []byte{'\v'})
		if count == 0 {
			return n
		}
		if cells > 0 && count != cells {
			panic(unknown{})
		}
		cells = count
		n += end
		if src[n-1] == '\f' {
			return n
		}
	}
}

// pad appends lines to out, their cells padded to the widths of columns.
func pad(out, lines []byte) []byte {
	widths := widths(lines)
	column, start := 0, 0
	for i, c := range lines {
		switch c {
		case '\v':
			for range widths[column] - (i - start) {
				out = append(out, ' ')
			}
			column, start = column+1, i+1
		case '\n', '\f':
			out = append(out, '\n')
			column, start = 0, i+1
		case '\t':
			out = append(out, c)
			start = i + 1
		default:
			out = append(out, c)
		}
	}
	return out
}

// widths returns the widths of columns, in bytes: cells are of ASCII. The blank behind the widest cell is counted.
func widths(lines []byte) (widths [3]int) {
	column, start := 0, 0
	for i, c := range lines {
		switch c {
		case '\v':
			if i > start {
				widths[column] = max(widths[column], i-start+1)
			}
			column, start = column+1, i+1
		case '\n', '\f':
			column, start = 0, i+1
		case '\t':
			start = i + 1
		}
	}
	return widths
}
