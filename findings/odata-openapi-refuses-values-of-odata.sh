#!/usr/bin/env bash
# The schema that OASIS's odata-openapi writes for Edm.Duration and Edm.Double refuses valid values of these types in
# ajv.
#
# Version:  npm odata-openapi 0.29.0 with ajv 8.20.0 and ajv-formats 3.0.1, the usual checker of JSON in Node.
# Input:    an entity with a Duration and a Double; a reply with PT1M30.5S, one with -PT1H, one with INF, and a plain
#           one.
# Expected: all four are valid: Edm.Duration has a sign and fractions of a second, Edm.Double has "INF".
# Seen:     only the plain one. The converter writes format "duration", whose grammar in JSON Schema (RFC 3339,
#           appendix A) has neither sign nor fraction, and type "number" without the strings. Decimal and Int64 get
#           the string beside the number, Double does not.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm init -y >/dev/null
npm install --no-audit --no-fund --silent odata-openapi@0.29.0 ajv@8.20.0 ajv-formats@3.0.1
cat > in.xml <<'XML'
<?xml version="1.0" encoding="utf-8"?>
<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
<Schema Namespace="self" xmlns="http://docs.oasis-open.org/odata/ns/edm">
  <EntityType Name="Thing"><Key><PropertyRef Name="id"/></Key>
    <Property Name="id" Type="Edm.String" Nullable="false"/>
    <Property Name="wait" Type="Edm.Duration" Nullable="false"/>
    <Property Name="limit" Type="Edm.Double" Nullable="false"/>
  </EntityType>
  <EntityContainer Name="C"><EntitySet Name="things" EntityType="self.Thing"/></EntityContainer>
</Schema></edmx:DataServices></edmx:Edmx>
XML
npx odata-openapi3 -t api.json in.xml >/dev/null
cat > main.js <<'JS'
const Ajv = require("ajv").default;
const ajv = new Ajv({ strict: false });
require("ajv-formats").default(ajv);
ajv.addFormat("double", true);
const valid = ajv.compile(require("./api.json").components.schemas["self.Thing"]);
for (const [wait, limit] of [["PT1M30S", 1], ["PT1M30.5S", 1], ["-PT1H", 1], ["PT1M30S", "INF"]]) {
  console.log(wait, limit, valid({ id: "1", wait, limit }), valid.errors?.[0].message ?? "");
}
JS
node main.js | tee out
grep -q '^PT1M30S 1 true' out || { echo "CHANGED: the plain value"; exit 1; }
[ "$(grep -c 'false must match format "duration"' out)" = 2 ] || { echo "CHANGED: durations"; exit 1; }
grep -q '^PT1M30S INF false must be number' out || { echo "CHANGED: INF"; exit 1; }
