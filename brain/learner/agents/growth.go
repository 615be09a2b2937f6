package agents

import (
	"context"
	"iter"
	"time"

	"gridrat/brain/agent"
	"gridrat/brain/agent/sense"
)

// growth is the growing of organs, step by step: a coroutine that rests
// wherever agent.Recipe.Grow tells how far it is.
type growth struct {
	config *Config
	plan   agent.Plan
	organs sense.Organs
	at     Growing
	spent  time.Duration
	err    error
	resume func() (Growing, bool)
	stop   func() // ends it, also where it rests
}

func startGrowth(c *Config, p agent.Plan) *growth {
	g := &growth{config: c, plan: p, organs: sense.Organs{Network: p.Network.Net, NetworkWeights: p.Network.Weights}}
	g.resume, g.stop = iter.Pull(func(yield func(Growing) bool) {
		ctx, cancel := context.WithCancel(context.Background())
		defer cancel()
		g.err = p.Recipe.Grow(ctx, &g.organs, c.Arena, p.Seed, c.Workers, func(what string, share float64) {
			if ctx.Err() == nil && !yield(Growing{what, share}) {
				cancel()
			}
		})
	})
	return g
}

// step grows until there is something to tell. done is that organs have grown.
func (g *growth) step() (done bool, err error) {
	begin := g.config.Clock.Now()
	at, more := g.resume()
	g.spent += g.config.Clock.Now().Sub(begin)
	switch {
	case more:
		g.at = at
	case g.err == nil && g.config.Keep != nil:
		g.config.Keep(g.plan, g.organs, g.spent.Seconds())
	}
	return !more, g.err
}
