// Command devices lists the Windows devices that have not been in touch lately, page by page, with
// the properties it prints alone.
package main

import (
	"context"
	"flag"
	"fmt"
	"log"
	"time"

	"github.com/intunegen/intunegen/examples/programs/internal/connect"
	"github.com/intunegen/intunegen/generated/intunebeta"
	"github.com/intunegen/intunegen/odata"
)

func main() {
	at := flag.String("at", "memory", connect.Usage)
	days := flag.Int("days", 30, "days without contact")
	flag.Parse()
	client := connect.To(*at)

	p := intunebeta.ManagedDeviceProperties
	cutoff := odata.TimeOf(time.Now().AddDate(0, 0, -*days))
	devices := client.DeviceManagement().ManagedDevices().List(
		odata.Select(p.DeviceName, p.OperatingSystem, p.LastSyncDateTime),
		odata.Filter(odata.And(odata.Eq(p.OperatingSystem, "Windows"), odata.Lt(p.LastSyncDateTime, cutoff))),
		odata.Top(500))
	for device, err := range devices.All(context.Background()) {
		if err != nil {
			log.Fatal(err) // after the pages read so far
		}
		d, _ := odata.View[intunebeta.ManagedDevice](device)
		fmt.Println(odata.GetOr(d.DeviceName, "(no name)"), odata.GetOr(d.LastSyncDateTime, odata.Time{}))
	}
}
