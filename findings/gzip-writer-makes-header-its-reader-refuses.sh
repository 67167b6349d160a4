#!/usr/bin/env bash
# compress/gzip writes a comment or name of any length and cannot read its own file when it has more than 511 bytes.
#
# Version:  the Go toolchain's compress/gzip, seen with go1.26.8; beside it Python's gzip.
# Input:    "hello" with a comment of 511 and of 512 letters, as programs write that keep a description or provenance
#           in the header.
# Expected: RFC 1952 sets no limit to name and comment, so both are read; or Writer refuses what Reader will not take.
# Seen:     the second is written without an error and read as "gzip: invalid header", which hides the data behind it.
#           Python reads both.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
go version
cat > main.go <<'GO'
package main

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"os"
	"strings"
)

func main() {
	for _, n := range []int{511, 512} {
		var file bytes.Buffer
		w := gzip.NewWriter(&file)
		w.Comment = strings.Repeat("c", n)
		if _, err := w.Write([]byte("hello")); err != nil {
			panic(err)
		}
		if err := w.Close(); err != nil {
			panic(err)
		}
		if err := os.WriteFile(fmt.Sprint(n, ".gz"), file.Bytes(), 0o600); err != nil {
			panic(err)
		}
		_, err := gzip.NewReader(&file)
		fmt.Println("go", n, err)
	}
}
GO
go run main.go | tee out
for n in 511 512; do echo "python $n $(python3 -c "import gzip; print(gzip.open('$n.gz').read().decode())")" | tee -a out; done
printf 'go 511 <nil>\ngo 512 gzip: invalid header\npython 511 hello\npython 512 hello\n' > want
diff want out || { echo "CHANGED"; exit 1; }
