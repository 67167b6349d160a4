package main

func Example() {
	main()
	// Output:
	// POST /deviceManagement/configurationPolicies {"@odata.type":"#microsoft.graph.deviceManagementConfigurationPolicy","name":"BitLocker","platforms":"windows10","settings":[{"@odata.type":"#microsoft.graph.deviceManagementConfigurationSetting","settingInstance":{"@odata.type":"microsoft.graph.deviceManagementConfigurationChoiceSettingInstance","settingDefinitionId":"device_vendor_msft_bitlocker_requiredeviceencryption","choiceSettingValue":{"@odata.type":"microsoft.graph.deviceManagementConfigurationChoiceSettingValue","value":"device_vendor_msft_bitlocker_requiredeviceencryption_0","children":[]}}}]}
	// ff4ae39f-6bb4-4fb8-9a3d-1e601c115a0b BitLocker
}
