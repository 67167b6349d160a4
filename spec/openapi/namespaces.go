package openapi

import (
	"strings"
)

// mainName qualifies a name by the namespace that most types are in; a name may have the rest of
// its own before it.
func (r *reader) mainName(name string) string {
	if full := r.mainNamespace() + "." + name; !isQualified(name) || r.models[full] != nil {
		return full
	}
	return name
}

// mainNamespace returns the namespace that most types are in, the first in order among equals.
func (r *reader) mainNamespace() string {
	if r.main != "" {
		return r.main
	}
	count := map[string]int{}
	for _, m := range r.modelOrder {
		namespace, _ := splitName(m.name)
		count[namespace]++
	}
	r.main = r.namespace
	for namespace, n := range count {
		if n > count[r.main] || n == count[r.main] && namespace < r.main {
			r.main = namespace
		}
	}
	return r.main
}

// resolveName returns a qualified name with its namespace written out, where it is shortened to the
// last part ("graph.assign").
func (r *reader) resolveName(name string) string {
	namespace, short := splitName(name)
	if main := r.mainNamespace(); strings.HasSuffix(main, "."+namespace) {
		return main + "." + short
	}
	return name
}
