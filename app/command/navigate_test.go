package command

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"gridrat/app/internal/program"
	"gridrat/app/tasks"
	"gridrat/brain/agent"
)

// TestNavigateMisuse: wrong flags end at once with status 2 and a sentence that
// names what is wrong and what would be right; files that cannot be used end
// with status 1. Neither leaves a folder behind.
func TestNavigateMisuse(t *testing.T) {
	dir := t.TempDir()
	rubbish := program.Write(t, dir, "agent.npz", strings.Repeat("rat", 500))
	missing := filepath.Join(dir, "missing.npz")
	empty := program.Write(t, dir, "empty.json", `{"format": "gridrat map", "version": 1, "name": "x", "outline": {"circle": 2}}`)
	for _, c := range []struct {
		args []string
		code int
		want []string
	}{
		{[]string{"-tsk", "x"}, 2, []string{"--tsk"}},
		{[]string{"-task", "moon"}, 2, []string{`there is no task "moon"`, "square-arena", "FILE.json"}},
		{[]string{"-task", missing + ".json"}, 2, []string{"could not read the map", missing}},
		{[]string{"-task", empty}, 2, []string{empty, "has no goal"}},
		{[]string{"-task", "double-e-test"}, 2, []string{"task double-e-test is a test; agents do not learn in it"}},
		{[]string{"-code", "smell"}, 2, []string{`there is no code "smell"`, "grid, grid-map, place"}},
		{[]string{"-code", "predicted", "-task", "goal-driven"}, 2, []string{"code predicted needs a task whose places can be told"}},
		{[]string{"-network", missing}, 2, []string{missing, "the program has modules"}},
		{[]string{"-network", "lstm", "-code", "none"}, 2, []string{`-network is "lstm", but code none has none`}},
		{[]string{"-sight", "0.2", "-code", "none"}, 2, []string{"-told and -sight are about a code"}},
		{[]string{"-sight", "0.2", "-task", "goal-driven"}, 2, []string{"-sight is 0.2, but views correct the code"}},
		{[]string{"-sight", "-0.5"}, 2, []string{"--sight: it has no value; -0.5 after a space is read as a flag, so write it after an =", "gridrat navigate -h"}},
		{[]string{"-sight", "2"}, 2, []string{"sense.sight is 2; it must lie between 0 and 1"}},
		{[]string{"-learn", "dqn"}, 2, []string{`-learn is "dqn"; there are ppo and a3c`}},
		{[]string{"-set", "learn.wolds=1"}, 2, []string{`"learn.wolds"`}},
		{[]string{"-set", "learn.worlds"}, 2, []string{`-set is "learn.worlds"`, "NAME=VALUE"}},
		{[]string{"-set", "learn.steps=40"}, 2, []string{"learn.steps is 40; it must divide the 1350 decisions"}},
		{[]string{"-decisions=-1"}, 2, []string{"-decisions is -1", "they must be numbers from 0 on"}},
		{[]string{"-seconds=NaN"}, 2, []string{"-seconds is NaN", "they must be numbers from 0 on"}},
		{[]string{"-episodes", "0"}, 2, []string{"-episodes is 0"}},
		{[]string{"-checks=-1"}, 2, []string{"-checks is -1"}},
		{[]string{"-workers", "1025"}, 2, []string{"-workers is 1025"}},
		{[]string{"-kernels", "quantum"}, 2, []string{`"quantum"`}},
		{[]string{"-greedy"}, 2, []string{"-greedy is for -test"}},
		{[]string{"-lesion", "all"}, 2, []string{"-lesion is for -test"}},
		{[]string{"-noise", "0.1"}, 2, []string{"-noise is for -test"}},
		{[]string{"-test", missing, "-noise", "1.5"}, 2, []string{"-noise is 1.5", "a share from 0 to 1"}},
		{[]string{"-goal-at", "0,0"}, 2, []string{"-goal-at is for -test"}},
		{[]string{"-first", "3"}, 2, []string{"-first is for -test"}},
		{[]string{"-resume", missing}, 1, []string{missing}},
		{[]string{"-resume", dir}, 1, []string{dir, "is a folder"}},
		{[]string{"-resume", rubbish}, 1, []string{rubbish, "no npz file"}},
		{[]string{"-resume", rubbish, "-code", "none"}, 2, []string{"--code and --resume can't be used together"}},
		{[]string{"-resume", rubbish, "-set", "learn.worlds=16"}, 2, []string{"--set", "--resume", "can't be used together"}},
		{[]string{"-resume", rubbish, "-task", "goal-driven"}, 2, []string{`-task is "goal-driven"`, "leave -task out"}},
		{[]string{"-resume", rubbish, "-test", rubbish}, 2, []string{"--resume and --test can't be used together"}},
		{[]string{"-lesion="}, 2, []string{"-lesion is for -test"}},
		{[]string{"-test", "arena-grid", "-lesion="}, 2, []string{"-lesion is empty; it must be vision, reward, or units"}},
		{[]string{"-test", "arena-grid", "-lesion", "random=0.001"}, 1, []string{"a share of 0.001 is none of the 192 units; it must be 0, or at least 0.0026"}},
		{[]string{"-test", "arena-grid", "-checks", "7"}, 2, []string{"-checks is 7", "-test learns nothing"}},
		{[]string{"-test", "arena-grid", "-seed", "9"}, 2, []string{"-seed is 9", "numbered by -first"}},
		{[]string{"-test", "arena-grid", "-seed", "9", "-lesion", "vision+grid=0.25"}, 2, []string{"-seed is 9", "name random units"}},
		{[]string{"-test", missing}, 1, []string{missing}},
		{[]string{"-test", "arena-gird"}, 1, []string{"could not open the agent", "arena-gird", "the program has arena-grid, arena-place, "}},
		{[]string{"-test", rubbish}, 1, []string{"could not open the agent " + rubbish, "no npz file"}},
		{[]string{"-test", rubbish, "-decisions", "5"}, 2, []string{"-decisions is 5 and -seconds is 0; a test does not learn"}},
		{[]string{"-test", rubbish, "-goal-at", "here"}, 2, []string{`-goal-at is "here"; it must be two numbers`}},
		{[]string{"-test", rubbish, "-first", "9999999"}, 2, []string{"-first is 9999999"}},
	} {
		t.Run(strings.ReplaceAll(strings.Join(c.args, " "), dir, "DIR"), func(t *testing.T) {
			out := filepath.Join(t.TempDir(), "run")
			program.Refused(t, append([]string{"navigate", "-out", out}, c.args...), c.code, c.want...)
			if _, err := os.Stat(out); err == nil {
				t.Error("a folder for results was left behind")
			}
		})
	}
}

