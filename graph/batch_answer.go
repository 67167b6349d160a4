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

// A batchAnswer is the answer to one item: a reply, or why what there is cannot be one.
type batchAnswer struct {
	reply *reply
	err   error
}

// readAnswers reads the body of a reply to $batch with n items, whose ids count from 1. What is wrong with one answer is no matter of the others.
func readAnswers(body []byte, n int) ([]batchAnswer, error) {
	var all struct{ Responses []json.RawMessage }
	if err := json.Unmarshal(body, &all); err != nil {
		return nil, err
	}
	answers, ids := make([]batchAnswer, n), map[string]int{}
	for i := range answers {
		answers[i].err = errors.New("it has none for this request")
		ids[strconv.Itoa(i+1)] = i
	}
	seen := make([]bool, n)
	for _, raw := range all.Responses {
		var id struct{ ID json.RawMessage }
		if json.Unmarshal(raw, &id) != nil {
			continue // it answers to nobody
		}
		i, ok := ids[textOf(id.ID)]
		switch {
		case !ok:
		case seen[i]:
			answers[i] = batchAnswer{err: errors.New("it has two for this request")}
		default:
			seen[i] = true
			answers[i].reply, answers[i].err = readAnswer(raw)
		}
	}
	return answers, nil
}

// A status is a number as HTTP has it, and of an answer that is final.
var isStatus = regexp.MustCompile(`^[2-5][0-9][0-9]$`)

// readAnswer reads the answer to one item.
func readAnswer(raw json.RawMessage) (*reply, error) {
	var answer struct {
		Extra odata.Extra `odata:""`
	}
	if err := odata.Unmarshal(raw, &answer); err != nil {
		return nil, err
	}
	status, _ := answer.Extra.Get("status")
	if !isStatus.Match(status) {
		return nil, fmt.Errorf("its status is %.20q, which is none", status)
	}
	r := &reply{header: http.Header{}}
	r.status, _ = strconv.Atoi(string(status)) // three digits are a number
	headers, _ := answer.Extra.Get("headers")
	var values map[string]json.RawMessage
	if json.Unmarshal(headers, &values) == nil {
		for name, value := range values {
			r.header.Set(name, textOf(value))
		}
	}
	if body, _ := answer.Extra.Get("body"); string(body) != "null" {
		r.body = wholeBody(body, r.header.Get("Content-Type"))
	}
	return r, nil
}

// wholeBody returns a body as it would come by itself: what is not JSON is a text in a batch, of base64 as a rule.
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
