// Package window is the window of the program: Ebitengine's Game, which asks the
// keyboard and the mouse, hands the rooms what they need, and draws what they
// show.
//
// It owns the screen: where everything is, what lies over it, what is to be
// drawn anew. It knows all rooms and is known by none; what a room needs of
// another goes through the functions of its Host, which wire.go sets. All of it
// belongs to Ebitengine's goroutine.
package window

import (
	"context"
	"fmt"
	"time"

	"github.com/hajimehoshi/ebiten/v2"

	"gridrat/app/files"
	"gridrat/app/room"
	"gridrat/app/window/keyboard"
	"gridrat/app/window/pace"
	"gridrat/app/window/pointer"
	"gridrat/app/window/profile"
	"gridrat/brain/gridnet"
	"gridrat/world/body"
)

// Game is the window.
type Game struct {
	pace.Frames

	ctx     context.Context
	config  Command
	recipe  gridnet.Recipe // to begin with
	folders files.Folders
	kept    kept

	rooms      rooms
	offers     []room.Offer
	table      *room.Table
	keyboard   *keyboard.Keyboard
	background *room.Background

	clock    *pace.Clock
	screen   *screen
	cover    *cover
	mouse    pointer.Mouse
	pictures pictures
	profile  profile.Profile
	title    string
	closing  bool
}

// Update implements ebiten.Game. It has a fixed order: input, requests to the
// learner, the watched rat, the newest snapshot, the rooms, the panels. It never
// waits for the learner.
func (g *Game) Update() error {
	begin := time.Now()
	seconds := g.clock.Next()
	if !g.rooms.opened() {
		if err := g.open(); err != nil {
			return err
		}
	}
	if ebiten.IsWindowBeingClosed() || g.ctx.Err() != nil || g.closing {
		g.kept.keepSize()
		return ebiten.Termination
	}
	g.input()
	switch {
	case g.screen.tab == room.Forage:
		g.layMap()
		g.steer()
		g.rooms.forage.Advance(seconds, g.rooms.play.Still())
	case g.rooms.race.On():
		g.rooms.race.Steer(commanded(g))
		g.rooms.race.Advance(seconds)
	case !g.cover.covers():
		g.rooms.agents.Advance(seconds)
	}
	if g.rooms.learning.Receive() {
		g.take()
	}
	g.rooms.evaluate(g.clock.Now)
	g.goOn()
	g.place()
	if g.profile.Due(begin) {
		g.showProfile(begin)
	}
	g.screen.refresh(func() { g.rooms.see(g.screen.tab) }, g.clock.Now)
	g.profile.Update(begin, time.Since(begin))
	closing, why := g.pictures.tick(g.clock)
	if g.closing = g.closing || closing; why != "" {
		g.endFilm(why)
	}
	return writeStatus(g)
}

// goOn takes what the background has finished, such as a map that was opened,
// then lets the rooms do what they do in every tick, and says what can be done
// now.
func (g *Game) goOn() {
	g.finish()
	for _, o := range g.offers {
		if o.Tick != nil {
			o.Tick(g.clock.Now)
		}
	}
	g.report()
}

// layMap lets the rat, between two ticks, run in what was drawn, and the
// network learn in it.
func (g *Game) layMap() {
	r := &g.rooms
	if r.play.Episode() == nil { // which has a world of its own
		if changed := g.layFloor(); changed && r.recorded.Route() == nil {
			r.forage.Relocate()
			if at, ok := r.maps.Start(); ok {
				r.forage.Put(at)
			}
		}
	}
	if r.play.Episode() == nil && r.recorded.Route() == nil {
		r.inmap.Lay(r.learning.Handled())
	}
}

// layFloor gives the watched rat the floor of the map, if that has changed.
func (g *Game) layFloor() (changed bool) {
	r := &g.rooms
	if r.play.Episode() != nil {
		return false
	}
	m, floor, changed := r.maps.LayFloor(r.forage.Free() && !r.inmap.Learns())
	if r.editing.Problems = nil; g.screen.tab == room.Forage {
		r.editing.Problems = r.maps.Problems()
	}
	if changed {
		r.forage.Lay(m, floor)
		g.setTitle()
	}
	return changed
}

// steer lets the keys that are down drive the rat.
func (g *Game) steer() {
	r := &g.rooms
	c := commanded(g)
	r.play.Steer(c)
	if r.steered() && !g.cover.covers() && !g.typing() {
		r.forage.Steer(c)
	}
}

// commanded is what the keys that are down tell a rat to do.
func commanded(g *Game) body.Command {
	if g.screen.bar.Typing() {
		return body.Command{}
	}
	return g.keyboard.Commanded()
}

// take hands the newest snapshot to the rooms.
func (g *Game) take() {
	r := &g.rooms
	s := r.learning.Snap()
	r.maps.FollowRecipe(s.Recipe.Enclosure)
	g.layFloor()
	fresh := r.forage.Follow(s)
	handled := r.learning.Settle(fresh)
	r.inmap.Settle(fresh, handled)
	r.past.Take(s, fresh)
	r.units.Take(s, fresh)
	r.forage.ForgetSpikes()
	if fresh {
		r.forage.RedrawTrail()
		g.screen.whole = true
	}
	if n := g.cover.notice; s.Notice.Serial > n.Serial {
		n.Serial = s.Notice.Serial
		g.cover.tell(s.Notice.Failure, s.Notice.Text)
	}
	g.screen.board.Outdate()
	g.setTitle()
}

// setTitle has the window say what is in it.
func (g *Game) setTitle() {
	s, star, in := g.rooms.learning.Snap(), "", ""
	if !s.Saved {
		star = " *"
	}
	if m := g.rooms.maps.Title(); m != "" {
		in = fmt.Sprintf("[%s] ", m)
	}
	title := fmt.Sprintf("Gridrat – %s%s, seed %d, %s%s", in, s.Recipe.Name, s.Seed, s.Origin, star)
	if title != g.title {
		g.title = title
		ebiten.SetWindowTitle(title)
	}
}
