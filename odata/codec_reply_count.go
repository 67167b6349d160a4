package odata

import (
	"errors"
	"strconv"
	"strings"
)

// ErrCount is the error of a page whose number of items is not a number. Its items are decoded
// nevertheless.
var ErrCount = errors.New("odata: @odata.count is not a number of items")

// ErrPartial is the error of a page with an error beside its items, as a service sends it that
// fails after the first of them. The items are decoded nevertheless.
var ErrPartial = errors.New("odata: the page has an error beside its items")

// total reads the number of items at i, which some services write as a text. It reports false if it
// is not a number. null leaves total unchanged.
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
