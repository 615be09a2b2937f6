package learning

import (
	"fmt"
	"strconv"

	"gridrat/app/room"
	"gridrat/brain/gridnet"
	"gridrat/brain/learner"
	"gridrat/render/panel"
)

// Offer is what the room offers the window.
func (r *Room) Offer() room.Offer {
	return room.Offer{
		Name:     "learning",
		Actions:  append(r.time(), r.network()...),
		Controls: append(r.speeds(), r.fields()...),
		Panes:    []*room.Pane{r.pane},
		Hint:     r.hint,
	}
}

// time are the actions that set learning going, stop it, and begin it again.
func (r *Room) time() []room.Action {
	const section = "Time"
	return []room.Action{
		{
			ID: "learn", Keys: []string{"L"}, Shown: "L", Help: "learning on or off", Section: section,
			Label: "learning", Tip: "Learning on or off; the rat runs on", InBar: true,
			State: func() panel.State { return panel.State{On: r.on} },
			Do:    func() { r.Learn(!r.on) },
		},
		{
			ID: "step", Keys: []string{"Shift+Period", "Shift+ArrowRight"}, Shown: "Shift+. or Shift+Right", Help: "one training update", Section: section,
			Label: "+1", Tip: "One training update, then pause", InBar: true, Do: r.step,
		},
		{
			ID: "learn-faster", Keys: []string{"BracketRight"}, Shown: "]", Help: "learning faster", Section: section,
			Do: func() { r.setSpeed(r.snap.Speed.Next(ladder, 1)) },
		},
		{
			ID: "learn-slower", Keys: []string{"BracketLeft"}, Shown: "[", Help: "learning slower", Section: section,
			Do: func() { r.setSpeed(r.snap.Speed.Next(ladder, -1)) },
		},
		{
			ID: "reset", Keys: []string{"Backspace"}, Shown: "Backspace", Help: "start again from the same seed", Section: section,
			Label: "reset", Tip: "Start again from the same seed: the same weights, trajectories and dropout", InBar: true,
			Do: func() {
				r.Begin()
				r.Do(learner.Reset{})
			},
		},
		{
			ID: "new-seed", Keys: []string{"N"}, Shown: "N", Help: "start again from a new seed", Section: section,
			Label: "new seed", Tip: "Start again from the next seed", InBar: true,
			Do: func() { r.Restart(r.snap.Recipe, r.snap.Seed+1) },
		},
		{
			ID: "undo", Keys: []string{"Ctrl+Z"}, Shown: "Ctrl+Z", Section: section,
			Help:  "bring back the network of before the last start; again: the one before. While the map is edited: take the last edit back",
			Label: "undo", Wide: "undo edit", Tip: "Bring back the network of before the last start; again: the one before", InBar: true,
			State: func() panel.State {
				return panel.State{Why: room.Why(!r.snap.Undoable, "there is no other network to go back to")}
			},
			Do: func() { r.TurnTo(learner.Undo{}) },
		},
		{
			ID: "redo", Keys: []string{"Ctrl+Y", "Ctrl+Shift+Z"}, Shown: "Ctrl+Y or Ctrl+Shift+Z", Help: "take the last undo back", Section: section,
			Label: "redo", Wide: "redo edit", Tip: "Take the last undo back", InBar: true,
			State: func() panel.State { return panel.State{Why: room.Why(!r.snap.Redoable, "nothing was undone")} },
			Do:    func() { r.TurnTo(learner.Redo{}) },
		},
	}
}

// recipes are those with a button and a key.
var recipes = []struct{ name, key, shown, tip string }{
	{"modules", "Ctrl+Digit1", "Ctrl+1", "Three modules of rectified units, each with a place code of its own width: hexagons within seconds, one spacing per module"},
	{"lstm", "Ctrl+Digit2", "Ctrl+2", "The paper's architecture with the three changes that make hexagons: rectified units, expected dropout, a band-limited place code"},
	{"paper", "Ctrl+Digit3", "Ctrl+3", "The published recipe. Its maps are noisy and quasi-periodic, and stay close to the null; a full run has 300 000 updates"},
	{"egocentric", "Ctrl+Digit4", "Ctrl+4", "Modules driven by speed and turns through an LSTM that learns to be a compass"},
}

