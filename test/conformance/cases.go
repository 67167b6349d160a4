package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"strings"
)

// A documented operation is a request and the response to it.
type documented struct {
	Page, Workload, Kind, Verb string
	Request                    *request
	Response                   *struct {
		Status int
		Body   *string
	}
}

type request struct {
	Method, URL string
	Body        *string
}

// text returns the request as a page has it.
func (d *documented) text() string {
	text := d.Request.Method + " " + d.Request.URL + "\n\n"
	if d.Request.Body != nil {
		text += *d.Request.Body
	}
	return text
}

// verb names the row of the table: crud verbs by name, actions and functions together.
func (d *documented) verb() string {
	if d.Kind == "crud" {
		return d.Verb
	}
	return d.Kind
}

// readCases reads the operations that have a request and a response.
func readCases(file string) ([]*documented, error) {
	var all []*documented
	err := eachLine(file, func(n int, line []byte) error {
		d := &documented{}
		if err := json.Unmarshal(line, d); err != nil {
			return fmt.Errorf("%s:%d:1: the line cannot be read: %w; make it one JSON object a line", file, n, err)
		}
		if d.Request != nil && d.Response != nil {
			all = append(all, d)
		}
		return nil
	})
	return all, err
}

func eachLine(file string, do func(n int, line []byte) error) error {
	f, err := os.Open(file)
	if err != nil {
		return err
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 64<<20)
	for n := 1; lines.Scan(); n++ {
		if err := do(n, lines.Bytes()); err != nil {
			return err
		}
	}
	return lines.Err()
}

// An exception is an operation that may differ in one check, with a category and a reason.
type exception struct {
	page, check, category, reason string
	needed                        bool
}

// ofOrder reports whether an exception is about the order of a body only. Members that Extra sends
// come after the properties.
func (e *exception) ofOrder() bool {
	return e.category == "order" || e.category == "absent from the schema"
}

// readExceptions reads a line "page | check | category | reason" for each exception.
func readExceptions(file string) ([]*exception, error) {
	if file == "" {
		return nil, nil
	}
	var all []*exception
	err := eachLine(file, func(n int, line []byte) error {
		text := strings.TrimSpace(string(line))
		if text == "" || strings.HasPrefix(text, "#") {
			return nil
		}
		parts := strings.Split(text, " | ")
		if len(parts) != 4 {
			return fmt.Errorf("%s:%d:1: not an exception; write page | check | category | reason", file, n)
		}
		all = append(all, &exception{page: parts[0], check: parts[1], category: parts[2], reason: parts[3]})
		return nil
	})
	return all, err
}
