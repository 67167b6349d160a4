package content

import (
	"context"
	"time"

	"github.com/intunegen/intunegen/graph"
	"github.com/intunegen/intunegen/graph/internal/poll"
)

// patience is how long a file that was created may be missing from reads.
const patience = time.Minute

// look reads the file until ready reports true or fails. A file that was just created may not be
// there yet.
func (p *publisher) look(ctx context.Context, ready func(*contentFile) (bool, error)) error {
	var backoff poll.Backoff
	start := time.Now()
	for {
		file, err := p.service.readFile(ctx, p.journal.Version, p.journal.File)
		if err == nil {
			done, err := ready(file)
			if done || err != nil {
				return err
			}
		} else if !graph.IsNotFound(err) || time.Since(start) > patience {
			return err
		}
		if err := backoff.Next(ctx); err != nil {
			return err
		}
	}
}
