package a

import (
	"context"

	"github.com/intunegen/intunegen/graph"
	"github.com/intunegen/intunegen/odata"
)

type Device struct {
	Name  odata.Field[string]
	Owner odata.Field[*Device]
}

type Builder struct{}

func (*Builder) Get() *Builder                 { return nil }
func (*Builder) Or(string) string              { return "" }
func (*Builder) Devices() *graph.List[*Device] { return nil }

func read(ctx context.Context, d *Device, b *Builder) {
	name, ok := d.Name.Get() // want `odata.Get is a function now: odata.Get`
	_, _ = name, ok
	_ = d.Name.Or("none")        // want `odata.Or is a function now: odata.GetOr`
	_ = d.Owner.Or(nil).Name.Or( // want `odata.Or is a function now`
		d.Name.Or("x")) // want `odata.Or is a function now`
	f := &d.Name
	_ = f.Or("")         // want `odata.Or is a function now`
	_ = (&d.Name).Or("") // want `odata.Or is a function now`
	_ = d.Name.IsNull()
	_ = b.Get().Or("stays")
	get := d.Name.Get // want `Get is a function now: call Get in a function literal`
	_ = get
	all, err := b.Devices().Collect(ctx) // want `graph.Collect is a function now: graph.Collect`
	_, _ = all, err
	var options []graph.Option
	all, err = b.Devices().Collect(context.WithoutCancel(ctx), options...) // want `graph.Collect is a function now`
}
