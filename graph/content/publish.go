package content

import (
	"context"
	"fmt"

	"github.com/intunegen/intunegen/graph"
)

// PublishOptions are the options of [Publish]. The zero value is good for most programs.
type PublishOptions struct {
	// Parallel is how many blocks are uploaded at a time; 0 means 4.
	Parallel int
	// BlockSize is the size of a block in bytes; 0 means 8 MiB, or more if the file needs more than
	// 50,000 blocks. Publish holds one block more than Parallel in memory.
	BlockSize int
	// Progress is called after each block with the bytes uploaded so far and in all, those of an
	// earlier run included. It is not called by two goroutines at a time.
	Progress func(sent, total int64)
	// State keeps how far the work has come, so that a later run goes on there. [FileState] keeps
	// it in a file. Without it, a failed run removes what it made.
	State State
	// Keep leaves a content version that could not be published on the service, to be looked at.
	Keep bool
}

// Publish makes the file the content of the app, and returns the id of its new content version. It
// checks the file, creates a content version with a file in it, uploads the encrypted content in
// blocks, commits it, and sets the app's committedContentVersion. The address of the upload is
// renewed before it expires and after a 403.
//
// With a State, Publish can be interrupted anywhere and called again, with the same app and file:
// it creates nothing twice, and goes on with the blocks that are missing. A file made by [Encrypt]
// has other keys in another process, so all of its blocks are uploaded again then, and what the
// earlier run left is removed. A content version that is not published has no effect on devices.
//
// Two runs for one app at a time may take each other's version for their own; do not do that.
func Publish(ctx context.Context, c *graph.Client, app App, file *File, options *PublishOptions) (version string, err error) {
	if err := app.check(); err != nil {
		return "", err
	}
	if file.source.info().complete {
		if err := file.Verify(); err != nil {
			return "", err
		}
	}
	p := newPublisher(c, app, file, options)
	if err := p.load(ctx); err != nil {
		return "", err
	}
	if err := p.run(ctx); err != nil {
		return "", p.failed(ctx, err)
	}
	return p.journal.Version, nil
}

// A publisher publishes one file.
type publisher struct {
	service service
	file    *File
	options PublishOptions
	journal journal
}

func newPublisher(c *graph.Client, app App, file *File, options *PublishOptions) *publisher {
	p := &publisher{service: service{client: c, app: app}, file: file}
	if options != nil {
		p.options = *options
	}
	if p.options.Parallel <= 0 {
		p.options.Parallel = 4
	}
	if p.options.BlockSize <= 0 {
		p.options.BlockSize = 8 << 20
	}
	p.options.BlockSize = max(p.options.BlockSize, int(file.EncryptedSize/maxBlocks)+1, minBlock)
	return p
}

// run takes the steps that the journal lacks.
func (p *publisher) run(ctx context.Context) error {
	steps := []struct {
		name string
		do   func(context.Context) error
	}{
		{"creating a content version", p.createVersion},
		{"creating its file", p.createFile},
		{"uploading", p.upload},
		{"committing the file", p.commit},
		{"setting the app's committedContentVersion", p.publish},
	}
	if p.journal.Published {
		return nil
	}
	for _, step := range steps {
		if err := step.do(ctx); err != nil {
			return fmt.Errorf("content: %s: %s: %w", p.file.Name, step.name, err)
		}
	}
	return nil
}
