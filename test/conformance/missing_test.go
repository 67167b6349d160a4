package main

import (
	"strings"
	"testing"

	"github.com/intunegen/intunegen/spec/csdl"
)

// What a documented operation lacks is told from what became of it.
func TestFate(t *testing.T) {
	read := func(shelf, more string) *description {
		doc, err := csdl.Read("a.csdl", strings.NewReader(`<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
<Schema Namespace="n" xmlns="http://docs.oasis-open.org/odata/ns/edm">
<EntityType Name="book"><Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.String" Nullable="false"/></EntityType>
<EntityType Name="shelf"><Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.String" Nullable="false"/>`+shelf+`</EntityType>
<EntityType Name="highShelf" BaseType="n.shelf"><NavigationProperty Name="ladder" Type="n.book" ContainsTarget="true"/></EntityType>`+more+`
<EntityContainer Name="C"><Singleton Name="shelf" Type="n.shelf"/></EntityContainer></Schema></edmx:DataServices></edmx:Edmx>`))
		if err != nil {
			t.Fatal(err)
		}
		return describe(doc)
	}
	nav := func(name string) string {
		return `<NavigationProperty Name="` + name + `" Type="Collection(n.book)" ContainsTarget="true"/>`
	}
	now := read(nav("books"), `<ComplexType Name="cover"/><ComplexType Name="wrapper"><Property Name="ink" Type="Edm.String"/></ComplexType>`)
	older := []earlier{{read(nav("papers")+`<NavigationProperty Name="lamp" Type="n.shelf" ContainsTarget="true"/>`, `<ComplexType Name="jacket"/><ComplexType Name="envelope"><Property Name="ink" Type="Edm.String"/></ComplexType>`), "old.csdl"}}
	for _, c := range []struct{ url, body, lacks, explanation string }{
		{"/shelf/books", `{"@odata.type":"#n.cover"}`, "", ""},
		{"/**TODO**", "", "a path", "the page has none"},
		{"/shelf/ladder", "", "ladder of n.shelf", "the page leaves the cast out: n.highShelf"},
		{"/shelf/papers/{id}", "", "papers of n.shelf", "renamed: books of n.shelf"},
		{"/shelf/lamp", "", "lamp of n.shelf", "gone: old.csdl has it"},
		{"/shelf/books", `{"@odata.type":"#n.jacket"}`, "type n.jacket", "gone: old.csdl has it"},
		{"/shelf/books", `{"@odata.type":"#n.envelope"}`, "type n.envelope", "renamed: n.wrapper"},
		{"/shelf/chairs", "", "chairs of n.shelf", "never in CSDL"},
		{"/room", "", "root room", "never in CSDL"},
	} {
		d := &documented{}
		d.Request = &request{Method: "POST", URL: c.url, Body: &c.body}
		l := now.lacks(d)
		if l == nil {
			if c.lacks != "" {
				t.Errorf("%s: nothing is lacking; want %s", c.url, c.lacks)
			}
			continue
		}
		if got := now.explanation(l, older); l.String() != c.lacks || got != c.explanation {
			t.Errorf("%s: %s, %s; want %s, %s", c.url, l, got, c.lacks, c.explanation)
		}
	}
}
