package agent

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"

	"gridrat/brain/agent/policy"
	"gridrat/brain/agent/reward"
	"gridrat/brain/agent/sense"
	"gridrat/brain/gridnet"
	"gridrat/brain/npz"
	"gridrat/brain/versioned"
)

// An agent is an npz file: the policy's blocks under their names, those of its
// organs after vision_ and vector_, aboutName, a JSON text, and networkName, the
// checkpoint of its network, if that does not travel with the program or has learnt
// on; that is with its optimiser where a trainer goes on. The file of a trainer has
// beside these what its learner keeps (reward.Learner.Write), and holds nothing but
// what the seed determines.
const (
	aboutName    = "agent.json"
	aboutFormat  = "gridrat agent"
	aboutVersion = 1
	networkName  = "network.npz"
	networkLimit = 1 << 28 // bytes
)

// about is the JSON text of an agent.
type about struct {
	Format     string        `json:"format"`
	Version    int           `json:"version"`
	Code       string        `json:"code"`
	Task       keptTask      `json:"task"`
	Network    *aboutNetwork `json:"network,omitempty"`
	Seed       uint64        `json:"seed"`
	Decisions  int           `json:"decisions"`
	Experience float64       `json:"experience_seconds"`
	Inputs     int           `json:"inputs"`
	Actions    int           `json:"actions"`
	Learning   bool          `json:"learning"` // a trainer can go on from it
	Organs     anatomy       `json:"organs"`
	Recipe     Recipe        `json:"recipe"`
}

// aboutNetwork names a network.
type aboutNetwork struct {
	Name        string  `json:"name,omitempty"` // "" is that it is in the file
	Fingerprint string  `json:"weights_sha256"`
	Taught      *Taught `json:"learnt_on,omitempty"`
}

func (a *Agent) about(learning bool) (about, error) {
	t, err := keep(&a.Task)
	if err != nil {
		return about{}, err
	}
	text := about{
		Format: aboutFormat, Version: aboutVersion, Code: a.Recipe.Name, Task: t,
		Seed: a.Seed, Decisions: a.Decisions, Experience: a.Experience(),
		Inputs: a.policy.Inputs, Actions: a.policy.Actions, Learning: learning,
		Organs: anatomyOf(a.organs), Recipe: a.Recipe,
	}
	if a.Network.Net != nil {
		text.Network = &aboutNetwork{a.Network.Name, a.Network.Fingerprint(), a.Network.Taught}
	}
	return text, nil
}

// writeHead adds all but the weights of the policy; network saves that of the agent
// where the file has to keep it.
func (a *Agent) writeHead(z *npz.Writer, learning bool, network func(io.Writer) error, write write) error {
	text, err := a.about(learning)
	if err != nil {
		return err
	}
	data, err := json.MarshalIndent(text, "", "  ")
	if err != nil {
		return err
	}
	if err := z.Text(aboutName, data); err != nil {
		return err
	}
	if a.Network.Net != nil && a.Network.Name == "" {
		var file bytes.Buffer
		if err := network(&file); err != nil {
			return err
		}
		if err := z.Text(networkName, file.Bytes()); err != nil {
			return err
		}
	}
	return writeOrgans(z, a.organs, write)
}

// Save writes what can be tested but not learn on, with weights as float16: a
// quarter to a twelfth of the room of a trainer's file.
func (a *Agent) Save(w io.Writer) error {
	z := npz.NewWriter(w)
	if err := a.writeHead(z, false, a.Network.Save, npz.WriteHalf); err != nil {
		return err
	}
	if err := writeBlocks(z, "", a.policy.Layout, a.weights, npz.WriteHalf); err != nil {
		return err
	}
	return z.Close()
}

// Save writes a file from which LoadTrainer goes on as if the trainer had never
// stopped.
func (t *Trainer) Save(w io.Writer) error { return t.SaveWith(w, nil) }

// SaveWith writes such a file with what more adds, which LoadTrainer passes over;
// nil adds nothing.
func (t *Trainer) SaveWith(w io.Writer, more func(z *npz.Writer) error) error {
	z := npz.NewWriter(w)
	a := t.Agent()
	network := a.Network.Save
	if t.tutor != nil { // with its optimiser
		network = t.tutor.network.Save
	}
	if err := a.writeHead(z, true, network, npz.Write[float32]); err != nil {
		return err
	}
	if err := t.learner.Write(z); err != nil {
		return err
	}
	if more != nil {
		if err := more(z); err != nil {
			return err
		}
	}
	return z.Close()
}

// open reads all but the weights of the policy.
func open(data []byte, lib Library) (*npz.Reader, about, Plan, sense.Organs, error) {
	var (
		a about
		p Plan
		o sense.Organs
	)
	z, err := npz.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, a, p, o, err
	}
	text, err := z.Text(aboutName, textLimit)
	if err != nil {
		return nil, a, p, o, fmt.Errorf("it is no agent of Gridrat: %w", err)
	}
	if err := versioned.ReadFormat(text, aboutFormat, aboutVersion, &a); err != nil {
		return nil, a, p, o, fmt.Errorf("could not read its %s: %w", aboutName, err)
	}
	if p, err = a.plan(z, lib); err != nil {
		return nil, a, p, o, err
	}
	if o, err = readOrgans(z, a.Organs); err != nil {
		return nil, a, p, o, err
	}
	return z, a, p, o, a.suits(p, o)
}

