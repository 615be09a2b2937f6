package report

import (
	"encoding/csv"
	"io"
	"math"
	"strconv"

	"gridrat/brain/gridnet"
	"gridrat/brain/npz"
	"gridrat/brain/tensor"
	"gridrat/brain/tuning"
	"gridrat/brain/versioned"
)

// Run is what is known of how a network was trained.
type Run struct {
	Total    float64      // seconds that all updates took; NaN if not known
	Seconds  float64      // spent on updates in this call
	Updates  int          // made in that time
	Loss     gridnet.Loss // of the last of them
	Version  string
	Finished bool // false if it was stopped early
}

// Results is results.json. Positions are measured after HorizonMoves moves
// with the published read-out, the mean of the three most active centres. What
// was not measured is nil, null in the file.
type Results struct {
	Format  string `json:"format"`
	Version int    `json:"version"`
	Program string `json:"program"`
	Kernels string `json:"kernels"`

	RecipeName       string         `json:"recipe"`
	Seed             uint64         `json:"seed"`
	Updates          int            `json:"updates"`
	Weights          string         `json:"weights_sha256,omitempty"` // gridnet.Fingerprint; older files have none
	Seconds          *float64       `json:"seconds"`                  // that all updates took
	UpdatesThisCall  int            `json:"updates_this_call"`
	SecondsThisCall  float64        `json:"seconds_this_call"`
	UpdatesPerSecond *float64       `json:"updates_per_second"` // in this call
	GFLOPPerUpdate   float64        `json:"gflop_per_update"`
	Finished         bool           `json:"finished"`
	Settings         gridnet.Recipe `json:"settings"`

	Units           int     `json:"units"`
	GridFraction    float64 `json:"grid_fraction"`
	NullP95         float64 `json:"null_score_p95"`
	GridFraction037 float64 `json:"grid_fraction_037"`
	NullFraction037 float64 `json:"null_fraction_037"`
	GridFraction080 float64 `json:"grid_fraction_080"`
	NullFraction080 float64 `json:"null_fraction_080"`
	ScoreMedian     float64 `json:"grid_score_median"`
	ScoreMax        float64 `json:"grid_score_max"`
	Score90Median   float64 `json:"grid_score_90_median"`
	MapMoves        int     `json:"map_moves"`

	HorizonMoves   int     `json:"horizon_moves"`
	ErrorCM        float64 `json:"position_error_cm"`
	ErrorMedianCM  float64 `json:"position_error_median_cm"`
	ErrorArgmaxCM  float64 `json:"position_error_argmax_cm"`
	VectorCM       float64 `json:"position_error_population_vector_cm"`
	VectorMedianCM float64 `json:"position_error_population_vector_median_cm"`
	NeverMovedCM   float64 `json:"position_error_never_moved_cm"`
	UntrainedCM    float64 `json:"position_error_untrained_cm"`
	// By number of moves, 1 to HorizonMoves.
	ErrorByMovesCM          []float64 `json:"position_error_by_moves_cm"`
	UntrainedErrorByMovesCM []float64 `json:"position_error_untrained_by_moves_cm"`

	Modules []Module `json:"modules"`

	LossPlace         *float64 `json:"loss_place"`
	LossHeadDirection *float64 `json:"loss_head_direction"`
	LossJoint         *float64 `json:"loss_joint"`
	LossPenalty       *float64 `json:"loss_expected_dropout"`
	LossTotal         *float64 `json:"loss_total"`
}

