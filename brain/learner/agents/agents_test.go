package agents

import (
	"context"
	"math"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"go.uber.org/goleak"

	"gridrat/brain/agent"
	"gridrat/brain/agent/sense"
	"gridrat/brain/learner/internal/drill"
	"gridrat/brain/learner/loop"
	"gridrat/world/task"
)

// TestSteppingEqualsRunning: single steps, running and a bare trainer give the
// same bits, growing with it, for any number of workers.
func TestSteppingEqualsRunning(t *testing.T) {
	const n = 3
	p := growing(t)
	want := bare(t, p, n)
	for _, workers := range []int{1, 3} {
		c := config(t, p)
		c.Workers = workers
		stepped := start(t, c)
		learn(t, stepped, n)
		same(t, "stepped", file(t, stepped), want)

		hand := drill.NewClock()
		c.Clock, c.Paused, c.Speed = hand, false, loop.Speed{PerSecond: 1}
		ran := start(t, c)
		for i := range n {
			until(t, ran, "an update", func(s *session) bool { return s.Student().Update() == i+1 })
			if i < n-1 {
				hand.Advance(1e9)
			}
		}
		same(t, "ran", file(t, ran), want)
	}
}

// TestResume: going on from the autosave equals never having stopped; curve,
// time and origin come with it.
func TestResume(t *testing.T) {
	p := growing(t)
	c := keeping(t, p, t.TempDir())
	c.Clock, c.Began = drill.Wall{}, "a gift"
	first := start(t, c)
	learn(t, first, 2)
	s := await(t, first, "two updates", func(s *Snapshot) bool { return s.Update == 2 })
	first.Close()

	second := start(t, keeping(t, p, filepath.Dir(c.Autosave)))
	second.Do(Undo{})
	again := await(t, second, "the autosave", func(s *Snapshot) bool { return s.Handled == 1 })
	if again.Origin != "a gift" || again.Seconds != s.Seconds || !(s.Seconds > 0) || again.Update != 2 || again.Running || again.Notice.Failure {
		t.Errorf("brought back: %+v, %v s, update %d; want %v s", again.State, again.Seconds, again.Update, s.Seconds)
	}
	if len(again.Curve) == 0 || string(again.Curve.CSV()) != string(s.Curve.CSV()) {
		t.Errorf("its curve is\n%s, want\n%s", again.Curve.CSV(), s.Curve.CSV())
	}
	learn(t, second, 1)
	same(t, "resumed", file(t, second), bare(t, p, 3))
}

// TestGrowing: organs grow step by step, in phases that are told; what has grown
// can be kept, and then need not grow again, for its plan alone.
func TestGrowing(t *testing.T) {
	c := config(t, growing(t))
	organs := map[string]sense.Organs{}
	c.Kept = func(p agent.Plan) (sense.Organs, bool) { o, ok := organs[agent.OrgansKey(p)]; return o, ok }
	c.Keep = func(p agent.Plan, o sense.Organs, seconds float64) {
		if organs[agent.OrgansKey(p)] = o; !(seconds > 0) {
			t.Errorf("they grew in %v s", seconds)
		}
	}
	c.Clock = drill.Wall{}
	l := start(t, c)
	var phases []string
	last := Growing{}
	for {
		s := await(t, l, "a step", func(s *Snapshot) bool { return s.Agent != nil || s.Growing != last || s.Handled == 0 })
		if s.Agent != nil {
			if s.Growing != (Growing{}) || s.Update != 0 || s.PerUpdate != 8*c.Plan.Recipe.Learn.Steps {
				t.Errorf("at its first moment: %+v, update %d of %d decisions", s.Growing, s.Update, s.PerUpdate)
			}
			break
		}
		g := s.Growing
		if s.Handled > 0 && g.What == last.What && g.Share <= last.Share || g.Share < 0 || g.Share > 1 || s.Running || s.PerUpdate != 0 {
			t.Errorf("%+v after %+v", g, last)
		}
		if g.What != "" && g.What != last.What {
			phases = append(phases, g.What)
		}
		last = g
		l.Do(StepOnce{})
	}
	if got := strings.Join(phases, ", "); got != "learning to see, walking, learning vectors" {
		t.Errorf("the phases are %s", got)
	}
	want := file(t, l)
	if _, ok := organs[agent.OrgansKey(c.Plan)]; !ok || len(organs) != 1 {
		t.Fatalf("kept are %d", len(organs))
	}
	same(t, "of organs that were kept", file(t, start(t, c)), want) // it learns at once
	l.Do(Restart{Plan: c.Plan})
	same(t, "restarted", file(t, l), want)

	other := c.Plan
	other.Seed++
	l.Do(Restart{Plan: other})
	if s := await(t, l, "another seed", func(s *Snapshot) bool { return s.Plan.Seed == other.Seed }); s.Agent != nil {
		t.Error("another seed has the same organs")
	}
}

