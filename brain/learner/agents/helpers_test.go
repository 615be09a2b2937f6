package agents

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"go.uber.org/goleak"

	"gridrat/brain/agent"
	"gridrat/brain/agent/sense"
	"gridrat/brain/gridnet"
	"gridrat/brain/learner/internal/drill"
	"gridrat/brain/learner/loop"
	"gridrat/world/maze"
	"gridrat/world/task"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

var assets = filepath.Join("..", "..", "..", "assets")

// drawn reads a map of the program.
func drawn(t testing.TB, name string) maze.Map {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(assets, "mazes", name+".json"))
	if err != nil {
		t.Fatal(err)
	}
	m, err := maze.Decode(data)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// arena is the square arena with a hidden goal.
func arena(t testing.TB) task.Task {
	t.Helper()
	a, err := task.SquareArena(drawn(t, "hidden-goal"))
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// modules is the network of the program.
var modules = sync.OnceValue(func() agent.Network {
	tr, err := gridnet.Open(filepath.Join(assets, "networks", "modules.npz"), 1, 1)
	if err != nil {
		panic(err)
	}
	defer tr.Close()
	n, err := agent.NewNetwork("modules", tr)
	if err != nil {
		panic(err)
	}
	return n
})

// library knows the arena and one network.
func library(t testing.TB) agent.Library {
	a, n := arena(t), modules()
	return agent.Library{
		Task: func(name string) (task.Task, error) {
			if name != a.Name {
				return task.Task{}, fmt.Errorf("there is no task %q", name)
			}
			return a, nil
		},
		Network: func(name string) (agent.Network, error) {
			if name != "modules" {
				return agent.Network{}, fmt.Errorf("there is no network %q", name)
			}
			return n, nil
		},
	}
}

// plan is one that learns in a moment.
func plan(t testing.TB, in task.Task, code string, sets ...string) agent.Plan {
	t.Helper()
	r, err := agent.NewRecipe(&in, code)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range append([]string{
		"learn.minibatches=2", "learn.worlds=8", "learn.steps=54", "learn.policy.encoder=8", "learn.policy.hidden=8", "nursery.vision.updates=4", "nursery.vision.episodes=4",
		"nursery.vision.module.first=16", "nursery.vision.module.second=16", "nursery.head.updates=3", "nursery.rats=4", "nursery.decisions=50",
	}, sets...) {
		name, value, _ := strings.Cut(s, "=")
		if err := r.Set(name, value); err != nil {
			t.Fatal(err)
		}
	}
	p := agent.Plan{Recipe: r, Task: in, Seed: 3}
	if r.Sense.Code == sense.Grid {
		p.Network = modules()
	}
	return p
}

// growing is a plan whose agent needs all organs.
func growing(t testing.TB) agent.Plan {
	return plan(t, arena(t), "grid", "nursery.learnt=true")
}

// blank is a plan whose agent learns at once, in a drawn map.
func blank(t testing.TB) agent.Plan {
	return plan(t, task.YourMap(drawn(t, "hidden-goal"), false), "none")
}

// config is how a plan is learnt, at rest, on a clock that stands still, with
// no tests.
func config(t testing.TB, p agent.Plan) Config {
	return Config{
		Config: loop.Config{Clock: drill.NewClock(), Paused: true},
		Plan:   p, Library: library(t), Arena: arena(t), Workers: 2,
	}
}

// keeping is a configuration with an autosave and a folder of former agents.
func keeping(t testing.TB, p agent.Plan, dir string) Config {
	c := config(t, p)
	c.Autosave, c.Formers = filepath.Join(dir, "autosave.npz"), filepath.Join(dir, "formers")
	return c
}

// start begins learning and ends it with the test.
func start(t testing.TB, c Config) *Learner {
	t.Helper()
	l, err := Start(c)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(l.Close)
	return l
}

func ask(t testing.TB, l *Learner, f func(s *session)) { t.Helper(); drill.Ask(t, l, f) }

func await(t testing.TB, l *Learner, what string, f func(s *Snapshot) bool) *Snapshot {
	t.Helper()
	return drill.Await(t, l, what, f)
}

func until(t testing.TB, l *Learner, what string, f func(s *session) bool) {
	t.Helper()
	drill.Until(t, l, what, f)
}

// state is what the next snapshot says.
func state(t testing.TB, l *Learner) (now loop.State) {
	t.Helper()
	ask(t, l, func(s *session) { now = s.State() })
	return now
}

// learn makes updates, and grows before.
func learn(t testing.TB, l *Learner, updates int) {
	t.Helper()
	for ready := false; !ready; {
		ask(t, l, func(s *session) { ready = s.Student().Ready() })
		if !ready {
			l.Do(StepOnce{})
		}
	}
	for range updates {
		l.Do(StepOnce{})
	}
}

// file is the whole trainer of a learner: two agents are the same if it is.
func file(t testing.TB, l *Learner) (data []byte) {
	t.Helper()
	ask(t, l, func(s *session) {
		tr := s.Student().trainer
		if tr == nil {
			t.Error("it does not learn yet")
			return
		}
		data = whole(t, tr)
	})
	return data
}

func whole(t testing.TB, tr *agent.Trainer) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := tr.Save(&b); err != nil {
		t.Error(err)
	}
	return b.Bytes()
}

// bare is a trainer without a learner, after some updates: what a learner must
// equal.
func bare(t testing.TB, p agent.Plan, updates int) []byte {
	t.Helper()
	o := sense.Organs{Network: p.Network.Net, NetworkWeights: p.Network.Weights}
	if err := p.Recipe.Grow(context.Background(), &o, arena(t), p.Seed, 1, nil); err != nil {
		t.Fatal(err)
	}
	tr, err := agent.NewTrainer(p, o, 1)
	if err != nil {
		t.Fatal(err)
	}
	defer tr.Close()
	for range updates {
		if _, err := tr.Step(); err != nil {
			t.Fatal(err)
		}
	}
	return whole(t, tr)
}

// same compares two agents bit for bit.
func same(t testing.TB, what string, got, want []byte) {
	t.Helper()
	if !bytes.Equal(got, want) {
		t.Errorf("%s: it is another agent", what)
	}
}
