package agents

import (
	"bytes"
	"errors"
	"math"
	"path/filepath"
	"strings"
	"testing"

	"gridrat/brain/agent"
	"gridrat/brain/agent/result"
	"gridrat/brain/agent/sense"
	"gridrat/brain/npz"
)

// beside is the file of an agent after an update, with some texts beside it.
func beside(t *testing.T, texts map[string]string) []byte {
	t.Helper()
	tr, err := agent.NewTrainer(blank(t), sense.Organs{}, 1)
	if err != nil {
		t.Fatal(err)
	}
	defer tr.Close()
	if _, err := tr.Step(); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	err = tr.SaveWith(&b, func(z *npz.Writer) (err error) {
		for name, text := range texts {
			err = errors.Join(err, z.Text(name, []byte(text)))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestUnread: an agent is opened whatever lies beside it; what cannot be read is
// told and left out. What is no agent that learns is refused.
func TestUnread(t *testing.T) {
	l := start(t, config(t, blank(t)))
	good := `{"format":"gridrat background","version":1,"origin":"a gift","seconds":2.5}`
	curve := string(result.Curve{{Decisions: 432, Seconds: 2.5}}.CSV())
	for name, c := range map[string]struct {
		texts   map[string]string
		says    string
		seconds float64
		points  int
	}{
		"all":         {map[string]string{backgroundName: good, curveName: curve}, "", 2.5, 1},
		"of commands": {nil, "", math.NaN(), 0},
		"later":       {map[string]string{backgroundName: strings.Replace(good, "1,", "2,", 1), curveName: curve}, "could not read its background.json: its version is 2; this program reads version 1.", math.NaN(), 0},
		"no curve":    {map[string]string{backgroundName: good}, `it has no file "curve.csv".`, 2.5, 0},
		"bad curve":   {map[string]string{backgroundName: good, curveName: "rubbish"}, "could not read its curve.csv: it does not begin with", 2.5, 0},
	} {
		l.Do(LoadBytes{Name: "gift.npz", Data: beside(t, c.texts)})
		var points int
		var seconds float64
		ask(t, l, func(s *session) { points, seconds = len(s.Student().curve), s.Student().seconds })
		text := state(t, l).Notice.Text
		if !strings.HasPrefix(text, "Opened gift.npz: code none, ") || !strings.Contains(text, c.says) || (c.says == "") != !strings.Contains(text, "left out") {
			t.Errorf("%s: it says %q, want %q in it", name, text, c.says)
		}
		// The snapshot that follows the request notes the moment, if it is not there.
		if points > 1 || points < c.points || seconds != c.seconds && !(math.IsNaN(seconds) && math.IsNaN(c.seconds)) {
			t.Errorf("%s: %d points, %v s; want %d and %v", name, points, seconds, c.points, c.seconds)
		}
	}
	var small bytes.Buffer
	ask(t, l, func(s *session) {
		if err := s.Student().trainer.Agent().Save(&small); err != nil {
			t.Error(err)
		}
	})
	before := file(t, l)
	for what, data := range map[string][]byte{"it has an agent that does not learn on": small.Bytes(), "could not open gift.npz: ": []byte("rubbish")} {
		l.Do(LoadBytes{Name: "gift.npz", Data: data})
		if n := state(t, l).Notice; !n.Failure || !strings.Contains(n.Text, what) || strings.Contains(n.Text, "\n") {
			t.Errorf("it says %+v, want %q in it", n, what)
		}
	}
	l.Do(Load{Path: filepath.Join(t.TempDir(), "none.npz")})
	if n := state(t, l).Notice; !n.Failure || !strings.Contains(n.Text, "none.npz") {
		t.Errorf("it says %+v", n)
	}
	same(t, "refused", file(t, l), before)
}

// TestCurveIsThinned: the curve is bounded, goes up, keeps its first point, and
// what was handed out is not touched; scores stay more often than others.
func TestCurveIsThinned(t *testing.T) {
	l := start(t, config(t, blank(t)))
	learn(t, l, 1)
	ask(t, l, func(s *session) {
		r := s.Student()
		r.curve = nil
		nan := math.NaN()
		for i := range curveLimit {
			p := result.Point{Decisions: i - curveLimit, Score: agent.Interval{Mean: nan, Low: nan, High: nan}}
			if i%100 == 0 {
				p.Score.Mean = 1
			}
			r.curve = append(r.curve, p)
		}
		held := r.curve[:len(r.curve):len(r.curve)]
		r.note()
		if n := len(r.curve); n != curveLimit/2+1 || r.curve[0].Decisions != -curveLimit || r.curve[n-1].Decisions != 432 {
			t.Errorf("%d points from %d to %d", n, r.curve[0].Decisions, r.curve[n-1].Decisions)
		}
		scores := 0
		for i, p := range r.curve {
			if p.Score.Mean == 1 {
				scores++
			}
			if i > 0 && p.Decisions <= r.curve[i-1].Decisions {
				t.Fatalf("point %d is not after the one before", i)
			}
		}
		if scores != 5 {
			t.Errorf("of 10 scores %d stay", scores)
		}
		before := r.curve
		r.score(432, agent.Interval{Mean: 7})
		if r.curve[len(r.curve)-1].Score.Mean != 7 || !math.IsNaN(before[len(before)-1].Score.Mean) || held[1].Decisions != 1-curveLimit {
			t.Error("the score is missing, or was given to what others hold")
		}
		r.score(-1, agent.Interval{}) // was thinned out
		r.curve = nil
	})
}
