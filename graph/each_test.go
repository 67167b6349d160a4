package graph

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"net/http"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/intunegen/intunegen/odata"
)

func numbers(n int) (ids []string) {
	for i := range n {
		ids = append(ids, fmt.Sprint(i))
	}
	return ids
}

func (p *pools) sync(id string) *Command { return (*Command)(p.id(id).Action("sync", nil)) }

// told records what Done was told, by id.
type told map[string][]error

func (t told) done(id string, err error) { t[id] = append(t[id], err) }

func TestEach(t *testing.T) {
	s, p := serveBatch(t, func(url string, n int, _ batchRequest) (int, string, string) {
		switch {
		case strings.HasSuffix(url, "7/sync"):
			return 400, "", `{"error":{"code":"Bad"}}`
		case strings.HasSuffix(url, "3/sync") && n == 1:
			return 429, `"Retry-After":"0.01"`, "null"
		}
		return 204, "", "null"
	})
	p.client.sender.limits = nil
	got, begun := told{}, []string{}
	err := Each(t.Context(), p.client, slices.Values(append(numbers(105), "1", "2")), p.sync, EachOptions{
		Parallel: 3, Begin: func(ids []string) error { begun = append(begun, ids...); return nil }, Done: got.done,
	})
	if err != nil || len(got) != 105 || !slices.Equal(begun, numbers(105)) {
		t.Errorf("got %v, %d told, begun %v", err, len(got), begun)
	}
	for id, errs := range got {
		failed := strings.HasSuffix(id, "7")
		if len(errs) != 1 || (errs[0] != nil) != failed || failed && !hasStatus(errs[0], 400) {
			t.Errorf("%s: told %v", id, errs)
		}
		url := "/deviceManagement/pools/" + id + "/sync"
		if want := 1 + strings.Count(id[len(id)-1:], "3"); s.asked[url] != want {
			t.Errorf("%s: asked %d times; want %d", id, s.asked[url], want)
		}
	}
	if slices.Max(s.sizes) != 20 {
		t.Errorf("batches of %v", s.sizes)
	}
}

// Begin has returned before a batch goes out, and so many batches are on their way at once.
func TestEachInParallel(t *testing.T) {
	var flying, most, sent atomic.Int32
	var mu sync.Mutex
	begun := map[string]bool{}
	p := serve(t, func(w http.ResponseWriter, r *http.Request) {
		body := readAll(r)
		sent.Add(1)
		now := flying.Add(1)
		for seen := most.Load(); now > seen && !most.CompareAndSwap(seen, now); seen = most.Load() {
		}
		time.Sleep(20 * time.Millisecond)
		flying.Add(-1)
		var answers []string
		mu.Lock()
		defer mu.Unlock()
		for i := range 20 {
			_, rest, ok := strings.Cut(body, `"url":"/deviceManagement/pools/`)
			if !ok {
				break
			}
			id, rest, _ := strings.Cut(rest, "/")
			if body = rest; !begun[id] {
				t.Errorf("%s went out before Begin", id)
			}
			answers = append(answers, fmt.Sprintf(`{"id":"%d","status":204}`, i+1))
		}
		_, _ = fmt.Fprintf(w, `{"responses":[%s]}`, strings.Join(answers, ","))
	}, nil)
	p.client.sender.limits = nil
	inside := atomic.Int32{}
	alone := func() func() {
		if inside.Add(1) != 1 {
			t.Error("two of the functions run at once")
		}
		return func() { inside.Add(-1) }
	}
	failed := 0
	err := Each(t.Context(), p.client, slices.Values(numbers(400)), p.sync, EachOptions{
		Parallel: 5,
		Begin: func(ids []string) error {
			defer alone()()
			time.Sleep(time.Millisecond)
			mu.Lock()
			defer mu.Unlock()
			for _, id := range ids {
				begun[id] = true
			}
			return nil
		},
		Done: func(_ string, err error) {
			defer alone()()
			if err != nil {
				failed++
			}
		},
	})
	if err != nil || failed != 0 || most.Load() != 5 || sent.Load() != 20 {
		t.Errorf("got %v, %d failed, %d at once, %d batches", err, failed, most.Load(), sent.Load())
	}
}

