package race

import (
	"context"
	"math"
	"runtime"
	"slices"
	"testing"
	"time"

	"gridrat/app/command/navigating"
	"gridrat/app/room"
	"gridrat/app/tasks"
	"gridrat/assets"
	"gridrat/brain/agent"
	"gridrat/render/figure"
	"gridrat/render/panel"
	"gridrat/world"
	"gridrat/world/body"
	"gridrat/world/task"

	"image/color"
)

// stage is a window as far as the room knows it, with a table of keys.
type stage struct {
	*Room
	t     *testing.T
	table *room.Table
	field Field

	shown, covered bool
	taken          bool // Esc has something else to end
	page           *room.Page
	said           []string
	failures       []string
	entered, left  int
	kept           []tasks.Raced
	paper          paper
	others         []string // actions that other rooms have carried out
	now            time.Time
}

// paper counts the moves that were drawn on it.
type paper struct{ clears, moves int }

func (p *paper) Clear()                               { p.clears, p.moves = p.clears+1, 0 }
func (p *paper) AddWay(m []figure.Move, _ color.RGBA) { p.moves += len(m) }

// others are actions of other rooms whose keys mean something else in a race.
var theirs = map[string][]string{
	"play": {"Space"}, "tick": {"ArrowRight"}, "back": {"ArrowLeft"}, "faster": {"Equal"}, "slower": {"Minus"}, "reset": {"Backspace"}, "new-seed": {"N"},
	"cancel": {"Escape"}, "tool-wall": {"W"}, "tool-door": {"D"}, "tool-add": {"A"}, "agent-choose": {"P"}, "export": {"Ctrl+E"}, "true-goal": {"T"},
}

// newStage returns a stage in which a task is watched and some agents that come
// with the program take part.
func newStage(t *testing.T, taskName string, names ...string) *stage {
	t.Helper()
	s := &stage{t: t, shown: true, now: time.Now()}
	var err error
	if s.field.Task, err = tasks.Open(taskName); err != nil {
		t.Fatal(err)
	}
	s.field.Picture, s.field.Seed, s.field.Watched = s.field.Task.Map, agent.Frozen+1_000_000, true
	for _, name := range names {
		s.field.Agents = append(s.field.Agents, Runner{Name: name, Agent: shipped(t, name), Score: math.NaN()})
	}
	ctx, cancel := context.WithCancel(context.Background())
	tell := func(failure bool, text string) {
		if s.said = append(s.said, text); failure {
			s.failures = append(s.failures, text)
		}
	}
	s.Room = New(Host{
		Tell: tell, Hush: func() {}, Keys: func(id string) string { return s.table.Keys(id) }, Background: room.NewBackground(ctx, tell, func() {}),
		Shown: func() bool { return s.shown }, Covered: func() bool { return s.covered || s.page != nil }, EscTaken: func() bool { return s.taken },
		Open: func(p *room.Page) { s.page = p },
		Page: func() string {
			if s.page == nil {
				return ""
			}
			return s.page.Of
		},
		Redraw: func(bool) {}, Ground: func() Paper { return &s.paper }, Enter: func() { s.entered++ }, Leave: func() { s.left++ },
		Field: func() Field { return s.field }, Library: navigating.Library(), Out: t.TempDir(),
		Keep: func(o tasks.Raced) panel.Table {
			s.kept = append(s.kept, o)
			return panel.Table{Title: "best", Head: []string{"score", "against"}, Rows: [][]string{{"1", o.Against.Name}}}
		},
		Mean: func(*task.Task) (mean float64, episodes int) { return 70, 3 },
	})
	var other room.Offer
	for id, keys := range theirs {
		other.Actions = append(other.Actions, room.Action{ID: id, Keys: keys, Do: func() { s.others = append(s.others, id) }})
	}
	s.table = room.NewTable(s.Offer(), other)
	t.Cleanup(func() {
		cancel()
		s.Background.Close()
		s.Close()
	})
	return s
}

// shipped is an agent that comes with the program.
func shipped(t *testing.T, name string) *agent.Agent {
	t.Helper()
	a, ok := assets.AgentNamed(name)
	if !ok {
		t.Fatalf("there is no agent %s", name)
	}
	got, err := agent.Load(a.File(), navigating.Library())
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// press carries out what a chord stands for, and returns what that is.
func (s *stage) press(chord string) (id string) {
	id, _ = s.table.Pressed(room.ParseChord(chord))
	s.table.Do(id)
	return id
}

// tick is one of the window.
func (s *stage) tick() {
	s.now = s.now.Add(time.Second / 60)
	s.Advance(1.0 / 60)
	s.Background.Finish()
	s.Offer().Tick(s.now)
}

// until ticks until something holds.
func (s *stage) until(what string, holds func() bool) {
	s.t.Helper()
	for end := time.Now().Add(5 * time.Minute); !holds(); {
		if s.tick(); time.Now().After(end) {
			s.t.Fatalf("waited in vain for %s; said %q", what, s.said)
		}
	}
}

// start runs a pairing by its tile's name from a seed, past the countdown.
func (s *stage) start(tile string, seed uint64) *race {
	s.t.Helper()
	all := pairings(s.field)
	i := slices.IndexFunc(all, func(p pairing) bool { return p.id() == tile })
	if i < 0 {
		s.t.Fatalf("there is no race %s", tile)
	}
	before := s.race
	s.run(all[i], seed)
	s.until("a race", func() bool { return s.race != nil && s.race != before })
	s.until("its beginning", func() bool { return s.race.count == 0 })
	return s.race
}

// finish runs a race to its end, the user along the shortest ways once it knows the
// goal, or anyway.
func (s *stage) finish() {
	s.t.Helper()
	x := s.race
	s.until("the end", func() bool {
		if w := x.sides[0].world; x.sides[0].user() && !x.over {
			s.Steer(towards(w))
		}
		return x.over
	})
	s.until("a result", func() bool { runtime.Gosched(); return s.Result() != nil })
}

// towards leads a rat along the shortest way to a goal.
func towards(w *task.World) body.Command {
	at := w.Pose()
	path := w.Path(nil, at.Pos)
	if len(path) == 0 {
		return body.Command{}
	}
	off := world.WrapAngle(path[min(1, len(path)-1)].Sub(at.Pos).Angle() - at.Heading)
	c := body.Command{}
	if math.Abs(off) < 0.5 {
		c.Forward = 1
	}
	if math.Abs(off) > 0.15 {
		c.Turn = math.Copysign(1, off)
	}
	return c
}
