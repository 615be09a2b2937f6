package learner

import (
	"context"
	"errors"
	"math"
	"path/filepath"
	"reflect"
	"strings"
	"sync/atomic"
	"testing"

	"gridrat/brain/gridnet"
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

// TestBefore: beside the scores of now stand those of the same network before
// its first update, also where it was opened; on the same trajectories.
func TestBefore(t *testing.T) {
	l := start(t, Config{Recipe: tiny(t), Seed: 1, Clock: wall{}, Paused: true})
	first := await(t, l, "an appraisal", func(s *Snapshot) bool { return s.Appraisal != nil }).Appraisal
	if !reflect.DeepEqual(first.Before.Scores, first.Population.Scores) {
		t.Error("at update 0, the untrained network has other scores than the network")
	}
	for range 3 {
		l.Do(StepOnce{})
	}
	path := filepath.Join(t.TempDir(), "weights.npz")
	l.Do(Save{Path: path})
	s := await(t, l, "an appraisal of update 3", func(s *Snapshot) bool { return s.Appraisal.Update == 3 })
	if s.Appraisal.Before != first.Before {
		t.Error("the untrained network was scored twice in a run")
	}
	if reflect.DeepEqual(s.Appraisal.Population.Scores, first.Population.Scores) {
		t.Error("three updates change no score")
	}
	l.Do(Load{Path: path})
	s = await(t, l, "the opened network", func(o *Snapshot) bool { return o.Run != s.Run && o.Appraisal != nil })
	if !reflect.DeepEqual(s.Appraisal.Before.Scores, first.Before.Scores) || s.Appraisal.Update != 3 {
		t.Error("of an opened network, the untrained one has other scores")
	}
}

// TestShuffle: the nulls of all units are those that the unit in focus has; they
// belong to what was scored, can be had while learning goes on, and end early.
func TestShuffle(t *testing.T) {
	l := start(t, Config{Recipe: tiny(t), Seed: 1, Clock: wall{}, Paused: true})
	l.Do(StepOnce{})
	s := await(t, l, "an appraisal of update 1", func(s *Snapshot) bool { return s.Appraisal != nil && s.Appraisal.Update == 1 })
	a := s.Appraisal
	var last atomic.Uint64
	v, err := a.Shuffle(t.Context(), 2, func(share float64) { last.Store(math.Float64bits(share)) })
	if err != nil {
		t.Fatal(err)
	}
	if share := math.Float64frombits(last.Load()); !(share > 0.8 && share <= 1) {
		t.Errorf("it ended at a share of %v", share)
	}
	l.Do(Focus{3})
	again := await(t, l, "a focus", func(s *Snapshot) bool { return s.Appraisal.Focus != nil }).Appraisal
	f := again.Focus
	for name, null := range map[string][2]tuning.Null{
		"grid score": {v.Shuffled[tuning.GridScore], f.Shuffled[tuning.GridScore]}, "border score": {v.Shuffled[tuning.BorderScore], f.Shuffled[tuning.BorderScore]},
		"direction": {v.Direction, f.Direction}, "speed": {v.Shifted.Speed, f.Shifted.Speed}, "information": {v.Shifted.Information, f.Shifted.Information},
	} {
		for k, x := range null[0].Units[3] {
			if math.Abs(x-null[1].Units[0][k]) > 1e-5 { // products round by their shape
				t.Errorf("%s: draw %d of unit 3 is %v among all and %v in focus", name, k, x, null[1].Units[0][k])
				break
			}
		}
	}
	beyond := 0
	for u, b := range v.Beyond {
		if b != (a.Population.Scores[u].Score60 > v.Shuffled[tuning.GridScore].UnitP95(u)) {
			t.Errorf("unit %d is beyond: %v", u, b)
		}
		if b {
			beyond++
		}
	}
	if got := v.Share() * float64(len(v.Beyond)); math.Abs(got-float64(beyond)) > 1e-9 || len(v.Beyond) != s.Net.Units() {
		t.Errorf("a share of %v, of %d beyond", v.Share(), beyond)
	}
	if !v.Of(a) || !v.Of(again) {
		t.Error("they are not of the appraisal that they were drawn for, or of one that repeats it")
	}
	l.Do(StepOnce{})
	later := await(t, l, "an appraisal of update 2", func(s *Snapshot) bool { return s.Appraisal.Update == 2 }).Appraisal
	if v.Of(later) || v.Of(nil) || (*Shuffles)(nil).Of(a) {
		t.Error("they are of another appraisal too")
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := a.Shuffle(ctx, 1, func(float64) {}); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled, it returned %v", err)
	}
	if _, err := (&Appraisal{Population: a.Population}).Shuffle(t.Context(), 1, func(float64) {}); err == nil {
		t.Error("a moment of the timeline was shuffled")
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
		"shifted speed score": f.Shifted.Speed, "shifted information": f.Shifted.Information,
	} {
		if f.Unit != 3 || len(null.Units) != 1 || len(null.Scores) != ownDraws {
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

// BenchmarkShuffle draws the own nulls of the published recipe's 512 units.
func BenchmarkShuffle(b *testing.B) {
	l := start(b, Config{Recipe: gridnet.NewPaper(), Seed: 1, Clock: wall{}, Paused: true})
	a := await(b, l, "an appraisal", func(s *Snapshot) bool { return s.Appraisal != nil }).Appraisal
	for b.Loop() {
		if _, err := a.Shuffle(b.Context(), 1, func(float64) {}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N*len(a.Maps))/b.Elapsed().Seconds(), "units/s")
}
