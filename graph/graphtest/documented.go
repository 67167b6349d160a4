package graphtest

// documented holds the properties that documented requests have and the description of Intune
// lacks, by type. The service takes them.
var documented = map[string][]string{
	"androidLobApp":   {"identityName"},
	"androidStoreApp": {"appIdentifier"},
	"macOSLobApp":     {"identityVersion"},
	"userExperienceAnalyticsAppHealthApplicationPerformance": {"appHealthStatus"},
	"userExperienceAnalyticsAppHealthDeviceModelPerformance": {"modelAppHealthStatus"},
	"userExperienceAnalyticsCategory":                        {"overallScore"},
	"userExperienceAnalyticsOverview":                        {"overallScore"},
	"complianceManagementPartner":                            {"windowsOnboarded"},
	"deviceManagementPartner":                                {"whenPartnerDevicesWillBeRemoved"},
	"intuneBrandingProfile":                                  {"sendDeviceOwnershipChangePushNotification"},
}

// isDocumented reports whether documented requests have a property that the description lacks.
func isDocumented(t *typeInfo, name string) bool {
	for up := t.SchemaType; up != nil; up = up.Base {
		for _, known := range documented[lastName(up.Name)] {
			if known == name {
				return true
			}
		}
	}
	return false
}
