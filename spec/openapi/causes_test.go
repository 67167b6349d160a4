package openapi_test

import (
	"bytes"
	"regexp"
	"slices"
	"strings"

	"github.com/intunegen/intunegen/spec"
)

// A difference is a statement that CSDL and OpenAPI do not agree on; "" where one does not make it.
type difference struct {
	*pair
	about, csdl, openAPI string
}

// A cause explains differences: those of which it is proved to hold.
type cause struct {
	why   string
	holds func(d difference) bool
}

// owner, member and fact are the parts of "owner/member fact" and "owner fact".
func (d difference) parts() (owner, member, fact string) {
	path, fact, _ := strings.Cut(d.about, " ")
	owner, member, _ = strings.Cut(path, "/")
	return owner, member, fact
}

// describes reports whether the file has a schema of a type.
func (p *pair) describes(name string) bool {
	return bytes.Contains(p.text, []byte("\n    microsoft.graph."+name+":")) || bytes.Contains(p.text, []byte(`"microsoft.graph.`+name+`":`))
}

// pathLine matches the line of a path in YAML or JSON: what leads to the last segment, and its name
// without namespace and parameters.
var pathLine = regexp.MustCompile(`(?m)^ +['"]?/([^\n]*/)?(?:[\w.]*\.)?([\w$]+)(?:\([^\n]*\))?['"]?:`)

// findPaths notes where the paths of the file end.
func (p *pair) findPaths() {
	p.ends, p.calls = map[string]bool{}, map[string]bool{}
	for _, found := range pathLine.FindAllSubmatch(p.text, -1) {
		before, last := strings.TrimSuffix(string(found[1]), "/"), string(found[2])
		p.ends[last] = true
		p.calls[before[strings.LastIndexByte(before, '/')+1:]+"/"+last] = true
	}
}

// pathEnds reports whether a path of the file ends in a segment.
func (p *pair) pathEnds(segment string) bool { return p.ends[segment] }

// reached reports whether a path of the file calls an operation at a value of that type without a
// cast, as far as its key shows.
func (p *pair) reached(binding, operation string) bool { return p.calls["{"+binding+"-id}/"+operation] }

// declaresNothing reports whether the CSDL declares no member at all of a type, as of those that it
// was cut at.
func (p *pair) declaresNothing(name string) bool {
	t := p.truth.Types["microsoft.graph."+name]
	return t != nil && len(t.Properties)+len(t.Navigations) == 0
}

// operationOf splits "binding name(parameters)".
func (d difference) operationOf() (binding, name string, ok bool) {
	before, _, ok := strings.Cut(d.about, "(")
	binding, name, found := strings.Cut(before, " ")
	return strings.Trim(binding, "[]"), name, ok && found
}

