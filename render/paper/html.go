package paper

import (
	"bytes"
	_ "embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"regexp"
	"slices"
	"strings"

	"gridrat/assets"
	"gridrat/brain/ablation"
	"gridrat/brain/digest"
	"gridrat/render/figure"
)

//go:embed report.html
var source string

var page = template.Must(template.New("report").Parse(source))

// picture is a figure inside the page: a drawing in it, or a picture file.
type picture struct {
	Drawing template.HTML
	Data    template.URL
	Alt     string
}

// line is a row of the table with the number of its definition.
type line struct {
	Title, Definition  string
	Number             int
	Heads              bool
	Paper, Independent cell
	Cells              []cell
}

// column is the head of a group.
type column struct{ Title, About string }

// remark is where a group differs in a row.
type remark struct{ Row, Measured, Why string }

// groupRemarks are the remarks of a group.
type groupRemarks struct {
	Title string
	Rows  []remark
}

// contactSheets are those of a network: the first is seen, the others unfold.
type contactSheets struct {
	Title string
	First picture
	More  []picture
}

// provenance is how a part of a run is made again.
type provenance struct {
	Run     string
	Origins []digest.Origin
	Rate    string
}

// content is what the page is made of.
type content struct {
	Regular, Medium template.CSS // typefaces
	Program, Date   string
	Runs            int
	Ours            bool // there are runs of recipe paper
	Main, Variants  []column
	Lines, Others   []line
	Emergence       []picture
	Distributions   []picture
	Sheets          []contactSheets
	Ablation        *ablations
	Remarks         []groupRemarks
	Provenance      []provenance
	Notes           []string
	Definitions     []definition
}

// definition is what a number is, and the number it is known by, from 1.
type definition struct {
	Number int
	Text   string
}

type ablations struct {
	Updates  int
	Figure   picture
	Tables   []ablationTable
	Commands []string
}

type ablationTable struct {
	Title string
	Rows  []ablationLine
}

type ablationLine struct {
	Name, Meaning string
	Seeds         int
	Cells         []cell
}

// HTML is the report as one file, with all figures in it.
func (r *Report) HTML() ([]byte, error) {
	paper, others, authors := r.groups()
	c := content{Regular: typeface(assets.FontRegular), Medium: typeface(assets.FontMedium), Program: r.Program, Date: r.Date, Runs: len(r.Digests), Notes: r.Notes}
	main := paper
	if authors != nil {
		main = append([]Group{*authors}, paper...)
	}
	c.Ours = r.Ours()
	c.Main, c.Lines = c.table(main)
	c.Variants, c.Others = c.table(others)
	var err error
	add := func(to *[]picture, alt string, canvas *figure.Canvas, vector bool) {
		if canvas == nil || err != nil {
			return
		}
		var p picture
		p, err = inline(canvas, alt, vector, len(c.Emergence)+len(c.Distributions)+1)
		*to = append(*to, p)
	}
	for _, g := range append(slices.Clone(main), others...) {
		add(&c.Emergence, "emergence of "+g.name(), emergence(g), true)
		add(&c.Distributions, "scores and spacings of "+g.name(), distributions(g, authors), true)
		for _, d := range g.Digests {
			title, drawn := fmt.Sprintf("%s, seed %d", g.name(), d.Seed), []picture(nil)
			for _, sheet := range sheets(d, title) {
				add(&drawn, "rate maps of "+title, sheet, false)
			}
			if len(drawn) > 0 {
				c.Sheets = append(c.Sheets, contactSheets{title, drawn[0], drawn[1:]})
			}
			c.Provenance = append(c.Provenance, provenanceOf(g, d))
		}
		if rows := remarks(g); len(rows) > 0 {
			c.Remarks = append(c.Remarks, groupRemarks{g.name(), rows})
		}
	}
	if t := r.Ablations; t != nil && len(t.Runs) > 0 {
		c.Ablation = ablationsOf(t)
		if err == nil {
			c.Ablation.Figure, err = inline(Ablations(t, 1), "ablations: units above 0.37 by row, recipe and seed", true, 0)
		}
	}
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	if err := page.Execute(&b, c); err != nil {
		return nil, fmt.Errorf("could not write the report: %w", err)
	}
	return b.Bytes(), nil
}

// inline turns a figure into a part of the page, number n of its drawings.
func inline(c *figure.Canvas, alt string, vector bool, n int) (picture, error) {
	p := picture{Alt: alt}
	if !vector {
		data, err := figure.EncodePNG(c.Img, nil)
		p.Data = template.URL("data:image/png;base64," + base64.StdEncoding.EncodeToString(data))
		return p, err
	}
	_, drawing, _ := strings.Cut(string(c.SVG(nil)), "?>\n")
	// As wide as the page, and with names of its own among all drawings.
	drawing = size.ReplaceAllString(drawing, fmt.Sprintf(`<svg role="img" aria-label="%s"`, template.HTMLEscapeString(alt)))
	mine := fmt.Sprintf("f%dc", n)
	p.Drawing = template.HTML(strings.NewReplacer(`id="c`, `id="`+mine, `url(#c`, `url(#`+mine).Replace(drawing))
	return p, nil
}

