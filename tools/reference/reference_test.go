package reference_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/intunegen/intunegen/gen"
	"github.com/intunegen/intunegen/gen/project/source"
	"github.com/intunegen/intunegen/tools/reference"
)

// small is a description with what can go wrong in a page: markup in a text, and names that differ
// in case alone.
const small = `<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
<Schema Namespace="ns" xmlns="http://docs.oasis-open.org/odata/ns/edm">
<EnumType Name="color"><Member Name="red"/><Member Name="blue"/></EnumType>
<EntityType Name="thing"><Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.String" Nullable="false"/>
<Property Name="color" Type="ns.color"/><Property Name="Color" Type="Edm.String"/>
<Annotation Term="Org.OData.Core.V1.Description" String="&lt;script&gt;alert(1)&lt;/script&gt;"/></EntityType>
<EntityType Name="Thing" BaseType="ns.thing"><NavigationProperty Name="parts" Type="Collection(ns.thing)" ContainsTarget="true"/></EntityType>
<EntityContainer Name="c"><EntitySet Name="things" EntityType="ns.thing"/></EntityContainer>
</Schema></edmx:DataServices></edmx:Edmx>`

func pagesOf(t *testing.T, in source.Source) map[string]string {
	t.Helper()
	d, err := in.Read()
	if err != nil {
		t.Fatal(err)
	}
	pkg, err := gen.Model(d.Doc, gen.Options{Name: "sample", Source: d.Source, Path: d.Path})
	if err != nil {
		t.Fatal(err)
	}
	pages, err := reference.Pages(pkg, reference.Options{Import: "example.com/sample"})
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]string{}
	for _, page := range pages {
		if _, twice := found[strings.ToLower(page.Name)]; twice {
			t.Errorf("%s is there twice on a file system that ignores case", page.Name)
		}
		found[strings.ToLower(page.Name)] = string(page.Data)
	}
	return found
}

func TestSmall(t *testing.T) {
	file := filepath.Join(t.TempDir(), "small.xml")
	if err := os.WriteFile(file, []byte(small), 0o600); err != nil {
		t.Fatal(err)
	}
	pages := pagesOf(t, source.Source{Metadata: file, NoFacts: true})
	for _, name := range []string{"types/ns-thing.html", "types/ns-thing-2.html", "types/ns-color.html", "index.html", "index.js"} {
		if pages[name] == "" {
			t.Errorf("there is no page %s", name)
		}
	}
	for name, text := range pages {
		if strings.Contains(text, "<script>alert") {
			t.Errorf("%s has the markup of a description as markup", name)
		}
	}
	checkLinks(t, pages)
}

func TestIntune(t *testing.T) {
	pages := pagesOf(t, source.Source{})
	checkLinks(t, pages)
	page := pages["types/microsoft-graph-embeddedsimactivationcodepool.html"]
	for _, want := range []string{"write-only", "type EmbeddedSIMActivationCodePool struct", ".Patch(patch).Do(ctx)", "deviceManagement/<wbr>embeddedSIMActivationCodePools/", "changed by assign"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page of a pool lacks %q", want)
		}
	}
	if !strings.Contains(pages["permissions.html"], "DeviceManagementConfiguration.ReadWrite.All") {
		t.Error("the page of permissions lacks one")
	}
}

var links = regexp.MustCompile(`(?:href|src)="([^"]+)"`)

// checkLinks fails for a link within the site that leads nowhere.
func checkLinks(t *testing.T, pages map[string]string) {
	t.Helper()
	n := 0
	for name, text := range pages {
		for _, match := range links.FindAllStringSubmatch(text, -1) {
			target, anchor, _ := strings.Cut(match[1], "#")
			if strings.Contains(target, ":") || target == "" {
				continue
			}
			n++
			at := filepath.ToSlash(filepath.Join(filepath.Dir(name), target))
			to, ok := pages[at]
			if !ok || anchor != "" && !strings.Contains(to, `id="`+anchor+`"`) {
				t.Errorf("%s links to %s, which is not there", name, match[1])
			}
		}
	}
	if n == 0 {
		t.Error("no page has a link")
	}
}

// In a browser the pages open, the search finds, and the console has no error.
func TestInBrowser(t *testing.T) {
	browser, err := exec.LookPath("chromium")
	if err != nil {
		t.Skip("chromium is not installed; Debian has it as a package")
	}
	dir := t.TempDir()
	d, err := source.Source{}.Read()
	if err != nil {
		t.Fatal(err)
	}
	pkg, err := gen.Model(d.Doc, gen.Options{Name: "intunebeta", Source: d.Source, Path: d.Path})
	if err != nil {
		t.Fatal(err)
	}
	pages, err := reference.Pages(pkg, reference.Options{Import: "example.com/intunebeta"})
	if err != nil {
		t.Fatal(err)
	}
	for _, page := range pages {
		name := filepath.Join(dir, page.Name)
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, page.Data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	searches := map[string]string{
		"index.html?q=activationCodeCount":                                     "types/microsoft-graph-embeddedsimactivationcodepool.html#activationCodeCount",
		"permissions.html?q=patch configurationPo":                             "operations/patch-devicemanagement-configurationpolicies",
		"types/microsoft-graph-mobileapp.html?q=DeviceManagementApps.Read.All": "../permissions/devicemanagementapps-read-all.html",
		"changes.html?q=nothing has this name":                                 "Nothing found.",
	}
	for address, want := range searches {
		dom, console := dump(t, browser, dir, address)
		if !strings.Contains(dom, want) {
			t.Errorf("%s: the page does not show %s", address, want)
		}
		if strings.Contains(console, "CONSOLE") {
			t.Errorf("%s: the console has %s", address, console)
		}
	}
}

// dump returns a page as it is after its scripts have run, and what was logged.
func dump(t *testing.T, browser, dir, address string) (dom, console string) {
	t.Helper()
	cmd := exec.Command(browser, "--headless", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr", "--virtual-time-budget=10000",
		"--user-data-dir="+t.TempDir(), "--dump-dom", "file://"+dir+"/"+strings.ReplaceAll(address, " ", "%20"))
	var errors strings.Builder
	cmd.Stderr = &errors
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s: %v: %s", address, err, errors.String())
	}
	return string(out), errors.String()
}
