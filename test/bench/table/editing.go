package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/sourcegraph/jsonrpc2"
)

const editRounds = 5

// editing opens both programs in gopls, in turn, and asks for the methods of the client. That is
// left out, and said, without gopls.
func editing(dir string) ([]row, error) {
	if _, err := exec.LookPath("gopls"); err != nil {
		fmt.Fprintln(os.Stderr, "bench: no gopls in PATH, so editing is not measured")
		return nil, nil
	}
	var wall, cpu, memory []float64
	for i := range editRounds + 1 { // the first one fills the caches
		client, err := edit(dir, "size/client/main.go")
		if err != nil {
			return nil, err
		}
		hand, err := edit(dir, "size/hand/main.go")
		if err != nil {
			return nil, err
		}
		if i > 0 {
			wall, cpu = append(wall, client.wall/hand.wall), append(cpu, client.cpu/hand.cpu)
			memory = append(memory, client.megabytes/hand.megabytes)
		}
	}
	return []row{
		{"gopls: first completion, of that by hand", median(wall), "x", 1.2, false},
		{"gopls: processor until then, of that by hand", median(cpu), "x", 0, false},
		{"gopls: memory, of that by hand", median(memory), "x", 2, false},
	}, nil
}

// edit opens a file in a new gopls and returns what it took until "client." was completed.
func edit(cache, file string) (u usage, err error) {
	gopls := exec.Command("gopls")
	gopls.Env = append(os.Environ(), "GOPLSCACHE="+filepath.Join(cache, "gopls"))
	in, err := gopls.StdinPipe()
	if err != nil {
		return u, err
	}
	out, err := gopls.StdoutPipe()
	if err != nil {
		return u, err
	}
	if err := gopls.Start(); err != nil {
		return u, err
	}
	ctx, end := context.WithTimeout(context.Background(), 5*time.Minute)
	defer end()
	server := jsonrpc2.NewConn(ctx, jsonrpc2.NewBufferedStream(pipe{out, in}, jsonrpc2.VSCodeObjectCodec{}), jsonrpc2.HandlerWithError(noAnswer))
	if err := start(ctx, server); err != nil {
		return u, err
	}
	began := time.Now()
	if err := complete(ctx, server, file); err != nil {
		return u, err
	}
	u, err = soFar(gopls.Process.Pid)
	u.wall = time.Since(began).Seconds()
	return u, errors.Join(err, server.Call(ctx, "shutdown", nil, nil), server.Notify(ctx, "exit", nil), gopls.Wait())
}

// pipe is the two ends of a process.
type pipe struct {
	io.Reader
	io.WriteCloser
}

// noAnswer answers what gopls asks its editor: nothing is set.
func noAnswer(context.Context, *jsonrpc2.Conn, *jsonrpc2.Request) (any, error) { return nil, nil }

func start(ctx context.Context, server *jsonrpc2.Conn) error {
	here, err := os.Getwd()
	if err != nil {
		return err
	}
	folder := map[string]any{"rootUri": "file://" + here, "capabilities": map[string]any{}}
	return errors.Join(server.Call(ctx, "initialize", folder, nil), server.Notify(ctx, "initialized", map[string]any{}))
}

// complete opens a file and asks for completions of "client." until there are some.
func complete(ctx context.Context, server *jsonrpc2.Conn, file string) error {
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	path, err := filepath.Abs(file)
	if err != nil {
		return err
	}
	document := map[string]any{"uri": "file://" + path}
	opened := map[string]any{"uri": "file://" + path, "languageId": "go", "version": 1, "text": string(text)}
	if err := server.Notify(ctx, "textDocument/didOpen", map[string]any{"textDocument": opened}); err != nil {
		return err
	}
	before, _, _ := strings.Cut(string(text), "client.")
	place := map[string]any{"line": strings.Count(before, "\n"), "character": len(before) - strings.LastIndex(before, "\n") - 1 + len("client.")}
	for ctx.Err() == nil {
		var list struct{ Items []any }
		err := server.Call(ctx, "textDocument/completion", map[string]any{"textDocument": document, "position": place}, &list)
		if err != nil || len(list.Items) > 0 {
			return err
		}
	}
	return ctx.Err()
}

// soFar returns the processor time of a process and of its children that ended, and the most memory
// that it had.
func soFar(pid int) (u usage, err error) {
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return u, err
	}
	_, rest, _ := strings.Cut(string(stat), ") ")
	for _, ticks := range strings.Fields(rest)[11:15] { // utime, stime, cutime, cstime in hundredths
		n, err := strconv.ParseFloat(ticks, 64)
		if err != nil {
			return u, err
		}
		u.cpu += n / 100
	}
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return u, err
	}
	_, peak, _ := strings.Cut(string(status), "VmHWM:")
	kilobytes, err := strconv.ParseFloat(strings.Fields(peak)[0], 64)
	u.megabytes = kilobytes / 1024
	return u, err
}
