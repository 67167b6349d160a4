package corpus_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/intunegen/intunegen/generated/intunebeta"
	"github.com/intunegen/intunegen/graph"
	"github.com/intunegen/intunegen/graph/graphtest"
	"github.com/intunegen/intunegen/spec/msdocs"
)

// Every documented request is taken, and what comes back has the documented shape. A page whose
// path, type, property or member the description no longer has is counted as such, after a look at
// the description.
func TestDocumentedRequestsAreServed(t *testing.T) {
	var bodies io.Writer
	var options []graphtest.Option
	if name := os.Getenv("SERVED_BODIES"); name != "" {
		options = append(options, graphtest.OnlySet()) // the judge's documents are older than the description
		f, err := os.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		bodies = f
	}
	server := graphtest.New(quiet{t}, intunebeta.Schema(), options...)
	before, d := server.Snapshot(), intunebeta.Schema().Describe()
	counts := map[string]int{}
	for _, op := range documented(t).Operations {
		if op.Request == nil || op.Response == nil {
			continue
		}
		server.Restore(before)
		s := &served{t: t, op: &op, server: server, description: d, bodies: bodies}
		counts[s.run()]++
	}
	t.Log(counts)
	if counts[taken] < 1900 || counts["differs"] > 0 {
		t.Errorf("%d requests were taken, %d differ", counts[taken], counts["differs"])
	}
}

// The outcomes of a documented request.
const (
	taken    = "taken"
	differs  = "differs"
	older    = "not in the description"
	excepted = "excepted"
)

// exceptions are pages whose request is refused, each with the reason.
var exceptions = map[string]string{
	"intune-shared-user-update":                          "the documented update of a user changes nothing, which Intune refuses",
	"intune-shared-mobileapptroubleshootingevent-update": "the documented update changes nothing, which Intune refuses",
}

// A quiet test does not report what a server says at its end, where pages have paths that are gone.
type quiet struct{ testing.TB }

func (quiet) Errorf(string, ...any) {}
func (quiet) Logf(string, ...any)   {}

// A served is a documented operation before a tenant in memory.
type served struct {
	t           *testing.T
	op          *msdocs.Operation
	server      *graphtest.Server
	description *graph.Description
	bodies      io.Writer // nil for none
}

var (
	origin    = regexp.MustCompile(`^https?://[^/]+/(beta|v1\.0|v1)/`)
	lineBreak = regexp.MustCompile(`\s*\n\s*`)
	braces    = regexp.MustCompile(`[{}]`)
)

func (s *served) run() string {
	address := strings.TrimPrefix(lineBreak.ReplaceAllString(origin.ReplaceAllString(s.op.Request.URL, ""), ""), "/")
	path, query, _ := strings.Cut(address, "?")
	path = "/" + braces.ReplaceAllString(path, "")
	s.prepare(path)
	body := ""
	if s.op.Request.Body != nil {
		body = *s.op.Request.Body
	}
	status, reply := s.send(path, query, body)
	switch {
	case exceptions[s.op.Page] != "":
		if status == s.op.Response.Status {
			s.t.Errorf("%s is taken: take the exception away", s.op.Page)
		}
		return excepted
	case s.op.Response.Body != nil && s.isOldType([]byte(*s.op.Response.Body)) || s.isOlder(reply) || status >= 400 && s.isOldOperation(path):
		return older
	case status != s.op.Response.Status && !(status == 200 && s.op.Response.Status == 204) && !(status == 204 && s.op.Response.Status == 200):
		s.t.Errorf("%s: %s %s %.300s: %d %.600s; want %d", s.op.Page, s.op.Request.Method, path, body, status, reply, s.op.Response.Status)
		return differs
	}
	s.write(path, reply)
	if s.bodies != nil || s.op.Response.Body == nil || len(reply) == 0 || bytes.Contains(reply, []byte(`"TotalRowCount"`)) { // of a file, pages have a text

		return taken
	}
	if fault := s.compare([]byte(*s.op.Response.Body), reply); fault != "" {
		s.t.Errorf("%s: %s %s: %s", s.op.Page, s.op.Request.Method, path, fault)
		return differs
	}
	return taken
}

