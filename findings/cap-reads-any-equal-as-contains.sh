#!/usr/bin/env bash
# SAP CAP reads the OData filter "one of the tags is a" as "the tags contain the letter a": any(t:t eq 'a') and
# contains(tags,'a') are one query.
#
# Version:  npm @sap/cds 9.9.3, cds.odata.parse, by which its OData adapter makes the query that handlers and
#           databases get.
# Input:    the filters tags/any(t:t eq 'a') and contains(tags,'a'), the first for numbers too, and any with other
#           comparisons.
# Expected: any keeps its meaning: true for ["a"], false for ["banana"]; nums/any(n:n eq 1) is false for [11].
# Seen:     any with eq becomes the function contains over the whole list, for numbers as well, and an element can no
#           longer be told from a part of one. With ne, startswith, or inside all, the same expression is kept as an
#           "exists" over the elements.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm init -y >/dev/null
npm install --no-audit --no-fund --silent @sap/cds@9.9.3
cat > main.js <<'JS'
const cds = require("@sap/cds");
for (const filter of ["tags/any(t:t eq 'a')", "contains(tags,'a')", "nums/any(n:n eq 1)", "tags/any(t:t ne 'a')", "tags/all(t:t eq 'a')"]) {
  const [first, second] = cds.odata.parse(`Things?$filter=${filter}`).SELECT.where;
  console.log(filter, "->", first.func ? `${first.func}(${first.args[0].ref},${first.args[1].val})` : first === "not" ? `not ${second}` : first);
}
JS
node main.js | tee out
cat > want <<'WANT'
tags/any(t:t eq 'a') -> contains(tags,a)
contains(tags,'a') -> contains(tags,a)
nums/any(n:n eq 1) -> contains(nums,1)
tags/any(t:t ne 'a') -> exists
tags/all(t:t eq 'a') -> not exists
WANT
diff want out || { echo "CHANGED"; exit 1; }
