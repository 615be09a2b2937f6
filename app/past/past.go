// Package past is the room of the emergence of the maps: the timeline of a run,
// the moment of it that panels show in place of now, how moments are played, and
// the film that is made of them. It owns the panel of the timeline. It belongs to
// the window's goroutine; the film is drawn in the background. It knows the
// learner's snapshots, that come with Take, and asks for all else through its
// Host.
package past

import (
	"slices"
	"time"

	"gridrat/app/room"
	"gridrat/brain/learner"
	"gridrat/render/figure"
	"gridrat/render/panel"
)

// Host is what the room needs of the window. All must be set.
type Host struct {
	Background *room.Background
	Out        string // folder of films
	Tell       room.Tell
	Now        func() time.Time // of this tick
	Colors     func() *figure.ColorMap

	// Network has the panels show the network's units, if they show others: the
	// past is the network's.
	Network func()
	// Changed is that another moment is shown now, or none.
	Changed func()
	// Drawing tells whether the maps of the moment shown are still being drawn.
	Drawing func() bool
}

// Room is the room of the past. Take must be called before anything else.
type Room struct {
	Host

	// Timeline is on the screen, to be read: it is changed here alone.
	Timeline panel.Emergence

	snap    *learner.Snapshot // the newest
	at      *learner.Moment   // that is shown; nil is live
	view    *panel.View       // the newest snapshot as it would have been
	playing bool
	next    time.Time // when the next moment is due
	drags   bool      // the mouse, through the timeline
	saving  bool      // a film, as the timeline shows it

	pane *room.Pane
}

// New returns the room, which shows what is live.
func New(h Host) *Room {
	r := &Room{Host: h}
	r.pane = &room.Pane{Name: "emergence", Picture: &r.Timeline.Picture, Every: 200 * time.Millisecond, Pieces: func() []panel.Piece {
		return r.Timeline.Pieces(panel.Replay{Timeline: r.snap.Timeline, At: r.at, Playing: r.playing, Busy: r.saving})
	}}
	return r
}

// Take takes over the newest snapshot. fresh is that its network is another than
// that of the one before, whose past is not shown any more.
func (r *Room) Take(s *learner.Snapshot, fresh bool) {
	r.snap = s
	if fresh {
		r.GoLive()
	}
	if r.at != nil {
		r.view.Net, r.view.Timeline, r.view.Saved = s.Net, s.Timeline, s.Saved
	}
}

// At is the moment that is shown; nil is live.
func (r *Room) At() *learner.Moment { return r.at }

// View is the newest snapshot as it would have been at the moment that is shown;
// nil is live.
func (r *Room) View() *panel.View { return r.view }

// show has a moment of the past shown; nil goes back to live.
func (r *Room) show(m *learner.Moment) {
	if m == r.at {
		return
	}
	if m != nil {
		r.Network()
	}
	r.at, r.view = m, nil
	if m != nil {
		r.view = &panel.View{Snapshot: asOf(r.snap, m), Source: panel.Past}
	}
	r.pane.Hurry()
	r.Changed()
}

// GoLive shows what is live.
func (r *Room) GoLive() {
	r.playing = false
	r.show(nil)
	r.pane.Hurry()
}

// Cancel goes back to live, and tells whether it was not.
func (r *Room) Cancel() bool {
	if r.at == nil {
		return false
	}
	r.GoLive()
	return true
}

// replayEvery is the time between two moments that are played.
const replayEvery = time.Second / 8

// replay plays the emergence from its beginning or, in its midst, from there;
// or stops it.
func (r *Room) replay() {
	r.Network()
	r.playing = !r.playing && len(r.snap.Timeline) > 1
	if r.playing && r.at == nil {
		r.show(r.snap.Timeline[0])
	}
	r.next = r.Now().Add(replayEvery)
	r.pane.Hurry()
}

// play shows the next moment when it is due and the one before is all on the
// screen. After the last it is live again.
func (r *Room) play(now time.Time) {
	if !r.playing || now.Before(r.next) || r.Drawing() {
		return
	}
	r.next = now.Add(replayEvery)
	timeline := r.snap.Timeline
	i := slices.Index(timeline, r.at)
	if i < 0 { // thinned away meanwhile: the first that is later
		i = slices.IndexFunc(timeline, func(m *learner.Moment) bool { return m.Update > r.at.Update }) - 1
	}
	if i+1 >= len(timeline) || i < -1 {
		r.GoLive()
		return
	}
	r.show(timeline[i+1])
}

// BeginDrag begins a drag if a spot is the track of the timeline, and tells
// whether it is.
func (r *Room) BeginDrag(spot string) bool {
	if spot != panel.SpotScrub {
		return false
	}
	r.drags = true
	return true
}

// Drag shows the moment at a column of the screen, and tells whether there is a
// drag. It ends when the button is not held any more.
func (r *Room) Drag(x int, held bool) bool {
	if !r.drags {
		return false
	}
	r.drags, r.playing = held, false
	r.show(r.Timeline.MomentAt(x, r.snap.Timeline))
	return true
}
