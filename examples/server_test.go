package examples

import (
	"encoding/json"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"sort"
	"strings"
	"sync"

	"github.com/intunegen/intunegen/generated/intunebeta"
	"github.com/intunegen/intunegen/graph"
)

// A tenant stands for the service in the examples: it keeps JSON objects by path, and prints what changes them.
type tenant struct {
	mu      sync.Mutex
	objects map[string]map[string]any
	quiet   bool
}

// start serves a tenant with objects, paths and JSON in turn, and returns a client of it.
func start(objects ...string) (client *intunebeta.Client, t *tenant, stop func()) {
	t = &tenant{objects: map[string]map[string]any{}}
	for i := 0; i+1 < len(objects); i += 2 {
		t.objects[objects[i]] = decoded(objects[i+1])
	}
	server := httptest.NewServer(t)
	client, err := intunebeta.NewClient(nil, &graph.ClientOptions{BaseURL: server.URL + "/beta"})
	if err != nil {
		log.Fatal(err)
	}
	return client, t, server.Close
}

func decoded(text string) map[string]any {
	var object map[string]any
	if err := json.Unmarshal([]byte(text), &object); err != nil {
		log.Fatal(err)
	}
	return object
}

func (t *tenant) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	t.mu.Lock()
	defer t.mu.Unlock()
	body, err := io.ReadAll(r.Body)
	if err != nil {
		log.Fatal(err)
	}
	path := strings.TrimPrefix(r.URL.Path, "/beta")
	if path != "/$batch" {
		code, answer := t.answer(r.Method, path, r.URL.Query().Get("$skiptoken"), body)
		w.WriteHeader(code)
		_, _ = w.Write(answer)
		return
	}
	var batch struct {
		Requests []struct {
			ID, Method, URL string
			Body            json.RawMessage
		}
	}
	if err := json.Unmarshal(body, &batch); err != nil {
		log.Fatal(err)
	}
	var responses []string
	for _, request := range batch.Requests {
		code, answer := t.answer(request.Method, request.URL, "", request.Body)
		responses = append(responses, fmt.Sprintf(`{"id":%q,"status":%d,"body":%s}`, request.ID, code, answer))
	}
	fmt.Println("POST /$batch:", len(responses), "requests")
	_, _ = fmt.Fprintf(w, `{"responses":[%s]}`, strings.Join(responses, ","))
}

const pageSize = 2

func (t *tenant) answer(method, path, page string, body []byte) (int, []byte) {
	if method != http.MethodGet && !t.quiet {
		fmt.Printf("%s %s %s\n", method, path, body)
	}
	object := t.objects[path]
	switch {
	case method == http.MethodPost && strings.HasSuffix(path, "/assign"):
		return 204, nil
	case method == http.MethodPost:
		created := decoded(string(body))
		created["id"] = "new"
		t.objects[path+"/new"] = created
		return 201, encoded(created)
	case object == nil && method == http.MethodGet && t.hasItems(path):
		return 200, t.list(path, page)
	case object == nil:
		return 404, []byte(`{"error":{"code":"ResourceNotFound","message":"There is no such resource."}}`)
	case method == http.MethodPatch:
		for name, value := range decoded(string(body)) {
			object[name] = value
		}
	}
	return 200, encoded(object)
}

func (t *tenant) hasItems(path string) bool { return len(t.items(path)) > 0 }

func (t *tenant) items(path string) []string {
	var items []string
	for at := range t.objects {
		if rest, ok := strings.CutPrefix(at, path+"/"); ok && !strings.Contains(rest, "/") {
			items = append(items, at)
		}
	}
	sort.Strings(items)
	return items
}

func (t *tenant) list(path, page string) []byte {
	items := t.items(path)
	first := 0
	_, _ = fmt.Sscan(page, &first)
	last := min(first+pageSize, len(items))
	answer := map[string]any{}
	var value []any
	for _, at := range items[first:last] {
		value = append(value, t.objects[at])
	}
	answer["value"] = value
	if last < len(items) {
		answer["@odata.nextLink"] = fmt.Sprintf("%s?%%24skiptoken=%d", strings.TrimPrefix(path, "/"), last)
	}
	return encoded(answer)
}

func encoded(object any) []byte {
	data, err := json.Marshal(object)
	if err != nil {
		log.Fatal(err)
	}
	return data
}
