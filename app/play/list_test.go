package play

import (
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	named "gridrat/app/tasks"
)

func playedAt(day int, score float64) played {
	return played{
		Date: time.Date(2026, 1, day, 10, 0, 0, 0, time.UTC), Task: "goal-driven", Map: "Goal-driven maze", Seed: math.MaxUint64 - uint64(day),
		Score: score, Goals: int(score / 10), Metres: 1.5 * score, Shortest: score,
	}
}

// TestEpisodesAreKept: episodes come back as they were, also those that two
// windows store in turn; the best come first, and the mean is of the last 20
// whose seed was not known.
func TestEpisodesAreKept(t *testing.T) {
	dir := t.TempDir()
	a, err := loadList(dir)
	if err != nil {
		t.Fatal(err)
	}
	b, err := loadList(dir)
	if err != nil {
		t.Fatal(err)
	}
	var want []played
	for i := range 25 {
		p := playedAt(i+1, float64(10*i))
		want = append(want, p)
		if err := []*list{&a, &b}[i%2].add(p); err != nil {
			t.Fatal(err)
		}
	}
	known := playedAt(26, 1000)
	known.Again = true
	other := playedAt(27, 500)
	other.Task, other.Map = "your-map", "mine"
	for _, p := range []played{known, other} {
		want = append(want, p)
		if err := a.add(p); err != nil {
			t.Fatal(err)
		}
	}
	got, err := loadList(dir)
	if err != nil || !reflect.DeepEqual(got.all, want) {
		t.Fatalf("read %+v (%v), want %+v", got.all, err, want)
	}
	if best := got.best("goal-driven"); len(best) != 26 || best[0] != known || best[1] != want[24] || best[25] != want[0] {
		t.Errorf("the best are %+v", best)
	}
	if mean, n := got.mean("goal-driven", ""); n != 20 || mean != 145 { // 50 to 240
		t.Errorf("the mean is %v of %d", mean, n)
	}
	if mean, n := got.mean("your-map", "mine"); n != 1 || mean != 500 {
		t.Errorf("the mean is %v of %d", mean, n)
	}
	if mean, n := got.mean("your-map", "another"); n != 0 || mean != 0 {
		t.Errorf("the mean of nothing is %v of %d", mean, n)
	}
}

// TestDamagedEpisodes: a file that is not as it is written is not used, and
// never written over; one sentence says what is wrong.
func TestDamagedEpisodes(t *testing.T) {
	good, err := json.Marshal(listFile{listVersion, []played{playedAt(1, 50)}})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ old, by, want string }{
		{`{"version"`, `{"vers`, "they are no JSON of episodes"},
		{`"version":2`, `"version":3`, "version is 3; this program reads 2"},
		{`"task":"goal-driven"`, `"task":""`, "episodes[0].task is empty; it must be the name of one"},
		{`"map":"Goal-driven maze",`, ``, "episodes[0].map is empty; it must be the name of one"},
		{`"score":50`, `"score":-1`, "episodes[0].score is -1; it must be 0 or more"},
		{`"goals":5`, `"goals":-5`, "episodes[0].goals is -5; it must be 0 or more"},
		{`"score":50`, `"points":50`, `they are no JSON of episodes: json: unknown field "points"`},
		{`"score":50`, `"score":"50"`, "they are no JSON of episodes"},
		{`2026-01-01T10:00:00Z`, `yesterday`, "they are no JSON of episodes"},
		{`}]}`, `}]} `, ""},
		{`}]}`, `}]}{}`, "something follows the closing brace"},
	} {
		dir := t.TempDir()
		path := filepath.Join(dir, listName)
		text := strings.Replace(string(good), c.old, c.by, 1)
		if text == string(good) {
			t.Fatalf("%s is not in %s", c.old, good)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		l, err := loadList(dir)
		if c.want == "" {
			if err != nil {
				t.Errorf("%s is refused: %v", text, err)
			}
			continue
		}
		if err == nil || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), path) {
			t.Errorf("%s: got %v, want %q", text, err, c.want)
		}
		if err := l.add(playedAt(2, 70)); err == nil {
			t.Errorf("%s: an episode was stored", text)
		}
		if after, _ := os.ReadFile(path); string(after) != text {
			t.Errorf("%s was written over by %s", text, after)
		}
		if len(l.best("goal-driven")) != 1 {
			t.Error("the episode is not in this session's list")
		}
	}
}

