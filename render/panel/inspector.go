package panel

import (
	"fmt"
	"image"
	"slices"

	"gridrat/brain/learner"
	"gridrat/brain/tuning"
	"gridrat/render/figure"
)

// Pages of the inspector.
const (
	PageMap    = "map"
	PageTuning = "tuning"
	PageScores = "scores"
)

// InspectorPages lists the pages in the order of their tabs.
var InspectorPages = []string{PageMap, PageTuning, PageScores}

// Spots of the inspector. Those of a page are called inspector-map and so on,
// those of a score score: and the name of its explanation.
const (
	SpotInspector = "inspector-"
	SpotCompare   = "compare"
	SpotSilence   = "silence"
	SpotHear      = "hear-all"
	SpotScore     = "score:"
)

// Inspector shows one unit, or two side by side: maps and autocorrelograms,
// tuning to direction and speed, or scores.
type Inspector struct {
	Picture
	Page   string
	Colors *figure.ColorMap
	Own    *learner.Shuffles // of all units; those of another appraisal are not shown

	sacs map[int]tuning.Correlogram // of the units shown
	of   *learner.Appraisal         // that they belong to
}

// Look is what the inspector shows.
type Look struct {
	Unit     int
	Chosen   int     // the unit that is pinned; another is only looked at
	Beside   int     // the unit that is compared with it; -1 is none
	Activity float32 // of the unit, in the watched rat
	Back     int     // moves of the past that are looked back
	Past     bool    // the snapshot is a moment of the timeline, which has no curves
	OffCM    float64 // of the watched rat, from where the network believes it to be
}

// units are those that are shown.
func (l Look) units() []int {
	if l.Beside >= 0 && l.Beside != l.Unit {
		return []int{l.Unit, l.Beside}
	}
	return []int{l.Unit}
}

// lineHeight is that of a line of text, in points.
const lineHeight = 14.5

var lineFont = figure.Font{Size: 11}

// Pieces lists what has to be drawn anew to show a unit.
func (p *Inspector) Pieces(s *learner.Snapshot, look Look) []Piece {
	return p.list(func(todo *work) { p.lay(todo, s, look) })
}

func (p *Inspector) lay(todo *work, s *learner.Snapshot, look Look) {
	c := p.Canvas
	look.Beside = min(look.Beside, s.Net.Units()-1)
	area := c.Bounds().Inset(c.Px(8))
	if look.Unit < 0 || look.Unit >= s.Net.Units() || area.Dx() < c.Px(60) || area.Dy() < c.Px(60) {
		return
	}
	head := image.Rect(area.Min.X, area.Min.Y-c.Px(2), area.Max.X, area.Min.Y+c.Px(buttonHeight-2))
	area.Min.Y += c.Px(20)
	p.head(todo, s, look, head)
	if len(s.Silenced) > 0 {
		strip := image.Rect(area.Min.X, area.Min.Y, area.Max.X, area.Min.Y+c.Px(lineHeight))
		area.Min.Y = strip.Max.Y + c.Px(3)
		p.silenced(todo, s, look, strip)
	}
	switch p.Page {
	case PageTuning:
		p.tuningPage(todo, s, look, area)
	case PageScores:
		p.scoresPage(todo, s, look, area)
	default:
		p.mapPage(todo, s, look, area)
	}
}

// head adds the title and the buttons.
func (p *Inspector) head(todo *work, s *learner.Snapshot, look Look, r image.Rectangle) {
	silent := slices.Contains(s.Silenced, look.Chosen)
	silence := button{SpotSilence, "silence", fmt.Sprintf("Nothing hears unit %d any more: what does the watched network lose?", look.Chosen), silent}
	if silent {
		silence.tip = fmt.Sprintf("Let unit %d be heard again", look.Chosen)
	}
	compare := button{SpotCompare, "compare", "Another unit beside this one, on the same scales; Shift+click chooses which", look.Beside >= 0}
	tips := map[string]string{
		PageMap: "Rate map, autocorrelogram and lattice", PageTuning: "Tuning to head direction and to speed",
		PageScores: "All scores with their percentiles among chance",
	}
	all := []button{silence, compare}
	for _, page := range InspectorPages {
		all = append(all, button{SpotInspector + page, page, tips[page], page == p.Page})
	}
	rest := todo.buttons(r, all...)
	todo.text("title", rest, figure.Font{Size: 12, Medium: true}, ink, p.title(s, look)...)
}

// title names the unit, and the chosen one beside it if it is another.
func (p *Inspector) title(s *learner.Snapshot, look Look) []string {
	unit, of := fmt.Sprintf("Unit %d", look.Unit), ""
	if len(s.Recipe.Modules) > 1 {
		of = fmt.Sprintf(" of module %d", look.Unit/s.Recipe.Units+1)
	}
	if all := look.units(); len(all) == 2 {
		return []string{fmt.Sprintf("Units %d and %d", all[0], all[1]), fmt.Sprintf("%d and %d", all[0], all[1])}
	}
	if look.Unit == look.Chosen {
		return []string{unit + of, unit}
	}
	return []string{
		fmt.Sprintf("Looking at unit %d%s (chosen: %d)", look.Unit, of, look.Chosen),
		fmt.Sprintf("Unit %d (chosen: %d)", look.Unit, look.Chosen), unit,
	}
}

// silenced adds a line about what silencing costs.
func (p *Inspector) silenced(todo *work, s *learner.Snapshot, look Look, r image.Rectangle) {
	todo.text("silenced", r, lineFont, warn, Silenced(s, look.OffCM)...)
	todo.spot(SpotHear, r, "Let all units be heard again")
}

// Silenced words what the units cost that are silenced, the longest wording
// first: the error of the last appraisal without and with them, and that of
// the watched rat.
func Silenced(s *learner.Snapshot, offCM float64) []string {
	who := fmt.Sprintf("%d units silenced", len(s.Silenced))
	if len(s.Silenced) == 1 {
		who = fmt.Sprintf("unit %d silenced", s.Silenced[0])
	}
	now := fmt.Sprintf("watched rat %.0f cm off", offCM)
	a := s.Appraisal
	if a == nil || a.Lesion == nil || !slices.Equal(a.Lesion.Units, s.Silenced) {
		return []string{who + ": measuring what it costs … · " + now, who + ": measuring …", who}
	}
	moves := s.Recipe.ReportMoves
	whole, without := 100*a.Errors.After(moves).Mean, 100*a.Lesion.Errors.After(moves).Mean
	return []string{
		fmt.Sprintf("%s: error after %d moves %.1f cm, with all units %.1f · %s", who, moves, without, whole, now),
		fmt.Sprintf("%s: error %.1f cm, with all units %.1f · %s", who, without, whole, now),
		fmt.Sprintf("%s: error %.1f cm, with all %.1f", who, without, whole),
		fmt.Sprintf("%.1f cm, with all %.1f", without, whole),
	}
}

// correlogram computes a unit's autocorrelogram once per appraisal.
func (p *Inspector) correlogram(a *learner.Appraisal, unit int) tuning.Correlogram {
	const kept = 8
	if p.of != a || len(p.sacs) > kept {
		p.of, p.sacs = a, map[int]tuning.Correlogram{}
	}
	sac, ok := p.sacs[unit]
	if !ok {
		sac = tuning.Autocorrelogram(a.Maps[unit])
		p.sacs[unit] = sac
	}
	return sac
}
