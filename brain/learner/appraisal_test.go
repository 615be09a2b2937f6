package learner

import (
	"strings"
	"testing"

	"gridrat/brain/tuning"
)

// TestAppraisal: every unit has its curves and its class.
func TestAppraisal(t *testing.T) {
	l := start(t, Config{Recipe: tinyLSTM(t), Seed: 1, Clock: wall{}})
	s := await(t, l, "an appraisal", func(s *Snapshot) bool { return s.Appraisal != nil })
	a, units := s.Appraisal, s.Net.Units()
	if len(a.Directions) != units || len(a.Speeds) != units || len(a.Resultants) != units || len(a.Classes) != units {
		t.Errorf("%d units have %d, %d, %d and %d entries", units, len(a.Directions), len(a.Speeds), len(a.Resultants), len(a.Classes))
	}
	if a.Focus != nil || a.Lesion != nil {
		t.Error("nobody asked for a focus or a lesion")
	}
}

// TestFocusAndSilence: what is asked for comes with the next appraisal, also
// while learning is paused, and goes with a new run.
func TestFocusAndSilence(t *testing.T) {
	l := start(t, Config{Recipe: tiny(t), Seed: 1, Clock: wall{}})
	await(t, l, "an appraisal", func(s *Snapshot) bool { return s.Appraisal != nil })
	l.Do(Pause{})
	before := look(t, l)
	l.Do(Focus{3})
	s := await(t, l, "a focus", func(s *Snapshot) bool { return s.Appraisal.Focus != nil })
	f := s.Appraisal.Focus
	for name, null := range map[string]tuning.Null{
		"shuffled grid score": f.Shuffled[tuning.GridScore], "shuffled border score": f.Shuffled[tuning.BorderScore],
		"noise": f.Noise[tuning.SquareScore], "direction": f.Direction,
	} {
		if f.Unit != 3 || len(null.Units) != 1 || len(null.Scores) != focusDraws {
			t.Errorf("unit %d: %d draws of %d units for %s", f.Unit, len(null.Scores), len(null.Units), name)
		}
	}
	var all []int
	for u := range s.Net.Units() {
		all = append(all, u)
	}
	l.Do(Silence{all})
	s = await(t, l, "a lesion", func(s *Snapshot) bool { return s.Appraisal.Lesion != nil })
	lesioned, whole := s.Appraisal.Lesion.Errors.After(4), s.Appraisal.Errors.After(4)
	if lesioned == whole || lesioned.NeverMoved != whole.NeverMoved || len(s.Silenced) != len(all) {
		t.Errorf("%d units silenced: errors %+v, with all of them %+v", len(s.Silenced), lesioned, whole)
	}
	same(t, "looking and silencing", look(t, l), before) // learning is not touched
	l.Do(Silence{})
	again := await(t, l, "all units again", func(s *Snapshot) bool { return s.Appraisal.Lesion == nil && len(s.Silenced) == 0 })
	if n := len(again.Timeline); n > 1 && again.Timeline[n-1].Update == again.Timeline[n-2].Update {
		t.Error("looking again at the same update made another moment")
	}
	for _, r := range []Request{Focus{99}, Silence{[]int{-1}}} {
		l.Do(r)
		if st := look(t, l); !st.notice.Failure || !strings.Contains(st.notice.Text, "no unit") {
			t.Errorf("%#v said %+v", r, st.notice)
		}
	}
	l.Do(Silence{[]int{1}})
	l.Do(Reset{})
	s = await(t, l, "a new run", func(s *Snapshot) bool { return s.Update == 0 })
	if len(s.Silenced) != 0 {
		t.Errorf("a new run begins with %v silenced", s.Silenced)
	}
}
