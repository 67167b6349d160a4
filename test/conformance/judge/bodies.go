package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
)

// A body is one that was sent.
type body struct{ Page, Method, Path, Body string }

// value returns the body as a value of its own.
func (b *body) value() any {
	var v any
	if err := json.Unmarshal([]byte(b.Body), &v); err != nil {
		panic(err) // readBodies has read it
	}
	return v
}

// readBodies reads the bodies that the suite wrote, a JSON object a line.
func readBodies(file string) ([]*body, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var all []*body
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 64<<20)
	for n := 1; lines.Scan(); n++ {
		b := &body{}
		if err := json.Unmarshal(lines.Bytes(), b); err != nil || !json.Valid([]byte(b.Body)) {
			return nil, fmt.Errorf("%s:%d:1: not a body that was sent; write the file with the suite's --bodies", file, n)
		}
		all = append(all, b)
	}
	return all, lines.Err()
}
