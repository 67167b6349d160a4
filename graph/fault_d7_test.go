package graph

import (
	"context"
	"errors"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/intunegen/intunegen/odata"
)

// replicas is a service whose replicas answer in turn, one letter a reply; the last one goes on.
type replicas struct {
	letters string
	read    int
}

func (r *replicas) ServeHTTP(w http.ResponseWriter, req *http.Request) {
	letter := r.letters[min(r.read, len(r.letters)-1)]
	r.read++
	item := `{"id":"1","displayName":"` + map[byte]string{'o': "old", 'n': "new"}[letter] + `"}`
	if strings.HasSuffix(req.URL.Path, "/pools") {
		item = `{"value":[` + item + `]}`
		if letter == 'x' {
			item = `{"value":[]}`
		}
	}
	switch letter {
	case '4':
		status(404, `{"error":{"code":"NotFound"}}`)(w, req)
	case '?':
		status(200, `<html>`)(w, req)
	case 'e':
		status(200, ``)(w, req)
	case '3':
		status(403, `{"error":{"code":"Forbidden"}}`)(w, req)
	case 'r': // longer than the client itself waits
		status(429, `{"error":{"code":"TooManyRequests"}}`, "Retry-After", "401")(w, req)
	case 's':
		status(429, `{"error":{"code":"TooManyRequests"}}`, "Retry-After", "7")(w, req)
	case '5':
		status(500, `{"error":{"code":"Internal"}}`)(w, req)
	default:
		status(200, item)(w, req)
	}
}

var errUnwanted = errors.New("the policy failed")

// isNew is a predicate that fails on a resource without a name.
func isNew(p *pool) (bool, error) {
	name := odata.GetOr(p.DisplayName, "")
	if name == "" {
		return false, errUnwanted
	}
	return name == "new", nil
}

