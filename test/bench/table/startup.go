package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Two copies of the same program can start a millisecond apart, lying elsewhere in memory: so there
// are several, and each starts often.
const (
	startCopies = 6
	startRounds = 25
)

// startup compares programs that import the generated package, for one call and for all of its
// models, to one that does not.
func startup(dir string) ([]row, error) {
	programs := []string{"without", "one", "all"}
	files, err := startable(dir, programs)
	if err != nil {
		return nil, err
	}
	spent, heap := map[string][]float64{}, map[string]float64{}
	for range startRounds {
		for _, file := range files {
			name := strings.TrimRight(filepath.Base(file), "0123456789")
			start := time.Now()
			out, err := exec.Command(file).Output()
			if err != nil {
				return nil, fmt.Errorf("%s: %w", file, err)
			}
			spent[name] = append(spent[name], time.Since(start).Seconds()*1000)
			if heap[name], err = strconv.ParseFloat(strings.TrimSpace(string(out)), 64); err != nil {
				return nil, err
			}
		}
	}
	return []row{
		{"start-up, added by one call", median(spent["one"]) - median(spent["without"]), "ms", 1, false},
		{"start-up, added when all models are linked", median(spent["all"]) - median(spent["without"]), "ms", 1, false},
		{"start-up, heap added by all", (heap["all"] - heap["without"]) / 1e6, "MB", 1, false},
	}, nil
}

// startable builds programs and returns copies of them, in turn.
func startable(dir string, programs []string) ([]string, error) {
	build := []string{"build", "-o", dir}
	for _, name := range programs {
		build = append(build, "./startup/"+name)
	}
	if _, err := usageOf(exec.Command("go", build...)); err != nil {
		return nil, err
	}
	var files []string
	for i := range startCopies {
		for _, name := range programs {
			data, err := os.ReadFile(filepath.Join(dir, name))
			if err != nil {
				return nil, err
			}
			file := filepath.Join(dir, name+strconv.Itoa(i))
			if err := os.WriteFile(file, data, 0o755); err != nil {
				return nil, err
			}
			files = append(files, file)
		}
	}
	return files, nil
}

func median(all []float64) float64 {
	slices.Sort(all)
	return all[len(all)/2]
}
