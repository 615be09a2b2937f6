// Package golden compares pictures that tests draw with stored ones.
package golden

import (
	"flag"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"testing"
)

var update = flag.Bool("update", false, "rewrite the golden images in testdata")

// Check compares an image with testdata/name.png, or with the flag -update
// writes it there. Rounding differs between processors, so that a pixel may be
// off by 3 of 255, and one in a thousand, at the edge of a stroke, by more.
func Check(t *testing.T, name string, img *image.RGBA) {
	t.Helper()
	path := filepath.Join("testdata", name+".png")
	if *update {
		f, err := os.Create(path)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		if err := png.Encode(f, img); err != nil {
			t.Fatal(err)
		}
		return
	}
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	want, err := png.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	if want.Bounds() != img.Bounds() {
		t.Fatalf("%s is %v large, want %v", name, img.Bounds(), want.Bounds())
	}
	off := 0
	for y := range img.Bounds().Dy() {
		for x := range img.Bounds().Dx() {
			a, b := img.RGBAAt(x, y), color.RGBAModel.Convert(want.At(x, y)).(color.RGBA)
			for _, d := range [3]int{int(a.R) - int(b.R), int(a.G) - int(b.G), int(a.B) - int(b.B)} {
				if d > 3 || d < -3 {
					off++
					break
				}
			}
		}
	}
	if limit := img.Bounds().Dx() * img.Bounds().Dy() / 1000; off > limit {
		t.Errorf("%s differs from its golden image in %d pixels, more than %d", name, off, limit)
	}
}
