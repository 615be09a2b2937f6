package main

import (
	"fmt"
	"math"
	"strconv"

	"github.com/hajimehoshi/ebiten/v2"

	"gridrat/brain/gridnet"
	"gridrat/brain/learner"
	"gridrat/render/panel"
)

// Controls that are not the button of an action.
const (
	ctlRatSpeed   = "rat-speed"
	ctlGentle     = "learn-gentle"
	ctlLearnSpeed = "learn-" // with the updates per second; 0 is full
	ctlSeed       = "seed"
	ctlPressure   = "pressure"
	ctlPressureAt = "pressure-value"
	ctlTimeline   = "timeline"
	ctlTimelineAt = "timeline-value"
)

// learningSpeeds is the ladder of the learning speed, slowest first, after
// the gentle start.
var learningSpeeds = []learner.Speed{{PerSecond: 1}, {PerSecond: 10}, {PerSecond: 50}, {}}

func speedID(s learner.Speed) string {
	if s.Gentle {
		return ctlGentle
	}
	return ctlLearnSpeed + strconv.FormatFloat(s.PerSecond, 'g', -1, 64)
}

// controls lists the bar's items. Tips end with the keys of the table.
func controls() []panel.Item {
	group := 0
	var items []panel.Item
	add := func(i panel.Item) {
		i.Group = group
		items = append(items, i)
	}
	button := func(a action, label, wide, tip string) {
		if tip == "" {
			tip = help(a)
		}
		add(panel.Item{ID: string(a), Label: label, Wide: wide, Tip: tip + keysOf(a)})
	}
	label := func(id, text, wide, tip string) {
		add(panel.Item{ID: id, Kind: panel.Label, Label: text, Wide: wide, Tip: tip})
	}

	button(actPlay, "pause", "pause", "Play or pause the rat and learning")
	button(actTick, "step", "", "One move of the rat, when paused")
	add(panel.Item{ID: ctlTimeline, Kind: panel.Slider, Tip: fmt.Sprintf("The rat's last moves, at most %d: where it was, where the network believed it to be, and what the units did", pastLimit) + keysOf(actBack)})
	label(ctlTimelineAt, panel.PastMoves(0), panel.PastMoves(pastLimit-1), "")
	group++
	label("rat", "rat", "", "")
	button(actSlower, "−", "", "")
	label(ctlRatSpeed, "1×", "1/4× (64)", "How fast the watched rat runs: 1 is real time. Learning has a speed of its own.")
	button(actFaster, "+", "", "")
	group++
	button(actLearn, "learning", "", "Learning on or off; the rat runs on")
	add(panel.Item{ID: ctlGentle, Label: "gentle", Tip: "Begins with a few updates per second, so that noise can be seen to become order, and opens up to full speed within half a minute" + keysOf(actLearnSlow) + keysOf(actLearnFast)})
	for _, s := range learningSpeeds {
		text, tip := strconv.FormatFloat(s.PerSecond, 'g', -1, 64), fmt.Sprintf("At most %g updates per second", s.PerSecond)
		if s.PerSecond == 0 {
			text, tip = "full", "As many updates per second as the machine can"
		}
		add(panel.Item{ID: speedID(s), Label: text, Tip: tip})
	}
	button(actStep, "+1", "", "One training update, then pause")
	group++
	button(actReset, "reset", "", "Start again from the same seed: the same weights, trajectories and dropout")
	button(actUndo, "undo", "undo edit", "Bring back the network of before the last start; again: the one before")
	button(actRedo, "redo", "redo edit", "Take the last undo back")
	label("seed-label", "seed", "", "")
	add(panel.Item{ID: ctlSeed, Kind: panel.Input, Label: "seed", Tip: "A whole number; Enter starts again from it. Recipe and seed fix a run bit for bit."})
	button(actNewSeed, "new seed", "", "Start again from the next seed")
	group++
	button(actGroup, "by module", "", "Maps by module or all together, best first")
	button(actColors, "viridis", "viridis", "Colour map of the rate maps")
	group++
	for _, a := range []action{actModules, actLSTM, actPaper, actEgo} {
		button(a, string(a), "", recipeTips[a])
	}
	button(actPretrained, "pretrained", "", "Open the trained network of this recipe that comes with the program")
	button(actRecipe, "settings", "", "All settings of the recipe, to read and to change")
	group++
	label("pressure-label", "dropout pressure", "", "")
	add(panel.Item{ID: ctlPressure, Kind: panel.Slider, Tip: "The pressure that makes grids: dropout on the place read-out, in its expected form (λ = p/(1−p)), or its rate where the recipe uses real dropout. Slide it to 0 and reset: no grid forms."})
	label(ctlPressureAt, "λ", "λ 99.5, now 99.5", "")
	button(actRectify, "rectified", "", "Rectified (on) or linear (off) units, also while learning goes on")
	group++
	button(actOpen, "open", "", "")
	button(actSave, "save", "save map", "")
	button(actExport, "export", "", "")
	button(actShot, "picture", "", "")
	button(actRecord, "record", "", "")
	button(actHelp, "help", "", "Keys and mouse")
	button(actInfo, "numbers", "", "What the numbers mean and how they are computed")
	button(actFull, "full screen", "", "")
	return items
}

