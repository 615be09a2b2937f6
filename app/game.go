package main

import (
	"context"
	"fmt"
	"image"
	"math"
	"sync"
	"time"

	"github.com/hajimehoshi/ebiten/v2"

	"gridrat/brain/gridnet"
	"gridrat/brain/learner"
	"gridrat/render/panel"
	"gridrat/render/scene"
	"gridrat/world/maze"
)

// game is the window. Its Update has a fixed order: input, requests to the
// learner, the watched rat, the newest snapshot, the panels. It never waits
// for the learner. All of it belongs to Ebitengine's goroutine.
type game struct {
	ctx     context.Context
	config  windowCmd
	recipe  gridnet.Recipe // to begin with
	folders folders
	learner *learner.Learner
	snap    *learner.Snapshot
	live    *panel.View // of it
	watch   *watch

	// What the user has set.
	settings  settings
	foreign   bool // the file of settings is not ours to write over
	playing   bool // the rat runs, and learning if learnOn
	learnOn   bool
	awaited   bool // learning was on when another network was asked for
	asked     int  // requests made
	ratSpeed  float64
	reached   float64 // speed of the rat that there was time for
	slid      int     // where the slider was put
	back      int     // moves of the past to look back, when paused
	pinned    bool    // the user has chosen the unit
	unscored  bool    // no scores of this network have come yet
	unit      int     // of the network, that is chosen
	beside    pick    // that is compared with it
	inspect   inspect
	recorded  recorded
	tipText   string // of the spot under the mouse
	emergence emergence
	scales    scales
	own       own
	drag      drag
	task      *task // nil is none
	maps      maps
	edit      edit
	props     properties
	keeper    keeper
	eyes      eyes
	episodes  *episodes           // that were played
	readied   map[string]*readied // by task
	here      here
	panels    bool
	profiling bool

	// What is on screen.
	layout     layout
	width      int // of the screen, in pixels
	height     int
	device     float64 // pixels per device-independent pixel
	arena      scene.Arena
	tools      panel.Tools
	numbers    panel.Numbers
	wall       panel.Wall
	inspector  panel.Inspector
	population panel.Population
	timeline   panel.Emergence
	bar        *panel.Bar
	sheet      *sheet
	page       *mazePage
	clock      panel.Episode
	result     *panel.Result // of the episode that is over
	dialog     *dialog
	notice     notice
	profile    profile
	panes      []*pane         // the panels and what of them is to be drawn anew
	trailed    int             // moves of the past on the trail, lost ones included
	oldest     int             // update of the oldest weights whose spikes are shown
	whole      bool            // all of the screen is to be drawn
	moved      bool            // the rat has moved since it was drawn
	restless   time.Time       // until then the controls are drawn with every frame
	tip        image.Rectangle // the tooltip on the screen

	// Pictures and files.
	shot     string // path of a picture to be taken
	film     film
	rec      *camera    // nil is none
	saves    chan saved // files written in the background
	writing  sync.WaitGroup
	failed   error       // of a film, which has no user to tell
	arrived  chan func() // what was read in the background, to be taken over
	title    string
	last     time.Time // of the last update, by the clock of the window
	opened   time.Time
	windowed bool // there is a window
	ticks    int
	cursor   image.Point
	closing  bool
}

// Update implements ebiten.Game.
func (g *game) Update() error {
	begin, now := time.Now(), g.config.nextTick(g.last)
	if g.learner == nil {
		if err := g.open(now); err != nil {
			return err
		}
	}
	dt := min(now.Sub(g.last).Seconds(), 0.1)
	g.last = now
	g.ticks++
	if ebiten.IsWindowBeingClosed() || g.ctx.Err() != nil || g.closing {
		g.keepSize()
		return ebiten.Termination
	}
	g.input(now)
	g.applyMap()
	g.layMap()
	g.steer()
	g.steerEpisode()
	g.run(dt)
	g.followEpisode()
	g.receive()
	g.askFocus(now)
	g.evaluateAlong(now)
	g.scoreWaiting()
	g.playMoments(now)
	g.fitScales()
	g.background()
	g.place()
	g.placeSheet()
	g.placeMazes()
	g.placeResult()
	g.keepMap()
	if g.profiling {
		g.profile.show(g, begin)
	}
	g.refresh(now)
	g.profile.update(begin, time.Since(begin))
	g.filming(now)
	g.watchRecording(now)
	return g.writeStatus()
}

