package race

import (
	"fmt"
	"image"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"gridrat/app/tasks"
	"gridrat/brain/agent"
	"gridrat/world"
	"gridrat/world/body"
	"gridrat/world/task"
)

// TestYouAgainstAnAgent: both begin alike; the user's hidden goal is shown once the
// user has reached it, whatever the opponent has; at the end the page names both,
// and so does what is kept.
func TestYouAgainstAnAgent(t *testing.T) {
	s := newStage(t, "square-arena", "arena-grid")
	x := s.start("race:you:arena-grid", 7)
	a, b := x.sides[0], x.sides[1]
	if s.entered != 1 || a.track[0] != b.track[0] || len(s.Map().Goals) != 0 {
		t.Fatalf("it begins with %+v and %+v, %d goals shown", a.track[0], b.track[0], len(s.Map().Goals))
	}
	if g, h := a.world.Goals(), b.world.Goals(); len(g) != 1 || g[0] != h[0] {
		t.Fatalf("the goals are %v and %v", g, h)
	}
	s.until("a goal of the opponent", func() bool { return b.world.Visits() > 0 || x.over }) // the user stands
	if b.world.Visits() == 0 || a.world.Visits() != 0 || len(s.Map().Goals) != 0 {
		t.Fatalf("the opponent has reached %d goals, the user %d, and %d are shown", b.world.Visits(), a.world.Visits(), len(s.Map().Goals))
	}
	s.until("a goal of the user", func() bool { s.Steer(towards(a.world)); return a.world.Visits() > 0 })
	s.tick()
	if len(s.Map().Goals) != 1 {
		t.Error("the goal that was reached is not shown")
	}
	if cells := s.clock.Cells; len(cells) != 3 || cells[1].Name != you || cells[1].Value != "10 · 1 goal" || cells[2].Hue != b.color() {
		t.Errorf("the clock says %+v", cells)
	}
	s.finish()
	for i := range min(len(a.world.Trials()), len(b.world.Trials())) {
		if p, q := a.world.Trials()[i].Start, b.world.Trials()[i].Start; p != q {
			t.Errorf("start %d is %v and %v", i, p, q)
		}
	}
	if len(s.kept) != 1 {
		t.Fatalf("%d episodes are kept", len(s.kept))
	}
	o := s.kept[0]
	want := tasks.Rival{Name: "arena-grid", Code: "grid", Task: "square-arena", Decisions: b.runner.Agent.Decisions, Seed: 1, Score: b.world.Score(), Goals: b.world.Visits()}
	if o.Against != want || o.Score != a.world.Score() || o.Seed != 7 || o.Again || !o.Shown || o.Shortest <= 0 || o.Metres < o.Shortest*0.9 {
		t.Errorf("kept is %+v, want against %+v", o, want)
	}
	p := s.Result()
	if len(p.Runs.Rows) != 2 || p.Runs.Rows[0][8] != you || p.Runs.Rows[1][8] != "arena-grid" || len(p.Series) != 2 || len(p.Table.Rows) != 1 || p.Means[0].Label != you {
		t.Errorf("the page has %+v, %+v", p.Runs, p.Means)
	}
	for i, v := range x.sides {
		if got := p.Runs.Rows[i][0]; got != fmt.Sprintf("%.0f", v.world.Score()) {
			t.Errorf("the page says that %s has %s points, not %v", v.name, got, v.world.Score())
		}
	}
	p.Arrange(image.Rect(0, 0, 760, 700), 1)
	for _, b := range p.Buttons {
		if r := p.RectOf(b.ID); r.Empty() || !r.In(p.Rect) {
			t.Errorf("the button %s is at %v", b.ID, r)
		}
	}
	if st := s.Status(); !st.Over || !st.Listed || st.Result != p.Title || st.Names != [2]string{you, "arena-grid"} {
		t.Errorf("the status is %+v", st)
	}
	if s.End(); s.On() || s.left != 1 || s.Result() != nil {
		t.Error("Esc does not end it")
	}
	if st := s.Status(); st.On {
		t.Errorf("after it the status is %+v", st)
	}
}

