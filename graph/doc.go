// Package graph is the runtime of generated clients: requests, paging, batches, errors, clouds, limits and what is sent again.
//
// A generated package makes the client and leads to the requests; this package sends them.
//
//	cred, err := azidentity.NewDefaultAzureCredential(&azidentity.DefaultAzureCredentialOptions{
//		ClientOptions: azcore.ClientOptions{Cloud: graph.USGovernmentL4.Configuration()}})
//	client, err := intunebeta.NewClient(cred, &graph.ClientOptions{Cloud: graph.USGovernmentL4})
//
// # Requests
//
// A builder's Get, Create, Patch, Put, Delete, List, Count and its actions and functions make a request: a [Request], [List], [Command] or
// [Stream]. Its Build returns what would go out, without a network; its Do sends it. A list is read by All, page by page, or by Collect.
//
//	pools := client.DeviceManagement().EmbeddedSIMActivationCodePools()
//	pool, err := pools.ID(id).Get().Do(ctx)
//	created, err := pools.Create(&intunebeta.EmbeddedSIMActivationCodePool{DisplayName: odata.Set("Spain")}).Do(ctx)
//	pool, err = pools.ID(id).Patch(intunebeta.EmbeddedSIMActivationCodePoolPatch{DisplayName: odata.Set("Spain")}).Do(ctx)
//	err = pools.ID(id).Delete().Do(ctx)
//	for pool, err := range pools.List(odata.Top(100)).All(ctx) {
//	}
//
// The package odata has the options of queries: $select, $filter and so on. An [Option] of Do changes one request: [IfMatch], [PreferMinimal],
// [PreferRepresentation], [IncludeUnknownEnumMembers], [MaxPageSize], [Header].
//
// An update or a create that is answered with nothing gives nil and no error: [Fetch] sends it and reads the resource then. [WaitFor] reads until
// what was written shows. [OfType] narrows a list to one derived type, [Count] counts one. [Client.Do] sends what no method was generated for.
//
// # References and files
//
// [AddReference], [SetReference] and [RemoveReference] change what a navigation property refers to ($ref), [GetReference] and
// [ListReferences] read it without the resources. [Value] and [PutValue] read and replace one property without JSON around it, [Media] and
// [PutMedia] the content of a resource that is a file ($value).
//
// # Batches
//
// [Client.Batch] collects requests and sends twenty in one. [Add], [AddList] and [AddCommand] return an item that has the result.
//
//	batch := client.Batch()
//	item := graph.Add(batch, pools.ID(id).Patch(patch))
//	if err := batch.Do(ctx); err != nil { … }
//	pool, err := item.Result()
//
// # Errors
//
// An answer that is none of success is an [*Error]: one line with method, path, status, code, message and ids, and on 403 the permissions that
// are documented. [IsNotFound], [IsConflict], [IsThrottled] and [IsForbidden] tell them apart. Neither token nor secret is in one.
// [ErrNotSent] is in the error of every request that never went out, [ErrOutcomeUnknown] in that of a write that went out and of which nobody knows
// what became; a write's error with neither is an answer by which it has had no effect. [ErrNotInCloud] and [ErrEmptyID] are of requests not sent.
//
// # Limits
//
// A client keeps to Intune's documented budgets, all goroutines together, and sends again what was refused or is the same twice as once; a POST
// only when it was refused. [ClientOptions].OnDelay is told of each wait.
//
// # Tests
//
// A client needs neither tenant nor credential to talk to a server of one's own:
//
//	client, err := intunebeta.NewClient(nil, &graph.ClientOptions{BaseURL: server.URL + "/beta"})
package graph
