package setting

import (
	"errors"
	"fmt"
)

// farm is what the tests set: every kind of setting and of data.
type farm struct {
	Name   string  `json:"name" doc:"any text"`
	Crop   crop    `json:"crop" doc:"what grows"`
	Acres  float64 `json:"acres" doc:"size" min:"0.5" max:"100"`
	Cows   int     `json:"cows" doc:"number" min:"0" max:"50"`
	Hens   int64   `json:"hens" doc:"number of hens"`
	Open   bool    `json:"open" doc:"people may come"`
	Plan   plan    `json:"plan" doc:"of the year"`
	Fields []field `json:"fields" doc:"all of them"`
	Rain   []int   `json:"rain" doc:"by month, mm" min:"-1" max:"500"`
	Months []crop  `json:"months" doc:"what is sown"`

	Deed  *deed `json:"deed,omitempty"` // a name between two settings is none
	Herds []int `json:"herds,omitzero"`
	Cache []int `json:"-"`
	Depth int   `json:"depth" doc:"of the well, m"`
	notes []int
}

type crop string

const (
	rye crop = "rye"
	oat crop = "oat"
)

func (crop) Words() []string { return Words(rye, oat) }

type plan struct {
	Sow  span `json:"sow" doc:"weeks"`
	Reap span `json:"reap"`
}

type span struct {
	From int `json:"from" doc:"first week"`
	To   int `json:"to" min:"1" max:"52"`
}

type field struct {
	Width float64        `json:"width" min:"1" max:"1000"`
	Posts [][2]int       `json:"posts,omitempty"`
	Map   *deed          `json:"map,omitempty"`
	Trees map[string]int `json:"trees,omitempty"`
	Rows  []int          `json:"rows"`
}

type deed struct {
	Owner string `json:"owner"`
}

func newFarm() farm {
	return farm{
		Name: "Hill", Crop: rye, Acres: 2, Cows: 3, Hens: 4,
		Plan:   plan{Sow: span{10, 20}, Reap: span{30, 40}},
		Fields: []field{{Width: 5, Rows: []int{1, 2}}, {Width: 6, Posts: [][2]int{{1, 2}}, Map: &deed{"Ann"}, Trees: map[string]int{"oak": 1}}},
		Rain:   []int{7, 8, 9}, Months: []crop{oat},
		Deed: &deed{"Bob"}, Herds: []int{1}, Cache: []int{2}, notes: []int{3}, Depth: 6,
	}
}

// validate has a rule between parts: spans must not be empty.
func (f farm) validate() error {
	if err := Validate(f); err != nil {
		return err
	}
	for _, s := range []span{f.Plan.Sow, f.Plan.Reap} {
		if s.From >= s.To {
			return fmt.Errorf("a span from %d to %d is empty", s.From, s.To)
		}
	}
	return nil
}

var errUneven = errors.New("the spans must be as long")
