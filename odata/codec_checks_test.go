package odata

import (
	"fmt"
	"math"
	"math/rand/v2"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"
)

// What is done eight bytes at once, or without the library, must give what the plain way gives.

// TestTimesAreCheckedLikeTheLibrary changes, inserts and removes characters of valid times.
func TestTimesAreCheckedLikeTheLibrary(t *testing.T) {
	form := regexp.MustCompile(`^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,12})?Z$`)
	var texts []string
	for _, s := range []string{"2017-01-01T00:02:43Z", "2017-12-31T23:59:59.5775965Z", "2024-02-29T00:00:00.123456789012Z"} {
		for i := range len(s) {
			texts = append(texts, s[:i]+"Z", s[:i]+s[i+1:], s[:i]+"0"+s[i:])
			for c := range 256 {
				texts = append(texts, s[:i]+string([]byte{byte(c)})+s[i+1:])
			}
		}
	}
	for i := range 40 * 15 * 4 {
		texts = append(texts, fmt.Sprintf("%d-%02d-%02dT00:00:00Z", []int{1900, 2000, 2023, 2024}[i%4], i/4%15, i/60))
	}
	for _, s := range texts {
		if len(s) < len(zeroTime) || s[4] != '-' || s[16] != ':' || s[len(s)-1] != 'Z' {
			continue // years of more digits, no seconds and other zones are valid too
		}
		_, err := time.Parse(time.RFC3339Nano, s)
		if want := form.MatchString(s) && err == nil; isTime(s) != want {
			t.Errorf("%q: %v, want %v", s, !want, want)
		}
	}
}

func TestBase64IsCheckedAlike(t *testing.T) {
	for i := range 20 * 20 * 256 * 3 {
		n, at, c, other := i%20, i/20%20, byte(i/400), []string{"a", "+", "_"}[i/400/256]
		if at < n {
			s := strings.Repeat(other, at) + string([]byte{c}) + strings.Repeat("Z", n-at-1)
			if isAlphabet(s) != oneAlphabet(s) {
				t.Fatalf("%q: %v", s, isAlphabet(s))
			}
		}
	}
}

func oneAlphabet(s string) bool {
	const both = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
	other := func(more string) func(rune) bool {
		return func(c rune) bool { return !strings.ContainsRune(both+more, c) }
	}
	return !strings.ContainsFunc(s, other("+/")) || !strings.ContainsFunc(s, other("-_"))
}

func TestNumbersOfFewDigitsAreWrittenAlike(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	few := 0
	check := func(v float64) {
		b, ok := appendShort(nil, v)
		if ok {
			few++
		}
		if want := strconv.FormatFloat(v, 'f', -1, 64); ok && string(b) != want {
			t.Fatalf("got %s; want %s", b, want)
		}
	}
	for i := range 20_000 {
		check(float64(r.IntN(1e6)-5e5) / powers[i%6])
		check(math.Nextafter(float64(i)/100, math.Inf(1-i%2*2)))
		check(r.Float64() * powers[r.IntN(12)])
		check(math.Float64frombits(r.Uint64()))
	}
	if few < 10_000 {
		t.Errorf("only %d were taken the fast way", few)
	}
}

func TestPropertiesAreFoundByName(t *testing.T) {
	for _, n := range []int{0, 1, 7, 8, 9, 300} {
		props := make([]prop, n)
		for i := range props {
			props[i].name = "veryLongPrefix"[:i%15] + strconv.Itoa(i)
		}
		index, ok := indexOf(props)
		if !ok {
			t.Fatal("names that differ were taken for the same")
		}
		p := plan{props: props, index: index}
		for i := range props {
			if found, ok := p.property(props[i].name); found != i || !ok {
				t.Errorf("%d: found %d, %v", i, found, ok)
			}
		}
		for _, other := range []string{"", "v", "very", "veryLongPrefix", "veryLongPrefixes1", "\x00"} {
			if found, ok := p.property(other); ok {
				t.Errorf("%q: found %d", other, found)
			}
		}
		if _, ok := indexOf(append(props, prop{name: "1"}, prop{name: "1"})); ok {
			t.Error("a name that is twice was not seen")
		}
	}
}
