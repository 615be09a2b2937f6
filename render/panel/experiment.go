package panel

import (
	"fmt"
	"image"
	"math"

	"gridrat/brain/agent"
	"gridrat/brain/agent/shortcut"
	"gridrat/render/figure"
)

// Pages of the experiments.
const (
	PageLack  = "taken" // what is taken from the agent, and what that does to its score
	PageDoors = "doors" // which door it takes once all are open
)

// SpotExperiment begins the names of the spots of Experiment. What follows is one of
// the constants below, alone or before an ID.
const SpotExperiment = "experiment-"

// What spots of Experiment are for.
const (
	ToPage     = "page-"  // PageLack or PageDoors
	ToTrials   = "trials" // back to the trials, or from them
	ToggleLack = "lack-"  // the ID of a Lack
	ToNoise    = "noise"  // the slider
	ToCompare  = "compare"
	ToShow     = "show-" // the number of a comparison
	ToMaze     = "maze-" // the ID of a maze
	ToCount    = "count"
)

// Lack is something to choose: what can be taken from the watched agent, or a maze.
type Lack struct {
	ID   string // as agent.Impair has it; "" is nothing
	Name string
	On   bool
	Why  string // it cannot be chosen; "" is that it can

	Again bool // chosen again, it is something else: other random units
}

// Comparison is the scores of the same episodes before and after something was
// taken from an agent.
type Comparison struct {
	Number        int // from 1
	What          string
	Agent         string
	Before, After []float64 // by episode
	agent.Pair
	Going   bool    // more episodes are to come
	Seconds float64 // that it took so far
}

// DoorTest is the page of doors.
type DoorTest struct {
	Mazes []Lack
	What  string // what was taken from the agent that was counted, as "without vision"; "" is nothing
	Agent string
	Count *shortcut.Count // nil before the first
	Going bool
	Why   string // it cannot be counted; "" is that it can
}

// Trying is what Experiment shows.
type Trying struct {
	Agent    string
	Units    []Lack // of the code of the goal: one of them is on
	Senses   []Lack // vision and the news of rewards
	Noise    float64
	NoiseWhy string
	Finding  bool          // the units are being found
	Compare  string        // why nothing is compared; "" is that something can be
	Running  float64       // share of what is under way; NaN is nothing
	Shown    *Comparison   // nil is none
	Last     []*Comparison // the newest first
	Doors    DoorTest
}

// Experiment shows what is taken from the watched agent and what comes of that.
type Experiment struct {
	Picture
	Page string // PageLack or PageDoors; "" is the first

	slider image.Rectangle // in the picture
}

// Pieces lists what has to be drawn anew.
func (p *Experiment) Pieces(t *Trying) []Piece {
	return p.list(func(todo *work) { p.lay(todo, t) })
}

func (p *Experiment) lay(todo *work, t *Trying) {
	c := p.Canvas
	p.slider = image.Rectangle{}
	area := c.Bounds().Inset(c.Px(8))
	if area.Dx() < c.Px(100) || area.Dy() < c.Px(80) {
		return
	}
	head := image.Rect(area.Min.X, area.Min.Y-c.Px(2), area.Max.X, area.Min.Y+c.Px(buttonHeight-2))
	area.Min.Y += c.Px(20)
	doors := p.Page == PageDoors
	left := todo.buttons(head,
		button{SpotExperiment + ToPage + PageLack, PageLack, "What is taken from the watched agent, and what that does to its score", !doors, false},
		button{SpotExperiment + ToPage + PageDoors, PageDoors, "Which door the agent takes in the sunburst or the double E, once all are open", doors, false},
		button{SpotExperiment + ToTrials, "trials", "Back to the trials of the watched agent", false, false})
	if doors {
		todo.text("title", left, figure.Font{Size: 12, Medium: true}, ink, "The doors open", "Doors")
		p.doors(todo, &t.Doors, t.Running, area)
		return
	}
	todo.text("title", left, figure.Font{Size: 12, Medium: true}, ink, "Taken from the agent", "Taken")
	p.lacks(todo, t, area)
}

