package main

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strconv"
	"time"

	"github.com/intunegen/intunegen/generated/intunebeta"
	"github.com/intunegen/intunegen/graph"
	"github.com/intunegen/intunegen/odata"
	"github.com/intunegen/intunegen/test/bench"
)

const (
	pageCount = 100
	perPage   = 250
	pageDelay = 5 * time.Millisecond // a service is never faster
)

// pages reads a collection of a hundred pages of a megabyte each.
func pages(string) ([]row, error) {
	body := bench.Page(new(intunebeta.ManagedDevice), perPage, 1)
	server := httptest.NewServer(collection(body))
	defer server.Close()
	client, err := intunebeta.NewClient(nil, &graph.ClientOptions{BaseURL: server.URL + "/beta", Unlimited: true})
	if err != nil {
		return nil, err
	}
	var early, late []float64 // heaps of thirty pages; now and then one has another page on its way
	err = iterate(client, func(page int) {
		time.Sleep(4 * pageDelay) // until the next page is there, too: the heap would else be that with or without it
		if page <= 30 {
			early = append(early, heap())
		} else if page > 70 {
			late = append(late, heap())
		}
	})
	if err != nil {
		return nil, err
	}
	both, err := timed(func() error { return iterate(client, func(int) {}) })
	if err != nil {
		return nil, err
	}
	apart, err := timed(func() error { return readThenDecode(client) })
	return []row{
		{"100 pages: reading and decoding together, of one after the other", both / apart, "", 0.95, false},
		{"100 pages: heap of the last thirty, of that of the first thirty", median(late) / median(early), "", 1.1, false},
	}, err
}

// collection serves body as each of the pages.
func collection(body []byte) http.HandlerFunc {
	link := []byte("https://graph.microsoft.com/beta/c?$skiptoken=2")
	return func(w http.ResponseWriter, r *http.Request) {
		time.Sleep(pageDelay)
		page, next := 1, "" // the first has no token
		if token := r.URL.Query().Get("$skiptoken"); token != "" {
			page, _ = strconv.Atoi(token) // it is ours
		}
		if page < pageCount {
			next = fmt.Sprintf("?$skiptoken=%d", page+1)
		}
		_, _ = w.Write(bytes.Replace(body, link, []byte(next), 1)) // the reader says what is missing
	}
}

// iterate reads all, and calls used with the number of each page at its last item.
func iterate(client *intunebeta.Client, used func(page int)) error {
	items := 0
	for _, err := range client.DeviceManagement().ManagedDevices().List().All(context.Background()) {
		if err != nil {
			return err
		}
		if items++; items%perPage == 0 {
			used(items / perPage)
		}
	}
	if items != pageCount*perPage {
		return fmt.Errorf("%d items were read of %d", items, pageCount*perPage)
	}
	return nil
}

// readThenDecode does what iterate does, one after the other.
func readThenDecode(client *intunebeta.Client) error {
	for page := range pageCount {
		var body []byte
		path := fmt.Sprintf("/deviceManagement/managedDevices?$skiptoken=%d", page+1)
		if err := client.Do(context.Background(), http.MethodGet, path, nil, &body); err != nil {
			return err
		}
		var items []*intunebeta.ManagedDevice
		if err := odata.DecodePage(body, &items, &odata.Page{Link: func(string) {}}); err != nil {
			return err
		}
	}
	return nil
}

func timed(run func() error) (seconds float64, err error) {
	start := time.Now()
	err = run()
	return time.Since(start).Seconds(), err
}

func heap() float64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	return float64(m.HeapAlloc) / 1e6
}
