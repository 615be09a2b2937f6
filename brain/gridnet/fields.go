package gridnet

import "gridrat/brain/setting"

// Field is one setting of a Recipe, as flags and the settings panel show it.
type Field = setting.Field

// Fields lists the settings of r in the order of the struct.
func (r Recipe) Fields() []Field { return setting.Fields(r) }

// Settings lists every single number and word of r under the name by which
// Set knows it, such as modules[1].sigma. What files may leave out is data,
// such as the centres of a published network's place cells, and no setting.
func (r Recipe) Settings() []Field { return setting.Parts(r) }

// Set changes the setting called name, or a part of it (joint.weight,
// modules[1].sigma or modules.1.sigma), to value: a number, a word, or JSON.
// The result is valid or r is unchanged.
func (r *Recipe) Set(name, value string) error { return setting.Set(r, name, value, Recipe.Validate) }
