// Package program lets tests run Gridrat as a process and look at what it leaves
// behind. Tests alone import it.
package program

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// asProgram makes the test's own executable behave as the program.
const asProgram = "GRIDRAT_TEST_AS_PROGRAM"

// Main is the TestMain of a package whose tests run the program; run is the
// program, which returns its exit status.
func Main(m *testing.M, run func(args []string) int) {
	if os.Getenv(asProgram) != "" {
		os.Exit(run(os.Args[1:]))
	}
	os.Exit(m.Run())
}

// Command returns the program with these arguments, not yet started.
func Command(args ...string) (cmd *exec.Cmd, stdout, stderr *strings.Builder) {
	cmd = exec.Command(os.Args[0], args...)
	cmd.Env = append(os.Environ(), asProgram+"=1")
	stdout, stderr = new(strings.Builder), new(strings.Builder)
	cmd.Stdout, cmd.Stderr = stdout, stderr
	return cmd, stdout, stderr
}

// Start starts a program that Command made, waits until it has printed a text, and
// returns its output so far: whoever asks for it later has all of it.
func Start(t *testing.T, cmd *exec.Cmd, text string) (stdout func() string) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "stdout")
	out, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close() // the program has a copy
	cmd.Stdout = out
	stdout = func() string { return string(Read(t, filepath.Dir(path), filepath.Base(path))) }
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = cmd.Process.Kill() })
	for begin := time.Now(); !strings.Contains(stdout(), text); time.Sleep(10 * time.Millisecond) {
		if time.Since(begin) > 2*time.Minute {
			t.Fatalf("it did not print %q in two minutes, but %q and %q", text, stdout(), cmd.Stderr)
		}
	}
	return stdout
}

// Run runs the program to its end.
func Run(t *testing.T, args ...string) (stdout, stderr string, code int) {
	t.Helper()
	cmd, out, err := Command(args...)
	if failed := cmd.Run(); cmd.ProcessState == nil {
		t.Fatalf("the program did not start: %v", failed)
	}
	return out.String(), err.String(), cmd.ProcessState.ExitCode()
}

// Refused runs the program and checks that it says no in one sentence.
func Refused(t *testing.T, args []string, code int, want ...string) {
	t.Helper()
	out, err, got := Run(t, args...)
	if got != code {
		t.Errorf("status %d, want %d", got, code)
	}
	if out != "" || strings.Count(err, "\n") != 1 || !strings.HasPrefix(err, "gridrat: ") {
		t.Errorf("printed %q and %q, want one sentence", out, err)
	}
	for _, w := range want {
		if !strings.Contains(err, w) {
			t.Errorf("printed %q, want %q in it", err, w)
		}
	}
}
