package experiment

import (
	"fmt"
	"math"
	"strings"

	"gridrat/app/room"
	"gridrat/brain/agent"
	"gridrat/brain/agent/sense"
	"gridrat/render/figure"
	"gridrat/render/panel"
)

// Taken is what is taken from the watched agent.
type Taken struct {
	Units  string // of the code of the goal, as agent.Lesion has it; "" is none
	Draw   uint64 // seed of random ones; 0 of others
	Vision bool
	Reward bool
	Noise  float64 // on self-motion, a share
}

// Words are those of agent.Impair; "" is nothing, or noise alone.
func (t Taken) Words() string {
	var all []string
	if t.Units != "" {
		all = append(all, t.Units)
	}
	if t.Vision {
		all = append(all, agent.LackVision)
	}
	if t.Reward {
		all = append(all, agent.LackReward)
	}
	return strings.Join(all, "+")
}

// Nothing tells that nothing is taken.
func (t Taken) Nothing() bool { return t.Words() == "" && t.Noise == 0 }

// What is what is taken, for people.
func (t Taken) What() string {
	var all []string
	if t.Units != "" {
		all = append(all, t.unitsName())
	}
	if t.Vision {
		all = append(all, "vision")
	}
	if t.Reward {
		all = append(all, "news of rewards")
	}
	if t.Noise > 0 {
		all = append(all, "noise "+figure.Percent(t.Noise))
	}
	if len(all) == 0 {
		return "nothing"
	}
	return strings.Join(all, ", ")
}

// Phrase says of a test what was taken.
func (t Taken) Phrase() string {
	var all []string
	if t.Units != "" {
		all = append(all, t.unitsName()+" silenced")
	}
	if t.Vision {
		all = append(all, "without vision")
	}
	if t.Reward {
		all = append(all, "without news of rewards")
	}
	if t.Noise > 0 {
		all = append(all, "with noise of "+figure.Percent(t.Noise)+" on self-motion")
	}
	return strings.Join(all, ", ")
}

// unitsName names the units, and which draw they are, if it is not the first.
func (t Taken) unitsName() string {
	if t.Draw > 1 {
		return fmt.Sprintf("%s, draw %d", UnitsName(t.Units), t.Draw)
	}
	return UnitsName(t.Units)
}

// random tells whether words name units that are drawn.
func random(words string) bool {
	return strings.HasPrefix(words, "random=") || strings.HasPrefix(words, "others=")
}

// UnitsName is what people call units of a lesion.
func UnitsName(words string) string {
	switch words {
	case "":
		return "nothing"
	case "grid=0.25":
		return "grid-like quarter"
	case "random=0.25":
		return "random quarter"
	case "others=0.25":
		return "quarter of the others"
	case "all":
		return "all"
	}
	var module int
	if _, err := fmt.Sscanf(words, "module=%d", &module); err == nil {
		return fmt.Sprintf("module %d", module)
	}
	return "units " + words
}

// Lesions lists what can be silenced in an agent, as agent.Lesions has it; "" is
// nothing.
func Lesions(a *agent.Agent) []string {
	all := []string{"", "grid=0.25", "random=0.25", "others=0.25"}
	if a == nil || a.Network.Net == nil || a.Network.Net.Units() == 0 {
		return []string{"", "random=0.25", "all"}
	}
	for i := range a.Network.Net.Recipe.Modules {
		all = append(all, fmt.Sprintf("module=%d", i+1))
	}
	return append(all, "all")
}

// offer adds what can be taken from an agent, and why what cannot.
func (l *Lab) offer(t *panel.Trying, a *agent.Agent) {
	why := func(m sense.Impairment) string {
		if a == nil {
			return l.None
		}
		if err := a.CanLack(m); err != nil {
			return err.Error()
		}
		return ""
	}
	units := why(sense.Impairment{Silenced: []int{0}})
	for _, words := range Lesions(a) {
		on := words == l.taken.Units
		one := panel.Lack{ID: words, Name: UnitsName(words), On: on, Again: random(words)}
		if on {
			one.Name = l.taken.unitsName()
		}
		if words != "" {
			one.Why = units
		}
		t.Units = append(t.Units, one)
	}
	t.Senses = []panel.Lack{
		{ID: agent.LackVision, Name: "vision", On: l.taken.Vision, Why: why(sense.Impairment{Blind: true})},
		{ID: agent.LackReward, Name: "news of rewards", On: l.taken.Reward, Why: why(sense.Impairment{Unrewarded: true})},
	}
	t.NoiseWhy = why(sense.Impairment{Noise: 1})
}

// Taken is what is taken from the watched agent now.
func (l *Lab) Taken() Taken { return l.taken }

// Finding tells whether units to be silenced are being found.
func (l *Lab) Finding() bool { return l.found.Busy() }

// WhyNoUnits says why no unit can be silenced; "" is that some can.
func (l *Lab) WhyNoUnits() string {
	a := l.Subject().Agent
	if a == nil {
		return l.None
	}
	if err := a.CanLack(sense.Impairment{Silenced: []int{0}}); err != nil {
		return err.Error()
	}
	return ""
}

// NextUnits silences the next of what can be.
func (l *Lab) NextUnits() {
	if why := l.WhyNoUnits(); why != "" {
		l.Tell(false, "Nothing can be silenced: "+why+".")
		return
	}
	l.Silence(room.NextOf(Lesions(l.Subject().Agent), l.taken.Units))
}

