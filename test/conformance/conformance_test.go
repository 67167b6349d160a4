package main

import (
	"strings"
	"testing"
)

// Cases of our own cover each verb and each shape; nothing of them is excepted.
func TestOwnCases(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles a module of its own")
	}
	s := suite{cases: "testdata/cases.jsonl", root: "../.."}
	report, err := s.run()
	if err != nil {
		t.Fatal(err)
	}
	for _, failure := range report.failures() {
		t.Error(failure)
	}
	verbs := map[string]int{}
	for _, r := range report.results {
		verbs[r.verb()]++
		if r.lacks != "" || !r.written {
			t.Errorf("%s was not run: %s", r.Page, r.lacks)
		}
	}
	if report.queries(true) < 4 {
		t.Errorf("%d requests with query options are equal", report.queries(true))
	}
	for _, kind := range []string{"property", "enum value", "value"} {
		n := 0
		for _, r := range report.results {
			n += len(r.notesOf(kind))
		}
		if n == 0 {
			t.Errorf("no case of a %s that the description lacks", kind)
		}
	}
	for _, verb := range []string{"get", "list", "create", "update", "delete", "action", "function"} {
		if verbs[verb] == 0 {
			t.Errorf("no case of %s", verb)
		}
	}
}

func TestDifference(t *testing.T) {
	for _, c := range []struct{ want, got, difference string }{
		{`{"a":1,"b":[true,null]}`, `{"a":1,"b":[true,null]}`, ""},
		{`{"a":5.0}`, `{"a":5}`, ""},
		{`{"a":0.1000000000000000055511151231257827}`, `{"a":0.1}`, ""},
		{`{"a":9007199254740993}`, `{"a":9007199254740992}`, "/a: 9007199254740993 is documented, got 9007199254740992"},
		{`{"a":1,"b":2}`, `{"b":2,"a":1}`, "/a: stands elsewhere than documented"},
		{`{"a":1}`, `{"a":1,"b":2}`, "/b: is not documented"},
		{`{"a":{"b":"x"}}`, `{"a":{"b":"y"}}`, "/a/b: x is documented, got y"},
		{`{"a":{"b":"x"}}`, `{"a":{}}`, "/a/b: is missing"},
		{`{"a":[1]}`, `{"a":[1,2]}`, "/a: a list of 1 is documented"},
		{`{"a":null}`, `{"a":""}`, "/a: <nil> is documented, got "},
		{`{"a":"1"}`, `{"a":1}`, "/a: 1 is documented, got 1"},
	} {
		if got := differentText("", c.want, c.got, true); got != c.difference {
			t.Errorf("%s, %s: got %q; want %q", c.want, c.got, got, c.difference)
		}
	}
}

func TestCutQuery(t *testing.T) {
	for _, c := range [][3]string{{"a/b?x=(1)", "a/b", "x=(1)"}, {"f(a='?')?$top=1", "f(a='?')", "$top=1"}, {"a", "a", ""}} {
		if path, query := cutQuery(c[0]); path != c[1] || query != c[2] {
			t.Errorf("%s: %s and %s", c[0], path, query)
		}
	}
}

// An exception about the order covers nothing but the order.
func TestExceptionOfOrder(t *testing.T) {
	for _, category := range []string{"order", "absent from the schema"} {
		for _, reorders := range []bool{true, false} {
			e := &exception{page: "a", check: requests, category: category}
			r := &result{documented: &documented{Page: "a"}, faults: map[string]string{requests: "x"}, excepted: map[string]*exception{}, reorders: reorders}
			if r.except([]*exception{e}); e.needed != reorders {
				t.Errorf("%s, reorders %v: needed %v", category, reorders, e.needed)
			}
		}
	}
}

// An exception covers its own check of its own page, and one that nothing needs is a failure.
func TestExceptions(t *testing.T) {
	list := []*exception{{page: "a", check: requests}, {page: "b", check: requests}}
	r := &result{documented: &documented{Page: "a"}, faults: map[string]string{requests: "x", answers: "y"}, excepted: map[string]*exception{}}
	r.except(list)
	failures := (&report{[]*result{r}, list}).failures()
	if len(failures) != 2 || !strings.Contains(failures[0], "a | response | y") || !strings.Contains(failures[1], "b | request | the exception is no longer needed") {
		t.Errorf("got %q", failures)
	}
}
