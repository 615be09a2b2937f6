package agents

import (
	"bytes"
	"context"
	"iter"
	"os"
	"path/filepath"
	"time"

	"github.com/natefinch/atomic"

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
	case g.err == nil:
		g.config.keep(g)
	}
	return !more, g.err
}

// path is the file of organs under a key.
func (c *Config) path(key string) string { return filepath.Join(c.Organs, "organs-"+key+".npz") }

// kept returns the organs that a plan needs, if none have to grow: those of the
// folder, which may be damaged or missing.
func (c *Config) kept(p agent.Plan) (o sense.Organs, ok bool) {
	key := agent.OrgansKey(p)
	if key == "" {
		return o, true
	}
	if c.Organs == "" {
		return o, false
	}
	data, err := os.ReadFile(c.path(key))
	if err != nil {
		return o, false
	}
	o, _, err = agent.LoadOrgans(data, key)
	return o, err == nil
}

// keep keeps organs in the folder. Where that cannot be, they grow again the
// next time.
func (c *Config) keep(g *growth) {
	if c.Organs == "" || os.MkdirAll(c.Organs, 0o755) != nil {
		return
	}
	var b bytes.Buffer
	key := agent.OrgansKey(g.plan)
	if agent.SaveOrgans(&b, g.organs, key, g.spent.Seconds()) == nil {
		_ = atomic.WriteFile(c.path(key), &b)
	}
}
