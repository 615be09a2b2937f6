package figure

import (
	"image"
	"image/color"
	"math"
	"testing"

	"pgregory.net/rapid"

	"gridrat/render/internal/golden"
)

// lattice is a made-up rate map or, centred, an autocorrelogram.
func lattice(n int, spacing, offset float64) Matrix {
	m := Matrix{N: n, Values: make([]float64, n*n)}
	for i := range m.Values {
		x, y := float64(i%n)-offset, float64(i/n)-offset
		sum := 0.0
		for k := range 3 {
			sin, cos := math.Sincos(0.2 + float64(k)*math.Pi/3)
			sum += math.Cos((x*cos + y*sin) * 4 * math.Pi / math.Sqrt(3) / spacing)
		}
		m.Values[i] = math.Max(sum, -1) / 3
	}
	return m
}

func TestGolden(t *testing.T) {
	for name, theme := range map[string]*Theme{"dark": &Dark, "light": &Light} {
		c := NewCanvas(420, 150, theme, 1)
		m := lattice(20, 6, 9)
		m.Values[45], m.Values[46] = math.NaN(), math.NaN()
		for i := range m.Values {
			m.Values[i] = math.Max(m.Values[i], 0)
		}
		c.Tile(image.Rect(10, 10, 100, 114), Tile{Map: m, Score: 1.234, Beyond: true}, Viridis)
		c.Tile(image.Rect(110, 10, 200, 114), Tile{Map: m, Score: -0.12, Chosen: true}, Inferno)
		c.Tile(image.Rect(210, 10, 300, 114), Tile{Map: m, Score: math.NaN(), Walls: Round, Hover: true}, Jet)
		c.Correlogram(image.Rect(310, 20, 410, 120), lattice(39, 8, 19), 4, 12, []Pt{{8, 0}, {-8, 0}, {4, 6.9}})
		golden.Check(t, "tiles_"+name, c.Img)

		c = NewCanvas(420, 200, theme, 1)
		x, a, b := make([]float64, 200), make([]float64, 200), make([]float64, 200)
		for i := range x {
			x[i] = float64(i * 20)
			a[i] = 1 - math.Exp(-float64(i)/40)
			b[i] = 0.2 + 0.02*math.Sin(float64(i))
		}
		a[100] = math.NaN()
		c.Curve(c.Bounds(), Plot{Title: "grid-like units", XLabel: "updates", YMin: 0, YMax: 1, Format: Percent},
			Series{Name: "beyond the null", X: x, Y: a, Color: theme.Series[0], Dots: true},
			Series{Name: "null", X: x, Y: b, Color: theme.Muted, Faint: true})
		golden.Check(t, "curve_"+name, c.Img)

		c = NewCanvas(420, 200, theme, 1)
		values, null := make([]float64, 200), make([]float64, 200)
		for i := range values {
			values[i] = 1.3 + 0.25*math.Sin(float64(i)*1.7) - float64(i%7)/5
			null[i] = 0.1 + 0.4*math.Sin(float64(i)*2.3)
		}
		c.Histogram(c.Bounds(), Histogram{Title: "grid scores", Values: values, Null: null, NullName: "null", Low: -1, High: 2, Bins: 30, Marks: []Mark{{0.37, "0.37"}, {0.62, "null 95 %"}}})
		golden.Check(t, "histogram_"+name, c.Img)
	}
	tiles := make([]Tile, 12)
	for i := range tiles {
		m := lattice(20, 5+float64(i)/3, float64(i))
		for k := range m.Values {
			m.Values[k] = math.Max(m.Values[k], 0)
		}
		tiles[i] = Tile{Map: m, Score: 1.5 - float64(i)/5, Beyond: i < 5}
	}
	golden.Check(t, "wall", Wall("Rate maps of recipe modules, seed 1", "20 x 20 bins, no smoothing", []Group{
		{Title: "module 1", Subtitle: "spacing 0.67 m", Tiles: tiles}, {Title: "module 2", Subtitle: "spacing 0.85 m", Tiles: tiles[:6]},
	}, 4, 4, Jet, &Light))
}

// TestFarPoints: what lies beyond fixed point is left out without a panic.
func TestFarPoints(t *testing.T) {
	for _, v := range []float64{math.Inf(1), math.Inf(-1), math.NaN(), 1e7, -1e12, math.MaxFloat64} {
		c := NewCanvas(29, 29, &Dark, 0.5)
		points := []Pt{{2, 3}, {v, 5}, {20, 25}, {7, -v}}
		c.Polygon(c.Bounds(), points, Dark.Ink)
		c.Polyline(c.Bounds(), points, 1, Dark.Ink)
		c.Polar(c.Bounds(), Polar{Rates: []float64{1, v}}, false)
	}
}

