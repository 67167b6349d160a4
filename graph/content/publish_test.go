package content

import (
	"bytes"
	"context"
	"encoding/base64"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

var win32 = App{ID: "app", Type: "win32LobApp"}

// content of several blocks, the last one smaller.
const contentSize = 5*minBlock + 100

func small(options PublishOptions) *PublishOptions {
	options.BlockSize = minBlock
	return &options
}

// memory is a State. A dead process saves nothing.
type memory struct {
	fake *fake
	b    []byte
}

func (m *memory) Load() ([]byte, error) { return m.b, nil }

func (m *memory) Save(b []byte) error {
	m.fake.mu.Lock()
	defer m.fake.mu.Unlock()
	if m.fake.dead {
		return errKilled
	}
	m.b = bytes.Clone(b)
	return nil
}

// isPublished fails the test unless the plain file is the content of the only other version.
func isPublished(t *testing.T, f *fake, version string, plain []byte) {
	t.Helper()
	if f.committed != version || len(f.versions) != 2 || f.versions[version] == nil {
		t.Fatalf("published %q, the app has %q, of versions %v", version, f.committed, ids(f.versions))
	}
	file := f.versions[version]["file"]
	e := encryption{complete: true}
	for name, b := range map[string][]byte{"encryptionKey": e.key[:], "macKey": e.macKey[:], "initializationVector": e.iv[:], "mac": e.mac[:], "fileDigest": e.digest[:]} {
		text, _ := file.info[name].(string)
		decoded, err := base64.StdEncoding.DecodeString(text)
		if err != nil || len(decoded) != len(b) {
			t.Fatalf("%s is %q", name, text)
		}
		copy(b, decoded)
	}
	var got bytes.Buffer
	if err := e.decrypt(&got, bytes.NewReader(file.blob), int64(len(plain))); err != nil || !bytes.Equal(got.Bytes(), plain) {
		t.Fatalf("what was uploaded decrypts to %d bytes, %v", got.Len(), err)
	}
}

func TestPublish(t *testing.T) {
	plain := noise(contentSize)
	sources := map[string]func(*testing.T) *File{
		"encrypted while it is read": func(t *testing.T) *File { return encrypted(t, plain) },
		"intunewin":                  func(t *testing.T) *File { return opened(t, packedOf(t, plain)) },
	}
	for name, source := range sources {
		synctest.Test(t, func(t *testing.T) {
			f := newFake()
			var sent []int64
			file := source(t)
			version, err := Publish(t.Context(), f.client(t), win32, file, small(PublishOptions{Progress: func(n, total int64) {
				sent = append(sent, n)
				if total != file.EncryptedSize {
					t.Errorf("%s: total %d", name, total)
				}
			}}))
			if err != nil {
				t.Fatal(name, err)
			}
			isPublished(t, f, version, plain)
			if len(sent) != 6 || sent[5] != file.EncryptedSize {
				t.Errorf("%s: progress %v", name, sent)
			}
		})
	}
}

// An address lives 15 minutes; the upload takes longer.
func TestPublishRenewsInTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f, plain := newFake(), noise(contentSize)
		f.blockTime = 9 * time.Minute
		version, err := Publish(t.Context(), f.client(t), win32, encrypted(t, plain), small(PublishOptions{Parallel: 1}))
		if err != nil {
			t.Fatal(err)
		}
		isPublished(t, f, version, plain)
		if f.renewals == 0 {
			t.Error("the address was not renewed")
		}
	})
}

// The storage host may refuse an address before its end.
func TestPublishRenewsWhenRefused(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f, plain := newFake(), noise(contentSize)
		f.refuse = func(r *http.Request) *http.Response {
			if r.URL.Host == "storage.example" && strings.HasSuffix(r.URL.Query().Get("sig"), "-0") {
				return reply(r, http.StatusForbidden, nil)
			}
			return nil
		}
		version, err := Publish(t.Context(), f.client(t), win32, encrypted(t, plain), small(PublishOptions{}))
		if err != nil {
			t.Fatal(err)
		}
		isPublished(t, f, version, plain)
		if f.renewals != 1 {
			t.Errorf("renewed %d times by blocks in parallel", f.renewals)
		}
	})
}

// Killed before and after every exchange, and run again: one version is published, no other is
// left.
func TestPublishResumes(t *testing.T) {
	plain := noise(contentSize)
	packed := packedOf(t, plain)
	whole := 0
	for n := 1; ; n++ {
		ended := false
		for _, after := range []bool{false, true} {
			synctest.Test(t, func(t *testing.T) {
				f := newFake()
				state := &memory{fake: f}
				f.stop = func(exchange int, isAfter bool) bool { return exchange == n && isAfter == after }
				_, err := Publish(t.Context(), f.client(t), win32, opened(t, packed), small(PublishOptions{State: state, Parallel: 1}))
				ended = err == nil
				f.stop, f.dead = nil, false
				blocks := len(f.paths)
				version, err := Publish(t.Context(), f.client(t), win32, opened(t, packed), small(PublishOptions{State: state, Parallel: 1}))
				if err != nil {
					t.Fatalf("killed at %d (after: %v), then: %v", n, after, err)
				}
				isPublished(t, f, version, plain)
				if strings.Contains(string(state.b), "planted") || strings.Contains(string(state.b), "https") {
					t.Errorf("the state has an address: %s", state.b)
				}
				if ended && len(f.paths) != blocks {
					t.Errorf("a run after the end sends %v", f.paths[blocks:])
				}
			})
		}
		if ended {
			whole = n
			break
		}
	}
	if whole < 15 {
		t.Errorf("only %d exchanges were stopped", whole)
	}
}