// TestFrozen: beside learning, copies are tested; their scores are those that
// the agent has, and stand at their moment of the curve.
func TestFrozen(t *testing.T) {
	c := config(t, blank(t))
	c.Clock, c.Test = drill.Wall{}, agent.Options{Episodes: 3, Ways: 1}
	l := start(t, c)
	s := await(t, l, "a test", func(s *Snapshot) bool { return s.Test != nil })
	if s.Test.Decisions != 0 || len(s.Test.Episodes) != 3 || len(s.Test.Episodes[0].Ways) == 0 || len(s.Test.Episodes[1].Ways) > 0 {
		t.Errorf("a test at decision %d of %d episodes", s.Test.Decisions, len(s.Test.Episodes))
	}
	learn(t, l, 3)
	held := await(t, l, "the newest test", func(s *Snapshot) bool { return s.Update == 3 && s.Test.Decisions == 3*s.PerUpdate })
	list, err := held.Agent.Test(context.Background(), held.Plan.Task, agent.Options{Episodes: 3, Ways: 1, Workers: 1})
	if err != nil || !reflect.DeepEqual(agent.Scores(list), agent.Scores(held.Test.Episodes)) {
		t.Errorf("scores %v beside learning, %v alone; %v", agent.Scores(held.Test.Episodes), agent.Scores(list), err)
	}
	var at []int
	for _, p := range held.Curve {
		if !math.IsNaN(p.Score.Mean) {
			at = append(at, p.Decisions/held.PerUpdate)
		}
	}
	last := held.Curve[len(held.Curve)-1]
	if len(at) < 2 || at[0] != 0 || at[len(at)-1] != 3 || last.Score != held.Test.Score {
		t.Errorf("the curve has scores after the updates %v, the last %v; the test says %v", at, last.Score, held.Test.Score)
	}

	// A snapshot is immutable.
	curve := string(held.Curve.CSV())
	learn(t, l, 3)
	await(t, l, "a later test", func(s *Snapshot) bool { return s.Test.Decisions == 6*s.PerUpdate })
	after, err := held.Agent.Test(context.Background(), held.Plan.Task, agent.Options{Episodes: 3, Ways: 1, Workers: 1})
	if err != nil || !reflect.DeepEqual(agent.Scores(after), agent.Scores(list)) || string(held.Curve.CSV()) != curve {
		t.Errorf("a snapshot has changed, or %v", err)
	}
}

// TestLast: what the last update said is in the snapshot, and NaN before.
func TestLast(t *testing.T) {
	l := start(t, config(t, blank(t)))
	if s := await(t, l, "the first", func(s *Snapshot) bool { return true }); !math.IsNaN(s.Last.Loss) || !math.IsNaN(s.Turns) || len(s.Curve) > 0 {
		t.Errorf("before the first update: %+v, turns %v, %d points", s.Last, s.Turns, len(s.Curve))
	}
	learn(t, l, 2)
	s := await(t, l, "two updates", func(s *Snapshot) bool { return s.Update == 2 })
	if s.Last.Update != 1 || !(s.Last.Entropy > 0) || !(s.Turns >= 0) || s.Agent.Decisions != 2*s.PerUpdate {
		t.Errorf("after two: %+v, turns %v, %d decisions", s.Last, s.Turns, s.Agent.Decisions)
	}
	if p := s.Curve[len(s.Curve)-1]; p.Decisions != s.Agent.Decisions || !(p.Entropy > 0) || p.Experience != s.Agent.Experience() {
		t.Errorf("the last point of its curve is %+v", p)
	}
}

