package main

import (
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"gridrat/brain/gridnet"
	"gridrat/world"
	"gridrat/world/body"
	"gridrat/world/maze"
	rules "gridrat/world/task"
)

func playedAt(day int, score float64) played {
	return played{
		Date: time.Date(2026, 1, day, 10, 0, 0, 0, time.UTC), Task: "goal-driven", Map: "Goal-driven maze", Seed: math.MaxUint64 - uint64(day),
		Score: score, Goals: int(score / 10), Metres: 1.5 * score, Shortest: score,
	}
}

// TestEpisodesAreKept: episodes come back as they were, also those that two
// windows store in turn; the best come first, and the mean is of the last 20
// whose seed was not known.
func TestEpisodesAreKept(t *testing.T) {
	dir := t.TempDir()
	a, err := loadEpisodes(dir)
	if err != nil {
		t.Fatal(err)
	}
	b, err := loadEpisodes(dir)
	if err != nil {
		t.Fatal(err)
	}
	var want []played
	for i := range 25 {
		p := playedAt(i+1, float64(10*i))
		want = append(want, p)
		if err := []*episodes{a, b}[i%2].add(p); err != nil {
			t.Fatal(err)
		}
	}
	known := playedAt(26, 1000)
	known.Again = true
	other := playedAt(27, 500)
	other.Task, other.Map = "your-map", "mine"
	for _, p := range []played{known, other} {
		want = append(want, p)
		if err := a.add(p); err != nil {
			t.Fatal(err)
		}
	}
	got, err := loadEpisodes(dir)
	if err != nil || !reflect.DeepEqual(got.all, want) {
		t.Fatalf("read %+v (%v), want %+v", got.all, err, want)
	}
	if best := got.best("goal-driven"); len(best) != 26 || best[0] != known || best[1] != want[24] || best[25] != want[0] {
		t.Errorf("the best are %+v", best)
	}
	if mean, n := got.mean("goal-driven", ""); n != 20 || mean != 145 { // 50 to 240
		t.Errorf("the mean is %v of %d", mean, n)
	}
	if mean, n := got.mean("your-map", "mine"); n != 1 || mean != 500 {
		t.Errorf("the mean is %v of %d", mean, n)
	}
	if mean, n := got.mean("your-map", "another"); n != 0 || mean != 0 {
		t.Errorf("the mean of nothing is %v of %d", mean, n)
	}
}

// TestDamagedEpisodes: a file that is not as it is written is not used, and
// never written over; one sentence says what is wrong.
func TestDamagedEpisodes(t *testing.T) {
	good, err := json.Marshal(episodesFile{episodesVersion, []played{playedAt(1, 50)}})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ old, by, want string }{
		{`{"version"`, `{"vers`, "they are no JSON of episodes"},
		{`"version":1`, `"version":2`, "version is 2; this program reads 1"},
		{`"task":"goal-driven"`, `"task":""`, "episodes[0].task is empty; it must be the name of one"},
		{`"map":"Goal-driven maze",`, ``, "episodes[0].map is empty; it must be the name of one"},
		{`"score":50`, `"score":-1`, "episodes[0].score is -1; it must be 0 or more"},
		{`"goals":5`, `"goals":-5`, "episodes[0].goals is -5; it must be 0 or more"},
		{`"score":50`, `"points":50`, `they are no JSON of episodes: json: unknown field "points"`},
		{`"score":50`, `"score":"50"`, "they are no JSON of episodes"},
		{`2026-01-01T10:00:00Z`, `yesterday`, "they are no JSON of episodes"},
		{`}]}`, `}]} `, ""},
		{`}]}`, `}]}{}`, "something follows the closing brace"},
	} {
		dir := t.TempDir()
		path := filepath.Join(dir, episodesName)
		text := strings.Replace(string(good), c.old, c.by, 1)
		if text == string(good) {
			t.Fatalf("%s is not in %s", c.old, good)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		e, err := loadEpisodes(dir)
		if c.want == "" {
			if err != nil {
				t.Errorf("%s is refused: %v", text, err)
			}
			continue
		}
		if err == nil || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), path) {
			t.Errorf("%s: got %v, want %q", text, err, c.want)
		}
		if err := e.add(playedAt(2, 70)); err == nil {
			t.Errorf("%s: an episode was stored", text)
		}
		if after, _ := os.ReadFile(path); string(after) != text {
			t.Errorf("%s was written over by %s", text, after)
		}
		if len(e.best("goal-driven")) != 1 {
			t.Error("the episode is not in this session's list")
		}
	}
}

