package content

import (
	"context"
	"time"

	"github.com/intunegen/intunegen/graph"
)

// A wait is the time between two looks at the state of a file. It grows from a second to ten.
type wait struct{ delay time.Duration }

func newWait() *wait { return &wait{delay: time.Second} }

func (w *wait) next(ctx context.Context) error {
	timer := time.NewTimer(w.delay)
	defer timer.Stop()
	w.delay = min(w.delay*3/2, 10*time.Second)
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// patience is how long a file that was created may be missing from reads.
const patience = time.Minute

// look reads the file until ready reports true or fails. A file that was just created may not be
// there yet.
func (p *publisher) look(ctx context.Context, ready func(*contentFile) (bool, error)) error {
	start := time.Now()
	for wait := newWait(); ; {
		file, err := p.service.readFile(ctx, p.journal.Version, p.journal.File)
		if err == nil {
			done, err := ready(file)
			if done || err != nil {
				return err
			}
		} else if !graph.IsNotFound(err) || time.Since(start) > patience {
			return err
		}
		if err := wait.next(ctx); err != nil {
			return err
		}
	}
}
