package graph

import (
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

type anyApp interface{ isApp(typesOfApp) }

type typesOfApp func(*app, *webApp)

func (*app) isApp(typesOfApp)    {}
func (*webApp) isApp(typesOfApp) {}

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
