package main

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"github.com/intunegen/intunegen/spec"
	"github.com/intunegen/intunegen/spec/printable"
)

// argsBetween refuses fewer than least arguments and more than most. what describes them in errors.
func argsBetween(least, most int, what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) < least || len(args) > most {
			return fmt.Errorf("%s takes %s, and was given %q; see %[1]s --help", cmd.CommandPath(), what, args)
		}
		return nil
	}
}

// subcommand refuses an argument that is not a command of cmd.
func subcommand(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	var names []string
	for _, c := range cmd.Commands() {
		names = append(names, c.Name())
	}
	return fmt.Errorf("%s has no command %q; %s", cmd.CommandPath(), args[0], cmp.Or(spec.Suggest(args[0], names), "see "+cmd.CommandPath()+" --help"))
}

// badFlag adds to an error of a flag where help is.
func badFlag(cmd *cobra.Command, err error) error {
	return fmt.Errorf("%w; see %s --help", err, cmd.CommandPath())
}

// rejectEmptyInput refuses an input that is "", as an unset variable of a shell is. Without this
// check another input would be read.
func rejectEmptyInput(cmd *cobra.Command) error {
	for _, name := range []string{"metadata", "openapi", "config"} {
		if f := cmd.Flags().Lookup(name); f != nil && f.Changed && f.Value.String() == "" {
			return fmt.Errorf("--%s is empty; give it a file, or leave it out", name)
		}
	}
	return nil
}

// A printer writes to standard output and makes control characters visible. It keeps the first
// error of writing, because commands ignore errors of printing.
type printer struct {
	io.Writer
	partial []byte // the first bytes of a character that is not complete yet
	err     error
}

func (p *printer) Write(text []byte) (int, error) {
	whole := append(p.partial, text...)
	end := len(whole) - len(unfinished(whole))
	p.partial = bytes.Clone(whole[end:])
	_, err := io.WriteString(p.Writer, printable.Text(string(whole[:end])))
	if p.err == nil && err != nil {
		p.err = fmt.Errorf("standard output cannot be written and is not complete; give it room, or another place: %w", err)
	}
	return len(text), err
}

// unfinished returns the bytes of an incomplete character at the end of a text.
func unfinished(text []byte) []byte {
	for n := 1; n < utf8.UTFMax && n <= len(text); n++ {
		if end := text[len(text)-n:]; utf8.RuneStart(end[0]) {
			if !utf8.FullRune(end) {
				return end
			}
			break
		}
	}
	return nil
}