// TestNavigateOccupied: a folder that holds a run is refused and left as it is.
func TestNavigateOccupied(t *testing.T) {
	for name, want := range map[string]string{
		"results.json": "already holds results.json; choose another with -out",
		"agent.npz":    "already holds agent.npz; choose another with -out, or go on from it with -resume",
		"weights.npz":  "already holds weights.npz; choose another with -out",
	} {
		out := t.TempDir()
		program.Write(t, out, name, "precious")
		program.Refused(t, []string{"navigate", "-out", out}, 2, want)
		if got := program.Names(t, out); !slices.Equal(got, []string{name}) || string(program.Read(t, out, name)) != "precious" {
			t.Errorf("the folder holds %v", got)
		}
	}
}

// TestNavigateHelp: the help lists the codes that there are, and tasks to learn.
func TestNavigateHelp(t *testing.T) {
	out, _, code := program.Run(t, "navigate", "-h")
	if code != 0 {
		t.Fatalf("status %d", code)
	}
	out = strings.Join(strings.Fields(out), " ")
	for _, name := range agent.CodeNames() {
		if !regexp.MustCompile(`What the rat knows [^.]*\b` + name + `\b`).MatchString(out) {
			t.Errorf("the help does not name code %s", name)
		}
	}
	for _, a := range tasks.All() {
		if a.Drawn() || a.TestOnly || a.Name == "large-goal-doors" {
			continue
		}
		if !regexp.MustCompile(`Task: [^.]*\b` + a.Name + `\b`).MatchString(out) {
			t.Errorf("the help does not name task %s", a.Name)
		}
	}
}

// TestNavigateFilesAreTold: the README of the commands has every file that
// learning leaves.
func TestNavigateFilesAreTold(t *testing.T) {
	text, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, table, _ := strings.Cut(string(text), "<!-- files of navigate -->\n")
	table, _, _ = strings.Cut(table, "<!-- /files of navigate -->")
	var told []string
	for _, m := range regexp.MustCompile("`([a-z]+\\.[a-z]+)`").FindAllStringSubmatch(table, -1) {
		told = append(told, m[1])
	}
	if slices.Sort(told); !slices.Equal(told, []string{"agent.npz", "curve.csv", "curve.png", "results.json", "trials.csv", "ways.png"}) {
		t.Errorf("the README says that learning leaves %q", told)
	}
}
