package main

import (
	"fmt"
	"slices"

	"gridrat/assets"
	"gridrat/brain/learner"
	"gridrat/render/panel"
)

func pretrainedName(n *assets.Network) string { return "pretrained " + n.Name }

// provenance says how a trained network was made.
func provenance(n *assets.Network) string {
	return fmt.Sprintf("made by %s, version %s, %s", n.Command, n.Version, n.Date)
}

// pretrained returns which of the networks that come with the program the one
// in the window began as, nil if none.
func (g *game) pretrained() *assets.Network {
	all := assets.Networks()
	i := slices.IndexFunc(all, func(n assets.Network) bool { return g.snap.Origin == pretrainedName(&n) })
	if i < 0 {
		return nil
	}
	return &all[i]
}

// nextPretrained returns the trained network of the recipe that comes after
// the one in the window, around; nil if the recipe has none.
func (g *game) nextPretrained() *assets.Network {
	var own []*assets.Network
	for i, n := range assets.Networks() {
		if n.Recipe == g.snap.Recipe.Name {
			own = append(own, &assets.Networks()[i])
		}
	}
	if len(own) == 0 {
		return nil
	}
	return own[(slices.Index(own, g.pretrained())+1)%len(own)]
}

func (g *game) openPretrained() {
	n := g.nextPretrained()
	if n == nil {
		g.tell(true, fmt.Sprintf("No trained network of recipe %s comes with the program.", g.snap.Recipe.Name))
		return
	}
	g.turnTo(learner.LoadBytes{Name: pretrainedName(n), Data: n.File()})
}

// pretrainedState is what the button shows.
func (g *game) pretrainedState() panel.State {
	n := g.nextPretrained()
	if n == nil {
		return panel.State{Why: "no trained network of this recipe comes with the program"}
	}
	return panel.State{
		On:  g.pretrained() != nil && g.pretrained().Recipe == g.snap.Recipe.Name,
		Tip: fmt.Sprintf("Open %s, a trained network that comes with the program: %s", n.Name, provenance(n)) + keysOf(actPretrained),
	}
}
