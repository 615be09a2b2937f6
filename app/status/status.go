// Package status is the window as a script sees it: `window -status FILE` keeps
// it there up to date, as JSON. It is nothing but values, which whoever reads
// the file can share; it knows nobody.
package status

import (
	"image"
	"math"
)

// Status is all of it.
type Status struct {
	Ticks       int                `json:"ticks"`
	Recipe      string             `json:"recipe"`
	Seed        uint64             `json:"seed"`
	Origin      string             `json:"origin"`
	Update      int                `json:"update"`
	Running     bool               `json:"running"` // the learner, by its newest snapshot
	Rate        float64            `json:"updates_per_second"`
	Playing     bool               `json:"playing"`
	Learning    bool               `json:"learning"`
	LearnSpeed  string             `json:"learning_speed"`
	RatSpeed    float64            `json:"rat_speed"`
	RatMoves    int                `json:"rat_moves"`
	Route       string             `json:"route"`  // the trajectory that the rat follows
	Read        Recording          `json:"read"`   // what was read of a recording
	Source      string             `json:"source"` // whose units are shown
	Cells       int                `json:"cells"`  // recorded ones that are open
	Cell        int                `json:"cell"`   // the number of the chosen one; -1 is none
	Fired       int                `json:"fired"`  // its spikes in the arena
	With        string             `json:"with"`   // what is compared with the chosen unit or cell
	Along       int                `json:"along"`  // update of the network that was evaluated along the trajectory; -1 is none
	AlongCM     float64            `json:"along_cm"`
	AlongLesion float64            `json:"along_lesion_cm"` // the same without the silenced units; 0 is not measured
	Back        int                `json:"back"`
	Unit        int                `json:"unit"`
	Hover       int                `json:"hover"`
	Inspector   string             `json:"inspector_page"`
	Population  string             `json:"population_page"`
	Beside      int                `json:"beside"`    // unit that is compared; -1 is none
	Silenced    []int              `json:"silenced"`  // by the newest snapshot
	Lesion      float64            `json:"lesion_cm"` // position error without the silenced units; 0 is not measured
	Focus       int                `json:"focus"`     // unit whose own nulls are known; -1 is none
	Own         int                `json:"own"`       // update whose units all have own nulls; -1 is none
	OwnShare    float64            `json:"own_share"` // of units beyond their own shuffles
	Filter      string             `json:"filter"`    // of the wall; "" shows all
	Shown       int                `json:"shown"`     // units that pass it
	AsOf        int                `json:"as_of"`     // update of the moment shown; -1 is live
	Moments     int                `json:"moments"`   // in the timeline
	Scales      int                `json:"scales"`    // clusters of spacings, where they are shown
	Task        string             `json:"task"`      // in the background
	Lambda      float64            `json:"lambda"`
	Dropout     float64            `json:"dropout"`
	Activation  string             `json:"activation"`
	Colors      string             `json:"colors"`
	Grouped     bool               `json:"grouped"`
	Panels      bool               `json:"panels"`
	Sheet       string             `json:"sheet"`
	Dialog      string             `json:"dialog"`
	DialogText  string             `json:"dialog_text"` // what is in its field
	Typing      string             `json:"typing"`      // field of the properties that is being typed in
	Notice      string             `json:"notice"`
	Failure     bool               `json:"failure"`
	Title       string             `json:"title"`
	Loss        *float64           `json:"loss"` // null until one is measured
	Beyond      float64            `json:"beyond_null"`
	Appraised   int                `json:"appraised_update"`
	Sorted      int                `json:"sorted_update"` // of the scores that the wall is sorted by; -1 is none
	Handled     bool               `json:"handled"`       // no request is waiting
	Scale       float64            `json:"scale"`
	TPS         float64            `json:"ticks_per_second"`
	FPS         float64            `json:"frames_per_second"`
	Width       int                `json:"width"`
	Height      int                `json:"height"`
	Rects       map[string][4]int  `json:"rects"`  // x0, y0, x1, y1 of controls ("save"), panels and maps ("unit:12"), in pixels
	Labels      map[string]string  `json:"labels"` // of controls that have one of their own now
	Disabled    map[string]string  `json:"disabled"`
	Drawn       map[string]int64   `json:"drawn"`        // pixels of panels drawn so far
	Milli       map[string]float64 `json:"milliseconds"` // time spent, see profile
	Map         Map                `json:"map"`
	Film        Film               `json:"film"`
	Eye         string             `json:"eye"`  // what is shown of what the rat sees
	Rays        int                `json:"rays"` // of its retina
	Field       int                `json:"field_deg"`
	Episode     Episode            `json:"episode"`
	Agents      Agents             `json:"agents"`
	Race        Race               `json:"race"`
}

