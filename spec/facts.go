package spec

import "strings"

// Terms for facts that CSDL cannot state. A description has them as annotations, "@Intunegen.Class"
// and so on; docs/description.md explains each.
const (
	FactNamespace = "Intunegen"
	// TermClass on a property: an object with "class" ("managed" or "readOnly") and "source".
	// A property without it is writable.
	TermClass = FactNamespace + ".Class"
	// TermMarks on a property: an object whose names are marks (writeOnly, createOnly, secret,
	// inBody, apart) and whose values are the sources of the decisions. "inBody" is for a
	// navigation property that bodies may have, "apart" for one whose parts are not created
	// together with their resource; "secret" is also for the parameters and results of operations;
	// "alias" ([MarkAlias]) is for parameters of functions that are passed by an alias.
	TermMarks = FactNamespace + ".Marks"
	// TermOrder on a structured type: the names of all its properties, inherited ones included, in
	// documented order. A type without it has the inherited ones first, then its own as declared.
	TermOrder = FactNamespace + ".Order"
	// TermUpdate on an entity type: an object with "verb" ("PUT"), "source" and, optionally,
	// "with": the names of the properties that only a PUT may send. Without "with", PUT is for
	// every body. A type without the annotation is updated by PATCH.
	TermUpdate = FactNamespace + ".Update"
	// TermPage on a type or enum: the name of its documentation page, without extension.
	TermPage = FactNamespace + ".Page"
	// TermOperations on a schema: a list of documented operations, each an object with "method",
	// "path", "page", "status" (of success; both optional), "delegated", "personal", "application"
	// (lists of permissions, least privileged first; absent when not documented, empty when not
	// supported) and "clouds" (an object of cloud name to "yes" or "no", each with its source in
	// "cloudSource").
	TermOperations = FactNamespace + ".Operations"
	// TermAbsent on a navigation property, type or operation: an object of cloud name to the source
	// that shows its absence there.
	TermAbsent = FactNamespace + ".Absent"
	// TermChangedBy on a property or navigation property: an object with "action", the name of the
	// action that changes it in place of an update, and "source".
	TermChangedBy = FactNamespace + ".ChangedBy"
	// TermAlias on a type, enumeration or member: a list of its earlier names, which Go has as
	// deprecated aliases.
	TermAlias = FactNamespace + ".Alias"
)

// MarkAlias is the mark of a parameter that is passed by an alias: f(p=@p)?@p=…
const MarkAlias = "alias"

// Clouds are the national clouds, by the names that descriptions use.
var Clouds = []string{"global", "usgovl4", "usgovl5", "china"}

// Versions are the versions of Microsoft Graph. The embedded description is of the last.
var Versions = []string{"v1.0", "beta"}

// CloudNames returns the clouds that a name in a description means: "usgov" means both clouds of
// the US Government.
func CloudNames(name string) []string {
	if name == "usgov" {
		return []string{"usgovl4", "usgovl5"}
	}
	return []string{name}
}

// CanBeSecret reports whether values of a type can be marked secret. JSON writes those values as a
// string of any content.
func CanBeSecret(name string) bool { return name == "Edm.String" || name == "Edm.Binary" }

// Terms of OData's Core vocabulary for documentation.
const (
	TermDescription = "Org.OData.Core.V1.Description"
	// TermRevisions is a list of objects with Kind ("Deprecated"), Date, RemovalDate, Description
	// and Version.
	TermRevisions = "Org.OData.Core.V1.Revisions"
	TermLinks     = "Org.OData.Core.V1.Links" // a list of objects with rel and href
	RelHelp       = "help"                    // the rel of documentation (RFC 8288)
)

// TermComputed on a property says that the service sets it, both when it creates and when it
// updates.
const TermComputed = "Org.OData.Core.V1.Computed"

// TermOptional on a parameter says that a call may leave it out.
const TermOptional = "Org.OData.Core.V1.OptionalParameter"

// TermDefaultNamespace on a schema says that its operations are called without its namespace.
const TermDefaultNamespace = "Org.OData.Core.V1.DefaultNamespace"

// TermKeyAsSegment on an entity container says that keys are path segments: /pools/1 beside
// /pools(1).
const TermKeyAsSegment = "Org.OData.Capabilities.V1.KeyAsSegmentSupported"

// HasTag reports whether a list of annotations has a tag: an annotation of that term without a
// value, or with the value true.
func (x *Index) HasTag(list []*Annotation, term string) bool {
	for _, a := range list {
		if x.Resolve(a.Term) == term {
			return a.Value.Kind == Null || a.Value.IsTrue()
		}
	}
	return false
}

// Computed reports whether annotations say that the service computes a value, or that clients may
// only read it.
func (x *Index) Computed(list []*Annotation) bool {
	for _, a := range list {
		switch x.Resolve(a.Term) {
		case TermComputed:
			return a.Value.Kind == Null || a.Value.IsTrue()
		case "Org.OData.Core.V1.Permissions":
			return strings.HasSuffix(a.Value.Text, "Read")
		}
	}
	return false
}

// NeverUpdated are the names of the properties, besides the key, that no documented update of Graph
// sends.
var NeverUpdated = []string{"createdDateTime", "lastModifiedDateTime", "modifiedDateTime"}

// Find returns the annotation in list that has the term and no qualifier, or nil.
func Find(list []*Annotation, term string) *Annotation {
	for _, a := range list {
		if a.Term == term && a.Qualifier == "" {
			return a
		}
	}
	return nil
}
