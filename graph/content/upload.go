package content

import (
	"cmp"
	"context"
	"errors"
	"io"
	"slices"
	"sync"

	"golang.org/x/sync/errgroup"
)

const (
	maxBlocks = 50_000 // of a blob
	minBlock  = 64 << 10
)

// upload stages the blocks that the journal lacks, and makes them the content of the file.
func (p *publisher) upload(ctx context.Context) error {
	if p.journal.Stored {
		return nil
	}
	store, err := p.openStore(ctx)
	if err != nil || p.journal.Stored {
		return err
	}
	p.journal.BlockSize = p.options.BlockSize
	u := &upload{publisher: p, store: store, buffers: make(chan []byte, p.options.Parallel)}
	for range p.options.Parallel {
		u.buffers <- nil // allocated when it is needed
	}
	if err := u.run(ctx); err != nil {
		return err
	}
	if err := store.commit(ctx, u.count); err != nil {
		return err
	}
	p.journal.Stored, p.journal.Blocks = true, nil
	return p.save()
}

// An upload reads the content and stages its blocks in parallel.
type upload struct {
	*publisher
	store   *store
	buffers chan []byte // free ones
	count   int

	mu   sync.Mutex // over the journal and Progress
	sent int64
}

// run reads the blocks one after the other. The first block is staged last: it has the HMAC, which
// is known when all of the content was read.
func (u *upload) run(ctx context.Context) (err error) {
	content, err := u.file.source.open()
	if err != nil {
		return err
	}
	defer func() { err = cmp.Or(err, content.Close()) }()
	size := u.options.BlockSize
	u.sent = sizeOf(u.journal.Blocks, size, u.file.EncryptedSize)
	head := make([]byte, min(int64(size), u.file.EncryptedSize))
	if _, err := io.ReadFull(content, head); err != nil {
		return err
	}
	group, groupCtx := errgroup.WithContext(ctx)
	for u.count = 1; err == nil && int64(u.count)*int64(size) < u.file.EncryptedSize; u.count++ {
		err = u.next(groupCtx, group, content, u.count)
	}
	if err = cmp.Or(group.Wait(), err); err != nil {
		return err
	}
	if err := drained(content); err != nil {
		return err
	}
	copy(head, u.file.source.info().mac[:])
	return u.stage(ctx, 0, head)
}

// drained reads the end of the content, where a source checks it.
func drained(content io.Reader) error {
	n, err := io.Copy(io.Discard, content)
	if n > 0 && err == nil {
		return errors.New("the content is larger than its description says")
	}
	return err
}

// next reads a block into a free buffer and lets the group stage it.
func (u *upload) next(ctx context.Context, group *errgroup.Group, content io.Reader, number int) error {
	size := u.options.BlockSize
	var buffer []byte
	select {
	case buffer = <-u.buffers:
	case <-ctx.Done():
		return ctx.Err()
	}
	if buffer == nil {
		buffer = make([]byte, size)
	}
	block := buffer[:min(int64(size), u.file.EncryptedSize-int64(number)*int64(size))]
	if _, err := io.ReadFull(content, block); err != nil {
		return err
	}
	group.Go(func() error {
		defer func() { u.buffers <- buffer }()
		return u.stage(ctx, number, block)
	})
	return nil
}

// stage uploads one block, unless it was uploaded before.
func (u *upload) stage(ctx context.Context, number int, block []byte) error {
	u.mu.Lock()
	isThere := slices.Contains(u.journal.Blocks, number)
	u.mu.Unlock()
	if isThere {
		return nil
	}
	if err := u.store.stage(ctx, number, block); err != nil {
		return err
	}
	u.mu.Lock()
	defer u.mu.Unlock()
	u.journal.Blocks = append(u.journal.Blocks, number)
	u.sent += int64(len(block))
	if u.options.Progress != nil {
		u.options.Progress(u.sent, u.file.EncryptedSize)
	}
	return u.save()
}

// sizeOf returns the size of some blocks of a file.
func sizeOf(blocks []int, size int, total int64) (sum int64) {
	for _, number := range blocks {
		sum += min(int64(size), total-int64(number)*int64(size))
	}
	return sum
}
