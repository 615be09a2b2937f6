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

// Pose is where the watched rat is shown; ok is that there is one.
func (r *Room) Pose() (p world.Pose, ok bool) { return r.rat.Pose() }

// Map is the map that is shown: that of the watched episode, with its goals, seen by
// the rat or not, and the doors as they were at the moment that is looked at; before
// an episode, that of the task.
func (r *Room) Map() maze.Map {
	if m, ok := r.rat.Map(); ok {
		return m
	}
	return r.picture
}

// Plan is Map without what is being drawn in it: what there is to see for the rat.
func (r *Room) Plan() maze.Map {
	if m, ok := r.rat.Plan(); ok {
		return m
	}
	return r.picture
}

// Floor is the floor of the episode with the doors as they are now, for what the rat
// sees; nil where Map has them as they were, or there is none.
func (r *Room) Floor() *ground.Ground { return r.rat.Ground() }

// Shapes lists what is drawn over the world; see watched.Rat.
func (r *Room) Shapes() []figure.Shape { return r.rat.Shapes() }

// Shows tells what Map is of apart from everything else that it may be of.
func (r *Room) Shows() any {
	return [2]any{r.task.Name, r.rat.Shows()}
}

// turn has the window look at another world, once it is another, and draws what the
// rat has gone.
func (r *Room) turn() {
	if !r.Shown() {
		return
	}
	if now := ([2]any{r.task.Name, r.rat.Episode()}); now != r.turned {
		r.turned = now
		r.Turned()
	}
	if p := r.Ground(); p != nil && r.rat.ExtendWays(p) {
		r.Redraw(false)
	}
}

// RedrawWays has the ways of the episode drawn anew, as on a ground that was
// cleared.
func (r *Room) RedrawWays() { r.rat.RedrawWays() }

// Advance lets the watched rat act for a tick of dt seconds of real time, as far as
// 4 ms allow. It is called while the tab is shown and nothing lies over it.
func (r *Room) Advance(dt float64) {
	if !r.Playing || !r.rat.Alive() {
		r.Reached = r.Speed
		return
	}
	before := r.rat.Count()
	r.Reached += 0.05 * (r.rat.Advance(dt, r.Speed) - r.Reached)
	r.Redraw(false)
	if r.rat.Count() != before {
		r.panes.codes.Outdate()
	}
}

// lookBack shows the rat some decisions ago.
func (r *Room) lookBack(decisions int) {
	r.rat.LookBack(decisions)
	r.ratMoved()
}

// ratMoved shows what the user has had the rat do.
func (r *Room) ratMoved() {
	r.Redraw(false)
	r.panes.codes.Hurry()
}

// ratChanged is told that its trials or episodes are others.
func (r *Room) ratChanged() {
	r.panes.codes.Outdate()
	r.panes.trials.Outdate()
	r.stale = true
}

// decision is a decision of the paused rat, or a step forward in what is past.
func (r *Room) decision() {
	if !r.Playing {
		r.rat.Decide()
		r.ratMoved()
	}
}

// Pretend gives the watched rat the code of a place for that of the goal: it goes
// there, and visits change nothing.
func (r *Room) Pretend(at world.Vec) {
	if err := r.rat.Pretend(at); err != nil {
		r.Tell(false, "No goal can be pretended: "+err.Error()+".")
	}
	r.ratMoved()
}

// Title is what is watched in several wordings, the longest first, and what is said
// of it where the mouse is.
func (r *Room) Title() (name []string, about string) {
	c, title := r.of, r.task.Title
	if r.rat.Edited() {
		title += " edited"
	}
	long := fmt.Sprintf("%s: agent %s", title, c.Name)
	if s := c.Now(); s != nil && s.Agent != nil {
		long += fmt.Sprintf(", %s decisions", figure.Thousands(s.Agent.Decisions))
	}
	return []string{long, title + ", " + c.Name, title, c.Name}, r.task.Rule + " " + c.About + "."
}

// Tools are the buttons of the strip above the arena.
func (r *Room) Tools() []panel.Tool {
	all := []panel.Tool{r.Tool(actTask, "tasks"), r.Tool(actAgents, "agents"), r.Tool("race", "race"), r.Tool(actAgain, "again"), r.Tool(actNext, "next")}
	if r.rat.Edited() {
		all = append(all, r.Tool(actAsTask, "as the task"))
	}
	if r.rat.Pretended() != nil {
		all = append(all, r.Tool(actUnpretend, "true goal"))
	}
	for i := range all[:3] {
		all[i].Folds = true // keys, and the name, do what they do
	}
	for i := range all[3:] {
		if !r.rat.Alive() {
			all[3+i].Why = noAgent + "."
		}
	}
	return all
}

// Caption says what the arena shows, in full and short.
func (r *Room) Caption() [2]string {
	m, _ := r.rat.At()
	if m == nil {
		return [2]string{r.waiting(), r.waiting()}
	}
	if ways := r.rat.Ways(); ways != "" {
		return [2]string{ways + " (dashed), to the goal's rim from where the rat was then", ways}
	}
	metres, degrees, ok := r.rat.Off(m)
	if !ok {
		return [2]string{"way coloured by the value expected, low to high; lines from the rat: chances of its actions", "way: value · lines: actions"}
	}
	off := fmt.Sprintf("off by %.0f cm", 100*metres)
	if !math.IsNaN(degrees) {
		off += fmt.Sprintf(", %.0f°", degrees)
	}
	return [2]string{"arrow: the way to the goal that the code tells, " + off + "; green: the shortest; ring: where it believes to be", "arrow: goal by the code, " + off}
}

// waiting says why no rat is watched.
func (r *Room) waiting() string {
	c := r.of
	s := c.Now()
	switch {
	case s == nil && c.In:
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
	m, _ := r.rat.At()
	var cells []panel.Cell
	if m == nil {
		cells = []panel.Cell{{Name: "agent " + r.of.Name, Value: r.waiting()}}
		if s := r.of.Now(); s != nil && s.Agent == nil && s.Growing.What != "" {
			cells[0] = panel.Cell{Name: "before it is rewarded", Value: fmt.Sprintf("%s, %.0f %%", s.Growing.What, 100*s.Growing.Share)}
		}
	} else {
		first := panel.Cell{Name: "time left", Value: clockOf(m.Left)}
		if !r.Playing {
			first.Name = "paused, left"
		}
		cells = []panel.Cell{
			first,
			{Name: "score", Value: fmt.Sprintf("%.0f", m.Score)},
			{Name: "goals reached", Value: fmt.Sprint(m.Visits)},
			{Name: "this trial", Value: fmt.Sprintf("%.1f s", m.Lasted)},
			{Name: "episode", Value: fmt.Sprint(r.rat.Number())},
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

// PointAtArena lets a click of the mouse on the arena pretend that the goal is there,
// and tells whether it did. The mouse is at a place of the map.
func (r *Room) PointAtArena(at world.Vec, in, clicked bool) (used bool) {
	if !in || !clicked || !r.rat.Alive() {
		return false
	}
	r.Pretend(at)
	return true
}
