package agents

import (
	"fmt"
	"image"
	"math"
	"strings"
	"testing"

	"github.com/hajimehoshi/ebiten/v2"

	"gridrat/app/e2e/drive"
	"gridrat/world"
	"gridrat/world/maze"
)

// watchShipped opens the tab of agents, and in it one that comes with the program,
// paused.
func watchShipped(t *testing.T, name, task string) *drive.Window {
	t.Helper()
	w := drive.Open(t, 1280, 800)
	w.Until("the window", func(s drive.Status) bool { return s.Running })
	w.Press(ebiten.KeyControlLeft, ebiten.KeyTab)
	w.Until("the tab", func(s drive.Status) bool { return s.Agents.Tab == "navigate" })
	openShipped(w, name, task)
	w.Press(ebiten.KeySpace)
	w.Until("a pause", func(s drive.Status) bool { return !s.Agents.Playing })
	return w
}

// openShipped opens an agent that comes with the program.
func openShipped(w *drive.Window, name, task string) {
	w.T.Helper()
	w.Press(ebiten.KeyP)
	w.Click("agent:" + name)
	w.Until("the agent "+name, func(s drive.Status) bool { return s.Agents.Task == task && s.Agents.Episode >= 1 && s.Sheet == "" })
}

// under is the map of the watched episode.
func under(w *drive.Window) maze.Map {
	w.T.Helper()
	m, err := maze.Decode([]byte(w.Status().Agents.Map))
	if err != nil {
		w.T.Fatalf("the map is not valid: %v", err)
	}
	return m
}

// lengths are those of the way now and before the edit, m; NaN is none.
func lengths(w *drive.Window) (now, before float64) {
	w.T.Helper()
	var a, b string
	text := strings.NewReplacer(",", "", "before the edit ", "").Replace(w.Status().Agents.Ways)
	if _, err := fmt.Sscanf(text, "way now %s", &a); err != nil {
		w.T.Fatalf("the ways are %q", text)
	}
	read := func(s string) float64 {
		x := math.NaN()
		_, _ = fmt.Sscanf(s, "%f", &x) // or it is "none"
		return x
	}
	_, b, _ = strings.Cut(w.Status().Agents.Ways, "before the edit ")
	return read(a), read(b)
}

// place is a place of the map on the screen.
func place(w *drive.Window, at world.Vec) image.Point { return w.Status().Map.Pixel(at.X, at.Y) }

