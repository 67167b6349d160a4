package content

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/intunegen/intunegen/graph"
	"github.com/intunegen/intunegen/graph/internal/poll"
	"github.com/intunegen/intunegen/odata"
)

// createVersion creates a content version. The journal knows beforehand which ones there are, so
// that one whose creation was not answered is found again.
func (p *publisher) createVersion(ctx context.Context) error {
	if p.journal.Version != "" {
		return nil
	}
	if p.journal.Creating {
		if found, err := p.findVersion(ctx); err != nil || found {
			return err
		}
	}
	versions, err := p.service.listVersions(ctx)
	if err != nil {
		return err
	}
	p.journal.Creating, p.journal.Versions = true, versions
	if err := p.save(); err != nil {
		return err
	}
	id, err := p.service.createVersion(ctx)
	if errors.Is(err, graph.ErrOutcomeUnknown) {
		if found, findErr := p.findVersion(ctx); found || findErr != nil {
			return findErr
		}
	}
	if err != nil {
		return err
	}
	p.journal.Version = id
	return p.save()
}

// findVersion looks for the version that an earlier try has created, and reports whether there is
// one. It is not among those from before, and has no file yet.
func (p *publisher) findVersion(ctx context.Context) (found bool, err error) {
	versions, err := p.service.listVersions(ctx)
	if err != nil {
		return false, err
	}
	for _, id := range versions {
		if p.journal.hadVersion(id) {
			continue
		}
		files, err := p.service.listFiles(ctx, id)
		if err != nil {
			return false, err
		}
		if len(files) == 0 {
			p.journal.Version = id
			return true, p.save()
		}
	}
	return false, nil
}

// createFile creates the file in the content version. One that an earlier try has created is the
// only one in there.
func (p *publisher) createFile(ctx context.Context) error {
	if p.journal.File != "" {
		return nil
	}
	files, err := p.service.listFiles(ctx, p.journal.Version)
	if err != nil {
		return err
	}
	if len(files) > 0 {
		p.journal.File = files[0]
		return p.save()
	}
	id, err := p.service.createFile(ctx, p.journal.Version, p.file)
	if errors.Is(err, graph.ErrOutcomeUnknown) {
		if files, _ := p.service.listFiles(ctx, p.journal.Version); len(files) > 0 {
			id, err = files[0], nil
		}
	}
	if err != nil {
		return err
	}
	p.journal.File = id
	return p.save()
}

// commit tells the service how the content is encrypted, and waits until it has checked it.
func (p *publisher) commit(ctx context.Context) error {
	if p.journal.Committed {
		return nil
	}
	var backoff poll.Backoff
	for asked := false; ; {
		file, err := p.service.readFile(ctx, p.journal.Version, p.journal.File)
		if err != nil {
			return err
		}
		done, err := file.reached("commitFile")
		switch {
		case err != nil:
			return err
		case done || odata.GetOr(file.IsCommitted, false):
			p.journal.Committed = true
			return p.save()
		case !asked && file.state() != "commitFilePending":
			asked = true
			// An answer that was lost shows in the state.
			if err := p.service.commitFile(ctx, p.journal.Version, p.journal.File, p.file.source.info()); err != nil &&
				!errors.Is(err, graph.ErrOutcomeUnknown) {
				return err
			}
		}
		if err := backoff.Next(ctx); err != nil {
			return err
		}
	}
}

// publish makes the version the one that devices get.
func (p *publisher) publish(ctx context.Context) error {
	if err := p.service.setVersion(ctx, p.journal.Version); err != nil {
		return err
	}
	p.journal.Published = true
	return p.save()
}

// failed removes what a failed run has made, unless a later run goes on with it, and returns the
// error.
func (p *publisher) failed(ctx context.Context, err error) error {
	var refused *refusedError
	isFinal := errors.As(err, &refused)
	switch {
	case p.options.State != nil && !isFinal:
		return fmt.Errorf("%w; call Publish again to go on", err)
	case p.options.Keep && isFinal:
		return errors.Join(err, p.reset())
	case p.options.Keep || p.journal.Version == "":
		return err
	case p.journal.Committed && errors.Is(err, graph.ErrOutcomeUnknown):
		return fmt.Errorf("%w; content version %s is left, since it may be in use", err, p.journal.Version)
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), time.Minute)
	defer cancel()
	version := p.journal.Version
	if removeErr := p.service.deleteVersion(ctx, version); removeErr != nil {
		return fmt.Errorf("%w; content version %s is left: %w", err, version, removeErr)
	}
	return errors.Join(err, p.reset())
}
