// Package config reads intunegen.yaml, which says what package generate writes, and from what
// description.
package config

import (
	"cmp"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"github.com/intunegen/intunegen/gen/names"
	"github.com/intunegen/intunegen/spec"
	"github.com/intunegen/intunegen/spec/files"
	"github.com/intunegen/intunegen/spec/yamlfile"
)

// Name is the file that generate reads unless --config names another.
const Name = "intunegen.yaml"

// Embedded is the input that means the description embedded in intunegen.
const Embedded = "embedded"

// A Config is a configuration. Its paths are relative to the current directory, like those in
// flags.
type Config struct {
	Package    string   // package name; "" means the last element of Output
	Output     string   // directory
	Input      string   // [Embedded], a file, or the https address of a $metadata document that intunegen pull fetches
	Types      []string // wire names; with no types, operations and workloads everything is generated
	Operations []string // path patterns: "/deviceManagement/embeddedSIM*"
	Workloads  []string
	Overlays   []string                 // files
	Clouds     []string                 // clouds that the package is for; none means all
	Version    string                   // version of Microsoft Graph that the input is of: "v1.0", "beta"; "" when it is not given
	NoFacts    bool                     // "embeddedFacts: false"
	KeepGone   bool                     // "keepRemoved: true"
	Asked      map[string]spec.Position // positions of the types, operations and workloads
}

// Read parses a configuration. file is its name: paths in it are relative to the directory of file.
// The error lists every fault, with its position.
func Read(file string, data []byte) (*Config, error) {
	root, err := yamlfile.Parse(file, data)
	if err != nil {
		return nil, err
	}
	r := &reader{config: &Config{Input: Embedded, Asked: map[string]spec.Position{}}, dir: filepath.Dir(file)}
	r.root(&root)
	return r.config, r.errs.Err()
}

// ReadFile reads a configuration, which must be a regular file. If it does not exist, the error is
// [fs.ErrNotExist].
func ReadFile(file string) (*Config, error) {
	data, err := files.ReadInput(file)
	if err != nil {
		return nil, err
	}
	return Read(file, data)
}

type reader struct {
	config *Config
	dir    string
	errs   spec.Errors
}

// keys are the keys of a configuration, with the functions that read their values.
var keys = map[string]func(r *reader, v *spec.Value){
	"package":    func(r *reader, v *spec.Value) { r.config.Package = r.identifier(v) },
	"output":     func(r *reader, v *spec.Value) { r.config.Output = r.path(r.text(v)) },
	"input":      func(r *reader, v *spec.Value) { r.config.Input = r.input(r.text(v)) },
	"types":      func(r *reader, v *spec.Value) { r.config.Types = r.asked(v) },
	"operations": func(r *reader, v *spec.Value) { r.config.Operations = r.asked(v) },
	"workloads":  func(r *reader, v *spec.Value) { r.config.Workloads = r.asked(v) },
	"overlays": func(r *reader, v *spec.Value) {
		for _, file := range r.texts(v) {
			r.config.Overlays = append(r.config.Overlays, r.path(file))
		}
	},
	"clouds":        func(r *reader, v *spec.Value) { r.config.Clouds = r.clouds(v) },
	"version":       func(r *reader, v *spec.Value) { r.config.Version = r.version(v) },
	"embeddedFacts": func(r *reader, v *spec.Value) { r.config.NoFacts = !r.bool(v) },
	"keepRemoved":   func(r *reader, v *spec.Value) { r.config.KeepGone = r.bool(v) },
}

// Keys returns the keys of a configuration, sorted.
func Keys() []string { return slices.Sorted(maps.Keys(keys)) }

func (r *reader) fault(v *spec.Value, remedy, format string, args ...any) {
	r.errs.Add(spec.Errorf(v.Pos, remedy, format, args...))
}

func (r *reader) root(root *spec.Value) {
	if root.Kind != spec.Object {
		r.fault(root, "write keys as output: DIR", "the configuration is not an object")
	}
	for i := range root.Members {
		m := &root.Members[i]
		if set, ok := keys[m.Name]; ok {
			set(r, &m.Value)
			continue
		}
		r.fault(&m.Value, cmp.Or(spec.Suggest(m.Name, Keys()), "see docs/configuration.md"), "%q is not known in a configuration", m.Name)
	}
}

func (r *reader) text(v *spec.Value) string {
	if v.Str() == "" {
		r.fault(v, "write text", "the value must be text")
	}
	return v.Str()
}

func (r *reader) identifier(v *spec.Value) string {
	if name := r.text(v); name != "" {
		if err := names.CheckImportable(name); err != nil {
			r.fault(v, "write another Go identifier", "%v", err)
		}
	}
	return v.Str()
}

func (r *reader) bool(v *spec.Value) bool {
	if v.Kind != spec.Bool {
		r.fault(v, "write true or false", "the value is neither true nor false")
	}
	return v.IsTrue()
}

func (r *reader) texts(v *spec.Value) []string {
	if v.Kind != spec.List {
		r.fault(v, "write [a, b]", "the value must be a list")
		return nil
	}
	var list []string
	for i := range v.List {
		list = append(list, r.text(&v.List[i]))
	}
	return list
}

// asked reads a list of types, operations or workloads, and records the position of each. Whether
// it exists is known only with the description.
func (r *reader) asked(v *spec.Value) []string {
	list := r.texts(v)
	for i, name := range list {
		r.config.Asked[name] = v.List[i].Pos
	}
	return list
}

func (r *reader) clouds(v *spec.Value) []string {
	list := r.texts(v)
	for i, name := range list {
		if !slices.Contains(spec.Clouds, name) {
			r.fault(&v.List[i], cmp.Or(spec.Suggest(name, spec.Clouds), "the clouds are global, usgovl4, usgovl5 and china"), "cloud %q is not known", name)
		}
	}
	return list
}

func (r *reader) version(v *spec.Value) string {
	if v.Kind != spec.String || !slices.Contains(spec.Versions, v.Text) {
		r.fault(v, "write "+strings.Join(spec.Versions, " or "), "the value is not a version of Microsoft Graph")
	}
	return v.Text
}

func (r *reader) input(text string) string {
	if text == Embedded || IsURL(text) {
		return text
	}
	return r.path(text)
}

// path returns a path of the configuration relative to the current directory.
func (r *reader) path(path string) string {
	if path == "" || filepath.IsAbs(path) {
		return path
	}
	return filepath.Join(r.dir, path)
}
