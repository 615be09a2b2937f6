package main

import (
	"errors"
	"fmt"
	"image"

	"gridrat/assets"
	"gridrat/render/panel"
	"gridrat/world/maze"
	rules "gridrat/world/task"
)

// offered is a task on the page of those to play, with its picture; err says
// why it cannot be played.
type offered struct {
	rules.Task
	picture maze.Map
	err     error
}

// tasks lists the tasks to play; mine is the map that is drawn.
func tasks(mine maze.Map) []offered {
	read := func(z assets.Maze) maze.Map {
		m, err := maze.Decode(z.File())
		if err != nil {
			panic(fmt.Sprintf("the maze %s that comes with the program is damaged: %v", z, err)) // a test reads them all
		}
		return m
	}
	var all []offered
	add := func(picture maze.Map) func(t rules.Task, err error) {
		return func(t rules.Task, err error) { all = append(all, offered{t, picture, err}) }
	}
	arena := read(assets.HiddenGoal)
	empty := arena
	empty.Goals = nil
	add(empty)(rules.SquareArena(arena))
	add(read(assets.GoalDriven))(rules.GoalDriven(), nil)
	add(read(assets.GoalDoors))(rules.GoalDoors(), nil)
	add(read(assets.LargeGoalDoors))(rules.LargeGoalDoors(), nil)
	sunburst, double := read(assets.Sunburst), read(assets.DoubleE)
	add(sunburst)(rules.Sunburst(sunburst))
	add(double)(rules.DoubleE(double, false))
	add(double)(rules.DoubleE(double, true))
	hidden := mine
	hidden.Goals = nil
	for _, goal := range mine.Goals {
		if goal.Visible {
			hidden.Goals = append(hidden.Goals, goal)
		}
	}
	add(hidden)(rules.YourMap(mine, false), nil)
	for _, d := range mine.Doors {
		if !d.Locked {
			add(hidden)(rules.YourMap(mine, true), nil)
			break
		}
	}
	return all
}

// toggleTasks opens the page of tasks to play, or closes it.
func (g *game) toggleTasks() {
	if g.page != nil {
		same := g.page.of == actTasks
		g.closeMazes()
		if same {
			return
		}
	}
	g.stopGesture(true)
	g.playNone()
	g.sheet = nil
	g.whole = true
	p := &mazePage{of: actTasks, open: map[string]func(){}}
	p.Title = "Play a task yourself"
	p.Foot = fmt.Sprintf("A click begins an episode of %d s with a seed of its own; each goal reached is %d points · Esc closes this page.", rules.Seconds, rules.Reward)
	for _, t := range tasks(g.maps.now().Map()) {
		note := ""
		if t.TestOnly {
			note = "agents: test only"
		}
		id := "task:" + t.Name
		p.Tiles = append(p.Tiles, panel.Tile{ID: id, Name: t.Title, Note: note, Map: t.picture, Lines: []string{t.Rule, g.standing(t)}})
		p.open[id] = func() {
			if t.err != nil {
				g.tell(true, fmt.Sprintf("%s cannot be played: %v.", t.Title, t.err))
				return
			}
			g.playChosen(t.Task)
		}
	}
	g.page = p
}

// standing says how the user has done in a task so far, or why it cannot be
// played.
func (g *game) standing(t offered) string {
	err := t.err
	if err == nil && t.Drawn() { // of the others, a test has made sure
		r := g.ready(t.Task)
		if r.made != nil {
			return "being made ready"
		}
		err = r.err
	}
	var field *maze.FieldError
	if errors.As(err, &field) {
		return "not now: " + err.Error()
	}
	of := g.episodes.best(t.Name)
	if len(of) == 0 {
		return "not played yet"
	}
	text := fmt.Sprintf("best %.0f", of[0].Score)
	if len(of) > 1 {
		text += fmt.Sprintf(", %.0f", of[1].Score)
	}
	if mean, n := g.episodes.mean(t.Name, mapOf(t.Task)); n > 0 {
		text += fmt.Sprintf(" · mean of the last %d: %.0f", n, mean)
	}
	return text
}

