#!/usr/bin/env bash
# Installs the services that judge the client, starts them, and drives the generated client through
# them: SAP CAP with all of Intune, SAP CAP with a hand-written model that wants ETags, Prism with a
# strict OpenAPI document, and SAP CAP with functions that are not of Microsoft Graph. JUDGES is
# where they are installed, outside the repository; TOOLS has their scripts; PORT is the first of
# five ports.
set -euo pipefail
cd "$(dirname "$0")/../.."
tools=${TOOLS:-$PWD/../shared/tools}
corpus=${INTUNE_CORPUS:-$PWD/../shared/corpus}
judges=${JUDGES:-${TMPDIR:-/tmp}/judges}
port=${PORT:-4004}
[ -d "$tools" ] || { echo "no tools at $tools; set TOOLS"; exit 1; }
[ -d "$judges/cap/node_modules" ] || "$tools/setup.sh" "$judges"
[ -d "$judges/node_modules/@odata/client" ] || (cd "$judges" && npm install --no-audit --no-fund --no-package-lock --loglevel=error @odata/client@2.21.10)
work=$(mktemp -d)
pids=()
trap 'kill "${pids[@]}" 2>/dev/null; rm -rf "$work"' EXIT
export NODE_MODULES=$judges/node_modules PATH=$judges/node_modules/.bin:$PATH

# ready NAME TEXT: waits until the service's log has the text.
ready() {
  for _ in $(seq 600); do
    grep -q "$2" "$work/$1.log" && return
    kill -0 "${pids[-1]}" 2>/dev/null || break
    sleep .1
  done
  cat "$work/$1.log"; echo "$1 does not start"; exit 1
}

# cap NAME PORT [FILE]: starts CAP with the hand-written model and, beside it, a file of more; or
# with the file alone, called graph.cds or shop.cds, and the program beside it.
cap() {
  mkdir "$work/$1"
  cp -r "$tools/cap-graph/"{package.json,server.js,srv} "$work/$1"
  if [[ $3 == */graph.cds || $3 == */shop.cds ]]; then rm "$work/$1"/srv/*; fi
  cp "$3" "$work/$1/srv"
  if [ -f "${3%.cds}.js" ]; then cp "${3%.cds}.js" "$work/$1/srv"; fi
  ln -s "$judges/cap/node_modules" "$work/$1/node_modules"
  (cd "$work/$1" && exec node node_modules/@sap/cds/bin/serve.js --port "$2") >"$work/$1.log" 2>&1 &
  pids+=($!)
  ready "$1" launched
}

python3 "$tools/csdltrim.py" "$corpus/csdl/intune-beta-2026-09.reconstructed.csdl" "$work/intune.csdl" \
  --singleton deviceManagement --singleton deviceAppManagement
python3 "$tools/csdl2cds.py" "$work/intune.csdl" > "$work/graph.cds"
cap intune "$port" "$work/graph.cds"
cap compared $((port + 4)) "$work/graph.cds"
cap esim $((port + 1)) "$tools/cap-graph/etag/etag.cds"
cap shop $((port + 3)) test/e2e/testdata/shop.cds
prism mock --errors --host 127.0.0.1 --port $((port + 2)) "$corpus/openapi/converted-2022-10-esim.strict.openapi3.json" >"$work/prism.log" 2>&1 &
pids+=($!)
ready prism "Prism is listening"
INTUNE_E2E_URL=http://127.0.0.1:$port/beta COMPARED_E2E_URL=http://127.0.0.1:$((port + 4))/beta ESIM_E2E_URL=http://127.0.0.1:$((port + 1))/beta PRISM_E2E_URL=http://127.0.0.1:$((port + 2)) SHOP_E2E_URL=http://127.0.0.1:$((port + 3))/shop \
  go test -count=1 -v ./test/e2e
