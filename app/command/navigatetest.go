package command

import (
	"cmp"
	"context"
	"math"
	"strconv"
	"strings"

	"gridrat/app/command/navigating"
	"gridrat/app/files"
	"gridrat/app/tasks"
	"gridrat/brain/agent"
	"gridrat/world"
	"gridrat/world/task"
)

// test tests an agent, frozen.
func (c *Navigate) test(ctx context.Context) error {
	if c.Decisions != 0 || c.Seconds != 0 {
		return Misusef("-decisions is %d and -seconds is %v; a test does not learn", c.Decisions, c.Seconds)
	}
	if !(c.Noise >= 0 && c.Noise <= 1) {
		return Misusef("-noise is %v; it must be a share from 0 to 1", c.Noise)
	}
	if c.Checks != nil {
		return Misusef("-checks is %d; they are tests on the way of learning, and -test learns nothing; leave -checks out", *c.Checks)
	}
	lesion, err := c.lesion()
	if err != nil {
		return err
	}
	f := navigating.Frozen{
		Path: c.Test, Episodes: c.Episodes, First: navigating.FirstTest, Greedy: c.Greedy, Lesion: lesion, Noise: c.Noise, Seed: c.Seed,
		Keep: c.WeightsOnly, Out: c.Out, Workers: c.Workers, Program: Version(),
	}
	if c.First != nil {
		if f.First = *c.First; f.First > mostEpisodes {
			return Misusef("-first is %d; it must lie between 0 and %d", f.First, mostEpisodes)
		}
	}
	if f.GoalAt, err = c.goalAt(); err != nil {
		return err
	}
	if err := unused(c.Out, navigating.AgentName, files.WeightsName, files.ResultsName); err != nil {
		return err
	}
	var t *task.Task
	if c.Task != "" {
		other, err := tasks.Open(c.Task)
		if err != nil {
			return Misuse(err)
		}
		t = &other
	}
	if err := f.Open(ctx, t); err != nil {
		return err
	}
	return f.Run(ctx)
}

// lesion is what -lesion takes; "" is nothing.
func (c *Navigate) lesion() (string, error) {
	lesion := ""
	if c.Lesion != nil {
		if lesion = *c.Lesion; strings.TrimSpace(lesion) == "" {
			return "", Misusef("-lesion is empty; it must be %s", agent.Impairments)
		}
	}
	if c.Seed != defaultSeed && !strings.Contains(lesion, "random=") && !strings.Contains(lesion, "others=") {
		return "", Misusef("-seed is %d, but the episodes of a test are numbered by -first, and nothing else in it is drawn; leave -seed out, or name random units with -lesion", c.Seed)
	}
	return lesion, nil
}

// goalAt is the place of -goal-at; nil is none.
func (c *Navigate) goalAt() (*world.Vec, error) {
	if c.GoalAt == "" {
		return nil, nil
	}
	x, y, _ := strings.Cut(c.GoalAt, ",")
	a, err1 := strconv.ParseFloat(strings.TrimSpace(x), 64)
	b, err2 := strconv.ParseFloat(strings.TrimSpace(y), 64)
	if cmp.Or(err1, err2) != nil || math.IsNaN(a-a) || math.IsNaN(b-b) {
		return nil, Misusef("-goal-at is %q; it must be two numbers in metres, as -goal-at=-0.5,0.3", c.GoalAt)
	}
	return &world.Vec{X: a, Y: b}, nil
}
