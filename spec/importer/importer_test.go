package importer_test

import (
	"encoding/json"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/intunegen/intunegen/spec"
	"github.com/intunegen/intunegen/spec/csdl"
	"github.com/intunegen/intunegen/spec/csdljson"
	"github.com/intunegen/intunegen/spec/importer"
	"github.com/intunegen/intunegen/spec/msdocs"
	"github.com/intunegen/intunegen/spec/overlay"
)

// service is a small service: a root with pools, codes with and without pages, and a user who is no
// matter of Intune's.
const service = `
<EntityType Name="entity" Abstract="true"><Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.String" Nullable="false"/></EntityType>
<EntityType Name="management" BaseType="api.entity">
  <NavigationProperty Name="pools" Type="Collection(api.pool)" ContainsTarget="true"/>
  <NavigationProperty Name="desktops" Type="Collection(api.desktop)" ContainsTarget="true"/>
</EntityType>
<EntityType Name="pool" BaseType="api.entity">
  <Property Name="count" Type="Edm.Int32"/>
  <Property Name="codes" Type="Collection(api.code)"/>
  <Property Name="createdDateTime" Type="Edm.DateTimeOffset"/>
  <Property Name="displayName" Type="Edm.String"><Annotation Term="Org.OData.Core.V1.Description" String="A name somebody gave."/></Property>
  <Property Name="state" Type="Edm.String"><Annotation Term="Org.OData.Core.V1.Description" String="How it is. This property is read-only."/></Property>
  <Property Name="total" Type="Edm.Int32"><Annotation Term="Org.OData.Core.V1.Computed" Bool="true"/></Property>
  <Property Name="sum" Type="Edm.Int32"/>
</EntityType>
<EntityType Name="bigPool" BaseType="api.pool"><Property Name="size" Type="api.size"/></EntityType>
<ComplexType Name="code"><Property Name="part" Type="api.part"/></ComplexType>
<ComplexType Name="part"><Property Name="text" Type="Edm.String"/></ComplexType>
<EnumType Name="size"><Member Name="s" Value="0"/></EnumType>
<EntityType Name="desktop" BaseType="api.entity"><Property Name="kind" Type="api.kind"/><Property Name="other" Type="api.kind"/></EntityType>
<EntityType Name="user" BaseType="api.entity"><Property Name="kind" Type="api.kind"/></EntityType>
<EnumType Name="kind"><Member Name="k" Value="0"/></EnumType>
<ComplexType Name="stray"><Property Name="text" Type="Edm.String"/></ComplexType>
<Action Name="assign" IsBound="true"><Parameter Name="b" Type="api.pool"/><Parameter Name="order" Type="api.order"/></Action>
<ComplexType Name="order"><Property Name="text" Type="Edm.String"/></ComplexType>
<Annotations Target="api.pool/sum"><Annotation Term="Org.OData.Core.V1.Computed" Bool="true"/></Annotations>
<EntityContainer Name="service"><Singleton Name="management" Type="api.management"/><EntitySet Name="users" EntityType="api.user"/></EntityContainer>`

