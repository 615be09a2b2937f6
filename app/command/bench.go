package command

import (
	"context"
	"fmt"
	"os"
	"time"

	"gridrat/app/command/bench"
	"gridrat/app/command/progress"
	"gridrat/app/files"
	"gridrat/brain/versioned"
)

// Bench measures how fast this machine learns.
type Bench struct {
	Seconds float64 `help:"Time per measurement, after half as long to warm up." default:"0.6"`
	Only    string  `help:"Measure only cases whose name or group contains this word, in small letters or capitals." placeholder:"WORD"`
	Runs    int     `help:"Also time so many whole runs of recipe modules, of seeds 1, 2, ..., half a minute each." default:"0"`
	Kernels string  `help:"Kernel set to use; the best of this machine if not given." placeholder:"NAME"`
	Out     string  `help:"Folder for results.json; one with results in it is refused." placeholder:"DIR"`
}

// Run measures case by case and prints a table.
func (c *Bench) Run(ctx context.Context) error {
	if !(c.Seconds > 0 && c.Seconds <= 600) {
		return Misusef("-seconds is %v; it must lie between 0 and 600", c.Seconds)
	}
	if c.Runs < 0 || c.Runs > 100 {
		return Misusef("-runs is %d; it must lie between 0 and 100", c.Runs)
	}
	if err := useKernels(c.Kernels); err != nil {
		return err
	}
	if c.Out == "" {
		c.Out = files.Dated("runs", "bench")
	}
	if err := unused(c.Out, files.ResultsName); err != nil {
		return err
	}
	cases, ok := bench.Wanted(c.Only)
	if !ok {
		return Misusef("no case has %q in its name or group", c.Only)
	}
	if err := files.MakeFolder(c.Out, "results"); err != nil {
		return err
	}
	b, err := bench.Measure(ctx, bench.Options{
		Cases: cases, Time: time.Duration(c.Seconds * float64(time.Second)), Runs: c.Runs, Program: Version(),
	}, progress.New(os.Stdout))
	if err != nil {
		return err
	}
	data, err := versioned.Encode(b)
	if err != nil {
		return err
	}
	if err := files.Write(c.Out, files.ResultsName, data); err != nil {
		return err
	}
	fmt.Print(b.Table())
	fmt.Println("written to", c.Out)
	return nil
}
