package main

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"time"

	"gridrat/render/figure"
	"gridrat/world"
	"gridrat/world/body"
	"gridrat/world/ground"
	"gridrat/world/maze"
	rules "gridrat/world/task"
)

// episode is a task that the user plays: the watched rat acts in its world.
// The map that is edited, its undo and its autosave know nothing of it.
type episode struct {
	world   *rules.World
	seed    uint64
	again   bool // the seed was begun before
	command body.Command
	arrived bool // the rat is shown in the goal, and will next be shown where it starts again
	over    bool

	// Where the rat was before.
	back  world.Vec
	plan  maze.Map
	floor *ground.Ground

	door int // under the mouse; -1 is none

	shown   maze.Map  // the map, with as much of it as may be seen
	changes int       // of the world, when it was made
	visits  int       // that were judged
	metres  float64   // gone to the goals reached
	least   float64   // that had to be
	lost    []float64 // metres too many, of each visit
	worst   []int     // trials that lost most, once it is over

	ways []figure.Shape // the shortest of those
}

// decision is how long a decision lasts, s.
func (e *episode) decision() float64 {
	b := e.world.Task().Body
	return b.Tick * float64(b.Repeat)
}

// next is the pose after the next decision. A rat that reaches a goal is first
// shown there; jump tells that it was then put elsewhere.
func (e *episode) next() (to world.Pose, jump bool) {
	if e.arrived {
		e.arrived = false
		return e.world.Pose(), true
	}
	if o := e.world.Step(e.command); o.Teleported {
		e.arrived = true
		trials := e.world.Trials()
		return trials[len(trials)-2].At, false
	}
	return e.world.Pose(), false
}

// reveal makes the map that may be seen: a hidden goal is not until it has been
// visited, or the episode is over.
func (e *episode) reveal() {
	e.shown, e.changes = e.world.Map(), e.world.Changes()
	visited := func(i int) bool {
		return slices.ContainsFunc(e.world.Trials(), func(t rules.Trial) bool { return t.Goal == i })
	}
	var goals []maze.Goal
	for i, goal := range e.shown.Goals {
		if goal.Visible || e.over || visited(i) {
			goals = append(goals, goal)
		}
	}
	e.shown.Goals = goals
}

// playTask begins an episode of a task.
func (g *game) playTask(t rules.Task, seed uint64, again bool) {
	w, err := rules.New(t)
	if err != nil {
		g.tell(true, fmt.Sprintf("%s cannot be played: %v.", t.Title, err))
		return
	}
	if g.watch.route != nil {
		g.setRoute(nil)
	}
	g.setTool("")
	w.Reset(rand.New(rand.NewPCG(seed, rules.Stream)))
	rat, _ := g.watch.now(0)
	e := &episode{world: w, seed: seed, again: again, back: rat.Pos, plan: g.watch.plan, floor: g.watch.floor, door: -1}
	before := g.watch.episode
	if before != nil {
		e.back, e.plan, e.floor = before.back, before.plan, before.floor
	}
	g.result = nil
	e.reveal()
	g.watch.enter(e)
	g.showEpisode()
	g.hush()
	if before != nil {
		g.tellUnfinished(before)
	}
	if !g.playing {
		g.play(true)
	}
}

// enter lets the rat act in an episode.
func (w *watch) enter(e *episode) {
	w.episode, w.drive, w.among = e, nil, nil
	w.plan, w.floor = e.shown, e.world.Ground()
	w.to = e.world.Pose()
}

// showEpisode has the window look at another world: trail and view begin anew.
func (g *game) showEpisode() {
	w := g.watch
	w.past, w.lost = nil, 0
	w.tracker.Start(w.weights(g.snap), w.to)
	w.setOut(g.snap)
	g.back, g.trailed, g.oldest = 0, 0, 0
	g.edit.Forget()
	g.arena.Fit()
	g.redrawTrail()
	g.outdate(&g.tools.Picture)
	g.whole = true
}

// playAgain begins another episode of the task that is played.
func (g *game) playAgain(seed uint64) {
	e := g.watch.episode
	g.playTask(*e.world.Task(), seed, seed == e.seed)
}

// newEpisodeSeed draws a seed that people can write down.
func newEpisodeSeed() uint64 { return rand.Uint64N(1_000_000) }

// leaveEpisode ends the episode, if there is one, and goes back to the map of
// before.
func (g *game) leaveEpisode() {
	w := g.watch
	e := w.episode
	if e == nil {
		return
	}
	w.episode, g.result = nil, nil
	w.plan, w.floor = e.plan, e.floor
	w.to = world.Pose{Pos: w.place(e.back), Heading: w.to.Heading}
	w.settle()
	g.showEpisode()
	g.tellUnfinished(e)
}

// tellUnfinished says that an episode which has been ended does not count, if
// it was not over.
func (g *game) tellUnfinished(e *episode) {
	if !e.over {
		t := e.world.Task()
		g.tell(false, fmt.Sprintf("%s was ended after %.0f s of %.0f s; it does not count.", t.Title, t.Seconds-e.world.Left(), t.Seconds))
	}
}

// followEpisode takes over what has happened in the episode.
func (g *game) followEpisode() {
	e := g.watch.episode
	if e == nil {
		return
	}
	for ; e.visits < e.world.Visits(); e.visits++ {
		way, least := e.world.Trials()[e.visits].Way, e.world.Shortest(e.visits)
		e.metres, e.least, e.lost = e.metres+way, e.least+least, append(e.lost, way-least)
	}
	if e.world.Done() && !e.over {
		e.over = true
		e.changes = -1
		for i := range e.lost {
			e.worst = append(e.worst, i)
		}
		slices.SortFunc(e.worst, func(a, b int) int { return cmp.Compare(e.lost[b], e.lost[a]) })
		e.worst = e.worst[:min(len(e.worst), 5)]
		e.ways = e.shortestWays()
		g.finishEpisode(e)
	}
	if e.changes != e.world.Changes() {
		e.reveal()
		g.watch.plan, g.watch.floor = e.shown, e.world.Ground()
		g.moved = true
	}
	g.showClock()
}

// finishEpisode keeps the episode and shows what came of it.
func (g *game) finishEpisode(e *episode) {
	p := played{
		Date: time.Now().UTC().Truncate(time.Second), Task: e.world.Task().Name, Map: e.world.Map().Name, Seed: e.seed, Again: e.again,
		Score: e.world.Score(), Goals: e.world.Visits(), Metres: e.metres, Shortest: e.least,
	}
	if err := g.episodes.add(p); err != nil {
		g.tell(true, err.Error()+".")
	}
	g.showResult(e, p)
}
