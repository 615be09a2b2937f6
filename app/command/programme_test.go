package command

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"gridrat/world"
)

// TestProgramme: the commands by which the README reproduces the paper are
// understood, and train what the table says of them.
func TestProgramme(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("..", "..", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	_, section, _ := strings.Cut(string(text), "## Reproducing the paper\n")
	section, _, _ = strings.Cut(section, "\n## ")
	var trained []string
	for _, m := range regexp.MustCompile("(?m)^\\|.*\\| `go run ./app ([^`]+)` \\|").FindAllStringSubmatch(section, -1) {
		var c Set
		parsed, err := NewParser(t.Context(), &c).Parse(doubleDashes(strings.Fields(strings.ReplaceAll(m[1], "'", ""))))
		if err != nil {
			t.Errorf("%s: %v", m[1], err)
			continue
		}
		switch parsed.Command() {
		case "train":
			r, err := c.Train.Recipe()
			if err != nil || r.Validate() != nil {
				t.Errorf("%s: %v", m[1], err)
			}
			trained = append(trained, fmt.Sprintf("%s %d %s %g %g, %d updates, seed %d", r.Name, r.Units, r.Enclosure.Shape, r.Enclosure.Size, r.Dropout, cmp.Or(c.Train.Updates, r.Updates), c.Train.Seed))
		case "score":
			if err := c.Score.check(); err != nil {
				t.Errorf("%s: %v", m[1], err)
			}
		case "ablate":
			if _, _, err := c.Ablate.chosen(); err != nil || c.Ablate.Updates != 1500 || len(c.Ablate.Seeds) != 3 || len(c.Ablate.Recipe) != 3 {
				t.Errorf("%s: %+v, %v", m[1], c.Ablate, err)
			}
		case "report":
			if len(c.Report.Runs) != 4 {
				t.Errorf("%s: folders %q", m[1], c.Report.Runs)
			}
		default:
			t.Errorf("%s is command %q", m[1], parsed.Command())
		}
	}
	want := strings.Join([]string{
		"paper 512 square 2.2 0.5, 300000 updates, seed 1",
		"paper 512 square 2.2 0.5, 320000 updates, seed 1",
		"paper 512 square 2.2 0, 300000 updates, seed 1",
		"paper 256 square 2.2 0.5, 300000 updates, seed 1",
		"paper 256 square 2.2 0.5, 1000000 updates, seed 1",
		fmt.Sprintf("paper 256 %s 2.2 0.5, 300000 updates, seed 1", world.Circle),
	}, "\n")
	if got := strings.Join(trained, "\n"); got != want {
		t.Errorf("the README trains\n%s\nwant\n%s", got, want)
	}
}