// TestAgentsRunAsInTests: agents score in a race what they score in a frozen test
// of that seed, at whatever speed they run, and their ways are written down.
func TestAgentsRunAsInTests(t *testing.T) {
	s := newStage(t, "square-arena", "arena-place", "arena-none")
	const number = 5
	x := s.start("race:arena-place:arena-none", agent.Frozen+number)
	s.speed = fastest
	s.finish()
	for _, v := range x.sides {
		want, err := v.runner.Agent.Test(t.Context(), s.field.Task, agent.Options{First: number, Episodes: 1, Workers: 1})
		if err != nil {
			t.Fatal(err)
		}
		if got := v.world; got.Score() != want[0].Score || len(got.Trials()) != len(want[0].Trials) {
			t.Errorf("%s has %v points in %d trials, in its test %v in %d", v.name, got.Score(), len(got.Trials()), want[0].Score, len(want[0].Trials))
		}
		judged := x.judged.of(0)
		if v == x.sides[1] {
			judged = x.judged.of(1)
		}
		for i, got := range judged {
			if w := want[0].Trials[i]; got.Way != w.Way || got.Shortest != w.Shortest || got.Seconds != w.Seconds {
				t.Errorf("%s: trial %d is %+v, in its test %+v", v.name, i, got, w)
			}
		}
	}
	if len(s.kept) != 0 || x.row {
		t.Error("a race of two agents is in the user's list")
	}
	first := append([]sample(nil), x.sides[0].track...)
	if s.press("Backspace"); s.race != x {
		t.Error("another race is there before it is made")
	}
	s.until("the same again", func() bool { return s.race != x })
	if !s.race.again || s.race.seed != x.seed {
		t.Errorf("again it is seed %d, known %v", s.race.seed, s.race.again)
	}
	s.speed = 8
	s.finish()
	for k, p := range s.race.sides[0].track {
		if p != first[k] {
			t.Fatalf("at another speed decision %d led to %+v, before to %+v", k, p, first[k])
		}
	}

	s.press("Ctrl+E")
	s.until("an export", func() bool { return len(s.said) > 0 && strings.Contains(s.said[len(s.said)-1], "Exported the race") })
	found, err := filepath.Glob(filepath.Join(s.Out, "*", "race.*"))
	if err != nil || len(found) != 2 {
		t.Fatalf("exported is %v (%v)", found, err)
	}
	text, err := os.ReadFile(found[0])
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(string(text)), "\n")
	if n := 1 + 2*(s.field.Task.Decisions()+1); len(lines) != n || lines[0] != "runner,trial,t_s,x_m,y_m,heading_rad,score" || !strings.HasPrefix(lines[n-1], "arena-none,") {
		t.Errorf("%d lines, from %q to %q", len(lines), lines[0], lines[len(lines)-1])
	}
}

// TestGhost: an opponent that was hidden from the beginning has shown nothing, and
// its way is not drawn; that of a race that is over is.
func TestGhost(t *testing.T) {
	s := newStage(t, "square-arena", "arena-none")
	s.run(pairings(s.field)[0], 3)
	s.until("a race", s.On)
	if own, ghosts := s.Rats(); own == nil || len(ghosts) != 1 {
		t.Fatalf("the rats are %v and %v", own, ghosts)
	}
	s.press("H")
	s.until("its beginning", func() bool { return s.race.count == 0 })
	s.until("some ways", func() bool { return len(s.race.sides[0].track) > 30 })
	if _, ghosts := s.Rats(); len(ghosts) != 0 || s.race.sides[1].drawn != 0 || s.race.sides[0].drawn == 0 {
		t.Errorf("hidden, %d ghosts are drawn, %d of its moves, %d of the user's", len(ghosts), s.race.sides[1].drawn, s.race.sides[0].drawn)
	}
	s.finish()
	s.tick()
	if _, ghosts := s.Rats(); len(ghosts) != 1 || s.race.sides[1].drawn == 0 {
		t.Error("over, the opponent stays hidden")
	}
	if o := s.kept[0]; o.Shown || o.Again {
		t.Errorf("kept is %+v", o)
	}
	if s.press("N"); s.race == nil {
		t.Fatal("there is no race")
	}
}

