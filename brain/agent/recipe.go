package agent

import (
	"fmt"
	"slices"
	"strings"

	"gridrat/brain/agent/policy"
	"gridrat/brain/agent/reward"
	"gridrat/brain/agent/sense"
	"gridrat/brain/setting"
	"gridrat/world/task"
)

// Recipe is everything that defines how an agent learns, except its task, its
// network and its seed: one struct for flags, files and the settings page. Its
// sets of values are those of NewRecipe.
type Recipe struct {
	Name    string        `json:"name" doc:"the code by which the recipe is chosen"`
	Sense   sense.Shape   `json:"sense" doc:"what rats know and sense"`
	Nursery Nursery       `json:"nursery" doc:"how they learn to see and to read vectors before they are rewarded"`
	Learn   reward.Recipe `json:"learn" doc:"how the policy learns from reward"`
	Network Tutoring      `json:"network" doc:"whether and how the path-integration network learns on meanwhile"`
}

// Codes by which recipes are chosen, with what each is, for people.
func Codes() [][2]string {
	return [][2]string{
		{"grid", "a path-integration network, read by the rat's own vector head"},
		{"grid-map", "the same with a map of the episode and a planner: ours, not the paper's"},
		{"place", "true place cells: the paper's control"},
		{"integrated", "place cells at an exact integrator's place, seen as often as the grid code"},
		{"predicted", "place cells as predicted by sight, kept between looks: no integration"},
		{"withheld", "a grid code whose goal is never given"},
		{"raw", "grid codes as they are, without the vector head: the paper's policy input"},
		{"none", "no code"},
	}
}

// CodeNames lists the names of Codes.
func CodeNames() []string {
	var names []string
	for _, c := range Codes() {
		names = append(names, c[0])
	}
	return names
}

// NewRecipe returns the recipe of a code for a task. In an arena with a hidden
// goal places are seen; in other mazes rats are told nothing, and views that
// they remember correct the code.
func NewRecipe(t *task.Task, code string) (Recipe, error) {
	if !slices.Contains(CodeNames(), code) {
		return Recipe{}, fmt.Errorf("there is no code %q; there are %s", code, strings.Join(CodeNames(), ", "))
	}
	r := Recipe{Name: code, Nursery: NewNursery(), Learn: reward.NewPPO(), Network: NewTutoring()}
	open := Seeable(t)
	if open {
		r.Sense = sense.Arena()
		r.Learn.Decisions = 5_000_000
	} else {
		r.Sense = sense.Maze()
		r.Sense.RayDoors = len(t.Map.Doors) > 0 || t.Plan.Doors
		r.Learn = inMazes(r.Learn)
	}
	s := &r.Sense
	switch code {
	case "grid-map":
		if open {
			return r, fmt.Errorf("code grid-map needs a maze of cells; in the open there are no walls to draw")
		}
		s.Map, s.Snap, s.Axis = true, true, true
	case "place":
		s.Code, s.Fix, s.Sight = sense.Place, sense.Told, 1
	case "integrated":
		s.Code = sense.Place
	case "predicted":
		if s.Code = sense.PlaceStill; !open {
			return r, fmt.Errorf("code predicted needs a task whose places can be told at a look; there is square-arena")
		}
	case "withheld":
		s.Withheld = true
	case "raw":
		s.Vector, s.Own, s.Familiar, s.Raw = false, false, false, 0.2
	case "none":
		s.Code, s.Vector, s.Own, s.Familiar = sense.None, false, false, false
		s.Rays = true
	}
	return r, nil
}

// By returns the recipe with another way of learning: that of NewRecipe is PPO;
// A3C is the published one for any task, but for its sequences of 90 decisions in
// place of 100, of which the published episodes of 1350 are no multiple.
func (r Recipe) By(a reward.Algorithm) Recipe {
	if a == reward.A3C {
		r.Learn = reward.NewA3C()
		r.Learn.Steps = 90
	}
	return r
}

// Seeable tells whether a look tells the place in a task: its walls are the same
// in all episodes and it has distal cues.
func Seeable(t *task.Task) bool { return t.Plan.W == 0 && t.Dressed && len(t.Map.Distal) > 0 }

// inMazes makes of a way of learning that of mazes that are new in every episode:
// 25 x 54 decisions are an episode.
func inMazes(r reward.Recipe) reward.Recipe {
	r.Policy = policy.Shape{
		Encoder: 128, Core: policy.LSTM, Hidden: 128, Skip: true,
		EncoderInit: 1.7, LogitInit: 0.02, ValueInit: 0.1,
	}
	r.Steps, r.Minibatches = 54, 8
	r.Entropy = reward.Schedule{Start: 0.03, End: 0.001, Way: reward.Linear}
	r.Rate = reward.Schedule{Start: 7e-4, End: 2e-4, Way: reward.Linear}
	r.Decisions = 10_000_000
	return r
}

// Validate says in one sentence what is wrong with r, if anything.
func (r Recipe) Validate() error {
	if err := setting.Validate(r); err != nil {
		return err
	}
	for _, part := range []struct {
		name     string
		validate func() error
	}{
		{"sense", r.Sense.Validate}, {"nursery.vision", r.Nursery.Vision.Validate},
		{"nursery.head", r.Nursery.Head.Validate}, {"learn", r.Learn.Validate},
	} {
		if err := part.validate(); err != nil {
			return fmt.Errorf("%s: %w", part.name, err)
		}
	}
	return r.validateTutoring()
}
