package race

import (
	"image"
	"slices"
	"strings"
	"testing"

	"gridrat/app/room"
)

// TestKeysOfARace: while the user runs, the keys that drive do nothing else, those
// of the watched rat say why they rest, and whatever else Esc has to end goes before
// the race; before and after it, keys mean what they did.
func TestKeysOfARace(t *testing.T) {
	s := newStage(t, "square-arena", "arena-place", "arena-none")
	if id := s.press("W"); id != "tool-wall" || !slices.Equal(s.others, []string{"tool-wall"}) {
		t.Fatalf("before a race W does %q, %q", id, s.others)
	}
	s.others = nil
	x := s.start("race:you:arena-none", 1)
	for _, d := range room.Driving(section) {
		for _, k := range d.Keys {
			if id := s.press(k); id != d.ID {
				t.Errorf("%s does %q, not %q", k, id, d.ID)
			}
		}
	}
	s.said = nil
	if s.press("P"); len(s.said) != 1 || !strings.HasPrefix(s.said[0], "A race is run") {
		t.Errorf("P says %q", s.said)
	}
	if s.table.Do("faster"); s.said[len(s.said)-1] != "You run in real time." || s.rate() != 1 {
		t.Errorf("faster says %q", s.said)
	}
	for id, why := range map[string]string{"faster": "you run in real time", "tick": "a race is run", "play": "", "reset": ""} {
		if st, _ := s.table.State(id); st.Why != why {
			t.Errorf("%s stands at %+v", id, st)
		}
	}
	for name, set := range map[string]func(){
		"something that covers the window": func() { s.covered = true }, "something that Esc has to end": func() { s.taken = true },
	} {
		set()
		if id := s.press("Escape"); id != "cancel" || s.race != x {
			t.Errorf("Esc does %q before %s", id, name)
		}
		s.covered, s.taken = false, false
	}
	if !slices.Equal(s.others, []string{"cancel", "cancel"}) {
		t.Errorf("others have done %q", s.others)
	}
	if s.press("Escape"); s.On() || s.left != 1 {
		t.Error("Esc does not end the race")
	}
	s.others = nil
	if id := s.press("N"); id != "new-seed" || len(s.others) != 1 {
		t.Errorf("after the race N does %q, %q", id, s.others)
	}

	s.start("race:arena-place:arena-none", 1)
	if id := s.press("W"); id != "tool-wall" || s.race.sides[0].user() {
		t.Errorf("while two agents run W does %q", id)
	}
	for range 12 {
		s.press("Equal")
	}
	if st, _ := s.table.State("faster"); s.speed != fastest || st.Why == "" {
		t.Errorf("the speed is %v, faster stands at %+v", s.speed, st)
	}
	if wanted, _, ok := s.Pace(); !ok || wanted != fastest {
		t.Errorf("the pace is %v", wanted)
	}
	for _, tool := range s.Tools() {
		if tool.Label == "" || tool.Tip == "" {
			t.Errorf("the strip has %+v", tool)
		}
	}
	if name, about := s.Title(); !strings.Contains(name[0], "Arena-place against arena-none") || !strings.HasSuffix(about, "[Ctrl+P]") {
		t.Errorf("it is called %q, %q", name, about)
	}
}

// click clicks a tile of the page that is open.
func (s *stage) click(tile string) {
	s.t.Helper()
	page := s.page
	page.Place(image.Rect(0, 0, 1200, 700), 1, false)
	var at image.Rectangle
	page.Rects(func(name string, r image.Rectangle) {
		if name == tile {
			at = r
		}
	})
	if at.Empty() {
		s.t.Fatalf("there is no tile %s", tile)
	}
	if page.Point(at.Min.Add(image.Pt(5, 5)), true) && s.page == page {
		s.page = nil
	}
}

