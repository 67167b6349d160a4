package graph

import (
	"context"
	"fmt"
	"time"
)

// sleep waits, unless the context ends before: at once when its deadline is nearer than the delay.
func sleep(ctx context.Context, delay time.Duration) error {
	if deadline, ok := ctx.Deadline(); ok && time.Until(deadline) < delay {
		return context.DeadlineExceeded
	}
	timer := time.NewTimer(delay)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// endedAfter is the error of a wait that was not waited to its end, after err if there is one.
func endedAfter(ended, err error) error {
	if err == nil {
		return ended
	}
	return fmt.Errorf("%w; before that: %w", ended, err)
}

// inTime reports whether a wait ends before the deadline.
func inTime(ctx context.Context, delay time.Duration) bool {
	deadline, ok := ctx.Deadline()
	return !ok || time.Until(deadline) >= delay
}
