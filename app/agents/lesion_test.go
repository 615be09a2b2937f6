package agents

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
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
	s.silence("module=2")
	s.until("the units", func() bool { return s.lesion.words == "module=2" })
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
	for i := range s.tests.before {
		if s.tests.before[i].Seed != s.tests.after[i].Seed || s.tests.before[i].Trials[0].Start != s.tests.after[i].Trials[0].Start {
			t.Errorf("episode %d is another one", i)
		}
	}
	s.do("export")
	s.until("the export", func() bool { return s.told("Exported") })
	dirs, err := filepath.Glob(filepath.Join(s.out, "agents-*"))
	if err != nil || len(dirs) != 1 {
		t.Fatalf("the folders are %v", dirs)
	}
	for _, name := range []string{"trials-before.csv", "trials-after.csv", "ways-before.png", "ways-after.csv", "curve-grid.csv", "curve-grid.png"} {
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
	all := lesions(s.of.agent())
	for range all {
		before := s.lesion.words
		s.press("X")
		s.until("the next lesion", func() bool { return s.lesion.words != before && !s.lesion.made.Busy() })
	}
	if len(s.fail) > 0 || s.lesion.words != "" || s.lesion.units != nil || !s.told("grid-like quarter, 48 units") || !s.told("all, 192 units") {
		t.Errorf("said %q", s.said)
	}
}
