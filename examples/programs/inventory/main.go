// Command inventory writes the devices of a tenant as CSV, or as JSON for machines. It holds one
// page of them at a time.
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
	"time"

	"github.com/intunegen/intunegen/examples/programs/internal/connect"
	"github.com/intunegen/intunegen/generated/intunebeta"
	"github.com/intunegen/intunegen/graph"
	"github.com/intunegen/intunegen/odata"
)

// A device is what is read of each: the tags are the names of the properties.
type device struct {
	ID       string    `odata:"id" json:"id"`
	Name     string    `odata:"deviceName" json:"name"`
	System   string    `odata:"operatingSystem" json:"system"`
	LastSync time.Time `odata:"lastSyncDateTime" json:"lastSync"`
}

func main() {
	at := flag.String("at", "memory", connect.Usage)
	asJSON := flag.Bool("json", false, "write a line of JSON for each device")
	flag.Parse()

	write := writeCSV
	if *asJSON {
		write = writeJSON
	}
	if err := write(os.Stdout, devices(context.Background(), connect.To(*at))); err != nil {
		log.Fatal(err)
	}
}

func devices(ctx context.Context, client *intunebeta.Client) iter.Seq2[device, error] {
	return graph.Rows[device](client.DeviceManagement().ManagedDevices().List(odata.Top(1000))).All(ctx)
}

func writeCSV(out io.Writer, devices iter.Seq2[device, error]) error {
	w := csv.NewWriter(out)
	if err := w.Write([]string{"id", "name", "system", "last sync"}); err != nil {
		return err
	}
	for d, err := range devices {
		if err != nil {
			w.Flush() // the devices read so far
			return err
		}
		if err := w.Write([]string{d.ID, d.Name, d.System, d.LastSync.Format(time.RFC3339)}); err != nil {
			return err
		}
	}
	w.Flush()
	return w.Error()
}

func writeJSON(out io.Writer, devices iter.Seq2[device, error]) error {
	encoder := json.NewEncoder(out)
	for d, err := range devices {
		if err != nil {
			return err
		}
		if err := encoder.Encode(d); err != nil {
			return err
		}
	}
	return nil
}
