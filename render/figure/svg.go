package figure

import (
	"bytes"
	"encoding/base64"
	"encoding/xml"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"math"
	"strconv"
	"strings"
)

// vectors records what a canvas draws as elements of an SVG file, in pixels of
// the canvas. A nil one records nothing.
type vectors struct {
	body  bytes.Buffer
	clips []image.Rectangle // clip paths in use
}

// Record makes the canvas remember from now on what is drawn on it, so that
// SVG can write it, beside drawing it.
func (c *Canvas) Record() {
	c.vector = &vectors{}
	c.vector.rectangle(c.Bounds(), c.Theme.Background)
}

// SVG returns what was drawn since Record as an SVG file, one unit to the
// point, with texts about the figure in its metadata. Bins of maps are small
// pictures in it; everything else is lines, areas and text.
func (c *Canvas) SVG(about []Note) []byte {
	var b bytes.Buffer
	r := c.Bounds()
	fmt.Fprintf(&b, `<?xml version="1.0" encoding="UTF-8"?>
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="%spt" height="%spt" viewBox="0 0 %d %d" font-family="Roboto, Helvetica, Arial, sans-serif">
<metadata>
`, short(float64(r.Dx())/c.Scale), short(float64(r.Dy())/c.Scale), r.Dx(), r.Dy())
	for _, n := range about {
		fmt.Fprintf(&b, "<note xmlns=\"https://gridrat\" name=\"%s\">%s</note>\n", escaped(n.Name), escaped(n.Text))
	}
	b.WriteString("</metadata>\n<defs>\n")
	for i, clip := range c.vector.clips {
		fmt.Fprintf(&b, `<clipPath id="c%d"><rect x="%d" y="%d" width="%d" height="%d"/></clipPath>`+"\n", i, clip.Min.X, clip.Min.Y, clip.Dx(), clip.Dy())
	}
	b.WriteString("</defs>\n")
	b.Write(c.vector.body.Bytes())
	b.WriteString("</svg>\n")
	return b.Bytes()
}

func escaped(s string) string {
	var b strings.Builder
	if err := xml.EscapeText(&b, []byte(s)); err != nil {
		panic(err) // a Builder takes everything
	}
	return b.String()
}

// short prints a coordinate to a hundredth.
func short(v float64) string { return strconv.FormatFloat(math.Round(100*v)/100, 'f', -1, 64) }

func hex(c color.RGBA) string { return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B) }

func (v *vectors) rectangle(r image.Rectangle, col color.RGBA) {
	if v == nil || r.Empty() {
		return
	}
	fmt.Fprintf(&v.body, `<rect x="%d" y="%d" width="%d" height="%d" fill="%s"/>`+"\n", r.Min.X, r.Min.Y, r.Dx(), r.Dy(), hex(col))
}

// line records a line of a width in pixels.
func (v *vectors) line(clip image.Rectangle, points []Pt, width float64, col color.RGBA) {
	if v == nil {
		return
	}
	if d := path(points); d != "" {
		fmt.Fprintf(&v.body, `<path d="%s" fill="none" stroke="%s" stroke-width="%s" stroke-linejoin="round"%s/>`+"\n",
			d, hex(col), short(width), v.clip(clip, points, width))
	}
}

func (v *vectors) polygon(clip image.Rectangle, points []Pt, col color.RGBA) {
	if v == nil {
		return
	}
	if d := path(points); d != "" {
		opacity := ""
		if a := col.A; a > 0 && a < 255 {
			opacity = fmt.Sprintf(` fill-opacity="%s"`, short(float64(a)/255))
			whole := func(x uint8) uint8 { return uint8(min(255, (255*int(x)+int(a)/2)/int(a))) }
			col = color.RGBA{whole(col.R), whole(col.G), whole(col.B), 255}
		}
		fmt.Fprintf(&v.body, `<path d="%sZ" fill="%s"%s%s/>`+"\n", d, hex(col), opacity, v.clip(clip, points, 0))
	}
}

