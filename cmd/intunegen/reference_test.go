package main

import "testing"

func TestReferenceUsage(t *testing.T) {
	for _, args := range [][]string{{"reference"}, {"reference", "--out", ""}, {"reference", "--out", "x", "--metadata", "nowhere.xml"}} {
		if code := run(args); code != exitBad {
			t.Errorf("%v: exit %d", args, code)
		}
	}
}
