package paper

import (
	"bytes"
	"io/fs"
	"math"
	"slices"
	"strings"
	"testing"

	"gridrat/assets"
	"gridrat/brain/ablation"
	"gridrat/brain/digest"
	"gridrat/brain/gridnet"
	"gridrat/brain/report"
	"gridrat/brain/survey"
	"gridrat/render/internal/golden"
	"gridrat/world"
)

// madeUp is a table with numbers that no network gave: the last row of the
// plan was not run.
func madeUp() *ablation.Table {
	t := ablation.NewTable(1500)
	cells := ablation.Plan(ablation.Rows(), ablation.Bases(), []uint64{1, 2, 3})
	for i, c := range cells[:len(cells)-1] {
		r := ablation.Run{
			Row: c.Row.Name, Base: c.Base.Name, Seed: c.Seed, Updates: 1500, Settings: c.Recipe(), Units: c.Recipe().Units * len(c.Recipe().Modules),
			Program: "v0", Kernels: "portable", Command: ablation.Command(c.Recipe(), c.Seed, 1500), Moves: c.Recipe().ReportMoves,
		}
		v := survey.Number(float64(i*37%91) / 100)
		r.Trained = ablation.Score{Above037: v, Null037: 0.2 + v/20, Above080: v / 2, Null080: 0.02, Beyond: v / 1.2, Median: 2*v - 0.3, Fields: 7}
		r.Untrained = ablation.Score{Above037: 0.1, Null037: 0.12, Beyond: 0.04}
		r.SpacingM, r.ErrorCM, r.NeverMovedCM, r.UntrainedCM, r.Loss, r.Seconds = 0.6+v/2, 10+100*v, 106, 95, 1+v, 6
		t.Runs = append(t.Runs, r)
	}
	return t
}

func TestAblations(t *testing.T) {
	golden.Check(t, "ablations", Ablations(madeUp(), 1).Img)
	one := ablation.NewTable(20)
	if rows := AblationRows(one); rows != nil || AblationBases(one) != nil {
		t.Errorf("a table without runs has rows %v", rows)
	}
	Ablations(one, 1) // draws nothing, and does not panic
}

// group is a made-up setting of recipe paper with seeds that have these
// fractions of grid-like units.
func group(shape world.Shape, fractions ...float64) Group {
	r := gridnet.NewPaper()
	r.Enclosure.Shape = shape
	g := Group{Title: "made up"}
	for i, f := range fractions {
		d := &digest.Digest{Settings: r, Seed: uint64(i + 1), Updates: 1, Train: &report.Results{Settings: r, GridFraction037: f, ErrorCM: 100 * f}}
		if i == 0 {
			d.Differences = []digest.Difference{{Row: "grid_60_released", Text: "because"}, {Text: "in all"}}
		}
		g.Digests = append(g.Digests, d)
	}
	return g
}

// TestMarkdown: the main rows of seeds, and of all recipes the ablations, of
// which some are not for a recipe.
func TestMarkdown(t *testing.T) {
	g := group(world.Square, 0.16, 0.2)
	r := Report{Digests: g.Digests, Ablations: madeUp()}
	got := r.Markdown()
	for _, want := range []string{
		"| | paper | independent | 512 units, square of 2.2 m; 1 updates, seeds 1, 2 |\n|---|---|---|---|\n",
		"| position error after 15 s, three most active | 16 cm | 19.1 cm (replication); 20 to 21 cm (weights re-scored) | 18.0 cm (16.0–20.0) |\n",
		"\n\n| | three modules: above 0.37 | three modules: null | three modules: beyond null | three modules: error, cm | one module: above 0.37 |",
		"\n| joint-gradient | ", // not of recipe lstm
	} {
		if !strings.Contains(got, want) {
			t.Errorf("it lacks %q:\n%s", want, got)
		}
	}
	for _, l := range strings.Split(strings.TrimSpace(got), "\n") {
		if n := strings.Count(l, "|"); l != "" && n != 5 && n != 14 {
			t.Errorf("%q has %d bars", l, n)
		}
		if strings.HasPrefix(l, "| joint-gradient") && !strings.HasSuffix(l, "| | | | |") {
			t.Errorf("%q says something of recipe lstm", l)
		}
	}
}

