package main

func Example() {
	main()
	// Output:
	// POST /deviceManagement/deviceCompliancePolicies/1/assign {"assignments":[{"@odata.type":"#microsoft.graph.deviceCompliancePolicyAssignment","target":{"@odata.type":"microsoft.graph.groupAssignmentTarget","groupId":"ec308741-8741-ec30-4187-30ec418730ec"}}]}
}
