package reward

import (
	"bytes"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"gridrat/brain/agent/policy"
	"gridrat/brain/nn"
	"gridrat/brain/tensor"
)

// small is a recipe for small worlds.
func small(core policy.Core, worlds, steps int) Recipe {
	r := NewPPO()
	r.Policy.Encoder, r.Policy.Core, r.Policy.Hidden, r.Policy.Sticky = 16, core, 32, false
	r.Worlds, r.Steps, r.RewardScale = worlds, steps, 1
	r.Rate, r.Entropy = Constant(3e-3), Constant(0.01)
	return r
}

func start(t testing.TB, r Recipe, w Worlds, seed uint64, workers int) *Learner {
	t.Helper()
	l, err := New(r, w, seed, workers)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(l.Close)
	return l
}

func update(t testing.TB, l *Learner) Diagnostics {
	t.Helper()
	d, err := l.Step()
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// TestGradient compares the gradient of the whole loss, of both algorithms and
// through every core, with differences in every weight.
func TestGradient(t *testing.T) {
	const step, tolerance = 4e-3, 3e-3
	for _, algorithm := range []Algorithm{PPO, A3C} {
		for _, core := range policy.Cores() {
			r := small(core, 3, 4)
			r.Policy.Encoder, r.Policy.Hidden, r.Policy.Skip, r.Policy.Sticky = 6, 5, true, true
			r.Minibatches, r.Shards = 1, 1
			p := policy.New(r.Policy, 4, 3)
			rng := rand.New(rand.NewPCG(5, 6))
			w := p.Init(rng)
			for _, b := range p.Layout.Blocks {
				rectified := b.Name[:4] == "enco" || b.Name[:4] == "core" && core == policy.FeedForward
				switch {
				case rectified && b.Rows > 1: // far from the kinks, half of them on
					nn.Uniform(rng, b.Of(w), 0.1)
				case rectified:
					for k := range b.Of(w) {
						b.Of(w)[k] = 1.5 - 3*float32(k%2)
					}
				default:
					nn.Uniform(rng, b.Of(w), 0.5)
				}
			}
			a := newPart(p, r, 1, 0)
			seq := p.NewSequence(r.Steps, r.Worlds)
			for _, x := range [][]float32{a.present.x.Data, a.present.start.H.Data, a.present.start.C.Data, a.adv, a.target} {
				nn.Uniform(rng, x, 1)
			}
			for i := range a.actions {
				a.actions[i], a.last[i] = int32(rng.IntN(3)), int32(rng.IntN(4)-1)
			}
			seq.Forward(w, a.present.start, a.present.x, a.last)
			for i, action := range a.actions {
				// Ratios in the range and out of it, far from where that begins.
				now := seq.LogProbs(i)
				copy(a.oldAll.Row(i), now)
				a.old[i] = now[action] - float32(math.Log([]float64{0.6, 0.93, 1.06, 1.5}[i%4]))
			}
			const scale = 0.7
			weights := lossWeights{scale: scale, clip: 0.2, value: 0.5, entropy: 0.3}
			loss := func() float64 {
				s := a.learn(w, make([]float32, len(w)), seq, algorithm, weights, false)
				return scale * (s.policy + 0.5*s.value - 0.3*s.entropy)
			}
			g := make([]float32, len(w))
			a.learn(w, g, seq, algorithm, weights, false)
			for _, b := range p.Layout.Blocks {
				grad, at := b.Of(g), b.Of(w)
				norm := math.Sqrt(tensor.SumSquares(grad))
				if norm == 0 {
					t.Errorf("%s, %s: the gradient of %s is zero", algorithm, core, b.Name)
				}
				for i := range at {
					old := at[i]
					at[i] = old + step
					up := loss()
					at[i] = old - step
					down := loss()
					at[i] = old
					if want := (up - down) / (2 * step); math.Abs(want-float64(grad[i])) > tolerance*norm {
						t.Errorf("%s, %s: entry %d of %s has gradient %v, differences give %v (norm %v)", algorithm, core, i, b.Name, grad[i], want, norm)
						break
					}
				}
			}
		}
	}
}

// script is one world that shows and gives what is written in it, whatever is
// done: numbers seen, with the episode over after each limit decisions.
type script struct {
	seen, rewards []float32
	limit         int
	look, done    int
}

func (s *script) N() int       { return 1 }
func (s *script) Lanes() []int { return []int{0} }
func (s *script) Inputs() int  { return 1 }
func (s *script) Actions() int { return 2 }
func (s *script) ObserveIn(_ int, x tensor.Mat) {
	x.Data[0] = s.seen[s.look]
	s.look++
}
func (s *script) Renew(_ []bool, x tensor.Mat) { s.ObserveIn(0, x) }
func (s *script) ActIn(_ int, _ []int, reward []float32, over []bool) {
	reward[0] = s.rewards[s.done]
	s.done++
	over[0] = s.done%s.limit == 0
}
func (s *script) MarshalBinary() ([]byte, error) { return nil, nil }
func (s *script) UnmarshalBinary([]byte) error   { return nil }

// One world, two decisions to an update, and a policy whose value is what it
// sees: 1, 2 and, at last, 6; the next episode begins with 8. With discount and
// lambda 1/2 and rewards 1 and 0, by hand:
//
//	δ1 = 0 + 6/2 - 2 = 1     A1 = 1               target 3
//	δ0 = 1 + 2/2 - 1 = 1     A0 = 1 + 1/4 = 5/4   target 9/4
//
// and the same where the episode goes on. An end taken for a true one would
// give δ1 = -2, the first look of the next episode 2.
func TestTimeLimitIsBootstrapped(t *testing.T) {
	for _, c := range []struct {
		name  string
		limit int
		seen  []float32
		next  float32 // at the first decision of the next sequence
	}{
		{"over", 2, []float32{1, 2, 6, 8}, 8}, {"going on", 100, []float32{1, 2, 6}, 6},
	} {
		r := small(policy.FeedForward, 1, 2)
		r.Policy.Encoder, r.Policy.Hidden = 1, 0
		r.Minibatches, r.Shards, r.Normalise = 1, 1, false
		r.Discount, r.Lambda = 0.5, 0.5
		l := start(t, r, &script{seen: c.seen, rewards: []float32{1, 0}, limit: c.limit}, 1, 1)
		for _, b := range l.policy.Layout.Blocks {
			clear(b.Of(l.weights))
			switch b.Name {
			case "encoder_w":
				b.Of(l.weights)[0] = 1
			case "heads_w":
				b.Of(l.weights)[2] = 1
			}
		}
		var d Diagnostics
		if err := l.collect(&d); err != nil {
			t.Fatal(err)
		}
		p := l.parts[0]
		if !slices.Equal(p.adv, []float32{1.25, 1}) || !slices.Equal(p.target, []float32{2.25, 3}) {
			t.Errorf("%s: advantages %v and targets %v, want [1.25 1] and [2.25 3]", c.name, p.adv, p.target)
		}
		if l.x.Data[0] != c.next {
			t.Errorf("%s: the next sequence begins with %v, want %v", c.name, l.x.Data[0], c.next)
		}
		wantEpisodes := 0
		if c.limit == 2 {
			wantEpisodes = 1
		}
		if d.Episodes != wantEpisodes || d.MeanReturn != float64(wantEpisodes) || d.Reward != 0.5 {
			t.Errorf("%s: %d episodes with a mean return of %v and %v per decision", c.name, d.Episodes, d.MeanReturn, d.Reward)
		}
	}
}

// A GRU without weights but for a bias goes half of the way to tanh(bias) with
// every step: after n steps it is (1 - 2^-n) tanh(bias). Rewards in between
// change nothing; the end of an episode begins at 0 again.
func TestMemoryIsKeptAtRewards(t *testing.T) {
	for _, refresh := range []bool{false, true} {
		r := small(policy.GRU, 1, 2)
		r.Policy.Encoder, r.Policy.Hidden = 1, 1
		r.Minibatches, r.Shards, r.Refresh = 1, 1, refresh
		r.Rate = Constant(0) // nothing is learntnothing is learnt
		l := start(t, r, &script{seen: make([]float32, 20), rewards: []float32{1, 1, 0, 1, 5, 1, 1, 1}, limit: 6}, 1, 1)
		clear(l.weights)
		b, _ := l.policy.Layout.Find("core_b")
		b.Of(l.weights)[2] = 0.7
		for i, steps := range []int{2, 4, 0, 2} { // the episode is over after 6
			update(t, l)
			want := (1 - math.Exp2(-float64(steps))) * math.Tanh(0.7)
			if got := float64(l.parts[0].actor.Memory().H.Data[0]); math.Abs(got-want) > 1e-6 {
				t.Errorf("refresh %v, update %d: the memory is %v, want %v", refresh, i, got, want)
			}
		}
	}
}

// What is remembered after an update was made with the weights after it, from
// where the last epoch had the sequence begin. Where an episode begins, nothing
// is, and there is no last action.
func TestRefresh(t *testing.T) {
	for _, core := range []policy.Core{policy.LSTM, policy.GRU} {
		r := small(core, 8, 14)
		l := start(t, r, newCorridor(8, 8, 56, 14, 1), 1, 1)
		for range 6 {
			update(t, l)
			for _, p := range l.parts {
				seq := l.policy.NewSequence(r.Steps, p.batch)
				seq.Forward(l.weights, p.before.start, p.before.x, p.last)
				want, got := seq.End().H, p.actor.Memory().H
				for b := range p.batch {
					row, last := want.Row(b), p.actions[(r.Steps-1)*p.batch+b]
					if l.over[p.low+b] {
						row, last = make([]float32, want.Cols), -1
					}
					if p.next[b] != last {
						t.Fatalf("%s, update %d: the last action of world %d is %d, want %d", core, l.update, p.low+b, p.next[b], last)
					}
					if !slices.Equal(got.Row(b), row) {
						t.Fatalf("%s, update %d: world %d remembers %v, want %v", core, l.update, p.low+b, got.Row(b), row)
					}
				}
			}
		}
	}
}

// The first minibatch sees the very probabilities that were acted with,
// whatever has been learnt before.
func TestFirstPassIsWhatWasActed(t *testing.T) {
	for _, core := range policy.Cores() {
		r := small(core, 8, 14)
		r.Minibatches, r.Epochs, r.Policy.Skip, r.Policy.Sticky = 1, 1, true, true
		l := start(t, r, newCorridor(8, 8, 56, 14, 1), 1, 1)
		for range 5 {
			if d := update(t, l); d.Divergence != 0 || d.ClipFraction != 0 {
				t.Errorf("%s, update %d: divergence %v, clipped %v; both must be 0", core, d.Update, d.Divergence, d.ClipFraction)
			}
		}
	}
}

// variants are recipes of every kind for eight worlds of the corridor.
func variants() map[string]Recipe {
	all := map[string]Recipe{}
	for _, core := range policy.Cores() {
		r := small(core, 8, 14)
		r.Policy.Skip, r.Policy.Sticky = true, true
		all["ppo "+string(core)] = r
		stored := r
		stored.Refresh = false
		all["ppo, stored memories, "+string(core)] = stored
		a := NewA3C()
		a.Policy = r.Policy
		a.Worlds, a.Steps, a.Minibatches = 8, 14, 2
		all["a3c "+string(core)] = a
	}
	return all
}

func corridors() *corridor { return newCorridor(8, 8, 56, 14, 1) }

// One, two and three workers come to the same bits, and so do two learners of
// the same seed; another seed does not.
func TestWorkers(t *testing.T) {
	for name, r := range variants() {
		var want []float32
		var told []Diagnostics
		for _, workers := range []int{1, 2, 3} {
			l := start(t, r, corridors(), 7, workers)
			var all []Diagnostics
			for range 5 {
				all = append(all, update(t, l))
			}
			if workers == 1 {
				want, told = l.weights, all
			}
			if !slices.Equal(l.weights, want) || !slices.Equal(all, told) {
				t.Errorf("%s: %d workers end elsewhere than one", name, workers)
			}
		}
		other := start(t, r, corridors(), 8, 1)
		update(t, other)
		if slices.Equal(other.weights, want) {
			t.Errorf("%s: another seed ends at the same weights", name)
		}
	}
}

// A learner that was kept and brought back ends at the bits of one that never
// stopped, whenever it was kept: also in the middle of episodes.
func TestSaveAndLoad(t *testing.T) {
	const updates = 7
	for name, r := range variants() {
		r.Rate = Schedule{3e-3, 1e-3, Geometric}
		r.Decisions = 600
		whole := start(t, r, corridors(), 7, 1)
		var told []Diagnostics
		for range updates {
			told = append(told, update(t, whole))
		}
		l := start(t, r, corridors(), 7, 1)
		for i := range updates {
			var file bytes.Buffer
			if err := l.Save(&file); err != nil {
				t.Fatal(err)
			}
			next, err := Load(bytes.NewReader(file.Bytes()), int64(file.Len()), corridors(), 1)
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			t.Cleanup(next.Close)
			l = next
			if d := update(t, l); d != told[i] {
				t.Fatalf("%s: update %d says %+v, and %+v without a stop", name, i, d, told[i])
			}
		}
		if !slices.Equal(l.weights, whole.weights) || l.Update() != updates || l.Decisions() != updates*8*14 {
			t.Errorf("%s: going on ends elsewhere than never having stopped", name)
		}
		var a, b bytes.Buffer
		if err := l.Save(&a); err != nil {
			t.Fatal(err)
		}
		if err := whole.Save(&b); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(a.Bytes(), b.Bytes()) {
			t.Errorf("%s: the files at the end differ", name)
		}
	}
}

// Files that are none, or of other worlds, are refused with a sentence.
func TestLoadRefuses(t *testing.T) {
	r := small(policy.LSTM, 8, 14)
	l := start(t, r, corridors(), 1, 1)
	var file bytes.Buffer
	if err := l.Save(&file); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		data   []byte
		worlds Worlds
		want   string
	}{
		{[]byte("nothing"), corridors(), "no npz file"},
		{file.Bytes(), newCorridor(8, 9, 56, 14, 1), "8 inputs and 2 actions, the worlds have 9 and 2"},
		{file.Bytes(), newCorridor(16, 8, 56, 14, 1), "for 8 worlds, and there are 16"},
		{file.Bytes()[:file.Len()/2], corridors(), "no npz file"},
	} {
		_, err := Load(bytes.NewReader(c.data), int64(len(c.data)), c.worlds, 1)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("loading gives the error %v, want %q", err, c.want)
		}
	}
}

