package unit

import (
	"strconv"
	"strings"

	"gridrat/world"
)

// Pair reads two finite numbers that people typed, such as the sides of a box or a
// place.
func Pair(a, b string) (v world.Vec, ok bool) {
	var err, err2 error
	v.X, err = strconv.ParseFloat(strings.TrimSpace(a), 64)
	v.Y, err2 = strconv.ParseFloat(strings.TrimSpace(b), 64)
	return v, err == nil && err2 == nil && v.Finite()
}
