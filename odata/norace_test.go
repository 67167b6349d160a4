//go:build !race

package odata_test

const raced = false
