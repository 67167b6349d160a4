package graph

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// A counting service knows of each request by its id how often it took effect, and how often its
// answer was lost.
type counting struct {
	mu      sync.Mutex
	arrived map[string]int
	effects map[string]int
	lost    map[string]int
	refused map[string]int
	dice    *rand.Rand
}

// Do is the transport: a request travels to the service, and its answer back, unless its context
// ends before.
func (s *counting) Do(r *http.Request) (*http.Response, error) {
	id := r.URL.Path[strings.LastIndexByte(r.URL.Path, '/')+1:]
	s.mu.Lock()
	fault, there, back := s.dice.IntN(20), time.Duration(s.dice.IntN(3000))*time.Millisecond, time.Duration(s.dice.IntN(3000))*time.Millisecond
	s.mu.Unlock()
	if err := travel(r.Context(), there); err != nil {
		s.count(s.lost, id) // it is on its way, and nobody knows how far
		return nil, err
	}
	s.count(s.arrived, id)
	switch fault {
	case 0, 1:
		s.count(s.refused, id)
		return answered(r, 429), nil
	case 2:
		s.count(s.refused, id)
		return answered(r, 400), nil
	}
	s.count(s.effects, id)
	err := travel(r.Context(), back)
	switch {
	case err != nil:
	case fault == 3:
		err = io.ErrUnexpectedEOF
	case fault == 4:
		s.count(s.lost, id)
		return answered(r, 504), nil
	default:
		return answered(r, 204), nil
	}
	s.count(s.lost, id)
	return nil, err
}

func (s *counting) count(what map[string]int, id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	what[id]++
}

func travel(ctx context.Context, d time.Duration) error {
	select {
	case <-time.After(d):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func answered(r *http.Request, status int) *http.Response {
	return &http.Response{StatusCode: status, Header: http.Header{}, Body: io.NopCloser(strings.NewReader("")), Request: r}
}

// Ten thousand writes, most with deadlines or cancelled, through the budget: what callers are told
// is what the service has received, but for requests whose answer was lost, and these say so.
func TestOutcomesAgree(t *testing.T) {
	const calls = 10_000
	synctest.Test(t, func(t *testing.T) {
		s := &counting{arrived: map[string]int{}, effects: map[string]int{}, lost: map[string]int{}, refused: map[string]int{}, dice: rand.New(rand.NewPCG(18, 4))}
		client := poolsOf(newClient(t, "http://127.0.0.1/beta", nil, func(o *ClientOptions) { o.Transport = s }))
		told := make([]error, calls)
		dice := rand.New(rand.NewPCG(1, 2))
		var wg sync.WaitGroup
		for i := range calls {
			id, wait := fmt.Sprint(i), time.Duration(dice.IntN(40_000))*time.Millisecond
			ctx, cancel := context.WithCancel(t.Context())
			switch i % 5 {
			case 0, 1, 2:
				ctx, cancel = context.WithTimeout(t.Context(), wait)
			case 3:
				time.AfterFunc(wait, cancel)
			}
			start := time.Duration(dice.IntN(600)) * time.Second
			wg.Go(func() {
				defer cancel()
				time.Sleep(start)
				told[i] = []*Command{
					(*Command)(deleteAt(client, id)), (*Command)((*Call)(client.patch(id, named("x")))), (*Command)(client.id("x").Action(id, nil)),
				}[i%3].Do(ctx)
			})
		}
		wg.Wait()
		counts := map[string]int{}
		for i, err := range told {
			got, id := fate(err), fmt.Sprint(i)
			counts[got]++
			if wrong := s.contradicts(id, got, i%3 == 2); wrong != "" {
				t.Errorf("call %d was told %v; %s", i, err, wrong)
			}
			if got == "not sent" && !strings.Contains(err.Error(), "not sent") || got == "unknown" && errors.Is(err, ErrNotSent) {
				t.Errorf("call %d: %v", i, err)
			}
		}
		for _, fate := range []string{"success", "not sent", "unknown", "refused"} {
			if counts[fate] < calls/100 {
				t.Errorf("%d of %d calls are %q, so that nothing is tested", counts[fate], calls, fate)
			}
		}
		t.Log(counts)
	})
}

func deleteAt(p *pools, id string) *Call { return p.id(id).Delete() }

// contradicts says in what the service has seen otherwise than a caller was told.
func (s *counting) contradicts(id, fate string, once bool) string {
	arrived, effects, lost, refused := s.arrived[id], s.effects[id], s.lost[id], s.refused[id]
	switch {
	case once && effects > 1:
		return fmt.Sprintf("it took effect %d times", effects)
	case fate == "success" && effects == 0:
		return "it took no effect"
	case fate == "not sent" && arrived+lost > 0:
		return fmt.Sprintf("it was sent %d times", arrived+lost)
	case fate == "unknown" && lost == 0:
		return "no answer was lost"
	case fate == "refused" && (effects > 0 || lost > 0 || refused == 0):
		return fmt.Sprintf("it took effect %d times, %d answers were lost, %d refused it", effects, lost, refused)
	}
	return ""
}
