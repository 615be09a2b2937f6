package paper

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"gridrat/brain/ablation"
	"gridrat/brain/digest"
	"gridrat/brain/report"
	"gridrat/brain/survey"
	"gridrat/brain/tuning"
)

// Where values come from that this program did not measure.
const (
	published  = "Banino et al., Nature 557:429 (2018)"
	replicated = "independent replication, six seeds"
	rescored   = "the authors' exported weights, re-run and re-scored independently"
)

// shortly names the sources.
var shortly = map[string]string{published: "paper", replicated: "replication", rescored: "weights re-scored"}

// known is a value from outside.
type known struct {
	value  float64
	text   string
	source string
	circle bool // of the circular arena, not of the square
}

// row is a line of the report's table.
type row struct {
	key        string // by which differences.txt knows it
	title      string
	definition string
	heads      bool   // the first of a block
	short      string // title in the short form; "" leaves the row out of it
	known      []known
	value      func(d *digest.Digest) survey.Number // NaN where it was not measured
	format     string
	text       func(d *digest.Digest) string // in place of a value: not averaged
	pooled     func(g Group) string          // in place of a value: of all seeds at once
}

var nan = survey.Number(math.NaN())

// rows lists the lines of the table.
func rows() []row {
	out := positionRows()
	out = append(out, fractionRows("grid_60_released", "grid-like, released formula", []known{
		{25.2, "25.2 % (129 of 512)", published, false}, {21.9, "circle: 21.9 % (56 of 256)", published, true},
		{17.8, "17.8 %", replicated, false}, {24.6, "24.6 %", rescored, false},
	})...)
	out = append(out, fractionRows("grid_60_minmax", "grid-like, min/max formula", []known{{18.8, "18.8 %", rescored, false}})...)
	out = append(out, fractionRows("border", "border", []known{{8.7, "8.7 %", published, false}})...)
	out = append(out, fractionRows("direction", "directional", []known{{10.2, "10.2 % (52 of 512)", published, false}})...)
	chance := func(title, short string, of func(c *survey.ConjunctiveChance) survey.Number) row {
		return row{key: "conjunctive", title: title, short: short, definition: survey.Definition("conjunctive"), format: "%.1f %%", value: scored(func(s *survey.Results) survey.Number {
			if s.Classes.Chance == nil {
				return nan
			}
			return 100 * of(s.Classes.Chance)
		})}
	}
	p := tuning.ChanceBeyondP95(100)
	out = append(out,
		row{key: "conjunctive", title: "conjunctive, by the paper's thresholds", definition: survey.Definition("class") + "; conjunctive: " + survey.Definition("conjunctive"), heads: true, short: "conjunctive, by the paper's thresholds",
			known: []known{{100 * 14.0 / 512, "2.7 % (14 of 512)", published, false}}, format: "%.1f %%", value: scored(func(s *survey.Results) survey.Number {
				return 100 * survey.Number(s.Classes.Conjunctive) / survey.Number(s.Units)
			})},
		chance("field shuffle, with a shuffled direction curve", "– field shuffles", func(c *survey.ConjunctiveChance) survey.Number { return c.Shuffle }),
		chance("noise of the units' own smoothness, with a shuffled curve", "– noise as smooth as the units", func(c *survey.ConjunctiveChance) survey.Number { return c.Noise }),
		chance("untrained network", "– untrained network", func(c *survey.ConjunctiveChance) survey.Number { return c.Untrained }),
		row{key: "conjunctive", title: fmt.Sprintf("by the units' own 95th percentiles (by chance %.1f %%, were the three independent)", 100*(3*p*p*(1-p)+p*p*p)), definition: survey.Definition("class"), format: "%.1f %%", value: scored(func(s *survey.Results) survey.Number {
			return 100 * survey.Number(s.Classes.ConjunctiveOwn) / survey.Number(s.Units)
		})},
		row{key: "scales", title: "scales of grid-like units, m", definition: survey.Definition("scales"), heads: true, short: "scales of grid-like units, m",
			known: []known{{math.NaN(), "0.47, 0.70, 1.06; all 0.28 to 1.15", published, false}}, text: scales},
		row{key: "ratios", title: "ratios of successive scales", definition: survey.Definition("scales"), short: "ratios of successive scales",
			known: []known{{math.NaN(), "1.49, 1.51 (of the three scales above)", published, false}}, text: ratios},
		row{key: "scales", title: "median spacing of grid-like units, m", definition: survey.Definition("spacing_m"), format: "%.2f", value: scored(func(s *survey.Results) survey.Number { return s.Scales.SpacingM.Median })},
		row{key: "scales", title: "fields of a rate map, median over units", short: "fields of a rate map, median",
			definition: "regions of at least three bins, joined by their sides, above 0.3 of the peak, in the maps that train ends with; mean over modules", format: "%.0f", value: fields},
	)
	for i, q := range []float64{0.05, 0.25, 0.5, 0.75, 0.95, 1} {
		title, short := fmt.Sprintf("%.0f %%", 100*q), ""
		switch q {
		case 0.05:
			title = "grid score (released) that 5 % of the units are below"
		case 0.5:
			short = "grid score (released), median"
		case 1:
			title, short = "100 %: the best", "grid score (released), best"
		}
		out = append(out, row{key: "quantiles", title: title, definition: survey.Definition("grid_60_released"), heads: i == 0, short: short, format: "%.2f",
			value: func(d *digest.Digest) survey.Number { return digest.Quantile(d.Units.Grid, q) }})
	}
	return out
}

