package box_test

import (
	"encoding/csv"
	"fmt"
	"math"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"gridrat/app/command"
	"gridrat/app/internal/program"
	"gridrat/brain/npz"
	"gridrat/brain/survey"

	"bytes"
)

// recorded scores one cell along a path, and returns its line of scores.csv by
// column, the results and what was printed. rate is the activity at a place, in
// rows of a serpentine over w x h bins of 5 cm, each visited for that many rows.
type recorded struct {
	w, h, rows int
	rate       func(x, y int) float64 // NaN: not visited
}

// scan writes path and activity, the lower left corner of the first bin at (0, 0).
func (r recorded) scan(t *testing.T) (path, activity string) {
	t.Helper()
	var poses, rates strings.Builder
	poses.WriteString("t,x,y\n")
	rates.WriteString("t,unit,rate\n")
	row := 0
	for y := range r.h {
		for i := range r.w {
			x := i
			if y%2 == 1 {
				x = r.w - 1 - i
			}
			v := r.rate(x, y)
			if v != v {
				continue
			}
			for k := range r.rows {
				d := 0.04*(float64(k)+0.5)/float64(r.rows) - 0.02
				fmt.Fprintf(&poses, "%.2f,%.4f,%.4f\n", 0.02*float64(row), 0.05*(float64(x)+0.5)+d, 0.05*(float64(y)+0.5)+d)
				fmt.Fprintf(&rates, "%.2f,0,%v\n", 0.02*float64(row), v)
				row++
			}
		}
	}
	dir := t.TempDir()
	return program.Write(t, dir, "path.csv", poses.String()), program.Write(t, dir, "activity.csv", rates.String())
}

func cellScores(t *testing.T, args ...string) (cell map[string]string, r survey.Results, dir string) {
	t.Helper()
	dir, out := program.Written(t, append([]string{"score", "-shuffles", "1"}, args...)...)
	lines, err := csv.NewReader(bytes.NewReader(program.Read(t, dir, "scores.csv"))).ReadAll()
	if err != nil || len(lines) < 2 {
		t.Fatalf("%d lines (%v): %s", len(lines), err, out)
	}
	cell = map[string]string{}
	for i, name := range lines[0] {
		cell[name] = lines[1][i]
	}
	return cell, program.Surveyed(t, dir), dir
}

