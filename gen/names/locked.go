package names

import (
	"go/ast"
	"go/token"
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// This file says what names a table from elsewhere may hold. Those that [Assign] gives are all among them.

// paramsScope begins the scope of a struct of parameters.
const paramsScope = "params:"

// IsIdentifier reports whether a description may give a name to something.
func IsIdentifier(name string) bool {
	for i, r := range name {
		first := r == '_' || unicode.In(r, unicode.L, unicode.Nl)
		if !first && (i == 0 || !unicode.In(r, unicode.Nd, unicode.Mn, unicode.Mc, unicode.Pc, unicode.Cf)) {
			return false
		}
	}
	return name != ""
}

// IsQualified reports whether a name is one with a namespace.
func IsQualified(name string) bool {
	segments := strings.Split(name, ".")
	return len(segments) > 1 && !slices.ContainsFunc(segments, func(s string) bool { return !IsIdentifier(s) })
}

// IsScope reports whether a table may have a scope, beside that of the package.
func IsScope(scope string) bool {
	params, isParams := strings.CutPrefix(scope, paramsScope)
	return scope == AliasScope || scope == FileScope || IsQualified(scope) || isParams && isExported(params) || !isParams && isExported(scope)
}

// Space returns the Go scope in which the names of a scope are: the earlier ones are in that of the package.
func Space(scope string) string {
	if scope == AliasScope {
		return Top
	}
	return scope
}

// Keys have no spaces, which separate them in a lock, and nothing that a string of Go ends with.
var (
	isTopKey  = regexp.MustCompile("^(type|any|patch|anyPatch|builder|collection|properties|member|earlier|params):[^\\s\"`\\\\>]+$").MatchString
	isPartKey = regexp.MustCompile("^[^\\s\"`\\\\>]+$").MatchString
)

// IsKey reports whether a name in a scope may have a key.
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

// fixedName returns the name in the key of what every package has, "" in that of something else.
func fixedName(key string) string {
	name, _ := strings.CutPrefix(key, "fixed:")
	if name == key {
		return ""
	}
	return name
}

// isOwnFile reports whether a name of a file is one that is not of the rule.
var isOwnFile = regexp.MustCompile(`^[\pL\pN]+-+[0-9]+$`).MatchString

// A Rule says which Go names may be given in a table.
type Rule struct{ client string }

// Rule returns the rule for the table.
func (t Table) Rule() Rule {
	if i := slices.IndexFunc(t[Top], func(n Name) bool { return n.Key == "fixed:Client" }); i >= 0 {
		return Rule{t[Top][i].Go}
	}
	return Rule{"Client"}
}

// Unusable says why a name cannot be used in a scope, "" if it can.
func (r Rule) Unusable(scope string, n Name) string {
	if fixed := fixedName(n.Key); fixed != "" && scope == Top {
		if strings.TrimRight(n.Go, "_") != fixed {
			return "it is " + fixed + ", with underscores behind it where a type has that name"
		}
		return ""
	}
	if scope == FileScope {
		if !isOwnFile(n.Go) {
			return "it is not a name of a file that another name is told apart from"
		}
		return ""
	}
	if !isExported(n.Go) {
		return "it is not an exported name of Go"
	}
	always, unlessByRule := r.needed(scope)
	if slices.Contains(always, n.Go) || slices.Contains(unlessByRule, n.Go) && !isByRule(n) {
		return "the package needs the name"
	}
	return ""
}

// keyNames are needed by what has a key, whose name gives the same by the rule.
var keyNames = []string{"ID"}

// needed returns the names that a scope needs besides those of the description, and those that it needs unless the description gives
// them by the rule.
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

// isByRule reports whether the rule gives a name to its key, perhaps behind a prefix.
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
