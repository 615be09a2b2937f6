package main

import (
	"os"
	"os/exec"
	"strings"
	"testing"
)

// asProgram makes the test's own executable behave as the program.
const asProgram = "GRIDRAT_TEST_AS_PROGRAM"

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) != "" {
		main()
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// program returns the program with these arguments, not yet started.
func program(args ...string) (cmd *exec.Cmd, stdout, stderr *strings.Builder) {
	cmd = exec.Command(os.Args[0], args...)
	cmd.Env = append(os.Environ(), asProgram+"=1")
	stdout, stderr = new(strings.Builder), new(strings.Builder)
	cmd.Stdout, cmd.Stderr = stdout, stderr
	return cmd, stdout, stderr
}

// run runs the program to its end.
func run(t *testing.T, args ...string) (stdout, stderr string, code int) {
	t.Helper()
	cmd, out, err := program(args...)
	if failed := cmd.Run(); cmd.ProcessState == nil {
		t.Fatalf("the program did not start: %v", failed)
	}
	return out.String(), err.String(), cmd.ProcessState.ExitCode()
}

func TestVersion(t *testing.T) {
	out, err, code := run(t, "version")
	if code != 0 || err != "" || !strings.HasPrefix(out, "gridrat ") {
		t.Errorf("status %d, printed %q and %q", code, out, err)
	}
}

func TestHelp(t *testing.T) {
	for _, args := range [][]string{{"-h"}, {"--help"}, {"-help"}, {"train", "-h"}} {
		out, err, code := run(t, args...)
		if code != 0 || err != "" || !strings.Contains(out, "Usage: gridrat") {
			t.Errorf("%v: status %d, printed %q and %q", args, code, out, err)
		}
	}
}

// TestUnknownCommand: what is no command is refused in one sentence.
func TestUnknownCommand(t *testing.T) {
	for _, args := range [][]string{{"trian"}, {"-bogus"}, {"version", "extra"}} {
		out, err, code := run(t, args...)
		if code != exitMisuse || out != "" || strings.Count(err, "\n") != 1 || !strings.Contains(err, strings.TrimLeft(args[len(args)-1], "-")) {
			t.Errorf("%v: status %d, printed %q and %q", args, code, out, err)
		}
	}
}

func TestDoubleDashes(t *testing.T) {
	got := doubleDashes([]string{"train", "-out", "-set=lambda=0", "--seed", "-h", "-3d", "-", "--", "a-b", "-set=a\nb"})
	want := []string{"train", "--out", "--set=lambda=0", "--seed", "-h", "-3d", "-", "--", "a-b", "--set=a\nb"}
	if strings.Join(got, "|") != strings.Join(want, "|") {
		t.Errorf("got %q, want %q", got, want)
	}
}

// FuzzDoubleDashes: an argument gains a dash or stays; doing it twice changes
// nothing more; the caller's slice is not touched.
func FuzzDoubleDashes(f *testing.F) {
	for _, a := range []string{"-out", "-out=x", "-h", "--out", "-3", "-3d", "-", "", "out", "-set=a\nb", "-é", "-a--"} {
		f.Add(a, "train")
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		args := []string{a, b}
		once := doubleDashes(args)
		if len(once) != 2 || args[0] != a || args[1] != b {
			t.Fatalf("%q became %q", args, once)
		}
		for i, s := range once {
			name, _, _ := strings.Cut(args[i], "=")
			long := len(name) > 2 && name[0] == '-' && name[1] >= 'a' && name[1] <= 'z' &&
				strings.Trim(name[2:], "abcdefghijklmnopqrstuvwxyz0123456789-") == ""
			switch {
			case long && s != "-"+args[i]:
				t.Errorf("%q became %q, want one dash more", args[i], s)
			case !long && s != args[i]:
				t.Errorf("%q became %q, want no change", args[i], s)
			}
		}
		if twice := doubleDashes(once); twice[0] != once[0] || twice[1] != once[1] {
			t.Errorf("twice gives %q, once %q", twice, once)
		}
	})
}
