package window

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"strings"

	"github.com/hajimehoshi/ebiten/v2"

	"gridrat/app/agents/contest"
	"gridrat/app/command"
	"gridrat/app/files"
)

// Command opens the window.
type Command struct {
	command.RecipeFlags

	Paused  bool      `help:"Wait for the space bar."`
	Open    string    `help:"Open a saved network, a folder of published weights, a map, or a trajectory." placeholder:"FILE" xor:"recipe,modules,set,map"`
	Agents  []string  `help:"Show the tab of agents, and let these learn side by side: grid, place, none, withheld." placeholder:"grid,place"`
	Out     string    `help:"Folder for pictures and networks." placeholder:"DIR" default:"runs"`
	Film    []float64 `help:"Take pictures after so many seconds, join them to a strip in the folder -out, and close." placeholder:"5,30,60"`
	Config  string    `help:"Folder for settings and autosave; the user's own if not given." placeholder:"DIR"`
	Status  string    `help:"Keep the state of the window in FILE, as JSON, for scripts." placeholder:"FILE"`
	Clock   string    `help:"What the time of the window goes by: real, or ticks, each of which is 1/60 s however long it takes, for scripts that drive the window." enum:"real,ticks" default:"real"`
	Workers int       `help:"Goroutines that learn; 0 leaves one processor to the window." default:"0"`
}

// workers leaves a processor to the window.
func (c *Command) workers() int {
	if c.Workers > 0 {
		return c.Workers
	}
	return max(runtime.NumCPU()-1, 1)
}

// films tells whether pictures are taken and the window closes by itself.
func (c *Command) films() bool { return len(c.Film) > 0 }

// check refuses flags that make no sense.
func (c *Command) check() error {
	if c.Workers < 0 {
		return command.Misusef("-workers is %d; it must be 0 or more", c.Workers)
	}
	for _, code := range c.Agents {
		if !slices.Contains(contest.Codes(), code) {
			return command.Misusef("-agents names %q; there are %s", code, strings.Join(contest.Codes(), ", "))
		}
	}
	for i, s := range c.Film {
		if !(s > 0) || i > 0 && s <= c.Film[i-1] {
			return command.Misusef("-film is %v; it must be seconds above 0 in rising order", c.Film)
		}
	}
	return nil
}

// leaveProcessor lets Go run the window while the workers, the goroutine that
// scores, and the collector compute: otherwise it would wait up to 10 ms for
// one of them whenever a call to the graphics driver returns. The system then
// shares the processors, in favour of whoever seldom wants one.
func leaveProcessor(workers int) {
	runtime.GOMAXPROCS(max(runtime.GOMAXPROCS(0), workers+3))
}

// singleThread has one thread handle events and draw. With two, libX11 from
// 1.8 on sometimes loses count of its requests and ends the program, although
// it was told of threads.
const singleThread = runtime.GOOS == "linux"

// Run opens the window. Where there is no display it says so and trains
// without one.
func (c *Command) Run(ctx context.Context) error {
	g, err := newGame(ctx, c)
	if err != nil {
		return err
	}
	leaveProcessor(c.workers())
	ebiten.SetWindowTitle("Gridrat")
	ebiten.SetWindowSize(g.kept.Width, g.kept.Height)
	ebiten.SetWindowSizeLimits(480, 320, -1, -1)
	ebiten.SetWindowResizingMode(ebiten.WindowResizingModeEnabled)
	ebiten.SetWindowClosingHandled(true)
	ebiten.SetScreenClearedEveryFrame(false)
	ebiten.SetRunnableOnUnfocused(true)
	err = ebiten.RunGameWithOptions(g, &ebiten.RunGameOptions{SingleThread: singleThread})
	if g.clock.Ticks == 0 && err != nil { // there was no window
		return c.windowless(ctx, g.recipe.Name, err)
	}
	return errors.Join(err, g.shutDown())
}

// windowless is what the command does where there is no display: it trains what
// the flags describe for a minute, so that a first look works anywhere. What
// only a window can do is refused.
func (c *Command) windowless(ctx context.Context, recipe string, why error) error {
	for _, only := range []struct {
		flag  string
		given bool
	}{{"-open", c.Open != ""}, {"-agents", len(c.Agents) > 0}, {"-film", c.films()}, {"-status", c.Status != ""}} {
		if only.given {
			return fmt.Errorf("there is no window (%w), and %s cannot be done without one", why, only.flag)
		}
	}
	fmt.Printf("There is no window (%v): training recipe %s from seed %d for one minute instead.\n", why, recipe, c.Seed)
	t := command.Train{RecipeFlags: c.RecipeFlags, Seconds: 60, Workers: c.Workers, Out: files.Dated(c.Out, "train")}
	return t.Run(ctx)
}
