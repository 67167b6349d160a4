package report

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"net/http"
	"os"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/intunegen/intunegen/graph"
)

// handle is a transport.
type handle func(r *http.Request, body string) (status int, answer any)

func (h handle) Do(r *http.Request) (*http.Response, error) {
	var body []byte
	if r.Body != nil {
		body, _ = io.ReadAll(r.Body)
	}
	status, answer := h(r, string(body))
	b, isBytes := answer.([]byte)
	if !isBytes && answer != nil {
		b, _ = json.Marshal(answer)
	}
	return &http.Response{StatusCode: status, Header: http.Header{}, Body: io.NopCloser(bytes.NewReader(b)), Request: r}, nil
}

func clientOf(t *testing.T, h handle) *graph.Client {
	t.Helper()
	options := &graph.ClientOptions{ClientOptions: azcore.ClientOptions{Transport: h}, BaseURL: "https://graph.example/beta", Unlimited: true}
	c, err := graph.NewClient(nil, options, graph.Service{})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// request is a POST of this body.
type request string

func (r request) Build() (graph.Wire, error) {
	return graph.Wire{Method: http.MethodPost, URL: "https://graph.example/beta/deviceManagement/reports/exportJobs",
		Template: "/deviceManagement/reports/exportJobs", Body: []byte(r)}, nil
}

type object map[string]any

// zipOf returns an archive of one file.
func zipOf(name, text string) []byte {
	var b bytes.Buffer
	archive := zip.NewWriter(&b)
	w, _ := archive.Create(name)
	_, _ = io.WriteString(w, text)
	_ = archive.Close()
	return b.Bytes()
}

// texts returns the rows as texts, "|" between values, and the error.
func texts(rows iter.Seq2[Row, error]) (lines []string, err error) {
	for row, err := range rows {
		if err != nil {
			return lines, err
		}
		var line []string
		for _, column := range row.Columns() {
			text, ok := row.Get(column)
			if !ok {
				text = "<null>"
			}
			line = append(line, text)
		}
		lines = append(lines, strings.Join(line, "|"))
	}
	return lines, nil
}

// jobs is a service with one export job, whose address expires after each read.
func jobs(file []byte, status ...string) (h handle, asked *int) {
	asked = new(int)
	return func(r *http.Request, body string) (int, any) {
		switch {
		case r.URL.Host == "files.example" && r.URL.Query().Get("sig") == fmt.Sprintf("planted-%d", *asked):
			return http.StatusOK, file
		case r.URL.Host == "files.example":
			return http.StatusForbidden, object{"error": object{"code": "AuthenticationFailed", "message": "sig " + r.URL.RawQuery}}
		case r.Method == http.MethodPost:
			return http.StatusCreated, object{"id": "a b", "status": "notStarted"}
		case r.URL.EscapedPath() != "/beta/deviceManagement/reports/exportJobs/a%20b":
			return http.StatusNotFound, nil
		}
		*asked++
		now := status[min(*asked, len(status))-1]
		return http.StatusOK, object{"id": "a b", "status": now, "url": fmt.Sprintf("https://files.example/r.zip?sig=planted-%d", *asked)}
	}, asked
}

func TestExport(t *testing.T) {
	tests := []struct {
		name, file, text string
		want             []string
	}{
		{"CSV with a mark", "DevicesByOS.csv", "\uFEFFName,Count\r\n\"PC, \"\"1\"\"\",2\r\nMac,\r\n", []string{`PC, "1"|2`, "Mac|"}},
		{"CSV without rows", "a.csv", "Name,Count\n", nil},
		{"CSV with lines in a value", "a.csv", "Name,Count\n\"a\nb\",1\n", []string{"a\nb|1"}},
		{"JSON of schema and values", "a.json", `{"TotalRowCount":2,"Schema":[{"Column":"Name","PropertyType":"String"},{"Column":"Count"}],"Values":[["a",1],[null,2.50]]}`, []string{"a|1", "<null>|2.50"}},
		{"JSON of objects", "a.JSON", `[{"Name":"a","Count":1},{"Count":2}]`, []string{"a|1", "<null>|2"}},
		{"JSON of values", "a.json", `{"values":[{"Name":"a","Count":true}]}`, []string{"a|true"}},
	}
	for _, test := range tests {
		synctest.Test(t, func(t *testing.T) {
			h, _ := jobs(zipOf(test.file, test.text), "notStarted", "inProgress", "completed")
			got, err := texts(Export(t.Context(), clientOf(t, h), request(`{"reportName":"x","select":["Name","Count"]}`)))
			if err != nil || fmt.Sprintf("%q", got) != fmt.Sprintf("%q", test.want) {
				t.Errorf("%s: %q, %v; want %q", test.name, got, err, test.want)
			}
		})
	}
}

func TestExportErrors(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	whole := zipOf("a.csv", "Name,Count\na,1\n")
	damaged := bytes.Clone(whole)
	damaged[40] ^= 0xff
	tests := []struct {
		name   string
		file   []byte
		status string
		want   string
	}{
		{"failed", whole, "failed", "export job a b failed"},
		{"no zip", []byte("<html>"), "completed", "file of 6 bytes is not a whole zip"},
		{"cut off", whole[:len(whole)-10], "completed", "is not a whole zip"},
		{"damaged", damaged, "completed", "a.csv: "},
		{"other columns", zipOf("a.csv", "Name,Size\na,1\n"), "completed", `lacks the column "Count" that was selected; it has Name, Size`},
		{"column twice", zipOf("a.csv", "Name,Name,Count\n"), "completed", `the column "Name" twice`},
		{"more values", zipOf("a.csv", "Name,Count\na,1\nb,2,3\n"), "completed", "record on line 3: wrong number of fields"},
		{"cut off inside quotes", zipOf("a.csv", "Name,Count\na,1\nb,\"2"), "completed", "line 3"},
		{"empty", zipOf("a.csv", ""), "completed", "the file is empty"},
		{"JSON cut off", zipOf("a.json", `{"Schema":[{"Column":"Name"},{"Column":"Count"}],"Values":[["a",1],["b"`), "completed", "unexpected EOF"},
		{"JSON without schema", zipOf("a.json", `{"Values":[["a",1]]}`), "completed", "row 1: it comes before the schema"},
		{"JSON of other width", zipOf("a.json", `{"Schema":[{"Column":"Name"},{"Column":"Count"}],"Values":[["a",1],["b"]]}`), "completed", "row 2: it has 1 values; the schema has 2 columns"},
	}
	for _, test := range tests {
		synctest.Test(t, func(t *testing.T) {
			h, _ := jobs(test.file, test.status)
			_, err := texts(Export(t.Context(), clientOf(t, h), request(`{"reportName":"x","select":["Name","Count"]}`)))
			if err == nil || !strings.Contains(err.Error(), test.want) || strings.Contains(fmt.Sprintf("%v %#v", err, err), "planted") {
				t.Errorf("%s: %v; want %q", test.name, err, test.want)
			}
		})
	}
	if left, err := os.ReadDir(os.TempDir()); err != nil || len(left) > 0 {
		t.Errorf("temporary files are left: %v, %v", left, err)
	}
}

// The address has expired when it is used; the job gives another one.
func TestExportRenews(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h, asked := jobs(zipOf("a.csv", "Name\na\n"), "completed")
		refused := 0
		expiring := handle(func(r *http.Request, body string) (int, any) {
			if r.URL.Host == "files.example" && refused < 2 {
				refused++
				return http.StatusForbidden, nil
			}
			return h(r, body)
		})
		got, err := texts(Export(t.Context(), clientOf(t, expiring), request(`{}`)))
		if err != nil || len(got) != 1 || *asked != 3 {
			t.Errorf("%q, %v, asked %d times", got, err, *asked)
		}
	})
}

