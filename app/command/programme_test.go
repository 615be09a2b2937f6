package command

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"gridrat/app/internal/program"
	"gridrat/app/study"
	"gridrat/world"
)

// TestProgramme: the commands by which the paper is reproduced are understood,
// and train what the table says of them.
func TestProgramme(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("..", "..", "render", "paper", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	_, section, _ := strings.Cut(string(text), "## The programme of runs\n")
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
		t.Errorf("the programme trains\n%s\nwant\n%s", got, want)
	}
}

// TestRecipes: the flags of the table of what recipes give are understood, and
// train as many updates as it says.
func TestRecipes(t *testing.T) {
	t.Chdir(filepath.Join("..", "..")) // maps are named from there
	text, err := os.ReadFile(filepath.Join("brain", "gridnet", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	rows := regexp.MustCompile("(?m)^\\| `([^`]+)` \\| (\\d+) \\|").FindAllStringSubmatch(string(text), -1)
	if len(rows) == 0 {
		t.Error("the table has no rows")
	}
	for _, m := range rows {
		var c Set
		if _, err := NewParser(t.Context(), &c).Parse(doubleDashes(append([]string{"train"}, strings.Fields(m[1])...))); err != nil {
			t.Errorf("%s: %v", m[1], err)
			continue
		}
		r, err := c.Train.Recipe()
		if err == nil {
			err = r.Validate()
		}
		if got := fmt.Sprint(cmp.Or(c.Train.Updates, r.Updates)); err != nil || got != m[2] {
			t.Errorf("%s: %s updates, %v; want %s", m[1], got, err, m[2])
		}
	}
}

// TestFilesAreTold: the README of the commands has every file that training and
// scoring leave.
func TestFilesAreTold(t *testing.T) {
	text, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, table, _ := strings.Cut(string(text), "<!-- files of train -->\n")
	table, _, _ = strings.Cut(table, "<!-- /files of train -->")
	var told []string
	for _, m := range regexp.MustCompile("`([a-z]+\\.[a-z]+)`").FindAllStringSubmatch(table, -1) {
		told = append(told, m[1])
	}
	if slices.Sort(told); !slices.Equal(told, program.Files) {
		t.Errorf("the README says that training leaves %q; it leaves %q", told, program.Files)
	}
	for _, name := range study.Files() {
		if ext := filepath.Ext(name); ext != ".png" && ext != ".svg" && !strings.Contains(string(text), "`"+name+"`") {
			t.Errorf("the README does not say that scoring leaves %s", name)
		}
	}
}
