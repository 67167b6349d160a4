package lock

import "strings"

// An Existing is the lock of an output directory, empty if it has none.
type Existing struct {
	Lock
	Text []byte // nil if there is no lock
}

// IsReproducible reports whether the lock determines the files: generator and input are known
// exactly. They are not for a build of a checkout, and for standard input.
func (l *Lock) IsReproducible() bool { return isRelease(l.Generator) && l.Input != "" }

// isRelease reports whether a version determines the program. Versions of checkouts do not, in any
// of their forms.
func isRelease(version string) bool {
	return strings.HasPrefix(version, "v") && !strings.HasPrefix(version, "v0.0.0-") && !strings.Contains(version, "+dirty")
}

// Matches reports whether a run with the lock now would write the same files.
func (l *Existing) Matches(now *Lock) bool {
	return l.Text != nil && now.IsReproducible() && l.Generator == now.Generator && l.Input == now.Input && l.Options == now.Options
}

// Replacement returns the text of the new lock, nil if the old one need not be replaced: nothing
// differs, or only the generator, which is a build of a checkout.
func (l *Existing) Replacement(now *Lock) []byte {
	if l.Text != nil && l.Same(now) && (l.Generator == now.Generator || !isRelease(now.Generator)) {
		return nil
	}
	return now.Text()
}
