package status

// Agents is the other tab: agents that learn, and the one that is watched.
type Agents struct {
	Tab        string         `json:"tab"` // of the window that is shown: forage or navigate
	Task       string         `json:"task"`
	Agent      string         `json:"agent"` // that is watched
	Playing    bool           `json:"playing"`
	Learning   bool           `json:"learning"`
	Seed       uint64         `json:"seed"`
	Decisions  map[string]int `json:"decisions"` // learnt from by each agent that takes part
	Score      float64        `json:"score"`     // of the newest test of the watched agent; -1 is none
	Episode    int            `json:"episode"`   // that is watched, from 1; 0 is none
	Decision   int            `json:"decision"`  // in it, that is looked at
	Made       int            `json:"made"`      // decisions in it
	Left       float64        `json:"left"`      // of it, s
	Visits     int            `json:"visits"`    // of the goal in it
	Trials     int            `json:"trials"`    // that are over, of all watched episodes
	Rat        [3]float64     `json:"rat"`       // x, y in m, heading
	Knows      bool           `json:"knows"`     // a place of the goal
	Goal       [2]float64     `json:"goal"`      // where it believes that, from itself, along the axes of the world, m
	Pretended  bool           `json:"pretended"`
	Silenced   string         `json:"silenced"`   // or taken, as -lesion has it; "" is nothing
	Noise      float64        `json:"noise"`      // on self-motion, a share
	Experiment bool           `json:"experiment"` // the panel is shown
	Comparison Comparison     `json:"comparison"` // the newest
	Doors      Doors          `json:"doors"`      // counted last in the maze that is chosen
	Compared   bool           `json:"compared"`   // a test before and after is shown
	Diagnosed  bool           `json:"diagnosed"`

	Map      string `json:"map"`      // of the watched episode, as its file, with what is being drawn
	Edited   bool   `json:"edited"`   // it is another than the task's
	Undoable bool   `json:"undoable"` // an edit can be taken back
	Ways     string `json:"ways"`     // how long the shortest way is since the last edit of the trial, and was before
	Lost     bool   `json:"lost"`     // an edit leaves no way to the goal
	EditedIn int    `json:"editedIn"` // trials so far in or before which the map was edited

	// On what the choice depends that led to a decision, Attributed; 0 is not known.
	Attributed int     `json:"attributed"`
	OfNow      float64 `json:"depends_on_now"` // shares
	OfMemory   float64 `json:"depends_on_memory"`
	OfGoal     float64 `json:"depends_on_goal"`
}

// Comparison is a test before and after something was taken from an agent.
type Comparison struct {
	Number     int        `json:"number"` // from 1; 0 is none
	Taken      string     `json:"taken"`  // for people
	Episodes   int        `json:"episodes"`
	Going      bool       `json:"going"`
	Seconds    float64    `json:"seconds"`
	Difference [3]float64 `json:"difference"` // mean, and the ends of its 95 % interval; 0 before the first episodes
}

// Doors are those that an agent took once all were open.
type Doors struct {
	Maze     string `json:"maze"`
	Episodes int    `json:"episodes"` // in which they opened
	Towards  int    `json:"towards"`  // the goal
	Ready    bool   `json:"ready"`    // the watched agent is known to fit the maze
	Going    bool   `json:"going"`
}
