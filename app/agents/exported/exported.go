// Package exported writes what the tab of agents shows into a folder: trials, ways,
// learning curves and their figures, as the command navigate does. It knows nothing
// of the window; an Export may be written by any goroutine.
package exported

import (
	"bytes"
	"fmt"
	"math"

	"gridrat/app/agents/levels"

	"gridrat/app/files"
	"gridrat/brain/agent"
	"gridrat/brain/agent/result"
	"gridrat/brain/agent/sense"
	"gridrat/brain/learner/agents"
	"gridrat/render/panel"
	"gridrat/render/sheet"
	"gridrat/world/maze"
	"gridrat/world/task"
)

// Export is what is written. All of it stays as it is.
type Export struct {
	Dir     string // that is made
	Task    task.Task
	Watched *agents.Snapshot
	Sets    []Set
	Curves  []Curve
	Home    task.Task // that the curves are of
	Levels  levels.Levels
	Choice  *panel.Choice       // that is looked at; nil is none
	Tables  func() []files.File // of experiments
	Edited  *maze.Map           // that the watched agent acts in; nil is the task's own
}

// Set is episodes of the watched agent; the names of their files end in its name.
type Set struct {
	Name     string
	Episodes []agent.Episode
}

// Curve is the newest of an agent, under the name of its code.
type Curve struct {
	Code string
	Snap *agents.Snapshot
}

// Write writes everything.
func (e *Export) Write() error {
	if err := files.MakeFolder(e.Dir, "what is exported"); err != nil {
		return err
	}
	var all []files.File
	for _, s := range e.Sets {
		some, err := e.episodes(s.Name, s.Episodes)
		if err != nil {
			return err
		}
		all = append(all, some...)
	}
	for _, c := range e.Curves {
		picture, err := files.PNG(sheet.Learning(e.results(c.Snap), c.Snap.Curve, e.Home.Published))
		if err != nil {
			return err
		}
		all = append(all, files.File{Name: "curve-" + c.Code + ".csv", Data: c.Snap.Curve.CSV()}, files.File{Name: "curve-" + c.Code + ".png", Data: picture})
	}
	if c := e.Choice; c != nil {
		all = append(all, files.File{Name: "choice.csv", Data: result.Choice(c.Attribution, c.Period)})
	}
	if e.Edited != nil {
		data, err := maze.Encode(*e.Edited)
		if err != nil {
			return fmt.Errorf("could not export the edited map: %w", err)
		}
		all = append(all, files.File{Name: "map-edited.json", Data: data})
	}
	return files.WriteAll(e.Dir, append(all, e.Tables()...))
}

// drawnWays is how many episodes are drawn.
const drawnWays = 6

// episodes are the files of some episodes; none of none.
func (e *Export) episodes(name string, list []agent.Episode) ([]files.File, error) {
	if len(list) == 0 {
		return nil, nil
	}
	a := e.Watched.Agent
	run := result.Run{Agent: a.Recipe.Name, Seed: a.Seed, Decisions: a.Decisions, Task: e.Task.Name}
	res := e.results(e.Watched)
	res.Task = e.Task.Name
	score := agent.MeanOf(agent.Scores(list))
	res.Score, res.Low, res.High, res.Episodes = score.Mean, score.Low, score.High, len(list)
	picture, err := files.PNG(sheet.Ways(res, list[max(0, len(list)-drawnWays):]))
	return []files.File{
		{Name: "trials" + name + ".csv", Data: result.Trials(run, list)},
		{Name: "ways" + name + ".csv", Data: ways(list, e.Task.Body.Tick*float64(e.Task.Body.Repeat))},
		{Name: "ways" + name + ".png", Data: picture},
	}, err
}

// results is what figures say of an agent.
func (e *Export) results(s *agents.Snapshot) result.Results {
	r := result.Results{
		Task: e.Home.Name, Code: s.Plan.Recipe.Name, Seed: s.Plan.Seed, Seconds: result.Known(s.Seconds),
		Told: s.Plan.Recipe.Sense.Code != sense.None && s.Plan.Recipe.Sense.Fix == sense.Told,
	}
	if s.Agent != nil {
		r.Decisions = s.Agent.Decisions
	}
	r.Score, r.Random, r.Ceiling, r.CeilingOf = math.NaN(), math.NaN(), math.NaN(), levels.CeilingOf(e.Home)
	if s.Test != nil {
		r.Put(s.Test.Summary)
	}
	if e.Levels.Of(e.Home) {
		r.Random, r.Ceiling = e.Levels.Random, e.Levels.Ceiling
	}
	return r
}

// ways are the ways of episodes as a table: a row per decision. Episodes and trials are
// numbered as in the table of trials; what a trial ends in ends it in mid-decision.
func ways(list []agent.Episode, period float64) []byte {
	var b bytes.Buffer
	b.WriteString("episode,trial,t_s,x_m,y_m,heading_deg\n")
	for _, e := range list {
		for i, way := range e.Ways {
			for k, p := range way {
				t := min(float64(k)*period, e.Trials[i].Seconds)
				fmt.Fprintf(&b, "%d,%d,%.3f,%.4f,%.4f,%.2f\n", e.Seed-agent.Frozen, i+1, t, p.X, p.Y, e.Headings[i][k]*180/math.Pi)
			}
		}
	}
	return b.Bytes()
}
