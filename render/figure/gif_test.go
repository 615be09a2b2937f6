package figure

import (
	"bytes"
	"errors"
	"image"
	"image/color"
	"image/draw"
	"image/gif"
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"
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
	err := WriteGIF(&buf, len(frames), of(frames), 8, func(share float64) {
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
	if err := WriteGIF(&bytes.Buffer{}, 0, nil, 8, none); err == nil {
		t.Error("an animation of nothing was made")
	}
	frames := []*image.RGBA{image.NewRGBA(image.Rect(0, 0, 4, 4)), image.NewRGBA(image.Rect(0, 0, 5, 4))}
	if err := WriteGIF(&bytes.Buffer{}, len(frames), of(frames), 8, none); err == nil {
		t.Error("frames of two sizes were taken")
	}
	stop := errors.New("stop")
	if err := WriteGIF(&bytes.Buffer{}, 2, func(int) (*image.RGBA, error) { return nil, stop }, 8, none); err != stop {
		t.Errorf("a frame failed, it said %v", err)
	}
}

// shown decodes an animation and returns what a viewer sees of each frame, and
// for how long.
func shown(t interface{ Fatal(...any) }, file []byte) (frames []*image.RGBA, delays []int) {
	anim, err := gif.DecodeAll(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	screen := image.NewRGBA(image.Rect(0, 0, anim.Config.Width, anim.Config.Height))
	for _, f := range anim.Image {
		draw.Draw(screen, f.Bounds(), f, f.Bounds().Min, draw.Over)
		now := image.NewRGBA(screen.Rect)
		copy(now.Pix, screen.Pix)
		frames = append(frames, now)
	}
	return frames, anim.Delay
}

// TestGIFShowsFrames: a viewer sees every frame as it was, for its time, if
// there are no more colours than a palette has room for.
func TestGIFShowsFrames(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		size := image.Rect(0, 0, rapid.IntRange(1, 30).Draw(t, "width"), rapid.IntRange(1, 30).Draw(t, "height"))
		n := rapid.IntRange(1, 12).Draw(t, "frames")
		within := func(label string, most int) int { return rapid.IntRange(0, most).Draw(t, label) }
		g := NewGIF(size.Dx(), size.Dy(), Dark.Accent)
		var frames []*image.RGBA
		var times []int
		img, at := image.NewRGBA(size), within("begin", 10)
		draw.Draw(img, size, image.NewUniform(Dark.Panel), image.Point{}, draw.Src)
		for range n {
			for range within("rectangles", 3) {
				r := image.Rect(within("x0", size.Dx()), within("y0", size.Dy()), within("x1", size.Dx()), within("y1", size.Dy()))
				c := color.RGBA{uint8(85 * within("red", 3)), uint8(85 * within("green", 3)), uint8(127 * within("blue", 2)), 255}
				draw.Draw(img, r, image.NewUniform(c), image.Point{}, draw.Src)
			}
			g.Add(img, at)
			kept := image.NewRGBA(size)
			copy(kept.Pix, img.Pix)
			frames, times = append(frames, kept), append(times, at)
			at += rapid.IntRange(1, 400).Draw(t, "duration")
		}
		var file bytes.Buffer
		if err := g.Write(&file, at); err != nil {
			t.Fatal(err)
		}
		if g.Frames() != n || g.Bytes() != file.Len() {
			t.Fatalf("%d frames and %d bytes, said to be %d and %d", n, file.Len(), g.Frames(), g.Bytes())
		}
		got, delays := shown(t, file.Bytes())
		if len(got) != n {
			t.Fatalf("%d frames of %d", len(got), n)
		}
		for i, f := range got {
			if !bytes.Equal(f.Pix, frames[i].Pix) {
				t.Fatalf("frame %d is another", i)
			}
			if want := append(times, at)[i+1] - times[i]; delays[i] != want {
				t.Fatalf("frame %d is shown for %d, want %d", i, delays[i], want)
			}
		}
	})
}

// window draws about what the program's window has in it: text, maps in
// several colours, curves and a light floor.
func window(offset float64) *image.RGBA {
	c := NewCanvas(640, 400, &Dark, 1)
	for i, m := range []*ColorMap{Viridis, Viridis, Inferno, Viridis} {
		x := 10 + 150*i
		c.RateMap(image.Rect(x, 20, x+140, 160), lattice(20, 5+float64(i), offset), m, nil)
		c.Text(c.Bounds(), float64(x), 180, Font{Size: 11}, Left, c.Theme.Ink, "unit 12, grid score 1.23")
		c.Text(c.Bounds(), float64(x), 195, Font{Size: 10}, Left, c.Theme.Muted, "beyond its null")
		c.Polyline(c.Bounds(), []Pt{{float64(x), 300}, {float64(x) + 40 + offset, 210}, {float64(x) + 140, 290}}, 1.5, c.Theme.Series[i])
	}
	c.FloorPlan(image.Rect(200, 220, 400, 390), everything())
	draw.Draw(c.Img, image.Rect(40, 320, 104, 384), Rat(64, 0.3), image.Point{}, draw.Over)
	return c.Img
}

// TestGIFColours: what covers much of a picture keeps its colour, all else is
// near it, also after other colours have come.
func TestGIFColours(t *testing.T) {
	g := NewGIF(640, 400)
	var frames []*image.RGBA
	for i := range 6 {
		frames = append(frames, window(3*float64(i)))
		g.Add(frames[i], 8*i)
	}
	var file bytes.Buffer
	if err := g.Write(&file, 48); err != nil {
		t.Fatal(err)
	}
	got, _ := shown(t, file.Bytes())
	for i, f := range got {
		worst, sum := 0, 0
		for k, v := range f.Pix {
			d := int(v) - int(frames[i].Pix[k])
			d = max(d, -d)
			worst, sum = max(worst, d), sum+d
		}
		if mean := float64(sum) / float64(len(f.Pix)); worst > 24 || mean > 1 {
			t.Errorf("frame %d: colours are off by up to %d of 255, %.2f on the average", i, worst, mean)
		}
		if c := f.RGBAAt(639, 399); c != Dark.Background {
			t.Errorf("frame %d: the background is %v, want %v", i, c, Dark.Background)
		}
	}
}

// TestGIFNoise: of more colours than any palette has, each becomes one of it.
func TestGIFNoise(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	g := NewGIF(300, 200, Dark.Accent)
	img := image.NewRGBA(image.Rect(0, 0, 300, 200))
	for i := range 4 {
		for k := range img.Pix {
			img.Pix[k] = uint8(rng.Uint32()) | 255*uint8(k%4/3)
		}
		g.Add(img, 8*i)
	}
	var file bytes.Buffer
	if err := g.Write(&file, 40); err != nil {
		t.Fatal(err)
	}
	got, _ := shown(t, file.Bytes())
	sum := 0
	for k, v := range got[3].Pix {
		d := int(v) - int(img.Pix[k])
		sum += max(d, -d)
	}
	if mean := float64(sum) / float64(3*len(img.Pix)/4); mean > 30 {
		t.Errorf("noise is off by %.1f of 255 on the average", mean)
	}
}

// TestGIFIsSmall: a frame costs what changes in it, not what it shows.
func TestGIFIsSmall(t *testing.T) {
	still := window(0)
	g := NewGIF(640, 400)
	g.Add(still, 0)
	first := g.Bytes()
	dot := image.NewUniform(Dark.Warn)
	const frames = 50
	for i := range frames {
		img := image.NewRGBA(still.Rect)
		copy(img.Pix, still.Pix)
		draw.Draw(img, image.Rect(10*i, 300, 10*i+8, 308), dot, image.Point{}, draw.Src)
		g.Add(img, 8*(i+1))
	}
	if each := (g.Bytes() - first) / frames; each > 300 || first < 10*each {
		t.Errorf("the first frame has %d bytes, those with a dot that moves %d each", first, each)
	}
}

// BenchmarkGIF adds frames of a window in which maps change.
func BenchmarkGIF(b *testing.B) {
	frames := []*image.RGBA{window(0), window(1), window(2), window(3)}
	g := NewGIF(640, 400)
	for i := 0; b.Loop(); i++ {
		if i%1000 == 0 {
			g = NewGIF(640, 400)
		}
		g.Add(frames[i%len(frames)], 8*i)
	}
	b.ReportMetric(float64(g.Bytes())/float64(g.Frames()), "bytes/frame")
}
