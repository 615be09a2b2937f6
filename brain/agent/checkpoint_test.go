package agent

import (
	"archive/zip"
	"bytes"
	"io"
	"math"
	"strings"
	"testing"

	"gridrat/brain/npz"
	"gridrat/world/task"
)

// TestSmall: an agent is kept in little room, its weights to half precision, and
// is the same from its file to the bit whenever it is read.
func TestSmall(t *testing.T) {
	lib := library(t)
	full := tiny(t, task.GoalDriven(), "none")
	full.Recipe.Learn = inMazes(full.Recipe.Learn)
	for name, p := range map[string]Plan{
		"grid": tiny(t, arena(t), "grid", "nursery.learnt=true"), "full": full, "like rat": likeRat(tiny(t, arena(t), "place")),
	} {
		tr := begun(t, p, 1, 1)
		a := tr.Agent()
		data := file(t, small(a))
		b, err := Load(data, lib)
		if err != nil {
			t.Fatal(name, err)
		}
		if b.Decisions != a.Decisions || b.Parameters() != a.Parameters() || b.Task.Body != a.Task.Body || b.Recipe != a.Recipe || b.Network.Fingerprint() != a.Network.Fingerprint() {
			t.Errorf("%s: %+v became %+v", name, a.Plan, b.Plan)
		}
		for i, w := range a.weights {
			if off := math.Abs(float64(b.weights[i] - w)); off > math.Max(math.Abs(float64(w))*0x1p-11, 0x1p-25) {
				t.Fatalf("%s: weight %d was %v and is %v", name, i, w, b.weights[i])
			}
		}
		if again := file(t, small(b)); !bytes.Equal(again, data) {
			t.Errorf("%s: it changes on its way through a file", name)
		}
		if name == "full" && (a.Parameters() < 150_000 || len(data) > 350_000) {
			t.Errorf("%d parameters take %d bytes", a.Parameters(), len(data))
		}
		if _, err := LoadTrainer(data, lib, 1); err == nil || !strings.Contains(err.Error(), "does not learn on") {
			t.Errorf("%s learns on: %v", name, err)
		}
		// That of a trainer is read too, exactly.
		c, err := Load(file(t, whole(tr)), lib)
		if err != nil {
			t.Fatal(name, err)
		}
		o := Options{Episodes: 2, Workers: 1}
		if !same(tested(t, a, o), tested(t, c, o)) {
			t.Errorf("%s: the agent of a trainer's file acts otherwise", name)
		}
	}
}

// TestUntrained: what a trainer began with is what another begins with.
func TestUntrained(t *testing.T) {
	p := tiny(t, task.GoalDriven(), "none")
	tr := begun(t, p, 1, 1)
	o := Options{Episodes: 2, Workers: 1}
	if a := tr.Untrained(); a.Decisions != 0 || !same(tested(t, a, o), tested(t, begun(t, p, 1, 0).Agent(), o)) {
		t.Error("the untrained agent is another than that of a run that begins")
	}
}

