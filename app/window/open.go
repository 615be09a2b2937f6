package window

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"gridrat/app/files"
	"gridrat/app/filming"
	"gridrat/app/maps"
	"gridrat/app/room"
	"gridrat/app/window/keyboard"
	"gridrat/app/window/notice"
	"gridrat/app/window/pace"
	"gridrat/brain/learner"
	"gridrat/render/widget"
)

// newGame prepares the window; what costs time waits for its first tick.
func newGame(ctx context.Context, c *Command) (*Game, error) {
	if err := c.check(); err != nil {
		return nil, err
	}
	r, err := c.Recipe()
	if err != nil {
		return nil, err
	}
	f, err := files.NewFolders(c.Config, c.Out)
	if err != nil {
		return nil, fmt.Errorf("could not make the folders for settings and autosave: %w", err)
	}
	g := &Game{
		ctx: ctx, config: *c, recipe: r, folders: f, clock: &pace.Clock{By: c.Clock}, screen: newScreen(),
		pictures: pictures{out: f.Out, writer: filming.NewWriter(), strip: filming.NewStrip(c.Film, c.Out)},
	}
	g.cover = &cover{notice: notice.New(), clock: g.clock, screen: g.screen}
	g.background = room.NewBackground(ctx, g.cover.tell, g.cover.hush)
	if g.kept, err = loadKept(f.Config); err != nil {
		g.cover.tell(true, err.Error())
	}
	return g, nil
}

// open starts the learner and the rooms, in the first tick.
func (g *Game) open() error {
	if g.config.films() { // not before: without a window there are no pictures
		if err := os.MkdirAll(g.config.Out, 0o755); err != nil {
			return fmt.Errorf("could not make the folder for pictures: %w", err)
		}
	}
	config, recovered, done := g.learnerConfig()
	defer done()
	if err := g.furnish(config); err != nil {
		return err
	}
	g.screen.whole = true
	g.take()
	back := g.rooms.maps.Recover()
	g.goOn()
	g.place()
	if recovered && !back && g.cover.notice.Text == "" {
		g.cover.tell(false, "Ctrl+Z brings back the network of the last session.")
	}
	if g.config.Open != "" {
		g.rooms.opening.Open(g.config.Open)
	}
	if codes := g.config.Agents; len(codes) > 0 {
		g.rooms.agents.Begin(codes)
		g.show(room.Navigate)
	}
	return nil
}

// learnerConfig is how the learner begins: with what windows left behind that
// are closed. recovered is that there is a network of a session before. Nobody
// uses what was left until done is called.
func (g *Game) learnerConfig() (c learner.Config, recovered bool, done func()) {
	c = learner.Config{
		Recipe: g.recipe, Seed: g.config.Seed, Workers: g.config.workers(), Clock: pace.Real{},
		Speed: learner.Speed{Gentle: true}, Paused: g.config.Paused,
	}
	if g.config.films() { // a film leaves the user's networks alone
		return c, false, func() {}
	}
	c.Autosave, c.Formers = g.folders.Autosave(), g.folders.Formers()
	left, others, done := g.folders.Left()
	c.Left = left
	c.MostFormers = learner.FormersLimit + others*(learner.FormersLimit+1) // what each may have left
	for _, l := range left {
		maps.TakeOver(g.folders.Cache, filepath.Dir(l.Autosave))
	}
	for _, l := range append(left, learner.Left{Autosave: c.Autosave}) {
		_, err := os.Stat(l.Autosave)
		recovered = recovered || err == nil
	}
	return c, recovered, done
}

// furnish makes the rooms, starts the learner in its own, and makes the tables
// of what they offer; more is offered besides.
func (g *Game) furnish(c learner.Config, more ...room.Offer) error {
	w := wiring{
		rooms: &g.rooms, config: &g.config, folders: g.folders, kept: &g.kept, background: g.background, clock: g.clock,
		screen: g.screen, cover: g.cover, mouse: &g.mouse, pictures: &g.pictures, table: &g.table, place: g.place, show: g.show,
	}
	if err := w.makeRooms(c); err != nil {
		return err
	}
	g.offers = slices.Concat([]room.Offer{g.offer()}, g.rooms.offers(), more, []room.Offer{g.lastOffer()})
	g.table = room.NewTable(g.offers...)
	g.keyboard = keyboard.New(g.table)
	for _, o := range g.offers {
		g.screen.board = append(g.screen.board, o.Panes...)
	}
	for _, tab := range []room.Tab{room.Navigate, room.Forage} {
		g.table.Show(tab)
		g.screen.bars[tab] = widget.NewBar(g.table.Items(barGroups[tab]))
	}
	g.show(room.Forage)
	return nil
}

// shutDown ends the learner, which saves its network, waits for pictures under
// way, and keeps the settings.
func (g *Game) shutDown() error {
	if !g.rooms.opened() {
		return nil
	}
	r := &g.rooms
	g.background.Close()
	r.play.Close()
	r.agents.Close()
	r.race.Close()
	r.learning.Close()
	failed := g.pictures.close(g.clock)
	return errors.Join(failed, r.maps.Close(), g.kept.save(), g.folders.Release())
}
