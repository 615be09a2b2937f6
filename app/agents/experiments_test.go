package agents

import (
	"image"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gridrat/app/agents/experiment"
	"gridrat/app/tasks"
	"gridrat/brain/agent"
	"gridrat/render/panel"
)

// TestLesion: what is silenced is 0 in the code of the goal of the watched rat, and
// the test before and after says how the score differs in the same episodes.
func TestLesion(t *testing.T) {
	s := enter(t)
	s.Enter()
	s.watched()
	s.do("play")
	if s.press("Shift+X"); !s.told("Silence something first") {
		t.Errorf("said %q", s.said)
	}
	s.offered.UseSpot(panel.SpotExperiment + panel.ToggleLack + "module=2")
	s.until("the units", func() bool { return s.lab.Taken().Units == "module=2" })
	s.Pretend(s.start().Pos)
	for u, v := range s.rat.Codes().Goal {
		if silent := u >= 64 && u < 128; silent && v != 0 {
			t.Fatalf("unit %d is heard", u)
		}
	}
	s.press("Shift+X")
	s.until("the comparison", func() bool { return s.tests != nil })
	s.until("its sentence", func() bool { return s.told("Module 2 silenced: score") })
	table := s.table()
	if len(table.Sets) != 2 || table.Sets[0].Name != "before" || table.Sets[1].Name != "module 2" || len(table.Sets[0].Rows) < s.Compared {
		t.Fatalf("the table is %+v", table)
	}
	for i, before := range s.tests.Episodes[0] {
		if after := s.tests.Episodes[1][i]; before.Seed != after.Seed || before.Trials[0].Start != after.Trials[0].Start {
			t.Errorf("episode %d is another one", i)
		}
	}
	s.do("tick")
	s.until("a choice", func() bool { return s.memory.Shown() != nil })
	s.do("export")
	s.until("the export", func() bool { return s.told("Exported") })
	dirs, err := filepath.Glob(filepath.Join(s.out, "agents-*"))
	if err != nil || len(dirs) != 1 {
		t.Fatalf("the folders are %v", dirs)
	}
	for _, name := range []string{"trials-before.csv", "trials-after.csv", "ways-before.png", "ways-after.csv", "curve-grid.csv", "curve-grid.png", "comparisons.csv", "choice.csv"} {
		if data, err := os.ReadFile(filepath.Join(dirs[0], name)); err != nil || len(data) < 100 {
			t.Errorf("%s: %d bytes, %v", name, len(data), err)
		}
	}
	if data, _ := os.ReadFile(filepath.Join(dirs[0], "trials-after.csv")); !strings.Contains(string(data), "\ngrid,1,") {
		t.Errorf("the trials are %q", data)
	}
	if s.press("Shift+K"); s.table() == table {
		t.Error("the test is still shown")
	}
}

// TestLesions: every lesion that is offered names units of the agent, and the last
// one is followed by nothing.
func TestLesions(t *testing.T) {
	s := enter(t)
	s.Enter()
	s.watched()
	all := experiment.Lesions(s.of.Agent())
	for range all {
		before := s.lab.Taken().Units
		s.press("X")
		s.until("the next lesion", func() bool { return s.lab.Taken().Units != before && !s.lab.Finding() })
	}
	if len(s.fail) > 0 || !s.lab.Taken().Nothing() || !s.told("quarter of the others, 48 units") || !s.told("grid-like quarter, 48 units") || !s.told("all, 192 units") {
		t.Errorf("said %q", s.said)
	}
}

// click clicks a spot of the panel of experiments.
func (s *stage) click(spot string) { s.offered.UseSpot(panel.SpotExperiment + spot) }

