package forage

import (
	"math"
	"strings"
	"testing"

	"gridrat/render/panel"
	"gridrat/world"
	"gridrat/world/body"
	"gridrat/world/maze"
)

// Space plays and pauses, which learning is told; steps, ways back and the
// timeline are for the paused rat.
func TestTime(t *testing.T) {
	r, h, table := newRoom(t)
	state := func(id string) panel.State {
		t.Helper()
		s, ok := table.State(id)
		if !ok {
			t.Fatalf("there is no %s", id)
		}
		return s
	}
	if s := state("timeline"); s.Why != "the rat has not moved yet" || s.Value != panel.SliderMax || state("play").Label != "play" {
		t.Errorf("at first the timeline stands %+v, the button of play %+v", s, state("play"))
	}
	for range 4 {
		table.Do("tick")
	}
	if r.Moves() != 4 || h.hurried != 4 || r.Back != 0 {
		t.Fatalf("after 4 steps %d moves, panels hurried %d times, %d back", r.Moves(), h.hurried, r.Back)
	}
	now, _ := r.Now(0)
	table.Do("back")
	table.Do("back")
	rat, belief := r.Now(r.Back)
	if r.Back != 2 || rat != r.watch.kept[2].at || belief != r.watch.kept[2].guess || rat == now || &r.Activity(r.Back)[0] != &r.watch.kept[2].units[0] {
		t.Errorf("two moves back is %d: %v", r.Back, rat)
	}
	if w := r.Watched(); w.Back != 2 || w.Moves != 5 || math.Abs(w.OffCM-100*belief.Sub(rat.Pos).Norm()) > 1e-9 {
		t.Errorf("panels are told %+v", w)
	}
	if s := state("timeline"); s.Value != panel.SliderMax/2 || s.Why != "" || state("timeline-value").Label != "2 moves back" || !strings.HasPrefix(r.hint(), "Looking at the past") {
		t.Errorf("the timeline stands %+v, its label %+v; %s", s, state("timeline-value"), r.hint())
	}
	table.Do("tick")
	if r.Back != 1 || r.Moves() != 4 {
		t.Errorf("a step forward: %d back, %d moves", r.Back, r.Moves())
	}
	for range 9 {
		table.Do("back")
	}
	if r.Back != 4 {
		t.Errorf("of 4 moves it goes %d back", r.Back)
	}
	table.Handle(panel.Event{ID: "timeline", Value: panel.SliderMax / 4})
	if r.Back != 3 {
		t.Errorf("a quarter of the timeline is %d moves back", r.Back)
	}

	table.Do("play")
	if !r.Playing || r.Back != 0 || h.played != 1 || state("play") != (panel.State{Label: "pause", On: true}) || r.hint() != "" {
		t.Errorf("playing %v, %d back, learning told %d times, %+v", r.Playing, r.Back, h.played, state("play"))
	}
	for _, id := range []string{"tick", "back"} {
		table.Do(id)
	}
	table.Handle(panel.Event{ID: "timeline"})
	if r.Moves() != 4 || r.Back != 0 || state("tick").Why == "" || state("timeline").Why != "pause first" {
		t.Errorf("while it plays: %d moves, %d back, step %q, timeline %q", r.Moves(), r.Back, state("tick").Why, state("timeline").Why)
	}
	table.Do("play")
	if r.Playing || h.played != 2 {
		t.Errorf("paused: playing %v, learning told %d times", r.Playing, h.played)
	}
	if r.Resume(); !r.Playing || h.played != 2 {
		t.Error("learning is told what it has asked for")
	}
}

// The rat runs as fast as it is told, within bounds, while it plays.
func TestSpeed(t *testing.T) {
	r, h, table := newRoom(t)
	if r.Advance(0.1, false); r.Metres() != 0 || h.outdated != 0 {
		t.Error("it runs while it is paused")
	}
	label := func() string { s, _ := table.State("rat-speed"); return s.Label }
	for range 3 {
		table.Do("slower")
	}
	if s, _ := table.State("slower"); r.Speed != slowest || s.Why == "" || label() != "1/4×" {
		t.Errorf("the slowest is %v, %q, %+v", r.Speed, label(), s)
	}
	for range 9 {
		table.Do("faster")
	}
	if s, _ := table.State("faster"); r.Speed != fastest || s.Why == "" || label() != "64×" {
		t.Errorf("the fastest is %v, %q, %+v", r.Speed, label(), s)
	}
	r.Speed = 2
	r.Play(true)
	for r.Moves() == 0 {
		if r.Advance(0.01, false); r.Moves() == 0 && h.outdated > 0 {
			t.Error("panels are outdated before a move")
		}
	}
	if h.outdated == 0 || math.Abs(r.watch.phase) > 0.02/r.Period()+1e-9 {
		t.Errorf("after the first move panels were outdated %d times, and the next is at %v", h.outdated, r.watch.phase)
	}
	if r.Reached = 1; label() != "2× (1)" {
		t.Errorf("where there is not the time it says %q", label())
	}
}

// The first command that drives makes the rat the user's and sets it going.
func TestSteer(t *testing.T) {
	r, h, _ := newRoom(t)
	if r.Steer(body.Command{}); r.Driven() || r.Playing {
		t.Error("no command drives it")
	}
	r.Put(world.Vec{X: 5})
	if rat, _ := r.Now(0); rat.Pos.X < 0.9 || !home.Contains(rat.Pos) {
		t.Errorf("put outside, it comes to %v", rat.Pos)
	}
	r.Put(world.Vec{})
	r.Steer(body.Command{Turn: 1})
	if !r.Driven() || !r.Playing || h.played != 1 {
		t.Errorf("driven %v, playing %v, learning told %d times", r.Driven(), r.Playing, h.played)
	}
	r.watch.arrive(h.snap) // the move that was under way
	before, _ := r.Now(0)
	r.Steer(body.Command{})
	for range 20 {
		r.watch.arrive(h.snap)
	}
	if now, _ := r.Now(0); now.Pos != before.Pos || now.Heading == before.Heading || !r.watch.kept[20].driven {
		t.Errorf("turned, it went from %v to %v", before, now)
	}
	if p := r.OwnPath(0); !p.Driven || p.Moves == 0 {
		t.Errorf("its path has %d moves, driven %v", p.Moves, p.Driven)
	}
	if r.LetGo(); r.Driven() {
		t.Error("it is driven on")
	}
}

// A map with walls is one to be free of, which the caption says.
func TestLay(t *testing.T) {
	r, _, _ := newRoom(t)
	h := r.Caption("nowhere")
	if !r.Free() || !strings.HasPrefix(h[0], "ring: where the network believes") || !strings.HasSuffix(h[1], "unit 0 fired") {
		t.Errorf("free %v, caption %q", r.Free(), h)
	}
	rat, _ := r.Now(0)
	m := r.Plan()
	m.Walls = []maze.Wall{{A: rat.Pos.Sub(world.Vec{X: 0.3}), B: rat.Pos.Add(world.Vec{X: 0.3}), Thickness: 0.1}}
	r.Lay(m, floorOf(t, m))
	r.Relocate()
	now, _ := r.Now(0)
	if r.Free() || !r.Floor().Free(now.Pos, maze.BodyRadius-1e-9) || !strings.HasPrefix(r.Caption("in the open square")[0], "ring: belief, learnt in the open square") {
		t.Errorf("free %v, at %v, caption %q", r.Free(), now.Pos, r.Caption("in the open square"))
	}
}
