package sense_test

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"gridrat/brain/agent/sense"
	"gridrat/brain/agent/vision"
	"gridrat/brain/gridnet"
	"gridrat/world/maze"
	"gridrat/world/task"
)

var assets = filepath.Join("..", "..", "..", "assets")

// preset reads a map of the program.
func preset(t *testing.T, name string) maze.Map {
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

// of is a task that its map suits.
func of(t *testing.T) func(in task.Task, err error) task.Task {
	return func(in task.Task, err error) task.Task {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return in
	}
}

func arena(t *testing.T) task.Task    { return of(t)(task.SquareArena(preset(t, "hidden-goal"))) }
func doubleE(t *testing.T) task.Task  { return of(t)(task.DoubleE(preset(t, "double-e"), true)) }
func sunburst(t *testing.T) task.Task { return of(t)(task.Sunburst(preset(t, "sunburst"))) }

// organs are the network of the program, and eyes that have learnt nothing.
func organs(t *testing.T) sense.Organs {
	t.Helper()
	tr, err := gridnet.Open(filepath.Join(assets, "networks", "modules.npz"), 1, 1)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(tr.Close)
	m := vision.New(vision.Default(), 2.5)
	return sense.Organs{
		Network: tr.Network(), NetworkWeights: tr.Weights(),
		Vision: m, VisionWeights: m.Init(rand.New(rand.NewPCG(1, 1))),
	}
}
