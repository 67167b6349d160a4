package odata

// Stream is the text of an Edm.Stream inside JSON.
type Stream string
