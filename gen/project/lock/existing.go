package lock

import "strings"

// An Existing is the lock that an output directory has, empty when it has none.
type Existing struct {
	Lock
	Text []byte // nil when there is none
}

// IsReproducible reports whether generator and input are known to be one state each: the same lock then stands for the same files.
// A checkout's build and standard input are not.
func (l *Lock) IsReproducible() bool { return isRelease(l.Generator) && l.Input != "" }

// isRelease reports whether a version names one state of the program: not a checkout's, whatever it is called.
func isRelease(version string) bool {
	return strings.HasPrefix(version, "v") && !strings.HasPrefix(version, "v0.0.0-") && !strings.Contains(version, "+dirty")
}

// Matches reports whether the lock is what a run would make that has now for its lock.
func (l *Existing) Matches(now *Lock) bool {
	return l.Text != nil && now.IsReproducible() && l.Generator == now.Generator && l.Input == now.Input && l.Options == now.Options
}

// Replacement returns the text of the new lock, nil where it would say nothing else. That another build without a version made the
// same is nothing new.
func (l *Existing) Replacement(now *Lock) []byte {
	if l.Text != nil && l.Same(now) && (l.Generator == now.Generator || !isRelease(now.Generator)) {
		return nil
	}
	return now.Text()
}
