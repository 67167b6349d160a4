#!/usr/bin/env bash
# @odata/client leaves $top=0 out, so a question for the count alone fetches everything, and writes values into the
# address as they are.
#
# Version:  npm @odata/client 2.21.10, OData V4.
# Input:    top(0) with count(true), OData's way to ask for the number of entities only; filters for the names O'Neil
#           and "a&b"; the key a'b.
# Expected: $count=true&$top=0; 'O''Neil' (OData doubles the apostrophe in a literal); a%26b; ('a''b').
# Seen:     $count=true alone; 'O'Neil' and ('a'b'), which are syntax errors; and a&b, which ends the filter in the
#           middle of the name.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm init -y >/dev/null
npm install --no-audit --no-fund --silent @odata/client@2.21.10
cat > main.mjs <<'JS'
import client from "@odata/client";

const { OData, filter, param } = client;
const service = OData.New4({
  serviceEndpoint: "https://service.example/odata/",
  fetchProxy: async (url) => {
    console.log(url);
    return { content: { value: [] }, response: { status: 200, ok: true } };
  },
});
const named = (name) => param().filter(filter().property("name").eq(name));
await service.newRequest({ collection: "Things", params: param().top(0).count(true) });
await service.newRequest({ collection: "Things", params: named("O'Neil") });
await service.newRequest({ collection: "Things", params: named("a&b") });
await service.newRequest({ collection: "Things", id: "a'b" });
JS
node main.mjs | tee out
cat > want <<'WANT'
https://service.example/odata/Things?$count=true
https://service.example/odata/Things?$filter=name eq 'O'Neil'
https://service.example/odata/Things?$filter=name eq 'a&b'
https://service.example/odata/Things('a'b')
WANT
diff want out || { echo "CHANGED"; exit 1; }
