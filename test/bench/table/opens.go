package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// openRounds is how often each program is built: other processes and the garbage collector of the
// compiler change what one build costs by a tenth.
const openRounds = 7

// opens compares the daily work on a program of one call with the generated client to that on the
// same call by hand: building and vetting it after a change of one line, everything else being
// cached. The programs take turns.
func opens(dir string) ([]row, error) {
	build, err := inTurn(dir, "build", "-o", dir)
	if err != nil {
		return nil, err
	}
	vet, err := inTurn(dir, "vet")
	if err != nil {
		return nil, err
	}
	functions, err := compiledFunctions("./size/client")
	if err != nil {
		return nil, err
	}
	takes, err := compileTakes(dir)
	if err != nil {
		return nil, err
	}
	return []row{
		{"program of one call: build, processor", median(build.client), "s", 2, false},
		{"program of one call: build, of that by hand", median(build.ratio), "x", 3, false},
		{"program of one call: largest process", build.megabytes, "MB", 280, false},
		{"program of one call: functions compiled", functions, "", 1800, false},
		{"package that takes the client: compile, processor", takes, "s", 1, false},
		{"program of one call: go vet, of that by hand", median(vet.ratio), "x", 1.5, false},
	}, nil
}

// turns is what a command cost for the program with the client, and how that compares to the one by
// hand, in each round.
type turns struct {
	client, ratio []float64
	megabytes     float64 // the most memory of a process, with the client
}

// inTurn runs a go command on both programs. The first round only fills the caches.
func inTurn(dir, command string, args ...string) (t turns, err error) {
	for i := range openRounds + 1 {
		client, err := afterChange(dir, "size/client/main.go", command, args...)
		if err != nil {
			return t, err
		}
		hand, err := afterChange(dir, "size/hand/main.go", command, args...)
		if err != nil {
			return t, err
		}
		if i > 0 {
			t.client, t.ratio = append(t.client, client.cpu), append(t.ratio, client.cpu/hand.cpu)
			t.megabytes = max(t.megabytes, client.megabytes)
		}
	}
	return t, nil
}

// afterChange runs a go command on the package of a file as if a line had been added to it.
func afterChange(dir, file, command string, args ...string) (usage, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return usage{}, err
	}
	path, err := filepath.Abs(file)
	if err != nil {
		return usage{}, err
	}
	changed, overlay := filepath.Join(dir, "changed.go"), filepath.Join(dir, "overlay.json")
	if err := os.WriteFile(changed, fmt.Appendf(text, "\n// Changed at %d.\n", time.Now().UnixNano()), 0o644); err != nil {
		return usage{}, err
	}
	data, err := json.Marshal(map[string]any{"Replace": map[string]string{path: changed}})
	if err != nil {
		return usage{}, err
	}
	if err := os.WriteFile(overlay, data, 0o644); err != nil {
		return usage{}, err
	}
	return usageOf(exec.Command("go", append(append([]string{command, "-overlay", overlay}, args...), "./"+filepath.Dir(file))...))
}

// compiledFunctions counts the functions that the compiler makes for a package.
func compiledFunctions(pkg string) (float64, error) {
	archive, err := exec.Command("go", "list", "-export", "-f", "{{.Export}}", pkg).Output()
	if err != nil {
		return 0, fmt.Errorf("go list %s: %w", pkg, err)
	}
	symbols, err := exec.Command("go", "tool", "nm", strings.TrimSpace(string(archive))).Output()
	return float64(strings.Count(string(symbols), " T ")), err
}

// compileTakes returns the processor time of the compiler for the package that takes the client.
func compileTakes(dir string) (float64, error) {
	self, err := os.Executable()
	if err != nil {
		return 0, err
	}
	var all []float64
	for i := range openRounds {
		log := filepath.Join(dir, fmt.Sprintf("takes%d.log", i))
		if err := os.Setenv(logVariable, log); err != nil {
			return 0, err
		}
		if _, err := afterChange(dir, "size/takes/takes.go", "build", "-toolexec", self); err != nil {
			return 0, err
		}
		u, err := readLog(log, "/size/takes")
		if err != nil {
			return 0, err
		}
		all = append(all, u.cpu)
	}
	return median(all), os.Unsetenv(logVariable)
}
