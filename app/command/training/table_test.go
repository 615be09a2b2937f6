package training

import (
	"strings"
	"testing"

	"gridrat/brain/report"
)

// TestTable: what was not measured has a dash, and the axis at 59.9° is that
// at 0°.
func TestTable(t *testing.T) {
	spacing, angle, units, loss := 0.62, 59.9, 60, 0.25
	r := report.Results{RecipeName: "modules", Seed: 1, Updates: 7, LossPlace: &loss, Modules: []report.Module{
		{SpacingM: &spacing, OrientationDeg: &angle, LatticeUnits: &units}, {},
	}}
	text := table(r)
	for _, want := range []string{"7 in – s\n", "0 in 0.0 s (–/s)\n", "0.2500, –\n", "spacing 0.62 m, orientation 0° (60 units)", "no lattice"} {
		if !strings.Contains(text, want) {
			t.Errorf("the table lacks %q:\n%s", want, text)
		}
	}
	seconds, rate := 3.5, 2.0
	r.UpdatesThisCall, r.Seconds, r.SecondsThisCall, r.UpdatesPerSecond = 7, &seconds, seconds, &rate
	if text := table(r); !strings.Contains(text, "7 in 3.5 s (2.0/s)\n") || strings.Contains(text, "this call") {
		t.Errorf("of a run made in one call the table says\n%s", text)
	}
}
