package digest

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"math"
	"reflect"
	"strconv"
	"strings"

	"gridrat/brain/ablation"
	"gridrat/brain/gridnet"
	"gridrat/brain/npz"
	"gridrat/brain/report"
	"gridrat/brain/survey"
	"gridrat/brain/tuning"
	"gridrat/brain/versioned"
)

// differences is the name of a text beside results: lines "ROW: TEXT", or
// text alone, that say where a network differs from the paper and why.
const differences = "differences.txt"

// Files of the folders that are read.
const (
	resultsName  = "results.json"
	ablationName = "ablations.json"
)

// Collection is what several folders hold.
type Collection struct {
	Digests   []*Digest
	Ablations *ablation.Table // the last that was added
	Replaced  []string        // results that later ones, of other numbers, took the place of
	Ousted    []string        // networks that later ones, of other weights, took the place of
}

// AddFolder adds what a folder holds: the results of `train`, `score` or
// `ablate`, or digests. Results of train and score of one network become one
// digest, whatever order they come in; one that is known already is replaced.
func (c *Collection) AddFolder(folder fs.FS) error {
	some := false
	if _, err := fs.Stat(folder, "."); errors.Is(err, fs.ErrNotExist) {
		return errors.New("there is no such folder")
	}
	switch data, err := fs.ReadFile(folder, ablationName); {
	case err == nil:
		t, err := ablation.Read(data)
		if err != nil {
			return fmt.Errorf("%s: %w", ablationName, err)
		}
		c.Ablations, some = t, true
	case !errors.Is(err, fs.ErrNotExist):
		return err
	}
	files, err := fs.ReadDir(folder, ".")
	if err != nil {
		return err
	}
	for _, f := range files {
		if !strings.HasSuffix(f.Name(), Suffix) {
			continue
		}
		data, err := fs.ReadFile(folder, f.Name())
		if err != nil {
			return err
		}
		d, err := Read(bytes.NewReader(data))
		if err != nil {
			return fmt.Errorf("%s: %w", f.Name(), err)
		}
		c.add(d)
		some = true
	}
	if _, err := fs.Stat(folder, resultsName); err != nil {
		if !some {
			return fmt.Errorf("it holds neither %s nor %s nor a file *%s", resultsName, ablationName, Suffix)
		}
		return nil
	}
	d, err := fromResults(folder)
	if err != nil {
		return err
	}
	c.add(d)
	return nil
}

// weights is the fingerprint of the network's weights, "" where it is not known.
func (d *Digest) weights() string {
	switch {
	case d.Train != nil && d.Train.Weights != "":
		return d.Train.Weights
	case d.Scores != nil:
		return d.Scores.Source.Weights
	}
	return ""
}

// add joins a digest with those of the same network; results of other weights
// with its settings, seed and length take its place.
func (c *Collection) add(d *Digest) {
	for i, known := range c.Digests {
		if !known.Same(d) || known.Seed != d.Seed {
			continue
		}
		if a, b := d.weights(), known.weights(); a != "" && b != "" && a != b {
			c.Ousted = append(c.Ousted, fmt.Sprintf("%s, seed %d, of %d updates", d.Title(), d.Seed, d.Updates))
			c.Digests[i] = d
			return
		}
		if d.Train != nil && known.Train != nil && !equal(d.Train, known.Train) {
			c.Replaced = append(c.Replaced, fmt.Sprintf("the training of %s, seed %d", d.Title(), d.Seed))
		}
		if d.Scores != nil && known.Scores != nil && !equal(d.Scores, known.Scores) {
			c.Replaced = append(c.Replaced, fmt.Sprintf("the scores of %s, seed %d", d.Title(), d.Seed))
		}
		if d.Train == nil {
			d.Train, d.Curve = known.Train, known.Curve
			d.Origin = append(originsOf(known, "train"), d.Origin...)
		}
		if d.Scores == nil {
			d.Scores, d.Units, d.Maps = known.Scores, known.Units, known.Maps
			d.Origin = append(d.Origin, originsOf(known, "score")...)
		}
		if len(d.Differences) == 0 {
			d.Differences = known.Differences
		}
		c.Digests[i] = d
		return
	}
	c.Digests = append(c.Digests, d)
}

// equal tells whether two results are written alike; what is not known in
// both is alike, too.
func equal(a, b any) bool {
	x, errX := json.Marshal(a)
	y, errY := json.Marshal(b)
	return errX == nil && errY == nil && bytes.Equal(x, y)
}

