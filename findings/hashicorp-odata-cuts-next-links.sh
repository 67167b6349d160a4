#!/usr/bin/env bash
# HashiCorp's OData package changes the next link of a page: options with a semicolon vanish, a relative link becomes
# an empty one.
#
# Version:  github.com/hashicorp/go-azure-sdk/sdk v0.20260811.1225050, odata.OData, which its clients of Microsoft
#           Graph page with.
# Input:    pages whose @odata.nextLink has an $expand of two options (they are separated by ";"), a skiptoken with a
#           ";", an address relative to the page's, and a path with a segment v2. OData says that clients take the
#           link as it is.
# Expected: the link as the service wrote it, or an error.
# Seen:     the pair with the ";" is dropped (Go's URL.Query drops such pairs), so the next page lacks its expanded
#           entities, or the first page comes again; the relative link is "" with no error, which ends the paging
#           early; /v2/ of any service becomes /v1.0/.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
go mod init finding >/dev/null 2>&1
cat > main.go <<'GO'
package main

import (
	"encoding/json"
	"fmt"

	"github.com/hashicorp/go-azure-sdk/sdk/odata"
)

func main() {
	for _, link := range []string{
		"https://service.example/beta/things?$expand=parts($select=id;$top=2)&$skiptoken=x",
		"https://service.example/beta/things?$skiptoken=a;b&$top=2",
		"things?$skiptoken=x",
		"https://service.example/v2/things?$skiptoken=x",
	} {
		page, err := json.Marshal(map[string]any{"value": []int{}, "@odata.nextLink": link})
		if err != nil {
			panic(err)
		}
		var data odata.OData
		err = json.Unmarshal(page, &data)
		fmt.Printf("%s\n    %q %v\n", link, *data.NextLink, err)
	}
}
GO
go get github.com/hashicorp/go-azure-sdk/sdk@v0.20260811.1225050 >/dev/null 2>&1
go mod tidy >/dev/null 2>&1
go run . | tee out
cat > want <<'WANT'
https://service.example/beta/things?$expand=parts($select=id;$top=2)&$skiptoken=x
    "https://service.example/beta/things?%24skiptoken=x" <nil>
https://service.example/beta/things?$skiptoken=a;b&$top=2
    "https://service.example/beta/things?%24top=2" <nil>
things?$skiptoken=x
    "" <nil>
https://service.example/v2/things?$skiptoken=x
    "https://service.example/v1.0/things?%24skiptoken=x" <nil>
WANT
diff want out || { echo "CHANGED"; exit 1; }
