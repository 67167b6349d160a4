package main

import (
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

func text(s string) tftypes.Value { return tftypes.NewValue(tftypes.String, s) }

func set(all ...string) tftypes.Value {
	items := []tftypes.Value{}
	for _, s := range all {
		items = append(items, text(s))
	}
	return tftypes.NewValue(tftypes.Set{ElementType: tftypes.String}, items)
}

func number(n int) tftypes.Value { return tftypes.NewValue(tftypes.Number, n) }

var (
	hoursType      = tftypes.Object{AttributeTypes: map[string]tftypes.Type{"start": tftypes.String, "end": tftypes.String}}
	assignmentType = tftypes.Object{AttributeTypes: map[string]tftypes.Type{"group_id": tftypes.String, "exclude": tftypes.Bool}}
)

// from returns active hours from a time on; the service decides when they end.
func from(start string) tftypes.Value {
	return tftypes.NewValue(hoursType, map[string]tftypes.Value{"start": text(start), "end": tftypes.NewValue(tftypes.String, nil)})
}

// assigned returns assignments: a group, one behind "!" excluded, or all devices for "".
func assigned(all ...string) tftypes.Value {
	items := []tftypes.Value{}
	for _, s := range all {
		group, excluded := strings.CutPrefix(s, "!")
		a := map[string]tftypes.Value{"group_id": tftypes.NewValue(tftypes.String, nil), "exclude": tftypes.NewValue(tftypes.Bool, nil)}
		if group != "" {
			a["group_id"] = text(group)
		}
		if excluded {
			a["exclude"] = tftypes.NewValue(tftypes.Bool, true)
		}
		items = append(items, tftypes.NewValue(assignmentType, a))
	}
	return tftypes.NewValue(tftypes.Set{ElementType: assignmentType}, items)
}

// pilot is a configuration with something of every kind.
func pilot() values {
	return values{
		"display_name": text("Pilot"), "description": text("first"), "role_scope_tag_ids": set("0", "7", "9"),
		"quality_updates_deferral_days": number(3), "quality_updates_paused_until": text("2026-12-24T00:00:00Z"),
		"update_weeks": set("firstWeek", "secondWeek", "thirdWeek"), "active_hours": from("08:30:00"),
		"other_properties": text(`{"driversExcluded":true,"qualityUpdatesRollbackStartDateTime":"2026-01-01T00:00:00Z"}`),
		"assignments":      assigned("group-1", "!group-2"),
	}
}

// in runs a test in time that a bubble fakes, since the provider waits for the service.
func in(t *testing.T, test func(t *testing.T, s *service, tf *terraform)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		s, client := newService(t)
		test(t, s, newTerraform(t, client))
	})
}

func (tf *terraform) none() tftypes.Value { return tftypes.NewValue(tf.object, nil) }

// A ring is created with all of its plan in one body, then assigned; the state is what was planned.
func TestCreate(t *testing.T) {
	in(t, func(t *testing.T, s *service, tf *terraform) {
		state := tf.apply(tf.none(), pilot())
		if id := tf.attributes(state)["id"]; !id.Equal(text("ring-1")) {
			t.Errorf("the id is %v", id)
		}
		if s.stale > 0 {
			t.Error("the provider has not waited until both replicas know the ring")
		}
		writes := s.written()
		if len(writes) != 2 || !strings.HasPrefix(writes[0], `POST  {"@odata.type":"#microsoft.graph.windowsUpdateForBusinessConfiguration",`) ||
			!strings.HasPrefix(writes[1], "POST /ring-1/assign ") || strings.Contains(writes[0], `"id"`) {
			t.Errorf("sent %q", writes)
		}
		for _, want := range []string{`"displayName":"Pilot"`, `"roleScopeTagIds":["0","7","9"]`, `"updateWeeks":"firstWeek,secondWeek,thirdWeek"`, `"driversExcluded":true`,
			`"installationSchedule":{"@odata.type":"microsoft.graph.windowsUpdateActiveHoursInstall","activeHoursStart":"08:30:00"}`} {
			if !strings.Contains(writes[0], want) {
				t.Errorf("%s lacks %s", writes[0], want)
			}
		}
		if !strings.Contains(writes[1], `"@odata.type":"microsoft.graph.exclusionGroupAssignmentTarget","groupId":"group-2"`) {
			t.Errorf("assigned by %s", writes[1])
		}
	})
}