// originsOf are those of a command.
func originsOf(d *Digest, command string) []Origin {
	var out []Origin
	for _, o := range d.Origin {
		if strings.HasPrefix(o.Command, "go run ./app "+command+" ") {
			out = append(out, o)
		}
	}
	return out
}

// fromResults reads the folder of `train` or of `score`.
func fromResults(folder fs.FS) (*Digest, error) {
	data, err := fs.ReadFile(folder, resultsName)
	if err != nil {
		return nil, err
	}
	info, err := fs.Stat(folder, resultsName)
	if err != nil {
		return nil, err
	}
	date := info.ModTime().UTC().Format("2006-01-02")
	head, err := versioned.ReadHead(data)
	if err != nil {
		return nil, fmt.Errorf("%s is damaged: %w", resultsName, err)
	}
	var d *Digest
	switch {
	case head.Version != 1 && strings.HasPrefix(head.Format, "gridrat "):
		err = fmt.Errorf("%s has version %d; this program reads version 1", resultsName, head.Version)
	case head.Format == "gridrat results":
		d, err = fromTrain(folder, data, date)
	case head.Format == "gridrat scores":
		d, err = fromScore(folder, data, date)
	default:
		err = fmt.Errorf(`%s has the format %q; it must be "gridrat results" or "gridrat scores"`, resultsName, head.Format)
	}
	if err != nil {
		return nil, err
	}
	d.Format, d.Version = format, version
	switch text, err := fs.ReadFile(folder, differences); {
	case err == nil:
		d.Differences = parseDifferences(string(text))
	case !errors.Is(err, fs.ErrNotExist):
		return nil, err
	}
	if err := d.check(); err != nil {
		return nil, fmt.Errorf("%s: %w", resultsName, err)
	}
	return d, nil
}

// readPart reads a file that lies beside results.
func readPart(folder fs.FS, name string) ([]byte, error) {
	data, err := fs.ReadFile(folder, name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%s is missing beside %s; name the folder as train or score left it", name, resultsName)
	}
	return data, err
}

// parseDifferences reads lines "ROW: TEXT"; a line that begins with no row is
// about all. Empty lines do not count.
func parseDifferences(text string) []Difference {
	var out []Difference
	for _, line := range strings.Split(text, "\n") {
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		d := Difference{Text: line}
		if row, rest, ok := strings.Cut(line, ":"); ok && !strings.ContainsAny(row, " \t") {
			d = Difference{Row: row, Text: strings.TrimSpace(rest)}
		}
		out = append(out, d)
	}
	return out
}

func decode(data []byte, to any) error {
	if err := versioned.Strict(data, to); err != nil {
		return fmt.Errorf("%s is damaged: %w", resultsName, err)
	}
	return nil
}

func fromTrain(folder fs.FS, data []byte, date string) (*Digest, error) {
	r := new(report.Results)
	if err := decode(data, r); err != nil {
		return nil, err
	}
	d := &Digest{Settings: r.Settings, Seed: r.Seed, Updates: r.Updates, Train: r}
	d.Origin = []Origin{{trainCommand(r, d.folder()), r.Program, r.Kernels, date}}
	text, err := readPart(folder, "emergence.csv")
	if err != nil {
		return nil, err
	}
	curve, err := report.ReadCurve(text, r.Updates)
	if err != nil {
		return nil, fmt.Errorf("emergence.csv: %w", err)
	}
	for _, p := range curve {
		d.Curve = append(d.Curve, Point{p.Update, survey.Number(p.Fraction037), survey.Number(p.Null037), survey.Number(p.Beyond), survey.Number(p.ErrorCM)})
	}
	d.Units, d.Maps, err = units(folder, map[string]string{"grid": "grid_score_60", "minmax": "grid_score_60_minmax", "spacing": "spacing_m"})
	return d, err
}

