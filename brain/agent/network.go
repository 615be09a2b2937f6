package agent

import (
	"bytes"
	"fmt"
	"slices"

	"gridrat/brain/gridnet"
	"gridrat/world/task"
)

// Network is a trained path-integration network, frozen, with which rats keep a
// grid code. The zero value is none.
type Network struct {
	Name    string           // under which it travels with the program; "" is that files keep all of it
	Net     *gridnet.Network // nil is none
	Weights []float32        // not to be changed
	file    []byte           // its checkpoint, without an optimiser; only of those without a name
}

// NewNetwork returns the present network of a trainer, which it leaves alone.
func NewNetwork(name string, t *gridnet.Trainer) (Network, error) {
	n := Network{Name: name, Net: t.Network(), Weights: slices.Clone(t.Weights())}
	if name == "" {
		var b bytes.Buffer
		if err := t.SaveWeights(&b); err != nil {
			return Network{}, err
		}
		n.file = b.Bytes()
	}
	return n, nil
}

// openNetwork reads a network from its checkpoint.
func openNetwork(file []byte) (Network, error) {
	t, err := gridnet.NewTrainerFrom(bytes.NewReader(file), int64(len(file)), 1)
	if err != nil {
		return Network{}, err
	}
	defer t.Close()
	return Network{Net: t.Network(), Weights: slices.Clone(t.Weights()), file: file}, nil
}

// Fingerprint tells its weights from others; "" of none.
func (n Network) Fingerprint() string {
	if n.Net == nil {
		return ""
	}
	return gridnet.Fingerprint(n.Weights)
}

// String names it for people.
func (n Network) String() string {
	switch {
	case n.Net == nil:
		return "none"
	case n.Name == "":
		return fmt.Sprintf("of a file, recipe %s", n.Net.Recipe.Name)
	}
	return n.Name
}

// Library finds what agents in files name: the program's tasks and networks.
type Library struct {
	Task    func(name string) (task.Task, error)
	Network func(name string) (Network, error)
}
