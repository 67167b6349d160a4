package graph

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"slices"
	"strconv"
	"strings"
)

// A batchRequest is the JSON of one request in $batch.
type batchRequest struct {
	ID        string            `json:"id"`
	Method    string            `json:"method"`
	URL       string            `json:"url"`
	Headers   map[string]string `json:"headers,omitempty"`
	Body      json.RawMessage   `json:"body,omitempty"`
	DependsOn []string          `json:"dependsOn,omitempty"`
}

// send sends some items in one request, and returns the answer to each. After an error, it ends the
// items whose request may have left the client.
func (b *Batch) send(ctx context.Context, part []*batchEntry) ([]batchAnswer, error) {
	body, err := b.encode(part)
	if err != nil {
		return nil, err
	}
	header := http.Header{"Accept": {"application/json"}, "Content-Type": {"application/json"}}
	wire := Wire{Method: http.MethodPost, URL: b.client.root + "/$batch", Template: "/$batch", Header: header, Body: body}
	x := b.client.newExchange(wire, nil)
	x.parts, x.repeatable, x.writes = nil, true, false
	x.subject, x.result = subjects(part), results(part)
	for _, e := range part {
		x.parts = append(x.parts, e.x.parts...)
		x.tokens = append(x.tokens, e.x.tokens...)
		x.repeatable = x.repeatable && e.x.repeatable
		x.writes = x.writes || e.x.writes
		e.x.id = x.id // the only id that the service gets, unless the item has one of the caller's
	}
	r, err := b.client.roundTrip(ctx, x)
	var answers []batchAnswer
	if err == nil {
		if answers, err = readAnswers(r.text(), len(part)); err != nil {
			err = b.client.misread(x, r, err)
		}
	}
	for _, e := range part {
		e.x.share(&x.progress)
		e.x.subject, e.x.tokens = x.subject, append(e.x.tokens, x.tokens...)
		if err != nil && x.sent {
			e.done, e.err = true, withOutcome(err, e.x.outcome())
		}
	}
	return answers, err
}

// encode returns the body of $batch for some items.
func (b *Batch) encode(part []*batchEntry) ([]byte, error) {
	requests := make([]batchRequest, len(part))
	for i, e := range part {
		requests[i] = batchRequest{
			ID: strconv.Itoa(i + 1), Method: e.x.wire.Method, URL: strings.TrimPrefix(e.x.wire.URL, b.client.root),
			Headers: map[string]string{}, Body: partBody(e.x.wire),
		}
		for name, values := range e.x.wire.Header {
			if name != "Accept" {
				requests[i].Headers[partHeader(name)] = strings.Join(values, ", ")
			}
		}
		for _, other := range e.after {
			if at := slices.Index(part, other); at >= 0 {
				requests[i].DependsOn = append(requests[i].DependsOn, strconv.Itoa(at+1))
			}
		}
	}
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	err := encoder.Encode(map[string]any{"requests": requests})
	return out.Bytes(), err
}

// partHeader returns the name of a header in a batch: in lower case, as in OData's JSON format
// (19.1). Content-Type keeps its capitals, as Microsoft Graph documents it; it once accepted no
// other form.
func partHeader(name string) string {
	if name == "Content-Type" {
		return name
	}
	return strings.ToLower(name)
}

// partBody returns a body as a batch has it: JSON unchanged, a file as a string in base64url.
func partBody(wire Wire) json.RawMessage {
	contentType := wire.Header["Content-Type"]
	if wire.Body == nil || len(contentType) == 1 && strings.HasPrefix(contentType[0], isJSON[0]) {
		return wire.Body
	}
	return json.RawMessage(`"` + base64.URLEncoding.EncodeToString(wire.Body) + `"`)
}
