package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"github.com/hajimehoshi/ebiten/v2"

	"gridrat/brain/learner"
	"gridrat/render/figure"
	"gridrat/render/panel"
)

// windowCmd opens the window.
type windowCmd struct {
	recipeFlags

	Paused  bool      `help:"Wait for the space bar."`
	Open    string    `help:"Open a saved network, a folder of published weights, a map, or a trajectory." placeholder:"FILE" xor:"recipe,modules,set,map"`
	Out     string    `help:"Folder for pictures and networks." placeholder:"DIR" default:"runs"`
	Film    []float64 `help:"Take pictures after so many seconds, join them to a strip in the folder -out, and close." placeholder:"5,30,60"`
	Config  string    `help:"Folder for settings and autosave; the user's own if not given." placeholder:"DIR"`
	Status  string    `help:"Keep the state of the window in FILE, as JSON, for scripts." placeholder:"FILE"`
	Clock   string    `help:"What the time of the window goes by: real, or ticks, each of which is 1/60 s however long it takes, for scripts that drive the window." enum:"real,ticks" default:"real"`
	Workers int       `help:"Goroutines that learn; 0 leaves one processor to the window." default:"0"`
}

// workers leaves a processor to the window.
func (c *windowCmd) workers() int {
	if c.Workers > 0 {
		return c.Workers
	}
	return max(runtime.NumCPU()-1, 1)
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
func (c *windowCmd) Run(ctx context.Context) error {
	g, err := newGame(ctx, c)
	if err != nil {
		return err
	}
	leaveProcessor(c.workers())
	ebiten.SetWindowTitle("Gridrat")
	ebiten.SetWindowSize(g.settings.Width, g.settings.Height)
	ebiten.SetWindowSizeLimits(480, 320, -1, -1)
	ebiten.SetWindowResizingMode(ebiten.WindowResizingModeEnabled)
	ebiten.SetWindowClosingHandled(true)
	ebiten.SetScreenClearedEveryFrame(false)
	ebiten.SetRunnableOnUnfocused(true)
	err = ebiten.RunGameWithOptions(g, &ebiten.RunGameOptions{SingleThread: singleThread})
	if !g.windowed && err != nil {
		return c.windowless(ctx, g.recipe.Name, err)
	}
	return errors.Join(err, g.shutDown())
}

// newGame prepares the window; what costs time waits for its first tick.
func newGame(ctx context.Context, c *windowCmd) (*game, error) {
	if c.Workers < 0 {
		return nil, misusef("-workers is %d; it must be 0 or more", c.Workers)
	}
	for i, s := range c.Film {
		if !(s > 0) || i > 0 && s <= c.Film[i-1] {
			return nil, misusef("-film is %v; it must be seconds above 0 in rising order", c.Film)
		}
	}
	r, err := c.recipe()
	if err != nil {
		return nil, err
	}
	f, err := newFolders(c.Config, c.Out)
	if err != nil {
		return nil, fmt.Errorf("could not make the folders for settings and autosave: %w", err)
	}
	g := &game{ctx: ctx, config: *c, recipe: r, folders: f, watch: &watch{}, panels: true, ratSpeed: 1, reached: 1, saves: make(chan saved, 4), arrived: make(chan func(), 4)}
	g.settings, err = loadSettings(f.config)
	if err != nil {
		g.foreign = true
		g.tell(true, err.Error())
	}
	if g.episodes, err = loadEpisodes(f.config); err != nil {
		g.tell(true, err.Error()+".")
	}
	if len(c.Film) > 0 {
		g.film = film{at: c.Film, total: len(c.Film), dir: c.Out}
	}
	return g, nil
}

// open starts the learner and the panels, in the first tick.
func (g *game) open(now time.Time) error {
	g.windowed = true
	if g.film.running() { // not before: without a window there are no pictures
		if err := os.MkdirAll(g.film.dir, 0o755); err != nil {
			return fmt.Errorf("could not make the folder for pictures: %w", err)
		}
	}
	config := learner.Config{
		Recipe: g.recipe, Seed: g.config.Seed, Workers: g.config.workers(), Clock: wallClock{},
		Speed: learner.Speed{Gentle: true}, Paused: g.config.Paused,
		Autosave: g.folders.autosave(), Formers: g.folders.formers(),
	}
	recovered := false
	if g.film.running() { // a film leaves the user's networks alone
		config.Autosave, config.Formers = "", ""
	} else {
		left, others, done := g.folders.left()
		defer done()
		config.Left = left
		config.MostFormers = learner.FormersLimit + others*(learner.FormersLimit+1) // what each may have left
		for _, l := range left {
			g.folders.takeOver(filepath.Dir(l.Autosave))
		}
		for _, l := range append(left, learner.Left{Autosave: config.Autosave}) {
			_, err := os.Stat(l.Autosave)
			recovered = recovered || err == nil
		}
	}
	var err error
	g.learner, err = learner.Start(config)
	if err != nil {
		return err
	}
	g.playing, g.learnOn = !g.config.Paused, true
	g.opened, g.last, g.whole = now, now, true
	g.bar = panel.NewBar(controls())
	g.panes = g.newPanes()
	g.edit.Editor = g.newEditor()
	colors, err := figure.ColorMapByName(g.settings.ColorMap)
	if err != nil {
		return err // the settings were checked
	}
	g.wall.Colors, g.inspector.Colors, g.wall.Grouped, g.wall.Hover = colors, colors, g.settings.Grouped, -1
	g.beside, g.inspector.Page = nobody, panel.PageMap
	g.population.Page = panel.PagePopulation
	s, ok := <-g.learner.Snapshots() // the first comes at once
	if !ok {
		return errors.New("the learner did not start")
	}
	g.keeper.done = make(chan error, 1)
	g.take(s)
	back := g.recoverMap()
	g.place()
	if recovered && !back && g.notice.Text == "" {
		g.tell(false, "Ctrl+Z brings back the network of the last session.")
	}
	if g.config.Open != "" {
		g.openPath(g.config.Open)
	}
	return nil
}

// shutDown ends the learner, which saves its network, waits for pictures under
// way, and keeps the settings.
func (g *game) shutDown() error {
	if g.learner == nil {
		return nil
	}
	if g.task != nil {
		g.task.stop()
		<-g.task.done
	}
	if g.watch.episode != nil {
		g.quit(g.watch.episode)
	}
	if g.rec != nil {
		g.rec.stop(g.last)
	}
	g.learner.Close()
	go func() {
		g.writing.Wait()
		close(g.saves)
	}()
	for s := range g.saves {
		g.failed = errors.Join(g.failed, s.failure())
	}
	g.failed = errors.Join(g.failed, g.keepLast())
	if !g.foreign {
		g.failed = errors.Join(g.failed, g.settings.save(g.folders.config))
	}
	return errors.Join(g.failed, g.folders.release())
}

// keepSize notes the size of the window for the next one, while there is a
// window.
func (g *game) keepSize() {
	if ebiten.IsFullscreen() {
		return
	}
	if w, h := ebiten.WindowSize(); w > 0 && h > 0 {
		g.settings.Width, g.settings.Height = w, h
	}
}

// wallClock is the learner's clock.
type wallClock struct{}

func (wallClock) Now() time.Time                         { return time.Now() }
func (wallClock) After(d time.Duration) <-chan time.Time { return time.After(d) }
