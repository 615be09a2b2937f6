package learning

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

// Pretrained returns which of the networks that come with the program the one
// in the window began as, nil if none.
func (r *Room) Pretrained() *assets.Network {
	all := assets.Networks()
	i := slices.IndexFunc(all, func(n assets.Network) bool { return r.snap.Origin == pretrainedName(&n) })
	if i < 0 {
		return nil
	}
	return &all[i]
}

// nextPretrained returns the trained network of the recipe that comes after
// the one in the window, around; nil if the recipe has none.
func (r *Room) nextPretrained() *assets.Network {
	var own []*assets.Network
	for i, n := range assets.Networks() {
		if n.Recipe == r.snap.Recipe.Name {
			own = append(own, &assets.Networks()[i])
		}
	}
	if len(own) == 0 {
		return nil
	}
	return own[(slices.Index(own, r.Pretrained())+1)%len(own)]
}

func (r *Room) openPretrained() {
	n := r.nextPretrained()
	if n == nil {
		r.Tell(true, fmt.Sprintf("No trained network of recipe %s comes with the program.", r.snap.Recipe.Name))
		return
	}
	r.TurnTo(learner.LoadBytes{Name: pretrainedName(n), Data: n.File()})
}

// pretrainedState is what the button shows.
func (r *Room) pretrainedState() panel.State {
	n := r.nextPretrained()
	if n == nil {
		return panel.State{Why: "no trained network of this recipe comes with the program"}
	}
	return panel.State{
		On:  r.Pretrained() != nil && r.Pretrained().Recipe == r.snap.Recipe.Name,
		Tip: fmt.Sprintf("Open %s, a trained network that comes with the program: %s", n.Name, provenance(n)) + r.Keys("pretrained"),
	}
}
