package survey

import (
	"fmt"
	"io"
	"math"
	"slices"

	"gridrat/brain/gridnet"
	"gridrat/brain/tensor"
	"gridrat/brain/tuning"
	"gridrat/brain/versioned"
	"gridrat/world"
)

// Format and version of results.json.
const (
	resultsFormat  = "gridrat scores"
	resultsVersion = 1
)

// Results is results.json of a survey. Lengths are metres unless a name says
// centimetres, and what is not known is null.
type Results struct {
	Format  string `json:"format"`
	Version int    `json:"version"`
	Program string `json:"program"`
	Kernels string `json:"kernels"`

	Source   Source          `json:"source"`
	Sampling Sampling        `json:"sampling"`
	Settings *gridnet.Recipe `json:"settings,omitempty"` // of the network
	// Definitions say what every score is, by its name.
	Definitions map[string]string `json:"definitions"`

	Units     int              `json:"units"`
	Fractions []Fraction       `json:"fractions"`
	Classes   ClassCounts      `json:"classes"`
	Scales    Scales           `json:"scales"`
	Medians   map[string]Pair  `json:"medians"`
	Modules   []ModuleScales   `json:"modules,omitempty"`
	Resultant []ConventionRate `json:"directional_by_convention"`
	Border    []ConventionRate `json:"border_by_convention,omitempty"`

	Positions *Positions `json:"positions,omitempty"`
	Motion    []Motion   `json:"motion,omitempty"`
	Expected  []Expected `json:"expected,omitempty"`
	Notes     []string   `json:"notes,omitempty"`
}

// Source is what was surveyed.
type Source struct {
	Kind       string `json:"kind"` // "network" or "recording"
	Name       string `json:"name"`
	Recipe     string `json:"recipe,omitempty"`
	Seed       uint64 `json:"seed,omitempty"`
	Updates    int    `json:"updates,omitempty"`
	Weights    string `json:"weights_sha256,omitempty"` // gridnet.Fingerprint of a network; older files have none
	Trajectory string `json:"trajectory"`               // "drawn", or the name of a file
}

// Sampling is how it was surveyed.
type Sampling struct {
	Seed        uint64          `json:"seed"`
	Enclosure   world.Enclosure `json:"enclosure"` // the square that maps bin, or the circle in it
	Box         *Box            `json:"box,omitempty"`
	Samples     int             `json:"samples"`
	SecondsS    Number          `json:"seconds"`
	FloorBins   int             `json:"floor_bins"`
	VisitedBins int             `json:"visited_bins"`
	Moves       int             `json:"moves_per_trajectory,omitempty"`
	PeriodS     Number          `json:"period_s"`
	Bins        int             `json:"bins"`
	BinM        Number          `json:"bin_m"`
	FineBins    int             `json:"fine_bins"`
	FineBinM    Number          `json:"fine_bin_m"`
	SigmaBins   Number          `json:"fine_smoothing_sigma_bins"`
	Shuffles    int             `json:"shuffles_per_unit"`
	NoiseDraws  int             `json:"noise_draws_per_unit"`
	Shifts      int             `json:"shifts_per_unit"`
	OpexeboDraw int             `json:"opexebo_noise_draws_per_unit"`
}

// ClassCounts are the numbers of units of each class, by the paper's
// thresholds and by the units' own (see OwnClasses).
type ClassCounts struct {
	Paper          map[string]int `json:"paper_thresholds"`
	Own            map[string]int `json:"own_thresholds"`
	Conjunctive    int            `json:"conjunctive_paper"`
	ConjunctiveOwn int            `json:"conjunctive_own"`
	// Of recorded cells: those with a caution.
	Cautioned int `json:"with_caution,omitempty"`
	// Of what chance makes conjunctive; nil in results that did not measure it.
	Chance *ConjunctiveChance `json:"conjunctive_by_chance,omitempty"`
}

// Pair is a value of a network and of the same network before it learnt.
type Pair struct {
	Units     Number `json:"units"`
	Untrained Number `json:"untrained"`
}

// ModuleScales are the spacings of one module of a network.
type ModuleScales struct {
	Module   int       `json:"module"`
	Units    int       `json:"units"`
	Above    Number    `json:"fraction_above_threshold"`
	SpacingM Quantiles `json:"spacing_m"`
}

// ConventionRate is the share of directional or border units by what stands for
// a rate.
type ConventionRate struct {
	Convention string `json:"convention"`
	Units      Number `json:"units"`
}

// Expected is a value that is known from outside, beside ours.
type Expected struct {
	What   string `json:"what"`
	Known  string `json:"known"`
	Low    Number `json:"low"` // what counts as met
	High   Number `json:"high"`
	Ours   Number `json:"ours"`
	Within bool   `json:"within"`
	Unit   string `json:"unit"`
	Source string `json:"source"`
}

