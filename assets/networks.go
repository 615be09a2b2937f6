package assets

import "embed"

//go:embed networks
var networks embed.FS

// Pretrained returns the trained network of a recipe, a checkpoint without its
// optimiser, as networks/README.md says how to make; ok is false if there is
// none.
func Pretrained(recipe string) (checkpoint []byte, ok bool) {
	data, err := networks.ReadFile("networks/" + recipe + ".npz")
	return data, err == nil
}
