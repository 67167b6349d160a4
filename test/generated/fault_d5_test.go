package generated_test

import (
	"net/http"
	"strings"
	"testing"

	ib "github.com/intunegen/intunegen/generated/intunebeta"
	"github.com/intunegen/intunegen/graph"
	"github.com/intunegen/intunegen/odata"
)

func clientOf(t *testing.T, options *graph.ClientOptions) *ib.Client {
	t.Helper()
	client, err := ib.NewClient(nil, options)
	if err != nil {
		t.Fatal(err)
	}
	return client
}

// A reference goes out with the root of the client's cloud, in creates, replacements and updates,
// and as a list where the property has many.
func TestFaultD5_Bind(t *testing.T) {
	for _, options := range []*graph.ClientOptions{nil, {Cloud: graph.USGovernmentL4}, {Cloud: graph.USGovernmentL5}, {Cloud: graph.China}, {BaseURL: "http://127.0.0.1:4004/beta"}} {
		client := clientOf(t, options)
		root, _ := strings.CutSuffix(must2(client.DeviceManagement().Get().Build()).URL, "/deviceManagement")
		management, apps := client.DeviceManagement(), client.DeviceAppManagement()
		definition := management.GroupPolicyDefinitions().ID("d")
		configurations := management.GroupPolicyConfigurations().ID("c")
		value, patch := ib.GroupPolicyDefinitionValue{Enabled: odata.Set(true)}, ib.GroupPolicyDefinitionValuePatch{}
		text := ib.GroupPolicyPresentationValueText{Value: odata.Set("v")}
		assignment := ib.DeviceAndAppManagementRoleAssignment{DisplayName: odata.Set("a")}
		app := ib.Win32LobApp{DisplayName: odata.Set("a")}
		wifi := ib.IosEnterpriseWiFiConfiguration{DisplayName: odata.Set("w")}
		wifiPatch := ib.IosEnterpriseWiFiConfigurationPatch{}
		device := management.DeviceConfigurations()
		v, p, r := ib.GroupPolicyDefinitionValueProperties, ib.GroupPolicyPresentationValueProperties, ib.DeviceAndAppManagementRoleAssignmentProperties
		a, w := ib.MobileAppProperties, ib.IosEnterpriseWiFiConfigurationProperties
		for _, err := range []error{
			graph.Bind(&value.Extra, v.Definition, definition.Get()),
			graph.Bind(&patch.Extra, odata.Property[string]{"definition"}, definition.Get()),
			graph.Bind(&text.Extra, p.Presentation, definition.Presentations().ID("p").Get()),
			graph.Bind(&assignment.Extra, r.RoleDefinition, management.RoleDefinitions().ID("r").Get()),
			graph.Bind(&assignment.Extra, r.RoleScopeTags, management.RoleScopeTags().ID("1").Get()),
			graph.Bind(&assignment.Extra, r.RoleScopeTags, management.RoleScopeTags().ID("2").Get()),
			graph.Bind(&assignment.Extra, r.RoleScopeTags, management.RoleScopeTags().ID("1").Get()),
			graph.Bind(&app.Extra, a.Categories, apps.MobileAppCategories().ID("x y").Get()),
			graph.Bind(&wifi.Extra, w.IdentityCertificateForClientAuthentication, device.ID("1").Get()),
			graph.Bind(&wifi.Extra, w.RootCertificatesForServerValidation, device.ID("2").Get()),
			graph.Bind(&wifiPatch.Extra, w.IdentityCertificateForClientAuthentication, device.ID("1").Get()),
			graph.Bind(&wifiPatch.Extra, w.IdentityCertificateForClientAuthentication, device.ID("3").Get()),
		} {
			if err != nil {
				t.Error(err)
			}
		}
		for _, test := range []struct {
			call graph.Sendable
			want string
		}{
			{configurations.DefinitionValues().Create(&value), `"enabled":true,"definition@odata.bind":"ROOT/deviceManagement/groupPolicyDefinitions/d"`},
			{configurations.DefinitionValues().ID("v").Patch(patch), `"definition@odata.bind":"ROOT/deviceManagement/groupPolicyDefinitions/d"`},
			{configurations.DefinitionValues().ID("v").PresentationValues().Create(&text), `"value":"v","presentation@odata.bind":"ROOT/deviceManagement/groupPolicyDefinitions/d/presentations/p"`},
			{management.RoleAssignments().Create(&assignment), `"displayName":"a","roleDefinition@odata.bind":"ROOT/deviceManagement/roleDefinitions/r",` +
				`"roleScopeTags@odata.bind":["ROOT/deviceManagement/roleScopeTags/1","ROOT/deviceManagement/roleScopeTags/2"]`},
			{apps.MobileApps().Create(&app), `"displayName":"a","categories@odata.bind":["ROOT/deviceAppManagement/mobileAppCategories/x%20y"]`},
			{device.Create(&wifi), `"displayName":"w","identityCertificateForClientAuthentication@odata.bind":"ROOT/deviceManagement/deviceConfigurations/1",` +
				`"rootCertificatesForServerValidation@odata.bind":["ROOT/deviceManagement/deviceConfigurations/2"]`},
			{device.ID("w").Patch(wifiPatch), `"identityCertificateForClientAuthentication@odata.bind":"ROOT/deviceManagement/deviceConfigurations/3"`},
		} {
			wire, err := test.call.Build()
			_, rest, _ := strings.Cut(string(wire.Body), ",")
			if want := strings.ReplaceAll(test.want, "ROOT", root) + "}"; err != nil || rest != want {
				t.Errorf("got  %s, %v\nwant %s", rest, err, want)
			}
		}
	}
}