// A run with other content removes what the one before left.
func TestPublishAfterOtherContent(t *testing.T) {
	for n := 1; n < 16; n++ {
		synctest.Test(t, func(t *testing.T) {
			f, plain := newFake(), noise(contentSize)
			state := &memory{fake: f}
			f.stop = func(exchange int, after bool) bool { return exchange == n && after }
			_, err := Publish(t.Context(), f.client(t), win32, encrypted(t, plain), small(PublishOptions{State: state}))
			if err == nil {
				return
			}
			f.stop, f.dead = nil, false
			version, err := Publish(t.Context(), f.client(t), win32, encrypted(t, plain), small(PublishOptions{State: state}))
			if err != nil {
				t.Fatalf("killed at %d, then: %v", n, err)
			}
			isPublished(t, f, version, plain)
		})
	}
}

// Without a State, a run that fails leaves nothing, unless asked.
func TestPublishFails(t *testing.T) {
	refusals := map[string]func(r *http.Request) bool{
		"files": func(r *http.Request) bool {
			return r.Method == http.MethodPost && strings.HasSuffix(r.URL.Path, "/files")
		},
		"block":     func(r *http.Request) bool { return r.URL.Query().Get("comp") == "block" },
		"blocklist": func(r *http.Request) bool { return r.URL.Query().Get("comp") == "blocklist" },
		"commit":    func(r *http.Request) bool { return strings.HasSuffix(r.URL.Path, "/commit") },
		"app":       func(r *http.Request) bool { return r.Method == http.MethodPatch },
	}
	for name, refuses := range refusals {
		for _, keep := range []bool{false, true} {
			synctest.Test(t, func(t *testing.T) {
				f := newFake()
				f.refuse = func(r *http.Request) *http.Response {
					if !refuses(r) {
						return nil
					}
					body, _ := readBody(r)
					return reply(r, http.StatusBadRequest, map[string]any{"error": map[string]any{"code": "Bad", "message": "no: " + body + r.URL.String()}})
				}
				file := encrypted(t, noise(contentSize))
				_, err := Publish(t.Context(), f.client(t), win32, file, small(PublishOptions{Keep: keep}))
				if err == nil {
					t.Fatal(name, "no error")
				}
				if want := map[bool]int{false: 1, true: 2}[keep]; len(f.versions) != want || f.committed != "1" {
					t.Errorf("%s: %d versions left, keep %v: %v", name, len(f.versions), keep, err)
				}
				e := file.source.info().encode()
				for _, secret := range []string{"planted", "sig=", e.EncryptionKey, e.MacKey} {
					if text := fmt.Sprintf("%v %+v %#v", err, err, err); strings.Contains(text, secret) {
						t.Errorf("%s: the error shows %q: %s", name, secret, text)
					}
				}
			})
		}
	}
}

func readBody(r *http.Request) (string, error) {
	if r.Body == nil {
		return "", nil
	}
	var b bytes.Buffer
	_, err := b.ReadFrom(r.Body)
	return strings.ReplaceAll(b.String(), "\x00", ""), err
}

// The service gives up: a new run with the same state begins anew.
func TestPublishAfterCommitFailed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f, plain := newFake(), noise(contentSize)
		state, fail := &memory{fake: f}, true
		f.refuse = func(r *http.Request) *http.Response {
			if strings.HasSuffix(r.URL.Path, "/commit") && fail {
				for _, file := range f.versions["2"] {
					file.state = "commitFileFailed"
				}
				return reply(r, http.StatusNoContent, nil)
			}
			return nil
		}
		file := encrypted(t, plain)
		_, err := Publish(t.Context(), f.client(t), win32, file, small(PublishOptions{State: state}))
		if err == nil || !strings.Contains(err.Error(), "commitFileFailed") || len(f.versions) != 1 {
			t.Fatalf("%v, %d versions", err, len(f.versions))
		}
		fail = false
		version, err := Publish(t.Context(), f.client(t), win32, file, small(PublishOptions{State: state}))
		if err != nil {
			t.Fatal(err)
		}
		isPublished(t, f, version, plain)
	})
}

// Nothing is sent for what cannot succeed.
func TestPublishRefuses(t *testing.T) {
	damaged := opened(t, repacked(t, packedOf(t, noise(1000)), sameText, flip(-1)))
	good := encrypted(t, noise(10))
	tests := []struct {
		app  App
		file *File
		want string
	}{
		{App{Type: "win32LobApp"}, good, "no ID"},
		{App{ID: "app", Type: "webApp"}, good, `type "webApp" has no content`},
		{App{ID: "app", Type: "windowsMobileMSI"}, good, "needs a manifest"},
		{win32, damaged, "damaged"},
	}
	for _, test := range tests {
		f := newFake()
		if _, err := Publish(context.Background(), f.client(t), test.app, test.file, nil); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%v; want %q", err, test.want)
		}
		if f.exchanges != 0 {
			t.Errorf("%q: %v was sent", test.want, f.paths)
		}
	}
}
