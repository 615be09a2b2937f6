package command

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gridrat/app/internal/program"
	"gridrat/brain/gridnet"
)

// TestTrainMisuse: wrong flags end at once with status 2 and a sentence that
// names what is wrong and what would be right; files that cannot be used end
// with status 1. Neither leaves a folder behind.
func TestTrainMisuse(t *testing.T) {
	dir := t.TempDir()
	put := func(name, text string) string { return program.Write(t, dir, name, text) }
	good := checkpoint(t)
	weights, cut, rubbish := put("weights.npz", good), put("cut.npz", good[:len(good)/2]), put("rubbish.npz", strings.Repeat("rat", 500))
	missing := filepath.Join(dir, "missing.npz")
	broken := put("broken.json", `{"format": "gridrat map", "version": 1, "name": "x", "outline": {"circle": 2}, "walls": [{"from": [0, 0], "to": [1, 0]}]}`)
	solid := put("solid.json", `{"format": "gridrat map", "version": 1, "name": "x", "outline": {"circle": 2}, "walls": [{"from": [-1, 0], "to": [1, 0], "thickness": 2}]}`)
	for _, c := range []struct {
		args []string
		code int
		want []string
	}{
		{[]string{"-bogus", "3"}, 2, []string{"--bogus", "gridrat train -h"}},
		{[]string{"-recipes", "lstm"}, 2, []string{"--recipes", `did you mean "--recipe"`}},
		{[]string{"extra"}, 2, []string{"extra", "gridrat train -h"}},
		{[]string{"-updates"}, 2, []string{"--updates: it has no value", "a whole number"}},
		{[]string{"-recipe"}, 2, []string{"--recipe: it has no value", "some text"}},
		{[]string{"-seconds", "soon"}, 2, []string{`--seconds: it is "soon"; it must be a number`}},
		{[]string{"-updates", "many"}, 2, []string{`--updates: it is "many"; it must be a whole number`}},
		{[]string{"-updates=-1"}, 2, []string{"-updates is -1", "they must be numbers from 0 on"}},
		{[]string{"-seconds=-0.5"}, 2, []string{"-seconds is -0.5", "they must be numbers from 0 on"}},
		{[]string{"-seconds=NaN"}, 2, []string{"-seconds is NaN", "they must be numbers from 0 on"}},
		{[]string{"-seed=-1"}, 2, []string{`--seed: it is "-1"; it must be a whole number, not negative`}},
		{[]string{"-workers=-1"}, 2, []string{"-workers is -1", "between 0 and 1024"}},
		{[]string{"-workers=1025"}, 2, []string{"-workers is 1025", "between 0 and 1024"}},
		{[]string{"-kernels", "quantum"}, 2, []string{`"quantum"`, "portable"}},
		{[]string{"-recipe", "mouse"}, 2, []string{`"mouse"`, "modules, lstm, paper, egocentric"}},
		{[]string{"-modules", "9"}, 2, []string{"-modules is 9", "between 1 and 4"}},
		{[]string{"-modules=-1"}, 2, []string{"-modules is -1", "between 1 and 4"}},
		{[]string{"-recipe", "lstm", "-modules", "2"}, 2, []string{"-modules is for recipe modules", "lstm"}},
		{[]string{"-set", "lamda=1"}, 2, []string{`"lamda"`, "there are name, ", "lambda"}},
		{[]string{"-set", "lambda=-1"}, 2, []string{"lambda is -1", "between 0 and 200"}},
		{[]string{"-set", "lambda"}, 2, []string{`-set is "lambda"`, "NAME=VALUE"}},
		{[]string{"-set", "lambda=lots"}, 2, []string{"lambda", `"lots"`}},
		{[]string{"-set", "activation=sigmoid"}, 2, []string{`activation is "sigmoid"`, "relu or linear or tanh"}},
		{[]string{"-set", "horizons=[]"}, 2, []string{"horizons must start with one from update 0"}},
		{[]string{"-map", missing}, 2, []string{"could not read the map of -map", missing}},
		{[]string{"-map", broken}, 2, []string{broken, "walls[0]", "thickness"}},
		{[]string{"-map", solid}, 2, []string{solid, `could not learn in map "x": there is no floor`}},
		{[]string{"-map", solid, "-resume", weights}, 2, []string{"--map and --resume can't be used together"}},
		{[]string{"-resume", missing}, 1, []string{missing}},
		{[]string{"-resume", dir}, 1, []string{dir, "directory"}},
		{[]string{"-resume", rubbish}, 1, []string{rubbish, "no npz file"}},
		{[]string{"-resume", cut}, 1, []string{cut, "no npz file"}},
		{[]string{"-resume", weights, "-recipe", "modules"}, 2, []string{"--recipe and --resume can't be used together"}},
		{[]string{"-resume", weights, "-modules", "2"}, 2, []string{"--modules and --resume can't be used together"}},
		{[]string{"-resume", weights, "-set", "lambda=1"}, 2, []string{"--set and --resume can't be used together"}},
		{[]string{"-resume", weights, "-seed", "3"}, 2, []string{"-seed is 3", "has seed 5", "leave -seed out"}},
	} {
		t.Run(strings.ReplaceAll(strings.Join(c.args, " "), dir, "DIR"), func(t *testing.T) {
			out := filepath.Join(t.TempDir(), "run")
			program.Refused(t, append([]string{"train", "-updates", "1", "-out", out}, c.args...), c.code, c.want...)
			if _, err := os.Stat(out); err == nil {
				t.Error("a folder for results was left behind")
			}
		})
	}
}

// checkpoint is the weights.npz of a network of seed 5.
func checkpoint(t *testing.T) string {
	t.Helper()
	tr, err := gridnet.NewTrainer(gridnet.NewModules(1), 5, 1)
	if err != nil {
		t.Fatal(err)
	}
	defer tr.Close()
	var buf bytes.Buffer
	if err := tr.SaveWeights(&buf); err != nil {
		t.Fatal(err)
	}
	return buf.String()
}

// TestTrainOccupied: a folder that holds a run, or a file in the folder's
// place, is refused and left as it is.
func TestTrainOccupied(t *testing.T) {
	for _, c := range []struct {
		held string
		code int
		want string
	}{
		{"results.json", 2, "already holds results.json; choose another with -out"},
		{"weights.npz", 2, "already holds weights.npz; choose another with -out, or go on from it with -resume"}, // a run that was killed
		{"", 1, "could not make the folder for results"},
	} {
		t.Run(c.held, func(t *testing.T) {
			out := filepath.Join(t.TempDir(), "run")
			held := out
			if c.held != "" {
				if err := os.Mkdir(out, 0o755); err != nil {
					t.Fatal(err)
				}
				held = filepath.Join(out, c.held)
			}
			if err := os.WriteFile(held, []byte("precious"), 0o644); err != nil {
				t.Fatal(err)
			}
			program.Refused(t, program.Tiny("-updates", "1", "-out", out), c.code, c.want, out)
			if data, err := os.ReadFile(held); err != nil || string(data) != "precious" {
				t.Errorf("the file reads %q now (%v)", data, err)
			}
			if c.held != "" && len(program.Names(t, out)) != 1 {
				t.Errorf("the folder holds %v, want what it held", program.Names(t, out))
			}
		})
	}
}
