#!/usr/bin/env bash
# Installs the services that judge the client, starts one with all of Intune, and drives the generated client through it.
# JUDGES is where they are installed, outside the repository; TOOLS has their scripts.
set -euo pipefail
cd "$(dirname "$0")/.."
tools=${TOOLS:-$PWD/../shared/tools}
corpus=${INTUNE_CORPUS:-$PWD/../shared/corpus}
judges=${JUDGES:-${TMPDIR:-/tmp}/judges}
port=${PORT:-4004}
[ -d "$tools" ] || { echo "no tools at $tools; set TOOLS"; exit 1; }
[ -d "$judges/cap/node_modules" ] || "$tools/setup.sh" "$judges"
work=$(mktemp -d)
trap 'kill "${pid:-}" 2>/dev/null; rm -rf "$work"' EXIT
export NODE_MODULES=$judges/node_modules PATH=$judges/node_modules/.bin:$PATH
python3 "$tools/csdltrim.py" "$corpus/csdl/intune-beta-2026-08.reconstructed.csdl" "$work/intune.csdl" \
  --singleton deviceManagement --singleton deviceAppManagement
python3 "$tools/csdl2cds.py" "$work/intune.csdl" > "$work/intune.cds"
pid=$(MODEL=$work/intune.cds "$tools/cap-graph/start.sh" "$judges/cap" "$port" "$work/cap.log")
INTUNE_E2E_URL=http://127.0.0.1:$port/beta go test -count=1 -v ./e2e
