package bench

import (
	"bufio"
	"context"
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/sha256"
	"flag"
	"fmt"
	"hash"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/intunegen/intunegen/graph"
	"github.com/intunegen/intunegen/graph/content"
)

var uploadSize = flag.Int64("upload", 64<<20, "bytes that TestUpload encrypts and uploads")

// TestUpload encrypts a file and uploads it to a store in another process. It reports the peak
// memory, and the processor time against that of AES-CBC, HMAC and SHA-256 alone.
func TestUpload(t *testing.T) {
	if address := os.Getenv("BENCH_UPLOAD_TO"); address != "" {
		upload(t, address)
		return
	}
	store := exec.Command(os.Args[0], "-test.run=^TestUploadStore$")
	store.Env = append(os.Environ(), "BENCH_STORE=1")
	out, err := store.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := store.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() { _ = store.Process.Kill(); _ = store.Wait() }()
	address, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	child := exec.Command(os.Args[0], "-test.run=^TestUpload$", fmt.Sprintf("-upload=%d", *uploadSize))
	child.Env = append(os.Environ(), "BENCH_UPLOAD_TO="+strings.TrimSpace(address))
	if output, err := child.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, output)
	}
	usage := child.ProcessState.SysUsage().(*syscall.Rusage)
	spent := child.ProcessState.UserTime() + child.ProcessState.SystemTime()
	alone := cryptoAlone(*uploadSize)
	t.Logf("%d MiB: peak %d MiB (mark 80), %v of processor, %v for the sums and the cipher alone: %.2f (mark 1.4)",
		*uploadSize>>20, usage.Maxrss>>10, spent, alone, spent.Seconds()/alone.Seconds())
}

// zeros is a file of zeros.
type zeros struct{}

func (zeros) ReadAt(b []byte, _ int64) (int, error) { clear(b); return len(b), nil }

func upload(t *testing.T, address string) {
	file, err := content.Encrypt(zeros{}, *uploadSize, "setup.exe")
	if err != nil {
		t.Fatal(err)
	}
	client, err := graph.NewClient(nil, &graph.ClientOptions{BaseURL: address + "/beta"}, graph.Service{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := content.Publish(context.Background(), client, content.App{ID: "app", Type: "win32LobApp"}, file, nil); err != nil {
		t.Fatal(err)
	}
}

// cryptoAlone returns the processor time of the steps that every upload needs.
func cryptoAlone(size int64) time.Duration {
	var before, after syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &before)
	block, _ := aes.NewCipher(make([]byte, 32))
	cbc := cipher.NewCBCEncrypter(block, make([]byte, 16))
	sums := []hash.Hash{sha256.New(), hmac.New(sha256.New, make([]byte, 32))}
	b := make([]byte, 64<<10)
	for ; size > 0; size -= int64(len(b)) {
		sums[0].Write(b)
		cbc.CryptBlocks(b, b)
		sums[1].Write(b)
	}
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &after)
	return time.Duration(after.Utime.Nano() - before.Utime.Nano() + after.Stime.Nano() - before.Stime.Nano())
}

// TestUploadStore is the store, and the service around it, as a process of its own.
func TestUploadStore(t *testing.T) {
	if os.Getenv("BENCH_STORE") == "" {
		t.Skip("it is run by TestUpload")
	}
	server := httptest.NewServer(http.HandlerFunc(store))
	fmt.Println(server.URL)
	time.Sleep(time.Hour)
}

func store(w http.ResponseWriter, r *http.Request) {
	_, _ = io.Copy(io.Discard, r.Body)
	state := "azureStorageUriRequestSuccess"
	if committed {
		state = "commitFileSuccess"
	}
	switch {
	case strings.HasPrefix(r.URL.Path, "/store"):
		w.WriteHeader(http.StatusCreated)
	case strings.HasSuffix(r.URL.Path, "/commit"):
		committed = true
	case r.Method == http.MethodPost:
		w.WriteHeader(http.StatusCreated)
		_, _ = io.WriteString(w, `{"id":"1"}`)
	case strings.HasSuffix(r.URL.Path, "/files") || strings.HasSuffix(r.URL.Path, "/contentVersions"):
		_, _ = io.WriteString(w, `{"value":[]}`)
	case r.Method == http.MethodPatch:
		w.WriteHeader(http.StatusNoContent)
	default:
		host := strings.Replace(r.Host, "127.0.0.1", "localhost", 1)
		_, _ = fmt.Fprintf(w, `{"id":"1","uploadState":%q,"azureStorageUri":"http://%s/store?sig=x"}`, state, host)
	}
}

var committed bool