// put puts a resource, of a concrete type where the documentation has an abstract one.
func (s *served) put(path, body, typ string) {
	t := s.description.Types[typ]
	for i := 0; t != nil && t.Abstract && i < len(t.Derived); i++ {
		if !t.Derived[i].Abstract {
			t = t.Derived[i]
		}
	}
	var members map[string]any
	if json.Unmarshal([]byte(body), &members) != nil {
		return
	}
	if t != nil {
		members["@odata.type"] = "#" + t.Name
	}
	s.server.Put(path, members)
}

// prepare puts what a request is about.
func (s *served) prepare(path string) {
	above := path[:strings.LastIndex(path, "/")]
	switch s.op.Request.Method {
	case "POST":
		s.make(above)
	case "DELETE":
		s.put(path, "{}", "microsoft.graph."+s.op.Type)
		s.make(path)
	case "PATCH", "PUT":
		s.put(path, *s.op.Request.Body, typeOf([]byte(*s.op.Request.Body)))
		s.make(path)
	case "GET":
		if s.op.Kind == "function" {
			s.make(above)
		} else if s.op.Response.Body != nil {
			body := objects([]byte(*s.op.Response.Body))[0]
			s.put(path, string(body), typeOf(body))
		}
	}
}

// make makes the resource at a path, of any type that it can be of.
func (s *served) make(path string) {
	if s.server.Get(path) == nil {
		s.server.PutFile(path, "", "text/plain", nil)
	}
}

func (s *served) send(path, query, body string) (int, []byte) {
	u := &url.URL{Scheme: "https", Host: "graphtest.example", Path: "/beta" + path, RawQuery: query}
	req := (&http.Request{Method: s.op.Request.Method, URL: u, Header: http.Header{"Content-Type": {"application/json"}}, Body: io.NopCloser(strings.NewReader(body))}).WithContext(s.t.Context())
	resp, err := s.server.Client().Transport.RoundTrip(req)
	if err != nil {
		s.t.Fatal(err)
	}
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		s.t.Fatal(err)
	}
	return resp.StatusCode, data
}

// refusals are the texts that refuse a name which the description does not have.
var (
	noSegment  = regexp.MustCompile(`Resource not found for the segment '([^']*)'`)
	noProperty = regexp.MustCompile(`The property '([^']*)' does not exist on type '([^']*)'`)
	noMember   = regexp.MustCompile(`Requested value '([^']*)' was not found`)
	noType     = regexp.MustCompile(`A type named '([^']*)' could not be resolved`)
	noParam    = regexp.MustCompile(`The parameter '([^']*)' in the request payload is not a valid parameter`)
)

// isOlder reports whether a request was refused for something that the description lacks.
func (s *served) isOlder(reply []byte) bool {
	text := string(reply)
	if m := noProperty.FindStringSubmatch(text); m != nil {
		t := s.description.Types[m[2]]
		return t != nil && t.Property(m[1]) == nil
	}
	if m := noType.FindStringSubmatch(text); m != nil {
		return s.description.Types[m[1]] == nil
	}
	if m := noMember.FindStringSubmatch(text); m != nil {
		return true
	}
	if m := noSegment.FindStringSubmatch(text); m != nil {
		return true
	}
	return noParam.MatchString(text)
}

// write writes the reply to a create or update to the file that SERVED_BODIES names, a line each,
// so that the judge of test/conformance judges it: it is a body of the same type.
func (s *served) write(path string, reply []byte) {
	var body map[string]json.RawMessage
	if s.bodies == nil || s.op.Kind != "crud" || s.op.Request.Method == "GET" || json.Unmarshal(reply, &body) != nil {
		return
	}
	delete(body, "@odata.context")
	text, err := json.Marshal(body)
	if err != nil {
		s.t.Fatal(err)
	}
	if err := json.NewEncoder(s.bodies).Encode(map[string]string{"page": s.op.Page, "method": s.op.Request.Method, "path": strings.TrimPrefix(path, "/"), "body": string(text)}); err != nil {
		s.t.Fatal(err)
	}
}