func FuzzEpisodes(f *testing.F) {
	good, err := json.Marshal(episodesFile{episodesVersion, []played{playedAt(1, 50)}})
	if err != nil {
		f.Fatal(err)
	}
	f.Add(good)
	f.Add([]byte(`{"version":1,"episodes":null}`))
	f.Add([]byte(`{"version":1,"episodes":[{"score":1e999}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		all, err := parseEpisodes(data)
		if err != nil {
			return
		}
		again, err := json.Marshal(episodesFile{episodesVersion, all})
		if err != nil {
			t.Fatal(err)
		}
		back, err := parseEpisodes(again)
		if err != nil || len(back) != len(all) {
			t.Fatalf("%s is written as %s and read as %+v (%v)", data, again, back, err)
		}
	})
}

// TestTasksCanBePlayed: every task that is offered has a world, for a map with
// a goal; one without is refused in a sentence.
func TestTasksCanBePlayed(t *testing.T) {
	e := world.Enclosure{Shape: world.Square, Size: 2.2}
	mine := homeMap(e)
	mine.Goals = []maze.Goal{{At: world.Vec{X: 0.5}, Radius: 0.1}}
	mine.Doors = []maze.Door{{A: world.Vec{X: -0.5}, B: world.Vec{X: -0.5, Y: 0.3}, Thickness: 0.03}}
	names := map[string]bool{}
	for _, k := range tasks(mine) {
		if k.err != nil {
			t.Errorf("%s: %v", k.Name, k.err)
		}
		if _, err := rules.New(k.Task); err != nil {
			t.Errorf("%s: %v", k.Name, err)
		}
		if names[k.Name] || k.Rule == "" || k.Seconds != 90 {
			t.Errorf("%+v", k.Task)
		}
		for _, goal := range k.picture.Goals {
			if !goal.Visible {
				t.Errorf("the picture of %s shows its hidden goal", k.Name)
			}
		}
		names[k.Name] = true
	}
	if len(names) != 9 {
		t.Errorf("there are %d tasks: %v", len(names), names)
	}
	_, err := rules.New(tasks(homeMap(e))[7].Task)
	if err == nil || err.Error() != "the map has no goal; a task needs at least one" {
		t.Errorf("a map without a goal: %v", err)
	}
}

// playing puts a watched rat into an episode.
func playingIn(t *testing.T, k rules.Task, seed uint64) (*game, *episode) {
	t.Helper()
	w, err := rules.New(k)
	if err != nil {
		t.Fatal(err)
	}
	w.Reset(rand.New(rand.NewPCG(seed, rules.Stream)))
	g := &game{watch: &watch{}, snap: snapshotOf(t, gridnet.NewModules(1), 3)}
	g.watch.follow(g.snap)
	e := &episode{world: w, seed: seed}
	e.reveal()
	g.watch.enter(e)
	g.watch.tracker.Start(g.watch.weights(g.snap), g.watch.to)
	g.watch.setOut(g.snap)
	return g, e
}

// TestRatActsInTheEpisode: a move of the watched rat is a decision; it is seen
// in the goal that it reaches and then, told to the network, at the next
// start; a network that begins anew changes nothing.
func TestRatActsInTheEpisode(t *testing.T) {
	mine := maze.Map{
		Name: "a corridor", Outline: maze.Outline{Corners: []world.Vec{{X: -1, Y: -0.2}, {X: 1, Y: -0.2}, {X: 1, Y: 0.2}, {X: -1, Y: 0.2}}},
		Starts: []maze.Start{{At: world.Vec{X: -0.6}, Radius: 0.01}}, Goals: []maze.Goal{{At: world.Vec{X: 0.8}, Radius: 0.1}},
	}
	k := rules.YourMap(mine, false)
	k.Start = rules.StartFixed // heads north: to its right is east
	g, e := playingIn(t, k, 5)
	w := g.watch
	e.command = body.GoRight.Command()
	if e.world.Left() != 90-4.0/60 || len(e.shown.Goals) != 0 {
		t.Fatalf("it begins with %v s left, shows %v", e.world.Left(), e.shown.Goals)
	}
	jumps, moves := 0, 0
	for !e.world.Done() {
		before := w.to
		w.arrive(g.snap)
		moves++
		if w.from != before { // it was put to the start
			jumps++
			if before.Pos.X < 0.7 || w.from.Pos.X != -0.6 || w.tracker.Moves() != 1 {
				t.Fatalf("it jumped from %v to %v; the network has tracked it for %d moves", before, w.from, w.tracker.Moves())
			}
			if belief := w.guessFrom.Sub(w.from.Pos).Norm(); belief > 1 {
				t.Errorf("the network, told where it is, is %v m off", belief)
			}
		}
		if d := w.to.Pos.Sub(w.from.Pos).Norm(); d > k.Body.TopSpeed*e.decision()+1e-9 {
			t.Fatalf("a move is %v m long", d)
		}
		if moves == 100 {
			fresh := *g.snap
			fresh.Run++
			w.follow(&fresh)
			g.snap = &fresh
			if w.episode != e {
				t.Fatal("another network has ended the episode")
			}
		}
	}
	if jumps < 10 || jumps > e.world.Visits() || jumps < e.world.Visits()-1 {
		t.Errorf("%d jumps for %d visits", jumps, e.world.Visits())
	}
	if e.reveal(); len(e.shown.Goals) != 1 {
		t.Error("the goal that was reached is not shown")
	}
	if period := w.advance(g.snap, 10*e.decision(), time.Second, func() time.Time { return time.Time{} }); math.Abs(period-10*e.decision()) > 1e-9 {
		t.Errorf("%v s passed", period)
	}
}

// TestClock writes the time that is left.
func TestClock(t *testing.T) {
	for s, want := range map[float64]string{90: "1:30", 89.999: "1:30", 60: "1:00", 59.01: "1:00", 9.9: "0:10", 0: "0:00"} {
		if got := clock(s); got != want {
			t.Errorf("%v s is written %q, want %q", s, got, want)
		}
	}
	if got := fmt.Sprint(plural(1, "goal", "goals"), ", ", plural(2, "goal", "goals")); got != "1 goal, 2 goals" {
		t.Error(got)
	}
}

// TestKeysOfAnEpisode: the keys that drive do nothing else while a task is
// played, and no tool can be taken; a film, work in the background and a
// failure go before the episode when Esc is pressed; whatever covers the arena
// stops the clock.
func TestKeysOfAnEpisode(t *testing.T) {
	g, e := playingIn(t, rules.GoalDriven(), 1)
	for _, d := range driving {
		if !strings.HasPrefix(string(d.action), "drive-") {
			continue
		}
		for _, b := range bindings {
			for _, c := range b.chords {
				if slices.Contains(d.chords, c) && !g.actInEpisode(b.action) {
					t.Errorf("%+v drives, and also does %q", c, b.action)
				}
			}
		}
	}
	for _, tool := range tools {
		if g.setTool(tool); g.editing() || g.notice.Text != notEdited {
			t.Errorf("%s takes %q, says %q", tool, g.edit.Tool, g.notice.Text)
		}
	}

	for name, set := range map[string]func(){
		"a film":    func() { g.rec = &camera{} },
		"a task":    func() { g.task = &task{name: taskExport} },
		"a failure": func() { g.notice.Text, g.notice.Failure = "It failed.", true },
		"a page":    func() { g.page = &mazePage{} },
	} {
		if set(); g.actInEpisode(actCancel) || g.watch.episode != e {
			t.Errorf("Esc ends the episode before %s", name)
		}
		g.rec, g.task, g.page, g.notice.Failure = nil, nil, nil, false
	}

	g.playing, g.ratSpeed = true, 1
	for name, cover := range map[string]func(){
		"a sheet": func() { g.sheet = &textSheet{} }, "a page": func() { g.page = &mazePage{} }, "a dialog": func() { g.dialog = &dialog{} },
	} {
		left, phase := e.world.Left(), g.watch.phase
		if cover(); !g.covered() {
			t.Errorf("%s covers nothing", name)
		}
		if g.run(0.1); e.world.Left() != left || g.watch.phase != phase {
			t.Errorf("under %s the clock ran from %v to %v s", name, left, e.world.Left())
		}
		g.sheet, g.page, g.dialog = nil, nil, nil
		if g.run(0.1); e.world.Left() == left {
			t.Errorf("after %s the clock does not run", name)
		}
	}
}

// TestJudging: verdicts that come from the background are those of the world,
// in the order of the trials; without all of them there is no sum of shortest
// ways; an episode that is judged too late is kept all the same.
func TestJudging(t *testing.T) {
	g, e := playingIn(t, rules.GoalDriven(), 4)
	e.judge()
	j := e.judging
	for e.world.Visits() < 7 && !e.world.Done() {
		at := e.world.Pose()
		path := e.world.Path(nil, at.Pos)
		c := body.GoForward.Command()
		if aim := path[min(1, len(path)-1)]; math.Abs(world.WrapAngle(aim.Sub(at.Pos).Angle()-at.Heading)) > 0.3 {
			c = body.TurnLeft.Command()
		}
		e.world.Step(c)
		if e.world.Visits() > 0 {
			if _, least := j.sums(e.world); len(j.passed) < e.world.Visits() && least != 0 {
				t.Fatalf("%v m from %d verdicts of %d", least, len(j.passed), e.world.Visits())
			}
		}
		j.follow(e.world)
	}
	visits := e.world.Visits()
	if visits < 2 {
		t.Fatalf("%d visits", visits)
	}
	for !j.follow(e.world) {
		v := <-j.verdicts
		j.passed = append(j.passed, v)
	}
	var wantWay, wantLeast float64
	for i, v := range j.passed {
		wantWay, wantLeast = wantWay+e.world.Trials()[i].Way, wantLeast+e.world.Shortest(i)
		if least := e.world.Shortest(i); v.least != least || v.way != e.world.Trials()[i].Way || len(v.path) < 2 || v.way < least-1e-6 {
			t.Errorf("trial %d has the verdict %+v, the world says %v", i, v, least)
		}
	}
	if way, least := j.sums(e.world); math.Abs(way-wantWay) > 1e-9 || math.Abs(least-wantLeast) > 1e-9 {
		t.Errorf("sums %v, %v m, want %v, %v", way, least, wantWay, wantLeast)
	}
	if len(j.shortestWays()) == 0 {
		t.Error("no way is drawn")
	}

	var err error
	if g.episodes, err = loadEpisodes(t.TempDir()); err != nil {
		t.Fatal(err)
	}
	j.passed = j.passed[:1]
	e.over = true
	g.quit(e)
	if all := g.episodes.all; len(all) != 1 || all[0].Goals != visits || all[0].Shortest != 0 || math.Abs(all[0].Metres-wantWay) > 1e-9 {
		t.Errorf("the list is %+v", all)
	}
}

// TestReady: a world is made once for a map, in the background where that takes
// long, and again for another map.
func TestReady(t *testing.T) {
	mine := homeMap(world.Enclosure{Shape: world.Square, Size: 20})
	mine.Goals = []maze.Goal{{At: world.Vec{X: 5}, Radius: 0.1}}
	for i := range 400 {
		at := world.Vec{X: -9 + 0.9*float64(i%20), Y: -9 + 0.9*float64(i/20)}
		mine.Walls = append(mine.Walls, maze.Wall{A: at, B: at.Add(world.Vec{X: 0.3, Y: 0.2}), Thickness: 0.02})
	}
	g := &game{}
	r := g.ready(rules.YourMap(mine, false))
	if again := g.ready(rules.YourMap(mine, false)); again != r {
		t.Error("the same map is made ready twice")
	}
	if r.made != nil {
		r.take(<-r.made)
	}
	if r.err != nil || r.world == nil || g.ready(rules.YourMap(mine, false)) != r {
		t.Errorf("the map is ready with %v", r.err)
	}
	mine.Goals = nil
	r = g.ready(rules.YourMap(mine, false))
	if r.made != nil {
		r.take(<-r.made)
	}
	if r.err == nil || r.world != nil {
		t.Error("a map without a goal is ready")
	}
}
