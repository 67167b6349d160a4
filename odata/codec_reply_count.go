package odata

import (
	"errors"
	"strconv"
	"strings"
)

// ErrCount is the error of a page that gives a number of items which is no number. Its items are read nevertheless.
var ErrCount = errors.New("odata: @odata.count is no number of items")

// total reads the number of items at i, which some services write as a text, and reports whether it is one. null says nothing.
func (d *decoder) total(total *int64, i int) (end int, ok bool) {
	if end = d.skip(i); end < 0 || d.b[i] == 'n' {
		return end, true
	}
	count, err := strconv.ParseInt(strings.Trim(d.s[i:end], `"`), 10, 64)
	if err != nil || count < 0 {
		return end, false
	}
	*total = count
	return end, true
}
