package speed

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"gridrat/brain/agent/policy"
	"gridrat/brain/agent/sense"
	"gridrat/brain/gridnet"
)

// script returns a script of testdata.
func script(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return strings.ReplaceAll(string(text), "\r\n", "\n")
}

// TestOpenBLASShapes: OpenBLAS is timed at the shapes that are timed here, and
// names them as they are named here.
func TestOpenBLASShapes(t *testing.T) {
	text := script(t, "openblas.py")
	_, list, _ := strings.Cut(text, "\nSHAPES = [")
	list, _, found := strings.Cut(list, "\n]")
	if !found {
		t.Fatal("openblas.py has no list of SHAPES")
	}
	var got []Shape
	for _, m := range regexp.MustCompile(`\("(\w+)", (\d+), (\d+), (\d+)\)`).FindAllStringSubmatch(list, -1) {
		s := Shape{Kind: m[1]}
		for i, size := range []*int{&s.M, &s.K, &s.N} {
			var err error
			if *size, err = strconv.Atoi(m[i+2]); err != nil {
				t.Fatal(err)
			}
		}
		got = append(got, s)
	}
	if !slices.Equal(got, Shapes()) {
		t.Errorf("openblas.py has the shapes %v, want %v", got, Shapes())
	}
	const format = "%s %d x %d x %d"
	s := Shapes()[0]
	if !strings.Contains(text, `"`+format+`" % s`) || fmt.Sprintf(format, s.Kind, s.M, s.K, s.N) != s.String() {
		t.Errorf("openblas.py does not name a shape as %q", s)
	}
}

// TestPaperScript: PyTorch is timed with the sizes and constants of recipe
// `paper`, and names its updates as they are named here.
func TestPaperScript(t *testing.T) {
	text := script(t, "paper.py")
	r := gridnet.NewPaper()
	stage, places := r.Horizons[0], r.Modules[0].Side*r.Modules[0].Side
	var units, names []string
	for _, c := range updates() {
		if rest, ok := strings.CutPrefix(c.Name, "paper, "); ok {
			u, _, _ := strings.Cut(rest, " ")
			units, names = append(units, u), append(names, c.Name)
		}
	}
	if len(units) != 2 || r.Clip != 1e-5 || r.Rate != 1e-5 {
		t.Fatalf("paper is measured with %q units, clip %v, rate %v", units, r.Clip, r.Rate)
	}
	for _, want := range []string{
		fmt.Sprintf("\nBATCH, STEPS, HIDDEN, PLACES, HEADS = %d, %d, %d, %d, %d\n", stage.Batch, stage.Steps, r.Hidden, places, r.HeadDirection.Cells),
		fmt.Sprintf("\nUNITS = (%s)\n", strings.Join(units, ", ")),
		fmt.Sprintf("\nDROPOUT, RATE, CLIP = %v, 1e-5, 1e-5\n", r.Dropout),
		`"paper, %d units, %d x %d steps" % (units, BATCH, STEPS)`,
	} {
		if !strings.Contains(text, want) {
			t.Errorf("paper.py lacks %q", strings.TrimSpace(want))
		}
	}
	for i, name := range names {
		if u, _ := strconv.Atoi(units[i]); name != fmt.Sprintf("paper, %d units, %d x %d steps", u, stage.Batch, stage.Steps) {
			t.Errorf("bench calls an update %q", name)
		}
	}
}

// TestAgentScript: PyTorch is timed with the sizes and constants of two of the
// agents that are timed here, under the same names.
func TestAgentScript(t *testing.T) {
	text := script(t, "agent_pytorch.py")
	list := learners()
	r := list[0].recipe.Learn
	want := []string{
		fmt.Sprintf("\nWORLDS, EPOCHS, ACTIONS = %d, %d, %d\n", r.Worlds, r.Epochs, sense.Actions),
		fmt.Sprintf("\nCLIP, VALUE, ENTROPY, NORM, RATE = %v, %v, %v, %v, 1e-3\n", r.Clip, r.ValueWeight, r.Entropy.Start, r.NormLimit),
	}
	for _, l := range []learning{list[0], list[2]} {
		rats, err := l.rats(1)
		if err != nil {
			t.Fatal(err)
		}
		rats.Close()
		r, p := l.recipe.Learn, l.recipe.Learn.Policy
		if r.Worlds != list[0].recipe.Learn.Worlds || r.Epochs != list[0].recipe.Learn.Epochs || p.Core != policy.LSTM {
			t.Errorf("%s is not what the script times: %+v", l.name, r)
		}
		flag := map[bool]string{false: "False", true: "True"}
		want = append(want, fmt.Sprintf("    (%q, %d, %d, %d, %d, %d, %s, %s),\n", l.name, rats.Inputs(), p.Encoder, p.Hidden, r.Steps, r.Minibatches, flag[p.Skip], flag[p.Sticky]))
	}
	for _, w := range want {
		if !strings.Contains(text, w) {
			t.Errorf("agent_pytorch.py lacks %q", strings.TrimSpace(w))
		}
	}
}
