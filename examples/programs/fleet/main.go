// Command fleet asks the devices of a tenant to sync, many at once. It keeps a journal: run again
// after an interruption, it takes the devices that are left, and names those of which nobody knows
// whether the request went out.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"log"
	"os"
	"os/signal"
	"slices"

	"github.com/schollz/progressbar/v3"

	"github.com/intunegen/intunegen/examples/programs/internal/connect"
	"github.com/intunegen/intunegen/generated/intunebeta"
	"github.com/intunegen/intunegen/graph"
	"github.com/intunegen/intunegen/odata"
)

// A summary is what became of the devices.
type summary struct {
	Done    int      `json:"done"`
	Failed  []string `json:"failed"`
	Unknown []string `json:"unknown"` // the request may have gone out
	Left    int      `json:"left"`    // for a later run
}

func main() {
	at := flag.String("at", "memory", connect.Usage)
	name := flag.String("journal", "fleet.journal", "file by which a later run goes on")
	asJSON := flag.Bool("json", false, "write the summary as JSON, without a progress bar")
	flag.Parse()
	if flag.Arg(0) != "sync" {
		log.Fatal("usage: fleet [-at …] [-journal FILE] [-json] sync")
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	j, err := openJournal(*name)
	if err != nil {
		log.Fatal(err)
	}
	bar := io.Writer(os.Stderr)
	if *asJSON {
		bar = io.Discard
	}
	s, err := sync(ctx, connect.To(*at), j, bar)
	if *asJSON {
		_ = json.NewEncoder(os.Stdout).Encode(s)
	} else {
		fmt.Printf("%d done, %d left\nfailed: %v\nmay have gone out: %v\n", s.Done, s.Left, s.Failed, s.Unknown)
	}
	if err != nil {
		log.Fatal(err)
	}
}

// sync asks each device that the journal does not know to sync.
func sync(ctx context.Context, client *intunebeta.Client, j *journal, out io.Writer) (summary, error) {
	devices := client.DeviceManagement().ManagedDevices()
	type row struct {
		ID string `odata:"id"`
	}
	rows, err := graph.Collect(ctx, graph.Rows[row](devices.List(odata.Top(1000))))
	if err != nil {
		return j.summary(0), err
	}
	var ids []string
	for _, r := range rows {
		if j.state[r.ID] == "" {
			ids = append(ids, r.ID)
		}
	}
	bar := progressbar.NewOptions(len(ids), progressbar.OptionSetWriter(out), progressbar.OptionShowCount())
	left, stored := 0, error(nil)
	err = graph.Each(ctx, client.Client, slices.Values(ids), func(id string) *graph.Command {
		return devices.ID(id).SyncDevice()
	}, graph.EachOptions{Begin: j.Begin, Done: func(id string, err error) {
		_ = bar.Add(1) // only a picture
		switch {
		case errors.Is(err, graph.ErrNotSent):
			left++ // a later run takes it, unless it began
		case errors.Is(err, graph.ErrOutcomeUnknown): // it stays begun
		default:
			stored = errors.Join(stored, j.Done(id, err))
		}
	}})
	_ = bar.Exit()
	return j.summary(left), errors.Join(err, stored)
}

func (j *journal) summary(left int) summary {
	s := summary{Left: left, Failed: []string{}, Unknown: []string{}}
	for id, state := range j.state {
		switch state {
		case done:
			s.Done++
		case failed:
			s.Failed = append(s.Failed, id)
		case begun:
			s.Unknown = append(s.Unknown, id)
		}
	}
	slices.Sort(s.Failed)
	slices.Sort(s.Unknown)
	return s
}
