package tasks

import "gridrat/world/task"

// Raced is an episode that the user ran to its end against an agent, in worlds of
// their own.
type Raced struct {
	Task  *task.Task
	Map   string // name
	Seed  uint64
	Again bool // what is random in it was known
	Shown bool // the agent was seen, and the goal is hidden: it can show that

	Score            float64
	Goals            int
	Metres, Shortest float64 // run to the goals, and the least; 0 is not known
	Against          Rival
}

// Rival is an agent that ran the same episode as the user, as it was then.
type Rival struct {
	Name      string  `json:"name"` // by which people know it
	Code      string  `json:"code"`
	Task      string  `json:"task"`      // that it has learnt; name
	Decisions int     `json:"decisions"` // that it had learnt from
	Seed      uint64  `json:"seed"`      // of its learning
	Score     float64 `json:"score"`     // in the same episode
	Goals     int     `json:"goals"`
}
