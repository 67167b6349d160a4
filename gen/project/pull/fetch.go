package pull

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"

	"github.com/intunegen/intunegen/spec"
)

// maxRedirects is how many redirects are followed.
const maxRedirects = 5

// Fetch fetches a description of at most limit bytes. It returns nil if the service answers that
// have is still current. It does not ask that for an address with a query, because the query is not
// kept with have.
func Fetch(ctx context.Context, address string, have *Kept, limit int64) (*Kept, error) {
	if err := CheckAddress(address); err != nil {
		return nil, err
	}
	header := http.Header{"Accept": {"application/xml"}}
	u, _ := url.Parse(address) // it has been checked
	if have.ETag != "" && have.Address == Shown(address) && u.RawQuery == "" {
		header.Set("If-None-Match", have.ETag)
	}
	resp, err := follow(ctx, u, header)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusNotModified && header.Get("If-None-Match") != "" {
		return nil, nil
	}
	if resp.StatusCode != http.StatusOK { // resp.Status may contain any text of the server
		return nil, fmt.Errorf("%s: answered %d %s; check the address, or try again later", Shown(address), resp.StatusCode, http.StatusText(resp.StatusCode))
	}
	return read(address, resp, limit)
}

// follow sends a GET and follows redirects. It does not use an http.Client, whose errors contain
// whole addresses.
func follow(ctx context.Context, u *url.URL, header http.Header) (*http.Response, error) {
	for range maxRedirects + 1 {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
		if err != nil {
			return nil, errAddress
		}
		req.Header = header
		resp, err := http.DefaultTransport.RoundTrip(req)
		if err != nil {
			return nil, fmt.Errorf("%s: cannot fetch the description; check address and network, or use a file: %w", Shown(u.String()), ofAnswer(err))
		}
		if !isRedirect(resp) {
			return resp, nil
		}
		resp.Body.Close()
		if u, err = next(u, resp); err != nil {
			return nil, err
		}
	}
	return nil, fmt.Errorf("%s: too many redirects; check the address", Shown(u.String()))
}

// ofAnswer replaces errors that repeat text of the server, which may be an address.
func ofAnswer(err error) error {
	if strings.Contains(err.Error(), "malformed") || strings.Contains(err.Error(), "unsupported") {
		return errors.New("the answer is not HTTP")
	}
	return err
}

func isRedirect(resp *http.Response) bool {
	return resp.StatusCode >= 300 && resp.StatusCode < 400 && resp.StatusCode != http.StatusNotModified && resp.Header.Get("Location") != ""
}

// next returns the address to which a redirect leads. It refuses redirects from https to http.
func next(from *url.URL, resp *http.Response) (*url.URL, error) {
	to, err := from.Parse(resp.Header.Get("Location"))
	if err != nil || !isProtected(to) || from.Scheme == "https" && to.Scheme != "https" {
		return nil, fmt.Errorf("%s: redirects to an address that is not an https address without credentials; check the address", Shown(from.String()))
	}
	return to, nil
}

// read reads the answer.
func read(address string, resp *http.Response, limit int64) (*Kept, error) {
	shown := Shown(address)
	data, err := io.ReadAll(io.LimitReader(resp.Body, limit+1))
	if err != nil {
		return nil, fmt.Errorf("%s: broke off; try again: %w", shown, err)
	}
	if int64(len(data)) > limit {
		return nil, fmt.Errorf("%s: the answer has more than %d bytes, which no description of Graph has; check the address", shown, limit)
	}
	if data, err = spec.ReadInput(shown, bytes.NewReader(data)); err != nil {
		return nil, err
	}
	got := &Kept{Data: data, Address: shown, ETag: resp.Header.Get("ETag")}
	if at, err := http.ParseTime(resp.Header.Get("Last-Modified")); err == nil {
		got.Modified = at
	}
	return got, nil
}