func fromScore(folder fs.FS, data []byte, date string) (*Digest, error) {
	r := new(survey.Results)
	if err := decode(data, r); err != nil {
		return nil, err
	}
	if r.Settings == nil || r.Source.Kind != "network" || r.Source.Trajectory != "drawn" {
		return nil, fmt.Errorf("%s is of a %q on a trajectory that is %q; it must be of a network on a drawn one", resultsName, r.Source.Kind, r.Source.Trajectory)
	}
	d := &Digest{Settings: *r.Settings, Seed: r.Source.Seed, Updates: r.Source.Updates, Published: r.Settings.GivenCells(), Scores: r}
	d.Origin = []Origin{{scoreCommand(r, d.folder()), r.Program, r.Kernels, date}}
	r.Settings, r.Definitions = nil, nil
	var err error
	d.Units, d.Maps, err = units(folder, map[string]string{
		"grid": "grid_60_released", "minmax": "grid_60_minmax", "border": "border", "direction": "resultant_absolute", "spacing": "spacing_m",
	})
	return d, err
}

// trainCommand is the command line that trained a network into a folder.
func trainCommand(r *report.Results, folder string) string {
	plain := r.Settings.In(nil)
	if _, ok := plain.Flags(); !ok || r.Settings.Spread != nil {
		return "go run ./app train -resume weights.npz"
	}
	command := ablation.Command(plain, r.Seed, r.Updates) + " -out " + folder
	if m := r.Settings.Map; m != nil {
		command += fmt.Sprintf(" -map FILE, the map %q", m.Name)
	}
	return command
}

// folder is where the commands of a digest leave a run.
func (d *Digest) folder() string { return "runs/" + strings.TrimSuffix(d.Name(), Suffix) }

// scoreCommand is the command line that scored the network which trainCommand
// leaves in a folder, or weights of another name.
func scoreCommand(r *survey.Results, folder string) string {
	weights := r.Source.Name
	if weights == "weights.npz" {
		weights = folder + "/" + weights
	}
	s := fmt.Sprintf("go run ./app score -weights %s -seed %d", weights, r.Sampling.Seed)
	if r.Sampling.Shuffles != 100 {
		s += fmt.Sprintf(" -shuffles %d", r.Sampling.Shuffles)
	}
	if r.Sampling.Samples != 200_000 {
		s += fmt.Sprintf(" -samples %d", r.Sampling.Samples)
	}
	return s
}

// units reads scores.csv, by the names of its columns, and the maps.
func units(folder fs.FS, columns map[string]string) (Units, Maps, error) {
	var u Units
	text, err := readPart(folder, "scores.csv")
	if err != nil {
		return u, Maps{}, err
	}
	lines, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
	if err != nil {
		return u, Maps{}, fmt.Errorf("scores.csv: %w", err)
	}
	if len(lines) == 0 {
		return u, Maps{}, errors.New("scores.csv is empty")
	}
	for _, c := range []struct {
		key string
		to  *[]survey.Number
	}{{"grid", &u.Grid}, {"minmax", &u.MinMax}, {"border", &u.Border}, {"direction", &u.Resultant}, {"spacing", &u.SpacingM}} {
		name, ok := columns[c.key]
		if !ok {
			continue
		}
		at := -1
		for i, head := range lines[0] {
			if head == name {
				at = i
			}
		}
		if at < 0 {
			return u, Maps{}, fmt.Errorf("scores.csv has no column %s", name)
		}
		for i, line := range lines[1:] {
			x := math.NaN()
			if line[at] != "" {
				if x, err = strconv.ParseFloat(line[at], 64); err != nil {
					return u, Maps{}, fmt.Errorf("scores.csv, line %d: %s is %q; it must be a number", i+2, name, line[at])
				}
			}
			*c.to = append(*c.to, survey.Number(x))
		}
	}
	data, err := readPart(folder, "ratemaps.npz")
	if err != nil {
		return u, Maps{}, err
	}
	z, err := npz.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return u, Maps{}, fmt.Errorf("ratemaps.npz: %w", err)
	}
	rates, shape, err := z.Float64s("rate_maps")
	if err != nil {
		return u, Maps{}, fmt.Errorf("ratemaps.npz: %w", err)
	}
	if n := gridnet.ScoreBins; !reflect.DeepEqual(shape, []int{len(u.Grid), n, n}) {
		return u, Maps{}, fmt.Errorf("ratemaps.npz: rate_maps has shape %v; it must be %v", shape, []int{len(u.Grid), n, n})
	}
	return u, newMaps(gridnet.ScoreBins, rates), nil
}

// Quantile returns a quantile of the defined values.
func Quantile(x []survey.Number, q float64) survey.Number {
	plain := make([]float64, len(x))
	for i, v := range x {
		plain[i] = float64(v)
	}
	return survey.Number(tuning.Quantile(plain, q))
}
