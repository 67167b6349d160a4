package graph_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// itemsOf returns the requests in the body of a batch.
func (n *stormNet) itemsOf(body []byte, try int64) (items []stormRequest) {
	var batch struct {
		Requests []struct {
			ID, Method, URL string
			Headers         map[string]string
			Body            json.RawMessage
			DependsOn       []string
		}
	}
	if err := json.Unmarshal(body, &batch); err != nil {
		return nil
	}
	for _, r := range batch.Requests {
		call := n.call(r.Headers[strings.ToLower(stormHeader)])
		if each := n.eachCall(r.URL); each != nil {
			call = each
		}
		items = append(items, stormRequest{call, r.Method, mustURL(r.URL), r.Headers["if-match"], r.Body, r.DependsOn, try})
	}
	return items
}

// applyItems carries the items of a batch out, each with a fault of its own, and returns the answer
// to all. What depends on one that was not answered as it should be is not carried out.
func (x *stormExchange) applyItems() stormAnswer {
	var answers []string
	done := map[string]bool{}
	for i := range x.items {
		item := &stormItem{x, x.items[i], fmt.Sprint(i + 1)}
		if slices.ContainsFunc(item.after, func(id string) bool { return !done[id] }) {
			answers = append(answers, item.text(stormError(http.StatusFailedDependency, "FailedDependency")))
		} else if x.dice.IntN(100) < stormShare {
			fault := stormItemFaults[x.dice.IntN(len(stormItemFaults))]
			x.net.count("item: "+fault.name, []*stormCall{item.call})
			answers = append(answers, fault.do(item)...)
		} else {
			a := item.apply()
			done[item.id] = a.status < 300
			answers = append(answers, item.text(a))
		}
	}
	return stormAnswer{status: 200, body: fmt.Appendf(nil, `{"responses":[%s]}`, strings.Join(answers, ","))}
}

// A stormItem is a request in a batch.
type stormItem struct {
	x *stormExchange
	stormRequest
	id string
}

func (i *stormItem) apply() stormAnswer {
	a := i.x.net.store.carryOut(i.stormRequest, i.x.net.root)
	if a.status < 300 && len(a.body) == 0 {
		i.noteEmpty()
	}
	return a
}

func (i *stormItem) noteEmpty() {
	i.x.net.store.mu.Lock()
	defer i.x.net.store.mu.Unlock()
	i.call.empty++
}

func (i *stormItem) text(a stormAnswer) string {
	return i.texts(fmt.Sprint(a.status), a.body, a.header...)
}

// texts returns the answer to an item; status is JSON.
func (i *stormItem) texts(status string, body []byte, header ...string) string {
	headers := map[string]string{"Content-Type": "application/json"}
	for k := 0; k+1 < len(header); k += 2 {
		headers[header[k]] = header[k+1]
	}
	names, err := json.Marshal(headers)
	if err != nil {
		panic(err)
	}
	if len(body) == 0 {
		body = []byte("null")
	}
	return fmt.Sprintf(`{"id":%q,"status":%s,"headers":%s,"body":%s}`, i.id, status, names, body)
}

func mustURL(text string) *url.URL {
	u, err := url.Parse(text)
	if err != nil {
		return &url.URL{Path: "/malformed"}
	}
	return u
}
