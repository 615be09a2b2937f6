package navigating_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"gridrat/app/internal/program"
	"gridrat/brain/agent/rival"
)

// tiny is a run of a moment, without a code.
var tiny = []string{
	"navigate", "-task", "goal-driven", "-code", "none", "-set", "learn.worlds=16", "-set", "learn.policy.encoder=8", "-set", "learn.policy.hidden=8",
	"-set", "learn.decisions=4000", "-set", "sense.rays=false", "-set", "sense.ray_goals=false", "-episodes", "2", "-checks", "2",
}

// left is what a run leaves behind.
var left = []string{"agent.npz", "curve.csv", "curve.png", "results.json", "trials.csv", "ways.png"}

// run runs the program without fault, with a cache of its own, and returns the
// folder of its results and what it printed.
func run(t *testing.T, args ...string) (dir, out string) {
	t.Helper()
	return program.Written(t, args...)
}

// cached gives the program a folder for its cache.
func cached(t *testing.T) (dir string) {
	t.Helper()
	dir = t.TempDir()
	for _, name := range []string{"XDG_CACHE_HOME", "HOME", "LocalAppData"} {
		t.Setenv(name, dir)
	}
	return dir
}

func with(args []string, more ...string) []string { return append(slices.Clone(args), more...) }

// results are those of a folder.
func results(t *testing.T, dir string) map[string]any {
	t.Helper()
	var r map[string]any
	if err := json.Unmarshal(program.Read(t, dir, "results.json"), &r); err != nil {
		t.Fatal(err)
	}
	return r
}

// TestRun: a run leaves all files, of which results.json says what was done.
func TestRun(t *testing.T) {
	cached(t)
	dir, out := run(t, tiny...)
	if !slices.Equal(program.Names(t, dir), left) {
		t.Errorf("the folder holds %v, want %v", program.Names(t, dir), left)
	}
	r := results(t, dir)
	for name, want := range map[string]any{
		"format": "gridrat navigation results", "version": 1.0, "kind": "learning", "task": "goal-driven", "learnt_in": "goal-driven", "code": "none",
		"network": "", "seed": 1.0, "decisions": 4320.0, "decisions_this_call": 4320.0, "experience_seconds": 288.0, "finished": true,
		"sight": 0.0, "told": false, "pretraining_seconds": 0.0, "episodes": 4.0, "first_seed": float64(rival.FirstTest + 100), "score_ceiling_of": "oracle",
	} {
		if r[name] != want {
			t.Errorf("%s is %v, want %v", name, r[name], want)
		}
	}
	for _, name := range []string{"score", "score_low", "score_high", "score_random", "score_ceiling", "score_untrained", "seconds", "decisions_per_second", "parameters"} {
		if _, ok := r[name].(float64); !ok {
			t.Errorf("%s is %v, want a number", name, r[name])
		}
	}
	if r["score_ceiling"].(float64) < 200 || r["parameters"].(float64) < 100 {
		t.Errorf("the ceiling is %v, of %v parameters", r["score_ceiling"], r["parameters"])
	}
	if s := r["settings"].(map[string]any)["learn"].(map[string]any); s["worlds"] != 16.0 || s["decisions"] != 4000.0 {
		t.Errorf("the settings are %v", s)
	}
	if got, want := program.Column(t, dir, "curve.csv", "decisions"), []string{"0", "2592", "4320"}; !slices.Equal(got, want) {
		t.Errorf("the curve has the decisions %v, want %v", got, want)
	}
	episodes := program.Column(t, dir, "trials.csv", "episode")
	if slices.Sort(episodes); !slices.Equal(slices.Compact(episodes), []string{"100", "101", "102", "103"}) {
		t.Errorf("the trials are of episodes %v", episodes)
	}
	for _, want := range []string{"learning: 4320 decisions", "score", "untrained, random", "oracle"} {
		if !strings.Contains(out, want) {
			t.Errorf("printed %q, want %q in it", out, want)
		}
	}
}

// TestReproduced: a seed gives the same agent and scores for any number of
// workers, and another seed others.
func TestReproduced(t *testing.T) {
	cached(t)
	args := with(tiny, "-decisions", "1000")
	one, _ := run(t, with(args, "-workers", "1")...)
	three, _ := run(t, with(args, "-workers", "3")...)
	other, _ := run(t, with(args, "-seed", "2")...)
	program.Reproduced(t, one, three, other, "agent.npz", "trials.csv")
	if a, b := program.Column(t, one, "curve.csv", "score"), program.Column(t, three, "curve.csv", "score"); !slices.Equal(a, b) {
		t.Errorf("the scores are %v and %v", a, b)
	}
}

