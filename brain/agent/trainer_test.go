package agent

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"strings"
	"testing"

	"go.uber.org/goleak"

	"gridrat/brain/agent/reward"
	"gridrat/world/task"
)

// TestResume: going on from a file equals never having stopped, to the bit, for
// any number of workers; and a file holds nothing but what the seed determines.
func TestResume(t *testing.T) {
	lib := library(t)
	own := tiny(t, arena(t), "grid", "sense.visits=1", "sense.sight=0.2")
	own.Network = modules(t, "")
	ownTaught := taught(t, "network.updates=1")
	ownTaught.Network = own.Network
	for name, p := range map[string]Plan{
		"grid":            tiny(t, arena(t), "grid", "sense.visits=1", "sense.sight=0.2"),
		"learnt head":     tiny(t, arena(t), "grid", "nursery.learnt=true"),
		"network of its":  own,
		"learns on":       taught(t),
		"own learns on":   ownTaught,
		"views":           tiny(t, task.GoalDriven(), "grid"),
		"place, like rat": likeRat(tiny(t, arena(t), "place")),
		"none":            tiny(t, task.GoalDriven(), "none"),
		"drawn":           tiny(t, task.YourMap(drawn(t, "hidden-goal"), false), "none"),
	} {
		t.Run(name, func(t *testing.T) {
			straight := begun(t, p, 1, 3)
			want := file(t, whole(straight))
			half := begun(t, p, 3, 1)
			again, err := LoadTrainer(file(t, whole(half)), lib, 2)
			if err != nil {
				t.Fatal(err)
			}
			defer again.Close()
			if again.Decisions() != again.PerStep() || again.Experience() != half.Experience() {
				t.Errorf("after one update of %d decisions it is at %d, %v s", again.PerStep(), again.Decisions(), again.Experience())
			}
			steps(t, again, 2)
			if !bytes.Equal(file(t, whole(again)), want) {
				t.Error("it differs from a run that never stopped")
			}
		})
	}
}

func likeRat(p Plan) Plan {
	p.Task.Body = p.Task.Body.LikeRat()
	return p
}

// TestGrow: the same organs grow for any number of workers, are the same again
// from a file, and are those of what they were grown for alone.
func TestGrow(t *testing.T) {
	p := tiny(t, arena(t), "grid", "nursery.learnt=true")
	key := OrgansKey(p)
	of := func(p Plan, workers int) []byte {
		return file(t, func(b *bytes.Buffer) error { return SaveOrgans(b, grown(t, p, workers), key, 2.5) })
	}
	want := of(p, 1)
	if !bytes.Equal(of(p, 3), want) {
		t.Error("three workers grow other organs than one")
	}
	o, seconds, err := LoadOrgans(want, key)
	if err != nil || seconds != 2.5 {
		t.Fatalf("%v s, %v", seconds, err)
	}
	if again := file(t, func(b *bytes.Buffer) error { return SaveOrgans(b, o, key, seconds) }); !bytes.Equal(again, want) {
		t.Error("organs change on their way through a file")
	}
	if _, _, err := LoadOrgans(want, "another"); err == nil || !strings.Contains(err.Error(), "not of \"another\"") {
		t.Errorf("organs under another key: %v", err)
	}
	for cut := range 40 {
		if _, _, err := LoadOrgans(want[:len(want)*cut/40], key); err == nil {
			t.Errorf("%d of 40 parts of a file are read", cut)
		}
	}
	for what, q := range map[string]Plan{
		"seed":    {p.Recipe, p.Task, p.Network, 4},
		"recipe":  tiny(t, arena(t), "grid", "nursery.learnt=true", "nursery.vision.updates=5"),
		"head":    tiny(t, arena(t), "grid", "nursery.learnt=true", "nursery.head.updates=4"),
		"stride":  tiny(t, arena(t), "grid", "nursery.learnt=true", "sense.stride=0.03"),
		"no head": tiny(t, arena(t), "grid"),
	} {
		if OrgansKey(q) == key {
			t.Errorf("another %s has the same key", what)
		}
	}
	if q := tiny(t, arena(t), "grid", "nursery.learnt=true", "learn.worlds=32", "sense.bonus=1"); OrgansKey(q) != key {
		t.Error("what does not change organs changes their key")
	}
	if k := OrgansKey(tiny(t, task.GoalDriven(), "none")); k != "" {
		t.Errorf("an agent without a code has organs %s", k)
	}
}

// TestGrowEnds: growing ends when nobody wants it any more.
func TestGrowEnds(t *testing.T) {
	p := tiny(t, arena(t), "grid")
	ctx, stop := context.WithCancel(context.Background())
	var told []string
	o := grown(t, tiny(t, task.GoalDriven(), "none"), 1)
	err := p.Recipe.Grow(ctx, &o, arena(t), 1, 1, func(what string, share float64) {
		if told = append(told, what); len(told) == 2 {
			stop()
		}
	})
	if !errors.Is(err, context.Canceled) || len(told) != 2 || told[0] != "learning to see" || o.Vision != nil {
		t.Errorf("told %q, then %v", told, err)
	}
}

