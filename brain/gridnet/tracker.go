package gridnet

import "gridrat/world"

// Tracker runs a network on a single rat, move by move: the watched rat's
// brain. The weights may change between moves. One goroutine at a time may
// use it.
type Tracker struct {
	pass     *pass
	moves    int
	units    []float32
	position [1]world.Vec
}

// NewTracker returns a tracker at rest; Start it before the first Step.
func NewTracker(n *Network) *Tracker {
	return &Tracker{pass: newPass(n, 1, 1, false), units: make([]float32, n.Units())}
}

// Start tells the network where the rat is.
func (t *Tracker) Start(w []float32, p world.Pose) {
	t.pass.loadStart(0, p)
	t.pass.begin(w)
	t.moves = 0
	t.position[0] = p.Pos
	clear(t.units)
}

// Step lets the network feel the move between two poses.
func (t *Tracker) Step(w []float32, from, to world.Pose) {
	if t.moves > 0 {
		t.pass.carry()
	}
	t.pass.net.encodeMove(t.pass.input.Row(0), to.Pos.Sub(from.Pos), world.WrapAngle(to.Heading-from.Heading))
	t.pass.run(w)
	t.pass.positions(w, t.position[:])
	t.pass.gather(t.units, 0)
	t.moves++
}

// Moves is the number of steps since Start.
func (t *Tracker) Moves() int { return t.moves }

// Units is the activity of the scored units after the last step [units];
// valid until the next.
func (t *Tracker) Units() []float32 { return t.units }

// Position is where the network believes the rat to be, in metres.
func (t *Tracker) Position() world.Vec { return t.position[0] }