func TestExportStops(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h, _ := jobs(zipOf("a.csv", "Name\na\nb\nc\n"), "completed")
		n := 0
		for range Export(t.Context(), clientOf(t, h), request(`{}`)) {
			n++
			break
		}
		if n != 1 {
			t.Errorf("%d rows", n)
		}
	})
}

// reportOf is a service with a report of n rows; it says so in each page if total.
func reportOf(t *testing.T, n int, total bool) (h handle, bodies *[]string) {
	bodies = new([]string)
	return func(r *http.Request, body string) (int, any) {
		*bodies = append(*bodies, body)
		var in struct {
			Skip, Top int
			SessionID string `json:"sessionId"`
		}
		if err := json.Unmarshal([]byte(body), &in); err != nil || in.SessionID != map[bool]string{true: "", false: "s1"}[len(*bodies) == 1] {
			t.Errorf("%v: %s", err, body)
		}
		values := [][]any{}
		for i := in.Skip; i < min(n, in.Skip+in.Top); i++ {
			values = append(values, []any{i, "d"})
		}
		answer := object{"Schema": []object{{"Column": "Nr", "PropertyType": "Int32"}, {"Column": "Name"}}, "Values": values, "SessionId": "s1"}
		if total {
			answer["TotalRowCount"] = n
		}
		return http.StatusOK, answer
	}, bodies
}

