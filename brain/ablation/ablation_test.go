package ablation

import (
	"bytes"
	"encoding/csv"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"

	"gridrat/brain/gridnet"
	"gridrat/brain/survey"
)

// TestRowsChangeWhatTheySay: the difference of each row to its base is what
// its settings name, and nothing else.
func TestRowsChangeWhatTheySay(t *testing.T) {
	seen := map[string]bool{}
	for _, row := range Rows() {
		if seen[row.Name] || row.Meaning == "" || !strings.HasSuffix(row.Meaning, ".") || len(row.Bases) == 0 {
			t.Errorf("row %+v", row)
		}
		seen[row.Name] = true
		for _, b := range Bases() {
			if !row.For(b) {
				continue
			}
			base, recipe := Rows()[0].Recipe(b), row.Recipe(b)
			if err := recipe.Validate(); err != nil {
				t.Errorf("%s of %s: %v", row.Name, b.Name, err)
			}
			if row.Modules > 0 {
				base = gridnet.NewModules(row.Modules)
			}
			named := map[string]string{}
			for _, s := range row.Set {
				name, value, _ := strings.Cut(s, "=")
				named[name] = value
			}
			before := base.Settings()
			for i, f := range recipe.Settings() {
				changed := !reflect.DeepEqual(f, before[i])
				top, _, _ := strings.Cut(strings.NewReplacer("[", ".").Replace(f.Name), ".")
				_, exact := named[f.Name]
				_, whole := named[top]
				if changed && !exact && !whole {
					t.Errorf("%s of %s changes %s, which it does not name", row.Name, b.Name, f.Name)
				}
			}
			if row.Same(b) != (len(row.Set) == 0 && len(recipe.Modules) == max(b.Modules, 1)) &&
				!(row.Name == "lambda-35" && b.Name == "modules") && !(row.Name == "lambda-50" && b.Name != "modules") {
				t.Errorf("%s of %s: the same as the base is %v", row.Name, b.Name, row.Same(b))
			}
		}
	}
	for _, c := range []struct{ row, base, want string }{
		{"baseline", "modules", "24.5, 35, 35"}, {"lambda-9", "modules", "6.3, 9, 9"}, {"lambda-0", "one", "0"}, {"baseline", "lstm", "50"},
		{"dropout-0.5", "modules", "0, 0, 0"}, {"modules-4", "modules", "17.5, 24.5, 35, 35"}, {"ratio-1.4", "modules", "17.5, 24.5, 35"},
	} {
		row, err := RowNamed(c.row)
		b, err2 := BaseNamed(c.base)
		if err != nil || err2 != nil || Lambdas(row.Recipe(b)) != c.want {
			t.Errorf("%s of %s has lambda %s, want %s", c.row, c.base, Lambdas(row.Recipe(b)), c.want)
		}
	}
	if _, err := RowNamed("lambda-3"); err == nil || !strings.Contains(err.Error(), "baseline, lambda-0") {
		t.Errorf("an unknown row: %v", err)
	}
	if _, err := BaseNamed("paper"); err == nil || !strings.Contains(err.Error(), "modules, one, lstm") {
		t.Errorf("an unknown base: %v", err)
	}
}

// TestRatio: the widths of ratio-1.4 are that far apart, and each lattice of
// place cells is about as fine for its width as those of the recipe.
func TestRatio(t *testing.T) {
	for _, c := range []struct {
		name string
		want float64
	}{{"ratio-1.3", 1.3}, {"ratio-1.4", 1.4}} {
		row, _ := RowNamed(c.name)
		modules := row.Recipe(Bases()[0]).Modules
		for i, m := range modules {
			if pitch := (2.2 + 2*m.Pad) / float64(m.Side-1) / m.Sigma; pitch < 1.05 || pitch > 1.25 {
				t.Errorf("%s, module %d: centres are %.2f widths apart", c.name, i+1, pitch)
			}
			if i > 0 && math.Abs(m.Sigma/modules[i-1].Sigma-c.want) > 0.015 {
				t.Errorf("%s: ratio %v", c.name, m.Sigma/modules[i-1].Sigma)
			}
		}
	}
}

// TestPlan: every row of every base has a run, one that two rows share only
// once.
func TestPlan(t *testing.T) {
	cells := Plan(Rows(), Bases(), []uint64{1, 2})
	table := NewTable(5)
	for _, c := range cells {
		if table.Find(c.Recipe(), c.Seed) != nil {
			t.Errorf("%s of %s is planned twice", c.Row.Name, c.Base.Name)
		}
		table.Runs = append(table.Runs, Run{Row: c.Row.Name, Base: c.Base.Name, Seed: c.Seed, Settings: c.Recipe()})
	}
	for _, r := range Rows() {
		for _, b := range Bases() {
			if got, want := len(table.Of(r, b)), 2; r.For(b) && got != want || !r.For(b) && got != 0 {
				t.Errorf("%s of %s has %d runs", r.Name, b.Name, got)
			}
		}
	}
	half := len(cells) / 2
	if cells[half-1].Seed != 1 || cells[half].Seed != 2 {
		t.Error("the first seed does not come first")
	}
}

// small is a cell that trains in no time.
func small(seed uint64) Cell {
	return Cell{Row{"small", "Small.", 1, []string{"units=4", "joint.hidden=4", `horizons=[{"from":0,"steps":3,"batch":8}]`}, []string{"one"}}, Bases()[1], seed}
}

