package command

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"gridrat/app/command/navigating"
	"gridrat/app/files"
	"gridrat/app/tasks"
	"gridrat/brain/agent"
	"gridrat/brain/agent/reward"
	"gridrat/brain/agent/sense"
)

// Navigate lets agents learn without a window, and tests them.
type Navigate struct {
	Task    string   `help:"Task: square-arena (if none is named), goal-driven, goal-doors, double-e, or a map with a goal (JSON or .txt)." placeholder:"NAME|FILE"`
	Code    string   `help:"What the rat knows of its place: grid (if none is named), grid-map, place, integrated, predicted, withheld, raw, none." placeholder:"NAME" xor:"code"`
	Network string   `help:"Path-integration network of the code: modules (if none is named), lstm, paper, paper-circle, or a weights.npz or folder." placeholder:"NAME|FILE" xor:"network"`
	Sight   *float64 `help:"Probability that sight, or being told, corrects the code at a decision; that of the recipe if not given (published: 0.05)." placeholder:"P" xor:"sight"`
	Told    bool     `help:"The true place is told where otherwise sight or memory corrects the code: an upper control." xor:"told"`
	LikeRat bool     `help:"A body that is slower sideways and backwards." xor:"like-rat"`
	Learn   string   `help:"Way of learning: ppo (if none is named), or a3c, as published, whose recipe lasts 1e9 decisions." placeholder:"NAME" xor:"learn"`
	Set     []string `help:"Change a setting of the recipe, as learn.worlds=64; may be repeated, and the order counts." placeholder:"NAME=VALUE" sep:"none" xor:"set"`
	Seed    uint64   `help:"Seed of organs, weights, episodes and actions; in a test, of a random lesion." default:"1"`

	Decisions int     `help:"Stop after so many decisions, of all rats together, over which learning rate and entropy fall (-set learn.decisions=N has them fall over others); 0 is the length of the recipe." default:"0"`
	Seconds   float64 `help:"Stop after this time spent on learning, if -decisions is not reached before; 0 is no limit." default:"0"`
	Episodes  int     `help:"Frozen episodes of each test on the way; at the end twice as many, others." default:"100"`
	Checks    *int    `help:"Tests on the way, at equal shares of the run, 20 if not given." placeholder:"N"`
	Out       string  `help:"Folder for the results; one with results in it is refused, unless -resume goes on from its own agent.npz." default:"" placeholder:"DIR"`
	Resume    string  `help:"Go on from an agent.npz; task, code, network, settings and seed come from it, and the curve beside it is continued; -out may be the folder it lies in." placeholder:"FILE" xor:"code,network,sight,told,like-rat,learn,set,test"`
	Workers   int     `help:"Goroutines, at most 1024; results do not depend on it. 0 is one per processor." default:"0"`
	Kernels   string  `help:"Kernel set to use; the best of this machine if not given." placeholder:"NAME"`

	Test   string  `help:"Test an agent, that of an agent.npz or one of the program by its name, as arena-grid, frozen, in place of learning; -task is another task than its own." placeholder:"NAME|FILE" xor:"code,network,sight,told,like-rat,learn,set,test"`
	First  *uint64 `help:"Number of the first episode of a test, 100 if not given: those below were tests on the way." placeholder:"N"`
	Lesion *string `help:"Take something from the agent in a test: vision, reward (that it is told of), or units of the code at the goal: all, random=SHARE (drawn from -seed), grid=SHARE (the most grid-like), others=SHARE (random ones of the rest), module=NUMBER, or units as 3,17; several are joined, as vision+grid=0.25." placeholder:"WHAT"`
	Noise  float64 `help:"In a test, noise on what the rat feels of its own motion: standard deviation as a share of it, from 0 to 1." default:"0"`
	GoalAt string  `help:"Put the goal of every episode of a test there, as -goal-at=-0.5,0.3 (m)." placeholder:"X,Y"`
	Greedy bool    `help:"In a test the likeliest action is taken, not one drawn."`

	WeightsOnly bool `help:"Keep in agent.npz what can be tested, not what can learn on, in half precision: a tenth of the size. With -test, leave such an agent beside the results, which are its own."`
}

