#!/usr/bin/env bash
# gofrs/flock: a TryLock that fails while a shared lock is held gives the shared lock up, and RLocked goes on saying
# it is held.
#
# Version:  github.com/gofrs/flock v0.13.2 on Linux.
# Input:    two readers hold a shared lock on one file. The first tries to become the writer (TryLock), which is
#           refused as it should be. Then the second reader unlocks, and a third value asks for the exclusive lock.
# Expected: the refused reader remains a reader, so the third is refused; or RLocked says that it is no reader any
#           more.
# Seen:     the third gets the exclusive lock while RLocked of the first says true: a change of kind with flock(2)
#           removes the old lock first. The other way round, TryRLock of the holder of the exclusive lock makes it a
#           shared one, and Locked goes on saying true while others read.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
go mod init finding >/dev/null 2>&1
cat > main.go <<'GO'
package main

import (
	"fmt"

	"github.com/gofrs/flock"
)

func must(ok bool, err error) bool {
	if err != nil {
		panic(err)
	}
	return ok
}

func main() {
	first, second, third := flock.New("a.lock"), flock.New("a.lock"), flock.New("a.lock")
	fmt.Println("two readers:", must(first.TryRLock()), must(second.TryRLock()))
	fmt.Println("first becomes writer:", must(first.TryLock()))
	if err := second.Unlock(); err != nil {
		panic(err)
	}
	fmt.Println("third becomes writer:", must(third.TryLock()), "while first.RLocked() is", first.RLocked())

	writer, reader := flock.New("b.lock"), flock.New("b.lock")
	fmt.Println("writer:", must(writer.TryLock()), "asks for shared:", must(writer.TryRLock()))
	fmt.Println("another reads:", must(reader.TryRLock()), "while writer.Locked() is", writer.Locked())
}
GO
go get github.com/gofrs/flock@v0.13.2 >/dev/null 2>&1
go mod tidy >/dev/null 2>&1
go run . | tee out
grep -qx 'first becomes writer: false' out || { echo "CHANGED: the upgrade is granted"; exit 1; }
grep -qx 'third becomes writer: true while first.RLocked() is true' out || { echo "CHANGED: failed upgrade"; exit 1; }
grep -qx 'another reads: true while writer.Locked() is true' out || { echo "CHANGED: downgrade"; exit 1; }
