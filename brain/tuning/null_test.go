package tuning

import (
	"context"
	"math"
	"math/rand/v2"
	"reflect"
	"testing"
	"time"

	"gridrat/world"
)

func TestNull(t *testing.T) {
	nan := math.NaN()
	hundred := make([]float64, 100)
	for i := range hundred {
		hundred[i] = float64(99-i) / 100 // 0.99 down to 0
	}
	n := newNull([][]float64{hundred, {0.5, nan, 0.9, 0.1}})
	if d := n.Draws[1]; d[0] != 0.5 || d[2] != 0.9 || n.pick([]int{1}).Draws[0][2] != 0.9 {
		t.Errorf("draws are kept in another order: %v", d)
	}
	if n.UnitP95(0) != 0.95 || n.UnitP95(1) != 0.9 {
		t.Errorf("95th percentiles %v and %v", n.UnitP95(0), n.UnitP95(1))
	}
	if got, want := n.Fraction(0.37), (62+2)/104.0; math.Abs(got-want) > 1e-12 || n.Above037 != got {
		t.Errorf("%v above 0.37, want %v", got, want)
	}
	if own, pooled := n.Percentile(1, 0.5); own != 50 || math.Abs(pooled-100*(50+2)/104.0) > 1e-12 {
		t.Errorf("0.5 exceeds %v %% of its own and %v %% of all", own, pooled)
	}
	if own, pooled := n.Percentile(0, nan); own != 0 || pooled != 0 {
		t.Errorf("an undefined score exceeds %v and %v %%", own, pooled)
	}
	if b := n.Beyond([]float64{0.96, 0.9}); !b[0] || b[1] {
		t.Errorf("beyond: %v", b)
	}
}

// TestUnitNulls: lattices lie beyond both their nulls, and blurred noise does
// so about as often as it should.
func TestUnitNulls(t *testing.T) {
	maps := network(60)
	s := Scoring{Enclosure: arena, Seed: 3, Workers: 2}
	p, err := ScorePopulation(context.Background(), maps, 0, s)
	if err != nil {
		t.Fatal(err)
	}
	for chance, name := range map[Chance]string{Noise: "surrogates", ShuffledField: "shuffles"} {
		nulls, err := DrawNulls(context.Background(), maps, chance, 60, s)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range []Measure{GridScore, MinMaxScore, ExpandingScore} {
			lattices, others := 0, 0
			for u, beyond := range nulls[m].Beyond(p.Of(m)) {
				switch {
				case beyond && u%2 == 0:
					lattices++
				case beyond:
					others++
				}
			}
			if lattices < 28 || others > 6 {
				t.Errorf("%s, measure %d: %d of 30 lattices and %d of 30 noise maps are beyond their nulls", name, m, lattices, others)
			}
		}
		if len(nulls[BorderScore].Units[7]) != 60 || len(nulls[BorderScore].Scores) != 3600 {
			t.Errorf("%s: %d draws of a unit, %d of all", name, len(nulls[BorderScore].Units[7]), len(nulls[BorderScore].Scores))
		}
	}
}

// TestNullsDoNotDependOnWorkers: nor on which other units are scored.
func TestNullsDoNotDependOnWorkers(t *testing.T) {
	maps := network(9)
	for _, chance := range []Chance{Noise, ShuffledField} {
		draw := func(maps []Map, workers int) *Nulls {
			n, err := DrawNulls(context.Background(), maps, chance, 5, Scoring{Enclosure: arena, Seed: 8, Workers: workers})
			if err != nil {
				t.Fatal(err)
			}
			return n
		}
		one := draw(maps, 1)
		if !reflect.DeepEqual(one, draw(maps, 3)) {
			t.Error("nulls depend on the number of workers")
		}
		if few := draw(maps[:4], 2); !reflect.DeepEqual(few[GridScore].Units, one[GridScore].Units[:4]) {
			t.Error("a unit's null depends on the units after it")
		}
		two, err := DrawNulls(context.Background(), []Map{maps[7], maps[2]}, chance, 5, Scoring{Enclosure: arena, Seed: 8, Workers: 2, Units: []int{7, 2}})
		if err != nil || !reflect.DeepEqual(two[GridScore].Units, [][]float64{one[GridScore].Units[7], one[GridScore].Units[2]}) {
			t.Errorf("numbered units have other nulls than by their place (%v)", err)
		}
	}
}

