package odata

import (
	"reflect"
	"unsafe"
)

// This file has all of the package's unsafe code. Its invariants:
//
//   - A mem is the address of a struct of the type that a plan was made for, or of one of its
//     fields: the address of the struct plus the offset that reflect gave for the field.
//   - as[T] is called with the type that the plan found at that offset. It is called with string
//     for a named string or a struct whose only field is a string, which have the same layout.
//   - The bytes under a string of textOf or a slice of bytesOf are not written while it is in
//     use. A string that lies in the body or in scratch memory is not part of a decoded value.
//   - sliceAt and setSlice are called where the plan found a slice. Its elements are their size
//     apart, which is not zero. The elements passed to setSlice lie in one slice of that type.
//   - The result of wordOf is only read, since copies of an interface share it. An interface
//     holds a pointer, or a struct of one Extra, directly. liesInWord is not asked about other
//     types of that size.
//   - interfaceAt is called where a plan or a type says that there is an interface. All
//     interfaces with methods have the same layout.

// mem is the address of a value whose type a plan knows.
type mem = unsafe.Pointer

// at returns the address of the field at offset.
func at(m mem, offset uintptr) mem { return unsafe.Add(m, offset) }

// as returns a typed pointer, so that loads and stores through it are the compiler's, with write
// barriers.
func as[T any](m mem) *T { return (*T)(m) }

// valueAt returns the value of type t at m. It can be set even if the field is not exported.
func valueAt(t reflect.Type, m mem) reflect.Value { return reflect.NewAt(t, m).Elem() }

// textOf returns the text of b without copying it.
func textOf(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }

// bytesOf returns the bytes of s, for reading only.
func bytesOf(s string) []byte { return unsafe.Slice(unsafe.StringData(s), len(s)) }

// sliceAt returns the address of the first element of the slice at m, and the number of its
// elements.
func sliceAt(m mem) (mem, int) {
	b := *as[[]byte](m) // the header of a slice of any type
	return mem(unsafe.SliceData(b)), len(b)
}

// setSlice sets the slice at m, of any type, to n elements from first on, with the same capacity.
// Its memory has at least as many bytes as elements.
func setSlice(m, first mem, n int) { *as[[]byte](m) = unsafe.Slice(as[byte](first), n) }

// setEmpty sets the slice at m, of any type, to an empty slice that is not nil.
func setEmpty(m mem) { *as[[]byte](m) = []byte{} }

// wordOf returns the second word of v: the address of the value that v holds, or the value itself.
func wordOf(v any) mem { return (*[2]mem)(mem(&v))[1] }

// liesInWord reports whether an interface holds a value of type t, a pointer, struct or slice,
// directly in its second word.
func liesInWord(t reflect.Type) bool { return t.Size() == unsafe.Sizeof(mem(nil)) }

// interfaceAt returns the value of the interface at m, whose type has that number of methods.
func interfaceAt(m mem, methods int) any {
	if methods == 0 {
		return *as[any](m)
	}
	return *as[interface{ any() }](m)
}
