package generated_test

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	ib "github.com/intunegen/intunegen/generated/intunebeta"
	"github.com/intunegen/intunegen/graph"
	"github.com/intunegen/intunegen/odata"
)

const planted = "UGxhbnRlZCE+K0tleS8="

// Secrets of every place, a property, a binary one, a collection, a parameter and a result, are
// sent and received as they are, and show in no format and in no error of a service that repeats
// them, be it with the escapes of its own.
func TestSecretsOfEveryPlace(t *testing.T) {
	secret := odata.NewSecret(planted)
	var sent string
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodGet {
			_, _ = io.WriteString(w, `{"value":"`+planted+`"}`)
			return
		}
		body, _ := io.ReadAll(r.Body)
		sent = string(body)
		w.WriteHeader(http.StatusBadRequest)
		escaped := strings.ReplaceAll(sent, "+", `\u002B`)
		_, _ = fmt.Fprintf(w, `{"error":{"code":"Bad","message":%q},"body":%s}`, escaped, escaped)
	}))
	defer server.Close()
	client, err := ib.NewClient(nil, &graph.ClientOptions{BaseURL: server.URL + "/beta"})
	if err != nil {
		t.Fatal(err)
	}
	policies, devices := client.DeviceManagement().ConfigurationPolicies(), client.DeviceManagement().ManagedDevices()
	files := client.DeviceAppManagement().MobileApps().ID("a").AsMobileLobApp().ContentVersions().ID("1").Files().ID("f")
	policy := &ib.DeviceManagementConfigurationPolicy{Settings: odata.Set([]ib.DeviceManagementConfigurationSetting{{
		SettingInstance: odata.Set[ib.AnyDeviceManagementConfigurationSettingInstance](&ib.DeviceManagementConfigurationSimpleSettingInstance{
			SimpleSettingValue: odata.Set[ib.AnyDeviceManagementConfigurationSimpleSettingValue](&ib.DeviceManagementConfigurationSecretSettingValue{Value: odata.Set(secret)})})}})}
	wipe := ib.ManagedDeviceWipeParams{MacOsUnlockCode: odata.Set(secret)}
	commit := ib.MobileAppContentFileCommitParams{FileEncryptionInfo: odata.Set(&ib.FileEncryptionInfo{EncryptionKey: odata.Set(secret)})}
	passwords := &ib.HardwarePasswordInfo{PreviousPasswords: odata.Set([]odata.Secret{secret})}
	for name, call := range map[string]func() (any, error){
		"property":  func() (any, error) { _, err := policies.Create(policy).Do(t.Context()); return policy, err },
		"parameter": func() (any, error) { return wipe, devices.ID("d").Wipe(wipe).Do(t.Context()) },
		"binary":    func() (any, error) { return commit, files.Commit(commit).Do(t.Context()) },
		"collection": func() (any, error) {
			_, err := client.DeviceManagement().HardwarePasswordInfo().Create(passwords).Do(t.Context())
			return passwords, err
		},
	} {
		held, err := call()
		var refused *graph.Error
		if !errors.As(err, &refused) || !strings.Contains(sent, planted) {
			t.Errorf("%s: %v; sent %s", name, err, sent)
			continue
		}
		shown := fmt.Sprintf("%v %+v %#v %s %v %+v", held, held, held, held, err, err) + string(refused.Body)
		if !strings.Contains(shown, "[secret]") || strings.Contains(shown, "UGxhbnRlZC") {
			t.Errorf("%s shows: %s", name, shown)
		}
	}
	key, err := devices.ID("d").GetFileVaultKey().Do(t.Context())
	if err != nil || key.Reveal() != planted || fmt.Sprintf("%v %+v %#v", key, key, key) != "[secret] [secret] [secret]" {
		t.Errorf("result: %v, %v", key, err)
	}
}
