package e2e

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/intunegen/intunegen/generated/intunebeta"
	"github.com/intunegen/intunegen/graph"
	"github.com/intunegen/intunegen/odata"
)

type (
	pool      = intunebeta.EmbeddedSIMActivationCodePool
	poolPatch = intunebeta.EmbeddedSIMActivationCodePoolPatch
)

var p = intunebeta.EmbeddedSIMActivationCodePoolProperties

// esim returns a client of a service with the hand-written model of eSIM pools, which wants the
// ETag of a resource that is changed.
func esim(t *testing.T, transport policy.Transporter) *intunebeta.Client {
	t.Helper()
	options := &graph.ClientOptions{BaseURL: esimRoot(t)}
	options.Transport = transport
	client, err := intunebeta.NewClient(nil, options)
	if err != nil {
		t.Fatal(err)
	}
	return client
}

func esimRoot(t *testing.T) string {
	root := os.Getenv("ESIM_E2E_URL")
	if root == "" {
		t.Skip("skipped: no service; run `make e2e`, or set ESIM_E2E_URL to the root of one with eSIM pools that wants ETags")
	}
	return root
}

// does fails the test when a call failed, and returns what it returned.
func does[T any](t *testing.T) func(T, error) T {
	return func(v T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

// An update that would undo somebody else's is refused by the service, and the client says so.
func TestETagConflicts(t *testing.T) {
	client, ctx := esim(t, nil), t.Context()
	pools := client.DeviceManagement().EmbeddedSIMActivationCodePools()
	created := does[*pool](t)(graph.Fetch(ctx, pools.Create(&pool{DisplayName: odata.Set("one")})))
	one := pools.ID(odata.GetOr(created.ID, ""))
	first := odata.ETag(does[*pool](t)(one.Get().Do(ctx)))
	named := func(name string) poolPatch { return poolPatch{DisplayName: odata.Set(name)} }

	second := odata.ETag(does[*pool](t)(one.Patch(named("two")).Do(ctx, graph.IfMatch(first))))
	if first == "" || second == "" || first == second {
		t.Fatalf("the ETag was %q and is %q", first, second)
	}
	_, err := one.Patch(named("stale")).Do(ctx, graph.IfMatch(first))
	if fault := (*graph.Error)(nil); !graph.IsConflict(err) || !errors.As(err, &fault) || fault.Status != 412 {
		t.Errorf("an update with a stale ETag: %v; want a conflict, 412", err)
	}
	var fault *graph.Error
	if _, err = one.Patch(named("blind")).Do(ctx); !errors.As(err, &fault) || fault.Status != 428 {
		t.Errorf("an update without an ETag: %v; want 428", err)
	}
	if err := one.Delete().Do(ctx, graph.IfMatch(first)); !graph.IsConflict(err) {
		t.Errorf("a delete with a stale ETag: %v; want a conflict", err)
	}
	if got := odata.GetOr(does[*pool](t)(one.Get().Do(ctx)).DisplayName, ""); got != "two" {
		t.Errorf("the name is %q; want that of the update in time", got)
	}
	batchedConflict(t, client, one, first, second)
	does[*pool](t)(one.Patch(named("any")).Do(ctx, graph.IfMatch("*")))
	if err := one.Delete().Do(ctx, graph.IfMatch(odata.ETag(does[*pool](t)(one.Get().Do(ctx))))); err != nil {
		t.Error(err)
	}
}

// batchedConflict sends two updates in a batch, of which the service refuses that with the stale
// ETag.
func batchedConflict(t *testing.T, client *intunebeta.Client, one *intunebeta.EmbeddedSIMActivationCodePoolBuilder, stale, current string) {
	batch := client.Batch()
	refused := graph.Add(batch, one.Patch(poolPatch{DisplayName: odata.Set("stale")}), graph.IfMatch(stale))
	taken := graph.Add(batch, one.Patch(poolPatch{DisplayName: odata.Set("batched")}), graph.IfMatch(current))
	if err := batch.Do(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := refused.Result(); !graph.IsConflict(err) {
		t.Errorf("a batched update with a stale ETag: %v; want a conflict", err)
	}
	if got := does[*pool](t)(taken.Result()); odata.GetOr(got.DisplayName, "") != "batched" {
		t.Errorf("a batched update in time: got %q", odata.GetOr(got.DisplayName, ""))
	}
}

// A strict OpenAPI document of the same model accepts every request that users make with eSIM
// pools.
func TestEsimBeforePrism(t *testing.T) {
	prism := os.Getenv("PRISM_E2E_URL")
	if prism == "" {
		t.Skip("skipped: no Prism; run `make e2e`, or set PRISM_E2E_URL to the root of one with the strict document of eSIM pools")
	}
	j := &judge{prism: prism, root: esimRoot(t)}
	walkEsim(t, esim(t, j))
	excused := 0
	for part, reason := range gaps {
		var n int
		j.refused, n = without(j.refused, part)
		t.Logf("Prism refused %d requests with %s: %s", n, part, reason)
		if n == 0 {
			t.Errorf("nothing with %s was refused: take the exception away", part)
		}
		excused += n
	}
	t.Logf("Prism judged %d requests and accepted %d", j.judged, j.judged-excused-len(j.refused))
	if len(j.refused) > 0 {
		t.Errorf("refused:\n%s", strings.Join(j.refused, "\n"))
	}
}

// gaps are parts of URLs that Prism's document does not know, each with why it is right.
var gaps = map[string]string{
	"/$count":                 "the document has no path for the number of items",
	"$expand=deviceStates($s": "the document lists the names that $expand takes and knows none of its options, which OData has",
}

func without(list []string, part string) (kept []string, n int) {
	for _, text := range list {
		if !strings.Contains(text, part) {
			kept = append(kept, text)
		}
	}
	return kept, len(list) - len(kept)
}

// walkEsim does with eSIM pools what users do.
func walkEsim(t *testing.T, client *intunebeta.Client) {
	ctx, pools := t.Context(), client.DeviceManagement().EmbeddedSIMActivationCodePools()
	codes := []intunebeta.EmbeddedSIMActivationCode{{IntegratedCircuitCardIdentifier: odata.Set("1"), MatchingIdentifier: odata.Set("m"),
		SmdpPlusServerAddress: odata.Set("s")}}
	var ids []string
	for i := range 4 {
		created := does[*pool](t)(graph.Fetch(ctx, pools.Create(&pool{DisplayName: odata.Set(fmt.Sprintf("pool %d", i)),
			ActivationCodeCount: odata.Set(int32(i)), ActivationCodes: odata.Set(codes)})))
		ids = append(ids, odata.GetOr(created.ID, ""))
	}
	listEsim(t, pools, ids)
	one := pools.ID(ids[0])
	for _, patch := range []poolPatch{
		{DisplayName: odata.Set(changed), ActivationCodeCount: odata.Set[int32](7)},
		{ActivationCodes: odata.Set([]intunebeta.EmbeddedSIMActivationCode{})},
		{ActivationCodes: odata.Set(codes)},
	} {
		does[*pool](t)(one.Patch(patch).Do(ctx, graph.IfMatch("*"), graph.PreferRepresentation()))
	}
	if got := does[*pool](t)(one.Get(odata.Select(p.DisplayName, p.ActivationCodeCount)).Do(ctx)); odata.GetOr(got.DisplayName, "") != changed {
		t.Errorf("the name is %q; want %q", odata.GetOr(got.DisplayName, ""), changed)
	}
	statesEsim(t, one)
	assignEsim(t, one)
	if n := does[int64](t)(pools.Count().Do(ctx)); n < int64(len(ids)) {
		t.Errorf("there are %d pools", n)
	}
	batch := client.Batch()
	for _, id := range ids {
		graph.Add(batch, pools.ID(id).Patch(poolPatch{DisplayName: odata.Set("batched")}), graph.IfMatch("*"))
	}
	if err := batch.Do(ctx); err != nil {
		t.Error(err)
	}
	for _, id := range ids {
		if err := pools.ID(id).Delete().Do(ctx, graph.IfMatch("*")); err != nil {
			t.Error(err)
		}
	}
}

func listEsim(t *testing.T, pools *intunebeta.EmbeddedSIMActivationCodePoolCollection, ids []string) {
	ctx := t.Context()
	for name, options := range map[string][]odata.QueryOption{
		"all":     nil,
		"options": {odata.Select(p.ID, p.DisplayName), odata.OrderBy(odata.Desc(p.DisplayName), p.ID), odata.Count()},
		"filter":  {odata.Filter(odata.And(odata.StartsWith(p.DisplayName, "pool"), odata.Lt(p.ActivationCodeCount, 9))), odata.Expand(p.Assignments, p.DeviceStates)},
		"expand":  {odata.ExpandWith(p.DeviceStates, odata.Select(intunebeta.EmbeddedSIMDeviceStateProperties.ID), odata.Top(1)), odata.Top(5), odata.Skip(0)},
	} {
		var got []string
		for pool, err := range pools.List(options...).All(ctx) {
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			got = append(got, odata.GetOr(pool.ID, ""))
		}
		for _, id := range ids {
			if !slices.Contains(got, id) {
				t.Errorf("list %s: %s is not among %v", name, id, got)
			}
		}
	}
}

func statesEsim(t *testing.T, one *intunebeta.EmbeddedSIMActivationCodePoolBuilder) {
	ctx := t.Context()
	at := odata.Must(odata.ParseTime("2017-01-01T00:02:43.5775965-08:00"))
	state := does[*intunebeta.EmbeddedSIMDeviceState](t)(graph.Fetch(ctx, one.DeviceStates().Create(&intunebeta.EmbeddedSIMDeviceState{
		State: odata.Set(intunebeta.EmbeddedSIMDeviceStateValueInstalled), LastSyncDateTime: odata.Set(at), DeviceName: odata.Set("PC-1")})))
	same := one.DeviceStates().ID(odata.GetOr(state.ID, ""))
	does[*intunebeta.EmbeddedSIMDeviceState](t)(same.Patch(intunebeta.EmbeddedSIMDeviceStatePatch{
		State: odata.Set(intunebeta.EmbeddedSIMDeviceStateValueDeleting), StateDetails: odata.Null[string]()}).Do(ctx))
	if err := same.Delete().Do(ctx); err != nil {
		t.Error(err)
	}
}

func assignEsim(t *testing.T, one *intunebeta.EmbeddedSIMActivationCodePoolBuilder) {
	ctx := t.Context()
	target := &intunebeta.GroupAssignmentTarget{GroupId: odata.Set("ec308741-8741-ec30-4187-30ec418730ec")}
	assignments := []intunebeta.EmbeddedSIMActivationCodePoolAssignment{{Target: odata.Set[intunebeta.AnyDeviceAndAppManagementAssignmentTarget](target)}}
	if err := one.Assign(intunebeta.EmbeddedSIMActivationCodePoolAssignParams{Assignments: odata.Set(assignments)}).Do(ctx, graph.IfMatch("*")); err != nil {
		t.Error(err)
	}
	if got := does[[]*intunebeta.EmbeddedSIMActivationCodePoolAssignment](t)(graph.Collect(ctx, one.Assignments().List())); len(got) != 1 {
		t.Errorf("there are %d assignments; want 1", len(got))
	}
}
