package paper

import (
	"cmp"
	"fmt"
	"math"
	"reflect"
	"slices"
	"strings"
	"text/tabwriter"

	"gridrat/brain/ablation"
	"gridrat/brain/digest"
	"gridrat/brain/gridnet"
	"gridrat/render/figure"
	"gridrat/world"
)

// Report is what stored runs say beside the paper.
type Report struct {
	Digests   []*digest.Digest
	Ablations *ablation.Table // nil is none
	Program   string          // version of the program that writes it
	Date      string          // of the report
	Notes     []string        // what took the place of what, beside the provenance
}

// groups are the settings of recipe paper (with all but the first of published
// weights), those of other recipes, and the original authors' weights, each
// with its seeds in order.
func (r *Report) groups() (paper, others []Group, authors *Group) {
	var all []Group
	for _, d := range r.Digests {
		i := slices.IndexFunc(all, func(g Group) bool { return g.Digests[0].Same(d) })
		if i < 0 {
			i = len(all)
			all = append(all, Group{Title: d.Title()})
		}
		all[i].Digests = append(all[i].Digests, d)
	}
	titles := map[string]int{}
	for _, g := range all {
		titles[g.Title]++
	}
	for _, g := range all {
		if titles[g.Title] > 1 {
			g.length = fmt.Sprintf(", %s updates", figure.Thousands(g.Digests[0].Updates))
		}
		slices.SortFunc(g.Digests, func(a, b *digest.Digest) int { return cmp.Compare(a.Seed, b.Seed) })
		switch {
		case g.Digests[0].Published && authors == nil:
			authors = &g
		case g.Digests[0].Published || g.Digests[0].Settings.Name == "paper":
			paper = append(paper, g)
		default:
			others = append(others, g)
		}
	}
	slices.SortStableFunc(paper, func(a, b Group) int {
		return cmp.Or(distance(a)-distance(b), cmp.Compare(a.Title, b.Title), a.Digests[0].Updates-b.Digests[0].Updates)
	})
	return paper, others, authors
}

// asPublished tells whether a group is an experiment of the paper: its recipe
// with any number of units in its square or its circle, or the authors' weights.
func (g Group) asPublished() bool {
	ours, published := g.Digests[0].Settings, gridnet.NewPaper()
	published.Units, published.Enclosure.Shape = ours.Units, ours.Enclosure.Shape
	return g.Digests[0].Published || reflect.DeepEqual(ours, published)
}

// name is the title, with the updates where that alone would name another
// group, too.
func (g Group) name() string { return g.Title + g.length }

// Ours tells whether there are runs of recipe paper.
func (r *Report) Ours() bool {
	ours, _, _ := r.groups()
	return len(ours) > 0
}

// distance is how many settings of a group are not the recipe's own.
func distance(g Group) int {
	flags, _ := g.Digests[0].Settings.Flags()
	return len(flags)
}

// About says how many updates and seeds a group has, and where its position
// errors are taken.
func (g Group) About() string {
	d := g.Digests[0]
	var seeds []uint64
	for _, d := range g.Digests {
		seeds = append(seeds, d.Seed)
	}
	text := seedList(seeds)
	if d.Published {
		return "updates not in the files; trajectories of " + text
	}
	text = fmt.Sprintf("%s updates, %s", figure.Thousands(d.Updates), text)
	if p := d.Scores; d.Settings.Name != "paper" && p != nil && p.Positions != nil {
		text += fmt.Sprintf("; errors after %d moves", p.Positions.Moves)
	}
	return text
}

// seedList names seeds: "seed 1", or "seeds 1, 2".
func seedList(seeds []uint64) string {
	text := "seed"
	if len(seeds) > 1 {
		text = "seeds"
	}
	for i, s := range seeds {
		if i > 0 {
			text += ","
		}
		text += fmt.Sprintf(" %d", s)
	}
	return text
}

// verdict compares a group's mean with what is known from outside, as numbers
// alone; "" where nothing is.
func (r row) verdict(g Group) string {
	mean := r.mean(g)
	circle := g.Digests[0].Settings.Arena().Shape == world.Circle
	low, high, texts := math.Inf(1), math.Inf(-1), []string(nil)
	for _, k := range r.known {
		if k.circle == circle && k.value == k.value {
			low, high = min(low, k.value), max(high, k.value)
			texts = append(texts, k.text+" ("+shortly[k.source]+")")
		}
	}
	if texts == nil || mean != mean {
		return ""
	}
	unit := strings.TrimPrefix(fmt.Sprintf(r.format, mean), bare(fmt.Sprintf(r.format, mean)))
	if unit == " %" {
		unit = " points"
	}
	where := "within "
	switch {
	case mean < low:
		where = fmt.Sprintf("%.1f%s below ", low-mean, unit)
	case mean > high:
		where = fmt.Sprintf("%.1f%s above ", mean-high, unit)
	case low == high:
		where = "as "
	}
	if len(texts) > 1 {
		where += "the range of "
	}
	return fmt.Sprintf(r.format+": %s%s", mean, where, strings.Join(texts, ", "))
}

// Table is the report's table in plain text, as `report` prints it.
func (r *Report) Table() string {
	paper, others, authors := r.groups()
	var b strings.Builder
	table := func(groups []Group, reference bool) {
		w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
		head := []string{""}
		if reference {
			head = append(head, "paper", "independent")
		}
		for i, g := range groups {
			head = append(head, fmt.Sprintf("[%d]", i+1))
			fmt.Fprintf(&b, "[%d] %s; %s\n", i+1, g.Title, g.About())
		}
		fmt.Fprintln(w, strings.Join(head, "\t"))
		for _, row := range rows() {
			line := []string{row.title}
			if !row.heads {
				line[0] = "  " + line[0]
			}
			if reference {
				line = append(line, row.outside(true).Text, row.outside(false).Text)
			}
			for _, g := range groups {
				line = append(line, row.cell(g).Text)
			}
			fmt.Fprintln(w, strings.Join(line, "\t"))
		}
		w.Flush()
		b.WriteString("\n")
	}
	if authors != nil {
		paper = append([]Group{*authors}, paper...)
	}
	table(paper, true)
	if len(others) > 0 {
		table(others, false)
	}
	return b.String()
}
