package main

import (
	"fmt"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
)

var (
	line   = regexp.MustCompile(`(?m)^Benchmark(\S+?)(?:-\d+)?\s+\d+\s+(.*)$`)
	figure = regexp.MustCompile(`([\d.e+]+) (\S+)`)
)

// codec runs the benchmarks of package bench, and takes the best of three: rates are by processor
// time, yet neighbours of a virtual machine slow it down too.
func codec(string) ([]row, error) {
	out, err := exec.Command("go", "test", "-run", "^$", "-bench", ".", "-count", "3", ".").CombinedOutput()
	if err != nil {
		return nil, fmt.Errorf("go test: %w\n%s", err, out)
	}
	got, err := figures(strings.ReplaceAll(string(out), "\t", " "))
	if err != nil {
		return nil, err
	}
	const rate = " MB/cpu-s"
	decode, encode := got["Decode/odata"+rate], got["Encode/odata-append"+rate]
	rows := []row{
		{"decode a page", decode, "MB/cpu-s", 600, true},
		{"decode, allocations for a device", got["Decode/odata allocs/op"] / 1000, "", 2, false},
		{"encode the page, buffer reused", encode, "MB/cpu-s", 1000, true},
		{"encode the page, new buffer", got["Encode/odata"+rate], "MB/cpu-s", 0, true},
		{"PATCH body of ten properties", got["PatchBody cpu-ns/body"], "ns", 1000, false},
		{"PATCH body, allocations", got["PatchBody allocs/body"], "", 2, false},
	}
	for _, peer := range []string{"encoding-json", "json-experiment", "sonic", "jx-validate"} {
		mark := map[string]float64{"sonic": 1.5}[peer]
		rows = append(rows, row{"decode, times " + peer, decode / got["Decode/"+peer+rate], "x", mark, true})
		if e := got["Encode/"+peer+rate]; e > 0 {
			rows = append(rows, row{"encode, times " + peer, encode / e, "x", 0, true})
		}
	}
	return rows, nil
}

// figures returns the best figure of each benchmark by its name and unit, such as
// "Decode/odata MB/cpu-s".
func figures(out string) (map[string]float64, error) {
	got := map[string]float64{}
	for _, m := range line.FindAllStringSubmatch(out, -1) {
		for _, f := range figure.FindAllStringSubmatch(m[2], -1) {
			value, err := strconv.ParseFloat(f[1], 64)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", m[0], err)
			}
			name, rate := m[1]+" "+f[2], strings.HasPrefix(f[2], "MB/")
			if best, there := got[name]; !there || rate == (value > best) {
				got[name] = value
			}
		}
	}
	return got, nil
}
