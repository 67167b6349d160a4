package content

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
)

// A State keeps what [Publish] has done so far, as JSON without any secret.
type State interface {
	// Load returns what was saved last; nil if nothing was.
	Load() ([]byte, error)
	// Save keeps the state. It must have it in full or not at all when the process ends.
	Save([]byte) error
}

// FileState returns a State that is kept in a file. Remove the file when it is no longer needed.
func FileState(name string) State { return fileState(name) }

type fileState string

func (s fileState) Load() ([]byte, error) {
	b, err := os.ReadFile(string(s))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return b, err
}

// Save writes a new file and renames it, so that there is a whole one at any time.
func (s fileState) Save(b []byte) error {
	next := string(s) + ".new"
	if err := os.WriteFile(next, b, 0o600); err != nil {
		return err
	}
	return os.Rename(next, string(s))
}

// journal is what a State keeps.
type journal struct {
	App       string   `json:"app"`
	Type      string   `json:"type"`
	Content   string   `json:"content"` // fingerprint of the encryption
	Creating  bool     `json:"creating,omitempty"`
	Versions  []string `json:"versions,omitempty"` // that there were before
	Version   string   `json:"version,omitempty"`
	File      string   `json:"file,omitempty"`
	BlockSize int      `json:"blockSize,omitempty"`
	Blocks    []int    `json:"blocks,omitempty"` // uploaded
	Stored    bool     `json:"stored,omitempty"`
	Committed bool     `json:"committed,omitempty"`
	Published bool     `json:"published,omitempty"`
}

func (j *journal) hadVersion(id string) bool { return slices.Contains(j.Versions, id) }

// isOf reports whether the journal is of the same work.
func (j *journal) isOf(other journal) bool {
	return j.App == other.App && j.Type == other.Type && j.Content == other.Content
}

// load reads the state. A state of other work for the same app is of a run that did not end: what
// that run has made is removed.
func (p *publisher) load(ctx context.Context) error {
	own := journal{App: p.service.app.ID, Type: p.service.app.Type, Content: p.file.source.info().fingerprint()}
	p.journal = own
	if p.options.State == nil {
		return nil
	}
	b, err := p.options.State.Load()
	if err != nil {
		return fmt.Errorf("content: the state cannot be loaded: %w", err)
	}
	if len(b) == 0 {
		return nil
	}
	if err := json.Unmarshal(b, &p.journal); err != nil {
		return fmt.Errorf("content: the state is damaged; remove it to begin anew: %w", err)
	}
	if !p.journal.isOf(own) {
		return p.replace(ctx, own)
	}
	if p.journal.BlockSize != 0 {
		p.options.BlockSize = p.journal.BlockSize
	}
	return nil
}

// replace removes what the journal's run has made, and begins a new journal.
func (p *publisher) replace(ctx context.Context, own journal) error {
	had := p.journal
	if had.App != own.App || had.Type != own.Type {
		return fmt.Errorf("content: the state is of app %s, a %.60q; give each app a state of its own", had.App, had.Type)
	}
	if had.Creating && had.Version == "" {
		if _, err := p.findVersion(ctx); err != nil {
			return err
		}
		had = p.journal
	}
	if had.Version != "" && !had.Published {
		if err := p.service.deleteVersion(ctx, had.Version); err != nil {
			return fmt.Errorf("content: removing what an earlier run left: %w", err)
		}
	}
	p.journal = own
	return p.save()
}

// reset forgets what is removed.
func (p *publisher) reset() error {
	p.journal = journal{App: p.journal.App, Type: p.journal.Type, Content: p.journal.Content}
	return p.save()
}

func (p *publisher) save() error {
	if p.options.State == nil {
		return nil
	}
	b, err := json.Marshal(p.journal)
	if err != nil {
		return err
	}
	if err := p.options.State.Save(b); err != nil {
		return fmt.Errorf("the state cannot be saved: %w", err)
	}
	return nil
}