// The causes, each with the check that it holds.
var (
	otherDate = cause{"the type is not in the file; the embedded description, of another date, has it", func(d difference) bool {
		owner, _, _ := d.parts()
		return ownerOf(d.about) != "" && d.told[owner] == "" && d.known[owner] != "" && d.openAPI == d.known[d.about]
	}}
	noSuchType = cause{"the file has no schema of the type, as slices and converters leave out what nothing refers to", func(d difference) bool {
		owner, member, fact := d.parts()
		return d.about == owner && member+fact == "" && d.openAPI == "" && !d.describes(owner)
	}}
	repeated = cause{"the file leaves out the base type, and repeats what is inherited from it", func(d difference) bool {
		owner, _, fact := d.parts()
		base := d.truth.Types["microsoft.graph."+d.csdl]
		return fact == "base" && d.openAPI == "" && base != nil && !d.describes(d.csdl) &&
			!slices.ContainsFunc(base.Properties, func(p *spec.Property) bool { return d.told[owner+"/"+p.Name] == "" })
	}}
	noKey = cause{"no path shows a key of the type, and the embedded description does not know the type or its key", func(d difference) bool {
		owner, _, fact := d.parts()
		return fact == "key" && d.openAPI == "" && d.told[d.about] == "" && d.known[d.about] == "" && !bytes.Contains(d.text, []byte("{"+owner+"-id}"))
	}}
	noPathShows = cause{"no path leads to the property, and the embedded description does not have it", func(d difference) bool {
		_, member, fact := d.parts()
		return fact == "contains" && d.csdl == "true" && d.openAPI == "false" && !d.pathEnds(member) && d.known[d.about] == ""
	}}
	pathsCreate = cause{"paths create the items below their parent", func(d difference) bool {
		_, member, fact := d.parts()
		return fact == "contains" && d.csdl == "false" && d.told[d.about] == "true" && d.pathEnds(member)
	}}
	binaryStream = cause{"streams and binary data are both base64url, and the embedded description does not have the operation", func(d difference) bool {
		return strings.Contains(d.about, "(") && d.openAPI == strings.ReplaceAll(d.csdl, "Edm.Stream", "Edm.Binary") && d.csdl != d.openAPI && d.known[d.about] == ""
	}}
	noPathCalls = cause{"no path of the file calls the operation", func(d difference) bool {
		_, name, ok := d.operationOf()
		return ok && d.openAPI == "" && !d.pathEnds(name)
	}}
	otherBinding = cause{"paths call the operation elsewhere, but not at the type, which is not in the file or reached by a cast only", func(d difference) bool {
		binding, name, ok := d.operationOf()
		if !ok || d.openAPI != "" || !d.pathEnds(name) {
			return false
		}
		return !d.describes(binding) || !d.reached(binding, name)
	}}
	boundToBase = cause{"paths call the operation at the type and at its base, so that it is that of the base", func(d difference) bool {
		binding, _, ok := d.operationOf()
		for t := d.truth.Types["microsoft.graph."+binding]; ok && d.openAPI == "" && t != nil; t = d.truth.Base(t) {
			if d.told[strings.Replace(d.about, binding, t.Name, 1)] != "" {
				return true
			}
		}
		return false
	}}
	noTarget = cause{"the type is not in the file, nor is what the property leads to; the embedded description's type is added without the property", func(d difference) bool {
		owner, member, _ := d.parts()
		target := strings.Trim(strings.TrimPrefix(d.known[owner+"/"+member], "to "), "[]")
		return d.openAPI == "" && d.told[owner] == "" && target != "" && d.both[target] == ""
	}}
	notIntune = cause{"the CSDL is cut to Intune, and does not have the type that the operation is bound to", func(d difference) bool {
		binding, _, ok := d.operationOf()
		return ok && d.csdl == "" && d.csdlOf(binding) == ""
	}}
	stub = cause{"the CSDL is cut at the type, or at one that it derives from", func(d difference) bool {
		owner, member, _ := d.parts()
		if member == "" || d.csdl != "" || d.told[owner+"/"+member] == "" {
			return false
		}
		for t := d.truth.Types["microsoft.graph."+owner]; t != nil; t = d.truth.Base(t) {
			if d.declaresNothing(t.Name) {
				return true
			}
		}
		return false
	}}
	otherCloud = cause{"the CSDL is that of China; the file, of the global service, has the member", func(d difference) bool {
		owner, member, _ := d.parts()
		return member != "" && d.csdl == "" && d.csdl != d.told[d.about] && d.csdlOf(owner) != "" && d.csdlOf(owner+"/"+member) == ""
	}}
	moreMembers = cause{"the CSDL is that of China; the file, of the global service, has more members", func(d difference) bool {
		_, _, fact := d.parts()
		theirs := strings.Fields(d.told[d.about])
		return fact == "members" && len(theirs) > len(strings.Fields(d.csdl)) &&
			!slices.ContainsFunc(strings.Fields(d.csdl), func(m string) bool { return !slices.Contains(theirs, m) })
	}}
	otherNumbers = cause{"the file has no numbers; those of the embedded description differ, or it lacks members, which are counted", func(d difference) bool {
		owner, _, fact := d.parts()
		return fact == "numbers" && d.numbersExplained(owner)
	}}
	notSaidNullable = cause{"the file does not say it of enumerations and structures, and the embedded description does not have the property", func(d difference) bool {
		owner, member, fact := d.parts()
		target := strings.Trim(d.csdlOf(owner+"/"+member), "[]")
		return fact == "nullable" && d.csdl == "false" && d.openAPI == "true" && d.known[d.about] == "" && d.csdlOf(target) != ""
	}}
)

// csdlOf returns what the CSDL says of something else than the difference.
func (p *pair) csdlOf(about string) string { return p.csdl[about] }

// numbersExplained reports whether each number of an enumeration is that of the embedded
// description, or counted on from the one before.
func (d difference) numbersExplained(owner string) bool {
	members, numbers := strings.Fields(d.both[owner+" members"]), strings.Fields(d.openAPI)
	known := map[string]string{}
	for i, m := range strings.Fields(d.known[owner+" members"]) {
		known[m] = strings.Fields(d.known[owner+" numbers"])[i]
	}
	taken := map[string]bool{}
	for i, m := range members {
		if known[m] != "" && known[m] != numbers[i] || known[m] == "" && taken[numbers[i]] {
			return false
		}
		taken[numbers[i]] = true
	}
	return len(members) == len(numbers)
}

// differences lists for each file the causes of all that it and the CSDL do not agree on; the first
// that holds counts.
var differences = map[string][]cause{
	"converted-2022-10-intune.openapi3.json.gz": {repeated, noKey, noPathShows, noSuchType, binaryStream, noPathCalls, otherNumbers},
	"ms-beta-2022-10-19-DeviceManagement.yml.gz": {otherDate, noSuchType, noPathCalls, stub, otherCloud, moreMembers, otherNumbers, pathsCreate, noPathShows,
		notSaidNullable},
	"ms-beta-2022-10-19-Devices.CorporateManagement.yml.gz": {otherDate, noTarget, noSuchType, noPathCalls, boundToBase, otherBinding, notIntune, stub, otherCloud, moreMembers, otherNumbers,
		notSaidNullable},
}
