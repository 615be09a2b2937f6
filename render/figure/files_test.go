package figure

import (
	"bytes"
	"encoding/base64"
	"encoding/xml"
	"image"
	"image/png"
	"io"
	"math"
	"strings"
	"testing"

	"gridrat/render/internal/golden"
)

// sheet is a contact sheet with one cell of every kind.
func sheet() *Canvas {
	m := lattice(20, 6, 9)
	m.Values[45] = math.NaN()
	rates := make([]float64, 20)
	for i := range rates {
		rates[i] = math.Exp(2 * math.Cos(float64(i)/20*2*math.Pi-2))
	}
	gap := []float64{0.4, 0.1, -0.2, math.NaN(), 0.3, 0.35}
	p := Polar{Rates: rates, Length: 0.7, Angle: 2 - math.Pi}
	return Sheet("one of each & more", []string{"a line", "words enough for a line that is broken because it is longer than the sheet is wide"}, []Cell{
		{Left: "1.25", Right: "320", Strong: true, Draw: func(c *Canvas, r image.Rectangle) { c.RateMap(r, m, Viridis, nil) }},
		{Left: "0.37", Right: "0.66 m", Draw: func(c *Canvas, r image.Rectangle) {
			c.Correlogram(r, lattice(39, 8, 19), 4, 12, []Pt{{8, 0}, {-8, 0}})
		}},
		{Left: "0.70", Right: "7.39", Draw: func(c *Canvas, r image.Rectangle) { c.Polar(r, p, false) }},
		{Left: "r 0.10", Draw: func(c *Canvas, r image.Rectangle) { c.Sparkline(r, gap) }},
		{Left: "7 spikes", Draw: func(c *Canvas, r image.Rectangle) {
			c.Path(r, Path{Half: 1, Parts: [][]Pt{{{-0.8, -0.8}, {0.5, -0.2}, {0.9, 0.9}}, {{-0.5, 0.5}, {-0.9, 0.9}}}, Spikes: []Pt{{0.5, -0.2}, {-0.7, 0.7}, {5, 5}}})
		}},
	}, 3, &Light, 1)
}

// page is a page with one panel of every kind.
func page() *Canvas {
	values, null := make([]float64, 200), make([]float64, 200)
	for i := range values {
		values[i] = 0.5 + 0.5*math.Sin(float64(i)*1.7)
		null[i] = 0.1 + 0.4*math.Sin(float64(i)*2.3)
	}
	rates := []float64{1, 2, 3, 2, 1, 0.5, 0.2, 0.4}
	return Page("a population", []string{"how it was measured"}, []Panel{
		{Wide: 1, Draw: func(c *Canvas, r image.Rectangle) {
			c.Bars(r, Bars{
				Title: "scores, % of units", XLabel: "score", Low: -1, High: 1.5, Bins: 25, Name: "units", Values: values,
				Outlines: []Outline{{"shuffle", null, Light.Series[1], false}, {"one value", []float64{1.2}, Light.Series[2], true}},
				Curves:   []Series{{Name: "fit", X: []float64{-1, 0, 1}, Y: []float64{0, 0.1, 0}, Color: Light.Series[3]}},
				Marks:    []Mark{{0.37, "0.37"}, {1.4, "at the edge"}, {9, "beyond"}},
			})
		}},
		{Wide: 1, Draw: func(c *Canvas, r image.Rectangle) {
			c.Shares(r, "above threshold", []Outline{{Name: "shuffle", Color: Light.Series[1]}, {Name: "untrained", Color: Light.Muted}},
				[]Share{{"grid > 0.37", 0.246, []float64{0.19, 0.07}}, {"direction > 0.47", 0.06, []float64{math.NaN(), 0}}})
		}},
		{Wide: 2, Draw: func(c *Canvas, r image.Rectangle) { c.Bars(r, Bars{Title: "none", Low: 0, High: 1, Bins: 4}) }},
		{Wide: 1, Draw: func(c *Canvas, r image.Rectangle) {
			c.Polar(r, Polar{Rates: rates, Length: 0.4, Angle: -1}, true)
		}},
	}, 2, 300, 180, &Light, 1)
}

func TestFiles(t *testing.T) {
	dots := NewCanvas(360, 140, &Light, 1)
	dots.Dots(dots.Bounds(), "above 0.37, %", []Dots{
		{Name: "baseline", Values: []float64{0.92, 0.94, 0.89}, Null: []float64{0.2, 0.22, 0.25}},
		{Name: "lambda-0", Values: []float64{0.1, math.NaN(), 0}, Null: []float64{0.12, math.NaN(), 0.1}},
		{Name: "joint-gradient", Note: "not of this recipe"},
	})
	golden.Check(t, "dots", dots.Img)
	golden.Check(t, "sheet", sheet().Img)
	golden.Check(t, "page", page().Img)
}

