package graph

import (
	"errors"
	"fmt"
	"net/url"
	"strings"
)

// resolve returns the URL that a reply to a request to from links to: absolute, or relative to the service root as OData services write
// it, or to the request as RFC 3986 reads it. Links to other hosts are refused. Escapes stay as they are.
func (c *Client) resolve(link, from string) (string, error) {
	link, _, _ = strings.Cut(strings.ReplaceAll(link, " ", "%20"), "#")
	if isRelative(link) {
		link = c.absolute(link, from)
	}
	u, err := url.Parse(link)
	switch {
	case err != nil:
		return "", errors.New("is no URL")
	case u.User != nil || !sameHost(u, c.base):
		return "", fmt.Errorf("which leads to %s; the client's host is %s", hostOf(link), c.base.Host)
	}
	return u.String(), nil
}

// isRelative tells whether a link has neither scheme nor host.
func isRelative(link string) bool {
	head := link
	if i := strings.IndexAny(link, "/?'("); i >= 0 {
		head = link[:i]
	}
	return !strings.HasPrefix(link, "//") && !strings.Contains(head, ":")
}

// absolute makes a relative link absolute.
func (c *Client) absolute(link, from string) string {
	page, _, _ := strings.Cut(from, "?")
	first, _, _ := strings.Cut(strings.TrimPrefix(c.pathOf(from), "/"), "/")
	switch {
	case strings.HasPrefix(link, "?"):
		return page + link
	case first != "" && isBelow(strings.TrimPrefix(link, "/"), first):
		return c.root + "/" + strings.TrimPrefix(link, "/")
	case strings.HasPrefix(link, "/"):
		return c.base.Scheme + "://" + c.base.Host + link
	}
	if u, err := url.Parse(from); err == nil {
		if relative, err := url.Parse("./" + link); err == nil {
			return u.ResolveReference(relative).String()
		}
	}
	return c.root + "/" + link
}

// hostOf returns the host of a link for a message.
func hostOf(link string) string {
	if u, err := url.Parse(link); err == nil && u.Host != "" {
		return fmt.Sprintf("host %q", u.Host)
	}
	return "elsewhere"
}

// sameHost tells whether a URL is of the service's host: scheme, name and port.
func sameHost(u, base *url.URL) bool {
	return u.Scheme == base.Scheme && strings.EqualFold(u.Hostname(), base.Hostname()) && port(u) == port(base)
}

func port(u *url.URL) string {
	if p := u.Port(); p != "" {
		return p
	}
	return map[string]string{"http": "80", "https": "443"}[u.Scheme]
}
