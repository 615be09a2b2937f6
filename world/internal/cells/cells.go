// Package cells draws rooms full of walls for tests. Tests alone import it.
package cells

import (
	"math/rand/v2"

	"gridrat/world"
	"gridrat/world/space"
)

// Random is a room of 11 x 11 cells of 0.25 m with 80 inner walls along cell
// borders, drawn at random, whose tags are 0 to 79.
func Random(rng *rand.Rand, thickness float64) *space.Space {
	const side, n = 0.25, 11
	room := world.Enclosure{Shape: world.Square, Size: side * n}
	var walls []space.Wall
	for len(walls) < 80 {
		x, y := 1+rng.IntN(n-1), 1+rng.IntN(n-1)
		a := world.Vec{X: float64(x)*side - room.Half(), Y: float64(y)*side - room.Half()}
		b := a.Add([]world.Vec{{X: side}, {Y: side}}[rng.IntN(2)])
		walls = append(walls, space.Wall{A: a, B: b, Thickness: thickness, Tag: int32(len(walls))})
	}
	s, err := space.New(room.Outline(), walls)
	if err != nil {
		panic(err)
	}
	return s
}
