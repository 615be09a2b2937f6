package gridnet

import (
	"encoding/json"
	"math"
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
		{"lambda", "lots", "could not set lambda"},
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
	}
}

func FuzzSet(f *testing.F) {
	f.Add("lambda", "3")
	f.Add("joint.weight", "{}")
	f.Fuzz(func(t *testing.T, name, value string) {
		r := NewModules(2)
		if r.Set(name, value) == nil && r.Validate() != nil {
			t.Errorf("%q=%q was taken and is not valid", name, value)
		}
	})
}

// TestSchedules checks stages of SCIENCE.md 5.1.
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

// TestGFLOP compares with the costs in SCIENCE.md 5.1, which count matrix
// products alone.
func TestGFLOP(t *testing.T) {
	for _, c := range []struct {
		name  string
		r     Recipe
		steps int
		want  float64
	}{
		{"lstm", NewLSTM(), 6, 0.446}, {"lstm", NewLSTM(), 10, 0.719}, {"lstm", NewLSTM(), 16, 1.13},
		{"modules with one module", withoutJoint(NewModules(1)), 6, 0.165}, {"modules with one module", withoutJoint(NewModules(1)), 16, 0.416},
	} {
		got := NewNetwork(c.r, 1).GFLOP(c.steps, 100)
		if math.Abs(got/c.want-1) > 0.15 {
			t.Errorf("an update of %s with %d steps costs %.3f GFLOP, want about %.3f", c.name, c.steps, got, c.want)
		}
	}
}

func withoutJoint(r Recipe) Recipe {
	r.Joint = Joint{}
	return r
}
