package generated_test

import (
	"encoding/json"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	ib "github.com/intunegen/intunegen/generated/intunebeta"
	"github.com/intunegen/intunegen/graph"
	"github.com/intunegen/intunegen/odata"
)

// builderOf returns a function that builds the update of any patch.
func builderOf(t *testing.T) func(patch any) (string, error) {
	t.Helper()
	client, err := ib.NewClient(nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	return func(patch any) (string, error) {
		wire, err := client.Root().To("x").Patch(patch).Build()
		return string(wire.Body), err
	}
}

// updated returns the names of all types with a patch, sorted.
func updated(t *testing.T) (names []string) {
	t.Helper()
	for _, name := range slices.Sorted(maps.Keys(elements(t))) {
		if _, ok := ib.NewPatch(name); ok {
			names = append(names, name)
		}
	}
	if len(names) < 600 {
		t.Fatalf("%d types have a patch", len(names))
	}
	return names
}

// wireNames returns the wire names of a struct's properties, with their options.
func wireNames(v any) map[string]string {
	names := map[string]string{}
	for t, i := reflect.TypeOf(v).Elem(), 0; i < t.NumField(); i++ {
		if name, options, _ := strings.Cut(t.Field(i).Tag.Get("odata"), ","); odata.IsField(t.Field(i).Type) {
			names[name] = options
		}
	}
	return names
}

// newPatch returns a patch of that type that a JSON object was read into.
func newPatch(t *testing.T, name, text string) any {
	t.Helper()
	patch, _ := ib.NewPatch(name)
	if err := odata.Unmarshal([]byte(text), patch); err != nil {
		t.Fatalf("%s: %s: %v", name, text, err)
	}
	return patch
}

// setExtra sets a member of a patch's Extra.
func setExtra(t *testing.T, patch any, name string, value any) {
	t.Helper()
	extra := reflect.ValueOf(patch).Elem().FieldByName("Extra").Addr().Interface().(*odata.Extra)
	if err := extra.Set(name, value); err != nil {
		t.Fatal(err)
	}
}

// In every patch, by hand and from a file: a name that only its model has is refused when the
// request is built, and found by UnmarshalStrict.
func TestFaultD3_WithheldNames(t *testing.T) {
	build, refused := builderOf(t), 0
	for _, name := range updated(t) {
		model, _ := ib.New(name)
		patch, _ := ib.NewPatch(name)
		own := wireNames(patch)
		for property := range wireNames(model) {
			if _, ok := own[property]; ok {
				continue
			}
			text := `{"` + property + `":null}`
			byHand, _ := ib.NewPatch(name)
			setExtra(t, byHand, property, nil)
			for how, patch := range map[string]any{"by hand": byHand, "from a file": newPatch(t, name, text)} {
				if body, err := build(patch); err == nil || !strings.Contains(err.Error(), " "+property+" is ") || !strings.Contains(err.Error(), "odata.PatchOf") {
					t.Errorf("%s: %s %s: %v %s", name, property, how, err, body)
				}
				refused++
			}
			if problems := strictProblems(t, []byte(text), patch); len(problems) != 1 || problems[0].Path != "/"+property || problems[0].Offset != 1 {
				t.Errorf("%s: %s: %v", name, property, problems)
			}
		}
	}
	if refused < 4000 {
		t.Errorf("%d names were tried", refused)
	}
}

// In every patch: a value that does not fit its property, an annotation, an advertised operation,
// and the name of another type, which is refused only if the package knows it.
func TestFaultD3_OfEveryPatch(t *testing.T) {
	build, types, description := builderOf(t), updated(t), ib.Schema().Describe()
	for i, name := range types {
		other := types[(i+1)%len(types)]
		for member, text := range map[string]string{
			"@odata.context":      `{"@odata.context":"https://graph.microsoft.com/beta/$metadata#x"}`,
			"@odata.etag":         `{"@odata.etag":"W/\"1\""}`,
			"a@odata.type":        `{"a@odata.type":"#Int64"}`,
			"id@odata.bind":       `{"id@odata.bind":"https://graph.microsoft.com/beta/x"}`,
			"@odata.bind":         `{"@odata.bind":"https://graph.microsoft.com/beta/x"}`,
			"#microsoft.graph.do": `{"#microsoft.graph.do":{"target":"x"}}`,
			"@odata.type":         `{"@odata.type":"#` + other + `"}`,
		} {
			if member == "id@odata.bind" && description.Types[name].Property("id") == nil {
				continue // the name of a navigation property that the package does not know
			}
			if body, err := build(newPatch(t, name, text)); err == nil || !strings.Contains(err.Error(), member) {
				t.Errorf("%s: %s: %v %s", name, text, err, body)
			}
		}
		for property := range wireNames(newPatch(t, name, `{}`)) {
			if body, err := build(newPatch(t, name, `{"`+property+`":[[1]]}`)); err == nil || !strings.Contains(err.Error(), property+" has a value that does not fit") {
				t.Errorf("%s: %s: %v %s", name, property, err, body)
			}
		}
	}
}

// What the description does not know goes out, in every patch.
func TestFaultD3_UnknownGoesOut(t *testing.T) {
	build := builderOf(t)
	for _, name := range updated(t) {
		for _, text := range []string{`{"notYetKnown":{"a@b":1}}`, `{"notYetKnown@odata.bind":"https://graph.microsoft.com/beta/x"}`, `{"@odata.type":"#microsoft.graph.notYetKnown"}`,
			`{"@odata.type":"` + name + `"}`} {
			var want, got map[string]any
			body, err := build(newPatch(t, name, text))
			if err != nil {
				t.Errorf("%s: %s: %v", name, text, err)
				continue
			}
			if err := json.Unmarshal([]byte(text), &want); err != nil {
				t.Fatal(err)
			}
			if err := json.Unmarshal([]byte(body), &got); err != nil {
				t.Fatal(err)
			}
			if want["@odata.type"] == nil || want["@odata.type"] == name {
				want["@odata.type"] = "#" + name
			}
			if !reflect.DeepEqual(want, got) {
				t.Errorf("%s: %s went out as %s", name, text, body)
			}
		}
	}
}

// The error names all at once, each with its reason.
func TestFaultD3_AllNamed(t *testing.T) {
	client, err := ib.NewClient(nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	var patch ib.WindowsUpdateForBusinessConfigurationPatch
	text := `{"@odata.context":"c","@odata.type":"#microsoft.graph.iosGeneralDeviceConfiguration","id":"1","createdDateTime":"2026-01-01T00:00:00Z","assignments":[],
		"qualityUpdatesDeferralPeriodInDays":"7","displayName":"d","#microsoft.graph.assign":{},"displayName@odata.bind":"x"}`
	if err := odata.Unmarshal([]byte(text), &patch); err != nil {
		t.Fatal(err)
	}
	_, err = client.DeviceManagement().DeviceConfigurations().ID("1").Patch(patch).Build()
	const want = "PATCH /deviceManagement/deviceConfigurations/{deviceConfigurationId}: odata: WindowsUpdateForBusinessConfigurationPatch cannot be sent: " +
		"@odata.type names microsoft.graph.iosGeneralDeviceConfiguration, whose own patch is to be used, @odata.context is an annotation, id is read-only, createdDateTime is read-only, " +
		"assignments is a navigation property, which has requests of its own, qualityUpdatesDeferralPeriodInDays has a value that does not fit its type, " +
		"#microsoft.graph.assign is an operation that the service advertises, displayName@odata.bind is not of a navigation property; " +
		"leave this out, or use odata.PatchOf for what was read, and odata.UnmarshalStrict for files"
	if err == nil || err.Error() != want {
		t.Errorf("got  %v\nwant %s", err, want)
	}
}

// A nested value of a file is checked, one that the service sent goes back as it is.
func TestFaultD3_Nested(t *testing.T) {
	build := builderOf(t)
	const pool = `{"activationCodes":[{"integratedCircuitCardIdentifier":"1"},{%s}]}`
	for member, refused := range map[string]bool{`"matchingIdentifier":5`: true, `"x@odata.context":"c"`: true, `"#microsoft.graph.do":{}`: true,
		`"@odata.type":"#microsoft.graph.mobileApp"`: true, `"@odata.type":"#microsoft.graph.newest"`: false, `"new":1`: false} {
		patch := newPatch(t, "microsoft.graph.embeddedSIMActivationCodePool", strings.Replace(pool, "%s", member, 1))
		body, err := build(patch)
		if (err != nil) != refused || refused && !strings.Contains(err.Error(), "EmbeddedSIMActivationCodePoolPatch.activationCodes[1]") {
			t.Errorf("%s: %v %s", member, err, body)
		}
	}
	var read ib.Windows10CustomConfiguration
	if err := odata.Unmarshal([]byte(`{"id":"1","omaSettings":[{"@odata.type":"#microsoft.graph.omaSettingString","x@y":1,"omaUri":5}]}`), &read); err != nil {
		t.Fatal(err)
	}
	patch, err := odata.PatchOf[ib.Windows10CustomConfigurationPatch](&read)
	if err != nil {
		t.Fatal(err)
	}
	if body, err := build(&patch); err != nil || !strings.Contains(body, `"omaUri":5`) {
		t.Errorf("got %s, %v", body, err)
	}
}

var _ graph.Sendable = (*graph.Command)(nil)
