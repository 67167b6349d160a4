package graph

import (
	"net/http"
	"testing"
)

// The answer to a repetition is not taken for that to the request: what it found may be what the
// first had left behind.
func TestFaultC2_AnswerToRepetition(t *testing.T) {
	lostBy := map[string]http.HandlerFunc{
		"reset": lose, "503": status(503, "{}"), "504": status(504, "<html>"), "504 without a body": status(504, ""),
	}
	for _, test := range []struct {
		name  string
		call  func(*pools) *Call
		final http.HandlerFunc
		want  string
	}{
		{"patch, 412", patchOne, status(412, `{"error":{"code":"PreconditionFailed","message":"m"}}`), "unknown"},
		{"put, 412", putOne, status(412, "{}"), "unknown"},
		{"patch, 409", patchOne, status(409, "{}"), "unknown"},
		{"patch, 400 as nothing is left to change", patchOne, status(400, "{}"), "unknown"},
		{"patch, 404", patchOne, status(404, "{}"), "unknown"},
		{"patch, 204", patchOne, status(204, ""), "success"},
		{"delete, 404", deleteOne, status(404, `{"error":{"code":"NotFound"}}`), "success"},
		{"delete, 410", deleteOne, status(410, ""), "success"},
		{"delete, 412", deleteOne, status(412, "{}"), "unknown"},
		{"delete, 403", deleteOne, status(403, "{}"), "unknown"},
		{"get, 404", getOne, status(404, "{}"), "refused"},
	} {
		for by, lost := range lostBy {
			for where, err := range doBoth(t, sequence(lost, test.final), test.call, IfMatch(`W/"1"`)) {
				if got := fate(err); got != test.want || got == "unknown" && IsConflict(err) {
					t.Errorf("%s after %s, %s: %s, %v; want %s", test.name, by, where, got, err, test.want)
				}
			}
		}
	}
}

// A refusal is no repetition's trouble: what was refused unread, or never left, had no effect.
func TestFaultC2_AnswerAfterRefusal(t *testing.T) {
	for _, refusal := range []http.HandlerFunc{status(429, "{}"), status(503, "{}", "Retry-After", "0.001"), status(429, "", "Retry-After", "0")} {
		for where, err := range doBoth(t, sequence(refusal, status(412, "{}")), patchOne, IfMatch("1")) {
			if !IsConflict(err) || fate(err) != "refused" {
				t.Errorf("412 %s: %v", where, err)
			}
		}
		for where, err := range doBoth(t, sequence(refusal, status(404, "{}")), deleteOne) {
			if !IsNotFound(err) || fate(err) != "refused" {
				t.Errorf("404 %s: %v", where, err)
			}
		}
	}
	for where, err := range doBoth(t, sequence(status(404, "{}")), deleteOne) {
		if !IsNotFound(err) || fate(err) != "refused" {
			t.Errorf("404 to the first, %s: %v", where, err)
		}
	}
}

// What is not sent again, or in vain, is as lost as its answer.
func TestFaultC2_LostForGood(t *testing.T) {
	for _, test := range []struct {
		name string
		call func(*pools) *Call
		last http.HandlerFunc
		want string
	}{
		{"create", createOne, lose, "unknown"},
		{"create", createOne, status(503, "{}"), "unknown"},
		{"action", assignOne, status(504, "<html>"), "unknown"},
		{"action", assignOne, status(502, "<html>"), "unknown"},
		{"create", createOne, status(500, "{}"), "unknown"},
		{"create", createOne, status(400, "{}"), "refused"},
		{"create", createOne, status(409, "{}"), "refused"},
		{"create", createOne, status(501, "{}"), "refused"},
		{"patch", patchOne, lose, "unknown"},
		{"delete", deleteOne, status(504, ""), "unknown"},
		{"get", getOne, lose, "refused"},
		{"get", getOne, status(504, ""), "refused"},
	} {
		for where, err := range doBoth(t, sequence(test.last), test.call) {
			if fate(err) != test.want {
				t.Errorf("%s, %s: %s, %v; want %s", test.name, where, fate(err), err, test.want)
			}
		}
	}
}