// mapOf is the name by which the episodes of a task are told apart: those of
// different drawn maps are not one mean.
func mapOf(t rules.Task) string {
	if t.Drawn() {
		return t.Map.Name
	}
	return ""
}

// showResult shows what came of an episode.
func (g *game) showResult(e *episode, p played) {
	t := e.world.Task()
	r := &panel.Result{Title: fmt.Sprintf("%s: %.0f points", t.Title, p.Score)}
	r.Lines = append(r.Lines, fmt.Sprintf("%s in %.0f s, seed %d.", plural(p.Goals, "goal", "goals"), t.Seconds, p.Seed))
	if p.Shortest > 0 {
		r.Lines = append(r.Lines, fmt.Sprintf("%.1f m run to them where the shortest ways are %.1f m: %.0f %% more.", p.Metres, p.Shortest, 100*(p.Metres/p.Shortest-1)))
	} else if p.Goals > 0 {
		r.Lines = append(r.Lines, fmt.Sprintf("%.1f m run to them; the shortest ways in a map of so many walls were not found in time.", p.Metres))
	} else {
		r.Lines = append(r.Lines, "No goal was reached, so there is no way to compare with the shortest.")
	}
	if p.Again {
		r.Lines = append(r.Lines, "The same seed was begun before: this episode is listed, but not in the mean.")
	}
	r.Table = panel.Table{Title: "Your best episodes of this task", Head: []string{"", "score", "goals", "m run", "m shortest", "seed", "date", "map"}, Mark: -1}
	for i, b := range g.episodes.best(t.Name) {
		if b == p {
			r.Table.Mark = i
		}
		seed := fmt.Sprint(b.Seed)
		if b.Again {
			seed += " again"
		}
		r.Table.Rows = append(r.Table.Rows, []string{
			fmt.Sprint(i + 1), fmt.Sprintf("%.0f", b.Score), fmt.Sprint(b.Goals), fmt.Sprintf("%.1f", b.Metres), fmt.Sprintf("%.1f", b.Shortest),
			seed, b.Date.Local().Format("2006-01-02 15:04"), b.Map,
		})
	}
	mean, n := g.episodes.mean(t.Name, mapOf(*t))
	r.Means = append(r.Means, panel.Mean{Label: "you", Value: mean, Mine: true, Text: fmt.Sprintf("%.0f, last %s", mean, plural(n, "episode", "episodes"))})
	for _, q := range t.Published {
		r.Means = append(r.Means, panel.Mean{Label: q.Who, Value: q.Score, Text: fmt.Sprint(q.Score)})
	}
	r.Note = fmt.Sprintf("Yours is the mean of the last %d episodes at most.", meanOf)
	if len(t.Published) > 0 {
		r.Note += " Others: " + rules.Source + ", in DeepMind Lab, seen from within; here the world is seen from above."
	}
	for _, b := range g.episodeTools()[1:] {
		b.Label += keyNote(action(b.ID))
		r.Buttons = append(r.Buttons, b)
	}
	r.Buttons = append(r.Buttons, panel.Tool{ID: string(actTasks), Label: "tasks" + keyNote(actTasks), Tip: help(actTasks)})
	g.result, g.whole = r, true
}

func keyNote(a action) string { return " · " + shownKey(a) }

func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// placeResult fits the page beside the arena.
func (g *game) placeResult() {
	if g.result == nil {
		return
	}
	l := g.layout
	r := image.Rectangle{Min: l.wall.Min, Max: l.wall.Max}
	if g.panels {
		r.Max = l.population.Max
	}
	if g.result.Place(r, l.scale) || g.result.Stale {
		g.result.Stale = false
		g.result.Redraw()
		g.result.Touch(g.result.Canvas.Bounds())
		g.whole = true
	}
}

// pointAtResult lets the mouse use the page, and tells whether it is over it.
func (g *game) pointAtResult(p image.Point, clicked bool) bool {
	r := g.result
	if r == nil {
		return false
	}
	over := p.In(r.Rect)
	if over {
		g.tipText = "" // of what lies below
	}
	b, _ := r.At(p)
	if b.ID != r.Over {
		r.Over, r.Stale = b.ID, true
	}
	if clicked && b.ID != "" {
		g.act(action(b.ID))
	}
	return over
}
