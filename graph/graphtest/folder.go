package graphtest

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"slices"
	"strings"

	"github.com/intunegen/intunegen/graph/internal/keyfile"
)

// Dump writes what the server holds into a folder: a JSON file for each resource, at its path. The
// parts of a resource are in the folder beside its file. References are written as @odata.bind.
// Secrets are written as they are.
func (s *Server) Dump(root *os.Root) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.state.dump(root, s.state.root, ".")
}

// dump writes the parts of a resource into a folder.
func (s *state) dump(root *os.Root, r *resource, folder string) error {
	for _, name := range slices.Sorted(maps.Keys(r.single)) {
		if one := r.one(name); one != nil && one.in == r {
			if err := s.dumpOne(root, one, path.Join(folder, name)); err != nil {
				return err
			}
		}
	}
	for _, name := range slices.Sorted(maps.Keys(r.many)) {
		for _, item := range r.list(name).all() {
			if item.in == r && item.by == name {
				if err := s.dumpOne(root, item, path.Join(folder, name, keyfile.Name(item.id))); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

func (s *state) dumpOne(root *os.Root, r *resource, at string) error {
	var text bytes.Buffer
	raw := objectOf(append([]member{{typeName, quote(r.typ.wireName())}}, append(r.rec.members(), s.references(r)...)...))
	if err := json.Indent(&text, raw, "", "  "); err != nil {
		return err
	}
	text.WriteByte('\n')
	if err := root.MkdirAll(path.Dir(at), 0o777); err != nil {
		return err
	}
	if err := root.WriteFile(at+".json", text.Bytes(), 0o666); err != nil {
		return err
	}
	return s.dump(root, r, at)
}

// references returns the references of a resource as members of its body.
func (s *state) references(r *resource) []member {
	var all []member
	for _, p := range r.typ.Properties() {
		if !p.Navigation {
			continue
		}
		if one := r.one(p.Name); !p.Collection && one != nil && one.in != r {
			all = append(all, member{p.Name + "@odata.bind", quote(one.path())})
		}
		var links [][]byte
		for _, item := range r.list(p.Name).all() {
			if item.in != r || item.by != p.Name {
				links = append(links, quote(item.path()))
			}
		}
		if links != nil {
			all = append(all, member{p.Name + "@odata.bind", append(append([]byte{'['}, bytes.Join(links, []byte{','})...), ']')})
		}
	}
	return all
}

// Load puts the resources of a folder, as [Server.Dump] writes it. The key of a resource is that of
// its file, unless the file has another one. Files that do not end in .json are left out.
func (s *Server) Load(folder fs.FS) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	var bound []func() error
	err := fs.WalkDir(folder, ".", func(at string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(at, ".json") {
			return err
		}
		raw, err := fs.ReadFile(folder, at)
		if err != nil {
			return err
		}
		later, err := s.state.load(at, raw)
		if later != nil {
			bound = append(bound, later)
		}
		return err
	})
	for _, bind := range bound {
		err = errors.Join(err, bind())
	}
	return err
}

// load puts one file. References are left for later, when all resources are there.
func (s *state) load(at string, raw []byte) (later func() error, err error) {
	failed := func(f *fault) error {
		if f == nil {
			return nil
		}
		return fmt.Errorf("%s:1:1: %s; write a resource of its path as JSON", at, f.message)
	}
	members, ok := membersOf(compact(raw))
	if !ok {
		return nil, fmt.Errorf("%s:1:1: it is not a JSON object; write one resource a file", at)
	}
	isBind := func(m member) bool { return strings.HasSuffix(m.name, "@odata.bind") }
	resourcePath := "/" + strings.TrimSuffix(at, ".json")
	if slices.ContainsFunc(members, isBind) {
		later = func() error {
			_, f := s.put(resourcePath, objectOf(slices.DeleteFunc(members, func(m member) bool { return !isBind(m) && m.name != typeName })))
			return failed(f)
		}
	}
	_, f := s.put(resourcePath, objectOf(slices.DeleteFunc(slices.Clone(members), isBind)))
	return later, failed(f)
}
