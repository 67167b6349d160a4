package graphtest

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/sha256"
	"net/url"
	"strconv"
	"strings"

	"github.com/intunegen/intunegen/graph"
)

// This file is the part of Intune that takes the content of apps: a file gets the address to upload
// to, and is committed with what decrypts it.

const (
	contentFile = "mobileAppContentFile"
	exportJob   = "deviceManagementExportJob"
)

// begin sets what a new resource has until the service has done its part.
func (s *state) begin(r *resource) {
	switch lastName(r.typ.Name) {
	case contentFile:
		s.amend(r, "uploadState", quote("azureStorageUriRequestPending"))
	case exportJob:
		s.amend(r, "status", quote("inProgress"))
	}
}

// created does the service's part for a resource that was created: it gives a content file its
// address, and makes the file of an export job.
func (s *state) created(r *resource, c *Call) {
	switch lastName(r.typ.Name) {
	case contentFile:
		_, address := s.blobs.add(s, c)
		s.offer(r, address, "azureStorageUriRequestSuccess")
	case exportJob:
		s.export(r, c)
	}
}

// amend sets properties of a resource, name and raw value in turn, without a new version.
func (s *state) amend(r *resource, name string, raw []byte) {
	if r.typ.byName[name] != nil {
		r.rec = r.typ.recordOf(with(r.rec.members(), member{name, raw}))
	}
}

// offer writes the address to upload to.
func (s *state) offer(r *resource, address, state string) {
	s.amend(r, "azureStorageUri", quote(address))
	s.amend(r, "azureStorageUriExpirationDateTime", s.later())
	s.amend(r, "uploadState", quote(state))
}

// later returns a time fifteen minutes from now.
func (s *state) later() []byte {
	return quote(s.clock().UTC().Add(uploadLife).Format("2006-01-02T15:04:05Z"))
}

// contentAction does what the actions of a content file do. It reports whether op is one.
func (x *request) contentAction(op *graph.SchemaOperation, arguments []member) (Reply, bool, *fault) {
	r := x.place.one
	if r == nil || x.place.many || lastName(r.typ.Name) != contentFile {
		return Reply{}, false, nil
	}
	name := blobOf(r)
	switch op.Segment {
	case "commit":
		state := "commitFileFailed"
		if x.state.isIntact(r, name, find(arguments, "fileEncryptionInfo")) {
			state = "commitFileSuccess"
			x.state.amend(r, "isCommitted", []byte("true"))
		}
		x.state.amend(r, "uploadState", quote(state))
	case "renewUpload":
		if x.state.blobs.blobs[name] == nil {
			return Reply{}, true, refused("The file has no address to renew.")
		}
		x.state.offer(r, x.state.blobs.sign(x.state, x.Call, name), "azureStorageUriRenewalSuccess")
	default:
		return Reply{}, false, nil
	}
	return NoContent(), true, nil
}

// blobOf returns the name of the file behind the address of a content file.
func blobOf(r *resource) string {
	u, err := url.Parse(unquote(r.rec.get("azureStorageUri")))
	if err != nil {
		return ""
	}
	return u.Path[strings.LastIndexByte(u.Path, '/')+1:]
}

// isIntact reports whether the file that was uploaded is what the commit says: of the size that was
// announced, with that MAC, and of that digest once it is decrypted.
func (s *state) isIntact(r *resource, name string, info []byte) bool {
	b := s.blobs.blobs[name]
	members, ok := membersOf(info)
	if b == nil || !b.there || !ok {
		return false
	}
	size, err := strconv.Atoi(string(r.rec.get("sizeEncrypted")))
	if err != nil || size != len(b.data) {
		return false
	}
	binary := func(name string) []byte {
		data, _ := decodeBase64(unquote(find(members, name))) // nil fits nothing
		return data
	}
	return decrypts(b.data, binary("encryptionKey"), binary("macKey"), binary("mac"), binary("initializationVector"), binary("fileDigest"))
}

// decrypts reports whether a file, which is 32 bytes of MAC, 16 bytes of IV and AES-256-CBC, is
// intact.
func decrypts(data, key, macKey, mac, iv, digest []byte) bool {
	const head = sha256.Size + aes.BlockSize
	if len(data) < head+aes.BlockSize || (len(data)-head)%aes.BlockSize != 0 || !bytes.Equal(data[:sha256.Size], mac) || !bytes.Equal(data[sha256.Size:head], iv) {
		return false
	}
	h := hmac.New(sha256.New, macKey)
	h.Write(data[sha256.Size:])
	block, err := aes.NewCipher(key)
	if err != nil || !hmac.Equal(h.Sum(nil), mac) {
		return false
	}
	plain := make([]byte, len(data)-head)
	cipher.NewCBCDecrypter(block, iv).CryptBlocks(plain, data[head:])
	padding := int(plain[len(plain)-1])
	if padding == 0 || padding > aes.BlockSize {
		return false
	}
	sum := sha256.Sum256(plain[:len(plain)-padding])
	return bytes.Equal(sum[:], digest)
}
