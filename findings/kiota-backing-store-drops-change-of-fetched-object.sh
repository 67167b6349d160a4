#!/usr/bin/env bash
# kiota's backing store in Go sends a change of a new object but loses the change of a fetched one: read, change,
# PATCH sends nothing.
#
# Version:  github.com/microsoft/kiota-abstractions-go v1.9.3 with kiota-serialization-json-go v1.1.2.
# Input:    a model with a backing store, as kiota generates them; once fresh, once read from {"name":"old"} through
#           the store's parse node factory. Both then get the name "new" and are written through the store's writer
#           factory, as a PATCH body is.
# Expected: {"name":"new"} both times: sending what changed since the object was read is what the store is for.
# Seen:     {} for the object that was read. The factory calls its "before reading" hook after reading as well, so the
#           object remains in the state "being read", and no later change counts as one. No error says so, and a
#           service answers such a PATCH with success.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
go mod init finding >/dev/null 2>&1
cat > main.go <<'GO'
package main

import (
	"fmt"

	"github.com/microsoft/kiota-abstractions-go/serialization"
	"github.com/microsoft/kiota-abstractions-go/store"
	json "github.com/microsoft/kiota-serialization-json-go"
)

type thing struct{ values store.BackingStore }

func newThing() *thing { return &thing{values: store.BackingStoreFactoryInstance()} }

func (t *thing) GetBackingStore() store.BackingStore { return t.values }

func (t *thing) setName(name *string) error { return t.values.Set("name", name) }

func (t *thing) GetFieldDeserializers() map[string]func(serialization.ParseNode) error {
	return map[string]func(serialization.ParseNode) error{"name": func(n serialization.ParseNode) error {
		name, err := n.GetStringValue()
		if err != nil {
			return err
		}
		return t.setName(name)
	}}
}

func (t *thing) Serialize(w serialization.SerializationWriter) error {
	value, err := t.values.Get("name")
	if err != nil || value == nil {
		return err
	}
	return w.WriteStringValue("name", value.(*string))
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

func main() {
	readers := store.NewBackingStoreParseNodeFactory(json.NewJsonParseNodeFactory())
	root := must(readers.GetRootParseNode("application/json", []byte(`{"name":"old"}`)))
	fetched := must(root.GetObjectValue(func(serialization.ParseNode) (serialization.Parsable, error) { return newThing(), nil })).(*thing)
	for _, o := range []struct {
		kind string
		it   *thing
	}{{"new", newThing()}, {"fetched", fetched}} {
		name := "new"
		if err := o.it.setName(&name); err != nil {
			panic(err)
		}
		w := must(store.NewBackingStoreSerializationWriterProxyFactory(json.NewJsonSerializationWriterFactory()).GetSerializationWriter("application/json"))
		if err := w.WriteObjectValue("", o.it); err != nil {
			panic(err)
		}
		fmt.Printf("%s: %s\n", o.kind, must(w.GetSerializedContent()))
	}
}
GO
go get github.com/microsoft/kiota-abstractions-go@v1.9.3 github.com/microsoft/kiota-serialization-json-go@v1.1.2 >/dev/null 2>&1
go mod tidy >/dev/null 2>&1
go run . | tee out
printf 'new: {"name":"new"}\nfetched: {}\n' > want
diff want out || { echo "CHANGED"; exit 1; }