// TestResume: a run that was stopped and goes on, in place or elsewhere, leaves
// the agent of a run that never stopped, and continues its curve.
func TestResume(t *testing.T) {
	cached(t)
	whole, _ := run(t, tiny...)
	half, _ := run(t, with(tiny, "-decisions", "2000")...)
	more := []string{"navigate", "-resume", filepath.Join(half, "agent.npz"), "-episodes", "2", "-checks", "1"}
	elsewhere, _ := run(t, more...)
	if out, stderr, code := program.Run(t, with(more, "-out", half)...); code != 0 || stderr != "" {
		t.Fatalf("status %d, printed %q and %q", code, out, stderr)
	}
	for _, dir := range []string{elsewhere, half} {
		if !bytes.Equal(program.Read(t, dir, "agent.npz"), program.Read(t, whole, "agent.npz")) {
			t.Errorf("agent.npz in %s differs from that of a run that never stopped", dir)
		}
		if !bytes.Equal(program.Read(t, dir, "trials.csv"), program.Read(t, whole, "trials.csv")) {
			t.Errorf("trials.csv in %s differs from that of a run that never stopped", dir)
		}
		if got := program.Column(t, dir, "curve.csv", "decisions"); got[0] != "0" || got[len(got)-1] != "4320" || len(got) != 4 {
			t.Errorf("the curve has the decisions %v", got)
		}
		if r := results(t, dir); r["seconds"].(float64) <= r["seconds_this_call"].(float64) || r["decisions_this_call"] != 1728.0 {
			t.Errorf("%v s, %v of them in this call, of %v decisions", r["seconds"], r["seconds_this_call"], r["decisions_this_call"])
		}
	}
	program.Refused(t, more, 2, "is already at decision 4320", "say with -decisions")
	table := program.Write(t, half, "curve.csv", "precious")
	program.Refused(t, with(more, "-decisions", "9000", "-out", half), 1, "could not continue "+table, "mend or remove it")
	if string(program.Read(t, half, "curve.csv")) != "precious" {
		t.Error("what was refused has changed the folder")
	}
}

// TestInterrupted: Ctrl+C ends a run with everything written down, and it can go
// on.
func TestInterrupted(t *testing.T) {
	cached(t)
	dir := filepath.Join(t.TempDir(), "run")
	cmd, _, stderr := program.Command(with(tiny, "-decisions", "100000000", "-checks", "1000000", "-out", dir)...)
	out := program.Start(t, cmd, "learning")
	if err := cmd.Process.Signal(syscall.SIGINT); err != nil {
		t.Skipf("skipped: this system has no such signal: %v", err)
	}
	if err := cmd.Wait(); err != nil {
		t.Fatalf("%v, printed %q and %q", err, out(), stderr)
	}
	if !slices.Equal(program.Names(t, dir), left) || results(t, dir)["finished"] != false {
		t.Errorf("the folder holds %v, finished %v", program.Names(t, dir), results(t, dir)["finished"])
	}
}

// TestOrgans: what has to grow does so once and is kept; a damaged one grows
// again, and nothing of it depends on that.
func TestOrgans(t *testing.T) {
	cache := cached(t)
	args := []string{
		"navigate", "-set", "learn.worlds=16", "-set", "nursery.vision.updates=3", "-set", "nursery.vision.module.first=8", "-set", "nursery.vision.module.second=8",
		"-decisions", "800", "-episodes", "1", "-checks", "0",
	}
	grown, out := run(t, args...)
	if !strings.Contains(out, "learning to see: done") || results(t, grown)["pretraining_kept"] != false {
		t.Errorf("printed %q", out)
	}
	kept, out := run(t, args...)
	if strings.Contains(out, "learning to see") || results(t, kept)["pretraining_kept"] != true || results(t, kept)["pretraining_seconds"] != results(t, grown)["pretraining_seconds"] {
		t.Errorf("printed %q", out)
	}
	var files []string
	err := filepath.Walk(cache, func(path string, info os.FileInfo, err error) error {
		if err == nil && strings.HasPrefix(info.Name(), "organs-") {
			files = append(files, path)
		}
		return err
	})
	if err != nil || len(files) != 1 {
		t.Fatalf("the cache has %v (%v)", files, err)
	}
	if err := os.Truncate(files[0], 1000); err != nil {
		t.Fatal(err)
	}
	again, out := run(t, args...)
	if !strings.Contains(out, "learning to see: done") {
		t.Errorf("printed %q", out)
	}
	for _, dir := range []string{kept, again} {
		if !bytes.Equal(program.Read(t, dir, "agent.npz"), program.Read(t, grown, "agent.npz")) {
			t.Error("the agent depends on whether its organs were kept")
		}
	}
}

