package task

import (
	"math"
	"math/rand/v2"
	"testing"

	"gridrat/world"
	"gridrat/world/body"
	"gridrat/world/maze"
	"gridrat/world/presets"

	"pgregory.net/rapid"
)

// preset reads a maze that travels with the program.
func preset(t testing.TB, name string) maze.Map {
	t.Helper()
	m, err := maze.DecodeReady(presets.File(name))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// all are the tasks, by name.
func all(t testing.TB) map[string]Task {
	t.Helper()
	by := map[string]Task{}
	add := func(k Task, err error) {
		if err != nil {
			t.Fatal(err)
		}
		by[k.Name] = k
	}
	add(SquareArena(preset(t, "hidden-goal")))
	add(GoalDriven(), nil)
	add(GoalDoors(), nil)
	add(LargeGoalDoors(), nil)
	add(Sunburst(preset(t, "sunburst")))
	add(DoubleE(preset(t, "double-e"), false))
	add(DoubleE(preset(t, "double-e"), true))
	add(YourMap(preset(t, "linear-track"), false), nil)
	add(YourMap(preset(t, "four-rooms"), true), nil)
	return by
}

// seeded is the source of the episode of a seed.
func seeded(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, Stream)) }

func make1(t testing.TB, k Task) *World {
	t.Helper()
	w, err := New(k)
	if err != nil {
		t.Fatalf("%s: %v", k.Name, err)
	}
	return w
}

// driver runs about at random, mostly ahead.
type driver struct{ state uint64 }

func (d *driver) next() body.Action {
	d.state = d.state*6364136223846793005 + 1442695040888963407
	switch r := d.state >> 59; {
	case r < 20:
		return body.GoForward
	case r < 24:
		return body.TurnLeft
	case r < 28:
		return body.TurnRight
	default:
		return body.Action(r - 28 + 3)
	}
}

// TestEpisodes: of every task and seed, an episode is the same again bit for
// bit; the rat is never in a wall or a shut door; a reward comes in a goal and
// only there, ten a visit; and from every start a goal can be reached, by no
// shorter way than the rat went.
func TestEpisodes(t *testing.T) {
	tasks := all(t)
	visits := map[string]int{}
	for name, k := range tasks {
		t.Run(name, func(t *testing.T) {
			k.Seconds = 30
			w, again := make1(t, k), make1(t, k).Clone()
			rapid.Check(t, func(t *rapid.T) {
				seed := rapid.Uint64().Draw(t, "seed")
				moves := rapid.Uint64().Draw(t, "moves")
				w.Reset(seeded(seed))
				again.Reset(seeded(seed + 1)) // what was before must not matter
				again.Act(body.GoForward)
				again.Reset(seeded(seed))
				if !w.Map().Equal(again.Map()) {
					t.Fatalf("a seed gave the maps %+v and %+v", w.Map(), again.Map())
				}
				knowing := rapid.IntRange(0, 9).Draw(t, "knowing") == 0 // where to go
				d, seen := driver{moves}, 0.0
				for n := 0; ; n++ {
					a := d.next()
					if knowing {
						a = steer(w)
					}
					inside := w.goalAt(w.Pose().Pos) >= 0
					o := w.Act(a)
					if p := again.Act(a); p != o || w.Body() != again.Body() || w.Score() != again.Score() {
						t.Fatalf("decision %d came to %+v and %+v", n, o, p)
					}
					if inside {
						t.Fatalf("decision %d began in a goal", n)
					}
					check(t, w)
					seen += o.Reward
					if o.Teleported != (o.Reward == Reward) || !o.Teleported && o.Reward != 0 {
						t.Fatalf("decision %d came to %+v", n, o)
					}
					if o.Done {
						if n+1 != k.Decisions() || !w.Done() || w.Left() != 0 {
							t.Fatalf("it was over after %d decisions of %d, with %v s left", n+1, k.Decisions(), w.Left())
						}
						break
					}
				}
				if w.Score() != Reward*float64(w.Visits()) || w.Score() != seen {
					t.Fatalf("score %v for %d visits and rewards of %v", w.Score(), w.Visits(), seen)
				}
				visits[name] += w.Visits()
				if o := w.Act(body.GoForward); o != (Outcome{Done: true}) {
					t.Fatalf("after the end came %+v", o)
				}
				trials(t, w)
			})
		})
	}
	for name := range tasks {
		if visits[name] == 0 {

			t.Errorf("%s: no episode had a visit", name)
		}
	}
}

