// Package odata is the runtime as it was: Field has methods for reading.
package odata

type Field[T any] struct{ v T }

func (f *Field[T]) Get() (T, bool) { return f.v, true }
func (f *Field[T]) Or(def T) T     { return f.v }
func (f *Field[T]) IsNull() bool   { return false }

func Set[T any](v T) Field[T] { return Field[T]{v} }
