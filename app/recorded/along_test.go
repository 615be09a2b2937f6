package recorded

import (
	"slices"
	"testing"
	"time"

	"gridrat/render/panel"
)

// The network is evaluated along the route while that is shown, again when it
// has changed, and for the own nulls of a unit; of another run nothing is shown
// that was found of the one before.
func TestAlong(t *testing.T) {
	path, _, _ := ran(120)
	w := newWindow(t)
	w.open(path)
	w.until("the rat follows", true, -1, func() bool { return w.room.Route() != nil })
	none := w.room.View(panel.Along)
	if none.Appraisal != nil || none.Maps != nil || none.Recording != "rat.csv" || none.Units() != w.snap.Net.Units() || w.room.Along() != nil {
		t.Errorf("before an evaluation the view is %+v", none)
	}
	for range 100 {
		w.tick(false, 3)
	}
	if w.room.along.busy || w.found > 0 {
		t.Fatal("it is evaluated although it is not shown")
	}
	w.until("an evaluation", true, -1, func() bool { return w.found == 1 })
	if v := w.room.View(panel.Along); v == none || v.Appraisal == nil || v.Appraisal != w.room.Along() || v.Recipe.Enclosure != w.room.Route().Box {
		t.Errorf("the view is %+v", v)
	}
	for range 100 {
		w.tick(true, -1)
	}
	if w.room.along.busy || w.found > 1 {
		t.Error("it is evaluated again although it is the same")
	}
	w.until("the nulls of a unit", true, 5, func() bool { return w.found == 2 })
	if f := w.room.Along().Focus; f == nil || f.Unit != 5 {
		t.Errorf("the nulls are %+v, want those of unit 5", f)
	}

	learnt := *w.snap
	learnt.Update, learnt.Weights = 50, slices.Clone(w.snap.Weights)
	w.snap = &learnt
	w.until("it is evaluated as it learns", true, -1, func() bool { return w.found == 3 })
	if a := w.room.Along(); a.Update != 50 || a.Focus != nil {
		t.Errorf("it is of update %d, with the nulls of %+v", a.Update, a.Focus)
	}

	other := learnt
	other.Run, other.Update = 2, 0
	w.snap = &other
	if v := w.room.View(panel.Along); v.Appraisal != nil || v.Run != 2 || w.room.Along() != nil {
		t.Errorf("of another network it shows %+v", v.Appraisal)
	}
	w.until("the other is evaluated", true, -1, func() bool { return w.found == 4 })
	if a := w.room.Along(); a == nil || a.Update != 0 {
		t.Errorf("of the other network it has %+v", a)
	}
}

// How long an evaluation takes, after which it rests, is real time, whatever the
// clock of the window says.
func TestAlongByAnotherClock(t *testing.T) {
	path, _, _ := ran(60)
	w := newWindow(t)
	w.now = w.now.Add(-24 * time.Hour)
	w.open(path)
	w.until("an evaluation", true, -1, func() bool { return w.found == 1 })
	if rest := w.room.along.next.Sub(w.now); rest > time.Hour {
		t.Errorf("it rests for %v", rest)
	}
}

// A network that cannot be evaluated is told of once, and is not tried again at
// once; the rat may leave the route meanwhile.
func TestAlongFails(t *testing.T) {
	path, _, _ := ran(60)
	w := newWindow(t)
	w.open(path)
	w.until("the rat follows", false, -1, func() bool { return w.room.Route() != nil })
	broken := *w.snap
	broken.Weights = make([]float32, 10)
	w.snap = &broken
	told := func() bool { return w.said("the network could not be evaluated along rat.csv") }
	w.until("it fails", true, -1, told)
	said, tried := len(w.log), w.room.along.next // by which an attempt is known
	for range 3 * 50 {                           // ticks of 20 ms
		w.tick(true, -1)
	}
	if w.room.along.next != tried {
		t.Error("it tries again within 3 s")
	}
	w.now = w.now.Add(10 * time.Second)
	w.until("it tries again", true, -1, func() bool { return w.room.along.next != tried })
	if len(w.log) != said {
		t.Errorf("it says so twice: %q", w.log)
	}
	w.now = w.now.Add(10 * time.Second)
	w.room.Evaluate(true, -1, w.now)
	w.table.Do("forage")
	for range 50 {
		w.tick(true, -1)
	}
	if w.room.View(panel.Along) != nil || !w.said("forage") {
		t.Errorf("after leaving it says %q", w.log)
	}
}
