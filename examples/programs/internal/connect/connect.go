// Package connect gives the example programs a client of the service that a flag names.
package connect

import (
	"fmt"
	"log"
	"net"
	"net/http"
	"strings"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azidentity"

	"github.com/intunegen/intunegen/examples/internal/memory"
	"github.com/intunegen/intunegen/generated/intunebeta"
	"github.com/intunegen/intunegen/graph"
)

// Usage describes the flag.
const Usage = "where to: memory, the URL of a service root such as http://127.0.0.1:4004/beta, or a tenant's cloud: global, usgovl4, usgovl5, china"

// To returns a client of the service in memory, of a service at a URL that asks for no credential,
// or of a tenant in a cloud. The tenant is that of azidentity's default credential: of environment
// variables, a managed identity, or the user of the Azure CLI.
func To(at string) *intunebeta.Client {
	client, err := client(at)
	if err != nil {
		log.Fatal(err)
	}
	return client
}

func client(at string) (*intunebeta.Client, error) {
	if at == "memory" {
		at = start(sample())
	}
	if strings.Contains(at, "://") {
		return intunebeta.NewClient(nil, &graph.ClientOptions{BaseURL: at})
	}
	cloud, err := graph.CloudByName(at)
	if err != nil {
		return nil, err
	}
	cred, err := azidentity.NewDefaultAzureCredential(&azidentity.DefaultAzureCredentialOptions{
		ClientOptions: azcore.ClientOptions{Cloud: cloud.Configuration()},
	})
	if err != nil {
		return nil, err
	}
	return intunebeta.NewClient(cred, &graph.ClientOptions{Cloud: cloud})
}

// start serves a tenant until the program ends, and returns its root.
func start(tenant *memory.Tenant) string {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		log.Fatal(err)
	}
	go func() { log.Fatal(http.Serve(listener, tenant)) }()
	return "http://" + listener.Addr().String() + "/beta"
}

// sample returns a tenant with items of each kind that the programs use.
func sample() *memory.Tenant {
	tenant := memory.New(
		"/deviceManagement/managedDevices/1", `{"id":"1","deviceName":"PC-1","operatingSystem":"Windows","lastSyncDateTime":"2026-01-02T03:04:05Z"}`,
		"/deviceManagement/managedDevices/2", `{"id":"2","deviceName":"PC-2","operatingSystem":"Windows","lastSyncDateTime":"2026-02-03T04:05:06Z"}`,
		"/deviceManagement/managedDevices/3", `{"id":"3","operatingSystem":"Windows","lastSyncDateTime":"2026-03-04T05:06:07Z"}`,
		"/deviceManagement/deviceCompliancePolicies/1", `{"@odata.type":"#microsoft.graph.windows10CompliancePolicy"}`,
		"/deviceManagement/configurationPolicies/1", `{"id":"1","createdDateTime":"2026-01-01T00:00:00Z","name":"BitLocker","platforms":"windows10"}`,
		"/deviceManagement/configurationPolicies/1/settings/0", `{"id":"0","settingInstance":{
			"@odata.type":"#microsoft.graph.deviceManagementConfigurationChoiceSettingInstance",
			"settingDefinitionId":"device_vendor_msft_bitlocker_requiredeviceencryption","choiceSettingValue":{
				"value":"device_vendor_msft_bitlocker_requiredeviceencryption_0","children":[]}}}`,
	)
	tenant.Report("DevicesByOS", []string{"OS", "DeviceCount"}, []string{"Windows", "3"}, []string{"macOS", "2"})
	for i := range 50 {
		tenant.Put(fmt.Sprintf("/deviceManagement/embeddedSIMActivationCodePools/%02d", i), fmt.Sprintf(`{"id":"%02d","displayName":"Portugal"}`, i))
	}
	return tenant
}
