package graph

import (
	"strings"
	"time"
)

// A budget is the number of requests that a client sends to one part of the service in any span of
// time. A request counts until the span has passed since its reply: so the service never counts
// more than the budget, however long requests travel.
type budget struct {
	writes, requests int
	span             time.Duration
	prefixes         []string // of paths; the budget with the longest matching prefix counts
}

const span = 20 * time.Second

// budgets are the documented limits of Intune for one app in one tenant. Devices, their scripts and
// detected apps have a budget of their own. Everything else shares the budget of device
// configuration, the lowest one documented. A resource of a user counts by its path below the user.
// The limit of about a hundred export jobs a minute is not documented; it was observed.
//
// Source: https://learn.microsoft.com/graph/throttling-limits#intune-service-limits
var budgets = []budget{
	{100, 1000, span, []string{
		"/deviceManagement", "/deviceAppManagement",
		"/deviceEnrollmentConfigurations", "/deviceManagementTroubleshootingEvents",
		"/managedAppLogCollectionRequests", "/managedAppRegistrations",
		"/mobileAppIntentAndStates", "/mobileAppTroubleshootingEvents",
		"/windowsInformationProtectionDeviceRegistrations",
	}},
	{200, 2000, span, []string{
		"/deviceManagement/managedDevices", "/deviceManagement/comanagedDevices",
		"/deviceManagement/detectedApps", "/deviceManagement/deviceManagementScripts",
		"/managedDevices",
	}},
	{100, 1000, time.Minute, []string{"/deviceManagement/reports/exportJobs"}},
}

// belowUser returns the part of a path that follows a user, "/managedDevices" for
// "/users/{id}/managedDevices". Every other path is returned unchanged.
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

// isBelow reports whether a path is the prefix or goes on after it with a segment, key or query.
func isBelow(path, prefix string) bool {
	if len(path) < len(prefix) || !strings.EqualFold(path[:len(prefix)], prefix) {
		return false
	}
	return len(path) == len(prefix) || strings.IndexByte("/(?", path[len(prefix)]) >= 0
}
