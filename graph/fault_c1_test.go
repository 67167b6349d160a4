package graph

import (
	"fmt"
	"github.com/intunegen/intunegen/odata"
	"net/http"
	"strings"
	"testing"
)

// answerTo answers a batch of three requests, to the second in a way of its own.
func answerTo(second string) http.HandlerFunc {
	return status(200, `{"responses":[{"id":"1","status":204},`+second+`{"id":"3","status":200,"body":{"displayName":"third"}}]}`)
}

// An item with a malformed answer fails alone. If it is a write, it may have taken effect.
func TestFaultC1_ItemWithoutStatus(t *testing.T) {
	second := map[string]string{
		"no answer": "", "unknown id": `{"id":"9","status":204},`, "id 0": `{"id":"0","status":204},`, "id with zeros": `{"id":"02","status":204},`,
		"no id": `{"status":204},`, "id null": `{"id":null,"status":204},`, "id of an object": `{"id":{},"status":204},`,
		"twice": `{"id":"2","status":204},{"id":"2","status":204},`, "twice, otherwise": `{"id":"2","status":204},{"id":"2","status":400},`,
		"an answer that is none": `5,null,"x",[],`, "absent": `{"id":"2"},`, "status twice": `{"id":"2","status":400,"status":204},`,
	}
	for _, status := range []string{"0", "100", "101", "199", "-5", "-204", `"200"`, `"204"`, "200.0", "2e2", "204e0", "600", "999", "1000", "20", "null", "true", `""`, "[200]",
		`{"code":200}`, "99999999999999999999", "0.5"} {
		second[status] = `{"id":"2","status":` + status + `,"body":{"displayName":"second"}},`
	}
	for name, text := range second {
		for kind, call := range map[string]func(*pools) *Call{"get": getOne, "patch": patchOne, "create": createOne, "delete": deleteOne} {
			client := inMemoryPools(t, answerTo(text), nil)
			batch := client.client.Batch()
			first := Add(batch, client.patch("0", named("x")))
			item := Add(batch, (*Request[*pool])(call(client)))
			third := Add(batch, client.patch("2", named("x")))
			if err := batch.Do(t.Context()); err != nil {
				t.Fatalf("%s: the batch failed with %v", name, err)
			}
			_, err := item.Result()
			want := map[bool]string{true: "unknown", false: "refused"}[kind != "get"]
			if fate(err) != want || !strings.Contains(fmt.Sprint(err), "not as described") {
				t.Errorf("%s, %s: %s, %v; want %s", name, kind, fate(err), err, want)
			}
			_, errFirst := first.Result()
			got, errThird := third.Result()
			if errFirst != nil || errThird != nil || odata.GetOr(got.DisplayName, "") != "third" {
				t.Errorf("%s: the others have %v and %v, %v", name, errFirst, got, errThird)
			}
		}
	}
}

// Unexpected members beside the status do not make an answer malformed.
func TestFaultC1_OddAnswers(t *testing.T) {
	for _, second := range []string{
		`{"id":"2","status":200},`, `{"id":2,"status":204},`, `{"status":204,"id":"2","headers":null,"body":null},`, `{"id":"2","status":204,"headers":[]},`,
		`{"id":"2","status":204,"headers":{"request-id":5}},`, `{"id":"2","status":201,"atomicityGroup":"g"},`, `{"id":"2","status":299},`,
	} {
		client := inMemoryPools(t, answerTo(second), nil)
		batch := client.client.Batch()
		AddCommand(batch, (*Command)(deleteOne(client)))
		item := AddCommand(batch, (*Command)(deleteOne(client)))
		AddCommand(batch, (*Command)(deleteOne(client)))
		if err := batch.Do(t.Context()); err != nil {
			t.Fatal(err)
		}
		if _, err := item.Result(); err != nil {
			t.Errorf("%s: %v", second, err)
		}
	}
}

// A batch's answer that cannot be read at all proves nothing of any item.
func TestFaultC1_BatchThatCannotBeRead(t *testing.T) {
	for _, body := range []string{"", "<html>", `{"responses":`, `{"responses":5}`, `[]`, `"x"`, `{"error":{"code":"c","message":"m"}}`} {
		client := inMemoryPools(t, status(200, body), nil)
		batch := client.client.Batch()
		patch, get := Add(batch, client.patch("1", named("x"))), Add(batch, client.get("1"))
		err := batch.Do(t.Context())
		_, errPatch := patch.Result()
		_, errGet := get.Result()
		if fate(err) != "unknown" || fate(errPatch) != "unknown" || fate(errGet) != "refused" {
			t.Errorf("%s: the batch has %v, the items %v and %v", body, err, errPatch, errGet)
		}
	}
}
