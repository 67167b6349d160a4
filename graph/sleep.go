package graph

import (
	"context"
	"fmt"
	"time"

	"github.com/intunegen/intunegen/graph/internal/poll"
)

// sleep waits for the delay. It returns the context's error if the context ends before, and does so
// at once if the context's deadline comes before the delay is over.
func sleep(ctx context.Context, delay time.Duration) error {
	if !inTime(ctx, delay) {
		return context.DeadlineExceeded
	}
	return poll.Sleep(ctx, delay)
}

// inTime reports whether a delay is over before the context's deadline.
func inTime(ctx context.Context, delay time.Duration) bool {
	deadline, ok := ctx.Deadline()
	return !ok || time.Until(deadline) >= delay
}

// endedAfter returns the error of a wait that the context ended, after err if it is not nil.
func endedAfter(ended, err error) error {
	if err == nil {
		return ended
	}
	return fmt.Errorf("%w; before that: %w", ended, err)
}