var recipeTips = map[action]string{
	actModules: "Three modules of rectified units, each with a place code of its own width: hexagons within seconds, one spacing per module",
	actLSTM:    "The paper's architecture with the three changes that make hexagons: rectified units, expected dropout, a band-limited place code",
	actPaper:   "The published recipe. Its maps are noisy and quasi-periodic, and stay close to the null; a full run has 300 000 updates",
	actEgo:     "Modules driven by speed and turns through an LSTM that learns to be a compass",
}

func help(a action) string {
	for _, b := range keyLines() {
		if b.action == a {
			return capital(b.help)
		}
	}
	return ""
}

func capital(s string) string { return string(s[0]-'a'+'A') + s[1:] }

func keysOf(a action) string {
	if k := shownKey(a); k != "" {
		return "  [" + k + "]"
	}
	return ""
}

// states says how every control stands.
func (g *game) states() map[string]panel.State {
	s := g.snap
	m := map[string]panel.State{}
	set := func(a action, st panel.State) { m[string(a)] = st }

	play := panel.State{Label: "play"}
	if g.playing {
		play = panel.State{Label: "pause", On: true}
	}
	set(actPlay, play)
	tick := panel.State{}
	if g.playing {
		tick.Why = "pause first"
	}
	set(actTick, tick)
	m[ctlRatSpeed] = panel.State{Label: g.ratSpeedLabel()}
	set(actFaster, panel.State{Why: whyNot(g.ratSpeed >= fastestRat, "this is the fastest")})
	set(actSlower, panel.State{Why: whyNot(g.ratSpeed <= slowestRat, "this is the slowest")})

	set(actLearn, panel.State{On: g.learnOn})
	for _, speed := range append([]learner.Speed{{Gentle: true}}, learningSpeeds...) {
		m[speedID(speed)] = panel.State{On: s.Speed == speed}
	}
	set(actReset, panel.State{})
	set(actUndo, panel.State{Why: whyNot(!s.Undoable, "there is no other network to go back to")})
	set(actRedo, panel.State{Why: whyNot(!s.Redoable, "nothing was undone")})
	if g.editing() {
		set(actUndo, panel.State{Label: "undo edit", Tip: "Take the last edit of the map back" + keysOf(actUndo), Why: whyNot(!g.maps.canUndo(), "nothing has been drawn")})
		set(actRedo, panel.State{Label: "redo edit", Tip: "Do again what was taken back on the map" + keysOf(actRedo), Why: whyNot(!g.maps.canRedo(), "nothing was taken back")})
		set(actSave, panel.State{Label: "save map", Tip: "Save the map; outside editing, the network" + keysOf(actSave)})
	} else {
		set(actSave, panel.State{})
	}
	m[ctlSeed] = panel.State{Text: strconv.FormatUint(s.Seed, 10)}
	for _, a := range []action{actModules, actLSTM, actPaper, actEgo} {
		set(a, panel.State{On: s.Recipe.Name == string(a)})
	}
	set(actPretrained, g.pretrainedState())

	past := panel.State{Why: whyNot(g.playing, "pause first"), Value: panel.SliderMax}
	if n := len(g.watch.past); n > 0 {
		past.Value = panel.SliderMax * (n - g.back) / n
	} else if !g.playing {
		past.Why = "the rat has not moved yet"
	}
	m[ctlTimeline] = past
	m[ctlTimelineAt] = panel.State{Label: panel.PastMoves(g.back)}

	text, value := pressure(s.Recipe, s.Update)
	if s.Handled != g.asked {
		value = g.slid // what is on its way
	}
	g.slid = value
	m[ctlPressureAt] = panel.State{Label: text}
	m[ctlPressure] = panel.State{Value: value}
	set(actExport, panel.State{On: g.task.running(taskExport), Why: whyNot(g.task.running(taskFilm), "a film is being saved")})
	set(actRectify, panel.State{On: s.Recipe.Activation == gridnet.ReLU})
	set(actGroup, panel.State{On: g.wall.Grouped, Why: whyNot(len(s.Recipe.Modules) < 2, "this recipe has a single module")})
	set(actColors, panel.State{Label: g.wall.Colors.Name})
	set(actRecord, panel.State{On: g.rec != nil})
	set(actFull, panel.State{On: ebiten.IsFullscreen()})
	g.episodeStates(m)
	return m
}

