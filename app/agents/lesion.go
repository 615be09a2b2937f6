package agents

import (
	"context"
	"fmt"

	"gridrat/app/agents/later"
	"gridrat/app/room"
	"gridrat/brain/agent"
	"gridrat/render/figure"
	"gridrat/render/panel"
	"gridrat/world/task"
)

// lesion is what of the goal's code is silenced in the watched rat.
type lesion struct {
	words string // as agent.Lesions has them; "" is nothing
	units []int  // in rising order
	made  later.Later[silenced]
}

// silenced is the units of a lesion.
type silenced struct {
	of    *contender
	words string
	units []int
	err   error
}

// randomLesion is the seed of random units.
const randomLesion = 1

// lesions lists what can be silenced in an agent, as agent.Lesions has it.
func lesions(a *agent.Agent) []string {
	all := []string{"", "grid=0.25", "random=0.25"}
	if a.Network.Net == nil || a.Network.Net.Units() == 0 {
		return []string{"", "random=0.25", "all"}
	}
	for i := range a.Network.Net.Recipe.Modules {
		all = append(all, fmt.Sprintf("module=%d", i+1))
	}
	return append(all, "all")
}

// lesionName is what people call a lesion.
func lesionName(words string) string {
	switch words {
	case "":
		return "nothing"
	case "grid=0.25":
		return "grid-like quarter"
	case "random=0.25":
		return "random quarter"
	case "all":
		return "all"
	}
	var module int
	if _, err := fmt.Sscanf(words, "module=%d", &module); err == nil {
		return fmt.Sprintf("module %d", module)
	}
	return "units " + words
}

// noLesion says why nothing can be silenced; "" is that something can.
func (r *Room) noLesion() string {
	a := r.of.agent()
	switch {
	case a == nil:
		return noAgent
	case a.Recipe.Sense.Code == "none":
		return "the agent keeps no code of the goal"
	case a.Recipe.Sense.Withheld:
		return "the code of the goal is withheld from the agent"
	}
	return ""
}

// nextLesion silences the next of what can be.
func (r *Room) nextLesion() {
	if why := r.noLesion(); why != "" {
		r.Tell(false, "Nothing can be silenced: "+why+".")
		return
	}
	r.silence(room.NextOf(lesions(r.of.agent()), r.lesion.words))
}

// silence silences what words name, in the watched rat from now on; which are the
// most grid-like units is found out in the background.
func (r *Room) silence(words string) {
	l := &r.lesion
	if l.made.Busy() {
		r.Tell(false, "The units to be silenced are being found; a moment.")
		return
	}
	a, of := r.of.agent(), r.of
	if words == "" {
		l.apply(r, silenced{of: of})
		return
	}
	ctx := r.ctx
	l.made.Begin(func() silenced {
		units, err := a.Lesion(ctx, words, randomLesion, 1)
		return silenced{of, words, units, err}
	})
	r.panes.outdate()
}

// take takes over the units of a lesion once they are found.
func (l *lesion) take(r *Room) {
	s, ok := l.made.Take()
	if !ok || s.of != r.of {
		return
	}
	if s.err != nil {
		r.Tell(true, "Nothing was silenced: "+s.err.Error()+".")
		return
	}
	l.apply(r, s)
}

func (l *lesion) apply(r *Room, s silenced) {
	l.words, l.units = s.words, s.units
	if err := r.rat.Silence(s.units); err != nil {
		r.Tell(true, err.Error()+".")
		return
	}
	r.ratMoved()
	if s.words == "" {
		r.Tell(false, "Nothing is silenced any more; the rat has the whole code of the goal again.")
		return
	}
	r.Tell(false, fmt.Sprintf("Silenced in the code of the goal: %s, %s. Compare before and after%s.",
		lesionName(s.words), figure.Plural(len(s.units), "unit", "units"), r.Keys(actCompare)))
}

// clear has nothing be silenced in an agent that comes.
func (l *lesion) clear() { l.words, l.units = "", nil }

// comparison is a test before and after.
type comparison struct {
	words         string
	before, after []agent.Episode
	table         *panel.TrialTable
}

const (
	// firstCompared is the number of the first frozen episode in which a lesion is
	// tested: tests beside learning have those before.
	firstCompared = 100
	comparing     = "compare"
)

// compare tests the watched agent as it is now before and after what is silenced,
// in the same frozen episodes, in the background.
func (r *Room) compare() {
	a, of := r.of.agent(), r.of
	t, _ := r.rat.World() // edited, if it is
	l := r.lesion
	switch {
	case a == nil:
		r.Tell(false, "Nothing can be tested: "+noAgent+".")
		return
	case l.words == "":
		r.Tell(false, "Silence something first"+r.Keys(actLesion)+"; then before and after are compared.")
		return
	}
	t.Body = a.Task.Body
	name := lesionName(l.words) + " silenced"
	episodes := r.Compared
	r.Background.Start(comparing, "Testing before and after", func(ctx context.Context, progress func(float64)) (string, error) {
		o := agent.Options{First: firstCompared, Episodes: episodes, Ways: episodes, Workers: 1, Tell: func(s float64) { progress(s / 2) }}
		before, err := a.Test(ctx, t, o)
		if err != nil {
			return "", err
		}
		o.Silenced, o.Tell = l.units, func(s float64) { progress(0.5 + s/2) }
		after, err := a.Test(ctx, t, o)
		if err != nil {
			return "", err
		}
		c := &comparison{words: l.words, before: before, after: after}
		c.table = &panel.TrialTable{Sets: []panel.TrialSet{setOf("before", of.name, before, t), setOf(lesionName(l.words), of.name, after, t)}, Doors: named(t)}
		err = r.Background.Deliver(ctx, func() {
			if r.of == of && r.task.Name == t.Name {
				r.tests = c
				r.panes.outdate()
			}
		})
		return c.sentence(name), err
	})
}

// setOf is the trials of a test.
func setOf(name, who string, list []agent.Episode, t task.Task) panel.TrialSet {
	set := panel.TrialSet{Name: name, Score: agent.MeanOf(agent.Scores(list)), Zones: zones(list, t)}
	for _, e := range list {
		set.Rows = append(set.Rows, rowsOf(who, int(e.Seed-agent.Frozen), e.Trials)...)
	}
	return set
}

// sentence says what came of a comparison.
func (c *comparison) sentence(name string) string {
	var less []float64
	for i := range c.before {
		less = append(less, c.after[i].Score-c.before[i].Score)
	}
	b, a, d := agent.MeanOf(agent.Scores(c.before)), agent.MeanOf(agent.Scores(c.after)), agent.MeanOf(less)
	return fmt.Sprintf("%s: score %.0f (95 %%: %.0f to %.0f), before %.0f (%.0f to %.0f); the difference in the same %d episodes is %+.0f (%+.0f to %+.0f).",
		figure.Capital(name), a.Mean, a.Low, a.High, b.Mean, b.Low, b.High, len(less), d.Mean, d.Low, d.High)
}

// closeTests goes back from a test to the watched trials.
func (r *Room) closeTests() {
	r.tests = nil
	r.panes.outdate()
}