func ran(t *testing.T, c Cell) Run {
	t.Helper()
	tr, err := gridnet.NewTrainer(c.Recipe(), c.Seed, 2)
	if err != nil {
		t.Fatal(err)
	}
	defer tr.Close()
	var loss gridnet.Loss
	for range 3 {
		if loss, err = tr.Step(); err != nil {
			t.Fatal(err)
		}
	}
	run, err := Measure(t.Context(), c, tr, 2, 0.5, loss, "v1")
	if err != nil {
		t.Fatal(err)
	}
	return run
}

// TestTable: a table that was written is read again as it was; what is none,
// or was tampered with, is not.
func TestTable(t *testing.T) {
	table := NewTable(3)
	table.Runs = []Run{ran(t, small(1)), ran(t, small(2))}
	r := table.Runs[0]
	if r.Units != 4 || r.Updates != 3 || !(r.NeverMovedCM > 10) || !(r.UntrainedCM > 0) || !(r.ErrorCM > 0) || !(r.Loss > 0) || r.Seconds != 0.5 || len(r.Spacings) != 1 ||
		!strings.Contains(r.Command, "-recipe modules -modules 1 -set units=4") || !strings.HasSuffix(r.Command, "-updates 3 -seed 1") {
		t.Errorf("run %+v", r)
	}
	if r.Untrained == r.Trained {
		t.Error("the untrained network scores as the trained one does")
	}
	data, err := table.JSON()
	if err != nil {
		t.Fatal(err)
	}
	again, err := Read(data)
	if err != nil {
		t.Fatal(err)
	}
	if twice, _ := again.JSON(); !bytes.Equal(data, twice) {
		t.Error("read and written again, it differs")
	}
	if again.Find(small(2).Recipe(), 2) == nil || again.Find(small(2).Recipe(), 3) != nil {
		t.Error("runs are not found by recipe and seed")
	}
	cells := []Cell{small(1)}
	if err := again.Fits(3, cells); err != nil {
		t.Error(err)
	}
	if err := again.Fits(4, cells); err == nil || !strings.Contains(err.Error(), "3 updates, not 4") {
		t.Errorf("other updates: %v", err)
	}
	cells[0].Row.Set = append(slices.Clone(cells[0].Row.Set), "lambda=3")
	if err := again.Fits(3, cells); err == nil || !strings.Contains(err.Error(), "small of one with seed 1 has other settings") {
		t.Errorf("other settings: %v", err)
	}
	for _, c := range []struct{ old, new, want string }{
		{"{", "[", "it is damaged"},
		{`"gridrat ablations"`, `"gridrat results"`, `its format is "gridrat results"; it must be "gridrat ablations"`},
		{`"version": 1`, `"version": 2`, "its version is 2; this program reads version 1"},
		{`"runs":`, `"rums":`, "unknown field"},
		{`"updates": 3,` + "\n   \"program\"", `"updates": 4,` + "\n   \"program\"", "run 1, small of one with seed 1: it has 4 updates; the table's have 3"},
		{`"units": 4,` + "\n   \"trained\"", `"units": 9,` + "\n   \"trained\"", "it has 9 units; its settings give 4"},
		{`"beyond_null": `, `"beyond_null": 7`, "one of its fractions is 7"},
		{`"step_scale": 0.04`, `"step_scale": -1`, "its settings cannot be: step_scale is -1"},
	} {
		broken := strings.Replace(string(data), c.old, c.new, 1)
		if broken == string(data) {
			t.Fatalf("%q is not in the file", c.old)
		}
		if _, err := Read([]byte(broken)); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", c.new, err, c.want)
		}
	}
	text, err := table.CSV()
	if err != nil {
		t.Fatal(err)
	}
	lines, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
	if err != nil || len(lines) != 3 || lines[1][0] != "small" || lines[2][2] != "2" || lines[2][len(lines[2])-1] != table.Runs[1].Command {
		t.Errorf("ablations.csv: %v, %v", lines, err)
	}
}

func FuzzRead(f *testing.F) {
	data, err := NewTable(3).JSON()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data)
	f.Add([]byte(`{"format":"gridrat ablations","version":1,"runs":[{}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		table, err := Read(data)
		if err != nil {
			return
		}
		if _, err := table.JSON(); err != nil {
			t.Error(err)
		}
		if _, err := table.CSV(); err != nil {
			t.Error(err)
		}
	})
}

func TestSpread(t *testing.T) {
	for _, c := range []struct {
		x    []survey.Number
		want string
	}{
		{nil, "–"}, {[]survey.Number{survey.Number(math.NaN())}, "–"}, {[]survey.Number{0.5}, "0.50"},
		{[]survey.Number{0.5, survey.Number(math.NaN()), 0.7}, "0.60 (0.50–0.70)"}, {[]survey.Number{0.5, 0.501}, "0.50"},
	} {
		var runs []*Run
		for _, x := range c.x {
			runs = append(runs, &Run{ErrorCM: x})
		}
		if got := Over(runs, func(r *Run) survey.Number { return r.ErrorCM }).Format("%.2f"); got != c.want {
			t.Errorf("%v gives %q, want %q", c.x, got, c.want)
		}
	}
}
