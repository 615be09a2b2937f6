package survey

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"gridrat/brain/tuning"
)

// TestReadme: the README of scores has the definitions that results carry, and
// the numbers of the program.
func TestReadme(t *testing.T) {
	data, err := os.ReadFile(filepath.Join("..", "tuning", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	text := string(data)
	var rows strings.Builder
	all := definitions()
	for _, name := range slices.Sorted(maps.Keys(all)) {
		fmt.Fprintf(&rows, "| `%s` | %s |\n", name, strings.ReplaceAll(all[name], "|", `\|`))
	}
	if want := "<!-- definitions: results.json -->\n| | is |\n|---|---|\n" + rows.String() + "<!-- /definitions -->\n"; !strings.Contains(text, want) {
		t.Errorf("brain/tuning/README.md does not have this table:\n%s", want)
	}
	inner, outer := tuning.Rings(10)
	for _, want := range []string{
		fmt.Sprintf("mean activity in %d x %d bins, not smoothed", Bins, Bins),
		fmt.Sprintf("in the best of ten rings of %.1f to %.1f–%.1f of a side", inner/10, outer[0]/10, outer[len(outer)-1]/10),
		fmt.Sprintf("on maps of %g cm bins smoothed by %d bins", 100*tuning.OpexeboBin, tuning.OpexeboSigma),
		fmt.Sprintf("resultant length over %d bins", tuning.DirectionBins),
		fmt.Sprintf("turned in a circle by at least %g s", tuning.LeastShift),
		fmt.Sprintf("of units above %.2f, by lowest BIC", tuning.PaperThresholds().Grid),
	} {
		if !strings.Contains(text, want) {
			t.Errorf("brain/tuning/README.md does not say %q", want)
		}
	}
	if len(outer) != 10 {
		t.Errorf("there are %d rings", len(outer))
	}
}
