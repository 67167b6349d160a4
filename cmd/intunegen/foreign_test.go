package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// shopRequests are what the program in testdata sends to a service that is not Graph: keys in
// parentheses, alone without their name; keys set by the client in creation and never in updates,
// unless the service computes them; names that stand for something else settled.
const shopRequests = `GET /Products(%27A%27%271%2F2%27) <nil>
 GET /Products({Code}): id is empty
POST /Products {"@odata.type":"#Acme.Shop.Model.Product","Code":"A1","Size":"Large","Price":1.50} <nil>
PATCH /Products(%27A1%27) {"@odata.type":"#Acme.Shop.Model.Product","Price":null} <nil>
GET /Products/Acme.Shop.Model.Cheapest(size=Acme.Shop.Model.Size%27Small%27) <nil>
GET /Latest(since=2026-01-31) <nil>
GET /Owner/Acme.Shop.Model.IsOpen() <nil>
DELETE /Lines(OrderID=7,Product=%27A1%27) <nil>
POST /Lines {"@odata.type":"#Acme.Shop.Model.Line","OrderID":7,"Product":"A1","Count":2} <nil>
PATCH /Lines(OrderID=7,Product=%27A1%27) {"@odata.type":"#Acme.Shop.Model.Line","Count":3} <nil>
 POST /Pictures: odata: Picture cannot be sent: Id is read-only; leave this out, or use odata.Clone for what was read
GET /Pictures(5)/$value <nil>
GET /Pictures(5)/Thumbnail <nil>
GET /Owner/Favorite?$select=Code <nil>
GET /Clients(%27n%27)/Favorite <nil>
`

// A package of another service keeps that service's conventions.
func TestForeignService(t *testing.T) {
	dir := downstream(t)
	if code := run([]string{"generate", "--metadata", filepath.Join("testdata", "shop.csdl"), "--out", filepath.Join(dir, "shop")}); code != 0 {
		t.Fatalf("generate: %d", code)
	}
	program, err := os.ReadFile(filepath.Join("testdata", "shop.go.txt"))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "main.go"), program, 0o644); err != nil {
		t.Fatal(err)
	}
	got := goCommand(t, dir, "run", ".")
	if diff := cmp.Diff(strings.Split(shopRequests, "\n"), strings.Split(got, "\n")); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
