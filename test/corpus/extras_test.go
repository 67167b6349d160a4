package corpus_test

import (
	"reflect"

	"github.com/intunegen/intunegen/odata"
)

// walkExtras collects the names in every Extra of a model, found by reflection so as not to rely on
// the codec.
func walkExtras(v any, list *[]string) { walkValue(reflect.ValueOf(v), list) }

func walkValue(v reflect.Value, list *[]string) {
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			walkValue(v.Elem(), list)
		}
	case reflect.Slice:
		for i := range v.Len() {
			walkValue(v.Index(i), list)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).Name == "Extra" && v.Field(i).CanInterface() {
				if extra, ok := v.Field(i).Interface().(odata.Extra); ok {
					*list = append(*list, extra.Names()...)
					continue
				}
			}
			walkValue(v.Field(i), list)
		}
	}
}
