package figure

import (
	"bytes"
	"image"
	"math"
	"regexp"
	"strconv"
	"testing"

	"pgregory.net/rapid"

	"gridrat/render/internal/golden"
)

// labelled is a text that a canvas recorded, with the height of its base line.
var labelled = regexp.MustCompile(`<text x="[-0-9.]+" y="([-0-9.]+)"[^>]*>level[^<]*</text>`)

// TestLevels: labels of levels lie within the plot, apart from each other and in
// the order of their values, whatever these are.
func TestLevels(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		values := rapid.SliceOfN(rapid.Float64Range(-5, 600), 0, 12).Draw(t, "levels")
		c := NewCanvas(rapid.IntRange(120, 500).Draw(t, "width"), rapid.IntRange(60, 300).Draw(t, "height"), &Dark, 1)
		c.Record()
		p := Plot{YMin: 0, YMax: math.NaN()}
		for _, v := range values {
			p.Levels = append(p.Levels, Level{Name: "level", At: v, Color: Dark.Ink})
		}
		p.Levels = append(p.Levels, Level{Name: "level of nothing", At: math.NaN()})
		c.Curve(c.Bounds(), p, Series{X: []float64{0, 1}, Y: []float64{3, 400}, Color: Dark.Accent})
		before := math.Inf(-1)
		found := labelled.FindAllSubmatch(c.SVG(nil), -1)
		for _, m := range found {
			y, err := strconv.ParseFloat(string(m[1]), 64)
			if err != nil {
				t.Fatal(err)
			}
			if y < before+levelPitch-0.1 || y < 0 || y > float64(c.Bounds().Dy()) {
				t.Fatalf("a label at %v after one at %v, of a plot %v high", y, before, c.Bounds().Dy())
			}
			before = y
		}
		if len(found) > len(values) || c.Bounds().Dy() > 250 && c.Bounds().Dx() > 300 && len(found) < len(values) {
			t.Fatalf("%d labels of %d", len(found), len(values))
		}
	})
}

// TestScorePlot: intervals, levels and ranges look as they did.
func TestScorePlot(t *testing.T) {
	c := NewCanvas(420, 320, &Light, 1)
	s := Series{Color: Light.Series[0], Dots: true}
	for i := range 60 {
		x := float64(i)
		s.X, s.Y = append(s.X, 1e5*x), append(s.Y, 300*(1-math.Exp(-x/9)))
		s.Low, s.High = append(s.Low, 0.8*s.Y[i]), append(s.High, 1.1*s.Y[i])
	}
	s.Low[30] = math.NaN()
	p := Plot{XLabel: "decisions", YMin: 0, YMax: math.NaN(), Shade: Span{150, 250}}
	p.Levels = []Level{{Name: "best", At: 500, Color: Light.Muted}, {Name: "curve", At: s.Y[59], Color: s.Color, Bare: true}, {Name: "beside it", At: 298, Color: Light.Muted}}
	c.Curve(image.Rect(0, 0, 420, 170), p, s)
	small := p
	small.Title, small.Small, small.Levels = "a measure", true, nil
	c.Curve(image.Rect(0, 170, 150, 240), small, s)
	var times []float64
	for i := range 200 {
		times = append(times, math.Exp(1+0.8*math.Sin(float64(i))))
	}
	c.Bars(image.Rect(150, 170, 420, 320), Bars{
		Title: "% by time", XLabel: "s", Low: 0.3, High: 100, LogX: true, Bins: 30, Name: "later", Values: times,
		Outlines: []Outline{{Name: "first", Values: []float64{5, 20, 22, 80}, Color: Light.Series[1]}}, Marks: []Mark{{At: 10, Label: "10"}},
	})
	golden.Check(t, "score_plot", c.Img)
}

// TestLogBars: the axis of a histogram of logarithms is one of logarithms, and
// what was given is left as it is.
func TestLogBars(t *testing.T) {
	c := NewCanvas(300, 200, &Dark, 1)
	b := Bars{Low: 1, High: 100, LogX: true, Bins: 4, Values: []float64{2, 20, 50}, Marks: []Mark{{At: 10}}}
	a := c.Bars(c.Bounds(), b)
	if a.Low != 0 || a.High != 2 || b.Marks[0].At != 10 || b.Values[0] != 2 {
		t.Errorf("the axis is %+v, the values %v, the mark %v", a, b.Values, b.Marks)
	}
}

// TestStretches: a long line looks as one drawn at once, but for where stretches
// meet.
func TestStretches(t *testing.T) {
	var line []Pt
	for i := range 400 {
		line = append(line, Pt{float64(i) * 1.2, 150 + 120*math.Sin(float64(i)/20)})
	}
	long, whole := NewCanvas(500, 300, &Dark, 1), NewCanvas(500, 300, &Dark, 1)
	long.Polyline(long.Bounds(), line, 1.75, Dark.Ink)
	whole.stroke(whole.Bounds(), line, 1.75/2, Dark.Ink)
	if bytes.Equal(whole.Img.Pix, NewCanvas(500, 300, &Dark, 1).Img.Pix) {
		t.Fatal("nothing was drawn")
	}
	off := 0
	for i := range long.Img.Pix {
		if d := int(long.Img.Pix[i]) - int(whole.Img.Pix[i]); d > 8 || d < -8 {
			off++
		}
	}
	if off > 4*6*len(line)/stretch {
		t.Errorf("%d bytes differ", off)
	}
}

// TestSeeThrough: what one can see through says so in SVG, in its whole colour.
func TestSeeThrough(t *testing.T) {
	c := NewCanvas(50, 50, &Dark, 1)
	c.Record()
	half := Dark.Accent
	half.R, half.G, half.B, half.A = half.R/2, half.G/2, half.B/2, 128
	c.Polygon(c.Bounds(), []Pt{{1, 1}, {40, 1}, {40, 40}}, half)
	if svg := c.SVG(nil); !bytes.Contains(svg, []byte(`fill="#5cc7fd" fill-opacity="0.5`)) {
		t.Errorf("the SVG is %s", svg)
	}
}