// edited is a file with some of its parts changed; "" leaves one out.
func edited(t testing.TB, data []byte, edit func(name, text string) string) []byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	w := npz.NewWriter(&b)
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if s := edit(f.Name, string(text)); s != "" {
			if err := w.Text(f.Name, []byte(s)); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestWrong: a file that is wrong is refused in a sentence that says where.
func TestWrong(t *testing.T) {
	lib := library(t)
	p := tiny(t, arena(t), "grid", "nursery.learnt=true")
	tr := begun(t, p, 1, 1)
	good := file(t, whole(tr))
	text := func(from, to string) []byte {
		return edited(t, good, func(name, text string) string {
			if name == aboutName {
				if !strings.Contains(text, from) {
					t.Fatalf("there is no %s in %s", from, text)
				}
				return strings.Replace(text, from, to, 1)
			}
			return text
		})
	}
	without := func(lost string) []byte {
		return edited(t, good, func(name, text string) string {
			if name == lost {
				return ""
			}
			return text
		})
	}
	swapped := edited(t, good, func(name, text string) string {
		if name == "vision_first_w.npy" || name == "encoder_w.npy" {
			return string(bytes.Replace([]byte(text), []byte("(512, 16)"), []byte("(16, 512)"), 1))
		}
		return text
	})
	for _, c := range []struct {
		data []byte
		want string
	}{
		{[]byte("rat"), "it is no npz file"},
		{good[:len(good)/2], "it is no npz file"},
		{without(aboutName), `it is no agent of Gridrat: it has no file "agent.json"`},
		{text(`"gridrat agent"`, `"gridrat map"`), "gridrat map"},
		{text(`"version": 1`, `"version": 2`), "version is 2"},
		{text(`"seed"`, `"sead"`), "sead"},
		{text(`"code": "grid"`, `"code": "place"`), `says code "place"`},
		{text(`"name": "square-arena"`, `"name": "moon"`), `its task: there is no task "moon"`},
		{text(`"name": "square-arena"`, `"name": "goal-driven"`), "a look does not tell the place in task goal-driven"},
		{text(`"name": "modules"`, `"name": "lstm"`), `its network: there is no network "lstm"`},
		{text(`"name": "modules"`, `"name": ""`), `its network: it has no file "network.npz"`},
		{text(`"weights_sha256": "`, `"weights_sha256": "0`), "has other weights"},
		{text(`"decisions": 800`, `"decisions": -1`), "-1 decisions"},
		{text(`"actions": 6`, `"actions": 7`), "7 actions"},
		{text(`"sight": 0.05`, `"sight": 5`), "sense.sight is 5"},
		{text(`"inputs": `, `"inputs": 1`), "and its senses give"},
		{text(`"units": 192`, `"units": 191`), "shape"},
		{text(`"rays": 64`, `"rays": 32`), "shape"},
		{without("encoder_w.npy"), `it has no array "encoder_w"`},
		{without("vision_first_w.npy"), `it has no array "vision_first_w"`},
		{swapped, "shape"},
	} {
		for kind, err := range map[string]error{"agent": second(Load(c.data, lib)), "trainer": closed(LoadTrainer(c.data, lib, 1))} {
			if err == nil || !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), "\n") {
				t.Errorf("%s: %v, want %q in it", kind, err, c.want)
			}
		}
	}
	for _, c := range []struct{ from, to, want string }{
		{`"decisions": 800`, `"decisions": 900`, "are of two agents"},
		{`"seed": 3`, `"seed": 4`, "are of two agents"},
	} {
		if err := closed(LoadTrainer(text(c.from, c.to), lib, 1)); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%v, want %q in it", err, c.want)
		}
	}
	if err := closed(LoadTrainer(without("learning.json"), lib, 1)); err == nil {
		t.Error("a trainer without a learner goes on")
	}
	bad := begun(t, p, 1, 0).Agent()
	bad.weights[3] = float32(math.NaN())
	if _, err := Load(file(t, small(bad)), lib); err == nil || !strings.Contains(err.Error(), "must be finite") {
		t.Errorf("a weight that is none: %v", err)
	}
}

func closed(tr *Trainer, err error) error {
	if err == nil {
		tr.Close()
	}
	return err
}

// FuzzLoad: whatever the text of a file says, it is an agent, which is written as
// it was read, or refused.
func FuzzLoad(f *testing.F) {
	lib := library(f)
	good := file(f, small(begun(f, tiny(f, task.GoalDriven(), "none"), 1, 0).Agent()))
	with := func(t testing.TB, about string) []byte {
		return edited(t, good, func(name, text string) string {
			if name != aboutName {
				return text
			}
			return about
		})
	}
	var seed string
	edited(f, good, func(name, text string) string {
		if name == aboutName {
			seed = text
		}
		return text
	})
	for _, s := range []string{seed, seed[:len(seed)/2], strings.Replace(seed, `"code": "none"`, `"code": "grid"`, 2), strings.Replace(seed, "8", "4096", 1)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, about string) {
		a, err := Load(with(t, about), lib)
		if err != nil {
			if strings.Contains(err.Error(), "\n") {
				t.Errorf("refused in more than a line: %q", err)
			}
			return
		}
		if _, err := Load(file(t, small(a)), lib); err != nil {
			t.Fatal(err)
		}
	})
}
