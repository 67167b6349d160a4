package odata_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/intunegen/intunegen/odata"
)

// Texts with escapes share memory. None loses its end to the next, wherever a chunk ends.
func TestTextsWithEscapesStayApart(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	parts := []string{`\n`, `\"`, `\\`, `\u00e9`, `\ud83d\ude00`, `\u003C`, "é", "日本", "📱", "a", "plain text", strings.Repeat("long ", 20)}
	for range 5 {
		var list []string
		for size := 0; size < 300<<10; size += len(list[len(list)-1]) {
			text := `\t`
			for range r.IntN(1 << r.IntN(12)) {
				text += parts[r.IntN(len(parts))]
			}
			list = append(list, `"`+text+`"`)
		}
		body := []byte(`{"tags":[` + strings.Join(list, ",") + `]}`)
		var want struct{ Tags []string }
		if err := json.Unmarshal(body, &want); err != nil {
			t.Fatal(err)
		}
		for name, unmarshal := range map[string]func([]byte, any) error{"Unmarshal": odata.Unmarshal, "UnmarshalOwned": odata.UnmarshalOwned} {
			var m device
			if err := unmarshal(body, &m); err != nil {
				t.Fatal(err)
			}
			got, _ := odata.Get(m.Tags)
			for i := range want.Tags {
				if got[i] != want.Tags[i] {
					t.Fatalf("%s: text %d of %d bytes is %.100q, want %.100q", name, i, len(want.Tags[i]), got[i], want.Tags[i])
				}
			}
		}
	}
}

// An error after an escape has its own offset, also in the second half of a surrogate pair.
func TestWrongTextsBehindEscapes(t *testing.T) {
	for text, offset := range map[string]int{
		`"\ud83d\u12"`: 19, `"\ud83d\q"`: 16, `"\n\x"`: 12, `"\u12g4"`: 13, `"\`: 10, `"\n`: 11,
		`"\n` + "\x01" + `"`: 11, `"\n` + "\xff" + `"`: 11, `"\nabcdefghijklmnop` + "\xff": 27,
	} {
		err := odata.Unmarshal([]byte(`{"name":`+text), new(device))
		if want := fmt.Sprintf("offset %d: ", offset); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %s", text, err, want)
		}
	}
}
