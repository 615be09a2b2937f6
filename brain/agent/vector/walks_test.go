package vector

import (
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"

	"gridrat/world"
)

// Groups are of one rat and one segment, of the newest moments alone, with more
// than one to choose from; their places are those of dead reckoning at their
// codes.
func TestGroups(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rats, length := rapid.IntRange(1, 3).Draw(t, "rats"), rapid.IntRange(1, 12).Draw(t, "length")
		rng := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 1))
		w := NewWalks(3, rats, length)
		type moment struct {
			segment int
			place   world.Vec
		}
		// A code is rat, segment and number of the moment.
		kept := make([][]moment, rats)
		for rat := range rats {
			var now moment
			for range rng.IntN(40) {
				switch rng.IntN(3) {
				case 0:
					w.Begin(rat)
					now = moment{segment: now.segment + 1}
				case 1:
					by := world.Vec{X: rng.Float64(), Y: rng.Float64()}
					w.Move(rat, by)
					now.place = now.place.Add(by)
				default:
					since := world.Vec{X: rng.Float64()}
					w.Keep(rat, []float32{float32(rat), float32(now.segment), float32(len(kept[rat]))}, since)
					kept[rat] = append(kept[rat], moment{now.segment, now.place.Sub(since)})
				}
			}
		}
		total, possible := 0, false
		for _, m := range kept {
			newest := m[max(0, len(m)-length):]
			total += len(newest)
			for i := 1; i < len(newest); i++ {
				possible = possible || newest[i].segment == newest[i-1].segment
			}
		}
		if w.Len() != total {
			t.Fatalf("%d moments are kept, want %d", w.Len(), total)
		}
		rows := make([]int, 4)
		for range 20 {
			if ok := w.group(rng, rows); ok != possible {
				t.Fatalf("a group is found: %v; there is one: %v", ok, possible)
			} else if !ok {
				return
			}
			first := w.codes.Row(rows[0])
			for _, row := range rows {
				code := w.codes.Row(row)
				if code[0] != first[0] || code[1] != first[1] {
					t.Fatalf("moments %v and %v are in one group", first, code)
				}
				all := kept[int(code[0])]
				k := int(code[2])
				if k < len(all)-length {
					t.Fatalf("moment %d of %d is older than %d", k, len(all), length)
				}
				if all[k].segment != int(code[1]) || w.places[row] != all[k].place {
					t.Fatalf("moment %v is kept at %v, want %+v", code, w.places[row], all[k])
				}
			}
		}
	})
}

// Keeping moments allocates nothing, however many.
func TestWalksAreBounded(t *testing.T) {
	w := NewWalks(4, 2, 3)
	code := make([]float32, 4)
	if n := testing.AllocsPerRun(50, func() {
		w.Begin(1)
		w.Move(1, world.Vec{X: 1})
		w.Keep(1, code, world.Vec{})
	}); n > 0 {
		t.Errorf("keeping a moment allocates %v times", n)
	}
	if w.Len() != 3 {
		t.Errorf("of 50 moments %d are kept, want 3", w.Len())
	}
}
