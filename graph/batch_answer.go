package graph

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"regexp"
	"strconv"
	"strings"

	"github.com/intunegen/intunegen/odata"
)

// A batchAnswer is the answer to one item: a reply, or the error of one that is missing or
// malformed.
type batchAnswer struct {
	reply *reply
	err   error
}

// readAnswers reads the body of a reply to $batch with n items, whose ids count from 1. A malformed
// answer does not affect the others.
func readAnswers(body []byte, n int) ([]batchAnswer, error) {
	var all struct{ Responses []json.RawMessage }
	if err := json.Unmarshal(body, &all); err != nil {
		return nil, err
	}
	answers, ids := make([]batchAnswer, n), map[string]int{}
	for i := range answers {
		answers[i].err = errors.New("it has no answer to this request")
		ids[strconv.Itoa(i+1)] = i
	}
	answered := make([]bool, n)
	for _, raw := range all.Responses {
		var id struct{ ID json.RawMessage }
		if json.Unmarshal(raw, &id) != nil {
			continue // no item can have asked for it
		}
		i, ok := ids[textOf(id.ID)]
		switch {
		case !ok:
		case answered[i]:
			answers[i] = batchAnswer{err: errors.New("it has two answers to this request")}
		default:
			answered[i] = true
			answers[i].reply, answers[i].err = readAnswer(raw)
		}
	}
	return answers, nil
}

// isStatus matches the status of a final reply of HTTP.
var isStatus = regexp.MustCompile(`^[2-5][0-9][0-9]$`)

// readAnswer reads the reply to one item.
func readAnswer(raw json.RawMessage) (*reply, error) {
	var answer struct {
		Extra odata.Extra `odata:""`
	}
	if err := odata.Unmarshal(raw, &answer); err != nil {
		return nil, err
	}
	status, _ := answer.Extra.Get("status")
	if !isStatus.Match(status) {
		return nil, fmt.Errorf("its status %.20q is not that of a final reply", status)
	}
	r := &reply{header: http.Header{}}
	r.status, _ = strconv.Atoi(string(status)) // it has three digits
	headers, _ := answer.Extra.Get("headers")
	var values map[string]json.RawMessage
	if json.Unmarshal(headers, &values) == nil {
		for name, value := range values {
			r.header.Set(name, headerOf(value))
		}
	}
	if body, _ := answer.Extra.Get("body"); string(body) != "null" {
		r.body = wholeBody(body, r.header.Get("Content-Type"))
	}
	return r, nil
}

// wholeBody returns a body as it would be outside of a batch. A batch has a body that is not JSON
// as a string, usually in base64.
func wholeBody(body json.RawMessage, contentType string) []byte {
	var text string
	isPage := json.Unmarshal(body, &text) == nil && strings.HasPrefix(strings.TrimSpace(text), "<")
	if text == "" || !isPage && (contentType == "" || strings.Contains(contentType, "json")) {
		return body
	}
	for _, encoding := range []*base64.Encoding{base64.StdEncoding, base64.URLEncoding} {
		if content, err := encoding.DecodeString(text); err == nil {
			return content
		}
	}
	return []byte(text)
}

// headerOf returns the value of a header, the first one of a list.
func headerOf(raw json.RawMessage) string {
	var list []json.RawMessage
	if json.Unmarshal(raw, &list) == nil && len(list) > 0 {
		raw = list[0]
	}
	return textOf(raw)
}
