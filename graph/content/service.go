package content

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"github.com/intunegen/intunegen/graph"
	"github.com/intunegen/intunegen/odata"
)

// service has the calls for the content of one app.
type service struct {
	client *graph.Client
	app    App
}

// identified is a resource of which only the id matters.
type identified struct {
	ID string `json:"id"`
}

// list returns the ids in a collection, all pages of it.
func (s *service) list(ctx context.Context, path string) ([]string, error) {
	ids := []string{}
	for path != "" {
		var page struct {
			Value []identified `json:"value"`
			Next  string       `json:"@odata.nextLink"`
		}
		if err := s.client.Do(ctx, http.MethodGet, path, nil, &page); err != nil {
			return nil, err
		}
		for _, item := range page.Value {
			ids = append(ids, item.ID)
		}
		path = page.Next
	}
	return ids, nil
}

// create creates a resource and returns its id.
func (s *service) create(ctx context.Context, path string, body any) (string, error) {
	var made identified
	if err := s.client.Do(ctx, http.MethodPost, path, body, &made); err != nil {
		return "", err
	}
	if made.ID == "" {
		return "", fmt.Errorf("the reply to POST %s has no id: %w", path, graph.ErrOutcomeUnknown)
	}
	return made.ID, nil
}

func (s *service) listVersions(ctx context.Context) ([]string, error) {
	return s.list(ctx, s.app.versions())
}

func (s *service) createVersion(ctx context.Context) (string, error) {
	return s.create(ctx, s.app.versions(), map[string]string{"@odata.type": "#microsoft.graph.mobileAppContent"})
}

// deleteVersion deletes a content version, unless it is the one that devices get. It is not an
// error if the version is gone.
func (s *service) deleteVersion(ctx context.Context, id string) error {
	var app struct {
		Committed string `json:"committedContentVersion"`
	}
	err := s.client.Do(ctx, http.MethodGet, s.app.path(), nil, &app)
	if err != nil || app.Committed == id {
		return err
	}
	err = s.client.Do(ctx, http.MethodDelete, s.versionPath(id), nil, nil)
	if graph.IsNotFound(err) {
		return nil
	}
	return err
}

func (s *service) versionPath(version string) string {
	return s.app.versions() + "/" + url.PathEscape(version)
}

func (s *service) files(version string) string { return s.versionPath(version) + "/files" }

func (s *service) filePath(version, file string) string {
	return s.files(version) + "/" + url.PathEscape(file)
}

func (s *service) listFiles(ctx context.Context, version string) ([]string, error) {
	return s.list(ctx, s.files(version))
}

func (s *service) createFile(ctx context.Context, version string, file *File) (string, error) {
	body := struct {
		Type          string `json:"@odata.type"`
		Name          string `json:"name"`
		Size          int64  `json:"size"`
		SizeEncrypted int64  `json:"sizeEncrypted"`
		Manifest      []byte `json:"manifest"` // null for types without one
		IsDependency  bool   `json:"isDependency"`
	}{"#microsoft.graph.mobileAppContentFile", file.Name, file.Size, file.EncryptedSize, s.app.Manifest, false}
	return s.create(ctx, s.files(version), body)
}

// contentFile is what is read of a file in a content version.
type contentFile struct {
	Address     odata.Field[odata.Secret] `odata:"azureStorageUri"`
	Expires     odata.Field[odata.Time]   `odata:"azureStorageUriExpirationDateTime"`
	UploadState odata.Field[string]       `odata:"uploadState"`
	IsCommitted odata.Field[bool]         `odata:"isCommitted"`
	odata.Extra `odata:"#microsoft.graph.mobileAppContentFile"`
}

// UnmarshalJSON implements [json.Unmarshaler].
func (f *contentFile) UnmarshalJSON(data []byte) error { return odata.Unmarshal(data, f) }

func (f *contentFile) state() string { return odata.GetOr(f.UploadState, "") }

func (s *service) readFile(ctx context.Context, version, file string) (*contentFile, error) {
	found := &contentFile{}
	return found, s.client.Do(ctx, http.MethodGet, s.filePath(version, file), nil, found)
}

// A refusedError says that the service has given up on the file, so that going on is of no use.
type refusedError struct{ state string }

func (e *refusedError) Error() string {
	return fmt.Sprintf("the service gave up on the file: its uploadState is %s", e.state)
}

// reached reports whether a process of the service has succeeded. The states of a process begin
// with its name.
func (f *contentFile) reached(process string) (bool, error) {
	state := f.state()
	end, isOf := strings.CutPrefix(state, process)
	switch {
	case state == "error" || isOf && (end == "Failed" || end == "TimedOut"):
		return false, &refusedError{state}
	}
	return isOf && end == "Success", nil
}

// fileInfo is the encryption as it is sent. The keys are secret, so that no error repeats them.
type fileInfo struct {
	EncryptionKey        odata.Field[odata.Secret] `odata:"encryptionKey"`
	InitializationVector odata.Field[odata.Binary] `odata:"initializationVector"`
	Mac                  odata.Field[odata.Binary] `odata:"mac"`
	MacKey               odata.Field[odata.Secret] `odata:"macKey"`
	ProfileIdentifier    odata.Field[string]       `odata:"profileIdentifier"`
	FileDigest           odata.Field[odata.Binary] `odata:"fileDigest"`
	FileDigestAlgorithm  odata.Field[string]       `odata:"fileDigestAlgorithm"`
	odata.Extra          `odata:"microsoft.graph.fileEncryptionInfo"`
}

type commitBody struct {
	Info        odata.Field[*fileInfo] `odata:"fileEncryptionInfo"`
	odata.Extra `odata:""`
}

// MarshalJSON implements [json.Marshaler].
func (b commitBody) MarshalJSON() ([]byte, error) { return odata.Marshal(b) }

func (s *service) commitFile(ctx context.Context, version, file string, e *encryption) error {
	if !e.complete {
		return errors.New("the content was not read to its end, so its digest is not known")
	}
	i := e.encode()
	body := commitBody{Info: odata.Set(&fileInfo{
		EncryptionKey:        odata.Set(odata.NewSecret(i.EncryptionKey)),
		MacKey:               odata.Set(odata.NewSecret(i.MacKey)),
		InitializationVector: odata.Set(odata.BinaryOf(e.iv[:])),
		Mac:                  odata.Set(odata.BinaryOf(e.mac[:])),
		ProfileIdentifier:    odata.Set(i.ProfileIdentifier),
		FileDigest:           odata.Set(odata.BinaryOf(e.digest[:])),
		FileDigestAlgorithm:  odata.Set(i.FileDigestAlgorithm),
	})}
	return s.client.Do(ctx, http.MethodPost, s.filePath(version, file)+"/commit", body, nil)
}

func (s *service) renewFile(ctx context.Context, version, file string) error {
	return s.client.Do(ctx, http.MethodPost, s.filePath(version, file)+"/renewUpload", nil, nil)
}

func (s *service) setVersion(ctx context.Context, version string) error {
	body := map[string]string{"@odata.type": "#microsoft.graph." + s.app.Type, "committedContentVersion": version}
	return s.client.Do(ctx, http.MethodPatch, s.app.path(), body, nil)
}
