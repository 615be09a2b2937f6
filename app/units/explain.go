package units

import (
	"fmt"
	"image"

	"gridrat/app/room"
	"gridrat/brain/learner"
	"gridrat/render/panel"
)

// explainID is what the page about a number is called.
const explainID = "explain"

// explain opens a page about a number: what it means, what it is of the chosen
// unit, and what it was made from.
func (r *Room) explain(name string) {
	means, ok := panel.Explain(name)
	if !ok {
		return
	}
	rows := []panel.Row{{Term: name, Text: means}}
	if u := (panel.Shown{View: r.Shown(), Unit: r.Chosen()}); u.Appraisal != nil && u.Source != panel.Past && panel.FromScores(name) {
		if value := panel.ScoreOf(u, name); value != "" {
			rows = append(rows, panel.Row{Term: u.Name(u.Unit), Text: value})
		}
		rows = append(rows, panel.Row{Term: "from", Text: r.sampling(u.View)})
	}
	s := &panel.Sheet{
		Title: "How was this computed?", Blocks: []panel.Block{{Rows: rows}},
		Foot: "Esc or a click closes this page. F2 has all definitions.",
	}
	r.Open(&room.Page{Of: explainID, Picture: &s.Picture, Fit: func(within image.Rectangle, scale float64) {
		// A few lines: a small page in the middle.
		size := image.Pt(min(within.Dx(), int(720*scale)), min(within.Dy(), int(280*scale)))
		at := within.Min.Add(within.Size().Sub(size).Div(2))
		s.Place(image.Rectangle{Min: at, Max: at.Add(size)}, scale)
		s.Redraw()
	}})
}

// sampling says what the scores of a view were made from.
func (r *Room) sampling(v *panel.View) string {
	a, recipe := v.Appraisal, v.Recipe
	maps := fmt.Sprintf("maps of 20 x 20 bins of %.3g cm, not smoothed.", 100*recipe.Arena().Size/20)
	var text string
	switch v.Source {
	case panel.Cells:
		draws, how := r.Found()
		return fmt.Sprintf("%s; %s Speed and heading where the trajectory has none: from motion within 0.2 s. Own nulls: %d draws of every cell; pooled: the noise maps of all cells. Red dots: %s.", v.Recording, maps, draws, how)
	case panel.Along:
		text = fmt.Sprintf("the weights of update %d of recipe %s, seed %d, moved along %s in moves of %.2g s from a true start every %d, dropout off; %s", a.Update, recipe.Name, v.Seed, v.Recording, recipe.MotionModel().Period(), recipe.ReportMoves, maps)
	default:
		text = fmt.Sprintf("the weights of update %d of recipe %s, seed %d, on about %d samples of fresh trajectories, dropout off; %s", a.Update, recipe.Name, v.Seed, learner.TuningSamples, maps)
	}
	if f := a.Focus; f != nil {
		text += fmt.Sprintf(" Own nulls: of unit %d, %d draws each.", f.Unit, len(f.Direction.Scores))
	}
	return text
}
