package gridnet

import "io"

// Trained is a network as it was after some updates: what a checkpoint without
// its optimiser holds.
type Trained struct {
	Net     *Network
	Weights []float32 // not to be changed
	Seed    uint64    // of the run; cells were drawn from it
	Update  int       // updates done
	Origin  string    // see Trainer.Origin
}

// Trained returns a copy of the present network.
func (t *Trainer) Trained() Trained {
	return Trained{t.net, append([]float32(nil), t.weights...), t.seed, t.update, t.origin}
}

// Save writes a checkpoint without an optimiser.
func (x Trained) Save(w io.Writer) error {
	a := aboutOf(x.Net.Recipe, x.Seed, x.Update)
	a.Origin = x.Origin
	return write(w, x.Net, x.Weights, a, nil, nil, nil)
}

// Trainer returns a trainer that goes on from there, with weights of its own, a
// fresh optimiser, random streams as they begin and Mapping off. It owns
// workers-1 goroutines until Close.
func (x Trained) Trainer(workers int) *Trainer {
	t := newTrainer(x.Net, x.Seed, append([]float32(nil), x.Weights...), workers)
	t.update, t.origin, t.Mapping = x.Update, x.Origin, false
	return t
}
