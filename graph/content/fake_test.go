package content

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"

	"github.com/intunegen/intunegen/graph"
)

// fake is Intune's content service of one app, with its storage host. Each address of the storage
// has a signature of its own, and lives for 15 minutes.
type fake struct {
	mu        sync.Mutex
	versions  map[string]map[string]*fakeFile // version → file
	committed string                          // of the app
	made      int
	renewals  int
	exchanges int
	reads     int // of files

	blockTime time.Duration // that storing a block takes
	refuse    func(r *http.Request) *http.Response
	stop      func(exchange int, after bool) bool // the process is killed at this exchange
	dead      bool
	paths     []string
}

type fakeFile struct {
	manifest    []byte
	state, next string // next is taken on at the next read
	signature   string
	expires     time.Time
	blocks      map[string][]byte
	blob        []byte
	info        map[string]any
	size        int64
}

func newFake() *fake {
	return &fake{versions: map[string]map[string]*fakeFile{"1": {}}, committed: "1"}
}

func (f *fake) client(t *testing.T) *graph.Client {
	t.Helper()
	options := &graph.ClientOptions{ClientOptions: azcore.ClientOptions{Transport: f}, BaseURL: "https://graph.example/beta", Unlimited: true}
	c, err := graph.NewClient(nil, options, graph.Service{})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

var errKilled = errors.New("killed")

// Do is the transport. A killed process gets no reply any more.
func (f *fake) Do(r *http.Request) (*http.Response, error) {
	if err := r.Context().Err(); err != nil {
		return nil, err
	}
	if r.URL.Query().Get("comp") == "block" {
		time.Sleep(f.blockTime)
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.exchanges++
	n := f.exchanges
	if f.dead = f.dead || f.stop != nil && f.stop(n, false); f.dead {
		return nil, errKilled
	}
	f.paths = append(f.paths, r.Method+" "+r.URL.Path)
	var resp *http.Response
	if f.refuse != nil {
		resp = f.refuse(r)
	}
	if resp == nil {
		resp = f.answer(r)
	}
	if f.dead = f.stop != nil && f.stop(n, true); f.dead {
		return nil, errKilled
	}
	return resp, nil
}

func reply(r *http.Request, status int, body any) *http.Response {
	b, _ := json.Marshal(body)
	if body == nil {
		b = nil
	}
	return &http.Response{StatusCode: status, Header: http.Header{"Content-Type": {"application/json"}}, Body: io.NopCloser(bytes.NewReader(b)), Request: r}
}

func (f *fake) answer(r *http.Request) *http.Response {
	if r.URL.Host == "storage.example" {
		return f.store(r)
	}
	var body map[string]any
	if r.Body != nil {
		b, _ := io.ReadAll(r.Body)
		_ = json.Unmarshal(b, &body)
	}
	path := strings.TrimPrefix(r.URL.Path, "/beta/deviceAppManagement/mobileApps/app")
	if path == "" && r.Method == http.MethodPatch {
		f.committed, _ = body["committedContentVersion"].(string)
		return reply(r, http.StatusNoContent, nil)
	}
	if path == "" {
		return reply(r, http.StatusOK, map[string]any{"id": "app", "committedContentVersion": f.committed})
	}
	parts := strings.Split(strings.TrimPrefix(path, "/microsoft.graph.win32LobApp/contentVersions"), "/")[1:]
	return f.content(r, parts, body)
}

// content answers a request for a path below contentVersions.
func (f *fake) content(r *http.Request, parts []string, body map[string]any) *http.Response {
	if len(parts) > 0 && f.versions[parts[0]] == nil {
		return reply(r, http.StatusNotFound, nil)
	}
	switch {
	case len(parts) == 0 && r.Method == http.MethodPost:
		f.made++
		id := fmt.Sprint(f.made + 1)
		f.versions[id] = map[string]*fakeFile{}
		return reply(r, http.StatusCreated, map[string]any{"id": id})
	case len(parts) == 0:
		return reply(r, http.StatusOK, ids(f.versions))
	case len(parts) == 1 && r.Method == http.MethodDelete:
		delete(f.versions, parts[0])
		return reply(r, http.StatusNoContent, nil)
	case len(parts) == 2 && r.Method == http.MethodPost:
		manifest, _ := body["manifest"].(string)
		file := &fakeFile{state: "azureStorageUriRequestPending", next: "azureStorageUriRequestSuccess", blocks: map[string][]byte{}}
		file.manifest, _ = base64.StdEncoding.DecodeString(manifest)
		file.size = int64(body["sizeEncrypted"].(float64))
		f.sign(file)
		f.versions[parts[0]]["file"] = file
		return reply(r, http.StatusCreated, map[string]any{"id": "file", "uploadState": file.state})
	case len(parts) == 2:
		return reply(r, http.StatusOK, ids(f.versions[parts[0]]))
	}
	file := f.versions[parts[0]][parts[2]]
	if file == nil {
		return reply(r, http.StatusNotFound, nil)
	}
	return f.file(r, file, parts[3:], body)
}

func (f *fake) file(r *http.Request, file *fakeFile, action []string, body map[string]any) *http.Response {
	if len(action) == 0 {
		f.reads++
		answer := map[string]any{"id": "file", "uploadState": file.state, "isCommitted": file.state == "commitFileSuccess"}
		if file.state == "azureStorageUriRequestSuccess" || file.state == "azureStorageUriRenewalSuccess" {
			answer["azureStorageUri"] = "https://storage.example/blob?sig=" + file.signature
			answer["azureStorageUriExpirationDateTime"] = file.expires.UTC().Format(time.RFC3339)
		}
		if file.next != "" {
			file.state, file.next = file.next, ""
		}
		return reply(r, http.StatusOK, answer)
	}
	switch action[0] {
	case "renewUpload":
		f.renewals++
		f.sign(file)
		file.state, file.next = "azureStorageUriRenewalPending", "azureStorageUriRenewalSuccess"
	case "commit":
		file.info, _ = body["fileEncryptionInfo"].(map[string]any)
		file.state, file.next = "commitFilePending", "commitFileSuccess"
		if int64(len(file.blob)) != file.size {
			file.next = "commitFileFailed"
		}
	}
	return reply(r, http.StatusNoContent, nil)
}

func (f *fake) sign(file *fakeFile) {
	file.signature = fmt.Sprintf("planted-signature-%d-%d", f.made, f.renewals)
	file.expires = time.Now().Add(15 * time.Minute)
}

// store answers a request to the storage host.
func (f *fake) store(r *http.Request) *http.Response {
	query, body := r.URL.Query(), []byte(nil)
	if r.Body != nil {
		body, _ = io.ReadAll(r.Body)
	}
	for _, version := range f.versions {
		for _, file := range version {
			if file.signature != query.Get("sig") || time.Now().After(file.expires) {
				continue
			}
			if query.Get("comp") == "block" {
				file.blocks[query.Get("blockid")] = body
			} else {
				file.blob = assembled(file.blocks, body)
			}
			return reply(r, http.StatusCreated, nil)
		}
	}
	return reply(r, http.StatusForbidden, map[string]any{"error": map[string]any{"code": "AuthenticationFailed", "message": "refused"}})
}

func assembled(blocks map[string][]byte, body []byte) (blob []byte) {
	var list struct{ Latest []string }
	_ = xml.Unmarshal(body, &list)
	for _, id := range list.Latest {
		blob = append(blob, blocks[id]...)
	}
	return blob
}

func ids[V any](m map[string]V) map[string]any {
	list := []map[string]any{}
	for _, id := range slices.Sorted(maps.Keys(m)) {
		list = append(list, map[string]any{"id": id})
	}
	return map[string]any{"value": list}
}
