package agents

import (
	"context"
	"fmt"

	"gridrat/app/agents/exported"
	"gridrat/app/files"
	"gridrat/render/figure"
)

// exporting is the work in the background.
const exporting = "export"

// export writes what the panels show into a dated folder: the trials of the watched
// agent, or of the test before and after, the learning curves of all that take part,
// their figures, and the ways.
func (r *Room) export() {
	s := r.of.Now()
	if s == nil || s.Agent == nil {
		r.Tell(false, "There is nothing to export: "+noAgent+".")
		return
	}
	e := exported.Export{
		Dir: files.Free(r.Out, "agents", ""), Task: r.task, Watched: s, Levels: r.lines.Found(), Home: r.home, Choice: r.memory.Shown(),
		Sets: []exported.Set{{Episodes: r.rat.SoFar()}}, Tables: r.lab.Files(),
	}
	if r.rat.Edited() {
		m := r.Map()
		e.Edited = &m
	}
	if t := r.tests; t != nil {
		e.Sets = append(e.Sets, exported.Set{Name: "-before", Episodes: t.Episodes[0]}, exported.Set{Name: "-after", Episodes: t.Episodes[1]})
	}
	for _, c := range r.all {
		if now := c.Now(); c.In && now != nil && len(now.Curve) > 0 {
			e.Curves = append(e.Curves, exported.Curve{Code: c.Code, Snap: now})
		}
	}
	r.Background.Start(exporting, "Exporting", func(context.Context, func(float64)) (string, error) {
		if err := e.Write(); err != nil {
			return "", err
		}
		return fmt.Sprintf("Exported trials, ways, curves and figures of %s to %s.", figure.Plural(len(e.Curves), "agent", "agents"), e.Dir), nil
	})
}