// What is no request of the client's is an error of its id, and the others go out.
func TestEachOfOtherThings(t *testing.T) {
	s, p := serveBatch(t, func(string, int, batchRequest) (int, string, string) { return 204, "", "null" })
	other := serve(t, status(500, ""), nil)
	got, begun := told{}, []string{}
	requests := map[string]Sendable{
		"own": p.sync("own"), "patch": p.patch("patch", named("a")), "read": p.get("read"), "list": p.list(),
		"other": other.sync("x"), "nil": (*Command)(nil), "none": nil, "file": (*Stream)(p.id("1").Get(nil)), "foreign": wireOnly{}, "wrapped": wrapped{p.sync("1")},
		"empty": p.sync(""),
	}
	err := Each(t.Context(), p.client, slices.Values([]string{"own", "patch", "read", "list", "other", "nil", "none", "file", "foreign", "wrapped", "empty"}),
		func(id string) Sendable { return requests[id] }, EachOptions{Begin: func(ids []string) error { begun = append(begun, ids...); return nil }, Done: got.done})
	if err != nil || !slices.Equal(begun, []string{"own", "patch", "read", "list"}) || len(s.asked) != 4 {
		t.Errorf("got %v, begun %v, asked %v", err, begun, s.asked)
	}
	for id, errs := range got {
		if sent := slices.Contains(begun, id); len(errs) != 1 || (errs[0] == nil) != sent || !sent && !errors.Is(errs[0], ErrNotSent) {
			t.Errorf("%s: told %v", id, errs)
		}
	}
}

type wireOnly struct{}

func (wireOnly) Build() (Wire, error) { return Wire{Method: "POST", URL: "https://evil.example/"}, nil }

type wrapped struct{ *Command }

// When Begin fails, nothing more goes out, and the ids that are left are told so.
func TestEachEnds(t *testing.T) {
	full := errors.New("the disk is full")
	for name, test := range map[string]struct {
		begin func(n int, cancel func()) error
		want  error
	}{
		"Begin fails": {func(n int, _ func()) error { return map[bool]error{true: full}[n == 3] }, full},
		"the call ends": {func(n int, cancel func()) error {
			map[bool]func(){true: cancel, false: func() {}}[n == 3]()
			return nil
		}, context.Canceled},
		"at the first id": {func(int, func()) error { return full }, full},
	} {
		s, p := serveBatch(t, func(string, int, batchRequest) (int, string, string) { return 204, "", "null" })
		p.client.sender.limits = nil
		ctx, cancel := context.WithCancel(t.Context())
		got, n, begun := told{}, 0, 0
		err := Each(ctx, p.client, slices.Values(numbers(200)), p.sync, EachOptions{Parallel: 1, Done: got.done, Begin: func(ids []string) error {
			n++
			err := test.begin(n, cancel)
			if err == nil {
				begun += len(ids)
			}
			return err
		}})
		cancel()
		done := 0
		for id, errs := range got {
			if len(errs) != 1 || errs[0] != nil && !errors.Is(errs[0], ErrNotSent) && !errors.Is(errs[0], ErrOutcomeUnknown) {
				t.Errorf("%s: %s was told %v", name, id, errs)
			}
			if errs[0] == nil {
				done++
			}
		}
		if !errors.Is(err, test.want) || len(got) != 200 || len(s.asked) > begun || done > begun || n > 4 {
			t.Errorf("%s: got %v, %d told, %d asked, %d done, %d begun in %d", name, err, len(got), len(s.asked), done, begun, n)
		}
	}
}

// Without Done, failures are the error of Each.
func TestEachWithoutDone(t *testing.T) {
	_, p := serveBatch(t, func(url string, _ int, _ batchRequest) (int, string, string) {
		if strings.Contains(url, "/1") {
			return 403, "", `{"error":{"code":"Forbidden"}}`
		}
		return 204, "", "null"
	})
	err := Each(t.Context(), p.client, slices.Values(numbers(30)), p.sync, EachOptions{})
	if !IsForbidden(err) || !strings.Contains(err.Error(), `11 of 30 requests failed; the first: "1"`) {
		t.Errorf("got %v", err)
	}
	if err := Each(t.Context(), p.client, slices.Values([]string{"2", "3"}), p.sync, EachOptions{}); err != nil {
		t.Error(err)
	}
	if err := Each(t.Context(), p.client, iter.Seq[string](func(func(string) bool) {}), p.sync, EachOptions{}); err != nil {
		t.Errorf("no ids: %v", err)
	}
}

// An error of an id shows no secret of its request.
func TestEachShowsNoSecret(t *testing.T) {
	const secret = "planted-s3cret-of-an-item"
	_, p := serveBatch(t, func(_ string, _ int, r batchRequest) (int, string, string) {
		return 400, "", fmt.Sprintf(`{"error":{"code":"Bad","message":%q}}`, string(r.Body))
	})
	err := Each(t.Context(), p.client, slices.Values(numbers(3)), func(id string) *Request[*pool] {
		return p.patch(id, poolPatch{Key: odata.Set(odata.NewSecret(secret))})
	}, EachOptions{})
	if err == nil || strings.Contains(fmt.Sprintf("%v %+v %#v", err, err, err), secret) {
		t.Errorf("got %v", err)
	}
}
