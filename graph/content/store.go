package content

import (
	"bytes"
	"cmp"
	"context"
	"encoding/base64"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"time"

	"github.com/intunegen/intunegen/graph"
	"github.com/intunegen/intunegen/odata"
)

// margin is how long before its end an address is renewed. An address lives about 15 minutes.
const margin = 3 * time.Minute

// A store is the blob that a file is uploaded to. Its address gives access and ends; it is renewed
// by the service.
type store struct {
	publisher *publisher

	turn    chan struct{} // holds an element while nobody uses what follows; a wait for it can be ended
	link    odata.Secret
	expires time.Time
}

// lock waits for the turn to use the address.
func (s *store) lock(ctx context.Context) error {
	select {
	case <-s.turn:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (s *store) unlock() { s.turn <- struct{}{} }

// openStore waits for the address of the upload. It sets the journal's Stored if an earlier run has
// come further than its journal.
func (p *publisher) openStore(ctx context.Context) (*store, error) {
	s := &store{publisher: p, turn: make(chan struct{}, 1)}
	s.unlock()
	resumed := len(p.journal.Blocks) > 0
	err := p.look(ctx, func(file *contentFile) (bool, error) {
		if file.isCommitting() {
			p.journal.Stored = true
			return true, nil
		}
		_, requestErr := file.reached("azureStorageUriRequest")
		_, commitErr := file.reached("commitFile")
		return s.take(file), cmp.Or(requestErr, commitErr)
	})
	if err != nil || !resumed || p.journal.Stored {
		return s, err
	}
	_, err = s.renew(ctx, s.link)
	return s, err
}

// isCommitting reports whether the content was uploaded, and its commit was asked for.
func (f *contentFile) isCommitting() bool {
	state := f.state()
	return odata.GetOr(f.IsCommitted, false) || state == "commitFilePending" || state == "commitFileSuccess"
}

// take keeps the address of a file and its end, and reports whether one of them is new.
func (s *store) take(file *contentFile) bool {
	link, _ := odata.Get(file.Address)
	var expires time.Time
	if end, ok := odata.Get(file.Expires); ok {
		expires = end.Time()
	}
	if link.Reveal() == "" || link.Equal(s.link) && expires.Equal(s.expires) {
		return false
	}
	s.link, s.expires = link, expires
	return true
}

// stage uploads a block under an id made from its number. All ids have the same length.
func (s *store) stage(ctx context.Context, number int, block []byte) error {
	return s.put(ctx, "comp=block&blockid="+url.QueryEscape(blockID(number)), bytes.NewReader(block))
}

func blockID(number int) string {
	return base64.StdEncoding.EncodeToString(fmt.Appendf(nil, "intunegen-%08d", number))
}

// commit makes the blob of the first count blocks.
func (s *store) commit(ctx context.Context, count int) error {
	list := struct {
		XMLName xml.Name `xml:"BlockList"`
		Latest  []string
	}{}
	for number := range count {
		list.Latest = append(list.Latest, blockID(number))
	}
	body, err := xml.Marshal(list)
	if err != nil {
		return err
	}
	return s.put(ctx, "comp=blocklist", bytes.NewReader(append([]byte(xml.Header), body...)))
}

// put sends a request to the store. It renews the address before its end, and once if the store
// refuses it.
func (s *store) put(ctx context.Context, query string, body io.ReadSeeker) error {
	link, err := s.current(ctx)
	if err != nil {
		return err
	}
	err = s.send(ctx, link, query, body)
	if !graph.IsForbidden(err) {
		return err
	}
	if link, err = s.renew(ctx, link); err != nil {
		return err
	}
	return s.send(ctx, link, query, body)
}

func (s *store) send(ctx context.Context, link odata.Secret, query string, body io.ReadSeeker) error {
	address, err := url.Parse(link.Reveal())
	if err != nil {
		return errors.New("the service's address for the upload is not a URL")
	}
	address.RawQuery += "&" + query
	resp, err := s.publisher.service.client.Foreign(ctx, http.MethodPut, odata.NewSecret(address.String()), nil, body)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// current returns the address, renewed if it is about to end.
func (s *store) current(ctx context.Context) (odata.Secret, error) {
	if err := s.lock(ctx); err != nil {
		return odata.Secret{}, err
	}
	link, ends := s.link, !s.expires.IsZero() && time.Until(s.expires) < margin
	s.unlock()
	if !ends {
		return link, nil
	}
	return s.renew(ctx, link)
}

// renew asks for another address in place of had, unless there is one already, and returns it.
func (s *store) renew(ctx context.Context, had odata.Secret) (odata.Secret, error) {
	if err := s.lock(ctx); err != nil {
		return had, err
	}
	defer s.unlock()
	if !s.link.Equal(had) {
		return s.link, nil
	}
	if err := s.replace(ctx); err != nil {
		return had, fmt.Errorf("renewing the address of the upload: %w", err)
	}
	return s.link, nil
}

// replace takes a new address.
func (s *store) replace(ctx context.Context) error {
	j := &s.publisher.journal
	if err := s.publisher.service.renewFile(ctx, j.Version, j.File); err != nil && !errors.Is(err, graph.ErrOutcomeUnknown) {
		return err
	}
	start := time.Now()
	return s.publisher.look(ctx, func(file *contentFile) (bool, error) {
		done, err := file.reached("azureStorageUriRenewal")
		// A read may be of before the renewal: it has the old address.
		return done && (s.take(file) || time.Since(start) > patience), err
	})
}
