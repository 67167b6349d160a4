package generated_test

import (
	"slices"
	"testing"

	"github.com/intunegen/intunegen/generated/intunebeta"
	"github.com/intunegen/intunegen/graph"
)

// What the page of the documented update states is data of the generated package: its status, the
// three entries of permissions, and its clouds.
func TestDocumentedUpdateCarriesItsFacts(t *testing.T) {
	operations := intunebeta.Operations()
	at := slices.IndexFunc(operations, func(op graph.Operation) bool {
		return op.Method == "PATCH" && op.Path == "/deviceManagement/embeddedSIMActivationCodePools/{embeddedSIMActivationCodePoolId}"
	})
	if at < 0 {
		t.Fatal("the operation has no row")
	}
	op, write := operations[at], []string{"DeviceManagementConfiguration.ReadWrite.All"}
	if op.Status != 200 || !slices.Equal(op.Delegated, write) || !slices.Equal(op.Application, write) {
		t.Errorf("got %+v", op)
	}
	if op.Personal == nil || len(op.Personal) > 0 {
		t.Errorf("personal accounts: %v; want not supported, an empty list", op.Personal)
	}
	for _, cloud := range graph.Clouds() {
		if op.Available(cloud) != graph.Yes {
			t.Errorf("%s: %v; want yes", cloud.Name, op.Available(cloud))
		}
	}
}
