package graphtest

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A lexeme is one word of a filter: a name or path, a literal, or a sign.
type lexeme struct {
	kind lexemeKind
	text string // of a text literal: without quotes; else as written
	at   int
}

type lexemeKind uint8

const (
	endLexeme   lexemeKind = iota
	wordLexeme             // name, path, number, date, guid, operator
	textLexeme             // 'text'
	typedLexeme            // prefix'text', as in ns.enum'member' and duration'PT1S'; text has the prefix and a quote before the value
	signLexeme             // ( ) , :
)

// maxLexemes bounds a filter.
const maxLexemes = 2000

// lex splits a filter.
func lex(text string) ([]lexeme, *fault) {
	var all []lexeme
	for i := 0; i < len(text); {
		c := text[i]
		switch {
		case c == ' ' || c == '\t':
			i++
			continue
		case strings.IndexByte("(),:", c) >= 0:
			all = append(all, lexeme{signLexeme, text[i : i+1], i})
			i++
		case c == '\'':
			value, end, ok := quoted(text, i)
			if !ok {
				return nil, syntaxError(text, i)
			}
			all = append(all, lexeme{textLexeme, value, i})
			i = end
		default:
			word, end, f := lexWord(text, i)
			if f != nil {
				return nil, f
			}
			all = append(all, word)
			i = end
		}
		if len(all) > maxLexemes {
			return nil, badRequest("The filter is too long.")
		}
	}
	return append(all, lexeme{endLexeme, "", len(text)}), nil
}

// lexWord reads a word, which with quotes behind it is a typed literal. A colon is part of a time,
// and the sign of a lambda behind a name.
func lexWord(text string, start int) (lexeme, int, *fault) {
	i := start
	isNumber := text[start] >= '0' && text[start] <= '9' || text[start] == '-'
	for i < len(text) {
		r, size := utf8.DecodeRuneInString(text[i:])
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("_./-$@*+", r) && !(r == ':' && isNumber) {
			break
		}
		i += size
	}
	if i == start {
		return lexeme{}, 0, syntaxError(text, start)
	}
	if i < len(text) && text[i] == '\'' {
		value, end, ok := quoted(text, i)
		if !ok {
			return lexeme{}, 0, syntaxError(text, i)
		}
		return lexeme{typedLexeme, text[start:i] + "'" + value, start}, end, nil
	}
	return lexeme{wordLexeme, text[start:i], start}, i, nil
}

// quoted reads a text in quotes, in which a quote is doubled. Some clients do not double it: a
// quote that nothing follows but a letter or digit does not end the text.
func quoted(text string, start int) (value string, end int, ok bool) {
	var b strings.Builder
	for i := start + 1; i < len(text); i++ {
		switch {
		case text[i] != '\'':
			b.WriteByte(text[i])
		case i+1 < len(text) && text[i+1] == '\'':
			b.WriteByte('\'')
			i++
		case i+1 < len(text) && isPlain(text[i+1]):
			b.WriteByte('\'')
		default:
			return b.String(), i + 1, true
		}
	}
	return "", 0, false
}

func isPlain(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c >= utf8.RuneSelf
}

func syntaxError(text string, at int) *fault {
	return badRequest("Syntax error at position %d in '%s'.", at, text)
}
