package play

import (
	"image"
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"gridrat/app/room"
	"gridrat/world"
	"gridrat/world/body"
	"gridrat/world/maze"
	rules "gridrat/world/task"
)

// stage is a window as far as the room knows it, with a table of keys.
type stage struct {
	*Room
	table *room.Table

	drawn             maze.Map
	playing, covered  bool
	taken             bool // Esc has something else to end
	page              *room.Page
	told              string
	failure           bool
	cleared, changed  int
	entered, departed *Episode
	others            []string // actions that other rooms have carried out
	now               time.Time
}

// others are actions of other rooms whose keys or names mean something else
// while a task is played.
var others = map[string][]string{
	"play": {"Space"}, "tick": {"Period", "ArrowRight"}, "back": {"ArrowLeft"}, "step": {"Shift+Period", "Shift+ArrowRight"},
	"faster": {"Shift+Equal", "Equal", "KPAdd"}, "slower": {"Minus", "KPSubtract"}, "reset": {"Backspace"}, "new-seed": {"N"},
	"previous-unit": {"ArrowUp"}, "next-unit": {"ArrowDown"}, "tool-select": {"V"}, "tool-wall": {"W"}, "tool-door": {"D"}, "tool-goal": {"G"},
	"tool-rat": {"R"}, "tool-erase": {"E"}, "tool-add": {"A"}, "work-door": {"O"}, "delete": {"Delete"}, "duplicate": {"Ctrl+D"},
	"learn-here": {"Ctrl+L"}, "save-map-as": {"Ctrl+Shift+S"}, "cancel": {"Escape"},
}

// newStage returns a stage with an open square, in which nothing is played.
func newStage(t *testing.T) *stage {
	t.Helper()
	s := &stage{drawn: maze.OfEnclosure(world.Enclosure{Shape: world.Square, Size: 2.2}), now: time.Now()}
	s.Room = New(Host{
		Tell: func(failure bool, text string) { s.failure, s.told = failure, text },
		Hush: func() { s.failure, s.told = false, "" },
		Keys: func(id string) string { return s.table.Keys(id) },
		Map:  func() maze.Map { return s.drawn },
		Open: func(p *room.Page) { s.page = p },
		Page: func() string {
			if s.page == nil {
				return ""
			}
			return s.page.Of
		},
		Playing:  func() bool { return s.playing },
		Play:     func(on bool) { s.playing = on },
		Covered:  func() bool { return s.covered || s.page != nil },
		EscTaken: func() bool { return s.taken },
		Clear:    func() { s.cleared++ },
		Enter:    func(e *Episode) { s.entered, s.departed = e, nil },
		Changed:  func(*Episode) { s.changed++ },
		Leave:    func(e *Episode) { s.entered, s.departed = nil, e },
	}, t.TempDir())
	var theirs room.Offer
	for id, keys := range others {
		theirs.Actions = append(theirs.Actions, room.Action{ID: id, Keys: keys, Do: func() { s.others = append(s.others, id) }})
	}
	s.table = room.NewTable(s.Offer(), theirs)
	t.Cleanup(s.Close)
	return s
}

// press carries out what a chord stands for, and returns what that is.
func (s *stage) press(chord string) (id string) {
	id, _ = s.table.Pressed(room.ParseChord(chord))
	s.table.Do(id)
	return id
}

// click clicks a tile of the page that is open.
func (s *stage) click(t *testing.T, tile string) {
	t.Helper()
	s.page.Place(image.Rect(0, 0, 1200, 700), 1, false)
	var at image.Rectangle
	s.page.Rects(func(name string, r image.Rectangle) {
		if name == tile {
			at = r
		}
	})
	if at.Empty() {
		t.Fatalf("there is no tile %s", tile)
	}
	if s.page.Point(at.Min.Add(image.Pt(5, 5)), true) {
		s.page = nil
	}
}

// tick lets the room work, some time after the tick before.
func (s *stage) tick(after time.Duration) {
	s.now = s.now.Add(after)
	s.Offer().Tick(s.now)
}

// play begins an episode of a task.
func (s *stage) play(t *testing.T, k rules.Task, seed uint64) *Episode {
	t.Helper()
	w, err := rules.New(k)
	if err != nil {
		t.Fatal(err)
	}
	s.begin(w, seed, false)
	return s.Room.episode
}

// finish lets an episode run to its end, steered along the shortest ways, and
// the room take over what comes of it.
func (s *stage) finish(t *testing.T) {
	t.Helper()
	e := s.Room.episode
	for !e.world.Done() {
		s.Steer(towardsGoal(e.world))
		e.Next()
		s.tick(time.Second / 15)
	}
	for wait := time.Now(); s.Result() == nil; time.Sleep(time.Millisecond) {
		if s.tick(0); time.Since(wait) > time.Minute {
			t.Fatal("there is no result")
		}
	}
}

// towardsGoal is what leads a rat along the shortest way to a goal.
func towardsGoal(w *rules.World) body.Command {
	at := w.Pose()
	path := w.Path(nil, at.Pos)
	if len(path) == 0 {
		return body.Command{}
	}
	if aim := path[min(1, len(path)-1)]; math.Abs(world.WrapAngle(aim.Sub(at.Pos).Angle()-at.Heading)) > 0.3 {
		return body.TurnLeft.Command()
	}
	return body.GoForward.Command()
}

// began returns an episode of a task without a window.
func began(t *testing.T, k rules.Task, seed uint64) *Episode {
	t.Helper()
	w, err := rules.New(k)
	if err != nil {
		t.Fatal(err)
	}
	w.Reset(rand.New(rand.NewPCG(seed, rules.Stream)))
	e := &Episode{world: w, seed: seed, door: -1}
	e.reveal()
	return e
}

// corridor is a map from a start in the west to a hidden goal in the east.
func corridor() maze.Map {
	return maze.Map{
		Name: "a corridor", Outline: maze.Outline{Corners: []world.Vec{{X: -1, Y: -0.2}, {X: 1, Y: -0.2}, {X: 1, Y: 0.2}, {X: -1, Y: 0.2}}},
		Starts: []maze.Start{{At: world.Vec{X: -0.6}, Radius: 0.01}}, Goals: []maze.Goal{{At: world.Vec{X: 0.8}, Radius: 0.1}},
	}
}
