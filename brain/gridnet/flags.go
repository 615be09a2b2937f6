package gridnet

import (
	"fmt"

	"gridrat/brain/setting"
)

// Flags returns the command-line flags of `train` that give the recipe: the
// named recipe that it is a change of, its number of modules, and settings in
// an order in which each of them is valid. ok is false where no flags give
// it: for a name of its own, or the cells of a published network.
func (r Recipe) Flags() (flags []string, ok bool) {
	base, err := NewRecipe(r.Name)
	if err != nil || r.GivenCells() || r.HeadDirection.Angles != nil {
		return nil, false
	}
	flags = []string{"-recipe", r.Name}
	if n := len(r.Modules); r.Name == "modules" && n != len(base.Modules) && n <= 4 {
		base = NewModules(n)
		flags = append(flags, "-modules", fmt.Sprint(n))
	}
	sets, ok := setting.Changes(r, base, Recipe.Validate)
	if sets == nil {
		return nil, false
	}
	for _, s := range sets {
		flags = append(flags, "-set", s)
	}
	return flags, ok
}
