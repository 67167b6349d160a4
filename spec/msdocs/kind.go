package msdocs

import (
	"regexp"
	"strings"
)

// This file finds the kind of an operation in the title of its page.

// kindOf returns the kind and the verb of an operation from a title: "Update X", "x action", "x
// function".
func kindOf(title string) (kind, verb string) {
	words := strings.Fields(title)
	if len(words) == 0 {
		return "", ""
	}
	switch last := strings.ToLower(words[len(words)-1]); {
	case len(words) > 1 && (last == "action" || last == "function"):
		return last, words[len(words)-2]
	}
	switch first := strings.ToLower(words[0]); first {
	case "get", "list", "create", "update", "delete":
		return "crud", first
	}
	return "", ""
}

var calledTitle = regexp.MustCompile(`^[\w.]+: (\w+)( \(.*\))?$`)

// calledOf returns the kind and the verb from a title of the form "thing: act". A POST is an
// action, a GET is a function.
func calledOf(title, method string) (kind, verb string) {
	m := calledTitle.FindStringSubmatch(title)
	switch {
	case m != nil && method == "POST":
		return "action", m[1]
	case m != nil && method == "GET":
		return "function", m[1]
	}
	return "", ""
}
