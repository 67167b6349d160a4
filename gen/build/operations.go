package build

import (
	"slices"
	"strings"

	"github.com/intunegen/intunegen/gen/ir"
	"github.com/intunegen/intunegen/spec"
)

// addOperations adds the actions and functions that are bound to the types of line, or to
// collections of them.
func (p *pathBuilder) addOperations(b *ir.Builder, key builderKey, line []*spec.StructuredType) {
	for _, t := range line {
		for _, op := range p.bound(key, t) {
			if p.includesOperation(key, op) {
				b.Methods = append(b.Methods, p.operation(op, p.index.Name(t)))
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

// operation returns the method that calls op. binding is the type that op is bound to, "" for an
// unbound operation. The binding parameter is not a parameter of the method.
func (p *pathBuilder) operation(op *spec.Operation, binding string) *ir.Method {
	p.called[op] = true
	m := &ir.Method{Call: ir.Action, Segment: p.segmentOf(op), Name: p.index.Name(op), Binding: binding, Origin: op.Pos, Absent: p.absent(op.Annotations),
		Doc: p.description(op.Annotations, p.targetsOf(op)...)}
	if op.Function {
		m.Call = ir.Function
	}
	parameters := op.Parameters
	if op.Bound && len(parameters) > 0 {
		parameters = parameters[1:]
	}
	if len(parameters) > 0 {
		m.Params = p.params(op, binding, parameters)
	}
	if op.Function {
		m.Template = p.functionTemplate(m)
	}
	if op.Return != nil {
		result := p.resolve(op.Return.Type)
		hide(&result, op.Return.Annotations)
		m.Result = &result
	}
	return m
}

// segmentOf returns the path segment that calls an operation. It is the operation's name without
// namespace in Graph, and where the description declares a default namespace; else it is the
// qualified name.
func (b *builder) segmentOf(op *spec.Operation) string {
	name := b.index.Name(op)
	namespace := strings.TrimSuffix(name, "."+op.Name)
	short := b.isGraph() || slices.ContainsFunc(b.index.Doc.Schemas, func(schema *spec.Schema) bool {
		return schema.Namespace == namespace && b.index.HasTag(schema.Annotations, spec.TermDefaultNamespace)
	})
	if short {
		return op.Name
	}
	return name
}

// isGraph reports whether the service is Microsoft Graph, which has conventions of its own.
func (b *builder) isGraph() bool {
	container, namespace := b.container()
	if container == nil {
		namespace = b.root()
	}
	return namespace == graphNamespace
}

// params returns the parameters of an operation. Builders of several types share the parameters of
// one operation.
func (p *pathBuilder) params(op *spec.Operation, binding string, list []*spec.Parameter) *ir.Params {
	made := &ir.Params{Operation: p.index.Name(op), Binding: binding, Collection: isCollectionBound(op),
		Doc: p.description(op.Annotations, p.targetsOf(op)...)}
	for _, known := range p.parameters {
		if known.Operation == made.Operation && known.Binding == binding && known.Collection == made.Collection && sameNames(known.Fields, list) {
			return known
		}
	}
	for _, param := range list {
		f := &ir.Field{Wire: param.Name, Type: p.resolve(param.Type), Nullable: param.Type.Nullable,
			Doc: p.description(param.Annotations)}
		f.Secret = hide(&f.Type, param.Annotations)
		f.Required = op.Function && !p.isOptional(op, param)
		f.ByAlias = op.Function && p.byAlias(&f.Type, param)
		made.Fields = append(made.Fields, f)
	}
	p.parameters = append(p.parameters, made)
	return made
}

// byAlias reports whether a parameter of a function is passed by an alias if its value is JSON.
// OData 4.01 has no other way to pass a structured value or a collection. Microsoft Graph documents
// JSON in the path, unless the description says otherwise.
func (b *builder) byAlias(t *ir.Type, param *spec.Parameter) bool {
	marks := spec.Find(param.Annotations, spec.TermMarks)
	marked := marks != nil && marks.Value.Get(spec.MarkAlias) != nil
	isJSON := t.Collection || t.Kind == ir.Struct || t.Kind == ir.Any || t.Kind == ir.Scalar && t.Go == "Raw"
	return isJSON && (marked || !b.isGraph())
}

// isOptional reports whether an operation may be called without a parameter. An annotation of the
// parameter says so; it may hold the default value.
func (b *builder) isOptional(op *spec.Operation, param *spec.Parameter) bool {
	var targets []string
	for _, target := range b.targetsOf(op) {
		targets = append(targets, target+"/"+param.Name)
	}
	return b.lookup(param.Annotations, targets, spec.TermOptional) != nil
}

func isCollectionBound(op *spec.Operation) bool {
	return op.Bound && len(op.Parameters) > 0 && op.Parameters[0].Type.Collection
}

func sameNames(fields []*ir.Field, list []*spec.Parameter) bool {
	return slices.EqualFunc(fields, list, func(f *ir.Field, p *spec.Parameter) bool { return f.Wire == p.Name })
}

// absent returns the clouds, sorted, whose schema lacks the node with the annotations. "usgov"
// means both clouds of the US Government.
func (b *builder) absent(lists ...[]*spec.Annotation) []string {
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
