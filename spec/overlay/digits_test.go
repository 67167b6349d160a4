package overlay_test

import (
	"strings"
	"testing"

	"github.com/intunegen/intunegen/spec/csdl"
	"github.com/intunegen/intunegen/spec/overlay"
)

// The value of an added member keeps all its digits.
func TestAddedMemberKeepsDigits(t *testing.T) {
	const text = `<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
<Schema Namespace="s" xmlns="http://docs.oasis-open.org/odata/ns/edm"><EnumType Name="e"><Member Name="a" Value="0"/></EnumType></Schema>
</edmx:DataServices></edmx:Edmx>`
	for written, want := range map[string]int64{
		"9007199254740993": 1<<53 + 1, "-9007199254740993": -1<<53 - 1, "9223372036854775807": 1<<63 - 1, "-9223372036854775808": -1 << 63,
	} {
		doc, err := csdl.Read("s.csdl", strings.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		file, err := overlay.Read("o.yaml", []byte("corrections:\n- {target: e/big, add: "+written+", reason: r, link: 'https://example.com'}\n"))
		if err != nil {
			t.Fatal(err)
		}
		if err := file.Apply(doc).Err(); err != nil {
			t.Errorf("%s: %v", written, err)
			continue
		}
		if members := doc.Schemas[0].Enums[0].Members; members[1].Value != want {
			t.Errorf("%s: the value is %d", written, members[1].Value)
		}
	}
}
