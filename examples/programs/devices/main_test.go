package main

func Example() {
	main()
	// Output:
	// PC-1 2026-01-02T03:04:05Z
	// PC-2 2026-02-03T04:05:06Z
	// (no name) 2026-03-04T05:06:07Z
}
