package graph

import (
	"context"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

// A sentPart is a part of a batch, with the answers to its items.
type sentPart struct {
	items   []*batchEntry
	answers []batchAnswer // nil if the part was not sent
	err     error
}

// roundAtOnce is round with several parts on their way at once. After an error, no other part goes
// out.
func (b *Batch) roundAtOnce(ctx context.Context, open []*batchEntry, try int) (again []*batchEntry, delay time.Duration, err error) {
	parts := b.sendParts(ctx, open)
	for _, p := range parts {
		if p.err != nil {
			err = p.err
		}
		if p.answers != nil {
			more, wait := b.settlePart(ctx, p.items, p.answers, try)
			again, delay = append(again, more...), max(delay, wait)
		}
	}
	return again, delay, err
}

// sendParts sends items in parts of twenty.
func (b *Batch) sendParts(ctx context.Context, open []*batchEntry) []sentPart {
	var parts []sentPart
	for items := range slices.Chunk(open, batchSize) {
		parts = append(parts, sentPart{items: items})
	}
	var next atomic.Int64
	var failed atomic.Bool
	var group sync.WaitGroup
	for range min(b.Parallel, len(parts)) {
		group.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(parts) && !failed.Load(); i = int(next.Add(1)) - 1 {
				p := &parts[i]
				if p.answers, p.err = b.send(ctx, p.items); p.err != nil {
					p.answers = nil
					failed.Store(true)
				}
			}
		})
	}
	group.Wait()
	return parts
}
