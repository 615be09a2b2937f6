package report

import (
	"bytes"
	"math"
	"slices"
	"strings"
	"testing"

	"gridrat/brain/gridnet"
)

func someLog() Log {
	nan := math.NaN()
	return Log{
		{Update: 10, Seconds: 0.25, UpdatesPerSecond: 40, Steps: 6, Loss: gridnet.Loss{Total: 3.25, Place: 1, HeadDirection: nan, Joint: 5.5, Penalty: 0.5, GradientNorm: 1e-5}},
		{Update: 20, Seconds: nan, UpdatesPerSecond: nan, Steps: 10, Loss: gridnet.Loss{Total: 1234567, Place: -2, HeadDirection: 2, Joint: nan}},
		{Update: 27, Seconds: 2, UpdatesPerSecond: 33.33, Steps: 10},
	}
}

func someCurve() Curve {
	nan := math.NaN()
	return Curve{
		{Update: 0, Seconds: 0, Beyond: nan, Fraction037: nan, Null037: nan, Fraction080: nan, Null080: nan, ScoreMedian: nan, ErrorCM: 90, ErrorMedianCM: 80.5},
		{Update: 20, Seconds: 1.5, Beyond: 0.5, Fraction037: 0.25, Null037: 0.125, Fraction080: 0.0625, Null080: 1e-3, ScoreMedian: -0.25, ErrorCM: 9, ErrorMedianCM: 8},
	}
}

// TestTablesReadBack: what was written is read as far as an update, and
// written again is the same, empty cells too.
func TestTablesReadBack(t *testing.T) {
	for _, c := range []struct{ upTo, log, curve int }{{0, 0, 1}, {10, 1, 1}, {19, 1, 1}, {20, 2, 2}, {1000, 3, 2}} {
		l, err := ReadLog(someLog().CSV(), c.upTo)
		if want := someLog()[:c.log].CSV(); err != nil || !bytes.Equal(l.CSV(), want) {
			t.Errorf("up to %d: %s (%v), want %s", c.upTo, l.CSV(), err, want)
		}
		k, err := ReadCurve(someCurve().CSV(), c.upTo)
		if want := someCurve()[:c.curve].CSV(); err != nil || !bytes.Equal(k.CSV(), want) {
			t.Errorf("up to %d: %s (%v), want %s", c.upTo, k.CSV(), err, want)
		}
	}
	if text := string(someLog().CSV()); strings.Contains(text, "NaN") || !strings.Contains(text, "\n20,,,10,1234567,-2,2,,0,0\n") {
		t.Errorf("what was not measured is not an empty cell:\n%s", text)
	}
}

// TestDamagedTables: a table that is not what was written is refused with a
// sentence, and nothing of it is used.
func TestDamagedTables(t *testing.T) {
	lines := strings.SplitAfter(string(someLog().CSV()), "\n")
	text := func(lines ...string) string { return strings.Join(lines, "") }
	for name, c := range map[string]struct{ text, want string }{
		"empty":     {"", "first line"},
		"another":   {string(someCurve().CSV()), "first line"},
		"rubbish":   {"rat\nrat", "first line"},
		"cut":       {text(lines[0], lines[1][:5]), "wrong number of fields"},
		"words":     {text(lines[0], strings.Replace(lines[1], "3.25", "three", 1)), `line 2: "three" is no number`},
		"backwards": {text(lines[0], lines[2], lines[1]), "line 3: update 10 does not follow update 20"},
		"twice":     {text(lines[0], lines[1], lines[1]), "does not follow"},
		"half":      {text(lines[0], strings.Replace(lines[1], "10,", "10.5,", 1)), "does not follow"},
		"nameless":  {text(lines[0], strings.Replace(lines[1], "10,", ",", 1)), "does not follow"},
		"no steps":  {text(lines[0], strings.Replace(lines[1], ",6,", ",,", 1)), "no steps"},
	} {
		l, err := ReadLog([]byte(c.text), 1000)
		if err == nil || l != nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, %v; want a sentence with %q", name, l, err, c.want)
		}
	}
	if c, err := ReadCurve(someLog().CSV(), 10); err == nil || c != nil {
		t.Errorf("a training log was read as a curve: %v", c)
	}
}

// TestUnmeasured: what a recipe or a run does not have is null in
// results.json and no number in a log, not 0.
func TestUnmeasured(t *testing.T) {
	tr := trainer(t, 3)
	m, err := Measure(t.Context(), tr, 1, func(float64) {})
	if err != nil {
		t.Fatal(err)
	}
	loss := gridnet.Loss{Total: 3, Place: 1, Joint: 2}
	for _, c := range []struct {
		run   Run
		nulls []string
	}{
		{Run{Total: math.NaN(), Seconds: 2, Updates: 3, Loss: loss}, []string{"loss_head_direction", "seconds"}},
		{Run{Total: math.NaN()}, []string{"loss_expected_dropout", "loss_head_direction", "loss_joint", "loss_place", "loss_total", "seconds", "updates_per_second"}},
	} {
		var buf bytes.Buffer
		if err := NewResults(tr, c.run, m).WriteJSON(&buf); err != nil {
			t.Fatal(err)
		}
		var nulls []string
		for _, line := range strings.Split(buf.String(), "\n") { // of the outermost object
			if name, ok := strings.CutSuffix(strings.TrimSuffix(line, ","), ": null"); ok && strings.HasPrefix(line, `  "`) {
				nulls = append(nulls, strings.Trim(name, ` "`))
			}
		}
		slices.Sort(nulls)
		if !slices.Equal(nulls, c.nulls) {
			t.Errorf("after %d updates %v are null, want %v", c.run.Updates, nulls, c.nulls)
		}
	}
	if s := NewResults(tr, Run{Total: 7.0004}, m).Seconds; s == nil || *s != 7 {
		t.Error("the time of a run whose time is known is not 7.000 s")
	}
	if l := Measured(gridnet.NewPaper(), loss); l.HeadDirection != 0 || l.Joint == l.Joint || l.Place != 1 {
		t.Errorf("a loss of recipe paper became %+v", l)
	}
}
