package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// revisions are what now is compared to: the commits before properties were read by functions, and
// before plain code took the place of the codec's fast paths too.
var revisions = []struct{ name, commit string }{{"now", "HEAD"}, {"before reading by functions", "8b8efa93"}, {"before the plain codec", "672329d"}}

const beforeRounds = 3

// before compiles the generated packages of the revisions in turn, not counting what they import,
// and runs their codecs. That is left out, and said, in a clone without one of them.
func before(dir string) ([]row, error) {
	for _, r := range revisions {
		if err := exec.Command("git", "cat-file", "-e", r.commit).Run(); err != nil {
			fmt.Fprintln(os.Stderr, "bench: no commit", r.commit, "so nothing is compared to earlier ones")
			return nil, nil
		}
	}
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	cold, codec := make([][]usage, len(revisions)), make([][2][]float64, len(revisions))
	for round := range beforeRounds {
		for i, r := range revisions {
			tree := filepath.Join(dir, r.commit)
			if round == 0 {
				if err := checkOut(r.commit, tree); err != nil {
					return nil, err
				}
			}
			u, err := compileGenerated(tree, self)
			if err != nil {
				return nil, err
			}
			rates, err := runCodec(tree)
			if err != nil {
				return nil, err
			}
			cold[i] = append(cold[i], u)
			codec[i][0], codec[i][1] = append(codec[i][0], rates[0]), append(codec[i][1], rates[1])
		}
	}
	return compared(cold, codec), nil
}

func compared(cold [][]usage, codec [][2][]float64) []row {
	var rows []row
	for i, r := range revisions[1:] {
		coldMark := map[string]float64{"672329d": 0.7}[r.commit]
		codecMark := map[string]float64{"8b8efa93": 0.98}[r.commit]
		rows = append(rows,
			row{"cold compile of the generated packages, of that " + r.name, cpuOf(cold[0]) / cpuOf(cold[i+1]), "x", coldMark, false},
			row{"decode a page, times that " + r.name, median(codec[0][0]) / median(codec[i+1][0]), "x", codecMark, true},
			row{"encode the page, times that " + r.name, median(codec[0][1]) / median(codec[i+1][1]), "x", codecMark, true})
	}
	most := 0.0
	for _, u := range cold[0] {
		most = max(most, u.megabytes)
	}
	return append(rows,
		row{"cold compile of the generated packages, processor", cpuOf(cold[0]), "s", 0, false},
		row{"cold compile of the generated packages, largest process", most, "MB", 800, false})
}

func cpuOf(all []usage) float64 {
	var cpu []float64
	for _, u := range all {
		cpu = append(cpu, u.cpu)
	}
	return median(cpu)
}

// checkOut writes the files of a commit to a new folder.
func checkOut(commit, tree string) error {
	archive := filepath.Join(filepath.Dir(tree), commit+".tar")
	save := exec.Command("git", "archive", "-o", archive, commit)
	save.Dir = "../.." // git archive takes the folder that it runs in
	if _, err := usageOf(save); err != nil {
		return err
	}
	if err := os.Mkdir(tree, 0o755); err != nil {
		return err
	}
	_, err := usageOf(exec.Command("tar", "-x", "-f", archive, "-C", tree))
	return err
}

// compileGenerated compiles the generated packages of a tree after a change, and returns what the
// compiler used for all of them together, and the most memory of one.
func compileGenerated(tree, self string) (sum usage, err error) {
	file, err := os.OpenFile(filepath.Join(tree, "generated/intunebeta/doc.go"), os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		return sum, err
	}
	fmt.Fprintf(file, "\n// Changed at %d.\n", time.Now().UnixNano())
	if err := file.Close(); err != nil {
		return sum, err
	}
	log := filepath.Join(tree, "compile.log")
	build := exec.Command("go", "build", "-toolexec", self, "./generated/...")
	build.Dir, build.Env = tree, append(os.Environ(), logVariable+"="+log)
	if _, err := usageOf(build); err != nil {
		return sum, err
	}
	all, err := readLog(log, "/generated/intunebeta")
	return all, errors.Join(err, os.Remove(log))
}

// runCodec returns the rates of decoding and encoding that the benchmarks of a tree measure.
func runCodec(tree string) (rates [2]float64, err error) {
	folder := filepath.Join(tree, "test/bench")
	if _, err := os.Stat(folder); err != nil {
		folder = filepath.Join(tree, "bench") // its place until November 2026
	}
	run := exec.Command("go", "test", "-run", "^$", "-bench", "^Benchmark(Decode|Encode)$/^odata", ".")
	run.Dir = folder
	out, err := run.CombinedOutput()
	if err != nil {
		return rates, fmt.Errorf("%s: %w\n%s", run, err, out)
	}
	got, err := figures(strings.ReplaceAll(string(out), "\t", " "))
	return [2]float64{got["Decode/odata MB/cpu-s"], got["Encode/odata-append MB/cpu-s"]}, err
}
