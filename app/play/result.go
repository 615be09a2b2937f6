package play

import (
	"fmt"

	"gridrat/render/figure"
	"gridrat/render/panel"
	rules "gridrat/world/task"
)

// Result is the page that tells what came of the episode that is over, nil if
// there is none. The window shows it beside the arena.
func (r *Room) Result() *panel.Result { return r.result }

// showResult shows what came of an episode.
func (r *Room) showResult(e *Episode, p played) {
	t := e.world.Task()
	s := &panel.Result{Title: fmt.Sprintf("%s: %.0f points", t.Title, p.Score)}
	s.Lines = append(s.Lines, fmt.Sprintf("%s in %.0f s, seed %d.", figure.Plural(p.Goals, "goal", "goals"), t.Seconds, p.Seed), comparison(p))
	if p.Again {
		s.Lines = append(s.Lines, "The same seed was begun before: this episode is listed, but not in the mean.")
	}
	s.Table = bestOf(r.list.best(t.Name), p)
	mean, n := r.list.mean(t.Name, mapOf(t))
	s.Means = append(s.Means, panel.Mean{Label: "you", Value: mean, Mine: true, Text: fmt.Sprintf("%.0f, last %s", mean, figure.Plural(n, "episode", "episodes"))})
	for _, q := range t.Published {
		s.Means = append(s.Means, panel.Mean{Label: q.Who, Value: q.Score, Text: fmt.Sprint(q.Score)})
	}
	s.Note = fmt.Sprintf("Yours is the mean of the last %d episodes at most.", meanOf)
	if len(t.Published) > 0 {
		s.Note += " Others: " + rules.Source + ", in DeepMind Lab, seen from within; here the world is seen from above."
	}
	for _, b := range r.Tools()[1:] {
		b.Label += " · " + shown(b.ID)
		s.Buttons = append(s.Buttons, b)
	}
	s.Buttons = append(s.Buttons, panel.Tool{ID: actTasks, Label: "tasks · " + shown(actTasks), Tip: help(actTasks)})
	r.result = s
}

// comparison compares the ways of an episode with the shortest.
func comparison(p played) string {
	switch {
	case p.Shortest > 0:
		return fmt.Sprintf("%.1f m run to them where the shortest ways are %.1f m: %.0f %% more.", p.Metres, p.Shortest, 100*(p.Metres/p.Shortest-1))
	case p.Goals > 0:
		return fmt.Sprintf("%.1f m run to them; the shortest ways in a map of so many walls were not found in time.", p.Metres)
	}
	return "No goal was reached, so there is no way to compare with the shortest."
}

// bestOf is the table of the best episodes of a task, with one of them marked.
func bestOf(best []played, mark played) panel.Table {
	t := panel.Table{Title: "Your best episodes of this task", Head: []string{"", "score", "goals", "m run", "m shortest", "seed", "date", "against", "map"}, Mark: -1}
	for i, b := range best {
		if b == mark {
			t.Mark = i
		}
		seed := fmt.Sprint(b.Seed)
		if b.Again {
			seed += " again"
		}
		t.Rows = append(t.Rows, []string{
			fmt.Sprint(i + 1), fmt.Sprintf("%.0f", b.Score), fmt.Sprint(b.Goals), fmt.Sprintf("%.1f", b.Metres), fmt.Sprintf("%.1f", b.Shortest),
			seed, b.Date.Local().Format("2006-01-02 15:04"), rivalWords(b.Against), b.Map,
		})
	}
	return t
}
