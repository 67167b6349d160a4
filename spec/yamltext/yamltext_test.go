package yamltext

import (
	"strings"
	"testing"
	"time"
)

// Columns count bytes, wherever in a line and in whatever order they are asked for.
func TestColumns(t *testing.T) {
	line := strings.Repeat("aé€😀", 100)
	c := newColumns([]byte("x\n" + line + "\r\n\n"))
	want := map[int]int{}
	char := 0
	for byt := range line {
		char++
		want[char] = byt + 1
	}
	for column := char; column >= 1; column-- {
		if got := c.bytes(2, column); got != want[column] {
			t.Fatalf("column %d: %d; want %d", column, got, want[column])
		}
	}
	for _, place := range [][3]int{{1, 1, 1}, {1, 2, 2}, {3, 1, 1}, {9, 7, 7}, {2, char + 1, len(line) + 1}} {
		if got := c.bytes(place[0], place[1]); got != place[2] {
			t.Errorf("%d:%d: %d; want %d", place[0], place[1], got, place[2])
		}
	}
}

// A long line is not read anew for every position in it.
func TestLongLine(t *testing.T) {
	const items = 100_000
	f, err := Parse("in", []byte("["+strings.Repeat(`"é", `, items)+"1]"))
	if err != nil {
		t.Fatal(err)
	}
	start := time.Now()
	for i := len(f.Root.Content) - 1; i >= 0; i-- {
		if at, want := f.At(f.Root.Content[i]).Column, 2+len(`"é", `)*i; at != want {
			t.Fatalf("item %d is at column %d; want %d", i, at, want)
		}
	}
	if took := time.Since(start); took > 5*time.Second {
		t.Errorf("positions took %v", took)
	}
}
