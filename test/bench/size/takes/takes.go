// Package takes is a user's second package: its functions take the client that the program makes.
package takes

import (
	"context"

	"github.com/intunegen/intunegen/generated/intunebeta"
	"github.com/intunegen/intunegen/odata"
)

// Names returns the names of all device categories.
func Names(ctx context.Context, client *intunebeta.Client) ([]string, error) {
	var names []string
	for category, err := range client.DeviceManagement().DeviceCategories().List().All(ctx) {
		if err != nil {
			return nil, err
		}
		names = append(names, odata.GetOr(category.DisplayName, ""))
	}
	return names, nil
}

// Sync asks a device to synchronize.
func Sync(ctx context.Context, client *intunebeta.Client, id string) error {
	return client.DeviceManagement().ManagedDevices().ID(id).SyncDevice().Do(ctx)
}