func must2(wire graph.Wire, err error) graph.Wire {
	if err != nil {
		panic(err)
	}
	return wire
}

// What reads no resource cannot be bound, and one of another service cannot be sent.
func TestFaultD5_BindRefuses(t *testing.T) {
	client := clientOf(t, nil)
	definitions := client.DeviceManagement().GroupPolicyDefinitions()
	property := ib.GroupPolicyDefinitionValueProperties.Definition
	for name, request := range map[string]graph.Sendable{
		"a delete":   definitions.ID("1").Delete(),
		"a patch":    definitions.ID("1").Patch(ib.GroupPolicyDefinitionPatch{}),
		"a list":     definitions.List(),
		"a count":    definitions.Count(),
		"a query":    definitions.ID("1").Get(odata.Select(ib.GroupPolicyDefinitionProperties.ID)),
		"no id":      definitions.ID("").Get(),
		"an action":  client.DeviceManagement().ManagedDevices().ID("1").SyncDevice(),
		"a creation": definitions.Create(&ib.GroupPolicyDefinition{}),
	} {
		var extra odata.Extra
		if err := graph.Bind(&extra, property, request); err == nil || extra.Len() > 0 {
			t.Errorf("%s is bound: %v, %v", name, err, extra)
		}
	}
	var extra odata.Extra
	if err := extra.Set("roleScopeTags@odata.bind", 5); err != nil {
		t.Fatal(err)
	}
	if err := graph.Bind(&extra, ib.DeviceAndAppManagementRoleAssignmentProperties.RoleScopeTags, client.DeviceManagement().RoleScopeTags().ID("1").Get()); err == nil {
		t.Error("a number was replaced")
	}
	for name, options := range map[string]*graph.ClientOptions{"gov": {Cloud: graph.USGovernmentL4}, "china": {Cloud: graph.China}, "local": {BaseURL: "http://127.0.0.1:1/beta"}} {
		other := clientOf(t, options)
		value := ib.GroupPolicyDefinitionValue{}
		if err := graph.Bind(&value.Extra, property, other.DeviceManagement().GroupPolicyDefinitions().ID("1").Get()); err != nil {
			t.Fatal(err)
		}
		values := ib.GroupPolicyConfigurationUpdateDefinitionValuesParams{Added: odata.Set([]ib.GroupPolicyDefinitionValue{value})}
		configuration := client.DeviceManagement().GroupPolicyConfigurations().ID("c")
		for _, call := range []graph.Sendable{configuration.DefinitionValues().Create(&value), configuration.UpdateDefinitionValues(values)} {
			wire, err := call.Build()
			if err == nil || !strings.Contains(err.Error(), "definition@odata.bind leads to host") {
				t.Errorf("%s: %s, %v", name, wire.Body, err)
			}
		}
	}
}

