#!/usr/bin/env bash
# kiota reads the duration PT30S as nothing, takes a text that is no duration for an empty one, and drops the sign and
# all fractions.
#
# Version:  github.com/microsoft/kiota-abstractions-go v1.9.3, serialization.ParseISODuration and ISODuration.String.
# Input:    values of Edm.Duration as services send them, read and written again, and one text that is no duration.
# Expected: each comes out as an equal duration; OData has days to seconds with a fraction and a sign. The text is an
#           error.
# Seen:     whole seconds are not read at all (PT30S becomes "P", which is no duration of ISO 8601), seconds with a
#           fraction lose it when written, "-PT5M" becomes "PT5M", and "EXPIRED" is a duration of zero because the
#           pattern has no ends.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
go mod init finding >/dev/null 2>&1
cat > main.go <<'GO'
package main

import (
	"fmt"

	"github.com/microsoft/kiota-abstractions-go/serialization"
)

func main() {
	for _, text := range []string{"PT5M", "PT30S", "PT5M30S", "PT30.5S", "PT0.5S", "-PT5M", "EXPIRED"} {
		d, err := serialization.ParseISODuration(text)
		if err != nil {
			fmt.Println(text, "->", err)
			continue
		}
		value, err := d.ToDuration()
		fmt.Println(text, "->", d, value, err)
	}
}
GO
go get github.com/microsoft/kiota-abstractions-go@v1.9.3 >/dev/null 2>&1
go mod tidy >/dev/null 2>&1
go run . | tee out
cat > want <<'WANT'
PT5M -> PT5M 5m0s <nil>
PT30S -> P 0s <nil>
PT5M30S -> PT5M 5m0s <nil>
PT30.5S -> PT30S 30s <nil>
PT0.5S -> P 0s <nil>
-PT5M -> PT5M 5m0s <nil>
EXPIRED -> P 0s <nil>
WANT
diff want out || { echo "CHANGED"; exit 1; }
