package build

import (
	"slices"
	"strings"

	"github.com/intunegen/intunegen/gen/ir"
	"github.com/intunegen/intunegen/spec"
)

// addOperations adds the actions and functions bound to the types of line, or to collections of
// them.
func (s *pathBuilder) addOperations(b *ir.Builder, key builderKey, line []*spec.StructuredType) {
	for _, t := range line {
		for _, op := range s.bound(key, t) {
			if s.includesOperation(key, op) {
				b.Methods = append(b.Methods, s.operation(op, s.index.Name(t)))
			}
		}
	}
}

// boundOperations returns the operations bound to each type, or to collections of it, sorted by
// name; among overloads, those with fewer parameters come first.
func boundOperations(index *spec.Index) map[builderKey][]*spec.Operation {
	bound := map[builderKey][]*spec.Operation{}
	for _, op := range operations(index) {
		if !op.Bound || len(op.Parameters) == 0 {
			continue
		}
		binding := op.Parameters[0].Type
		key := builderKey{index.Resolve(binding.Name), binding.Collection}
		bound[key] = append(bound[key], op)
	}
	for _, ops := range bound {
		sortOverloads(ops)
	}
	return bound
}

func sortOverloads(ops []*spec.Operation) {
	slices.SortStableFunc(ops, func(a, b *spec.Operation) int {
		if c := strings.Compare(a.Name, b.Name); c != 0 {
			return c
		}
		if c := len(a.Parameters) - len(b.Parameters); c != 0 {
			return c
		}
		return strings.Compare(signature(a), signature(b))
	})
}

func signature(op *spec.Operation) string {
	var names []string
	for _, p := range op.Parameters {
		names = append(names, p.Name)
	}
	return strings.Join(names, ",")
}

// operation makes the method that calls op; binding is "" for an unbound one. Its parameters are
// those behind the binding one.
func (s *pathBuilder) operation(op *spec.Operation, binding string) *ir.Method {
	s.called[op] = true
	m := &ir.Method{Call: ir.Action, Segment: s.segmentOf(op), Origin: op.Pos, Absent: s.absent(op.Annotations),
		Doc: s.description(op.Annotations, s.targetsOf(op)...)}
	if op.Function {
		m.Call = ir.Function
	}
	parameters := op.Parameters
	if op.Bound && len(parameters) > 0 {
		parameters = parameters[1:]
	}
	if len(parameters) > 0 {
		m.Params = s.params(op, binding, parameters)
	}
	if op.Function {
		m.Template = s.functionTemplate(m)
	}
	if op.Return != nil {
		result := s.resolve(op.Return.Type)
		hide(&result, op.Return.Annotations)
		m.Result = &result
	}
	return m
}

// segmentOf returns the name by which paths call an operation: short in Graph and where the
// description says that it may be, else with its namespace.
func (s *builder) segmentOf(op *spec.Operation) string {
	name := s.index.Name(op)
	namespace := strings.TrimSuffix(name, "."+op.Name)
	short := s.isGraph() || slices.ContainsFunc(s.index.Doc.Schemas, func(schema *spec.Schema) bool {
		return schema.Namespace == namespace && s.index.HasTag(schema.Annotations, spec.TermDefaultNamespace)
	})
	if short {
		return op.Name
	}
	return name
}

// isGraph reports whether the service is Microsoft Graph, which has conventions of its own.
func (s *builder) isGraph() bool {
	container, namespace := s.container()
	if container == nil {
		namespace = s.root()
	}
	return namespace == graphNamespace
}

// params returns the parameters of an operation. Builders of several types share those of one
// operation.
func (s *pathBuilder) params(op *spec.Operation, binding string, list []*spec.Parameter) *ir.Params {
	for _, known := range s.parameters {
		if known.Operation == s.index.Name(op) && known.Binding == binding && known.Collection == isCollectionBound(op) && len(known.Fields) == len(list) && sameNames(known.Fields, list) {
			return known
		}
	}
	p := &ir.Params{Operation: s.index.Name(op), Binding: binding, Collection: isCollectionBound(op)}
	for _, param := range list {
		f := &ir.Field{Wire: param.Name, Type: s.resolve(param.Type), Nullable: param.Type.Nullable,
			Doc: s.description(param.Annotations)}
		f.Secret = hide(&f.Type, param.Annotations)
		f.Required = op.Function && !s.isOptional(op, param)
		p.Fields = append(p.Fields, f)
	}
	s.parameters = append(s.parameters, p)
	return p
}

// isOptional reports whether an operation may be called without a parameter, which a note says that
// may hold its default value.
func (s *builder) isOptional(op *spec.Operation, param *spec.Parameter) bool {
	var targets []string
	for _, target := range s.targetsOf(op) {
		targets = append(targets, target+"/"+param.Name)
	}
	return s.lookup(param.Annotations, targets, spec.TermOptional) != nil
}

func isCollectionBound(op *spec.Operation) bool {
	return op.Bound && len(op.Parameters) > 0 && op.Parameters[0].Type.Collection
}

func sameNames(fields []*ir.Field, list []*spec.Parameter) bool {
	for i := range list {
		if fields[i].Wire != list[i].Name {
			return false
		}
	}
	return true
}

// addImports adds the operations that the container exposes at the root.
func (s *pathBuilder) addImports(container *spec.EntityContainer) {
	for _, imp := range slices.Concat(container.ActionImports, container.FunctionImports) {
		if !s.selected.whole && !s.selected.roots[imp.Name] {
			continue
		}
		var overloads []*spec.Operation
		for _, op := range operations(s.index) {
			if !op.Bound && s.index.Name(op) == s.index.Resolve(imp.Operation) {
				overloads = append(overloads, op)
			}
		}
		sortOverloads(overloads)
		for _, op := range overloads {
			m := s.operation(op, "")
			if m.Segment = imp.Name; op.Function {
				m.Template = s.functionTemplate(m)
			}
			s.roots = append(s.roots, m)
		}
	}
}

// absent returns the clouds whose schema lacks what the annotations belong to, sorted. "usgov"
// stands for both clouds of the US Government.
func (s *builder) absent(lists ...[]*spec.Annotation) []string {
	var clouds []string
	for _, list := range lists {
		a := spec.Find(list, spec.TermAbsent)
		if a == nil {
			continue
		}
		for _, m := range a.Value.Members {
			clouds = append(clouds, spec.CloudNames(m.Name)...)
		}
	}
	slices.Sort(clouds)
	return slices.Compact(clouds)
}
