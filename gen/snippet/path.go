package snippet

import (
	"net/url"
	"slices"
	"strings"

	"github.com/intunegen/intunegen/gen/ir"
	"github.com/intunegen/intunegen/spec"
)

// walk follows the path over the builders of the package and adds a step for each segment.
func (s *state) walk() *spec.Error {
	segments, err := s.request.segments()
	if err != nil {
		return err.(*spec.Error)
	}
	for i, seg := range segments {
		last := i == len(segments)-1
		if fault := s.step(seg, last); fault != nil {
			return fault
		}
		if s.program.OfType != nil && !last {
			return s.request.errorf(segments[i+1].start, "put what follows in front of the type", "nothing follows the type of a list")
		}
		if len(s.program.Steps) > 0 && s.call() != nil && !last {
			return s.request.errorf(segments[i+1].start, "end the path with the action or function", "nothing follows the %s", callText(s.call()))
		}
	}
	if s.call() != nil {
		return nil
	}
	return s.end(segments[len(segments)-1])
}

// call returns the step that makes the request, or nil when the path has not come to one.
func (s *state) call() *ir.Method {
	if n := len(s.program.Steps); n > 0 && s.program.Steps[n-1].Method.To == nil {
		return s.program.Steps[n-1].Method
	}
	return nil
}

func (s *state) add(m *ir.Method, keys ...*ir.Value) {
	s.program.Steps = append(s.program.Steps, &ir.Step{Method: m, Keys: keys, Of: s.of})
	if s.of = nil; m.To != nil {
		s.before, s.at, s.methods = s.at, m.To, m.To.Methods
	}
}

// step takes one segment: a way on, an operation, or the key of an item.
func (s *state) step(seg segment, last bool) *spec.Error {
	if m := s.way(seg.name); m != nil {
		s.add(m)
		if seg.inside == nil || strings.TrimSpace(string(s.request.text[seg.inside.start:seg.inside.end])) == "" {
			return nil
		}
		return s.key(s.keyMethod(), seg)
	}
	if ops := s.operations(seg.name); len(ops) > 0 {
		return s.operation(seg, ops)
	}
	if m := s.derived(seg.name); m != nil && s.request.Method == "GET" {
		s.program.OfType = m
		return nil
	}
	if m := s.count(); m != nil && seg.name == "$count" {
		s.add(m)
		return nil
	}
	if key := s.keyMethod(); key != nil {
		return s.plainKey(key, seg)
	}
	if b := s.inherited(seg.name); b != nil {
		s.of, s.at, s.methods = b, b, b.Methods
		return s.step(seg, last)
	}
	return s.unknown(seg)
}

// inherited returns the builder of a base type, behind a cast, that has the segment: casts do not repeat what is inherited, but the builders
// of all types are of one kind.
func (s *state) inherited(name string) *ir.Builder {
	cast := s.cast()
	if cast == nil || s.before == nil || s.of != nil {
		return nil
	}
	name = name[strings.LastIndexByte(name, '.')+1:]
	if has(s.before.Methods, name) {
		return s.before
	}
	for _, m := range s.before.Methods {
		if m.Call == ir.Cast && has(m.To.Methods, name) && slices.Contains(m.To.Model.Derived, cast.To.Model) {
			return m.To
		}
	}
	return nil
}

// way returns the method that goes on to a property, set or derived type of that name.
func (s *state) way(name string) *ir.Method {
	for _, m := range s.methods {
		if m.Call == ir.Nav && m.Segment == name || m.Call == ir.Cast && sameType(m.Segment, name) {
			return m
		}
	}
	return nil
}

// derived returns the type of that name which the list at hand can be narrowed to, or nil.
func (s *state) derived(name string) *ir.Model {
	if s.at == nil || !s.at.Collection {
		return nil
	}
	i := slices.IndexFunc(s.at.Model.Derived, func(m *ir.Model) bool { return sameType(m.Wire, name) })
	if i < 0 {
		return nil
	}
	return s.at.Model.Derived[i]
}

// sameType tells whether a segment names a type, by its namespace or by the alias that Microsoft uses.
func sameType(wire, segment string) bool {
	return wire == segment || wire == "microsoft."+segment && strings.HasPrefix(segment, "graph.")
}

func (s *state) operations(name string) []*ir.Method {
	short := name[strings.LastIndexByte(name, '.')+1:]
	var all []*ir.Method
	for _, m := range s.methods {
		if (m.Call == ir.Action || m.Call == ir.Function) && (m.Segment == name || m.Segment == short) {
			all = append(all, m)
		}
	}
	return all
}

func (s *state) keyMethod() *ir.Method {
	i := slices.IndexFunc(s.methods, func(m *ir.Method) bool { return m.Call == ir.Key })
	if i < 0 {
		return nil
	}
	return s.methods[i]
}

