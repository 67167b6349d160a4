package odata

import (
	"bytes"
	"fmt"
	"strings"
)

// UnmarshalStrict is [Unmarshal] for texts that people write, such as the wanted state of a
// resource: nothing in them may be misspelt or get lost. All of data must become values of
// properties. A [StrictError] lists everything else at once, and v is not changed then:
//   - names that the type does not have, or that are twice in an object,
//   - values that do not fit the type of their property, and null where it is not allowed,
//   - in a patch what only its model has: read-only and navigation properties, and those for
//     creates only,
//   - the @odata.type of another type,
//   - members of enumerations that the package does not know, unless [AllowUnknownMembers] is
//     given,
//   - annotations other than @odata.type and name@odata.bind of a navigation property, and
//     operations that a service advertises,
//   - whatever is not JSON.
func UnmarshalStrict(data []byte, v any, options ...StrictOption) error {
	target, err := targetOf(v)
	if err != nil {
		return err
	}
	r := strictReader{decoder: newDecoder(data)}
	defer r.release()
	for _, o := range options {
		r.option.unknownMembers = r.option.unknownMembers || o.unknownMembers
	}
	if err := r.read(target.Type()); err != nil {
		return err
	}
	if r.problems == nil {
		return Unmarshal(data, v)
	}
	locate(data, r.problems)
	return &StrictError{Type: target.Type().String(), Problems: r.problems}
}

// A StrictOption is an option of [UnmarshalStrict].
type StrictOption struct{ unknownMembers bool }

// AllowUnknownMembers lets members of enumerations pass that the package does not know, because
// services get new ones.
func AllowUnknownMembers() StrictOption { return StrictOption{unknownMembers: true} }

// A StrictError lists all that [UnmarshalStrict] refuses in a text, in the order of the text.
type StrictError struct {
	Type     string // the Go type that was read into: "intunebeta.MobileAppCategoryPatch"
	Problems []Problem
}

// A Problem is one thing in a text that [UnmarshalStrict] refuses. It has names of the text, and no
// values except members of enumerations and names of types.
type Problem struct {
	Path   string // JSON Pointer (RFC 6901) of the member: "/activationCodes/0/matchingIdentifier"
	Offset int    // byte offset in the text: of the name, the element, or where the text is not JSON
	Line   int    // of the offset, from 1
	Column int    // of the offset in its line, in bytes, from 1
	What   string // what is wrong: "EmbeddedSIMActivationCode has no such property"
	Remedy string // what to do: "did you mean matchingIdentifier?"
}

// String returns the problem in one line: "3:5: /name: what is wrong; what to do".
func (p Problem) String() string {
	path := p.Path
	if path != "" {
		path += ": "
	}
	return fmt.Sprintf("%d:%d: %s%s; %s", p.Line, p.Column, path, p.What, p.Remedy)
}

// Error returns all problems, each in a line of its own if there are several.
func (e *StrictError) Error() string {
	if len(e.Problems) == 1 {
		return fmt.Sprintf("odata: %s: %s", e.Type, e.Problems[0])
	}
	var b strings.Builder
	fmt.Fprintf(&b, "odata: %s: %d problems:", e.Type, len(e.Problems))
	for _, p := range e.Problems {
		b.WriteString("\n\t" + p.String())
	}
	return b.String()
}

// locate sets the lines and columns of the problems, and counts the byte order mark, which the
// decoder does not see, in their offsets.
func locate(data []byte, problems []Problem) {
	mark := 0
	if bytes.HasPrefix(data, byteOrderMark) {
		mark = len(byteOrderMark)
	}
	line, start, at := 1, mark, mark
	for i := range problems {
		p := &problems[i]
		p.Offset += mark
		for ; at < p.Offset; at++ {
			if data[at] == '\n' {
				line, start = line+1, at+1
			}
		}
		p.Line, p.Column = line, p.Offset-start+1
	}
}
