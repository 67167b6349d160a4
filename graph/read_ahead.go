package graph

import "context"

// A readAhead reads the next page while the caller uses the one before. It starts with the second
// page, so that a program that stops within the first page, as a search does, sends no superfluous
// request.
type readAhead struct {
	always  bool // it starts with the first page
	pages   int  // that were read so far
	pending chan readResult
	cancel  context.CancelFunc
}

// A readResult is the result of a round trip.
type readResult struct {
	reply *reply
	err   error
}

// start sends the request for the next page.
func (a *readAhead) start(ctx context.Context, client *Client, x *exchange) {
	if a.pages < 2 && !a.always {
		return
	}
	ctx, a.cancel = context.WithCancel(ctx)
	pending := make(chan readResult, 1)
	a.pending = pending
	go func() {
		r, err := client.roundTrip(ctx, x)
		pending <- readResult{r, err}
	}()
}

// reply returns the reply to the request for a page, and sends the request unless start did.
func (a *readAhead) reply(ctx context.Context, client *Client, x *exchange) (*reply, error) {
	a.pages++
	if a.pending == nil {
		return client.roundTrip(ctx, x)
	}
	result := <-a.pending
	a.cancel()
	a.pending = nil
	return result.reply, result.err
}

// stop ends the reading of a page that nobody needs, and returns when it has ended.
func (a *readAhead) stop() {
	if a.pending != nil {
		a.cancel()
		<-a.pending
		a.pending = nil
	}
}