func parse(t *testing.T, content string) *spec.Document {
	t.Helper()
	doc, err := csdl.Read("in.csdl", strings.NewReader(`<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>`+
		`<Schema Namespace="api" xmlns="http://docs.oasis-open.org/odata/ns/edm">`+content+`</Schema></edmx:DataServices></edmx:Edmx>`))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// pages is the documentation of the service, the older folder first.
func pages(t *testing.T) []*msdocs.Folder {
	t.Helper()
	var folders []*msdocs.Folder
	for _, text := range []string{`{
	"Operations": [
		{"page": "intune-esim-pool-update", "workload": "esim", "type": "pool", "kind": "crud", "verb": "update",
		 "http": [{"method": "PATCH", "path": "/management/pools/{poolsId}"}], "permissions": {"delegatedWork": ["Old"], "application": []},
		 "properties": [{"name": "displayName"}, {"name": "count"}],
		 "request": {"body": "{\"@odata.type\": \"#api.pool\", \"displayName\": \"x\", \"sum\": 1, \"count\": 2}"}},
		{"page": "intune-esim-pool-gone", "workload": "esim", "type": "pool", "http": [{"method": "GET", "path": "/management/gone"}]}],
	"Resources": [
		{"page": "intune-esim-pool", "workload": "esim", "type": "pool",
		 "properties": [{"name": "id"}, {"name": "codes"}, {"name": "displayName"}, {"name": "count", "notes": "read-only"}, {"name": "lost"}]},
		{"page": "intune-esim-old", "workload": "esim", "type": "old"}]}`, `{
	"Operations": [
		{"method": "PATCH", "path": "/management/pools/{id}", "permissions": {"delegatedWork": ["New"], "application": ["App"]}},
		{"method": "GET", "path": "/management/desktops", "permissions": {"delegatedWork": ["D"]}},
		{"method": "GET", "path": "/management/unknown"}, {"method": "GET", "path": "/users/{id}/mail"}, {"method": "GET", "path": "/sites"}],
	"Resources": [
		{"type": "pool", "properties": [{"name": "displayName"}, {"name": "state"}, {"name": "count"}]},
		{"type": "desktop", "properties": [{"name": "icon"}, {"name": "kind"}]}, {"type": "site"}]}`} {
		folder := &msdocs.Folder{}
		if err := json.Unmarshal([]byte(text), folder); err != nil {
			t.Fatal(err)
		}
		folders = append(folders, folder)
	}
	return folders
}

// options are those of an import of the service: its desktops are not in China.
func options(t *testing.T) importer.Options {
	t.Helper()
	china := strings.Replace(service, `<NavigationProperty Name="desktops" Type="Collection(api.desktop)" ContainsTarget="true"/>`, "", 1)
	return importer.Options{Metadata: parse(t, service), Docs: pages(t), Clouds: []importer.Cloud{
		{Name: "global", Version: "v1.0", Date: "2026-01-01", Doc: parse(t, service)}, {Name: "china", Version: "v1.0", Date: "2026-01-02", Doc: parse(t, china)}}}
}

func doImport(t *testing.T, opts importer.Options) (map[string]string, []string) {
	t.Helper()
	result, err := importer.Import(opts)
	if err != nil {
		t.Fatal(err)
	}
	texts := map[string]string{}
	for name, doc := range result.Files {
		text, err := csdljson.Write(doc)
		if err != nil {
			t.Fatal(err)
		}
		texts[name] = string(text)
	}
	return texts, result.Report
}

// Order, classes, permissions, pages and clouds are what documentation and schemas say, and no
// sentence is carried over.
func TestImport(t *testing.T) {
	files, _ := doImport(t, options(t))
	want := `$Version: "4.01"
api:
  "@Intunegen.Operations#esim":
    - {method: PATCH, path: "/management/pools/{poolId}", page: intune-esim-pool-update, delegated: [New], application: [App]}
  bigPool:
    $Kind: EntityType
    $BaseType: api.pool
    size: {$Type: api.size, $Nullable: true}
  code:
    $Kind: ComplexType
    part: {$Type: api.part, $Nullable: true}
  order:
    $Kind: ComplexType
    text: {$Nullable: true}
  part:
    $Kind: ComplexType
    text: {$Nullable: true}
  pool:
    $Kind: EntityType
    $BaseType: api.entity
    "@Intunegen.Page": intune-esim-pool
    codes: {$Type: api.code, $Collection: true, $Nullable: true}
    displayName: {$Nullable: true}
    state: {$Nullable: true, "@Intunegen.Class": {class: managed, source: documented as read-only}}
    count:
      $Type: Edm.Int32
      $Nullable: true
      "@Intunegen.Class": {class: managed, source: "documented as read-only, sent in intune-esim-pool-update"}
    createdDateTime:
      $Type: Edm.DateTimeOffset
      $Nullable: true
      "@Intunegen.Class": {class: readOnly, source: left out of documented updates}
    total:
      $Type: Edm.Int32
      $Nullable: true
      "@Org.OData.Core.V1.Computed": true
      "@Intunegen.Class": {class: readOnly, source: computed by the schema}
    sum:
      $Type: Edm.Int32
      $Nullable: true
      "@Org.OData.Core.V1.Computed": true
      "@Intunegen.Class": {class: managed, source: "computed by the schema, sent in intune-esim-pool-update"}
  size:
    $Kind: EnumType
    s: 0
  assign:
    - $Kind: Action
      $IsBound: true
      $Parameter: [{$Name: b, $Type: api.pool, $Nullable: true}, {$Name: order, $Type: api.order, $Nullable: true}]
`
	if diff := cmp.Diff(want, files["esim"]); diff != "" {
		t.Errorf("esim.yaml (-want +got):\n%s", diff)
	}
	if !strings.Contains(files["management"], `"@Intunegen.Absent": {china: CSDL v1.0 of 2026-01-02}`) {
		t.Errorf("what China lacks is not noted:\n%s", files["management"])
	}
	for name, text := range files {
		if strings.Contains(text, "somebody") {
			t.Errorf("%s.yaml holds a sentence of others", name)
		}
	}
}

// A path of a workflow needs the permissions of that workflow, other paths those of all.
func TestPermissionsOfWorkflows(t *testing.T) {
	opts := options(t)
	opts.Docs = []*msdocs.Folder{{Operations: []msdocs.Operation{{Page: "intune-shared-pool-list", Workload: "shared",
		HTTP: []msdocs.Path{{Method: "GET", Path: "/management/pools", Workflow: "eSIM"}, {Method: "GET", Path: "/management/desktops"}},
		Permissions: msdocs.Permissions{DelegatedWork: []string{"A", "B"}, Application: []string{"C"},
			ByWorkflow: map[string][]msdocs.WorkflowPermissions{"delegatedWork": {{Workflow: "Other", Permissions: []string{"A"}}, {Workflow: "Electronic SIM (ESIM)", Permissions: []string{"B"}}},
				"application": {{Workflow: "ESIM", Permissions: []string{}}}}}}}}}
	files, _ := doImport(t, opts)
	for _, want := range []string{
		`{method: GET, path: /management/pools, page: intune-shared-pool-list, delegated: [B], application: []}`,
		`{method: GET, path: /management/desktops, page: intune-shared-pool-list, delegated: [A, B], application: [C]}`,
	} {
		if !strings.Contains(files["shared"], want) {
			t.Errorf("the description lacks %s:\n%s", want, files["shared"])
		}
	}
}

// Everything skipped is reported one by one if it is Intune's, and counted otherwise.
func TestReport(t *testing.T) {
	_, report := doImport(t, options(t))
	for _, want := range []string{
		"page intune-esim-old: the schema has no type old; skipped",
		"intune-esim-pool, row lost: the schema's api.pool has no such property; skipped",
		"table of desktop: shares 1 of 2 names with the schema's type; skipped as another type of that name",
		"tables of types outside of the schema: 1",
		"GET /management/gone: the schema lacks it, intune-esim-pool-gone; skipped",
		"GET /management/unknown: the schema lacks it, documented without a page; skipped",
		"documented paths outside of the schema's part of the service: 2",
		"documented operations: 2",
		"navigation property api.management/desktops: not in china (CSDL v1.0 of 2026-01-02)",
		"cloud china: 0 operations yes, 1 no, 1 not documented",
		"cloud global: 0 operations yes, 0 no, 2 not documented",
	} {
		if !slices.Contains(report, want) {
			t.Errorf("not reported: %s", want)
		}
	}
	if t.Failed() {
		t.Logf("the report:\n%s", strings.Join(report, "\n"))
	}
}

// A page of a type of another namespace is not that of the schema's type of the same name; one that
// names the schema's own is.
func TestNamespaceOfPages(t *testing.T) {
	opts := options(t)
	opts.Docs = append(opts.Docs, &msdocs.Folder{Resources: []msdocs.Resource{
		{Page: "sub-desktop", Type: "other.desktop", Properties: []msdocs.Property{{Name: "other"}, {Name: "kind"}}},
		{Page: "code", Type: "api.code", Properties: []msdocs.Property{{Name: "part"}}}}})
	files, _ := doImport(t, opts)
	if got, want := propertiesOf(t, files["management"], "desktop"), []string{"kind", "other"}; !slices.Equal(got, want) {
		t.Errorf("desktop has %v; want %v", got, want)
	}
	if !strings.Contains(files["esim"], `"@Intunegen.Page": code`) {
		t.Errorf("the page of code is lost:\n%s", files["esim"])
	}
}

// placement tells the file of each type.
func placement(files map[string]string) map[string]string {
	placed := map[string]string{}
	for name, text := range files {
		for line := range strings.Lines(text) {
			if typ, ok := strings.CutPrefix(line, "  "); ok && typ[0] != ' ' && typ[0] != '"' && typ[0] != '$' {
				placed["api."+strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(typ), ":"))] = name
			}
		}
	}
	return placed
}

