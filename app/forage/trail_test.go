package forage

import (
	"testing"
	"time"

	"gridrat/brain/gridnet"
	"gridrat/brain/pupil"
)

// A spike is drawn by what the unit did at the time, against the map that the
// same weights had; those of old weights are dropped.
func TestSpikes(t *testing.T) {
	s := pupil.Untrained(t, gridnet.NewModules(1), 3)
	fired := moment{units: []float32{0.5}, peaks: []float32{0.6}, luck: 0.8, update: 10}
	silent := moment{units: []float32{0.5}, peaks: []float32{5}, luck: 0.8, update: 10}
	unmapped := moment{units: []float32{0.5}, luck: 0, update: 10}
	later := fired
	later.update = 60
	r, h, _ := newRoom(t)
	r.watch.kept = []moment{fired, fired, silent, unmapped, later}
	for oldest, want := range map[int][]bool{0: {true, true, false, false, true}, 50: {false, false, false, false, true}, 61: {false, false, false, false, false}} {
		r.oldest = oldest
		marks := r.marks(0, 5)
		if len(marks) != 5 {
			t.Fatalf("%d marks of 5 moves", len(marks))
		}
		for i, m := range marks {
			if m.Spike != want[i] {
				t.Errorf("with weights from update %d on, move %d fired: %v, want %v", oldest, i, m.Spike, want[i])
			}
		}
	}
	for _, c := range []struct{ update, oldest, want int }{{100, 0, 50}, {104, 50, 50}, {200, 50, 100}, {10, 100, 5}, {0, 0, 0}} {
		later := *s
		later.Update = c.update
		h.snap, r.oldest = &later, c.oldest
		if r.ForgetSpikes(); r.oldest != c.want {
			t.Errorf("at update %d, spikes are shown from update %d on, want %d", c.update, r.oldest, c.want)
		}
	}
}

// The trail grows with the moves, begins again when it lacks some that are
// forgotten, and is that of the recording while recorded cells are shown.
func TestTrail(t *testing.T) {
	r, h, _ := newRoom(t)
	tick := r.Offer().Tick
	run := func(moves int) {
		for range moves {
			r.watch.arrive(h.snap)
		}
		tick(time.Time{})
	}
	run(3)
	run(2)
	if len(h.moves) != 5 || h.clears != 1 {
		t.Fatalf("5 moves are drawn as %d, begun %d times", len(h.moves), h.clears)
	}
	for i, m := range h.moves {
		if m.From != r.watch.kept[i].from || m.To != r.watch.kept[i].at.Pos {
			t.Errorf("move %d is drawn as %v", i, m)
		}
	}
	run(pastLimit - 4)
	if kept := pastLimit - pastLimit/3 + 1; len(h.moves) != kept || h.clears != 2 {
		t.Errorf("of %d moves %d are drawn, want %d; begun %d times", r.Moves(), len(h.moves), kept, h.clears)
	}
	for i := range r.watch.kept { // unit 1 fires in every second move
		m := &r.watch.kept[i]
		m.luck, m.peaks, m.units = 0.5, []float32{1, 1}, []float32{0, float32(i % 2)}
	}
	h.unit = 1
	moves := len(h.moves)
	if r.RedrawSpikes(); len(h.spikes) != moves/2 || len(h.moves) != moves {
		t.Errorf("%d spikes on %d moves", len(h.spikes), len(h.moves))
	}

	h.cells = true
	if r.RedrawTrail(); len(h.moves) != len(recorded) || len(h.spikes) != len(recordedSpikes) {
		t.Errorf("of the recording %d moves and %d spikes are drawn", len(h.moves), len(h.spikes))
	}
	run(1)
	r.RedrawSpikes()
	late := *h.snap
	late.Update = 100
	h.snap = &late
	r.ForgetSpikes()
	if len(h.moves) != len(recorded) || len(h.spikes) != len(recordedSpikes) {
		t.Errorf("to the recording %d moves and %d spikes have come", len(h.moves), len(h.spikes))
	}
	h.cells = false
	if r.RedrawTrail(); len(h.moves) != moves+1 || len(h.spikes) != 0 {
		t.Errorf("back from the recording there are %d moves and %d spikes of old weights", len(h.moves), len(h.spikes))
	}

	// Without a place, nothing is drawn; it comes with the place.
	h.hidden, h.moves = true, nil
	r.RedrawTrail()
	r.RedrawSpikes()
	run(1)
	if h.moves != nil {
		t.Error("it is drawn where there is no place")
	}
	h.hidden = false
	if tick(time.Time{}); len(h.moves) != 1 {
		t.Errorf("%d moves came with the place", len(h.moves))
	}
}
