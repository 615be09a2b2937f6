package inmap

import (
	"errors"
	"strings"
	"testing"
	"time"

	"gridrat/app/internal/visit"
	"gridrat/app/room"
	"gridrat/app/settings"
	"gridrat/brain/gridnet"
	"gridrat/brain/learner"
	"gridrat/brain/pupil"
	"gridrat/render/figure"
	"gridrat/render/panel"
	"gridrat/world"
	"gridrat/world/maze"
)

// desk is a room with what it does to a window and to a network, of which
// nothing but the recipe counts.
type desk struct {
	*Room
	t     *testing.T
	table *room.Table
	set   settings.Settings
	snap  learner.Snapshot

	told        string
	failure     bool
	asked       []learner.Request
	begun       *gridnet.Recipe
	shown, laid maze.Map
	refuse      error
	route       string
	rested      int
}

func open(t *testing.T) *desk {
	t.Helper()
	d := &desk{t: t, set: settings.Default()}
	d.snap.Recipe, d.snap.Run, d.snap.Seed = gridnet.NewModules(1), 1, 3
	d.shown = maze.OfEnclosure(d.snap.Recipe.Enclosure)
	d.laid = d.shown
	d.Room = New(Host{
		Tell:     func(failure bool, text string) { d.failure, d.told = failure, figure.Capital(text) },
		Keys:     func(id string) string { return d.table.Keys(id) },
		Tool:     func(id, label string) panel.Tool { return d.table.Tool(id, label) },
		Settings: &d.set,
		Snap:     func() *learner.Snapshot { return &d.snap },
		Do:       func(q learner.Request) { d.asked = append(d.asked, q) },
		Restart: func(r gridnet.Recipe, seed uint64) {
			if d.begun = &r; seed != d.snap.Seed {
				t.Errorf("it begins with seed %d", seed)
			}
		},
		Rest: func() { d.rested++ },
		Map:  func() maze.Map { return d.shown }, Laid: func() maze.Map { return d.laid },
		Show: func(m maze.Map) error {
			if d.refuse == nil {
				d.shown = m
			}
			return d.refuse
		},
		Route: func() string { return d.route },
	})
	d.table = room.NewTable(d.Offer())
	return d
}

func (d *desk) do(id string) {
	d.t.Helper()
	visit.Do(d.t, d.table, id)
}

// said checks how what was told begins.
func (d *desk) said(want string) {
	d.t.Helper()
	visit.Said(d.t, d.told, want)
}

// draw draws a wall, and the rat runs there.
func (d *desk) draw(x float64) {
	d.t.Helper()
	m, err := d.shown.Apply(maze.Add{Elements: []maze.Element{maze.Wall{A: world.Vec{X: x, Y: -0.3}, B: world.Vec{X: x, Y: 0.3}, Thickness: 0.03}}})
	if err != nil {
		d.t.Fatal(err)
	}
	d.shown, d.laid = m, m
}

// learn has the network learn in the map that is shown, in another run.
func (d *desk) learn() {
	m := d.shown
	d.snap.Recipe = d.snap.Recipe.In(&m)
	d.snap.Run++
	d.Settle(true, true)
}

// laidAs lists the maps that the learner was given.
func (d *desk) laidAs() []learner.Lay {
	var all []learner.Lay
	for _, q := range d.asked {
		all = append(all, q.(learner.Lay))
	}
	d.asked = nil
	return all
}

// The action starts the recipe in the map, and in its own enclosure again.
func TestToggle(t *testing.T) {
	d := open(t)
	if b := d.Buttons(); len(b) != 1 || b[0].Label != "learn here" || b[0].On || b[0].Tip != "Start the recipe from scratch in the map that is shown; again: in the recipe's own enclosure  [Ctrl+L]" {
		t.Errorf("the buttons are %+v", b)
	}
	if d.LearntIn() != "in the open square" {
		t.Errorf("it learns %s", d.LearntIn())
	}
	d.draw(0)
	d.do("learn-here")
	d.said("The network starts again and learns in Open square, 2.2 m: its place cells are spread over the floor that rats reach.")
	if d.begun == nil || d.begun.Map == nil || !d.begun.Map.Equal(d.shown) || d.rested != 1 {
		t.Fatalf("it begins with %+v", d.begun)
	}
	d.learn()
	if d.LearntIn() != "here" || !d.Learns() {
		t.Errorf("it learns %s", d.LearntIn())
	}
	if b := d.Buttons(); len(b) != 2 || b[0].Label != "edits restart maps" || b[0].On || !b[1].On || b[1].Tip != "The network learns here. A click starts it again in the open square of its recipe  [Ctrl+L]" {
		t.Errorf("the buttons are %+v", b)
	}
	if d.draw(0.2); d.LearntIn() != "here, before the last edit" {
		t.Errorf("after an edit it learns %s", d.LearntIn())
	}
	d.do("learn-here")
	d.said("The network starts again in the open square of 2.2 m of its recipe. Ctrl+Z brings back the one before.")
	if d.begun.Map != nil {
		t.Error("it begins in the map again")
	}
}

