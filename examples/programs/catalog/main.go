// Command catalog makes a settings-catalog policy require BitLocker. Such a policy is replaced
// whole, by PUT.
package main

import (
	"context"
	"flag"
	"log"

	"github.com/intunegen/intunegen/examples/programs/internal/connect"
	"github.com/intunegen/intunegen/generated/intunebeta"
	"github.com/intunegen/intunegen/odata"
)

func main() {
	at := flag.String("at", "memory", connect.Usage)
	id := flag.String("id", "1", "id of the policy")
	flag.Parse()
	client, ctx := connect.To(*at), context.Background()

	item := client.DeviceManagement().ConfigurationPolicies().ID(*id)
	policy, err := item.Get().Do(ctx)
	if err != nil {
		log.Fatal(err)
	}
	if policy, err = odata.Clone(policy); err != nil { // without what the service sets by itself
		log.Fatal(err)
	}
	policy.Settings = odata.Set([]intunebeta.DeviceManagementConfigurationSetting{{
		SettingInstance: odata.Set[intunebeta.AnyDeviceManagementConfigurationSettingInstance](
			&intunebeta.DeviceManagementConfigurationChoiceSettingInstance{
				SettingDefinitionID: odata.Set("device_vendor_msft_bitlocker_requiredeviceencryption"),
				ChoiceSettingValue: odata.Set(&intunebeta.DeviceManagementConfigurationChoiceSettingValue{
					Value:    odata.Set("device_vendor_msft_bitlocker_requiredeviceencryption_1"),
					Children: odata.Set([]intunebeta.AnyDeviceManagementConfigurationSettingInstance{}),
				}),
			}),
	}})
	if _, err := item.Put(policy).Do(ctx); err != nil {
		log.Fatal(err)
	}
}
