#!/usr/bin/env bash
# gofmt takes a line of prose out of a doc comment and makes a build constraint of it; go test refuses such a line, go build does not.
#
# Version:  the Go toolchain; seen with go1.26.8 (gofmt, and the vet check "buildtag" that go test runs by itself).
# Input:    a doc comment below the package clause, one of whose lines begins with the words "+build linux". Only lines above the
#           package clause are build constraints, so this is text.
# Expected: gofmt leaves the text of a comment alone.
# Seen:     gofmt removes the line from the comment and puts "//go:build linux" and "// +build linux" at the top of the file: the file is compiled on
#           Linux alone from then on. The same with the line as an indented code block of the comment. go test on the file before gofmt saw it ends with
#           "misplaced +build comment", although go build takes it.
# Matters:  generators that put descriptions of others into comments and run gofmt over them.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
go version
cat > prose.go <<'GO'
package p

// F selects files by a line such as
// +build linux
// which older releases read.
func F() {}
GO
echo "--- gofmt"; gofmt prose.go | tee formatted
head -n 1 formatted | grep -qx '//go:build linux' || { echo "CHANGED: gofmt no longer makes a constraint of it"; exit 1; }
[ "$(grep -c '+build linux' formatted)" = 1 ] || { echo "CHANGED: the line is in the comment still"; exit 1; }
cat > go.mod <<'MOD'
module p
go 1.26
MOD
cat > prose.go <<'GO'
package p

// F selects files by a line such as
//
//	+build linux
//
// which older releases read.
func F() {}
GO
cat > p_test.go <<'GO'
package p

import "testing"

func TestF(*testing.T) { F() }
GO
[ "$(gofmt prose.go | head -n 1)" = '//go:build linux' ] || { echo "CHANGED: gofmt leaves a code block alone"; exit 1; }
go build ./... || { echo "CHANGED: go build refuses it"; exit 1; }
echo "--- go test"; if go test ./... > log 2>&1; then cat log; echo "CHANGED: go test takes it"; exit 1; fi
cat log; grep -q 'misplaced +build comment' log
