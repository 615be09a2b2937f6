package recording

import (
	"bytes"
	"math"
	"strings"
	"testing"

	"gridrat/brain/npz"
	"gridrat/world"
)

// TestHeaderUnits: units in a header come before those that were asked for.
func TestHeaderUnits(t *testing.T) {
	want := readTrack(t, "t,x,y,hd\n0,0.1,0.2,0\n0.02,0.11,0.2,3.141592653589793\n", SI)
	for _, text := range []string{
		"t_ms,x_cm,y_mm,hd_deg\n0,10,200,0\n20,11,200,180\n",
		"hd (deg),Y [cm],x (m),T (s)\n0,20,0.1,0\n180,20,0.11,0.02\n",
	} {
		for _, s := range []Scales{SI, {Time: 7, Length: 7, Angle: 7}} {
			got := readTrack(t, text, s)
			for i, p := range want.Poses {
				if q := got.Poses[i]; p.Pos.Sub(q.Pos).Norm() > 1e-12 || math.Abs(p.Heading-q.Heading) > 1e-12 || math.Abs(got.T[i]-want.T[i]) > 1e-12 {
					t.Errorf("%q: row %d is %v at %v, want %v at %v", text, i, q, got.T[i], p, want.T[i])
				}
			}
		}
	}
	if s, err := ReadSpikes(strings.NewReader("t_ms,unit\n20,3\n"), SI); err != nil || s.T[0][0] != 0.02 {
		t.Errorf("spikes in milliseconds are %v, %v", s, err)
	}
	for text, want := range map[string]string{
		"t,x (ell),y\n0,0,0\n": "x (ell)", "t [d],x,y\n0,0,0\n": "ms or s",
	} {
		if _, err := ReadTrack(strings.NewReader(text), SI); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want a sentence with %q", text, err, want)
		}
	}
	for _, text := range []string{ // columns that others brought along
		"t,x_raw,y_raw,x,y\n0,9,9,0.1,0.2\n0.02,9,9,0.11,0.2\n", "t,x_px,y_px,x_cm,y_cm,hd_valid\n0,9,9,10,20,1\n0.02,9,9,11,20,1\n",
	} {
		if got := readTrack(t, text, SI); got.Headings || got.Poses[1].Pos.Sub(world.Vec{X: 0.11, Y: 0.2}).Norm() > 1e-12 {
			t.Errorf("%q is read as %v", text, got)
		}
	}
	if _, err := ReadSpikes(strings.NewReader("t,unit_ms\n0,0\n"), SI); err == nil || !strings.Contains(err.Error(), "no column is unit") {
		t.Errorf("a unit of units: %v", err)
	}
}

// TestDetect: what a file records is told by its first row or its arrays.
func TestDetect(t *testing.T) {
	arrays := func(names ...string) []byte {
		var b bytes.Buffer
		w := npz.NewWriter(&b)
		for _, n := range names {
			if err := npz.Write(w, n, []float64{1}, 1); err != nil {
				t.Fatal(err)
			}
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	for _, c := range []struct {
		name string
		data []byte
		want Kind
	}{
		{"a.csv", []byte("t,x,y\n0,0,0\n"), Trajectory},
		{"a.csv", []byte("# rat 7\n\n\"t_ms\",\"x (cm)\",\"y (cm)\",hd\n"), Trajectory},
		{"a.TXT", []byte("0,0,0\n"), Trajectory},
		{"a.csv", []byte("\ufefft,unit\n"), SpikeTimes},
		{"a.csv", []byte("0.5,3\n"), SpikeTimes},
		{"a.csv", []byte("unit,rate (Hz),t\n"), Activity},
		{"a.csv", []byte("name,place\n"), Trajectory},
		{"a.csv", []byte("t,unit,x,y\n"), SpikeTimes},
		{"a.csv", []byte("0,1,0.5\n0,2,0.1\n1,1,0\n1,2,0\n"), Activity},
		{"a.csv", []byte("0,7,0.5\n1,7,0.1\n"), Activity},
		{"a.csv", []byte("0,120,88\n1,121,88\n"), Trajectory}, // pixels
		{"a.csv", []byte("0,1.5,0.5\n0,2.5,0.1\n"), Trajectory},
		{"a.csv", nil, Trajectory},
		{"a.npz", arrays("t", "pos"), Trajectory},
		{"a.npz", arrays("t", "unit"), SpikeTimes},
		{"a.npz", arrays("rates", "t"), Activity},
		{"a.npz", arrays("weights"), Unknown},
		{"a.npz", []byte("no zip"), Unknown},
		{"a.npy", nil, Unknown},
		{"picture.png", []byte("t,unit\n"), Unknown},
	} {
		if got := Detect(c.name, c.data); got != c.want {
			t.Errorf("%s %q is of kind %v, want %v", c.name, c.data[:min(len(c.data), 20)], got, c.want)
		}
	}
}

// FuzzDetect: what passes for a kind is read as that kind or refused with a
// sentence.
func FuzzDetect(f *testing.F) {
	f.Add("a.csv", []byte("t_ms,x (cm),y,hd_deg\n0,1,2,3\n"))
	f.Add("a.csv", []byte("t,unit\n0,1\n"))
	f.Add("a.txt", []byte("t,unit,rate\n0,1,2\n"))
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		var err error
		switch Detect(name, data) {
		case Trajectory:
			_, err = ReadTrack(bytes.NewReader(data), SI)
		case SpikeTimes:
			_, err = ReadSpikes(bytes.NewReader(data), SI)
		case Activity:
			_, err = ReadRates(bytes.NewReader(data), SI)
		}
		if err != nil && strings.Contains(err.Error(), "\n") {
			t.Errorf("more than one line: %v", err)
		}
	})
}
