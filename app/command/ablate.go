package command

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"gridrat/app/command/progress"
	"gridrat/app/files"
	"gridrat/app/study"
	"gridrat/brain/ablation"
	"gridrat/brain/gridnet"
	"gridrat/render/paper"
	"gridrat/render/sheet"
)

// Ablate trains recipes with one ingredient changed at a time.
type Ablate struct {
	Recipe  []string `help:"Recipes, of modules (three), one (modules with one module) and lstm." default:"modules,one,lstm"`
	Rows    []string `help:"Rows of the table, by name; all if not given." placeholder:"NAME"`
	Seeds   []uint64 `help:"Seeds of each row." default:"1,2,3"`
	Updates int      `help:"Length of every run." default:"1500"`
	Out     string   `help:"Folder for the results; one with an unfinished table is gone on with." default:"" placeholder:"DIR"`
	List    bool     `help:"List the rows, with the settings that each changes, and train nothing."`
	Workers int      `help:"Goroutines, at most 1024; results do not depend on it. 0 is one per processor." default:"0"`
	Kernels string   `help:"Kernel set to use; the best of this machine if not given." placeholder:"NAME"`
}

// Files of ablations; the table is the sign that they are there.
const (
	ablationsName  = "ablations.json"
	ablationsCSV   = "ablations.csv"
	ablationFigure = "ablations"
)

// mostUpdates bounds the length of a run.
const mostUpdates = 1_000_000

// Run trains what is not there yet. The table is written after every run.
func (c *Ablate) Run(ctx context.Context) error {
	rows, bases, err := c.chosen()
	if err != nil {
		return err
	}
	if c.List {
		fmt.Print(rowList(rows, bases))
	}
	cells := ablation.Plan(rows, bases, c.Seeds)
	if c.List {
		fmt.Printf("%d runs, of %d recipes with %d seeds each; rows with one recipe share its runs\n", len(cells), len(cells)/len(c.Seeds), len(c.Seeds))
		return nil
	}
	if len(cells) == 0 {
		return Misusef("none of the rows makes sense for the recipes that were chosen; -list says which do")
	}
	if c.Out == "" {
		c.Out = files.Dated("runs", "ablate")
	}
	table, err := c.table(cells)
	if err != nil {
		return err
	}
	if err := files.MakeFolder(c.Out, "results"); err != nil {
		return err
	}
	a := &ablating{cmd: c, table: table, progress: progress.New(os.Stdout)}
	for _, cell := range cells {
		if table.Find(cell.Recipe(), cell.Seed) == nil {
			a.left = append(a.left, cell)
			a.total += a.cost(cell)
		}
	}
	if kept := len(cells) - len(a.left); kept > 0 {
		fmt.Printf("%d of %d runs are there already\n", kept, len(cells))
	}
	if err := a.all(ctx); err != nil {
		return err
	}
	return a.finish(ctx.Err() != nil)
}

// chosen are the rows and recipes that the flags name, after all flags were
// checked.
func (c *Ablate) chosen() ([]ablation.Row, []ablation.Base, error) {
	var bases []ablation.Base
	for _, name := range c.Recipe {
		b, err := ablation.BaseNamed(name)
		if err != nil {
			return nil, nil, Misuse(err)
		}
		bases = append(bases, b)
	}
	rows := ablation.Rows()
	if len(c.Rows) > 0 {
		rows = nil
	}
	for _, name := range c.Rows {
		r, err := ablation.RowNamed(name)
		if err != nil {
			return nil, nil, Misuse(err)
		}
		rows = append(rows, r)
	}
	switch {
	case len(bases) == 0 || len(c.Seeds) == 0:
		return nil, nil, Misusef("-recipe and -seeds must each name at least one")
	case len(slices.Compact(slices.Sorted(slices.Values(c.Seeds)))) < len(c.Seeds):
		return nil, nil, Misusef("-seeds names a seed twice; each counts once")
	case c.Updates < 1 || c.Updates > mostUpdates:
		return nil, nil, Misusef("-updates is %d; it must lie between 1 and %d", c.Updates, mostUpdates)
	}
	if err := setWorkers(&c.Workers); err != nil {
		return nil, nil, err
	}
	if err := useKernels(c.Kernels); err != nil {
		return nil, nil, err
	}
	return rows, bases, nil
}

// table is that of the folder, or an empty one.
func (c *Ablate) table(cells []ablation.Cell) (*ablation.Table, error) {
	path := filepath.Join(c.Out, ablationsName)
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return ablation.NewTable(c.Updates), unused(c.Out, files.ResultsName, files.WeightsName)
	}
	if err != nil {
		return nil, fmt.Errorf("could not go on with the ablations: %w", err)
	}
	t, err := ablation.Read(data)
	if err != nil {
		return nil, fmt.Errorf("could not go on with %s: %w; move it away, or choose another folder with -out", path, err)
	}
	if err := t.Fits(c.Updates, cells); err != nil {
		return nil, Misusef("could not go on with %s: %w; choose another folder with -out", path, err)
	}
	return t, nil
}

