package graphtest_test

import (
	"archive/zip"
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/intunegen/intunegen/graph/graphtest"
)

// member returns a text of a resource.
func (w *wire) member(path, name string) string {
	w.t.Helper()
	_, body := w.send("GET", path, "")
	var object map[string]any
	if err := json.Unmarshal([]byte(body), &object); err != nil {
		w.t.Fatal(err)
	}
	return fmt.Sprint(object[name])
}

// blob sends a request to a signed address.
func (w *wire) blob(method, address string, body []byte, header ...string) (int, []byte) {
	w.t.Helper()
	req, err := http.NewRequestWithContext(w.t.Context(), method, address, bytes.NewReader(body))
	if err != nil {
		w.t.Fatal(err)
	}
	for i := 0; i+1 < len(header); i += 2 {
		req.Header.Set(header[i], header[i+1])
	}
	client := w.server.Client()
	if strings.HasPrefix(address, "http:") {
		client = http.DefaultClient
	}
	resp, err := client.Do(req)
	if err != nil {
		w.t.Fatal(err)
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		w.t.Fatal(err)
	}
	return resp.StatusCode, data
}

// encrypt returns a file as it is uploaded, and the body that commits it.
func encrypt(plain []byte) (data []byte, commit string) {
	key, macKey, iv := bytes.Repeat([]byte{1}, 32), bytes.Repeat([]byte{2}, 32), bytes.Repeat([]byte{3}, 16)
	padding := aes.BlockSize - len(plain)%aes.BlockSize
	padded := append(bytes.Clone(plain), bytes.Repeat([]byte{byte(padding)}, padding)...)
	block, err := aes.NewCipher(key)
	if err != nil {
		panic(err)
	}
	cipher.NewCBCEncrypter(block, iv).CryptBlocks(padded, padded)
	h := hmac.New(sha256.New, macKey)
	h.Write(iv)
	h.Write(padded)
	mac, digest := h.Sum(nil), sha256.Sum256(plain)
	b64 := base64.StdEncoding.EncodeToString
	return bytes.Join([][]byte{mac, iv, padded}, nil), fmt.Sprintf(`{"fileEncryptionInfo":{"@odata.type":"microsoft.graph.fileEncryptionInfo","encryptionKey":%q,"macKey":%q,"initializationVector":%q,"mac":%q,
		"profileIdentifier":"ProfileVersion1","fileDigest":%q,"fileDigestAlgorithm":"SHA256"}}`, b64(key), b64(macKey), b64(iv), b64(mac), b64(digest[:]))
}

// The content of an app is uploaded in blocks, its address renewed, and committed if it is intact.
func TestAppContent(t *testing.T) {
	w := newWire(t)
	app := w.server.Put("/deviceAppManagement/mobileApps", `{"@odata.type":"#microsoft.graph.win32LobApp"}`) + "/microsoft.graph.win32LobApp"
	version := w.member2("POST", app+"/contentVersions", `{}`)
	data, commit := encrypt([]byte("the installer"))
	files := app + "/contentVersions/" + version + "/files"
	one := files + "/" + w.member2("POST", files, fmt.Sprintf(`{"name":"IntunePackage.intunewin","size":13,"sizeEncrypted":%d,"manifest":null}`, len(data)))
	address := w.member(one, "azureStorageUri")
	if state := w.member(one, "uploadState"); state != "azureStorageUriRequestSuccess" || !strings.Contains(address, "sig=") {
		t.Fatalf("state %s, address %s", state, address)
	}
	w.want(204, "", "POST", one+"/commit", commit)
	if state := w.member(one, "uploadState"); state != "commitFileFailed" {
		t.Errorf("before the upload: %s", state)
	}
	for i, block := range [][]byte{data[:20], data[20:]} {
		if status, body := w.blob("PUT", address+"&comp=block&blockid=MDA"+string(rune('w'+i)), block); status != 201 {
			t.Errorf("block: %d %s", status, body)
		}
		w.server.ExpireUploads()
		if status, _ := w.blob("PUT", address+"&comp=block&blockid=MDAw", nil); status != 403 {
			t.Errorf("an expired address: %d", status)
		}
		w.want(204, "", "POST", one+"/renewUpload", "")
		if state := w.member(one, "uploadState"); state != "azureStorageUriRenewalSuccess" {
			t.Errorf("renewed: %s", state)
		}
		address = w.member(one, "azureStorageUri")
	}
	if status, body := w.blob("PUT", address+"&comp=blocklist", []byte(`<BlockList><Latest>MDA5</Latest></BlockList>`)); status != 400 || !bytes.Contains(body, []byte("InvalidBlockList")) {
		t.Errorf("an unknown block: %d %s", status, body)
	}
	if status, body := w.blob("PUT", address+"&comp=blocklist", []byte(`<BlockList><Latest>MDAw</Latest><Latest>MDAx</Latest></BlockList>`)); status != 201 {
		t.Errorf("list: %d %s", status, body)
	}
	w.want(204, "", "POST", one+"/commit", strings.Replace(commit, `"mac":"`, `"mac":"AAAA`, 1))
	if state := w.member(one, "uploadState"); state != "commitFileFailed" {
		t.Errorf("with a wrong MAC: %s", state)
	}
	w.want(204, "", "POST", one+"/commit", commit)
	if state := w.member(one, "uploadState"); state != "commitFileSuccess" {
		t.Errorf("committed: %s", state)
	}
	if n := len(w.server.Calls("PUT /storage/{name}")); n != 6 {
		t.Errorf("%d calls of the storage", n)
	}
}

