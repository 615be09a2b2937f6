package figure

import (
	"image"
	"math"
	"strconv"
)

// Matrix holds square data such as a rate map or an autocorrelogram, row by
// row from the south: Values[y*N+x]. NaN is "no data".
type Matrix struct {
	N      int
	Values []float64
}

// peak returns the largest value, 0 if none is positive.
func (m Matrix) peak() float64 {
	peak := 0.0
	for _, v := range m.Values {
		if v > peak {
			peak = v
		}
	}
	return peak
}

// low returns the smallest value, at most 0.
func (m Matrix) low() float64 {
	low := 0.0
	for _, v := range m.Values {
		if v < low && !math.IsInf(v, 0) {
			low = v
		}
	}
	return low
}

// RateMap draws a rate map into a square: crisp bins, north up, unvisited
// bins blank, its own scale from 0 (or from its lowest rate, if units can be
// negative) to the peak. In a round enclosure, bins outside stay blank.
func (c *Canvas) RateMap(r image.Rectangle, m Matrix, colors *ColorMap, round bool) {
	low, peak := m.low(), m.peak()
	scale := 0.0
	if peak > low && !math.IsInf(peak, 0) {
		scale = 1 / (peak - low)
	}
	c.bins(r, m, func(v float64) float64 { return (v - low) * scale }, colors)
	if round {
		c.Circle(r, middle(r), float64(r.Dx())/2-0.5, 1, c.Theme.Muted)
	}
}

// bins draws the values of a matrix, scaled to [0, 1], straight into pixels.
func (c *Canvas) bins(r image.Rectangle, m Matrix, scale func(float64) float64, colors *ColorMap) {
	clip := r.Intersect(c.clip)
	w, h := r.Dx(), r.Dy()
	if clip.Empty() || m.N == 0 || len(m.Values) < m.N*m.N {
		c.Fill(clip, c.Theme.Blank)
		return
	}
	blank := c.Theme.Blank
	above := -1
	for y := clip.Min.Y; y < clip.Max.Y; y++ {
		row := m.N - 1 - (y-r.Min.Y)*m.N/h
		line := c.Img.Pix[c.Img.PixOffset(clip.Min.X, y) : c.Img.PixOffset(clip.Max.X-1, y)+4]
		if row == above && y > clip.Min.Y { // the same bins as the line of pixels above
			copy(line, c.Img.Pix[c.Img.PixOffset(clip.Min.X, y-1):])
			continue
		}
		above = row
		values := m.Values[row*m.N : (row+1)*m.N]
		last, col := -1, blank
		for x := clip.Min.X; x < clip.Max.X; x++ {
			bin := (x - r.Min.X) * m.N / w
			if bin != last {
				last, col = bin, blank
				if v := values[bin]; v == v {
					col = colors.At(scale(v))
				}
			}
			at := 4 * (x - clip.Min.X)
			line[at], line[at+1], line[at+2], line[at+3] = col.R, col.G, col.B, 255
		}
	}
}

func middle(r image.Rectangle) Pt {
	return Pt{float64(r.Min.X+r.Max.X) / 2, float64(r.Min.Y+r.Max.Y) / 2}
}

// Tile is one cell of the wall of rate maps.
type Tile struct {
	Map    Matrix
	Score  float64 // grid score; NaN is not scored yet
	Beyond bool    // it exceeds the null
	Round  bool
	Chosen bool
	Hover  bool
}

// TileHeader is the height in points that a tile adds to its map.
const TileHeader = 13

// Tile draws a rate map below a line with its score (bright if it exceeds
// the null) and, at the right, its peak rate.
func (c *Canvas) Tile(r image.Rectangle, t Tile, colors *ColorMap) {
	defer c.Clip(r)()
	c.Fill(r, c.Theme.Panel)
	head, edge := c.Px(TileHeader), c.Px(2)
	side := min(r.Dx()-2*edge, r.Dy()-head-edge)
	if side < 1 {
		return
	}
	left := r.Min.X + (r.Dx()-side)/2
	m := image.Rect(left, r.Min.Y+head, left+side, r.Min.Y+head+side)
	c.RateMap(m, t.Map, colors, t.Round)

	score, ink := "–", c.Theme.Muted
	if t.Score == t.Score {
		score = strconv.FormatFloat(t.Score, 'f', 2, 64)
	}
	if t.Beyond {
		ink = c.Theme.Ink
	}
	base := float64(r.Min.Y+head) - c.Px0(3)
	f := Font{Size: 10.5, Medium: t.Beyond}
	c.Text(r, float64(m.Min.X), base, f, Left, ink, score)
	peak := Font{Size: 8.5}
	text := Short(t.Map.peak())
	if c.TextWidth(f, score)+c.TextWidth(peak, text)+c.Px0(4) < float64(side) {
		c.Text(r, float64(m.Max.X), base, peak, Right, c.Theme.Muted, text)
	}
	switch {
	case t.Chosen:
		c.Frame(m.Inset(-edge), 2, c.Theme.Accent)
	case t.Hover:
		c.Frame(m.Inset(-edge), 1, c.Theme.Ink)
	}
}

// Short prints a number in at most five characters or so.
func Short(v float64) string {
	switch a := math.Abs(v); {
	case a == 0:
		return "0"
	case a >= 9999.5 || a < 0.00995:
		return strconv.FormatFloat(v, 'e', 0, 64)
	case a >= 99.5:
		return strconv.FormatFloat(v, 'f', 0, 64)
	case a >= 9.95:
		return strconv.FormatFloat(v, 'f', 1, 64)
	}
	return strconv.FormatFloat(v, 'f', 2, 64)
}

// Correlogram draws an autocorrelogram on the fixed scale from -1, blue, to
// +1, red, with the ring that gave the grid score (radii in bins) and the
// lattice's peaks (from the centre, in bins, north up).
func (c *Canvas) Correlogram(r image.Rectangle, m Matrix, inner, outer float64, peaks []Pt) {
	defer c.Clip(r)()
	c.bins(r, m, func(v float64) float64 { return (v + 1) / 2 }, Diverging)
	if m.N == 0 {
		return
	}
	bin := float64(r.Dx()) / float64(m.N)
	centre := middle(r)
	ink := Light.Ink
	for _, radius := range []float64{inner, outer} {
		if radius > 0 {
			c.Circle(r, centre, radius*bin, 1.5, ink)
		}
	}
	for _, p := range peaks {
		at := Pt{centre.X + p.X*bin, centre.Y - p.Y*bin}
		d := max(c.Px0(3.5), 2)
		c.Line(r, Pt{at.X - d, at.Y}, Pt{at.X + d, at.Y}, 1.5, ink)
		c.Line(r, Pt{at.X, at.Y - d}, Pt{at.X, at.Y + d}, 1.5, ink)
	}
}
