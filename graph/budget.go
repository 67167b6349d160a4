package graph

import (
	"strings"
	"time"
)

// A budget is how many requests a client sends in any span of time to one part of the service. A request counts until the span has
// passed since its reply, so that the service never counts more than the budget, however long requests travel.
type budget struct {
	writes, requests int
	span             time.Duration
	prefixes         []string // beginnings of paths; of all budgets the one with the longest counts
}

const span = 20 * time.Second

// budgets are the documented limits of Intune for one app in one tenant. Devices, their scripts and detected apps have one of their own;
// everything else shares that of device configuration, the lowest documented. What belongs to a user has its path from there. That reports can be
// exported about a hundred times a minute is not documented, but was observed.
//
// Source: https://learn.microsoft.com/graph/throttling-limits#intune-service-limits
var budgets = []budget{
	{100, 1000, span, []string{
		"/deviceManagement", "/deviceAppManagement",
		"/deviceEnrollmentConfigurations", "/deviceManagementTroubleshootingEvents", "/managedAppLogCollectionRequests", "/managedAppRegistrations",
		"/mobileAppIntentAndStates", "/mobileAppTroubleshootingEvents", "/windowsInformationProtectionDeviceRegistrations",
	}},
	{200, 2000, span, []string{
		"/deviceManagement/managedDevices", "/deviceManagement/comanagedDevices", "/deviceManagement/detectedApps",
		"/deviceManagement/deviceManagementScripts", "/managedDevices",
	}},
	{100, 1000, time.Minute, []string{"/deviceManagement/reports/exportJobs"}},
}

// belowUser returns what a path has behind a user, "/managedDevices" of "/users/{id}/managedDevices", or the path as it is.
func belowUser(path string) string {
	if strings.HasPrefix(path, "/me/") {
		return path[len("/me"):]
	}
	if user, ok := strings.CutPrefix(path, "/users/"); ok {
		if i := strings.IndexByte(user, '/'); i >= 0 {
			return user[i:]
		}
	}
	return path
}

func isBelow(path, prefix string) bool {
	return len(path) >= len(prefix) && strings.EqualFold(path[:len(prefix)], prefix) && (len(path) == len(prefix) || strings.IndexByte("/(?", path[len(prefix)]) >= 0)
}
