package gridnet

import (
	"encoding/json"
	"math"
	"reflect"
	"strings"
	"testing"
)

func TestRecipesAreValid(t *testing.T) {
	for _, name := range RecipeNames() {
		r, err := NewRecipe(name)
		if err != nil {
			t.Fatal(err)
		}
		if err := r.Validate(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	for n := 1; n <= 4; n++ {
		if err := NewModules(n).Validate(); err != nil {
			t.Errorf("%d modules: %v", n, err)
		}
	}
}

func TestSet(t *testing.T) {
	for _, c := range []struct{ name, value, want string }{
		{"lambda", "0", ""},
		{"activation", "tanh", ""},
		{"joint.weight", "0.3", ""},
		{"enclosure.shape", "circle", ""},
		{"modules", `[{"sigma": 0.2, "side": 10, "pad": 0.1, "lambda": 1}]`, ""},
		{"lamda", "0", `no setting is called "lamda"; there are name, `},
		{"lambda", "-3", "lambda is -3; it must lie between 0 and 200"},
		{"modules[1].sigma", "0.25", ""},
		{"modules.1.sigma", "0.25", ""},
		{"horizons[2].steps", "12", ""},
		{"Lambda", "2", ""},
		{"joint", `{"weight": 0.5}`, ""},
		{"lambda", "lots", `could not set lambda to "lots": it must be a number between 0 and 200`},
		{"lambda", "null", "it must be a number between 0 and 200"},
		{"lambda", "1e999", "it must be a number between 0 and 200"},
		{"units", "1.5", "it must be a whole number between 1 and 4096"},
		{"activation", "3", `could not set activation to "3": it must be a word`},
		{"modules", "foo", `it must be a list, as [{"sigma":0,"side":0,"pad":0,"lambda":0}, ...]; a single entry is changed by its name, as modules[0].sigma`},
		{"modules", `[{"sigma": "wide"}]`, "its part sigma must be a number"},
		{"joint", "5", `a single part is changed by its name, as joint.hidden`},
		{"joint", `{"wight": 1}`, `it has no part "wight"; there are hidden, side, `},
		{"joint.wight", "1", `no setting is called "joint.wight"; joint has hidden, side, `},
		{"modules[3].sigma", "1", `no setting is called "modules[3].sigma"; modules has 3 entries, the first is modules[0]`},
		{"modules.x.sigma", "1", "modules has 3 entries"},
		{"modules[-1]", "1", "modules has 3 entries"},
		{"modules[1].width", "1", "modules[1] has sigma, side, pad, lambda"},
		{"modules[1].sigma.x", "1", "modules[1].sigma has no parts"},
		{"modules[1].sigma", "x", "it must be a number"},
		{"lambda.x", "1", "lambda has no parts"},
		{"", "1", "there are name, "},
		{"activation", "sigmoid", `activation is "sigmoid"; it must be relu or linear or tanh`},
		{"horizons", "[]", "horizons must start with one from update 0"},
		{"modules", "[]", "it must have 1 to 8"},
		{"input", "egocentric", "does not know its heading"},
		{"enclosure.size", "99", "size is 99 m"},
	} {
		r := NewModules(3)
		before, _ := json.Marshal(r)
		err := r.Set(c.name, c.value)
		after, _ := json.Marshal(r)
		if c.want == "" {
			if err != nil || string(before) == string(after) {
				t.Errorf("%s=%s: %v", c.name, c.value, err)
			}
			continue
		}
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s=%s: error %v, want %q", c.name, c.value, err, c.want)
		}
		if string(before) != string(after) {
			t.Errorf("%s=%s changed the recipe", c.name, c.value)
		}
		for _, jargon := range []string{"json", "Go ", "gridnet.", "unmarshal"} {
			if err != nil && strings.Contains(err.Error(), jargon) {
				t.Errorf("%s=%s: %v is no sentence for a user", c.name, c.value, err)
			}
		}
	}
}

// TestSettings: every single setting has a name that Set takes, a value that
// can be set again, and something that explains it.
func TestSettings(t *testing.T) {
	for _, name := range RecipeNames() {
		r, err := NewRecipe(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range r.Settings() {
			if f.Doc == "" {
				t.Errorf("%s: %s is not explained", name, f.Name)
			}
			before, _ := json.Marshal(r)
			value, err := json.Marshal(f.Value)
			if err != nil || strings.ContainsAny(string(value), "{}[]") {
				t.Errorf("%s: %s is %s, no single value", name, f.Name, value)
			}
			if err := r.Set(f.Name, strings.Trim(string(value), `"`)); err != nil {
				t.Errorf("%s: %v", name, err)
			}
			if after, _ := json.Marshal(r); string(after) != string(before) {
				t.Errorf("%s: setting %s to what it was changed the recipe", name, f.Name)
			}
		}
	}
	r := NewModules(3)
	if err := r.Set("modules[1].sigma", "0.25"); err != nil || r.Modules[1].Sigma != 0.25 || !reflect.DeepEqual(r.Modules[0], NewModules(3).Modules[0]) {
		t.Errorf("modules are %+v after one was changed (%v)", r.Modules, err)
	}
}

func FuzzSet(f *testing.F) {
	f.Add("lambda", "3")
	f.Add("joint.weight", "{}")
	f.Add("modules[1].sigma", "0.3")
	f.Add("horizons.1", "null")
	f.Add("modules", `[{"points":5}]`)
	f.Fuzz(func(t *testing.T, name, value string) {
		r := NewModules(2)
		if r.Set(name, value) == nil && r.Validate() != nil {
			t.Errorf("%q=%q was taken and is not valid", name, value)
		}
	})
}

// TestSchedules checks the stages that the recipes' comments promise.
func TestSchedules(t *testing.T) {
	r := NewModules(3)
	for update, want := range map[int][2]int{0: {6, 100}, 1199: {6, 100}, 1200: {10, 100}, 2000: {30, 50}, 4499: {50, 50}} {
		if h := r.HorizonAt(update); h.Steps != want[0] || h.Batch != want[1] {
			t.Errorf("update %d has %d steps, batch %d, want %v", update, h.Steps, h.Batch, want)
		}
	}
	for update, want := range map[int]float64{0: 3e-3, 2000: 3e-3, 3250: 3e-3 * math.Sqrt(0.1), 4500: 3e-4, 9999: 3e-4} {
		if got := r.RateAt(update); math.Abs(got/want-1) > 1e-9 {
			t.Errorf("learning rate of update %d is %v, want %v", update, got, want)
		}
	}
	if got := NewLSTM().LambdaAt(4000); math.Abs(got-20) > 1e-9 {
		t.Errorf("lambda of `lstm` ends at %v, want 20", got)
	}
}

// TestGFLOP compares with counts by hand of the matrix products of an update:
// 2 operations per weight and row forward; backward as many for the gradient
// of the weights and as many for that of the input, the latter only where
// something learns from it. Rows are trajectories times steps; for the
// weights of the start they are trajectories, for the joint read-out
// trajectories times the steps at which it learns.
func TestGFLOP(t *testing.T) {
	// All weights of a layer, and those whose input learns too, per row.
	const whole, first = 6, 4
	var (
		// 128 hidden units with four gates, 3 inputs; start and cell from 256
		// place and 12 head-direction cells; g; both read-outs.
		paper = func(units, steps, batch int) int {
			rows := steps * batch
			return rows*(whole*4*128*128+first*4*128*3+whole*128*units+whole*units*(256+12)) +
				batch*first*2*(256+12)*128
		}
		// The same with 225 place cells and 128 units.
		lstm = func(steps, batch int) int {
			rows := steps * batch
			return rows*(whole*4*128*128+first*4*128*3+whole*128*128+whole*128*(225+12)) +
				batch*first*2*(225+12)*128
		}
		// Modules of 64 units, 2 inputs, cells as places in all; 256 joint units
		// read 256 cells at 3 steps, and nothing of theirs reaches the modules.
		modules = func(count, units, places, steps, batch int) int {
			rows := steps * batch
			return rows*(count*(whole*units*units+first*2*units)+whole*units*places) +
				batch*first*places*units +
				3*batch*(first*count*units*256+whole*256*256)
		}
		three = func(steps, batch int) int { return modules(3, 64, 14*14+11*11+9*9, steps, batch) }
	)
	paper256 := NewPaper()
	paper256.Units = 256
	for _, c := range []struct {
		name         string
		r            Recipe
		steps, batch int
		flop         int
		want         float64 // the same in GFLOP, worked out
	}{
		{"paper", NewPaper(), 100, 10, paper(512, 100, 10), 1.61861632},
		{"paper with 256 units", paper256, 100, 10, paper(256, 100, 10), 1.01036032},
		{"lstm", NewLSTM(), 6, 100, lstm(6, 100), 0.4320768},
		{"lstm", NewLSTM(), 10, 100, lstm(10, 100), 0.7039488},
		{"lstm", NewLSTM(), 16, 100, lstm(16, 100), 1.1117568},
		{"modules", NewModules(3), 6, 100, three(6, 100), 0.3239936},
		{"modules", NewModules(3), 10, 100, three(10, 100), 0.415232},
		{"modules", NewModules(3), 16, 100, three(16, 100), 0.5520896},
		{"modules", NewModules(3), 30, 50, three(30, 50), 0.435712},
		{"modules", NewModules(3), 50, 50, three(50, 50), 0.663808},
		{"modules with one module", NewModules(1), 6, 100, modules(1, 128, 14*14, 6, 100), 0.3172352},
		{"modules with one module", NewModules(1), 16, 100, modules(1, 128, 14*14, 16, 100), 0.5670912},
	} {
		got := NewNetwork(c.r, 1).GFLOP(c.steps, c.batch)
		if math.Abs(got-float64(c.flop)/1e9) > 1e-12 || math.Abs(got-c.want) > 1e-12 {
			t.Errorf("an update of %s with %d steps of %d trajectories costs %.9f GFLOP, want %.9f, which by hand is %d operations", c.name, c.steps, c.batch, got, c.want, c.flop)
		}
	}
}

// TestSettingsAreNoData: the places of hundreds of given cells are part of a
// recipe, but no settings.
func TestSettingsAreNoData(t *testing.T) {
	r := NewPaper()
	before := len(r.Settings())
	r.Modules[0].Points = make([][2]float64, 256)
	r.HeadDirection.Angles = make([]float64, 12)
	if n := len(r.Settings()); n != before {
		t.Errorf("%d settings with given cells, %d without", n, before)
	}
}