// TestCells: means, ranges and what stands beside them.
func TestCells(t *testing.T) {
	find := func(title string) row {
		for _, r := range rows() {
			if strings.HasPrefix(r.title, title) {
				return r
			}
		}
		t.Fatal("no row begins with " + title)
		return row{}
	}
	grid, position, border := find("grid-like, released"), find("position error"), find("border")
	for _, c := range []struct {
		row              row
		g                Group
		text, note, says string
	}{
		{grid, group(world.Square, 0.2, 0.25), "22.5 % (20.0–25.0)", "seed 1: 20.0 %; seed 2: 25.0 %", "22.5 %: within the range of 25.2 % (129 of 512) (paper), 17.8 % (replication), 24.6 % (weights re-scored)"},
		{grid, group(world.Square, 0.15), "15.0 %", "seed 1: 15.0 %", "15.0 %: 2.8 points below the range of 25.2 %"},
		{grid, group(world.Circle, 0.25), "25.0 %", "seed 1: 25.0 %", "25.0 %: 3.1 points above circle: 21.9 % (56 of 256) (paper)"},
		{position, group(world.Square, 0.25, math.NaN()), "25.0 cm of seed 1", "seed 1: 25.0 cm", "25.0 cm: 4.5 cm above the range of 16 cm (paper)"},
		{position, group(world.Circle, 0.25), "25.0 cm", "seed 1: 25.0 cm", ""},
		{border, group(world.Square, 0.25), "–", "not measured", ""},
	} {
		if got := c.row.cell(c.g); got != (cell{c.text, c.note}) {
			t.Errorf("%s: %+v, want %q, %q", c.row.title, got, c.text, c.note)
		}
		if got := c.row.verdict(c.g); !strings.HasPrefix(got, c.says) || c.says == "" && got != "" {
			t.Errorf("%s: %q, want %q", c.row.title, got, c.says)
		}
	}
	// A change of the recipe is not held against the paper's figures.
	for set, want := range map[string]bool{"units=256": true, "dropout=0": false, `rate_ramp={"from":1,"to":2,"factor":0.5}`: false} {
		g := group(world.Square, 0.15)
		name, value, _ := strings.Cut(set, "=")
		if err := g.Digests[0].Settings.Set(name, value); err != nil {
			t.Fatal(err)
		}
		if got := slices.ContainsFunc(remarks(g), func(r remark) bool { return r.Measured != "" }); got != want {
			t.Errorf("%s: compared with the paper is %v", set, got)
		}
	}
	beyond := group(world.Square, 0.2, 0.3)
	for i, share := range []survey.Number{0.05, 0.16} { // together 21 of 200
		beyond.Digests[i].Scores = &survey.Results{Units: 100, Sampling: survey.Sampling{Shuffles: 100}, Fractions: []survey.Fraction{{Measure: "grid_60_released", BeyondShuffle: share}}}
	}
	ofShuffles := func(s *survey.Results) survey.Number { return s.Fraction("grid_60_released").BeyondShuffle }
	if got := chanceOf(beyond, ofShuffles); got != "0.001" {
		t.Errorf("21 of 200 beyond their own shuffles have p %s", got)
	}
	beyond.Digests[1].Scores.Sampling.Shuffles = 50
	if got := chanceOf(beyond, ofShuffles) + chanceOf(group(world.Square, 0.2), ofShuffles); got != "" {
		t.Errorf("of mixed or no shuffles p is %q", got)
	}
	few, spacings := group(world.Square, 0.2, 0.3, 0.1), find("scales of grid-like units")
	for i, n := range []int{1, 9, 0} {
		few.Digests[i].Scores = &survey.Results{Scales: survey.Scales{Count: n}}
		for range n / (i + 1) { // 1 and 4 clusters, and none
			s := &few.Digests[i].Scores.Scales
			s.Clusters = append(s.Clusters, survey.Cluster{MeanM: survey.Number(len(s.Clusters)) + 0.5})
		}
	}
	if got, want := spacings.cell(few).Text, "0.50 (one unit); 0.50, 1.50, 2.50, 3.50 (9 units)"; got != want {
		t.Errorf("scales of few units are %q, want %q", got, want)
	}
	stored := func(fractions []float64, with ...int) Group {
		g := group(world.Square, fractions...)
		for _, i := range with {
			g.Digests[i].Differences = g.Digests[0].Differences
		}
		return g
	}
	for _, c := range []struct {
		g    Group
		from string
	}{
		{stored([]float64{0.2}), ""},
		{stored([]float64{0.2, 0.3}, 1), ""},
		{stored([]float64{0.2, 0.3}), "Stored with seed 1: "},
		{stored([]float64{0.2, 0.3, 0.2}, 2), "Stored with seeds 1, 3: "},
	} {
		var why []string
		for _, r := range remarks(c.g) {
			if r.Why != "" {
				why = append(why, r.Row+" "+r.Why)
			}
		}
		if want := []string{"grid-like, released formula: above 0.37 " + c.from + "because", " " + c.from + "in all"}; !slices.Equal(why, want) {
			t.Errorf("remarks are %q, want %q", why, want)
		}
	}
}

