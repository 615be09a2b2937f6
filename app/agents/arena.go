package agents

import (
	"fmt"
	"math"
	"slices"

	"gridrat/render/figure"
	"gridrat/render/panel"
	"gridrat/world"
	"gridrat/world/ground"
	"gridrat/world/maze"
)

// What the arena shows while the tab is on the screen, the strip of tools above it,
// and the clock between the two.

// at is the moment that is looked at, with the decision that is under way or led to
// it; nil where there is none.
func (w *watch) at() (m, choice *moment) {
	if w.episode == nil {
		return nil, nil
	}
	n := len(w.moments) - 1 - w.back
	m, choice = &w.moments[n], &w.moments[n]
	if n > 0 && w.back == 0 && w.phase < 1 {
		m = &w.moments[n-1]
	}
	return m, choice
}

// Pose is where the watched rat is shown; ok is that there is one.
func (r *Room) Pose() (p world.Pose, ok bool) {
	m, choice := r.watch.at()
	if m == nil {
		return p, false
	}
	if m == choice {
		return m.pose, true
	}
	share := r.watch.phase
	turn := world.WrapAngle(choice.came.Heading - m.pose.Heading)
	return world.Pose{
		Pos:     m.pose.Pos.Add(choice.came.Pos.Sub(m.pose.Pos).Mul(share)),
		Heading: world.WrapAngle(m.pose.Heading + share*turn),
	}, true
}

// Map is the map that is shown: that of the watched episode, with its goal, seen by
// the rat or not, and the doors as they were at the moment that is looked at; before
// an episode, that of the task.
func (r *Room) Map() maze.Map {
	if m, _ := r.watch.at(); m != nil {
		return r.watch.plans[m.plan]
	}
	return r.picture
}

// Floor is the floor of the episode with the doors as they are now, for what the
// rat sees; nil where Map has them as they were, or there is none.
func (r *Room) Floor() *ground.Ground {
	if r.watch.player == nil || r.watch.back > 0 {
		return nil
	}
	return r.watch.player.Rats().World(0).Ground()
}

// Shows tells what Map is of apart from everything else that it may be of.
func (r *Room) Shows() any {
	m, _ := r.watch.at()
	if m == nil {
		return shows{task: r.task.Name}
	}
	return shows{r.task.Name, r.watch.episode, m.plan}
}

type shows struct {
	task string
	of   *episode
	plan int
}

// turn has the window look at another world, once it is another.
func (r *Room) turn() {
	if now := r.Shows(); now != r.turned {
		r.turned = now
		r.Turned()
	}
}

// RedrawWays draws the ways of the episode so far on the ground.
func (r *Room) RedrawWays() { r.watch.redrawn = true }

// extendWays adds what the rat has gone since.
func (r *Room) extendWays() {
	w, g := &r.watch, r.Ground()
	if g == nil || !r.Shown() {
		return
	}
	if w.redrawn {
		g.Clear()
		w.redrawn, w.drawn = false, 0
		r.Redraw(false)
	}
	if w.episode == nil {
		return
	}
	upTo := len(w.moments)
	if w.phase < 1 {
		upTo--
	}
	if w.drawn+1 >= upTo {
		return
	}
	var moves []figure.Move
	for i := max(w.drawn, 0) + 1; i < upTo; i++ {
		moves = append(moves, figure.Move{From: w.moments[i-1].pose.Pos, To: w.moments[i].came.Pos})
	}
	g.Add(moves)
	w.drawn = upTo - 1
	r.Redraw(false)
}

// Title is what is watched in several wordings, the longest first, and what is said
// of it where the mouse is.
func (r *Room) Title() (name []string, about string) {
	c := r.watch.of
	long := fmt.Sprintf("%s: agent %s", r.task.Title, c.name)
	if s := c.now(); s != nil && s.Agent != nil {
		long += fmt.Sprintf(", %s decisions", figure.Thousands(s.Agent.Decisions))
	}
	return []string{long, r.task.Title + ", " + c.name, c.name}, r.task.Rule + " " + c.about + "."
}

// Tools are the buttons of the strip above the arena.
func (r *Room) Tools() []panel.Tool {
	all := []panel.Tool{r.Tool(actTask, "tasks"), r.Tool(actAgents, "agents"), r.Tool(actAgain, "again"), r.Tool(actNext, "next")}
	if r.watch.pretends != nil {
		all = append(all, r.Tool(actUnpretend, "true goal"))
	}
	for i := range all[2:] {
		if r.watch.player == nil {
			all[2+i].Why = noAgent + "."
		}
	}
	return all
}

