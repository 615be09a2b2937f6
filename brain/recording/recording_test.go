package recording

import (
	"bytes"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"gridrat/brain/npz"
	"gridrat/brain/reference"
	"gridrat/world"
)

func readTrack(t *testing.T, text string, s Scales) Track {
	t.Helper()
	k, err := ReadTrack(strings.NewReader(text), s)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

// arrays is an npz file.
func arrays(t testing.TB, named map[string][]float64, shapes map[string][]int) *bytes.Reader {
	t.Helper()
	var buf bytes.Buffer
	z := npz.NewWriter(&buf)
	for name, values := range named {
		shape := shapes[name]
		if shape == nil {
			shape = []int{len(values)}
		}
		if err := npz.Write(z, name, values, shape...); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return bytes.NewReader(buf.Bytes())
}

// TestReadTrack: headers in any order, comments, empty fields, units.
func TestReadTrack(t *testing.T) {
	nan := math.NaN()
	ms := Scales{Time: 1e-3, Length: 1e-2, Angle: math.Pi / 180}
	for name, c := range map[string]struct {
		text  string
		scale Scales
		want  [][4]float64 // t, x, y, hd
	}{
		"plain":    {"0,1,2\n0.1,3,4\n", SI, [][4]float64{{0, 1, 2, nan}, {0.1, 3, 4, nan}}},
		"headings": {"0,1,2,0.5\n1,3,4,7\n", Scales{Angle: 1}, [][4]float64{{0, 1, 2, 0.5}, {1, 3, 4, 7 - 2*math.Pi}}},
		"header":   {"\ufeff# a rat\n\nHD, y,comment, x ,T\r\n90,200,\"fast\",100,0\r\n# more\r\n180,400,,300,1000\r\n", ms, [][4]float64{{0, 1, 2, math.Pi / 2}, {1, 3, 4, math.Pi}}},
		"gap":      {"t,x,y\n0,1,2\n1,3,4\n2,,4\n3,nan,NaN\n4,5,6\n", SI, [][4]float64{{0, 1, 2, nan}, {1, 3, 4, nan}, {2, nan, 4, nan}, {3, nan, nan, nan}, {4, 5, 6, nan}}},
	} {
		k := readTrack(t, c.text, c.scale)
		var got [][4]float64
		for i, p := range k.Poses {
			got = append(got, [4]float64{k.T[i], p.Pos.X, p.Pos.Y, p.Heading})
		}
		for i := range c.want {
			for j := range 4 {
				if len(got) != len(c.want) || math.Abs(got[i][j]-c.want[i][j]) > 1e-12 || (got[i][j] != got[i][j]) != (c.want[i][j] != c.want[i][j]) {
					t.Fatalf("%s: read %v, want %v", name, got, c.want)
				}
			}
		}
		if k.Headings != (name == "headings" || name == "header") {
			t.Errorf("%s: headings %t", name, k.Headings)
		}
	}
}

// TestWrongFiles: what is wrong is said in one sentence that names the line
// and the field, or the array, and what would be right.
func TestWrongFiles(t *testing.T) {
	track := func(text string) error { _, err := ReadTrack(strings.NewReader(text), SI); return err }
	spikes := func(text string) error { _, err := ReadSpikes(strings.NewReader(text), SI); return err }
	rates := func(text string) error { _, err := ReadRates(strings.NewReader(text), SI); return err }
	file := func(read func(r *bytes.Reader) error, named map[string][]float64, shapes map[string][]int) error {
		return read(arrays(t, named, shapes))
	}
	trackFile := func(r *bytes.Reader) error { _, err := ReadTrackArrays(r, r.Size(), SI); return err }
	spikesFile := func(r *bytes.Reader) error { _, err := ReadSpikesArrays(r, r.Size(), SI); return err }
	ratesFile := func(r *bytes.Reader) error { _, err := ReadRatesArrays(r, r.Size(), SI); return err }
	type a = map[string][]float64
	type s = map[string][]int
	nan, inf := math.NaN(), math.Inf(1)
	for _, c := range []struct {
		name string
		err  error
		want string
	}{
		{"nothing", track(""), "it has no rows; each must be t,x,y[,hd]"},
		{"a header alone", track("t,x,y\n"), "it has no rows"},
		{"two fields", track("0,1\n"), "line 1: it has 2 fields; a row must be t,x,y[,hd]"},
		{"five fields", track("0,1,2,3,4\n"), "line 1: it has 5 fields"},
		{"no y", track("t,x,hd\n0,1,2\n"), `line 1: no column is y; the header must name t,x,y[,hd], or -columns say which it is, as -columns y=NAME: it is "t,x,hd"`},
		{"a word", track("0,1,2\n1,fast,2\n"), `line 2: field x must be a number, or empty if it is not known: it is "fast"`},
		{"a short row", track("# c\n0,1,2\n1,2\n"), "line 3: it has 2 fields, the first row has 3"},
		{"bars", track("0|1|2\n"), `it has no rows of numbers; each must be t,x,y[,hd]: line 1 is "0|1|2"`},
		{"a long line", track("0,1,2\n" + strings.Repeat("x", 1<<21)), "line 2 is longer than 1048576 bytes"},
		{"no time", track("0,1,2\n,3,4\n"), "line 2: t is NaN; times must be numbers"},
		{"time stands", track("0,1,2\n\n0,3,4\n"), "line 3: t is 0, not after 0 of the row before; times must rise"},
		{"infinity", track("0,1,2\n1,Inf,4\n"), "line 2: a value is infinite"},
		{"far away", track("0,1,2\n1,5000,4\n"), "line 2: the position is (5000, 4) m; it must lie within ±1000 m (are the units of length right?)"},
		{"one position", track("0,1,2\n1,,\n"), "it has 1 known positions; a trajectory needs at least 2"},
		{"hours apart", track("0,1,2\n7200,1,2\n"), "its times are 7200 s apart (median); they must be at most 2 s (are the units of time right?)"},
		{"gaps alone", track("0,1,2\n1,,\n2,1,2\n"), "no two known positions follow each other"},
		{"spikes: a field too many", spikes("0,1,2\n"), "line 1: it has 3 fields; a row must be t,unit"},
		{"spikes: half a unit", spikes("0,1\n0.5,1.5\n"), "line 2: unit is 1.5; it must be a whole number from 0 on"},
		{"spikes: a negative unit", spikes("0,-2\n"), "line 1: unit is -2; it must be a whole number from 0 on (-1 is noise and left out)"},
		{"spikes: noise alone", spikes("0,-1\n"), "no row is of a unit; there must be at least one"},
		{"spikes: no time", spikes("t,unit\nnan,1\n"), "line 2: t is NaN"},
		{"rates: no rate", rates("0,1\n"), "line 1: it has 2 fields; a row must be t,unit,rate"},
		{"rates: infinite", rates("0,1,inf\n"), "line 1: rate is +Inf; it must be finite"},
		{"rates: unknown", rates("0,1,2\n1,1,\n"), "at time 1 s the rate of unit 1 is not known"},
		{"rates: one missing", rates("0,1,2\n0,2,3\n1,1,2\n"), "at time 1 s there is not exactly one rate of unit 2; all of its 2 units"},
		{"rates: one twice", rates("0,1,2\n0,2,3\n0,2,4\n1,1,1\n1,2,1\n"), "at time 0 s there is not exactly one rate of unit 1"},
		{"no archive", trackFile(bytes.NewReader([]byte("0,1,2"))), "it is no npz file"},
		{"no times", file(trackFile, a{"pos": {1, 2}}, s{"pos": {1, 2}}), `it has no array "t"`},
		{"times in two dimensions", file(trackFile, a{"t": {1, 2, 3, 4}}, s{"t": {2, 2}}), `its array "t" has shape [2 2]; it must have one dimension`},
		{"no positions", file(trackFile, a{"t": {1, 2}}, nil), `it has no array "pos"`},
		{"flat positions", file(trackFile, a{"t": {1, 2}, "pos": {1, 2, 3, 4}}, nil), `its array "pos" has shape [4]; with 2 times it must be [2 2]`},
		{"few headings", file(trackFile, a{"t": {1, 2}, "pos": {1, 2, 3, 4}, "hd": {1}}, s{"pos": {2, 2}}), `its array "hd" has 1 values; it must have 2`},
		{"falling times", file(trackFile, a{"t": {2, 1}, "pos": {1, 2, 3, 4}}, s{"pos": {2, 2}}), "row 1 of its arrays: t is 1, not after 2"},
		{"no units", file(spikesFile, a{"t": {1}}, nil), `it has no array "unit"`},
		{"no spikes", file(spikesFile, a{"t": {}, "unit": {}}, nil), `its array "t" is empty`},
		{"a spike of no unit", file(spikesFile, a{"t": {1, 2}, "unit": {1, nan}}, nil), "row 1 of its arrays: unit is NaN"},
		{"flat rates", file(ratesFile, a{"t": {1, 2}, "rates": {1, 2}}, nil), `its array "rates" has shape [2]; with 2 times it must be [2 units]`},
		{"an infinite rate", file(ratesFile, a{"t": {1, 2}, "rates": {1, 2, 3, inf}}, s{"rates": {2, 2}}), "row 1 of its arrays: rate is +Inf"},
	} {
		if c.err == nil || !strings.Contains(c.err.Error(), c.want) || strings.Contains(c.err.Error(), "\n") {
			t.Errorf("%s: error %v, want %q", c.name, c.err, c.want)
		}
	}
}

// TestSegments: a row without a position and a step of more than three median
// ones divide; a single row between two gaps is none.
func TestSegments(t *testing.T) {
	k := readTrack(t, "0,0,0\n1,1,0\n2,2,0\n3,,\n4,4,0\n5,5,0\n8.5,6,0\n9.5,7,0\n10.5,,\n11.5,9,0\n12.5,,\n", SI)
	if got, want := fmt.Sprint(k.Segments()), "[{0 3} {4 6} {6 8}]"; got != want {
		t.Errorf("segments %s, want %s", got, want)
	}
	if k.Step() != 1 || k.Seconds() != 4 {
		t.Errorf("a step of %v s, %v s in all", k.Step(), k.Seconds())
	}
}

// TestResample: poses lie on the lines between rows, never across a gap; a
// heading is that of the file or that of motion.
func TestResample(t *testing.T) {
	k := readTrack(t, "0,0,0\n1,1,0\n2,1,1\n3,,\n4,5,5\n5,5,4\n", SI)
	got := k.Resample(0.5)
	if len(got) != 2 || len(got[0]) != 5 || len(got[1]) != 3 {
		t.Fatalf("segments %v", got)
	}
	for i, want := range []world.Pose{{}, {Pos: world.Vec{X: 0.5}}, {Pos: world.Vec{X: 1}}, {Pos: world.Vec{X: 1, Y: 0.5}, Heading: math.Pi / 2}, {Pos: world.Vec{X: 1, Y: 1}, Heading: math.Pi / 2}} {
		if p := got[0][i]; p.Pos.Sub(want.Pos).Norm() > 1e-12 || math.Abs(p.Heading-want.Heading) > 1e-12 {
			t.Errorf("pose %d is %v, want %v", i, p, want)
		}
	}
	if h := got[1][0].Heading; math.Abs(h+math.Pi/2) > 1e-12 {
		t.Errorf("the second segment begins at heading %v", h)
	}
	turned := readTrack(t, "0,0,0,3\n1,1,0,-3\n", SI).Resample(0.5)[0] // the short way round
	if h := turned[1].Heading; math.Abs(math.Abs(h)-math.Pi) > 1e-9 {
		t.Errorf("halfway from 3 to -3 rad is %v, want π", h)
	}
	still := readTrack(t, "0,0,0\n1,0.001,0\n2,0.5,0\n3,0.5,0.001\n", SI).Resample(1)[0]
	for i, p := range still {
		if p.Heading != 0 {
			t.Errorf("pose %d has heading %v from jitter", i, p.Heading)
		}
	}
}

// TestKnownHeading: a heading counts at its row, whatever the row before lacks.
func TestKnownHeading(t *testing.T) {
	k := readTrack(t, "0,0,0,1\n1,1,0,\n2,2,0,2\n3,3,0,2\n", SI)
	s, err := ReadSpikes(strings.NewReader("t,unit\n0.5,1\n"), SI)
	if err != nil {
		t.Fatal(err)
	}
	var got []float64
	s.Samples(k, func(m Sample) { got = append(got, m.Heading) })
	if len(got) != 3 || got[0] != 1 || got[2] != 2 {
		t.Errorf("headings %v, want 1, any and 2", got)
	}
}

// TestPaths: segments are cut to length, the rest is kept while it is long
// enough, and every piece begins where the one before ended.
func TestPaths(t *testing.T) {
	line := func(from, n int) []world.Pose {
		poses := make([]world.Pose, n)
		for i := range poses {
			poses[i].Pos.X = float64(from + i)
		}
		return poses
	}
	paths := Paths([][]world.Pose{line(0, 24), line(100, 12), line(200, 3)}, 10, 4, 2)
	if len(paths) != 2 || paths[0].Steps != 10 || paths[0].Rats != 2 || paths[1].Steps != 10 || paths[1].Rats != 1 {
		t.Fatalf("%d paths", len(paths))
	}
	if a, b := paths[0].At(10, 0).Pos.X, paths[0].At(0, 1).Pos.X; a != 10 || b != 10 || paths[1].At(10, 0).Pos.X != 110 {
		t.Errorf("pieces end at %v, begin at %v", a, b)
	}
	if rest := Paths([][]world.Pose{line(0, 24)}, 10, 2, 9); len(rest) != 2 || rest[1].Steps != 3 || rest[1].At(3, 0).Pos.X != 23 {
		t.Errorf("leftovers %v", rest)
	}
	if Paths(nil, 10, 1, 1) != nil {
		t.Error("paths of nothing")
	}
}

// TestDrawnPathsComeBack: paths of the foraging model that are written as CSV
// come back as they were.
func TestDrawnPathsComeBack(t *testing.T) {
	m := world.PublishedForaging()
	e := world.Enclosure{Shape: world.Square, Size: 2.2}
	var drawn world.Paths
	drawn.Walk(rand.New(rand.NewPCG(1, 2)), e, m, 100, 1)
	var text strings.Builder
	for i, p := range drawn.Poses {
		fmt.Fprintf(&text, "%v,%v,%v,%v\n", float64(i)*m.Period(), p.Pos.X, p.Pos.Y, p.Heading)
	}
	got := Paths(readTrack(t, text.String(), SI).Resample(m.Period()), 100, 1, 10)
	if len(got) != 1 || got[0].Steps != 100 {
		t.Fatalf("%d paths", len(got))
	}
	for i, p := range got[0].Poses {
		if want := drawn.Poses[i]; p.Pos.Sub(want.Pos).Norm() > 1e-9 || math.Abs(world.WrapAngle(p.Heading-want.Heading)) > 1e-6 {
			t.Fatalf("pose %d is %v, want %v", i, p, want)
		}
	}
}

// TestSpikes: rates are spikes over the time between rows; what lies in gaps
// is left out and counted.
func TestSpikes(t *testing.T) {
	k := readTrack(t, "0,0,0\n0.5,0.1,0\n1,0.2,0\n1.5,,\n2,1,1\n2.5,1,1.2\n", SI)
	s, err := ReadSpikes(strings.NewReader("t,unit\n0.6,7\n0.1,7\n0.2,7\n1.2,7\n2,3\n2.5,3\n9,7\n"), SI)
	if err != nil || !slices.Equal(s.Units, []int{3, 7}) {
		t.Fatalf("units %v (%v)", s.Units, err)
	}
	var got []string
	inside, outside := s.Samples(k, func(m Sample) {
		got = append(got, fmt.Sprintf("%.1f,%.1f %.1f %v", m.Pos.X, m.Pos.Y, m.Speed, m.Rates))
	})
	want := []string{"0.0,0.0 0.2 [0 4]", "0.1,0.0 0.2 [0 2]", "1.0,1.0 0.4 [2 0]"}
	if !slices.Equal(got, want) || inside != 4 || outside != 3 {
		t.Errorf("samples %q, %d inside, %d outside; want %q, 4, 3", got, inside, outside, want)
	}
	if at := fmt.Sprintf("%.2f", s.Positions(k)); at != "[[{1.00 1.00}] [{0.02 0.00} {0.04 0.00} {0.12 0.00}]]" {
		t.Errorf("spikes at %s", at)
	}
	r := arrays(t, map[string][]float64{"t": {600, 100}, "unit": {7, 7}}, nil)
	if again, err := ReadSpikesArrays(r, r.Size(), Scales{Time: 1e-3, Length: 1, Angle: 1}); err != nil || !slices.Equal(again.T[0], []float64{0.1, 0.6}) {
		t.Errorf("spikes of an npz file: %v (%v)", again, err)
	}
}

// TestRates: activity is paired with the pose at its time, none in a gap.
func TestRates(t *testing.T) {
	k := readTrack(t, "0,0,0,1\n1,1,0,1\n2,,,\n3,3,3,2\n4,3,4,2\n", SI)
	r, err := ReadRates(strings.NewReader("0.5,0,5\n0.5,1,6\n2.5,1,7\n2.5,0,8\n3.25,0,-1\n3.25,1,2\n"), SI)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	inside, outside := r.Samples(k, func(m Sample) {
		got = append(got, fmt.Sprintf("%.2f,%.2f %.0f %.1f %v", m.Pos.X, m.Pos.Y, m.Heading, m.Speed, m.Rates))
	})
	want := []string{"0.50,0.00 1 1.0 [5 6]", "3.00,3.25 2 1.0 [-1 2]"}
	if !slices.Equal(got, want) || inside != 2 || outside != 1 {
		t.Errorf("samples %q, %d inside, %d outside, want %q", got, inside, outside, want)
	}
	f := arrays(t, map[string][]float64{"t": {0.5, 2.5}, "rates": {5, 6, 8, 7}}, map[string][]int{"rates": {2, 2}})
	if again, err := ReadRatesArrays(f, f.Size(), SI); err != nil || again.Rate[1][0] != 8 || again.Rate[1][1] != 7 {
		t.Errorf("rates of an npz file: %v (%v)", again, err)
	}
}

// TestRealRat reads ten minutes of a real rat in a 1 m box: its gaps stay.
func TestRealRat(t *testing.T) {
	f, size := reference.Open(t, "real_rat_path.npz")
	k, err := ReadTrackArrays(f, size, SI)
	if err != nil {
		t.Fatal(err)
	}
	box, err := k.Box(Said{})
	if err != nil || box.Shape != "square" || box.Width != 1 || box.Zero.Sub(world.Vec{X: 0.5, Y: 0.5}).Norm() > 0.01 {
		t.Errorf("a box %+v (%v), want 1 m around its middle", box, err)
	}
	if _, lost, err := k.WithoutLost(0); err != nil || lost.Rows()+lost.Breaks > 0 {
		t.Errorf("of a rat that was never lost, %s (%v)", lost, err)
	}
	if k.Headings || math.Abs(k.Step()-0.02) > 1e-9 || len(k.Segments()) < 2 || k.Seconds() < 590 || k.Seconds() > 599.64 {
		t.Errorf("step %v s, %d segments of %v s", k.Step(), len(k.Segments()), k.Seconds())
	}
	for _, s := range k.Segments() {
		for i := s.Low + 1; i < s.High; i++ {
			if k.T[i]-k.T[i-1] > GapFactor*0.02+1e-9 {
				t.Fatalf("a segment goes across a gap of %v s", k.T[i]-k.T[i-1])
			}
		}
	}
}

func FuzzReadTrack(f *testing.F) {
	for _, s := range []string{"0,1,2\n1,2,3\n", "t,x,y,hd\n0,1,2,\n# c\n1,nan,3,4\n2,1,1,1\n3,1,1,1\n", "hd,t,y,x\n1,0,1,2\n1,9,8,7\n", "\ufeff0,1,2", "0,1e308,2\n1,1,1\n"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		k, err := ReadTrack(strings.NewReader(text), SI)
		if err != nil {
			return
		}
		if len(k.T) != len(k.Poses) || len(k.Segments()) == 0 {
			t.Fatalf("%d times, %d poses, %d segments", len(k.T), len(k.Poses), len(k.Segments()))
		}
		_, _ = k.Box(Said{})
		if clean, lost, err := k.WithoutLost(0); err == nil && (len(clean.T)+lost.Rows() != len(k.T) || len(clean.Segments()) == 0) {
			t.Fatalf("%d rows are kept of %d, %d are lost", len(clean.T), len(k.T), lost.Rows())
		}
		for _, s := range k.Resample(0.15) {
			for _, p := range s {
				if !p.Pos.Finite() || !finite(p.Heading) {
					t.Fatalf("resampled to %v", p)
				}
			}
		}
	})
}

func FuzzReadActivity(f *testing.F) {
	for _, s := range []string{"0,1\n1,2\n", "t,unit,rate\n0,1,2\n0,2,3\n", "0,1,2\n1,1,-3\n", "0,1e300,1"} {
		f.Add(s)
	}
	k := Track{T: []float64{0, 1, 2}, Poses: make([]world.Pose, 3)}
	f.Fuzz(func(t *testing.T, text string) {
		if s, err := ReadSpikes(strings.NewReader(text), SI); err == nil {
			inside, outside := s.Samples(k, func(m Sample) {})
			total := 0
			for _, one := range s.T {
				total += len(one)
			}
			if inside+outside != total || inside < 0 {
				t.Fatalf("%d inside and %d outside of %d spikes", inside, outside, total)
			}
		}
		if r, err := ReadRates(strings.NewReader(text), SI); err == nil {
			for _, row := range r.Rate {
				if len(row) != len(r.Units) {
					t.Fatalf("%d rates of %d units", len(row), len(r.Units))
				}
			}
			r.Samples(k, func(Sample) {})
		}
	})
}

func FuzzReadArrays(f *testing.F) {
	for _, named := range []map[string][]float64{{"t": {0, 1}, "pos": {0, 0, 1, 1}}, {"t": {0, 1}, "unit": {1, 2}}} {
		r := arrays(f, named, map[string][]int{"pos": {2, 2}})
		data := make([]byte, r.Size())
		_, _ = r.Read(data)
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		r := bytes.NewReader(data)
		if k, err := ReadTrackArrays(r, r.Size(), SI); err == nil && k.T != nil && len(k.Segments()) == 0 {
			t.Fatal("a track without a segment")
		}
		_, _ = ReadSpikesArrays(r, r.Size(), SI)
		_, _ = ReadRatesArrays(r, r.Size(), SI)
	})
}
