// Package tenant reads the configuration of a whole tenant, writes it as files, and compares two
// such states:
//
//	t := tenant.New(client.Client, intunebeta.Schema())
//	summary, err := t.Backup(ctx, root, tenant.Options{Only: tenant.Configuration})
//	changes, err := tenant.Compare(ctx, tenant.Folder(yesterday), tenant.Folder(today))
//
// It goes by the package's schema, so that it knows every collection, its parts and what the
// service owns in a resource. A backup has a file for each resource, at the resource's path, and
// those of its parts in a folder beside it. Resources that did not change leave their files
// untouched.
package tenant
