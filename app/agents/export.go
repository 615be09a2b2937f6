package agents

import (
	"bytes"
	"context"
	"fmt"

	"gridrat/app/files"
	"gridrat/brain/agent"
	"gridrat/brain/agent/result"
	"gridrat/brain/agent/rival"
	"gridrat/brain/agent/sense"
	"gridrat/brain/learner/agents"
	"gridrat/render/figure"
	"gridrat/render/sheet"
	"gridrat/world/task"
)

// exporting is the work in the background.
const exporting = "export"

// export writes what the panels show into a dated folder: the trials of the watched
// agent, or of the test before and after, the learning curves of all that take part,
// their figures, and the ways.
func (r *Room) export() {
	s := r.of.now()
	if s == nil || s.Agent == nil {
		r.Tell(false, "There is nothing to export: "+noAgent+".")
		return
	}
	e := export{dir: files.Free(r.Out, "agents", ""), task: r.task, watched: s, past: r.rat.SoFar(), tests: r.tests, levels: r.lines.found, home: r.home}
	for _, c := range r.all {
		if now := c.now(); c.in && now != nil && len(now.Curve) > 0 {
			e.curves = append(e.curves, curve{c.code, now})
		}
	}
	r.Background.Start(exporting, "Exporting", func(context.Context, func(float64)) (string, error) {
		if err := e.write(); err != nil {
			return "", err
		}
		return fmt.Sprintf("Exported trials, ways, curves and figures of %s to %s.", figure.Plural(len(e.curves), "agent", "agents"), e.dir), nil
	})
}

// export is what is written. All of it stays as it is.
type export struct {
	dir     string
	task    task.Task
	watched *agents.Snapshot
	past    []agent.Episode
	tests   *comparison
	curves  []curve
	home    task.Task // that the curves are of
	levels  levels
}

// curve is the newest of a contender.
type curve struct {
	code string
	snap *agents.Snapshot
}

// write writes everything.
func (e *export) write() error {
	if err := files.MakeFolder(e.dir, "what is exported"); err != nil {
		return err
	}
	var all []files.File
	for _, s := range []struct {
		name string
		list []agent.Episode
	}{{"", e.past}, {"-before", e.before()}, {"-after", e.after()}} {
		some, err := e.episodes(s.name, s.list)
		if err != nil {
			return err
		}
		all = append(all, some...)
	}
	for _, c := range e.curves {
		picture, err := files.PNG(sheet.Learning(e.results(c.snap), c.snap.Curve, e.home.Published))
		if err != nil {
			return err
		}
		all = append(all, files.File{Name: "curve-" + c.code + ".csv", Data: c.snap.Curve.CSV()}, files.File{Name: "curve-" + c.code + ".png", Data: picture})
	}
	return files.WriteAll(e.dir, all)
}

func (e *export) before() []agent.Episode {
	if e.tests == nil {
		return nil
	}
	return e.tests.before
}

func (e *export) after() []agent.Episode {
	if e.tests == nil {
		return nil
	}
	return e.tests.after
}

// drawnWays is how many episodes are drawn.
const drawnWays = 6

// episodes are the files of some episodes; none of none.
func (e *export) episodes(name string, list []agent.Episode) ([]files.File, error) {
	if len(list) == 0 {
		return nil, nil
	}
	a := e.watched.Agent
	run := result.Run{Agent: a.Recipe.Name, Seed: a.Seed, Decisions: a.Decisions, Task: e.task.Name}
	res := e.results(e.watched)
	res.Task = e.task.Name
	score := agent.MeanOf(agent.Scores(list))
	res.Score, res.Low, res.High, res.Episodes = score.Mean, score.Low, score.High, len(list)
	picture, err := files.PNG(sheet.Ways(res, list[max(0, len(list)-drawnWays):]))
	return []files.File{
		{Name: "trials" + name + ".csv", Data: result.Trials(run, list)},
		{Name: "ways" + name + ".csv", Data: ways(list, e.task.Body.Tick*float64(e.task.Body.Repeat))},
		{Name: "ways" + name + ".png", Data: picture},
	}, err
}

// results is what figures say of an agent.
func (e *export) results(s *agents.Snapshot) result.Results {
	r := result.Results{
		Task: e.home.Name, Code: s.Plan.Recipe.Name, Seed: s.Plan.Seed, Seconds: result.Known(s.Seconds),
		Told: s.Plan.Recipe.Sense.Code != sense.None && s.Plan.Recipe.Sense.Fix == sense.Told,
	}
	if s.Agent != nil {
		r.Decisions = s.Agent.Decisions
	}
	r.Score, r.Random, r.Ceiling, r.CeilingOf = nan, nan, nan, ceilings[rival.Ceiling(e.home)]
	if s.Test != nil {
		r.Put(s.Test.Summary)
	}
	if e.levels.of(e.home) && e.levels.err == nil {
		r.Random, r.Ceiling = e.levels.random, e.levels.ceiling
	}
	return r
}

// ways are the ways of episodes as a table: a row per decision.
func ways(list []agent.Episode, period float64) []byte {
	var b bytes.Buffer
	b.WriteString("episode,trial,t_s,x_m,y_m\n")
	for _, e := range list {
		for i, way := range e.Ways {
			for k, p := range way {
				fmt.Fprintf(&b, "%d,%d,%.3f,%.4f,%.4f\n", e.Seed, i+1, float64(k)*period, p.X, p.Y)
			}
		}
	}
	return b.Bytes()
}
