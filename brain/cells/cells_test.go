package cells

import (
	"math"
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"

	"gridrat/world"
)

var box = world.Enclosure{Shape: world.Square, Size: 2.2}

// left is part of the floor, with a hole.
func left(p world.Vec) bool { return p.X < 0.1 && p.Norm() > 0.3 }

// populations returns one of every kind, at random centres or on a lattice.
func populations() map[string]Places {
	rng := rand.New(rand.NewPCG(1, 2))
	centres := UniformCentres(rng, box, 100)
	return map[string]Places{
		"softmax": NewSoftmax(centres, 0.1),
		"lattice": NewLattice(box, 14, 0.15, 0.168),
		"sliver":  NewPartLattice(box, 14, 0.15, 0.168, func(p world.Vec) bool { return p.X > 1.2 && p.Y > 0 }, Everywhere(box)),
		"part":    NewPartLattice(box, 14, 0.15, 0.168, left, Everywhere(box)),
		"band":    NewBand(Everywhere(box), centres, 0.168),
		"dog":     NewDoG(Everywhere(box), centres, 0.168),
	}
}

// TestEncode compares every code with its formula in float64.
func TestEncode(t *testing.T) {
	all := populations()
	rapid.Check(t, func(t *rapid.T) {
		at := rapid.Float64Range(-1.1, 1.1)
		p := world.Vec{X: at.Draw(t, "x"), Y: at.Draw(t, "y")}
		for name, c := range all {
			got, want := make([]float32, c.Len()), make([]float64, c.Len())
			c.Encode(got, p)
			sigma, scale := 0.168, 1.0
			var profile func(r float64) float64
			switch c := c.(type) {
			case *Softmax:
				sigma = 0.1
				profile = func(r float64) float64 { return math.Exp(-r) }
			case *Lattice:
				scale = float64(c.scale)
				profile = func(r float64) float64 { return (1 - 2*r + r*r/2) * math.Exp(-r) }
			case *Radial:
				scale = float64(c.scale)
				profile = func(r float64) float64 { return (1 - 2*r + r*r/2) * math.Exp(-r) }
				if name == "dog" {
					profile = func(r float64) float64 { return math.Exp(-r) - math.Exp(-r/2)/2 }
				}
			}
			sum := 0.0
			for i, centre := range c.Centres() {
				d := p.Sub(centre)
				want[i] = scale * profile(d.Dot(d)/(2*sigma*sigma))
				sum += want[i]
			}
			for i := range want {
				if name == "softmax" {
					want[i] /= sum
				}
				if math.Abs(float64(got[i])-want[i]) > 2e-5 {
					t.Fatalf("%s: cell %d at %v is %v, want %v", name, i, p, got[i], want[i])
				}
			}
		}
	})
}

// TestMoments: lattice, band and DoG codes have unit standard deviation over
// positions and cells, and the mean they say.
func TestMoments(t *testing.T) {
	for name, c := range populations() {
		m, ok := c.(interface{ Mean() float64 })
		if !ok {
			continue
		}
		rng := rand.New(rand.NewPCG(3, 4))
		var sum, squares, n float64
		code := make([]float32, c.Len())
		for range 100_000 {
			c.Encode(code, box.Random(rng))
			for _, v := range code {
				sum += float64(v)
				squares += float64(v) * float64(v)
				n++
			}
		}
		mean := sum / n
		if sd := math.Sqrt(squares/n - mean*mean); math.Abs(sd-1) > 0.01 || math.Abs(mean-m.Mean()) > 0.01 {
			t.Errorf("%s: mean %.4f, s.d. %.4f, want %.4f and 1", name, mean, sd, m.Mean())
		}
	}
}

// TestBandHasNoIntegral: the profile of Lattice integrates to zero over the
// plane, which makes its spectrum a ring.
func TestBandHasNoIntegral(t *testing.T) {
	c := NewBand(Everywhere(world.Enclosure{Shape: world.Square, Size: 4}), []world.Vec{{}}, 0.2)
	var sum, size float64
	code := make([]float32, 1)
	for _, p := range GridCentres(world.Enclosure{Shape: world.Square, Size: 4}, 400) {
		c.Encode(code, p)
		sum += float64(code[0])
		size += math.Abs(float64(code[0]))
	}
	if math.Abs(sum) > 1e-4*size {
		t.Errorf("the integral is %.2g of that of the absolute value", sum/size)
	}
}

// TestPublishedCodeIsNearlyOneHot: with the published width of 0.01 m the
// read-out of the code itself is off by the distance to the nearest of 256
// centres, 6.9 cm on average (geometry: 0.5/√density).
func TestPublishedCodeIsNearlyOneHot(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	var sum, top float64
	const trials, draws = 20, 500
	code := make([]float32, 256)
	for range trials {
		c := NewSoftmax(UniformCentres(rng, box, 256), 0.01)
		for range draws {
			p := box.Random(rng)
			c.Encode(code, p)
			best := TopMean(c.Centres(), code, 1)
			sum += best.Sub(p).Norm() / (trials * draws)
			for i, at := range c.Centres() {
				if at == best {
					top += float64(code[i]) / (trials * draws)
				}
			}
		}
	}
	if math.Abs(sum-0.069) > 0.004 || top < 0.9 {
		t.Errorf("the nearest centre is %.4f m away, want 0.069; it has %.2f of the activity, want nearly all", sum, top)
	}
}

func TestHeadDirection(t *testing.T) {
	c := NewHeadDirection([]float64{0, math.Pi / 2, 3}, 20)
	code := make([]float32, 3)
	c.Encode(code, 0.3)
	var sum float64
	want := make([]float64, 3)
	for i, centre := range c.Centres() {
		want[i] = math.Exp(20 * math.Cos(0.3-centre))
		sum += want[i]
	}
	for i := range want {
		if math.Abs(float64(code[i])-want[i]/sum) > 1e-6 {
			t.Errorf("cell %d is %v, want %v", i, code[i], want[i]/sum)
		}
	}
}

func TestTopMean(t *testing.T) {
	centres := []world.Vec{{X: 1}, {X: 2}, {X: 4}, {X: 8}, {X: 16}}
	for _, c := range []struct {
		activity []float32
		k        int
		want     float64
	}{
		{[]float32{5, 4, 3, 2, 1}, 1, 1},
		{[]float32{1, 2, 3, 4, 5}, 3, 28.0 / 3},
		{[]float32{3, 9, 3, 9, 1}, 3, 11.0 / 3}, // of the equal ones, the first
		{[]float32{0, 0, 0, 0, 0}, 2, 1.5},
	} {
		if got := TopMean(centres, c.activity, c.k); math.Abs(got.X-c.want) > 1e-12 {
			t.Errorf("mean of the top %d of %v is %v, want %v", c.k, c.activity, got.X, c.want)
		}
	}
}

func TestEncodeDoesNotAllocate(t *testing.T) {
	for name, c := range populations() {
		code := make([]float32, c.Len())
		if n := testing.AllocsPerRun(100, func() { c.Encode(code, world.Vec{X: 0.3, Y: 0.2}) }); n > 0 {
			t.Errorf("%s: %v allocations", name, n)
		}
	}
}

func BenchmarkEncode(b *testing.B) {
	for name, c := range populations() {
		b.Run(name, func(b *testing.B) {
			code := make([]float32, c.Len())
			for b.Loop() {
				c.Encode(code, world.Vec{X: 0.3, Y: 0.2})
			}
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds()/1e6, "Mpositions/s")
		})
	}
}
