package importer

import (
	"cmp"
	"slices"

	"github.com/intunegen/intunegen/spec"
	"github.com/intunegen/intunegen/spec/msdocs"
)

// sorted sorts the inputs, so that the result does not depend on their order: schemas with a
// container first, then by name, pages by name, clouds by name. Properties and rows of tables stay
// in their order, which is a fact.
func sorted(opts Options) Options {
	slices.SortStableFunc(opts.Metadata.Schemas, func(a, b *spec.Schema) int {
		return cmp.Or(-compare(a.Container != nil, b.Container != nil), cmp.Compare(a.Namespace, b.Namespace))
	})
	for _, s := range opts.Metadata.Schemas {
		slices.SortStableFunc(s.Targets, func(a, b *spec.Target) int { return cmp.Compare(a.Path, b.Path) })
		sortContainer(s.Container)
	}
	opts.Docs = slices.Clone(opts.Docs)
	for i, folder := range opts.Docs {
		opts.Docs[i] = &msdocs.Folder{Operations: slices.Clone(folder.Operations), Resources: slices.Clone(folder.Resources), Clouds: folder.Clouds, Problems: folder.Problems}
		slices.SortStableFunc(opts.Docs[i].Operations, compareOperations)
		slices.SortStableFunc(opts.Docs[i].Resources, func(a, b msdocs.Resource) int {
			return cmp.Or(cmp.Compare(a.Page, b.Page), cmp.Compare(a.Type, b.Type), slices.CompareFunc(a.Properties, b.Properties, compareRows))
		})
	}
	opts.Clouds = slices.Clone(opts.Clouds)
	slices.SortStableFunc(opts.Clouds, func(a, b Cloud) int { return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.Version, b.Version)) })
	return opts
}

func sortContainer(c *spec.EntityContainer) {
	if c == nil {
		return
	}
	slices.SortFunc(c.EntitySets, func(a, b *spec.EntitySet) int { return cmp.Compare(a.Name, b.Name) })
	slices.SortFunc(c.Singletons, func(a, b *spec.Singleton) int { return cmp.Compare(a.Name, b.Name) })
	slices.SortStableFunc(c.ActionImports, compareImports)
	slices.SortStableFunc(c.FunctionImports, compareImports)
}

func compareImports(a, b *spec.OperationImport) int { return cmp.Compare(a.Name, b.Name) }

func compareRows(a, b msdocs.Property) int { return cmp.Compare(a.Name, b.Name) }

// compareOperations orders documented operations. Those that compare equal are the same.
func compareOperations(a, b msdocs.Operation) int {
	return cmp.Or(cmp.Compare(a.Page, b.Page), cmp.Compare(a.Type, b.Type), cmp.Compare(a.Path, b.Path), cmp.Compare(a.Method, b.Method),
		slices.Compare(a.Permissions.DelegatedWork, b.Permissions.DelegatedWork), slices.Compare(a.Permissions.Application, b.Permissions.Application),
		slices.Compare(a.Permissions.DelegatedPersonal, b.Permissions.DelegatedPersonal), slices.CompareFunc(a.Properties, b.Properties, compareRows))
}

func compare(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}
