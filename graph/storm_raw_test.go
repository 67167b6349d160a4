package graph_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// The faults that HTTP/1.1 alone can have, written byte by byte, and those of lists, counts and
// batches.

// written writes the answer to a request that was carried out as form has it.
func written(form func(x *stormExchange, a stormAnswer) string) func(*stormExchange) {
	return func(x *stormExchange) {
		a := x.apply()
		x.noteEmpty(a)
		x.raw(form(x, a))
	}
}

// unwritten writes an answer to a request that was not carried out.
func unwritten(text string) func(*stormExchange) {
	return func(x *stormExchange) { x.raw(text) }
}

// withLength writes the whole of an answer with a length that differs from its own.
func withLength(more int) func(*stormExchange) {
	return written(func(_ *stormExchange, a stormAnswer) string {
		return a.text(fmt.Sprintf("Content-Length: %d", max(0, len(a.body)+more)))
	})
}

// chunked writes an answer in one chunk, and what comes after it.
func chunked(size, end string) func(*stormExchange) {
	return written(func(_ *stormExchange, a stormAnswer) string {
		length := fmt.Sprintf("%x%s\r\n", len(a.body), size)
		return stormAnswer{status: a.status, body: fmt.Appendf(nil, "%s%s%s", length, a.body, end)}.text("Transfer-Encoding: chunked")
	})
}

const emptyAnswer = "Connection: close\r\nContent-Length: 0\r\n\r\n"

var rawFaults = []stormFault{
	{wire: "h1", name: "the connection ends before the change", do: unwritten("")},
	{wire: "h1", name: "the connection ends after the change", do: written(func(*stormExchange, stormAnswer) string { return "" })},
	{wire: "h1", name: "half a header", do: written(func(x *stormExchange, a stormAnswer) string {
		return a.text("Content-Length: 10")[:20+x.dice.IntN(30)]
	})},
	{wire: "h1", name: "a line that is no status", do: written(func(*stormExchange, stormAnswer) string { return "SSH-2.0-x\r\n\r\n" })},
	{wire: "h1", name: "longer by its length than it is", do: withLength(7)},
	{wire: "h1", name: "shorter by its length than it is", do: withLength(-7), of: "write"},
	{wire: "h1", harmless: true, name: "no length, ended by the connection", do: written(func(_ *stormExchange, a stormAnswer) string { return a.text("X-Plain: 1") })},
	{wire: "h1", name: "two lengths", do: written(func(_ *stormExchange, a stormAnswer) string {
		return a.text(fmt.Sprintf("Content-Length: %d\r\nContent-Length: 3", len(a.body)))
	})},
	{wire: "h1", name: "chunks without an end", do: chunked("", "\r\n")},
	{wire: "h1", harmless: true, name: "chunks with an end", do: chunked("", "\r\n0\r\n\r\n")},
	{wire: "h1", name: "a chunk of no size", do: chunked("zz", "")},
	{wire: "h1", name: "status 000", do: unwritten("HTTP/1.1 000 None\r\n" + emptyAnswer)},
	{wire: "h1", name: "status 099", do: unwritten("HTTP/1.1 099 None\r\n" + emptyAnswer)},
	{wire: "h1", name: "status 101", do: unwritten("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n")},
	{wire: "h1", name: "status 600 after the change", do: written(func(*stormExchange, stormAnswer) string { return "HTTP/1.1 600 None\r\n" + emptyAnswer })},
	{wire: "h1", harmless: true, name: "100 twice before the answer", do: written(func(_ *stormExchange, a stormAnswer) string {
		return strings.Repeat("HTTP/1.1 100 Continue\r\n\r\n", 2) + a.text(fmt.Sprintf("Content-Length: %d", len(a.body)))
	})},
	{wire: "h1", name: "100 and no answer", do: written(func(*stormExchange, stormAnswer) string { return "HTTP/1.1 100 Continue\r\n\r\n" })},
	{wire: "h1", name: "204 with a body", do: written(func(x *stormExchange, a stormAnswer) string {
		if a.status < 300 {
			x.noteEmpty(stormAnswer{status: 204}) // that is how it is to be read
			a.status = 204
		}
		return a.text(fmt.Sprintf("Content-Length: %d", len(a.body)))
	}), of: "write"},
}

// member sets a member of an answer's JSON object, when change says so.
func member(name string, change func(x *stormExchange, value any) any) func(*stormExchange) {
	return altered(func(x *stormExchange, a *stormAnswer) {
		var members map[string]any
		if err := json.Unmarshal(a.body, &members); err != nil {
			panic(err)
		}
		if members[name] = change(x, members[name]); members[name] == nil {
			delete(members, name)
		}
		a.body, _ = json.Marshal(members) // it was decoded from JSON
	})
}

const nextLink = "@odata.nextLink"

var shapeFaults = []stormFault{
	{of: "list", name: "the next page at another host", do: member(nextLink, func(x *stormExchange, _ any) any { return x.net.other.URL + "/beta/next" })},
	{of: "list", name: "the next page is this one", do: member(nextLink, func(x *stormExchange, _ any) any { return x.net.root + x.own.url.RequestURI() })},
	{of: "list", name: "the next page is the first", do: member(nextLink, func(x *stormExchange, _ any) any { return x.net.root + x.own.url.Path })},
	{of: "list", name: "the next page is a number", do: member(nextLink, func(*stormExchange, any) any { return 5 })},
	{of: "list", name: "the link to the next page is relative", do: member(nextLink, func(x *stormExchange, link any) any {
		if text, ok := link.(string); ok {
			return strings.TrimPrefix(text, x.net.root+"/")
		}
		return nil
	})},
	{of: "list", name: "a page without items", do: member("value", func(*stormExchange, any) any { return nil })},
	{of: "list", name: "an object in place of items", do: member("value", func(*stormExchange, any) any { return map[string]any{} })},
	{of: "list", name: "an empty object in place of a page", do: body(`{}`)},
	{of: "list", name: "items that are null", do: body(`{"value":null}`)},
	{of: "count", name: "a number as text", do: altered(func(_ *stormExchange, a *stormAnswer) { a.body = fmt.Appendf(nil, "%q", a.body) })},
	{of: "count", harmless: true, name: "a number between line breaks", do: altered(func(_ *stormExchange, a *stormAnswer) { a.body = fmt.Appendf(nil, "\r\n%s\r\n", a.body) })},
	{of: "batch", name: "answers in another order", do: member("responses", func(_ *stormExchange, list any) any {
		slices.Reverse(list.([]any))
		return list
	})},
	{of: "batch", name: "no answers", do: member("responses", func(*stormExchange, any) any { return []any{} })},
	{of: "batch", name: "answers are missing", do: body(`{}`)},
	{of: "batch", name: "answers are null", do: body(`{"responses":null}`)},
	{of: "batch", name: "answers are an object", do: body(`{"responses":{}}`)},
	{of: "batch", name: "a link to more answers", do: member(nextLink, func(x *stormExchange, _ any) any { return x.net.other.URL + "/beta/more" })},
	{of: "batch", name: "null among the answers", do: member("responses", func(_ *stormExchange, list any) any {
		return append([]any{nil}, list.([]any)...)
	})},
}
