// Package names gives every node of a package its Go name.
//
// A Go name comes from the wire name by one rule: the first letter is upper-cased and nothing else changes, so
// smdpPlusServerAddress is SmdpPlusServerAddress; [exceptions] lists what is written otherwise. Types of a namespace other than
// the service's are prefixed with what differs: microsoft.graph.deviceManagement.alertRule is DeviceManagementAlertRule.
//
// Collisions are settled in this order, by a trailing underscore for the later one:
//
//  1. types and enumerations of the description, a name that begins in lower case before one that does not;
//  2. what every package has: Client, NewClient, New, NewPatch, and so on;
//  3. companions of a type: Any…, …Patch, …Params, …Collection, …Builder, and constants of enumerations;
//  4. earlier names of constants;
//  5. within a type: calls and fields of the runtime (Extra, Get, Patch), then properties in wire order.
//
// So a wire type never loses its name to a companion, and the order of the input does not matter. A name that was given earlier, as a lock
// tells, comes before all of these; an earlier name of a type that was renamed (aliases.go) too, where that is known by the lock.
package names

import (
	"cmp"
	"go/token"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/intunegen/intunegen/gen/ir"
)

// exceptions are the wire names that are not written by the rule.
var exceptions = map[string]string{
	"id":                  "ID",                  // the key of every entity: Go writes ID
	"settingDefinitionId": "SettingDefinitionID", // the name of a setting in every settings catalog program, so written since the first of them
}

// A Table holds names with their origin: scope, key within it, Go name. Scopes are the package ([Top]), and the wire names of types and
// Go names of builders for what is within them.
type Table map[string]map[string]string

// Top is the scope of the package.
const Top = "top"

// A scope is one Go scope while names are given in it.
type scope struct {
	taken  map[string]bool
	locked map[string]string // names of earlier, by key: they stay
	given  map[string]string // names given, by key
}

func newScope(locked map[string]string, size int) *scope {
	s := &scope{make(map[string]bool, size), locked, make(map[string]string, size)}
	for _, name := range locked {
		s.taken[name] = true
	}
	return s
}

// take returns name, or name with as many trailing underscores as make it free.
func (s *scope) take(name string) string {
	for s.taken[name] {
		name += "_"
	}
	s.taken[name] = true
	return name
}

// name returns the name that a key had earlier, else takes one. Nodes that share a key are told apart by their order.
func (s *scope) name(key, name string) string {
	for s.given[key] != "" {
		key += "'"
	}
	given, ok := s.locked[key]
	if !ok {
		given = s.take(name)
	}
	s.given[key] = given
	return given
}

// A run gives all names of a package once.
type run struct {
	locked Table // only of nodes that are there
	given  Table
}

// Assign gives all nodes of pkg their names and returns them with their origin. Nodes that an earlier table knows keep their names,
// whatever has been added since; names of nodes that are gone are free.
func Assign(pkg *ir.Package, earlier Table) Table {
	given := (&run{given: Table{}}).assign(pkg)
	old := aliases(pkg, earlier, given)
	if len(earlier) > 0 {
		locked := common(earlier, given)
		locked[AliasScope] = old
		given = (&run{locked: locked, given: Table{}}).assign(pkg)
	}
	if len(old) > 0 {
		setAliases(pkg, old, given[Top])
		given[AliasScope] = old
	}
	return given
}

// common returns the entries of earlier whose keys are still there.
func common(earlier, now Table) Table {
	kept := Table{}
	for scope, items := range now {
		kept[scope] = map[string]string{}
		for key := range items {
			if name, ok := earlier[scope][key]; ok {
				kept[scope][key] = name
			}
		}
	}
	return kept
}

// scope opens a scope of its own for what is within a type or builder.
func (r *run) scope(name string, size int) *scope {
	s := newScope(r.locked[name], size)
	r.given[name] = s.given
	return s
}

// clientMembers are what a client has before its methods: the runtime's client, and the methods of that.
var clientMembers = []string{"Client", "Batch", "Cloud", "Do", "Root"}

