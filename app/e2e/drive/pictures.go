package drive

import (
	"bytes"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"slices"
)

// Picture is what is on the screen.
func (w *Window) Picture() *image.RGBA {
	w.T.Helper()
	var img *image.RGBA
	theHost.do(func() {
		w.guest.AdvanceFrame()
		if !w.guest.WaitFrame() || !w.guest.CompositeFrame() {
			return
		}
		img = image.NewRGBA(w.screen.Bounds())
		w.screen.ReadPixels(img.Pix)
	})
	if img == nil {
		w.T.Fatalf("there is no picture: %v\n%s", w.guest.Err(), w.stderr)
	}
	return img
}

// Part is what is on a part of the screen.
func (w *Window) Part(r image.Rectangle) *image.RGBA {
	return w.Picture().SubImage(r).(*image.RGBA)
}

// Differ counts the pixels of two pictures of one size that differ.
func Differ(a, b *image.RGBA) (n int) {
	r := a.Bounds()
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			if a.RGBAAt(x, y) != b.RGBAAt(x, y) {
				n++
			}
		}
	}
	return n
}

// Part cuts a rectangle out of a picture.
func Cut(img *image.RGBA, r image.Rectangle) []byte {
	var out []byte
	for y := r.Min.Y; y < r.Max.Y; y++ {
		out = append(out, img.Pix[img.PixOffset(r.Min.X, y):img.PixOffset(r.Max.X, y)]...)
	}
	return out
}

// Colors counts the different colours in a rectangle.
func Colors(img *image.RGBA, r image.Rectangle) int {
	seen := map[[3]byte]bool{}
	for y := r.Min.Y; y < r.Max.Y; y += 2 {
		for x := r.Min.X; x < r.Max.X; x += 2 {
			i := img.PixOffset(x, y)
			seen[[3]byte(img.Pix[i:i+3])] = true
		}
	}
	return len(seen)
}

// Changed drives something and tells whether a part of the screen looks
// different afterwards.
func (w *Window) Changed(name string, act func()) bool {
	w.T.Helper()
	r := w.Status().Rect(name)
	before := w.Picture()
	act()
	w.Run(18)
	after := w.Picture()
	for y := r.Min.Y; y < r.Max.Y; y++ {
		a, b := before.Pix[before.PixOffset(r.Min.X, y):before.PixOffset(r.Max.X, y)], after.Pix[after.PixOffset(r.Min.X, y):after.PixOffset(r.Max.X, y)]
		if !slices.Equal(a, b) {
			return true
		}
	}
	return false
}

// Keep writes the screen to a file in the folder of GRIDRAT_PICTURES, for
// people to look at.
func (w *Window) Keep(name string) {
	w.T.Helper()
	dir := os.Getenv("GRIDRAT_PICTURES")
	if dir == "" {
		return
	}
	var b bytes.Buffer
	if err := png.Encode(&b, w.Picture()); err != nil {
		w.T.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, name+".png"), b.Bytes(), 0o644); err != nil {
		w.T.Fatal(err)
	}
}
