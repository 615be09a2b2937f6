package panel

import (
	"fmt"

	"gridrat/brain/agent"
)

// TrialRow is a trial with whose it is.
type TrialRow struct {
	Agent   string
	Episode int // as the user counts them
	Number  int // in the episode, from 1
	agent.Trial
}

// ZoneTime is the share of time that was spent around a place, beside that of
// chance.
type ZoneTime struct {
	Name   string         // such as "within 0.5 m of the goal"
	Share  agent.Interval // from 0 to 1
	Chance float64        // share of the floor
}

// TrialSet is the trials of an agent, watched or tested.
type TrialSet struct {
	Name  string         // short, such as "watched", "before" or "silenced"
	Rows  []TrialRow     // those that are over, in their order; rows that are there stay as they are
	Score agent.Interval // of episodes; Mean is NaN where none is over
	Zones []ZoneTime
}

// TrialTable is what Trials shows: one set, or two side by side, before and
// after something was done to the agent.
type TrialTable struct {
	Sets  []TrialSet // one or two
	Doors bool       // the task has doors that are told apart
}

// key tells sets from others: more rows, or others, have another key.
func (s *TrialSet) key() string {
	key := fmt.Sprint(s.Name, s.Score, s.Zones, len(s.Rows))
	if len(s.Rows) > 0 {
		first, last := s.Rows[0], s.Rows[len(s.Rows)-1]
		key += fmt.Sprint(first.Agent, first.Episode, first.Seconds, " ", last.Episode, last.Number, last.Seconds, last.Way)
	}
	return key
}

// key is that of all sets.
func (t *TrialTable) key() (key string) {
	for i := range t.Sets {
		key += t.Sets[i].key() + "\n"
	}
	return key
}