// Sizes in points.
const (
	choiceWide = 116.0 // of the column of choices
	choiceLine = 14.0
	lastLine   = 13.0
)

// lacks lays out the choices on the left, the comparison on the right and the last
// ones below.
func (p *Experiment) lacks(todo *work, t *Trying, area image.Rectangle) {
	c := p.Canvas
	// Small modules share a line.
	lines := 0
	for i := range t.Units {
		if !besideLast(t.Units, i) {
			lines++
		}
	}
	lines += len(t.Senses)
	choices := area
	choices.Max.X = min(area.Min.X+c.Px(choiceWide), area.Max.X)
	choices.Max.Y = min(area.Max.Y, area.Min.Y+lines*c.Px(choiceLine)+c.Px(52))
	p.choices(todo, t, choices)

	beside := area // as high as the list leaves it
	beside.Min.X, beside.Max.Y = choices.Max.X+c.Px(10), max(choices.Max.Y, area.Max.Y-c.Px(4)-(mostLast+1)*c.Px(lastLine))
	last := area
	last.Min.Y = beside.Max.Y + c.Px(4)
	if beside.Dx() >= c.Px(70) {
		p.compared(todo, t, beside)
	}
	p.last(todo, t, last)
}

// besideLast tells whether a choice stands in the line of the one before it: modules
// do.
func besideLast(all []Lack, i int) bool { return i > 0 && isModule(all[i]) && isModule(all[i-1]) }

func isModule(l Lack) bool { return len(l.ID) > 7 && l.ID[:7] == "module=" }

// choices adds what can be taken, the slider of noise and the button.
func (p *Experiment) choices(todo *work, t *Trying, area image.Rectangle) {
	c := p.Canvas
	line := area
	line.Max.Y = line.Min.Y + c.Px(choiceLine)
	down := func() { line = line.Add(image.Pt(0, c.Px(choiceLine))) }
	fits := func() bool { return line.Max.Y <= area.Max.Y }
	modules := 0
	for _, l := range t.Units {
		if isModule(l) {
			modules++
		}
	}
	place := 0
	for i, l := range t.Units {
		if i > 0 && !besideLast(t.Units, i) {
			down()
		}
		if !fits() {
			return
		}
		r := line
		if isModule(l) && modules > 1 {
			const word = 46.0
			if place == 0 {
				name := line
				name.Max.X = min(line.Min.X+c.Px(word), line.Max.X)
				todo.text("modules", name, lineFont, muted, "module")
			}
			from, room := line.Min.X+c.Px(word), line.Dx()-c.Px(word)
			r.Min.X, r.Max.X = from+place*room/modules, from+(place+1)*room/modules
			l.Name = fmt.Sprint(place + 1)
			place++
		}
		p.choice(todo, l, r, true)
	}
	for _, l := range t.Senses {
		if down(); !fits() {
			return
		}
		p.choice(todo, l, line, false)
	}
	if down(); line.Max.Y+c.Px(choiceLine) > area.Max.Y {
		return
	}
	hue := muted
	if t.Noise > 0 {
		hue = ink
	}
	todo.text("noise", line, lineFont, hue, fmt.Sprintf("noise on motion %s", figure.Percent(t.Noise)), fmt.Sprintf("noise %s", figure.Percent(t.Noise)))
	todo.explained("noise on self-motion", line)
	down()
	p.slide(todo, t, line)
	line = line.Add(image.Pt(0, c.Px(choiceLine)+c.Px(4)))
	if line.Max.Y = line.Min.Y + c.Px(buttonHeight); fits() {
		label, tip := "compare", "Test the agent before and after, in the same frozen episodes"
		if t.Compare != "" {
			tip = figure.Capital(t.Compare) + "."
		}
		r := line
		r.Max.X = min(r.Min.X+int(c.TextWidth(buttonFont, label))+c.Px(10), r.Max.X)
		todo.buttons(r, button{SpotExperiment + ToCompare, label, tip, t.Running == t.Running, t.Compare != ""})
		r.Min.X, r.Max.X = r.Max.X+c.Px(6), line.Max.X
		switch {
		case t.Finding:
			todo.text("state", r, lineFont, muted, "finding", "…")
		case t.Running == t.Running:
			todo.text("state", r, lineFont, muted, figure.Percent(t.Running))
			todo.explained("compared", r)
		}
	}
}

