package filming

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// screen is a picture of a window in one colour.
func screen(w, h int, c color.Color) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	draw.Draw(img, img.Rect, image.NewUniform(c), image.Point{}, draw.Src)
	return img
}

// TestStrip: pictures are asked for when their time has come, one in a tick;
// once all are there they lie side by side in one file.
func TestStrip(t *testing.T) {
	dir := t.TempDir()
	s := NewStrip([]float64{1, 2.5}, dir)
	red, blue := color.RGBA{200, 0, 0, 255}, color.RGBA{0, 0, 200, 255}
	s.Add(screen(8, 5, blue)) // taken by the user
	for _, c := range []struct {
		seconds float64
		path    string
	}{{0.9, ""}, {3, "window-1s.png"}, {3.1, "window-2.5s.png"}, {9, ""}} {
		path, ok := s.Due(c.seconds)
		if ok != (c.path != "") || ok && path != filepath.Join(dir, c.path) {
			t.Errorf("after %v s the picture %q is due, want %q", c.seconds, path, c.path)
		}
	}
	s.Add(screen(80, 50, red))
	if ended, err := s.Finish(); ended || err != nil || !s.Running() {
		t.Errorf("with one picture of two the strip has ended (%v)", err)
	}
	s.Add(screen(80, 40, blue))
	s.Add(screen(8, 5, red)) // taken by the user
	if ended, err := s.Finish(); !ended || err != nil || s.Running() {
		t.Fatalf("the strip has not ended (%v)", err)
	}
	data, err := os.ReadFile(filepath.Join(dir, "film.png"))
	if err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	if size := img.Bounds().Size(); size != image.Pt(1608, 526) {
		t.Errorf("the strip has %v pixels", size)
	}
	for at, want := range map[image.Point]color.RGBA{{X: 400, Y: 300}: red, {X: 1200, Y: 200}: blue} {
		if got := color.RGBAModel.Convert(img.At(at.X, at.Y)); got != want {
			t.Errorf("at %v the strip is %v, want %v", at, got, want)
		}
	}

	none := NewStrip(nil, dir)
	none.Add(screen(8, 5, red))
	if _, ok := none.Due(9); ok || none.Running() {
		t.Error("without seconds there is a strip")
	}
	lost := NewStrip([]float64{1}, filepath.Join(dir, "film.png"))
	lost.Due(1)
	lost.Add(screen(8, 5, red))
	if ended, err := lost.Finish(); !ended || err == nil || !strings.HasPrefix(err.Error(), "could not save the film: ") {
		t.Errorf("into a file instead of a folder: %v", err)
	}
}

// TestWriter: what is written in the background comes back, what cannot be is a
// sentence, at the latest when the writer is closed.
func TestWriter(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new")
	path := filepath.Join(dir, "a.png")
	w := NewWriter()
	if _, ok := w.Next(); ok {
		t.Error("something was written before anything was to be")
	}
	w.Go(func() Saved { return WritePicture(path, screen(8, 5, color.Black)) })
	w.writing.Wait()
	if s, ok := w.Next(); !ok || s.Failure() != nil || s.Sentence() != "Saved the picture "+path+"." {
		t.Errorf("%q, %v", s.Sentence(), s.Failure())
	}
	if data, err := os.ReadFile(path); err != nil || !bytes.HasPrefix(data, []byte("\x89PNG")) {
		t.Errorf("the file holds %.8q (%v)", data, err)
	}
	below := filepath.Join(path, "b.png")
	for range 6 { // more than wait to be taken
		w.Go(func() Saved { return WritePicture(below, screen(8, 5, color.Black)) })
	}
	if err := w.Close(); err == nil || strings.Count(err.Error(), "could not save the picture "+below+": ") != 6 {
		t.Errorf("closed with %v", err)
	}
}
