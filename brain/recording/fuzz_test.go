package recording

import (
	"bytes"
	"slices"
	"strings"
	"testing"
)

// FuzzRead: whatever the bytes and the options, a file is read as what can be
// used, or refused in one short sentence.
func FuzzRead(f *testing.F) {
	for _, text := range []string{
		"t,x,y\n0,1,2\n0.1,1,2\n", "\xff\xfet\x00,\x00x\x00,\x00y\x00\n\x000\x00,\x001\x00,\x001\x00\n\x00", ",t;x;y\r0;0,1;2\r1;0,2;3\r",
		"# t,y,x\n0 1 2\n1 2 3\n", "scorer,n,n,n\nbodyparts,p,p,p\ncoords,x,y,likelihood\n0,1,1,0.9\n1,1,1,0.5\n2,2,2,1\n",
		"track,frame_idx,instance.score,a.x,a.y,a.score\nt0,0,1,2,2,1\nt0,1,1,2,2,1\n", "\"Number of header lines:\";\"3\"\n\"time\";\"x\";\"y\"\n\"s\";\"cm\";\"cm\"\n0;1;1\n1;-;1\n",
		"2021-03-04T10:11:12.5Z,1,2\n2021-03-04T10:11:12.7Z,1,2\n", "0.1,3\n0.2,-1\n", "t,cell,rate\n0,a,1\n0,b,2\n", "time,0,1\n0,1,2\n", "\x93NUMPY\x01\x00\x36\x00{'descr': '<f4', 'fortran_order': False, 'shape': (2,)}\n\x00\x00\x00\x00\x00\x00\x80\x3f",
	} {
		f.Add([]byte(text), "", "", 0.03, byte(0))
	}
	f.Add([]byte("a,b,c\n1,2,3\n2,3,4\n"), "nose", "t=a,x=2,y=c", 0.0, byte(1))
	f.Fuzz(func(t *testing.T, data []byte, part, columns string, scale float64, want byte) {
		if !(scale >= 0 && scale < 1e3) {
			scale = 1
		}
		o := Options{Time: scale, Length: scale, Part: part, Columns: columns, Down: want&4 > 0, Want: Kind(want % 4)}
		got, err := Read("a.csv", bytes.NewReader(data), int64(len(data)), o)
		if err != nil {
			if text := err.Error(); strings.ContainsAny(text, "\n\r") || len(text) > 1000 {
				t.Fatalf("%d bytes of error: %q", len(text), text)
			}
			return
		}
		for _, line := range got.Lines("a.csv") {
			if line == "" {
				t.Fatal("an empty line of what was understood")
			}
		}
		if k := got.Track; k != nil {
			if len(k.T) != len(k.Poses) || !slices.IsSorted(k.T) || len(k.Segments()) == 0 {
				t.Fatalf("%d times, %d poses, %d segments", len(k.T), len(k.Poses), len(k.Segments()))
			}
		}
		if s := got.Spikes; s != nil {
			if len(s.T) != len(s.Units) || !slices.IsSorted(s.Units) || s.Names != nil && len(s.Names) != len(s.Units) {
				t.Fatalf("%+v", s)
			}
			for _, one := range s.T {
				if !slices.IsSorted(one) || slices.ContainsFunc(one, func(v float64) bool { return !finite(v) }) {
					t.Fatalf("spikes at %v", one)
				}
			}
		}
		if r := got.Rates; r != nil {
			if len(r.T) != len(r.Rate) || !slices.IsSorted(r.T) || r.Names != nil && len(r.Names) != len(r.Units) {
				t.Fatalf("%+v", r)
			}
			for _, row := range r.Rate {
				if len(row) != len(r.Units) || slices.ContainsFunc(row, func(v float32) bool { return !finite(float64(v)) }) {
					t.Fatalf("rates %v of units %v", row, r.Units)
				}
			}
		}
		if got.Track == nil && got.Spikes == nil && got.Rates == nil {
			t.Fatal("nothing was read, without an error")
		}
	})
}

// FuzzPlaces: the line of every row is kept, whatever lies between.
func FuzzPlaces(f *testing.F) {
	f.Add([]byte{1, 1, 3, 1, 0, 2})
	f.Fuzz(func(t *testing.T, steps []byte) {
		var p places
		var lines []int
		line := 0
		for row, step := range steps {
			line += 1 + int(step)
			p.add(row, line)
			lines = append(lines, line)
		}
		for row, want := range lines {
			if got := p.line(row); got != want {
				t.Fatalf("row %d is line %d, want %d", row, got, want)
			}
		}
		if len(p.rows) > len(steps) {
			t.Fatal("more places than rows")
		}
	})
}