// defaults of flags that others rule out.
const (
	defaultTask    = "square-arena"
	defaultNetwork = "modules"
)

// Run learns or tests. Nothing is written before all flags are known to be right.
func (c *Navigate) Run(ctx context.Context) error {
	if c.Decisions < 0 || !(c.Seconds >= 0) {
		return Misusef("-decisions is %d and -seconds is %v; they must be numbers from 0 on", c.Decisions, c.Seconds)
	}
	if c.Episodes < 1 || c.Episodes > mostEpisodes || c.checks() < 0 || c.checks() > mostEpisodes {
		return Misusef("-episodes is %d and -checks is %d; they must lie between 1 and %d, and 0 and %d", c.Episodes, c.checks(), mostEpisodes, mostEpisodes)
	}
	if err := setWorkers(&c.Workers); err != nil {
		return err
	}
	if err := useKernels(c.Kernels); err != nil {
		return err
	}
	if c.Out == "" {
		c.Out = files.Dated("runs", "navigate")
	}
	if c.Test != "" {
		return c.test(ctx)
	}
	for _, f := range []struct {
		name  string
		given bool
	}{{"first", c.First != nil}, {"lesion", c.Lesion != nil}, {"noise", c.Noise != 0}, {"goal-at", c.GoalAt != ""}, {"greedy", c.Greedy}} {
		if f.given {
			return Misusef("-%s is for -test FILE", f.name)
		}
	}
	return c.learn(ctx)
}

const mostEpisodes = 1_000_000

// checks is how many tests there are on the way.
func (c *Navigate) checks() int {
	if c.Checks == nil {
		return 20
	}
	return *c.Checks
}

// learn lets an agent learn.
func (c *Navigate) learn(ctx context.Context) error {
	if err := c.vacant(); err != nil {
		return err
	}
	o := navigating.Options{
		Seconds: c.Seconds, Episodes: c.Episodes, Checks: c.checks(), Out: c.Out,
		Resume: c.Resume, InPlace: c.inPlace(), Workers: c.Workers, Program: Version(), WeightsOnly: c.WeightsOnly,
	}
	show := navigating.NewProgress()
	t, err := c.trainer(ctx, &o)
	if err != nil {
		return err
	}
	defer t.Close()
	o.Goal = cmp.Or(c.Decisions, t.Plan().Recipe.Learn.Decisions)
	if t.Decisions() >= o.Goal {
		return Misusef("%s is already at decision %d, and learning would end at %d; say with -decisions how far to go on", c.Resume, t.Decisions(), o.Goal)
	}
	run, err := navigating.New(t, o, show)
	if err != nil {
		return err
	}
	if err := files.MakeFolder(c.Out, "results"); err != nil {
		return err
	}
	if err := run.Learn(ctx); err != nil {
		return errors.Join(err, run.Save())
	}
	return run.Finish()
}

