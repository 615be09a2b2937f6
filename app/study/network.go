package study

import (
	"fmt"
	"os"
	"path/filepath"

	"gridrat/brain/gridnet"
	"gridrat/brain/survey"
)

// Network is a trained network that is scored. It stays as it is, and any
// goroutine may read it.
type Network struct {
	Name      string // of its file or folder
	Net       *gridnet.Network
	Weights   []float32
	Seed      uint64 // of its cells and initial weights
	Updates   int    // that it has learnt from
	Published bool   // its weights are a folder of the paper's authors
}

// OpenNetwork opens a checkpoint, or a folder of published weights; seed is that
// of a network whose files do not say.
func OpenNetwork(path string, seed uint64) (*Network, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, fmt.Errorf("could not open the network: %w", err)
	}
	t, err := gridnet.Open(path, seed, 1)
	if err != nil {
		return nil, err
	}
	t.Close() // its weights stay
	return &Network{filepath.Base(filepath.Clean(path)), t.Network(), t.Weights(), t.Seed(), t.Update(), info.IsDir()}, nil
}

// Source says where scores come from, and on which trajectory.
func (n *Network) Source(trajectory string) survey.Source {
	return survey.Source{
		Kind: "network", Name: n.Name, Recipe: n.Net.Recipe.Name, Seed: n.Seed, Updates: n.Updates, Weights: gridnet.Fingerprint(n.Weights), Trajectory: trajectory,
	}
}

// Period is the time of a move, s.
func (n *Network) Period() float64 { return n.Net.Recipe.MotionModel().Period() }

// PerModule is the number of units of each module, 0 if there is only one.
func (n *Network) PerModule() int {
	if len(n.Net.Recipe.Modules) < 2 {
		return 0
	}
	return n.Net.Recipe.Units
}
