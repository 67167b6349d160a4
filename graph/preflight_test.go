package graph

import (
	"errors"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/intunegen/intunegen/odata"
)

func TestPreflight(t *testing.T) {
	var count atomic.Int32
	inChina := func(o *ClientOptions) { o.Cloud = China }
	client := serve(t, answer(&count, status(204, "")), inChina)
	if _, err := client.patch("1", named("x")).Do(t.Context()); !errors.Is(err, ErrNotInCloud) || !strings.Contains(err.Error(), China.Title) {
		t.Errorf("got %v; want ErrNotInCloud", err)
	}
	if count.Load() != 0 {
		t.Error("the request was sent")
	}
	if _, err := client.get("1").Do(t.Context()); err != nil {
		t.Errorf("an operation that is not documented: %v", err)
	}
	client = serve(t, answer(&count, status(204, "")), func(o *ClientOptions) { o.Cloud, o.AllowUnavailable = China, true })
	if _, err := client.patch("1", named("x")).Do(t.Context()); err != nil {
		t.Error(err)
	}
	if count.Load() != 2 {
		t.Errorf("%d requests; want 2", count.Load())
	}
}

// A body of a type that the cloud lacks is refused, wherever in it the value is.
func TestTypeNotInCloud(t *testing.T) {
	type newPool struct {
		Name  odata.Field[string] `odata:"name"`
		Extra odata.Extra         `odata:"#test.newPool"`
	}
	type holder struct {
		Pools odata.Field[[]newPool] `odata:"pools"`
		Extra odata.Extra            `odata:"#test.holder"`
	}
	var count atomic.Int32
	handler := answer(&count, status(204, ""))
	nested := &holder{Pools: odata.Set([]newPool{{Name: odata.Set("x")}})}
	for _, c := range []struct {
		cloud  Cloud
		allow  bool
		body   any
		refuse bool
	}{
		{USGovernmentL4, false, &newPool{}, true}, {USGovernmentL4, false, nested, true},
		{USGovernmentL4, false, &holder{}, false}, {USGovernmentL4, true, nested, false}, {Global, false, nested, false}, {China, false, nested, false},
	} {
		client := serve(t, handler, func(o *ClientOptions) { o.Cloud, o.AllowUnavailable = c.cloud, c.allow })
		before := count.Load()
		err := (*Command)((*Node)(client).Create(c.body)).Do(t.Context())
		if refused := errors.Is(err, ErrNotInCloud) && strings.Contains(err.Error(), "test.newPool"); refused != c.refuse || (err != nil) != c.refuse {
			t.Errorf("%T in %s: %v", c.body, c.cloud.Name, err)
		}
		if sent := count.Load() > before; sent == c.refuse {
			t.Errorf("%T in %s: sent %t", c.body, c.cloud.Name, sent)
		}
	}
	if types := odata.Types(nested); fmt.Sprint(types) != "[test.holder test.newPool]" {
		t.Errorf("the types are %v", types)
	}
}