// TestNoVerdictInTime: a race whose shortest ways are not found in time, by the
// machine's clock, is told and kept without them.
func TestNoVerdictInTime(t *testing.T) {
	s := newStage(t, "square-arena", "arena-none")
	x := s.start("race:you:arena-none", 3)
	s.until("the end", func() bool { return x.over })
	x.judging.Wait()
	found, late := make(chan verdict), make(chan time.Time, 1)
	x.judging.Begin(func() verdict { return <-found })
	x.told, s.result, s.kept, x.late = false, nil, nil, late
	s.now = s.now.Add(time.Hour)
	if s.tick(); s.Result() != nil {
		t.Fatal("the result does not wait by the machine's clock")
	}
	late <- time.Now()
	if s.tick(); s.Result() == nil || len(s.kept) != 1 || s.kept[0].Shortest != 0 {
		t.Errorf("the result is %+v, kept is %+v", s.Result(), s.kept)
	}
	found <- verdict{}
	s.End()
}

// TestStill: nothing moves while it is counted down, paused, covered, or in another
// tab.
func TestStill(t *testing.T) {
	s := newStage(t, "square-arena", "arena-none")
	x := s.start("race:you:arena-none", 3)
	s.Steer(body.Command{Forward: 1})
	s.until("a move", func() bool { return len(x.sides[0].track) > 10 })
	for what, set := range map[string]func(on bool){
		"paused": func(bool) { s.press("Space") }, "covered": func(on bool) { s.covered = on }, "in another tab": func(on bool) { s.shown = !on },
	} {
		set(true)
		before, at := len(x.sides[0].track), s.Pose()
		for range 30 {
			s.tick()
		}
		if len(x.sides[0].track) != before || s.Pose() != at {
			t.Errorf("%s, it moves", what)
		}
		set(false)
		s.until("a move", func() bool { return len(x.sides[0].track) > before })
	}
	s.End()
	if !strings.Contains(s.said[len(s.said)-1], "does not count") || len(s.kept) != 0 {
		t.Errorf("said %q, kept %v", s.said, s.kept)
	}
}

// TestPoseIsBetween: a rat is shown on its way, in the goal before its next start,
// and what it has run adds up.
func TestPoseIsBetween(t *testing.T) {
	s := newStage(t, "square-arena", "arena-none")
	x := s.start("race:you:arena-none", 3)
	v := x.sides[0]
	for range 400 {
		v.decide(towards(v.world))
		top := v.world.Task().Body.TopSpeed*v.period() + 1e-9
		if d := v.to.Pos.Sub(v.from.Pos).Norm(); d > top {
			t.Fatalf("a decision leads from %v to %v", v.from, v.to)
		}
		if p := v.pose(0.5); p.Pos.Sub(v.from.Pos.Add(v.to.Pos).Mul(0.5)).Norm() > 1e-12 || v.pose(0) != (world.Pose{Pos: v.from.Pos, Heading: world.WrapAngle(v.from.Heading)}) {
			t.Fatalf("half-way from %v to %v is %v", v.from, v.to, p)
		}
	}
	if v.world.Visits() == 0 || math.Abs(v.run(1)-length(v)) > 1e-9 {
		t.Errorf("%d goals, %v m of %v", v.world.Visits(), v.run(1), length(v))
	}
}

// length is that of a track.
func length(v *side) (metres float64) {
	for k := range v.track[1:] {
		metres += v.track[k+1].came.Sub(v.track[k].at.Pos).Norm()
	}
	return metres
}

// TestSameStarts: in worlds of one seed the starts after as many goals are the same
// whatever was done on the way, which the page of numbers says.
func TestSameStarts(t *testing.T) {
	var all []*task.World
	for _, k := range tasks.All() {
		w, err := task.New(k.Task)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, w)
	}
	rapid.Check(t, func(t *rapid.T) {
		w := rapid.SampledFrom(all).Draw(t, "task")
		seed, wait := rapid.Uint64().Draw(t, "seed"), rapid.IntRange(0, 40).Draw(t, "decisions that one waits")
		straight, waiting := w.Clone(), w.Clone()
		for _, v := range []*task.World{straight, waiting} {
			v.Reset(rand.New(rand.NewPCG(seed, task.Stream)))
		}
		for range wait {
			waiting.Step(body.Command{Turn: 1})
		}
		for range 300 {
			straight.Step(towards(straight))
			waiting.Step(towards(waiting))
		}
		for i := range min(len(straight.Trials()), len(waiting.Trials())) {
			if a, b := straight.Trials()[i].Start, waiting.Trials()[i].Start; a != b {
				t.Fatalf("start %d is %v and %v", i, a, b)
			}
		}
	})
}
