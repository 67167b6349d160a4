package graph

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"html"
	"net/url"
	"strings"
)

// spellings are how a text comes back. Those that are not JSON break the JSON that they are put
// into.
var spellings = map[string]func(string) string{
	"as it is":            func(s string) string { return s },
	"Go":                  goJSON,
	"System.Text.Json":    func(s string) string { return dotnetJSON(s, "\"&'+<>`\\", true) },
	"relaxed":             func(s string) string { return dotnetJSON(s, "", false) },
	"lower-case escapes":  func(s string) string { return everyEscape(s, "%04x") },
	"upper-case escapes":  func(s string) string { return everyEscape(s, "%04X") },
	"escaped slashes":     func(s string) string { return strings.ReplaceAll(goJSON(s), "/", `\/`) },
	"twice":               func(s string) string { return goJSON(goJSON(s)) },
	"thrice":              func(s string) string { return goJSON(dotnetJSON(goJSON(s), "\"&'+<>`\\", true)) },
	"%q":                  func(s string) string { return strings.Trim(fmt.Sprintf("%+q", s), `"`) },
	"query":               url.QueryEscape,
	"path":                url.PathEscape,
	"path twice":          func(s string) string { return url.PathEscape(url.PathEscape(s)) },
	"path in JSON twice":  func(s string) string { return goJSON(goJSON(`"` + url.PathEscape(s) + `"`)) },
	"HTML":                html.EscapeString,
	"HTML in JSON":        func(s string) string { return goJSON(html.EscapeString(s)) },
	"numbers of HTML":     numeric,
	"on one line":         func(s string) string { return strings.Join(strings.Fields(s), " ") },
	"without white space": func(s string) string { return strings.Join(strings.Fields(s), "") },
	"base64":              func(s string) string { return base64.StdEncoding.EncodeToString([]byte("x" + s + "yz")) },
	"base64url":           func(s string) string { return base64.RawURLEncoding.EncodeToString([]byte(s)) },
	"Latin-1 read twice":  func(s string) string { return goJSON(mojibake(s)) },
}

func goJSON(s string) string {
	quoted, _ := json.Marshal(s) // a string can always be encoded
	return string(quoted[1 : len(quoted)-1])
}

// dotnetJSON writes short escapes and \u of capitals, of special characters and all that is not
// ASCII.
func dotnetJSON(s, special string, onlyASCII bool) string {
	var out strings.Builder
	for _, r := range s {
		switch {
		case strings.ContainsRune("\n\r\t", r):
			out.WriteString(map[rune]string{'\n': `\n`, '\r': `\r`, '\t': `\t`}[r])
		case r == '\\':
			out.WriteString(`\\`)
		case r == '"' && special == "":
			out.WriteString(`\"`)
		case strings.ContainsRune(special, r), r > 0x7e && onlyASCII:
			out.WriteString(everyEscape(string(r), "%04X"))
		default:
			out.WriteRune(r)
		}
	}
	return out.String()
}

func everyEscape(s, digits string) (out string) {
	for _, unit := range utf16Of(s) {
		out += `\u` + fmt.Sprintf(digits, unit)
	}
	return out
}

func utf16Of(s string) (units []uint16) {
	for _, r := range s {
		if r > 0xffff {
			r -= 0x10000
			units = append(units, uint16(0xd800+r>>10), uint16(0xdc00+r&0x3ff))
			continue
		}
		units = append(units, uint16(r))
	}
	return units
}

func numeric(s string) (out string) {
	for _, r := range s {
		out += fmt.Sprintf("&#x%X;", r)
	}
	return out
}

func mojibake(s string) (out string) {
	for _, b := range []byte(s) {
		out += string(rune(b))
	}
	return out
}
