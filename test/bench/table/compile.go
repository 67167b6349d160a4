package main

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"time"
)

// usage is the processor time and the peak memory of processes that ended.
type usage struct {
	wall, cpu float64 // seconds
	megabytes float64
}

func usageOf(cmd *exec.Cmd) (usage, error) {
	start := time.Now()
	if out, err := cmd.CombinedOutput(); err != nil {
		return usage{}, fmt.Errorf("%s: %w\n%s", cmd, err, out)
	}
	u := usage{wall: time.Since(start).Seconds(), cpu: (cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()).Seconds()}
	if r, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
		u.megabytes = float64(r.Maxrss) / 1024
	}
	return u, nil
}

// generate writes all of Intune, and the slice of one entity type that compile compiles.
func generate(dir string) ([]row, error) {
	tool, err := buildTool(dir)
	if err != nil {
		return nil, err
	}
	u, err := fresh(dir, tool, "generate", "--package", "intunebeta")
	if err != nil {
		return nil, err
	}
	if _, err := usageOf(exec.Command(tool, "generate", "--type", "microsoft.graph.deviceCategory", "--out", slice)); err != nil {
		return nil, err
	}
	return []row{{"generate, wall", u.wall, "s", 1, false}, {"generate, processor", u.cpu, "s", 0, false}, {"generate, peak memory", u.megabytes, "MB", 200, false}}, nil
}

// fresh runs a command three times, each into a new folder in dir, and returns the usage of the
// fastest run: a file system that has just deleted many files takes long to make new ones.
func fresh(dir, name string, args ...string) (usage, error) {
	return fastest(3, func() (usage, error) {
		out, err := os.MkdirTemp(dir, "out")
		if err != nil {
			return usage{}, err
		}
		return usageOf(exec.Command(name, append(args[:len(args):len(args)], "--out", filepath.Join(out, "bench"))...))
	})
}

// fastest runs n times and returns the usage of the fastest run.
func fastest(n int, run func() (usage, error)) (best usage, err error) {
	for range n {
		u, err := run()
		if err != nil {
			return u, err
		}
		if best.wall == 0 || u.wall < best.wall {
			best = u
		}
	}
	return best, nil
}

// buildTool builds intunegen into dir.
func buildTool(dir string) (string, error) {
	tool := filepath.Join(dir, "intunegen")
	build := exec.Command("go", "build", "-o", tool, "./cmd/intunegen")
	build.Dir = "../.." // the tool's own module
	_, err := usageOf(build)
	return tool, err
}

// slice is where the package of one entity type lies while it is compiled.
const slice = "slice"

// logVariable names the file to which runTool adds a line for each compiler process.
const logVariable = "BENCH_COMPILE_LOG"

// runTool runs a tool of the go command and notes what compiling cost.
func runTool(args []string) int {
	cmd := exec.Command(args[0], args[1:]...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	err := cmd.Run()
	if cmd.ProcessState == nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	r, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage)
	if text := strings.Join(args, " "); ok && strings.HasPrefix(filepath.Base(args[0]), "compile") && strings.Contains(text, " -p ") {
		_, pkg, _ := strings.Cut(text, " -p ")
		pkg, _, _ = strings.Cut(pkg, " ")
		f, err := os.OpenFile(os.Getenv(logVariable), os.O_APPEND|os.O_WRONLY|os.O_CREATE, 0o644)
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
		fmt.Fprintln(f, pkg, (cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()).Seconds(), r.Maxrss/1024)
		if err := f.Close(); err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
	}
	return cmd.ProcessState.ExitCode()
}

// compile compiles the generated package and the slice with an empty cache; what they import is not
// counted.
func compile(dir string) ([]row, error) {
	defer os.RemoveAll(slice)
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	log := filepath.Join(dir, "log")
	cmd := exec.Command("go", "build", "-toolexec", self, "github.com/intunegen/intunegen/generated/intunebeta", "./"+slice)
	cmd.Env = append(os.Environ(), "GOCACHE="+dir, logVariable+"="+log)
	if _, err := usageOf(cmd); err != nil {
		return nil, err
	}
	all, err := readLog(log, "/generated/intunebeta")
	if err != nil {
		return nil, err
	}
	one, err := readLog(log, "/"+slice)
	return []row{
		{"cold compile, processor", all.cpu, "s", 10, false},
		{"cold compile, largest process", all.megabytes, "MB", 900, false},
		{"cold compile of one entity type", one.cpu, "s", 1, false},
	}, err
}

func readLog(path, suffix string) (u usage, err error) {
	f, err := os.Open(path)
	if err != nil {
		return u, err
	}
	defer f.Close()
	for lines := bufio.NewScanner(f); lines.Scan(); {
		var pkg string
		if _, err := fmt.Sscan(lines.Text(), &pkg, &u.cpu, &u.megabytes); err != nil {
			return u, err
		}
		if strings.HasSuffix(pkg, suffix) {
			return u, nil
		}
	}
	return u, fmt.Errorf("no compiler process for %s was noted", suffix)
}
