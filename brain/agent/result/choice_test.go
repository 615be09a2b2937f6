package result

import (
	"encoding/csv"
	"fmt"
	"strings"
	"testing"

	"gridrat/brain/agent"
	"gridrat/brain/agent/sense"
)

// TestChoice: a line per decision, older codes of the goal before, and nothing twice.
func TestChoice(t *testing.T) {
	a := &agent.Attribution{
		Decision: 21, First: 20, Visits: []int{5, 21},
		Effects: [][sense.NumKinds]float64{{0.5, -0.25}, {4, 0, 0.125, 0, 1}},
		Kept:    []agent.Kept{{Since: 5, Effect: -2}, {Since: 21, Pretended: true, Effect: 1.5}},
	}
	rows, err := csv.NewReader(strings.NewReader(string(Choice(a, 0.1)))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	want := [][]string{
		strings.Split(choiceHeader, ","),
		{"1.600", "0", "0", "0", "0", "0", "-2", "false", "true"},
		{"0.100", "0.5", "-0.25", "0", "0", "0", "0", "false", "false"},
		{"0.000", "4", "0", "0.125", "0", "1", "1.5", "true", "true"},
	}
	if fmt.Sprint(rows) != fmt.Sprint(want) {
		t.Errorf("the table is %v, want %v", rows, want)
	}
}
