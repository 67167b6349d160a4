#!/usr/bin/env bash
# With origins on, oasdiff/yaml says that a map with a merge key stands where its base does, and forgets where the
# map's own keys are.
#
# Version:  github.com/oasdiff/yaml v0.1.3 (oasdiff/yaml3 v0.0.16), which kin-openapi and oasdiff take the lines of
#           their messages from.
# Input:    a map "base" at line 1, and a map "own" at line 3 that merges it (<<: *base) and adds a key at line 5;
#           then a list of three with an alias in the middle; then a document that has a key named __origin__.
# Expected: the origin of "own" is line 3 and names its key "added"; each item of the list has a place; any key is
#           taken.
# Seen:     the origin of "own" is that of "base", line 1, without "added", so a message about it points at another
#           object. The alias has no place and the item after it comes second, so places found by index shift. The key
#           __origin__ is "already defined" (at line 0).
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
go mod init finding >/dev/null 2>&1
cat > main.go <<'GO'
package main

import (
	"fmt"

	"github.com/oasdiff/yaml"
)

func read(text string) (*yaml.OriginTree, error) {
	var value any
	return yaml.Unmarshal([]byte(text), &value, yaml.DecodeOpts{Origin: yaml.OriginOpt{Enabled: true, File: "f"}})
}

func main() {
	tree, err := read("base: &base\n  x: 1\nown:\n  <<: *base\n  added: 2\n")
	if err != nil {
		panic(err)
	}
	fmt.Println("base", tree.Fields["base"].Origin)
	fmt.Println("own ", tree.Fields["own"].Origin)
	tree, err = read("list:\n- &a one\n- *a\n- three\n")
	if err != nil {
		panic(err)
	}
	fmt.Println("list", tree.Origin)
	_, err = read("__origin__: x\n")
	fmt.Printf("key %q\n", err)
}
GO
go get github.com/oasdiff/yaml@v0.1.3 >/dev/null 2>&1
go mod tidy >/dev/null 2>&1
go run . | tee out
grep -qxF 'base [f base 1 1 1 x 1 3 0 1 7]' out && grep -qxF 'own  [f base 1 1 1 x 1 3 0 1 7]' out || { echo "CHANGED: merge"; exit 1; }
grep -qF 'list 2 one 1 3 three 3 3' out || { echo "CHANGED: alias in a list"; exit 1; }
grep -q '^key .*already defined' out || { echo "CHANGED: the key __origin__"; exit 1; }
