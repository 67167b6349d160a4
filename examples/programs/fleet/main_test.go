package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/intunegen/intunegen/generated/intunebeta"
	"github.com/intunegen/intunegen/graph"
)

// Run again with its journal, the program takes the devices that are left, and names those that may
// have gone out.
func TestSyncResumes(t *testing.T) {
	acted := map[string]int{}
	lost := true // the first batch is carried out, and its reply is lost
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodGet {
			_, _ = io.WriteString(w, `{"value":[{"id":"1"},{"id":"2"},{"id":"3"}]}`)
			return
		}
		var batch struct{ Requests []struct{ ID, URL string } }
		if err := json.NewDecoder(r.Body).Decode(&batch); err != nil {
			t.Error(err)
		}
		var answers []string
		for _, request := range batch.Requests {
			acted[strings.Split(request.URL, "/")[3]]++
			answers = append(answers, fmt.Sprintf(`{"id":%q,"status":204}`, request.ID))
		}
		if lost {
			panic(http.ErrAbortHandler)
		}
		_, _ = fmt.Fprintf(w, `{"responses":[%s]}`, strings.Join(answers, ","))
	}))
	defer server.Close()
	client, err := intunebeta.NewClient(nil, &graph.ClientOptions{BaseURL: server.URL + "/beta"})
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(t.TempDir(), "journal")
	run := func() summary {
		j, err := openJournal(name)
		if err != nil {
			t.Fatal(err)
		}
		s, err := sync(context.Background(), client, j, io.Discard)
		if err != nil {
			t.Fatal(err)
		}
		if err := j.file.Close(); err != nil {
			t.Error(err)
		}
		return s
	}
	j, err := openJournal(name)
	if err != nil || j.Begin([]string{"1"}) != nil || j.Done("1", nil) != nil {
		t.Fatal(err)
	}
	for range 2 {
		if s := run(); s.Done != 1 || !slices.Equal(s.Unknown, []string{"2", "3"}) || s.Left != 0 {
			t.Errorf("got %+v", s)
		}
		lost = false
	}
	if acted["1"] != 0 || acted["2"] != 1 || acted["3"] != 1 {
		t.Errorf("acted %v", acted)
	}
}
