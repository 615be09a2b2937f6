package main

import (
	"fmt"
	"image"
	"math"
	"slices"

	"github.com/hajimehoshi/ebiten/v2"
	"github.com/hajimehoshi/ebiten/v2/inpututil"

	"gridrat/render/figure"
	"gridrat/render/panel"
	"gridrat/world"
	"gridrat/world/body"
)

// steerEpisode turns the keys that are held into the command of the rat.
func (g *game) steerEpisode() {
	e := g.watch.episode
	if e == nil {
		return
	}
	e.command = body.Command{}
	if g.covered() || g.bar.Typing() {
		return
	}
	e.command = commanded(func(ebiten.Key) bool { return true })
}

// actInEpisode carries out what actions mean while a task is played, and tells
// whether the action is done with.
func (g *game) actInEpisode(a action) bool {
	e := g.watch.episode
	switch a {
	case actPlay, actPauseEpisode:
		if e.over {
			g.tell(false, "The episode is over: N begins another, Esc goes back to the map.")
		} else {
			g.play(!g.playing)
		}
	case actReset, actAgainEpisode:
		g.playAgain(e.seed)
	case actNewSeed, actNewEpisode:
		g.playAgain(newEpisodeSeed())
	case actEndEpisode:
		g.leaveEpisode()
	case actCancel:
		if g.covered() || g.notice.Failure && g.notice.Text != "" || g.rec != nil || g.task.running("") || ebiten.IsFullscreen() {
			return false // that goes first
		}
		g.leaveEpisode()
	case actWorkDoor:
		g.workTaskDoor()
	case actTick, actBack, actStep, actPrev, actNext, actWall, actDoor, actAdd: // keys that drive
	case actFaster, actSlower:
		g.tell(false, "A task is played in real time.")
	case actHere:
		g.tell(false, "A task is played; Esc ends the episode, and then the network can learn in the map.")
	case actSelect, actGoal, actRat, actErase, actDelete, actDouble, actSaveMapAs:
		g.tell(false, notEdited)
	default:
		return false
	}
	g.moved = true
	return true
}

const notEdited = "The map is not edited while a task is played; Esc ends the episode."

// covered tells whether something lies over the window that stops the clock of
// an episode.
func (g *game) covered() bool { return g.dialog != nil || g.sheet != nil || g.page != nil }

// pointAtEpisode lets the mouse look at the world of the episode and work its
// doors, where the rules allow it.
func (g *game) pointAtEpisode(p image.Point) (busy bool) {
	in := p.In(g.layout.arena)
	g.lookAround(p, in)
	e := g.watch.episode
	e.door = -1
	if !in || e.over {
		return g.edit.panning
	}
	e.door = g.doorUnder(p)
	if e.door >= 0 && inpututil.IsMouseButtonJustPressed(ebiten.MouseButtonLeft) {
		g.workTaskDoor()
		return true
	}
	return g.edit.panning
}

// doorReach is how far from a door the mouse means it, in points.
const doorReach = 6

// doorUnder is the door of the episode's map at a place of the screen, -1 if
// there is none.
func (g *game) doorUnder(p image.Point) int {
	at, best, nearest := g.arena.Metres(p), -1, g.arena.Reach(doorReach)
	for i, d := range g.watch.episode.shown.Doors {
		if away := d.Distance(at); away <= nearest {
			best, nearest = i, away
		}
	}
	return best
}

// workTaskDoor opens or closes the door under the mouse.
func (g *game) workTaskDoor() {
	e := g.watch.episode
	if e.door >= 0 && !e.over {
		if err := e.world.Work(e.door); err != nil {
			g.tell(false, "The door stays as it is: "+err.Error()+".")
		}
		return
	}
	g.tell(false, "Put the mouse on a door, or click it, to open or close it.")
}

// The strip over the arena.

// clock writes seconds as minutes and seconds, rounded up.
func clock(seconds float64) string {
	s := int(math.Ceil(seconds - 1e-9))
	return fmt.Sprintf("%d:%02d", s/60, s%60)
}

