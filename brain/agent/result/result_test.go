package result

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"math"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"gridrat/brain/agent"
	"gridrat/brain/agent/reward"
	"gridrat/world"
	"gridrat/world/task"
)

// TestCurve: a curve is the same again from its table, as far as a run had come;
// what was not measured stays so.
func TestCurve(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		value := rapid.OneOf(rapid.Just(math.NaN()), rapid.Map(rapid.IntRange(-99999, 99999), func(n int) float64 { return float64(n) / 100 }))
		var c Curve
		at := 0
		for range rapid.IntRange(0, 5).Draw(t, "points") {
			p := Point{Decisions: at}
			for _, to := range p.numbers() {
				*to = value.Draw(t, "value")
			}
			c = append(c, p)
			at += rapid.IntRange(1, 1000).Draw(t, "more")
		}
		upTo := rapid.IntRange(0, at+1).Draw(t, "up to")
		got, err := ReadCurve(c.CSV(), upTo)
		if err != nil {
			t.Fatal(err)
		}
		for i, p := range c {
			if p.Decisions > upTo {
				c = c[:i]
				break
			}
		}
		if string(got.CSV()) != string(c.CSV()) {
			t.Errorf("read\n%s\nwant\n%s", got.CSV(), c.CSV())
		}
		if n := len(c); n > 0 && (!got.Measured(c[n-1].Decisions) || got.Measured(at)) {
			t.Error("it does not know how far it is measured")
		}
	})
}

// TestCurveWrong: a table that is none is refused in a sentence.
func TestCurveWrong(t *testing.T) {
	row := strings.Repeat(",1", strings.Count(curveHeader, ",")) + "\n"
	for text, want := range map[string]string{
		"":                                    "does not begin with the line decisions,seconds",
		"update,seconds\n":                    "does not begin with",
		curveHeader + "\n1,2\n":               "wrong number of fields",
		curveHeader + "\nmany" + row:          `its line 2 has "many" decisions`,
		curveHeader + "\n5" + row + "5" + row: `its line 3 has "5" decisions`,
		curveHeader + "\n5" + row[:len(row)-2] + "x\n": `its line 2 has "x" where a number must be`,
	} {
		if _, err := ReadCurve([]byte(text), 100); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q in it", text, err, want)
		}
	}
	if got := (Curve{{Score: agent.Interval{Mean: 12, Low: 3, High: 20}}, {Decisions: 5, Score: agent.Interval{Mean: math.NaN()}}}).Last(); got != "score 12 (3 to 20)" {
		t.Errorf("the last score is said to be %q", got)
	}
}

// TestMean: what updates said is averaged, returns over the episodes that ended,
// and forgotten when it was taken.
func TestMean(t *testing.T) {
	var m Mean
	m.Add(reward.Diagnostics{Entropy: 1, Episodes: 1, MeanReturn: 100, ClipFraction: 0.5}, 0.25)
	m.Add(reward.Diagnostics{Entropy: 3, Episodes: 3, MeanReturn: 20}, 0.75)
	if l := m.Take(); l.Entropy != 2 || l.Return != 40 || l.ClipFraction != 0.25 || l.Turns != 0.5 {
		t.Errorf("%+v", l)
	}
	if l := m.Take(); !math.IsNaN(l.Entropy) || !math.IsNaN(l.Return) {
		t.Errorf("of nothing: %+v", l)
	}
}

// TestTrials: the table has a row per trial, with empty cells for what there is
// not.
func TestTrials(t *testing.T) {
	a := agent.Trial{Seconds: 2.5, Shortest: 1, Reached: true, Door: `L1, "left"`, HeadingError: math.Pi / 2, Aim: world.Vec{X: 0.25}}
	a.Way, a.Start = 2, world.Pose{Pos: world.Vec{X: 0.5, Y: -1}, Heading: math.Pi}
	b := agent.Trial{Seconds: 87.5, Shortest: 1.25, HeadingError: math.NaN(), Aim: world.Vec{X: 0.5, Y: 1}}
	a.Edited, b.Edited = task.EditedBefore, task.EditedDuring
	list := []agent.Episode{{Seed: agent.Frozen + 7, Goal: world.Vec{X: 0.25, Y: 0}, Trials: []agent.Trial{a, b}}}
	rows, err := csv.NewReader(bytes.NewReader(Trials(Run{"grid", 3, 800, "double-e"}, list))).ReadAll()
	want := [][]string{
		strings.Split(trialsHeader, ","),
		{"grid", "3", "800", "double-e", "7", "1", "0.5", "-1", "180", "0.25", "0", "2.5", "2", "1", "0.5", "90", `L1, "left"`, "true", "before"},
		{"grid", "3", "800", "double-e", "7", "2", "0", "0", "0", "0.5", "1", "87.5", "0", "1.25", "", "", "", "false", "during"},
	}
	if err != nil || !reflect.DeepEqual(rows, want) {
		t.Errorf("%q\nwant\n%q\n(%v)", rows, want, err)
	}
}

// TestResults: the file has what others compare, and what was not measured is
// null.
func TestResults(t *testing.T) {
	r := Results{Format: Format, Version: Version, Task: "square-arena", Seed: 3}
	r.Put(agent.Summary{Score: agent.Interval{Mean: 300, Low: 280, High: 320}, First: math.NaN(), Later: 1.5})
	data, err := r.JSON()
	if err != nil {
		t.Fatal(err)
	}
	var got map[string]any
	if err := json.Unmarshal(data, &got); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{
		"task", "code", "network", "seed", "decisions", "seconds", "experience_seconds", "decisions_per_second", "score", "score_low", "score_high",
		"score_random", "score_ceiling", "score_untrained", "sight", "told", "parameters", "pretraining_seconds", "settings", "machine", "kernels", "program",
	} {
		if _, ok := got[name]; !ok {
			t.Errorf("it has no %s", name)
		}
	}
	if got["score_low"] != 280.0 || got["first_trial_seconds"] != nil || got["later_trial_seconds"] != 1.5 || got["seconds"] != nil {
		t.Errorf("it is %s", data)
	}
	if _, ok := got["lesion"]; ok {
		t.Error("a run that learns has a lesion")
	}
}
