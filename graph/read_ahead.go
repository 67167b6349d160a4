package graph

import "context"

// A readAhead reads the next page while the one before is decoded and used. It begins with the second page: a program that stops
// within the first, as one that looks for something does, has sent no request too many.
type readAhead struct {
	always  bool // from the first page on
	pages   int  // read so far
	pending chan ahead
	cancel  context.CancelFunc
}

// ahead is how a round trip ended.
type ahead struct {
	reply *reply
	err   error
}

// begin sends the request of the next page.
func (a *readAhead) begin(ctx context.Context, client *Client, x *exchange) {
	if a.pages < 2 && !a.always {
		return
	}
	ctx, a.cancel = context.WithCancel(ctx)
	pending := make(chan ahead, 1)
	a.pending = pending
	go func() {
		r, err := client.roundTrip(ctx, x)
		pending <- ahead{r, err}
	}()
}

// reply returns the reply to the request of a page, which is sent unless it was.
func (a *readAhead) reply(ctx context.Context, client *Client, x *exchange) (*reply, error) {
	a.pages++
	if a.pending == nil {
		return client.roundTrip(ctx, x)
	}
	got := <-a.pending
	a.cancel()
	a.pending = nil
	return got.reply, got.err
}

// end ends the reading of a page that nobody wants, and returns when it has ended.
func (a *readAhead) end() {
	if a.pending != nil {
		a.cancel()
		<-a.pending
		a.pending = nil
	}
}