// A type without a page goes to the file of its base, of its only referrer, of the first path
// segment to it, or to common.
func TestPlacement(t *testing.T) {
	files, _ := doImport(t, options(t))
	got := placement(files)
	for typ, want := range map[string]string{
		"pool": "esim", "bigPool": "esim", "code": "esim", "part": "esim", "size": "esim", "order": "esim", // pages, bases, only referrers
		"desktop": "management", "management": "management", "kind": "users", "user": "users", // shortest paths; a root has no file of its base
		"stray": "common", "entity": "common",
	} {
		if got["api."+typ] != want {
			t.Errorf("%s is in %q; want %q", typ, got["api."+typ], want)
		}
	}
}

// An addition moves no other type: here a second referrer of code, and a shorter path to kind from
// an earlier root.
func TestAdditionMovesNothing(t *testing.T) {
	files, _ := doImport(t, options(t))
	before := placement(files)
	opts := options(t)
	opts.Metadata = parse(t, strings.Replace(service, `<EntityType Name="user" BaseType="api.entity">`,
		`<EntityType Name="user" BaseType="api.entity"><Property Name="code" Type="api.code"/>`, 1))
	moved, _ := doImport(t, opts)
	if placement(moved)["api.code"] == before["api.code"] {
		t.Error("the addition would move nothing anyway; the test shows nothing")
	}
	opts = options(t)
	opts.Metadata = parse(t, strings.Replace(service, `<EntityType Name="user" BaseType="api.entity">`,
		`<EntityType Name="user" BaseType="api.entity"><Property Name="code" Type="api.code"/>`, 1))
	opts.Placed = before
	after, _ := doImport(t, opts)
	if diff := cmp.Diff(before, placement(after)); diff != "" {
		t.Errorf("(-before +after):\n%s", diff)
	}
}

