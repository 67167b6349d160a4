package generated_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	ib "github.com/intunegen/intunegen/generated/intunebeta"
	"github.com/intunegen/intunegen/graph"
	"github.com/intunegen/intunegen/odata"
)

// creatorsOf returns functions that build the creation and the replacement by any model.
func creatorsOf(t *testing.T) map[string]func(model any) (string, error) {
	t.Helper()
	client, err := ib.NewClient(nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	body := func(call *graph.Call) (string, error) {
		wire, err := call.Build()
		return string(wire.Body), err
	}
	node := client.Root().To("x")
	return map[string]func(any) (string, error){"create": func(m any) (string, error) { return body(node.Create(m)) },
		"put": func(m any) (string, error) { return body(node.Put(m)) }}
}

// Of every model: a read-only property, an annotation and an advertised operation are refused by
// name; the clone goes out without them.
func TestFaultD4_EveryModel(t *testing.T) {
	creators, tried := creatorsOf(t), 0
	for _, name := range slices.Sorted(maps.Keys(elements(t))) {
		model, ok := ib.New(name)
		if !ok {
			continue
		}
		members := map[string]string{"@odata.etag": `"W/1"`, "x@odata.context": `"c"`, "#microsoft.graph.assign": `{"target":"x"}`}
		for property, options := range wireNames(model) {
			if slices.Contains(strings.Split(options, ","), "readonly") {
				members[property] = "null"
			}
		}
		for member, value := range members {
			model, _ := ib.New(name)
			if err := odata.Unmarshal([]byte(`{"`+member+`":`+value+`,"@odata.type":"#`+name+`"}`), model); err != nil {
				t.Fatal(err)
			}
			clone, err := odata.Clone(model)
			if err != nil {
				t.Errorf("%s: %v", name, err)
			}
			for verb, build := range creators {
				tried++
				if body, err := build(model); err == nil || !strings.Contains(err.Error(), member+" is ") || !strings.Contains(err.Error(), "use odata.Clone") {
					if !strings.Contains(err.Error(), "is abstract") {
						t.Errorf("%s: %s of %s: %v %s", name, verb, member, err, body)
					}
				}
				if body, err := build(clone); err == nil && (strings.Contains(body, `"`+member+`":`) || !strings.Contains(body, name)) {
					t.Errorf("%s: %s of the clone: %s", name, verb, body)
				}
			}
		}
	}
	if tried < 8000 {
		t.Errorf("%d requests were tried", tried)
	}
}

// What services return with all metadata goes out as its clone, with the parts that creation takes
// and nothing else, as many types write it.
func TestFaultD4_Clones(t *testing.T) {
	build := creatorsOf(t)["put"]
	for _, test := range []struct{ read, sent string }{
		{`{"@odata.context":"c","@odata.type":"#microsoft.graph.deviceManagementConfigurationPolicy","id":"1","name":"p","settingCount":1,"isAssigned":true,"creationSource":"x","createdDateTime":"2026-01-01T00:00:00Z",
			"#microsoft.graph.assign":{"target":"x"},"settings@odata.context":"c","assignments":[{"id":"a"}],"priorityMetaData":{"@odata.type":"#microsoft.graph.deviceManagementPriorityMetaData","priority":1},
			"settings":[{"@odata.type":"#microsoft.graph.deviceManagementConfigurationSetting","id":"0","settingDefinitions":[{"id":"d"}],"settingDefinitions@odata.context":"c",
			"settingInstance":{"@odata.type":"#microsoft.graph.deviceManagementConfigurationSimpleSettingInstance","settingDefinitionId":"d","settingInstanceTemplateReference":null}}]}`,
			`{"@odata.type":"#microsoft.graph.deviceManagementConfigurationPolicy","name":"p","priorityMetaData":{"@odata.type":"microsoft.graph.deviceManagementPriorityMetaData","priority":1},"settings":[{"@odata.type":"#microsoft.graph.deviceManagementConfigurationSetting",` +
				`"settingInstance":{"@odata.type":"microsoft.graph.deviceManagementConfigurationSimpleSettingInstance","settingDefinitionId":"d","settingInstanceTemplateReference":null}}]}`},
		{`{"@odata.type":"#microsoft.graph.windows10CompliancePolicy","id":"1","version":3,"displayName":"p","deviceStatuses":[{"id":"s"}],"deviceStatusOverview":{"id":"o"},"assignments":[],
			"scheduledActionsForRule":[{"id":"2","ruleName":"r","scheduledActionConfigurations@odata.context":"c","scheduledActionConfigurations":[{"id":"3","gracePeriodHours":5}]}]}`,
			`{"@odata.type":"#microsoft.graph.windows10CompliancePolicy","displayName":"p","scheduledActionsForRule":[{"@odata.type":"#microsoft.graph.deviceComplianceScheduledActionForRule","ruleName":"r",` +
				`"scheduledActionConfigurations":[{"@odata.type":"#microsoft.graph.deviceComplianceActionItem","gracePeriodHours":5}]}]}`},
		{`{"@odata.type":"#microsoft.graph.deviceManagementCompliancePolicy","id":"1","scheduledActionsForRule":[{"id":"2","scheduledActionConfigurations":[{"id":"3","gracePeriodHours":5}]}]}`,
			`{"@odata.type":"#microsoft.graph.deviceManagementCompliancePolicy","scheduledActionsForRule":[{"@odata.type":"#microsoft.graph.deviceManagementComplianceScheduledActionForRule",` +
				`"scheduledActionConfigurations":[{"@odata.type":"#microsoft.graph.deviceManagementComplianceActionItem","gracePeriodHours":5}]}]}`},
		{`{"@odata.type":"#microsoft.graph.groupPolicyDefinitionValue","id":"1","enabled":true,"definition":{"id":"d"},"presentationValues":[{"@odata.type":"#microsoft.graph.groupPolicyPresentationValueText","id":"2",
			"createdDateTime":"2026-01-01T00:00:00Z","value":"v","presentation":{"@odata.type":"#microsoft.graph.groupPolicyPresentationText","id":"p"}}]}`,
			`{"@odata.type":"#microsoft.graph.groupPolicyDefinitionValue","enabled":true,"presentationValues":[{"@odata.type":"#microsoft.graph.groupPolicyPresentationValueText","value":"v"}]}`},
		{`{"@odata.type":"#microsoft.graph.win32LobApp","id":"1","displayName":"a","uploadState":1,"publishingState":"published","isAssigned":true,"contentVersions":[{"id":"1"}],"relationships":[],"categories":[{"id":"c"}],
			"rules":[{"@odata.type":"#microsoft.graph.win32LobAppFileSystemRule","x@odata.type":"#Int32","path":"p"}]}`,
			`{"@odata.type":"#microsoft.graph.win32LobApp","displayName":"a","rules":[{"@odata.type":"microsoft.graph.win32LobAppFileSystemRule","path":"p"}]}`},
		{`{"@odata.type":"#microsoft.graph.windowsWifiConfiguration","id":"1","displayName":"w","deviceStatuses":[],"userStatuses":[],"deviceSettingStateSummaries":[],"version":2}`,
			`{"@odata.type":"#microsoft.graph.windowsWifiConfiguration","displayName":"w"}`},
		{`{"@odata.type":"#microsoft.graph.iosVpnConfiguration","id":"1","identityCertificate":{"@odata.type":"#microsoft.graph.iosScepCertificateProfile","id":"2"},"server":{"@odata.type":"#microsoft.graph.vpnServer","address":"a"}}`,
			`{"@odata.type":"#microsoft.graph.iosVpnConfiguration","server":{"@odata.type":"microsoft.graph.vpnServer","address":"a"}}`},
		{`{"@odata.type":"#microsoft.graph.deviceManagementScript","id":"1","displayName":"s","runSummary":{"id":"r"},"deviceRunStates":[],"userRunStates":[],"groupAssignments":[]}`,
			`{"@odata.type":"#microsoft.graph.deviceManagementScript","displayName":"s"}`},
		{`{"@odata.type":"#microsoft.graph.roleDefinition","id":"1","displayName":"r","isBuiltIn":true,"roleAssignments":[{"id":"2"}],"rolePermissions":[{"resourceActions":[{"allowedResourceActions":["a"]}]}]}`,
			`{"@odata.type":"#microsoft.graph.roleDefinition","displayName":"r","rolePermissions":[{"@odata.type":"microsoft.graph.rolePermission","resourceActions":[{"@odata.type":"microsoft.graph.resourceAction","allowedResourceActions":["a"]}]}],"isBuiltIn":true}`},
		{`{"@odata.type":"#microsoft.graph.policySet","id":"1","displayName":"s","items":[{"@odata.type":"#microsoft.graph.mobileAppPolicySetItem","id":"2","payloadId":"p"}]}`,
			`{"@odata.type":"#microsoft.graph.policySet","displayName":"s","items":[{"@odata.type":"#microsoft.graph.mobileAppPolicySetItem","payloadId":"p"}]}`},
		{`{"@odata.type":"#microsoft.graph.mdmWindowsInformationProtectionPolicy","id":"1","displayName":"w","protectedAppLockerFiles":[{"id":"2","displayName":"f"}]}`,
			`{"@odata.type":"#microsoft.graph.mdmWindowsInformationProtectionPolicy","displayName":"w","protectedAppLockerFiles":[{"@odata.type":"#microsoft.graph.windowsInformationProtectionAppLockerFile","displayName":"f"}]}`},
	} {
		name, _, _ := strings.Cut(test.read[strings.Index(test.read, "#microsoft")+1:], `"`)
		model, ok := ib.New(name)
		if !ok {
			t.Fatal(name)
		}
		if err := odata.Unmarshal([]byte(test.read), model); err != nil {
			t.Fatal(err)
		}
		clone, err := odata.Clone(model)
		if err != nil {
			t.Fatal(err)
		}
		if body, err := build(clone); err != nil || body != test.sent {
			t.Errorf("%s\ngot  %s, %v\nwant %s", name, body, err, test.sent)
		}
	}
}

// A type that the package does not know is cloned as well.
func TestFaultD4_UnknownType(t *testing.T) {
	var read ib.AnyDeviceConfiguration
	text := `{"@odata.type":"#microsoft.graph.newestConfiguration","@odata.etag":"e","id":"1","version":3,"displayName":"n","list":[{"a@odata.context":"c","b":1}],"#microsoft.graph.assign":{}}`
	if err := odata.Unmarshal([]byte(text), &read); err != nil {
		t.Fatal(err)
	}
	clone, err := odata.Clone(read)
	if err != nil {
		t.Fatal(err)
	}
	if body, err := creatorsOf(t)["create"](clone); err != nil || body != `{"@odata.type":"#microsoft.graph.newestConfiguration","displayName":"n","list":[{"b":1}]}` {
		t.Errorf("got %s, %v", body, err)
	}
}