// A documented body with a literal address goes out as it is, wherever the requests go.
func TestFaultD5_Documented(t *testing.T) {
	for _, options := range []*graph.ClientOptions{nil, {BaseURL: "http://127.0.0.1:4004/beta"}} {
		client := clientOf(t, options)
		for _, bind := range []string{`"https://graph.microsoft.com/beta/deviceManagement/groupPolicyDefinitions('1')"`, `"https://graph.microsoft.com/v1.0/x"`, `"deviceManagement/groupPolicyDefinitions('1')"`, `"/x"`} {
			var value ib.GroupPolicyDefinitionValue
			text := `{"@odata.type":"#microsoft.graph.groupPolicyDefinitionValue","enabled":true,"definition@odata.bind":` + bind + `}`
			if err := odata.Unmarshal([]byte(text), &value); err != nil {
				t.Fatal(err)
			}
			wire, err := client.DeviceManagement().GroupPolicyConfigurations().ID("c").DefinitionValues().Create(&value).Build()
			if err != nil || string(wire.Body) != text || wire.Method != http.MethodPost {
				t.Errorf("got %s, %v; want %s", wire.Body, err, text)
			}
		}
	}
}

// From one wanted state comes the creation as well as the update, of any type of a hierarchy.
func TestFaultD7_ModelOf(t *testing.T) {
	create, build := creatorsOf(t)["create"], builderOf(t)
	for _, name := range updated(t) {
		model, _ := ib.New(name)
		var made any
		var err error
		patch := newPatch(t, name, allNull(t, name))
		switch model.(type) {
		case ib.AnyDeviceConfiguration:
			made, err = odata.ModelOf[ib.AnyDeviceConfiguration](patch)
		case ib.AnyDeviceCompliancePolicy:
			made, err = odata.ModelOf[ib.AnyDeviceCompliancePolicy](patch)
		case ib.AnyMobileApp:
			made, err = odata.ModelOf[ib.AnyMobileApp](patch)
		case ib.AnyManagedAppPolicy:
			made, err = odata.ModelOf[ib.AnyManagedAppPolicy](patch)
		case ib.AnyDeviceEnrollmentConfiguration:
			made, err = odata.ModelOf[ib.AnyDeviceEnrollmentConfiguration](patch)
		default:
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		want, _ := odata.Marshal(patch)
		if body, err := create(made); err != nil || body != string(want) {
			t.Errorf("%s: got %s, %v; want %s", name, body, err, want)
		}
		if _, err := odata.ModelOf[ib.AnyMobileAppRelationship](patch); err == nil {
			t.Errorf("%s became a relationship of apps", name)
		}
	}
	var read ib.AnyMobileAppPatch = ib.IosLobAppPatch{DisplayName: odata.Set("a")}
	if _, err := build(read); err != nil {
		t.Error(err)
	}
	if app, err := odata.ModelOf[ib.AnyMobileApp](read); err != nil || odata.GetOr(app.(*ib.IosLobApp).DisplayName, "") != "a" {
		t.Errorf("got %v, %v", app, err)
	}
	if _, err := odata.ModelOf[ib.Win32LobApp](read); err == nil || !strings.Contains(err.Error(), "IosLobAppPatch") {
		t.Errorf("got %v", err)
	}
}

// allNull returns an object with all nullable properties of a patch.
func allNull(t *testing.T, name string) string {
	patch := newPatch(t, name, `{}`)
	members := []string{`"@odata.type":"#` + name + `"`}
	for property, options := range wireNames(patch) {
		if !strings.Contains(options, "nonnull") {
			members = append(members, `"`+property+`":null`)
		}
	}
	return "{" + strings.Join(members, ",") + "}"
}
