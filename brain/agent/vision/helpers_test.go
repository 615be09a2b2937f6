package vision

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"gridrat/world/maze"
	"gridrat/world/task"
)

// arena is the square arena of 2.5 m with a hidden goal.
func arena(t testing.TB) task.Task {
	t.Helper()
	file, err := os.ReadFile(filepath.Join("..", "..", "..", "assets", "mazes", "hidden-goal.json"))
	if err != nil {
		t.Fatal(err)
	}
	m, err := maze.Decode(file)
	if err != nil {
		t.Fatal(err)
	}
	a, err := task.SquareArena(m)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// small is a recipe of few units.
func small() Recipe {
	r := NewRecipe()
	r.Module = Shape{Rays: 16, Field: 4, First: 12, Second: 10, Side: 5, Sigma: 0.3, Heads: 6, Kappa: 4}
	r.Updates, r.Batch, r.Episodes, r.Shards = 20, 24, 6, 3
	return r
}

// trainer is one that is closed with the test.
func trainer(t testing.TB, r Recipe, of task.Task, seed uint64, workers int) *Trainer {
	t.Helper()
	tr, err := NewTrainer(r, of, seed, workers)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(tr.Close)
	return tr
}

// step makes so many updates.
func step(t testing.TB, tr *Trainer, updates int) (p Progress) {
	t.Helper()
	for range updates {
		var err error
		if p, err = tr.Step(); err != nil {
			t.Fatal(err)
		}
	}
	return p
}

// glance are looks in one episode of the arena.
func glance(t testing.TB, s Shape, n int) looks {
	t.Helper()
	rng := rand.New(rand.NewPCG(1, 2))
	w, err := task.New(arena(t))
	if err != nil {
		t.Fatal(err)
	}
	e, err := draw(w, rng)
	if err != nil {
		t.Fatal(err)
	}
	l := newLooks(s, n)
	for i := range n {
		l.scenes[i], l.poses[i] = &e.Scene, e.pose(rng, 0.05)
	}
	l.look()
	return l
}
