#!/usr/bin/env bash
# @odata/client sorts the wrong way round: orderby without a direction asks for descending order.
#
# Version:  npm @odata/client 2.21.10, OData V4.
# Input:    param().orderby("displayName"), and orderby of two properties.
# Expected: $orderby=displayName, which OData defines as ascending, and $orderby=a,b.
# Seen:     "displayName desc"; a direction has to be given to get OData's default. A list of
#           properties has no such default: each entry carries its own.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm init -y >/dev/null
npm install --no-audit --no-fund --silent @odata/client@2.21.10
cat > main.mjs <<'JS'
import client from "@odata/client";

const { OData, param } = client;
const service = OData.New4({
  serviceEndpoint: "https://service.example/odata/",
  fetchProxy: async (url) => {
    console.log(url);
    return { content: { value: [] }, response: { status: 200, ok: true } };
  },
});
await service.newRequest({ collection: "Things", params: param().orderby("displayName") });
await service.newRequest({ collection: "Things", params: param().orderby("displayName", "asc") });
await service.newRequest({ collection: "Things", params: param().orderbyMulti([{ field: "a", order: "asc" }, { field: "b", order: "desc" }]) });
JS
node main.mjs | tee out
cat > want <<'WANT'
https://service.example/odata/Things?$orderby=displayName desc
https://service.example/odata/Things?$orderby=displayName asc
https://service.example/odata/Things?$orderby=a asc,b desc
WANT
diff want out || { echo "CHANGED"; exit 1; }
