// Package command is the program without its window: one file per command, and
// what they share. It may know app/files, app/study, its own parts below it, and
// what is below app; it knows no window. Commands run on the goroutine that
// calls Run.
package command

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"github.com/alecthomas/kong"
)

// Set is all commands without a window.
type Set struct {
	Train    Train      `cmd:"" help:"Train a network without a window and write down what it learnt."`
	Navigate Navigate   `cmd:"" help:"Let an agent learn to find goals without a window, or test one."`
	Bench    Bench      `cmd:"" help:"Measure how fast this machine learns."`
	Score    Score      `cmd:"" help:"Score a trained network with every null, and draw its figures."`
	Export   Export     `cmd:"" help:"Export single units of a trained network as pictures, arrays or a table."`
	Ablate   Ablate     `cmd:"" help:"Train recipes with one ingredient changed at a time: what hexagons need."`
	Report   Report     `cmd:"" help:"Put runs beside the paper, in one HTML file."`
	Mazes    Mazes      `cmd:"" help:"Draw mazes on a sheet: those that come with the program, or your maps."`
	Version  versionCmd `cmd:"" help:"Print the version."`
}

// Run reads a command line into cli, a pointer to a struct of commands, and runs
// what it says until that is done or Ctrl+C is pressed; a second Ctrl+C ends the
// program at once. It returns the exit status.
func Run(cli any, args []string) (code int) {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop)

	parsed, err := NewParser(ctx, cli).Parse(doubleDashes(args))
	if err != nil {
		err = Misusef("%w (help: gridrat %s)", err, helpOf(err))
	} else {
		err = parsed.Run()
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "gridrat:", err)
		return ExitCode(err)
	}
	return 0
}

// helpOf is the flag that tells what would be right, after the command that was
// named, if one was.
func helpOf(err error) string {
	var wrong *kong.ParseError
	if errors.As(err, &wrong) {
		if of := wrong.Context.Selected(); of != nil {
			return of.Name + " -h"
		}
	}
	return "-h, gridrat train -h"
}

// NewParser reads command lines into cli, a pointer to a struct of commands;
// commands run until ctx ends.
func NewParser(ctx context.Context, cli any) *kong.Kong {
	return kong.Must(cli,
		kong.Name("gridrat"),
		kong.Description("A rat forages, a network learns where it is, grid cells appear."),
		kong.BindTo(ctx, (*context.Context)(nil)),
		plainFlags(),
	)
}