func (r *run) clientScope(name string, size int) *scope {
	s := r.scope(name, size)
	for _, member := range clientMembers {
		s.take(member)
	}
	return s
}

func (r *run) assign(pkg *ir.Package) Table {
	top := r.scope(Top, len(pkg.Models)+len(pkg.Enums))
	for _, name := range r.locked[AliasScope] {
		top.taken[name] = true
	}
	types := assignTypes(pkg, top)
	assignFixed(pkg, top)
	assignCompanions(pkg, top)
	for _, m := range types {
		nameFields(r.scope(m.Wire, len(m.Fields)), m.Fields)
	}
	r.assignParams(pkg, top)
	assignConstants(pkg, top)
	assignEarlierMembers(pkg, top)
	for _, b := range pkg.Builders {
		assignMethods(r.scope(b.Go, len(b.Methods)), b.Methods)
	}
	assignMethods(r.clientScope(pkg.Fixed.Client, len(pkg.Roots)), pkg.Roots)
	assignFiles(pkg)
	return r.given
}

// letters returns a wire name with underscores for the characters that OData knows in names and Go does not, as U+203F.
func letters(wire string) string {
	return strings.Map(func(r rune) rune {
		if r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return '_'
	}, wire)
}

// Exported returns the Go name that the rule gives to a wire name.
func Exported(wire string) string {
	if name, ok := exceptions[wire]; ok {
		return name
	}
	wire = letters(wire)
	first, size := utf8.DecodeRuneInString(wire)
	if upper := unicode.ToUpper(first); unicode.IsUpper(upper) {
		return string(upper) + wire[size:]
	}
	return "X" + wire
}

// Unexported returns the rule's name with a lower-case first letter, for parameters and functions of the package.
func Unexported(name string) string {
	first, size := utf8.DecodeRuneInString(name)
	return string(unicode.ToLower(first)) + name[size:]
}

// typeName returns the rule's name of a type: its name, prefixed by the segments in which its namespace differs from root.
func typeName(root, wire string) string {
	dot := strings.LastIndexByte(wire, '.')
	name := Exported(wire[dot+1:])
	if dot < 0 || wire[:dot] == root {
		return name
	}
	var prefix strings.Builder
	for _, segment := range beyond(strings.Split(root, "."), strings.Split(wire[:dot], ".")) {
		prefix.WriteString(Exported(segment))
	}
	return prefix.String() + name
}

// beyond returns the segments of a namespace after those that it shares with root, and its last one at least.
func beyond(root, namespace []string) []string {
	shared := 0
	for shared < len(namespace)-1 && shared < len(root) && root[shared] == namespace[shared] {
		shared++
	}
	return namespace[shared:]
}

// A named is a type or enumeration that waits for its name.
type named struct {
	wire string
	set  func(string)
}

// assignTypes names models and enumerations, and the models that only builders know. It returns all models.
func assignTypes(pkg *ir.Package, top *scope) []*ir.Model {
	models := slices.Clone(pkg.Models)
	there := map[*ir.Model]bool{}
	for _, m := range models {
		there[m] = true
	}
	for _, b := range pkg.Builders {
		if !there[b.Model] {
			there[b.Model] = true
			models = append(models, b.Model)
		}
	}
	var all []named
	for _, m := range models {
		all = append(all, named{m.Wire, func(name string) { m.Go = name }})
	}
	for _, e := range pkg.Enums {
		all = append(all, named{e.Wire, func(name string) { e.Go = name }})
	}
	slices.SortFunc(all, func(a, b named) int { return compareWire(a.wire, b.wire) })
	for _, n := range all {
		n.set(top.name("type:"+n.wire, typeName(pkg.Service.Root, n.wire)))
	}
	return models
}

// compareWire orders wire names; of two that differ in letter case alone, the one in lower case comes first.
func compareWire(a, b string) int {
	return cmp.Or(compareLower(a, b), -cmp.Compare(a, b))
}

