package window

import (
	"testing"

	"gridrat/app/window/keyboard"
)

// Keys that drive are asked in every tick: they are found without work, and
// there are some for every direction.
func TestDrivingKeys(t *testing.T) {
	g := furnished(t)
	k := g.keyboard
	n := 1.0 // the least of some tries: the window's goroutines allocate meanwhile
	for range 20 {
		n = min(n, testing.AllocsPerRun(100, func() { k.Commanded() }))
	}
	if n > 0 {
		t.Errorf("to ask what the rat is commanded takes %.0f allocations", n)
	}
	for _, id := range keyboard.Driving {
		if len(g.table.ChordsOf(id)) == 0 {
			t.Errorf("no key means %s", id)
		}
	}
}
