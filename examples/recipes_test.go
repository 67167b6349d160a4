package examples

import (
	"context"
	"fmt"
	"io"
	"log"
	"net/http"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"

	"github.com/intunegen/intunegen/generated/intunebeta"
	"github.com/intunegen/intunegen/graph"
	"github.com/intunegen/intunegen/odata"
)

// The page of recipes names examples that are here.
func TestRecipesNameExamples(t *testing.T) {
	page, err := os.ReadFile("../docs/recipes.md")
	if err != nil {
		t.Fatal(err)
	}
	var source string
	for _, file := range []string{"recipes_test.go", "programs_test.go", "backup_test.go"} {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		source += string(text)
	}
	names := regexp.MustCompile(`Example_\w+`).FindAllString(string(page), -1)
	if len(names) == 0 {
		t.Error("the page names no example")
	}
	for _, name := range names {
		if !strings.Contains(source, "func "+name+"()") {
			t.Errorf("docs/recipes.md names %s, which is not there", name)
		}
	}
}

// A transport answers without a network, as unit tests need it.
type transport func(r *http.Request) (status int, body string)

func (t transport) Do(r *http.Request) (*http.Response, error) {
	status, body := t(r)
	header := http.Header{"Content-Type": {"application/json"}}
	if status == http.StatusTooManyRequests {
		header.Set("Retry-After", "300")
	}
	return &http.Response{StatusCode: status, Header: header, Body: io.NopCloser(strings.NewReader(body)), Request: r}, nil
}

func faked(answer transport, policies ...policy.Policy) *intunebeta.Client {
	options := &graph.ClientOptions{BaseURL: "http://127.0.0.1:1/beta"}
	options.Transport = answer
	options.PerRetryPolicies = policies
	client, err := intunebeta.NewClient(nil, options)
	if err != nil {
		log.Fatal(err)
	}
	return client
}

// Read: what is gone is no error but a resource to forget.
func Example_gone() {
	client := faked(func(*http.Request) (int, string) {
		return 404, `{"error":{"code":"ResourceNotFound","message":"gone"}}`
	})
	_, err := client.DeviceManagement().EmbeddedSIMActivationCodePools().ID("1").Get().Do(ctx)
	fmt.Println(graph.IsNotFound(err))
	// Output: true
}

// Restore: models from JSON of any type, without what the service owns.
func Example_restore() {
	client, _, stop := start()
	defer stop()
	var backup intunebeta.AnyDeviceConfiguration
	err := odata.Unmarshal([]byte(`{"@odata.type":"#microsoft.graph.windows10CustomConfiguration","id":"old","version":4,"displayName":"a"}`), &backup)
	if err != nil {
		log.Fatal(err)
	}
	if backup, err = odata.Clone(backup); err != nil {
		log.Fatal(err)
	}
	wire, err := client.DeviceManagement().DeviceConfigurations().Create(backup).Build()
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(string(wire.Body))
	// Output: {"@odata.type":"#microsoft.graph.windows10CustomConfiguration","displayName":"a"}
}

// Read a wanted state from a file, and create from it.
func Example_wanted() {
	client, _, stop := start()
	defer stop()
	var want intunebeta.WindowsUpdateForBusinessConfigurationPatch
	file := []byte(`{
  "id": "1",
  "displayName": "Ring 1",
  "qualityUpdatesDeferalPeriodInDays": 7,
  "qualityUpdatesPaused": "false"
}`)
	fmt.Println(odata.UnmarshalStrict(file, &want))
	if err := odata.UnmarshalStrict([]byte(`{"displayName":"Ring 1","qualityUpdatesDeferralPeriodInDays":7}`), &want); err != nil {
		log.Fatal(err)
	}
	model, err := odata.ModelOf[intunebeta.WindowsUpdateForBusinessConfiguration](want)
	if err != nil {
		log.Fatal(err)
	}
	if _, err := client.DeviceManagement().DeviceConfigurations().Create(&model).Do(ctx); err != nil {
		log.Fatal(err)
	}
	// Output:
	// odata: intunebeta.WindowsUpdateForBusinessConfigurationPatch: 3 problems:
	// 	2:3: /id: is read-only; leave it out, the service sets it
	// 	4:3: /qualityUpdatesDeferalPeriodInDays: windowsUpdateForBusinessConfiguration has no such property; did you mean qualityUpdatesDeferralPeriodInDays?
	// 	5:27: /qualityUpdatesPaused: is a string; want true or false; write it without quotes
	// POST /deviceManagement/deviceConfigurations {"@odata.type":"#microsoft.graph.windowsUpdateForBusinessConfiguration","displayName":"Ring 1","qualityUpdatesDeferralPeriodInDays":7}
}

