package recording

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"gridrat/world"

	"pgregory.net/rapid"
)

// forager is a track of a rat that forages in a box of 1 m with its corner at
// the origin, at 50 Hz, and sits still for a time.
func forager(rng *rand.Rand, rows, rest int) Track {
	m := world.PublishedForaging()
	m.Stored = m.Tick
	e := world.Enclosure{Shape: world.Square, Size: 1}
	rats := []world.Pose{{}}
	var k Track
	for i := range rows {
		if i < rows/2 || i >= rows/2+rest {
			m.Advance(rng, e, i, rats)
		}
		k.add(0.02*float64(i), rats[0].Pos.X+0.5, rats[0].Pos.Y+0.5, math.NaN())
	}
	return k
}

func settled(t testing.TB, k Track) Track {
	t.Helper()
	if err := k.finish(func(row int) string { return fmt.Sprint("row ", row) }); err != nil {
		t.Fatal(err)
	}
	return k
}

// TestLost: marks are left out, whatever they are, however often and long, at
// the beginning and at the end, and beside unknown positions, and so are jumps
// elsewhere; all that is the rat's stays.
func TestLost(t *testing.T) {
	type run struct{ from, to int }
	nan := math.NaN()
	for name, c := range map[string]struct {
		at      world.Vec
		runs    []run
		unknown []run
	}{
		"single frames":     {world.Vec{X: -1, Y: -1}, []run{{50, 51}, {150, 151}, {700, 701}}, nil},
		"one frame":         {world.Vec{X: -1, Y: -1}, []run{{50, 51}}, nil},
		"two seconds":       {world.Vec{X: -1, Y: -1}, []run{{300, 400}}, nil},
		"at the beginning":  {world.Vec{X: -1, Y: -1}, []run{{0, 400}}, nil},
		"at the end":        {world.Vec{X: 10.23, Y: 10.23}, []run{{1800, 2000}}, nil},
		"pixels":            {world.Vec{X: 1023, Y: 1023}, []run{{40, 47}, {90, 91}, {1999, 2000}}, nil},
		"half of the time":  {world.Vec{X: -1, Y: -1}, []run{{100, 700}, {1000, 1400}}, nil},
		"beside unknown":    {world.Vec{X: -1, Y: -1}, []run{{100, 120}, {500, 520}}, []run{{120, 140}, {490, 500}}},
		"between unknown":   {world.Vec{X: -1, Y: -1}, []run{{100, 120}, {500, 520}}, []run{{90, 100}, {120, 140}}},
		"where the rat was": {world.Vec{X: 0.5, Y: 0.5}, []run{{100, 103}, {500, 520}, {800, 801}}, nil},
	} {
		k := forager(rand.New(rand.NewPCG(1, 2)), 2000, 0)
		lost, unknown := map[int]bool{}, map[int]bool{}
		for _, r := range c.unknown {
			for i := r.from; i < r.to; i++ {
				k.Poses[i].Pos, unknown[i] = world.Vec{X: nan, Y: nan}, true
			}
		}
		for _, r := range c.runs {
			for i := r.from; i < r.to; i++ {
				k.Poses[i].Pos, lost[i] = c.at, true
			}
		}
		if name == "between unknown" { // nothing tells what lies between gaps alone
			for i := 100; i < 120; i++ {
				delete(lost, i)
			}
		}
		got, l, err := settled(t, k).WithoutLost(0)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		kept := map[float64]bool{}
		for _, at := range got.T {
			kept[at] = true
		}
		for i, at := range k.T {
			if kept[at] == lost[i] && name != "where the rat was" {
				t.Errorf("%s: row %d, lost %t, is kept %t", name, i, lost[i], kept[at])
				break
			}
		}
		if name == "where the rat was" { // the rat may be so near that a move there is possible
			if l.Rows() > len(lost) || l.Rows() < len(lost)/2 {
				t.Errorf("%s: %d rows are left out of %d", name, l.Rows(), len(lost))
			}
			continue
		}
		if l.Rows() != len(lost) || len(l.Marks) > 1 || l.Breaks > 0 {
			t.Errorf("%s: %+v, want %d rows", name, l, len(lost))
		}
		if box, err := got.Box(Said{}); name != "between unknown" && (err != nil || box.Width > 1 || box.Height > 1) {
			t.Errorf("%s: a box of %v x %v m (%v)", name, box.Width, box.Height, err)
		}
	}
}