// TestNullsEndWithContext: a cancelled job ends long before it is done.
func TestNullsEndWithContext(t *testing.T) {
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Millisecond)
	defer cancel()
	begin := time.Now()
	if _, err := DrawNulls(ctx, network(2), ShuffledField, 1_000_000, Scoring{Enclosure: arena, Seed: 1, Workers: 2}); err == nil {
		t.Error("a cancelled job returned no error")
	}
	if took := time.Since(begin); took > 5*time.Second {
		t.Errorf("it took %v to end", took)
	}
}

// TestPopulationOfNothing: no maps are no reason to fail.
func TestPopulationOfNothing(t *testing.T) {
	p, err := ScorePopulation(context.Background(), nil, 5, Scoring{Enclosure: arena, Seed: 1, Workers: 2})
	if err != nil || len(p.Scores) != 0 || p.Quantile(0.5) != 0 || p.BeyondNull() != 0 {
		t.Errorf("%+v, %v", p, err)
	}
}

func TestFractionsAndLattices(t *testing.T) {
	p := &Population{Scores: make([]Score, 4)}
	for i, s := range []float64{0.1, 0.4, 0.9, 1.3} {
		p.Scores[i].Score60 = s
		p.Scores[i].Lattice = Lattice{OK: i != 2, Spacing: float64(i), Orientation: float64(i) / 10}
	}
	if got := p.Fractions(GridScore, []float64{0, 0.37, 0.9}); !reflect.DeepEqual(got, []float64{1, 0.75, 0.25}) {
		t.Errorf("fractions %v", got)
	}
	spacings, orientations := p.Lattices([]bool{false, true, true, true})
	if !reflect.DeepEqual(spacings, []float64{1, 3}) || len(orientations) != 2 {
		t.Errorf("spacings %v of the chosen units", spacings)
	}
}

// TestInvarianceOfAllScores: every score of a map turned by 90 degrees or
// mirrored is that of the map; scaled, all but the peak and the mean are.
func TestInvarianceOfAllScores(t *testing.T) {
	rng := rand.New(rand.NewPCG(4, 4))
	const n = 20
	for _, m := range []Map{noise(n, rng), hexagons(n, 0.6, 0.2, world.Vec{X: 0.1}), bumps(n, 2, world.Vec{X: 3, Y: 12})} {
		w := newWorker(n, Scoring{Enclosure: arena})
		want := w.score(m)
		for name, at := range map[string]func(x, y int) float64{
			"turned":   func(x, y int) float64 { return m.Rate[x*n+n-1-y] },
			"mirrored": func(x, y int) float64 { return m.Rate[y*n+n-1-x] },
			"scaled":   func(x, y int) float64 { return 5 * m.Rate[y*n+x] },
		} {
			got := w.score(filled(n, at))
			for i := range Measure(measures) {
				if a, b := got.Of(i), want.Of(i); math.Abs(a-b) > 1e-6 {
					t.Errorf("%s: measure %d is %v, want %v", name, i, a, b)
				}
			}
			if math.Abs(got.Information-want.Information) > 1e-9 || got.Fields != want.Fields || got.OK != want.OK ||
				math.Abs(got.Spacing-want.Spacing) > 1e-6 || math.Abs(got.Ellipse.Aspect()-want.Ellipse.Aspect()) > 1e-6 {
				t.Errorf("%s: %+v, want %+v", name, got, want)
			}
		}
	}
}

// TestAtLeastByChance compares with exact binomial tails (Python, math.comb).
func TestAtLeastByChance(t *testing.T) {
	for _, c := range []struct {
		k, n    int
		p, want float64
	}{{22, 256, 5. / 101, 0.009073770170388277}, {21, 200, 5. / 101, 0.0010259557192190375}, {0, 9, 0.05, 1}, {9, 9, 0.5, 1. / 512}} {
		if got := AtLeastByChance(c.k, c.n, c.p); math.Abs(got-c.want) > 1e-12 {
			t.Errorf("at least %d of %d: %v, want %v", c.k, c.n, got, c.want)
		}
	}
}