// TestPage: the page has each who takes part and the agents of the program that
// learnt the task, once; a click chooses the episode, another begins.
func TestPage(t *testing.T) {
	s := newStage(t, "square-arena", "arena-grid")
	s.field.Agents[0].Name, s.field.Agents[0].Origin = "grid", "shipped arena-grid"
	var ids []string
	for _, p := range pairings(s.field) {
		ids = append(ids, p.id())
		if p.words() == "" || p.second.about() == "" || len(p.hues()) != 2 {
			t.Errorf("%s is shown as %q, %q", p.id(), p.words(), p.second.about())
		}
	}
	want := []string{"race:you:grid", "race:you:arena-place", "race:you:arena-none", "race:grid:arena-place", "race:grid:arena-none"}
	if !slices.Equal(ids, want) {
		t.Errorf("the races are %q, want %q", ids, want)
	}
	s.press("Ctrl+P")
	if s.page == nil || s.page.Of != "race" {
		t.Fatal("the key opens no page")
	}
	if s.click("race-episode"); s.page == nil || s.episode != episodeWatched {
		t.Fatalf("the page is %v, the episode %d", s.page, s.episode)
	}
	if s.click("race:you:arena-none"); s.page != nil {
		t.Fatal("the page stays")
	}
	s.until("a race", s.On)
	if x := s.race; x.seed != s.field.Seed || !x.again || x.sides[1].name != "arena-none" {
		t.Errorf("it is of seed %d, known %v, against %s", x.seed, x.again, x.sides[1].name)
	}
	s.press("Ctrl+P")
	s.click("race-episode")
	if s.episode != episodeLast {
		t.Errorf("the episode is %d", s.episode)
	}
	s.click("race-episode")
	if s.episode != episodeNew {
		t.Errorf("the episode is %d", s.episode)
	}
	if s.press("Ctrl+P"); s.page != nil {
		t.Error("again the key does not close the page")
	}
}

// TestWhoCanRun: in a maze that none of the program's agents has learnt those can
// run that have learnt another; one that cannot is refused in a sentence.
func TestWhoCanRun(t *testing.T) {
	s := newStage(t, "sunburst")
	s.press("Ctrl+P")
	if s.page == nil {
		t.Fatalf("said %q", s.said)
	}
	for _, p := range pairings(s.field) {
		if p.second.shipped == nil || p.second.shipped.Task != "goal-doors" {
			t.Errorf("%s could run", p.id())
		}
	}
	s.page = nil
	s = newStage(t, "goal-doors", "arena-grid") // whose eyes know another room
	s.run(pairing{nil, entrant{Runner: s.field.Agents[0]}, s.field.Task, s.field.Picture}, 1)
	s.until("a failure", func() bool { return len(s.failures) > 0 })
	if text := s.failures[0]; s.On() || !strings.HasPrefix(text, "There is no race: arena-grid cannot run in ") {
		t.Errorf("said %q", text)
	}
}

// TestMadeForNothing: a race that is no longer wanted once it is made does not
// begin, and the one that is wanted last does.
func TestMadeForNothing(t *testing.T) {
	s := newStage(t, "square-arena", "arena-none")
	p := pairings(s.field)[0]
	s.run(p, 1)
	s.run(p, 2)
	s.until("a race", s.On)
	if s.race.seed != 2 {
		t.Errorf("the race has seed %d", s.race.seed)
	}
	s.End()
	s.run(p, 3)
	s.shown = false
	s.until("it is made", func() bool { return !s.making.later.Busy() })
	s.shown = true
	for range 5 {
		s.tick()
	}
	if s.On() {
		t.Error("it begins after the tab was left")
	}
}

// TestDoors: in a map whose doors may be worked the mouse works those of the user's
// world alone.
func TestDoors(t *testing.T) {
	s := newStage(t, "goal-doors", "goal-doors-none")
	s.field.Task.Workable = true
	x := s.start("race:you:goal-doors-none", 4)
	if len(x.shown.Doors) == 0 || !strings.Contains(s.Caption()[0], "doors") {
		t.Fatalf("there are %d doors, %q", len(x.shown.Doors), s.Caption())
	}
	d := x.shown.Doors[0]
	at := d.A.Add(d.B).Mul(0.5)
	if s.PointAtArena(at, 0.01, true, false) || x.door != 0 || len(s.Shapes()) == 0 {
		t.Errorf("the door under the mouse is %d", x.door)
	}
	if !s.PointAtArena(at, 0.01, true, true) {
		t.Fatal("a click is not for the door")
	}
	s.tick()
	if x.shown.Doors[0].Open == d.Open || x.sides[1].world.Map().Doors[0].Open != d.Open {
		t.Errorf("the door of the user is %v, was %v; that of the other is %v", x.shown.Doors[0].Open, d.Open, x.sides[1].world.Map().Doors[0].Open)
	}
}

// TestWords: a race is told of as it ends.
func TestWords(t *testing.T) {
	s := newStage(t, "square-arena", "arena-none")
	x := s.start("race:you:arena-none", 1)
	for want, scores := range map[string][2]float64{
		"You win: 20 to 10 against arena-none": {20, 10}, "Arena-none wins: 30 to 20 against you": {20, 30}, "A draw between you and arena-none: 20 each": {20, 20},
	} {
		if got := verdictOf(x, [2]sum{{score: scores[0]}, {score: scores[1]}}); got != want {
			t.Errorf("%v is told as %q, want %q", scores, got, want)
		}
	}
}
