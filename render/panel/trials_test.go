package panel

import (
	"image"
	"math"
	"math/rand/v2"
	"testing"

	"gridrat/brain/agent"
	"gridrat/render/internal/golden"
	"gridrat/world/task"
)

// tried are the trials of some episodes of 90 s that were made up: later ones
// take about as many seconds as later says.
func tried(episodes int, later float64, doors bool) (rows []TrialRow, scores []float64) {
	rng := rand.New(rand.NewPCG(1, 2))
	for e := 1; e <= episodes; e++ {
		score := 0.0
		for n, clock := 1, 0.0; clock < 90; n++ {
			r := TrialRow{Agent: "grid", Episode: e, Number: n}
			r.Seconds = later * math.Exp(0.5*rng.NormFloat64())
			if n == 1 {
				r.Seconds = 12 * math.Exp(0.8*rng.NormFloat64())
			}
			r.Way = 0.6 * r.Seconds
			r.Shortest = r.Way * (0.3 + 0.65*rng.Float64())
			r.HeadingError = math.Abs(0.6 * rng.NormFloat64())
			if doors {
				r.Door = string(rune('1' + rng.IntN(5)))
			}
			if clock += r.Seconds; clock < 90 {
				r.Reached, score = true, score+10
			}
			rows = append(rows, r)
		}
		scores = append(scores, score)
	}
	return rows, scores
}

// zones are around the goal and around its mirror image.
func zones(share float64) []ZoneTime {
	return []ZoneTime{
		{"within 0.4 m of the goal", agent.Interval{Mean: share, Low: share - 0.04, High: share + 0.04}, 0.08},
		{"as near the opposite place", agent.Interval{Mean: 0.05, Low: 0.04, High: 0.06}, 0.08},
	}
}

// setOf has all that is known of such trials.
func setOf(name string, episodes int, later float64, doors bool) TrialSet {
	rows, scores := tried(episodes, later, doors)
	return TrialSet{Name: name, Rows: rows, Score: agent.MeanOf(scores), Zones: zones(0.7 / later)}
}

// tables are what a panel of trials may show.
func tables() map[string]*TrialTable {
	rows, _ := tried(1, 30, false)
	edited := setOf("watched", 2, 15, false)
	for i := range edited.Rows { // from the second trial on
		switch r := &edited.Rows[i]; {
		case r.Episode == 1 && r.Number == 2:
			r.Edited, r.Shortest = task.EditedDuring, math.Inf(1)
		case r.Episode > 1 || r.Number > 2:
			r.Edited = task.EditedBefore
		}
	}
	return map[string]*TrialTable{
		"none": nil, "watched": {Sets: []TrialSet{setOf("watched", 12, 2, false)}}, "doors": {Sets: []TrialSet{setOf("watched", 3, 4, true)}, Doors: true},
		"empty": {Sets: []TrialSet{{Name: "watched", Score: agent.MeanOf(nil)}}}, "begun": {Sets: []TrialSet{{Name: "watched", Rows: rows[:1], Score: agent.MeanOf(nil)}}},
		"edited": {Sets: []TrialSet{edited}},
		"two":    {Sets: []TrialSet{setOf("before", 100, 2, false), setOf("grid-like quarter silenced", 100, 5, false)}},
	}
}

func TestTrialsGolden(t *testing.T) {
	all := tables()
	for _, g := range []struct {
		name, page string
		table      string
		size       image.Point
		scale      float64
		back       int
	}{
		{"trials", PageTrials, "doors", image.Pt(340, 300), 1, 0},
		{"trials-back", PageTrials, "watched", image.Pt(340, 300), 1, 40},
		{"trials-edited", PageTrials, "edited", image.Pt(340, 300), 1, 0},
		{"trials-compared", PageTrials, "two", image.Pt(340, 300), 1, 0},
		{"trials-half", PageMeans, "begun", image.Pt(340, 300), 1, 0},
		{"trials-empty", PageTimes, "none", image.Pt(290, 210), 1, 0},
		{"times", PageTimes, "watched", image.Pt(340, 300), 1, 0},
		{"times-2", PageTimes, "two", image.Pt(290, 210), 2, 0},
		{"means", PageMeans, "watched", image.Pt(340, 300), 1, 0},
		{"means-compared", PageMeans, "two", image.Pt(340, 300), 1, 0},
		{"means-2", PageMeans, "two", image.Pt(290, 210), 2, 0},
	} {
		p := &Trials{Page: g.page}
		if g.back > 0 {
			drawn(&p.Picture, g.size, g.scale, func() []Piece { return p.Pieces(all[g.table]) })
			p.Scroll(g.back)
		}
		golden.Check(t, g.name, drawn(&p.Picture, g.size, g.scale, func() []Piece { return p.Pieces(all[g.table]) }))
	}
}

// Scrolling stops at both ends, and what is looked at stays where it is when newer
// trials come.
func TestTrialsScroll(t *testing.T) {
	p := &Trials{}
	all := tables()["doors"]
	show := func() { drawn(&p.Picture, image.Pt(340, 300), 1, func() []Piece { return p.Pieces(all) }) }
	show()
	n := len(all.Sets[0].Rows)
	if p.Scroll(-3) || p.Back != 0 {
		t.Errorf("above the newest is %d", p.Back)
	}
	if !p.Scroll(5) || p.Back != 5 {
		t.Errorf("five rows back is %d", p.Back)
	}
	all.Sets[0].Rows = append(all.Sets[0].Rows, all.Sets[0].Rows[:2]...)
	show()
	if p.Back != 7 {
		t.Errorf("when two more have come, five back is %d", p.Back)
	}
	if p.Scroll(1000); p.Back != n+1 {
		t.Errorf("the oldest of %d is %d back", n+2, p.Back)
	}
	all.Sets[0].Rows = all.Sets[0].Rows[:3]
	show()
	if p.Back != 2 {
		t.Errorf("of three that are left, %d are newer than the one that is shown", p.Back)
	}
}
