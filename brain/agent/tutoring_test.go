package agent

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"gridrat/brain/gridnet"
	"gridrat/world/task"
)

// taught is a plan whose network learns on.
func taught(t testing.TB, sets ...string) Plan {
	t.Helper()
	return tiny(t, arena(t), "grid", append([]string{
		"sense.visits=1", "sense.sight=0.2", "network.steps=4", "network.batch=8", "network.updates=2", "network.learns=true",
	}, sets...)...)
}

// TestTutored: a network that learns on makes its updates, on what the rats read
// their code with, and leaves the one that it was before alone.
func TestTutored(t *testing.T) {
	p := taught(t)
	before := slices.Clone(p.Network.Weights)
	tr := begun(t, p, 1, 2)
	a := tr.Agent()
	n := a.Network
	if n.Taught == nil || n.Taught.Updates != 4 || n.Taught.From != "modules" || n.Taught.Fingerprint != gridnet.Fingerprint(before) || n.String() != "modules, learnt on" {
		t.Fatalf("it has learnt on: %+v, %s", n.Taught, n)
	}
	if n.Name != "" || n.Update != p.Network.Update+4 || n.Fingerprint() == n.Taught.Fingerprint || !slices.Equal(n.Weights, a.organs.NetworkWeights) {
		t.Errorf("network %q after %d updates, %s", n.Name, n.Update, n.Fingerprint())
	}
	if !slices.Equal(p.Network.Weights, before) {
		t.Error("the network that it was has changed")
	}
	if !slices.Equal(tr.tutor.network.Weights(), n.Weights) {
		t.Error("the agent has another network than its trainer")
	}
	kept := slices.Clone(n.Weights)
	steps(t, tr, 1)
	if !slices.Equal(n.Weights, kept) {
		t.Error("an agent changes while its trainer learns")
	}
	frozen := begun(t, tiny(t, arena(t), "grid", "sense.visits=1", "sense.sight=0.2"), 1, 1).Agent()
	if f := frozen.Network; f.Taught != nil || f.Name != "modules" || f.Fingerprint() != gridnet.Fingerprint(before) {
		t.Errorf("a frozen network has become %s", f)
	}
}

// TestTutoredReachesRats: after an update rats read their code with the new
// weights; what they sense differs from that of rats whose network is frozen.
func TestTutoredReachesRats(t *testing.T) {
	of := func(rate string) []byte {
		p := taught(t, "network.rate="+rate, "learn.learning_rate.start=0", "learn.learning_rate.end=0")
		tr := begun(t, p, 1, 2)
		return file(t, func(b *bytes.Buffer) error {
			data, err := tr.worlds.MarshalBinary()
			b.Write(data)
			return err
		})
	}
	still := of("0")
	if !bytes.Equal(still, of("0")) || bytes.Equal(still, of("0.001")) {
		t.Error("what the network learns does not reach the rats")
	}
}

// TestTutoredWaits: no update is made before there are ways enough.
func TestTutoredWaits(t *testing.T) {
	tr := begun(t, taught(t, "network.batch=16", "network.steps=40"), 1, 1)
	if n := tr.Agent().Network; n.Taught.Updates != 0 || n.Fingerprint() != n.Taught.Fingerprint {
		t.Errorf("%+v after 50 decisions of ways of 40 steps", n.Taught)
	}
}

// TestTutoredFile: an agent keeps the network that learnt on with it, from every
// kind of file.
func TestTutoredFile(t *testing.T) {
	lib := library(t)
	own := taught(t)
	own.Network = modules(t, "")
	for name, p := range map[string]Plan{"shipped": taught(t), "own": own} {
		tr := begun(t, p, 1, 1)
		a := tr.Agent()
		o := Options{Episodes: 2, Workers: 1}
		for kind, data := range map[string][]byte{"agent": file(t, small(a)), "trainer": file(t, whole(tr))} {
			b, err := Load(data, lib)
			if err != nil {
				t.Fatal(name, kind, err)
			}
			if *b.Network.Taught != *a.Network.Taught || b.Network.Fingerprint() != a.Network.Fingerprint() || b.Network.Update != a.Network.Update {
				t.Errorf("%s, %s: the network became %+v", name, kind, b.Network.Taught)
			}
			if kind == "trainer" && !same(tested(t, a, o), tested(t, b, o)) {
				t.Errorf("%s: the agent of a trainer's file acts otherwise", name)
			}
			if again := file(t, small(b)); kind == "agent" && !bytes.Equal(again, data) {
				t.Errorf("%s: it changes on its way through a file", name)
			}
		}
		without := edited(t, file(t, whole(tr)), func(name, text string) string {
			if name == networkName {
				return ""
			}
			return text
		})
		if err := closed(LoadTrainer(without, lib, 1)); err == nil || !strings.Contains(err.Error(), `its network: it has no file "network.npz"`) {
			t.Error(err)
		}
	}
}

// TestBeforeTutoring: files from before networks could learn on are read as ever.
func TestBeforeTutoring(t *testing.T) {
	lib := library(t)
	tr := begun(t, tiny(t, arena(t), "grid"), 1, 1)
	old := edited(t, file(t, whole(tr)), func(name, text string) string {
		if name != aboutName {
			return text
		}
		low := strings.Index(text, `"network": {`+"\n      \"learns\"")
		high := low + strings.Index(text[low:], "}")
		comma := strings.LastIndex(text[:low], ",")
		return text[:comma] + text[high+1:]
	})
	again, err := LoadTrainer(old, lib, 1)
	if err != nil {
		t.Fatal(err)
	}
	defer again.Close()
	steps(t, tr, 1)
	steps(t, again, 1)
	if !bytes.Equal(file(t, whole(tr)), file(t, whole(again))) || again.Plan().Recipe.Network != NewTutoring() {
		t.Errorf("it goes on otherwise, with %+v", again.Plan().Recipe.Network)
	}
}

// TestTutoringRefused: where no network can learn on, a sentence says why.
func TestTutoringRefused(t *testing.T) {
	in := arena(t)
	for _, c := range []struct {
		in   task.Task
		code string
		sets []string
		want string
	}{
		{in, "place", nil, "code place has no network"},
		{in, "none", nil, "code none has no network"},
		{task.GoalDriven(), "grid", nil, "sense.fix is views"},
		{task.GoalDriven(), "grid-map", []string{"sense.fix=told"}, "does not go with a map"},
		{in, "grid", []string{"sense.snap=true"}, "walls that pull the code back"},
		{in, "grid", []string{"nursery.learnt=true"}, "(nursery.learnt) would not follow it"},
		{in, "grid", []string{"sense.sight=1"}, "no ways between two looks"},
		{in, "grid", []string{"network.batch=129"}, "network.batch is 129; there are no more ways than rats, 128"},
		{in, "grid", []string{"network.rate=2"}, "network.rate is 2"},
	} {
		r, err := NewRecipe(&c.in, c.code)
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range append(c.sets, "network.learns=true") {
			name, value, _ := strings.Cut(s, "=")
			if err = r.Set(name, value); err != nil {
				break
			}
		}
		if err == nil || !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s in %s with %v: %v, want %q in it", c.code, c.in.Name, c.sets, err, c.want)
		}
	}
	told := tiny(t, task.GoalDriven(), "grid", "sense.fix=told", "network.batch=16", "network.learns=true")
	few := taught(t, "network.batch=3")
	for want, p := range map[string]Plan{
		"which it does not in task goal-driven":                    told,
		"network.batch is 3; the network divides its batches into": few,
	} {
		if err := p.Check(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %q in it", err, want)
		}
	}
}
