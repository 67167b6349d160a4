// Command intunegen generates a Go package from the description of Microsoft Graph's Intune beta,
// or of another OData service.
package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"

	"github.com/spf13/cobra"
)

// Exit codes.
const (
	exitStale = 1 // --check found stale output, or diff found breaking changes
	exitBad   = 2 // bad usage or bad input; nothing was written
)

// errStale is the error of a check that found stale output, or a comparison that found breaking
// changes. The command has printed them.
var errStale = errors.New("stale")

// memoryGoal is the soft memory limit in bytes. With it the largest known descriptions need less
// than a gigabyte, including memory that it does not count. GOMEMLIMIT overrides it.
const memoryGoal = 800 << 20

func main() {
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(memoryGoal)
	}
	os.Exit(run(os.Args[1:]))
}

// run executes the command line and returns the exit code.
func run(args []string) int {
	switch err := execute(args, os.Stdout); {
	case err == nil:
		return 0
	case errors.Is(err, errStale):
		return exitStale
	default:
		fmt.Fprintln(os.Stderr, message(err.Error()))
		return exitBad
	}
}

// execute executes the command line. It also returns an error if not all output could be written.
func execute(args []string, stdout io.Writer) error {
	root := &cobra.Command{
		Use:           "intunegen",
		Short:         "Generate Go for Microsoft Graph's Intune beta",
		Args:          subcommand,
		RunE:          func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
		SilenceUsage:  true,
		SilenceErrors: true,

		PersistentPreRunE: func(cmd *cobra.Command, _ []string) error { return rejectEmptyInput(cmd) },
	}
	root.AddCommand(generateCommand(), importCommand(), describeCommand(), snippetCommand(), permissionsCommand(), diffCommand(), overlayCommand(), initCommand(), pullCommand(), serveCommand(), referenceCommand(),
		versionCommand())
	root.SetArgs(args)
	root.SetFlagErrorFunc(badFlag)
	root.CompletionOptions.DisableDefaultCmd = true
	out := &printer{Writer: stdout}
	root.SetOut(out)
	root.SetErr(&printer{Writer: os.Stderr})
	if err := root.Execute(); out.err == nil {
		return err
	}
	return out.err
}
