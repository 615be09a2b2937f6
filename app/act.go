package main

import (
	"fmt"
	"slices"

	"github.com/hajimehoshi/ebiten/v2"

	"gridrat/app/files"
	"gridrat/brain/gridnet"
	"gridrat/brain/learner"
	"gridrat/render/figure"
	"gridrat/render/panel"
)

// Speeds of the watched rat; 1 is real time.
const (
	slowestRat = 0.25
	fastestRat = 64.0
)

// act carries out an action, whether it came from a key or from a button.
func (g *game) act(a action) {
	s := g.snap
	if g.watch.episode != nil && g.actInEpisode(a) {
		return
	}
	switch a {
	case actTasks:
		g.toggleTasks()
	case actPlay:
		g.play(!g.playing)
	case actLearn:
		g.learn(!g.learnOn)
	case actTick:
		g.tick()
	case actBack:
		if !g.playing {
			g.lookBack(g.back + 1)
		}
	case actStep:
		if g.playing { // the rat runs on alone; paused, Space resumes both
			g.learnOn = false
		}
		g.do(learner.StepOnce{})
	case actFaster:
		g.ratSpeed = min(g.ratSpeed*2, fastestRat)
	case actSlower:
		g.ratSpeed = max(g.ratSpeed/2, slowestRat)
	case actLearnFast, actLearnSlow:
		g.setSpeed(nextSpeed(s.Speed, a == actLearnFast))
	case actReset:
		g.begin()
		g.do(learner.Reset{})
	case actNewSeed:
		g.restart(s.Recipe, s.Seed+1)
	case actUndo, actRedo:
		switch {
		case g.editing():
			g.stepMap(a == actUndo)
		case a == actUndo:
			g.turnTo(learner.Undo{})
		default:
			g.turnTo(learner.Redo{})
		}
	case actSelect, actWall, actDoor, actGoal, actRat, actErase, actAdd:
		g.setTool(a)
	case actDelete:
		g.edit.Delete()
	case actDouble:
		g.edit.Duplicate()
	case actWorkDoor:
		g.edit.WorkDoor()
	case actFit:
		g.arena.Fit()
	case actMazes:
		g.toggleMazes()
	case actEye:
		g.nextEye()
	case actHere:
		g.toggleHere()
	case actKeepMaps:
		g.toggleKeepMaps()
	case actSaveMapAs:
		g.askSaveMap()
	case actModules, actLSTM, actPaper, actEgo:
		r, err := gridnet.NewRecipe(string(a))
		if err != nil {
			g.tell(true, err.Error())
			return
		}
		g.restart(r.In(s.Recipe.Map), s.Seed)
	case actRectify:
		next := gridnet.ReLU
		if s.Recipe.Activation == gridnet.ReLU {
			next = gridnet.Linear
		}
		g.do(learner.SetActivation{Activation: next})
	case actPretrained:
		g.openPretrained()
	case actSave:
		if g.editing() {
			g.saveMap()
			return
		}
		g.askSave()
	case actForage:
		if g.watch.route != nil {
			g.setRoute(nil)
		}
	case actOpen:
		g.askOpen()
	case actShot:
		g.shot = files.Free(g.folders.Out, "gridrat", ".png")
	case actRecord:
		g.record()
	case actColors:
		all := figure.ColorMaps()
		g.setColors(all[(slices.Index(all, g.wall.Colors)+1)%len(all)])
	case actGroup:
		g.wall.Regroup()
		g.settings.Grouped = g.wall.Grouped
		g.hurry(&g.wall.Picture)
	case actPrev, actNext:
		g.choose(g.neighbour(a == actNext))
		g.wall.Show(g.chosen())
	case actPageUp:
		g.scroll(-g.wall.Page())
	case actPageDown:
		g.scroll(g.wall.Page())
	case actHelp, actInfo, actRecipe:
		g.toggleSheet(a)
	case actProfiler:
		g.profiling, g.whole = !g.profiling, true
	case actFull:
		ebiten.SetFullscreen(!ebiten.IsFullscreen())
	case actHide:
		g.panels = !g.panels
	case actBigger:
		g.setScale(g.scale() + 0.25)
	case actSmaller:
		g.setScale(g.scale() - 0.25)
	case actInspect:
		g.inspectPage(nextOf(panel.InspectorPages, g.inspector.Page))
	case actCompare:
		g.toggleCompare()
	case actSource:
		g.nextSource()
	case actSilence:
		if g.recorded.source == panel.Cells {
			g.tell(false, "Recorded cells cannot be silenced; K shows the units of the network.")
			return
		}
		g.pinned = true
		g.silence([]int{g.unit})
	case actSilenceAll:
		if g.recorded.source == panel.Cells {
			g.tell(false, "Recorded cells cannot be silenced; K shows the units of the network.")
			return
		}
		g.silenceShown()
	case actPopulation:
		g.populationPage(nextOf(panel.PopulationPages, g.population.Page))
	case actReplay:
		g.replay()
	case actLive:
		g.goLive()
	case actFilm:
		g.saveFilm()
	case actExport:
		g.export()
	case actShuffle:
		g.drawOwn()
	case actFilter:
		g.nextClass()
	case actCancel:
		g.cancel()
	}
	g.moved = true
}