func number(t *testing.T, text string) float64 {
	t.Helper()
	x, err := strconv.ParseFloat(text, 64)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// TestRectangle: a cell along the whole north wall of a box of 1.0 x 0.6 m has
// the border score of the paper's formula on its real walls, (5 - 0.2)/(5 + 0.2),
// whether the box is estimated, given or drawn, and turned by a quarter too.
func TestRectangle(t *testing.T) {
	wide := recorded{20, 12, 4, func(_, y int) float64 {
		if y >= 9 {
			return 5
		}
		return 0.2
	}}
	path, activity := wide.scan(t)
	plan := program.Write(t, t.TempDir(), "box.json", `{"format":"gridrat map","version":1,"name":"box","outline":{"polygon":[[0,0],[1,0],[1,0.6],[0,0.6]]}}`)
	for name, flags := range map[string][]string{
		"estimated": nil,
		"given":     {"-box", "1x0.6"},
		"placed":    {"-box", "1x0.6", "-origin", "0,0"},
		"drawn":     {"-box", plan},
	} {
		cell, r, dir := cellScores(t, append([]string{"-path", path, "-activity", activity}, flags...)...)
		if got := number(t, cell["border"]); math.Abs(got-4.8/5.2) > 1e-6 {
			t.Errorf("%s: border score %v, want %v", name, got, 4.8/5.2)
		}
		b := r.Sampling.Box
		if b == nil || b.Shape != "rectangle" || math.Abs(float64(b.WidthM)-1) > 1e-9 || math.Abs(float64(b.HeightM)-0.6) > 1e-9 || math.Abs(float64(b.CornerM[0])) > 1e-9 || math.Abs(float64(b.CornerM[1])) > 1e-9 {
			t.Errorf("%s: the box is %+v", name, b)
		}
		if r.Sampling.FloorBins != 240 || r.Sampling.VisitedBins != 240 {
			t.Errorf("%s: %d bins of floor, %d visited, want 240", name, r.Sampling.FloorBins, r.Sampling.VisitedBins)
		}
		if notes := strings.Join(r.Notes, "\n"); !strings.Contains(notes, "box: rectangle of 1 x 0.6 m ("+map[bool]string{true: "estimated from the positions", false: "as given"}[name == "estimated"]) {
			t.Errorf("%s: it notes %s", name, notes)
		}
		checkBoxArrays(t, dir)
	}
	// With room to the north the cell fires along no wall.
	cell, _, _ := cellScores(t, "-path", path, "-activity", activity, "-box", "1x1", "-origin", "0,0")
	if got := number(t, cell["border"]); got > 0.5 {
		t.Errorf("in a box of 1 x 1 m its border score is %v", got)
	}
	high := recorded{12, 20, 4, func(x, _ int) float64 { return wide.rate(0, x) }}
	path, activity = high.scan(t)
	if cell, _, _ = cellScores(t, "-path", path, "-activity", activity); math.Abs(number(t, cell["border"])-4.8/5.2) > 1e-6 {
		t.Errorf("turned, its border score is %v", cell["border"])
	}
}

// checkBoxArrays looks for the box of TestRectangle among the arrays.
func checkBoxArrays(t *testing.T, dir string) {
	t.Helper()
	data := program.Read(t, dir, "ratemaps.npz")
	z, err := npz.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	read := func(name string) []float64 {
		values, _, err := z.Float64s(name)
		if err != nil {
			t.Fatal(err)
		}
		return values
	}
	outline, zero, floor, seconds := read("outline_m"), read("zero_m"), read("floor"), read("occupancy_s")
	for i, want := range []float64{0, 0, 1, 0, 1, 0.6, 0, 0.6} {
		if got := outline[i] + zero[i%2]; math.Abs(got-want) > 1e-9 {
			t.Errorf("corner %d of the outline is at %v, want %v", i/2, got, want)
		}
	}
	bins, time := 0.0, 0.0
	for i, on := range floor {
		bins += on
		time += seconds[i]
		if on == 0 && seconds[i] > 0 {
			t.Errorf("bin %d is outside and visited", i)
		}
	}
	if bins != 240 || math.Abs(time-960*0.02) > 1e-9 {
		t.Errorf("%v bins of floor, %v s in all", bins, time)
	}
}

// TestOccupancyIsTime: with frames of 20 and 50 ms, information is that of the
// shares of time (Skaggs et al. 1993), not of rows.
func TestOccupancyIsTime(t *testing.T) {
	var path, spikes strings.Builder
	path.WriteString("t,x,y\n")
	spikes.WriteString("t,unit\n")
	at, times, fired := 0.0, [2]float64{}, [2]float64{}
	for i := range 2000 { // to and fro between two places 60 cm apart
		phase := float64(i%200) / 100
		x := 0.3 * math.Cos(math.Pi*phase)
		west := 0
		step := 0.02
		if x >= 0 {
			west, step = 1, 0.05
		}
		fmt.Fprintf(&path, "%.3f,%.4f,0.01\n", at, math.Copysign(0.3, x))
		n := i % 10 / 9
		if west == 1 {
			n = i % 40 / 39
		}
		if n > 0 && i < 1999 {
			fmt.Fprintf(&spikes, "%.4f,0\n", at+0.005)
			fired[west]++
		}
		if i < 1999 {
			times[west] += step
			at += step
		}
	}
	dir := t.TempDir()
	cell, _, _ := cellScores(t, "-path", program.Write(t, dir, "p.csv", path.String()), "-spikes", program.Write(t, dir, "s.csv", spikes.String()))
	want, all, time := 0.0, fired[0]+fired[1], times[0]+times[1]
	for i, n := range fired {
		r := n / times[i] / (all / time)
		want += times[i] / time * r * math.Log2(r)
	}
	if got := number(t, cell["information_bits_per_spike"]); math.Abs(got-want) > 1e-3 {
		t.Errorf("information %v, want %v", got, want)
	}
	if cell["spikes"] != fmt.Sprint(all) {
		t.Errorf("%s spikes, want %v", cell["spikes"], all)
	}
}

// TestSmallAndShort: a mouse's box of 40 cm is scored, and so are five samples,
// with a caution in the table, the results and the notes; a linear track has no
// grid score.
func TestSmallAndShort(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) string { return program.Write(t, dir, name, text) }
	var small strings.Builder
	small.WriteString("t,x,y\n")
	for i := range 400 {
		at := 0.02 * float64(i)
		fmt.Fprintf(&small, "%.2f,%.4f,%.4f\n", at, 0.2+0.195*math.Cos(2*at), 0.2+0.195*math.Sin(3*at))
	}
	spike := write("one.csv", "t,unit\n1,0\n2,0\n")
	cell, r, _ := cellScores(t, "-path", write("small.csv", small.String()), "-spikes", spike)
	if r.Sampling.Box.Shape != "square" || math.Abs(float64(r.Sampling.Box.WidthM)-0.4) > 1e-9 || cell["spikes"] != "2" {
		t.Errorf("in %+v there are %s spikes", r.Sampling.Box, cell["spikes"])
	}
	five := write("five.csv", "t,x,y\n0.01,0.1,0.1\n0.02,0.3,0.2\n0.03,0.5,0.4\n0.04,0.7,0.6\n0.05,0.9,0.8\n")
	cell, r, _ = cellScores(t, "-path", five, "-spikes", write("five-spikes.csv", "t,unit\n0.03,0\n"))
	if cell["caution"] != "0.04 s of recording; 4 of 360 bins visited; 1 spike" || r.Classes.Cautioned != 1 || !strings.Contains(strings.Join(r.Notes, "\n"), "caution: 0.04 s of recording") {
		t.Errorf("of five samples it says %q, %+v, %q", cell["caution"], r.Classes, r.Notes)
	}
	path, activity := recorded{20, 1, 20, func(x, _ int) float64 { return 3 + math.Cos(float64(x)) }}.scan(t)
	if cell, _, _ = cellScores(t, "-path", path, "-activity", activity); cell["grid_60_released"] != "" || cell["grid_60_opexebo"] != "" || cell["information_bits_per_spike"] == "" {
		t.Errorf("on a track: %v", cell)
	}
}

