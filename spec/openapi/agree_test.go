package openapi_test

import (
	"bytes"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/intunegen/intunegen/internal/corpus"
	"github.com/intunegen/intunegen/spec"
	"github.com/intunegen/intunegen/spec/beta"
	"github.com/intunegen/intunegen/spec/csdl"
	"github.com/intunegen/intunegen/spec/openapi"
)

// statements maps what a description speaks of, as "managedDevice/osVersion nullable", to what it says; inherited members included.
func statements(doc *spec.Document) map[string]string {
	s := sayer{spec.NewIndex(doc), map[string]string{}}
	for _, schema := range doc.Schemas {
		for _, t := range schema.Types {
			s.structured(t)
		}
		for _, e := range schema.Enums {
			s.enum(e)
		}
		for _, op := range schema.Operations {
			s.operation(op)
		}
	}
	return s.said
}

type sayer struct {
	x    *spec.Index
	said map[string]string
}

func (s sayer) ref(t spec.TypeRef) string {
	name := strings.TrimPrefix(s.x.Resolve(t.Name), "microsoft.graph.")
	if t.Collection {
		return "[" + name + "]"
	}
	return name
}

func (s sayer) structured(t *spec.StructuredType) {
	name := strings.TrimPrefix(s.x.Name(t), "microsoft.graph.")
	s.said[name] = fmt.Sprintf("entity %t", t.Entity)
	s.said[name+" abstract"] = fmt.Sprint(t.Abstract)
	s.said[name+" base"] = strings.TrimPrefix(s.x.Resolve(t.Base), "microsoft.graph.")
	s.said[name+" key"] = ""
	for up := t; up != nil; up = s.x.Base(up) {
		for _, k := range up.Key {
			s.said[name+" key"] += k.Path + " "
		}
		for _, p := range up.Properties {
			s.said[name+"/"+p.Name] = s.ref(p.Type)
			s.said[name+"/"+p.Name+" nullable"] = fmt.Sprint(p.Type.Nullable)
		}
		for _, n := range up.Navigations {
			s.said[name+"/"+n.Name] = "to " + s.ref(n.Type)
			s.said[name+"/"+n.Name+" contains"] = fmt.Sprint(n.Contains)
		}
	}
}

func (s sayer) enum(e *spec.EnumType) {
	name := strings.TrimPrefix(s.x.Name(e), "microsoft.graph.")
	var members, numbers []string
	for _, m := range e.Members {
		members, numbers = append(members, m.Name), append(numbers, fmt.Sprint(m.Value))
	}
	s.said[name] = "enumeration"
	s.said[name+" flags"] = fmt.Sprint(e.Flags)
	s.said[name+" members"] = strings.Join(members, " ")
	s.said[name+" numbers"] = strings.Join(numbers, " ")
}

func (s sayer) operation(op *spec.Operation) {
	var names, types []string
	for _, p := range op.Parameters {
		names, types = append(names, p.Name), append(types, s.ref(p.Type))
	}
	if op.Return != nil {
		types = append(types, "gives "+s.ref(op.Return.Type))
	}
	bound := ""
	if op.Bound {
		bound, names[0] = types[0], ""
	}
	s.said[fmt.Sprintf("%s %s(%s)", bound, op.Name, strings.Join(names, " "))] = strings.Join(types, " ")
}

// A reason explains differences between what CSDL and OpenAPI say.
type reason struct {
	about string // regular expression for the whole of what the statement is about
	says  string // regular expression for "CSDL | OpenAPI"
	why   string
}