// Toggle takes what an ID names from the agent, or gives it back: vision, the news
// of rewards, or units of its code, "" being none of these.
func (l *Lab) Toggle(id string) {
	m := sense.Impairment{Silenced: []int{0}}
	switch id {
	case agent.LackVision:
		m = sense.Impairment{Blind: true}
	case agent.LackReward:
		m = sense.Impairment{Unrewarded: true}
	case "":
		m = sense.Impairment{}
	}
	a := l.Subject().Agent
	if a == nil {
		l.Tell(false, "Nothing can be taken: "+l.None+".")
		return
	}
	if err := a.CanLack(m); err != nil {
		l.Tell(false, "That cannot be taken: "+err.Error()+".")
		return
	}
	t := l.taken
	switch {
	case m.Blind:
		t.Vision = !t.Vision
		l.take(t, said(t.Vision, "Vision is taken: rays are dark, and sight tells nothing of the place", "The agent sees again"))
	case m.Unrewarded:
		t.Reward = !t.Reward
		l.take(t, said(t.Reward, "The agent is not told of rewards; they count as before", "The agent is told of rewards again"))
	case id == t.Units && random(id):
		l.find(id, t.Draw+1)
	default:
		l.Silence(id)
	}
}

func said(taken bool, yes, no string) string {
	if taken {
		return yes
	}
	return no
}

// Noise sets the noise on self-motion, a share from 0 to 1. It is said once it is
// set for good.
func (l *Lab) Noise(share float64, set bool) {
	a := l.Subject().Agent
	if a == nil {
		l.Tell(false, "There is no noise: "+l.None+".")
		return
	}
	share = math.Round(100*min(max(share, 0), 1)) / 100
	if err := a.CanLack(sense.Impairment{Noise: share}); err != nil {
		l.Tell(false, "There is no noise: "+err.Error()+".")
		return
	}
	t, text := l.taken, ""
	if t.Noise = share; set {
		text = fmt.Sprintf("What the agent feels of its motion is noisy by %s", figure.Percent(share))
		if share == 0 {
			text = "The agent feels its motion as it is"
		}
	}
	l.take(t, text)
}

// take has the watched rat lack something from now on, and says so; "" is nothing
// to say.
func (l *Lab) take(t Taken, text string) {
	l.taken = t
	if err := l.Impair(l.impairment()); err != nil {
		l.Tell(true, figure.Capital(err.Error())+".")
		return
	}
	l.Changed()
	if text == "" {
		return
	}
	if !t.Nothing() {
		text += ". Compare before and after" + l.Keys("compare-lesion")
	}
	l.Tell(false, text+".")
}

// impairment is what is taken now.
func (l *Lab) impairment() sense.Impairment {
	return sense.Impairment{Silenced: l.units, Blind: l.taken.Vision, Unrewarded: l.taken.Reward, Noise: l.taken.Noise}
}

// Clear gives everything back, for an agent that comes.
func (l *Lab) Clear() {
	was := l.taken
	l.taken, l.units = Taken{}, nil
	if was.Nothing() {
		return
	}
	l.Tell(false, "Nothing is taken from the agent any more: it is another one.")
	if err := l.Impair(sense.Impairment{}); err != nil {
		l.Tell(true, figure.Capital(err.Error())+".")
	}
	l.Changed()
}

// unitsOf are units of a network that words name.
type unitsOf struct {
	network *float32 // its first weight; nil of a code without
	words   string
	draw    uint64
}

// mostKnown bounds how many lists of units are kept.
const mostKnown = 64

// found is the units of a lesion.
type found struct {
	of    unitsOf
	run   any
	units []int
	err   error
}

// Silence silences units of the code of the goal.
func (l *Lab) Silence(words string) {
	draw := uint64(0)
	if random(words) {
		draw = 1
	}
	l.find(words, draw)
}

// find silences units of a draw; which are the most grid-like is found in a
// goroutine.
func (l *Lab) find(words string, draw uint64) {
	s := l.Subject()
	switch {
	case s.Agent == nil:
		l.Tell(false, "Nothing can be silenced: "+l.None+".")
		return
	case l.found.Busy():
		l.Tell(false, "The units to be silenced are being found; a moment.")
		return
	case words == "":
		l.silence(unitsOf{}, nil)
		return
	}
	of := unitsOf{words: words, draw: draw}
	if w := s.Agent.Network.Weights; len(w) > 0 {
		of.network = &w[0]
	}
	if units, ok := l.known[of]; ok {
		l.silence(of, units)
		return
	}
	a, run, ctx := s.Agent, s.Run, l.ctx
	l.found.Begin(func() found {
		units, err := a.Lesion(ctx, words, max(1, draw), 1)
		return found{of, run, units, err}
	})
	l.Changed()
}

// takeFound takes units over once they are found.
func (l *Lab) takeFound(f found) {
	l.Changed()
	if f.err != nil {
		l.Tell(true, "Nothing was silenced: "+f.err.Error()+".")
		return
	}
	if len(l.known) >= mostKnown {
		clear(l.known)
	}
	l.known[f.of] = f.units
	if f.run == l.Subject().Run {
		l.silence(f.of, f.units)
	}
}

func (l *Lab) silence(of unitsOf, units []int) {
	t := l.taken
	was := t.Units
	t.Units, t.Draw, l.units = of.words, of.draw, units
	switch {
	case of.words != "":
		l.take(t, fmt.Sprintf("Silenced in the code of the goal: %s, %s", t.unitsName(), figure.Plural(len(units), "unit", "units")))
	case was != "":
		l.take(t, "Nothing is silenced any more; the rat has the whole code of the goal again")
	default:
		l.take(t, "Nothing is silenced")
	}
}