// What the service returns in other spellings is no drift: the next plan changes nothing.
func TestNoDriftByMeaning(t *testing.T) {
	in(t, func(t *testing.T, s *service, tf *terraform) {
		state := tf.apply(tf.none(), pilot())
		for name, as := range map[string]string{"qualityUpdatesPauseExpiryDateTime": "2026-12-24T00:00:00.0000000Z", "updateWeeks": "thirdWeek,secondWeek,firstWeek"} {
			if s.rings["ring-1"][name] != as {
				t.Errorf("the service has %s as %v, so nothing is tested", name, s.rings["ring-1"][name])
			}
		}
		again := tf.read(state)
		if !again.Equal(state) || tf.drift(again, pilot()) != nil {
			t.Errorf("the state drifts:\n%v\n%v\nin %v", state, again, tf.drift(again, pilot()))
		}
	})
}

// What differs by meaning is drift, attribute by attribute, and the next update mends it alone.
func TestDrift(t *testing.T) {
	for _, test := range []struct {
		name      string
		value     any
		attribute string
		mended    string // what the update sends
	}{
		{"description", "changed", "description", `"description":"first"`},
		{"roleScopeTagIds", []any{"0"}, "role_scope_tag_ids", `"roleScopeTagIds":["0","7","9"]`},
		{"qualityUpdatesDeferralPeriodInDays", 5, "quality_updates_deferral_days", `"qualityUpdatesDeferralPeriodInDays":3`},
		{"qualityUpdatesPauseExpiryDateTime", "2026-12-25T00:00:00.0000000Z", "quality_updates_paused_until", `"qualityUpdatesPauseExpiryDateTime":"2026-12-24T00:00:00Z"`},
		{"updateWeeks", "firstWeek", "update_weeks", `"updateWeeks":"firstWeek,secondWeek,thirdWeek"`},
		{"installationSchedule", nil, "active_hours", `"installationSchedule":{"@odata.type":"microsoft.graph.windowsUpdateActiveHoursInstall","activeHoursStart":"08:30:00"}`},
		{"driversExcluded", false, "other_properties", `"driversExcluded":true`},
	} {
		in(t, func(t *testing.T, s *service, tf *terraform) {
			state := tf.apply(tf.none(), pilot())
			s.set("ring-1", test.name, test.value)
			s.written()
			state = tf.read(state)
			if got := tf.drift(state, pilot()); !slices.Equal(got, []string{test.attribute}) {
				t.Errorf("%s: %v drift; want %s", test.name, got, test.attribute)
			}
			tf.apply(state, pilot())
			want := []string{`PATCH /ring-1 {"@odata.type":"#microsoft.graph.windowsUpdateForBusinessConfiguration",` + test.mended + `}`}
			if got := s.written(); !slices.Equal(got, want) {
				t.Errorf("%s:\nsent %q\nwant %q", test.name, got, want)
			}
		})
	}
}

// An update sends exactly the difference, assignments by their action; without one it sends
// nothing.
func TestUpdate(t *testing.T) {
	in(t, func(t *testing.T, s *service, tf *terraform) {
		state := tf.apply(tf.none(), pilot())
		s.written()
		var previous values
		for _, step := range []struct {
			change func(values)
			want   []string
		}{
			{func(v values) { v["display_name"] = text("Pilots"); delete(v, "description") },
				[]string{`PATCH /ring-1 {"@odata.type":"#microsoft.graph.windowsUpdateForBusinessConfiguration","description":null,"displayName":"Pilots"}`}},
			{func(v values) { v["quality_updates_paused_until"] = text("2026-12-24T01:00:00+01:00") }, nil}, // the same instant
			{func(v values) { delete(v, "quality_updates_deferral_days"); delete(v, "active_hours") },
				[]string{`PATCH /ring-1 {"@odata.type":"#microsoft.graph.windowsUpdateForBusinessConfiguration","installationSchedule":null,"qualityUpdatesDeferralPeriodInDays":0}`}},
			{func(v values) { v["assignments"] = assigned("") },
				[]string{`POST /ring-1/assign {"assignments":[{"@odata.type":"#microsoft.graph.deviceConfigurationAssignment","target":{"@odata.type":"microsoft.graph.allDevicesAssignmentTarget"}}]}`}},
			{func(v values) { delete(v, "assignments") }, []string{`POST /ring-1/assign {"assignments":[]}`}},
		} {
			config := pilot()
			if previous != nil {
				config = previous
			}
			step.change(config)
			state = tf.apply(state, config)
			if got := s.written(); !slices.Equal(got, step.want) {
				t.Errorf("sent %q\nwant %q", got, step.want)
			}
			if got := tf.drift(tf.read(state), config); got != nil {
				t.Errorf("after the update %v drift", got)
			}
			previous = config
		}
	})
}

