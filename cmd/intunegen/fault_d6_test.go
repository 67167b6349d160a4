package main

import (
	"strings"
	"testing"
)

// A type with PATCH and PUT is described with both: the bodies that need the PUT, and where its
// permissions are from.
func TestFaultD6_DescribeShowsPatchAndPut(t *testing.T) {
	const path = "/deviceManagement/configurationPolicies/{deviceManagementConfigurationPolicyId}\n"
	_, got, _ := runAs(t, "describe", "deviceManagementConfigurationPolicy")
	for _, want := range []string{
		"  PATCH  " + path + "         delegated: DeviceManagementConfiguration.ReadWrite.All",
		"  PUT    " + path + "         not documented itself; permissions and clouds are those of the documented PATCH\n         for bodies with settings\n" +
			"         delegated: DeviceManagementConfiguration.ReadWrite.All",
		"navigation, sent by PUT only\n",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
}

// The permissions of the type say which of its operations is not documented itself.
func TestFaultD6_PermissionsSayWhereTheyAreFrom(t *testing.T) {
	_, got, _ := runAs(t, "permissions", "--type", "deviceManagementConfigurationPolicy", "--as", "application")
	const want = "  not documented, taken to need what the documented PATCH needs: PUT /deviceManagement/configurationPolicies/{deviceManagementConfigurationPolicyId}\n"
	if !strings.Contains(got, want) || strings.Contains(got, "  not documented: ") {
		t.Errorf("no %q in\n%s", want, got)
	}
}
