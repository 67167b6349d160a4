package graph

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"github.com/intunegen/intunegen/odata"
)

// hideMembers makes a redactor hide the members that are secret by the types of a reply, in every
// text, and their values in this body: an error about the body may quote them.
func (r *redactor) hideMembers(body []byte, types ...any) {
	r.names = map[string]bool{}
	r.all = slices.ContainsFunc(types, isSecret) && !bytes.HasPrefix(bytes.TrimSpace(body), []byte("{"))
	for _, name := range odata.SecretNames(types...) {
		r.names[strings.ToLower(name)] = true
	}
	if len(r.names) == 0 {
		return
	}
	values := map[string]bool{}
	eachView(body[:min(len(body), 2*maxErrorReply)], func(v *view) {
		r.members(v, func(_, _ int32, value string) { values[value] = true })
	})
	r.known = append(r.known, newNeedles(slices.Sorted(maps.Keys(values))...))
}

// isSecret reports whether a reply is decoded into a secret itself, so that the whole body is one.
func isSecret(result any) bool {
	switch result.(type) {
	case *odata.Secret, *[]odata.Secret:
		return true
	}
	return false
}

// longestName bounds the search for the end of a member's name.
const longestName = 1024

// members reports the values of the members to hide. The text may be broken JSON: each quote may
// begin a name, and the end of the text may be the end of a value.
func (r *redactor) members(v *view, report func(from, to int32, value string)) {
	for i := 0; i < len(v.text); i++ {
		if v.text[i] != '"' {
			continue
		}
		value := r.memberAt(v.text, i)
		if value == 0 {
			continue
		}
		for _, scalar := range valuesAt(v.text, value) {
			from, _ := v.span(scalar.from)
			_, to := v.span(scalar.to - 1)
			report(from, to, string(v.text[scalar.from:scalar.to]))
		}
	}
}

// memberAt returns where the value of the member at i begins, or 0 if the member is not to be
// hidden.
func (r *redactor) memberAt(text []byte, i int) int {
	end := quotedEnd(text[:min(len(text), i+longestName)], i)
	colon := skipSpace(text, end+1)
	if colon >= len(text) || text[colon] != ':' {
		return 0
	}
	var name string
	if json.Unmarshal(text[i:end+1], &name) != nil || !r.names[strings.ToLower(name)] {
		return 0
	}
	return skipSpace(text, colon+1)
}

// quotedEnd returns the position of the closing quote of the string at i, or the end of the text.
func quotedEnd(text []byte, i int) int {
	for i++; i < len(text) && text[i] != '"'; i++ {
		if text[i] == '\\' {
			i++
		}
	}
	return min(i, len(text))
}

func skipSpace(text []byte, i int) int {
	for i < len(text) && bytes.IndexByte([]byte(" \t\r\n"), text[i]) >= 0 {
		i++
	}
	return i
}

// A valueRange is where a value is in a text, from one byte up to another.
type valueRange struct{ from, to int }

// valuesAt returns the scalars of the value at i: the value itself, or those in an array or object.
// null, true and false are not secrets.
func valuesAt(text []byte, i int) (found []valueRange) {
	for depth := 0; i < len(text); {
		end := i + 1
		switch c := text[i]; {
		case c == '[' || c == '{':
			depth++
		case c == ']' || c == '}':
			depth--
		case c == '"':
			end = quotedEnd(text, i)
			found = append(found, valueRange{i + 1, end})
			end = min(end+1, len(text))
		case c != ',' && c != ':' && c > ' ':
			end = bareEnd(text, i)
			found = append(found, valueRange{i, end})
		}
		if i = end; depth <= 0 {
			break
		}
	}
	return slices.DeleteFunc(found, func(p valueRange) bool {
		word := strings.TrimSpace(string(text[min(p.from, p.to):p.to]))
		return word == "" || word == "null" || word == "true" || word == "false"
	})
}

// bareEnd returns the end of the value without quotes at i.
func bareEnd(text []byte, i int) int {
	for i < len(text) && bytes.IndexByte([]byte("\r\n,[]{}\""), text[i]) < 0 {
		i++
	}
	return i
}