// isOldType reports whether the description lacks the type of a documented response.
func (s *served) isOldType(body []byte) bool {
	for _, one := range objects(body) {
		if typ := typeOf(one); strings.HasPrefix(typ, "microsoft.graph.") && s.description.Types[typ] == nil {
			return true
		}
	}
	return false
}

// isOldOperation reports whether the description has no operation of the name that a path ends
// with.
func (s *served) isOldOperation(path string) bool {
	name, _, _ := strings.Cut(path[strings.LastIndex(path, "/")+1:], "(")
	for _, t := range s.description.Types {
		for _, op := range t.Operations {
			if op.Segment == name {
				return false
			}
		}
	}
	return s.op.Kind != "crud"
}

// compare returns how a reply differs in shape from the documented one: a member that is missing,
// or of another kind.
func (s *served) compare(want, got []byte) string {
	wants, gots := objects(want), objects(got)
	if len(gots) == 0 {
		return "nothing came back"
	}
	for _, one := range wants {
		var w, g any
		if json.Unmarshal(one, &w) != nil || json.Unmarshal(gots[0], &g) != nil {
			return "no JSON"
		}
		if fault := s.shape("", w, g); fault != "" {
			return fault
		}
	}
	return ""
}

func (s *served) shape(at string, want, got any) string {
	w, ok := want.(map[string]any)
	if !ok {
		if list, ok := want.([]any); ok {
			return s.items(at, list, got)
		}
		if fmt.Sprintf("%T", want) != fmt.Sprintf("%T", got) && got != nil && want != nil {
			return fmt.Sprintf("%s: %v is documented, got %v", at, want, got)
		}
		return ""
	}
	g, ok := got.(map[string]any)
	if !ok {
		if got == nil {
			return ""
		}
		return fmt.Sprintf("%s: an object is documented, got %v", at, got)
	}
	if strings.TrimPrefix(fmt.Sprint(w["@odata.type"]), "#") != strings.TrimPrefix(fmt.Sprint(g["@odata.type"]), "#") {
		return s.otherType(at, w, g)
	}
	for name, value := range w {
		back, ok := g[name]
		if !ok && !s.isAbsent(w, name) {
			return fmt.Sprintf("%s/%s: is missing", at, name)
		}
		if ok {
			if fault := s.shape(at+"/"+name, value, back); fault != "" {
				return fault
			}
		}
	}
	return ""
}

// otherType returns a fault unless both objects are of types that derive from one: an example has
// the first concrete type of a hierarchy.
func (s *served) otherType(at string, w, g map[string]any) string {
	root := func(object map[string]any) *graph.SchemaType {
		t := s.description.Types[strings.TrimPrefix(fmt.Sprint(object["@odata.type"]), "#")]
		for t != nil && t.Base != nil && t.Base.Name != "microsoft.graph.entity" {
			t = t.Base
		}
		return t
	}
	if root(w) != root(g) {
		return fmt.Sprintf("%s: an object of type %v is documented, got %v", at, w["@odata.type"], g["@odata.type"])
	}
	return ""
}

func (s *served) items(at string, want []any, got any) string {
	list, ok := got.([]any)
	if !ok && got != nil {
		return fmt.Sprintf("%s: a list is documented, got %v", at, got)
	}
	for i := range min(len(want), len(list)) {
		if fault := s.shape(fmt.Sprintf("%s/%d", at, i), want[i], list[i]); fault != "" {
			return fault
		}
	}
	return ""
}

// isAbsent reports whether the description lacks a documented member of an object, or says that it
// is not returned.
func (s *served) isAbsent(object map[string]any, name string) bool {
	typ, _ := object["@odata.type"].(string)
	t := s.description.Types[strings.TrimPrefix(typ, "#")]
	if t == nil {
		return true
	}
	p := t.Property(name)
	return p == nil || p.WriteOnly
}
