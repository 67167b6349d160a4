package cache

import (
	"github.com/intunegen/intunegen/gen/project/lock"
	"github.com/intunegen/intunegen/gen/project/output"
)

// IsCurrent reports whether the package in a folder, which is the directory out, is what a run with
// the lock now would write. It decides this without the description. If trusted, sizes and times of
// files that the cache has are enough; else it reads every file. A folder that it finds current is
// in the cache afterwards.
func IsCurrent(folder *output.Folder, out string, now *lock.Lock, trusted bool) (bool, error) {
	known, whole := Load(out), !folder.Interrupted()
	if trusted && whole && known.Matches(now) && known.FilesUnchanged(out) {
		return true, nil
	}
	old, err := folder.ReadLock()
	if err != nil || !whole || !old.Matches(now) || !folder.HoldsAll(old.Files) {
		return false, err
	}
	known.Save(out, now, old.Files)
	return true, nil
}
