#!/usr/bin/env bash
# Compiles generated/intunebeta with its dependencies in the cache but not itself, and prints CPU seconds.
set -euo pipefail
cd "$(dirname "$0")/.."
cache=$(mktemp -d)
trap 'rm -rf "$cache"' EXIT
GOCACHE=$cache go build ./graph ./odata
echo "cold compile of generated/intunebeta:"
TIMEFORMAT='  %R s wall, %U s user, %S s system'
time GOCACHE=$cache go build ./generated/intunebeta
