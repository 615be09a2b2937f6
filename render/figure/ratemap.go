package figure

import (
	"image"
	"image/color"
	"slices"
)

// Matrix holds square data such as a rate map or an autocorrelogram, row by
// row from the south: Values[y*N+x]. NaN is "no data". Signed says that the
// values could be negative, even if none is, so that zero is nowhere special.
type Matrix struct {
	N      int
	Values []float64
	Signed bool
}

// Span returns the range of the values: from 0, or from the lowest of them if
// they are signed or that is negative, to the highest. Bins without data do
// not count; without any data both ends are 0.
func (m Matrix) Span() (low, peak float64) {
	any := false
	for _, v := range m.Values {
		if v-v != 0 {
			continue // NaN or infinite
		}
		if !any || v > peak {
			peak = v
		}
		if v < low || !any && m.Signed {
			low = v
		}
		any = true
	}
	return low, peak
}

// tail is the share of a signed map's bins beyond each end of its colour scale.
const tail = 0.02

// Scale returns the values at the ends of the colour scale: those of Span for
// rates, from 0 to the peak. For signed values they are the 2nd and the 98th
// percentile, so that a few bins that were hardly visited do not take the
// contrast from all others.
func (m Matrix) Scale() (low, high float64) {
	low, high = m.Span()
	if low >= 0 && !m.Signed {
		return low, high
	}
	sorted := make([]float64, 0, len(m.Values))
	for _, v := range m.Values {
		if v-v == 0 {
			sorted = append(sorted, v)
		}
	}
	if len(sorted) == 0 {
		return low, high
	}
	slices.Sort(sorted)
	beyond := int(tail * float64(len(sorted)))
	l, h := sorted[beyond], sorted[len(sorted)-1-beyond]
	if l == h { // all but a few bins are alike
		return low, high
	}
	return l, h
}

// RateMap draws a rate map into a square: crisp bins, north up, unvisited
// bins blank, on its own Scale, with the walls around and, where there is room,
// in it.
func (c *Canvas) RateMap(r image.Rectangle, m Matrix, colors *ColorMap, walls *MapWalls) {
	low, high := m.Scale()
	c.RateMapWithin(r, m, low, high, colors, walls)
}

// RateMapWithin draws a rate map on a scale from low to high, such as one that
// it shares with another map; what lies beyond has the colour of the end.
func (c *Canvas) RateMapWithin(r image.Rectangle, m Matrix, low, high float64, colors *ColorMap, walls *MapWalls) {
	scale := 0.0
	if high > low {
		scale = 1 / (high - low)
	}
	c.bins(r, m, func(v float64) float64 { return (v - low) * scale }, colors)
	c.mapWalls(r, walls)
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
	defer func() { c.vector.picture(r, clip, m.N, c.Img) }()
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
	Walls  *MapWalls
	Chosen bool
	Beside bool // compared with the chosen one
	Hover  bool
	Silent bool // nothing hears its unit
}

// TileHeader is the height in points that a tile adds to its map.
const TileHeader = 13

// rates prints the peak rate of a map, after the lowest where rates are
// signed, as far as there is room.
func (c *Canvas) rates(f Font, m Matrix, room float64) string {
	low, peak := m.Span()
	texts := []string{Short(peak), ""}
	if low < 0 || m.Signed {
		texts = append([]string{Short(low) + " to " + texts[0]}, texts...)
	}
	return c.FirstFit(f, room, texts...)
}

// Tile draws a rate map below a line with its score (bright if it exceeds
// the null) and, at the right, its peak rate, after the lowest if rates are
// signed.
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
	c.RateMap(m, t.Map, colors, t.Walls)

	score, ink := Score(t.Score), c.Theme.Muted
	if t.Beyond {
		ink = c.Theme.Ink
	}
	base := float64(r.Min.Y+head) - c.Px0(3)
	f := Font{Size: 10.5, Medium: t.Beyond}
	c.Text(r, float64(m.Min.X), base, f, Left, ink, score)
	small := Font{Size: 8.5}
	if room := float64(side) - c.TextWidth(f, score) - c.Px0(4); room > 0 {
		c.Text(r, float64(m.Max.X), base, small, Right, c.Theme.Muted, c.rates(small, t.Map, room))
	}
	if t.Silent {
		for _, w := range []struct {
			points float64
			ink    color.RGBA
		}{{4.5, c.Theme.Panel}, {2, c.Theme.Warn}} {
			c.Line(m, Pt{float64(m.Min.X), float64(m.Min.Y)}, Pt{float64(m.Max.X), float64(m.Max.Y)}, w.points, w.ink)
			c.Line(m, Pt{float64(m.Min.X), float64(m.Max.Y)}, Pt{float64(m.Max.X), float64(m.Min.Y)}, w.points, w.ink)
		}
	}
	switch {
	case t.Chosen:
		c.Frame(m.Inset(-edge), 2, c.Theme.Accent)
	case t.Beside:
		c.Frame(m.Inset(-edge), 2, c.Theme.Series[1])
	case t.Hover:
		c.Frame(m.Inset(-edge), 1, c.Theme.Ink)
	}
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
