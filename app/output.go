package main

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"os"
	"path/filepath"

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

// weightsName is the checkpoint of a run.
const weightsName = "weights.npz"

// file is a file to be written.
type file struct {
	name string
	data []byte
}

// writeFiles writes files in their order, as far as the first that fails.
func writeFiles(dir string, files []file) error {
	for _, f := range files {
		if err := writeFile(dir, f.name, f.data); err != nil {
			return err
		}
	}
	return nil
}

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
	wall, err := encodePNG(wall(res, m))
	if err != nil {
		return err
	}
	curves, err := encodePNG(curves(res, log, curve, m))
	if err != nil {
		return err
	}
	return writeFiles(dir, []file{
		{"scores.csv", scores.Bytes()}, {"ratemaps.npz", maps.Bytes()},
		{"ratemaps.png", wall}, {"curves.png", curves}, {resultsName, results.Bytes()},
	})
}

func encodePNG(img image.Image) ([]byte, error) {
	var buf bytes.Buffer
	err := png.Encode(&buf, img)
	return buf.Bytes(), err
}
