package figure

import (
	"bytes"
	"errors"
	"image"
	"image/draw"
	"image/gif"
	"testing"
)

// TestGIF decodes an animation again: every frame shows what was drawn, to
// within the palette, although only what changed is stored.
func TestGIF(t *testing.T) {
	var frames []*image.RGBA
	for i := range 5 {
		c := NewCanvas(120, 80, &Dark, 1)
		c.Text(c.Bounds(), 6, 14, Font{Size: 11}, Left, Dark.Ink, "update "+string(rune('0'+i)))
		c.RateMap(image.Rect(10+10*i, 20, 60+10*i, 70), lattice(12, 5, float64(i)), Viridis, nil)
		frames = append(frames, c.Img)
	}
	frames = append(frames, frames[4]) // nothing changes
	var buf bytes.Buffer
	last := 0.0
	err := WriteGIF(&buf, len(frames), of(frames), 8, Viridis, &Dark, func(share float64) {
		if share <= last {
			t.Errorf("progress went from %v to %v", last, share)
		}
		last = share
	})
	if err != nil || last != 1 {
		t.Fatal(err, last)
	}
	anim, err := gif.DecodeAll(bytes.NewReader(buf.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	if len(anim.Image) != len(frames) || anim.LoopCount != 0 || anim.Delay[0] != 8 || anim.Delay[5] != 200 {
		t.Fatalf("%d frames, loop %d, delays %v", len(anim.Image), anim.LoopCount, anim.Delay)
	}
	screen := image.NewRGBA(frames[0].Bounds())
	for i, f := range anim.Image {
		draw.Draw(screen, f.Bounds(), f, f.Bounds().Min, draw.Over)
		far := 0
		for k, v := range screen.Pix {
			if d := int(v) - int(frames[i].Pix[k]); d > 12 || d < -12 {
				far++
			}
		}
		if far > len(screen.Pix)/200 {
			t.Errorf("frame %d: %d of %d values are far from what was drawn", i, far, len(screen.Pix))
		}
	}
	if n := anim.Image[5].Bounds(); n.Dx()*n.Dy() != 1 {
		t.Errorf("a frame without change stores %v", n)
	}
}

func of(frames []*image.RGBA) func(int) (*image.RGBA, error) {
	return func(i int) (*image.RGBA, error) { return frames[i], nil }
}

func TestGIFMisuse(t *testing.T) {
	none := func(float64) {}
	if err := WriteGIF(&bytes.Buffer{}, 0, nil, 8, Viridis, &Dark, none); err == nil {
		t.Error("an animation of nothing was made")
	}
	frames := []*image.RGBA{image.NewRGBA(image.Rect(0, 0, 4, 4)), image.NewRGBA(image.Rect(0, 0, 5, 4))}
	if err := WriteGIF(&bytes.Buffer{}, len(frames), of(frames), 8, Viridis, &Dark, none); err == nil {
		t.Error("frames of two sizes were taken")
	}
	stop := errors.New("stop")
	if err := WriteGIF(&bytes.Buffer{}, 2, func(int) (*image.RGBA, error) { return nil, stop }, 8, Viridis, &Dark, none); err != stop {
		t.Errorf("a frame failed, it said %v", err)
	}
}
