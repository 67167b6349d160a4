package main

import (
	"io"
	"path/filepath"
	"testing"
	"testing/synctest"

	"github.com/intunegen/intunegen/generated/intunebeta"
	"github.com/intunegen/intunegen/graph/graphtest"
	"github.com/intunegen/intunegen/odata"
)

func TestPublish(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		server := graphtest.New(t, intunebeta.Schema())
		client, err := intunebeta.NewClient(nil, server.Options())
		if err != nil {
			t.Fatal(err)
		}
		file, err := open("")
		if err != nil {
			t.Fatal(err)
		}
		state := filepath.Join(t.TempDir(), "state")
		app, version, err := publish(t.Context(), client, "", file, state, io.Discard)
		if err != nil {
			t.Fatal(err)
		}
		got, err := client.DeviceAppManagement().MobileApps().ID(app).Get().Do(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if w := got.(*intunebeta.Win32LobApp); version == "" || odata.GetOr(w.CommittedContentVersion, "") != version {
			t.Errorf("version %q, the app has %q", version, odata.GetOr(w.CommittedContentVersion, ""))
		}
		if _, again, err := publish(t.Context(), client, app, file, state, io.Discard); err != nil || again != version {
			t.Errorf("a second run: %q, %v", again, err)
		}
	})
}