// TestNothingBeside: whatever the data, drawing neither panics nor leaves its
// rectangle.
func TestNothingBeside(t *testing.T) {
	value := rapid.OneOf(rapid.Float64(), rapid.SampledFrom([]float64{math.NaN(), math.Inf(1), math.Inf(-1), 0}))
	rapid.Check(t, func(t *rapid.T) {
		c := NewCanvas(120, 100, &Dark, rapid.Float64Range(0.5, 3).Draw(t, "scale"))
		canary := color.RGBA{1, 2, 3, 255}
		c.Fill(c.Bounds(), canary)
		size := rapid.IntRange(0, 90)
		r := image.Rect(10, 10, 10+size.Draw(t, "w"), 10+size.Draw(t, "h"))
		n := rapid.IntRange(0, 6).Draw(t, "n")
		values := rapid.SliceOfN(value, n*n, n*n).Draw(t, "values")
		y := rapid.SliceOfN(value, 0, 30).Draw(t, "y")
		x := rapid.SliceOfN(value, len(y), len(y)).Draw(t, "x")
		m := Matrix{N: n, Values: values}
		switch rapid.IntRange(0, 9).Draw(t, "plot") {
		case 0:
			c.Tile(r, Tile{Map: m, Score: math.NaN(), Chosen: true, Walls: Round}, Viridis)
		case 1:
			c.Correlogram(r, m, 1, 3, []Pt{{1, 1}, {math.NaN(), 0}})
		case 2:
			c.Curve(r, Plot{Title: "a title", XLabel: "x", YMin: math.NaN(), YMax: math.NaN()}, Series{Name: "s", X: x, Y: y, Dots: true})
		case 3:
			c.Histogram(r, Histogram{Title: "h", Values: y, Null: x, NullName: "null", Low: -1, High: 2, Bins: 10, Marks: []Mark{{0.5, "m"}}})
		case 4:
			c.Polar(r, Polar{Rates: y, Length: 0.5, Angle: 1}, true)
		case 5:
			c.Sparkline(r, y)
		case 6:
			c.Bars(r, Bars{Title: "b", Values: y, Outlines: []Outline{{Name: "null", Values: x}}, Low: -1, High: 2, Bins: 10, Marks: []Mark{{0.5, "m"}}})
		case 8:
			points := make([]Pt, len(y))
			for i := range points {
				points[i] = Pt{x[i], y[i]}
			}
			c.Path(r, Path{Half: 1.1, Walls: []*MapWalls{nil, Round, {Outer: []Side{{{0, 0.2}, {1, 0.2}}, {{1, 0.2}, {0, 0.8}}}}}[n%3], Parts: [][]Pt{points}, Spikes: points})
		case 9:
			c.Dots(r, "dots", []Dots{{Name: "a", Values: x, Null: y}, {Name: "b", Note: "none"}})
		case 7:
			c.Shares(r, "shares", []Outline{{Name: "null"}}, []Share{{"all", 0.5, []float64{math.NaN()}}, {"few", 0.1, []float64{0.4}}})
		}
		for py := range 100 {
			for px := range 120 {
				if !(image.Pt(px, py).In(r)) && c.Img.RGBAAt(px, py) != canary {
					t.Fatalf("pixel (%d, %d) outside %v was drawn", px, py, r)
				}
			}
		}
	})
}

func TestTicks(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		low := rapid.Float64Range(-1e6, 1e6).Draw(t, "low")
		high := low + rapid.Float64Range(1e-3, 1e6).Draw(t, "width")
		n := rapid.IntRange(2, 12).Draw(t, "n")
		ticks := Ticks(low, high, n)
		if len(ticks) > n+1 {
			t.Fatalf("%d ticks, want about %d", len(ticks), n)
		}
		for i, v := range ticks {
			if v < low-1e-6*(high-low) || v > high+1e-6*(high-low) || i > 0 && v <= ticks[i-1] {
				t.Fatalf("ticks %v of [%v, %v]", ticks, low, high)
			}
		}
	})
}

// TestColorMapsGetLighter: but for jet, more is lighter, so that a map can be
// read in grey.
func TestColorMapsGetLighter(t *testing.T) {
	for _, m := range ColorMaps() {
		if m == Jet {
			continue
		}
		before := -1.0
		for i := range 256 {
			c := m.At(float64(i) / 255)
			light := 0.2126*float64(c.R) + 0.7152*float64(c.G) + 0.0722*float64(c.B)
			if light < before-1.5 {
				t.Errorf("%s gets darker at %d", m.Name, i)
			}
			before = light
		}
	}
	if _, err := ColorMapByName("parula"); err == nil {
		t.Error("parula is proprietary and yet was found")
	}
}

// BenchmarkWall draws 64 tiles, a screenful.
func BenchmarkWall(b *testing.B) {
	c := NewCanvas(700, 800, &Dark, 1)
	m := lattice(32, 8, 3)
	for b.Loop() {
		for i := range 64 {
			x, y := i%8*80, i/8*95
			c.Tile(image.Rect(x, y, x+72, y+85), Tile{Map: m, Score: 1.2, Beyond: true}, Viridis)
		}
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "walls/s")
}
