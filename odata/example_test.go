package odata_test

import (
	"encoding/json"
	"fmt"
	"log"
	"strings"

	"github.com/intunegen/intunegen/odata"
)

// A Pool and a PoolPatch have the form of generated types.
type (
	Pool struct {
		ID    odata.Field[string] `odata:"id,nonnull,readonly"`
		Name  odata.Field[string] `odata:"displayName"`
		Count odata.Field[int32]  `odata:"activationCodeCount"`
		Extra odata.Extra         `odata:"#microsoft.graph.pool"`
	}
	PoolPatch struct {
		Name  odata.Field[string] `odata:"displayName"`
		Count odata.Field[int32]  `odata:"activationCodeCount"`
		Extra odata.Extra         `odata:"#microsoft.graph.pool"`
	}
)

var p = struct {
	Name  odata.Property[string]
	Count odata.Property[int32]
}{Name: odata.Property[string]{"displayName"}, Count: odata.Property[int32]{"activationCodeCount"}}

// A property is absent, null or a value. An absent property is not sent.
func ExampleField() {
	for _, patch := range []PoolPatch{{}, {Name: odata.Null[string]()}, {Name: odata.Set(""), Count: odata.Set[int32](0)}} {
		body, err := odata.PatchBody(patch)
		fmt.Println(string(body), err)
	}
	// Output:
	// {"@odata.type":"#microsoft.graph.pool"} <nil>
	// {"@odata.type":"#microsoft.graph.pool","displayName":null} <nil>
	// {"@odata.type":"#microsoft.graph.pool","displayName":"","activationCodeCount":0} <nil>
}

// A member that the type does not know is kept and written again.
func ExampleExtra() {
	var pool Pool
	if err := odata.Unmarshal([]byte(`{"id":"1","displayName":"Spain","later":{"a":1.50}}`), &pool); err != nil {
		log.Fatal(err)
	}
	later, _ := pool.Extra.Get("later")
	fmt.Println(odata.GetOr(pool.Name, ""), pool.Extra.Names(), string(later))
	if err := pool.Extra.Set("later", json.RawMessage(`null`)); err != nil {
		log.Fatal(err)
	}
	text, err := odata.Marshal(pool)
	fmt.Println(string(text), err)
	// Output:
	// Spain [later] {"a":1.50}
	// {"id":"1","displayName":"Spain","later":null} <nil>
}

// The update holds only what differs.
func ExampleDifference() {
	have := &Pool{ID: odata.Set("1"), Name: odata.Set("Portugal"), Count: odata.Set[int32](3)}
	want := PoolPatch{Name: odata.Set("Spain"), Count: odata.Set[int32](3)}
	patch, err := odata.PatchOf[PoolPatch](have)
	if err != nil {
		log.Fatal(err)
	}
	patch = odata.Difference(patch, want)
	body, err := odata.PatchBody(patch)
	fmt.Println(odata.IsEmpty(patch), string(body), err)
	// Output:
	// false {"@odata.type":"#microsoft.graph.pool","displayName":"Spain"} <nil>
}

// Conditions have the types of their properties and are written with OData literals.
func ExampleFilter() {
	query, err := odata.EncodeQuery([]odata.QueryOption{
		odata.Filter(odata.And(odata.Eq(p.Name, "O'Brien"), odata.Gt(p.Count, 3))),
		odata.OrderBy(p.Name),
	})
	fmt.Println(err)
	for _, option := range strings.Split(query, "&") {
		fmt.Println(option)
	}
	// Output:
	// <nil>
	// ?$filter=displayName%20eq%20'O''Brien'%20and%20activationCodeCount%20gt%203
	// $orderby=displayName
}