// TestLostMarks: -1,-1 for lost frames makes the box no larger, and is said.
func TestLostMarks(t *testing.T) {
	var path strings.Builder
	path.WriteString("t,x,y\n")
	for i := range 400 {
		at := 0.02 * float64(i)
		if i%100 == 50 {
			fmt.Fprintf(&path, "%.2f,-1,-1\n", at)
			continue
		}
		fmt.Fprintf(&path, "%.2f,%.4f,%.4f\n", at, 0.5+0.44*math.Cos(2*at), 0.5+0.44*math.Sin(3*at))
	}
	dir := t.TempDir()
	file, spike := program.Write(t, dir, "p.csv", path.String()), program.Write(t, dir, "s.csv", "t,unit\n1,0\n")
	_, r, _ := cellScores(t, "-path", file, "-spikes", spike)
	if b := r.Sampling.Box; math.Abs(float64(b.WidthM)-0.9) > 1e-9 || !strings.Contains(strings.Join(r.Notes, "\n"), "4 rows at (-1, -1) m") {
		t.Errorf("the box is %+v, and it notes %q", b, r.Notes)
	}
	if _, r, _ = cellScores(t, "-path", file, "-spikes", spike, "-fastest", "1000"); math.Abs(float64(r.Sampling.Box.WidthM)-1.95) > 1e-9 {
		t.Errorf("with no limit the box is %+v", r.Sampling.Box)
	}
}

// TestBoxFlags: what cannot be is refused before anything is read.
func TestBoxFlags(t *testing.T) {
	path, activity := recorded{20, 12, 1, func(int, int) float64 { return 1 }}.scan(t)
	for _, c := range []struct {
		args []string
		code int
		want string
	}{
		{[]string{"-box", "0.05"}, command.ExitMisuse, "its longer side must lie between 0.1 and 50 m"},
		{[]string{"-box", "1x0.001"}, command.ExitMisuse, "its shorter one be at least 0.02 m"},
		{[]string{"-box", "1x0.6", "-round"}, command.ExitMisuse, "-round goes with one number"},
		{[]string{"-box", "nowhere.json"}, command.ExitFailed, "could not open the box, which is no size as 0.8x1.2"},
		{[]string{"-box", "0.5x0.5"}, command.ExitFailed, "more than the box of 0.5 x 0.5 m"},
		{[]string{"-box", "1x0.6", "-origin", "0.3,0"}, command.ExitFailed, "not all in the box from (0.3, 0) to (1.3, 0.6) m"},
		{[]string{"-origin", "left"}, command.ExitMisuse, "-origin is \"left\"; it must be two numbers"},
		{[]string{"-fastest", "0"}, command.ExitMisuse, "-fastest is 0; it must lie between 0.1 and 1000 m/s"},
	} {
		args := append([]string{"score", "-path", path, "-activity", activity, "-out", filepath.Join(t.TempDir(), "out")}, c.args...)
		_, err, code := program.Run(t, args...)
		if code != c.code || !strings.Contains(err, c.want) || strings.Count(err, "\n") != 1 {
			t.Errorf("%v: status %d, %q, want %d and %q", c.args, code, err, c.code, c.want)
		}
	}
}