// count returns the method that counts a collection, or nil.
func (s *state) count() *ir.Method {
	i := slices.IndexFunc(s.methods, func(m *ir.Method) bool { return m.Call == ir.Count })
	if i < 0 || s.request.Method != "GET" {
		return nil
	}
	return s.methods[i]
}

// plainKey takes a segment that is the key of an item.
func (s *state) plainKey(m *ir.Method, seg segment) *spec.Error {
	if strings.HasPrefix(seg.name, "$") {
		return s.unknown(seg)
	}
	if len(m.Keys) != 1 {
		return s.request.errorf(seg.start, "write the parts of the key in parentheses behind the collection", "a key of %s has %d parts", m.To.Model.Wire, len(m.Keys))
	}
	return s.addKey(m, []*node{{span: seg.span, kind: 's', text: seg.text}})
}

// key takes a key in parentheses: one literal, or a name and a literal for each part.
func (s *state) key(m *ir.Method, seg segment) *spec.Error {
	if m == nil {
		return s.request.errorf(seg.inside.start, "leave the parentheses away", "%s is no collection", seg.name)
	}
	arguments := s.request.arguments(*seg.inside)
	if len(arguments) != len(m.Keys) {
		return s.request.errorf(seg.inside.start, "give each part", "a key of %s has %d parts", m.To.Model.Wire, len(m.Keys))
	}
	parts := make([]*node, len(m.Keys))
	for i, key := range m.Keys {
		for _, a := range arguments {
			if a.name == key.Wire || a.name == "" && len(m.Keys) == 1 {
				n, err := s.literal(a.literal)
				if err != nil {
					return err
				}
				parts[i] = n
			}
		}
		if parts[i] == nil {
			return s.request.errorf(seg.inside.start, "give each part by its name", "the key lacks %s", key.Wire)
		}
	}
	return s.addKey(m, parts)
}

func (s *state) addKey(m *ir.Method, parts []*node) *spec.Error {
	var keys []*ir.Value
	for i, n := range parts {
		v, why := s.scalar(&m.Keys[i].Type, n)
		if why != "" {
			return s.request.errorf(n.start, "write a key of that type", "the key %s %s", m.Keys[i].Wire, why)
		}
		keys = append(keys, v)
	}
	s.add(m, keys...)
	return nil
}

// literal reads a literal of a URL as the JSON value that it stands for.
func (s *state) literal(at span) (*node, *spec.Error) {
	raw := string(s.request.text[at.start:at.end])
	text, err := url.PathUnescape(strings.TrimSpace(raw))
	if err != nil {
		return nil, s.request.errorf(at.start, "write a per cent sign as %25", "%q is not escaped as a URL is", raw)
	}
	n := &node{span: at, kind: 's', text: text}
	switch {
	case strings.HasPrefix(text, "@"):
		return nil, s.request.errorf(at.start, "write the value in place of the alias", "parameter aliases are not translated")
	case strings.HasPrefix(text, "[") || strings.HasPrefix(text, "{\""):
		parsed, err := parseJSON(&s.request.source, at)
		if err != nil {
			return nil, err.(*spec.Error)
		}
		return parsed, nil
	case strings.EqualFold(text, "true") || strings.EqualFold(text, "false"):
		n.kind, n.text = 'b', strings.ToLower(text)
	case text == "null":
		n.kind = 'z'
	case number.MatchString(text):
		n.kind = 'n'
	default:
		n.text = unquote(text)
	}
	return n, nil
}

// unquote returns the text of a literal in single quotes, as 'O”Brien', with or without a prefix for its type; other text as it is.
func unquote(text string) string {
	for _, prefix := range []string{"'", "duration'", "binary'"} {
		if inside, ok := strings.CutPrefix(text, prefix); ok && strings.HasSuffix(inside, "'") {
			return strings.ReplaceAll(strings.TrimSuffix(inside, "'"), "''", "'")
		}
	}
	return text
}

// unknown says that a segment leads nowhere, and what does.
func (s *state) unknown(seg segment) *spec.Error {
	var known []string
	for _, m := range s.methods {
		if m.Segment != "" {
			known = append(known, m.Segment)
		}
	}
	where := "the root of the service"
	if s.at != nil {
		where = s.at.Model.Wire
	}
	remedy := nearest("path", seg.name, known)
	if elsewhere := s.elsewhere(seg.name); elsewhere != "" {
		remedy = elsewhere
	}
	return s.request.errorf(seg.start, remedy, "%s has no %s", where, seg.name)
}