// Caption says what the arena shows, in full and short.
func (r *Room) Caption() [2]string {
	m, _ := r.watch.at()
	if m == nil {
		return [2]string{r.waiting(), r.waiting()}
	}
	if m.goal < 0 || !m.belief.Known {
		return [2]string{"way coloured by the value expected, low to high; lines from the rat: chances of its actions", "way: value · lines: actions"}
	}
	off := r.offBy(m)
	return [2]string{"arrow: the way to the goal that the code tells, " + off + "; green: the shortest; ring: where it believes to be", "arrow: goal by the code, " + off}
}

// offBy says how far the vector of a moment is off the true one.
func (r *Room) offBy(m *moment) string {
	g := r.watch.goals[m.goal]
	metres, degrees := away(turned(m.belief.ToGoal, m.pose.Heading), g.at.Sub(m.pose.Pos))
	if math.IsNaN(degrees) {
		return fmt.Sprintf("off by %.0f cm", 100*metres)
	}
	return fmt.Sprintf("off by %.0f cm, %.0f°", 100*metres, degrees)
}

// turned is a vector of the rat's frame in the world's.
func turned(v world.Vec, heading float64) world.Vec {
	sin, cos := math.Sincos(heading)
	return world.Vec{X: v.X*cos - v.Y*sin, Y: v.X*sin + v.Y*cos}
}

// waiting says why no rat is watched.
func (r *Room) waiting() string {
	c := r.watch.of
	s := c.now()
	switch {
	case s == nil && c.in:
		return "the agent is being made"
	case s == nil:
		return "nobody learns"
	case s.Agent == nil && s.Growing.What != "":
		return fmt.Sprintf("before it is rewarded, the agent is %s: %.0f %%", s.Growing.What, 100*s.Growing.Share)
	}
	return "the agent is about to begin"
}

// showClock brings the numbers over the arena up to date.
func (r *Room) showClock() {
	m, _ := r.watch.at()
	var cells []panel.Cell
	if m == nil {
		cells = []panel.Cell{{Name: "agent " + r.watch.of.name, Value: r.waiting()}}
	} else {
		first := panel.Cell{Name: "time left", Value: clockOf(m.left)}
		if !r.Playing {
			first.Name = "paused, left"
		}
		cells = []panel.Cell{
			first,
			{Name: "score", Value: fmt.Sprintf("%.0f", m.score)},
			{Name: "goals reached", Value: fmt.Sprint(m.visits)},
			{Name: "this trial", Value: fmt.Sprintf("%.1f s", m.lasted)},
			{Name: "episode", Value: fmt.Sprint(r.watch.number)},
		}
	}
	if !slices.Equal(cells, r.clock.Cells) {
		r.clock.Cells = cells
		r.panes.clock.Hurry()
	}
}

// clockOf writes seconds as minutes and seconds, rounded up.
func clockOf(seconds float64) string {
	s := int(math.Ceil(seconds - 1e-9))
	return fmt.Sprintf("%d:%02d", s/60, s%60)
}

// PointAtArena lets the mouse, over the arena, work doors where the rules allow it,
// else pretend that the goal is where it clicks, and tells whether a click was for
// that. The mouse is at a place of the map, on which a point of the screen is so
// many metres.
func (r *Room) PointAtArena(at world.Vec, point float64, in, clicked bool) (used bool) {
	if !in || !clicked || r.watch.player == nil {
		return false
	}
	if door, ok := r.doorAt(at, point); ok {
		r.workDoor(door)
		return true
	}
	r.Pretend(at)
	return true
}

// doorReach is how far from a door the mouse means it, in points.
const doorReach = 6

// doorAt is the door at a place that may be worked.
func (r *Room) doorAt(at world.Vec, point float64) (door int, ok bool) {
	if !r.watch.task.Workable {
		return 0, false
	}
	nearest := doorReach * point
	for i, d := range r.Map().Doors {
		if away := d.Distance(at); away <= nearest {
			door, nearest, ok = i, away, true
		}
	}
	return door, ok
}

// workDoor opens or closes a door in mid-episode.
func (r *Room) workDoor(door int) {
	r.lookBack(0)
	w := &r.watch
	if err := w.player.Rats().World(0).Work(door); err != nil {
		r.Tell(false, "The door stays as it is: "+err.Error()+".")
		return
	}
	w.restate()
}
