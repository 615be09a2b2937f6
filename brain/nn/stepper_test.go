package nn

import (
	"math/rand/v2"
	"slices"
	"testing"

	"gridrat/brain/tensor"
)

// Stepping comes to the same bits as a pass over the whole sequence, with every
// kernel set, and for a part of the batch alone.
func TestStepIsForward(t *testing.T) {
	chosen := tensor.KernelName()
	defer tensor.Use(chosen)
	const steps, batch, in, hidden = 5, 13, 7, 20
	for _, kernels := range tensor.Kernels() {
		if err := tensor.Use(kernels); err != nil {
			t.Fatal(err)
		}
		for name, f := range map[string]func(l *Layout) Recurrent{
			"lstm": func(l *Layout) Recurrent { return NewLSTM(l, "f", in, hidden) },
			"gru":  func(l *Layout) Recurrent { return NewGRU(l, "f", in, hidden) },
			"rnn":  func(l *Layout) Recurrent { return NewRNN(l, "f", in, hidden, Tanh) },
		} {
			rng := rand.New(rand.NewPCG(8, 1))
			var l Layout
			core := f(&l)
			w := make([]float32, l.Size)
			Uniform(rng, w, 0.5)
			x := random(rng, steps*batch, in)
			tr := core.NewTrace(steps, batch)
			whole, part := core.NewStepper(batch), core.NewStepper(4)
			Uniform(rng, whole.H.Data, 1)
			Uniform(rng, whole.C.Data, 1)
			tr.Initial().Copy(whole.Memory)
			copy(part.H.Data, whole.H.Data)
			copy(part.C.Data, whole.C.Data)
			core.Forward(w, tr, x)
			for s := range steps {
				core.Step(w, whole, x.RowRange(s*batch, (s+1)*batch))
				core.Step(w, part, x.RowRange(s*batch, s*batch+4))
				if want := tr.at(tr.Out(), s).Data; !slices.Equal(whole.H.Data, want) || !slices.Equal(part.H.Data, want[:4*hidden]) {
					t.Fatalf("%s, %s: step %d differs from the pass over the sequence", kernels, name, s)
				}
			}
			end := tr.Final()
			if !slices.Equal(whole.H.Data, end.H.Data) || !slices.Equal(whole.C.Data, end.C.Data) {
				t.Errorf("%s, %s: the states at the end differ", kernels, name)
			}
			whole.Clear(2)
			if tensor.Sum(whole.H.Row(2)) != 0 || whole.H.Row(1)[0] != end.H.Row(1)[0] {
				t.Errorf("%s, %s: Clear did not clear row 2, or cleared row 1", kernels, name)
			}
			if n := testing.AllocsPerRun(3, func() { core.Step(w, whole, x.RowRange(0, batch)) }); n > 0 {
				t.Errorf("%s, %s: a step allocates %v times", kernels, name, n)
			}
		}
	}
}
