// Command app is Gridrat: a rat forages, a network learns to track it, grid
// cells appear. Without arguments it opens the window.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"regexp"
	"runtime/debug"
	"syscall"

	"github.com/alecthomas/kong"
)

// Exit codes. Work that Ctrl+C ended early is written down and counts as done.
const (
	exitFailed = 1
	exitMisuse = 2
)

// cli is the command line.
type cli struct {
	Window  windowCmd  `cmd:"" default:"withargs" help:"Open the window (the default)."`
	Train   trainCmd   `cmd:"" help:"Train a network without a window and write down what it learnt."`
	Bench   benchCmd   `cmd:"" help:"Measure how fast this machine learns."`
	Score   scoreCmd   `cmd:"" help:"Score a trained network with every null, and draw its figures."`
	Export  exportCmd  `cmd:"" help:"Export single units of a trained network as pictures, arrays or a table."`
	Ablate  ablateCmd  `cmd:"" help:"Train recipes with one ingredient changed at a time: what hexagons need."`
	Report  reportCmd  `cmd:"" help:"Put runs beside the paper, in one HTML file."`
	Mazes   mazesCmd   `cmd:"" help:"Draw mazes on a sheet: those that come with the program, or your maps."`
	Version versionCmd `cmd:"" help:"Print the version."`
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // a second Ctrl+C ends at once

	parsed, err := newParser(ctx, new(cli)).Parse(doubleDashes(os.Args[1:]))
	if err != nil {
		err = misusef("%w (help: gridrat -h, gridrat train -h)", err)
	} else {
		err = parsed.Run()
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "gridrat:", err)
		os.Exit(exitCode(err))
	}
}

// newParser reads command lines into c; commands run until ctx ends.
func newParser(ctx context.Context, c *cli) *kong.Kong {
	return kong.Must(c,
		kong.Name("gridrat"),
		kong.Description("A rat forages, a network learns where it is, grid cells appear."),
		kong.BindTo(ctx, (*context.Context)(nil)),
		plainFlags(),
	)
}

// misuse is an error in how the program was called.
type misuse struct{ error }

func (m misuse) Unwrap() error { return m.error }

func misusef(format string, values ...any) error { return misuse{fmt.Errorf(format, values...)} }

func exitCode(err error) int {
	if errors.As(err, new(misuse)) {
		return exitMisuse
	}
	return exitFailed
}

var singleDash = regexp.MustCompile(`(?s)^-[a-z][a-z0-9-]+(=.*)?$`)

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