// compareLower compares two names as if they were in lower case, and makes no copies of those in ASCII, which nearly all are.
func compareLower(a, b string) int {
	for i := range min(len(a), len(b)) {
		switch x, y := a[i], b[i]; {
		case x >= utf8.RuneSelf || y >= utf8.RuneSelf:
			return cmp.Compare(strings.ToLower(a), strings.ToLower(b))
		case lower(x) != lower(y):
			return cmp.Compare(lower(x), lower(y))
		}
	}
	return cmp.Compare(len(a), len(b))
}

func lower(c byte) byte {
	if 'A' <= c && c <= 'Z' {
		return c + 'a' - 'A'
	}
	return c
}

func assignFixed(pkg *ir.Package, top *scope) {
	fixed := func(name string) string { return top.name("fixed:"+name, name) }
	pkg.Fixed = ir.Fixed{Client: fixed("Client"), NewClient: fixed("NewClient"), New: fixed("New"), NewPatch: fixed("NewPatch"),
		Operations: fixed("Operations"), Available: fixed("Available"), TableConst: fixed("table"), Service: fixed("service"),
		Models: fixed("models"), Patches: fixed("patches")}
}

func assignCompanions(pkg *ir.Package, top *scope) {
	for _, m := range pkg.Models {
		if m.Polymorphic {
			m.AnyName, m.MarkName = top.name("any:"+m.Wire, "Any"+m.Go), "is"+m.Go
			if len(m.Bases) == 1 {
				m.MarkName, m.TypesName = "family", top.take("typesOf"+m.Go)
			}
		}
	}
	for _, m := range pkg.Models {
		if m.Patch != nil {
			m.Patch.Go = top.name("patch:"+m.Wire, m.Go+"Patch")
		}
		if m.Polymorphic && m.Entity {
			m.AnyPatch, m.PatchMark = top.name("anyPatch:"+m.Wire, "Any"+m.Go+"Patch"), "is"+m.Go+"Patch"
		}
	}
	for _, b := range pkg.Builders {
		suffix := "Builder"
		if b.Collection {
			suffix = "Collection"
		}
		b.Go = top.name(Unexported(suffix)+":"+b.Model.Wire, b.Model.Go+suffix)
	}
	for _, m := range pkg.Models {
		if m.Queried {
			m.PropertiesName = top.name("properties:"+m.Wire, m.Go+"Properties")
		}
	}
}

// memberNames are the names that a model or patch has besides its properties.
var memberNames = []string{"Extra", "MarshalJSON", "UnmarshalJSON"}

func nameFields(taken *scope, fields []*ir.Field) {
	for _, name := range memberNames {
		taken.take(name)
	}
	sorted := slices.Clone(fields)
	slices.SortFunc(sorted, func(a, b *ir.Field) int { return compareWire(a.Wire, b.Wire) })
	for _, f := range sorted {
		f.Go = taken.name(f.Wire, Exported(f.Wire))
	}
}

// assignParams names the parameter structs after the type that the operation is bound to.
func (r *run) assignParams(pkg *ir.Package, top *scope) {
	owners := map[string]string{}
	for _, b := range pkg.Builders {
		owners[b.Model.Wire] = b.Model.Go
	}
	for _, m := range pkg.Models {
		owners[m.Wire] = m.Go
	}
	for _, p := range pkg.Params {
		operation := p.Operation[strings.LastIndexByte(p.Operation, '.')+1:]
		p.Go = top.name("params:"+signature(p), owners[p.Binding]+Exported(operation)+"Params")
		nameFields(r.scope("params:"+p.Go, len(p.Fields)), p.Fields)
	}
}

func assignConstants(pkg *ir.Package, top *scope) {
	for _, e := range pkg.Enums {
		for _, m := range e.Members {
			m.Go = top.name("member:"+e.Wire+"/"+m.Wire, constant(e, m.Wire))
		}
	}
}

// assignEarlierMembers names the constants that keep programs compiling that use earlier names of members. It comes last, so that no
// such name takes one from anything.
func assignEarlierMembers(pkg *ir.Package, top *scope) {
	for _, e := range pkg.Enums {
		for _, m := range e.Members {
			for _, a := range m.Aliases {
				a.Go, a.Of = top.name("earlier:"+e.Wire+"/"+m.Wire+"/"+a.Wire, constant(e, a.Wire)), m.Go
			}
		}
	}
}