// showClock brings the numbers over the arena up to date.
func (g *game) showClock() {
	e := g.watch.episode
	w := e.world
	first := panel.Cell{Name: "time left", Value: clock(w.Left())}
	switch {
	case e.over:
		first = panel.Cell{Name: "time left", Value: "over"}
	case !g.playing || g.covered():
		first = panel.Cell{Name: "paused", Value: clock(w.Left())}
	}
	trial := w.TrialTime()
	cells := []panel.Cell{
		first,
		{Name: "score", Value: fmt.Sprintf("%.0f", w.Score())},
		{Name: "goals reached", Value: fmt.Sprint(w.Visits())},
		{Name: "this trial", Value: fmt.Sprintf("%.1f s", trial)},
	}
	best := "–"
	if of := g.episodes.best(w.Task().Name); len(of) > 0 {
		best = fmt.Sprintf("%.0f", of[0].Score)
	}
	cells = append(cells, panel.Cell{Name: "your best", Value: best})
	urgent := !e.over && w.Left() <= 10
	if fmt.Sprint(cells, urgent) != fmt.Sprint(g.clock.Cells, g.clock.Urgent) {
		g.clock.Cells, g.clock.Urgent = cells, urgent
		g.hurry(&g.clock.Picture)
	}
}

// clockRect takes the room for the strip from the arena while a task is played.
func (g *game) clockRect(l *layout) (strip image.Rectangle) {
	if g.watch.episode == nil {
		return strip
	}
	strip = l.arena
	strip.Max.Y = min(strip.Min.Y+int(panel.EpisodeHeight*l.scale), strip.Min.Y+strip.Dy()/3)
	l.arena.Min.Y = strip.Max.Y
	return strip
}

// episodeTools are the buttons over the arena while a task is played.
func (g *game) episodeTools() []panel.Tool {
	e, pause, over := g.watch.episode, "pause", ""
	switch {
	case e.over:
		over = "the episode is over."
	case !g.playing:
		pause = "go on"
	}
	var all []panel.Tool
	for _, b := range []struct {
		a     action
		label string
	}{{actPauseEpisode, pause}, {actAgainEpisode, "again"}, {actNewEpisode, "new seed"}, {actEndEpisode, "end"}} {
		all = append(all, panel.Tool{ID: string(b.a), Label: b.label, Tip: help(b.a) + keysOf(b.a)})
	}
	all[0].Why = over
	return all
}

// showEpisodeTools brings the strip above the arena up to date, and tells
// whether a task is played.
func (g *game) showEpisodeTools() bool {
	s, e := &g.tools, g.watch.episode
	if e == nil {
		return false
	}
	t := e.world.Task()
	name := []string{fmt.Sprintf("%s, seed %d", t.Title, e.seed), t.Title}
	tools := g.episodeTools()
	if slices.Equal(tools, s.Tools) && slices.Equal(name, s.Name) {
		return true
	}
	s.Tools, s.Name, s.About = tools, name, t.Rule+" A click shows all tasks"+keysOf(actTasks)
	s.Warn, s.Unsaved, s.On, s.Editing = false, false, "", false
	g.hurry(&s.Picture)
	return true
}

// episodeShapes lists what is drawn over the world of an episode: the door
// under the mouse and, when it is over, the shortest ways.
func (g *game) episodeShapes() []figure.Shape {
	e := g.watch.episode
	var shapes []figure.Shape
	if e.door >= 0 && e.world.Task().Workable {
		shapes = append(shapes, figure.Shape{Kind: figure.QuadShape, At: e.shown.Doors[e.door].Rectangle(), Width: 1.5, Color: figure.Dark.Ink})
	}
	return append(shapes, e.ways...)
}

// shortestWays draws the shortest ways of the trials that lost most.
func (e *episode) shortestWays() (shapes []figure.Shape) {
	for _, i := range e.worst {
		path := e.world.TrialPath(nil, i)
		for k := range path[:max(len(path)-1, 0)] {
			shapes = append(shapes, figure.Shape{Kind: figure.LineShape, At: [4]world.Vec{path[k], path[k+1]}, Width: 1.5, Color: figure.Dark.Series[2]})
		}
	}
	return shapes
}

