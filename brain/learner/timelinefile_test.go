package learner

import (
	"bytes"
	"errors"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"gridrat/brain/gridnet"
	"gridrat/brain/npz"
	"gridrat/brain/tuning"
)

// moments makes so many moments of so many units, with bins never visited and
// scores that are not defined.
func moments(count, units int) []*Moment {
	rng := rand.New(rand.NewPCG(1, 2))
	var all []*Moment
	for i := range count {
		m := &Moment{Update: 10 * i, Loss: rng.Float64(), ErrorCM: 50 * rng.Float64(), Beyond: rng.Float64(), Fraction: rng.Float64(), NullFraction: 0.2, NullP95: 0.6, n: gridnet.ScoreBins}
		if i == 0 {
			m.Loss = math.NaN()
		}
		for u := range units {
			r := tuning.Map{N: gridnet.ScoreBins, Rate: make([]float64, gridnet.ScoreBins*gridnet.ScoreBins)}
			for b := range r.Rate {
				r.Rate[b] = rng.NormFloat64()
			}
			r.Rate[u%len(r.Rate)] = math.NaN()
			score := float32(rng.NormFloat64())
			if u == 1 {
				score = float32(math.NaN())
			}
			m.Scores = append(m.Scores, score)
			m.pack(r)
		}
		all = append(all, m)
	}
	return all
}

