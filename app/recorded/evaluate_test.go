package recorded

import (
	"context"
	"strings"
	"testing"

	"gridrat/brain/gridnet"
	"gridrat/brain/learner"
)

// TestEvaluate: the network of a snapshot is evaluated on a trajectory, in its
// box, with and without its silenced units; a failure is an error.
func TestEvaluate(t *testing.T) {
	r, _, _ := ranAlong(t, 120)
	recipe := gridnet.NewModules(1)
	net := gridnet.NewNetwork(recipe, 1)
	s := &learner.Snapshot{Recipe: recipe, Seed: 1, Net: net, Weights: net.Init(1), Update: 7}
	job := alongJob{route: r}
	along := func() (*evaluated, error) {
		return guarded(context.Background(), r.Name, func(ctx context.Context) (*evaluated, error) { return evaluate(ctx, job, s, nil) })
	}
	found, err := along()
	if err == nil {
		found, err = found.focused(context.Background(), 3)
	}
	if err != nil {
		t.Fatal(err)
	}
	v, a := found.view, found.view.Appraisal
	if v.Recipe.Enclosure != r.Box || a.Update != 7 || len(v.Maps) != net.Units() || a.Focus == nil || a.Focus.Unit != 3 {
		t.Errorf("it is of %v at update %d, with %d maps and the nulls of %+v", v.Recipe.Enclosure, a.Update, len(v.Maps), a.Focus)
	}
	moves := recipe.ReportMoves
	if e, u := a.Errors.After(moves).Mean, a.Untrained.After(moves).Mean; e <= 0 || e != u {
		t.Errorf("the untrained network is %v m off, the same untrained %v", e, u)
	}
	if s.Recipe.Enclosure == r.Box {
		t.Error("the snapshot's own enclosure was changed")
	}
	for u := range net.Units() / 2 {
		s.Silenced = append(s.Silenced, u)
	}
	if found, err = along(); err != nil {
		t.Fatal(err)
	}
	if b := found.view.Appraisal; b.Errors.After(moves).Mean != a.Errors.After(moves).Mean || b.Lesion == nil || b.Lesion.Errors.After(moves).Mean == a.Errors.After(moves).Mean {
		t.Errorf("with half of the units silenced it is %v m off, without them %+v", b.Errors.After(moves).Mean, b.Lesion)
	}
	s.Weights = make([]float32, 10)
	s.Silenced = nil
	if _, err = along(); err == nil || !strings.Contains(err.Error(), "rat.csv") {
		t.Errorf("a failure gave %v", err)
	}
}
