package overlay_test

import (
	"strings"
	"testing"

	"github.com/intunegen/intunegen/spec"
	"github.com/intunegen/intunegen/spec/beta"
	"github.com/intunegen/intunegen/spec/csdljson"
	"github.com/intunegen/intunegen/spec/overlay"
)

const before = `$Version: "4.01"
api:
  entity:
    $Kind: EntityType
    $Key: [id]
    id: {}
  policy:
    $Kind: EntityType
    $BaseType: api.entity
    password: {$Nullable: true}
    count: {$Type: Edm.Int32}
    version: {$Type: Edm.Int32}
    token: {"@Org.OData.Core.V1.Computed": true}
    blob: {$Type: Edm.Binary}
    settings: {$Kind: NavigationProperty, $Type: api.policy, $Collection: true}
  size:
    $Kind: EnumType
    small: 0
    large: 1
  assign:
    - $Kind: Action
      $IsBound: true
      $Parameter:
        - {$Name: binding, $Type: api.policy}
        - {$Name: assignments, $Collection: true}
        - {$Name: pin, $Nullable: true}
  key:
    - $Kind: Function
      $IsBound: true
      $Parameter:
        - {$Name: binding, $Type: api.policy}
      $ReturnType: {$Nullable: true}
  "@Intunegen.Operations":
    - {method: PATCH, path: "/policies/{policyId}", application: []}
`

// correct applies one entry and returns the description after it and the error.
func correct(t *testing.T, entry string) (string, error) {
	t.Helper()
	doc, err := csdljson.Read("before.yaml", []byte(before))
	if err != nil {
		t.Fatal(err)
	}
	f, err := overlay.Read("o.yaml", []byte("corrections:\n- "+entry+"\n  reason: because\n  link: https://example.com/why\n"))
	if err != nil {
		return "", err
	}
	if err := f.Apply(doc).Err(); err != nil {
		return "", err
	}
	if err := spec.Check(doc); err != nil {
		return "", err
	}
	out, err := csdljson.Write(doc)
	if err != nil {
		t.Fatal(err)
	}
	return string(out), nil
}