// TestTaken: what is chosen is taken from the watched rat at once, all of it together,
// tested together, and given back; the trials make room for the panel and come back.
func TestTaken(t *testing.T) {
	s := enter(t)
	s.Enter()
	s.watched()
	s.do("play")
	if s.press("H"); !s.Experimenting() {
		t.Fatal("the panel is not shown")
	}
	if s.press("I"); s.Experimenting() || !s.Diagnosed() {
		t.Error("diagnostics are not in its place")
	}
	if s.click(panel.ToTrials); !s.Experimenting() || s.Diagnosed() {
		t.Error("it does not come back")
	}
	if s.click(panel.ToTrials); s.Experimenting() {
		t.Error("the trials do not come back")
	}
	s.press("H")
	s.click(panel.ToggleLack + agent.LackVision)
	s.click(panel.ToggleLack + agent.LackReward)
	for range 3 {
		s.press("PageUp")
	}
	s.press("PageDown")
	if got := s.lab.Taken(); !got.Vision || !got.Reward || got.Noise < 0.0999 || got.Noise > 0.1001 || got.Words() != "vision+reward" {
		t.Fatalf("%+v is taken", got)
	}
	if now := s.Status(); now.Silenced != "vision+reward" || now.Noise != s.lab.Taken().Noise || !now.Experiment {
		t.Errorf("its state is %+v", now)
	}
	s.click(panel.ToCompare)
	s.until("the comparison", func() bool {
		return s.Status().Comparison.Number == 1 && !s.Status().Comparison.Going && !s.Background.Running("")
	})
	if !s.told("Without vision, without news of rewards, with noise of 10 % on self-motion: score") {
		t.Errorf("said %q", s.said)
	}
	if now := s.lab.Shown(); now.Shown == nil || now.Shown.N != s.Compared || len(now.Last) != 1 || now.Agent != "grid" {
		t.Errorf("it shows %+v", now)
	}

	s.click(panel.ToggleLack + agent.LackVision)
	s.click(panel.ToggleLack + agent.LackReward)
	s.press("PageDown")
	s.press("PageDown")
	if !s.lab.Taken().Nothing() || !s.told("The agent sees again") || !s.told("The agent feels its motion as it is") {
		t.Errorf("%+v is taken; said %q", s.lab.Taken(), s.said)
	}
	if len(s.fail) > 0 {
		t.Errorf("failed: %q", s.fail)
	}
}

// TestSlider: the slider is dragged with the mouse, and lets go where the button is.
func TestSlider(t *testing.T) {
	s := enter(t)
	s.Enter()
	s.watched()
	s.press("H")
	s.trying.Place(image.Rect(0, 0, 340, 300), 1)
	for _, p := range s.trying.Pieces(s.lab.Shown()) {
		s.trying.Do(p)
	}
	var at image.Rectangle
	for _, spot := range s.trying.Spots() {
		if spot.ID == panel.SpotExperiment+panel.ToNoise {
			at = spot.Rect
		}
	}
	middle := at.Min.Add(at.Size().Div(2))
	if s.BeginDrag(panel.SpotExperiment+panel.ToCompare, middle) || s.Drag(middle, true) {
		t.Fatal("a button is dragged")
	}
	if !s.BeginDrag(panel.SpotExperiment+panel.ToNoise, middle) || !s.Drag(middle, true) {
		t.Fatal("the slider is not dragged")
	}
	if v := s.lab.Taken().Noise; v < 0.45 || v > 0.55 || s.told("noisy by") {
		t.Errorf("in the middle it is %v; said %q", v, s.said)
	}
	if !s.Drag(at.Max, true) || !s.Drag(at.Max.Add(image.Pt(50, 90)), false) || s.lab.Taken().Noise != 1 || !s.told("noisy by 100 %") || s.Drag(middle, true) {
		t.Errorf("let go it is %v; said %q", s.lab.Taken().Noise, s.said)
	}
}

