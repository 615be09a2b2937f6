package window

import (
	"slices"
	"testing"
	"time"

	"gridrat/app/room"
)

// TestArrivals: what was made in the background is there for the rooms in the
// tick in which it arrives, so that nothing shows or keeps a map that has gone.
func TestArrivals(t *testing.T) {
	var order []string
	g := furnished(t, room.Offer{Tick: func(time.Time) { order = append(order, "tick") }})
	if err := g.background.Deliver(t.Context(), func() { order = append(order, "arrival") }); err != nil {
		t.Fatal(err)
	}
	if g.goOn(); !slices.Equal(order, []string{"arrival", "tick"}) {
		t.Errorf("a tick goes %v", order)
	}
}
