package training

import (
	"bytes"

	"gridrat/app/files"
	"gridrat/brain/gridnet"
	"gridrat/brain/report"
	"gridrat/render/sheet"
)

// writeResults writes what a finished run leaves beside its checkpoint;
// results.json comes last, as the sign that all is there.
func writeResults(dir string, t *gridnet.Trainer, res report.Results, m *report.Measurement, log report.Log, curve report.Curve) error {
	var scores, maps, results bytes.Buffer
	if err := report.WriteScores(&scores, t.Network().Recipe, m); err != nil {
		return err
	}
	if err := report.WriteMaps(&maps, t.Network().Recipe.Arena().Half(), m); err != nil {
		return err
	}
	if err := res.WriteJSON(&results); err != nil {
		return err
	}
	wall, err := files.PNG(sheet.Wall(res, m))
	if err != nil {
		return err
	}
	curves, err := files.PNG(sheet.Curves(res, log, curve, m))
	if err != nil {
		return err
	}
	return files.WriteAll(dir, []files.File{
		{Name: "scores.csv", Data: scores.Bytes()}, {Name: "ratemaps.npz", Data: maps.Bytes()},
		{Name: "ratemaps.png", Data: wall}, {Name: "curves.png", Data: curves}, {Name: files.ResultsName, Data: results.Bytes()},
	})
}
