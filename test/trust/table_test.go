package trust

// ofDocuments has the expected result for a hostile text of each kind in a document: a package, or
// an error with this text.
const ofDocuments = `
generates: Reference.URI Annotation.Term Annotation.Qualifier @Core.Description IncludeAnnotations.TermNamespace
generates: IncludeAnnotations.Qualifier IncludeAnnotations.TargetNamespace @Intunegen.Class.{} @Intunegen.Class.class
generates: @Intunegen.Class.source @Intunegen.Marks.{} @Intunegen.Marks.createOnly @Core.Revisions[].{} @Core.Revisions[].Kind
generates: @Core.Revisions[].Date @Core.Revisions[].Description Property.Default @org.terms.Any.{} @org.terms.Any.some[]
generates: @org.terms.Any.some[].{} @org.terms.Any.some[].other @org.terms.Any.a.b@Core.Description @Intunegen.Marks.secret
generates: @Intunegen.ChangedBy.{} @Intunegen.ChangedBy.source NavigationProperty.Partner @Intunegen.Absent.usgov
generates: ReferentialConstraint.Property ReferentialConstraint.Referenced @Intunegen.Update.{} @Intunegen.Update.source
generates: @Intunegen.Order[] @Intunegen.Absent.china @Core.LongDescription @Core.Links[].{} @Core.Links[].rel @Core.Links[].href
generates: @Core.Revisions[].RemovalDate @Core.Revisions[].Version EnumType.Underlying Operation.EntitySetPath Term.Name
generates: Term.Type.Name Term.Base Term.AppliesTo Term.Default EntityContainer.Extends Binding.Path Binding.Target
generates: OperationImport.Operation OperationImport.EntitySet Target.Path @Intunegen.Operations[].{}
generates: @Intunegen.Operations[].status @Intunegen.Operations[].clouds.global @Intunegen.Operations[].clouds.china
generates: @Intunegen.Operations[].cloudSource
either: NavigationProperty.OnDelete
is not a valid HTTP method: @Intunegen.Update.verb @Intunegen.Operations[].method
is not a valid earlier name: @Intunegen.Alias[]
is not a valid identifier: StructuredType.Name Property.Name NavigationProperty.Name EnumType.Name EnumMember.Name TypeDefinition.Name
is not a valid identifier: Operation.Name Parameter.Name EntityContainer.Name EntitySet.Name Singleton.Name OperationImport.Name
is not a valid identifier, nor several: Include.Namespace Include.Alias Schema.Namespace Schema.Alias KeyProperty.Alias
is not the name of a cloud: @Intunegen.Absent.{} @Intunegen.Operations[].clouds.{}
is not a valid name of a page: @Intunegen.Page @Intunegen.Operations[].page
is not a valid name of an action: @Intunegen.ChangedBy.action
is not a path of identifiers: KeyProperty.Path
is not a valid path;: @Intunegen.Operations[].path
is not a valid permission: @Intunegen.Operations[].delegated[] @Intunegen.Operations[].personal[] @Intunegen.Operations[].application[]
is not defined: StructuredType.Base Property.Type.Name NavigationProperty.Type.Name Parameter.Type.Name ReturnType.Type.Name
is not defined: EntitySet.Type Singleton.Type
refused: Facets.MaxLength Facets.Precision Facets.Scale Facets.Unicode Facets.SRID
is defined as: TypeDefinition.Underlying.Name
the version is: Document.Version
`

// ofOverlays has the expected results for texts of an overlay.
const ofOverlays = `
generates: corrections[].reason corrections[].add.@Core.Description corrections[].add.door.$DefaultValue
generates: corrections[].add.red@Core.Description
cannot be added: corrections[].add.{} corrections[].add.$Kind corrections[].add.door.{} corrections[].add.red corrections[].add
cannot be added: corrections[].add.$IsBound corrections[].add.$Parameter[].{} corrections[].add.$Nullable
is not a valid change of: corrections[].changedBy
is not valid: corrections[].nullable corrections[].class corrections[].mark corrections[].unmark corrections[].update
is not valid: corrections[].clouds.{} corrections[].clouds.china corrections[].clouds.usgovl4 corrections[].remove
either: corrections[].link
is not a valid earlier name: corrections[].alias corrections[].add.@Intunegen.Alias[]
is not a valid identifier: corrections[].rename corrections[].add.$Parameter[].$Name
is not a valid name of a page: corrections[].add.@Intunegen.Page
is not defined: corrections[].type corrections[].add.$Type corrections[].add.door.$Type corrections[].add.$Parameter[].$Type
no list of corrections: .{}
the description has no: corrections[].target
the entry has no target: corrections[].{}
`

