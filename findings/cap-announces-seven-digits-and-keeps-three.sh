#!/usr/bin/env bash
# SAP CAP announces times with seven digits of a second in its $metadata, and cuts what it is sent to three; an Int64
# in an action is rounded.
#
# Version:  npm @sap/cds 9.9.3 with express 4.21.2; no database, the service's own handlers show what they get.
# Input:    a create with a Timestamp of seven digits, and an action with 9007199254740993 for Integer64, once in the
#           body, once as a function's argument in the address.
# Expected: within the Precision="7" of $metadata the time is kept, or the request is refused; the number is one
#           number in both.
# Seen:     .5775965 becomes .577, in the handler and in the reply of the create. The number is 9007199254740992 from
#           a body and the text "9007199254740993" from an address, where small ones are numbers: the type a handler
#           gets depends on the size of the value.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm init -y >/dev/null
npm install --no-audit --no-fund --silent @sap/cds@9.9.3 express@4.21.2
mkdir srv
cat > srv/s.cds <<'CDS'
@path:'/odata' service S {
  entity Things { key id: String; at: Timestamp; }
  action send(n: Integer64) returns String;
  function ask(n: Integer64) returns String;
}
CDS
cat > srv/s.js <<'JS'
const cds = require("@sap/cds");
const show = (req) => `${typeof req.data.n} ${req.data.n}`;
module.exports = class extends cds.ApplicationService {
  init() {
    this.on("CREATE", "Things", (req) => req.data);
    this.on("send", show);
    this.on("ask", show);
    return super.init();
  }
};
JS
cat > main.mjs <<'JS'
import cds from "@sap/cds";
import express from "express";

cds.env.requires.auth = { kind: "dummy" };
const silent = () => {};
cds.log.Logger = () => ({ trace: silent, debug: silent, log: silent, info: silent, warn: silent, error: silent });
cds.model = cds.compile.for.nodejs(await cds.load("srv/s.cds"));
const app = express();
await cds.serve("S").from(cds.model).in(app);
const server = await new Promise((ready) => { const s = app.listen(0, "127.0.0.1", () => ready(s)); });
const base = `http://127.0.0.1:${server.address().port}/odata/`;
const post = async (path, body) =>
  (await fetch(base + path, { method: "POST", headers: { "content-type": "application/json" }, body })).json();
const metadata = await (await fetch(base + "$metadata")).text();
console.log(metadata.match(/<Property Name="at"[^>]*>/)[0]);
console.log("create", (await post("Things", '{"id":"1","at":"2017-01-01T00:02:43.5775965Z"}')).at);
console.log("body", (await post("send", '{"n":9007199254740993}')).value);
for (const n of ["9007199254740993", "5"]) console.log("address", (await (await fetch(`${base}ask(n=${n})`)).json()).value);
server.close();
JS
node main.mjs | tee out
cat > want <<'WANT'
<Property Name="at" Type="Edm.DateTimeOffset" Precision="7"/>
create 2017-01-01T00:02:43.577Z
body number 9007199254740992
address string 9007199254740993
address number 5
WANT
diff want out || { echo "CHANGED"; exit 1; }