// textOf returns the text of a file of the corpus.
func textOf(t *testing.T, file string) []byte {
	t.Helper()
	raw, err := os.ReadFile(corpus.File(t, "openapi", file))
	if err != nil {
		t.Fatal(err)
	}
	text, err := spec.ReadInput(file, bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// describes tells whether a text in YAML or JSON has a schema of that name.
func describes(text []byte, name string) bool {
	return bytes.Contains(text, []byte("\n    microsoft.graph."+name+":")) || bytes.Contains(text, []byte(`"microsoft.graph.`+name+`":`))
}

// readPair returns the statements of the CSDL of 2022-10, of an OpenAPI file, and of that file with what is known besides.
func readPair(t *testing.T, file string, known *spec.Document) (truth, told, filled map[string]string) {
	t.Helper()
	data := func(name string) *bytes.Reader {
		text, err := os.ReadFile(corpus.File(t, "openapi", name))
		if err != nil {
			t.Fatal(err)
		}
		return bytes.NewReader(text)
	}
	doc, err := csdl.Read("csdl", data("converted-2022-10-intune.csdl.gz"))
	if err != nil {
		t.Fatal(err)
	}
	truth = statements(doc)
	for into, from := range map[*map[string]string]openapi.Known{&told: {}, &filled: {Doc: known, Path: "/beta"}} {
		read, err := openapi.Read(file, data(file), from)
		if err != nil {
			t.Fatal(err)
		}
		*into = statements(read.Doc)
	}
	return truth, told, filled
}

// From CSDL and OpenAPI of about the same date come the same models. Every difference has a reason, and every reason a difference.
func TestAgreesWithCSDL(t *testing.T) {
	known, err := beta.Document()
	if err != nil {
		t.Fatal(err)
	}
	for file, reasons := range differences {
		t.Run(file, func(t *testing.T) {
			inCSDL, told, inOpenAPI := readPair(t, file, known)
			text := textOf(t, file)
			used := make([]int, len(reasons))
			same, later := 0, 0
			for _, about := range keys(inCSDL, inOpenAPI) {
				if inCSDL[about] == inOpenAPI[about] {
					same++
					continue
				}
				if owner := ownerOf(about); told[owner] == "" && inOpenAPI[owner] != "" {
					later++
					t.Logf("%s: %s | %s: the type is not in the file, and the embedded description is of another date", about, inCSDL[about], inOpenAPI[about])
					continue
				}
				if inOpenAPI[about] == "" && about == ownerOf(about) && describes(text, about) {
					t.Errorf("%s is in the file, but was not read as a type", about)
				}
				says := inCSDL[about] + " | " + inOpenAPI[about]
				i := slices.IndexFunc(reasons, func(r reason) bool { return matches(r.about, about) && matches(r.says, says) })
				if i < 0 {
					t.Errorf("%s: %s", about, says)
					continue
				}
				used[i]++
				t.Logf("%s: %s: %s", about, says, reasons[i].why)
			}
			t.Logf("%d statements are the same, %d are of types that only the embedded description has", same, later)
			for i, r := range reasons {
				t.Logf("%d differences: %s", used[i], r.why)
				if used[i] == 0 {
					t.Errorf("no difference any more: %s", r.why)
				}
			}
		})
	}
}

// ownerOf returns the type that a statement is about, "" for an operation.
func ownerOf(about string) string {
	owner, _, _ := strings.Cut(strings.SplitN(about, " ", 2)[0], "/")
	if strings.Contains(about, "(") {
		return ""
	}
	return owner
}

func matches(pattern, text string) bool {
	return regexp.MustCompile("^(" + pattern + ")$").MatchString(text)
}

// keys lists what both descriptions speak of, and what one of them says more of the types that both have.
func keys(a, b map[string]string) []string {
	var list []string
	for about := range a {
		if owner := ownerOf(about); owner == "" || b[owner] != "" || about == owner {
			list = append(list, about)
		}
	}
	for about := range b {
		owner := ownerOf(about)
		if _, both := a[about]; !both && (owner == "" || a[owner] != "") {
			list = append(list, about)
		}
	}
	slices.Sort(list)
	return list
}

// differences are all that the descriptions do not agree on. Pairs of types and members that a description lacks say "" on its side.
var differences = map[string][]reason{
	"converted-2022-10-intune.openapi3.json.gz": {
		{`\w+ base`, `(entity|directoryObject) \| `, "the converter repeats inherited properties, and leaves out a base type without references"},
		{`(windowsUpdateState|mobileAppInstallSummary|userExperienceAnalyticsRegressionSummary) key`, `id  \| `, "no path shows a key of the type, and the embedded description no longer has it"},
		{`windowsUpdateForBusinessConfiguration/deviceUpdateStates contains`, `true \| false`, "no path leads there, and the embedded description no longer has the property"},
		{`directoryObject|fileEncryptionInfo`, `.* \| `, "nothing in the file refers to the type"},
		{`deviceManagement getRoleScopeTagsByIds.*`, `.*\[Edm.String\].* Edm.String .*`, "the converter writes a collection in a path as its literal"},
		{`deviceManagementReports get(DeviceInstallStatus|ZebraFotaDeployment)Report.*`, `.*Edm.Stream \| .*Edm.Binary`, "both are base64url, and the embedded description has no such operation"},
		{`\w+ \w+\(.*\)`, `.+ \| `, "it is bound to a type that paths reach by a cast only, or takes one that is not there; the converter writes no such paths"},
		{numbers, `.*`, "the members have other numbers in the embedded description, or are not there"},
	},
	"ms-beta-2022-10-19-DeviceManagement.yml.gz": {
		{`\w+`, `(entity true|entity false|enumeration) \| `, "a slice holds only the types that its paths need"},
		{anyOperation, `.+ \| `, "Microsoft's slice holds no operations; they are in other files"},
		{`user/.*`, ` \| .*`, "the type is a stub in the CSDL"},
		{`directoryObject/deletedDateTime( nullable)?`, ` \| .*`, "likewise"},
		{`\w+/\w+( contains| nullable)?`, ` \| .*`, "the CSDL is that of China, which lacks some members of the global service"},
		{`\w+ members`, `.*`, "likewise, of enumerations"},
		{numbers, `.*`, "the members have other numbers in the embedded description, or are not there"},
		{`deviceManagementComplianceScheduledActionForRule/scheduledActionConfigurations contains`, `false \| true`, "paths create and change the items below their parent"},
		{`(deviceManagement/(oem|organizational|telecom)\w+|deviceManagementAutopilotEvent/policyStatusDetails) contains`, `true \| false`,
			"the slice has no path that shows it, and the embedded description no longer has the property"},
		{`(deviceManagementAutopilotPolicyStatusDetail|organizationalMessage\w+)/\w+ nullable`, `false \| true`, "Microsoft's slices do not say it of enumerations, and the embedded description no longer has the type"},
	},
	"ms-beta-2022-10-19-Devices.CorporateManagement.yml.gz": {
		{`\w+`, `(entity true|entity false|enumeration) \| `, "a slice holds only the types that its paths need"},
		{anyOperation, `.+ \| `, "the operation is bound to a type of another slice, or to one that paths reach by a cast only"},
		{anyOperation, ` \| .+`, "the CSDL is cut to Intune; the slice has operations of Office"},
		{`user/.*`, ` \| .*`, "the type is a stub in the CSDL"},
		{`directoryObject/deletedDateTime( nullable)?`, ` \| .*`, "likewise"},
		{`\w+/\w+( contains| nullable)?`, ` \| .*`, "the CSDL is that of China, which lacks some members of the global service"},
		{`\w+ members`, `.*`, "likewise, of enumerations"},
		{numbers, `.*`, "the members have other numbers in the embedded description, or are not there"},
		{`mobileApp(InstallStatus|RelationshipState)/\w+ nullable`, `false \| true`, "Microsoft's slices do not say it of enumerations, and the embedded description no longer has the property"},
	},
}

const (
	anyOperation = `\S+ \w+\(.*\)`
	numbers      = `\w+ numbers`
)