// Keys names the rows that differences can speak of.
func Keys() []string {
	var keys []string
	for _, r := range rows() {
		if !slices.Contains(keys, r.key) {
			keys = append(keys, r.key)
		}
	}
	return keys
}

// fields is how many a rate map has: the median over the units, as train
// measured it.
func fields(d *digest.Digest) survey.Number {
	if d.Train == nil || len(d.Train.Modules) == 0 {
		return nan
	}
	sum := 0.0
	for _, m := range d.Train.Modules {
		sum += m.FieldsMedian
	}
	return survey.Number(sum / float64(len(d.Train.Modules)))
}

// scored is a value of a survey; NaN where there is none.
func scored(value func(s *survey.Results) survey.Number) func(*digest.Digest) survey.Number {
	return func(d *digest.Digest) survey.Number {
		if d.Scores == nil {
			return nan
		}
		return value(d.Scores)
	}
}

func positionRows() []row {
	definition := survey.Definition("position_error") + "; at the end of test trajectories of 15 s (other recipes: see the head of the column), on trajectories that the network was not trained on"
	at := func(title string, known []known, of func(p *survey.Positions) []survey.Number, trained func(d *digest.Digest) survey.Number) row {
		return row{key: "position_error", title: title, short: "– " + title, definition: definition, known: known, format: "%.1f cm", value: func(d *digest.Digest) survey.Number {
			if d.Scores != nil && d.Scores.Positions != nil {
				if x := of(d.Scores.Positions); len(x) > 0 {
					return x[len(x)-1]
				}
				return nan
			}
			if d.Train != nil {
				return trained(d)
			}
			return nan
		}}
	}
	none := func(*digest.Digest) survey.Number { return nan }
	out := []row{
		at("position error after 15 s, three most active", []known{{16, "16 cm", published, false}, {19.1, "19.1 cm", replicated, false}, {20.5, "20 to 21 cm", rescored, false}},
			func(p *survey.Positions) []survey.Number { return p.Top3 }, func(d *digest.Digest) survey.Number { return survey.Number(d.Train.ErrorCM) }),
		at("most active (argmax)", nil, func(p *survey.Positions) []survey.Number { return p.Argmax }, func(d *digest.Digest) survey.Number { return survey.Number(d.Train.ErrorArgmaxCM) }),
		at("believing never to have moved", nil, func(p *survey.Positions) []survey.Number { return p.NeverMoved }, func(d *digest.Digest) survey.Number { return survey.Number(d.Train.NeverMovedCM) }),
		at("untrained network, three most active", []known{{91, "91 cm", published, false}}, func(p *survey.Positions) []survey.Number { return p.Untrained }, func(d *digest.Digest) survey.Number { return survey.Number(d.Train.UntrainedCM) }),
		at("untrained network, argmax", nil, func(p *survey.Positions) []survey.Number { return p.UntrainedArg }, none),
	}
	out[0].heads, out[0].short = true, out[0].title
	return out
}