// NewResults puts together the results of a run.
func NewResults(t *gridnet.Trainer, run Run, m *Measurement) Results {
	net := t.Network()
	r := net.Recipe
	h := r.HorizonAt(max(t.Update()-1, 0))
	end, untrained := m.Errors.After(r.ReportMoves), m.Untrained.After(r.ReportMoves)
	p := m.Population
	var squares []float64
	for _, s := range p.Scores {
		squares = append(squares, s.Score90)
	}
	score90 := tuning.Quantile(squares, 0.5)
	res := Results{
		Format: "gridrat results", Version: 1, Program: run.Version, Kernels: tensor.KernelName(),
		RecipeName: r.Name, Seed: t.Seed(), Updates: t.Update(), Weights: gridnet.Fingerprint(t.Weights()), UpdatesThisCall: run.Updates, SecondsThisCall: milliseconds(run.Seconds),
		GFLOPPerUpdate: net.GFLOP(h.Steps, h.Batch), Finished: run.Finished, Settings: r,
		Units: net.Units(), GridFraction: p.BeyondNull(), NullP95: p.Null.P95,
		GridFraction037: p.Fraction(0.37), NullFraction037: p.Null.Above037,
		GridFraction080: p.Fraction(0.8), NullFraction080: p.Null.Above080,
		ScoreMedian: p.Quantile(0.5), ScoreMax: p.Quantile(1), Score90Median: score90, MapMoves: m.MapMoves,
		HorizonMoves: r.ReportMoves,
		ErrorCM:      100 * end.Mean, ErrorMedianCM: 100 * end.Median, ErrorArgmaxCM: 100 * end.Argmax,
		VectorCM: 100 * end.VectorMean, VectorMedianCM: 100 * end.VectorMedian,
		NeverMovedCM: 100 * end.NeverMoved, UntrainedCM: 100 * untrained.Mean,
		Modules: modules(r, p),
	}
	res.Seconds = optional(milliseconds(run.Total))
	if run.Updates > 0 {
		l := Measured(r, run.Loss)
		res.LossPlace, res.LossHeadDirection, res.LossJoint = optional(l.Place), optional(l.HeadDirection), optional(l.Joint)
		res.LossPenalty, res.LossTotal = optional(l.Penalty), optional(l.Total)
		res.UpdatesPerSecond = optional(float64(run.Updates) / run.Seconds)
	}
	for i := range m.Errors.ByMoves {
		res.ErrorByMovesCM = append(res.ErrorByMovesCM, 100*m.Errors.ByMoves[i].Mean)
		res.UntrainedErrorByMovesCM = append(res.UntrainedErrorByMovesCM, 100*m.Untrained.ByMoves[i].Mean)
	}
	return res
}

// milliseconds rounds seconds to thousandths.
func milliseconds(seconds float64) float64 { return math.Round(1000*seconds) / 1000 }

// optional returns nil for what is no number, which JSON cannot hold.
func optional(x float64) *float64 {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return nil
	}
	return &x
}

// WriteJSON writes results.json.
func (r Results) WriteJSON(w io.Writer) error {
	data, err := versioned.Encode(r)
	if err != nil {
		return err
	}
	_, err = w.Write(data)
	return err
}

// WriteScores writes scores.csv: a line per unit, in their order.
func WriteScores(w io.Writer, r gridnet.Recipe, m *Measurement) error {
	c := csv.NewWriter(w)
	lines := [][]string{{
		"unit", "module", "grid_score_60", "grid_score_90", "grid_score_60_minmax", "beyond_null",
		"ring_inner_bins", "ring_outer_bins", "spacing_m", "orientation_deg", "fields", "peak_rate", "mean_rate",
	}}
	for u, s := range m.Population.Scores {
		spacing, orientation := "", ""
		if s.OK {
			spacing, orientation = number(s.Spacing), number(wrapped(s.Orientation*degrees))
		}
		lines = append(lines, []string{
			strconv.Itoa(u), strconv.Itoa(u/r.Units + 1), number(s.Score60), number(s.Score90), number(s.MinMax60),
			strconv.FormatBool(s.Score60 > m.Population.Null.P95), number(s.Inner), number(s.Outer),
			spacing, orientation, strconv.Itoa(s.Fields), number(s.Peak), number(s.Mean),
		})
	}
	return c.WriteAll(lines)
}

// WriteMaps writes ratemaps.npz: rate_maps[unit, y, x] with y northwards and
// NaN where unvisited, and the autocorrelograms sac[unit, y, x], as float32; and
// the edges of the bins in metres.
func WriteMaps(w io.Writer, half float64, m *Measurement) error {
	n := m.Maps[0].N
	size := 2*n - 1
	var rates, sac, edges []float64
	correlator := tuning.NewCorrelator(n)
	one := tuning.Correlogram{N: size, R: make([]float64, size*size)}
	for _, of := range m.Maps {
		rates = append(rates, of.Rate...)
		correlator.Autocorrelogram(one, of)
		sac = append(sac, one.R...)
	}
	for i := range n + 1 {
		edges = append(edges, half*(2*float64(i)/float64(n)-1))
	}
	z := npz.NewWriter(w)
	if err := npz.WriteSingle(z, "rate_maps", rates, len(m.Maps), n, n); err != nil {
		return err
	}
	if err := npz.WriteSingle(z, "sac", sac, len(m.Maps), size, size); err != nil {
		return err
	}
	if err := npz.Write(z, "bin_edges_m", edges, n+1); err != nil {
		return err
	}
	return z.Close()
}
