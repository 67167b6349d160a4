package odata

import "fmt"

// Must returns v and panics if err is not nil. Use it for values that a program writes as
// constants:
//
//	odata.Set(odata.Must(odata.ParseDuration("PT5M")))
func Must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// ExtraOf returns an Extra with these members. The arguments are names and values in turn, as
// [Extra.Set] takes them.
func ExtraOf(pairs ...any) (Extra, error) {
	var e Extra
	if len(pairs)%2 != 0 {
		return e, fmt.Errorf("odata: ExtraOf takes names and values in turn, not %d arguments", len(pairs))
	}
	for i := 0; i < len(pairs); i += 2 {
		name, ok := pairs[i].(string)
		if !ok {
			return Extra{}, fmt.Errorf("odata: ExtraOf takes a name where it was given a %T", pairs[i])
		}
		if err := e.Set(name, pairs[i+1]); err != nil {
			return Extra{}, err
		}
	}
	return e, nil
}
