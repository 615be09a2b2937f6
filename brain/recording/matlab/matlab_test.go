package matlab

import (
	"bytes"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
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
	for _, c := range []struct{ name, format, track, cells, says string }{
		{"bnt-4.mat", "MATLAB 4", "posx, posy", "cellTS: cellTS 14", ""},
		{"bnt-5.mat", "MATLAB 5", "posx, posy", "cellTS: cellTS 14", ""},
		{"deep-5.mat", "MATLAB 5", "session.pos.data hd", "spikes: 1 14,2 7,3 0; sorted.st: 2 7,5 14", "complex"},
		{"rate-5.mat", "MATLAB 5", "xy", "units.ts: 1 14,2 7,3 0", "50 Hz"},
		{"newest-7.3.mat", "MATLAB 7.3 (HDF5)", "pos hd", "many.ts: 1 14,2 7; spikes: 1 14,2 7,3 0", "frame is not read: it is an object (table)"},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := load(t, c.name)
			o, err := Find(bytes.NewReader(b), int64(len(b)))
			if err != nil {
				t.Fatal(err)
			}
			if len(o.Tracks) != 1 || o.Format != c.format {
				t.Fatalf("it offers %+v", o)
			}
			at, x, y, hd, err := o.Tracks[0].Read()
			if err != nil || len(at) != 120 {
				t.Fatal(len(at), err)
			}
			named := o.Tracks[0].Path
			if hd != nil {
				named += " hd"
			}
			if named != c.track {
				t.Errorf("the trajectory is %q; want %q", named, c.track)
			}
			near := 1e-12
			if c.name == "rate-5.mat" { // whole numbers, times from 0
				near = 0.5
			} else if c.name == "deep-5.mat" { // of 32 bits
				near = 1e-5
			}
			for i := range at {
				s := 1 + float64(i)/50
				zero := 0.0
				if c.name == "rate-5.mat" {
					zero = 1
				}
				if math.Abs(at[i]+zero-s) > min(near, 1e-5) || math.Abs(x[i]-30-25*math.Sin(s)) > near+1e-5 || math.Abs(y[i]-40-20*math.Cos(1.3*s)) > near+1e-5 {
					t.Fatalf("row %d is %v %v %v", i, at[i], x[i], y[i])
				}
				if hd != nil && math.Abs(hd[i]-s) > 1e-6 {
					t.Fatalf("heading %d is %v; want %v", i, hd[i], s)
				}
			}
			var all []string
			for _, k := range o.Cells {
				cells, _, err := k.Read()
				if err != nil {
					t.Fatal(err)
				}
				var each []string
				for _, one := range cells {
					each = append(each, fmt.Sprintf("%s %d", one.Name, len(one.Times)))
					if len(one.Times) == 14 && math.Abs(one.Times[1]-(1+11.0/50+0.003)) > 1e-12 {
						t.Errorf("a spike is at %v", one.Times[1])
					}
				}
				all = append(all, k.Path+": "+strings.Join(each, ","))
			}
			if got := strings.Join(all, "; "); got != c.cells {
				t.Errorf("cells are %q; want %q", got, c.cells)
			}
			if says := strings.Join(o.Left, "; "); !strings.Contains(says, c.says) {
				t.Errorf("it says %q; want %q", says, c.says)
			}
		})
	}
}

// Octave 7.3 wrote these.
func TestOctave(t *testing.T) {
	for _, name := range []string{"octave-v6.mat", "octave-v7.mat"} {
		b := load(t, name)
		v, format, err := Read(bytes.NewReader(b), int64(len(b)))
		if err != nil || format != "MATLAB 5" {
			t.Fatal(format, err)
		}
		find := func(name string) *Value {
			i := slices.IndexFunc(v, func(f Field) bool { return f.Name == name })
			return v[i].Values[0]
		}
		if c := find("c"); c.Class != "single" || c.Numbers[0] != float64(float32(math.Pi)) {
			t.Errorf("%s: c is %+v", name, c)
		}
		if k := find("k"); k.Class != "int8" || k.Numbers[0] != -3 {
			t.Errorf("%s: k is %+v", name, k)
		}
		if b := find("b"); b.Class != "logical" || b.Numbers[0] != 1 {
			t.Errorf("%s: b is %+v", name, b)
		}
		if s := find("name"); s.Text != "rat" {
			t.Errorf("%s: name is %+v", name, s)
		}
		if s := find("s"); !strings.Contains(s.Refused, "full()") {
			t.Errorf("%s: s is %+v", name, s)
		}
		if e := find("e"); len(e.Numbers) != 0 || !slices.Equal(e.Shape, []int{0, 0}) {
			t.Errorf("%s: e is %+v", name, e)
		}
		if p := find("pos"); !slices.Equal(p.Shape, []int{60, 3}) || math.Abs(p.Numbers[61]-10.02) > 1e-12 {
			t.Errorf("%s: pos is %v, %v", name, p.Shape, p.Numbers[61])
		}
		if c := find("spk"); len(c.Cells) != 2 || len(c.Cells[0].Numbers) != 9 || len(c.Cells[1].Numbers) != 12 {
			t.Errorf("%s: spk is %+v", name, c)
		}
	}
}

func TestText(t *testing.T) {
	for name, want := range map[string]string{"deep-5.mat": "été", "newest-7.3.mat": "rat 7"} {
		b := load(t, name)
		v, _, err := Read(bytes.NewReader(b), int64(len(b)))
		if err != nil {
			t.Fatal(err)
		}
		if !slices.ContainsFunc(v, func(f Field) bool { return f.Values[0].Text == want }) {
			t.Errorf("%s has no text %q", name, want)
		}
	}
}

func TestRefuses(t *testing.T) {
	for _, text := range []string{"", "t,x,y\n1,2,3\n4,5,6\n7,8,9\n", strings.Repeat("\x00", 40)} {
		if o, err := Find(strings.NewReader(text), int64(len(text))); err == nil {
			t.Errorf("%q offers %+v", text, o)
		}
	}
	b := load(t, "deep-5.mat")
	for n := range b {
		_, _ = Find(bytes.NewReader(b[:n]), int64(n)) // no panic
	}
}

// FuzzFind looks for a file that makes the reader panic.
func FuzzFind(f *testing.F) {
	names, err := filepath.Glob("testdata/*.mat")
	if err != nil || names == nil {
		f.Fatal(names, err)
	}
	for _, name := range names {
		f.Add(load(f, filepath.Base(name)))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		if len(b) > 1<<16 {
			return
		}
		o, err := Find(bytes.NewReader(b), int64(len(b)))
		if err != nil {
			return
		}
		for _, k := range o.Tracks {
			_, _, _, _, _ = k.Read()
		}
		for _, k := range o.Cells {
			_, _, _ = k.Read()
		}
	})
}
