package main

func Example() {
	main()
	// Output:
	// POST /$batch: 20 requests
	// POST /$batch: 20 requests
	// POST /$batch: 10 requests
	// 50 renamed
}
