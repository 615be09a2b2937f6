// Command app is Gridrat: a rat forages, a network learns to track it, grid
// cells appear. Without arguments it opens the window.
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"regexp"
	"runtime/debug"

	"github.com/alecthomas/kong"
)

// Exit codes.
const (
	exitFailed = 1
	exitMisuse = 2
)

// cli is the command line.
type cli struct {
	Window  windowCmd  `cmd:"" default:"withargs" help:"Open the window (the default)."`
	Train   trainCmd   `cmd:"" help:"Train a network without a window and write down what it learnt."`
	Version versionCmd `cmd:"" help:"Print the version."`
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	context.AfterFunc(ctx, stop) // a second Ctrl+C ends at once

	var c cli
	parser := kong.Must(&c,
		kong.Name("gridrat"),
		kong.Description("A rat forages, a network learns where it is, grid cells appear."),
		kong.BindTo(ctx, (*context.Context)(nil)),
		kong.Exit(func(code int) {
			if code != 0 {
				code = exitMisuse
			}
			os.Exit(code)
		}),
	)
	parsed, err := parser.Parse(doubleDashes(os.Args[1:]))
	parser.FatalIfErrorf(err)
	if err := parsed.Run(); err != nil {
		fmt.Fprintln(os.Stderr, "gridrat:", err)
		os.Exit(exitFailed)
	}
}

var singleDash = regexp.MustCompile(`^-[a-z][a-z0-9-]+(=.*)?$`)

// doubleDashes lets long flags be written with one dash, as Go's own are.
func doubleDashes(args []string) []string {
	out := make([]string, len(args))
	for i, a := range args {
		if singleDash.MatchString(a) {
			a = "-" + a
		}
		out[i] = a
	}
	return out
}

type versionCmd struct{}

func (versionCmd) Run() error {
	fmt.Println("gridrat", version())
	return nil
}

// version is that of the module, or the commit it was built from.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" && len(s.Value) >= 12 {
			return s.Value[:12]
		}
	}
	return info.Main.Version
}
