package graph_test

import (
	"fmt"
	"net/http"
	"strings"
)

// A stormItemFault is one way in which the answer to an item goes wrong.
type stormItemFault struct {
	name string
	do   func(*stormItem) []string
}

// refusedItem refuses an item, which is not carried out.
func refusedItem(status int, header ...string) func(*stormItem) []string {
	return func(i *stormItem) []string {
		return []string{i.texts(fmt.Sprint(status), []byte(`{"error":{"code":"Refused","message":"m"}}`), header...)}
	}
}

// lostItem carries an item out or does not, and answers something else.
func lostItem(after bool, answer func(i *stormItem) []string) func(*stormItem) []string {
	return func(i *stormItem) []string {
		if after {
			i.apply()
		}
		return answer(i)
	}
}

func itemStatus(status string) func(i *stormItem) []string {
	return func(i *stormItem) []string {
		return []string{i.texts(status, []byte(`{"error":{"code":"Lost","message":"m"}}`))}
	}
}

// okItem answers an item that was carried out in another form.
func okItem(form func(i *stormItem, a stormAnswer) []string) func(*stormItem) []string {
	return func(i *stormItem) []string { return form(i, i.apply()) }
}

func withoutStatus(i *stormItem, a stormAnswer) []string {
	return []string{strings.Replace(i.text(a), fmt.Sprintf(`"status":%d,`, a.status), "", 1)}
}

func noItem(*stormItem) []string { return nil }

var stormItemFaults = []stormItemFault{
	{"429 with Retry-After", refusedItem(http.StatusTooManyRequests, "Retry-After", "0.002")},
	{"429", refusedItem(http.StatusTooManyRequests)},
	{"503 with Retry-After", refusedItem(http.StatusServiceUnavailable, "Retry-After", "0.002")},
	{"401", refusedItem(http.StatusUnauthorized)},
	{"409", refusedItem(http.StatusConflict)},
	{"412", refusedItem(http.StatusPreconditionFailed)},
	{"503 before the change", lostItem(false, itemStatus("503"))},
	{"503 after the change", lostItem(true, itemStatus("503"))},
	{"504 before the change", lostItem(false, itemStatus("504"))},
	{"504 after the change", lostItem(true, itemStatus("504"))},
	{"500 after the change", lostItem(true, itemStatus("500"))},
	{"status 0 after the change", lostItem(true, itemStatus("0"))},
	{"status 100 before the change", lostItem(false, itemStatus("100"))},
	{"status -5 before the change", lostItem(false, itemStatus("-5"))},
	{"status null before the change", lostItem(false, itemStatus("null"))},
	{"status 299999999999 after the change", lostItem(true, itemStatus("299999999999"))},
	{"status 2e2 after the change", lostItem(true, itemStatus("2e2"))},
	{"missing before the change", lostItem(false, noItem)},
	{"missing after the change", lostItem(true, noItem)},
	{"without a status", okItem(withoutStatus)},
	{"status as text", okItem(func(i *stormItem, a stormAnswer) []string {
		return []string{i.texts(fmt.Sprintf(`"%d"`, a.status), a.body)}
	})},
	{"status with a fraction", okItem(func(i *stormItem, a stormAnswer) []string {
		return []string{i.texts(fmt.Sprintf("%d.0", a.status), a.body)}
	})},
	{"id as a number", okItem(func(i *stormItem, a stormAnswer) []string {
		return []string{strings.Replace(i.text(a), fmt.Sprintf("%q", i.id), i.id, 1)}
	})},
	{"answered twice, the second time 404", okItem(func(i *stormItem, a stormAnswer) []string {
		return []string{i.text(a), i.text(stormError(404, "NoSuchThing"))}
	})},
	{"answered twice, the first time 429", okItem(func(i *stormItem, a stormAnswer) []string {
		return []string{i.text(stormError(429, "TooManyRequests")), i.text(a)}
	})},
	{"an answer to an unknown id beside", okItem(func(i *stormItem, a stormAnswer) []string {
		unknown := &stormItem{i.x, i.stormRequest, "77"}
		return []string{unknown.text(stormError(404, "NoSuchThing")), i.text(a)}
	})},
	{"body is a page of HTML", okItem(func(i *stormItem, a stormAnswer) []string {
		return []string{i.texts(fmt.Sprint(a.status), []byte(`"<html>"`), "Content-Type", "text/html")}
	})},
	{"body is an array", okItem(func(i *stormItem, a stormAnswer) []string {
		if a.status < 300 {
			a = stormAnswer{status: 200, body: []byte(`[1]`)}
		}
		return []string{i.text(a)}
	})},
	{"an error behind 200, before the change", lostItem(false, itemStatus("200"))},
	{"no body", okItem(func(i *stormItem, a stormAnswer) []string {
		if a.status < 300 {
			i.noteEmpty()
		}
		return []string{fmt.Sprintf(`{"id":%q,"status":%d}`, i.id, a.status)}
	})},
}
