package e2e

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"os"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/intunegen/intunegen/generated/intunebeta"
	"github.com/intunegen/intunegen/graph/graphtest"
	"github.com/intunegen/intunegen/spec"
)

// A recorder is a transport that keeps what services reply, by method and path without keys.
type recorder struct {
	mu      sync.Mutex
	replies map[string][]recorded
}

type recorded struct {
	status int
	body   []byte
}

var (
	isKey   = regexp.MustCompile(`/([0-9a-f]{8}-[0-9a-f-]{27}|[A-Za-z-]+-[0-9]+)`)
	isValue = regexp.MustCompile(`=[^&]*`)
)

func (r *recorder) Do(req *http.Request) (*http.Response, error) {
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	resp.Body = io.NopCloser(bytes.NewReader(body))
	key := req.Method + " " + isKey.ReplaceAllString(req.URL.EscapedPath(), "/{id}") + "?" + isValue.ReplaceAllString(req.URL.RawQuery, "")
	r.mu.Lock()
	defer r.mu.Unlock()
	r.replies[key] = append(r.replies[key], recorded{resp.StatusCode, body})
	return resp, nil
}

// bent are the differences from SAP CAP that are known, each with the reason why ours is right.
var bent = map[string]string{
	aDefault: "a property that is not nullable, or a collection, has a value in Intune also where nobody set it; CAP keeps null",
	empty:    "CAP's model has the properties of derived types in their base, and null for complex values and texts that are not nullable",
	version:  "Intune counts the updates of a policy; CAP returns what was sent",
	masked:   "Intune does not return secrets; CAP knows none",
	order:    "CAP lists by key, and keys are made at random",
}

// The kinds of known differences.
const (
	aDefault = "a value, not null"
	empty    = "nothing, not null or an empty list"
	version  = "another version"
	masked   = "a masked secret"
	order    = "items of a list in another order"
)

// Our tenant in memory replies as SAP CAP does, which others wrote.
func TestRepliesAsCAPDoes(t *testing.T) {
	root := os.Getenv("COMPARED_E2E_URL")
	if root == "" {
		t.Skip("skipped: no service; run `make e2e`, or set COMPARED_E2E_URL to the root of one that serves all of Intune, and has nothing in it")
	}
	theirs, ours := &recorder{replies: map[string][]recorded{}}, &recorder{replies: map[string][]recorded{}}
	server := graphtest.New(t, intunebeta.Schema(), graphtest.PageSize(3))
	w, cap := newWalk(t, server.URL(), ours), newWalk(t, root, theirs)
	w.singles, cap.service = true, w.service // the same way through both
	for _, schema := range w.service.Doc.Schemas {
		if schema.Container != nil { // CAP's model has two roots
			schema.Container.Singletons = slices.DeleteFunc(schema.Container.Singletons, func(s *spec.Singleton) bool { return s.Name == "me" })
		}
	}
	w.all()
	cap.all()
	differences, compared := map[string]int{}, 0
	for _, key := range slices.Sorted(maps.Keys(ours.replies)) {
		if strings.Contains(key, "$batch") {
			continue // their order differs where CAP creates parts in another way; its requests are compared one by one
		}
		for i := range min(len(ours.replies[key]), len(theirs.replies[key])) {
			compared++
			for _, d := range differs(key, ours.replies[key][i], theirs.replies[key][i]) {
				differences[d]++
			}
		}
	}
	t.Logf("%d replies compared", compared)
	if compared < 3000 {
		t.Error("too few replies were compared")
	}
	for _, d := range slices.Sorted(maps.Keys(differences)) {
		t.Logf("%d times: %s: %s", differences[d], d, bent[d])
		if bent[d] == "" {
			t.Errorf("%s: not explained", d)
		}
	}
}

// differs lists how a reply differs from another one, but for ids, dates and annotations.
func differs(key string, ours, theirs recorded) []string {
	method, _, _ := strings.Cut(key, " ")
	if ours.status != theirs.status {
		return []string{fmt.Sprintf("%s: status %d, not %d", method, ours.status, theirs.status)}
	}
	var a, b any
	if json.Unmarshal(ours.body, &a) != nil || json.Unmarshal(theirs.body, &b) != nil {
		if !bytes.Equal(ours.body, theirs.body) {
			return []string{method + ": no JSON"}
		}
		return nil
	}
	var all []string
	compare(key, "", a, b, &all)
	return all
}

func compare(key, at string, ours, theirs any, all *[]string) {
	a, isObject := ours.(map[string]any)
	b, too := theirs.(map[string]any)
	x, isList := ours.([]any)
	y, tooList := theirs.([]any)
	switch {
	case strings.HasSuffix(at, "/id") || strings.HasSuffix(at, "DateTime") || at == "/error":
	case isObject && too:
		for name := range maps.Keys(a) {
			if !strings.Contains(name, "@") {
				compare(key, at+"/"+name, a[name], b[name], all)
			}
		}
		for name := range b {
			if _, ok := a[name]; !ok && !strings.Contains(name, "@") {
				*all = append(*all, missing(b[name], at+"/"+name+" "+key))
			}
		}
	case isList && tooList:
		if len(x) != len(y) {
			*all = append(*all, fmt.Sprintf("%d items, not %d: %s", len(x), len(y), key))
		}
		for i := range min(len(x), len(y)) {
			compare(key, at, x[i], y[i], all)
		}
	case fmt.Sprint(ours) != fmt.Sprint(theirs):
		*all = append(*all, difference(ours, theirs, at))
	}
}

// missing describes a value that only they have.
func missing(theirs any, at string) string {
	if list, ok := theirs.([]any); theirs == nil || ok && len(list) == 0 {
		return empty
	}
	return "only theirs: " + at
}

// difference describes two values that differ.
func difference(ours, theirs any, at string) string {
	switch {
	case strings.HasSuffix(at, "/version"):
		return version
	case ours == "****" || ours == "PGEvPg==":
		return masked
	case theirs == nil && ours != nil:
		return aDefault
	case strings.HasPrefix(at, "/value/"):
		return order
	}
	return fmt.Sprintf("%v, not %v: %s", ours, theirs, at)
}
