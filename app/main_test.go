package main

import (
	"strings"
	"testing"

	"gridrat/app/command"
	"gridrat/app/internal/program"
)

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