// Every change does what it says: the line that must be there afterwards, and the one that must be
// gone.
func TestChanges(t *testing.T) {
	for _, c := range []struct{ name, entry, has, lacks string }{
		{"add a property", "target: policy/size\n  add: {$Type: api.size, $Nullable: true}", "    size: {$Type: api.size, $Nullable: true}", ""},
		{"add a member", "target: size/huge\n  add: 2", "    huge: 2", ""},
		{"add a type", "target: api.item\n  add: {$Kind: ComplexType, name: {}}", "  item:\n    $Kind: ComplexType\n    name: {}", ""},
		{"add an action", "target: wipe(policy)\n  add: {$Kind: Action, $IsBound: true, $Parameter: [{$Name: b, $Type: api.policy}]}", "  wipe:", ""},
		{"add a parameter", "target: assign(policy)/force\n  add: {$Type: Edm.Boolean}", "{$Name: force, $Type: Edm.Boolean}", ""},
		{"remove a property", "target: policy/count\n  remove: true", "", "count"},
		{"remove a member", "target: size/large\n  remove: true", "", "large"},
		{"remove an action", "target: assign(policy)\n  remove: true", "", "assign:"},
		{"remove a parameter", "target: assign(api.policy)/assignments\n  remove: true", "", "assignments"},
		{"retype", "target: policy/count\n  type: Edm.Int64", "    count: {$Type: Edm.Int64}", "Edm.Int32, "},
		{"retype to a collection", "target: policy/count\n  type: Collection(size)", "    count: {$Type: api.size, $Collection: true}", ""},
		{"nullable", "target: policy/count\n  nullable: true", "    count: {$Type: Edm.Int32, $Nullable: true}", ""},
		{"rename a parameter", "target: assign(policy)/assignments\n  rename: policyAssignments", "policyAssignments", "Name: assignments"},
		{"managed", "target: policy/count\n  class: managed", `"@Intunegen.Class": {class: managed, source: because}`, ""},
		{"managed by pattern", `target: "*/ver*"` + "\n  class: managed", `version: {$Type: Edm.Int32, "@Intunegen.Class": {class: managed, source: because}}`, ""},
		{"writable in spite of the schema", "target: policy/token\n  class: writable", "{class: writable, source: because}", ""},
		{"secret by pattern", `target: "*/*Password"` + "\n  mark: secret", "{secret: because}", ""},
		{"secret parameter", "target: assign(policy)/pin\n  mark: secret", `{$Name: pin, $Nullable: true, "@Intunegen.Marks": {secret: because}}`, ""},
		{"secret result", "target: key(policy)\n  mark: secret", `$ReturnType: {$Nullable: true, "@Intunegen.Marks": {secret: because}}`, ""},
		{"secret bytes", "target: policy/blob\n  mark: secret", `blob: {$Type: Edm.Binary, "@Intunegen.Marks": {secret: because}}`, ""},
		{"in bodies", "target: policy/settings\n  mark: inBody", "{inBody: because}", ""},
		{"PUT", "target: policy\n  update: PUT", `"@Intunegen.Update": {verb: PUT, source: because}`, ""},
		{"PUT of some bodies", "target: policy\n  update: {verb: PUT, with: [settings, id]}", `"@Intunegen.Update": {verb: PUT, with: [settings, id], source: because}`, ""},
		{"in documented updates", "target: policy/count\n  mark: inBody", "{inBody: because}", ""},
		{"changed by an action", "target: policy/settings\n  changedBy: assign", "{action: assign, source: because}", ""},
		{"clouds of an operation", "target: PATCH /policies/{policyId}\n  clouds: {china: false, global: true}", "clouds: {china: no, global: yes}", ""},
		{"clouds of a type", "target: policy\n  clouds: {china: false}", `"@Intunegen.Absent": {china: because}`, ""},
		{"alias", "target: policy\n  alias: rule", `"@Intunegen.Alias": [rule]`, ""},
	} {
		got, err := correct(t, c.entry)
		flat := strings.NewReplacer(`"no"`, "no", `"yes"`, "yes").Replace(got)
		if err != nil || !strings.Contains(flat, c.has) || c.lacks != "" && strings.Contains(flat, c.lacks) {
			t.Errorf("%s: %v\n%s", c.name, err, got)
		}
	}
}

// An entry without effect, or of no sense, is an error that names it, its place and a remedy.
// An entry finds what earlier ones have added, and no longer what they have removed.
func TestEntriesSeeEarlierOnes(t *testing.T) {
	const because = ", reason: because, link: https://example.com/why}\n"
	entries := strings.Join([]string{"corrections:\n",
		`- {target: color, add: {$Kind: EnumType, red: 0}`, because,
		`- {target: api.color/green, add: 1`, because,
		`- {target: policy/paint, add: {}`, because,
		`- {target: policy/paint, type: color`, because,
		`- {target: dye(policy), add: {$Kind: Action, $IsBound: true, $Parameter: [{$Name: binding, $Type: api.policy}]}`, because,
		`- {target: dye(policy)/in, add: {$Type: api.color}`, because,
		`- {target: size, remove: true`, because,
		`- {target: api.size, add: {$Kind: EnumType, huge: 2}`, because,
	}, "")
	doc, err := csdljson.Read("before.yaml", []byte(before))
	if err != nil {
		t.Fatal(err)
	}
	f, err := overlay.Read("o.yaml", []byte(entries))
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Apply(doc).Err(); err != nil {
		t.Fatal(err)
	}
	out, err := csdljson.Write(doc)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"green: 1", "paint: {$Type: api.color}", "{$Name: in, $Type: api.color}", "huge: 2"} {
		if !strings.Contains(string(out), want) {
			t.Errorf("the description lacks %s:\n%s", want, out)
		}
	}
	again, err := overlay.Read("o.yaml", []byte("corrections:\n- {target: size, remove: true"+because+"- {target: api.size/huge, remove: true"+because))
	if err != nil {
		t.Fatal(err)
	}
	if report := again.Apply(doc); report.Applied != 1 || len(report.Idle) != 1 {
		t.Errorf("%d applied, %v idle; want one each: the second entry is of what the first has removed", report.Applied, report.Idle)
	}
}