// TestStored: every file of stored results can be read, and is small.
func TestStored(t *testing.T) {
	files, err := fs.Glob(assets.Results(), "*"+digest.Suffix)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		data, err := fs.ReadFile(assets.Results(), name)
		if err != nil {
			t.Fatal(err)
		}
		if d, err := digest.Read(bytes.NewReader(data)); err != nil || d.Name() != name {
			t.Errorf("%s: %v", name, err)
		}
		if len(data) > 400_000 {
			t.Errorf("%s has %d bytes", name, len(data))
		}
	}
	if data, err := fs.ReadFile(assets.Results(), "ablations.json"); err == nil {
		if _, err := ablation.Read(data); err != nil {
			t.Errorf("ablations.json: %v", err)
		}
	}
}

// TestOfNothing: with no runs the report has the values from outside, and says
// that there are none of ours.
func TestOfNothing(t *testing.T) {
	r := &Report{Program: "v1", Date: "today"}
	data, err := r.HTML()
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"No runs of recipe <code>paper</code> are stored yet", "No table of ablations is stored", "25.2 % (129 of 512)", "from 0 stored networks"} {
		if !strings.Contains(string(data), want) {
			t.Errorf("the report does not say %q", want)
		}
	}
	if r.Ours() || !strings.Contains(r.Table(), "17.8 % (replication)") {
		t.Errorf("the table is %s", r.Table())
	}
}

// TestKeys: the rows that remarks can name are those that the folder of stored
// results tells of.
func TestKeys(t *testing.T) {
	text, err := fs.ReadFile(assets.Results(), "README.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rows() {
		if !strings.Contains(string(text), r.key) || r.definition == "" || r.value == nil && r.text == nil && r.pooled == nil {
			t.Errorf("row %q", r.title)
		}
	}
}

// TestGroups: runs of one setting and several lengths are told apart, shorter
// ones first; of two published networks both are shown.
func TestGroups(t *testing.T) {
	of := func(units, updates int, published bool) *digest.Digest {
		r := gridnet.NewPaper()
		r.Units = units
		return &digest.Digest{Settings: r, Seed: 1, Updates: updates, Published: published, Train: &report.Results{Settings: r}}
	}
	r := Report{Digests: []*digest.Digest{of(512, 10_000, false), of(256, 7, true), of(512, 1000, false), of(128, 7, true), of(64, 9, false)}}
	groups, others, authors := r.groups()
	var titles []string
	for _, g := range groups {
		titles = append(titles, g.name())
	}
	want := []string{"paper, 512 units, square of 2.2 m, 1,000 updates", "paper, 512 units, square of 2.2 m, 10,000 updates", "paper, 64 units, square of 2.2 m", "the authors' weights, 128 units"}
	slices.Sort(titles[2:])
	if !slices.Equal(titles, want) || len(others) != 0 || authors == nil || authors.Title != "the authors' weights, 256 units" {
		t.Errorf("groups %q and %v, want %q", titles, authors, want)
	}
}
