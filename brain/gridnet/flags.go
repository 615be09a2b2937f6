package gridnet

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
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
	left, whole := r.changes(base, false), false
	for len(left) > 0 {
		// Each setting must be valid beside those made before it.
		i := slices.IndexFunc(left, func(c [2]string) bool { return base.Set(c[0], c[1]) == nil })
		if i < 0 && !whole {
			// Parts of a setting may be valid only together.
			left, whole = r.changes(base, true), true
			continue
		}
		if i < 0 {
			return nil, false
		}
		flags = append(flags, "-set", left[i][0]+"="+left[i][1])
		left = slices.Delete(left, i, i+1)
	}
	return flags, reflect.DeepEqual(r, base)
}

// changes lists the settings of r that base has otherwise, as names and
// values: of parts where a setting has several, or of whole settings. A list
// of another length is one setting.
func (r Recipe) changes(base Recipe, whole bool) [][2]string {
	var out [][2]string
	have := base.Fields()
	for i, f := range r.Fields() {
		if reflect.DeepEqual(f.Value, have[i].Value) {
			continue
		}
		ours, theirs := f.parts(), have[i].parts()
		if whole || len(ours) != len(theirs) {
			ours, theirs = []Field{f}, []Field{have[i]}
		}
		for k, part := range ours {
			if reflect.DeepEqual(part.Value, theirs[k].Value) {
				continue
			}
			text, err := json.Marshal(part.Value)
			if err != nil {
				panic("gridnet: " + err.Error()) // recipes are finite numbers and words
			}
			if v := reflect.ValueOf(part.Value); v.Kind() == reflect.String {
				text = []byte(v.String())
			}
			out = append(out, [2]string{part.Name, string(text)})
		}
	}
	return out
}
