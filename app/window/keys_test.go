package window

import "testing"

// Keys that drive are asked in every tick: they are found without work, and
// there are some for every direction.
func TestDrivingKeys(t *testing.T) {
	k := furnished(t).keyboard
	if n := testing.AllocsPerRun(100, func() { k.commanded() }); n > 0 {
		t.Errorf("to ask what the rat is commanded takes %.0f allocations", n)
	}
	for _, id := range driving {
		if len(k.table.ChordsOf(id)) == 0 {
			t.Errorf("no key means %s", id)
		}
	}
}