// TestLostWords: what was left out is counted and said.
func TestLostWords(t *testing.T) {
	k := forager(rand.New(rand.NewPCG(1, 2)), 2000, 0)
	for _, i := range []int{100, 101, 500} {
		k.Poses[i].Pos = world.Vec{X: -1, Y: -1}
	}
	k.Poses[900].Pos = world.Vec{X: 3, Y: 0.2}
	_, l, err := settled(t, k).WithoutLost(0)
	const want = "left out as lost by the tracker: 3 rows at (-1, -1) m, 1 row elsewhere, which moves of more than 4 m/s lead to and from"
	if err != nil || l.String() != want {
		t.Errorf("it says %q (%v), want %q", l, err, want)
	}
	wrong := forager(rand.New(rand.NewPCG(1, 2)), 2000, 0)
	for i := range wrong.Poses {
		wrong.Poses[i].Pos = wrong.Poses[i].Pos.Mul(100)
	}
	if _, l, err = settled(t, wrong).WithoutLost(0); err != nil || !strings.Contains(l.String(), "moves are faster than 4 m/s, and none was left out: are the units of length and time right?") {
		t.Errorf("of too low a limit it says %q (%v)", l, err)
	}
	moved := forager(rand.New(rand.NewPCG(1, 2)), 2000, 0)
	for i := 900; i < 2000; i++ { // set down elsewhere
		moved.Poses[i].Pos.X += 5
	}
	got, l, err := settled(t, moved).WithoutLost(0)
	if err != nil || l.Rows() > 0 || l.String() != "another segment begins after each of 1 move of more than 4 m/s" || len(got.Segments()) != 2 {
		t.Errorf("of a rat set down elsewhere it says %q (%v), in %d segments", l, err, len(got.Segments()))
	}
	if s := got.Seconds(); math.Abs(s-1999*0.02) > 1e-9 {
		t.Errorf("%v s of it are kept, want all", s)
	}
}

// TestSittingStill: a rat that rests in a corner is kept, also where the mark for
// lost positions is that corner, and where it was lost in between.
func TestSittingStill(t *testing.T) {
	corner := world.Vec{X: 0.01, Y: 0.01}
	k := forager(rand.New(rand.NewPCG(3, 4)), 3000, 0)
	// It runs to the corner, rests for ten seconds, and runs on from there.
	from, to := 1000, 1500
	start, end := k.Poses[from-50].Pos, k.Poses[to+50].Pos
	for i := range 50 {
		share := float64(i) / 50
		k.Poses[from-50+i].Pos = start.Add(corner.Sub(start).Mul(share))
		k.Poses[to+i].Pos = corner.Add(end.Sub(corner).Mul(share))
	}
	for i := from; i < to; i++ {
		k.Poses[i].Pos = corner
	}
	lost := 0
	for _, i := range []int{1100, 1101, 1300, 2000} { // twice while it rests
		k.Poses[i].Pos = world.Vec{X: 2, Y: 2}
		lost++
	}
	for i := 2500; i < 2510; i++ { // and at the corner, where it is not
		if k.Poses[i].Pos.Sub(corner).Norm() < 0.2 {
			t.Fatal("the rat is near the corner")
		}
		k.Poses[i].Pos = corner
		lost++
	}
	got, l, err := settled(t, k).WithoutLost(0)
	if err != nil || l.Rows() != lost {
		t.Fatalf("%s (%v), want %d rows", l, err, lost)
	}
	rests := 0
	for _, p := range got.Poses {
		if p.Pos == corner {
			rests++
		}
	}
	if rests != to-from+1-3 { // one row at which it runs off, three of the rest were lost
		t.Errorf("%d rows in the corner are kept, want %d", rests, to-from-2)
	}
}

// TestClean: tracks without lost positions lose nothing, whatever their rate,
// with jitter of a centimetre, rests, unknown positions and gaps.
func TestClean(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rng := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 1))
		rest := rapid.IntRange(0, 300).Draw(t, "rest")
		whole := forager(rng, 1500, rest)
		every := rapid.IntRange(1, 10).Draw(t, "every")
		jitter := rapid.Float64Range(0, 0.005).Draw(t, "jitter")
		pixel := rapid.Float64Range(0, 0.01).Draw(t, "pixel")
		var k Track
		skip := 0
		for i := 0; i < len(whole.T); i += every {
			if skip > 0 {
				skip--
				continue
			}
			p := whole.Poses[i].Pos.Add(world.Vec{X: (2*rng.Float64() - 1) * jitter, Y: (2*rng.Float64() - 1) * jitter})
			if pixel > 0.001 {
				p = world.Vec{X: math.Round(p.X/pixel) * pixel, Y: math.Round(p.Y/pixel) * pixel}
			}
			switch rng.IntN(100) {
			case 0:
				skip = rng.IntN(20)
			case 1:
				p.X = math.NaN()
			}
			k.add(whole.T[i], p.X, p.Y, math.NaN())
		}
		if err := k.finish(func(int) string { return "" }); err != nil {
			return // of hardly any rows
		}
		if got, l, err := k.WithoutLost(0); err != nil || l.Rows() > 0 || l.Breaks > 0 || len(got.T) != len(k.T) {
			t.Fatalf("%s (%v)", l, err)
		}
	})
}
