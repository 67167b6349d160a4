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
//   - the bytes under a string made by textOf are never written again, nor those of bytesOf; but those of a body that is decoded are, once its
//     decoder is released, and no string that lasts lies there;
//   - sliceAt and setSlice are called where the plan found a slice; its elements are their size apart, which is not zero, and those that
//     setSlice is given lie in one slice of that type;
//   - what wordOf returns is only read, since copies of an interface share it. A pointer, or a struct of an Extra alone, lies in the interface
//     itself; liesInWord is asked for nothing else of the size of a pointer;
//   - interfaceAt is called where a plan or a type says that an interface lies. All interfaces with methods have one layout, whatever the methods.

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

// wordOf returns the second word of v: the address of what it holds, or that itself.
func wordOf(v any) mem { return (*[2]mem)(mem(&v))[1] }

// liesInWord reports whether an interface holds a value of type t, a pointer, struct or slice, in its second word itself.
func liesInWord(t reflect.Type) bool { return t.Size() == unsafe.Sizeof(mem(nil)) }

// interfaceAt returns what the interface at m holds, whose type has so many methods.
func interfaceAt(m mem, methods int) any {
	if methods == 0 {
		return *as[any](m)
	}
	return *as[interface{ any() }](m)
}
