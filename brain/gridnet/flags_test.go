package gridnet

import (
	"reflect"
	"strings"
	"testing"
)

// made reads flags as `train` does.
func made(t *testing.T, flags []string) Recipe {
	t.Helper()
	var r Recipe
	for i := 0; i+1 < len(flags); i += 2 {
		value := flags[i+1]
		var err error
		switch flags[i] {
		case "-recipe":
			r, err = NewRecipe(value)
		case "-modules":
			r = NewModules(int(value[0] - '0'))
		case "-set":
			name, v, _ := strings.Cut(value, "=")
			err = r.Set(name, v)
		}
		if err != nil {
			t.Fatalf("%q: %v", flags, err)
		}
	}
	return r
}

// TestFlags: the flags of a recipe give it again, whatever was changed in it.
func TestFlags(t *testing.T) {
	for _, c := range []struct {
		flags []string
		want  string // of the flags again; "" is the same
	}{
		{[]string{"-recipe", "paper"}, ""},
		{[]string{"-recipe", "paper", "-set", "enclosure.shape=circle", "-set", "units=256", "-set", "dropout=0"}, ""},
		{[]string{"-recipe", "modules", "-modules", "2", "-set", "modules[1].sigma=0.3", "-set", "joint.gradient=1"}, ""},
		{[]string{"-recipe", "modules", "-set", "lambda=0"}, ""},
		{[]string{"-recipe", "lstm", "-set", "activation=tanh", "-set", "lambda_ramp.to=9000"}, ""},
		// Shards must come first: a batch of two has no four parts.
		{[]string{"-recipe", "lstm", "-set", "shards=2", "-set", `horizons=[{"from":0,"steps":4,"batch":2}]`}, ""},
		// Parts of a ramp are valid only together.
		{[]string{"-recipe", "paper", "-set", "dropout=0", "-set", `rate_ramp={"from":300000,"to":310000,"factor":0.02}`}, ""},
		{[]string{"-recipe", "modules", "-modules", "3"}, "-recipe modules"},
	} {
		r := made(t, c.flags)
		got, ok := r.Flags()
		want := c.want
		if want == "" {
			want = strings.Join(c.flags, " ")
		}
		if !ok || len(got) != len(strings.Fields(want)) || !reflect.DeepEqual(made(t, got), r) {
			t.Errorf("%q gives %q (%v)", c.flags, got, ok)
		}
	}
	r := NewPaper()
	r.Modules[0].Points = [][2]float64{{0, 0}, {1, 1}, {0, 1}}
	if _, ok := r.Flags(); ok {
		t.Error("a recipe with cells of its own has flags")
	}
	r = NewPaper()
	r.Name = "mine"
	if _, ok := r.Flags(); ok {
		t.Error("a recipe of an unknown name has flags")
	}
}
