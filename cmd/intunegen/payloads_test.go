package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/intunegen/intunegen/test/corpus"
)

// roundTrip decodes every object of the answers of an OData service into the model that its type
// names, encodes it again and compares the JSON values. A client of such a service needs the
// address of its root.
const roundTrip = `package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"reflect"
	"strings"

	"github.com/intunegen/intunegen/odata"

	"example.com/downstream/static"
)

const namespace = "Microsoft.Test.OData.Services.ODataWCFService."

func value(data []byte) any {
	var v any
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.UseNumber()
	if err := dec.Decode(&v); err != nil {
		panic(err)
	}
	return v
}

func main() {
	if _, err := static.NewClient(nil, nil); err == nil || !strings.Contains(err.Error(), "BaseURL") {
		fmt.Println("a client without BaseURL:", err)
	}
	typed := 0
	for _, file := range os.Args[1:] {
		data, err := os.ReadFile(file)
		if err != nil {
			panic(err)
		}
		var list struct{ Value json.RawMessage }
		var items []json.RawMessage
		if json.Unmarshal(data, &list); json.Unmarshal(list.Value, &items) != nil {
			items = nil
		}
		for _, item := range append(items, data) {
			typed += try(file, item)
		}
	}
	fmt.Println(typed, "of their own type")
}

func try(file string, data []byte) (typed int) {
	var known struct{ Type string ` + "`json:\"@odata.type\"`" + ` }
	json.Unmarshal(data, &known)
	model, ok := static.New(strings.TrimPrefix(known.Type, "#"))
	if ok {
		typed = 1
	} else {
		model, _ = static.New(namespace + "Product")
	}
	if err := odata.Unmarshal(data, model); err != nil {
		fmt.Println(file, err)
		return
	}
	got, err := odata.Marshal(model)
	if err != nil {
		fmt.Println(file, err)
		return
	}
	if !reflect.DeepEqual(value(data), value(got)) {
		fmt.Printf("%s: %T\n%s\n%s\n", file, model, data, got)
	}
	return typed
}
`

// Answers of an OData service are decoded and encoded without loss by the models generated from its
// description.
func TestPayloads(t *testing.T) {
	payloads, err := filepath.Glob(corpus.File(t, "csdl-other", "payloads", "*.json"))
	if err != nil || len(payloads) < 10 {
		t.Fatalf("%d payloads: %v", len(payloads), err)
	}
	dir := downstream(t)
	if code := run([]string{"generate", "--metadata", corpus.File(t, "csdl-other", "olingo-static-service.xml"), "--out", filepath.Join(dir, "static")}); code != 0 {
		t.Fatalf("generate: %d", code)
	}
	if err := os.WriteFile(filepath.Join(dir, "main.go"), []byte(roundTrip), 0o644); err != nil {
		t.Fatal(err)
	}
	out := goCommand(t, dir, append([]string{"run", "."}, payloads...)...)
	if !strings.HasSuffix(out, " of their own type\n") || strings.Count(out, "\n") != 1 {
		t.Errorf("%.5000s", out)
	}
	t.Logf("%d payloads, %s", len(payloads), out)
}
