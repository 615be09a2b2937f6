// Package paper draws and writes what the program's runs say of Banino et al.
// 2018: the figure of the ablations, and a report in one HTML file.
package paper

import (
	"fmt"
	"image"
	"slices"
	"strings"

	"gridrat/brain/ablation"
	"gridrat/brain/survey"
	"gridrat/render/figure"
)

// AblationBases lists the bases that have runs in the table.
func AblationBases(t *ablation.Table) []ablation.Base {
	var out []ablation.Base
	for _, b := range ablation.Bases() {
		for _, r := range ablation.Rows() {
			if len(t.Of(r, b)) > 0 {
				out = append(out, b)
				break
			}
		}
	}
	return out
}

// AblationMoves says after how many moves position errors of a base's runs were
// taken.
func AblationMoves(t *ablation.Table, b ablation.Base) string {
	var out []string
	for _, r := range AblationRows(t) {
		for _, run := range t.Of(r, b) {
			if n := fmt.Sprint(run.Moves); !slices.Contains(out, n) {
				out = append(out, n)
			}
		}
	}
	return strings.Join(out, " or ")
}

// AblationRows lists the rows that have runs in the table.
func AblationRows(t *ablation.Table) []ablation.Row {
	var out []ablation.Row
	for _, r := range ablation.Rows() {
		for _, b := range ablation.Bases() {
			if len(t.Of(r, b)) > 0 {
				out = append(out, r)
				break
			}
		}
	}
	return out
}

// Ablations draws for every row and recipe the fraction of units above 0.37
// of each seed, beside the null of its own maps.
func Ablations(t *ablation.Table, scale float64) *figure.Canvas {
	rows := AblationRows(t)
	var panels []figure.Panel
	for _, b := range AblationBases(t) {
		var dots []figure.Dots
		for _, row := range rows {
			d := figure.Dots{Name: row.Name, Note: "not run"}
			if !row.For(b) {
				d.Note = "not of this recipe"
			}
			for _, r := range t.Of(row, b) {
				d.Values = append(d.Values, float64(r.Trained.Above037))
				d.Null = append(d.Null, float64(r.Trained.Null037))
			}
			dots = append(dots, d)
		}
		title := "recipe " + b.Title + ": units above 0.37, %"
		panels = append(panels, figure.Panel{Wide: 1, Draw: func(c *figure.Canvas, r image.Rectangle) { c.Dots(r, title, dots) }})
	}
	lines := []string{
		fmt.Sprintf("Share of units with a grid score (released formula) above 0.37 after %d updates: a dot for every seed, a tick for its null, surrogate maps with each unit's own radial autocorrelation. Rows with one recipe, such as λ = 35 and the baseline of three modules, share their runs.", t.Updates),
	}
	return figure.Page("What hexagons need", lines, panels, max(len(panels), 1), 380, 60+17*max(len(rows), 3), &figure.Light, scale)
}

// AblationNotes are what the files of the figure carry.
func AblationNotes(t *ablation.Table, program string) []figure.Note {
	return []figure.Note{
		{Name: "Title", Text: "What hexagons need"},
		{Name: "Software", Text: "Gridrat " + program},
		{Name: "Parameters", Text: fmt.Sprintf("%d updates; %d runs", t.Updates, len(t.Runs))},
		{Name: "Formula", Text: survey.Definition("grid_60_released")},
	}
}
