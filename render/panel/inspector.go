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
	PagePath   = "path"
)

// InspectorPages lists the pages in the order of their tabs.
var InspectorPages = []string{PageMap, PageTuning, PageScores, PagePath}

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

	sacs map[sacKey]tuning.Correlogram // of the units shown
}

// Look is what the inspector shows.
type Look struct {
	Unit     int
	Chosen   int      // the unit that is pinned; another is only looked at
	Beside   Shown    // the unit that is compared with it, of this view or of another; the zero value is none
	Activity float32  // of the unit, in the watched rat
	Back     int      // moves of the past that are looked back
	Path     *OwnPath // of the unit, where its page is shown
	OffCM    float64  // of the watched rat, from where the network believes it to be
}

// units are those that are shown, one or two.
func (l Look) units(v *View) []Shown {
	one := Shown{v, l.Unit}
	if b := l.Beside; b.View != nil && b.Unit < b.Units() && b != one {
		return []Shown{one, b}
	}
	return []Shown{one}
}

// lineHeight is that of a line of text, in points.
const lineHeight = 14.5

var lineFont = figure.Font{Size: 11}

// Pieces lists what has to be drawn anew to show a unit.
func (p *Inspector) Pieces(s *View, look Look) []Piece {
	return p.list(func(todo *work) { p.lay(todo, s, look) })
}

func (p *Inspector) lay(todo *work, s *View, look Look) {
	c := p.Canvas
	area := c.Bounds().Inset(c.Px(8))
	if look.Unit < 0 || look.Unit >= s.Units() || area.Dx() < c.Px(60) || area.Dy() < c.Px(60) {
		return
	}
	head := image.Rect(area.Min.X, area.Min.Y-c.Px(2), area.Max.X, area.Min.Y+c.Px(buttonHeight-2))
	area.Min.Y += c.Px(20)
	p.head(todo, s, look, head)
	if len(s.Silenced) > 0 && s.Source != Cells {
		strip := image.Rect(area.Min.X, area.Min.Y, area.Max.X, area.Min.Y+c.Px(lineHeight))
		area.Min.Y = strip.Max.Y + c.Px(3)
		p.silenced(todo, s, look, strip)
	}
	switch p.Page {
	case PageTuning:
		p.tuningPage(todo, s, look, area)
	case PageScores:
		p.scoresPage(todo, s, look, area)
	case PagePath:
		p.pathPage(todo, s, look, area)
	default:
		p.mapPage(todo, s, look, area)
	}
}

// head adds the title and the buttons.
func (p *Inspector) head(todo *work, s *View, look Look, r image.Rectangle) {
	silent := s.silent(look.Chosen)
	silence := button{SpotSilence, "silence", fmt.Sprintf("Nothing hears unit %d any more: what does the watched network lose?", look.Chosen), silent, false}
	if silent {
		silence.tip = fmt.Sprintf("Let unit %d be heard again", look.Chosen)
	}
	compare := button{SpotCompare, "compare", "Another unit beside this one, with the same scales if both are of the network; Shift+click chooses which", look.Beside.View != nil, false}
	switch s.Source {
	case Cells:
		compare.tip = "The network's chosen unit beside this cell; Shift+click puts another cell there"
	case Along:
		compare.tip = "The chosen unit on the network's own trajectories beside this; Shift+click puts another there"
	}
	tips := map[string]string{
		PageMap: "Rate map, autocorrelogram and lattice", PageTuning: "Tuning to head direction and to speed",
		PageScores: "All scores with their percentiles among chance", PagePath: "Rate map of the watched rat's own path, driven or not, beside the one from training",
	}
	all := []button{silence, compare}
	if s.Source == Cells {
		all = all[1:]
	}
	for _, page := range InspectorPages {
		all = append(all, button{SpotInspector + page, page, tips[page], page == p.Page, false})
	}
	rest := todo.buttons(r, all...)
	todo.text("title", rest, figure.Font{Size: 12, Medium: true}, ink, p.title(s, look)...)
}

// title names the unit, and the chosen one beside it if it is another.
func (p *Inspector) title(s *View, look Look) []string {
	name, of := s.Name(look.Unit), ""
	if modules, each := s.modules(); modules > 1 {
		of = fmt.Sprintf(" of module %d", look.Unit/each+1)
	}
	if all := look.units(s); len(all) == 2 {
		return []string{figure.Capital(all[0].name() + " and " + all[1].name()), fmt.Sprintf("%d and %d", all[0].Number(all[0].Unit), all[1].Number(all[1].Unit))}
	}
	if look.Unit == look.Chosen {
		return []string{figure.Capital(name + of), figure.Capital(name)}
	}
	chosen := s.Number(look.Chosen)
	return []string{
		fmt.Sprintf("Looking at %s%s (chosen: %d)", name, of, chosen),
		fmt.Sprintf("%s (chosen: %d)", figure.Capital(name), chosen), figure.Capital(name),
	}
}

// silenced adds a line about what silencing costs.
func (p *Inspector) silenced(todo *work, s *View, look Look, r image.Rectangle) {
	todo.text("silenced", r, lineFont, warn, Silenced(s.Snapshot, look.OffCM)...)
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

// sacKey tells autocorrelograms apart.
type sacKey struct {
	of   *learner.Appraisal
	unit int
}

// correlogram computes a unit's autocorrelogram once per appraisal.
func (p *Inspector) correlogram(a *learner.Appraisal, unit int) tuning.Correlogram {
	const kept = 8
	if len(p.sacs) > kept || p.sacs == nil {
		p.sacs = map[sacKey]tuning.Correlogram{}
	}
	key := sacKey{a, unit}
	sac, ok := p.sacs[key]
	if !ok {
		sac = tuning.Autocorrelogram(a.Maps[unit])
		p.sacs[key] = sac
	}
	return sac
}
