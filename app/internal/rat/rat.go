// Package rat has trajectories as they might have been recorded of a rat. Tests
// alone import it.
package rat

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"gridrat/world"
)

// Tick is the time between two rows, s.
const Tick = 0.02

// Row is where the rat was at a time.
type Row struct {
	Seconds float64
	At      world.Vec
}

// Foraged is a trajectory of so many seconds in a square box, by the published
// motion.
func Foraged(rng *rand.Rand, size, seconds float64) []Row {
	m := world.PublishedForaging()
	m.Tick, m.Stored = Tick, Tick
	var walk world.Paths
	walk.Walk(rng, world.Enclosure{Shape: world.Square, Size: size}, m, int(seconds/Tick), 1)
	rows := make([]Row, walk.Steps+1)
	for i := range rows {
		rows[i] = Row{Tick * float64(i), walk.At(i, 0).Pos}
	}
	return rows
}

// CSV is a trajectory as a file, in seconds and metres.
func CSV(rows []Row) string {
	var b strings.Builder
	b.WriteString("t,x,y\n")
	for _, r := range rows {
		fmt.Fprintf(&b, "%.2f,%.4f,%.4f\n", r.Seconds, r.At.X, r.At.Y)
	}
	return b.String()
}
