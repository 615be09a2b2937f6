package agent

import (
	"bytes"
	"fmt"

	"gridrat/brain/gridnet"
	"gridrat/world/task"
)

// Network is a trained path-integration network with which rats keep a grid code.
// The zero value is none.
type Network struct {
	Name            string  // under which it travels with the program; "" is that files keep all of it
	gridnet.Trained         // Net nil is none
	Taught          *Taught // how it learnt on along an agent's way; nil is that it did not
}

// NewNetwork returns the present network of a trainer, which it leaves alone.
func NewNetwork(name string, t *gridnet.Trainer) (Network, error) {
	return Network{Name: name, Trained: t.Trained()}, nil
}

// openNetwork reads a network from its checkpoint.
func openNetwork(file []byte) (Network, error) {
	t, err := gridnet.NewTrainerFrom(bytes.NewReader(file), int64(len(file)), 1)
	if err != nil {
		return Network{}, err
	}
	defer t.Close()
	return NewNetwork("", t)
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
	case n.Taught != nil && n.Taught.From != "":
		return n.Taught.From + ", learnt on"
	case n.Taught != nil:
		return fmt.Sprintf("of a file, recipe %s, learnt on", n.Net.Recipe.Name)
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
