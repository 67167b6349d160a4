package generated_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/intunegen/intunegen/generated/intunebeta"
	"github.com/intunegen/intunegen/graph"
	"github.com/intunegen/intunegen/odata"
)

// seedPatch is the documented update as a user writes it.
func seedPatch() intunebeta.EmbeddedSIMActivationCodePoolPatch {
	return intunebeta.EmbeddedSIMActivationCodePoolPatch{
		DisplayName: odata.Set("Display Name value"),
		ActivationCodes: odata.Set([]intunebeta.EmbeddedSIMActivationCode{{
			IntegratedCircuitCardIdentifier: odata.Set("Integrated Circuit Card Identifier value"),
			MatchingIdentifier:              odata.Set("Matching Identifier value"),
			SmdpPlusServerAddress:           odata.Set("Smdp Plus Server Address value"),
		}}),
		ActivationCodeCount: odata.Set[int32](3),
	}
}

func TestUpdateEmbeddedSIMActivationCodePool(t *testing.T) {
	want := sections(t, "update-embeddedsimactivationcodepool.txtar")
	client, err := intunebeta.NewClient(nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	wire, err := client.DeviceManagement().EmbeddedSIMActivationCodePools().ID("ec308741-8741-ec30-4187-30ec418730ec").Patch(seedPatch()).Build()
	if err != nil {
		t.Fatal(err)
	}
	request := fmt.Sprintf("%s %s\nAccept: %s\nContent-Type: %s\n", wire.Method, wire.URL, wire.Header.Get("Accept"), wire.Header.Get("Content-Type"))
	equal(t, "request", want["request"], request)
	if len(wire.Header) != 2 {
		t.Errorf("headers %v; want exactly Accept and Content-Type", wire.Header)
	}
	equal(t, "body", want["body"], indent(t, wire.Body)+"\n")
	onPage(t, wire.Body, 460)

	response := []byte(want["response"])
	var pool intunebeta.EmbeddedSIMActivationCodePool
	if err := odata.Unmarshal(response, &pool); err != nil {
		t.Fatal(err)
	}
	again, err := odata.Marshal(pool)
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "response", want["response"], indent(t, again)+"\n")
	onPage(t, again, 628)

	var clouds strings.Builder
	for _, cloud := range graph.Clouds() {
		fmt.Fprintf(&clouds, "%s %s\n", cloud.Name, intunebeta.Available(cloud, wire))
	}
	equal(t, "clouds", want["clouds"], clouds.String())
}

// indent returns a body in the form of the pages: two spaces, no newline at the end.
func indent(t *testing.T, body []byte) string {
	t.Helper()
	var out bytes.Buffer
	if err := json.Indent(&out, body, "", "  "); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// onPage checks the length that a page states: of the indented body with CRLF line ends.
func onPage(t *testing.T, body []byte, want int) {
	t.Helper()
	if got := len(strings.ReplaceAll(indent(t, body), "\n", "\r\n")); got != want {
		t.Errorf("the body has %d bytes on a page; want %d", got, want)
	}
}

func TestBuildErrors(t *testing.T) {
	client, err := intunebeta.NewClient(nil, &graph.ClientOptions{Cloud: graph.China})
	if err != nil {
		t.Fatal(err)
	}
	pools := client.DeviceManagement().EmbeddedSIMActivationCodePools()
	extra := seedPatch()
	if err := extra.Extra.Set("displayName", "x"); err != nil {
		t.Fatal(err)
	}
	const at = "PATCH /deviceManagement/embeddedSIMActivationCodePools/{embeddedSIMActivationCodePoolId}: "
	for name, test := range map[string]struct {
		id    string
		patch intunebeta.EmbeddedSIMActivationCodePoolPatch
		want  string
	}{
		"empty id":           {"", seedPatch(), at + "id is empty"},
		"dots":               {"..", seedPatch(), at + `id ".." would be taken as a relative path`},
		"null, not nullable": {"1", intunebeta.EmbeddedSIMActivationCodePoolPatch{DisplayName: odata.Null[string]()}, at + "odata: EmbeddedSIMActivationCodePoolPatch.displayName: is not nullable; leave it unset or set a value"},
		"property in Extra":  {"1", extra, at + "odata: EmbeddedSIMActivationCodePoolPatch.displayName: is a property of EmbeddedSIMActivationCodePoolPatch and in its Extra; set the property"},
	} {
		_, err := pools.ID(test.id).Patch(test.patch).Build()
		if err == nil || err.Error() != test.want {
			t.Errorf("%s: got %v; want %s", name, err, test.want)
		}
	}
	wire, err := pools.ID("a/b c'%").Patch(seedPatch()).Build()
	if err != nil {
		t.Fatal(err)
	}
	if want := "https://microsoftgraph.chinacloudapi.cn/beta/deviceManagement/embeddedSIMActivationCodePools/a%2Fb%20c%27%25"; wire.URL != want {
		t.Errorf("got %s; want %s", wire.URL, want)
	}
}

// A function is called with all its parameters but the optional ones.
func TestFunctionParameters(t *testing.T) {
	client, err := intunebeta.NewClient(nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	_, err = client.DeviceManagement().GetEffectivePermissionsWithScope(intunebeta.DeviceManagementGetEffectivePermissionsParams{}).Build()
	if want := "GET /deviceManagement/getEffectivePermissions(scope={scope}): odata: scope is not set and the function needs it; set it"; err == nil || err.Error() != want {
		t.Errorf("got %v; want %s", err, want)
	}
}

func TestPatchKinds(t *testing.T) {
	for name, test := range map[string]struct {
		patch intunebeta.EmbeddedSIMActivationCodePoolPatch
		want  string
	}{
		"absent":     {intunebeta.EmbeddedSIMActivationCodePoolPatch{}, `{"@odata.type":"#microsoft.graph.embeddedSIMActivationCodePool"}`},
		"zero":       {intunebeta.EmbeddedSIMActivationCodePoolPatch{DisplayName: odata.Set(""), ActivationCodeCount: odata.Set[int32](0)}, `{"@odata.type":"#microsoft.graph.embeddedSIMActivationCodePool","displayName":"","activationCodeCount":0}`},
		"null":       {intunebeta.EmbeddedSIMActivationCodePoolPatch{ActivationCodes: odata.Null[[]intunebeta.EmbeddedSIMActivationCode]()}, `{"@odata.type":"#microsoft.graph.embeddedSIMActivationCodePool","activationCodes":null}`},
		"empty list": {intunebeta.EmbeddedSIMActivationCodePoolPatch{ActivationCodes: odata.Set[[]intunebeta.EmbeddedSIMActivationCode](nil)}, `{"@odata.type":"#microsoft.graph.embeddedSIMActivationCodePool","activationCodes":[]}`},
		"empty item": {intunebeta.EmbeddedSIMActivationCodePoolPatch{ActivationCodes: odata.Set([]intunebeta.EmbeddedSIMActivationCode{{}})}, `{"@odata.type":"#microsoft.graph.embeddedSIMActivationCodePool","activationCodes":[{"@odata.type":"microsoft.graph.embeddedSIMActivationCode"}]}`},
	} {
		got, err := json.Marshal(test.patch)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(test.want, string(got)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}
