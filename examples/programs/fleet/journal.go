package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
)

// A journal is a file with a line of JSON for each id that began, and for each that was told. It is
// on the disk before a batch goes out, so that after a kill the next run knows what may have gone
// out.
type journal struct {
	file  *os.File
	state map[string]string // by id: begun, done or failed
}

// An entry is a line of the journal.
type entry struct {
	ID    string `json:"id"`
	State string `json:"state"`
	Error string `json:"error,omitempty"`
}

// The states of an id.
const (
	begun  = "begun"
	done   = "done"
	failed = "failed"
)

// openJournal reads a journal, and opens it to go on. A line that was cut off by a kill is left
// out: what it is about had not gone out.
func openJournal(name string) (*journal, error) {
	j := &journal{state: map[string]string{}}
	if err := j.read(name); err != nil {
		return nil, err
	}
	var err error
	j.file, err = os.OpenFile(name, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err == nil {
		_, err = j.file.WriteString("\n") // ends a line that was cut off
	}
	return j, err
}

func (j *journal) read(name string) error {
	f, err := os.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }() // it was only read
	for lines := bufio.NewScanner(f); ; {
		if !lines.Scan() {
			return lines.Err()
		}
		var e entry
		if json.Unmarshal(lines.Bytes(), &e) == nil {
			j.state[e.ID] = e.State
		}
	}
}

// Begin stores the ids of a batch, and returns when they are on the disk.
func (j *journal) Begin(ids []string) error {
	for _, id := range ids {
		if err := j.add(entry{ID: id, State: begun}); err != nil {
			return err
		}
	}
	return j.file.Sync()
}

// Done stores what became of an id.
func (j *journal) Done(id string, err error) error {
	if err != nil {
		return j.add(entry{ID: id, State: failed, Error: err.Error()})
	}
	return j.add(entry{ID: id, State: done})
}

func (j *journal) add(e entry) error {
	j.state[e.ID] = e.State
	line, err := json.Marshal(e)
	if err == nil {
		_, err = j.file.Write(append(line, '\n'))
	}
	return err
}
