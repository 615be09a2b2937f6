package learning

import (
	"fmt"
	"strconv"

	"gridrat/app/room"
	"gridrat/brain/learner"
	"gridrat/render/panel"
)

// ladder is the ladder of the learning speed, slowest first, after the gentle
// start.
var ladder = []learner.Speed{{PerSecond: 1}, {PerSecond: 10}, {PerSecond: 50}, {}}

// SpeedID is the control that a speed has: its updates per second, of which 0
// is full speed, or the gentle start.
func SpeedID(s learner.Speed) string {
	if s.Gentle {
		return "learn-gentle"
	}
	return "learn-" + strconv.FormatFloat(s.PerSecond, 'g', -1, 64)
}

// speeds are the buttons of the learning speeds.
func (r *Room) speeds() []room.Control {
	button := func(s learner.Speed, label, tip string) room.Control {
		return room.Control{
			Item:  panel.Item{ID: SpeedID(s), Label: label, Tip: tip},
			State: func() panel.State { return panel.State{On: r.snap.Speed == s} },
			Do:    func(panel.Event) { r.setSpeed(s) },
		}
	}
	gently := "Begins with a few updates per second, so that noise can be seen to become order, and opens up to full speed within half a minute"
	gentle := button(learner.Speed{Gentle: true}, "gentle", gently)
	gentle.State = func() panel.State {
		return panel.State{On: r.snap.Speed.Gentle, Tip: gently + r.Keys("learn-slower") + r.Keys("learn-faster")}
	}
	all := []room.Control{gentle}
	for _, s := range ladder {
		text, tip := strconv.FormatFloat(s.PerSecond, 'g', -1, 64), fmt.Sprintf("At most %g updates per second", s.PerSecond)
		if s.PerSecond == 0 {
			text, tip = "full", "As many updates per second as the machine can"
		}
		all = append(all, button(s, text, tip))
	}
	return all
}

func (r *Room) setSpeed(s learner.Speed) { r.Do(learner.SetSpeed{Speed: s}) }
