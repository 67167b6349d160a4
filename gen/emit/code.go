package emit

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/dave/jennifer/jen"
)

// lines joins code, each item on lines of its own. They start in the first column, where gofmt
// formats a comment as the documentation of the next declaration.
//
//	<code>
//	<code>
func lines(all ...jen.Code) *jen.Statement {
	return jen.Custom(jen.Options{Separator: "\n"}, all...)
}

// elements writes the elements of a composite literal, each on a line of its own.
//
//	{
//		<element>,
//	}
func elements(all []jen.Code) *jen.Statement {
	return jen.Custom(jen.Options{Open: "{", Close: "}", Separator: ",", Multi: len(all) > 0}, all...)
}

// pointer writes a pointer type.
//
//	*<type>
func pointer(to jen.Code) *jen.Statement { return jen.Op("*").Add(to) }

// rawString writes a string between backquotes if they can hold it, else in quotes. No text can end
// the literal early.
func rawString(text string) *jen.Statement {
	for line := range strings.Lines(text) {
		if !strconv.CanBackquote(strings.TrimSuffix(line, "\n")) {
			return jen.Lit(text)
		}
	}
	return jen.Op("`" + text + "`")
}

// isLiteral reports whether text is a number or boolean of JSON, which Go writes alike.
var isLiteral = regexp.MustCompile(`^(true|false|-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?)$`).MatchString

// literal writes a number or boolean of JSON. Any other text becomes a string, which does not
// compile in that place.
func literal(text string) *jen.Statement {
	if !isLiteral(text) {
		return jen.Lit(text)
	}
	return jen.Op(text)
}