// TestRestart: other plans begin anew; Reset begins the same again; what cannot
// be learnt is refused.
func TestRestart(t *testing.T) {
	p := blank(t)
	l := start(t, config(t, p))
	learn(t, l, 2)
	want := file(t, l)
	l.Do(Reset{})
	learn(t, l, 2)
	same(t, "reset", file(t, l), want)
	other := plan(t, arena(t), "none", "learn.policy.hidden=16")
	other.Seed = 9
	l.Do(Restart{Plan: other})
	learn(t, l, 1)
	same(t, "another task", file(t, l), bare(t, other, 1))
	bad := p
	bad.Recipe.Learn.Steps = 47
	l.Do(Restart{Plan: bad})
	if n := state(t, l).Notice; !n.Failure || !strings.Contains(n.Text, "learn.steps is 47") {
		t.Errorf("it says %+v", n)
	}
	same(t, "refused", file(t, l), bare(t, other, 1))
	bc := config(t, bad)
	if _, err := Start(bc); err == nil {
		t.Error("an impossible plan was started")
	}
}

// TestGrowthFails: growing that fails pauses with a sentence, again and again,
// and is not in the way of another plan.
func TestGrowthFails(t *testing.T) {
	c := config(t, growing(t))
	c.Clock, c.Paused, c.Arena = drill.Wall{}, false, task.Task{}
	l := start(t, c)
	for range 2 {
		before := state(t, l).Notice.Serial
		l.Do(Run{})
		s := await(t, l, "a failure", func(s *Snapshot) bool { return s.Notice.Serial > before || before == 0 && s.Notice.Serial > 0 })
		if s.Running || !s.Notice.Failure || strings.Contains(s.Notice.Text, "\n") {
			t.Errorf("running %v; it says %q", s.Running, s.Notice.Text)
		}
	}
	l.Do(Pause{})
	l.Do(Restart{Plan: blank(t)})
	learn(t, l, 1)
	same(t, "after it", file(t, l), bare(t, blank(t), 1))
}

// TestUndo: agents that others took the place of come back bit for bit; one
// whose organs grow is not in the way, and is not saved.
func TestUndo(t *testing.T) {
	dir := t.TempDir()
	p := blank(t)
	l := start(t, keeping(t, p, dir))
	learn(t, l, 2)
	want := file(t, l)
	l.Do(Restart{Plan: growing(t)})
	l.Do(StepOnce{})
	l.Do(Save{Path: filepath.Join(dir, "mine.npz")})
	if n := state(t, l).Notice; !n.Failure || !strings.HasSuffix(n.Text, "mine.npz: there is nothing to keep of the agent yet") {
		t.Errorf("saving what grows said %+v", n)
	}
	l.Do(Undo{})
	same(t, "undone", file(t, l), want)
	if now := state(t, l); now.Redoable || now.Notice.Text != "Brought back the former agent: code none, task your-map, seed 3, 864 decisions." {
		t.Errorf("%+v", now)
	}
	learn(t, l, 1)
	same(t, "it learns on", file(t, l), bare(t, p, 3))
	l.Do(Save{Path: filepath.Join(dir, "mine.npz")})
	if n := state(t, l).Notice; n.Failure || !strings.HasPrefix(n.Text, "Saved decision 1296 to ") {
		t.Errorf("saving said %+v", n)
	}
	l.Do(Reset{})
	l.Do(Load{Path: filepath.Join(dir, "mine.npz")})
	same(t, "opened", file(t, l), bare(t, p, 3))
	if now := state(t, l); now.Origin != "mine.npz" || !now.Saved {
		t.Errorf("opened: %+v", now)
	}
}

// TestGoroutinesEnd: nothing is left after Close, whatever is under way.
func TestGoroutinesEnd(t *testing.T) {
	others := goleak.IgnoreCurrent()
	for name, p := range map[string]agent.Plan{"growing": growing(t), "learning": blank(t)} {
		for _, paused := range []bool{true, false} {
			c := config(t, p)
			c.Clock, c.Paused, c.Workers, c.Test = drill.Wall{}, paused, 4, agent.Options{Episodes: 50}
			l, err := Start(c)
			if err != nil {
				t.Fatal(err)
			}
			l.Do(StepOnce{})
			if !paused {
				l.Do(Run{})
			}
			l.Do(Reset{}) // leaves a growth, or a trainer, behind it
			l.Do(StepOnce{})
			l.Close()
			for range l.Snapshots() {
				// It ends, because the channel is closed.
			}
			if err := goleak.Find(others); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
	c := config(t, growing(t))
	c.Formers = filepath.Join(c.Autosave, "\x00")
	if _, err := Start(c); err == nil {
		t.Error("it began with an impossible folder")
	}
	goleak.VerifyNone(t, others)
}
