// Command app is Gridrat: a rat forages, a network learns to track it, grid
// cells appear. Without arguments it opens the window.
package main

import (
	"os"

	"gridrat/app/command"
	"gridrat/app/window"
)

// cli is the command line.
type cli struct {
	Window window.Command `cmd:"" default:"withargs" help:"Open the window (the default)."`
	command.Set
}

func main() { os.Exit(command.Run(new(cli), os.Args[1:])) }
