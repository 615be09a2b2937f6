package forage

import (
	"testing"

	"gridrat/app/room"
	"gridrat/brain/gridnet"
	"gridrat/brain/learner"
	"gridrat/brain/pupil"
	"gridrat/render/figure"
	"gridrat/world"
	"gridrat/world/ground"
	"gridrat/world/maze"
)

var home = world.Enclosure{Shape: world.Square, Size: 2.2} // of recipe modules

// floorOf is the floor of a map.
func floorOf(t *testing.T, m maze.Map) *ground.Ground {
	t.Helper()
	floor, err := ground.New(m)
	if err != nil {
		t.Fatal(err)
	}
	return floor
}

// ratIn returns a rat in a map, of a recipe, and the snapshot it goes by.
func ratIn(t *testing.T, m maze.Map, edit func(*maze.Map)) (*watch, *learner.Snapshot) {
	t.Helper()
	s := pupil.Untrained(t, gridnet.NewModules(3), 3)
	if edit != nil {
		edit(&m)
	}
	w := &watch{}
	w.lay(m, floorOf(t, m))
	w.follow(s)
	return w, s
}

// host is a window without a screen, and the ground of the trail.
type host struct {
	snap     *learner.Snapshot
	unit     int
	cells    bool // are shown
	hidden   bool // the arena has no place yet
	played   int
	outdated int
	hurried  int
	all      int // times that all was to be redrawn

	clears        int
	moves, spikes []figure.Move // that are drawn
}

func (h *host) Clear()                       { h.clears++; h.moves, h.spikes = nil, nil }
func (h *host) ClearSpikes()                 { h.spikes = nil }
func (h *host) AddSpikes(more []figure.Move) { h.spikes = append(h.spikes, fired(more)...) }
func (h *host) Add(more []figure.Move) {
	h.moves = append(h.moves, more...)
	h.AddSpikes(more)
}

func fired(of []figure.Move) (spikes []figure.Move) {
	for _, m := range of {
		if m.Spike {
			spikes = append(spikes, m)
		}
	}
	return spikes
}

// recorded is the trail of recorded cells.
var recorded, recordedSpikes = []figure.Move{{To: world.Vec{X: 1}}, {From: world.Vec{X: 1}}}, []figure.Move{{Spike: true}}

// newRoom returns the room of a paused rat in the recipe's enclosure, in a
// window of its own, and the table of its actions.
func newRoom(t *testing.T) (*Room, *host, *room.Table) {
	t.Helper()
	h := &host{snap: pupil.Untrained(t, gridnet.NewModules(3), 3)}
	r := New(Host{
		Snap: func() *learner.Snapshot { return h.snap }, Unit: func() int { return h.unit },
		Recorded: func() (moves, spikes []figure.Move, ok bool) { return recorded, recordedSpikes, h.cells },
		Ground: func() Ground {
			if h.hidden {
				return nil
			}
			return h
		},
		Played: func() { h.played++ }, Outdate: func() { h.outdated++ }, Hurry: func() { h.hurried++ },
		Redraw: func(all bool) {
			if all {
				h.all++
			}
		},
	}, false)
	m := maze.OfEnclosure(home)
	r.Lay(m, floorOf(t, m))
	if !r.Follow(h.snap) {
		t.Fatal("the first network is no fresh one")
	}
	r.RedrawTrail()
	return r, h, room.NewTable(r.Offer())
}
