package command

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"runtime"
	"slices"
	"strings"

	"gridrat/app/command/progress"
	"gridrat/app/files"
	"gridrat/app/study"
	"gridrat/brain/survey"
	"gridrat/render/sheet"
)

// Export exports single units.
type Export struct {
	Weights string   `help:"Network: a weights.npz, or a folder of published weights." placeholder:"FILE|FOLDER"`
	Unit    []int    `help:"Numbers of units, from 0; may be repeated." placeholder:"N"`
	Format  []string `help:"Formats: png and svg (a page per unit), npz (one file of arrays), csv (one table of scores)." default:"png" placeholder:"png|svg|npz|csv"`
	Seed    uint64   `help:"Seed of the trajectories and of the nulls." default:"1"`
	Out     string   `help:"Folder for the files; existing ones are refused." default:"" placeholder:"DIR"`
	Samples int      `help:"Moves that make the rate maps." default:"200000"`
	figureFlags
}

// Names of the files of several units.
const (
	exportArrays = "units.npz"
	exportTable  = "units.csv"
)

// Run exports. Nothing is written before all is computed.
func (c *Export) Run(ctx context.Context) error {
	if err := c.check(); err != nil {
		return err
	}
	net, err := study.OpenNetwork(c.Weights, c.Seed)
	if err != nil {
		return err
	}
	for _, u := range c.Unit {
		if u < 0 || u >= net.Net.Units() {
			return Misusef("-unit is %d; %s has units 0 to %d", u, net.Name, net.Net.Units()-1)
		}
	}
	p := progress.New(os.Stdout)
	moves := net.Net.Recipe.ReportMoves
	v, _, err := survey.Network(ctx, net.Net, net.Weights, net.Seed, survey.NetworkOptions{
		Options: survey.Options{Draws: study.ExportShuffles, Seed: c.Seed, Workers: runtime.NumCPU(), Progress: func(share float64) {
			p.Show("scoring", share, "")
		}},
		TestSeed: c.Seed, Moves: moves, Samples: c.Samples, Rats: 1, Units: c.Unit,
	})
	if err != nil {
		return interrupted(err)
	}
	r := survey.New(v, Version(), net.Source("drawn"), survey.Sampling{
		Seed: c.Seed, Moves: moves, PeriodS: survey.Number(net.Net.Recipe.MotionModel().Period()),
	})
	if err := c.write(v, &r, net.PerModule()); err != nil {
		return err
	}
	fmt.Println("written to", c.Out)
	return nil
}

func (c *Export) check() error {
	switch {
	case c.Weights == "":
		return Misusef("there is nothing to export from; name a weights.npz or a folder of published weights with -weights")
	case len(c.Unit) == 0:
		return Misusef("no unit is named; name one or several with -unit, as -unit 3,17")
	case c.Samples < leastSamples || c.Samples > mostSamples:
		return Misusef("-samples is %d; it must lie between %d and %d", c.Samples, leastSamples, mostSamples)
	}
	for _, f := range c.Format {
		if !slices.Contains([]string{"png", "svg", "npz", "csv"}, f) {
			return Misusef("-format is %q; it must be png, svg, npz or csv, or several of them with commas", f)
		}
	}
	slices.Sort(c.Unit)
	c.Unit = slices.Compact(c.Unit)
	if c.Out == "" {
		c.Out = files.Dated("runs", "export")
	}
	if err := c.figureFlags.check(); err != nil {
		return err
	}
	return unused(c.Out, c.files()...)
}

// files are the names of what will be written.
func (c *Export) files() []string {
	var names []string
	for _, f := range c.Format {
		switch f {
		case "npz":
			names = append(names, exportArrays)
		case "csv":
			names = append(names, exportTable)
		default:
			for _, u := range c.Unit {
				names = append(names, study.UnitName(u)+"."+f)
			}
		}
	}
	return names
}

func (c *Export) write(v *survey.Survey, r *survey.Results, perModule int) error {
	if err := files.MakeFolder(c.Out, "the files"); err != nil {
		return err
	}
	d := sheet.NewSurvey(v, r, c.colors())
	pictures := slices.ContainsFunc(c.Format, func(f string) bool { return strings.Contains("png svg", f) })
	for i, u := range v.Units {
		if !pictures {
			break
		}
		if err := study.WriteFigure(c.Out, study.UnitName(u), d.Unit(i), d.Notes(fmt.Sprintf("%s: unit %d", d.Name(), u)), c.Format); err != nil {
			return err
		}
	}
	var buf bytes.Buffer
	if slices.Contains(c.Format, "npz") {
		if err := v.WriteArrays(&buf); err != nil {
			return err
		}
		if err := files.Write(c.Out, exportArrays, buf.Bytes()); err != nil {
			return err
		}
		buf.Reset()
	}
	if slices.Contains(c.Format, "csv") {
		if err := v.WriteScores(&buf, perModule); err != nil {
			return err
		}
		return files.Write(c.Out, exportTable, buf.Bytes())
	}
	return nil
}
