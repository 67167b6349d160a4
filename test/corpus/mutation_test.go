package corpus_test

import (
	"encoding/json"
	"math/big"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/intunegen/intunegen/generated/intunebeta"
	"github.com/intunegen/intunegen/odata"
)

// strange are values that replace another, or are added under a name that no type has.
var strange = []string{`null`, `true`, `-0`, `1e400`, `18446744073709551616`, `0.10`, `"INF"`, `""`, `"\ud800"`, `"notYetKnown"`, `"a,notYetKnown"`,
	`"0001-01-01T00:00:00"`, `[]`, `[null]`, `[1,"two",{"three":[3]}]`, `{}`, `{"@odata.type":"#microsoft.graph.notYetKnown","x":{"y":[]}}`,
	`{"@odata.type":null}`, `[[[[{"a":[{}]}]]]]`}

// annotations are names that any object may have.
var annotations = []string{"@odata.context", "@odata.id", "displayName@odata.type", "@vendor.thing#one", "notYetKnown", "@odata.type"}

// mutated returns a value with one place changed.
func mutated(v any, r *rand.Rand) any {
	other := json.RawMessage(strange[r.IntN(len(strange))])
	switch v := v.(type) {
	case map[string]any:
		if len(v) == 0 || r.IntN(4) == 0 {
			v[annotations[r.IntN(len(annotations))]] = other
			return v
		}
		name := slices.Sorted(mapKeys(v))[r.IntN(len(v))]
		v[name] = mutated(v[name], r)
		return v
	case []any:
		if len(v) > 0 && r.IntN(3) > 0 {
			i := r.IntN(len(v))
			v[i] = mutated(v[i], r)
			return v
		}
		return append(v, other)
	}
	return other
}

// Decoding and encoding loses nothing of a documented response that was changed in one place, or in
// several.
func TestMutatedResponsesLoseNothing(t *testing.T) {
	r := rand.New(rand.NewPCG(12, 11))
	checked := 0
	for _, op := range documented(t).Operations {
		if op.Response == nil || op.Response.Body == nil {
			continue
		}
		for _, body := range objects([]byte(*op.Response.Body)) {
			model, ok := intunebeta.New(typeOf(body))
			if !ok {
				continue
			}
			v := value(t, body)
			for range 1 + r.IntN(4) {
				v = mutated(v, r)
			}
			text, err := json.Marshal(v)
			if err != nil {
				t.Fatal(err)
			}
			if !roundTrips(t, op.Page, text, model) {
				return
			}
			checked++
		}
	}
	if checked == 0 {
		t.Error("no response was checked")
	}
	t.Logf("%d changed responses without loss", checked)
}

// roundTrips decodes and encodes a body that encoding/json has read and written.
func roundTrips(t *testing.T, page string, text []byte, model any) bool {
	t.Helper()
	if err := odata.Unmarshal(text, model); err != nil {
		t.Errorf("%s: %v\n%s", page, err, text)
		return false
	}
	again, err := odata.Marshal(model)
	if err != nil {
		t.Errorf("%s: %v\n%s", page, err, text)
		return false
	}
	if diff := cmp.Diff(value(t, text), value(t, again), cmp.Comparer(sameNumber)); diff != "" {
		t.Errorf("%s (-want +got):\n%s\n%s", page, diff, strings.TrimSpace(string(text)))
		return false
	}
	return true
}

// sameNumber compares numbers by their exact value: 0.10 is 0.1.
func sameNumber(a, b json.Number) bool {
	x, okX := new(big.Rat).SetString(a.String())
	y, okY := new(big.Rat).SetString(b.String())
	return okX && okY && x.Cmp(y) == 0
}