// member2 creates a resource and returns its id.
func (w *wire) member2(method, path, body string) string {
	w.t.Helper()
	text := w.want(201, `"id":"`, method, path, body)
	_, rest, _ := strings.Cut(text, `"id":"`)
	id, _, _ := strings.Cut(rest, `"`)
	return id
}

// An export job gives a zip with its report, by memory and by socket.
func TestExportJob(t *testing.T) {
	w := newWire(t)
	w.server.Report("Devices", []string{"DeviceName", "OS"}, []string{"a,b", "Windows"}, []string{"c", "iOS"})
	const jobs = "/deviceManagement/reports/exportJobs"
	w.want(201, `"status":"inProgress"`, "POST", jobs, `{"reportName":"Devices","select":["OS","DeviceName"],"format":"csv"}`)
	id := w.member2("POST", jobs, `{"reportName":"Devices","select":["OS","DeviceName"]}`)
	if status := w.member(jobs+"/"+id, "status"); status != "completed" {
		t.Fatalf("status %s", status)
	}
	if got := w.exported(w.member(jobs+"/"+id, "url")); got != "OS,DeviceName\nWindows,\"a,b\"\niOS,c\n" {
		t.Errorf("got %q", got)
	}
	resp, err := http.Post(w.server.URL()+jobs, "application/json", strings.NewReader(`{"reportName":"Devices"}`))
	if err != nil || resp.StatusCode != 201 {
		t.Fatalf("%v, %v", resp, err)
	}
	_ = resp.Body.Close()
	at := strings.TrimPrefix(resp.Header.Get("Location"), w.server.URL())
	if got := w.exported(w.member(at, "url")); !strings.HasPrefix(got, "DeviceName,OS\n") {
		t.Errorf("got %q", got)
	}
}

// exported returns the text of the file behind a signed address.
func (w *wire) exported(address string) string {
	w.t.Helper()
	status, data := w.blob("GET", address, nil)
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil || status != 200 || len(z.File) != 1 {
		w.t.Fatalf("%s: %d, %v", address, status, err)
	}
	f, err := z.File[0].Open()
	if err != nil {
		w.t.Fatal(err)
	}
	text, err := io.ReadAll(f)
	if err != nil {
		w.t.Fatal(err)
	}
	return string(text)
}

// Streams and the content of media entities are kept as they were sent.
func TestMedia(t *testing.T) {
	server := graphtest.New(t, small)
	server.PutFile("/boxes/1", "picture", "image/png", []byte{0x89, 'P'})
	req, err := http.NewRequestWithContext(t.Context(), "GET", "https://graphtest.example/v1/boxes('1')/picture", nil)
	if err != nil {
		t.Fatal(err)
	}
	resp, err := server.Client().Do(req)
	if err != nil || resp.StatusCode != 200 || resp.Header.Get("Content-Type") != "image/png" {
		t.Fatalf("%v, %v", resp, err)
	}
	if data, err := io.ReadAll(resp.Body); err != nil || string(data) != "\x89P" {
		t.Errorf("got %q, %v", data, err)
	}
}
