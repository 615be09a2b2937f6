package main

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"text/tabwriter"

	"github.com/natefinch/atomic"

	"gridrat/brain/gridnet"
	"gridrat/brain/report"
)

// writeFile writes a whole file or leaves what was there.
func writeFile(dir, name string, data []byte) error {
	path := filepath.Join(dir, name)
	if err := atomic.WriteFile(path, bytes.NewReader(data)); err != nil {
		return fmt.Errorf("could not write %s: %w", path, err)
	}
	return os.Chmod(path, 0o644) // the temporary file it was is private
}

// writeResults writes the files of a finished run; results.json comes last,
// as the sign that all is there.
func writeResults(dir string, t *gridnet.Trainer, res report.Results, m *report.Measurement, log []byte, curve report.Curve) error {
	var scores, maps, results bytes.Buffer
	if err := report.WriteScores(&scores, t.Network().Recipe, m); err != nil {
		return err
	}
	if err := report.WriteMaps(&maps, t.Network().Recipe.Enclosure.Half(), m); err != nil {
		return err
	}
	if err := res.WriteJSON(&results); err != nil {
		return err
	}
	wall, err := encodePNG(wall(res, m))
	if err != nil {
		return err
	}
	curves, err := encodePNG(curves(res, curve, m))
	if err != nil {
		return err
	}
	for _, f := range []struct {
		name string
		data []byte
	}{
		{"training.csv", log}, {"emergence.csv", curve.CSV()}, {"scores.csv", scores.Bytes()}, {"ratemaps.npz", maps.Bytes()},
		{"ratemaps.png", wall}, {"curves.png", curves}, {"results.json", results.Bytes()},
	} {
		if err := writeFile(dir, f.name, f.data); err != nil {
			return err
		}
	}
	return nil
}

func encodePNG(img image.Image) ([]byte, error) {
	var buf bytes.Buffer
	err := png.Encode(&buf, img)
	return buf.Bytes(), err
}

// table is what a run prints at its end.
func table(r report.Results) string {
	var b strings.Builder
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	row := func(name, format string, values ...any) {
		fmt.Fprintf(w, "%s\t%s\n", name, fmt.Sprintf(format, values...))
	}
	row("recipe, seed", "%s, %d", r.RecipeName, r.Seed)
	row("updates", "%d in %.1f s (%.1f/s)", r.Updates, r.Seconds, r.UpdatesPerSecond)
	row("units beyond their null", "%.2f of %d (score above %.2f)", r.GridFraction, r.Units, r.NullP95)
	row("grid score > 0.37", "%.2f (null %.2f)", r.GridFraction037, r.NullFraction037)
	row("grid score > 0.80", "%.2f (null %.2f)", r.GridFraction080, r.NullFraction080)
	row("grid score, median and best", "%.2f, %.2f", r.ScoreMedian, r.ScoreMax)
	row(fmt.Sprintf("position error after %d moves", r.HorizonMoves), "%.1f cm, median %.1f (untrained %.1f, never moved %.1f)",
		r.ErrorCM, r.ErrorMedianCM, r.UntrainedCM, r.NeverMovedCM)
	row("the same by population vector", "%.1f cm, median %.1f", r.VectorCM, r.VectorMedianCM)
	for i, m := range r.Modules {
		spacing := "no lattice"
		if m.SpacingM != nil {
			spacing = fmt.Sprintf("spacing %.2f m, orientation %.0f°", *m.SpacingM, *m.OrientationDeg)
		}
		row(fmt.Sprintf("module %d", i+1), "%s, beyond null %.2f, > 0.37 %.2f, > 0.80 %.2f, median %.2f, %.0f fields",
			spacing, m.Beyond, m.Fraction037, m.Fraction080, m.ScoreMedian, m.FieldsMedian)
	}
	row("loss: place, head direction", "%.4f, %.4f", r.LossPlace, r.LossHeadDirection)
	w.Flush()
	return b.String()
}
