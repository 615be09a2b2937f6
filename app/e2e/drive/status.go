package drive

import (
	"encoding/json"
	"image"
	"math"
	"os"
)

// Status is what the tests read of the program's own account, see app/status.go.
type Status struct {
	Ticks       int
	Recipe      string
	Seed        uint64
	Origin      string
	Update      int
	Running     bool
	Playing     bool
	Learning    bool
	LearnSpeed  string  `json:"learning_speed"`
	RatSpeed    float64 `json:"rat_speed"`
	RatMoves    int     `json:"rat_moves"`
	Route       string  `json:"route"`
	Source      string
	Cells       int
	Cell        int
	Fired       int
	With        string
	Along       int
	AlongCM     float64 `json:"along_cm"`
	AlongLesion float64 `json:"along_lesion_cm"`
	Own         int
	OwnShare    float64 `json:"own_share"`
	Back        int
	Unit        int
	Hover       int
	Inspector   string `json:"inspector_page"`
	Population  string `json:"population_page"`
	Beside      int
	Silenced    []int
	Lesion      float64 `json:"lesion_cm"`
	Focus       int
	Filter      string
	Shown       int
	AsOf        int `json:"as_of"`
	Moments     int
	Scales      int
	Task        string
	Lambda      float64
	Dropout     float64
	Activation  string
	Colors      string
	Grouped     bool
	Panels      bool
	Sheet       string
	Dialog      string
	DialogText  string `json:"dialog_text"`
	Typing      string
	Notice      string
	Failure     bool
	Title       string
	Loss        *float64
	Appraised   int `json:"appraised_update"`
	Sorted      int `json:"sorted_update"`
	Handled     bool
	Scale       float64
	Width       int
	Height      int
	Rects       map[string][4]int
	Labels      map[string]string
	Disabled    map[string]string
	Drawn       map[string]int64
	Map         MapStatus
	Film        FilmStatus
	Eye         string
	Rays        int
	Field       int `json:"field_deg"`
	Episode     EpisodeStatus
}

func (s Status) Rect(name string) image.Rectangle {
	r := s.Rects[name]
	return image.Rect(r[0], r[1], r[2], r[3])
}

// MapStatus is the map by the program's own account.
type MapStatus struct {
	Tool     string
	Name     string
	Path     string
	Text     string
	Counts   map[string]int
	Unsaved  bool
	Undoable bool
	Redoable bool
	Busy     bool
	Kept     bool
	Selected []string
	Hover    string
	Problems []string
	Hint     string
	Rat      [2]float64
	Heading  float64
	Driven   bool
	Free     bool
	Learns   string
	Spread   bool
	MapsFrom int  `json:"maps_from"`
	KeepMaps bool `json:"keep_maps"`
	Caption  string
	Origin   [2]float64
	Metre    float64
}

// Pixel is the point of the screen at a place of the map, in metres.
func (s MapStatus) Pixel(x, y float64) image.Point {
	return image.Pt(int(math.Floor(s.Origin[0]+x*s.Metre)), int(math.Floor(s.Origin[1]-y*s.Metre)))
}

// FilmStatus is the film that is being made.
type FilmStatus struct {
	On       bool
	Seconds  float64
	Pictures int64
	Bytes    int64
	CostMS   float64 `json:"cost_ms"`
}

// EpisodeStatus is the task that is played, by the program's own account.
type EpisodeStatus struct {
	Task   string
	Map    string
	Seed   uint64
	Left   float64
	Score  float64
	Goals  int
	Trial  float64
	Over   bool
	Rat    [3]float64
	Shown  int
	Way    [][2]float64
	Doors  []bool
	Result string
	Played map[string]int
	Best   map[string]float64
}

// Status reads the program's account of itself.
func (w *Window) Status() Status {
	w.T.Helper()
	data, err := os.ReadFile(w.file)
	if err != nil {
		w.T.Fatal(err)
	}
	var s Status
	if err := json.Unmarshal(data, &s); err != nil {
		w.T.Fatal(err)
	}
	return s
}

// busy tells whether something is under way that takes real time: learning, its
// scores, and what the window has had begun.
func (s Status) busy() bool {
	return s.Running || s.Task != "" || !s.Handled || s.Appraised < s.Update
}