// TestGivenBack: another agent lacks nothing, which is said; what an agent has not
// cannot be taken from it.
func TestGivenBack(t *testing.T) {
	s := enter(t)
	s.Enter()
	s.watched()
	s.click(panel.ToggleLack + agent.LackVision)
	s.press("Digit3")
	s.until("the other", func() bool { return s.all[2].Agent() != nil })
	s.offered.UseSpot(panel.SpotContender + "no code")
	s.watched()
	if !s.lab.Taken().Nothing() || !s.told("Nothing is taken from the agent any more") {
		t.Errorf("%+v is taken; said %q", s.lab.Taken(), s.said)
	}
	s.press("X")
	s.click(panel.ToggleLack + "all")
	if !s.told("Nothing can be silenced: the agent keeps no code of the goal.") || !s.told("That cannot be taken: the agent keeps no code of the goal.") || !s.lab.Taken().Nothing() {
		t.Errorf("said %q", s.said)
	}
	for _, l := range s.lab.Shown().Units {
		if (l.ID == "") != (l.Why == "") {
			t.Errorf("%s: %q", l.Name, l.Why)
		}
	}
	// An agent of the arena knows no place in a maze; without a code, it needs to know none.
	s.lab.Maze("sunburst")
	s.until("whether it fits", func() bool { return !strings.Contains(s.lab.WhyNotCount(), "being found") })
	if why := s.lab.WhyNotCount(); why != "" {
		t.Errorf("it cannot be counted: %s", why)
	}
}

// TestDoors: the doors that the watched agent takes are counted where its senses
// suffice, with what is taken from it, and are in the export.
func TestDoors(t *testing.T) {
	s := enter(t)
	s.Enter()
	s.watched()
	s.press("H")
	s.until("the reason", func() bool { return strings.Contains(s.lab.WhyNotCount(), "must see where it is") })
	if s.click(panel.ToCount); !s.told("Doors cannot be counted: the agent must see where it is") {
		t.Errorf("said %q", s.said)
	}
	in, err := tasks.Open("goal-driven")
	if err != nil {
		t.Fatal(err)
	}
	s.chooseTask(in)
	s.watched()
	s.click(panel.ToPage + panel.PageDoors)
	s.click(panel.ToMaze + "double-e-test")
	s.until("no reason", func() bool { return s.lab.WhyNotCount() == "" })
	s.click(panel.ToCount)
	s.until("the count", func() bool { return !s.Background.Running("") })
	d := s.lab.Shown().Doors
	if d.Count == nil || d.Count.Episodes != s.Compared || d.Going || s.Status().Doors.Maze != "double-e-test" || !s.told("Double E maze, shortcuts: ") {
		t.Fatalf("it shows %+v; said %q", d, s.said)
	}
	s.do("export")
	s.until("the export", func() bool { return s.told("Exported") })
	all, err := filepath.Glob(filepath.Join(s.out, "agents-*", "doors.csv"))
	if err != nil || len(all) != 1 {
		t.Fatalf("the tables are %v", all)
	}
	if data, _ := os.ReadFile(all[0]); strings.Count(string(data), "\n") != 6 || !strings.Contains(string(data), ",double-e-test,") {
		t.Errorf("the table is %q", data)
	}
}

// TestStopped: tests that are stopped do not go on, and what they have come to stays:
// of none, nothing.
func TestStopped(t *testing.T) {
	s := enter(t)
	s.Enter()
	s.watched()
	s.click(panel.ToggleLack + agent.LackVision)
	s.click(panel.ToCompare)
	if now := s.Status().Comparison; !now.Going || now.Number != 1 {
		t.Fatalf("it begins as %+v", now)
	}
	if s.click(panel.ToCompare); !s.told("Testing before and after is under way") {
		t.Errorf("said %q", s.said)
	}
	s.Background.Stop()
	s.until("the end", func() bool { return !s.Background.Running("") && !s.Status().Comparison.Going })
	if now := s.Status().Comparison; now.Number > 0 && now.Episodes == 0 {
		t.Errorf("of no episodes there is %+v", now)
	}
}