// size matches the head of a drawing as far as its size in points, which the
// name spaces come before.
var size = regexp.MustCompile(`^<svg [^>]*? height="[^"]*"`)

// typeface is a font of the program for the page's style.
func typeface(font []byte) template.CSS {
	return template.CSS("url(data:font/ttf;base64," + base64.StdEncoding.EncodeToString(font) + ")")
}

// table fills the table of some groups; definitions are numbered as they come.
func (c *content) table(groups []Group) ([]column, []line) {
	var columns []column
	for _, g := range groups {
		columns = append(columns, column{g.Title, g.About()})
	}
	var lines []line
	for _, r := range rows() {
		l := line{Title: r.title, Definition: r.definition, Heads: r.heads, Number: c.define(r.definition), Paper: r.outside(true), Independent: r.outside(false)}
		for _, g := range groups {
			l.Cells = append(l.Cells, r.cell(g))
		}
		lines = append(lines, l)
	}
	return columns, lines
}

// define returns the number of a definition, from 1.
func (c *content) define(text string) int {
	if i := slices.IndexFunc(c.Definitions, func(d definition) bool { return d.Text == text }); i >= 0 {
		return i + 1
	}
	c.Definitions = append(c.Definitions, definition{len(c.Definitions) + 1, text})
	return len(c.Definitions)
}

// remarks are where a group of recipe paper is not as is known from outside,
// and why as far as the text beside its runs says.
func remarks(g Group) []remark {
	var out []remark
	// What is stored with some seeds only says which; the same text is told once.
	why := func(key string) string {
		var texts []string
		seeds := map[string][]uint64{}
		for _, d := range g.Digests {
			for _, x := range d.Differences {
				if x.Row != key {
					continue
				}
				if seeds[x.Text] == nil {
					texts = append(texts, x.Text)
				}
				seeds[x.Text] = append(seeds[x.Text], d.Seed)
			}
		}
		for i, text := range texts {
			if of := seeds[text]; len(of) < len(g.Digests) {
				texts[i] = fmt.Sprintf("Stored with %s: %s", seedList(of), text)
			}
		}
		return strings.Join(texts, " ")
	}
	known := map[string]bool{}
	for _, r := range rows() {
		key := r.key
		measured := ""
		if g.asPublished() && r.value != nil {
			measured = r.verdict(g)
		}
		text := ""
		if r.heads {
			text = why(key)
			known[key] = true
		}
		if measured != "" || text != "" {
			out = append(out, remark{r.title, measured, text})
		}
	}
	for _, d := range g.Digests {
		for _, x := range d.Differences {
			if !known[x.Row] {
				out = append(out, remark{x.Row, "", why(x.Row)})
				known[x.Row] = true
			}
		}
	}
	return out
}

func provenanceOf(g Group, d *digest.Digest) provenance {
	p := provenance{Run: fmt.Sprintf("%s, seed %d", g.name(), d.Seed), Origins: d.Origin}
	if t := d.Train; t != nil && t.UpdatesPerSecond != nil {
		p.Rate = fmt.Sprintf("%.1f updates/s", *t.UpdatesPerSecond)
		if t.UpdatesThisCall < t.Updates { // the rate is of its last call alone
			p.Rate += fmt.Sprintf(" over the last %s updates", figure.Thousands(t.UpdatesThisCall))
		} else if t.Seconds != nil {
			p.Rate += fmt.Sprintf(", %.0f min", *t.Seconds/60)
		}
	}
	return p
}

// Columns names the columns of the tables.
func (*ablations) Columns() []string {
	var out []string
	for _, c := range ablationColumns {
		out = append(out, c.name)
	}
	return out
}

func ablationsOf(t *ablation.Table) *ablations {
	a := &ablations{Updates: t.Updates}
	for _, b := range AblationBases(t) {
		table := ablationTable{Title: fmt.Sprintf("%s, errors after %s moves", b.Title, AblationMoves(t, b))}
		for _, row := range AblationRows(t) {
			runs := t.Of(row, b)
			if len(runs) == 0 {
				continue
			}
			l := ablationLine{Name: row.Name, Meaning: row.Meaning + " λ by module: " + ablation.Lambdas(row.Recipe(b)) + ".", Seeds: len(runs)}
			for _, c := range ablationColumns {
				l.Cells = append(l.Cells, cell{c.text(runs), ablation.Over(runs, c.value).Format(c.format)})
			}
			table.Rows = append(table.Rows, l)
		}
		a.Tables = append(a.Tables, table)
	}
	for i := range t.Runs {
		a.Commands = append(a.Commands, fmt.Sprintf("%s   # %s of %s, version %s, kernels %s", t.Runs[i].Command, t.Runs[i].Row, t.Runs[i].Base, t.Runs[i].Program, t.Runs[i].Kernels))
	}
	return a
}
