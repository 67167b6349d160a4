#!/usr/bin/env bash
# A JSON document with an escaped slash, or with a character beyond 16 bits as two \u escapes, is not YAML for oasdiff/yaml3 and go-yaml.
#
# Version:  github.com/oasdiff/yaml3 v0.0.16 and gopkg.in/yaml.v3 v3.0.1, from which it comes.
# Input:    three JSON strings. YAML 1.2 was revised so that JSON is a subset of it, and its escapes name \/ for that purpose.
# Expected: all three are read: OpenAPI and CSDL JSON files are JSON or YAML, and readers hand both to one YAML parser.
# Seen:     "https:\/\/example.com" (as PHP and some .NET writers put it) is "found unknown escape character", the surrogate pair
#           "\ud83d\ude00" is "found invalid Unicode character escape code"; the same character as \U0001F600, which is no JSON, is read.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
go mod init finding >/dev/null 2>&1
cat > main.go <<'GO'
package main

import (
	"encoding/json"
	"fmt"

	oasdiff "github.com/oasdiff/yaml3"
	upstream "gopkg.in/yaml.v3"
)

func main() {
	for _, text := range []string{`"https:\/\/example.com"`, `"\ud83d\ude00"`, `"\U0001F600"`} {
		var v any
		fmt.Printf("%s json=%t yaml3=%v yaml.v3=%v\n", text, json.Valid([]byte(text)),
			oasdiff.Unmarshal([]byte(text), &v), upstream.Unmarshal([]byte(text), &v))
	}
}
GO
go get github.com/oasdiff/yaml3@v0.0.16 gopkg.in/yaml.v3@v3.0.1 >/dev/null 2>&1
go mod tidy >/dev/null 2>&1
go run . | tee out
cat > want <<'WANT'
"https:\/\/example.com" json=true yaml3=yaml: found unknown escape character yaml.v3=yaml: found unknown escape character
"\ud83d\ude00" json=true yaml3=yaml: found invalid Unicode character escape code yaml.v3=yaml: found invalid Unicode character escape code
"\U0001F600" json=false yaml3=<nil> yaml.v3=<nil>
WANT
diff want out || { echo "CHANGED"; exit 1; }