// New puts together the results of a survey; positions, motion, settings, what
// was expected and further notes are for the caller to add.
func New(v *Survey, program string, source Source, sampling Sampling) Results {
	n, fine := Bins, v.Fine[0].N
	sampling.Enclosure = v.Enclosure
	sampling.Bins, sampling.BinM = n, Number(v.Enclosure.Size/float64(n))
	sampling.FineBins, sampling.FineBinM, sampling.SigmaBins = fine, Number(v.Enclosure.Size/float64(fine)), tuning.OpexeboSigma
	sampling.Shuffles, sampling.NoiseDraws, sampling.OpexeboDraw = v.Draws, v.Draws, Options{Draws: v.Draws}.opexebo()
	if n := v.Shifted.Speed; len(n.Units) > 0 {
		sampling.Shifts = len(n.Units[0])
	}
	samples := 0.0
	for _, t := range v.Maps[0].Time {
		samples += t
	}
	sampling.Samples, sampling.SecondsS, sampling.Box = int(math.Round(samples)), Number(v.Seconds), v.Box
	_, sampling.FloorBins, sampling.VisitedBins = v.floor()
	r := Results{
		Format: resultsFormat, Version: resultsVersion, Program: program, Kernels: tensor.KernelName(),
		Source: source, Sampling: sampling, Definitions: definitions(), Units: len(v.Scores),
		Fractions: v.Fractions(), Scales: v.Scales(sampling.Seed), Medians: v.medians(),
	}
	for _, c := range v.Cautions() {
		if c != "" {
			r.Classes.Cautioned++
		}
	}
	r.Notes = v.CautionNotes()
	r.Classes.Paper, r.Classes.Conjunctive = counts(v.Classes())
	r.Classes.Own, r.Classes.ConjunctiveOwn = counts(v.OwnClasses())
	chance := v.ConjunctiveChance()
	r.Classes.Chance = &chance
	paper := tuning.PaperThresholds()
	for i, name := range []string{"absolute", "shifted", "rectified"} {
		c := tuning.Convention(i)
		r.Resultant = append(r.Resultant, ConventionRate{name, Number(tuning.Above(tuning.Resultants(v.Directions, c), paper.Direction))})
		r.Border = append(r.Border, ConventionRate{name, Number(tuning.Above(tuning.Borders(v.Maps, v.Enclosure, v.Walls, c), paper.Border))})
	}
	return r
}

// AddNetwork adds what is known of a network that was surveyed.
func (r *Results) AddNetwork(v *Survey, recipe gridnet.Recipe) {
	r.Settings = &recipe
	if len(recipe.Modules) < 2 {
		return
	}
	for i := range recipe.Modules {
		m := ModuleScales{Module: i + 1, Units: recipe.Units}
		var spacings, scores []float64
		for _, s := range v.Scores[i*recipe.Units : (i+1)*recipe.Units] {
			scores = append(scores, s.Score60)
			if s.OK && s.Score60 > tuning.PaperThresholds().Grid {
				spacings = append(spacings, s.Spacing)
			}
		}
		m.Above, m.SpacingM = Number(tuning.Above(scores, tuning.PaperThresholds().Grid)), Describe(spacings)
		r.Modules = append(r.Modules, m)
	}
}

// Fraction returns the fraction of a measure at its threshold.
func (r *Results) Fraction(measure string) Fraction {
	i := slices.IndexFunc(r.Fractions, func(f Fraction) bool { return f.Measure == measure })
	if i < 0 {
		panic("survey: no measure is called " + measure)
	}
	return r.Fractions[i]
}

// Note adds a sentence, unless it is empty.
func (r *Results) Note(text string) {
	if text != "" {
		r.Notes = append(r.Notes, text)
	}
}

// Expect adds a value that is known from outside.
func (r *Results) Expect(what, known, unit, source string, low, high, ours float64) {
	r.Expected = append(r.Expected, Expected{
		What: what, Known: known, Low: Number(low), High: Number(high), Ours: Number(ours), Within: ours >= low && ours <= high, Unit: unit, Source: source,
	})
}

// WriteJSON writes results.json.
func (r Results) WriteJSON(w io.Writer) error {
	data, err := versioned.Encode(r)
	if err != nil {
		return fmt.Errorf("could not write the results: %w", err)
	}
	_, err = w.Write(data)
	return err
}

func counts(classes []tuning.Class) (byName map[string]int, conjunctive int) {
	byName = map[string]int{}
	for _, c := range classes {
		byName[c.String()]++
		if c.Conjunctive() {
			conjunctive++
		}
	}
	return byName, conjunctive
}

// medians are those of the scores that no fraction says enough of.
func (v *Survey) medians() map[string]Pair {
	of := func(value func(m *Measured, u int) float64) Pair {
		median := func(m *Measured) Number {
			var x []float64
			for u := range m.Scores {
				x = append(x, value(m, u))
			}
			return Number(tuning.Quantile(x, 0.5))
		}
		p := Pair{Units: median(&v.Measured), Untrained: Number(tuning.Quantile(nil, 0.5))}
		if v.Untrained != nil {
			p.Untrained = median(v.Untrained)
		}
		return p
	}
	return map[string]Pair{
		"information_bits": of(func(m *Measured, u int) float64 { return m.Scores[u].Information }),
		"fields":           of(func(m *Measured, u int) float64 { return float64(m.Scores[u].Fields) }),
		"peak_rate":        of(func(m *Measured, u int) float64 { return m.Scores[u].Peak }),
		"grid_60_released": of(func(m *Measured, u int) float64 { return m.Scores[u].Score60 }),
		"direction":        of(func(m *Measured, u int) float64 { return m.Resultants[u] }),
		"speed":            of(func(m *Measured, u int) float64 { return m.SpeedScores[u] }),
	}
}
