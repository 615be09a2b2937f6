package race

import (
	"fmt"
	"math"

	"gridrat/app/tasks"
	"gridrat/brain/agent"
	"gridrat/render/figure"
	"gridrat/render/panel"
	"gridrat/world/task"
)

// Result is the page that tells what came of the race that is over, nil if there
// is none. The window shows it beside the arena.
func (r *Room) Result() *panel.Result { return r.result }

// showResult shows what came of the race.
func (r *Room) showResult() {
	x := r.race
	a, b := x.sides[0], x.sides[1]
	sums := [2]sum{a.sum(x.judged.of(0)), b.sum(x.judged.of(1))}
	s := &panel.Result{Title: verdictOf(x, sums)}
	s.Lines = append(s.Lines, fmt.Sprintf("%s, seed %d, %s: the same maze, goal and first start for both.", x.task.Title, x.seed, seconds(x.task.Seconds)))
	for _, side := range x.sides {
		if v := side.runner; v != nil {
			p := v.Agent
			s.Lines = append(s.Lines, fmt.Sprintf("%s: code %s, %s decisions, seed %d, has learnt %s.", figure.Capital(side.name), p.Recipe.Name, figure.Thousands(p.Decisions), p.Seed, p.Task.Title))
		}
	}
	s.Runs = panel.Table{Title: "This race", Head: []string{"score", "goals", "first goal s", "later ones s", "m run", "m shortest", "efficiency", "heading error", "who"}, Mark: -1}
	for i, side := range x.sides {
		s.Runs.Rows = append(s.Runs.Rows, append(sums[i].cells(), side.name))
		if sums[0].score != sums[1].score && sums[i].score == max(sums[0].score, sums[1].score) {
			s.Runs.Mark = i
		}
	}
	s.Plot = figure.Plot{Title: "score", XLabel: "seconds", YMin: 0, YMax: math.NaN(), Format: panel.Points}
	s.Series = []figure.Series{a.series(), b.series()}
	if a.user() {
		r.keep(s, sums)
	}
	r.means(s)
	s.Note = "Time, way and heading error are of trials that reached a goal; the error is that of the later ones, a body's length from the start. Means of agents are of frozen tests."
	for _, b := range r.Tools()[1:] {
		if b.ID != actGhost {
			b.Label += " · " + shown(b.ID)
			s.Buttons = append(s.Buttons, b)
		}
	}
	s.Buttons = append(s.Buttons, panel.Tool{ID: actRace, Label: "races · " + shown(actRace), Tip: help(actRace)})
	r.result = s
	r.Redraw(true)
}

// series is the score over time.
func (s *side) series() figure.Series {
	c := figure.Series{Name: s.name, Color: s.color()}
	for k, p := range s.track {
		c.X, c.Y = append(c.X, float64(k)*s.period()), append(c.Y, p.score)
	}
	return c
}

// of is the trials of a side; nil where they are not known.
func (v *verdict) of(side int) []agent.Trial {
	if !v.ok {
		return nil
	}
	return v.trials[side]
}

// verdictOf says who has won.
func verdictOf(x *race, sums [2]sum) string {
	a, b := x.sides[0].name, x.sides[1].name
	p, q := sums[0].score, sums[1].score
	switch {
	case p == q:
		return fmt.Sprintf("A draw between %s and %s: %.0f each", a, b, p)
	case p < q:
		return fmt.Sprintf("%s wins: %.0f to %.0f against %s", figure.Capital(b), q, p, a)
	case x.sides[0].user():
		return fmt.Sprintf("You win: %.0f to %.0f against %s", p, q, b)
	}
	return fmt.Sprintf("%s wins: %.0f to %.0f against %s", figure.Capital(a), p, q, b)
}

// keep adds the user's episode to the list, with the opponent, and shows the best.
func (r *Room) keep(s *panel.Result, sums [2]sum) {
	x := r.race
	v := x.sides[1]
	p := v.runner.Agent
	hidden := x.task.Goal == task.GoalHidden
	for _, g := range x.sides[0].world.Goals() {
		hidden = hidden || !g.Visible
	}
	o := tasks.Raced{
		Task: &x.task, Map: x.shown.Name, Seed: x.seed, Again: x.again, Shown: x.seen && hidden,
		Score: sums[0].score, Goals: sums[0].goals, Metres: sums[0].metres,
		Against: tasks.Rival{
			Name: v.name, Code: p.Recipe.Name, Task: p.Task.Name, Decisions: p.Decisions, Seed: p.Seed, Score: sums[1].score, Goals: sums[1].goals,
		},
	}
	if least := sums[0].shortest; least > 0 && !math.IsInf(least, 0) {
		o.Shortest = least
	}
	s.Table = r.Keep(o)
	switch {
	case o.Again:
		s.Lines = append(s.Lines, "You knew this episode: it is listed, but not in your mean.")
	case o.Shown:
		s.Lines = append(s.Lines, "A ghost shows where a hidden goal is: the episode is listed, but not in your mean. H hides the ghost.")
	}
	x.row = true
}

// means adds mean scores to compare with: the user's, the agents' and what was
// published.
func (r *Room) means(s *panel.Result) {
	x := r.race
	if x.sides[0].user() {
		if mean, n := r.Mean(&x.task); n > 0 {
			s.Means = append(s.Means, panel.Mean{Label: you, Value: mean, Mine: true, Text: fmt.Sprintf("%.0f, last %s", mean, figure.Plural(n, "episode", "episodes"))})
		}
	}
	for _, side := range x.sides {
		if v := side.runner; v != nil && !math.IsNaN(v.Score) {
			s.Means = append(s.Means, panel.Mean{Label: side.name, Value: v.Score, Text: fmt.Sprintf("%.0f in tests", v.Score)})
		}
	}
	for _, q := range x.task.Published {
		s.Means = append(s.Means, panel.Mean{Label: "paper: " + q.Who, Value: q.Score, Text: fmt.Sprint(q.Score)})
	}
}

// cells are the cells of a row.
func (v *sum) cells() []string {
	known := func(format string, f float64) string {
		if math.IsNaN(f) || math.IsInf(f, 0) {
			return "–"
		}
		return fmt.Sprintf(format, f)
	}
	return []string{
		fmt.Sprintf("%.0f", v.score), fmt.Sprint(v.goals), known("%.1f", v.first), known("%.1f", v.later), fmt.Sprintf("%.1f", v.metres),
		known("%.1f", v.shortest), known("%.2f", v.efficiency), known("%.0f°", v.off*180/math.Pi),
	}
}

// seconds writes a time.
func seconds(s float64) string { return fmt.Sprintf("%.0f s", s) }
