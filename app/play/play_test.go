package play

import (
	"fmt"
	"image"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"gridrat/world"
	"gridrat/world/body"
	"gridrat/world/maze"
	rules "gridrat/world/task"
)

// TestPlay plays a task of the page to its end: the rat is in its world, a
// hidden goal is shown once it was reached, the result can be clicked, the
// episode is in the list, and in that of the next window.
func TestPlay(t *testing.T) {
	s := newStage(t)
	s.drawn = corridor()
	s.press("Ctrl+P")
	if s.page == nil || s.page.Of != "tasks" {
		t.Fatal("there is no page of tasks")
	}
	s.click(t, "task:your-map")
	for wait := time.Now(); s.Episode() == nil && time.Since(wait) < time.Minute; time.Sleep(time.Millisecond) {
		s.tick(0) // until its world is ready
	}
	e := s.Episode()
	if e == nil || s.page != nil || s.entered != e || s.cleared != 1 || !s.playing {
		t.Fatalf("a click has begun %v, entered %v, runs %t, page %v", e, s.entered, s.playing, s.page)
	}
	if st := s.Status(); st.Task != "your-map" || st.Map != "a corridor" || st.Left != 90 || st.Shown != 0 || st.Way != nil || st.Result != "" {
		t.Errorf("it begins with %+v", st)
	}
	name, about := s.Title()
	if want := fmt.Sprintf("Your map, seed %d", e.seed); len(name) != 2 || name[0] != want || name[1] != "Your map" || !strings.HasSuffix(about, " A click shows all tasks  [Ctrl+P]") {
		t.Errorf("the strip says %q, %q", name, about)
	}

	s.finish(t)
	st := s.Status()
	if !st.Over || st.Goals < 3 || st.Shown != 1 || s.changed == 0 || len(e.Map().Goals) != 1 || st.Result != fmt.Sprintf("Your map: %d points", 10*st.Goals) {
		t.Fatalf("it ends with %+v, %d changes", st, s.changed)
	}
	if len(s.Shapes()) == 0 || s.Caption()[1] != "green: shortest ways" || !s.Still() {
		t.Errorf("%d shapes, caption %q, still %t", len(s.Shapes()), s.Caption(), s.Still())
	}
	r := s.Result()
	if len(r.Lines) != 2 || !strings.HasSuffix(r.Lines[1], " % more.") || r.Table.Mark != 0 || len(r.Table.Rows) != 1 || len(r.Means) != 1 {
		t.Errorf("the result is %q, %+v, %+v", r.Lines, r.Table, r.Means)
	}
	var labels []string
	for _, b := range r.Buttons {
		labels = append(labels, b.Label)
	}
	if want := []string{"again · Backspace", "new seed · N", "end · Esc", "tasks · Ctrl+P"}; !slices.Equal(labels, want) {
		t.Errorf("its buttons are %q, want %q", labels, want)
	}

	at := image.Rect(400, 0, 1200, 700)
	if !s.Result().Arrange(at, 1) || s.Result().Arrange(at, 1) {
		t.Error("the page is not drawn once")
	}
	button := r.RectOf("episode-again").Min.Add(image.Pt(3, 3))
	if do, over := s.Result().Point(image.Pt(5, 5), true); do != "" || over {
		t.Errorf("beside the page a click does %q", do)
	}
	if do, over := s.Result().Point(button, false); do != "" || !over || !s.Result().Arrange(at, 1) {
		t.Errorf("the mouse over a button does %q, is over the page %t", do, over)
	}
	do, _ := s.Result().Point(button, true)
	s.table.Do(do)
	if again := s.Episode(); again == e || again.seed != e.seed || !again.again || s.Result() != nil || s.Result().Arrange(at, 1) {
		t.Error("a click on again begins something else")
	}

	s.finish(t)
	if st = s.Status(); st.Played["your-map"] != 2 || st.Best["your-map"] != st.Score {
		t.Errorf("the list is %v, %v", st.Played, st.Best)
	}
	if r := s.Result(); len(r.Lines) != 3 || !strings.HasPrefix(r.Lines[2], "The same seed was begun before") || !strings.HasSuffix(r.Table.Rows[1][5], " again") {
		t.Errorf("of the same seed it says %q, %q", r.Lines, r.Table.Rows)
	}
	if mean, n := s.list.mean("your-map", "a corridor"); n != 1 || mean != st.Best["your-map"] {
		t.Errorf("the mean is %v of %d", mean, n)
	}
	s.press("Escape")
	if s.Episode() != nil || s.entered != nil || s.departed == nil || s.Result() != nil || s.told != "" {
		t.Errorf("after Esc %v is played, told %q", s.Episode(), s.told)
	}
	next := New(s.Host, s.list.dir)
	if st := next.Status(); st.Task != "" || st.Played["your-map"] != 2 {
		t.Errorf("the next window has %+v", st)
	}
	k := rules.YourMap(s.drawn, false)
	if z := next.ready(k); z.made != nil {
		z.take(<-z.made)
	}
	if says := next.standing(offered{Task: k}); !strings.HasPrefix(says, "best ") || !strings.Contains(says, " · mean of the last 1: ") {
		t.Errorf("the task is %q", says)
	}
}

