// Command report runs an export job and writes its rows as CSV, or as JSON for machines.
package main

import (
	"context"
	"encoding/csv"
	"encoding/json"
	"flag"
	"io"
	"iter"
	"log"
	"os"
	"os/signal"

	"github.com/schollz/progressbar/v3"

	"github.com/intunegen/intunegen/examples/programs/internal/connect"
	"github.com/intunegen/intunegen/generated/intunebeta"
	"github.com/intunegen/intunegen/graph/report"
	"github.com/intunegen/intunegen/odata"
)

func main() {
	at := flag.String("at", "memory", connect.Usage)
	name := flag.String("name", "DevicesByOS", "name of the report")
	asJSON := flag.Bool("json", false, "write a line of JSON for each row, without a progress bar")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()

	rows := export(ctx, connect.To(*at), *name)
	write := writeCSV
	if *asJSON {
		write = writeJSON
	} else {
		rows = counted(rows, progressbar.NewOptions(-1, progressbar.OptionSetWriter(os.Stderr), progressbar.OptionShowCount()))
	}
	if err := write(os.Stdout, rows); err != nil {
		log.Fatal(err)
	}
}

func export(ctx context.Context, client *intunebeta.Client, name string) iter.Seq2[report.Row, error] {
	job := &intunebeta.DeviceManagementExportJob{ReportName: odata.Set(name)}
	return report.Export(ctx, client.Client, client.DeviceManagement().Reports().ExportJobs().Create(job))
}

// counted counts the rows on a bar.
func counted(rows iter.Seq2[report.Row, error], bar *progressbar.ProgressBar) iter.Seq2[report.Row, error] {
	return func(yield func(report.Row, error) bool) {
		defer func() { _ = bar.Exit() }() // only a picture
		for row, err := range rows {
			_ = bar.Add(1)
			if !yield(row, err) {
				return
			}
		}
	}
}

func writeCSV(out io.Writer, rows iter.Seq2[report.Row, error]) error {
	w := csv.NewWriter(out)
	first := true
	for row, err := range rows {
		if err != nil {
			w.Flush() // the rows read so far
			return err
		}
		columns := row.Columns()
		if first {
			_ = w.Write(columns) // Error returns it
		}
		first = false
		_ = w.Write(texts(row, columns))
	}
	w.Flush()
	return w.Error()
}

func texts(row report.Row, columns []string) []string {
	values := make([]string, len(columns))
	for i, column := range columns {
		values[i], _ = row.Get(column)
	}
	return values
}

func writeJSON(out io.Writer, rows iter.Seq2[report.Row, error]) error {
	encoder := json.NewEncoder(out)
	for row, err := range rows {
		if err != nil {
			return err
		}
		object := map[string]string{}
		for _, column := range row.Columns() {
			object[column], _ = row.Get(column)
		}
		if err := encoder.Encode(object); err != nil {
			return err
		}
	}
	return nil
}