// elsewhere says how to reach what only a derived type has, or what is a function in Go.
func (s *state) elsewhere(name string) string {
	if remedy := byFunction[name]; remedy != "" {
		return remedy
	}
	var casts []string
	for _, m := range s.methods {
		if m.Call == ir.Cast && has(m.To.Methods, name) {
			casts = append(casts, m.Segment)
		}
	}
	if casts == nil {
		return ""
	}
	return "insert the segment of the derived type that has it, as " + strings.Join(casts[:min(3, len(casts))], ", ")
}

// byFunction says what calls that are none of a type are in Go.
var byFunction = map[string]string{
	"$ref":   "call graph.AddReference, SetReference or RemoveReference with the requests of both entities",
	"$value": "call graph.Media or graph.Value with the request of the entity",
	"$batch": "make the requests by themselves and add them to client.Batch()",
}

func has(methods []*ir.Method, segment string) bool {
	return slices.ContainsFunc(methods, func(m *ir.Method) bool { return m.Segment == segment })
}

// cast returns the last step if it went on to a derived type.
func (s *state) cast() *ir.Method {
	if n := len(s.program.Steps); n > 0 && s.program.Steps[n-1].Method.Call == ir.Cast {
		return s.program.Steps[n-1].Method
	}
	return nil
}

// callText names a call in the terms of HTTP.
func callText(m *ir.Method) string {
	switch m.Call {
	case ir.Action:
		return "action " + m.Segment
	case ir.Function:
		return "function " + m.Segment
	}
	return verbs[m.Call]
}

// verbs are the methods of HTTP that calls of a resource use.
var verbs = map[ir.Call]string{ir.Get: "GET", ir.List: "GET", ir.Create: "POST", ir.Update: "PATCH", ir.Replace: "PUT", ir.Delete: "DELETE"}

// end adds the call that the request's method is at the end of the path.
func (s *state) end(seg segment) *spec.Error {
	if m := s.verb(); m != nil {
		s.add(m)
		return nil
	}
	var has []string
	for _, m := range s.methods {
		if verbs[m.Call] != "" {
			has = append(has, verbs[m.Call])
		}
	}
	remedy := "correct the path"
	if has != nil {
		remedy = "the description has " + strings.Join(has, ", ") + " of it"
	}
	what := "a single "
	if s.at.Collection {
		what = "a collection of "
	}
	return s.request.errorf(seg.start, remedy, "the description has no %s of %s%s", s.request.Method, what, s.at.Model.Wire)
}

// verb returns the call that the request's method is, behind a cast also that of what was cast.
func (s *state) verb() *ir.Method {
	is := func(m *ir.Method) bool { return verbs[m.Call] == s.request.Method }
	if i := slices.IndexFunc(s.methods, is); i >= 0 {
		return s.methods[i]
	}
	if s.cast() == nil || s.before == nil {
		return nil
	}
	i := slices.IndexFunc(s.before.Methods, is)
	if i < 0 {
		return nil
	}
	s.of = s.before
	return s.before.Methods[i]
}

// operation adds the call of an action or function, the overload that fits best.
func (s *state) operation(seg segment, overloads []*ir.Method) *spec.Error {
	verb := map[ir.Call]string{ir.Action: "POST", ir.Function: "GET"}
	overloads = slices.DeleteFunc(slices.Clone(overloads), func(m *ir.Method) bool { return verb[m.Call] != s.request.Method })
	if len(overloads) == 0 {
		return s.request.errorf(s.request.urlAt-1, "POST to actions and GET functions", "%s does not take %s", seg.name, s.request.Method)
	}
	given, err := s.given(seg, overloads[0])
	if err != nil {
		return err
	}
	best := slices.MinFunc(overloads, func(a, b *ir.Method) int { return misses(a, given) - misses(b, given) })
	s.add(best)
	s.parameters = given
	return nil
}

// given returns the arguments of an operation: of a function from the URL, of an action from the body.
func (s *state) given(seg segment, m *ir.Method) (*node, *spec.Error) {
	if m.Call == ir.Action {
		return s.body, nil
	}
	all := &node{span: seg.span, kind: 'o'}
	if seg.inside == nil {
		return all, nil
	}
	for _, a := range s.request.arguments(*seg.inside) {
		if a.name == "" {
			return nil, s.request.errorf(a.literal.start, "write name=value", "an argument of %s has no name", seg.name)
		}
		n, err := s.literal(a.literal)
		if err != nil {
			return nil, err
		}
		all.members = append(all.members, member{a.name, a.literal.start, n})
	}
	return all, nil
}

// misses counts how many names only one of an overload and the request has.
func misses(m *ir.Method, given *node) int {
	var fields []*ir.Field
	if m.Params != nil {
		fields = m.Params.Fields
	}
	if given == nil {
		return len(fields)
	}
	missing := len(given.members)
	for _, f := range fields {
		if given.find(f.Wire) != nil {
			missing--
		} else {
			missing++
		}
	}
	return missing
}
