package maze

import (
	"bytes"
	"math/rand/v2"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// TestRandom: every random maze is connected and without problems, has a goal
// and starts, no dead end, no room of a size not asked for, and comes again
// from the same seed.
func TestRandom(t *testing.T) {
	loops, doors, rooms := 0, 0, map[int]int{}
	rapid.Check(t, func(t *rapid.T) {
		p := rapid.SampledFrom([]Plan{GoalDriven, GoalDoors, {W: 17, H: 11, Rooms: 5, MinRoom: 3, MaxRoom: 5, Loops: 0.3, Doors: true}, {W: 5, H: 7, Rooms: 1, MinRoom: 3, MaxRoom: 3}}).Draw(t, "plan")
		seed := rapid.Uint64().Draw(t, "seed")
		g := p.Random(rand.New(rand.NewPCG(seed, 1)))
		if again := p.Random(rand.New(rand.NewPCG(seed, 1))); !bytes.Equal(g.Cells, again.Cells) {
			t.Fatalf("a seed gave\n%s\nand\n%s", g, again)
		}
		text := g.String()
		if strings.Count(text, "G") != 1 || strings.Count(text, "P") == 0 {
			t.Fatalf("it has not one goal and a start:\n%s", text)
		}
		if !p.Doors && strings.ContainsAny(text, "HI") {
			t.Fatalf("it has doors that were not asked for:\n%s", text)
		}
		m, err := g.Map("random", Cell)
		if err != nil {
			t.Fatal(err)
		}
		if problems := m.Problems(BodyRadius); len(problems) > 0 {
			t.Fatalf("%v in\n%s", problems, text)
		}
		if parts := NewReach(m, BodyRadius).Parts(); parts != 1 {
			t.Fatalf("its floor has %d parts:\n%s", parts, text)
		}
		floor, links := 0, 0
		for i, c := range g.Cells {
			x, y := i%g.W, i/g.W
			rim := x == 0 || y == 0 || x == g.W-1 || y == g.H-1
			if c == '*' {
				continue
			}
			if rim {
				t.Fatalf("the rim is open:\n%s", text)
			}
			floor++
			ways := 0
			for _, to := range directions {
				if !g.wall(x+to[0], y+to[1]) {
					ways++
				}
			}
			links += ways
			if ways < 2 {
				t.Fatalf("column %d, row %d is a dead end:\n%s", x, y, text)
			}
			across, along := g.wall(x-1, y) && g.wall(x+1, y), g.wall(x, y-1) && g.wall(x, y+1)
			if c == 'H' && (!across || along) || c == 'I' && (!along || across) {
				t.Fatalf("the door in column %d, row %d stands across no corridor:\n%s", x, y, text)
			}
		}
		if p == GoalDriven {
			rooms[strings.Count(text, "P")]++
		}
		doors += strings.Count(text, "H") + strings.Count(text, "I")
		if links/2 > floor {
			loops++
		}
	})
	if loops == 0 || doors == 0 || rooms[2]+rooms[3]+rooms[4] == 0 {
		t.Errorf("mazes with loops %d, doors %d, goal-driven ones by rooms %v", loops, doors, rooms)
	}
	t.Logf("goal-driven mazes by number of rooms: %v", rooms)
}

func BenchmarkRandom(b *testing.B) {
	rng := rand.New(rand.NewPCG(1, 2))
	for b.Loop() {
		if _, err := GoalDoors.Random(rng).Map("random", Cell); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "mazes/s")
}