// ofOpenAPI has the expected results for texts of an OpenAPI document.
const ofOpenAPI = `
generates: info.{} info.title info.version info.description servers[].{} servers[].url servers[].description tags[].{} tags[].name
generates: tags[].description externalDocs.{} externalDocs.url externalDocs.description paths.*.{} paths.*.description
generates: paths.*.summary paths.*.get.{} paths.*.get.tags[] paths.*.get.summary paths.*.get.description paths.*.get.operationId
generates: paths.*.get.externalDocs.{} paths.*.get.externalDocs.description paths.*.get.externalDocs.url
generates: paths.*.get.parameters[].{} paths.*.get.parameters[].name paths.*.get.parameters[].in
generates: paths.*.get.parameters[].description paths.*.get.parameters[].schema.{} paths.*.get.parameters[].schema.type
generates: paths.*.get.responses.{} paths.*.get.responses.*.{} paths.*.get.responses.*.description
generates: paths.*.get.responses.*.content.{} paths.*.get.responses.*.content.*.{} paths.*.get.responses.*.content.*.schema.{}
generates: paths.*.get.responses.*.content.*.schema.title paths.*.get.responses.*.content.*.schema.type
generates: paths.*.get.responses.*.content.*.schema.properties.{} paths.*.get.responses.*.content.*.schema.properties.*.{}
generates: paths.*.get.responses.*.content.*.schema.properties.*.type
generates: paths.*.get.responses.*.content.*.schema.properties.*.items.{} paths.*.get.x-ms-docs-operation-type paths.*.post.{}
generates: paths.*.post.requestBody.{} paths.*.post.requestBody.description paths.*.post.requestBody.content.{}
generates: paths.*.post.requestBody.content.*.{} paths.*.post.requestBody.content.*.schema.{}
generates: paths.*.post.requestBody.content.*.schema.$ref paths.*.post.responses.{} paths.*.post.responses.*.{}
generates: paths.*.post.responses.*.description paths.*.post.responses.*.content.{} paths.*.post.responses.*.content.*.{}
generates: paths.*.post.responses.*.content.*.schema.{} paths.*.post.responses.*.content.*.schema.$ref
generates: paths.*.get.parameters[].required paths.*.get.parameters[].x-ms-docs-key-type
generates: paths.*.get.responses.*.content.*.schema.$ref paths.*.patch.{} paths.*.patch.requestBody.{}
generates: paths.*.patch.requestBody.content.{} paths.*.patch.requestBody.content.*.{}
generates: paths.*.patch.requestBody.content.*.schema.{} paths.*.patch.requestBody.content.*.schema.$ref
generates: paths.*.patch.responses.{} paths.*.patch.responses.*.{} paths.*.patch.responses.*.description paths.*.post.description
generates: paths.*.post.requestBody.content.*.schema.type paths.*.post.requestBody.content.*.schema.properties.*.{}
generates: paths.*.post.requestBody.content.*.schema.properties.*.type
generates: paths.*.post.requestBody.content.*.schema.properties.*.description
generates: paths.*.post.requestBody.content.*.schema.properties.*.nullable paths.*.post.x-ms-docs-operation-type
generates: components.schemas.*.{} components.schemas.*.title components.schemas.*.type components.schemas.*.description
generates: components.schemas.*.required[] components.schemas.*.properties.*.{} components.schemas.*.properties.*.type
generates: components.schemas.*.properties.*.description components.schemas.*.properties.*.maxLength
generates: components.schemas.*.properties.*.default components.schemas.*.properties.*.nullable
generates: components.schemas.*.properties.*.pattern components.schemas.*.properties.*.example
generates: components.schemas.*.properties.*.format components.schemas.*.properties.*.deprecated
generates: components.schemas.*.properties.*.x-ms-deprecation.{} components.schemas.*.properties.*.x-ms-deprecation.date
generates: components.schemas.*.properties.*.x-ms-deprecation.removalDate
generates: components.schemas.*.properties.*.x-ms-deprecation.version
generates: components.schemas.*.properties.*.x-ms-deprecation.description components.schemas.*.properties.*.items.{}
generates: components.schemas.*.properties.*.items.type components.schemas.*.properties.*.externalDocs.{}
generates: components.schemas.*.properties.*.externalDocs.url components.schemas.*.properties.*.x-ms-navigationProperty
generates: components.schemas.*.discriminator.{} components.schemas.*.discriminator.propertyName
generates: components.schemas.*.discriminator.mapping.{} components.schemas.*.discriminator.mapping.*
generates: components.schemas.*.allOf[].{} components.schemas.*.allOf[].title components.schemas.*.allOf[].type
generates: components.schemas.*.allOf[].properties.*.{} components.schemas.*.allOf[].properties.*.type
generates: components.schemas.*.allOf[].properties.*.format components.schemas.*.x-ms-enum.{} components.schemas.*.x-ms-enum.name
generates: components.schemas.*.x-ms-enum.modelAsString components.schemas.*.x-ms-enum.values[].{}
generates: components.schemas.*.x-ms-enum.values[].value components.schemas.*.x-ms-enum.values[].description
generates: components.schemas.*.x-ms-enum.values[].name
either: paths.{}
is not a valid identifier: paths.*.post.requestBody.content.*.schema.properties.{} components.schemas.*.properties.{}
is not a valid identifier: components.schemas.*.allOf[].properties.{} components.schemas.*.enum[]
is not OpenAPI: .{}
points: paths.*.get.responses.*.content.*.schema.properties.*.items.$ref
points: paths.*.post.requestBody.content.*.schema.properties.*.$ref components.schemas.*.properties.*.$ref
points: components.schemas.*.properties.*.items.$ref components.schemas.*.allOf[].$ref
points: components.schemas.{}
the description has no: components.{}
the version of OpenAPI: openapi
`

