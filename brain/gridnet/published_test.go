package gridnet

import (
	"math"
	"testing"

	"gridrat/brain/npz"
	"gridrat/brain/reference"
	"gridrat/brain/tensor"
	"gridrat/world"
)

// published opens the network of the original authors' exported weights: 256
// units, and the cells that they were trained with.
func published(t *testing.T) (*Network, []float32) {
	t.Helper()
	tr, err := Open(reference.Path(t, "published-weights"), 1, 1)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(tr.Close)
	if tr.Network().Units() != 256 || tr.Seed() != 1 || tr.Update() != 0 {
		t.Errorf("opened with %d units, seed %d, update %d", tr.Network().Units(), tr.Seed(), tr.Update())
	}
	return tr.Network(), tr.Weights()
}

// TestPublishedNetwork reproduces one forward and backward pass through the
// published weights, computed in float64 by an independent implementation.
func TestPublishedNetwork(t *testing.T) {
	n, w := published(t)
	z, err := npz.NewReader(reference.Open(t, "network_step.npz"))
	if err != nil {
		t.Fatal(err)
	}
	read := func(name string) []float64 {
		x, _, err := z.Float64s(name)
		if err != nil {
			t.Fatal(err)
		}
		return x
	}
	const rats, steps = 10, 100
	pos, hd, vel := read("pos"), read("hd"), read("vel")
	paths := world.Paths{Steps: steps, Rats: rats, Poses: make([]world.Pose, (steps+1)*rats)}
	for r := range rats {
		for s := range steps + 1 {
			i := r*(steps+1) + s
			paths.Poses[s*rats+r] = world.Pose{Pos: world.Vec{X: pos[2*i], Y: pos[2*i+1]}, Heading: hd[i]}
		}
	}
	p := newPass(n, steps, rats, true)
	p.load(&paths, nil)
	for r := range rats {
		for s := range steps {
			for k := range 3 {
				p.input.Row(s*rats + r)[k] = float32(vel[3*(r*steps+s)+k])
			}
		}
	}
	g := make([]float32, len(w))
	loss := p.learn(w, g, noise{}, rats, nil)
	relative(t, "place loss", []float64{loss.Place}, read("loss_pc"), 1e-4)
	relative(t, "head-direction loss", []float64{loss.HeadDirection}, read("loss_hd"), 1e-4)

	last := func(m tensor.Mat) []float64 {
		var x []float64
		for r := range rats {
			for _, v := range m.Row((steps-1)*rats + r) {
				x = append(x, float64(v))
			}
		}
		return x
	}
	relative(t, "hidden units", last(p.parts[0].trace.Out()), read("lstm_h_last"), 1e-4)
	relative(t, "grid units", last(p.parts[0].units), read("g_last"), 1e-4)
	n.modules[0].place.Forward(w, p.parts[0].z, p.parts[0].units)
	relative(t, "place logits", last(p.parts[0].z), read("pc_logits_last"), 1e-4)
	n.head.Forward(w, p.headZ, p.parts[0].units)
	relative(t, "head-direction logits", last(p.headZ), read("hd_logits_last"), 1e-4)

	for block, name := range map[string]string{
		"module1_start_w": "state_w", "module1_start_b": "state_b", "module1_cell_w": "cell_w", "module1_cell_b": "cell_b",
		"module1_lstm_w": "lstm_w", "module1_lstm_b": "lstm_b", "module1_g_w": "g_w",
		"module1_place_w": "pc_w", "module1_place_b": "pc_b", "head_w": "hd_w", "head_b": "hd_b",
	} {
		b, _ := n.Layout.Find(block)
		var got []float64
		for _, v := range b.Of(g) {
			got = append(got, float64(v))
		}
		relative(t, "gradient of "+name, got, read("grad_"+name), 1e-3)
	}

	decoded := make([]world.Vec, steps*rats)
	p.positions(w, decoded)
	want := read("err_top3")
	// Of nearly equal cells, rounding may choose another third.
	agree := 0
	for s := range steps {
		for r := range rats {
			if e := decoded[s*rats+r].Sub(paths.At(s+1, r).Pos).Norm(); math.Abs(e-want[r*steps+s]) < 1e-3 {
				agree++
			}
		}
	}
	if agree < 998 {
		t.Errorf("%d of 1000 position errors agree", agree)
	}
}

// relative compares the norm of the difference with that of want.
func relative(t *testing.T, name string, got, want []float64, bound float64) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%s has %d values, want %d", name, len(got), len(want))
	}
	var diff, size float64
	for i := range got {
		diff += (got[i] - want[i]) * (got[i] - want[i])
		size += want[i] * want[i]
	}
	if e := math.Sqrt(diff / size); !(e < bound) {
		t.Errorf("%s differs by %.2g of its norm, want below %g", name, e, bound)
	}
}
