package odata

import (
	"reflect"
	"unsafe"
)

// This file has all of the package's unsafe code. Its invariants:
//
//   - a mem is the address of a struct of the type that a plan was made for, or that of one of its fields: the address
//     of the struct plus the offset that reflect gave for this field in this type;
//   - as[T] is called with the type that the plan found at that offset, or with string where it found a named string or
//     a struct whose only field is a string, which have the same layout;
//   - the bytes under a string made by textOf are never written again, nor those of bytesOf;
//   - sliceAt and setSlice are called where the plan found a slice; its elements are their size apart, which is not zero, and those that
//     setSlice is given lie in one slice of that type;
//   - structIn reads what an interface points to, which nobody writes. Only a struct of the size of a pointer may lie in the
//     interface itself.

// mem is the address of a value whose type a plan knows.
type mem = unsafe.Pointer

// at returns the address of the field at offset.
func at(m mem, offset uintptr) mem { return unsafe.Add(m, offset) }

// as returns a typed pointer, so that loads and stores through it are the compiler's, with write barriers.
func as[T any](m mem) *T { return (*T)(m) }

// valueAt returns the value of type t at m, addressable and settable although the field is not exported.
func valueAt(t reflect.Type, m mem) reflect.Value { return reflect.NewAt(t, m).Elem() }

// textOf returns the text of b without copying it.
func textOf(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }

// bytesOf returns the bytes of s for reading.
func bytesOf(s string) []byte { return unsafe.Slice(unsafe.StringData(s), len(s)) }

// sliceAt returns the address of the first element of the slice at m, and their number.
func sliceAt(m mem) (mem, int) {
	b := *as[[]byte](m) // the header of a slice of any type
	return mem(unsafe.SliceData(b)), len(b)
}

// setSlice makes the slice at m, of any type, n elements from first on, and its capacity the same. As bytes they are fewer than there.
func setSlice(m, first mem, n int) { *as[[]byte](m) = unsafe.Slice(as[byte](first), n) }

// setEmpty makes the slice at m, of any type, empty but not nil.
func setEmpty(m mem) { *as[[]byte](m) = []byte{} }

// structIn returns the address of the struct of type t that v holds, for reading only.
func structIn(v any, t reflect.Type) mem {
	if t.Size() > unsafe.Sizeof(mem(nil)) {
		return (*[2]mem)(mem(&v))[1]
	}
	copied := reflect.New(t)
	copied.Elem().Set(reflect.ValueOf(v))
	return copied.UnsafePointer()
}
