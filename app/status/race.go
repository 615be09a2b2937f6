package status

// Race is two who run the same episode, in the tab of agents.
type Race struct {
	On        bool          `json:"on"`
	Names     [2]string     `json:"names"`
	Driven    bool          `json:"driven"` // the first is the user
	Task      string        `json:"task"`
	Seed      uint64        `json:"seed"`
	Again     bool          `json:"again"` // what is random in it was known
	Count     float64       `json:"count"` // s until it begins
	Left      float64       `json:"left"`  // s
	Paused    bool          `json:"paused"`
	Over      bool          `json:"over"`
	Speed     float64       `json:"speed"`
	Ghost     bool          `json:"ghost"` // opponents are drawn
	Scores    [2]float64    `json:"scores"`
	Goals     [2]int        `json:"goals"`     // reached
	Decisions [2]int        `json:"decisions"` // made
	Rats      [2][3]float64 `json:"rats"`      // x, y, heading, at the end of the decision under way
	Shown     int           `json:"shown"`     // goals that may be seen
	Way       [][2]float64  `json:"way"`       // the user's shortest to a goal, if one may be seen
	Result    string        `json:"result"`    // title of the page, if it is open
	Listed    bool          `json:"listed"`    // the user's episode is in the list, with the agent
}