// TestSVG: the SVG of a canvas is XML that holds what was drawn, and its notes.
func TestSVG(t *testing.T) {
	for name, want := range map[string]struct {
		c        *Canvas
		elements map[string]int // at least
		texts    []string
	}{
		"sheet": {sheet(), map[string]int{"rect": 1, "path": 10, "text": 8, "image": 2, "note": 2}, []string{"one of each & more", "1.25", "0.66 m", "seed 3 < 4", "µ"}},
		"page":  {page(), map[string]int{"rect": 10, "path": 20, "text": 20, "note": 2, "clipPath": 1}, []string{"a population", "24.6 %", "grid > 0.37"}},
	} {
		data := want.c.SVG([]Note{{"Parameters", "seed 3 < 4"}, {"Formula", "µ"}})
		found := map[string]int{}
		var text strings.Builder
		dec := xml.NewDecoder(bytes.NewReader(data))
		for {
			token, err := dec.Token()
			if err == io.EOF {
				break
			}
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			switch token := token.(type) {
			case xml.StartElement:
				found[token.Name.Local]++
			case xml.CharData:
				text.Write(token)
				text.WriteByte('\n')
			}
		}
		for element, n := range want.elements {
			if found[element] < n {
				t.Errorf("%s has %d elements %s, want at least %d", name, found[element], element, n)
			}
		}
		for _, s := range want.texts {
			if !strings.Contains(text.String(), s) {
				t.Errorf("%s does not say %q", name, s)
			}
		}
		if s := string(data); strings.Contains(s, "NaN") || strings.Contains(s, "Inf") {
			t.Errorf("%s has numbers that are none", name)
		}
	}
}

// TestXLabels: an axis of measures names parts of one, an axis that counts
// whole numbers alone.
func TestXLabels(t *testing.T) {
	says := func(draw func(c *Canvas)) string {
		c := NewCanvas(360, 200, &Light, 1)
		c.Record()
		draw(c)
		return string(c.SVG(nil))
	}
	bars := says(func(c *Canvas) {
		c.Bars(c.Bounds(), Bars{Title: "spacing", Values: []float64{0.3, 0.5}, Low: 0, High: 0.8, Bins: 8})
	})
	curve := func(x ...float64) string {
		return says(func(c *Canvas) { c.Curve(c.Bounds(), Plot{YMin: 7, YMax: 9}, Series{X: x, Y: []float64{7, 8, 9}}) })
	}
	for _, c := range []struct {
		svg, text string
		want      bool
	}{
		{bars, ">0.2<", true}, {curve(0, 0.5, 1), ">0.2<", true}, {curve(0, 1, 2), ">0.5<", false}, {curve(0, 1, 2), ">1<", true},
	} {
		if strings.Contains(c.svg, c.text) != c.want {
			t.Errorf("an axis says %q: %v, want %v", c.text, !c.want, c.want)
		}
	}
}

// TestSVGPicture: the bins of a map are in the picture where they were drawn.
func TestSVGPicture(t *testing.T) {
	m := Matrix{N: 2, Values: []float64{0, 1, math.NaN(), 0.5}} // south-west, south-east, north-west, north-east
	c := NewCanvas(51, 51, &Light, 1)
	c.Record()
	c.RateMap(image.Rect(3, 4, 40, 41), m, Grey, nil)
	data := string(c.SVG(nil))
	at := strings.Index(data, "base64,")
	encoded := data[at+len("base64,"):]
	img, err := png.Decode(base64.NewDecoder(base64.StdEncoding, strings.NewReader(encoded[:strings.IndexByte(encoded, '"')])))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []struct{ x, y, grey int }{{0, 1, 0}, {1, 1, 255}, {1, 0, 128}, {0, 0, int(Light.Blank.R)}} {
		r, _, _, _ := img.At(8*want.x+4, 8*want.y+4).RGBA()
		if int(r>>8) != want.grey {
			t.Errorf("bin (%d, %d) from the north-west has red %d, want %d", want.x, want.y, r>>8, want.grey)
		}
	}
}

// TestEncodePNG: a PNG file with notes is a whole PNG file, and has them.
func TestEncodePNG(t *testing.T) {
	img := sheet().Img
	data, err := EncodePNG(img, []Note{{"Software", "Gridrat"}, {"Formula", "60° minus 30°"}})
	if err != nil {
		t.Fatal(err)
	}
	got, err := png.Decode(bytes.NewReader(data))
	if err != nil || got.Bounds() != img.Bounds() {
		t.Fatalf("decoding: %v", err)
	}
	for _, want := range []string{"tEXtSoftware\x00Gridrat", "iTXtFormula\x00\x00\x00\x00\x0060° minus 30°"} {
		if !bytes.Contains(data, []byte(want)) {
			t.Errorf("it has no %q", want)
		}
	}
	defer func() {
		if recover() == nil {
			t.Error("a note without a name was written")
		}
	}()
	if _, err := EncodePNG(img, []Note{{"", "x"}}); err != nil {
		t.Error(err)
	}
}
