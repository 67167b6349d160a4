package generated_test

import (
	"go/types"
	"os"
	"path/filepath"
	"strings"
	"testing"

	yaml "github.com/oasdiff/yaml3"
	"golang.org/x/tools/go/packages"
)

// generated loads the types of generated/intunebeta.
func generated(t *testing.T) *types.Scope {
	t.Helper()
	config := &packages.Config{Mode: packages.NeedTypes | packages.NeedName | packages.NeedImports | packages.NeedDeps | packages.NeedSyntax | packages.NeedTypesInfo}
	list, err := packages.Load(config, "github.com/intunegen/intunegen/generated/intunebeta")
	if err != nil || len(list) != 1 {
		t.Fatalf("cannot load the package: %v", err)
	}
	for _, fault := range list[0].Errors {
		t.Fatal(fault)
	}
	return list[0].Types.Scope()
}

// node is an element of the description, read with a YAML library alone.
type node = map[string]any

// elements returns the elements of all files of spec/beta, by qualified name; operations come in
// lists.
func elements(t *testing.T) map[string][]any {
	t.Helper()
	files, err := filepath.Glob("../../spec/beta/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatalf("no description: %v", err)
	}
	all := map[string][]any{}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var doc map[string]any
		if err := yaml.Unmarshal(data, &doc); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		for namespace, schema := range doc {
			body, ok := schema.(map[string]any)
			if !ok || strings.HasPrefix(namespace, "$") {
				continue
			}
			for name, element := range body {
				all[namespace+"."+name] = append(all[namespace+"."+name], element)
			}
		}
	}
	return all
}

// tags returns the wire names of a struct's fields, from their tags.
func tags(t *types.Struct) map[string]bool {
	names := map[string]bool{}
	for i := range t.NumFields() {
		_, tag, _ := strings.Cut(t.Tag(i), `odata:"`)
		name, _, _ := strings.Cut(strings.TrimSuffix(tag, `"`), ",")
		names[name] = true
	}
	return names
}

// Every type, property, navigation property, action and function of the description has its Go
// counterpart.
func TestCoverage(t *testing.T) {
	scope := generated(t)
	structs := map[string]map[string]bool{} // @odata.type without # to wire names
	methods := map[string]bool{}            // lower-case names of all methods of builders
	enums := map[string]bool{}
	for _, name := range scope.Names() {
		typeName, ok := scope.Lookup(name).(*types.TypeName)
		if !ok {
			continue
		}
		named := typeName.Type().(*types.Named)
		for i := range named.NumMethods() {
			methods[strings.ToLower(named.Method(i).Name())] = true
		}
		switch under := named.Underlying().(type) {
		case *types.Struct:
			for i := range under.NumFields() {
				if under.Field(i).Name() == "Extra" && !strings.HasSuffix(name, "Patch") {
					_, tag, _ := strings.Cut(under.Tag(i), `odata:"`)
					wire, _, _ := strings.Cut(strings.Trim(tag, `#"`), ",")
					structs[wire] = tags(under)
				}
			}
		case *types.Basic:
			enums[strings.ToLower(name)] = true
		}
	}
	count := map[string]int{}
	for name, list := range elements(t) {
		for _, element := range list {
			if strings.Contains(name, "@") {
				continue
			}
			cover(t, name, element, structs, enums, methods, count)
		}
	}
	for kind, least := range map[string]int{"types": 1000, "properties": 5000, "enumerations": 500, "operations": 300} {
		if count[kind] < least {
			t.Errorf("only %d %s were checked", count[kind], kind)
		}
	}
	t.Logf("covered: %v", count)
}

// notGenerated lists what has no Go counterpart, each with its reason.
var notGenerated = map[string]string{}

func cover(t *testing.T, name string, element any, structs map[string]map[string]bool, enums, methods map[string]bool, count map[string]int) {
	t.Helper()
	short := name[strings.LastIndexByte(name, '.')+1:]
	if overloads, ok := element.([]any); ok {
		count["operations"] += len(overloads)
		if methods[strings.ToLower(short)] == (notGenerated[name] != "") {
			t.Errorf("operation %s: generated %v, listed as not generated %v", name, methods[strings.ToLower(short)], notGenerated[name] != "")
		}
		return
	}
	body, ok := element.(node)
	if !ok {
		return
	}
	switch body["$Kind"] {
	case "EntityType", "ComplexType":
		count["types"]++
		covers := structs[name]
		if covers == nil {
			t.Errorf("type %s has no struct", name)
			return
		}
		for property := range body {
			if !strings.ContainsAny(property, "$@") {
				count["properties"]++
				if !covers[property] {
					t.Errorf("property %s/%s has no field", name, property)
				}
			}
		}
	case "EnumType":
		count["enumerations"]++
		suffix := strings.ReplaceAll(strings.TrimPrefix(name, "microsoft.graph."), ".", "")
		if !enums[strings.ToLower(suffix)] {
			t.Errorf("enumeration %s has no type", name)
		}
	}
}
