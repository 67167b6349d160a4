package content

import (
	"errors"
	"fmt"
	"net/url"
	"slices"
)

// An App is the app whose content is published. It exists already.
type App struct {
	// ID is the id of the app.
	ID string
	// Type is the type of the app, without namespace: one of those that have content, such as
	// win32LobApp, windowsMobileMSI, iosLobApp, androidLobApp, macOSPkgApp.
	Type string
	// Manifest describes the installer: for windowsMobileMSI what [MSIManifest] returns, for
	// androidLobApp what [AndroidManifest] returns, for iosLobApp what [IOSManifest] returns. Other
	// types need none.
	Manifest []byte
}

// needsManifest has the types that have content, and whether the service needs a manifest of the
// installer. The types derive from mobileLobApp or managedMobileLobApp.
var needsManifest = map[string]bool{
	"androidLobApp":            true,
	"iosLobApp":                true,
	"windowsMobileMSI":         true,
	"macOSDmgApp":              false,
	"macOSLobApp":              false,
	"macOSPkgApp":              false,
	"managedAndroidLobApp":     false,
	"managedIOSLobApp":         false,
	"win32LobApp":              false,
	"windowsAppX":              false,
	"windowsPhone81AppX":       false,
	"windowsPhoneXAP":          false,
	"windowsUniversalAppX":     false,
	"windowsPhone81AppXBundle": false,
}

// check returns an error if the content of such an app cannot be published.
func (a *App) check() error {
	needs, known := needsManifest[a.Type]
	switch {
	case a.ID == "":
		return errors.New("content: the app has no ID; create it first")
	case !known:
		return fmt.Errorf("content: an app of type %.60q has no content; want one of %v", a.Type, appTypes())
	case needs && len(a.Manifest) == 0:
		return fmt.Errorf("content: a %s needs a manifest; set App.Manifest", a.Type)
	}
	return nil
}

func appTypes() []string {
	var types []string
	for name := range needsManifest {
		types = append(types, name)
	}
	slices.Sort(types)
	return types
}

// path returns the path of the app. The cast is that of the type, since the base type mobileApp has
// no content.
func (a *App) path() string {
	return "/deviceAppManagement/mobileApps/" + url.PathEscape(a.ID)
}

func (a *App) versions() string { return a.path() + "/microsoft.graph." + a.Type + "/contentVersions" }
