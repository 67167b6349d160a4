package graph

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"log/slog"
	"net/url"
	"reflect"
	"regexp"
	"strings"
	"sync"
	"testing"
	"unicode"

	azlog "github.com/Azure/azure-sdk-for-go/sdk/azcore/log"
)

// This file has what the tests of secrets share: secrets to plant, the spellings that services
// repeat them in, and a search of everything that a program can see of an error.

const trickyToken = "eyJ0eXAiOiJKV1Qi.pl+nted_t0ken/4711~x.c2ln-bmF0dXJl=="

var plantedSecrets = map[string]string{
	"key": "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0B/AQEFAAS+CBKcwggSjAgEAAoIBAQC7\n" +
		"VJTUt9Us8cKjMzEfYyjiWA4R4/M2bS1+GB4t7NXp98C3SC6dVMvDuict\n-----END PRIVATE KEY-----\n",
	"odd":     "tab\there \"quoted\" & 'single' <tag> + plus/slash \\back\r\nsecond line",
	"foreign": "pässwörd-日本語-😀-geheim",
	"short":   `h"n+2`,
	"spaced":  "two words",
}

// seen returns everything that a program can see of errors.
func seen(errs ...error) string {
	var out bytes.Buffer
	for _, err := range errs {
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%+q", "%d", "%T"} {
			_, _ = fmt.Fprintf(&out, verb+"\n", err)
			_, _ = fmt.Fprintf(&out, verb+"\n", struct{ E, e error }{err, err})
		}
		for _, handler := range []slog.Handler{slog.NewTextHandler(&out, nil), slog.NewJSONHandler(&out, nil)} {
			slog.New(handler).Error("x", "err", err, "in", struct{ E error }{err}, "list", []error{err})
		}
		out.WriteString(panicText(err))
		dump(&out, reflect.ValueOf(&err), map[any]bool{})
		for _, inner := range unwrapped(err) {
			out.WriteString(seen(inner))
		}
	}
	return out.String()
}

func unwrapped(err error) []error {
	switch err := err.(type) {
	case interface{ Unwrap() []error }:
		return err.Unwrap()
	case interface{ Unwrap() error }:
		if cause := err.Unwrap(); cause != nil {
			return []error{cause}
		}
	}
	return nil
}

func panicText(err error) (text string) {
	defer func() { text = fmt.Sprint(recover()) }()
	panic(err)
}

// dump writes every text that reflection reaches, of fields that are not exported too.
func dump(out *bytes.Buffer, v reflect.Value, known map[any]bool) {
	switch v.Kind() {
	case reflect.String:
		out.WriteString(v.String() + "\n")
	case reflect.Pointer:
		if !v.IsNil() && !known[v.Pointer()] {
			known[v.Pointer()] = true
			dump(out, v.Elem(), known)
		}
	case reflect.Interface:
		dump(out, v.Elem(), known)
	case reflect.Struct:
		for i := range v.NumField() {
			dump(out, v.Field(i), known)
		}
	case reflect.Slice:
		if v.Type().Elem().Kind() == reflect.Uint8 {
			out.Write(v.Bytes())
			return
		}
		for i := range v.Len() {
			dump(out, v.Index(i), known)
		}
	}
}

var anyPair = regexp.MustCompile(`(\\u[dD][0-9a-fA-F]{3}){2}`)

var anyEscape = regexp.MustCompile(`\\(u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|.)|%[0-9a-fA-F]{2}`)

// decoded returns a text with one layer of escapes resolved, by means of their own.
func decoded(text string) string {
	text = anyPair.ReplaceAllStringFunc(text, func(pair string) string {
		var s string
		_ = json.Unmarshal([]byte(`"`+pair+`"`), &s) // what is no pair stays out
		return s
	})
	text = anyEscape.ReplaceAllStringFunc(text, func(escape string) string {
		var s string
		if unescaped, err := url.PathUnescape(escape); err == nil && escape[0] == '%' {
			return unescaped
		}
		escape = strings.Replace(escape, `\x`, `\u00`, 1)
		if json.Unmarshal([]byte(`"`+escape+`"`), &s) == nil {
			return s
		}
		return strings.TrimPrefix(escape, `\`)
	})
	return html.UnescapeString(text)
}

func packed(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.IsControl(r) {
			return -1
		}
		return r
	}, s)
}

// checkHidden fails for each secret that shows in a text, whole or the half of it.
func checkHidden(t *testing.T, where, text string, secrets ...string) {
	t.Helper()
	for layer := range 6 {
		text := packed(text)
		for _, secret := range secrets {
			half := packed(secret)
			if half = half[:max(len(half)/2, min(len(half), 12))]; strings.Contains(text, half) {
				at := strings.Index(text, half)
				t.Errorf("%s: %q shows in layer %d: …%s…", where, secret, layer, text[max(0, at-80):min(len(text), at+120)])
				return
			}
		}
		next := decoded(text)
		if next == text {
			return
		}
		text = next
	}
}

// A logbook gathers azcore's log events of a test.
type logbook struct {
	mu   sync.Mutex
	text strings.Builder
}

func listen(t *testing.T) *logbook {
	l := &logbook{}
	azlog.SetListener(func(event azlog.Event, text string) {
		l.mu.Lock()
		defer l.mu.Unlock()
		l.text.WriteString(string(event) + " " + text + "\n")
	})
	t.Cleanup(func() { azlog.SetListener(nil) })
	return l
}

func (l *logbook) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

func errorOf(t *testing.T, err error) *Error {
	t.Helper()
	var e *Error
	if !errors.As(err, &e) {
		t.Fatalf("got %v; want an *Error", err)
	}
	return e
}
