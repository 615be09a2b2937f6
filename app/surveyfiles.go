package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"slices"

	"gridrat/app/files"
	"gridrat/brain/survey"
	"gridrat/render/figure"
	"gridrat/render/sheet"
)

// figureNames are the figures of a survey, without their endings.
var figureNames = []string{"ratemaps", "autocorrelograms", "directions", "speeds", "population"}

// pathsName is the figure that recorded spikes have beside those.
const pathsName = "paths"

// scoreFiles are the files that `score` may write, the sign that all is there
// first.
func scoreFiles() []string {
	names := []string{"results.json", "scores.csv", "thresholds.csv", "decoding.csv", "ratemaps.npz"}
	for _, f := range append(figureNames, pathsName) {
		names = append(names, f+".png", f+".svg")
	}
	return names
}

// writeSurvey writes the files of a survey; results.json comes last, as the
// sign that all is there.
func writeSurvey(dir string, v *survey.Survey, r *survey.Results, perModule int, colors *figure.ColorMap) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fmt.Errorf("could not make the folder for results: %w", err)
	}
	d := sheet.NewSurvey(v, r, colors)
	canvases := d.Sheets()
	canvases["population"] = d.Population()
	for _, name := range figureNames {
		if err := writeFigure(dir, name, canvases[name], d.Notes(d.Name()+": "+name), []string{"png", "svg"}); err != nil {
			return err
		}
	}
	all := []struct {
		name  string
		write func(w io.Writer) error
	}{
		{"scores.csv", func(w io.Writer) error { return v.WriteScores(w, perModule) }},
		{"thresholds.csv", v.WriteThresholds},
		{"ratemaps.npz", v.WriteArrays},
	}
	if r.Positions != nil {
		all = append(all, struct {
			name  string
			write func(w io.Writer) error
		}{"decoding.csv", r.Positions.WriteCSV})
	}
	all = append(all, struct {
		name  string
		write func(w io.Writer) error
	}{"results.json", r.WriteJSON})
	for _, f := range all {
		var buf bytes.Buffer
		if err := f.write(&buf); err != nil {
			return err
		}
		if err := files.Write(dir, f.name, buf.Bytes()); err != nil {
			return err
		}
	}
	return nil
}

// writeFigure writes a figure in the formats that are wanted of png and svg.
func writeFigure(dir, name string, c *figure.Canvas, notes []figure.Note, formats []string) error {
	if slices.Contains(formats, "png") {
		data, err := figure.EncodePNG(c.Img, notes)
		if err != nil {
			return err
		}
		if err := files.Write(dir, name+".png", data); err != nil {
			return err
		}
	}
	if slices.Contains(formats, "svg") {
		return files.Write(dir, name+".svg", c.SVG(notes))
	}
	return nil
}
