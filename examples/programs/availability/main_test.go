package main

func Example() {
	main()
	// Output:
	// Global service: not documented
	// US Government L4 (GCC High): not documented
	// US Government L5 (DoD): not documented
	// China operated by 21Vianet: no
	// 0 Cloud PCs
}