// Updates allocate nothing.
func TestNothingIsAllocated(t *testing.T) {
	l := start(t, small(policy.LSTM, 8, 14), corridors(), 1, 1)
	update(t, l)
	if n := testing.AllocsPerRun(4, func() { update(t, l) }); n > 0 {
		t.Errorf("an update allocates %v times", n)
	}
}

// Episodes that end within a sequence, and what is not finite, are errors.
func TestStepRefuses(t *testing.T) {
	l := start(t, small(policy.LSTM, 8, 14), newCorridor(8, 8, 21, 7, 1), 1, 1)
	if _, err := l.Step(); err == nil || !strings.Contains(err.Error(), "episodes must end with a sequence") {
		t.Errorf("an episode that ends within a sequence gives the error %v", err)
	}
	r := small(policy.FeedForward, 1, 2)
	r.Minibatches, r.Shards = 1, 1
	l = start(t, r, &script{seen: make([]float32, 9), rewards: []float32{1, float32(math.NaN())}, limit: 4}, 1, 1)
	before := slices.Clone(l.weights)
	if _, err := l.Step(); err == nil || !strings.Contains(err.Error(), "learning diverged") || !slices.Equal(l.weights, before) {
		t.Errorf("a reward that is not a number gives the error %v", err)
	}
}
