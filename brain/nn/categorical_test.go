package nn

import (
	"math"
	"math/rand/v2"
	"testing"

	"gridrat/brain/tensor"
)

// One row worked out by hand: logits log 1, log 2, log 5 are the probabilities
// 1/8, 2/8 and 5/8, whatever is added to them.
func TestCategorical(t *testing.T) {
	z, p := tensor.New(2, 3), tensor.New(2, 3)
	for r, shift := range []float64{0, 90} {
		for k, v := range []float64{1, 2, 5} {
			z.Row(r)[k] = float32(math.Log(v) + shift)
		}
	}
	LogSoftmax(z, p)
	near := func(what string, got, want float64) {
		t.Helper()
		if math.Abs(got-want) > 1e-5 {
			t.Errorf("%s is %v, want %v", what, got, want)
		}
	}
	for r := range 2 {
		for k, v := range []float64{1, 2, 5} {
			near("a probability", float64(p.Row(r)[k]), v/8)
			near("a log-probability", float64(z.Row(r)[k]), math.Log(v/8))
		}
		near("the entropy", float64(Entropy(z.Row(r), p.Row(r))), math.Log(8)-2.0/8*math.Log(2)-5.0/8*math.Log(5))
	}
	even := make([]float32, 3)
	for k := range even {
		even[k] = float32(-math.Log(3))
	}
	near("the divergence", Divergence(z.Row(0), even), 1.0/8*math.Log(3.0/8)+2.0/8*math.Log(6.0/8)+5.0/8*math.Log(15.0/8))
	for _, c := range []struct {
		u    float64
		want int
	}{{0, 0}, {0.12, 0}, {0.13, 1}, {0.37, 1}, {0.38, 2}, {1 - 1e-16, 2}} {
		if got := Draw(p.Row(0), c.u); got != c.want {
			t.Errorf("Draw at %v gives %d, want %d", c.u, got, c.want)
		}
	}
	if got := Draw([]float32{0.3, 0.7 - 1e-6, 0}, 1-1e-9); got != 1 {
		t.Errorf("beyond the sum Draw gives %d, want the likeliest class", got)
	}
}

func TestCategoricalGradient(t *testing.T) {
	rng := rand.New(rand.NewPCG(9, 1))
	const class, dlog, dent = 3, 0.8, -0.6
	z, logp, p := random(rng, 1, 5), tensor.New(1, 5), tensor.New(1, 5)
	f := func() float64 {
		copy(logp.Data, z.Data)
		LogSoftmax(logp, p)
		return dlog*float64(logp.Data[class]) + dent*float64(Entropy(logp.Data, p.Data))
	}
	f()
	dz := make([]float32, 5)
	CategoricalBackward(dz, logp.Data, p.Data, class, dlog, dent, Entropy(logp.Data, p.Data))
	check(t, "categorical", z.Data, dz, f)
}

func TestClipNorm(t *testing.T) {
	for _, c := range []struct{ limit, norm, first float64 }{{0, 5, 3}, {10, 5, 3}, {1, 5, 0.6}} {
		g := []float32{3, 0, -4}
		if got := ClipNorm(g, c.limit); math.Abs(got-c.norm) > 1e-6 || math.Abs(float64(g[0])-c.first) > 1e-6 {
			t.Errorf("limit %v: norm %v and first entry %v, want %v and %v", c.limit, got, g[0], c.norm, c.first)
		}
	}
	g := []float32{float32(math.NaN()), 1}
	if got := ClipNorm(g, 0.1); !math.IsNaN(got) || g[1] != 1 {
		t.Errorf("a gradient that is not a number has norm %v and becomes %v", got, g)
	}
}

// Two steps with constants of its own, in float64.
func TestRMSPropWith(t *testing.T) {
	const rate, decay, momentum, epsilon = 0.1, 0.99, 0.5, 0.1
	o := NewRMSPropWith(1, decay, momentum, epsilon)
	w := []float32{1}
	want, ms, mom := 1.0, 1.0, 0.0
	for _, g := range []float64{0.5, -0.25} {
		ms = decay*ms + (1-decay)*g*g
		mom = momentum*mom + rate*g/math.Sqrt(ms+epsilon)
		want -= mom
		o.Advance()
		o.Apply(w, []float32{float32(g)}, 0, 1, rate)
	}
	if math.Abs(float64(w[0])-want) > 1e-6 {
		t.Errorf("RMSProp gives %v, want %v", w[0], want)
	}
}
