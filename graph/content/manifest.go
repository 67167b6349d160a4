package content

import (
	"bytes"
	"encoding/xml"
	"fmt"
)

// MSIManifest returns the manifest of a windowsMobileMSI app.
func MSIManifest(msi MSI) ([]byte, error) {
	return xml.Marshal(struct {
		XMLName      xml.Name `xml:"MobileMsiData"`
		Context      string   `xml:"MsiExecutionContext,attr"`
		Reboot       bool     `xml:"MsiRequiresReboot,attr"`
		UpgradeCode  string   `xml:"MsiUpgradeCode,attr"`
		Machine      bool     `xml:"MsiIsMachineInstall,attr"`
		User         bool     `xml:"MsiIsUserInstall,attr"`
		Services     bool     `xml:"MsiIncludesServices,attr"`
		RegistryKeys bool     `xml:"MsiContainsSystemRegistryKeys,attr"`
		Folders      bool     `xml:"MsiContainsSystemFolders,attr"`
	}{Context: msi.ExecutionContext, Reboot: msi.RequiresReboot, UpgradeCode: msi.UpgradeCode, Machine: msi.IsMachineInstall,
		User: msi.IsUserInstall, Services: msi.IncludesServices, RegistryKeys: msi.ContainsSystemRegistryKeys, Folders: msi.ContainsSystemFolders})
}

// Android is what the manifest of an androidLobApp says: values of AndroidManifest.xml.
type Android struct {
	Package     string `xml:"Package"`
	VersionCode string `xml:"PackageVersionCode"`
	VersionName string `xml:"PackageVersionName"`
	Application string `xml:"ApplicationName"` // the name of the .apk file
	MinSDK      string `xml:"MinSdkVersion"`
	AWT         string `xml:"AWTVersion"`
}

// AndroidManifest returns the manifest of an androidLobApp.
func AndroidManifest(app Android) ([]byte, error) {
	return xml.Marshal(struct {
		XMLName xml.Name `xml:"AndroidManifestProperties"`
		Android
	}{Android: app})
}

// IOS is what the manifest of an iosLobApp says: values of Info.plist.
type IOS struct {
	BundleID      string // CFBundleIdentifier
	BundleVersion string // CFBundleVersion
	Title         string // CFBundleDisplayName
	MinimumOS     string // MinimumOSVersion, such as "16.0"
}

// IOSManifest returns the manifest of an iosLobApp: the property list that installs an app over the
// air, in which the service fills in the address.
func IOSManifest(app IOS) ([]byte, error) {
	if app.BundleID == "" || app.BundleVersion == "" {
		return nil, fmt.Errorf("content: the manifest of an iOS app needs BundleID and BundleVersion; got %q and %q", app.BundleID, app.BundleVersion)
	}
	var b plist
	b.WriteString(xml.Header + `<plist version="1.0"><dict><key>items</key><array><dict>`)
	b.WriteString(`<key>assets</key><array><dict>`)
	b.pairs("kind", "software-package", "url", "{UrlPlaceHolder}")
	b.WriteString(`</dict></array><key>metadata</key><dict>`)
	b.pairs("AppRestrictionPolicyTemplate", "http://management.microsoft.com/PolicyTemplates/AppRestrictions/iOS/v1",
		"AppRestrictionTechnology", "Windows Intune Application Restrictions Technology for iOS",
		"IntuneMAMVersion", "")
	b.WriteString(`<key>CFBundleSupportedPlatforms</key><array><string>iPhoneOS</string></array>`)
	b.pairs("MinimumOSVersion", app.MinimumOS, "bundle-identifier", app.BundleID, "bundle-version", app.BundleVersion,
		"kind", "software", "title", app.Title)
	b.WriteString(`</dict></dict></array></dict></plist>`)
	return b.Bytes(), nil
}

// plist is a property list that is being written.
type plist struct{ bytes.Buffer }

// pairs writes keys with texts.
func (b *plist) pairs(keysAndTexts ...string) {
	for i := 0; i < len(keysAndTexts); i += 2 {
		b.element("key", keysAndTexts[i])
		b.element("string", keysAndTexts[i+1])
	}
}

func (b *plist) element(name, text string) {
	b.WriteString("<" + name + ">")
	_ = xml.EscapeText(b, []byte(text)) // a buffer takes all
	b.WriteString("</" + name + ">")
}
