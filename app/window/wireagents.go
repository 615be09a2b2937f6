package window

import (
	"image"
	"path/filepath"

	"gridrat/app/agents"
	"gridrat/app/agents/watched"
	"gridrat/app/command/navigating"
	"gridrat/app/room"
	"gridrat/app/window/pace"
	"gridrat/brain/agent"
	"gridrat/brain/agent/sense"
)

// Episodes of the agents' tests: beside learning, and of each of an experiment, at
// most.
const (
	testsBeside   = 60
	testsCompared = 100
)

// agentsHost is what the other tab asks of the window.
func (w *wiring) agentsHost() agents.Host {
	r, c := w.rooms, w.cover
	cache, grown := "", navigating.Cache()
	if !w.config.films() { // a film leaves the user's agents alone
		cache = filepath.Join(w.folders.Cache, "agents")
	}
	if w.config.Config != "" {
		grown = filepath.Join(w.folders.Config, "organs")
	}
	return agents.Host{
		Tell: c.tell, Keys: w.keys, Tool: w.tool, Background: w.background,
		Shown: func() bool { return w.screen.tab == room.Navigate },
		Mouse: func() image.Point { return w.mouse.At },
		Show:  c.open, Page: c.of,
		Redraw: w.screen.redraw,
		Ground: func() watched.Paper {
			if !w.screen.arranged() || w.screen.tab != room.Navigate || r.race.On() {
				return nil
			}
			return &w.screen.arena
		},
		Turned: func() {
			if !r.race.On() {
				w.screen.turn()
			}
		},
		Library: navigating.Library(), Network: "modules", Clock: pace.Real{}, Workers: w.config.workers(),
		Tests: testsBeside, Compared: testsCompared,
		Kept: func(p agent.Plan) (sense.Organs, bool) {
			o, _, ok := navigating.Kept(p, grown)
			return o, ok
		},
		Keep: func(p agent.Plan, o sense.Organs, seconds float64) {
			_ = navigating.Keep(p, o, seconds, grown) // they grow again where it cannot be kept
		},
		Cache: cache, Out: w.folders.Out,
		AskSave: func(title, name string, save func(path string)) {
			c.ask(room.Question{
				Title: title, Verb: "save", Text: filepath.Join(w.folders.Out, name), Empty: "path of an .npz file", Path: true, Save: true,
			}, func(path string) {
				if filepath.Ext(path) == "" {
					path += ".npz"
				}
				if c.mayWrite(path) {
					c.dismiss()
					save(path)
				}
			})
		},
		Pace:  func() (wanted, reached float64, ok bool) { return r.race.Pace() },
		Drawn: r.maps.Map, Best: r.play.Best, Mean: r.play.Mean,
		Set: func(*agent.Recipe) {},
	}
}
