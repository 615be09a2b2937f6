package agents

import (
	"fmt"
	"image"

	"gridrat/app/agents/experiment"
	"gridrat/app/agents/tried"
	"gridrat/app/room"
	"gridrat/brain/agent/shortcut"
	"gridrat/render/panel"
)

// What the room has of experiments: the actions, the panel in the place of the trials
// and, of the newest comparison, the trials before and after.

// Actions of experiments.
const (
	actExperiment = "experiment"
	actLesion     = "silence-goal"
	actCompare    = "compare-lesion"
	actTests      = "close-tests"
	actMoreNoise  = "noise-more"
	actLessNoise  = "noise-less"
)

// noiseStep is what a key adds to the noise.
const noiseStep = 0.05

// tested is a comparison whose trials are shown.
type tested struct {
	*experiment.Comparison
	table *panel.TrialTable
}

// makeLab makes the lab and its panel.
func (r *Room) makeLab() {
	r.lab = experiment.New(r.ctx, experiment.Host{
		Tell: r.Tell, Keys: r.Keys, Background: r.Background, Clock: r.Clock, Workers: r.Workers, Most: r.Compared, None: noAgent,
		Subject: func() experiment.Subject {
			c, t := r.of, r.task
			if in, edited := r.rat.World(); edited && in.Name == t.Name {
				t = in
			}
			s := c.Now()
			if s == nil {
				return experiment.Subject{Name: c.Name, Run: run{of: c}, Task: t}
			}
			return experiment.Subject{Agent: s.Agent, Name: c.Name, Run: run{c, c.Guest, s.Run}, Task: t}
		},
		Impair:  r.rat.Impair,
		Changed: r.labChanged,
		Compared: func(c *experiment.Comparison) func() {
			t := tested{c, &panel.TrialTable{Doors: shortcut.Named(c.Played.Map), Sets: []panel.TrialSet{
				tried.Set("before", c.Who.Agent, c.Episodes[0], c.Played), tried.Set(c.What, c.Who.Agent, c.Episodes[1], c.Played),
			}}}
			return func() {
				if s := r.of.Now(); s != nil && c.Run == (run{r.of, r.of.Guest, s.Run}) && r.task.Name == c.Played.Name {
					r.tests = &t
					r.panes.outdate()
				}
			}
		},
	})
	r.slider = experiment.NewSlider(r.lab, r.trying.NoiseAt)
	r.lab.In(&r.task)
}

// labChanged shows what has changed in the lab.
func (r *Room) labChanged() {
	r.trying.Page = r.lab.Page
	r.panes.experiment.Hurry()
	r.ratMoved()
}

// experimentActions are the actions of experiments.
func (r *Room) experimentActions() []room.Action {
	noise := func(by float64) func() { return func() { r.addNoise(by) } }
	return []room.Action{
		{
			ID: actExperiment, Keys: []string{"H"}, Shown: "H", Help: "experiments, in the place of the trials: take vision, rewards, exact self-motion or parts of the goal's code from the agent; open doors", Label: "experiment", InBar: true,
			State: func() panel.State { return panel.State{On: r.experimenting} }, Do: r.toggleExperiment,
		},
		{
			ID: actLesion, Keys: []string{"X"}, Shown: "X", Help: "silence the next part of the goal's code: grid-like quarter, random quarter, quarter of the others, a module, all, nothing", Label: "silence", InBar: true,
			State: func() panel.State {
				return panel.State{On: r.lab.Taken().Units != "" || r.lab.Finding(), Why: r.lab.WhyNoUnits()}
			}, Do: r.lab.NextUnits,
		},
		{
			ID: actCompare, Keys: []string{"Shift+X"}, Shown: "Shift+X", Help: "test the watched agent before and after what is silenced or taken, in the same frozen episodes", Label: "compare", InBar: true,
			State: func() panel.State {
				return panel.State{On: r.Background.Running(experiment.Comparing), Why: r.lab.WhyNot()}
			}, Do: r.lab.Compare,
		},
		{
			ID: actTests, Keys: []string{"Shift+K"}, Shown: "Shift+K", Help: "from the test before and after, back to the watched trials",
			State: func() panel.State { return panel.State{Why: room.Why(r.tests == nil, "no test is shown")} }, Do: r.closeTests,
		},
		{
			ID: actMoreNoise, Keys: []string{"PageUp"}, Shown: "Page Up", Repeats: true, Help: fmt.Sprintf("noise on what the watched agent feels of its motion: %.0f %% more", 100*noiseStep), Do: noise(noiseStep),
		},
		{
			ID: actLessNoise, Keys: []string{"PageDown"}, Shown: "Page Down", Repeats: true, Help: "less of that noise", Do: noise(-noiseStep),
		},
	}
}

// toggleExperiment shows experiments in the place of the trials, or the trials.
func (r *Room) toggleExperiment() {
	r.experimenting, r.diagnosed = !r.experimenting, false
	r.panes.outdate()
	r.Redraw(true)
}

// Experimenting tells whether experiments are shown in the place of the trials.
func (r *Room) Experimenting() bool { return r.experimenting }

// Blind tells whether vision is taken from the watched rat.
func (r *Room) Blind() bool { return r.lab.Taken().Vision }

// useExperiment carries out what a spot of the panel is for.
func (r *Room) useExperiment(spot string) {
	if spot == panel.ToTrials {
		r.toggleExperiment()
		return
	}
	r.lab.Use(spot)
}

// BeginDrag begins a drag of the slider, if a spot is that; see room.Offer.
func (r *Room) BeginDrag(spot string, p image.Point) bool { return r.slider.Begin(spot, p) }

// Drag carries the drag on, or ends it, and tells whether there is one.
func (r *Room) Drag(p image.Point, held bool) bool { return r.slider.Drag(p, held) }

// closeTests goes back from a test to the watched trials.
func (r *Room) closeTests() {
	r.tests = nil
	r.panes.outdate()
}

// addNoise adds to the noise on what the watched agent feels of its motion.
func (r *Room) addNoise(by float64) { r.lab.Noise(r.lab.Taken().Noise+by, true) }