// TestLearns: agents of every code make an update in every kind of task, and are
// tested; their losses are numbers, and no goroutine is left.
func TestLearns(t *testing.T) {
	defer goleak.VerifyNone(t)
	for _, in := range []task.Task{arena(t), task.GoalDriven(), task.GoalDoors()} {
		for _, code := range CodeNames() {
			if testing.Short() && code != "grid" && code != "none" {
				continue
			}
			if refused := map[bool]string{true: "grid-map", false: "predicted"}[Seeable(&in)]; code == refused {
				continue
			}
			tr, err := NewTrainer(tiny(t, in, code), grown(t, tiny(t, in, code), 2), 2)
			if err != nil {
				t.Errorf("%s in %s: %v", code, in.Name, err)
				continue
			}
			d, err := tr.Step()
			if err != nil || !(d.Entropy > 1 && d.ValueLoss >= 0) || !(tr.Turns() > 0.1 && tr.Turns() < 0.6) {
				t.Errorf("%s in %s: %+v, turns %v, %v", code, in.Name, d, tr.Turns(), err)
			}
			if list := tested(t, tr.Agent(), Options{Episodes: 1, Workers: 2}); len(list) != 1 || len(list[0].Trials) == 0 {
				t.Errorf("%s in %s: %+v", code, in.Name, list)
			}
			tr.Close()
		}
	}
}

// TestCheck: a plan by which nobody can learn is refused in a sentence.
func TestCheck(t *testing.T) {
	sunburst, err := task.Sunburst(drawn(t, "sunburst"))
	if err != nil {
		t.Fatal(err)
	}
	no := func(p Plan) Plan { p.Network = Network{}; return p }
	set := func(p Plan, change func(*Recipe)) Plan { change(&p.Recipe); return p }
	for want, p := range map[string]Plan{
		"task sunburst is a test":                     tiny(t, sunburst, "none"),
		"learn.steps is 40; it must divide the 1350":  set(tiny(t, arena(t), "none"), func(r *Recipe) { r.Learn.Steps = 40 }),
		"sense.fix is seen, but a look does not tell": set(tiny(t, task.GoalDriven(), "grid"), func(r *Recipe) { r.Sense.Fix = "seen" }),
		"code grid needs a network":                   no(tiny(t, task.GoalDriven(), "grid")),
		"nursery.learnt is on":                        set(tiny(t, task.GoalDriven(), "place"), func(r *Recipe) { r.Nursery.Learnt = true }),
		"learn.worlds is 0":                           set(tiny(t, arena(t), "none"), func(r *Recipe) { r.Learn.Worlds = 0 }),
		"the map has no goal":                         {Recipe: tiny(t, arena(t), "none").Recipe, Task: task.YourMap(drawn(t, "square"), false)},
	} {
		if err := p.Check(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %q in it", err, want)
		}
		if _, err := NewTrainer(p, grown(t, tiny(t, task.GoalDriven(), "none"), 1), 1); err == nil {
			t.Errorf("a trainer begins, although %s", want)
		}
	}
}

// TestRecipes: every code that there is gives a plan for every kind of task, or
// says why not, and its settings can be set to what they are.
func TestRecipes(t *testing.T) {
	for _, in := range []task.Task{arena(t), task.GoalDriven(), task.GoalDoors()} {
		for _, code := range CodeNames() {
			r, err := NewRecipe(&in, code)
			if err != nil {
				// A look tells the place in the arena alone, and a map needs cells.
				if refused := map[bool]string{true: "grid-map", false: "predicted"}[Seeable(&in)]; code != refused {
					t.Errorf("%s in %s: %v", code, in.Name, err)
				}
				continue
			}
			for _, way := range []reward.Algorithm{reward.PPO, reward.A3C} {
				r := r.By(way)
				if err := cmp.Or(r.Validate(), r.Fits(&in)); err != nil || r.Learn.Algorithm != way {
					t.Errorf("%s in %s, learning by %s: %v", code, in.Name, way, err)
				}
			}
			if len(r.Fields()) != 5 || len(r.Settings()) < 60 {
				t.Errorf("%d fields, %d settings", len(r.Fields()), len(r.Settings()))
			}
		}
	}
	in := arena(t)
	if _, err := NewRecipe(&in, "smell"); err == nil || !strings.Contains(err.Error(), `there is no code "smell"; there are grid, `) {
		t.Error(err)
	}
	r, _ := NewRecipe(&in, "grid")
	before := r
	for set, want := range map[[2]string]string{
		{"learn.worlds", "12"}:        "learn: worlds is 12; it must be a multiple of",
		{"learn.wolds", "12"}:         `no setting is called "learn.wolds"`,
		{"sense.sight", "2"}:          "sense.sight is 2; it must lie between 0 and 1",
		{"sense.code", "none"}:        "sense: code is none; vector, own",
		{"nursery.vision.batch", "3"}: "nursery.vision: batch is 3",
	} {
		if err := r.Set(set[0], set[1]); err == nil || !strings.Contains(err.Error(), want) || r != before {
			t.Errorf("%v: %v, want %q in it", set, err, want)
		}
	}
}