// episodeHint says what can be done while a task is played.
func (g *game) episodeHint() string {
	e := g.watch.episode
	switch {
	case e.over:
		return "The episode is over: N plays on with a new seed, Backspace with the same, Esc goes back to the map"
	case e.door >= 0 && e.world.Task().Workable:
		return "Click works the door"
	case !g.playing:
		return "Paused: Space goes on · Backspace begins again · N takes a new seed · Esc ends the episode"
	}
	return e.world.Task().Rule + " Arrows drive, Shift+Left and Shift+Right go sideways · Space pauses · Esc ends"
}

// episodeCaption says what the arena shows, in full and short.
func (g *game) episodeCaption() [2]string {
	if g.watch.episode.over {
		return [2]string{"green: the shortest ways where most was lost", "green: shortest ways"}
	}
	return [2]string{"ring: where the network believes the rat to be", "ring: belief"}
}

// episodeStates says which controls stand otherwise while a task is played.
func (g *game) episodeStates(m map[string]panel.State) {
	e := g.watch.episode
	if e == nil {
		return
	}
	for _, a := range []action{actFaster, actSlower} {
		m[string(a)] = panel.State{Why: "a task is played in real time"}
	}
	for _, a := range []action{actTick, actStep} {
		m[string(a)] = panel.State{Why: "a task is played"}
	}
	m[string(actReset)] = panel.State{Label: "again", Tip: help(actAgainEpisode) + keysOf(actAgainEpisode)}
	m[string(actNewSeed)] = panel.State{Label: "new seed", Tip: help(actNewEpisode) + keysOf(actNewEpisode)}
	if e.over {
		m[string(actPlay)] = panel.State{Label: "play", Why: "the episode is over"}
	}
}

// episodeStatus is the task that is played, as a script sees it.
type episodeStatus struct {
	Task   string             `json:"task"` // "" is none
	Map    string             `json:"map"`
	Seed   uint64             `json:"seed"`
	Left   float64            `json:"left"` // s
	Score  float64            `json:"score"`
	Goals  int                `json:"goals"`
	Trial  float64            `json:"trial"` // s
	Over   bool               `json:"over"`
	Rat    [3]float64         `json:"rat"`    // x, y, heading, at the end of the decision under way
	Shown  int                `json:"shown"`  // goals that may be seen
	Way    [][2]float64       `json:"way"`    // the shortest from there to a goal, if one may be seen
	Doors  []bool             `json:"doors"`  // which are open
	Result string             `json:"result"` // title of the page, if it is open
	Played map[string]int     `json:"played"` // episodes in the list, by task
	Best   map[string]float64 `json:"best"`   // the highest score of each
}

func (g *game) episodeStatus() episodeStatus {
	s := episodeStatus{Played: map[string]int{}, Best: map[string]float64{}}
	for _, p := range g.episodes.all {
		s.Played[p.Task]++
		s.Best[p.Task] = max(s.Best[p.Task], p.Score)
	}
	e := g.watch.episode
	if e == nil {
		return s
	}
	w := e.world
	t, p := w.Task(), w.Pose()
	s.Task, s.Map, s.Seed, s.Left, s.Score, s.Goals, s.Trial, s.Over = t.Name, e.shown.Name, e.seed, w.Left(), w.Score(), w.Visits(), w.TrialTime(), e.over
	s.Rat, s.Shown = [3]float64{p.Pos.X, p.Pos.Y, p.Heading}, len(e.shown.Goals)
	for _, d := range e.shown.Doors {
		s.Doors = append(s.Doors, d.Open)
	}
	if g.result != nil {
		s.Result = g.result.Title
	}
	if s.Shown > 0 && !e.over {
		for _, q := range w.Path(nil, p.Pos) {
			s.Way = append(s.Way, [2]float64{q.X, q.Y})
		}
	}
	return s
}