// TestUnfinished: an episode that another takes the place of, or that is ended,
// does not count, which is said; one that is over counts however it ends.
func TestUnfinished(t *testing.T) {
	s := newStage(t)
	first := s.play(t, rules.GoalDriven(), 7)
	first.Next()
	s.press("Backspace")
	if e := s.Episode(); e == first || e.seed != 7 || e.world.Left() != 90 || s.told != "Goal-driven maze was ended after 0 s of 90 s; it does not count." || s.departed != nil {
		t.Errorf("Backspace begins %+v, told %q", e, s.told)
	}
	s.playing = false
	if s.press("N"); s.Episode().seed == 7 || !s.playing {
		t.Error("N does not begin an episode of another seed")
	}
	s.press("Escape")
	if !strings.HasSuffix(s.told, "; it does not count.") || len(s.list.all) != 0 {
		t.Errorf("told %q, the list is %+v", s.told, s.list.all)
	}
	if _, err := os.Stat(filepath.Join(s.list.dir, listName)); !os.IsNotExist(err) {
		t.Errorf("an unfinished episode was stored (%v)", err)
	}

	for name, end := range map[string]func(){"Esc": func() { s.press("Escape") }, "the end of the window": s.Close, "another map": s.End} {
		before := len(s.list.all)
		e := s.play(t, rules.GoalDriven(), 8)
		for !e.world.Done() {
			e.Next()
		}
		e.over = true
		if end(); len(s.list.all) != before+1 || s.Episode() != nil {
			t.Errorf("by %s an episode that was over is lost", name)
		}
	}
}

// TestNoResultInTime: an episode whose shortest ways are not found is kept
// without them.
func TestNoResultInTime(t *testing.T) {
	s := newStage(t)
	e := s.play(t, rules.YourMap(corridor(), false), 3)
	for !e.world.Done() {
		e.command = towardsGoal(e.world)
		e.Next()
	}
	e.judging.end() // before anything was judged
	e.judging = &judging{trials: make(chan rules.Trial, 1350), verdicts: make(chan verdict)}
	if s.tick(0); s.Result() != nil || s.Hint() != "The episode is over; the shortest ways are being found" {
		t.Fatalf("it says %q", s.Hint())
	}
	late := make(chan time.Time, 1)
	e.judging.late = late
	if s.tick(time.Hour); s.Result() != nil {
		t.Fatal("the result does not wait by the machine's clock")
	}
	late <- time.Now()
	if s.tick(0); s.Result() == nil || !strings.HasSuffix(s.Result().Lines[1], " were not found in time.") {
		t.Errorf("the result is %+v", s.Result())
	}
}

// TestDoors: the door under the mouse is worked by a click and by its key where
// the rules allow it.
func TestDoors(t *testing.T) {
	s := newStage(t)
	m := corridor()
	m.Doors = []maze.Door{{A: world.Vec{X: 0, Y: -0.2}, B: world.Vec{X: 0, Y: 0.2}, Thickness: 0.03, Open: true}}
	e := s.play(t, rules.YourMap(m, false), 1)
	on, off := world.Vec{X: 0.03}, world.Vec{X: 0.5}
	s.press("O")
	if s.told != "Put the mouse on a door, or click it, to open or close it." {
		t.Errorf("with the mouse elsewhere O says %q", s.told)
	}
	if s.PointAtArena(off, 0.01, true, true) || len(s.Shapes()) != 0 {
		t.Error("beside the door the mouse means it")
	}
	if s.PointAtArena(on, 0.01, false, true) {
		t.Error("a click beside the arena works the door")
	}
	if s.PointAtArena(on, 0.01, true, false) || len(s.Shapes()) != 1 || s.Hint() != "Click works the door" {
		t.Errorf("over the door there are %d shapes, the hint is %q", len(s.Shapes()), s.Hint())
	}
	open := func() bool {
		s.tick(time.Second / 60)
		return s.Status().Doors[0]
	}
	if !s.PointAtArena(on, 0.01, true, true) || open() || e.Map().Doors[0].Open || s.changed != 1 {
		t.Error("a click does not close the door")
	}
	if s.press("O"); !open() {
		t.Error("the key does not open it")
	}

	e = s.play(t, rules.GoalDoors(), 1)
	d := e.Map().Doors[0]
	s.PointAtArena(d.A.Add(d.B).Mul(0.5), 0.01, true, true)
	if !strings.HasPrefix(s.told, "The door stays as it is: ") || len(s.Shapes()) != 0 {
		t.Errorf("a door that must not be worked: %q, %d shapes", s.told, len(s.Shapes()))
	}
}

// TestSteer: the rat is told what the keys say, and nothing while something covers
// the window; then it stands still too.
func TestSteer(t *testing.T) {
	s := newStage(t)
	s.Steer(body.Command{Forward: 1}) // nobody
	if s.Still() {
		t.Error("without a task the rat is held")
	}
	e := s.play(t, rules.GoalDriven(), 1)
	if s.Steer(body.GoForward.Command()); e.command.Forward != 1 || s.Still() {
		t.Errorf("the rat is told %+v", e.command)
	}
	s.covered = true
	if s.Steer(body.GoForward.Command()); e.command != (body.Command{}) || !s.Still() {
		t.Errorf("under a page the rat is told %+v", e.command)
	}
}
