package names

import (
	"go/ast"
	"go/token"
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// This file checks names in a table that was read from a file. All names that [Assign] gives pass.

// paramsScope is the prefix of the scope of a struct of parameters.
const paramsScope = "params:"

// IsIdentifier reports whether name is a simple identifier of OData, or has a hyphen, a dot, a
// parenthesis or a digit where none should be: such names are used as they are
// (spec/check_names.go).
func IsIdentifier(name string) bool { return isName(name, "-.()") }

// IsQualified reports whether name is a qualified name of OData. Its last part may have hyphens.
func IsQualified(name string) bool {
	segments := strings.Split(name, ".")
	return len(segments) > 1 && !slices.ContainsFunc(segments, func(s string) bool { return !isName(s, "-") })
}

// isName reports whether a text consists of the characters of identifiers and of others.
func isName(text, others string) bool {
	return text != "" && !strings.ContainsFunc(text, func(r rune) bool {
		return r != '_' && !strings.ContainsRune(others, r) && !unicode.In(r, unicode.L, unicode.Nl, unicode.Nd, unicode.Mn, unicode.Mc, unicode.Pc, unicode.Cf)
	})
}

// IsScope reports whether a table may have a scope besides that of the package.
func IsScope(scope string) bool {
	params, isParams := strings.CutPrefix(scope, paramsScope)
	return scope == AliasScope || scope == FileScope || IsQualified(scope) || isParams && isExported(params) || !isParams && isExported(scope)
}

// Space returns the Go scope of the names in a scope. Names in [AliasScope] are in that of the
// package.
func Space(scope string) string {
	if scope == AliasScope {
		return Top
	}
	return scope
}

// Keys have no spaces, which separate them in a lock, and no character that may end a Go string.
var (
	isTopKey  = regexp.MustCompile("^(type|any|patch|anyPatch|builder|collection|properties|member|earlier|params):[^\\s\"`\\\\>]+$").MatchString
	isPartKey = regexp.MustCompile("^[^\\s\"`\\\\>]+$").MatchString
)

// IsKey reports whether key is valid in a scope.
func IsKey(scope, key string) bool {
	switch scope {
	case FileScope:
		return strings.HasPrefix(key, "type:") && isTopKey(key)
	case Top:
		return isTopKey(key) || slices.Contains(fixedNames, fixedName(key))
	case AliasScope:
		old, now, ok := strings.Cut(key, ">")
		return ok && isTopKey(old) && IsQualified(now)
	}
	return isPartKey(key)
}

func isExported(name string) bool { return token.IsIdentifier(name) && ast.IsExported(name) }

// fixedName returns the name in the key of a fixed name, "" for other keys.
func fixedName(key string) string {
	if name, ok := strings.CutPrefix(key, "fixed:"); ok {
		return name
	}
	return ""
}

// isOwnFile reports whether a file name is a valid one that differs from the rule's.
var isOwnFile = regexp.MustCompile(`^[\pL\pN]+-+[0-9]+$`).MatchString

// A Rule decides which Go names a table may hold.
type Rule struct{ client string }

// Rule returns the rule for the table.
func (t Table) Rule() Rule {
	if i := slices.IndexFunc(t[Top], func(n Name) bool { return n.Key == "fixed:Client" }); i >= 0 {
		return Rule{t[Top][i].Go}
	}
	return Rule{"Client"}
}

// Unusable returns the reason why a name cannot be used in a scope, "" if it can.
func (r Rule) Unusable(scope string, n Name) string {
	if fixed := fixedName(n.Key); fixed != "" && scope == Top {
		if strings.TrimRight(n.Go, "_") != fixed {
			return "it must be " + fixed + ", with underscores behind it if a type has that name"
		}
		return ""
	}
	if scope == FileScope {
		if !isOwnFile(n.Go) {
			return "it is not a file name with a number behind a hyphen"
		}
		return ""
	}
	if !isExported(n.Go) {
		return "it is not an exported Go name"
	}
	always, unlessByRule := r.needed(scope)
	if slices.Contains(always, n.Go) || slices.Contains(unlessByRule, n.Go) && !isByRule(n) {
		return "the package needs the name"
	}
	return ""
}

// keyNames are the names that a type with a key needs. The key itself has them by the rule.
var keyNames = []string{"ID"}

// needed returns the names that a scope needs besides those of the description, and those that it
// needs unless the rule gives them to a node of the description.
func (r Rule) needed(scope string) (always, unlessByRule []string) {
	switch {
	case scope == Top || scope == AliasScope:
		return nil, fixedNames
	case IsQualified(scope):
		return fieldMembers, keyNames
	case strings.HasPrefix(scope, paramsScope):
		return fieldMembers, nil
	case scope == r.client:
		return clientMembers, nil
	}
	return nil, callNames
}

// isByRule reports whether the rule gives this name to its key, possibly with a prefix.
func isByRule(n Name) bool {
	key, _, _ := strings.Cut(n.Key, ">")
	kind, rest, ok := strings.Cut(key, ":")
	switch {
	case !ok:
		rest = key
	case kind == "call":
		rest, _, _ = strings.Cut(rest, ":")
	case kind != "type":
		return false
	}
	return strings.HasSuffix(n.Go, Exported(rest[strings.LastIndexByte(rest, '.')+1:]))
}
