package overlay

import (
	"cmp"
	"maps"
	"net/url"
	"slices"
	"strings"

	"github.com/intunegen/intunegen/spec"
	"github.com/intunegen/intunegen/spec/yamlfile"
)

// Read reads an overlay. The file name is used for positions only. The error joins all faults of
// the form, each with its position.
func Read(name string, data []byte) (*File, error) {
	root, err := yamlfile.Parse(name, data)
	if err != nil {
		return nil, err
	}
	r := &reader{file: &File{Name: name}}
	r.root(&root)
	return r.file, r.errs.Err()
}

type reader struct {
	file *File
	errs spec.Errors
}

func (r *reader) fault(v *spec.Value, remedy, format string, args ...any) {
	r.errs.Add(spec.Errorf(v.Pos, remedy, format, args...))
}

func (r *reader) root(root *spec.Value) {
	list := root.Get("corrections")
	if list == nil || list.Kind != spec.List {
		r.fault(root, `start it with "corrections:" and a list of entries`, "the overlay has no list of corrections")
		return
	}
	for _, m := range root.Members {
		if m.Name != "corrections" {
			r.fault(&m.Value, "remove it", "%q is not a valid member of an overlay, which has corrections only", m.Name)
		}
	}
	for i := range list.List {
		r.entry(&list.List[i])
	}
}

// explanations are the members of every entry, beside its change.
var explanations = []string{"target", "reason", "link"}

func (r *reader) entry(v *spec.Value) {
	if v.Kind != spec.Object {
		r.fault(v, "write target, a change, reason and link", "an entry must be an object")
		return
	}
	e := &Entry{Target: r.text(v, "target"), Reason: r.text(v, "reason"), Link: r.text(v, "link"), Pos: v.Pos}
	if u, err := url.Parse(e.Link); e.Link != "" && (err != nil || u.Host == "" || u.Scheme != "https") {
		r.fault(v.Get("link"), "give an https address", "the link of %s is not a web address", e.Target)
	}
	for i := range v.Members {
		r.change(e, &v.Members[i])
	}
	if e.Change == "" {
		r.fault(v, "add one of "+strings.Join(changeNames(), ", "), "the entry for %s changes nothing", e.Target)
	}
	r.file.Entries = append(r.file.Entries, e)
}

// text returns the text of a required member.
func (r *reader) text(v *spec.Value, name string) string {
	m := v.Get(name)
	if m.Str() == "" {
		r.fault(v, "add it", "the entry has no %s", name)
	}
	return m.Str()
}

// change reads the member that names the change of an entry and has its value.
func (r *reader) change(e *Entry, m *spec.Member) {
	if slices.Contains(explanations, m.Name) {
		return
	}
	c, known := changes[m.Name]
	switch {
	case !known:
		names := slices.Concat(explanations, changeNames())
		r.fault(&m.Value, cmp.Or(spec.Suggest(m.Name, names), "use one of "+strings.Join(names, ", ")), "%q is not a valid member of an entry", m.Name)
	case e.Change != "":
		r.fault(&m.Value, "write an entry for each", "the entry for %s has two changes, %s and %s", e.Target, e.Change, m.Name)
	case !c.accepts(&m.Value):
		r.fault(&m.Value, "write "+c.form, "the value of %s of %s is not valid", m.Name, e.Target)
	}
	e.Change, e.Value = m.Name, m.Value
}

func changeNames() []string { return slices.Sorted(maps.Keys(changes)) }