// Rect is where a control, a panel or a map is, in pixels; empty if it is not on
// the screen.
func (s Status) Rect(name string) image.Rectangle {
	r := s.Rects[name]
	return image.Rect(r[0], r[1], r[2], r[3])
}

// Map is the map and how it is edited.
type Map struct {
	Tool     string         `json:"tool"` // "" is that nothing is edited
	Name     string         `json:"name"`
	Path     string         `json:"path"`
	Text     string         `json:"text"`   // of its file
	Counts   map[string]int `json:"counts"` // of elements by the names of their lists
	Unsaved  bool           `json:"unsaved"`
	Undoable bool           `json:"undoable"`
	Redoable bool           `json:"redoable"`
	Busy     bool           `json:"busy"` // something is being drawn or dragged
	Kept     bool           `json:"kept"` // all of it is in the autosave
	Selected []string       `json:"selected"`
	Hover    string         `json:"hover"` // element under the mouse
	Problems []string       `json:"problems"`
	Hint     string         `json:"hint"`
	Rat      [2]float64     `json:"rat"` // m
	Heading  float64        `json:"heading"`
	Driven   bool           `json:"driven"`    // by the user
	Free     bool           `json:"free"`      // the rat moves as the recipe's rats do
	Learns   string         `json:"learns"`    // the map that the network learns in, as a file; "" is its recipe's enclosure
	Spread   bool           `json:"spread"`    // its place cells are those of an earlier shape
	MapsFrom int            `json:"maps_from"` // update after which the running rate maps began
	KeepMaps bool           `json:"keep_maps"` // they continue when the map is edited
	Caption  string         `json:"caption"`   // of the arena
	Origin   [2]float64     `json:"origin"`    // of the map on the screen, in pixels
	Metre    float64        `json:"metre"`     // in pixels
}

// Pixel is the point of the screen at a place of the map, in metres.
func (m Map) Pixel(x, y float64) image.Point {
	return image.Pt(int(math.Floor(m.Origin[0]+x*m.Metre)), int(math.Floor(m.Origin[1]-y*m.Metre)))
}

// Film is the film that is being made.
type Film struct {
	On       bool    `json:"on"`
	Seconds  float64 `json:"seconds"`
	Pictures int64   `json:"pictures"`
	Bytes    int64   `json:"bytes"`
	CostMS   float64 `json:"cost_ms"` // of a picture, to the window
}

// Episode is the task that is played.
type Episode struct {
	Task   string             `json:"task"` // "" is none
	Map    string             `json:"map"`
	Seed   uint64             `json:"seed"`
	Left   float64            `json:"left"` // s
	Score  float64            `json:"score"`
	Goals  int                `json:"goals"`
	Trial  float64            `json:"trial"` // s
	Over   bool               `json:"over"`
	Rat    [3]float64         `json:"rat"`    // x, y, heading, at the end of the decision under way
	Shown  int                `json:"shown"`  // goals that may be seen
	Way    [][2]float64       `json:"way"`    // the shortest from there to a goal, if one may be seen
	Doors  []bool             `json:"doors"`  // which are open
	Result string             `json:"result"` // title of the page, if it is open
	Played map[string]int     `json:"played"` // episodes in the list, by task
	Best   map[string]float64 `json:"best"`   // the highest score of each
}
