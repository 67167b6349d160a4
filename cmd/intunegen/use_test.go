package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/intunegen/intunegen/test/corpus"
)

// A block is a fenced block of the page: commands, or a file.
type block struct{ language, file, text string }

var fenced = regexp.MustCompile("(?ms)^```([a-z]+)(?: (\\S+))?\n(.*?)^```$")

// blocks returns what is fenced on a page, in order.
func blocks(page string) []block {
	var all []block
	for _, m := range fenced.FindAllStringSubmatch(page, -1) {
		all = append(all, block{m[1], m[2], m[3]})
	}
	return all
}

const (
	metadataHead = `<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
<Schema Namespace="microsoft.graph" Alias="graph" xmlns="http://docs.oasis-open.org/odata/ns/edm">
<EntityType Name="entity" Abstract="true"><Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.String" Nullable="false"/></EntityType>
<EntityType Name="managedDevice" BaseType="graph.entity"><Property Name="deviceName" Type="Edm.String"/></EntityType>
<EntityType Name="deviceManagement" BaseType="graph.entity">
<NavigationProperty Name="managedDevices" Type="Collection(graph.managedDevice)" ContainsTarget="true"/>
<NavigationProperty Name="embeddedSIMActivationCodePools" Type="Collection(graph.embeddedSIMActivationCodePool)" ContainsTarget="true"/></EntityType>
<EntityContainer Name="GraphService"><Singleton Name="deviceManagement" Type="microsoft.graph.deviceManagement"/></EntityContainer>
`
	metadataOne = `<EntityType Name="embeddedSIMActivationCodePool" BaseType="graph.entity"><Property Name="displayName" Type="Edm.String"/>
<Property Name="shelf" Type="Edm.String"/><Property Name="codes" Type="Collection(graph.simCode)"/></EntityType>
<ComplexType Name="simCode"><Property Name="smdpPlus" Type="Edm.String"/></ComplexType></Schema></edmx:DataServices></edmx:Edmx>`
	// metadataTwo renames a type, removes a property and adds one.
	metadataTwo = `<EntityType Name="embeddedSIMActivationCodePool" BaseType="graph.entity"><Property Name="displayName" Type="Edm.String"/>
<Property Name="codes" Type="Collection(graph.embeddedSimCode)"/><Property Name="fresh" Type="Edm.Int32"/></EntityType>
<ComplexType Name="embeddedSimCode"><Property Name="smdpPlus" Type="Edm.String"/></ComplexType></Schema></edmx:DataServices></edmx:Edmx>`
)

// A reader does what the page says, in a module of its own.
type reader struct {
	t       *testing.T
	dir     string
	address string // of the description, in place of Microsoft's; as a proxy of modules it knows none
	count   int
	said    strings.Builder
}

// do runs the commands or writes the file of a block.
func (f *reader) do(b block) {
	f.t.Helper()
	if b.file != "" {
		writeFile(f.t, filepath.Join(f.dir, b.file), strings.ReplaceAll(b.text, "https://graph.microsoft.com", f.address))
	}
	for line := range strings.Lines(b.text) {
		if run, ok := strings.CutPrefix(strings.TrimSpace(line), "- run: "); ok || b.language == "sh" {
			if !ok {
				run = line
			}
			f.command(strings.TrimSpace(run))
		}
	}
}

// command runs one line; what follows # may say that it ends with another exit code than 0.
func (f *reader) command(line string) {
	f.t.Helper()
	want := 0
	if strings.Contains(line, "# exits with 1") {
		want = 1
	}
	proxy := ""
	if strings.HasPrefix(line, "go get -tool ") { // the checkout replaces the published module
		checkout := corpus.Repository(f.t)
		f.command("cd '" + checkout + "' && go mod download") // also what only other systems need, and nothing else has fetched
		f.command("go mod edit -replace 'github.com/intunegen/intunegen=" + checkout + "'")
		proxy = "GOPROXY=" + f.address + "/none"
	}
	c := exec.Command("sh", "-c", line)
	c.Dir = f.dir
	c.Env = append(os.Environ(), "GOFLAGS=-trimpath -mod=mod", "GOWORK=off", "GIT_AUTHOR_NAME=t", "GIT_AUTHOR_EMAIL=t@example.com", "GIT_COMMITTER_NAME=t", "GIT_COMMITTER_EMAIL=t@example.com")
	if proxy != "" {
		c.Env = append(c.Env, proxy)
	}
	out, err := c.CombinedOutput()
	if c.ProcessState == nil || c.ProcessState.ExitCode() != want {
		f.t.Fatalf("%s: %v; want exit %d\n%s", line, err, want, out)
	}
	f.count++
	f.said.Write(out)
}

// The page for users works as written: every command and file of it, in order.
func TestUsePage(t *testing.T) {
	if testing.Short() {
		t.Skip("skipped: builds a module of its own; run without -short")
	}
	root := corpus.Repository(t)
	page, err := os.ReadFile(filepath.Join(root, "docs", "use.md"))
	if err != nil {
		t.Fatal(err)
	}
	current := metadataOne
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/beta/$metadata" {
			http.NotFound(w, r)
			return
		}
		fmt.Fprint(w, metadataHead+current)
	}))
	defer server.Close()
	f := &reader{t: t, dir: t.TempDir(), address: server.URL}
	sums, err := os.ReadFile(filepath.Join(root, "go.sum"))
	if err != nil {
		t.Fatal(err)
	}
	writeFile(t, filepath.Join(f.dir, "go.sum"), string(sums))
	all := blocks(string(page))
	newer := slices.IndexFunc(all, func(b block) bool { return strings.Contains(b.text, "--from-git") })
	for i, b := range all {
		if i == newer {
			current = metadataTwo
			writeFile(t, filepath.Join(f.dir, "used.go"), "package main\n\nimport \"example.com/fleet/intune\"\n\nvar _ = []any{intune.SimCode{}, intune.EmbeddedSIMActivationCodePool{}.Shelf}\n")
		}
		f.do(b)
	}
	for _, want := range []string{"PATCH https://graph.microsoft.com/beta/deviceManagement/embeddedSIMActivationCodePools/42", `{"@odata.type":"#microsoft.graph.embeddedSIMActivationCodePool","displayName":"Spain"}`,
		"property microsoft.graph.embeddedSIMActivationCodePool/shelf removed", "complex type microsoft.graph.simCode removed", "because the description changed",
		"no longer described, kept as deprecated", "names from before a rename are kept"} {
		if !strings.Contains(f.said.String(), want) {
			t.Errorf("nothing said %q", want)
		}
	}
	if f.count < 20 {
		t.Errorf("only %d commands were run", f.count)
	}
	if t.Failed() {
		t.Log(f.said.String())
	}
}
