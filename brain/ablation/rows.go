// Package ablation asks what hexagons need: recipes with one ingredient taken
// away or changed at a time, what is measured of each, and the table of all.
package ablation

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"gridrat/brain/gridnet"
)

// Base is a recipe that ingredients are taken from.
type Base struct {
	Name    string
	Title   string
	Recipe  string // as in gridnet.NewRecipe
	Modules int    // of recipe modules; 0 elsewhere
}

// Bases lists the recipes, the default first.
func Bases() []Base {
	return []Base{
		{"modules", "three modules", "modules", 3},
		{"one", "one module", "modules", 1},
		{"lstm", "lstm", "lstm", 0},
	}
}

// BaseNamed returns the base of that name.
func BaseNamed(name string) (Base, error) {
	return named("recipe of ablations", Bases(), func(b Base) string { return b.Name }, name)
}

// named returns the one of that name; of is what they all are.
func named[T any](of string, all []T, nameOf func(T) string, name string) (found T, err error) {
	var names []string
	for _, x := range all {
		if nameOf(x) == name {
			return x, nil
		}
		names = append(names, nameOf(x))
	}
	return found, fmt.Errorf("no %s is called %q; there are %s", of, name, strings.Join(names, ", "))
}

// Row is one change of a recipe.
type Row struct {
	Name    string
	Meaning string   // in a sentence
	Modules int      // that the recipe has instead of its own number; 0 leaves it
	Set     []string // settings, as NAME=VALUE
	Bases   []string // for which it makes sense
}

var (
	all     = []string{"modules", "one", "lstm"}
	joint   = []string{"modules", "one"}
	modular = []string{"modules"}
)

// Rows lists the changes. Lambda is that of the recipe, of which each module
// has its own share: 0.7 in the smallest of three modules, 1 elsewhere.
func Rows() []Row {
	rows := []Row{{"baseline", "The recipe as it is.", 0, nil, all}}
	for _, l := range []int{0, 1, 9, 20, 35, 50} {
		meaning := fmt.Sprintf("Dropout in its expected form with λ = %d, a rate of %.2f.", l, float64(l)/float64(l+1))
		if l == 0 {
			meaning = "No dropout: λ = 0."
		}
		rows = append(rows, Row{fmt.Sprintf("lambda-%d", l), meaning, 0, []string{fmt.Sprintf("lambda=%d", l)}, all})
	}
	return append(rows,
		Row{"dropout-0.5", "Real random dropout at the paper's rate of 0.5 in place of λ.", 0, []string{"lambda=0", "dropout=0.5"}, all},
		Row{"dropout-0.9", "Real random dropout at a rate of 0.9 in place of λ.", 0, []string{"lambda=0", "dropout=0.9"}, all},
		Row{"linear", "Linear units, which can be negative.", 0, []string{"activation=linear"}, all},
		Row{"tanh", "Units with a hyperbolic tangent, which can be negative.", 0, []string{"activation=tanh"}, all},
		Row{"random-centres", "Place cells with random centres, not on a lattice.", 0, []string{"centres=random"}, all},
		Row{"plain-dog", "A plain difference of Gaussians as the place code, not band-limited.", 0, []string{"target=dog"}, all},
		Row{"joint-gradient", "The joint read-out's gradient let through into the modules, with weight 0.3.", 0, []string{"joint.weight=0.3", "joint.gradient=1"}, joint},
		Row{"modules-1", "One module of 128 units, with the schedule of its own.", 1, nil, modular},
		Row{"modules-2", "Two modules, widths 0.168 and 0.235 m.", 2, nil, modular},
		Row{"modules-3", "Three modules, widths 0.168, 0.22 and 0.285 m.", 3, nil, modular},
		Row{"modules-4", "Four modules, widths 0.15, 0.195, 0.25 and 0.33 m.", 4, nil, modular},
		Row{"ratio-1.3", "Widths 1.3 apart: 0.168, 0.22 and 0.285 m with λ 24.5, 35 and 35.", 3, nil, modular},
		Row{"ratio-1.4", "Widths 1.4 apart: 0.15, 0.21 and 0.294 m with λ 17.5, 24.5 and 35.", 3,
			[]string{`modules=[{"sigma":0.15,"side":15,"pad":0.135,"lambda":0.5},{"sigma":0.21,"side":12,"pad":0.189,"lambda":0.7},{"sigma":0.294,"side":9,"pad":0.2646,"lambda":1}]`}, modular},
	)
}

// RowNamed returns the row of that name.
func RowNamed(name string) (Row, error) {
	return named("ablation", Rows(), func(r Row) string { return r.Name }, name)
}

// For tells whether the row makes sense for a base.
func (r Row) For(b Base) bool { return slices.Contains(r.Bases, b.Name) }

// Recipe is the base's recipe with the row's change. It panics if the row does
// not make sense for the base.
func (r Row) Recipe(b Base) gridnet.Recipe {
	if !r.For(b) {
		panic("ablation: " + r.Name + " is not for " + b.Name)
	}
	recipe, err := gridnet.NewRecipe(b.Recipe)
	if n := max(r.Modules, 0); n > 0 || b.Modules > 0 {
		if n == 0 {
			n = b.Modules
		}
		recipe = gridnet.NewModules(n)
	}
	for _, s := range r.Set {
		name, value, _ := strings.Cut(s, "=")
		if err == nil {
			err = recipe.Set(name, value)
		}
	}
	if err != nil {
		panic("ablation: " + r.Name + ": " + err.Error())
	}
	return recipe
}

// Same tells whether the row changes nothing of the base, such as a lambda
// that is the recipe's own.
func (r Row) Same(b Base) bool { return reflect.DeepEqual(r.Recipe(b), Rows()[0].Recipe(b)) }

// Lambdas says what lambda each module of a recipe has at the beginning.
func Lambdas(r gridnet.Recipe) string {
	var out []string
	for _, m := range r.Modules {
		out = append(out, fmt.Sprintf("%.4g", r.Lambda*m.Lambda))
	}
	return strings.Join(out, ", ")
}

// Cell is one run of the table.
type Cell struct {
	Row  Row
	Base Base
	Seed uint64
}

// Recipe is what the run trains.
func (c Cell) Recipe() gridnet.Recipe { return c.Row.Recipe(c.Base) }

// Plan lists the runs of some rows, bases and seeds, seeds last so that a
// whole table of one seed is there first. A recipe that two rows share is
// run once.
func Plan(rows []Row, bases []Base, seeds []uint64) []Cell {
	var out []Cell
	for _, seed := range seeds {
		var known []gridnet.Recipe
		for _, b := range bases {
			for _, r := range rows {
				if !r.For(b) {
					continue
				}
				recipe := r.Recipe(b)
				if slices.ContainsFunc(known, func(k gridnet.Recipe) bool { return reflect.DeepEqual(k, recipe) }) {
					continue
				}
				known = append(known, recipe)
				out = append(out, Cell{r, b, seed})
			}
		}
	}
	return out
}
