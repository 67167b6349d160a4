#!/usr/bin/env bash
# kin-openapi accepts null where OpenAPI 3.0 refuses it and refuses it where OpenAPI 3.0 accepts it, in three schemas
# of three.
#
# Version:  github.com/getkin/kin-openapi v0.153.0, Schema.VisitJSON.
# Input:    null against: nullable with an enum that lacks null; an enum that has null, without a type; an allOf of a
#           string with nullable beside it.
# Expected: by OpenAPI 3.0.3's clarified text nullable acts only with a type in the same schema and only widens that
#           type: the enum without null and the allOf refuse it, the enum with null accepts it.
# Seen:     the outermost nullable alone decides, and it ends the check: accepted, refused, accepted. Converters write
#           the third form for a nullable reference (odata-openapi does); ajv refuses to compile it.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
go mod init finding >/dev/null 2>&1
cat > main.go <<'GO'
package main

import (
	"encoding/json"
	"fmt"

	"github.com/getkin/kin-openapi/openapi3"
)

func main() {
	for _, text := range []string{
		`{"type":"string","nullable":true,"enum":["a"]}`,
		`{"enum":["a",null]}`,
		`{"nullable":true,"allOf":[{"type":"string"}]}`,
	} {
		var schema openapi3.Schema
		if err := json.Unmarshal([]byte(text), &schema); err != nil {
			panic(err)
		}
		fmt.Println(text, "accepts null:", schema.VisitJSON(nil) == nil)
	}
}
GO
go get github.com/getkin/kin-openapi@v0.153.0 >/dev/null 2>&1
go mod tidy >/dev/null 2>&1
go run . | tee out
cat > want <<'WANT'
{"type":"string","nullable":true,"enum":["a"]} accepts null: true
{"enum":["a",null]} accepts null: false
{"nullable":true,"allOf":[{"type":"string"}]} accepts null: true
WANT
diff want out || { echo "CHANGED"; exit 1; }