// vacant refuses a folder that holds a run, complete or not, other than the very
// one that is resumed.
func (c *Navigate) vacant() error {
	if c.inPlace() {
		return nil
	}
	if path := filepath.Join(c.Out, navigating.AgentName); exists(path) {
		return Misusef("the folder %s already holds %s; choose another with -out, or go on from it with -resume %s", c.Out, navigating.AgentName, path)
	}
	return unused(c.Out, files.WeightsName, files.ResultsName)
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// inPlace tells whether the run goes on in the folder that it lies in.
func (c *Navigate) inPlace() bool {
	own, err := os.Stat(filepath.Join(c.Out, navigating.AgentName))
	if err != nil {
		return false
	}
	from, err := os.Stat(c.Resume)
	return err == nil && os.SameFile(own, from)
}

// trainer begins or goes on.
func (c *Navigate) trainer(ctx context.Context, o *navigating.Options) (*agent.Trainer, error) {
	if c.Resume != "" {
		return c.resumed()
	}
	p, err := c.plan()
	if err != nil {
		return nil, err
	}
	organs, grown, err := navigating.Organs(ctx, p, navigating.Cache(), c.Workers, navigating.NewProgress())
	if err != nil {
		return nil, err
	}
	o.Pretraining = grown
	return agent.NewTrainer(p, organs, c.Workers)
}

// resumed goes on from a file.
func (c *Navigate) resumed() (*agent.Trainer, error) {
	if c.Task != "" {
		return nil, Misusef("-task is %q, but the agent in %s has a task and keeps it; leave -task out", c.Task, c.Resume)
	}
	data, err := files.Read(c.Resume)
	if err != nil {
		return nil, fmt.Errorf("could not resume: %w", err)
	}
	t, err := agent.LoadTrainer(data, navigating.Library(), c.Workers)
	if err != nil {
		return nil, fmt.Errorf("could not resume from %s: %w", c.Resume, err)
	}
	if seed := t.Plan().Seed; c.Seed != defaultSeed && c.Seed != seed {
		t.Close()
		return nil, Misusef("-seed is %d, but the run in %s has seed %d and keeps it; leave -seed out", c.Seed, c.Resume, seed)
	}
	return t, nil
}

// plan is what the flags describe.
func (c *Navigate) plan() (agent.Plan, error) {
	p := agent.Plan{Seed: c.Seed}
	var err error
	if p.Task, err = tasks.Open(cmp.Or(c.Task, defaultTask)); err != nil {
		return p, Misuse(err)
	}
	if c.LikeRat {
		p.Task.Body = p.Task.Body.LikeRat()
	}
	if p.Recipe, err = agent.NewRecipe(&p.Task, cmp.Or(c.Code, "grid")); err != nil {
		return p, Misuse(err)
	}
	way := cmp.Or(reward.Algorithm(c.Learn), reward.PPO)
	if !slices.Contains(way.Words(), c.Learn) && c.Learn != "" {
		return p, Misusef("-learn is %q; there are %s", c.Learn, strings.Join(way.Words(), " and "))
	}
	p.Recipe = p.Recipe.By(way)
	if err := c.change(&p.Recipe); err != nil {
		return p, err
	}
	if p.Recipe.Sense.Code == sense.Grid {
		if p.Network, err = navigating.OpenNetwork(cmp.Or(c.Network, defaultNetwork)); err != nil {
			return p, Misuse(err)
		}
	} else if c.Network != "" {
		return p, Misusef("-network is %q, but code %s has none", c.Network, p.Recipe.Name)
	}
	if err := p.Check(); err != nil {
		return p, Misuse(err)
	}
	return p, nil
}

// change changes a recipe as the flags say.
func (c *Navigate) change(r *agent.Recipe) error {
	s := &r.Sense
	if c.Decisions > 0 {
		r.Learn.Decisions = c.Decisions
	}
	if (c.Told || c.Sight != nil) && s.Code == sense.None {
		return Misusef("-told and -sight are about a code, and code %s has none", r.Name)
	}
	if c.Told { // and the floor with it, which can then be laid into the network's box
		s.Fix = sense.Told
	}
	if c.Sight != nil {
		if s.Fix == sense.Views {
			return Misusef("-sight is %v, but views correct the code of this agent at any decision; it is for what is seen or told", *c.Sight)
		}
		s.Sight = *c.Sight
	}
	if err := r.Validate(); err != nil {
		return Misuse(err)
	}
	for _, set := range c.Set {
		name, value, ok := strings.Cut(set, "=")
		if !ok {
			return Misusef("-set is %q; it must be NAME=VALUE, as -set learn.worlds=64", set)
		}
		if err := r.Set(name, value); err != nil {
			return Misuse(err)
		}
	}
	return nil
}
