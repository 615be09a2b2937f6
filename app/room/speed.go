package room

import (
	"fmt"
	"math"
)

// SpeedLabel says how fast a watched rat is to go, 1 being real time, and, while it
// plays and there is not the time for that, how fast it does.
func SpeedLabel(wanted, reached float64, playing bool) string {
	label := fmt.Sprintf("%.0f×", wanted)
	if wanted < 1 {
		label = fmt.Sprintf("1/%.0f×", 1/wanted)
	}
	if playing && math.Abs(reached/wanted-1) > 0.1 {
		label += fmt.Sprintf(" (%.2g)", reached)
	}
	return label
}
