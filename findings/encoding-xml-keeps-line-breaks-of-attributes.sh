#!/usr/bin/env bash
# encoding/xml hands out the line breaks and tabs of an attribute's value as they are in the file; XML wants each to be a space.
#
# Version:  the Go toolchain's encoding/xml, seen with go1.26.8; beside it Python's expat, which does as XML says.
# Input:    an attribute whose value is wrapped over lines, as long descriptions in CSDL are, and one that has a line break as a reference (&#10;).
# Expected: XML 1.0, section 3.3.3: a line break or tab written in an attribute is normalized to a space, one written as a reference stays.
# Seen:     Go returns "a\nb\tc", so text that every other reader sees in one line has line breaks for a program in Go, and a
#           round trip through Go turns them into references, which then are line breaks for everybody.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
go version
printf '<Annotation String="a\nb\tc&#10;d"/>' > in.xml
cat > main.go <<'GO'
package main

import (
	"encoding/xml"
	"fmt"
	"os"
)

func main() {
	data, err := os.ReadFile("in.xml")
	if err != nil {
		panic(err)
	}
	var a struct {
		XMLName xml.Name `xml:"Annotation"`
		String  string   `xml:"String,attr"`
	}
	if err := xml.Unmarshal(data, &a); err != nil {
		panic(err)
	}
	again, err := xml.Marshal(a)
	if err != nil {
		panic(err)
	}
	fmt.Printf("go    %q\nagain %s\n", a.String, again)
}
GO
go run main.go | tee out
python3 -c 'import xml.dom.minidom as m; print("expat", ascii(m.parse("in.xml").documentElement.getAttribute("String")))' | tee -a out
grep -qxF 'go    "a\nb\tc\nd"' out && grep -qF 'a&#xA;b&#x9;c&#xA;d' out || { echo "CHANGED: encoding/xml"; exit 1; }
grep -qxF "expat 'a b c\nd'" out || { echo "CHANGED: expat"; exit 1; }
