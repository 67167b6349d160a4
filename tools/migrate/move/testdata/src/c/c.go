package c

import (
	"a"
	"fmt"
)

func show(d *a.Device) {
	if name, ok := d.Name.Get(); ok { // want `odata.Get is a function now`
		fmt.Println(name)
	}
}