func TestFaults(t *testing.T) {
	for _, c := range []struct{ name, entry, want string }{
		{"no such type", "target: polcy\n  update: PUT", "o.yaml:2:3: the description has no polcy; did you mean policy"},
		{"no such property", "target: policy/cuont\n  nullable: true", "did you mean policy/count"},
		{"already so", "target: policy/count\n  type: Edm.Int32", "the description already has what the entry says: type of policy/count; remove the entry"},
		{"already there", "target: policy/count\n  add: {}", "already has what the entry says: add of policy/count"},
		{"already read-only", `target: "*/token"` + "\n  class: managed", "already has what the entry says"},
		{"not marked", "target: policy/count\n  unmark: secret", "unmark is not a valid change of policy/count"},
		{"secret number", "target: policy/count\n  mark: secret", "mark is not a valid change of policy/count"},
		{"no such action", "target: policy/settings\n  changedBy: apply", "changedBy is not a valid change of policy/settings"},
		{"unknown word", "target: policy\n  updaet: PUT", `o.yaml:3:3: "updaet" is not a valid member of an entry; did you mean update`},
		{"word like none", "target: policy\n  zz: PUT", `o.yaml:3:3: "zz" is not a valid member of an entry; use one of target, reason, link, add,`},
		{"two changes", "target: policy\n  update: PUT\n  alias: rule", "two changes"},
		{"no change", "target: policy", "changes nothing"},
		{"no verb", "target: policy\n  update: POST", "write PUT, PATCH or {verb: PUT, with: [names of properties]}"},
		{"no bodies", "target: policy\n  update: {verb: PUT, with: []}", "write PUT, PATCH or"},
		{"PATCH of bodies", "target: policy\n  update: {verb: PATCH, with: [count]}", "write PUT, PATCH or"},
		{"bodies with a number", "target: policy\n  update: {verb: PUT, with: [1]}", "write PUT, PATCH or"},
		{"no bodies said", "target: policy\n  update: {verb: PUT}", "write PUT, PATCH or"},
		{"bodies with what is not there", "target: policy\n  update: {verb: PUT, with: [count, cuont]}", "update is not a valid change of policy"},
		{"PUT of no entity", "target: size\n  update: PUT", "update is not a valid change of size"},
		{"no cloud", "target: policy\n  clouds: {mars: true}", "usgovl4"},
		{"no type", "target: policy/count\n  type: api.nothing", "o.yaml:3:3: type api.nothing is not defined"},
		{"malformed", "target: [", "o.yaml"},
	} {
		_, err := correct(t, c.entry)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v; want %s", c.name, err, c.want)
		}
	}
	for _, text := range []string{"", "[]", "corrections: {}", "corrections: [1]", "corrections: []\nmore: 1",
		"corrections:\n- target: a\n  remove: true\n  reason: r\n", "corrections:\n- target: a\n  remove: true\n  reason: r\n  link: here\n"} {
		if _, err := overlay.Read("o.yaml", []byte(text)); err == nil {
			t.Errorf("%q: no error", text)
		}
	}
}

// Everything that the shipped overlay says is in the embedded description: nothing in it matches
// nothing there.
func TestShippedOverlayIsApplied(t *testing.T) {
	doc, err := beta.Document()
	if err != nil {
		t.Fatal(err)
	}
	f, err := overlay.Intune()
	if err != nil {
		t.Fatal(err)
	}
	report := f.Apply(doc)
	if report.Applied != 0 || len(report.Idle) != len(f.Entries) || len(f.Entries) == 0 {
		t.Errorf("%d of %d entries are not in the description; run make overlay", report.Applied, len(f.Entries))
	}
	for _, idle := range report.Idle {
		if !strings.Contains(idle.What, "already has") {
			t.Errorf("%v", idle)
		}
	}
}
