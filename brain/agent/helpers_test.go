package agent

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"gridrat/brain/agent/sense"
	"gridrat/brain/gridnet"
	"gridrat/world/maze"
	"gridrat/world/task"
)

var assets = filepath.Join("..", "..", "assets")

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

// modules is the network of the program, under a name.
func modules(t testing.TB, name string) Network {
	t.Helper()
	tr, err := gridnet.Open(filepath.Join(assets, "networks", "modules.npz"), 1, 1)
	if err != nil {
		t.Fatal(err)
	}
	defer tr.Close()
	n, err := NewNetwork(name, tr)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// library knows two tasks and one network.
func library(t testing.TB) Library {
	a, n := arena(t), modules(t, "modules")
	return Library{
		Task: func(name string) (task.Task, error) {
			switch name {
			case a.Name:
				return a, nil
			case "goal-driven":
				return task.GoalDriven(), nil
			}
			return task.Task{}, fmt.Errorf("there is no task %q", name)
		},
		Network: func(name string) (Network, error) {
			if name != "modules" {
				return Network{}, fmt.Errorf("there is no network %q", name)
			}
			return n, nil
		},
	}
}

// tiny is a plan that learns in a moment.
func tiny(t testing.TB, in task.Task, code string, sets ...string) Plan {
	t.Helper()
	r, err := NewRecipe(&in, code)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range append([]string{
		"learn.worlds=16", "learn.policy.encoder=8", "learn.policy.hidden=8", "nursery.vision.updates=4", "nursery.vision.episodes=4",
		"nursery.vision.module.first=16", "nursery.vision.module.second=16", "nursery.head.updates=3", "nursery.rats=4", "nursery.decisions=50",
	}, sets...) {
		var name, value string
		for i := range s {
			if s[i] == '=' {
				name, value = s[:i], s[i+1:]
				break
			}
		}
		if err := r.Set(name, value); err != nil {
			t.Fatal(err)
		}
	}
	p := Plan{Recipe: r, Task: in, Seed: 3}
	if r.Sense.Code == sense.Grid {
		p.Network = modules(t, "modules")
	}
	return p
}

// grown returns what has to grow for a plan.
func grown(t testing.TB, p Plan, workers int) sense.Organs {
	t.Helper()
	o := sense.Organs{Network: p.Network.Net, NetworkWeights: p.Network.Weights}
	if err := p.Recipe.Grow(context.Background(), &o, arena(t), p.Seed, workers, nil); err != nil {
		t.Fatal(err)
	}
	return o
}

// begun is a trainer that has made some updates.
func begun(t testing.TB, p Plan, workers, updates int) *Trainer {
	t.Helper()
	tr, err := NewTrainer(p, grown(t, p, workers), workers)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(tr.Close)
	steps(t, tr, updates)
	return tr
}

func steps(t testing.TB, tr *Trainer, updates int) {
	t.Helper()
	for range updates {
		if _, err := tr.Step(); err != nil {
			t.Fatal(err)
		}
	}
}

// file is what a trainer or an agent saves.
func file(t testing.TB, save func(w *bytes.Buffer) error) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := save(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func whole(tr *Trainer) func(*bytes.Buffer) error {
	return func(b *bytes.Buffer) error { return tr.Save(b) }
}

func small(a *Agent) func(*bytes.Buffer) error {
	return func(b *bytes.Buffer) error { return a.Save(b) }
}
