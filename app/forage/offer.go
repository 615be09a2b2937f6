package forage

import (
	"fmt"
	"time"

	"gridrat/app/room"
	"gridrat/render/panel"
)

// backKeys go back through the past, with the timeline too.
const backKeys = "Left"

// Offer has the actions and controls of time that are the rat's. The trail
// grows in every tick.
func (r *Room) Offer() room.Offer {
	return room.Offer{
		Name: "forage",
		Actions: []room.Action{
			{
				ID: "play", Keys: []string{"Space"}, Shown: "Space", Help: "play or pause the rat and learning", Section: "Time",
				Label: "pause", Wide: "pause", InBar: true, State: r.playState, Do: func() { r.Play(!r.Playing) },
			},
			{
				ID: "tick", Keys: []string{"Period", "ArrowRight"}, Repeats: true, Shown: ". or Right",
				Help: "one move of the rat, when paused; after Left, forward through its last moves", Section: "Time",
				Label: "step", Tip: "One move of the rat, when paused", InBar: true, State: r.tickState, Do: r.tick,
			},
			{
				ID: "back", Keys: []string{"ArrowLeft"}, Repeats: true, Shown: backKeys, Help: "back through the rat's last moves, when paused", Section: "Time",
				Do: func() {
					if !r.Playing {
						r.LookBack(r.Back + 1)
					}
				},
			},
			{
				ID: "faster", Keys: []string{"Shift+Equal", "Equal", "KPAdd"}, Shown: "+", Help: "rat twice as fast", Section: "Time",
				Label: "+", InBar: true,
				State: func() panel.State {
					return panel.State{Why: room.Why(r.Speed >= fastest, "this is the fastest")}
				},
				Do: func() { r.Speed = min(r.Speed*2, fastest) },
			},
			{
				ID: "slower", Keys: []string{"Minus", "KPSubtract"}, Shown: "−", Help: "rat half as fast", Section: "Time",
				Label: "−", InBar: true,
				State: func() panel.State {
					return panel.State{Why: room.Why(r.Speed <= slowest, "this is the slowest")}
				},
				Do: func() { r.Speed = max(r.Speed/2, slowest) },
			},
		},
		Controls: []room.Control{
			{
				Item: panel.Item{
					ID: "timeline", Kind: panel.Slider,
					Tip: fmt.Sprintf("The rat's last moves, at most %d: where it was, where the network believed it to be, and what the units did", pastLimit) + "  [" + backKeys + "]",
				},
				State: r.timelineState, Do: func(e panel.Event) { r.look(e.Value) },
			},
			{
				Item:  panel.Item{ID: "timeline-value", Kind: panel.Label, Label: panel.PastMoves(0), Wide: panel.PastMoves(pastLimit - 1)},
				State: func() panel.State { return panel.State{Label: panel.PastMoves(r.Back)} },
			},
			{Item: panel.Item{ID: "rat", Kind: panel.Label, Label: "rat"}},
			{
				Item: panel.Item{
					ID: "rat-speed", Kind: panel.Label, Label: "1×", Wide: "1/4× (64)",
					Tip: "How fast the watched rat runs: 1 is real time. Learning has a speed of its own.",
				},
				State: func() panel.State { return panel.State{Label: room.SpeedLabel(r.Speed, r.Reached, r.Playing)} },
			},
		},
		Tick: func(time.Time) { r.ExtendTrail() },
		Hint: r.hint,
	}
}

func (r *Room) playState() panel.State {
	if r.Playing {
		return panel.State{Label: "pause", On: true}
	}
	return panel.State{Label: "play"}
}

func (r *Room) tickState() panel.State {
	return panel.State{Why: room.Why(r.Playing, "pause first")}
}

func (r *Room) timelineState() panel.State {
	s := panel.State{Why: room.Why(r.Playing, "pause first"), Value: panel.SliderMax}
	if n := len(r.watch.kept); n > 0 {
		s.Value = panel.SliderMax * (n - r.Back) / n
	} else if !r.Playing {
		s.Why = "the rat has not moved yet"
	}
	return s
}

func (r *Room) hint() string {
	switch {
	case r.Playing:
		return ""
	case r.Back > 0:
		return "Looking at the past: Left and Right go through it, Space lets the rat run on from now."
	}
	return "Paused: Space goes on · Right is one move of the rat, Left looks back · Shift+Right is one update of learning"
}

// Caption says what the arena shows of a rat that no guide leads, in full and
// short; learnt is where the network learns, in words.
func (r *Room) Caption(learnt string) [2]string {
	unit := r.Unit()
	short := fmt.Sprintf("ring: belief · red: unit %d fired", unit)
	if r.watch.free() {
		return [2]string{fmt.Sprintf("ring: where the network believes to be · red: unit %d fired", unit), short}
	}
	return [2]string{fmt.Sprintf("ring: belief, learnt %s · red: unit %d fired", learnt, unit), short}
}
