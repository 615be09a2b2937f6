package navigating

import (
	"bytes"
	"context"
	"fmt"
	"math"
	"runtime"

	"gridrat/app/files"
	"gridrat/brain/agent"
	"gridrat/brain/agent/result"
	"gridrat/brain/agent/rival"
	"gridrat/brain/agent/sense"
	"gridrat/brain/tensor"
	"gridrat/render/sheet"
	"gridrat/world/task"
)

// ways is how many episodes are drawn.
const ways = 6

// FirstTest is the number of the first episode that no test on the way of a run of
// the usual length uses.
const FirstTest = 100

// Finish tests the agent in twice as many episodes as before, which were used
// for nothing else, beside those who do not learn, and writes everything. An
// interrupt no longer counts: what was learnt is worth the few seconds.
func (r *Run) Finish() error {
	if err := r.Save(); err != nil {
		return err
	}
	ctx := context.Background()
	p := r.trainer.Plan()
	o := agent.Options{First: uint64(max(FirstTest, r.Episodes)), Episodes: 2 * r.Episodes, Ways: ways, Workers: r.Workers}
	final, err := r.kept()
	if err != nil {
		return err
	}
	m, list, err := measure(ctx, final, p.Task, o, r.told("testing"))
	if err != nil {
		return err
	}
	o.Tell, o.Ways = r.told("testing untrained"), 0
	untrained, err := r.trainer.Untrained().Test(ctx, p.Task, o)
	if err != nil {
		return err
	}
	m.Untrained = result.Known(agent.MeanOf(agent.Scores(untrained)).Mean)
	r.progress.Done("testing", fmt.Sprintf("%d episodes, beside others", o.Episodes))
	res := about(final, p.Task, r.Workers, r.Program)
	res.Kind, res.Measured = "learning", m
	res.Finished = r.trainer.Decisions() >= r.Goal
	res.Seconds, res.DecisionsThisCall, res.SecondsThisCall = result.Known(milliseconds(r.seconds())), r.decisions(), milliseconds(r.spent.Seconds())
	res.DecisionsPerSecond = result.Known(r.rate())
	if r.Resume == "" {
		res.PretrainingSeconds, res.PretrainingKept = result.Known(milliseconds(r.Pretraining.Seconds)), r.Kept
	}
	curve, err := files.PNG(sheet.Learning(res, r.curve, p.Task.Published))
	if err != nil {
		return err
	}
	if err := write(r.Out, res, list, []files.File{{Name: PictureName, Data: curve}}); err != nil {
		return err
	}
	fmt.Print(table(res))
	fmt.Println("written to", r.Out)
	return nil
}

// kept is the agent as its file has it, with WeightsOnly in half precision.
func (r *Run) kept() (*agent.Agent, error) {
	a := r.trainer.Agent()
	if !r.WeightsOnly {
		return a, nil
	}
	var b bytes.Buffer
	if err := a.Save(&b); err != nil {
		return nil, err
	}
	return agent.Load(b.Bytes(), Library())
}

func (r *Run) told(phase string) func(float64) {
	return func(share float64) { r.progress.Show(phase, share, "") }
}

// measure tests an agent beside those who do not learn, in the same episodes.
func measure(ctx context.Context, a *agent.Agent, t task.Task, o agent.Options, tell func(float64)) (m result.Measured, list []agent.Episode, err error) {
	o.Tell = tell
	if list, err = a.Test(ctx, t, o); err != nil {
		return m, nil, err
	}
	m.Put(agent.Summarise(list))
	m.Episodes, m.FirstSeed, m.CeilingOf = o.Episodes, agent.Frozen+o.First, rival.Ceiling(t)
	for _, other := range []struct {
		name string
		to   *float64
	}{{rival.Random, &m.Random}, {m.CeilingOf, &m.Ceiling}} {
		if err := ctx.Err(); err != nil {
			return m, nil, err
		}
		played, err := rival.Play(t, other.name, m.FirstSeed, o.Episodes, o.Workers)
		if err != nil {
			return m, nil, err
		}
		for _, p := range played {
			*other.to += p.Score / float64(len(played))
		}
	}
	return m, list, nil
}

// about begins the results of an agent that is tested in a task.
func about(a *agent.Agent, t task.Task, workers int, program string) result.Results {
	s := a.Recipe.Sense
	r := result.Results{
		Format: result.Format, Version: result.Version, Program: program, Kernels: tensor.KernelName(), Workers: workers,
		Machine: fmt.Sprintf("%s/%s, %d processors", runtime.GOOS, runtime.GOARCH, runtime.NumCPU()),
		Task:    t.Name, LearntIn: a.Task.Name, Code: a.Recipe.Name,
		Seed: a.Seed, Decisions: a.Decisions, Experience: a.Experience(), Parameters: a.Parameters(),
		Sight: s.Sight, Fix: string(s.Fix), Told: s.Code != sense.None && s.Fix == sense.Told,
		LikeRat: t.Body == task.Body().LikeRat(), Settings: a.Recipe,
	}
	r.Learnt(a.Network)
	return r
}

// milliseconds rounds seconds to thousandths.
func milliseconds(seconds float64) float64 { return math.Round(1000*seconds) / 1000 }

// write writes what a finished run or test leaves; results.json comes last, as the
// sign that all is there.
func write(dir string, res result.Results, list []agent.Episode, others []files.File) error {
	results, err := res.JSON()
	if err != nil {
		return err
	}
	sheet, err := files.PNG(sheet.Ways(res, list))
	if err != nil {
		return err
	}
	trials := result.Trials(result.Run{Agent: res.Code, Seed: res.Seed, Decisions: res.Decisions, Task: res.Task}, list)
	all := append([]files.File{{Name: TrialsName, Data: trials}, {Name: WaysName, Data: sheet}}, others...)
	return files.WriteAll(dir, append(all, files.File{Name: files.ResultsName, Data: results}))
}
