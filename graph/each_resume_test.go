package graph

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
)

// A journal is a file with a line for each id that began, and for each that was told.
type journal struct{ name string }

func (j journal) add(word string, ids ...string) error {
	f, err := os.OpenFile(j.name, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	for _, id := range ids {
		if _, err := fmt.Fprintln(f, word, id); err != nil {
			return err
		}
	}
	return f.Close()
}

// read returns the ids that began, and those of them that were not told.
func (j journal) read(t testing.TB) (begun, open []string) {
	data, err := os.ReadFile(j.name)
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(data)) {
		word, id, _ := strings.Cut(strings.TrimSpace(line), " ")
		if word == "begin" {
			begun, open = append(begun, id), append(open, id)
		} else {
			open = slices.DeleteFunc(open, func(other string) bool { return other == id })
		}
	}
	return begun, open
}

// killing ends the process at an exchange, before it goes out or after its reply.
type killing struct {
	mu     sync.Mutex
	at, n  int
	before bool
}

func (k *killing) Do(r *policy.Request) (*http.Response, error) {
	k.mu.Lock()
	k.n++
	now := k.n == k.at
	k.mu.Unlock()
	if now && k.before {
		os.Exit(9)
	}
	resp, err := r.Next()
	if now {
		os.Exit(9)
	}
	return resp, err
}

const eachChild = "GRAPH_TEST_EACH_CHILD" // "root journal exchange before"

const eachIDs = 90

// TestEachChild is the program that TestEachResumes kills.
func TestEachChild(t *testing.T) {
	args := strings.Fields(os.Getenv(eachChild))
	if len(args) == 0 {
		t.Skip("TestEachResumes runs it")
	}
	k := &killing{before: args[3] == "true"}
	k.at, _ = strconv.Atoi(args[2])
	p := poolsOf(newClient(t, args[0], nil, func(o *ClientOptions) { o.PerRetryPolicies = []policy.Policy{k} }))
	j := journal{args[1]}
	begun, _ := j.read(t)
	left := slices.DeleteFunc(numbers(eachIDs), func(id string) bool { return slices.Contains(begun, id) })
	err := Each(t.Context(), p.client, slices.Values(left), p.sync, EachOptions{
		Parallel: 2,
		Begin:    func(ids []string) error { return j.add("begin", ids...) },
		Done:     func(id string, _ error) { _ = j.add("done", id) },
	})
	if err != nil {
		t.Fatal(err)
	}
}

// Killed at each exchange and run again with its journal, a program acts at most once on each id,
// and knows the ids that began and were not told.
func TestEachResumes(t *testing.T) {
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	for exchange := 1; exchange <= (eachIDs+19)/20; exchange++ {
		for _, before := range []bool{true, false} {
			s := &batchServer{asked: map[string]int{}, handle: func(string, int, batchRequest) (int, string, string) { return 204, "", "null" }}
			server := httptest.NewServer(s)
			j := journal{filepath.Join(t.TempDir(), "journal")}
			run := func(at int) error {
				child := exec.Command(program, "-test.run", "^TestEachChild$")
				child.Env = append(os.Environ(), fmt.Sprintf("%s=%s/beta %s %d %t", eachChild, server.URL, j.name, at, before))
				return child.Run()
			}
			if err := run(exchange); err == nil {
				t.Fatal("the program was not killed")
			}
			_, unknown := j.read(t)
			if len(unknown) == 0 || len(unknown) > 40 {
				t.Errorf("exchange %d, before %t: %d ids began and were not told", exchange, before, len(unknown))
			}
			if err := run(0); err != nil {
				t.Fatal(err)
			}
			server.Close()
			for _, id := range numbers(eachIDs) {
				n := s.asked["/deviceManagement/pools/"+id+"/sync"]
				if n > 1 || n == 0 && !slices.Contains(unknown, id) {
					t.Errorf("exchange %d, before %t: %s was acted on %d times", exchange, before, id, n)
				}
			}
			if begun, open := j.read(t); len(begun) != eachIDs || !slices.Equal(open, unknown) {
				t.Errorf("exchange %d, before %t: %d began; not told: %v, then %v", exchange, before, len(begun), unknown, open)
			}
		}
	}
}
