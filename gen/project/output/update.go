package output

import "slices"

// Empty reports whether the directory is up to date.
func (u *Update) Empty() bool { return len(u.todo()) == 0 }

// todo returns the steps that change a file, sorted by name.
func (u *Update) todo() journal {
	return slices.DeleteFunc(slices.Clone(u.steps), func(s step) bool { return !s.changes() })
}

// Written returns the names of the files that are missing or differ, sorted.
func (u *Update) Written() []string {
	return u.names(func(s step) bool { return s.new != absent })
}

// Removed returns the names of our files that are stale, sorted.
func (u *Update) Removed() []string {
	return u.names(func(s step) bool { return s.new == absent })
}

// Edited returns the names of files that the update would replace or remove, although they differ
// from what was last written. written holds the hashes of that.
func (u *Update) Edited(written map[string]string) []string {
	return u.names(func(s step) bool {
		was, known := written[s.name]
		return known && s.old != absent && s.old != was
	})
}

// names returns the names in the steps that change a file and are wanted.
func (u *Update) names(wanted func(step) bool) []string {
	var names []string
	for _, s := range u.todo() {
		if wanted(s) {
			names = append(names, s.name)
		}
	}
	return names
}

// Hashes returns the hashes of the files of the package, by name.
func (u *Update) Hashes() map[string]string {
	all := map[string]string{}
	for _, s := range u.steps {
		if s.new != absent {
			all[s.name] = s.new
		}
	}
	return all
}