// What reads never show is an error that says what it is, after a while. The ring is in the state
// all the same, so that it is not lost.
func TestNeverShown(t *testing.T) {
	in(t, func(t *testing.T, s *service, tf *terraform) {
		s.ignored = "driversExcluded"
		start := time.Now()
		_, got := tf.applied(tf.none(), pilot())
		if len(got.Diagnostics) != 1 || !strings.Contains(got.Diagnostics[0].Detail, "/driversExcluded: null in place of true") || time.Since(start) > patience {
			t.Errorf("after %v: %v", time.Since(start), got.Diagnostics)
		}
		if id := tf.attributes(tf.state(got.NewState))["id"]; !id.Equal(text("ring-1")) {
			t.Errorf("the state has the id %v", id)
		}
	})
}

// A configuration of another type cannot be imported as a ring.
func TestImportOfAnotherType(t *testing.T) {
	in(t, func(t *testing.T, s *service, tf *terraform) {
		s.rings["other"] = object{"@odata.type": "#microsoft.graph.windows10CustomConfiguration", "id": "other"}
		got, err := tf.server.ImportResourceState(t.Context(), &tfprotov6.ImportResourceStateRequest{TypeName: ringType, ID: "other"})
		tf.check(got.Diagnostics, err)
		read, err := tf.server.ReadResource(t.Context(), &tfprotov6.ReadResourceRequest{TypeName: ringType, CurrentState: got.ImportedResources[0].State})
		if err != nil || len(read.Diagnostics) != 1 || !strings.Contains(read.Diagnostics[0].Detail, "not the patch type of Windows10CustomConfiguration") {
			t.Errorf("%v, %v", read.Diagnostics, err)
		}
	})
}

// A ring that is gone leaves the state, and a deletion of it is done. One that is there is deleted,
// on every replica.
func TestDelete(t *testing.T) {
	in(t, func(t *testing.T, s *service, tf *terraform) {
		state := tf.apply(tf.none(), pilot())
		tf.apply(state, nil)
		if s.rings["ring-1"] != nil || s.stale > 0 {
			t.Errorf("the ring is there, or the provider has not waited until both replicas know: %v", s.rings["ring-1"])
		}
		for range 2 { // the replicas answer in turn
			if s.read("ring-1") != nil {
				t.Error("a replica still has the ring")
			}
		}
		if gone := tf.read(state); !gone.IsNull() {
			t.Errorf("the state has %v", gone)
		}
		tf.apply(state, nil)
	})
}

// An import takes everything that the ring has. The first update after it sends the properties
// without an attribute alone, of which an import cannot know that they are wanted.
func TestImport(t *testing.T) {
	in(t, func(t *testing.T, s *service, tf *terraform) {
		tf.apply(tf.none(), pilot())
		s.written()
		state := tf.imported("ring-1")
		for name, want := range map[string]tftypes.Value{"display_name": text("Pilot"), "role_scope_tag_ids": set("0", "7", "9"), "assignments": assigned("group-1", "!group-2"),
			"update_weeks": set("firstWeek", "secondWeek", "thirdWeek"), "quality_updates_deferral_days": number(3)} {
			if got := tf.attributes(state)[name]; !got.Equal(want) {
				t.Errorf("%s: imported %v; want %v", name, got, want)
			}
		}
		state = tf.apply(state, pilot())
		want := []string{`PATCH /ring-1 {"@odata.type":"#microsoft.graph.windowsUpdateForBusinessConfiguration","driversExcluded":true,"qualityUpdatesRollbackStartDateTime":"2026-01-01T00:00:00Z"}`}
		if got := s.written(); !slices.Equal(got, want) {
			t.Errorf("sent %q after an import; want %q", got, want)
		}
		if got := tf.drift(tf.read(state), pilot()); got != nil {
			t.Errorf("%v drift", got)
		}
	})
}

// Whatever is wrong in other_properties is said while it is planned, all at once.
func TestValidate(t *testing.T) {
	in(t, func(t *testing.T, _ *service, tf *terraform) {
		config := pilot()
		config["other_properties"] = text(`{"driverExcluded":true,"id":"1","qualityUpdatesPaused":"yes"}`)
		config["automatic_update_mode"] = text("sometimes")
		var got []string
		for _, d := range tf.validate(config) {
			got = append(got, d.Summary+"; "+d.Detail)
		}
		all := strings.Join(got, "\n")
		for _, want := range []string{"/driverExcluded", "did you mean driversExcluded", "/id", "/qualityUpdatesPaused", "sometimes", "notifyDownload"} {
			if !strings.Contains(all, want) {
				t.Errorf("nothing of %s in\n%s", want, all)
			}
		}
		if len(got) != 4 {
			t.Errorf("%d errors; want 4:\n%s", len(got), all)
		}
	})
}