// network are the actions that choose what learns.
func (r *Room) network() []room.Action {
	const section = "Network"
	var all []room.Action
	for _, c := range recipes {
		all = append(all, room.Action{
			ID: c.name, Keys: []string{c.key}, Shown: c.shown, Help: "recipe " + c.name, Section: section, Label: c.name, Tip: c.tip, InBar: true,
			State: func() panel.State { return panel.State{On: r.snap.Recipe.Name == c.name} },
			Do:    func() { r.turnToRecipe(c.name) },
		})
	}
	return append(all,
		room.Action{
			ID: "rectify", Keys: []string{"Ctrl+R"}, Shown: "Ctrl+R", Help: "rectification of the units on or off", Section: section,
			Label: "rectified", Tip: "Rectified (on) or linear (off) units, also while learning goes on", InBar: true,
			State: func() panel.State { return panel.State{On: r.snap.Recipe.Activation == gridnet.ReLU} },
			Do:    r.rectify,
		},
		room.Action{
			ID: "pretrained", Keys: []string{"P"}, Shown: "P", Help: "pretrained network of the recipe; again: the next one", Section: section,
			Label: "pretrained", Tip: "Open the trained network of this recipe that comes with the program", InBar: true,
			State: r.pretrainedState, Do: r.openPretrained,
		})
}

// turnToRecipe starts a recipe in the map that the network learns in.
func (r *Room) turnToRecipe(name string) {
	recipe, err := gridnet.NewRecipe(name)
	if err != nil {
		r.Tell(true, err.Error())
		return
	}
	r.Restart(recipe.In(r.snap.Recipe.Map), r.snap.Seed)
}

// rectify turns the rectification of the units on or off.
func (r *Room) rectify() {
	next := gridnet.ReLU
	if r.snap.Recipe.Activation == gridnet.ReLU {
		next = gridnet.Linear
	}
	r.Do(learner.SetActivation{Activation: next})
}

// fields are the seed and the pressure.
func (r *Room) fields() []room.Control {
	return []room.Control{
		{Item: panel.Item{ID: "seed-label", Kind: panel.Label, Label: "seed"}},
		{
			Item:  panel.Item{ID: "seed", Kind: panel.Input, Label: "seed", Tip: "A whole number; Enter starts again from it. Recipe and seed fix a run bit for bit."},
			State: func() panel.State { return panel.State{Text: strconv.FormatUint(r.snap.Seed, 10)} },
			Do:    func(e panel.Event) { r.setSeed(e.Text) },
		},
		{Item: panel.Item{ID: "pressure-label", Kind: panel.Label, Label: "dropout pressure"}},
		{
			Item:  panel.Item{ID: "pressure", Kind: panel.Slider, Tip: "The pressure that makes grids: dropout on the place read-out, in its expected form (λ = p/(1−p)), or its rate where the recipe uses real dropout. Slide it to 0 and reset: no grid forms."},
			State: func() panel.State { return panel.State{Value: r.pressureAt()} },
			Do:    func(e panel.Event) { r.setPressure(e.Value) },
		},
		{
			Item: panel.Item{ID: "pressure-value", Kind: panel.Label, Label: "λ", Wide: "λ 99.5, now 99.5"},
			State: func() panel.State {
				text, _ := pressure(r.snap.Recipe, r.snap.Update)
				return panel.State{Label: text}
			},
		},
	}
}

// setSeed starts again from a seed that was typed.
func (r *Room) setSeed(text string) {
	seed, err := strconv.ParseUint(text, 10, 64)
	if err != nil {
		r.Tell(true, fmt.Sprintf("The seed %q is no whole number from 0 to 18446744073709551615.", text))
		return
	}
	r.Restart(r.snap.Recipe, seed)
}

// hint says what can be done while nothing else is going on.
func (r *Room) hint() string {
	s := r.snap
	switch {
	case r.Pretrained() != nil && !r.on:
		return "A trained network, not learning: " + provenance(r.Pretrained()) + " · L lets it learn on · Backspace starts from scratch"
	case s.Update > s.Recipe.Updates && r.on:
		return fmt.Sprintf("Training has gone beyond the %d updates of the recipe; L stops learning, the rat runs on.", s.Recipe.Updates)
	case s.Update > s.Recipe.Updates/2:
		return "Try it: slide the dropout pressure to 0 and press Backspace. The loss falls, and no grid forms · F2 explains the numbers"
	}
	return "Click a map to see where its unit fires · F1 keys · F2 what the numbers mean · F4 all settings · P a trained network"
}
