package navigating

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"gridrat/app/files"
	"gridrat/assets"
	"gridrat/brain/agent"
	"gridrat/brain/agent/result"
	"gridrat/brain/agent/sense"
	"gridrat/world"
	"gridrat/world/task"
)

// Frozen is a test of an agent that does not learn.
type Frozen struct {
	Path     string // of the agent
	Episodes int
	First    uint64 // number of the first episode
	Greedy   bool
	Lesion   string  // see agent.Impairments; "" is none
	Noise    float64 // on what is felt of the own motion, a share
	Seed     uint64  // of a random lesion
	GoalAt   *world.Vec
	Keep     bool   // the agent is left beside the results as Agent.Save has it, and tested so
	Out      string // folder for the results
	Workers  int
	Program  string // version of the program

	agent *agent.Agent
	task  task.Task
	lacks sense.Impairment
	kept  []files.File
}

// Open reads the agent, and prepares its test in a task; nil is its own.
func (f *Frozen) Open(ctx context.Context, t *task.Task) error {
	data, err := f.read()
	if err != nil {
		return fmt.Errorf("could not open the agent: %w", err)
	}
	if f.agent, err = agent.Load(data, Library()); err != nil {
		return fmt.Errorf("could not open the agent %s: %w", f.Path, err)
	}
	if f.Keep {
		var b bytes.Buffer
		if err := f.agent.Save(&b); err != nil {
			return err
		}
		f.kept = []files.File{{Name: AgentName, Data: b.Bytes()}}
		if f.agent, err = agent.Load(b.Bytes(), Library()); err != nil {
			return fmt.Errorf("could not keep the agent %s: %w", f.Path, err)
		}
	}
	if f.task = f.agent.Task; t != nil {
		f.task = *t
		f.task.Body = f.agent.Task.Body
	}
	if f.GoalAt != nil {
		if f.task, err = agent.GoalAt(f.task, *f.GoalAt); err != nil {
			return err
		}
	}
	if err := f.agent.Fits(&f.task); err != nil {
		return fmt.Errorf("%s cannot be tested so: %w", f.Path, err)
	}
	if f.Lesion != "" {
		if f.lacks, err = f.agent.Impair(ctx, f.Lesion, f.Seed, f.Workers); err != nil {
			return err
		}
	}
	f.lacks.Noise = f.Noise
	return f.agent.CanLack(f.lacks)
}

// read returns the file of the agent: of the program, by its name, or another.
func (f *Frozen) read() ([]byte, error) {
	if a, ok := assets.AgentNamed(f.Path); ok {
		return a.File(), nil
	}
	data, err := files.Read(f.Path)
	if errors.Is(err, fs.ErrNotExist) {
		var names []string
		for _, a := range assets.Agents() {
			names = append(names, a.Name)
		}
		err = fmt.Errorf("%w (the program has %s)", err, strings.Join(names, ", "))
	}
	return data, err
}

// Run tests the agent beside those who do not learn, and writes down how it did.
func (f *Frozen) Run(ctx context.Context) error {
	show := NewProgress()
	o := agent.Options{First: f.First, Episodes: f.Episodes, Greedy: f.Greedy, Impairment: f.lacks, Ways: ways, Workers: f.Workers}
	m, list, err := measure(ctx, f.agent, f.task, o, func(share float64) { show.Show("testing", share, "") })
	if err != nil {
		return err
	}
	show.Done("testing", fmt.Sprintf("%d episodes, beside others", f.Episodes))
	res := about(f.agent, f.task, f.Workers, f.Program)
	res.Kind, res.Measured, res.Finished = "test", m, true
	res.Test = &result.Test{Agent: f.Path, Greedy: f.Greedy, Lesion: f.Lesion, Silenced: f.lacks.Silenced, Noise: f.Noise}
	if f.GoalAt != nil {
		res.GoalAt = &[2]float64{f.GoalAt.X, f.GoalAt.Y}
	}
	if err := files.MakeFolder(f.Out, "results"); err != nil {
		return err
	}
	if err := write(f.Out, res, list, f.kept); err != nil {
		return err
	}
	fmt.Fprint(os.Stdout, table(res))
	fmt.Println("written to", f.Out)
	return nil
}
