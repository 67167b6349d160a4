package graph

import (
	"errors"
	"fmt"
	"net/url"
	"strings"
)

// resolveLink returns the URL that a link in the reply to an exchange leads to. A link to another
// host is refused, and so is one with the exchange's token in its path: paths go to logs, tokens
// must not.
func (c *Client) resolveLink(x *exchange, link string) (string, error) {
	target, err := c.resolve(link, x.wire.URL)
	if err != nil {
		return "", err
	}
	if u, err := url.Parse(target); err != nil || x.showsToken(u) {
		return "", errors.New("its path has the token of the request in it")
	}
	return target, nil
}

// showsToken reports whether the path of a URL shows the token of the exchange, in any spelling. A
// text that the request's own path has too is there by chance, as part of an id.
func (x *exchange) showsToken(u *url.URL) bool {
	r := redactor{known: x.tokens}
	return r.knows(u.EscapedPath()) && !r.knows(x.path)
}

// resolve returns the URL that a link in the reply to a request to from leads to. The link is
// absolute, or relative to the service root as OData services write it, or relative to the request
// as in RFC 3986. A link to another host is refused. Escapes stay as they are.
func (c *Client) resolve(link, from string) (string, error) {
	link, _, _ = strings.Cut(strings.TrimSpace(link), "#")
	link = strings.ReplaceAll(link, " ", "%20")
	if isRelative(link) {
		link = c.absolute(link, from)
	}
	u, err := url.Parse(link)
	switch {
	case err != nil:
		return "", errors.New("it is not a URL")
	case u.User != nil || !sameHost(u, c.base):
		return "", fmt.Errorf("it leads to %s; the client's host is %s", hostOf(link), c.base.Host)
	}
	return u.String(), nil
}

// isRelative reports whether a link has neither scheme nor host.
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
	case link == "":
		return from
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

// hostOf returns the host of a link as a message names it.
func hostOf(link string) string {
	if u, err := url.Parse(link); err == nil && u.Host != "" {
		return fmt.Sprintf("host %q", u.Host)
	}
	return "another host"
}

// sameHost reports whether a URL has the scheme, host name and port of the service.
func sameHost(u, base *url.URL) bool {
	return u.Scheme == base.Scheme && strings.EqualFold(u.Hostname(), base.Hostname()) && port(u) == port(base)
}

func port(u *url.URL) string {
	if p := u.Port(); p != "" {
		return p
	}
	return map[string]string{"http": "80", "https": "443"}[u.Scheme]
}