// A wait ends with as many good reads in a row as it asks for, with the error of its predicate or
// of the service, or with its context.
func TestFaultD7_WaitFor(t *testing.T) {
	for _, test := range []struct {
		name, letters string
		options       []AwaitOption
		reads         int
		took          time.Duration
		want          string // "" for success, else a part of the error
	}{
		{"at once", "n", nil, 1, 0, ""},
		{"one old read", "on", nil, 2, 500 * time.Millisecond, ""},
		{"delays double up to ten seconds", "oooooooon", nil, 9, (500 + 1000 + 2000 + 4000 + 8000 + 10000*3) * time.Millisecond, ""},
		{"intervals of one's own", "ooon", []AwaitOption{Interval(time.Second, 2*time.Second)}, 4, 5 * time.Second, ""},
		{"not there yet", "44n", nil, 3, 1500 * time.Millisecond, ""},
		{"no body yet", "en", nil, 2, 500 * time.Millisecond, ""},
		{"three in a row", "nnn", []AwaitOption{Consecutive(3)}, 3, time.Second, ""},
		{"one fresh replica", "nononnn", []AwaitOption{Consecutive(3)}, 7, (500 + 500 + 1000 + 500 + 500 + 500) * time.Millisecond, ""},
		{"a replica without it", "nn4nnn", []AwaitOption{Consecutive(3)}, 6, 2500 * time.Millisecond, ""},
		{"throttled longer than a call waits", "rn", nil, 2, 401 * time.Second, ""},
		{"throttled in a row", "nsnn", []AwaitOption{Consecutive(3)}, 4, (500 + 7000 + 500) * time.Millisecond, ""},
		{"an option of the reads", "n", []AwaitOption{Header("X-A", "b")}, 1, 0, ""},
		{"predicate fails", "ox", nil, 2, 500 * time.Millisecond, errUnwanted.Error()},
		{"forbidden", "o3n", nil, 2, 500 * time.Millisecond, "403 Forbidden"},
		{"broken", "5n", nil, 1, 0, "500 Internal"},
		{"not JSON", "o?n", nil, 2, 500 * time.Millisecond, "the reply is not as described"},
		{"never", "o", nil, 0, 0, "GET /deviceManagement/pools/{poolId}: the condition is not met: context deadline exceeded"},
		{"never there", "4", nil, 0, 0, "the condition is not met: context deadline exceeded"},
		{"old and new for ever", strings.Repeat("on", 5000), []AwaitOption{Consecutive(2)}, 0, 0, "the condition is not met: context deadline exceeded"},
		{"throttled to the end", "r", nil, 0, 0, "the condition is not met: context deadline exceeded; last reply: GET /deviceManagement/pools/1: 429 TooManyRequests"},
		{"none in a row", "n", []AwaitOption{Consecutive(0)}, 0, 0, "graph.Consecutive(0): give the number of good reads"},
		{"no interval", "n", []AwaitOption{Interval(0, time.Second)}, 0, 0, "graph.Interval(0s, 1s): give a first delay"},
		{"shrinking interval", "n", []AwaitOption{Interval(time.Minute, time.Second)}, 0, 0, "graph.Interval(1m0s, 1s)"},
		{"nil", "n", []AwaitOption{nil}, 0, 0, "an option is nil"},
		{"bad option of the reads", "n", []AwaitOption{Header("Host", "x")}, 0, 0, "the header Host is set by the client"},
	} {
		synctest.Test(t, func(t *testing.T) {
			service := &replicas{letters: test.letters}
			pools := inMemoryPools(t, service.ServeHTTP, nil)
			ctx, cancel := context.WithTimeout(t.Context(), 20*time.Minute)
			defer cancel()
			start := time.Now()
			got, err := WaitFor(ctx, pools.get("1"), isNew, test.options...)
			took := time.Since(start)
			switch {
			case test.want == "" && (err != nil || odata.GetOr(got.DisplayName, "") != "new" || took != test.took):
				t.Errorf("%s: %v, %v after %v; want success after %v", test.name, got, err, took, test.took)
			case test.want != "" && (err == nil || !strings.Contains(err.Error(), test.want)):
				t.Errorf("%s: %v; want %s", test.name, err, test.want)
			case strings.Contains(test.want, "deadline") && !errors.Is(err, context.DeadlineExceeded):
				t.Errorf("%s: %v is not the deadline", test.name, err)
			case test.reads > 0 && service.read != test.reads:
				t.Errorf("%s: %d reads; want %d", test.name, service.read, test.reads)
			}
		})
	}
}

// The error of a predicate is the caller's own, and the result is what was read last.
func TestFaultD7_PredicateFails(t *testing.T) {
	pools := inMemoryPools(t, (&replicas{letters: "o"}).ServeHTTP, nil)
	got, err := WaitFor(t.Context(), pools.get("1"), func(*pool) (bool, error) { return true, errUnwanted })
	if err != errUnwanted || odata.GetOr(got.DisplayName, "") != "old" {
		t.Errorf("got %v, %v", got, err)
	}
	throttled := &Error{Status: http.StatusTooManyRequests} // of a call that the predicate has made
	if _, err := WaitFor(t.Context(), pools.get("1"), func(*pool) (bool, error) { return false, throttled }); err != error(throttled) {
		t.Errorf("got %v; want the error of the predicate", err)
	}
	list, err := AwaitList(t.Context(), pools.list(), func([]*pool) (bool, error) { return false, errUnwanted })
	if err != errUnwanted || len(list) != 1 {
		t.Errorf("got %v, %v", list, err)
	}
}

// A list is read whole, each time, until it is as expected.
func TestFaultD7_AwaitList(t *testing.T) {
	for letters, want := range map[string]int{"n": 1, "xon": 3, "4xn": 3, "nonn": 4, "rn": 2} {
		synctest.Test(t, func(t *testing.T) {
			service := &replicas{letters: letters}
			pools := inMemoryPools(t, service.ServeHTTP, nil)
			var options []AwaitOption
			if letters == "nonn" {
				options = append(options, Consecutive(2))
			}
			list, err := AwaitList(t.Context(), pools.list(), func(all []*pool) (bool, error) {
				return len(all) == 1 && odata.GetOr(all[0].DisplayName, "") == "new", nil
			}, options...)
			if err != nil || len(list) != 1 || service.read != want {
				t.Errorf("%s: %v, %v after %d reads; want %d", letters, list, err, service.read, want)
			}
		})
	}
}