// TestEditUnderAgent: under a trained agent, paused in its maze, the goal is moved by
// a drag, a wall is drawn across the way, a door shuts it in; the old and the new way
// are told each time, and that there is none. All of it is undone. Neither another
// task nor the map of the other tab has changed.
func TestEditUnderAgent(t *testing.T) {
	w := watchShipped(t, "goal-doors-grid", "goal-doors")
	w.Press(ebiten.KeyShiftLeft, ebiten.KeyEnter) // from its start
	s := w.Until("its start", func(s drive.Status) bool { return s.Agents.Made == 0 })
	own, drawn, arena := under(w), s.Map.Text, s.Rect("arena")
	rat := world.Vec{X: s.Agents.Rat[0], Y: s.Agents.Rat[1]}
	if len(own.Goals) != 1 || len(own.Doors) < 5 || !own.Doors[0].Open || s.Agents.Edited {
		t.Fatalf("the maze is %+v", own)
	}

	// The goal is dragged by a quarter of a metre.
	w.Press(ebiten.KeyG)
	s = w.Until("the tool", func(s drive.Status) bool { return s.Map.Tool == "tool-goal" && !s.Rect("properties").Empty() })
	if s.Rect("properties").Overlaps(s.Rect("arena")) || s.Rect("arena").Empty() || s.Rect("arena") == arena {
		t.Errorf("the properties are at %v, the arena at %v", s.Rect("properties"), s.Rect("arena"))
	}
	goal := own.Goals[0].At
	w.Drag(place(w, goal), place(w, goal.Add(world.Vec{X: 0.25, Y: 0.25})))
	s = w.Until("the goal is elsewhere", func(s drive.Status) bool { return s.Agents.Edited && s.Agents.Ways != "" })
	if to := under(w).Goals; len(to) != 1 || to[0].At.Sub(goal).Norm() < 0.2 || !to[0].Visible {
		t.Errorf("the goals are %+v", to)
	}
	now, before := lengths(w)
	if !(now > before+0.1) {
		t.Errorf("the way to the goal that was moved away is %.2f m, before %.2f m", now, before)
	}
	if !s.Agents.Undoable || s.Agents.Lost {
		t.Errorf("the tab is %+v", s.Agents)
	}

	// A wall between the rat and the door makes a detour.
	w.Press(ebiten.KeyW)
	x := rat.X + 0.25
	w.Draw(x, -0.125, x, 0.85)
	w.Until("a wall", func(s drive.Status) bool { return len(under(w).Walls) == len(own.Walls)+1 })
	w.Until("another way", func(s drive.Status) bool { n, b := lengths(w); return n > b+0.5 })
	w.Keep("navigate-edited")

	// A click on the door shuts the goal in, which is said, and opens it again.
	w.Press(ebiten.KeyEscape)
	w.Until("no tool", func(s drive.Status) bool { return s.Map.Tool == "" })
	door := own.Doors[0].A.Add(own.Doors[0].B).Mul(0.5)
	w.ClickMap(door.X, door.Y)
	s = w.Until("no way", func(s drive.Status) bool { return s.Agents.Lost && s.Notice != "" })
	if now, before := lengths(w); !math.IsNaN(now) || math.IsNaN(before) || !strings.Contains(s.Notice, "no way from the rat to the goal") || s.Agents.Pretended {
		t.Errorf("said %q, the ways are %q", s.Notice, s.Agents.Ways)
	}
	w.MoveTo(place(w, door.Add(world.Vec{X: 0.01})))
	w.Press(ebiten.KeyO)
	w.Until("a way", func(s drive.Status) bool { return !s.Agents.Lost && under(w).Doors[0].Open })

	// The rat runs on in the edited maze; its trial is marked.
	w.Press(ebiten.KeySpace)
	w.Until("it runs on", func(s drive.Status) bool { return s.Agents.Made > 20 })
	w.Press(ebiten.KeySpace)

	// Undo takes all of it back.
	w.Press(ebiten.KeyV)
	for range 6 {
		if !w.Status().Agents.Edited {
			break
		}
		w.Press(ebiten.KeyControlLeft, ebiten.KeyZ)
	}
	w.Until("the maze of before", func(s drive.Status) bool {
		m := under(w)
		return !s.Agents.Edited && len(m.Walls) == len(own.Walls) && m.Goals[0] == own.Goals[0]
	})
	w.Press(ebiten.KeyEscape)

	// Another task, and the map of the other tab, are what they were.
	openShipped(w, "arena-grid", "square-arena")
	if s := w.Status(); s.Agents.Edited || len(under(w).Walls) != 0 {
		t.Errorf("the arena is %+v", under(w))
	}
	w.Click("forage-tab")
	if s := w.Until("the other tab", func(s drive.Status) bool { return s.Agents.Tab == "forage" }); s.Map.Text != drawn || s.Map.Undoable {
		t.Error("the map of the user is another one")
	}
}

// TestEditedArenaStays: in a task with one map the edited map is that of the next
// episodes too, until a button takes it back; and of tests.
func TestEditedArenaStays(t *testing.T) {
	w := watchShipped(t, "arena-grid", "square-arena")
	w.Press(ebiten.KeyShiftLeft, ebiten.KeyEnter)
	s := w.Until("its start", func(s drive.Status) bool { return s.Agents.Made == 0 })
	x := math.Copysign(1.1, -s.Agents.Rat[0]) // away from the rat
	w.Press(ebiten.KeyW)
	w.Until("the tool", func(s drive.Status) bool { return s.Map.Tool == "tool-wall" })
	w.Frame()
	w.Draw(x, -0.5, x, 0.5)
	w.Until("a wall", func(s drive.Status) bool { return s.Agents.Edited && len(under(w).Walls) == 1 })
	goal := under(w).Goals[0]
	w.Press(ebiten.KeyEnter)
	w.Until("the next episode", func(s drive.Status) bool { return s.Agents.Episode == 2 })
	if m := under(w); len(m.Walls) != 1 || m.Goals[0] == goal || m.Goals[0].Visible {
		t.Errorf("the next episode is in %+v", m)
	}
	w.Press(ebiten.KeySpace)
	w.Until("it runs", func(s drive.Status) bool { return s.Agents.Made > 20 })
	w.Press(ebiten.KeySpace)
	w.Click("as-task")
	s = w.Until("the arena of before", func(s drive.Status) bool { return !s.Agents.Edited && len(under(w).Walls) == 0 })
	if !s.Agents.Undoable {
		t.Error("that it was taken back cannot be")
	}
	w.Press(ebiten.KeyEnter)
	w.Until("an episode", func(s drive.Status) bool { return s.Agents.Episode == 3 })
	if m := under(w); len(m.Walls) != 0 {
		t.Errorf("the episode after is in %+v", m)
	}
}
