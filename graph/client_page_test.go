package graph_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/intunegen/intunegen/generated/intunebeta"
	"github.com/intunegen/intunegen/graph"
	"github.com/intunegen/intunegen/odata"
)

func TestPaging(t *testing.T) {
	client := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Prefer") != "odata.maxpagesize=2" {
			t.Errorf("%s: Prefer is %q", r.URL, r.Header.Get("Prefer"))
		}
		switch r.URL.Query().Get("$skiptoken") {
		case "":
			fmt.Fprintf(w, `{"value":[{"id":"1"},{"id":"2"}],"@odata.nextLink":"http://%s/beta%s?$skiptoken=a%%20b"}`, r.Host, poolsPath)
		case "a b":
			fmt.Fprint(w, `{"value":[],"@odata.nextLink":"deviceManagement/embeddedSIMActivationCodePools?%24skiptoken=c"}`)
		case "c":
			fmt.Fprint(w, `{"@odata.nextLink":"embeddedSIMActivationCodePools?$skiptoken=d","value":[{"id":"3"}]}`)
		case "d":
			fmt.Fprint(w, `{"@odata.nextLink":"?$skiptoken=e","value":[{"id":"4"}]}`)
		default:
			fmt.Fprint(w, `{"value":[{"id":"5"}]}`)
		}
	})
	var ids []string
	for pool, err := range pools(client).List().All(t.Context(), graph.MaxPageSize(2)) {
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, odata.GetOr(pool.ID, ""))
	}
	if got := strings.Join(ids, ""); got != "12345" {
		t.Errorf("got %s", got)
	}
}

func TestPagingRefuses(t *testing.T) {
	for name, test := range map[string]struct{ link, want string }{
		"another host": {"https://evil.example/beta/x", `refused the link to the next page: it leads to host "evil.example"`},
		"user":         {"http://u:p@127.0.0.1/beta/x", `refused the link`},
		"loop":         {"?", "leads to a page that was read already"},
		"no url":       {"http://[", "is not a URL"},
	} {
		calls := 0
		client := serve(t, func(w http.ResponseWriter, _ *http.Request) {
			calls++
			fmt.Fprintf(w, `{"value":[{"id":"1"}],"@odata.nextLink":%q}`, test.link)
		})
		all, err := graph.Collect(t.Context(), pools(client).List())
		if err == nil || !strings.Contains(err.Error(), test.want) || len(all) == 0 || calls > 2 {
			t.Errorf("%s: got %d items in %d calls, %v; want %s", name, len(all), calls, err, test.want)
		}
	}
}

// Derived types are decoded by their names, unknown ones kept.
func TestPolymorphicList(t *testing.T) {
	client := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprint(w, `{"value":[{"@odata.type":"#microsoft.graph.windows10CustomConfiguration","id":"1"},{"@odata.type":"#microsoft.graph.newer","id":"2"}]}`)
	})
	all, err := graph.Collect(t.Context(), client.DeviceManagement().DeviceConfigurations().List())
	if err != nil || len(all) != 2 {
		t.Fatalf("got %v, %v", all, err)
	}
	if _, ok := all[0].(*intunebeta.Windows10CustomConfiguration); !ok || odata.TypeName(all[1]) != "microsoft.graph.newer" {
		t.Errorf("got %T and %s", all[0], odata.TypeName(all[1]))
	}
}

// Query options are in the URL of the first page, with %20 for a space.
func TestListOptions(t *testing.T) {
	p := intunebeta.ManagedDeviceProperties
	client := serve(t, func(w http.ResponseWriter, r *http.Request) {
		want := "$select=deviceName,operatingSystem&$filter=operatingSystem%20eq%20'Windows'%20and%20complianceState%20ne%20'compliant'&$top=500"
		if r.URL.RawQuery != want {
			t.Errorf("got %s; want %s", r.URL.RawQuery, want)
		}
		fmt.Fprint(w, `{"value":[{"deviceName":"a"}]}`)
	})
	devices := client.DeviceManagement().ManagedDevices().List(
		odata.Select(p.DeviceName, p.OperatingSystem),
		odata.Filter(odata.And(odata.Eq(p.OperatingSystem, "Windows"), odata.Ne(p.ComplianceState, intunebeta.ComplianceStateCompliant))),
		odata.Top(500))
	all, err := graph.Collect(t.Context(), devices)
	if err != nil || len(all) != 1 {
		t.Errorf("got %v, %v", all, err)
	}
}