func TestRows(t *testing.T) {
	for _, total := range []bool{true, false} {
		for _, n := range []int{0, 1, 9, 10, 11, 25} {
			h, bodies := reportOf(t, n, total)
			got, err := texts(Rows(t.Context(), clientOf(t, h), request(`{"select":["Nr"],"top":10,"filter":"x"}`)))
			if err != nil || len(got) != n || n > 0 && got[n-1] != fmt.Sprintf("%d|d", n-1) {
				t.Errorf("%d rows, total %v: %d rows, %v", n, total, len(got), err)
			}
			pages := n/10 + 1
			if total && n > 0 {
				pages = (n + 9) / 10
			}
			if len(*bodies) != pages || !strings.Contains((*bodies)[0], `"filter":"x"`) {
				t.Errorf("%d rows, total %v: sent %v; want %d pages", n, total, *bodies, pages)
			}
		}
	}
}

func TestRowsErrors(t *testing.T) {
	answers := map[string]string{
		"<html>": "page from row 6",
		`{"Schema":[{"Column":"Other"}],"Values":[]}`: `lacks the column "Nr"`,
		`{"Schema":[{"Column":"Nr"}],"Values":5}`:     "Values is 5",
		`7`: "the report is 7",
	}
	for answer, want := range answers {
		c := clientOf(t, func(*http.Request, string) (int, any) { return http.StatusOK, []byte(answer) })
		_, err := texts(Rows(t.Context(), c, request(`{"select":["Nr"],"skip":5}`)))
		if err == nil || !strings.Contains(err.Error(), want) && !strings.Contains(err.Error(), "not as described") {
			t.Errorf("%s: %v; want %q", answer, err, want)
		}
	}
}

func TestRowValues(t *testing.T) {
	columns, err := newColumns([]string{"s", "n", "f", "b", "t", "day", "null"})
	if err != nil {
		t.Fatal(err)
	}
	row := Row{columns, []cell{{text: "x"}, {text: "-7"}, {text: "2.5"}, {text: "True"}, {text: "2026-01-02 03:04:05.1234567"}, {text: "2026-01-02"}, {missing: true}}}
	text, _ := row.Text("s")
	n, _ := row.Int("n")
	f, _ := row.Float("f")
	b, _ := row.Bool("b")
	at, _ := row.Time("t")
	day, _ := row.Time("day")
	if text != "x" || n != -7 || f != 2.5 || !b || !at.Equal(time.Date(2026, 1, 2, 3, 4, 5, 123456700, time.UTC)) || !day.Equal(time.Date(2026, 1, 2, 0, 0, 0, 0, time.UTC)) {
		t.Error(text, n, f, b, at, day)
	}
	if zero, err := row.Int("null"); zero != 0 || err != nil {
		t.Error(zero, err)
	}
	for _, column := range []string{"s", "nowhere"} {
		if _, err := row.Int(column); err == nil || !strings.Contains(err.Error(), column) {
			t.Errorf("%s: %v", column, err)
		}
	}
	if _, err := (Row{}).Text("s"); err == nil {
		t.Error("a zero Row has a column")
	}
}