// Along a trajectory, or in a map that cannot be learnt in, nothing begins.
func TestRefuse(t *testing.T) {
	d := open(t)
	d.route = "a.csv"
	d.do("learn-here")
	d.said("The rat follows a.csv; Shift+O lets it forage again, and then the network can learn in what is drawn.")
	d.route = ""
	d.shown = maze.OfEnclosure(world.Enclosure{Shape: world.Square, Size: 0.3})
	d.do("learn-here")
	if d.begun != nil || !d.failure || !strings.HasSuffix(d.told, ".") || !strings.Contains(d.told, "Open square, 0.3 m") {
		t.Errorf("in a map of 0.3 m it begins with %+v and says %q", d.begun, d.told)
	}
}

// Each edit is laid once, with rate maps as set; another run is given it again.
func TestLay(t *testing.T) {
	d := open(t)
	d.Settle(true, true)
	d.draw(0)
	d.Lay(true)
	if all := d.laidAs(); len(all) > 0 {
		t.Errorf("to a network that learns in its enclosure it gives %+v", all)
	}
	d.learn()
	d.Lay(true)
	if all := d.laidAs(); len(all) > 0 {
		t.Errorf("the map that it learns in is given again: %+v", all)
	}
	d.draw(0.2)
	for range 3 { // refused, say
		d.Lay(false)
	}
	if all := d.laidAs(); len(all) != 1 || !all[0].Map.Equal(d.laid) || all[0].Continue {
		t.Errorf("after an edit it gives %+v", all)
	}
	d.do("keep-maps")
	d.said("Rate maps continue when the map that the network learns in is edited; in a square of another size they begin again.")
	if b := d.Buttons(); b[0].Label != "edits continue maps" || b[0].Short != "continue" || !b[0].On || !d.set.KeepMaps {
		t.Errorf("the buttons are %+v", b)
	}
	d.draw(0.4)
	d.Lay(true)
	if all := d.laidAs(); len(all) != 1 || !all[0].Continue {
		t.Errorf("after another edit it gives %+v", all)
	}
	d.do("keep-maps")
	d.said("Rate maps begin again when the map that the network learns in is edited.")
	d.Settle(false, true)
	d.Lay(true)
	if all := d.laidAs(); len(all) > 0 {
		t.Errorf("the same edit is given twice: %+v", all)
	}
	d.Settle(true, true)
	d.Lay(true)
	if all := d.laidAs(); len(all) != 1 {
		t.Errorf("another run is given %+v", all)
	}
}

// The map of a network that was asked for is shown when it has come, not that
// of one that has not, and until then nothing is laid.
func TestShowLearnt(t *testing.T) {
	d := open(t)
	d.Settle(true, true)
	old := d.shown
	d.draw(0)
	drawn := d.shown
	d.learn()
	d.shown, d.laid = old, old
	d.Await()
	d.Lay(false)
	if all := d.laidAs(); len(all) > 0 {
		t.Errorf("while another network is to come it gives %+v", all)
	}
	d.Settle(false, true) // refused
	d.Lay(true)
	if all := d.laidAs(); len(all) != 1 || !d.shown.Equal(old) {
		t.Errorf("the network has not come, and given is %+v", all)
	}
	d.Await()
	d.snap.Run++
	d.Settle(true, true)
	d.Lay(true)
	if all := d.laidAs(); len(all) > 0 || !d.shown.Equal(drawn) {
		t.Errorf("the network has come, shown is %+v, given %+v", d.shown, all)
	}
	d.shown, d.refuse = old, errors.New("it is none")
	d.Await()
	d.snap.Run++
	d.Lay(true)
	d.said("The map that the network learns in cannot be shown: it is none.")
}

// The map of the first network is shown.
func TestFirst(t *testing.T) {
	d := open(t)
	old := d.shown
	d.draw(0)
	drawn := d.shown
	d.learn()
	d.shown, d.laid = old, old
	if d.Lay(true); !d.shown.Equal(drawn) {
		t.Error("the map of the first network is not shown")
	}
}

// A learner takes what the room asks for.
func TestLearner(t *testing.T) {
	d := open(t)
	l := pupil.Start(t, d.snap.Recipe, 3)
	d.Host.Do = func(q learner.Request) { l.Do(q) }
	d.Host.Restart = func(r gridnet.Recipe, seed uint64) { l.Do(learner.Restart{Recipe: r, Seed: seed}) }
	until := func(what string, so func() bool) {
		t.Helper()
		for after := time.After(10 * time.Second); ; {
			select {
			case s := <-l.Snapshots():
				fresh := s.Run != d.snap.Run
				d.snap = *s
				d.Settle(fresh, true)
			case <-after:
				t.Fatalf("it never comes to this: %s", what)
			}
			if d.Lay(true); so() {
				return
			}
		}
	}
	d.draw(0)
	d.do("learn-here")
	until("it learns here", func() bool { return d.LearntIn() == "here" })
	d.draw(0.3)
	if d.LearntIn() != "here, before the last edit" {
		t.Errorf("after an edit it learns %s", d.LearntIn())
	}
	d.Lay(true)
	until("the edit is learnt in", func() bool { return d.LearntIn() == "here" })
}
