// Package raw makes requests without builders.
package raw

import (
	"context"
	"fmt"
	"net/http"

	"github.com/intunegen/intunegen/generated/intunebeta"
	"github.com/intunegen/intunegen/graph"
)

const root = "/deviceManagement"

func calls(ctx context.Context, client *intunebeta.Client, id, path, method string) {
	_ = client.Do(ctx, "DELETE", "/deviceManagement/managedDevices/1", nil, nil)
	_ = client.Do(ctx, http.MethodGet, root+"/deviceCategories?$top=5", nil, nil)
	_ = client.Client.Do(ctx, "patch", root+"/deviceCategories/"+id, nil, nil)
	_ = client.Do(ctx, "POST", fmt.Sprintf("/deviceManagement/managedDevices/%s/syncDevice", id), nil, nil)
	at := "/deviceManagement/managedDevices/" + id + "/retire"
	_ = client.Do(ctx, http.MethodPost, at, nil, nil)
	_ = client.Do(ctx, "GET", "/deviceManagement/newThings/1", nil, nil)
	_ = client.Do(ctx, "GET", path, nil, nil)
	_ = client.Do(ctx, method, "/deviceManagement", nil, nil)
	_ = graph.Continue[*intunebeta.DeviceCategory](client.Client, path)
}
