package e2e

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
)

// A judge is a transport that shows each request to Prism, which compares it with a strict OpenAPI
// document, before it sends it on.
type judge struct {
	prism string
	root  string // of the service that requests go to

	mu      sync.Mutex
	judged  int
	refused []string
}

func (j *judge) Do(req *http.Request) (*http.Response, error) {
	var body []byte
	if req.Body != nil {
		var err error
		if body, err = io.ReadAll(req.Body); err != nil {
			return nil, err
		}
		req.Body = io.NopCloser(bytes.NewReader(body))
	}
	if err := j.judge(req, body); err != nil {
		return nil, err
	}
	return http.DefaultClient.Do(req)
}

func (j *judge) judge(req *http.Request, body []byte) error {
	copied, err := http.NewRequestWithContext(req.Context(), req.Method, j.prism+strings.TrimPrefix(req.URL.String(), j.root), bytes.NewReader(body))
	if err != nil {
		return err
	}
	copied.Header = req.Header.Clone()
	resp, err := http.DefaultClient.Do(copied)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	answer, err := io.ReadAll(resp.Body)
	j.mu.Lock()
	defer j.mu.Unlock()
	j.judged++
	if violations := resp.Header.Get("sl-violations"); violations != "" || resp.StatusCode >= 300 {
		j.refused = append(j.refused, fmt.Sprintf("%s %s: %d %s %s", req.Method, req.URL.RequestURI(), resp.StatusCode, violations, answer))
	}
	return err
}