// The order of the input's elements and rows makes no difference to any byte.
func TestOrderOfInputDoesNotMatter(t *testing.T) {
	want, report := doImport(t, options(t))
	r := rand.New(rand.NewPCG(1, 2))
	for range 20 {
		opts := options(t)
		shuffleDocument(r, opts.Metadata)
		for _, c := range opts.Clouds {
			shuffleDocument(r, c.Doc)
		}
		for _, folder := range opts.Docs {
			shuffle(r, folder.Operations)
			shuffle(r, folder.Resources)
		}
		shuffle(r, opts.Clouds)
		got, again := doImport(t, opts)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("(-first +shuffled):\n%s", diff)
		}
		if diff := cmp.Diff(report, again); diff != "" {
			t.Fatalf("report (-first +shuffled):\n%s", diff)
		}
	}
}

func shuffle[T any](r *rand.Rand, list []T) {
	r.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
}

func shuffleDocument(r *rand.Rand, doc *spec.Document) {
	shuffle(r, doc.Schemas)
	for _, s := range doc.Schemas {
		shuffle(r, s.Types)
		shuffle(r, s.Enums)
		shuffle(r, s.Operations)
		shuffle(r, s.Targets)
		if s.Container != nil {
			shuffle(r, s.Container.Singletons)
			shuffle(r, s.Container.EntitySets)
		}
	}
}

// The user's corrections are part of the result, and one without effect is an error.
func TestCorrections(t *testing.T) {
	for entry, fails := range map[string]bool{"target: pool/state\n  class: readOnly": false, "target: pool/nothing\n  class: readOnly": true} {
		o, err := overlay.Read("o.yaml", []byte("corrections:\n- "+entry+"\n  reason: seen\n  link: https://example.com\n"))
		if err != nil {
			t.Fatal(err)
		}
		opts := options(t)
		opts.Corrections = []*overlay.File{o}
		result, err := importer.Import(opts)
		if (err != nil) != fails {
			t.Errorf("%s: %v", entry, err)
		}
		if err == nil && !slices.Contains(slices.Collect(maps.Keys(result.Files)), "esim") {
			t.Error("no file")
		}
	}
}
