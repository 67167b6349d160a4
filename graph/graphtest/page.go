package graphtest

import (
	"encoding/base64"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// A token says where a page begins. It is opaque: clients must not make one.
func token(at int) string {
	return base64.RawURLEncoding.EncodeToString([]byte("graphtest:" + strconv.Itoa(at)))
}

func readToken(text string) (int, *fault) {
	data, err := base64.RawURLEncoding.DecodeString(text)
	rest, ok := strings.CutPrefix(string(data), "graphtest:")
	n, bad := strconv.Atoi(rest)
	if err != nil || !ok || bad != nil || n < 0 {
		return 0, badRequest("The skip token is not valid.")
	}
	return n, nil
}

// encodeBase64 returns base64 with padding.
func encodeBase64(text string) string { return base64.StdEncoding.EncodeToString([]byte(text)) }

func decodeBase64(text string) ([]byte, error) { return base64.StdEncoding.DecodeString(text) }

// matching returns the items that a query finds, in its order.
func (s *state) matching(items []*resource, q *query) ([]*resource, *fault) {
	if q.filter != nil || q.search != "" {
		var some []*resource
		for _, r := range items {
			ok, f := s.matches(r, q)
			if f != nil {
				return nil, f
			}
			if ok {
				some = append(some, r)
			}
		}
		items = some
	}
	if len(q.orders) == 0 {
		return items, nil
	}
	return s.sorted(items, q.orders)
}

func (s *state) matches(r *resource, q *query) (bool, *fault) {
	if q.search != "" && !s.contains(r, q.search) {
		return false, nil
	}
	if q.filter == nil {
		return true, nil
	}
	return s.holds(q.filter, r)
}

// contains reports whether a text of a resource contains the words of a search.
func (s *state) contains(r *resource, words string) bool {
	for i, name := range r.rec.names {
		if p := r.typ.byName[name]; p != nil && p.TypeName == "Edm.String" && !p.Secret && !p.WriteOnly && !p.Collection &&
			strings.Contains(strings.ToLower(unquote(r.rec.value(i))), words) {
			return true
		}
	}
	return false
}

// A page is a part of a collection.
type page struct {
	items []*resource
	total int
	next  int // where the next page begins; 0 for none
}

// page returns the part of the items that a request gets.
func (s *state) page(items []*resource, q *query, size int) page {
	p := page{total: len(items)}
	from := q.skip
	if q.from > 0 {
		from = q.from
	}
	from = min(from, len(items))
	if q.top >= 0 {
		size = min(size, q.top)
	}
	end := min(from+size, len(items))
	p.items = slices.Clip(items[from:end])
	if end < len(items) && size > 0 {
		p.next = end
	}
	return p
}

// nextLink returns the address of the page that begins at an item.
func (c *Call) nextLink(q *query, at int) string {
	var b strings.Builder
	b.WriteString(c.root + c.rawPath + "?")
	for _, o := range q.options {
		b.WriteString(url.QueryEscape(o.name) + "=" + url.QueryEscape(o.value) + "&")
	}
	return strings.ReplaceAll(b.String(), "%24", "$") + "$skiptoken=" + token(at)
}
