package odata_test

import (
	"fmt"
	"github.com/intunegen/intunegen/odata"
	"strings"
	"testing"
)

// The order of properties changes often in a body. Each object still gets its own values.
func TestPropertiesInChangingOrders(t *testing.T) {
	orders := []string{`{"id":"%[1]d","count":%[1]d,"name":"n"}`, `{"count":%[1]d,"x":{},"id":"%[1]d"}`, `{"name":"n","id":"%[1]d","on":true,"count":%[1]d}`}
	var objects []string
	for i := range 3000 {
		objects = append(objects, fmt.Sprintf(orders[i*i%7%3], i))
	}
	for i, m := range *decoded[[]device](t, "["+strings.Join(objects, ",")+"]") {
		if odata.GetOr(m.ID, "") != fmt.Sprint(i) || odata.GetOr(m.Count, -1) != int32(i) {
			t.Fatalf("object %d has id %q and count %d", i, odata.GetOr(m.ID, ""), odata.GetOr(m.Count, -1))
		}
	}
}
