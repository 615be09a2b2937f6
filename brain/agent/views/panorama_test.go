package views

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"gridrat/world/retina"
)

// box is how far it is from p to the walls of a rectangle of 2 m by 1.2 m with
// its middle in the origin.
func box(p vec, angle float64) float64 {
	s, c := math.Sincos(angle)
	way := func(at, dir, half float64) float64 {
		if dir == 0 {
			return math.Inf(1)
		}
		return (math.Copysign(half, dir) - at) / dir
	}
	return min(way(float64(p.x), c, 1), way(float64(p.y), s, 0.6))
}

// fan is what a retina sees in a box.
func fan(p vec, heading float64) []float64 {
	d := make([]float64, retina.Rays)
	for i := range d {
		d[i] = box(p, heading+retina.Field*(0.5-(float64(i)+0.5)/retina.Rays))
	}
	return d
}

// places draws a place in the box, and a heading.
func places(t *rapid.T) (vec, float64) {
	return vec{rapid.Float32Range(-0.6, 0.6).Draw(t, "x"), rapid.Float32Range(-0.3, 0.3).Draw(t, "y")}, rapid.Float64Range(-math.Pi, math.Pi).Draw(t, "heading")
}

// A panorama has the distances of the room in the directions that are in sight,
// but for corners, and none in the others.
func TestFill(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p, heading := places(t)
		var m panorama
		m.fill(heading, retina.Field, fan(p, heading))
		off := 0
		for k, d := range m.distance {
			away := math.Abs(math.Remainder(direction(k)-heading, 2*math.Pi))
			if want := away <= retina.Field/2; want != (d > 0) && math.Abs(away-retina.Field/2) > 1e-6 {
				t.Fatalf("direction %d, %.3f rad from the heading: %v m", k, away, d)
			}
			if d > 0 && math.Abs(float64(d)/box(p, direction(k))-1) > 0.01 {
				off++
			}
		}
		if off > 8 {
			t.Fatalf("%d directions are wrong by more than 1 %%", off)
		}
	})
}

// Bytes keep distances to 1.7 % of 0.1 m + distance.
func TestCode(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var p panorama
		k := rapid.IntRange(0, directions-1).Draw(t, "direction")
		d := rapid.Float32Range(0.02, farthest).Draw(t, "distance")
		p.distance[k] = d
		p.pack()
		for i := range p.distance {
			c := byte(p.code[i/8] >> (8 * (i % 8)))
			if i != k && c != 0 {
				t.Fatalf("direction %d was not seen and has byte %d", i, c)
			}
			if i == k && (c < lowest || c > highest || math.Abs(float64(distances[c]-d)) > 0.017*float64(d+offset)+0.0026) {
				t.Fatalf("%v m are kept as byte %d, %v m", d, c, distances[c])
			}
		}
	})
}

// Eight at a time gives what one at a time does.
func TestCompare(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var codes [2][words]uint64
		var bytes [2][directions]int
		for i := range codes {
			for k := range directions {
				b := rapid.SampledFrom([]int{0, lowest, lowest + 3, 60, 66, 67, 68, 69, 74, 75, highest - 7, highest - 8, highest}).Draw(t, "byte")
				bytes[i][k] = b
				codes[i][k/8] |= uint64(b) << (8 * (k % 8))
			}
		}
		common, differ := 0, 0
		for k := range directions {
			a, b := bytes[0][k], bytes[1][k]
			if a == 0 || b == 0 {
				continue
			}
			common++
			if d := a - b; d > apartBy || -d > apartBy+1 { // of b > a it counts one less
				differ++
			}
		}
		if c, d := compare(&codes[0], &codes[1]); c != common || d != differ {
			t.Fatalf("%d in common, %d differ; want %d and %d", c, d, common, differ)
		}
	})
}

// From another place, whichever way it looks, a rat finds how far it is from
// where a view was seen, and the view agrees there and not elsewhere.
func TestAligned(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		at, heading := places(t)
		by := vec{rapid.Float32Range(-0.05, 0.05).Draw(t, "dx"), rapid.Float32Range(-0.05, 0.05).Draw(t, "dy")}
		turn := rapid.Float64Range(-1, 1).Draw(t, "turn")
		var then, now panorama
		then.fill(heading, retina.Field, fan(at, heading))
		now.fill(heading+turn, retina.Field, fan(at.add(by), heading+turn))
		v := &view{at, then.code}
		got := now.aligned(v, vec{})
		if got.sub(by).norm() > 0.02 {
			t.Fatalf("aligned at %v, it is %v", got, by)
		}
		if f := now.judge(v, got); f.share < 0.85 || f.common < least {
			t.Fatalf("the view agrees by %v in %d directions", f.share, f.common)
		}
		if f := now.judge(v, by.add(vec{0.2, 0.15})); f.share > 0.7 {
			t.Fatalf("25 cm off the view agrees by %v", f.share)
		}
	})
}