// Refer to a resource that exists: the URL is that of the client's cloud.
func Example_bind() {
	client, err := intunebeta.NewClient(nil, &graph.ClientOptions{Cloud: graph.USGovernmentL4})
	if err != nil {
		log.Fatal(err)
	}
	p := intunebeta.GroupPolicyDefinitionValueProperties
	value := intunebeta.GroupPolicyDefinitionValue{Enabled: odata.Set(true)}
	if err := graph.Bind(&value.Extra, p.Definition, client.DeviceManagement().GroupPolicyDefinitions().ID("7").Get()); err != nil {
		log.Fatal(err)
	}
	wire, err := client.DeviceManagement().GroupPolicyConfigurations().ID("1").DefinitionValues().Create(&value).Build()
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(string(wire.Body))
	// Output: {"@odata.type":"#microsoft.graph.groupPolicyDefinitionValue","enabled":true,"definition@odata.bind":"https://graph.microsoft.us/beta/deviceManagement/groupPolicyDefinitions/7"}
}

// Filter by a date and an enumeration, count, and stop early.
func Example_filter() {
	client := faked(func(r *http.Request) (int, string) {
		fmt.Println(r.URL.Query().Get("$filter"))
		return 200, `{"@odata.count":7,"value":[{"deviceName":"a"},{"deviceName":"b"}]}`
	})
	p := intunebeta.ManagedDeviceProperties
	since := odata.TimeOf(time.Date(2026, 1, 2, 0, 0, 0, 0, time.UTC))
	list := client.DeviceManagement().ManagedDevices().List(odata.Select(p.ID, p.DeviceName),
		odata.Filter(odata.And(odata.Ge(p.LastSyncDateTime, since), odata.Eq(p.ComplianceState, intunebeta.ComplianceStateNoncompliant))))
	var total int64
	for device, err := range graph.WithCount(list, &total).All(ctx) {
		if err != nil {
			log.Fatal(err)
		}
		base, _ := odata.View[intunebeta.ManagedDevice](device)
		fmt.Println(odata.GetOr(base.DeviceName, ""), "of", total)
		break // no further page is used
	}
	// Output:
	// lastSyncDateTime ge 2026-01-02T00:00:00Z and complianceState eq 'noncompliant'
	// a of 7
}

// A value of a type with derived types: name the interface, since Go infers the pointer.
func Example_polymorphicValue() {
	assignment := &intunebeta.DeviceConfigurationAssignment{
		Target: odata.Set[intunebeta.AnyDeviceAndAppManagementAssignmentTarget](&intunebeta.AllDevicesAssignmentTarget{}),
	}
	body, err := odata.Marshal(assignment)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(string(body))
	// Output: {"@odata.type":"#microsoft.graph.deviceConfigurationAssignment","target":{"@odata.type":"microsoft.graph.allDevicesAssignmentTarget"}}
}

// What a base type has is under its cast, not under that of each derived type.
func Example_inheritedNavigation() {
	client, _, stop := start()
	defer stop()
	wire, err := client.DeviceAppManagement().MobileApps().ID("1").AsWin32LobApp().ContentVersions().List().Build()
	if err != nil {
		log.Fatal(err)
	}
	_, path, _ := strings.Cut(wire.URL, "/beta")
	fmt.Println(path)
	// Output: /deviceAppManagement/mobileApps/1/microsoft.graph.win32LobApp/contentVersions
}

type observer struct{}

func (observer) Do(r *policy.Request) (*http.Response, error) {
	response, err := r.Next()
	if err == nil {
		fmt.Println(r.Raw().Method, response.StatusCode)
	}
	return response, err
}

// A policy sees each try; a wait that Retry-After asks for and the deadline forbids is not begun.
func Example_deadline() {
	client := faked(func(*http.Request) (int, string) {
		return 429, `{"error":{"code":"TooManyRequests","message":"slow down"}}`
	}, observer{})
	soon, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	_, err := client.DeviceManagement().EmbeddedSIMActivationCodePools().ID("1").Get().Do(soon)
	fmt.Println(graph.IsThrottled(err), soon.Err())
	// Output:
	// GET 429
	// true <nil>
}
