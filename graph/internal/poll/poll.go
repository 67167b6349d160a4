// Package poll waits between requests to the service.
package poll

import (
	"context"
	"time"
)

// Sleep waits for the delay. It returns the context's error if the context ends before.
func Sleep(ctx context.Context, delay time.Duration) error {
	timer := time.NewTimer(delay)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

const (
	firstDelay   = time.Second
	longestDelay = 10 * time.Second
)

// A Backoff is the delay between two looks at what a service does. The zero value is ready to use.
type Backoff struct{ delay time.Duration }

// Next waits as [Sleep] does: a second at first, and half as long again each time, up to ten
// seconds.
func (b *Backoff) Next(ctx context.Context) error {
	delay := max(b.delay, firstDelay)
	b.delay = min(delay*3/2, longestDelay)
	return Sleep(ctx, delay)
}