func constant(e *ir.Enum, wire string) string {
	wire = letters(wire)
	first, size := utf8.DecodeRuneInString(wire)
	return e.Go + string(unicode.ToUpper(first)) + wire[size:]
}

// assignMethods names a builder's methods: calls have their names already and keep them; overloads are told apart by their parameters.
func assignMethods(taken *scope, methods []*ir.Method) {
	for _, m := range methods {
		switch m.Call {
		case ir.Nav, ir.Cast, ir.Action, ir.Function:
		default:
			taken.take(m.Go)
		}
	}
	seen := map[string]bool{}
	for _, m := range methods {
		switch m.Call {
		case ir.Nav:
			m.Go = taken.name(m.Segment, Exported(m.Segment))
		case ir.Cast:
			m.Go = taken.name("as:"+m.Segment, "As"+m.To.Model.Go)
		case ir.Action, ir.Function:
			m.Go = taken.name("call:"+callKey(m), overload(m, seen))
		}
	}
}

// signature is the key of an operation's parameters: overloads differ in their names.
func signature(p *ir.Params) string {
	key := p.Operation + "(" + p.Binding
	if p.Collection {
		key += "[]"
	}
	return key + ")" + parameters(p)
}

// callKey is the key of an operation's method: overloads that a builder has from several types differ in what they are bound to.
func callKey(m *ir.Method) string {
	if m.Params == nil {
		return m.Segment
	}
	return m.Segment + ":" + signature(m.Params)
}

func parameters(p *ir.Params) string {
	if p == nil {
		return ""
	}
	var names []string
	for _, f := range p.Fields {
		names = append(names, f.Wire)
	}
	return "(" + strings.Join(names, ",") + ")"
}

func overload(m *ir.Method, seen map[string]bool) string {
	name := Exported(m.Segment)
	if dot := strings.LastIndexByte(m.Segment, '.'); dot >= 0 {
		name = Exported(m.Segment[dot+1:])
	}
	if !seen[name] {
		seen[name] = true
		return name
	}
	name += "With"
	if m.Params != nil {
		for _, f := range m.Params.Fields {
			name += Exported(f.Wire)
		}
	}
	return name
}

// maxFileName keeps names of files below the 255 bytes that file systems allow.
const maxFileName = 200

func fileName(name string) string {
	name = strings.ReplaceAll(strings.ToLower(name), "_", "")
	if len(name) > maxFileName {
		name = strings.ToValidUTF8(name[:maxFileName], "")
	}
	if name == "" {
		return "x"
	}
	return name
}

// fixedFiles are the files that a package has besides those of its types.
var fixedFiles = []string{"doc", "client", "new", "operations", "deprecated"}

// assignFiles gives each type a file of its own. File names are in lower case and free of underscores, which would
// make them tests or files of one platform.
func assignFiles(pkg *ir.Package) {
	taken := map[string]bool{}
	for _, name := range fixedFiles {
		taken[name] = true
	}
	file := func(name string) string {
		name = fileName(name)
		for taken[name] {
			name += "x"
		}
		taken[name] = true
		return name
	}
	files := map[*ir.Model]string{}
	for _, m := range pkg.Models {
		m.File = file(m.Go)
		files[m] = m.File
	}
	for _, e := range pkg.Enums {
		e.File = file(e.Go)
	}
	owners := map[string]string{}
	for _, b := range pkg.Builders {
		if files[b.Model] == "" {
			files[b.Model] = file(b.Model.Go)
		}
		b.File = files[b.Model]
		owners[b.Model.Wire] = b.File
	}
	for _, p := range pkg.Params {
		if p.File = owners[p.Binding]; p.File == "" {
			p.File = "client"
		}
	}
}

// Parameter returns the name of a function's parameter for a wire name: the wire name, unless Go or the function needs it.
func Parameter(wire string) string {
	name := Unexported(Exported(wire))
	if token.IsKeyword(name) || name == "b" || name == "string" {
		return name + "_"
	}
	return name
}