// path is the way through points; NaN breaks it.
func path(points []Pt) string {
	var b strings.Builder
	command := byte('M')
	for _, p := range points {
		if math.IsNaN(p.X-p.X) || math.IsNaN(p.Y-p.Y) {
			command = 'M'
			continue
		}
		b.WriteByte(command)
		b.WriteString(short(p.X) + " " + short(p.Y))
		command = 'L'
	}
	if strings.IndexByte(b.String(), 'L') < 0 {
		return ""
	}
	return b.String()
}

// clip returns the attribute that limits points to a rectangle, nothing if
// they lie in it.
func (v *vectors) clip(clip image.Rectangle, points []Pt, margin float64) string {
	for _, p := range points {
		if p.X-margin < float64(clip.Min.X) || p.X+margin > float64(clip.Max.X) || p.Y-margin < float64(clip.Min.Y) || p.Y+margin > float64(clip.Max.Y) {
			return v.clipped(clip)
		}
	}
	return ""
}

func (v *vectors) clipped(clip image.Rectangle) string {
	for i, c := range v.clips {
		if c == clip {
			return fmt.Sprintf(` clip-path="url(#c%d)"`, i)
		}
	}
	v.clips = append(v.clips, clip)
	return fmt.Sprintf(` clip-path="url(#c%d)"`, len(v.clips)-1)
}

// text records a line of text that is about width pixels long.
func (v *vectors) text(clip image.Rectangle, at Pt, size float64, medium bool, align Align, col color.RGBA, s string, width float64) {
	if v == nil {
		return
	}
	left := at.X - width*float64(align)/2 // Left is 0, Centre 1, Right 2
	weight := ""
	if medium {
		weight = ` font-weight="600"`
	}
	fmt.Fprintf(&v.body, `<text x="%s" y="%s" font-size="%s"%s text-anchor="%s" fill="%s"%s>%s</text>`+"\n",
		short(at.X), short(at.Y), short(size), weight, [...]string{"start", "middle", "end"}[align], hex(col),
		v.clip(clip, []Pt{{left, at.Y - size}, {left + width, at.Y + size/4}}, 0), escaped(s))
}

// picture records the n x n bins that were drawn into r, as far as clip lets
// them be seen, from the image: one pixel a bin.
func (v *vectors) picture(r, clip image.Rectangle, n int, img *image.RGBA) {
	if v == nil {
		return
	}
	bins := image.NewRGBA(image.Rect(0, 0, n, n))
	for y := range n {
		for x := range n {
			at := image.Pt(r.Min.X+(2*x+1)*r.Dx()/(2*n), r.Min.Y+(2*y+1)*r.Dy()/(2*n))
			if at.In(clip) {
				bins.SetRGBA(x, y, img.RGBAAt(at.X, at.Y))
			}
		}
	}
	// Not all programs know that a picture is not to be smoothed: several
	// pixels a bin make that hard to see.
	const pixels = 8
	large := image.NewRGBA(image.Rect(0, 0, pixels*n, pixels*n))
	for y := range pixels * n {
		for x := range pixels * n {
			large.SetRGBA(x, y, bins.RGBAAt(x/pixels, y/pixels))
		}
	}
	var data bytes.Buffer
	if err := png.Encode(&data, large); err != nil {
		panic("figure: " + err.Error()) // a Buffer takes everything
	}
	fmt.Fprintf(&v.body, `<image x="%d" y="%d" width="%d" height="%d" preserveAspectRatio="none" style="image-rendering:pixelated"%s xlink:href="data:image/png;base64,%s"/>`+"\n",
		r.Min.X, r.Min.Y, r.Dx(), r.Dy(), v.clip(clip, []Pt{{float64(r.Min.X), float64(r.Min.Y)}, {float64(r.Max.X), float64(r.Max.Y)}}, 0), base64.StdEncoding.EncodeToString(data.Bytes()))
}
