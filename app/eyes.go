package main

import (
	"fmt"
	"math"
	"slices"

	"github.com/hajimehoshi/ebiten/v2"

	"gridrat/render/panel"
	"gridrat/world"
	"gridrat/world/ground"
	"gridrat/world/maze"
	"gridrat/world/retina"
	"gridrat/world/sight"
)

// eyes are what the watched rat sees.
type eyes struct {
	panel.Eye
	sight *sight.Sight
	of    seenWorld
	plan  maze.Map
	pose  world.Pose // of when they were drawn
	drawn bool
}

// seenWorld is where the rat is: on a floor, in a task too, or on a route through
// a box.
type seenWorld struct {
	floor   *ground.Ground
	episode int // changes of the world that a task has made
	route   *route
	shown   panel.Source // of whose units the box is shown
	home    world.Enclosure
}

// Bounds of the settings of the eye.
const (
	leastRays, mostRays   = 8, 512
	leastField, mostField = 60, 360 // degrees
	fieldStep             = 30
)

// eye returns what the settings say of the eye, with the defaults for what
// they leave open.
func (s settings) eye() (mode string, rays, degrees int) {
	mode, rays, degrees = s.Eye, s.EyeRays, s.EyeField
	if mode == "" {
		mode = panel.EyeStrip
	}
	if rays == 0 {
		rays = retina.Rays
	}
	if degrees == 0 {
		degrees = int(math.Round(retina.Field * 180 / math.Pi))
	}
	return mode, rays, degrees
}

// checkEye says in one sentence what is wrong with the settings of the eye.
func (s settings) checkEye() error {
	mode, rays, degrees := s.eye()
	switch {
	case !slices.Contains(panel.EyeModes, mode):
		return fmt.Errorf("eye is %q; it must be strip, picture or off", mode)
	case rays < leastRays || rays > mostRays:
		return fmt.Errorf("eye_rays is %d; it must lie between %d and %d, or be 0 for %d", rays, leastRays, mostRays, retina.Rays)
	case degrees < leastField || degrees > mostField:
		return fmt.Errorf("eye_field_deg is %d; it must lie between %d and %d degrees, or be 0 for 240", degrees, leastField, mostField)
	}
	return nil
}

// nextEye shows the next of strip, picture and nothing.
func (g *game) nextEye() {
	mode, _, _ := g.settings.eye()
	g.settings.Eye = nextOf(panel.EyeModes, mode)
	g.place()
	switch mode := g.settings.Eye; {
	case mode == g.layout.seen:
	case g.layout.seen == panel.EyeOff:
		g.tell(false, "The window has no room for what the rat sees; make it larger, or the text smaller (Ctrl+−).")
	default:
		g.tell(false, "The window has no room for the picture of what the rat sees, only for the strip; make it larger, or the text smaller (Ctrl+−).")
	}
}

// pointAtEye lets the wheel change the retina.
func (g *game) pointAtEye() {
	if !g.cursor.In(g.layout.eye) {
		return
	}
	dx, dy := ebiten.Wheel()
	if dy == 0 {
		dy = dx // of a wheel that Shift turns sideways
	}
	if dy == 0 {
		return
	}
	_, rays, degrees := g.settings.eye()
	switch wide := ebiten.IsKeyPressed(ebiten.KeyShift); {
	case wide && dy > 0:
		degrees = min(degrees+fieldStep, mostField)
	case wide:
		degrees = max(degrees-fieldStep, leastField)
	case dy > 0:
		rays = min(2*rays, mostRays)
	default:
		rays = max(rays/2, leastRays)
	}
	g.settings.EyeRays, g.settings.EyeField = rays, degrees
}

// lookAhead draws what the rat sees, if that is shown and has changed.
func (g *game) lookAhead() {
	e := &g.eyes
	if e.Rect.Empty() {
		return
	}
	_, rays, degrees := g.settings.eye()
	fresh := e.SetRetina(rays, degrees)
	if fresh {
		g.hurry(&e.Picture)
	}
	rat, _ := g.watch.now(g.back)
	fresh = g.see() || fresh || !e.drawn
	if e.sight == nil || !fresh && rat == e.pose {
		return
	}
	e.pose, e.drawn = rat, true
	rat.Pos = e.plan.Outline.Inside(rat.Pos) // of a recorded rat, it may lie beyond
	e.Look(e.sight, rat)
	g.moved = true
}

// see keeps up with the map and its doors, and tells whether they changed.
func (g *game) see() (changed bool) {
	e, w := &g.eyes, g.watch
	now := seenWorld{floor: w.floor}
	if w.episode != nil {
		now.episode = w.episode.changes
	}
	if w.route != nil {
		now = seenWorld{nil, 0, w.route, g.recorded.source, g.snap.Recipe.Arena()}
	}
	if now != e.of {
		e.of, e.plan = now, w.plan
		if w.route != nil {
			e.plan = g.floor().Map
		}
		s, err := sight.New(e.plan)
		if err != nil {
			g.tell(true, err.Error()+".")
			e.sight = nil
			return false
		}
		e.sight, changed = s, true
	}
	if now.floor != nil && e.sight != nil {
		changed = e.sight.Match(now.floor) || changed
	}
	return changed
}
