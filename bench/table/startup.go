package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// startup compares a program that imports the generated package to one that does not.
func startup() ([]row, error) {
	dir, err := os.MkdirTemp("", "bench")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	if _, err := usageOf(exec.Command("go", "build", "-o", dir, "./startup/with", "./startup/without")); err != nil {
		return nil, err
	}
	var least [2]time.Duration
	var heap [2]float64
	for range 40 {
		for i, name := range []string{"with", "without"} {
			start := time.Now()
			out, err := exec.Command(filepath.Join(dir, name)).Output()
			if err != nil {
				return nil, fmt.Errorf("%s: %w", name, err)
			}
			if spent := time.Since(start); least[i] == 0 || spent < least[i] {
				least[i] = spent
			}
			if heap[i], err = strconv.ParseFloat(strings.TrimSpace(string(out)), 64); err != nil {
				return nil, err
			}
		}
	}
	return []row{
		{"start-up, added", float64((least[0] - least[1]).Microseconds()) / 1000, "ms", 1, false},
		{"start-up, heap added", (heap[0] - heap[1]) / 1e6, "MB", 1, false},
	}, nil
}
