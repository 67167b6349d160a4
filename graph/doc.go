// Package graph is the runtime of generated clients. A generated package, such as intunebeta, has
// the models and the calls of a service; this package builds their requests, sends them and reads
// the replies.
//
// # Client
//
// A generated NewClient makes a client of a national cloud. [ClientOptions] extends the options of
// azcore; the credential is one of azidentity, for the same cloud.
//
//	cred, err := azidentity.NewDefaultAzureCredential(&azidentity.DefaultAzureCredentialOptions{
//		ClientOptions: azcore.ClientOptions{Cloud: graph.USGovernmentL4.Configuration()}})
//	client, err := intunebeta.NewClient(cred, &graph.ClientOptions{Cloud: graph.USGovernmentL4})
//
// For tests, a client needs neither tenant nor credential:
//
//	client, err := intunebeta.NewClient(nil, &graph.ClientOptions{BaseURL: server.URL + "/beta"})
//
// # Requests
//
// A builder's Get, Create, Patch, Put, Delete, List and Count, and its actions and functions,
// return a request: a [Request] has one result, a [List] has a collection, a [Command] has no
// result, and a [Stream] has a file. Build returns the request as it would be sent, without a
// network. Do sends it.
//
//	pools := client.DeviceManagement().EmbeddedSIMActivationCodePools()
//	pool, err := pools.ID(id).Get().Do(ctx)
//	spain := &intunebeta.EmbeddedSIMActivationCodePool{DisplayName: odata.Set("Spain")}
//	created, err := pools.Create(spain).Do(ctx)
//	patch := intunebeta.EmbeddedSIMActivationCodePoolPatch{DisplayName: odata.Set("Spain")}
//	pool, err = pools.ID(id).Patch(patch).Do(ctx)
//	err = pools.ID(id).Delete().Do(ctx)
//
// Query options ($select, $filter and so on) are in the package odata. An [Option] changes one
// call: [IfMatch], [PreferMinimal], [PreferRepresentation], [IncludeUnknownEnumMembers],
// [MaxPageSize] and [Header] set a header of its request, and [ResponseHeader] gets the header of
// the reply.
//
// If the reply to an update or a create has no body, the result is nil without an error: [Fetch]
// reads the resource then. [WaitFor], [AwaitList] and [AwaitGone] read until what was written
// shows. [Value], [PutValue], [Media] and [PutMedia] read and write files and single values.
// [Client.Do] sends a request for which there is no generated method.
//
// # Lists and references
//
// All reads a list item by item, [Pages] page by page, and [Collect] reads all of it. [Continue]
// goes on at the link of a page, in another run or after changes. [Complete] reads the further
// items of an expanded collection, which is [ErrTruncated] otherwise. [Rows] decodes the items into
// a struct of the program's, and selects what it holds. [OfType] narrows a list to one derived
// type, [Count] counts its items, and [WithCount] counts them along the way. Searches and counts of
// directory objects, such as users and groups, get the header ConsistencyLevel that they need.
//
//	for pool, err := range pools.List(odata.Top(100)).All(ctx) {
//	}
//
// [AddReference], [SetReference] and [RemoveReference] change what a navigation property refers to
// ($ref). [GetReference] and [ListReferences] read it. [Bind] makes a model that is created, or an
// update, refer to a resource.
//
// # Batches
//
// [Client.Batch] collects requests and sends twenty in one. [Add], [AddList] and [AddCommand]
// return an item, which has the result.
//
//	batch := client.Batch()
//	item := graph.Add(batch, pools.ID(id).Patch(patch))
//	if err := batch.Do(ctx); err != nil { … }
//	pool, err := item.Result()
//
// [Each] sends one request for each of many ids, several batches at once, and tells what became of
// each.
//
// # Errors and outcomes
//
// A reply without success is an [*Error]: one line with method, path, status, code, message and
// ids, and for 403 the documented permissions. [IsNotFound], [IsConflict], [IsThrottled] and
// [IsForbidden] tell the most common ones apart.
//
// The error of a failed write says whether the write took effect. [ErrNotSent] is in the error of a
// request that never left the client. [ErrOutcomeUnknown] is in the error of a write that may or
// may not have taken effect. With neither of them, the service has refused the write.
// [ErrNotInCloud] and [ErrEmptyID] are in errors of requests that were not sent.
//
// # Clouds
//
// [Global], [USGovernmentL4], [USGovernmentL5] and [China] are the clouds of Microsoft Graph;
// [CloudByName] finds one for a flag. A request for an operation that the cloud lacks is not sent.
// An [Operation] of the generated table has the permissions and the availability of one operation.
//
// # Budgets and retries
//
// All goroutines of a client together keep to Intune's documented budgets of requests. A request
// that the service refused unread is sent again. A request that may have taken effect is sent again
// only if a second time has the same effect as once, so never a POST. [ClientOptions].OnDelay
// reports each wait as an [Event].
//
// # Secrets
//
// Errors, logs and traces never show the token, the value of an [odata.Secret] or the signature of
// an address, even if the service repeats it in another spelling. The client sends nothing to
// another host than the service's, and follows no link there. [Client.Foreign] alone sends to
// another host, without a token, to a signed address that is in no error or log. The client does
// not log bodies.
//
// # For generated code
//
// Only generated code uses [NewClient], [Service], [Table], [Client.Root], the methods of [Node]
// and the type [Call], and [RunIntunegenGenerateForRuntime1].
package graph
