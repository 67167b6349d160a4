package odata_test

import (
	"encoding/json"
	"testing"

	"github.com/intunegen/intunegen/odata"
)

// Collections of every kind are compared as sets: of scalars, structured values and values of
// derived types, whether elements are missing, added or in another order.
func TestFaultD1_AsSet(t *testing.T) {
	sets := []odata.Compare{odata.AsSet(odata.Property[[]string]{"tags"}), odata.AsSet(odata.Property[[]device]{"parts"}), odata.AsSet(odata.Property[[]anyTarget]{"targets"})}
	for property, e := range map[string][3]string{
		"tags":    {`"a"`, `"b"`, `"c"`},
		"parts":   {`{"id":"1","name":"a"}`, `{"id":"2","name":"b"}`, `{"name":"c"}`},
		"targets": {`{"@odata.type":"ns.groupTarget","groupId":"a"}`, `{"@odata.type":"ns.groupTarget","groupId":"b"}`, `{"@odata.type":"ns.groupTarget","groupId":"c"}`},
	} {
		for _, test := range []struct {
			have, want string
			same       bool
		}{
			{"", "", true}, {e[0], e[0], true}, {e[0] + "," + e[1], e[1] + "," + e[0], true},
			{e[0], "", false}, {"", e[0], false}, {e[0], e[1], false}, {e[0], e[0] + "," + e[2], false}, {e[2], e[0] + "," + e[1], false}, {e[0] + "," + e[1], e[2], false},
		} {
			var have, want device
			for list, into := range map[string]*device{test.have: &have, test.want: &want} {
				if err := json.Unmarshal([]byte(`{"`+property+`":[`+list+`]}`), into); err != nil {
					t.Fatal(err)
				}
			}
			if test.have == test.want {
				have = want
			}
			changes := odata.Changes(have, want, sets...)
			if (len(changes) == 0) != test.same || odata.IsEmpty(odata.Difference(have, want, sets...)) != test.same {
				t.Errorf("%s [%s] and [%s]: %v; want same: %v", property, test.have, test.want, changes, test.same)
			}
		}
	}
}