// TestTest: an agent in a file is tested in its own task and in others, whole or
// with a lesion, and leaves how it did.
func TestTest(t *testing.T) {
	cached(t)
	dir, _ := run(t, "navigate", "-code", "place", "-set", "learn.worlds=16", "-decisions", "800", "-episodes", "8", "-checks", "0", "-weights-only")
	agent := filepath.Join(dir, "agent.npz")
	if size := len(program.Read(t, dir, "agent.npz")); size > 120_000 {
		t.Errorf("an agent of weights alone has %d bytes", size)
	}
	own, out := run(t, "navigate", "-test", agent, "-episodes", "2", "-workers", "2")
	if want := []string{"results.json", "trials.csv", "ways.png"}; !slices.Equal(program.Names(t, own), want) {
		t.Errorf("the folder holds %v, want %v", program.Names(t, own), want)
	}
	whole, _ := run(t, "navigate", "-test", agent, "-episodes", "16")
	if !bytes.Equal(program.Read(t, whole, "trials.csv"), program.Read(t, dir, "trials.csv")) {
		t.Error("the agent in the file has other trials than the run that left it")
	}
	for _, want := range []string{"testing: 2 episodes", "score", "random", "searcher"} {
		if !strings.Contains(out, want) {
			t.Errorf("printed %q, want %q in it", out, want)
		}
	}
	again, _ := run(t, "navigate", "-test", agent, "-episodes", "2", "-workers", "1")
	cut, _ := run(t, "navigate", "-test", agent, "-episodes", "2", "-lesion", "random=0.5", "-greedy", "-goal-at=-0.5,0.25", "-first", "7")
	program.Reproduced(t, own, again, cut, "trials.csv")
	r := results(t, cut)
	for name, want := range map[string]any{
		"kind": "test", "task": "square-arena", "decisions": 800.0, "seed": 1.0, "greedy": true, "lesion": "random=0.5", "first_seed": float64(rival.FirstTest + 7),
		"told": true, "agent": agent, "seconds": nil, "score_untrained": nil, "score_ceiling_of": "searcher",
	} {
		if r[name] != want {
			t.Errorf("%s is %v, want %v", name, r[name], want)
		}
	}
	if n := len(r["silenced_units"].([]any)); n != 128 {
		t.Errorf("%d units were silenced", n)
	}
	if x, y := program.Column(t, cut, "trials.csv", "goal_x_m"), program.Column(t, cut, "trials.csv", "goal_y_m"); x[0] != "-0.5" || y[0] != "0.25" {
		t.Errorf("the goal is at %s,%s", x[0], y[0])
	}
	noisy, out := run(t, "navigate", "-test", agent, "-episodes", "2", "-lesion", "reward+random=0.25", "-noise", "0.3")
	if r := results(t, noisy); r["noise"] != 0.3 || r["lesion"] != "reward+random=0.25" || len(r["silenced_units"].([]any)) != 64 || !strings.Contains(out, "30 % on what is felt of the own motion") {
		t.Errorf("printed %q", out)
	}
	small, _ := run(t, "navigate", "-test", agent, "-episodes", "2", "-weights-only")
	if !bytes.Equal(program.Read(t, small, "agent.npz"), program.Read(t, dir, "agent.npz")) {
		t.Error("an agent in half precision is another one when it is kept so again")
	}
	other, out := run(t, "navigate", "-test", agent, "-task", "goal-driven", "-episodes", "1")
	if r := results(t, other); r["task"] != "goal-driven" || r["learnt_in"] != "square-arena" || !strings.Contains(out, "learnt in") {
		t.Errorf("printed %q", out)
	}
	for want, args := range map[string][]string{
		"new in every episode":         {"-task", "goal-driven", "-goal-at", "0,0"},
		"the goal cannot be at 5,5":    {"-goal-at", "5,5"},
		`"some" is no lesion`:          {"-lesion", "some"},
		"code place has no grid cells": {"-lesion", "grid=0.5"},
		"the agent sees nothing":       {"-lesion", "vision"},
	} {
		program.Refused(t, append([]string{"navigate", "-test", agent, "-out", filepath.Join(t.TempDir(), "run")}, args...), 1, want)
	}
	program.Refused(t, []string{"navigate", "-resume", agent, "-decisions", "5000", "-out", filepath.Join(t.TempDir(), "run")}, 1, "could not resume from "+agent, "does not learn on")
}
