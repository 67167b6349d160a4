package main

import "fmt"

// notes writes what Graph puts before the properties of an object, and what a newer service may
// add.
func (p *page) notes(start int) {
	p.member(start, "@odata.id")
	p.add(`"https://graph.microsoft.com/beta/deviceManagement/things('` + p.guid() + `')"`)
	p.member(start, "@odata.etag")
	p.add(fmt.Sprintf(`"W/\"%08x\""`, p.r.Uint32()))
	p.member(start, "newProperty")
	p.add(`{"value":true,"since":"2026-01-01"}`)
	p.member(start, "#microsoft.graph.assign")
	p.add(`{"target":"https://graph.microsoft.com/beta/deviceManagement/things/microsoft.graph.assign"}`)
}

// noteOf writes what full metadata puts before a property.
func (p *page) noteOf(start int, f property) {
	switch {
	case f.list:
		p.member(start, f.name+"@odata.type")
		p.add(`"#Collection(String)"`)
	case len(f.models) > 0:
		p.member(start, f.name+"@odata.associationLink")
		p.add(`"https://graph.microsoft.com/beta/deviceManagement/things/` + f.name + `/$ref"`)
		p.member(start, f.name+"@odata.navigationLink")
		p.add(`"https://graph.microsoft.com/beta/deviceManagement/things/` + f.name + `"`)
	}
}
