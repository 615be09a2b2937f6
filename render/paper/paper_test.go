package paper

import (
	"flag"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"gridrat/brain/ablation"
	"gridrat/brain/survey"
)

var update = flag.Bool("update", false, "rewrite the golden images in testdata")

// madeUp is a table with numbers that no network gave: the last row of the
// plan was not run.
func madeUp() *ablation.Table {
	t := ablation.NewTable(1500)
	cells := ablation.Plan(ablation.Rows(), ablation.Bases(), []uint64{1, 2, 3})
	for i, c := range cells[:len(cells)-1] {
		r := ablation.Run{
			Row: c.Row.Name, Base: c.Base.Name, Seed: c.Seed, Updates: 1500, Settings: c.Recipe(), Units: c.Recipe().Units * len(c.Recipe().Modules),
			Program: "v0", Kernels: "portable", Command: ablation.Command(c.Recipe(), c.Seed, 1500), Moves: c.Recipe().ReportMoves,
		}
		v := survey.Number(float64(i*37%91) / 100)
		r.Trained = ablation.Score{Above037: v, Null037: 0.2 + v/20, Above080: v / 2, Null080: 0.02, Beyond: v / 1.2, Median: 2*v - 0.3, Fields: 7}
		r.Untrained = ablation.Score{Above037: 0.1, Null037: 0.12, Beyond: 0.04}
		r.SpacingM, r.ErrorCM, r.NeverMovedCM, r.UntrainedCM, r.Loss, r.Seconds = 0.6+v/2, 10+100*v, 106, 95, 1+v, 6
		t.Runs = append(t.Runs, r)
	}
	return t
}

func TestAblations(t *testing.T) {
	golden(t, "ablations", Ablations(madeUp(), 1).Img)
	one := ablation.NewTable(20)
	if rows := AblationRows(one); rows != nil || AblationBases(one) != nil {
		t.Errorf("a table without runs has rows %v", rows)
	}
	Ablations(one, 1) // draws nothing, and does not panic
}

// golden compares an image with testdata/name.png. Rounding differs between
// processors, so that a pixel may be off by 3 of 255, and one in a thousand,
// at the edge of a stroke, by more.
func golden(t *testing.T, name string, img *image.RGBA) {
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
