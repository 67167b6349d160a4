package poll

import (
	"context"
	"errors"
	"slices"
	"testing"
	"testing/synctest"
	"time"
)

func TestBackoff(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var delays []time.Duration
		var b Backoff
		for range 8 {
			start := time.Now()
			if err := b.Next(t.Context()); err != nil {
				t.Fatal(err)
			}
			delays = append(delays, time.Since(start))
		}
		const s = time.Second
		want := []time.Duration{s, s * 3 / 2, s * 9 / 4, s * 27 / 8, s * 81 / 16, s * 243 / 32, 10 * s, 10 * s}
		if !slices.Equal(delays, want) {
			t.Errorf("the delays are %v, want %v", delays, want)
		}
	})
}

func TestSleepEndsWithContext(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		start := time.Now()
		if err := Sleep(ctx, time.Hour); !errors.Is(err, context.DeadlineExceeded) || time.Since(start) != time.Second {
			t.Errorf("Sleep returned %v after %v", err, time.Since(start))
		}
	})
}
