package graph

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"testing"
)

// memory runs a handler without a network. A handler that aborts breaks the connection; one that
// has written nothing by then leaves no reply.
type memory http.HandlerFunc

func (m memory) Do(r *http.Request) (resp *http.Response, err error) {
	if r.Body == nil {
		r.Body = http.NoBody
	}
	w := httptest.NewRecorder()
	w.Code = 0
	defer func() {
		if recover() != nil {
			resp, err = nil, io.ErrUnexpectedEOF
		}
	}()
	m(w, r)
	resp = w.Result()
	resp.Request = r
	return resp, nil
}

// lose is a handler that breaks the connection once the request is there.
func lose(_ http.ResponseWriter, r *http.Request) {
	_ = readAll(r)
	panic(http.ErrAbortHandler)
}

// inMemoryPools returns a client of a handler in memory.
func inMemoryPools(t testing.TB, handler http.HandlerFunc, set func(*ClientOptions)) *pools {
	return poolsOf(newClient(t, "http://127.0.0.1/beta", nil, func(o *ClientOptions) {
		o.Transport = memory(handler)
		if set != nil {
			set(o)
		}
	}))
}

// batched answers the $batch of one request by a handler of that request.
func batched(item http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		var batch struct{ Requests []batchRequest }
		if r.URL.Path != "/beta/$batch" || json.Unmarshal([]byte(readAll(r)), &batch) != nil {
			item(w, r)
			return
		}
		var responses []json.RawMessage
		for _, request := range batch.Requests {
			single := httptest.NewRequest(request.Method, "http://127.0.0.1/beta"+request.URL, bytes.NewReader(request.Body))
			got := httptest.NewRecorder()
			item(got, single)
			response := map[string]any{"id": request.ID, "status": got.Code, "headers": map[string]string{
				"Content-Type": got.Header().Get("Content-Type"), "Retry-After": got.Header().Get("Retry-After")}}
			if text := bytes.TrimPrefix(got.Body.Bytes(), byteOrderMark); json.Valid(text) {
				response["body"] = json.RawMessage(text)
			} else if len(text) > 0 {
				response["body"] = base64.StdEncoding.EncodeToString(text)
			}
			raw, _ := json.Marshal(response) // of texts and JSON
			responses = append(responses, raw)
		}
		raw, _ := json.Marshal(map[string]any{"responses": responses})
		_, _ = w.Write(raw)
	}
}

// doBoth makes a call alone, and as the item of a batch, each with a handler of its own that make
// makes.
func doBoth(t *testing.T, make func() http.HandlerFunc, call func(*pools) *Call, options ...Option) map[string]error {
	t.Helper()
	command := func(p *pools) *Command { return (*Command)(call(p)) }
	alone := inMemoryPools(t, make(), nil)
	errs := map[string]error{"alone": command(alone).Do(t.Context(), options...)}
	together := inMemoryPools(t, batched(make()), nil)
	batch := together.client.Batch()
	item := AddCommand(batch, command(together), options...)
	_ = batch.Do(t.Context()) // the item has its error
	_, errs["in a batch"] = item.Result()
	return errs
}

// fate says what an error says of its request.
func fate(err error) string {
	switch notSent, unknown := errors.Is(err, ErrNotSent), errors.Is(err, ErrOutcomeUnknown); {
	case err == nil:
		return "success"
	case notSent && unknown:
		return "both"
	case notSent:
		return "not sent"
	case unknown:
		return "unknown"
	}
	return "refused"
}

// sequence is a handler that answers by one after the other, then by the last again.
func sequence(answers ...http.HandlerFunc) func() http.HandlerFunc {
	return func() http.HandlerFunc { return answer(new(atomic.Int32), answers...) }
}

// The calls of the tests.
var (
	getOne    = func(p *pools) *Call { return (*Call)(p.get("1")) }
	patchOne  = func(p *pools) *Call { return (*Call)(p.patch("1", named("x"))) }
	putOne    = func(p *pools) *Call { return p.id("1").Put(&pool{}) }
	createOne = func(p *pools) *Call { return (*Call)(p.create(&pool{})) }
	deleteOne = func(p *pools) *Call { return p.id("1").Delete() }
	assignOne = func(p *pools) *Call { return p.id("1").Action("assign", nil) }
)
