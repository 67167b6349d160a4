package generated_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/intunegen/intunegen/gen/ir"
	"github.com/intunegen/intunegen/generated/intunebeta"
	"github.com/intunegen/intunegen/graph"
	"github.com/intunegen/intunegen/odata"
)

// The paths that documentation and public uploaders use are typed from the client to the commit.
func TestFaultD9_ContentOfApps(t *testing.T) {
	client, err := intunebeta.NewClient(nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	app := client.DeviceAppManagement().MobileApps().ID("1")
	for cast, versions := range map[string]*intunebeta.MobileAppContentCollection{
		"win32LobApp": app.AsWin32LobApp().ContentVersions(), "iosLobApp": app.AsIosLobApp().ContentVersions(),
		"macOSDmgApp": app.AsMacOSDmgApp().ContentVersions(), "macOSPkgApp": app.AsMacOSPkgApp().ContentVersions(),
		"androidLobApp": app.AsAndroidLobApp().ContentVersions(), "windowsMobileMSI": app.AsWindowsMobileMSI().ContentVersions(),
		"managedIOSLobApp": app.AsManagedIOSLobApp().ContentVersions(), "managedAndroidLobApp": app.AsManagedAndroidLobApp().ContentVersions(),
		"mobileLobApp": app.AsMobileLobApp().ContentVersions(), "managedMobileLobApp": app.AsManagedMobileLobApp().ContentVersions(),
	} {
		wire, err := versions.ID("2").Files().ID("3").Commit(intunebeta.MobileAppContentFileCommitParams{
			FileEncryptionInfo: odata.Set(&intunebeta.FileEncryptionInfo{ProfileIdentifier: odata.Set("ProfileVersion1")})}).Build()
		if want := "/beta/deviceAppManagement/mobileApps/1/microsoft.graph." + cast + "/contentVersions/2/files/3/commit"; err != nil || !strings.HasSuffix(wire.URL, want) {
			t.Errorf("%s: %v, %v", cast, wire, err)
		}
	}
}

// Every cast leads to all that the derived type has and the builder before the cast has not.
func TestFaultD9_CastsReachWhatIsInherited(t *testing.T) {
	_, pkg := described(t)
	casts := 0
	for _, b := range pkg.Builders {
		for _, m := range b.Methods {
			if m.Call != ir.Cast || b.Collection {
				continue
			}
			casts++
			for up := m.To.Model.Base; up != nil && up != b.Model; up = up.Base {
				for _, wanted := range declaredBy(pkg, up) {
					if !slices.ContainsFunc(m.To.Methods, func(have *ir.Method) bool { return have.Segment == wanted }) {
						t.Errorf("%s: behind the cast to %s there is no %s of %s", b.Go, m.To.Model.Wire, wanted, up.Wire)
					}
				}
			}
		}
	}
	if casts < 300 {
		t.Errorf("only %d casts were checked", casts)
	}
}

// declaredBy returns the segments of the navigation properties that lead on from a model and that
// it declares itself.
func declaredBy(pkg *ir.Package, m *ir.Model) []string {
	var segments []string
	for _, b := range pkg.Builders {
		if b.Model != m || b.Collection {
			continue
		}
		for _, f := range m.Fields {
			leads := func(n *ir.Method) bool { return n.Call == ir.Nav && n.Segment == f.Wire }
			if f.Navigation && f.From == m && slices.ContainsFunc(b.Methods, leads) {
				segments = append(segments, f.Wire)
			}
		}
	}
	return segments
}

// The documentation of app content leaves the cast out, the schema needs it, and programs cast to
// the app's own type: each of these finds its permissions, and a 403 names them.
func TestFaultE11_PermissionsBehindCasts(t *testing.T) {
	app := refusing(t).DeviceAppManagement().MobileApps().ID("1")
	for name, versions := range map[string]*intunebeta.MobileAppContentCollection{
		"own type": app.AsWin32LobApp().ContentVersions(), "base": app.AsMobileLobApp().ContentVersions(), "managed": app.AsManagedIOSLobApp().ContentVersions(),
	} {
		files := versions.ID("2").Files()
		ctx := t.Context()
		for call, err := range map[string]error{
			"list versions": failed(graph.Collect(ctx, versions.List())), "create version": failed(versions.Create(&intunebeta.MobileAppContent{}).Do(ctx)),
			"list files": failed(graph.Collect(ctx, files.List())), "create file": failed(files.Create(&intunebeta.MobileAppContentFile{}).Do(ctx)),
			"get file": failed(files.ID("3").Get().Do(ctx)), "commit": files.ID("3").Commit(intunebeta.MobileAppContentFileCommitParams{}).Do(ctx),
			"renewUpload": files.ID("3").RenewUpload().Do(ctx),
		} {
			if !graph.IsForbidden(err) || !strings.Contains(err.Error(), "DeviceManagementApps.ReadWrite.All") {
				t.Errorf("%s of %s: %v; want the permissions", call, name, err)
			}
		}
	}
	update := refusing(t).DeviceManagement().DeviceConfigurations().ID("1").AsWindowsUpdateForBusinessConfiguration().ExtendQualityUpdatesPause()
	if err := update.Do(t.Context()); !graph.IsForbidden(err) || !strings.Contains(err.Error(), "DeviceManagementConfiguration.ReadWrite.All") {
		t.Errorf("%v; want the permissions", err)
	}
}

// failed returns the error of a call with a result.
func failed[T any](_ T, err error) error { return err }