// choice adds a row that can be chosen: one of several, or by itself.
func (p *Experiment) choice(todo *work, l Lack, r image.Rectangle, one bool) {
	c := p.Canvas
	id := SpotExperiment + ToggleLack + l.ID
	over := p.Over == id
	todo.add("choice "+l.ID, r, [5]any{l.Name, l.On, over, l.Why, one}, func() {
		t := c.Theme
		c.Fill(r, t.Panel)
		hue := t.Muted
		switch {
		case l.Why != "":
			hue = t.Faint
		case l.On || over:
			hue = t.Ink
		}
		at := figure.Pt{X: float64(r.Min.X) + c.Px0(5), Y: float64(r.Min.Y+r.Max.Y) / 2}
		if one {
			c.Circle(r, at, c.Px0(3.8), 1, hue)
			if l.On {
				c.Disc(r, at, c.Px0(2.2), t.Accent)
			}
		} else {
			box := image.Rect(int(at.X-c.Px0(4)), int(at.Y-c.Px0(4)), int(at.X+c.Px0(4)), int(at.Y+c.Px0(4)))
			c.Frame(box, 1, hue)
			if l.On {
				c.Fill(box.Inset(c.Px(2)), t.Warn)
			}
		}
		x := float64(r.Min.X) + c.Px0(13)
		c.Text(r, x, at.Y+c.Px0(3.6), lineFont, figure.Left, hue, c.Fit(lineFont, l.Name, float64(r.Max.X)-x))
	})
	tip := "Take this from the agent, from now on"
	switch {
	case l.Why != "":
		tip = "It cannot be taken: " + l.Why + "."
	case l.ID == "":
		tip = "Let the agent have the whole code of the goal"
	case l.On && l.Again:
		tip = "The agent has this no more. Again: other units are drawn"
	case l.On:
		tip = "The agent has this no more"
	}
	todo.spot(id, r, tip)
}

// slide adds the slider of noise.
func (p *Experiment) slide(todo *work, t *Trying, r image.Rectangle) {
	c := p.Canvas
	p.slider = r
	todo.add("slider", r, [2]any{t.Noise, t.NoiseWhy != ""}, func() {
		th := c.Theme
		c.Fill(r, th.Panel)
		low, high := p.ends()
		y := float64(r.Min.Y+r.Max.Y) / 2
		knob := figure.Pt{X: low + t.Noise*(high-low), Y: y}
		c.Line(r, figure.Pt{X: low, Y: y}, figure.Pt{X: high, Y: y}, 3, th.Faint)
		hue := th.Warn
		if t.NoiseWhy != "" {
			hue = th.Faint
		}
		if t.Noise > 0 {
			c.Line(r, figure.Pt{X: low, Y: y}, knob, 3, hue)
		} else if t.NoiseWhy == "" {
			hue = th.Muted
		}
		c.Disc(r, knob, c.Px0(4.5), hue)
	})
	tip := "Noise on what the rat feels of its own motion: drag, or Page Up and Page Down"
	if t.NoiseWhy != "" {
		tip = "There is no noise: " + t.NoiseWhy + "."
	}
	todo.spot(SpotExperiment+ToNoise, r, tip)
}

// ends are those of the slider in the picture, without the room of the knob.
func (p *Experiment) ends() (low, high float64) {
	room := p.Canvas.Px0(6)
	return float64(p.slider.Min.X) + room, float64(p.slider.Max.X) - room
}

// NoiseAt is the noise that the slider has where a point of the screen is, in steps
// of a hundredth.
func (p *Experiment) NoiseAt(at image.Point) float64 {
	low, high := p.ends()
	if !(high > low) {
		return 0
	}
	share := (float64(at.X-p.Rect.Min.X) - low) / (high - low)
	return math.Round(100*min(max(share, 0), 1)) / 100
}
