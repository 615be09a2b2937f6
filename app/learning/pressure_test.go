package learning

import (
	"testing"

	"gridrat/brain/gridnet"
)

// TestPressure: the label says what the recipe applies by now where that is
// not what was set.
func TestPressure(t *testing.T) {
	paper, err := gridnet.NewRecipe("paper")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		r      gridnet.Recipe
		update int
		want   string
	}{
		{gridnet.NewLSTM(), 0, "λ 50"}, {gridnet.NewLSTM(), 4000, "λ 50, now 20"}, {gridnet.NewModules(3), 4000, "λ 35"}, {paper, 0, "rate 0.50"},
	} {
		if got, _ := pressure(c.r, c.update); got != c.want {
			t.Errorf("%s at update %d: %q, want %q", c.r.Name, c.update, got, c.want)
		}
	}
}
