package speed

import (
	"fmt"

	"gridrat/brain/gridnet"
)

// updates measures whole updates as `train` makes them: trajectories, forward
// and backward pass, optimiser. Recipes whose sequences grow are measured at
// their first stage and at their last.
func updates() []Case {
	small := gridnet.NewPaper()
	small.Units = 256
	var cases []Case
	for _, c := range []struct {
		name   string
		recipe gridnet.Recipe
	}{
		{"paper, 512 units", gridnet.NewPaper()}, {"paper, 256 units", small},
		{"lstm", gridnet.NewLSTM()}, {"modules", gridnet.NewModules(3)}, {"egocentric", gridnet.NewEgocentric()},
	} {
		stages := c.recipe.Horizons
		if len(stages) == 1 {
			u := update(c.name, c.recipe, stages[0])
			u.Full = c.recipe.Updates
			cases = append(cases, u)
			continue
		}
		cases = append(cases, update(c.name, c.recipe, stages[0]), update(c.name, c.recipe, stages[len(stages)-1]))
	}
	return cases
}

// update measures a recipe at one stage of its schedule.
func update(name string, r gridnet.Recipe, stage gridnet.Horizon) Case {
	r.Horizons = []gridnet.Horizon{{From: 0, Steps: stage.Steps, Batch: stage.Batch}}
	return Case{
		Group: Updates, Name: fmt.Sprintf("%s, %d x %d steps", name, stage.Batch, stage.Steps), Unit: "updates", Work: 1,
		GFLOP: gridnet.NewNetwork(r, 1).GFLOP(stage.Steps, stage.Batch), Shared: true,
		New: func(workers int) (func() error, func(), error) {
			t, err := gridnet.NewTrainer(r, 1, workers)
			if err != nil {
				return nil, nil, err
			}
			t.Mapping = false
			return func() error { _, err := t.Step(); return err }, t.Close, nil
		},
	}
}
