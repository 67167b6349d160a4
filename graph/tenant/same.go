package tenant

import (
	"encoding/json"
	"reflect"

	"github.com/intunegen/intunegen/odata"
)

// same reports whether two JSON values that are not both objects or lists of one length mean the
// same. A text is compared as what its form says: a time, a duration or a time of day.
func same(have, want any) bool {
	switch want := want.(type) {
	case string:
		had, ok := have.(string)
		return ok && (had == want || sameText(had, want))
	case json.Number:
		had, ok := have.(json.Number)
		return ok && sameNumber(had.String(), want.String())
	}
	return reflect.DeepEqual(have, want)
}

func sameText(a, b string) bool {
	return sameAs(a, b, odata.ParseTime) || sameAs(a, b, odata.ParseTimeOfDay) || sameAs(a, b, odata.ParseDuration)
}

func sameNumber(a, b string) bool { return a == b || sameAs(a, b, odata.ParseDecimal) }

// sameAs reports whether both texts are of a form, and mean the same.
func sameAs[T interface{ Equal(T) bool }](a, b string, parse func(string) (T, error)) bool {
	x, err := parse(a)
	y, err2 := parse(b)
	return err == nil && err2 == nil && x.Equal(y)
}
