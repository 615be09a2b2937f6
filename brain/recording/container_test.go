package recording

import (
	"bytes"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// contained reads a file that testdata/make.py of nwb or matlab wrote.
func contained(t *testing.T, path string, o Options) (*File, error) {
	t.Helper()
	b, err := os.ReadFile(filepath.FromSlash(path))
	if err != nil {
		t.Fatal(err)
	}
	return Read(filepath.Base(path), bytes.NewReader(b), int64(len(b)), o)
}

func TestContainers(t *testing.T) {
	for _, c := range []struct {
		path  string
		o     Options
		rows  int
		x     float64 // of the first row, m
		hd    float64 // rad
		cells string
		says  string
	}{
		{"nwb/testdata/open-field-latest.nwb", Options{}, 200, (30+25*math.Sin(10))/100 - 0.25, math.Pi, "[7 3]", "noise: 12"},
		{"nwb/testdata/open-field-earliest.nwb", Options{Part: "second_led"}, 200, (30+25*math.Sin(10))/100 + 0.01, math.Pi, "[7 3]", "noise: 12"},
		{"nwb/testdata/open-field-latest.nwb", Options{Want: SpikeTimes}, 0, 0, 0, "[7 3]", "without spikes"},
		{"nwb/testdata/acquisition.nwb", Options{Length: 0.0025}, 200, (30 + 25*math.Sin(10)) / 100, math.NaN(), "[4]", "raw.nwb"},
		{"matlab/testdata/bnt-5.mat", Options{Length: 0.01}, 120, (30 + 25*math.Sin(1)) / 100, math.NaN(), "[cellTS]", ""},
		{"matlab/testdata/deep-5.mat", Options{Length: 0.01}, 120, (30 + 25*math.Sin(1)) / 100, 1, "[1 2]", "complex"},
		{"matlab/testdata/newest-7.3.mat", Options{Length: 0.01}, 120, (30 + 25*math.Sin(1)) / 100, 1, "[1 2]", "table"},
		{"matlab/testdata/newest-7.3.mat", Options{Want: SpikeTimes, Part: "spikes"}, 0, 0, 0, "[1 2]", "table"},
	} {
		f, err := contained(t, c.path, c.o)
		if err != nil {
			t.Error(err)
			continue
		}
		if (f.Track != nil) != (c.rows > 0) {
			t.Errorf("%s: the trajectory is %v", c.path, f.Track)
		}
		if f.Track != nil {
			p := f.Track.Poses[0]
			if len(f.Track.T) != c.rows || math.Abs(p.Pos.X-c.x) > 6e-4 || f.Track.Headings == math.IsNaN(c.hd) {
				t.Errorf("%s: %d rows, the first is %+v; want %d rows, x %v, heading %v", c.path, len(f.Track.T), p, c.rows, c.x, c.hd)
			}
			if !math.IsNaN(c.hd) && math.Abs(math.Cos(p.Heading)-math.Cos(c.hd)) > 1e-6 {
				t.Errorf("%s: the first heading is %v; want %v", c.path, p.Heading, c.hd)
			}
		}
		names := fmt.Sprint(f.Spikes.Names)
		if f.Spikes.Names == nil {
			names = fmt.Sprint(f.Spikes.Units)
		}
		if names != c.cells {
			t.Errorf("%s: cells %s; want %s", c.path, names, c.cells)
		}
		if notes := strings.Join(f.Lines("file"), "\n"); !strings.Contains(notes, c.says) {
			t.Errorf("%s says %q; want %q", c.path, notes, c.says)
		}
	}
}

func TestContainersRefused(t *testing.T) {
	for _, c := range []struct {
		path string
		o    Options
		want string
	}{
		{"nwb/testdata/acquisition.nwb", Options{Want: Trajectory}, "-length"},
		{"nwb/testdata/open-field-latest.nwb", Options{Part: "nose"}, "second_led"},
		{"nwb/testdata/open-field-latest.nwb", Options{Want: SpikeTimes, Part: "nose"}, "/units"},
		{"nwb/testdata/open-field-latest.nwb", Options{Want: Activity}, "no activity"},
		{"nwb/testdata/plain.h5", Options{}, "neither NWB nor MATLAB"},
	} {
		if _, err := contained(t, c.path, c.o); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v; want %q", c.path, err, c.want)
		}
	}
}
