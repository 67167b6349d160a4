package e2e

import (
	"testing"

	"github.com/intunegen/intunegen/generated/intunebeta"
	"github.com/intunegen/intunegen/graph/graphtest"
)

// The walk goes through our own tenant in memory as well, through every collection of Intune.
func TestWalkOfATenantInMemory(t *testing.T) {
	server := graphtest.New(t, intunebeta.Schema(), graphtest.PageSize(3))
	w := newWalk(t, server.URL(), nil)
	w.singles = true
	w.all()
	if sum(w.accepted) != sum(w.made) || w.visited < 328 {
		t.Errorf("%d collections; %d of %d requests accepted", w.visited, sum(w.accepted), sum(w.made))
	}
}