// The predicate gets the items of all pages.
func TestFaultD7_AwaitListReadsAllPages(t *testing.T) {
	reads := 0
	pools := inMemoryPools(t, func(w http.ResponseWriter, r *http.Request) {
		page, next := r.URL.Query().Get("page"), ""
		if reads++; page == "" {
			next = `,"@odata.nextLink":"http://` + r.Host + r.URL.Path + `?page=2"`
		}
		status(200, `{"value":[{"id":"`+strconv.Itoa(reads)+`"}]`+next+`}`)(w, r)
	}, nil)
	list, err := AwaitList(t.Context(), pools.list(), func(all []*pool) (bool, error) { return len(all) == 2, nil })
	if err != nil || len(list) != 2 || reads != 2 {
		t.Errorf("%v, %v after %d reads", list, err, reads)
	}
}

// A resource is gone when as many reads in a row as asked for do not find it.
func TestFaultD7_AwaitGone(t *testing.T) {
	for _, test := range []struct {
		letters string
		options []AwaitOption
		reads   int
		want    string
	}{
		{"4", nil, 1, ""},
		{"on4", nil, 3, ""},
		{"e4", nil, 2, ""}, // a reply without a body is not 404
		{"4o44", []AwaitOption{Consecutive(2)}, 4, ""},
		{"4o4no444", []AwaitOption{Consecutive(3)}, 8, ""},
		{"r4", nil, 2, ""},
		{"o3", nil, 2, "403 Forbidden"},
		{"o", nil, 0, "the condition is not met: context deadline exceeded"},
	} {
		synctest.Test(t, func(t *testing.T) {
			service := &replicas{letters: test.letters}
			ctx, cancel := context.WithTimeout(t.Context(), 20*time.Minute)
			defer cancel()
			err := AwaitGone(ctx, inMemoryPools(t, service.ServeHTTP, nil).get("1"), test.options...)
			if (err == nil) != (test.want == "") || err != nil && !strings.Contains(err.Error(), test.want) || test.reads > 0 && service.read != test.reads {
				t.Errorf("%s: %v after %d reads; want %q after %d", test.letters, err, service.read, test.want, test.reads)
			}
		})
	}
}

// Only a request that reads is repeated: waiting on a create would make one resource after another.
func TestFaultD7_OnlyReadsAreRepeated(t *testing.T) {
	service := &replicas{letters: "n"}
	pools := inMemoryPools(t, service.ServeHTTP, nil)
	_, created := WaitFor(t.Context(), pools.create(&pool{}), isNew)
	_, updated := WaitFor(t.Context(), pools.patch("1", named("x")), isNew)
	gone := AwaitGone(t.Context(), pools.patch("1", named("x")))
	for _, err := range []error{created, updated, gone} {
		if !errors.Is(err, ErrNotSent) || !strings.Contains(err.Error(), "wait with a request that reads") {
			t.Errorf("got %v", err)
		}
	}
	if service.read > 0 {
		t.Errorf("%d requests were sent", service.read)
	}
}

// A context that ends during a read or a delay ends the wait, with what was read last.
func TestFaultD7_ContextEnds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		time.AfterFunc(3*time.Second, cancel)
		got, err := WaitFor(ctx, inMemoryPools(t, (&replicas{letters: "o"}).ServeHTTP, nil).get("1"), isNew)
		if !errors.Is(err, context.Canceled) || !strings.Contains(err.Error(), "the condition is not met") || odata.GetOr(got.DisplayName, "") != "old" {
			t.Errorf("got %v, %v", got, err)
		}
	})
}
