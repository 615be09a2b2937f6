package digest

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"io"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"gridrat/brain/gridnet"
	"gridrat/brain/report"
	"gridrat/brain/survey"
	"gridrat/world/maze"
)

func made() *Digest {
	r := gridnet.NewPaper()
	d := &Digest{Format: format, Version: version, Settings: r, Seed: 2, Updates: 9, Train: &report.Results{Settings: r}}
	values := make([]float64, r.Units*400)
	for i := range values {
		values[i] = math.Sin(float64(i*i%977)) * float64(1+i/400)
	}
	values[5] = math.NaN()
	d.Maps = newMaps(20, values)
	for i := range r.Units {
		d.Units.Grid = append(d.Units.Grid, survey.Number(float64(i)/500))
	}
	d.Units.Grid[3] = survey.Number(math.NaN())
	d.Curve = []Point{{0, 0.1, 0.2, 0.05, 90}, {9, 0.2, 0.2, survey.Number(math.NaN()), 40}}
	return d
}

// TestDigest: 512 units fit into a small file, and come back to within half a
// step of their maps' colours.
func TestDigest(t *testing.T) {
	d := made()
	var b bytes.Buffer
	if err := d.Write(&b); err != nil {
		t.Fatal(err)
	}
	if b.Len() > 400_000 {
		t.Errorf("512 units take %d bytes", b.Len())
	}
	e, err := Read(bytes.NewReader(b.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	if !e.Same(d) || e.Seed != 2 || len(e.Curve) != 2 || !math.IsNaN(float64(e.Curve[1].Beyond)) || !math.IsNaN(float64(e.Units.Grid[3])) || e.Units.Grid[4] != 0.008 {
		t.Errorf("read again: %v", e.Units.Grid[:5])
	}
	if m := e.Maps.Unit(0); !math.IsNaN(m[5]) || math.IsNaN(m[4]) {
		t.Errorf("bins 4 and 5 are %v and %v", m[4], m[5])
	}
	for _, u := range []int{1, 511} {
		for i, v := range e.Maps.Unit(u) {
			want := math.Sin(float64((u*400+i)*(u*400+i)%977)) * float64(1+u)
			if math.Abs(v-want) > float64(1+u)/254*1.01 {
				t.Fatalf("unit %d, bin %d is %v, want %v", u, i, v, want)
			}
		}
	}
	if d.Title() != "paper, 512 units, square of 2.2 m" || d.Name() != "paper-seed-2-updates-9.digest.gz" {
		t.Errorf("it is called %q, %q", d.Title(), d.Name())
	}
	inside := made()
	inside.Settings = inside.Settings.In(&maze.Map{Name: "Four rooms"})
	if inside.Title() != `paper, 512 units, map "Four rooms"` || inside.Name() != "paper-map-four-rooms-seed-2-updates-9.digest.gz" || inside.Same(d) {
		t.Errorf("in a map it is called %q, %q", inside.Title(), inside.Name())
	}
	for set, want := range map[string][2]string{
		"enclosure.shape=circle": {"paper, 512 units, circle of 2.2 m", "paper-enclosure.shape-circle-seed-2-updates-9.digest.gz"},
		"dropout=0":              {"paper, 512 units, square of 2.2 m, dropout=0", "paper-dropout-0-seed-2-updates-9.digest.gz"},
	} {
		e := made()
		name, value, _ := strings.Cut(set, "=")
		if err := e.Settings.Set(name, value); err != nil {
			t.Fatal(err)
		}
		if e.Title() != want[0] || e.Name() != want[1] || e.Same(d) {
			t.Errorf("%s: it is called %q, %q", set, e.Title(), e.Name())
		}
	}
}

// TestReadRefuses: what is no digest, or has parts that do not belong
// together, is refused in a sentence.
func TestReadRefuses(t *testing.T) {
	zipped := func(text string) []byte {
		var b bytes.Buffer
		z := gzip.NewWriter(&b)
		if _, err := io.WriteString(z, text); err != nil {
			t.Fatal(err)
		}
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	written := func(change func(d *Digest)) []byte {
		d := made()
		change(d)
		var b bytes.Buffer
		if err := d.Write(&b); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	good := written(func(*Digest) {})
	for _, c := range []struct {
		data []byte
		want string
	}{
		{[]byte("rat"), "it is no compressed file"},
		{good[:len(good)/2], "it is damaged"},
		{zipped("{}"), `its format is ""; it must be "gridrat digest"`},
		{zipped(`{"format":"gridrat digest","version":3}`), "its version is 3; this program reads version 1"},
		{zipped(`{"format":"gridrat digest","version":1,"rat":1}`), "unknown field"},
		{written(func(d *Digest) { d.Settings.Units = 0 }), "its settings cannot be: units is 0"},
		{written(func(d *Digest) { d.Units.Grid = d.Units.Grid[1:] }), "511 values of grid_60_released for 512 units"},
		{written(func(d *Digest) { d.Maps.Rate = d.Maps.Rate[1:] }), "bytes of maps"},
		{written(func(d *Digest) { d.Curve[1].Update = 0 }), "update 0 of its emergence"},
		{written(func(d *Digest) { d.Train = nil }), "it has no results"},
		{written(func(d *Digest) { d.Scores = &survey.Results{Units: 511} }), "its scores are of 511 units, its settings of 512"},
		{written(func(d *Digest) { d.Scores = &survey.Results{Units: 512} }), "no fraction of grid_60_released"},
	} {
		if _, err := Read(bytes.NewReader(c.data)); err == nil || !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%v, want %q", err, c.want)
		}
	}
}

// FuzzRead fuzzes what lies inside a digest's file: whatever can be read can
// be drawn.
func FuzzRead(f *testing.F) {
	d := made()
	d.Settings.Units, d.Units, d.Maps = 1, Units{Grid: []survey.Number{0.5}}, newMaps(20, make([]float64, 400))
	scored := *d
	scored.Scores = &survey.Results{Units: 1, Positions: &survey.Positions{Moves: 1}}
	for _, m := range survey.Measures() {
		scored.Scores.Fractions = append(scored.Scores.Fractions, survey.Fraction{Measure: m.Name})
	}
	for _, d := range []*Digest{d, &scored} {
		text, err := json.Marshal(d)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		var b bytes.Buffer
		z := gzip.NewWriter(&b)
		if _, err := z.Write(text); err != nil || z.Close() != nil {
			t.Fatal("could not compress")
		}
		d, err := Read(&b)
		if err != nil {
			return
		}
		d.Title()
		d.Name()
		for u := range d.Maps.Low {
			d.Maps.Unit(u)
		}
	})
}

func TestParseDifferences(t *testing.T) {
	got := parseDifferences("grid_60_released: lower, as the null is lower\n\n  All maps: are noisy.\nborder:none \n")
	want := []Difference{{"grid_60_released", "lower, as the null is lower"}, {"", "All maps: are noisy."}, {"border", "none"}}
	if len(got) != len(want) {
		t.Fatalf("got %q", got)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("got %q, want %q", got[i], want[i])
		}
	}
}

// TestFolderRefuses: a folder that is not one of a run is refused in a
// sentence that says what it lacks.
func TestFolderRefuses(t *testing.T) {
	settings := made().Settings
	results, err := json.Marshal(report.Results{Format: "gridrat results", Version: 1, Settings: settings})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		folder fs.FS
		want   string
	}{
		{os.DirFS(filepath.Join(t.TempDir(), "none")), "there is no such folder"},
		{fstest.MapFS{"notes.txt": {}}, "it holds neither results.json nor ablations.json nor a file *.digest.gz"},
		{fstest.MapFS{"results.json": {Data: []byte("{")}}, "results.json is damaged"},
		{fstest.MapFS{"results.json": {Data: []byte(`{"format":"rat"}`)}}, `results.json has the format "rat"`},
		{fstest.MapFS{"results.json": {Data: []byte(`{"format":"gridrat scores","version":99}`)}}, "results.json has version 99; this program reads version 1"},
		{fstest.MapFS{"results.json": {Data: results}}, "emergence.csv is missing beside results.json"},
		{fstest.MapFS{"x.digest.gz": {Data: []byte("rat")}}, "x.digest.gz: it is no compressed file"},
		{fstest.MapFS{"ablations.json": {Data: []byte("{")}}, "ablations.json: "},
	} {
		var all Collection
		if err := all.AddFolder(c.folder); err == nil || !strings.HasPrefix(err.Error(), c.want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%v, want %q", err, c.want)
		}
	}
}