// fractionRows are those of a measure: units above the paper's threshold, what
// chance gives, and units that are significant by their own shuffles.
func fractionRows(measure, name string, known []known) []row {
	m := survey.MeasureNamed(measure)
	share := func(title, definition string, of func(f survey.Fraction) survey.Number) row {
		return row{key: measure, title: title, definition: definition, format: "%.1f %%", value: scored(func(s *survey.Results) survey.Number { return 100 * of(s.Fraction(measure)) })}
	}
	head := share(fmt.Sprintf("%s: above %.2f", name, m.Threshold), survey.Definition(measure), func(f survey.Fraction) survey.Number { return f.Units })
	head.heads, head.short, head.known = true, head.title, known
	noise := share("noise of the units' own smoothness above it", survey.Definition("null_noise"), func(f survey.Fraction) survey.Number { return f.Noise })
	noise.short = "– noise as smooth as the units"
	if measure == "grid_60_released" {
		// A run that was not scored knows these two by itself.
		head.value = orTrained(head.value, func(r *report.Results) float64 { return 100 * r.GridFraction037 })
		noise.value = orTrained(noise.value, func(r *report.Results) float64 { return 100 * r.NullFraction037 })
		head.definition += ". The paper prints the min/max formula beside its threshold of 0.37; its released code has this one"
	}
	shuffled := share("field shuffle above it", survey.Definition("null_shuffle"), func(f survey.Fraction) survey.Number { return f.Shuffle })
	shuffled.short = "– field shuffles"
	if measure == "direction" {
		shuffled.title, shuffled.short = "shuffled direction curves above it", "– shuffled curves"
	}
	untrained := share("untrained network above it", survey.Definition("untrained"), func(f survey.Fraction) survey.Number { return f.Untrained })
	untrained.short = "– untrained network"
	own := share("beyond the 95th percentile of the unit's own 100 shuffles (by chance 5 %)", survey.Definition("beyond_own"), func(f survey.Fraction) survey.Number { return f.BeyondShuffle })
	own.short = "– beyond their own shuffles (5 % by chance)"
	ownNoise := share("beyond that of its own 100 noise maps (by chance 5 %)", survey.Definition("beyond_own"), func(f survey.Fraction) survey.Number { return f.BeyondNoise })
	ownNoise.short = "– beyond their own noise (5 % by chance)"
	byChance := func(of func(f survey.Fraction) survey.Number) row {
		return row{key: measure, title: "p of as many by chance (one-sided binomial, as if units were independent)", definition: survey.Definition("beyond_own"), short: "– p of as many, were units independent", pooled: func(g Group) string {
			return chanceOf(g, func(s *survey.Results) survey.Number { return of(s.Fraction(measure)) })
		}}
	}
	shuffleP := byChance(func(f survey.Fraction) survey.Number { return f.BeyondShuffle })
	noiseP := byChance(func(f survey.Fraction) survey.Number { return f.BeyondNoise })
	switch measure {
	case "border":
		return append([]row{head, shuffled, noise, untrained, own}, conventionRows(measure, func(s *survey.Results) []survey.ConventionRate { return s.Border })...)
	case "direction":
		shift := share("the same beside the motion of another rat, above it", survey.Definition("null_shift"), func(f survey.Fraction) survey.Number { return f.Shift })
		shift.short = "– beside the motion of another rat"
		ownShift := share("beyond that of its own curves beside 100 other rats (by chance 5 %)", survey.Definition("beyond_own"), func(f survey.Fraction) survey.Number { return f.BeyondShift })
		ownShift.short = "– beyond their own beside other rats (5 % by chance)"
		return append([]row{head, shuffled, shift, untrained, own, ownShift}, conventionRows(measure, func(s *survey.Results) []survey.ConventionRate { return s.Resultant })...)
	}
	return []row{head, shuffled, noise, untrained, own, shuffleP, ownNoise, noiseP}
}

// chanceOf is the probability that chance puts as many units of all seeds
// beyond their own draws; "" where that was not measured, or not with as many
// draws for all.
func chanceOf(g Group, beyondOwn func(s *survey.Results) survey.Number) string {
	beyond, units, draws := 0.0, 0, 0
	for _, d := range g.Digests {
		if d.Scores == nil {
			continue
		}
		share := float64(beyondOwn(d.Scores))
		if share != share || draws != 0 && draws != d.Scores.Sampling.Shuffles {
			return ""
		}
		beyond += share * float64(d.Scores.Units)
		units += d.Scores.Units
		draws = d.Scores.Sampling.Shuffles
	}
	if draws == 0 {
		return ""
	}
	p := tuning.AtLeastByChance(int(math.Round(beyond)), units, tuning.ChanceBeyondP95(draws))
	if p < 0.001 {
		return "< 0.001"
	}
	return fmt.Sprintf("%.3f", p)
}

