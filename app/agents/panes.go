package agents

import (
	"image"
	"math"
	"time"

	"gridrat/app/room"
	"gridrat/render/panel"
)

// panes are the panels of the room.
type panes struct{ score, codes, trials, diagnostics, experiment, clock, depends *room.Pane }

func (r *Room) makePanes() {
	slow, quick := 250*time.Millisecond, 100*time.Millisecond
	r.panes = panes{
		score: &room.Pane{Name: "agent-score", Picture: &r.scores.Picture, Every: slow, Pieces: func() []panel.Piece {
			return r.scores.Pieces(r.contenders(), r.references(), r.left())
		}},
		codes: &room.Pane{Name: "agent-codes", Picture: &r.match.Picture, Every: quick, Pieces: func() []panel.Piece {
			r.match.Waiting = !r.rat.Alive()
			return r.match.Pieces(r.rat.Codes())
		}},
		trials: &room.Pane{Name: "agent-trials", Picture: &r.trials.Picture, Every: slow, Pieces: func() []panel.Piece { return r.trials.Pieces(r.table()) }},
		diagnostics: &room.Pane{Name: "agent-diagnostics", Picture: &r.diagnostics.Picture, Every: slow, Pieces: func() []panel.Piece {
			c := r.shown(r.of)
			return r.diagnostics.Pieces(&c)
		}},
		experiment: &room.Pane{Name: "agent-experiment", Picture: &r.trying.Picture, Every: slow, Pieces: func() []panel.Piece { return r.trying.Pieces(r.lab.Shown()) }},
		clock:      &room.Pane{Name: "agent-clock", Picture: &r.clock.Picture, Pieces: r.clock.Pieces},
		depends:    &room.Pane{Name: "agent-memory", Picture: &r.depends.Picture, Pieces: func() []panel.Piece { return r.depends.Pieces(r.memory.Shown()) }},
	}
}

// outdate has all but the clock looked at.
func (p *panes) outdate() {
	for _, one := range []*room.Pane{p.score, p.codes, p.trials, p.diagnostics, p.experiment} {
		one.Outdate()
	}
}

// Diagnosed tells whether the diagnostics are shown in the place of the trials.
func (r *Room) Diagnosed() bool { return r.diagnosed }

// nextPage shows the next page of the trials.
func (r *Room) showPage(page string) {
	r.trials.Page = page
	r.panes.trials.Hurry()
}

// spots are what clicks on spots of the panels mean.
func (r *Room) spots() map[string]func(string) {
	return map[string]func(string){
		panel.SpotContender: func(name string) {
			for _, c := range r.all {
				if c.Name == name {
					r.watchOne(c)
				}
			}
		},
		panel.SpotScoreAxis: func(string) {
			r.scores.ByTime = !r.scores.ByTime
			r.panes.score.Hurry()
		},
		panel.SpotTrials:     r.showPage,
		panel.SpotExperiment: r.useExperiment,
		panel.SpotPretend: func(string) {
			if at, ok := r.match.PlaceAt(r.Mouse()); ok {
				r.Pretend(at)
			}
		},
	}
}

// Wheel lets the wheel of the mouse go through the trials: up, above 0, to newer
// ones.
func (r *Room) Wheel(at image.Point, turns float64) {
	if turns != 0 && at.In(r.trials.Rect) {
		r.scroll(-int(math.Copysign(math.Ceil(math.Abs(turns)), turns)) * rowsPerTurn)
	}
}

// Rows that a turn of the wheel, and a key, go through.
const (
	rowsPerTurn = 3
	rowsPerPage = 15
)

func (r *Room) scroll(rows int) {
	if r.trials.Scroll(rows) {
		r.panes.trials.Hurry()
	}
}
