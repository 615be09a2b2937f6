package agent

import (
	"context"
	"reflect"
	"slices"
	"strings"
	"testing"

	"gridrat/brain/agent/sense"
	"gridrat/world/task"
)

// TestImpair: words take what they say, all of it together, and what an agent has
// not is refused in a sentence.
func TestImpair(t *testing.T) {
	ctx := context.Background()
	a := begun(t, tiny(t, arena(t), "grid"), 1, 0).Agent()
	module, err := a.Lesion(ctx, "module=2", 1, 1)
	if err != nil {
		t.Fatal(err)
	}
	for words, want := range map[string]sense.Impairment{
		"vision": {Blind: true}, "reward": {Unrewarded: true}, "module=2": {Silenced: module},
		"module=2 + vision+ 64,3": {Silenced: append([]int{3}, module...), Blind: true},
	} {
		if m, err := a.Impair(ctx, words, 1, 1); err != nil || !reflect.DeepEqual(m, want) {
			t.Errorf("%s takes %+v, %v", words, m, err)
		}
	}
	for _, words := range []string{"", "vision+", "sight", "vision,reward", "all+some"} {
		if m, err := a.Impair(ctx, words, 1, 1); err == nil {
			t.Errorf("%q takes %+v", words, m)
		}
	}
	none := begun(t, tiny(t, task.GoalDriven(), "none"), 1, 0).Agent()
	withheld := begun(t, tiny(t, arena(t), "withheld"), 1, 0).Agent()
	bare := begun(t, tiny(t, task.GoalDriven(), "none", "sense.rays=false", "sense.ray_goals=false", "sense.last_reward=false", "sense.felt=false", "sense.compass=none"), 1, 0).Agent()
	for _, c := range []struct {
		a    *Agent
		m    sense.Impairment
		want string
	}{
		{none, sense.Impairment{Silenced: []int{1}}, "no code"},
		{withheld, sense.Impairment{Silenced: []int{1}}, "withheld"},
		{bare, sense.Impairment{Blind: true}, "sees nothing"},
		{bare, sense.Impairment{Unrewarded: true}, "not told of rewards"},
		{bare, sense.Impairment{Noise: 0.1}, "does not feel"},
		{a, sense.Impairment{Noise: 2}, "from 0 to 1"},
		{none, sense.Impairment{Blind: true, Unrewarded: true, Noise: 1}, ""},
	} {
		err := c.a.CanLack(c.m)
		if (err == nil) != (c.want == "") || err != nil && !strings.Contains(err.Error(), c.want) {
			t.Errorf("%+v: %v, want %q", c.m, err, c.want)
		}
	}
}

// TestOthers: random units beside the most grid-like ones are as many, and none of them.
func TestOthers(t *testing.T) {
	a := begun(t, tiny(t, arena(t), "grid"), 1, 0).Agent()
	of := func(words string, seed uint64) []int {
		units, err := a.Lesion(context.Background(), words, seed, 2)
		if err != nil {
			t.Fatal(err)
		}
		return units
	}
	grid, others := of("grid=0.25", 1), of("others=0.25", 1)
	if len(others) != len(grid) || !slices.IsSorted(others) || slices.ContainsFunc(others, func(u int) bool { return slices.Contains(grid, u) }) {
		t.Errorf("beside %v there are %v", grid, others)
	}
	if slices.Equal(others, of("others=0.25", 2)) || !slices.Equal(others, of("others=0.25", 1)) {
		t.Error("they are not those of their seed")
	}
	if all := of("others=0.75", 1); len(all) != a.Units()/4 {
		t.Errorf("of three quarters there are %d", len(all))
	}
}

// TestImpairInMidEpisode: what is taken and given back in mid-episode leaves the rat
// as it was where nothing had to be remembered meanwhile, a player that lacks
// something from the start does as a test says, and both agree for any number of
// workers.
func TestImpairInMidEpisode(t *testing.T) {
	a := begun(t, tiny(t, arena(t), "grid"), 1, 1).Agent()
	m := sense.Impairment{Blind: true, Unrewarded: true, Noise: 0.3, Silenced: []int{1, 2, 3}}
	plain, changed := player(t, a, Options{}, 3, 4, 5), player(t, a, Options{}, 3, 4, 5)
	if err := changed.Impair(m); err != nil {
		t.Fatal(err)
	}
	if err := changed.Impair(sense.Impairment{}); err != nil {
		t.Fatal(err)
	}
	for range 200 {
		plain.Step()
		changed.Step()
		for i := range 3 {
			if plain.Rats().World(i).Pose() != changed.Rats().World(i).Pose() {
				t.Fatalf("rat %d goes elsewhere", i)
			}
		}
	}
	one, err := a.Test(context.Background(), a.Task, Options{Episodes: 20, Workers: 1, Impairment: m})
	if err != nil {
		t.Fatal(err)
	}
	three, err := a.Test(context.Background(), a.Task, Options{Episodes: 20, Workers: 3, Impairment: m})
	if err != nil || !reflect.DeepEqual(Scores(one), Scores(three)) {
		t.Errorf("scores depend on the workers: %v", err)
	}
	whole := tested(t, a, Options{Episodes: 20, Workers: 1})
	if reflect.DeepEqual(one[0].Trials, whole[0].Trials) || one[0].Goal != whole[0].Goal || one[0].Trials[0].Start != whole[0].Trials[0].Start {
		t.Error("the test without its senses is the same, or of another episode")
	}
	for _, wrong := range []sense.Impairment{{Noise: -1}, {Silenced: []int{-1}}} {
		if changed.Impair(wrong) == nil {
			t.Errorf("%+v is taken", wrong)
		}
		if _, err := a.Test(context.Background(), a.Task, Options{Episodes: 1, Impairment: wrong}); err == nil {
			t.Errorf("%+v is tested", wrong)
		}
	}
}
