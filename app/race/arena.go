package race

import (
	"fmt"
	"image/color"
	"math"

	"gridrat/render/figure"
	"gridrat/render/panel"
	"gridrat/world"
	"gridrat/world/ground"
	"gridrat/world/maze"
)

// What the arena, and the strip of tools above it, show while there is a race.
// These methods may be called only then.

// Map is the floor of the first who runs, with the doors as they are now; a goal
// that cannot be seen is in it once the user has reached it.
func (r *Room) Map() maze.Map { return r.race.shown }

// Floor is that floor, for what its rat sees; not to be changed.
func (r *Room) Floor() *ground.Ground { return r.race.sides[0].world.Ground() }

// Shows tells what Map is of apart from everything else that it may be of.
func (r *Room) Shows() any { return [2]any{r.race, r.race.changes} }

// Pose is where the first is shown.
func (r *Room) Pose() world.Pose { return r.race.sides[0].pose(r.race.phase) }

// Rat is a rat on the arena.
type Rat struct {
	Pose   world.Pose
	Metres float64 // run
	Hue    color.RGBA
}

// Rats are the user's rat, if the user runs, and those that are ghosts.
func (r *Room) Rats() (own *Rat, ghosts []Rat) {
	x := r.race
	for i, s := range x.sides {
		rat := Rat{s.pose(x.phase), s.run(x.phase), ghostHue(s.hue)}
		switch {
		case s.user():
			own = &rat
		case i == 0 || r.ghostly():
			ghosts = append(ghosts, rat)
		}
	}
	return own, ghosts
}

// ghostly tells whether the opponent is drawn.
func (r *Room) ghostly() bool { return r.ghosts || r.race.over || !r.driven() }

// color is that of a side on the screen.
func (s *side) color() color.RGBA { return figure.Dark.Series[s.hue] }

// ghostHue is the light in which a ghost is drawn: the colour of its way, brighter,
// since fur is not white.
func ghostHue(hue int) color.RGBA {
	c := figure.Dark.Series[hue]
	of := func(v uint8) uint8 { return uint8(min(255, 70+int(v)*5/6)) }
	return color.RGBA{of(c.R), of(c.G), of(c.B), 255}
}

// faint is a colour that is drawn on the ground, on which the way of now stands
// out.
func faint(c color.RGBA) color.RGBA {
	const share = 0.45
	of := func(v uint8) uint8 { return uint8(share * float64(v)) }
	return color.RGBA{of(c.R), of(c.G), of(c.B), of(255)}
}

// RedrawWays has the ways drawn anew, as on a ground that was cleared.
func (r *Room) RedrawWays() {
	if r.race != nil {
		r.race.redrawn = true
	}
}

// drawWays adds to a paper what has been run since, and tells whether it drew
// anything.
func (r *Room) drawWays(p Paper) (drawn bool) {
	x := r.race
	if x.redrawn {
		p.Clear()
		x.redrawn, drawn = false, true
		for _, s := range x.sides {
			s.drawn = 0
		}
	}
	for i, s := range x.sides {
		upTo := len(s.track)
		if x.phase < 1 {
			upTo--
		}
		if s.drawn+1 >= upTo || i == 1 && !r.ghostly() {
			continue
		}
		var moves []figure.Move
		for k := s.drawn + 1; k < upTo; k++ {
			moves = append(moves, figure.Move{From: s.track[k-1].at.Pos, To: s.track[k].came})
		}
		p.AddWay(moves, faint(s.color()))
		s.drawn, drawn = upTo-1, true
	}
	return drawn
}

// Shapes lists what is drawn over the floor: the ways of the trials of now, the
// door under the mouse, what is counted down and, when it is over, the shortest
// ways.
func (r *Room) Shapes() (shapes []figure.Shape) {
	x := r.race
	shapes = append(shapes, x.shortest...)
	for i := len(x.sides) - 1; i >= 0; i-- {
		if s := x.sides[i]; !x.over && (i == 0 || r.ghostly()) {
			shapes = s.way(shapes, x.phase)
		}
	}
	if x.door >= 0 && x.task.Workable {
		shapes = append(shapes, figure.Shape{Kind: figure.QuadShape, At: x.shown.Doors[x.door].Rectangle(), Width: 1.5, Color: figure.Dark.Ink})
	}
	if x.count > 0 {
		low, high := x.shown.Outline.Box()
		shapes = append(shapes, figure.Shape{Kind: figure.BannerShape, At: [4]world.Vec{low.Add(high).Mul(0.5)}, Color: figure.Dark.Ink, Text: fmt.Sprint(math.Ceil(x.count))})
	}
	return shapes
}

// mostSegments bounds the segments of the way of a trial that stand out, the last
// ones: where it rested there are none.
const mostSegments = 60