// conventionRows are the shares above a threshold if something else than the
// absolute activity stands for a rate.
func conventionRows(measure string, of func(s *survey.Results) []survey.ConventionRate) []row {
	var out []row
	for _, c := range []struct{ name, title string }{{"shifted", "activity less its minimum, above it"}, {"rectified", "negative activity cut off, above it"}} {
		out = append(out, row{key: measure, title: c.title, definition: survey.Definition("convention"), format: "%.1f %%", value: scored(func(s *survey.Results) survey.Number {
			for _, rate := range of(s) {
				if rate.Convention == c.name {
					return 100 * rate.Units
				}
			}
			return nan
		})})
	}
	return out
}

// orTrained is a value of a survey or, where there is none, of the training.
func orTrained(value func(*digest.Digest) survey.Number, trained func(*report.Results) float64) func(*digest.Digest) survey.Number {
	return func(d *digest.Digest) survey.Number {
		if d.Scores == nil && d.Train != nil {
			return survey.Number(trained(d.Train))
		}
		return value(d)
	}
}

// fewUnits is how many units with a lattice a row of scales does not pass over
// in silence.
const fewUnits = 10

func scales(d *digest.Digest) string {
	if d.Scores == nil || len(d.Scores.Scales.Clusters) == 0 {
		return ""
	}
	var out []string
	for _, c := range d.Scores.Scales.Clusters {
		out = append(out, fmt.Sprintf("%.2f", float64(c.MeanM)))
	}
	text := strings.Join(out, ", ")
	switch n := d.Scores.Scales.Count; {
	case n == 1:
		text += " (one unit)"
	case n < fewUnits:
		text += fmt.Sprintf(" (%d units)", n)
	}
	return text
}

func ratios(d *digest.Digest) string {
	if d.Scores == nil {
		return ""
	}
	var out []string
	for _, r := range d.Scores.Scales.Ratios {
		out = append(out, fmt.Sprintf("%.2f", float64(r)))
	}
	return strings.Join(out, ", ")
}

// Group is what several seeds of one setting gave.
type Group struct {
	Title   string
	Digests []*digest.Digest // by seed
	length  string           // ", 9 updates" where another group has the same title
}

// cell is what a group has in a row; note lists the seeds.
type cell struct{ Text, Note string }

func (r row) cell(g Group) cell {
	if r.pooled != nil {
		if text := r.pooled(g); text != "" {
			return cell{text, "of the units of all seeds"}
		}
		return cell{"–", "not measured"}
	}
	var notes []string
	if r.text != nil {
		var texts []string
		for _, d := range g.Digests {
			if text := r.text(d); text != "" {
				texts = append(texts, text)
				notes = append(notes, fmt.Sprintf("seed %d: %s", d.Seed, text))
			}
		}
		if texts == nil {
			return cell{"–", "not measured"}
		}
		return cell{strings.Join(texts, "; "), strings.Join(notes, "; ")}
	}
	var x []float64
	var seeds []uint64
	for _, d := range g.Digests {
		v := float64(r.value(d))
		x = append(x, v)
		if v == v {
			seeds = append(seeds, d.Seed)
			notes = append(notes, fmt.Sprintf("seed %d: "+r.format, d.Seed, v))
		}
	}
	if notes == nil {
		return cell{"–", "not measured"}
	}
	s := ablation.SpreadOf(x)
	text := fmt.Sprintf(r.format, s.Mean)
	if low, high := fmt.Sprintf(r.format, s.Low), fmt.Sprintf(r.format, s.High); low != high {
		between := "–"
		if s.Low < 0 {
			between = " to "
		}
		text += fmt.Sprintf(" (%s%s%s)", bare(low), between, bare(high))
	}
	if len(seeds) < len(g.Digests) {
		text += " of " + seedList(seeds)
	}
	return cell{text, strings.Join(notes, "; ")}
}

// bare is a number without its unit.
func bare(s string) string { return strings.TrimSuffix(strings.TrimSuffix(s, " %"), " cm") }

// mean is that of a group, NaN without one.
func (r row) mean(g Group) float64 {
	if r.value == nil {
		return math.NaN()
	}
	var x []float64
	for _, d := range g.Digests {
		x = append(x, float64(r.value(d)))
	}
	return ablation.SpreadOf(x).Mean
}

// outside lists what is known from a source, or from all but one.
func (r row) outside(paper bool) cell {
	var texts, notes []string
	for _, k := range r.known {
		if (k.source == published) != paper {
			continue
		}
		text := k.text
		if !paper {
			text += " (" + shortly[k.source] + ")"
		}
		texts, notes = append(texts, text), append(notes, k.text+": "+k.source)
	}
	return cell{strings.Join(texts, "; "), strings.Join(notes, "; ")}
}
