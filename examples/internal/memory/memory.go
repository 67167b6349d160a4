// Package memory is the service that the examples talk to.
package memory

import (
	"encoding/json"
	"fmt"
	"io"
	"log"
	"net/http"
	"sort"
	"strings"
	"sync"
)

// A Tenant keeps JSON objects by path, and prints what changes them. It pages by two and heeds no
// other option of a query.
type Tenant struct {
	mu      sync.Mutex
	objects map[string]map[string]any
}

// New returns a tenant with objects, paths and JSON in turn.
func New(objects ...string) *Tenant {
	t := &Tenant{objects: map[string]map[string]any{}}
	for i := 0; i+1 < len(objects); i += 2 {
		t.Add(objects[i], objects[i+1])
	}
	return t
}

// Add adds an object.
func (t *Tenant) Add(path, object string) { t.objects[path] = decoded(object) }

func decoded(text string) map[string]any {
	var object map[string]any
	if err := json.Unmarshal([]byte(text), &object); err != nil {
		log.Fatal(err)
	}
	return object
}

func (t *Tenant) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	t.mu.Lock()
	defer t.mu.Unlock()
	body, err := io.ReadAll(r.Body)
	if err != nil {
		log.Fatal(err)
	}
	path := strings.TrimPrefix(r.URL.Path, "/beta")
	if path != "/$batch" {
		if r.Method != http.MethodGet {
			fmt.Printf("%s %s %s\n", r.Method, path, body)
		}
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
		if answer == nil {
			answer = []byte("null")
		}
		responses = append(responses, fmt.Sprintf(`{"id":%q,"status":%d,"body":%s}`, request.ID, code, answer))
	}
	fmt.Println("POST /$batch:", len(responses), "requests")
	_, _ = fmt.Fprintf(w, `{"responses":[%s]}`, strings.Join(responses, ","))
}

const pageSize = 2

func (t *Tenant) answer(method, path, page string, body []byte) (int, []byte) {
	object := t.objects[path]
	switch {
	case method == http.MethodPost && (strings.HasSuffix(path, "/assign") || len(body) == 0): // an action
		return 204, nil
	case method == http.MethodPost:
		created := decoded(string(body))
		created["id"] = "new"
		t.objects[path+"/new"] = created
		return 201, encoded(created)
	case strings.HasSuffix(path, "/$count"):
		return 200, fmt.Append(nil, len(t.items(strings.TrimSuffix(path, "/$count"))))
	case object == nil && method == http.MethodGet && t.hasItems(path):
		return 200, t.list(path, page)
	case object == nil:
		return 404, []byte(`{"error":{"code":"ResourceNotFound","message":"There is no such resource."}}`)
	case method == http.MethodPut:
		replaced := decoded(string(body))
		replaced["id"] = object["id"]
		t.objects[path] = replaced
		return 204, nil
	case method == http.MethodPatch:
		for name, value := range decoded(string(body)) {
			object[name] = value
		}
	}
	return 200, encoded(object)
}

func (t *Tenant) hasItems(path string) bool { return len(t.items(path)) > 0 }

func (t *Tenant) items(path string) []string {
	var items []string
	for at := range t.objects {
		if rest, ok := strings.CutPrefix(at, path+"/"); ok && !strings.Contains(rest, "/") {
			items = append(items, at)
		}
	}
	sort.Strings(items)
	return items
}

func (t *Tenant) list(path, page string) []byte {
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