// way adds the end of the way of the trial of now, as far as the rat is shown.
func (s *side) way(shapes []figure.Shape, phase float64) []figure.Shape {
	n := len(s.track) - 1
	under := n > 0 && phase < 1 // a decision is under way
	last := n
	if under {
		last--
	}
	most := len(shapes) + mostSegments
	for k := last; k > 0 && s.track[k-1].trial == s.track[last].trial && len(shapes) < most; k-- {
		if from := s.track[k-1].at.Pos; from != s.track[k].came {
			shapes = append(shapes, line(from, s.track[k].came, 2, s.color()))
		}
	}
	if under {
		shapes = append(shapes, line(s.track[last].at.Pos, s.pose(phase).Pos, 2, s.color()))
	}
	return shapes
}

func line(a, b world.Vec, width float64, c color.RGBA) figure.Shape {
	return figure.Shape{Kind: figure.LineShape, At: [4]world.Vec{a, b}, Width: width, Color: c}
}

// Title names who runs, in several wordings, the longest first, and says what is to
// be told of it where the mouse is.
func (r *Room) Title() (name []string, about string) {
	x := r.race
	who := figure.Capital(x.sides[0].name + " against " + x.sides[1].name)
	return []string{fmt.Sprintf("%s: %s, seed %d", who, x.task.Title, x.seed), fmt.Sprintf("%s, seed %d", who, x.seed), who},
		x.task.Rule + " A click shows who could run" + r.Keys(actRace)
}

// Tools are the buttons of the strip.
func (r *Room) Tools() []panel.Tool {
	x := r.race
	pause, ghost := "pause", "hide ghost"
	if r.paused {
		pause = "go on"
	}
	if !r.ghosts {
		ghost = "show ghost"
	}
	tool := func(id, label string) panel.Tool { return panel.Tool{ID: id, Label: label, Tip: r.tip(id)} }
	all := []panel.Tool{tool(actPause, pause), tool(actAgain, "again"), tool(actNew, "new seed"), tool(actGhost, ghost), tool(actEnd, "end")}
	if x.over {
		all[0].Why, all[3].Why = "the race is over.", "the race is over."
	} else if !r.driven() {
		all[3].Why = "nobody runs who could look at it."
	}
	return all
}

// Caption says what the arena shows, in full and short.
func (r *Room) Caption() [2]string {
	x := r.race
	a, b := x.sides[0].name, x.sides[1].name
	switch {
	case x.over && len(x.shortest) > 0:
		return [2]string{"white: the shortest ways where " + a + " lost most", "white: shortest ways"}
	case !r.driven():
		return [2]string{a + " and " + b + ": two worlds of one episode on one floor, that of " + a, a + " and " + b}
	case !r.ghosts:
		return [2]string{b + " runs unseen", b + " runs unseen"}
	}
	long := "you run; the ghost is " + b + ", in a world of its own"
	if len(x.shown.Doors) > 0 {
		long += ": the doors are those of yours"
	}
	return [2]string{long, "ghost: " + b}
}

// hint says what can be done, as a sentence without its end.
func (r *Room) hint() string {
	x := r.race
	switch {
	case x.over && !x.told:
		return "The race is over; the shortest ways are being found"
	case x.over:
		return "The race is over: N runs on with a new seed, Backspace with the same, Ctrl+E exports it, Esc goes back to the watched agent"
	case r.paused:
		return "Paused: Space goes on · Backspace begins again · N takes a new seed · Esc ends the race"
	case x.door >= 0 && x.task.Workable:
		return "Click works the door"
	case r.driven():
		return x.task.Rule + " Arrows drive, Shift+Left and Shift+Right go sideways · Space pauses · H hides the ghost · Esc ends"
	}
	return "Two agents run the same episode · + and − change the speed · Space pauses · N takes a new seed · Esc ends the race"
}

// doorReach is how far from a door the mouse means it, in points.
const doorReach = 6

// PointAtArena lets the mouse, over the arena or not, work the doors of the user's
// world where the rules allow it, and tells whether a click was for that. The mouse
// is at a place of the map, on which a point of the screen is so many metres.
func (r *Room) PointAtArena(at world.Vec, point float64, in, clicked bool) (used bool) {
	x := r.race
	x.door = -1
	if !in || x.over || !r.driven() || !x.task.Workable {
		return false
	}
	nearest := doorReach * point
	for i, d := range x.shown.Doors {
		if away := d.Distance(at); away <= nearest {
			x.door, nearest = i, away
		}
	}
	if x.door < 0 || !clicked {
		return false
	}
	r.workDoor()
	return true
}

// workDoor opens or closes the door under the mouse.
func (r *Room) workDoor() {
	x := r.race
	if x.door < 0 || x.over || x.count > 0 {
		r.Tell(false, "Put the mouse on a door, or click it, to open or close it.")
		return
	}
	if err := x.sides[0].world.Work(x.door); err != nil {
		r.Tell(false, "The door stays as it is: "+err.Error()+".")
	}
}
