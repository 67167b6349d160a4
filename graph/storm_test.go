package graph_test

import (
	"flag"
	"fmt"
	"maps"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

var (
	stormSize = flag.Int("storm", 2000, "how many exchanges the storm has")
	stormSeed = flag.Uint64("storm.seed", 0, "the seed of the storm; 0 takes a new one")
)

// TestStorm lets callers work with a service whose answers are lost, late, wrong or refused, and
// compares what each was told with what the service did.
func TestStorm(t *testing.T) {
	seed := *stormSeed
	if seed == 0 {
		seed = rand.Uint64()
	}
	t.Logf("repeat with -storm %d -storm.seed %d", *stormSize, seed)
	total := newStormTable()
	for _, wire := range []string{"h1", "h2"} {
		for _, callers := range []int{1, 20, 200} {
			t.Run(fmt.Sprintf("%s/%d", wire, callers), func(t *testing.T) {
				storm(t, total, wire, seed, callers, int64(*stormSize/6))
			})
		}
	}
	t.Log(total)
	if kinds := len(stormFaults) + len(stormItemFaults); kinds < 40 {
		t.Errorf("%d kinds of fault; want 40 at least", kinds)
	}
}

// storm is one storm: so many callers, over one version of HTTP.
func storm(t *testing.T, total *stormTable, wire string, seed uint64, callers int, exchanges int64) {
	before := runtime.NumGoroutine()
	n := newStormNet(t, wire, seed, time.Duration(100+3*callers)*time.Millisecond) // many make each other wait
	var group sync.WaitGroup
	for _, c := range n.callers(callers) {
		group.Go(func() { c.run(exchanges) })
	}
	group.Wait()
	if open := n.close(); open != 0 {
		t.Errorf("%d connections are left open", open)
	}
	if left := settled(before); left > 0 {
		t.Errorf("%d goroutines are left", left)
	}
	n.judge(t)
	part := newStormTable()
	part.add(n)
	t.Log(part.line())
	total.add(n)
}

func (n *stormNet) callers(count int) (list []*stormCaller) {
	var shared []*stormThing
	for i := range stormShelves {
		shared = append(shared, n.store.put(i, stormState{}))
	}
	for i := range count {
		rng := stormDice(n.seed, -1-i, 0)
		list = append(list, &stormCaller{net: n, rng: rng, own: n.store.put(i%stormShelves, stormState{}), shared: shared[:2:2]})
	}
	return list
}

// settled returns how many goroutines are left once those that are ending have ended.
func settled(before int) (left int) {
	for range 500 {
		if left = runtime.NumGoroutine() - before; left <= 0 {
			return 0
		}
		time.Sleep(10 * time.Millisecond)
	}
	return left
}

// judge reports each kind of contradiction, by how often it was seen and by its first.
func (n *stormNet) judge(t *testing.T) {
	found := map[string][]string{}
	for _, c := range n.calls {
		for _, kind := range c.contradictions(n.hang()) {
			found[kind] = append(found[kind], strings.TrimSpace(c.String()+" "+c.lie))
		}
	}
	found["lost update"] = append(finalState(n.calls), raised(n.calls)...)
	found["request that no client should send"] = n.store.broken
	found["note"] = n.notes
	for _, kind := range slices.Sorted(maps.Keys(found)) {
		if list := found[kind]; len(list) > 0 {
			t.Errorf("%s, %d times:\n\t%s", kind, len(list), strings.Join(list[:min(3, len(list))], "\n\t"))
		}
	}
}

// A stormTable counts what a storm had.
type stormTable struct {
	exchanges, calls int64
	faults           map[string]int
	outcomes         map[string]map[string]int // by kind of call and what its caller was told
}

func newStormTable() *stormTable {
	return &stormTable{faults: map[string]int{}, outcomes: map[string]map[string]int{}}
}

func (s *stormTable) add(n *stormNet) {
	s.exchanges += n.exchanges.Load()
	s.calls += int64(len(n.calls))
	for name, times := range n.faults {
		s.faults[name] += times
	}
	for _, c := range n.calls {
		if s.outcomes[c.kind] == nil {
			s.outcomes[c.kind] = map[string]int{}
		}
		s.outcomes[c.kind][c.told()]++
	}
}

// line returns the sums.
func (s *stormTable) line() string {
	faults, told := 0, map[string]int{}
	for _, times := range s.faults {
		faults += times
	}
	for _, outcomes := range s.outcomes {
		for name, times := range outcomes {
			told[name] += times
		}
	}
	return fmt.Sprintf("%d exchanges, %d calls, %d faults of %d kinds; %d done, %d not sent, %d of unknown outcome\n",
		s.exchanges, s.calls, faults, len(s.faults), told["done"], told["not sent"], told["outcome unknown"])
}

func (s *stormTable) String() string {
	var out strings.Builder
	out.WriteString(s.line())
	for _, kind := range slices.Sorted(maps.Keys(s.outcomes)) {
		fmt.Fprintf(&out, "%8s:", kind)
		for _, told := range slices.Sorted(maps.Keys(s.outcomes[kind])) {
			fmt.Fprintf(&out, " %s %d,", told, s.outcomes[kind][told])
		}
		out.WriteByte('\n')
	}
	for _, name := range slices.Sorted(maps.Keys(s.faults)) {
		fmt.Fprintf(&out, "%7d %s\n", s.faults[name], name)
	}
	return out.String()
}
