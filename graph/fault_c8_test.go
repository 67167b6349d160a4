package graph

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
)

// A redirect that goes nowhere says so.
func TestFaultC8_RedirectsThatLeadNowhere(t *testing.T) {
	const noLocation = "without a Location"
	for code, want := range map[int]string{304: "nothing has changed", 300: noLocation, 301: noLocation, 302: noLocation, 307: noLocation, 308: noLocation} {
		for name, call := range map[string]func(*pools) *Call{"get": getOne, "patch": patchOne} {
			for where, err := range doBoth(t, sequence(status(code, "")), call) {
				if !hasStatus(err, code) || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "another host") || fate(err) != "refused" {
					t.Errorf("%d to %s %s: %v", code, name, where, err)
				}
			}
		}
	}
}

type roundTripper func(*http.Request) (*http.Response, error)

func (f roundTripper) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

// Challenges and redirects are requests: with them, too, no span has more than the budget.
func TestFaultC8_BudgetOfChallengesAndRedirects(t *testing.T) {
	claims := `Bearer error="insufficient_claims", claims="` + base64.StdEncoding.EncodeToString([]byte(`{}`)) + `"`
	for name, first := range map[string]http.HandlerFunc{
		"challenge": status(401, "", "WWW-Authenticate", claims), "redirect": status(307, "", "Location", "/beta/deviceManagement/pools/2?again"),
	} {
		synctest.Test(t, func(t *testing.T) {
			var mu sync.Mutex
			var at []time.Time
			seen := map[string]bool{}
			transport := &http.Client{Transport: roundTripper(func(r *http.Request) (*http.Response, error) {
				mu.Lock()
				defer mu.Unlock()
				at = append(at, time.Now())
				id := r.Header.Get("Client-Request-Id")
				if !seen[id] {
					seen[id] = true
					return memory(first).Do(r)
				}
				return memory(status(204, "")).Do(r)
			})}
			client := poolsOf(newClient(t, "http://127.0.0.1/beta", &credential{token: plantedToken}, func(o *ClientOptions) { o.Transport = transport }))
			var wg sync.WaitGroup
			for range 150 {
				wg.Go(func() {
					if _, err := client.patch("1", named("x")).Do(t.Context()); err != nil {
						t.Error(err)
					}
				})
			}
			wg.Wait()
			if len(at) != 300 {
				t.Errorf("%s: %d requests; want 300", name, len(at))
			}
			for i := 100; i < len(at); i++ {
				if d := at[i].Sub(at[i-100]); d < span {
					t.Fatalf("%s: 101 writes in %v", name, d)
				}
			}
		})
	}
}

// What keeps a request from going out is in its error, with ErrNotSent.
func TestFaultC9_NotSent(t *testing.T) {
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	never := func(w http.ResponseWriter, r *http.Request) { t.Errorf("%s was sent", r.Method) }
	china := func(o *ClientOptions) { o.Cloud = China }
	client := inMemoryPools(t, never, china)
	foreign := inMemoryPools(t, never, nil)
	noToken := poolsOf(newClient(t, "http://127.0.0.1/beta", failing{}, func(o *ClientOptions) { o.Transport = memory(never) }))
	batch := client.client.Batch()
	unsent, other := Add(batch, client.get("1")), Add(batch, foreign.get("1"))
	_, errUnsent := unsent.Result()
	_ = batch.Do(ended) // the items have their errors
	_, errItem := unsent.Result()
	_, errOther := other.Result()
	for name, err := range map[string]error{
		"empty id":          (*Command)(client.id("").Delete()).Do(t.Context()),
		"nil body":          errOf((*Request[*pool])((*Node)(client).Create(nil)).Do(t.Context())),
		"cloud":             errOf(client.patch("1", named("x")).Do(t.Context())),
		"header":            errOf(client.get("1").Do(t.Context(), Header("Authorization", "x"))),
		"path of Do":        client.client.Do(t.Context(), "GET", "things", nil, nil),
		"body of Do":        client.client.Do(t.Context(), "POST", "/things", func() {}, nil),
		"context":           (*Command)(client.id("1").Delete()).Do(ended),
		"context of a get":  errOf(client.get("1").Do(ended)),
		"context of a list": errOf(Collect(ended, client.list())),
		"token":             (*Command)(noToken.id("1").Delete()).Do(t.Context()),
		"batch before Do":   errUnsent, "batch": errItem, "another client": errOther,
	} {
		if fate(err) != "not sent" {
			t.Errorf("%s: %s, %v", name, fate(err), err)
		}
	}
}

type failing struct{}

func (failing) GetToken(context.Context, policy.TokenRequestOptions) (azcore.AccessToken, error) {
	return azcore.AccessToken{}, errors.New("no token today")
}

// A connection that is never made, or is no TLS, carries nothing.
func TestFaultC9_NoConnection(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	_ = listener.Close()
	client := poolsOf(newClient(t, "http://"+listener.Addr().String()+"/beta", nil, nil))
	for name, call := range map[string]func(*pools) *Call{"get": getOne, "patch": patchOne, "create": createOne} {
		if err := (*Command)(call(client)).Do(t.Context()); fate(err) != "not sent" || !strings.Contains(err.Error(), "it was not sent") {
			t.Errorf("%s: %v", name, err)
		}
	}
	plain := serve(t, func(_ http.ResponseWriter, r *http.Request) { t.Errorf("%s was sent", r.Method) }, nil)
	secure := poolsOf(newClient(t, strings.Replace(plain.client.root, "http:", "https:", 1), nil, nil))
	if err := (*Command)(createOne(secure)).Do(t.Context()); fate(err) != "not sent" {
		t.Errorf("no TLS: %v", err)
	}
}

// Of many writes with a deadline those beyond the budget are not sent, and say so; alone and in
// batches.
func TestFaultC9_BeyondTheBudget(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		client := inMemoryPools(t, batched(status(204, "")), nil)
		ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
		defer cancel()
		fates := map[string]int{}
		for range 110 {
			err := (*Command)(assignOne(client)).Do(ctx)
			if fates[fate(err)]++; err != nil && (!errors.Is(err, context.DeadlineExceeded) || !strings.Contains(err.Error(), "not sent: the budget has its next place in 20s")) {
				t.Errorf("got %v", err)
			}
		}
		if fmt.Sprint(fates) != "map[not sent:10 success:100]" {
			t.Errorf("alone: %v", fates)
		}
		time.Sleep(time.Minute)
		ctx, cancel = context.WithTimeout(t.Context(), 5*time.Second)
		defer cancel()
		batch := client.client.Batch()
		var items []*BatchItem[struct{}]
		for range 110 {
			items = append(items, AddCommand(batch, (*Command)(assignOne(client))))
		}
		if err := batch.Do(ctx); err == nil || fate(err) != "refused" {
			t.Errorf("the batch: %s, %v", fate(err), err)
		}
		clear(fates)
		for _, item := range items {
			_, err := item.Result()
			fates[fate(err)]++
		}
		if fmt.Sprint(fates) != "map[not sent:10 success:100]" {
			t.Errorf("in a batch: %v", fates)
		}
	})
}
