package odata

// Stream is an Edm.Stream written inside JSON: its text.
type Stream string
