package vector

import (
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"gridrat/brain/gridnet"
	"gridrat/brain/tensor"
	"gridrat/world"
	"gridrat/world/body"
	"gridrat/world/maze"
	"gridrat/world/task"
)

// runs are rats that run and turn at random in the arena: one of the six actions,
// kept with a probability of 0.9 a decision; with the grid codes of the shipped
// network, which is told the true pose at teleports and with a probability of
// 0.05 a decision.
type runs struct {
	rng     *rand.Rand
	worlds  []*task.World
	actions []body.Action
	herd    *gridnet.Herd
	strides *gridnet.Strides
	codes   tensor.Mat // levelled, [rats, units]
	felt    []world.Vec
	moved   []bool // elsewhere, by the decision
	anchors []int
	at      []world.Pose
}

func newRuns(t testing.TB, rats int, seed uint64) *runs {
	t.Helper()
	tr, err := gridnet.Open(filepath.Join("..", "..", "..", "assets", "networks", "modules.npz"), 1, 1)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(tr.Close)
	file, err := os.ReadFile(filepath.Join("..", "..", "..", "assets", "mazes", "hidden-goal.json"))
	if err != nil {
		t.Fatal(err)
	}
	m, err := maze.Decode(file)
	if err != nil {
		t.Fatal(err)
	}
	arena, err := task.SquareArena(m)
	if err != nil {
		t.Fatal(err)
	}
	// The middle of a body reaches 1.2 m, the network was trained to 1.1 m.
	frame := gridnet.Frame{Factor: 1.1 / 1.2}
	r := &runs{
		rng:     rand.New(rand.NewPCG(seed, 7)),
		herd:    gridnet.NewHerd(tr.Network(), tr.Weights(), rats, frame),
		strides: gridnet.NewStrides(rats, gridnet.DefaultStride/frame.Factor),
		codes:   tensor.New(rats, tr.Network().Units()),
		actions: make([]body.Action, rats), felt: make([]world.Vec, rats), moved: make([]bool, rats),
	}
	for i := range rats {
		w, err := task.New(arena)
		if err != nil {
			t.Fatal(err)
		}
		r.worlds = append(r.worlds, w)
		r.begin(i)
	}
	r.anchor()
	return r
}

// begin begins an episode of a rat, which is to be anchored.
func (r *runs) begin(i int) {
	r.worlds[i].Reset(rand.New(rand.NewPCG(r.rng.Uint64(), task.Stream)))
	r.moved[i] = true
	r.look(i)
}

func (r *runs) look(i int) {
	r.strides.Clear(i)
	r.anchors, r.at = append(r.anchors, i), append(r.at, r.worlds[i].Pose())
}

func (r *runs) anchor() {
	r.herd.Walk(r.strides)
	r.herd.Anchor(r.anchors, r.at)
	r.anchors, r.at = r.anchors[:0], r.at[:0]
	r.herd.Codes(r.codes)
	r.herd.Level(r.codes)
}

// decide lets all rats take a decision.
func (r *runs) decide() {
	for i, w := range r.worlds {
		if r.rng.Float64() > 0.9 || r.actions[i] == body.Stay {
			r.actions[i] = body.Action(1 + r.rng.IntN(int(body.Actions)-1))
		}
		heading := w.Pose().Heading
		o := w.Act(r.actions[i])
		r.moved[i] = o.Teleported
		if o.Done {
			r.begin(i)
			continue
		}
		f := o.Felt
		sin, cos := math.Sincos(heading + f.Turn/2)
		r.felt[i] = world.Vec{X: f.Forward*cos - f.Left*sin, Y: f.Forward*sin + f.Left*cos}
		r.strides.Add(i, gridnet.Move{By: r.felt[i], Turn: f.Turn})
		if o.Teleported || r.rng.Float64() < 0.05 {
			r.look(i)
		}
	}
	r.anchor()
}

// walks are those of so many decisions, every n-th of which is kept. With
// gathered they say how far the rats have come since their codes were made.
func (r *runs) walks(decisions, every int, gathered bool) *Walks {
	w := NewWalks(r.codes.Cols, len(r.worlds), (decisions+every-1)/every)
	for k := range decisions {
		r.decide()
		for i := range r.worlds {
			if r.moved[i] {
				w.Begin(i)
			} else {
				w.Move(i, r.felt[i])
			}
			if k%every == 0 {
				var since world.Vec
				if gathered {
					since = r.strides.Gathered(i).By
				}
				w.Keep(i, r.codes.Row(i), since)
			}
		}
	}
	return w
}

// reading is how well vectors across rats are read.
type reading struct {
	Errors
	inwards float64 // by how much places within 0.15 m of a wall are pulled off it, m
}

// measure reads vectors between pairs of rats at the same time, over so many
// decisions, by a head and by the network's own read-out, and compares them with
// the truth.
func (r *runs) measure(tr *Trainer, decisions int) (head, joint reading) {
	rats := len(r.worlds)
	reader := tr.Head().NewReader(rats)
	raw, read := tensor.New(rats, r.codes.Cols), make([]world.Vec, rats)
	var byHead, byJoint tally
	walls := 0.0
	for range decisions {
		r.decide()
		p := reader.Read(tr.Weights(), r.codes)
		r.herd.Codes(raw)
		r.herd.Decode(read, raw)
		for i := range rats {
			j := (i + 1 + r.rng.IntN(rats-1)) % rats
			from, to := r.worlds[i].Pose().Pos, r.worlds[j].Pose().Pos
			since := r.strides.Gathered(j).By.Sub(r.strides.Gathered(i).By)
			v, u, want := between(p, i, j).Add(since), read[j].Sub(read[i]).Add(since), to.Sub(from)
			byHead.add(v, want)
			byJoint.add(u, want)
			// From the middle, where there is no such pull.
			if math.Abs(to.X) > 1.1 && max(math.Abs(from.X), math.Abs(from.Y)) < 0.6 {
				side := math.Copysign(1, to.X)
				head.inwards += side * (want.X - v.X)
				joint.inwards += side * (want.X - u.X)
				walls++
			}
		}
	}
	head.Errors, joint.Errors = byHead.errors(), byJoint.errors()
	head.inwards, joint.inwards = head.inwards/walls, joint.inwards/walls
	return head, joint
}