// run lets the watched rat run for a tick.
func (g *game) run(dt float64) {
	if !g.playing {
		g.reached = g.ratSpeed
		return
	}
	const budget = 4 * time.Millisecond
	before := g.watch.moves()
	wanted := dt * g.ratSpeed
	if e := g.watch.episode; e != nil { // in real time
		if e.over || g.covered() {
			return
		}
		wanted = dt
	}
	done := g.watch.advance(g.snap, wanted, budget, time.Now)
	if wanted > 0 {
		g.reached += 0.05 * (g.ratSpeed*done/wanted - g.reached)
	}
	g.moved = true
	if g.watch.moves() != before {
		g.outdate(&g.numbers.Picture)
		g.outdate(&g.inspector.Picture)
	}
}

// receive takes the newest snapshot, if there is one.
func (g *game) receive() {
	select {
	case s, ok := <-g.learner.Snapshots():
		if ok {
			g.take(s)
		}
	default:
	}
}

func (g *game) take(s *learner.Snapshot) {
	g.snap, g.live = s, &panel.View{Snapshot: s}
	g.followRecipe()
	g.layFloor()
	if g.watch.follow(s) {
		g.awaited = false
		g.here.sent = maze.Map{}
		g.back, g.trailed, g.oldest = 0, 0, 0
		g.wall.Hover = -1
		if g.beside.source != panel.Cells {
			g.beside = nobody
		}
		g.goLive()
		g.recorded.along.view, g.recorded.along.found = nil, nil
		g.clearFilter()
		g.inspect = inspect{focus: -1, wanted: -1}
		g.unscored = true
		g.pinned = g.pinned && g.unit < s.Net.Units()
		if !g.pinned {
			g.unit = 0
		}
		g.marked()
		g.whole = true
		g.redrawTrail()
	}
	// Before all requests are carried out, what the snapshot says of
	// running is not yet what the user asked for.
	if s.Handled == g.asked {
		switch {
		case g.playing:
			g.learnOn = s.Running
		case g.awaited: // the other network was refused
			g.learnOn = true
		}
		g.here.toShow = g.here.toShow && s.Recipe.Map != nil
		g.awaited = false
	}
	if s.Notice.Serial > g.notice.serial {
		g.notice.serial = s.Notice.Serial
		g.tell(s.Notice.Failure, s.Notice.Text)
	}
	if a := s.Appraisal; a != nil {
		if !g.pinned && (g.unscored || a.Population.Scores[g.unit].Score60 < a.Population.Null.P95) {
			g.unit = a.Population.Order()[0]
			g.marked()
			g.redrawSpikes()
		}
		g.unscored = false
	}
	if e := &g.emergence; e.at != nil {
		e.view.Net, e.view.Timeline, e.view.Saved = s.Net, s.Timeline, s.Saved
	}
	g.showOwn()
	g.forgetSpikes()
	g.stale()
	g.setTitle()
}

func (g *game) setTitle() {
	star := ""
	if !g.snap.Saved {
		star = " *"
	}
	in := ""
	if d := g.maps.now(); !d.home || d.Unsaved() {
		in = fmt.Sprintf("[%s] ", g.mapTitle())
	}
	title := fmt.Sprintf("Gridrat – %s%s, seed %d, %s%s", in, g.snap.Recipe.Name, g.snap.Seed, g.snap.Origin, star)
	if title != g.title {
		g.title = title
		ebiten.SetWindowTitle(title)
	}
}

func (g *game) ratSpeedLabel() string {
	format := func(v float64) string {
		if v < 1 {
			return fmt.Sprintf("1/%.0f×", 1/v)
		}
		return fmt.Sprintf("%.0f×", v)
	}
	label := format(g.ratSpeed)
	if g.playing && math.Abs(g.reached/g.ratSpeed-1) > 0.1 {
		label += fmt.Sprintf(" (%.2g)", g.reached)
	}
	return label
}
