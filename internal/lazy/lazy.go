// Package lazy makes what a run may not need when it is first used: all regular expressions of the program take a tenth of the time in
// which a run finds that nothing changed.
package lazy

import (
	"regexp"
	"sync"
)

// Regexp returns a function that compiles a regular expression when it is first called, and then panics if it is none.
func Regexp(expression string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expression) })
}
