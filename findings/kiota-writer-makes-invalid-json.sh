#!/usr/bin/env bash
# kiota's JSON writer returns text that is no JSON, without an error, for infinite numbers and for property names that
# need an escape.
#
# Version:  github.com/microsoft/kiota-serialization-json-go v1.1.2 (kiota-abstractions-go v1.9.3).
# Input:    the number INF, which OData's Edm.Double has, and additional data that kiota itself read from {"size
#           3.5\"":1}: names that a model does not know are kept and sent again, so the name comes from the service.
# Expected: "INF" and "size 3.5\"" in the output, or an error: encoding/json gives one for infinity.
# Seen:     {"size":+Inf} and {"size 3.5"":1}. The other way round "INF" in a reply is an error, so what a service of
#           OData sends is not read either.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
go mod init finding >/dev/null 2>&1
cat > main.go <<'GO'
package main

import (
	"encoding/json"
	"fmt"
	"math"

	"github.com/microsoft/kiota-abstractions-go/serialization"
	kiota "github.com/microsoft/kiota-serialization-json-go"
)

type model struct {
	size  *float64
	extra map[string]any
}

func (m *model) GetAdditionalData() map[string]any { return m.extra }

func (m *model) SetAdditionalData(extra map[string]any) { m.extra = extra }

func (m *model) GetFieldDeserializers() map[string]func(serialization.ParseNode) error { return nil }

func (m *model) Serialize(w serialization.SerializationWriter) error {
	if err := w.WriteFloat64Value("size", m.size); err != nil {
		return err
	}
	return w.WriteAdditionalData(m.extra)
}

func show(m *model) {
	w := kiota.NewJsonSerializationWriter()
	err := w.WriteObjectValue("", m)
	if err != nil {
		panic(err)
	}
	text, err := w.GetSerializedContent()
	fmt.Printf("%s valid=%t error=%v\n", text, json.Valid(text), err)
}

func main() {
	infinite := math.Inf(1)
	show(&model{size: &infinite})
	node, err := kiota.NewJsonParseNode([]byte(`{"size 3.5\"":1}`))
	if err != nil {
		panic(err)
	}
	read, err := node.GetObjectValue(func(serialization.ParseNode) (serialization.Parsable, error) { return &model{}, nil })
	if err != nil {
		panic(err)
	}
	show(read.(*model))
	node, err = kiota.NewJsonParseNode([]byte(`"INF"`))
	if err != nil {
		panic(err)
	}
	_, err = node.GetFloat64Value()
	fmt.Println("INF read:", err)
}
GO
go get github.com/microsoft/kiota-serialization-json-go@v1.1.2 github.com/microsoft/kiota-abstractions-go@v1.9.3 >/dev/null 2>&1
go mod tidy >/dev/null 2>&1
go run . | tee out
grep -qxF '{"size":+Inf} valid=false error=<nil>' out || { echo "CHANGED: infinity"; exit 1; }
grep -qxF '{"size 3.5"":1} valid=false error=<nil>' out || { echo "CHANGED: names"; exit 1; }
grep -q "^INF read: value 'INF' is not compatible with type float64" out || { echo "CHANGED: INF is read"; exit 1; }
