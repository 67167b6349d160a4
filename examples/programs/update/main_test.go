package main

func Example() {
	main()
	// Output:
	// PATCH /deviceManagement/embeddedSIMActivationCodePools/00 {"@odata.type":"#microsoft.graph.embeddedSIMActivationCodePool","displayName":"Spain","activationCodes":null}
	// 00 Spain
}