// plan finds out what the agent was to be.
func (a about) plan(z *npz.Reader, lib Library) (Plan, error) {
	p := Plan{Recipe: a.Recipe, Seed: a.Seed}
	if p.Recipe.Network == (Tutoring{}) { // files of before networks could learn on
		p.Recipe.Network = NewTutoring()
	}
	if err := p.Recipe.Validate(); err != nil {
		return p, fmt.Errorf("its recipe: %w", err)
	}
	var err error
	if p.Task, err = a.Task.open(lib); err != nil {
		return p, fmt.Errorf("its task: %w", err)
	}
	n := a.Network
	switch {
	case n == nil:
	case n.Name != "":
		p.Network, err = lib.Network(n.Name)
	default:
		var file []byte
		if file, err = z.Text(networkName, networkLimit); err == nil {
			p.Network, err = openNetwork(file)
		}
	}
	if err != nil {
		return p, fmt.Errorf("its network: %w", err)
	}
	if n != nil {
		p.Network.Taught = n.Taught
	}
	if n != nil && p.Network.Fingerprint() != n.Fingerprint {
		return p, fmt.Errorf("its network %s has other weights than the one that it learned with", p.Network)
	}
	if err := p.Check(); err != nil {
		return p, fmt.Errorf("its recipe and task: %w", err)
	}
	return p, nil
}

// suits says what is wrong with organs for a plan, or with the numbers of a file.
func (a about) suits(p Plan, o sense.Organs) error {
	switch {
	case a.Decisions < 0:
		return fmt.Errorf("its %s says %d decisions", aboutName, a.Decisions)
	case a.Code != p.Recipe.Name:
		return fmt.Errorf("its %s says code %q, and its recipe %q", aboutName, a.Code, p.Recipe.Name)
	case a.Actions != sense.Actions || a.Inputs < 1 || a.Inputs > 1<<16:
		return fmt.Errorf("its %s says %d inputs and %d actions; there must be %d actions", aboutName, a.Inputs, a.Actions, sense.Actions)
	case p.Recipe.sees() && o.Vision == nil:
		return fmt.Errorf("its agent has to see where it is, and it has no vision")
	case o.Vision != nil && !usual(o.Vision.Shape):
		return fmt.Errorf("its vision has a retina of %d rays over %v rad, which rats do not have", o.Vision.Rays, o.Vision.Field)
	}
	return nil
}

// senses says whether what rats sense is what the policy of a file hears.
func (a about) senses(rats *sense.Rats) error {
	if n := rats.Inputs(); n != a.Inputs {
		return fmt.Errorf("its policy has %d inputs, and its senses give %d", a.Inputs, n)
	}
	return nil
}

// Load reads an agent to be tested, of either kind of file.
func Load(data []byte, lib Library) (*Agent, error) {
	z, a, p, o, err := open(data, lib)
	if err != nil {
		return nil, err
	}
	o.Network, o.NetworkWeights = p.Network.Net, p.Network.Weights
	agent := &Agent{Plan: p, Decisions: a.Decisions, organs: o, policy: policy.New(p.Recipe.Learn.Policy, a.Inputs, a.Actions)}
	rats, err := sense.New(sense.Config{
		Shape: p.Recipe.Sense, Task: p.Task, Organs: o, Rats: 1, Workers: 1, Seeds: func(int, int) uint64 { return Frozen },
	})
	if err != nil {
		return nil, err
	}
	defer rats.Close()
	if err := a.senses(rats); err != nil {
		return nil, err
	}
	if h := o.Head; h != nil && h.Units != units(rats, p.Recipe.Sense) {
		return nil, fmt.Errorf("its vector head reads %d units, and its code has %d", h.Units, units(rats, p.Recipe.Sense))
	}
	if agent.weights, err = readBlocks(z, "", agent.policy.Layout); err != nil {
		return nil, err
	}
	return agent, nil
}

// readTutor returns the tutor of a network that goes on learning; nil of a frozen
// one.
func readTutor(z *npz.Reader, p Plan, workers int) (*tutor, error) {
	if !p.Recipe.Network.Learns {
		return nil, nil
	}
	file, err := z.Text(networkName, networkLimit)
	if err != nil {
		return nil, fmt.Errorf("its network learns on: %w", err)
	}
	n, err := gridnet.NewTrainerFrom(bytes.NewReader(file), int64(len(file)), workers)
	if err != nil {
		return nil, fmt.Errorf("its network: %w", err)
	}
	return newTutor(p.Recipe.Network, p.Network, n), nil
}

// LoadTrainer returns a trainer that goes on from a file that a trainer saved. It
// owns goroutines until Close.
func LoadTrainer(data []byte, lib Library, workers int) (*Trainer, error) {
	z, a, p, o, err := open(data, lib)
	if err != nil {
		return nil, err
	}
	if !a.Learning {
		return nil, fmt.Errorf("it has an agent that does not learn on: its learner was left out")
	}
	by, err := readTutor(z, p, workers)
	if err != nil {
		return nil, err
	}
	t, err := prepare(p, o, by, workers)
	if err != nil {
		by.close()
		return nil, err
	}
	if err = a.senses(t.worlds); err == nil {
		t.learner, err = reward.Read(z, t.worlds, workers)
	}
	if err != nil {
		t.worlds.Close()
		by.close()
		return nil, err
	}
	if t.learner.Recipe() != p.Recipe.Learn || t.learner.Seed() != p.Seed || t.learner.Decisions() != a.Decisions {
		t.Close()
		return nil, fmt.Errorf("its learner and its %s are of two agents", aboutName)
	}
	return t, nil
}
