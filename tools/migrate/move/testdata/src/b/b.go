package b

import "a"

func name(d *a.Device) string { return d.Name.Or("") } // want `odata.Or is a function now: odata.GetOr`

func again(d *a.Device) string { return d.Name.Or("") } // want `odata.Or is a function now: odata.GetOr`
