package study

import (
	"bytes"
	"io"
	"slices"

	"gridrat/app/files"
	"gridrat/brain/recording"
	"gridrat/brain/survey"
	"gridrat/render/figure"
	"gridrat/render/sheet"
)

// Figures are the figures of a survey, without their endings.
var Figures = []string{"ratemaps", "autocorrelograms", "directions", "speeds", "population"}

// PathsName is the figure that recorded spikes have beside those.
const PathsName = "paths"

// Files are the files that the scoring of a network or of cells may write, the
// sign that all is there first.
func Files() []string {
	names := []string{files.ResultsName, "scores.csv", "thresholds.csv", "decoding.csv", "ratemaps.npz"}
	for _, f := range append(Figures, PathsName) {
		names = append(names, f+".png", f+".svg")
	}
	return names
}

// WriteSurvey writes the files of a survey into a folder, which it makes if need
// be; results.json comes last, as the sign that all is there. perModule is the
// number of units of each module, 0 if there is only one.
func WriteSurvey(dir string, v *survey.Survey, r *survey.Results, perModule int, colors *figure.ColorMap) error {
	if err := files.MakeFolder(dir, "results"); err != nil {
		return err
	}
	d := sheet.NewSurvey(v, r, colors)
	canvases := d.Sheets()
	canvases["population"] = d.Population()
	for _, name := range Figures {
		if err := WriteFigure(dir, name, canvases[name], d.Notes(d.Name()+": "+name), []string{"png", "svg"}); err != nil {
			return err
		}
	}
	type part struct {
		name  string
		write func(w io.Writer) error
	}
	all := []part{
		{"scores.csv", func(w io.Writer) error { return v.WriteScores(w, perModule) }},
		{"thresholds.csv", v.WriteThresholds},
		{"ratemaps.npz", v.WriteArrays},
	}
	if r.Positions != nil {
		all = append(all, part{"decoding.csv", r.Positions.WriteCSV})
	}
	all = append(all, part{files.ResultsName, r.WriteJSON})
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

// WritePaths writes the figure of the path with the spikes of every cell into a
// folder, which it makes if need be.
func WritePaths(dir string, v *survey.Survey, r *survey.Results, colors *figure.ColorMap, track recording.Track, spikes recording.Spikes) error {
	if err := files.MakeFolder(dir, "results"); err != nil {
		return err
	}
	d := sheet.NewSurvey(v, r, colors)
	return WriteFigure(dir, PathsName, d.Paths(track, spikes), d.Notes(d.Name()+": "+PathsName), []string{"png", "svg"})
}

// WriteFigure writes a figure in the formats that are wanted of png and svg.
func WriteFigure(dir, name string, c *figure.Canvas, notes []figure.Note, formats []string) error {
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
