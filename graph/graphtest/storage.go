package graphtest

import (
	"encoding/xml"
	"fmt"
	"net/http"
	"strings"
)

// storageHost is where clients of a service without a socket find its files. With a socket, they
// are below /storage at the same port, by the other name of the loopback address.
const storageHost = "storage.graphtest.example"

// A storage holds files behind signed addresses, as the block blobs of Azure.
type storage struct{ blobs map[string]*blob }

// A blob is one file, and the blocks that are not part of it yet.
type blob struct {
	sig    string // of the addresses that are valid
	data   []byte
	there  bool
	blocks map[string][]byte
}

func newStorage() *storage { return &storage{map[string]*blob{}} }

// isStorage reports whether a request is for the storage.
func (s *Server) isStorage(req *http.Request) bool {
	return req.URL.Host == storageHost || req.URL.Host == "" && strings.HasPrefix(req.URL.Path, "/storage/")
}

// storageAnswer answers a request for the storage. It is remembered without its body, and heeds
// [Server.Script], as one for /storage/{name}.
func (s *Server) storageAnswer(req *http.Request, body []byte) (*answer, error) {
	c := &Call{Method: req.Method, Path: req.URL.Path, rawPath: req.URL.EscapedPath(), rawQuery: req.URL.RawQuery, Query: req.URL.Query(), Header: req.Header.Clone()}
	if req.URL.Host == storageHost {
		c.Path, c.rawPath = "/storage"+c.Path, "/storage"+c.rawPath
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.remember(c)
	reply, ok := s.planned(c)
	if !ok || reply.broken == resetAfter || reply.broken == truncated {
		broken := reply.broken
		reply = s.state.blobs.serve(c, body)
		reply.broken = broken
	}
	c.Status = reply.Status
	if s.log != nil {
		s.log(fmt.Sprintf("%s %s %d", c.Method, c.Path, c.Status)) // the query has the signature
	}
	if reply.broken == resetBefore || reply.broken == resetAfter {
		return nil, errReset
	}
	return c.answer(reply), nil
}

// add makes a file and returns the signed address of it.
func (st *storage) add(s *state, c *Call) (name, address string) {
	name = s.guid()
	st.blobs[name] = &blob{blocks: map[string][]byte{}}
	return name, st.sign(s, c, name)
}

// sign makes a new address of a file. Earlier ones are no longer valid.
func (st *storage) sign(s *state, c *Call, name string) string {
	b := st.blobs[name]
	b.sig = s.guid()
	base := "https://" + storageHost
	if !strings.HasPrefix(c.root, host) {
		scheme, rest, _ := strings.Cut(c.root, "://")
		at, _, _ := strings.Cut(rest, "/")
		base = scheme + "://" + otherName(at) + "/storage"
	}
	return base + "/" + name + "?sv=2021-08-06&sr=b&sp=rw&sig=" + b.sig
}

// otherName returns another name of a loopback address, since clients take the storage for what it
// is in the cloud: another host, which gets no token.
func otherName(at string) string {
	host, port, found := strings.Cut(at, ":")
	name, known := map[string]string{"127.0.0.1": "localhost", "localhost": "127.0.0.1"}[host]
	switch {
	case !known:
		return at
	case !found:
		return name
	}
	return name + ":" + port
}

// ExpireUploads makes all signed addresses invalid that were given out so far.
func (s *Server) ExpireUploads() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, b := range s.state.blobs.blobs {
		b.sig = ""
	}
}

func storageError(status int, code string) Reply {
	return Reply{Status: status, Header: http.Header{"X-Ms-Error-Code": {code}, "Content-Type": {"application/xml"}},
		Body: []byte(`<?xml version="1.0" encoding="utf-8"?><Error><Code>` + code + `</Code><Message>` + http.StatusText(status) + `</Message></Error>`)}
}

// serve answers a request for a file.
func (st *storage) serve(c *Call, body []byte) Reply {
	name := strings.TrimPrefix(c.Path, "/storage/")
	b := st.blobs[name]
	switch {
	case b == nil:
		return storageError(http.StatusNotFound, "ResourceNotFound")
	case c.Query.Get("sig") != b.sig || b.sig == "":
		return storageError(http.StatusForbidden, "AuthenticationFailed")
	case c.Method == http.MethodPut:
		return b.put(c, body)
	case c.Method != http.MethodGet && c.Method != http.MethodHead:
		return storageError(http.StatusMethodNotAllowed, "UnsupportedHttpVerb")
	case !b.there:
		return storageError(http.StatusNotFound, "BlobNotFound")
	}
	return Reply{Status: http.StatusOK, Header: http.Header{"Content-Type": {"application/octet-stream"}, "Etag": {`"0x1"`}}, Body: b.data}
}

// put writes a block, a list of blocks or the whole file.
func (b *blob) put(c *Call, body []byte) Reply {
	done := Reply{Status: http.StatusCreated, Header: http.Header{"Etag": {`"0x1"`}, "X-Ms-Request-Id": {c.requestID}}}
	switch c.Query.Get("comp") {
	case "block":
		if _, err := decodeBase64(c.Query.Get("blockid")); err != nil || c.Query.Get("blockid") == "" {
			return storageError(http.StatusBadRequest, "InvalidQueryParameterValue")
		}
		b.blocks[c.Query.Get("blockid")] = body
	case "blocklist":
		var list struct {
			IDs []struct {
				ID string `xml:",chardata"`
			} `xml:",any"`
		}
		if xml.Unmarshal(body, &list) != nil {
			return storageError(http.StatusBadRequest, "InvalidXmlDocument")
		}
		var data []byte
		for _, one := range list.IDs {
			block, ok := b.blocks[strings.TrimSpace(one.ID)]
			if !ok {
				return storageError(http.StatusBadRequest, "InvalidBlockList")
			}
			data = append(data, block...)
		}
		b.data, b.there, b.blocks = data, true, map[string][]byte{}
	case "":
		if c.Header.Get("X-Ms-Blob-Type") == "" {
			return storageError(http.StatusBadRequest, "MissingRequiredHeader")
		}
		b.data, b.there = body, true
	default:
		return storageError(http.StatusBadRequest, "InvalidQueryParameterValue")
	}
	return done
}