func written(t testing.TB, all []*Moment) []byte {
	t.Helper()
	var b bytes.Buffer
	z := npz.NewWriter(&b)
	if err := writeTimeline(z, all); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// ofVersion is a timeline of another version.
func ofVersion(t testing.TB, all []*Moment, version int) []byte {
	t.Helper()
	var b bytes.Buffer
	z := npz.NewWriter(&b)
	if err := errors.Join(writeMoments(z, all, aboutTimeline{timelineFormat, version, curveNames, tuning.Levels}), z.Close()); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func sameMoment(a, b *Moment) bool {
	floats := func(x, y []float64) bool {
		return slices.EqualFunc(x, y, func(v, w float64) bool { return v == w || v != v && w != w })
	}
	singles := func(x, y []float32) bool {
		return slices.EqualFunc(x, y, func(v, w float32) bool { return v == w || v != v && w != w })
	}
	return floats(a.curves(), b.curves()) && singles(a.Scores, b.Scores) && singles(a.low, b.low) && singles(a.high, b.high) && a.n == b.n && slices.Equal(a.level, b.level)
}

// TestTimelineFile: a timeline is read as it was written.
func TestTimelineFile(t *testing.T) {
	all := moments(7, 5)
	data := written(t, all)
	got, err := readTimeline(bytes.NewReader(data), int64(len(data)), 5, 60)
	if err != nil || !slices.EqualFunc(got, all, sameMoment) {
		t.Fatalf("7 moments became %d, %v", len(got), err)
	}
	if !HasTimeline(data) || HasTimeline([]byte("no zip")) || HasTimeline(written(t, nil)) {
		t.Error("files are said to have a timeline, or none, that is not so")
	}
	if got, err := readTimeline(bytes.NewReader(written(t, nil)), int64(len(written(t, nil))), 5, 60); got != nil || err != nil {
		t.Errorf("of a file without one: %v, %v", got, err)
	}
	for _, c := range []struct {
		what           string
		units, updates int
		change         func(data []byte) []byte
		want           string
	}{
		{"another network", 6, 60, nil, "of 6 units"},
		{"a younger network", 5, 59, nil, "updates must rise up to 59"},
		{"a later version", 5, 60, func([]byte) []byte { return ofVersion(t, all, 2) }, "later version"},
		{"no version", 5, 60, func([]byte) []byte { return ofVersion(t, all, 0) }, "its version is 0; it must be 1"},
		{"a flipped byte", 5, 60, func(d []byte) []byte { d[len(d)/2] ^= 0x40; return d }, "checksum"},
	} {
		d := slices.Clone(data)
		if c.change != nil {
			d = c.change(d)
		}
		_, err := readTimeline(bytes.NewReader(d), int64(len(d)), c.units, c.updates)
		if err == nil || !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: %v, want a sentence with %q", c.what, err, c.want)
		}
	}
}

// TestTimelineBounds: what does not fit is thinned, the first and the newest
// stay, in a file as in memory.
func TestTimelineBounds(t *testing.T) {
	all := moments(timelineLimit, 512)
	data := written(t, all)
	if len(data) > fileLimit+1<<16 {
		t.Errorf("%d moments of 512 units take %d bytes", len(all), len(data))
	}
	got, err := readTimeline(bytes.NewReader(data), int64(len(data)), 512, 10*timelineLimit)
	if err != nil || len(got) < 30 || !sameMoment(got[0], all[0]) || !sameMoment(got[len(got)-1], all[len(all)-1]) {
		t.Errorf("of %d moments there are %d; %v", len(all), len(got), err)
	}
	for i := 1; i < len(got); i++ {
		if gap := got[i].Update - got[i-1].Update; gap < 20 || gap > 50 {
			t.Errorf("updates %d and %d follow each other", got[i-1].Update, got[i].Update)
		}
	}
	for _, units := range []int{1, 192, 512, 4096, 16384} {
		n := mostMoments(units, gridnet.ScoreBins)
		if bytes := n * momentBytes(units, gridnet.ScoreBins); n < 2 || n > timelineLimit || n > 2 && bytes > memoryLimit {
			t.Errorf("%d moments of %d units take %d bytes", n, units, bytes)
		}
	}
}

// TestTimelineSurvives: a network that is saved and opened again has its
// moments and curves; so has one that Undo brings back. A timeline that cannot
// be read is left out with a word, and the network is there.
func TestTimelineSurvives(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a.npz")
	l := start(t, Config{Recipe: tiny(t), Seed: 1, Workers: 1, Clock: wall{}, Formers: filepath.Join(dir, "formers"), Autosave: filepath.Join(dir, "autosave.npz")})
	await(t, l, "three moments", func(s *Snapshot) bool { return len(s.Timeline) >= 3 })
	l.Do(Pause{})
	l.Do(Save{Path: path})
	s := await(t, l, "it is saved", func(s *Snapshot) bool { return s.Handled == 2 })
	first, count := s.Timeline[0], len(s.Timeline)
	l.Do(Restart{Recipe: tiny(t), Seed: 2})
	await(t, l, "another", func(s *Snapshot) bool { return s.Seed == 2 && s.Handled == 3 })
	l.Do(StepOnce{})
	l.Do(Load{Path: path})
	s = await(t, l, "it is opened", func(s *Snapshot) bool { return s.Handled == 5 })
	if len(s.Timeline) < count || !sameMoment(s.Timeline[0], first) || len(s.History) < count {
		t.Errorf("opened again it has %d moments of %d, and %d points", len(s.Timeline), count, len(s.History))
	}
	l.Do(Run{}) // so that it is no longer what the file has
	await(t, l, "more is learnt", func(s *Snapshot) bool { return s.Update > first.Update+5 && len(s.Timeline) > count })
	l.Do(Restart{Recipe: tiny(t), Seed: 3})
	await(t, l, "another", func(s *Snapshot) bool { return s.Seed == 3 && s.Handled == 7 })
	l.Do(Undo{})
	s = await(t, l, "the one before", func(s *Snapshot) bool { return s.Handled == 8 })
	if s.Seed != 1 || len(s.Timeline) <= count || !sameMoment(s.Timeline[0], first) {
		t.Errorf("brought back is seed %d with %d moments, before it was left there were more than %d", s.Seed, len(s.Timeline), count)
	}

	// One of a later version: the network is there, without it, and its file
	// stays beside those of others.
	broken := filepath.Join(dir, "formers", "former-000900.npz")
	l.Close()
	trainer, err := gridnet.Open(path, 1, 1)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	err = trainer.SaveWith(&b, gridnet.Extra{More: func(z *npz.Writer) error {
		return writeMoments(z, []*Moment{moments(1, trainer.Network().Units())[0]}, aboutTimeline{timelineFormat, 9, curveNames, tuning.Levels})
	}})
	trainer.Close()
	if err := errors.Join(err, os.WriteFile(broken, b.Bytes(), 0o644)); err != nil {
		t.Fatal(err)
	}
	l = start(t, Config{Recipe: tiny(t), Seed: 4, Workers: 1, Clock: wall{}, Paused: true, Formers: filepath.Join(dir, "formers"), Autosave: filepath.Join(dir, "new.npz")})
	l.Do(LoadBytes{Name: "later.npz", Data: b.Bytes()})
	s = await(t, l, "it is opened all the same", func(s *Snapshot) bool { return s.Handled == 1 })
	if s.Seed != 1 || s.Update == 0 || len(s.Timeline) > 1 || !strings.Contains(s.Notice.Text, "later version") {
		t.Errorf("seed %d, update %d, %d moments; it says %q", s.Seed, s.Update, len(s.Timeline), s.Notice.Text)
	}
	l.Do(Undo{}) // back to seed 4, or to the file
	s = await(t, l, "undone", func(s *Snapshot) bool { return s.Handled == 2 })
	for s.Undoable && s.Seed != 1 {
		l.Do(Undo{})
		s = await(t, l, "undone", func(n *Snapshot) bool { return n.Handled > s.Handled })
	}
	if kept, err := os.ReadFile(broken + ".unread"); err != nil || !bytes.Equal(kept, b.Bytes()) {
		t.Errorf("the file with the timeline that could not be read: %d bytes, %v; it says %q", len(kept), err, s.Notice.Text)
	}
}

func FuzzTimeline(f *testing.F) {
	f.Add(written(f, moments(2, 2)), 2, 100)
	f.Add([]byte("PK"), 1, 1)
	f.Fuzz(func(t *testing.T, data []byte, units, updates int) {
		all, err := readTimeline(bytes.NewReader(data), int64(len(data)), units, updates)
		if err != nil && strings.Contains(err.Error(), "\n") {
			t.Errorf("more than one line: %v", err)
		}
		for _, m := range all {
			if m.Units() != units || m.Update > updates {
				t.Errorf("a moment of %d units at update %d", m.Units(), m.Update)
			}
			if units > 0 {
				m.Map(0)
			}
		}
	})
}

func BenchmarkWriteTimeline(b *testing.B) {
	all := moments(timelineLimit, 512)
	for b.Loop() {
		written(b, all)
	}
}