// rowList is what -list prints.
func rowList(rows []ablation.Row, bases []ablation.Base) string {
	var b strings.Builder
	for _, r := range rows {
		fmt.Fprintf(&b, "%s: %s\n", r.Name, r.Meaning)
		for _, base := range bases {
			if !r.For(base) {
				continue
			}
			recipe := r.Recipe(base)
			set := strings.Join(r.Set, " ")
			if r.Modules > 0 && r.Modules != base.Modules {
				set = strings.TrimSpace(fmt.Sprintf("%d modules %s", r.Modules, set))
			}
			if r.Same(base) {
				set = "the recipe as it is"
			}
			fmt.Fprintf(&b, "  %-8s %s; λ by module %s\n", base.Name, set, ablation.Lambdas(recipe))
		}
	}
	return b.String()
}

// ablating is the work on a table.
type ablating struct {
	cmd      *Ablate
	table    *ablation.Table
	progress *progress.Progress
	left     []ablation.Cell
	at       int     // of left
	done     float64 // cost of those before
	total    float64
}

// measuring is about what measuring a run costs, in GFLOP of training.
const measuring = 150

// cost is about that of a run, in GFLOP.
func (a *ablating) cost(c ablation.Cell) float64 {
	return a.gflop(gridnet.NewNetwork(c.Recipe(), c.Seed), 0, a.cmd.Updates) + measuring
}

func (a *ablating) gflop(n *gridnet.Network, from, to int) float64 {
	sum := 0.0
	for u := from; u < to; {
		h, next := n.Recipe.HorizonAt(u), to
		for _, later := range n.Recipe.Horizons {
			if later.From > u {
				next = min(next, later.From)
			}
		}
		sum += float64(next-u) * n.GFLOP(h.Steps, h.Batch)
		u = next
	}
	return sum
}

// all makes the runs that are left, until ctx ends.
func (a *ablating) all(ctx context.Context) error {
	begin := time.Now()
	for i, c := range a.left {
		a.at = i
		run, err := a.one(ctx, c)
		if ctx.Err() != nil {
			break
		}
		if err != nil {
			return fmt.Errorf("%s of %s with seed %d: %w", c.Row.Name, c.Base.Name, c.Seed, err)
		}
		a.table.Runs = append(a.table.Runs, run)
		a.at, a.done = i+1, a.done+a.cost(c)
		if err := a.save(); err != nil {
			return err
		}
	}
	a.progress.Done("ablations", fmt.Sprintf("%d runs in the table, %.0f s", len(a.table.Runs), time.Since(begin).Seconds()))
	return nil
}

// one makes a run. One whose learning diverges is measured as it was before,
// and says so.
func (a *ablating) one(ctx context.Context, c ablation.Cell) (ablation.Run, error) {
	t, err := gridnet.NewTrainer(c.Recipe(), c.Seed, a.cmd.Workers)
	if err != nil {
		return ablation.Run{}, err
	}
	defer t.Close()
	t.Mapping = false
	var spent time.Duration
	var loss gridnet.Loss
	note := ""
	for t.Update() < a.cmd.Updates && ctx.Err() == nil {
		begin := time.Now()
		last, err := t.Step()
		spent += time.Since(begin)
		if err != nil {
			note = err.Error()
			break
		}
		loss = last
		a.show(c, a.gflop(t.Network(), 0, t.Update()), fmt.Sprintf("update %d of %d, %.0f/s", t.Update(), a.cmd.Updates, float64(t.Update())/spent.Seconds()))
	}
	if ctx.Err() != nil {
		return ablation.Run{}, ctx.Err()
	}
	a.show(c, a.cost(c)-measuring, "measuring")
	run, err := ablation.Measure(ctx, c, t, a.cmd.Workers, spent.Seconds(), loss, Version())
	run.Note = note
	return run, err
}

func (a *ablating) show(c ablation.Cell, done float64, text string) {
	a.progress.Show("ablations", (a.done+done)/a.total, fmt.Sprintf("run %d of %d, %s of %s, seed %d, %s",
		a.at+1, len(a.left), c.Row.Name, c.Base.Name, c.Seed, text))
}

// save writes the table, its JSON last.
func (a *ablating) save() error {
	text, err := a.table.CSV()
	if err != nil {
		return err
	}
	data, err := a.table.JSON()
	if err != nil {
		return err
	}
	return files.WriteAll(a.cmd.Out, []files.File{{Name: ablationsCSV, Data: text}, {Name: ablationsName, Data: data}})
}

// finish draws the figure and prints the table.
func (a *ablating) finish(interrupted bool) error {
	if len(a.table.Runs) > 0 {
		if err := study.WriteFigure(a.cmd.Out, ablationFigure, paper.Ablations(a.table, sheet.Scale), paper.AblationNotes(a.table, Version()), []string{"png", "svg"}); err != nil {
			return err
		}
		fmt.Print(paper.AblationTable(a.table))
	}
	if interrupted {
		fmt.Printf("interrupted with %d runs left; the same command goes on with them\n", len(a.left)-a.at)
	}
	fmt.Println("written to", a.cmd.Out)
	return nil
}
