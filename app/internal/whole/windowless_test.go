// Package whole has tests of the program as a whole, by its command line and
// without a display.
package whole

import (
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"gridrat/app/command"
	"gridrat/app/internal/program"
	"gridrat/app/window"
)

// cli is the command line of the program.
type cli struct {
	Window window.Command `cmd:"" default:"withargs"`
	command.Set
}

func TestMain(m *testing.M) {
	program.Main(m, func(args []string) int { return command.Run(new(cli), args) })
}

func TestVersion(t *testing.T) {
	out, err, code := program.Run(t, "version")
	if code != 0 || err != "" || !strings.HasPrefix(out, "gridrat ") {
		t.Errorf("status %d, printed %q and %q", code, out, err)
	}
}

func TestHelp(t *testing.T) {
	for _, args := range [][]string{{"-h"}, {"--help"}, {"-help"}, {"train", "-h"}} {
		out, err, code := program.Run(t, args...)
		if code != 0 || err != "" || !strings.Contains(out, "Usage: gridrat") {
			t.Errorf("%v: status %d, printed %q and %q", args, code, out, err)
		}
	}
}

// TestUnknownCommand: what is no command is refused in one sentence.
func TestUnknownCommand(t *testing.T) {
	for _, args := range [][]string{{"trian"}, {"-bogus"}, {"version", "extra"}} {
		out, err, code := program.Run(t, args...)
		if code != command.ExitMisuse || out != "" || strings.Count(err, "\n") != 1 || !strings.Contains(err, strings.TrimLeft(args[len(args)-1], "-")) {
			t.Errorf("%v: status %d, printed %q and %q", args, code, out, err)
		}
	}
}

// windowless runs the program on a machine without a display.
func windowless(t *testing.T, args ...string) (stdout, stderr string, code int) {
	t.Helper()
	if runtime.GOOS != "linux" {
		t.Skip("skipped: only on Linux can a display be taken away from a program")
	}
	cmd, out, err := program.Command(append([]string{"-config", filepath.Join(t.TempDir(), "config")}, args...)...)
	cmd.Env = slices.DeleteFunc(cmd.Env, func(v string) bool {
		name, _, _ := strings.Cut(v, "=")
		return name == "DISPLAY" || name == "WAYLAND_DISPLAY"
	})
	if failed := cmd.Run(); cmd.ProcessState == nil {
		t.Fatalf("the program did not start: %v", failed)
	}
	return out.String(), err.String(), cmd.ProcessState.ExitCode()
}

// TestWindowless: without a display the program trains what the flags say.
func TestWindowless(t *testing.T) {
	dir := t.TempDir()
	args := append(program.Tiny("-seed", "7", "-set", "updates=3", "-out", dir)[1:], "-paused")
	out, err, code := windowless(t, args...)
	if code != 0 || err != "" || !strings.HasPrefix(out, "There is no window (") || !strings.Contains(out, ": training recipe modules from seed 7 for one minute instead.\n") {
		t.Fatalf("status %d, printed %q and %q", code, out, err)
	}
	runs := program.Names(t, dir)
	if len(runs) != 1 || !strings.HasPrefix(runs[0], "train-") {
		t.Fatalf("the folder for results holds %v, want one of a run", runs)
	}
	if r := program.Results(t, filepath.Join(dir, runs[0])); r.Seed != 7 || r.Updates != 3 || r.Units != 8 || !r.Finished {
		t.Errorf("results.json says seed %d, %d updates, %d units", r.Seed, r.Updates, r.Units)
	}
}

// TestNeedsWindow: what only a window can do is refused without one.
func TestNeedsWindow(t *testing.T) {
	for _, args := range [][]string{{"-open", "some.npz"}, {"-film", "1,2"}, {"-status", "status.json"}} {
		dir := filepath.Join(t.TempDir(), "out")
		out, err, code := windowless(t, append(args, "-out", dir)...)
		if code != command.ExitFailed || out != "" || strings.Count(err, "\n") != 1 ||
			!strings.HasPrefix(err, "gridrat: there is no window (") || !strings.Contains(err, args[0]+" cannot be done without one") {
			t.Errorf("%v: status %d, printed %q and %q", args, code, out, err)
		}
		if _, err := os.Stat(dir); err == nil {
			t.Errorf("%v: left a folder behind", args)
		}
	}
}
