package agent

import (
	"context"
	"math"
	"slices"
	"testing"

	"gridrat/brain/agent/sense"
	"gridrat/world"
)

// played are the poses of rat i through an episode of a player.
func played(l *Player, i, decisions int) (way []world.Pose) {
	for range decisions {
		l.Step()
		way = append(way, l.Rats().World(i).Pose())
	}
	return way
}

// player is one of some rats of an agent.
func player(t testing.TB, a *Agent, o Options, seeds ...uint64) *Player {
	t.Helper()
	o.Workers = 1
	l, err := a.Play(a.Task, seeds, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(l.Close)
	return l
}

// TestBegin: an episode that is begun in a player, in whose company and after
// whatever other, is that of its seed.
func TestBegin(t *testing.T) {
	a := begun(t, tiny(t, arena(t), "grid", "sense.sight=0.2"), 1, 1).Agent()
	want := played(player(t, a, Options{}, 7), 0, 300)
	l := player(t, a, Options{}, 1, 2)
	played(l, 0, 150)
	l.Begin(1, 7)
	if got := played(l, 1, 300); !slices.Equal(got, want) {
		t.Error("it is another one")
	}
	for !l.Over(0) {
		l.Step()
	}
	l.Begin(0, 7)
	if l.Over(0) || l.Chosen(0) != -1 {
		t.Error("it has not begun")
	}
	if got := played(l, 0, 300); !slices.Equal(got, want) {
		t.Error("after the end of another it is another one")
	}
}

// TestTakeOver: another agent of the same kind goes on from where a rat is, with
// what it knows; of another kind it is refused, and nothing changes.
func TestTakeOver(t *testing.T) {
	tr := begun(t, tiny(t, arena(t), "grid"), 1, 1)
	first := tr.Agent()
	steps(t, tr, 2)
	second, other := tr.Agent(), begun(t, tiny(t, arena(t), "none"), 1, 1).Agent()
	old, l := player(t, first, Options{}, 7), player(t, first, Options{}, 7)
	if l.TakeOver(other) || l.Agent() != first {
		t.Fatal("an agent of another kind has taken over")
	}
	if !slices.Equal(played(old, 0, 50), played(l, 0, 50)) {
		t.Fatal("they differ before")
	}
	if !l.TakeOver(second) || l.Agent() != second {
		t.Fatal("the agent that has learnt on has not taken over")
	}
	old.Step()
	l.Step()
	if slices.Equal(old.Probs(0), l.Probs(0)) {
		t.Error("it does what the one before did")
	}
	if old.Rats().Belief(0).Place == (world.Vec{}) || slices.Equal(played(old, 0, 200), played(l, 0, 200)) {
		t.Error("the ways are the same")
	}
}

// TestObserver: what an observer has seen of an episode is what a test says of it.
func TestObserver(t *testing.T) {
	a := begun(t, tiny(t, arena(t), "place", "sense.sight=1", "sense.fix=told"), 1, 3).Agent()
	want := tested(t, a, Options{Episodes: 3, Ways: 3, Workers: 1})
	l := player(t, a, Options{}, Frozen, Frozen+1, Frozen+2)
	for i := range want {
		w := l.Rats().World(i)
		l.Begin(i, want[i].Seed)
		o := Observe(w)
		for !l.Over(i) {
			l.Step()
			o.Note(w)
		}
		got := o.Episode(w, want[i].Seed)
		if !same([]Episode{got}, want[i:i+1]) || len(got.Ways) != len(want[i].Ways) {
			t.Errorf("episode %d: seen %+v, tested %+v", i, got, want[i])
		}
		for k := range got.Trials {
			if !slices.Equal(o.Way(k), want[i].Ways[k]) || o.Trial(w, w.Judge(), k).Seconds != want[i].Trials[k].Seconds {
				t.Errorf("episode %d: trial %d is another one", i, k)
			}
		}
	}
}

// TestMatch: a place is most like itself; a module alone takes others for it, and
// off the floor there is nothing to compare.
func TestMatch(t *testing.T) {
	a := begun(t, tiny(t, arena(t), "grid"), 1, 1).Agent()
	l := player(t, a, Options{}, 7)
	const side = 24
	t1 := l.Lattice(0, side)
	if err := t1.Fill(context.Background()); err != nil {
		t.Fatal(err)
	}
	parts := a.Parts()
	if len(parts) != 3 || parts[2].First+parts[2].Units != a.Units() {
		t.Fatalf("the parts are %+v", parts)
	}
	whole := Part{"all", 0, a.Units()}
	for _, k := range []int{8*side + 9, 15*side + 13} {
		step := (t1.High.X - t1.Low.X) / side
		at := t1.Low.Add(world.Vec{X: (float64(k%side) + 0.5) * step, Y: (float64(k/side) + 0.5) * step})
		if err := l.Pretend(0, at); err != nil {
			t.Fatal(err)
		}
		now, goal := make([]float32, a.Units()), make([]float32, a.Units())
		if !l.Rats().GoalCodes(now, goal, 0) {
			t.Fatal("there is no code of the goal")
		}
		all := t1.Match(goal, whole)
		alike := func(m []float64) (n int) {
			for _, v := range m {
				if v > 0.8 {
					n++
				}
			}
			return n
		}
		if math.Abs(all[k]-1) > 1e-6 {
			t.Errorf("place %d is like itself by %v", k, all[k])
		}
		for _, p := range parts {
			if one := t1.Match(goal, p); math.Abs(one[k]-1) > 1e-6 || alike(one) < alike(all) {
				t.Errorf("%s: place %d is like itself by %v, and %d places are like it, %d by all", p.Name, k, one[k], alike(one), alike(all))
			}
		}
	}
	done, cancel := context.WithCancel(context.Background())
	cancel()
	if l.Lattice(0, side).Fill(done) == nil {
		t.Error("it does not end with its context")
	}
	if player(t, begun(t, tiny(t, arena(t), "none"), 1, 1).Agent(), Options{}, 7).Lattice(0, side) != nil {
		t.Error("an agent without a code has a lattice")
	}
}

// Units fall silent in a player, and a goal that is pretended can be taken back.
func TestSilenceAndPretend(t *testing.T) {
	a := begun(t, tiny(t, arena(t), "grid"), 1, 1).Agent()
	l := player(t, a, Options{}, 7)
	if err := l.Impair(sense.Impairment{Silenced: []int{a.Units()}}); err == nil {
		t.Error("a unit that there is not is silenced")
	}
	if err := l.Pretend(0, world.Vec{X: 0.4}); err != nil {
		t.Fatal(err)
	}
	goal := l.Rats().Belief(0).ToGoal
	if err := l.Impair(sense.Impairment{Silenced: []int{1, 2, 3, 65, 66, 67, 68, 69, 70}}); err != nil {
		t.Fatal(err)
	}
	if l.Rats().Belief(0).ToGoal == goal {
		t.Error("nothing has changed")
	}
	if l.Unpretend(0); l.Rats().Belief(0).Reached {
		t.Error("the goal is still known")
	}
	l.Step()
}

// TestFileKind: files say what can be done with them.
func TestFileKind(t *testing.T) {
	tr := begun(t, tiny(t, arena(t), "none"), 1, 1)
	for name, c := range map[string]struct {
		data       []byte
		is, learns bool
	}{
		"trainer": {file(t, whole(tr)), true, true},
		"agent":   {file(t, small(tr.Agent())), true, false},
		"text":    {[]byte("PK no"), false, false},
	} {
		if is, learns := FileKind(c.data); is != c.is || learns != c.learns {
			t.Errorf("%s: %v, %v", name, is, learns)
		}
	}
}
