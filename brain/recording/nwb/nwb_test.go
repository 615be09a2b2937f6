package nwb

import (
	"bytes"
	"fmt"
	"math"
	"os"
	"strings"
	"testing"
)

func load(t testing.TB, name string) []byte {
	t.Helper()
	b, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// The values are those that testdata/make.py wrote, worked out anew.
func TestFind(t *testing.T) {
	for _, name := range []string{"open-field-earliest.nwb", "open-field-latest.nwb"} {
		b := load(t, name)
		o, err := Find(bytes.NewReader(b), int64(len(b)))
		if err != nil {
			t.Fatal(err)
		}
		if len(o.Tracks) != 2 || len(o.Headings) != 1 || len(o.Cells) != 1 || len(o.Left) != 1 || !strings.Contains(o.Left[0], "height") || o.Format != "NWB 2.6.0 (HDF5)" {
			t.Fatalf("%s offers %+v", name, o)
		}
		if k := o.Tracks[0]; k.Path != "/processing/behavior/Position/SpatialSeries" || k.Unit != "meters" || k.Frame != "lower left corner" {
			t.Errorf("the first trajectory is %+v", k)
		}
		at, x, y, _, err := o.Tracks[0].Read()
		if err != nil || len(at) != 200 {
			t.Fatal(len(at), err)
		}
		again, hd, err := o.Headings[0].Read()
		if err != nil {
			t.Fatal(err)
		}
		for i, s := range at {
			want := 10 + float64(i)/50
			wx, wy := 30+25*math.Sin(want), 40+20*math.Cos(1.3*want)
			if math.Abs(s-want) > 1e-12 || again[i] != s {
				t.Fatalf("time %d is %v, %v; want %v", i, s, again[i], want)
			}
			if math.Abs(x[i]-(wx/100-0.25)) > 5.1e-4 || math.Abs(y[i]-(wy/100-0.25)) > 5.1e-4 {
				t.Fatalf("position %d is %v, %v; want %v, %v", i, x[i], y[i], wx/100-0.25, wy/100-0.25)
			}
			if math.Abs(hd[i]-math.Mod(90*want, 360)) > 1e-4 && math.Abs(hd[i]-math.Mod(90*want, 360)) < 359 {
				t.Fatalf("heading %d is %v; want %v", i, hd[i], math.Mod(90*want, 360))
			}
		}
		cells, notes, err := o.Cells[0].Read()
		if err != nil {
			t.Fatal(err)
		}
		text := ""
		for _, c := range cells {
			text += fmt.Sprintf("%s %d,", c.Name, len(c.Times))
		}
		if text != "7 22,3 12,20 0," || len(notes) != 1 || !strings.Contains(notes[0], "noise: 12") {
			t.Errorf("%s has cells %q, notes %q", name, text, notes)
		}
		if got := cells[1].Times[2]; math.Abs(got-(10+39.0/50+0.001)) > 1e-12 {
			t.Errorf("spike 2 of cell 3 is at %v", got)
		}
	}
}

func TestAcquisition(t *testing.T) {
	b := load(t, "acquisition.nwb")
	o, err := Find(bytes.NewReader(b), int64(len(b)))
	if err != nil || len(o.Tracks) != 1 || len(o.Cells) != 1 {
		t.Fatalf("%+v, %v", o, err)
	}
	left := strings.Join(o.Left, "; ")
	if !strings.Contains(left, "height") || !strings.Contains(left, "raw.nwb") || o.Tracks[0].Unit != "pixels" {
		t.Errorf("it says %q, unit %q", left, o.Tracks[0].Unit)
	}
	at, _, _, _, err := o.Tracks[0].Read()
	if err != nil || at[0] != 2.5 || math.Abs(at[30]-3.5) > 1e-9 {
		t.Errorf("times are %v, %v", at[:2], err)
	}
	cells, _, err := o.Cells[0].Read()
	if err != nil || len(cells) != 1 || cells[0].Name != "4" || len(cells[0].Times) != 25 {
		t.Errorf("cells are %v, %v", cells, err)
	}
}

func TestIs(t *testing.T) {
	for name, want := range map[string]bool{"acquisition.nwb": true, "plain.h5": false} {
		b := load(t, name)
		if got := Is(bytes.NewReader(b), int64(len(b))); got != want {
			t.Errorf("%s is NWB: %v", name, got)
		}
	}
}

// FuzzFind looks for a file that makes the reader panic.
func FuzzFind(f *testing.F) {
	for _, name := range []string{"open-field-earliest.nwb", "open-field-latest.nwb", "acquisition.nwb"} {
		f.Add(load(f, name), uint32(0), uint64(0))
	}
	f.Fuzz(func(t *testing.T, b []byte, at uint32, change uint64) {
		if len(b) > 1<<17 {
			return
		}
		if b = bytes.Clone(b); len(b) > 0 {
			for i := range 8 {
				b[(int(at)+i)%len(b)] ^= byte(change >> (8 * i))
			}
		}
		o, err := Find(bytes.NewReader(b), int64(len(b)))
		if err != nil {
			return
		}
		for _, k := range o.Tracks[:min(len(o.Tracks), 9)] {
			_, _, _, _, _ = k.Read()
		}
		for _, k := range o.Headings[:min(len(o.Headings), 9)] {
			_, _, _ = k.Read()
		}
		for _, k := range o.Cells[:min(len(o.Cells), 9)] {
			_, _, _ = k.Read()
		}
	})
}
