package main

import (
	"fmt"
	"reflect"
	"runtime"
	"syscall"
	"time"

	"github.com/intunegen/intunegen/odata"
)

// measure decodes and encodes the page for about that processor time each.
func (p *page) measure(spend time.Duration) row {
	list := reflect.New(reflect.SliceOf(p.declared)).Interface()
	r := row{name: p.name, size: len(p.body) / p.objects, nested: float64(p.nested) / float64(p.objects)}
	var allocs float64
	r.decode, allocs = p.rate(spend, func() error { return odata.Unmarshal(p.body, list) })
	r.allocs = allocs / float64(p.objects)
	var b []byte
	r.encode, _ = p.rate(spend, func() (err error) { b, err = odata.Append(b[:0], list); return err })
	return r
}

// rate returns the megabytes that are done in a second of processor time, and the allocations of
// one run. The first runs, for which the heap grows, are not counted; of three windows the best is
// taken, since what else the machine does only slows them.
func (p *page) rate(spend time.Duration, do func() error) (rate, allocs float64) {
	p.window(spend, do)
	for range 3 {
		r, a := p.window(spend, do)
		rate, allocs = max(rate, r), a
	}
	return rate, allocs
}

func (p *page) window(spend time.Duration, do func() error) (rate, allocs float64) {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	start, spent, n := cpuTime(), time.Duration(0), 0
	for ; spent < spend; spent = cpuTime() - start {
		p.must(do())
		n++
	}
	runtime.ReadMemStats(&after)
	return float64(n*len(p.body)) / 1e6 / spent.Seconds(), float64(after.Mallocs-before.Mallocs) / float64(n)
}

func (p *page) must(err error) {
	if err != nil {
		panic(fmt.Sprintf("%s, %s: %v", p.style.name, p.name, err))
	}
}

// cpuTime returns the processor time of the process.
func cpuTime() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
