package graph_test

import (
	"math/rand/v2"
	"slices"
)

// A stormFault is one way in which an answer goes wrong. Each decides whether the change is made
// before.
type stormFault struct {
	name string
	do   func(*stormExchange)
	wire string // h1 or h2; "" for both
	of   string // the requests that it fits: write, list, count, batch; "" for all
	ends bool   // it ends the connection: with HTTP/2 that of many calls, so that it is rarer there

	harmless bool // the answer says in another way what it said, and is to be taken
}

func (f stormFault) fits(x *stormExchange) bool {
	if f.ends && x.net.wire == "h2" && x.dice.IntN(20) > 0 {
		return false
	}
	return (f.wire == "" || f.wire == x.net.wire) && (f.of == "" || f.of == x.kind || f.of == "write" && x.writes)
}

// stormFaults are the faults of whole requests; stormItemFaults are those of items in a batch.
var stormFaults = slices.Concat(connectionFaults, refusalFaults, gatewayFaults, redirectFaults, bodyFaults, rawFaults, shapeFaults)

// stormShare is how many of a hundred requests have a fault.
const stormShare = 45

// stormDice returns the random numbers for one try of one call: they do not depend on what else
// goes on.
func stormDice(seed uint64, call, try int) *rand.Rand {
	return rand.New(rand.NewPCG(seed, uint64(call)<<20|uint64(try)))
}

// pickFault returns the fault of an exchange, nil for none.
func pickFault(x *stormExchange) *stormFault {
	if x.dice.IntN(100) >= stormShare {
		return nil
	}
	for {
		if f := &stormFaults[x.dice.IntN(len(stormFaults))]; f.fits(x) {
			return f
		}
	}
}