// do asks the learner for something.
func (g *game) do(r learner.Request) {
	g.asked++
	g.learner.Do(r)
}

// turnTo asks for another network, which comes with learning off. If it is
// refused, take gives learning back.
func (g *game) turnTo(r learner.Request) {
	g.awaited = g.awaited || g.learnOn
	g.learnOn = false
	g.awaitLearnt()
	g.do(r)
}

// play lets rat and learning run, or stops both.
func (g *game) play(on bool) {
	g.playing = on
	g.lookBack(0)
	g.askRunning()
}

// learn turns learning on or off; turning it on sets everything going.
func (g *game) learn(on bool) {
	g.learnOn, g.awaited = on, false
	if on {
		g.playing = true
		g.lookBack(0)
	}
	g.askRunning()
}

func (g *game) askRunning() {
	if g.playing && g.learnOn {
		g.do(learner.Run{})
	} else {
		g.do(learner.Pause{})
	}
}

// begin sets everything going for a new start.
func (g *game) begin() {
	g.playing, g.learnOn = true, true
	g.lookBack(0)
	g.do(learner.Run{})
}

// restart starts from scratch.
func (g *game) restart(r gridnet.Recipe, seed uint64) {
	g.begin()
	g.do(learner.Restart{Recipe: r.In(r.Map), Seed: seed})
}

func (g *game) setSpeed(s learner.Speed) { g.do(learner.SetSpeed{Speed: s}) }

// nextSpeed is a step on the ladder; a gentle start is as if at its top.
func nextSpeed(s learner.Speed, faster bool) learner.Speed {
	i := slices.Index(learningSpeeds, s)
	if i < 0 {
		i = len(learningSpeeds) - 1
		if faster {
			return learningSpeeds[i]
		}
	}
	if faster {
		i++
	} else {
		i--
	}
	return learningSpeeds[min(max(i, 0), len(learningSpeeds)-1)]
}

// tick is a move of the paused rat, or a step forward in what is recorded.
func (g *game) tick() {
	switch {
	case g.playing:
	case g.back > 0:
		g.lookBack(g.back - 1)
	default:
		g.watch.arrive(g.snap)
		g.hurry(&g.numbers.Picture, &g.inspector.Picture)
	}
}

// lookBack shows the rat and what the units did some moves ago.
func (g *game) lookBack(moves int) {
	g.back = min(max(moves, 0), len(g.watch.past))
	g.moved = true
	g.hurry(&g.numbers.Picture, &g.inspector.Picture)
}

// choose pins a unit of those that are shown to the inspector.
func (g *game) choose(unit int) {
	if unit < 0 || unit >= g.shown().Units() || unit == g.chosen() {
		return
	}
	if g.recorded.source == panel.Cells {
		g.recorded.cell = unit
	} else {
		if g.recorded.source == panel.Along && g.beside == (pick{panel.Live, g.unit}) {
			g.beside.unit = unit // what is compared are its maps of here and there
		}
		g.unit = unit
	}
	g.marked()
	g.redrawSpikes()
}

// neighbour is the unit after or before the chosen one, as the wall shows
// them.
func (g *game) neighbour(after bool) int {
	order := g.wall.Order()
	i := slices.Index(order, g.chosen())
	if i < 0 {
		return -1
	}
	g.pinned = g.pinned || g.recorded.source != panel.Cells
	if after {
		return order[min(i+1, len(order)-1)]
	}
	return order[max(i-1, 0)]
}

func (g *game) scroll(rows int) {
	g.wall.Scroll(rows)
	g.hurry(&g.wall.Picture)
}

func (g *game) setColors(c *figure.ColorMap) {
	g.wall.Colors, g.inspector.Colors, g.settings.ColorMap = c, c, c.Name
	g.hurry(&g.wall.Picture, &g.inspector.Picture)
}

func (g *game) setScale(scale float64) {
	g.whole = true
	g.settings.UIScale = min(max(scale, leastScale), greatestScale)
	text := fmt.Sprintf("Text and controls at %.0f %%.", 100*g.settings.UIScale)
	if fits := scaleFor(g.width, g.height, g.settings.UIScale*g.device) / g.device; fits < g.settings.UIScale {
		text = fmt.Sprintf("Text and controls at %.0f %%, all that the window has room for (%.0f %% wanted).", 100*fits, 100*g.settings.UIScale)
	}
	g.tell(false, text)
}

// cancel closes what is open, the topmost first.
func (g *game) cancel() {
	switch {
	case g.dialog != nil:
		g.closeDialog()
	case g.sheet != nil:
		g.sheet, g.whole = nil, true
	case g.page != nil:
		g.closeMazes()
	case g.edit.Busy(), g.edit.Nudging():
		g.drag = drag{}
		g.stopGesture(false)
	case g.editing():
		g.setTool("")
	case g.notice.Text != "":
		g.hush()
	case g.rec != nil:
		g.endRecording("")
	case g.task.running(""):
		g.task.stop()
	case g.emergence.at != nil:
		g.goLive()
	case !g.wall.Filter.Empty():
		g.clearFilter()
	case g.recorded.source != panel.Live:
		g.showSource(panel.Live)
	case g.beside != nobody:
		g.compare(nobody)
	case ebiten.IsFullscreen():
		ebiten.SetFullscreen(false)
	}
}
