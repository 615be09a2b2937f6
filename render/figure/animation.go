package figure

import (
	"fmt"
	"image"
	"image/color"
	"image/gif"
	"io"
)

// WriteGIF writes a number of frames of one size as an animation that repeats
// for ever, each shown for so many hundredths of a second and the last for
// longer. Its colours are those of the colour map and shades of the theme's
// ink and accent; others become the nearest of them. frame draws them one after the other, and may
// draw each on the image of the one before; its error ends it all. progress is
// told the share done after each frame.
func WriteGIF(w io.Writer, frames int, frame func(i int) (*image.RGBA, error), hundredths int, colors *ColorMap, theme *Theme, progress func(share float64)) error {
	if frames < 1 {
		return fmt.Errorf("there are no pictures to make an animation of")
	}
	p := newQuantiser(colors, theme)
	anim := &gif.GIF{}
	var bounds image.Rectangle
	const rest = 200 // hundredths of a second at the end
	var before *image.Paletted
	for i := range frames {
		f, err := frame(i)
		if err != nil {
			return err
		}
		if i == 0 {
			bounds = f.Bounds()
			anim.Config = image.Config{ColorModel: p.palette, Width: bounds.Dx(), Height: bounds.Dy()}
		}
		if f.Bounds() != bounds {
			return fmt.Errorf("picture %d of the animation is %v large, the first %v", i+1, f.Bounds().Size(), bounds.Size())
		}
		whole := p.convert(f)
		delay := hundredths
		if i == frames-1 {
			delay = max(rest, hundredths)
		}
		anim.Image = append(anim.Image, changed(before, whole))
		anim.Delay = append(anim.Delay, delay)
		anim.Disposal = append(anim.Disposal, gif.DisposalNone)
		before = whole
		progress(float64(i+1) / float64(frames))
	}
	return gif.EncodeAll(w, anim)
}

// changed returns the smallest rectangle of img outside which it equals
// before: what a viewer has to draw anew.
func changed(before, img *image.Paletted) *image.Paletted {
	if before == nil {
		return img
	}
	var r image.Rectangle
	b := img.Bounds()
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			if img.ColorIndexAt(x, y) != before.ColorIndexAt(x, y) {
				r = r.Union(image.Rect(x, y, x+1, y+1))
			}
		}
	}
	if r.Empty() {
		r = image.Rect(b.Min.X, b.Min.Y, b.Min.X+1, b.Min.Y+1)
	}
	return img.SubImage(r).(*image.Paletted)
}

// quantiser turns colours into entries of one palette.
type quantiser struct {
	palette color.Palette
	known   map[color.RGBA]uint8
}

// newQuantiser makes a palette of 192 colours of the map and 32 shades each from
// the theme's background to its ink and to its accent.
func newQuantiser(colors *ColorMap, theme *Theme) *quantiser {
	q := &quantiser{known: map[color.RGBA]uint8{}}
	const ramp, shades = 192, 32
	for i := range ramp {
		q.palette = append(q.palette, colors.At(float64(i)/(ramp-1)))
	}
	for i := range shades {
		t := float64(i) / (shades - 1)
		q.palette = append(q.palette, blend(theme.Background, theme.Ink, t), blend(theme.Background, theme.Accent, t))
	}
	return q
}

func (q *quantiser) convert(img *image.RGBA) *image.Paletted {
	b := img.Bounds()
	out := image.NewPaletted(b, q.palette)
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			c := img.RGBAAt(x, y)
			index, ok := q.known[c]
			if !ok {
				index = uint8(q.palette.Index(c))
				q.known[c] = index
			}
			out.SetColorIndex(x, y, index)
		}
	}
	return out
}