// within has texts in which a hostile one is placed, for kinds whose parts are checked separately.
var within = map[string][]string{
	"Include.Namespace":                             {"org.%"},
	"Schema.Namespace":                              {"microsoft.graph.%", "%.x"},
	"StructuredType.Base":                           {"other.%", "Org.OData.%"},
	"KeyProperty.Path":                              {"at/%"},
	"Property.Type.Name":                            {"other.%", "Org.OData.%", "graph.%", "Edm.%", "Collection(%)", "Collection(other.%)"},
	"Parameter.Type.Name":                           {"other.%"},
	"ReturnType.Type.Name":                          {"other.%"},
	"NavigationProperty.Type.Name":                  {"other.%"},
	"OperationImport.Operation":                     {"graph.%"},
	"Target.Path":                                   {"graph.pool/%", "graph.%", "graph.assign(graph.pool)/%", "graph.assign(%)"},
	"Annotation.Term":                               {"Intunegen.%", "Org.OData.Core.V1.%"},
	"@Intunegen.Operations[].path":                  {"/pools/{%}", "/%", "/pools/{poolId}/%", "/best(of='%')", "/pools/{poolId}/assign(%)"},
	"@Core.Links[].href":                            {"https://example.com/%"},
	"paths.{}":                                      {"/%", "/pools/{%}", "/pools/{pool-id}/%", "/pools/graph.best(of='%')", "/pools/{pool-id}/microsoft.graph.%", "/pools(%)", "/pools(a={%},b={c})"},
	"components.schemas.{}":                         {"microsoft.graph.%", "%.pool"},
	"components.schemas.*.title":                    {"a %"},
	"corrections[].target":                          {"pool/%", "graph.%", "assign(%)/to", "GET /%", "*/%"},
	"corrections[].type":                            {"graph.%", "other.%", "Collection(other.%)"},
	"corrections[].link":                            {"https://example.com/%"},
	"corrections[].add.$Type":                       {"other.%"},
	"servers[].url":                                 {"https://graph.microsoft.com/%", "https://%/v1.0"},
	"paths.*.get.tags[]":                            {"pools.%"},
	"paths.*.get.operationId":                       {"pools.%"},
	"paths.*.get.parameters[].name":                 {"%-id"},
	"paths.*.get.externalDocs.url":                  {"https://example.com/%"},
	"components.schemas.*.allOf[].$ref":             {"#/components/schemas/%"},
	"components.schemas.*.properties.*.$ref":        {"#/components/schemas/%"},
	"components.schemas.*.discriminator.mapping.*":  {"#/components/schemas/%", "microsoft.graph.%"},
	"components.schemas.*.discriminator.mapping.{}": {"#microsoft.graph.%"},
}
