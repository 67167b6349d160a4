#!/usr/bin/env bash
# kiota reads a time without a zone as local, with the offset that holds today: in half of the year every time of the
# other half is an hour off.
#
# Version:  github.com/microsoft/kiota-serialization-json-go v1.1.2, JsonParseNode.GetTimeValue.
# Input:    a time of January and one of July without a zone, on a machine of Europe/Berlin (+01:00 in winter, +02:00
#           in summer); then one with a fraction.
# Expected: UTC, as OData's services mean it, or local time by the rules of the place; all three read or none.
# Seen:     both get the same offset, the one of the moment of the call, so one is wrong whatever the day. The reader
#           also writes the offset into the node: GetStringValue on it gives another text after GetTimeValue than
#           before. With a fraction the same time is an error.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
go mod init finding >/dev/null 2>&1
cat > main.go <<'GO'
package main

import (
	"fmt"
	"time"
	_ "time/tzdata"

	json "github.com/microsoft/kiota-serialization-json-go"
)

func main() {
	offsets := map[string]bool{}
	for _, text := range []string{"2024-01-15T12:00:00", "2024-07-15T12:00:00", "2024-07-15T12:00:00.5"} {
		node, err := json.NewJsonParseNode([]byte(`"` + text + `"`))
		if err != nil {
			panic(err)
		}
		value, err := node.GetTimeValue()
		if err != nil {
			fmt.Println(text, "error:", err)
			continue
		}
		after, err := node.GetStringValue()
		if err != nil {
			panic(err)
		}
		right, err := time.ParseInLocation("2006-01-02T15:04:05", text, time.Local)
		if err != nil {
			panic(err)
		}
		offsets[value.Format("-07:00")] = true
		fmt.Println(text, "read:", value.Format(time.RFC3339), "local time there:", right.Format(time.RFC3339), "text changed:", *after != text)
	}
	fmt.Println("different offsets:", len(offsets))
}
GO
go get github.com/microsoft/kiota-serialization-json-go@v1.1.2 >/dev/null 2>&1
go mod tidy >/dev/null 2>&1
TZ=Europe/Berlin go run . | tee out
grep -qx 'different offsets: 1' out || { echo "CHANGED: each gets its own offset"; exit 1; }
[ "$(grep -c 'text changed: true' out)" = 2 ] || { echo "CHANGED: the node's text stays"; exit 1; }
grep -q '^2024-07-15T12:00:00.5 error: ' out || { echo "CHANGED: a fraction without a zone is read"; exit 1; }
