package command

import (
	"cmp"
	"os"
	"strings"

	"gridrat/brain/gridnet"
	"gridrat/world/maze"
)

// RecipeFlags choose what is learnt, in the window and without it.
type RecipeFlags struct {
	Named   string   `name:"recipe" help:"Recipe: modules (if none is named), lstm, paper or egocentric." xor:"recipe"`
	Modules int      `help:"Number of modules of recipe modules, 1 to 4; 0 is the 3 of the recipe." xor:"modules"`
	Seed    uint64   `help:"Seed of weights, cells, trajectories and dropout." default:"1"`
	Map     string   `help:"Learn in a map (JSON, or a text maze .txt) in place of the recipe's own enclosure: rats walk on the floor that they reach from its starts." placeholder:"FILE" xor:"map"`
	Set     []string `help:"Change a setting of the recipe, as lambda=0 or joint.weight=0.3; may be repeated, and the order counts." placeholder:"NAME=VALUE" sep:"none" xor:"set"`
}

// Recipe is what the flags describe.
func (f *RecipeFlags) Recipe() (gridnet.Recipe, error) {
	r, err := gridnet.NewRecipe(cmp.Or(f.Named, "modules"))
	if err != nil {
		return r, Misuse(err)
	}
	switch {
	case f.Modules == 0:
	case r.Name != "modules":
		return r, Misusef("-modules is for recipe modules; recipe %s has a number of its own", r.Name)
	case f.Modules < 1 || f.Modules > 4:
		return r, Misusef("-modules is %d; it must lie between 1 and 4", f.Modules)
	default:
		r = gridnet.NewModules(f.Modules)
	}
	for _, s := range f.Set {
		name, value, ok := strings.Cut(s, "=")
		if !ok {
			return r, Misusef("-set is %q; it must be NAME=VALUE, as -set lambda=0", s)
		}
		if err := r.Set(name, value); err != nil {
			return r, Misuse(err)
		}
	}
	if f.Map == "" {
		return r, nil
	}
	data, err := os.ReadFile(f.Map)
	if err != nil {
		return r, Misusef("could not read the map of -map: %w", err)
	}
	m, err := maze.Open(f.Map, data)
	if err != nil {
		return r, Misusef("could not read the map %s: %w", f.Map, err)
	}
	if r = r.In(&m); r.Validate() != nil {
		return r, Misusef("%s: %w", f.Map, r.Validate())
	}
	return r, nil
}
