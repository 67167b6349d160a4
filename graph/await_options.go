package graph

import (
	"errors"
	"fmt"
	"net/http"
	"time"
)

// An AwaitOption changes how [WaitFor], [AwaitList] and [AwaitGone] wait: [Consecutive],
// [Interval], or an [Option] for each read.
type AwaitOption interface{ await(*waiting) error }

// Consecutive waits until n reads in a row are good. Reads of a service with replicas may be old
// and new in turn, so that one good read does not mean that the next one is good.
func Consecutive(n int) AwaitOption {
	return awaitOption(func(w *waiting) error {
		if w.consecutive = n; n < 1 {
			return fmt.Errorf("graph.Consecutive(%d): give the number of good reads, 1 or more", n)
		}
		return nil
	})
}

// Interval sets the delay after a good read and after the first one, which doubles with each read
// that is not good, and the longest delay. The delay that a service asks for may be longer than
// both.
func Interval(first, longest time.Duration) AwaitOption {
	return awaitOption(func(w *waiting) error {
		if w.first, w.longest = first, longest; first <= 0 || longest < first {
			return fmt.Errorf("graph.Interval(%v, %v): give a first delay of more than 0, and a longest that is not less", first, longest)
		}
		return nil
	})
}

type awaitOption func(*waiting) error

func (o awaitOption) await(w *waiting) error { return o(w) }

func (o Option) await(w *waiting) error {
	w.options = append(w.options, o)
	return nil
}

// waiting are the settings of a wait.
type waiting struct {
	consecutive    int
	first, longest time.Duration // between reads
	options        []Option      // of each read
}

// waiting returns the settings of a wait by options. Its error is [ErrNotSent]: only a request that
// reads can be repeated until its result is as expected.
func (c *call) waiting(options []AwaitOption) (*waiting, error) {
	w := &waiting{consecutive: 1, first: 500 * time.Millisecond, longest: 10 * time.Second}
	err := error(nil)
	if c.method != http.MethodGet {
		err = errors.New("waiting would send it again and again; wait with a request that reads")
	}
	for _, option := range options {
		if option == nil {
			err = errors.New("an option is nil; leave it out")
		} else if err == nil {
			err = option.await(w)
		}
	}
	if err == nil {
		return w, nil
	}
	_, template := c.node.path()
	return nil, mark(fmt.Errorf("%s %s: %w", c.method, template, err), ErrNotSent)
}
