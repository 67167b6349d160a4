#!/usr/bin/env bash
# kiota's backing store does not notice a list that was read from it, edited in place and set again, yet takes an
# equal string as a change.
#
# Version:  github.com/microsoft/kiota-abstractions-go v1.9.3, store.NewInMemoryBackingStore, the default store of
#           generated models.
# Input:    a store whose reading is complete, with a list of two names and a string. The list is fetched, its first
#           element replaced, and the list set again; then the same with append; then the string is set to a pointer
#           to an equal string.
# Expected: Set marks what was set as changed, or compares with the value as it was read: edited list sent, equal
#           string not.
# Seen:     Set compares with the value it holds, which is the very list that was edited, finds them equal and sends
#           nothing. A list that grew by append is sent. Strings are compared by address, so the equal one is sent:
#           the reverse of both.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
go mod init finding >/dev/null 2>&1
cat > main.go <<'GO'
package main

import (
	"fmt"

	"github.com/microsoft/kiota-abstractions-go/store"
)

func main() {
	for _, c := range []struct {
		name string
		edit func(s store.BackingStore, list []string) error
	}{
		{"edited in place", func(s store.BackingStore, list []string) error { list[0] = "c"; return s.Set("list", list) }},
		{"appended", func(s store.BackingStore, list []string) error { return s.Set("list", append(list, "c")) }},
		{"equal string", func(s store.BackingStore, list []string) error { v := "x"; return s.Set("string", &v) }},
	} {
		s := store.NewInMemoryBackingStore()
		text := "x"
		s.SetInitializationCompleted(false)
		if err := s.Set("list", []string{"a", "b"}); err != nil {
			panic(err)
		}
		if err := s.Set("string", &text); err != nil {
			panic(err)
		}
		s.SetInitializationCompleted(true)
		list, err := s.Get("list")
		if err != nil {
			panic(err)
		}
		if err := c.edit(s, list.([]string)); err != nil {
			panic(err)
		}
		s.SetReturnOnlyChangedValues(true)
		_, changedList := s.Enumerate()["list"]
		_, changedString := s.Enumerate()["string"]
		fmt.Printf("%s: list changed=%t string changed=%t\n", c.name, changedList, changedString)
	}
}
GO
go get github.com/microsoft/kiota-abstractions-go@v1.9.3 >/dev/null 2>&1
go mod tidy >/dev/null 2>&1
go run . | tee out
cat > want <<'WANT'
edited in place: list changed=false string changed=false
appended: list changed=true string changed=false
equal string: list changed=false string changed=true
WANT
diff want out || { echo "CHANGED"; exit 1; }
