package forage

import (
	"math"
	"testing"

	"gridrat/brain/learner"
	"gridrat/brain/tuning"
	"gridrat/world"
	"gridrat/world/maze"
)

// The map of the rat's own path has every move that is kept and, while it is
// driven, those alone; another outline begins anew, a wall does not.
func TestOwnPath(t *testing.T) {
	w, s := ratIn(t, maze.OfEnclosure(home), nil)
	const unit = 5
	metres := 0.0
	for range 300 {
		w.arrive(s)
		metres += w.kept[len(w.kept)-1].at.Pos.Sub(w.kept[len(w.kept)-1].from).Norm()
	}
	p := w.ownPath(unit, 0)
	if p.Moves != 300 || p.Driven || p.Map.N != pathBins || p.Half != 1.1 || math.Abs(p.Metres-metres) > 1e-9 {
		t.Fatalf("%d moves, %v m (really %v), driven %v, %d bins over %v m", p.Moves, p.Metres, metres, p.Driven, p.Map.N, 2*p.Half)
	}
	// By hand: the mean over the moves that ended in a bin.
	sum, n := map[int]float64{}, map[int]float64{}
	for _, m := range w.kept {
		bin := int((m.at.Pos.Y+1.1)/0.11)*pathBins + int((m.at.Pos.X+1.1)/0.11)
		sum[bin] += float64(m.units[unit])
		n[bin]++
	}
	for i, rate := range p.Map.Rate {
		if n[i] == 0 != (rate != rate) || n[i] > 0 && math.Abs(rate-sum[i]/n[i]) > 1e-6 {
			t.Errorf("bin %d: %v, want %v of %v moves", i, rate, sum[i]/n[i], n[i])
		}
	}
	w.drive = newDrive(w.to)
	w.drive.Command.Forward, w.drive.Command.Turn = 1, 0.3
	for range 40 {
		w.arrive(s)
	}
	if p = w.ownPath(unit, 0); p.Moves != 39 && p.Moves != 40 || !p.Driven || p.Metres < 0.5 {
		t.Errorf("of 40 moves driven %d count, %v m", p.Moves, p.Metres)
	}
	if late := w.ownPath(unit, s.Update+1); late.Moves != 0 || late.Map.Peak() != 0 {
		t.Errorf("%d moves of weights that are not there yet", late.Moves)
	}
	w.drive = nil
	if p = w.ownPath(unit, 0); p.Moves != 340 || p.Driven {
		t.Errorf("after it was driven, %d moves", p.Moves)
	}
	lay := func(edit func(m *maze.Map)) {
		m := w.plan
		edit(&m)
		w.lay(m, w.floor)
	}
	lay(func(m *maze.Map) { m.Goals = []maze.Goal{{Radius: 0.1}} })
	if p = w.ownPath(unit, 0); p.Moves != 340 {
		t.Errorf("a goal leaves %d moves", p.Moves)
	}
	lay(func(m *maze.Map) { m.Outline = maze.Outline{Diameter: 4.4} })
	if p = w.ownPath(unit, 0); p.Moves != 0 || p.Map.N != 2*pathBins || p.Half != 2.2 {
		t.Errorf("another outline has %d moves, %d bins over %v m", p.Moves, p.Map.N, 2*p.Half)
	}
}

// The path correlates with the scores where both are of one square.
func TestPathAndScores(t *testing.T) {
	w, s := ratIn(t, maze.OfEnclosure(home), nil)
	for range 50 {
		w.arrive(s)
	}
	early := w.ownPath(3, 0)
	for range 1500 {
		w.arrive(s)
	}
	p := w.ownPath(3, 0)
	opposite := tuning.Map{N: p.Map.N, Rate: make([]float64, len(p.Map.Rate))}
	for i, rate := range p.Map.Rate {
		opposite.Rate[i] = 1 - rate
	}
	a := &learner.Appraisal{Maps: []tuning.Map{p.Map, p.Map, p.Map, opposite}}
	if comparePath(p, a, home, 3); !(math.Abs(p.Like+1) < 1e-9) || p.Why != "" {
		t.Errorf("a map and its opposite correlate %v (%s)", p.Like, p.Why)
	}
	if comparePath(early, a, home, 3); early.Like == early.Like || early.Why == "" {
		t.Errorf("after 50 moves they correlate %v (%s)", early.Like, early.Why)
	}
	if comparePath(p, a, world.Enclosure{Shape: world.Square, Size: 3}, 3); p.Like == p.Like || p.Why == "" {
		t.Errorf("in another square they correlate %v (%s)", p.Like, p.Why)
	}
	if comparePath(p, nil, home, 3); p.Like == p.Like {
		t.Errorf("without scores they correlate %v", p.Like)
	}
}
