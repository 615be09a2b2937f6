package agents

import (
	"fmt"
	"math"
	"strconv"

	"gridrat/app/agents/contest"
	"gridrat/app/room"
	"gridrat/brain/learner/agents"
	"gridrat/brain/learner/loop"
	"gridrat/render/figure"
	"gridrat/render/panel"
)

// state is what of a contender's learner decides which controls can act.
type state struct{ undoable, redoable bool }

func (r *Room) stateOf(c *contest.Contender) *state {
	if c.Guest != nil { // its learner comes back
		return &state{undoable: true}
	}
	if c.Snap == nil {
		return &state{}
	}
	return &state{c.Snap.Undoable, c.Snap.Redoable}
}

// undo brings back the agent of before, of the watched one.
func (r *Room) undo() {
	switch c := r.of; {
	case c.Guest != nil:
		r.recall()
	case !r.stateOf(c).undoable:
		r.Tell(false, figure.Capital(noFormer)+".")
	default:
		r.turnTo(agents.Undo{})
	}
}

func (r *Room) redo() {
	if !r.stateOf(r.of).redoable {
		r.Tell(false, figure.Capital(noUndone)+".")
		return
	}
	r.turnTo(agents.Redo{})
}

// Why undo and redo cannot act.
const (
	noFormer = "there is no other agent to go back to"
	noUndone = "nothing was undone"
)

// tipped is how the button of an action of both tabs stands that means this in the tab.
func (r *Room) tipped(id, tip string) func() panel.State {
	return func() panel.State { return panel.State{Tip: tip + r.Keys(id)} }
}

// controls are those of the bar that are no buttons of actions.
func (r *Room) controls() []room.Control {
	all := []room.Control{
		{
			Item: panel.Item{
				ID: "agent-timeline", Kind: panel.Slider,
				Tip: "The decisions of the watched episode: where the rat was, what it believed, what it expected, and the chances of its actions  [Left]",
			},
			State: r.timelineState, Do: func(e panel.Event) { r.look(e.Value) },
		},
		{
			Item:  panel.Item{ID: "agent-timeline-value", Kind: panel.Label, Label: decisionsAgo(0), Wide: decisionsAgo(1349)},
			State: func() panel.State { return panel.State{Label: decisionsAgo(r.rat.Back())} },
		},
		{
			Item:  panel.Item{ID: "agent-speed", Kind: panel.Label, Label: "1×", Wide: "1/4× (64)", Tip: "How fast the watched rat acts: 1 is real time. Learning has a speed of its own."},
			State: r.paceState,
		},
		{Item: panel.Item{ID: "agent-seed-label", Kind: panel.Label, Label: "seed"}},
		{
			Item:  panel.Item{ID: "agent-seed", Kind: panel.Input, Label: "seed", Tip: "A whole number; Enter has all agents start again from it. Task, code and seed fix a run bit for bit."},
			State: func() panel.State { return panel.State{Text: strconv.FormatUint(r.seed, 10)} },
			Do:    func(e panel.Event) { r.setSeed(e.Text) },
		},
	}
	for _, s := range ladder {
		all = append(all, r.speedButton(s))
	}
	return all
}

// speedButton is the button of a learning speed.
func (r *Room) speedButton(s loop.Speed) room.Control {
	text, tip := strconv.FormatFloat(s.PerSecond, 'g', -1, 64), fmt.Sprintf("At most %g updates per second of each agent", s.PerSecond)
	if s.PerSecond == 0 {
		text, tip = "full", "As many updates per second as the machine can; where it has no graphics card, the window is drawn 15 times a second then, and freely while it is used"
	}
	return room.Control{
		Item:  panel.Item{ID: "agent-learn-" + strconv.FormatFloat(s.PerSecond, 'g', -1, 64), Label: text, Tip: tip},
		State: func() panel.State { return panel.State{On: r.speed == s} },
		Do:    func(panel.Event) { r.setSpeed(s) },
	}
}

// decisionsAgo says how far back the moment is that is looked at.
func decisionsAgo(n int) string {
	if n == 0 {
		return "now"
	}
	return fmt.Sprintf("%d decisions ago", n)
}

func (r *Room) timelineState() panel.State {
	s := panel.State{Why: room.Why(r.Playing, "pause first"), Value: panel.SliderMax}
	switch n := r.rat.Count(); {
	case !r.rat.Alive():
		s.Why = noAgent
	case n > 0:
		s.Value = panel.SliderMax * (n - r.rat.Back()) / n
	}
	return s
}

// paceState is how fast what the arena shows goes.
func (r *Room) paceState() panel.State {
	wanted, reached, ok := r.Pace()
	if !ok {
		wanted, reached = r.Speed, r.Reached
	}
	return panel.State{Label: room.SpeedLabel(wanted, reached, ok || r.Playing)}
}

// look looks at a place of the timeline.
func (r *Room) look(value int) {
	if n := r.rat.Count(); !r.Playing {
		r.lookBack(n - int(math.Round(float64(value)*float64(n)/panel.SliderMax)))
	}
}
