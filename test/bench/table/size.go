package main

import (
	"os"
	"os/exec"
	"path/filepath"
)

// size compares a program of one call with the generated client to the same call by hand.
func size(dir string) ([]row, error) {
	if _, err := usageOf(exec.Command("go", "build", "-o", dir, "./size/client", "./size/hand")); err != nil {
		return nil, err
	}
	var bytes [2]float64
	for i, name := range []string{"client", "hand"} {
		file, err := os.Stat(filepath.Join(dir, name))
		if err != nil {
			return nil, err
		}
		bytes[i] = float64(file.Size())
	}
	return []row{
		{"program of one call by hand", bytes[1] / 1e6, "MB", 0, false},
		{"program of one call, more than by hand", (bytes[0] - bytes[1]) / 1e6, "MB", 1.5, false},
	}, nil
}