// steer is what a rat does that knows the shortest way.
func steer(w *World) body.Action {
	const ahead = 0.12 // m along the way, where it aims at
	p := w.Pose()
	path := w.Path(nil, p.Pos)
	left, aim := ahead, path[len(path)-1]
	for i, q := range path[1:] {
		if d := q.Sub(path[i]); d.Norm() < left {
			left -= d.Norm()
		} else {
			aim = path[i].Add(d.Mul(left / d.Norm()))
			break
		}
	}
	switch off := world.WrapAngle(aim.Sub(p.Pos).Angle() - p.Heading); {
	case off > 0.2:
		return body.TurnLeft
	case off < -0.2:
		return body.TurnRight
	}
	return body.GoForward
}

// TestPilot: a rat that knows the shortest way scores in every task, and its
// ways are hardly longer than those.
func TestPilot(t *testing.T) {
	for name, k := range all(t) {
		w := make1(t, k)
		for seed := range uint64(2) {
			w.Reset(seeded(seed))
			for !w.Done() {
				w.Act(steer(w))
			}
			way, least := sums(w)
			t.Logf("%s, seed %d: score %.0f, %.2f m gone, %.2f m needed", name, seed, w.Score(), way, least)
			if w.Visits() < 5 || way > 1.15*least {
				t.Errorf("%s, seed %d: %d visits, %v m gone, %v m needed", name, seed, w.Visits(), way, least)
			}
		}
	}
}

// check finds the rat in a wall or a shut door, by what the map says.
func check(t *rapid.T, w *World) {
	m, p := w.drawn, w.Pose().Pos
	const rounding = 1e-9
	if !m.Outline.Contains(p) || m.Outline.Distance(p) < w.radius-rounding && m.Outline.Diameter == 0 {
		t.Fatalf("the rat is out at %v", p)
	}
	for i, x := range m.Walls {
		if x.Distance(p) < w.radius-rounding {
			t.Fatalf("the rat is in wall %d at %v", i, p)
		}
	}
	for i, x := range m.Doors {
		if !w.open[i] && x.Distance(p) < w.radius-rounding {
			t.Fatalf("the rat is in door %d, which is shut, at %v", i, p)
		}
	}
}

// trials judges the ways of an episode.
func trials(t *rapid.T, w *World) {
	reached := 0
	for i, trial := range w.Trials() {
		least := w.Shortest(i)
		if math.IsInf(least, 1) || !(least > 0) {
			t.Fatalf("the shortest way of trial %d from %v is %v m", i, trial.Start, least)
		}
		if trial.Goal < 0 {
			continue
		}
		reached++
		if trial.Way < least-1e-4 {
			t.Fatalf("trial %d went %v m, and the shortest way is %v m", i, trial.Way, least)
		}
		if g := w.Goals()[trial.Goal]; trial.At.Pos.Sub(g.At).Norm() > g.Radius || trial.Ended <= trial.Began {
			t.Fatalf("trial %d reached %+v at %v: %+v", i, g, trial.At, trial)
		}
	}
	if way, least := sums(w); reached != w.Visits() || way < least-1e-3 {
		t.Fatalf("%d trials reached a goal, %d visits; %v m gone, %v m needed", reached, w.Visits(), way, least)
	}
}

// sums are the metres that were gone to the goals reached, and the least there
// were.
func sums(w *World) (way, least float64) {
	for i, trial := range w.Trials() {
		if trial.Goal >= 0 {
			way, least = way+trial.Way, least+w.Shortest(i)
		}
	}
	return way, least
}

// TestEpisodeIsBounded: an episode with a visit in every decision, its trials
// judged among doors in ever new states, takes no more memory than was set
// aside.
func TestEpisodeIsBounded(t *testing.T) {
	w := make1(t, all(t)["your-map"])
	w.Reset(seeded(1))
	room := cap(w.trials)
	for !w.Done() {
		visit(t, w)
	}
	if len(w.trials) != w.task.Decisions()+1 || cap(w.trials) != room {
		t.Errorf("%d trials of %d decisions, room for %d, now for %d", len(w.trials), w.task.Decisions(), room, cap(w.trials))
	}

	w = make1(t, all(t)["goal-doors"])
	w.Reset(seeded(1))
	j := w.Judge()
	for i := range 3 * mostStates {
		if got := j.now().fieldsOf(doorBits{uint64(i)}); len(got) != 1 {
			t.Fatalf("%d goals", len(got))
		}
		if len(j.now().fields) > mostStates {
			t.Fatalf("after %d states of the doors the judge keeps fields of %d", i+1, len(j.now().fields))
		}
	}
}