func whyNot(cannot bool, why string) string {
	if cannot {
		return why
	}
	return ""
}

// pressureMax is λ, or the rate of dropout, at the right end of the slider.
func pressureMax(r gridnet.Recipe) float64 {
	if realDropout(r) {
		return 0.95
	}
	return 100
}

// realDropout tells which of the two pressures the slider moves.
func realDropout(r gridnet.Recipe) bool { return r.Target == gridnet.SoftmaxTarget }

// pressure words the pressure of an update, with what the recipe makes of it
// by then, and says where the slider stands.
func pressure(r gridnet.Recipe, update int) (text string, value int) {
	v := r.Lambda
	text = fmt.Sprintf("λ %.3g", v)
	if now := fmt.Sprintf("%.3g", r.LambdaAt(update)); "λ "+now != text {
		text += ", now " + now
	}
	if realDropout(r) {
		v = r.Dropout
		text = fmt.Sprintf("rate %.2f", v)
	}
	return text, int(math.Round(panel.SliderMax * math.Min(v/pressureMax(r), 1)))
}

// control carries out what the user did to the bar.
func (g *game) control(e panel.Event) {
	switch e.ID {
	case ctlTimeline:
		if n := len(g.watch.past); !g.playing {
			g.lookBack(int(math.Round(float64(n) * (1 - float64(e.Value)/panel.SliderMax))))
		}
	case ctlPressure:
		g.slid = e.Value
		v := float64(e.Value) / panel.SliderMax * pressureMax(g.snap.Recipe)
		if realDropout(g.snap.Recipe) {
			g.do(learner.SetDropout{Rate: math.Round(100*v) / 100})
		} else {
			g.do(learner.SetLambda{Lambda: math.Round(2*v) / 2})
		}
	case ctlSeed:
		seed, err := strconv.ParseUint(e.Text, 10, 64)
		if err != nil {
			g.tell(true, fmt.Sprintf("The seed %q is no whole number from 0 to 18446744073709551615.", e.Text))
			return
		}
		g.restart(g.snap.Recipe, seed)
	case ctlGentle:
		g.setSpeed(learner.Speed{Gentle: true})
	default:
		for _, s := range learningSpeeds {
			if e.ID == speedID(s) {
				g.setSpeed(s)
				return
			}
		}
		g.act(action(e.ID))
	}
}
