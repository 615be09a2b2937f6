package agents

import (
	"context"
	"image"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"gridrat/app/agents/watched"
	"gridrat/app/command/navigating"
	"gridrat/app/room"
	"gridrat/brain/agent"
	"gridrat/brain/agent/sense"
	"gridrat/render/figure"
	"gridrat/render/panel"
	"gridrat/world"
	"gridrat/world/maze"
	"gridrat/world/task"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// clock is that of the system.
type clock struct{}

func (clock) Now() time.Time                         { return time.Now() }
func (clock) After(d time.Duration) <-chan time.Time { return time.After(d) }

// paper is what ways are drawn on.
type paper struct {
	moves  []figure.Move
	clears int
}

func (p *paper) Clear()              { p.moves, p.clears = nil, p.clears+1 }
func (p *paper) Add(m []figure.Move) { p.moves = append(p.moves, m...) }

// stage is a window without a screen.
type stage struct {
	*Room
	t       *testing.T
	offered *room.Table
	paper   paper
	page    *room.Page
	said    []string
	fail    []string
	drawn   maze.Map
	shown   bool
	mouse   image.Point
	out     string
	saved   string // the path that is answered where a file is to be saved
}

// tiny are settings with which an agent learns in a moment.
var tiny = []string{
	"learn.minibatches=2", "learn.worlds=8", "learn.steps=54", "learn.policy.encoder=8", "learn.policy.hidden=8",
	"nursery.vision.updates=4", "nursery.vision.episodes=4", "nursery.vision.module.first=16", "nursery.vision.module.second=16",
}

// enter opens the room in a window.
func enter(t *testing.T) *stage {
	t.Helper()
	s := &stage{t: t, shown: true, out: t.TempDir()}
	ctx, cancel := context.WithCancel(context.Background())
	tell := func(failure bool, text string) {
		if s.said = append(s.said, text); failure {
			s.fail = append(s.fail, text)
		}
	}
	s.Room = New(Host{
		Tell: tell, Keys: func(id string) string { return s.offered.Keys(id) }, Tool: func(id, label string) panel.Tool { return s.offered.Tool(id, label) },
		Background: room.NewBackground(ctx, tell, func() {}), Shown: func() bool { return s.shown }, Mouse: func() image.Point { return s.mouse },
		Show: func(p *room.Page) { s.page = p }, Page: func() string {
			if s.page == nil {
				return ""
			}
			return s.page.Of
		},
		Redraw: func(bool) {}, Ground: func() watched.Paper { return &s.paper }, Turned: func() {},
		Library: navigating.Library(), Network: "modules", Clock: clock{}, Workers: 1, Tests: 2, Compared: 3,
		Kept: func(agent.Plan) (sense.Organs, bool) { return sense.Organs{}, false }, Keep: func(agent.Plan, sense.Organs, float64) {},
		Cache: t.TempDir(), Out: s.out, AskSave: func(_, _ string, save func(string)) { save(s.saved) },
		Pace:  func() (wanted, reached float64, ok bool) { return 0, 0, false },
		Drawn: func() maze.Map { return s.drawn }, Best: func(string) (float64, bool) { return 120, true }, Mean: func(*task.Task) (score float64, n int) { return 90, 2 },
		Set: func(r *agent.Recipe) {
			for _, set := range tiny {
				name, value, _ := strings.Cut(set, "=")
				if err := r.Set(name, value); err != nil {
					t.Error(err)
				}
			}
		},
	})
	s.offered = room.NewTable(s.Offer())
	for i, p := range s.Offer().Panes {
		p.Picture.Place(image.Rect(0, 400*i, 400, 400*i+300), 1)
	}
	t.Cleanup(func() {
		cancel()
		s.Background.Close()
		s.Close()
	})
	return s
}

// tick is one of the window.
func (s *stage) tick() {
	s.Advance(1.0 / 60)
	s.Background.Finish()
	for s.Background.Take() {
	}
	s.Offer().Tick(time.Now())
}

// until ticks until something holds.
func (s *stage) until(what string, holds func() bool) {
	s.t.Helper()
	for end := time.Now().Add(5 * time.Minute); !holds(); time.Sleep(time.Millisecond) {
		if s.tick(); time.Now().After(end) {
			s.t.Fatalf("waited in vain for %s; said %q", what, s.said)
		}
	}
}

// do carries out an action.
func (s *stage) do(id string) {
	s.t.Helper()
	if !s.offered.Do(id) {
		s.t.Fatalf("there is no action %s", id)
	}
}

// press presses a key.
func (s *stage) press(chord string) {
	s.t.Helper()
	id, ok := s.offered.Pressed(room.ParseChord(chord))
	if !ok {
		s.t.Fatalf("%s means nothing", chord)
	}
	s.do(id)
}

// watched waits for a rat on the screen.
func (s *stage) watched() {
	s.t.Helper()
	s.until("a rat", func() bool { return s.rat.Number() > 0 })
}

// told tells whether something was said.
func (s *stage) told(part string) bool {
	for _, text := range s.said {
		if strings.Contains(text, part) {
			return true
		}
	}
	return false
}

// start is where the rat began its episode.
func (s *stage) start() world.Pose {
	back := s.rat.Back()
	s.rat.LookBack(s.rat.Count())
	m, _ := s.rat.At()
	s.rat.LookBack(back)
	return m.Pose
}
