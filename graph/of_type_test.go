package graph

import (
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/intunegen/intunegen/odata"
)

type app struct {
	Extra odata.Extra `odata:"#test.app"`
}

type webApp struct {
	Extra odata.Extra `odata:"#test.webApp"`
}

type anyApp interface{ family(typesOfApp) }

type typesOfApp func(*app, *webApp)

func (*app) family(typesOfApp)    {}
func (*webApp) family(typesOfApp) {}

func TestOfType(t *testing.T) {
	c, err := NewClient(nil, &ClientOptions{BaseURL: "http://127.0.0.1:1/beta"}, Service{})
	if err != nil {
		t.Fatal(err)
	}
	apps := (*List[anyApp])(c.Root().To("apps").List([]odata.QueryOption{odata.Top(5)}))
	wire, err := OfType[*webApp](apps).Build()
	if want := "http://127.0.0.1:1/beta/apps/test.webApp?$top=5"; err != nil || wire.URL != want {
		t.Errorf("got %s, %v; want %s", wire.URL, err, want)
	}
	if wire, err := apps.Build(); err != nil || strings.Contains(wire.URL, "webApp") {
		t.Errorf("the list itself changed: %s, %v", wire.URL, err)
	}
	if _, err := OfType[*pool](apps).Build(); err == nil || !strings.Contains(err.Error(), "is not derived from") {
		t.Errorf("got %v; want that a pool is no app", err)
	}
	action := (*List[anyApp])(c.Root().Action("find", nil))
	if _, err := OfType[*webApp](action).Build(); err == nil || !strings.Contains(err.Error(), "action") {
		t.Errorf("got %v; want that an action is not narrowed", err)
	}
}

func TestCountOfList(t *testing.T) {
	client := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if want := "/beta/deviceManagement/pools/$count?$filter=id%20eq%20'1'"; r.URL.RequestURI() != want || r.Header.Get("Accept") != "text/plain" {
			t.Errorf("got %s, accepting %s; want %s", r.URL.RequestURI(), r.Header.Get("Accept"), want)
		}
		_, _ = io.WriteString(w, "\ufeff7")
	}, nil)
	id := odata.Property[string]{"id"}
	list := (*List[*pool])((*Node)(client).List([]odata.QueryOption{odata.Filter(odata.Eq(id, "1"))}))
	if n, err := Count(list).Do(t.Context()); err != nil || n != 7 {
		t.Errorf("got %d, %v; want 7", n, err)
	}
	if _, err := Count((*List[*pool])((*Node)(client).Action("find", nil))).Build(); err == nil || !strings.Contains(err.Error(), "action cannot be counted") {
		t.Errorf("got %v; want that an action is not counted", err)
	}
}