// TestEpisodesBeforeRaces: the file of a program that knew no opponents is read, and
// is written with those that came since.
func TestEpisodesBeforeRaces(t *testing.T) {
	dir := t.TempDir()
	const old = `{"version":1,"episodes":[{"date":"2026-01-01T10:00:00Z","task":"goal-driven","map":"Goal-driven maze","seed":7,"score":50,"goals":5,"metres":75,"shortest":50}]}`
	if err := os.WriteFile(filepath.Join(dir, listName), []byte(old), 0o644); err != nil {
		t.Fatal(err)
	}
	l, err := loadList(dir)
	if err != nil || len(l.all) != 1 || l.all[0].Seed != 7 || l.all[0].Against != nil {
		t.Fatalf("read %+v (%v)", l.all, err)
	}
	raced := playedAt(2, 70)
	raced.Against = &named.Rival{Name: "grid", Code: "grid", Task: "goal-driven", Decisions: 523_000, Seed: 1, Score: 280, Goals: 28}
	shown := playedAt(3, 90)
	shown.Shown, shown.Against = true, raced.Against
	for _, p := range []played{raced, shown} {
		if err := l.add(p); err != nil {
			t.Fatal(err)
		}
	}
	got, err := loadList(dir)
	if err != nil || !reflect.DeepEqual(got.all, l.all) || len(got.all) != 3 {
		t.Fatalf("read %+v (%v), want %+v", got.all, err, l.all)
	}
	if mean, n := got.mean("goal-driven", ""); n != 2 || mean != 60 {
		t.Errorf("the mean is %v of %d; one whose opponent showed the goal is in it", mean, n)
	}
	best := bestOf(got.best("goal-driven"), got.all[2])
	if len(best.Rows) != 3 || best.Mark != 0 || best.Rows[0][7] != "grid 523k: 280" || best.Rows[2][7] != "–" || best.Head[7] != "against" {
		t.Errorf("the table is %+v", best)
	}
}

// TestDamagedOpponents: what is wrong with an opponent is said in a sentence.
func TestDamagedOpponents(t *testing.T) {
	raced := playedAt(1, 50)
	raced.Against = &named.Rival{Name: "grid", Code: "place", Task: "goal-driven", Decisions: 5, Seed: 1, Score: 280, Goals: 28}
	good, err := json.Marshal(listFile{listVersion, []played{raced}})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ old, by, want string }{
		{`"name":"grid"`, `"name":""`, "episodes[0].against.name is empty"},
		{`"code":"place"`, `"code":""`, "episodes[0].against.code is empty"},
		{`"decisions":5`, `"decisions":-5`, "episodes[0].against.decisions is -5; it must be 0 or more"},
		{`"score":280`, `"score":-1`, "episodes[0].against.score is -1; it must be 0 or more"},
		{`"goals":28`, `"goals":-1`, "episodes[0].against.goals is -1; it must be 0 or more"},
		{`"against":{`, `"against":{"colour":"red",`, `unknown field "colour"`},
	} {
		text := strings.Replace(string(good), c.old, c.by, 1)
		if text == string(good) {
			t.Fatalf("%s is not in %s", c.old, good)
		}
		if _, err := parseList([]byte(text)); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v, want %q", text, err, c.want)
		}
	}
}

func FuzzEpisodes(f *testing.F) {
	good, err := json.Marshal(listFile{listVersion, []played{playedAt(1, 50)}})
	if err != nil {
		f.Fatal(err)
	}
	f.Add(good)
	f.Add([]byte(`{"version":1,"episodes":null}`))
	f.Add([]byte(`{"version":2,"episodes":[{"date":"2026-01-01T10:00:00Z","task":"a","map":"b","seed":1,"score":1,"goals":1,"metres":1,"shortest":1,"shown":true,"against":{"name":"grid","code":"grid"}}]}`))
	f.Add([]byte(`{"version":1,"episodes":[{"score":1e999}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		all, err := parseList(data)
		if err != nil {
			return
		}
		again, err := json.Marshal(listFile{listVersion, all})
		if err != nil {
			t.Fatal(err)
		}
		back, err := parseList(again)
		if err != nil || len(back) != len(all) {
			t.Fatalf("%s is written as %s and read as %+v (%v)", data, again, back, err)
		}
	})
}
