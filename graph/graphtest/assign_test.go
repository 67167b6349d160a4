package graphtest_test

import (
	"strings"
	"testing"
)

// assign replaces what its parameter is about and nothing else, and the resource says so.
func TestAssign(t *testing.T) {
	w := newWire(t)
	const group = `{"target":{"@odata.type":"#microsoft.graph.groupAssignmentTarget","groupId":"g"}}`
	script := w.server.Put("/deviceManagement/deviceManagementScripts", `{"displayName":"s"}`)
	w.want(204, "", "POST", script+"/assign", `{"deviceManagementScriptGroupAssignments":[{"targetGroupId":"a"}],"deviceManagementScriptAssignments":[`+group+`]}`)
	w.want(204, "", "POST", script+"/assign", `{"deviceManagementScriptAssignments":[`+group+`,`+group+`]}`)
	w.want(200, "1", "GET", script+"/groupAssignments/$count", "")
	w.want(200, "2", "GET", script+"/assignments/$count", "")
	policy := "/deviceManagement/configurationPolicies/" + w.member2("POST", "/deviceManagement/configurationPolicies", `{"name":"n","settings":[{},{}]}`)
	w.want(200, `"settingCount":2`, "GET", policy, "")
	w.want(200, `"isAssigned":false`, "GET", policy, "")
	w.want(200, `"groupId":"g"`, "POST", policy+"/assign", `{"assignments":[`+group+`]}`)
	w.want(200, `"isAssigned":true`, "GET", policy, "")
	w.want(200, `"value":[]`, "POST", policy+"/assign", `{"assignments":[]}`)
	w.want(200, `"isAssigned":false`, "GET", policy, "")
	w.want(404, "", "POST", "/deviceManagement/configurationPolicies/none/assign", `{"assignments":[]}`)
}

// An action that updates parts adds, changes and removes those that it names.
func TestUpdatesOfParts(t *testing.T) {
	w := newWire(t)
	policy := w.server.Put("/deviceManagement/groupPolicyConfigurations", `{"displayName":"p"}`)
	w.server.Put(policy+"/definitionValues", `[{"id":"1","enabled":false},{"id":"2","enabled":false},{"id":"3","enabled":false}]`)
	definition := w.server.Put("/deviceManagement/groupPolicyDefinitions", `{"displayName":"d"}`)
	w.want(204, "", "POST", policy+"/updateDefinitionValues", `{"added":[{"enabled":true,"definition@odata.bind":"https://graph.microsoft.com/beta`+definition+`"}],"updated":[{"id":"2","enabled":true}],"deletedIds":["3"]}`)
	got := w.want(200, `"id":"1","createdDateTime"`, "GET", policy+"/definitionValues?$expand=definition", "")
	if strings.Count(got, `"enabled":true`) != 2 || strings.Contains(got, `"id":"3"`) || !strings.Contains(got, `"displayName":"d"`) {
		t.Errorf("got %s", got)
	}
	intent := w.server.Put("/deviceManagement/intents", `{"displayName":"i"}`)
	w.server.Put(intent+"/settings/1", `{"@odata.type":"#microsoft.graph.deviceManagementBooleanSettingInstance","definitionId":"x","value":false}`)
	w.want(204, "", "POST", intent+"/updateSettings", `{"settings":[{"@odata.type":"#microsoft.graph.deviceManagementBooleanSettingInstance","id":"1","value":true}]}`)
	w.want(200, `"definitionId":"x"`, "GET", intent+"/settings/1", "")
	w.want(200, `"value":true`, "GET", intent+"/settings/1", "")
}
