package task

import (
	"testing"

	"gridrat/world/body"
	"gridrat/world/ground"
)

// TestSideBySide: stepping worlds in parts, in different goroutines, is the
// same as stepping all of them in one, and allocates nothing.
func TestSideBySide(t *testing.T) {
	const n = 64
	tasks := all(t)
	names := []string{"square-arena", "goal-doors", "sunburst", "your-map"}
	build := func() []*World {
		var worlds []*World
		for _, name := range names {
			worlds = append(worlds, make1(t, tasks[name]))
			for len(worlds)%(n/len(names)) != 0 {
				worlds = append(worlds, worlds[len(worlds)-1].Clone())
			}
		}
		for i, w := range worlds {
			w.Reset(seeded(uint64(i)))
		}
		return worlds
	}
	one, two := build(), build()
	actions, a, b := make([]body.Action, n), make([]Outcome, n), make([]Outcome, n)
	d := driver{5}
	for range 300 {
		for i := range actions {
			actions[i] = d.next()
		}
		StepAll(one, actions, a)
		done := make(chan bool)
		for _, half := range [][2]int{{0, n / 2}, {n / 2, n}} {
			go func() {
				StepAll(two[half[0]:half[1]], actions[half[0]:half[1]], b[half[0]:half[1]])
				done <- true
			}()
		}
		<-done
		<-done
		for i := range a {
			if a[i] != b[i] || one[i].Body() != two[i].Body() {
				t.Fatalf("world %d: %+v and %+v", i, a[i], b[i])
			}
		}
	}
	if got := testing.AllocsPerRun(500, func() {
		for i := range actions {
			actions[i] = d.next()
		}
		StepAll(one, actions, a)
	}); got != 0 {
		t.Errorf("a step of %d worlds allocates %v times", n, got)
	}
	if testing.AllocsPerRun(10, func() { one[n-1].visitForTest() }) != 0 {
		t.Error("a visit allocates")
	}
}

// TestGroundIsShared: worlds of a fixed map share its geometry, each with its
// own doors, and episodes do not make it anew.
func TestGroundIsShared(t *testing.T) {
	w := make1(t, all(t)["sunburst"])
	c := w.Clone()
	w.Reset(seeded(1))
	c.Reset(seeded(1))
	visit(t, w)
	tag := ground.DoorTag + int32(0)
	if w.Ground().On(tag) || !c.Ground().On(tag) {
		t.Error("the doors of two worlds are not their own")
	}
	before := w.Ground()
	w.Reset(seeded(2))
	if w.Ground() != before {
		t.Error("the floor of a fixed map was made anew")
	}
}
