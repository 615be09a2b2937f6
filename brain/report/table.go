package report

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
)

// number prints a value in a cell, which stays empty where there is none
// (NaN).
func number(x float64) string {
	if math.IsNaN(x) {
		return ""
	}
	return strconv.FormatFloat(x, 'g', 7, 64)
}

// seconds prints a time in a cell.
func seconds(x float64) string {
	if math.IsNaN(x) {
		return ""
	}
	return strconv.FormatFloat(x, 'f', 3, 64)
}

// readRows reads a table of numbers that rises in its first column, the update,
// as far as an update. Empty cells are NaN.
func readRows(data []byte, header string, upTo int) ([][]float64, error) {
	c := csv.NewReader(bytes.NewReader(data))
	lines, err := c.ReadAll()
	if err != nil {
		return nil, err
	}
	if len(lines) == 0 || strings.Join(lines[0], ",") != header {
		return nil, errors.New("its first line is not " + header)
	}
	var rows [][]float64
	before := -1.0
	for i, line := range lines[1:] {
		row := make([]float64, len(line))
		for k, cell := range line {
			if row[k], err = strconv.ParseFloat(cell, 64); cell == "" {
				row[k] = math.NaN()
			} else if err != nil {
				return nil, fmt.Errorf("line %d: %q is no number", i+2, cell)
			}
		}
		if !(row[0] > before) || row[0] != math.Trunc(row[0]) {
			return nil, fmt.Errorf("line %d: update %s does not follow update %v", i+2, line[0], before)
		}
		before = row[0]
		if row[0] <= float64(upTo) {
			rows = append(rows, row)
		}
	}
	return rows, nil
}
