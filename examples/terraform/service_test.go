package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/intunegen/intunegen/generated/intunebeta"
	"github.com/intunegen/intunegen/graph"
)

const collection = "/beta/deviceManagement/deviceConfigurations"

// object is a JSON object.
type object = map[string]any

// service keeps device configurations as Intune does: in a spelling of its own, on two replicas, of
// which the second learns of a write only after some reads.
type service struct {
	mu       sync.Mutex
	rings    map[string]object // what was written last
	assigned map[string][]any
	old      map[string]object // what the second replica has of a ring; nil: nothing
	stale    int               // reads for which the second replica stays as it is
	reads    int
	next     int
	writes   []string // method, path behind the collection and body of each write
	ignored  string   // a property that writes do not change
}

func newService(t *testing.T) (*service, *intunebeta.Client) {
	t.Helper()
	s := &service{rings: map[string]object{}, assigned: map[string][]any{}, old: map[string]object{}}
	options := &graph.ClientOptions{}
	options.Transport = s
	client, err := intunebeta.NewClient(nil, options)
	if err != nil {
		t.Fatal(err)
	}
	return s, client
}

// Do answers a request without a network.
func (s *service) Do(r *http.Request) (*http.Response, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var body object
	if r.Body != nil {
		data, err := io.ReadAll(r.Body)
		if err != nil {
			return nil, err
		}
		_ = json.Unmarshal(data, &body) // none for reads
		s.writes = append(s.writes, fmt.Sprintf("%s %s %s", r.Method, strings.TrimPrefix(r.URL.Path, collection), data))
	}
	id, part, _ := strings.Cut(strings.TrimPrefix(strings.TrimPrefix(r.URL.Path, collection), "/"), "/")
	status, answer := s.answer(r.Method, id, part, body)
	text, err := json.Marshal(answer)
	if err != nil {
		return nil, err
	}
	return &http.Response{StatusCode: status, Header: http.Header{"Content-Type": {"application/json"}}, Body: io.NopCloser(bytes.NewReader(text)), Request: r}, nil
}

func (s *service) answer(method, id, part string, body object) (int, any) {
	gone := object{"error": object{"code": "NotFound", "message": "no such configuration"}}
	switch {
	case method == http.MethodPost && id == "":
		s.next++
		id = "ring-" + strconv.Itoa(s.next)
		s.write(id, complete(object{"id": id, "createdDateTime": "2026-01-01T00:00:00.1234567Z", "version": 1}, body))
		return http.StatusCreated, s.rings[id]
	case method == http.MethodPost && part == "assign":
		s.assigned[id], _ = body["assignments"].([]any)
		return http.StatusOK, object{"value": s.assigned[id]}
	case method == http.MethodGet:
		ring := s.read(id)
		if ring == nil {
			return http.StatusNotFound, gone
		}
		if part == "assignments" {
			return http.StatusOK, object{"value": s.assigned[id]}
		}
		return http.StatusOK, ring
	case s.rings[id] == nil:
		return http.StatusNotFound, gone
	case method == http.MethodPatch:
		s.write(id, complete(s.rings[id], body))
	case method == http.MethodDelete:
		s.write(id, nil)
	}
	return http.StatusNoContent, nil
}

// write keeps a ring, nil for one that is gone. The second replica stays as it was for a while.
func (s *service) write(id string, ring object) {
	s.old[id], s.stale = s.rings[id], 4
	if ring != nil && s.ignored != "" {
		ring[s.ignored] = s.old[id][s.ignored]
	}
	s.rings[id] = ring
}

// read returns a ring: every second read is one of the second replica.
func (s *service) read(id string) object {
	s.reads++
	if s.stale > 0 && s.reads%2 == 0 {
		s.stale--
		return s.old[id]
	}
	return s.rings[id]
}

// complete returns a ring after a write, in the spelling of the service: times with seven digits,
// flags in its own order, nested objects with every property and with # before their type.
func complete(ring, body object) object {
	ring = maps.Clone(ring)
	for name, value := range body {
		switch text, isText := value.(string); {
		case isText && strings.HasSuffix(name, "DateTime"):
			value = strings.TrimSuffix(text, "Z") + ".0000000Z"
		case isText && name == "updateWeeks":
			weeks := strings.Split(text, ",")
			for i, j := 0, len(weeks)-1; i < j; i, j = i+1, j-1 {
				weeks[i], weeks[j] = weeks[j], weeks[i]
			}
			value = strings.Join(weeks, ",")
		case name == "installationSchedule" && value != nil:
			value = completeHours(value.(object))
		case name == "roleScopeTagIds":
			tags := value.([]any)
			value = append([]any{tags[len(tags)-1]}, tags[:len(tags)-1]...)
		}
		ring[name] = value
	}
	return ring
}

func completeHours(hours object) object {
	all := object{"@odata.type": "#microsoft.graph.windowsUpdateActiveHoursInstall", "activeHoursStart": "08:00:00.0000000", "activeHoursEnd": "17:00:00.0000000"}
	for name, value := range hours {
		if text, ok := value.(string); ok && name != "@odata.type" {
			all[name] = strings.TrimSuffix(text, ".0000000") + ".0000000"
		}
	}
	return all
}

// set changes a ring behind Terraform's back, on both replicas.
func (s *service) set(id, name string, value any) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.stale = 0
	s.rings[id][name] = value
}

// written returns the writes since the last call.
func (s *service) written() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	all := s.writes
	s.writes = nil
	return all
}
