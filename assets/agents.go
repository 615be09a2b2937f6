package assets

import (
	"embed"
	"encoding/json"
	"slices"
	"sync"
)

//go:embed agents
var agents embed.FS

// Agent is a trained agent that travels with the program: what it was tested to
// be, and what makes it again.
type Agent struct {
	Name      string  `json:"name"` // of its file too, NAME.npz
	Task      string  `json:"task"` // that it learnt in
	Code      string  `json:"code"`
	Seed      uint64  `json:"seed"`
	Decisions int     `json:"decisions"`
	Score     float64 `json:"score"` // mean of frozen episodes at the end of learning
	Low       float64 `json:"score_low"`
	High      float64 `json:"score_high"`
	Episodes  int     `json:"episodes"`
	Command   string  `json:"command"` // that makes it again, as agent.npz of its folder
	Version   string  `json:"version"` // of the program that made it
	Date      string  `json:"date"`    // as 2006-01-02
}

// Agents lists the trained agents as agents/agents.json does. The list is not to
// be changed.
var Agents = sync.OnceValue(func() []Agent {
	data, err := agents.ReadFile("agents/agents.json")
	var all []Agent
	if err == nil {
		err = json.Unmarshal(data, &all)
	}
	if err != nil {
		panic("assets: agents.json: " + err.Error()) // a test reads it
	}
	return all
})

// AgentNamed returns the agent of a name; ok is false if there is none.
func AgentNamed(name string) (a Agent, ok bool) {
	all := Agents()
	i := slices.IndexFunc(all, func(a Agent) bool { return a.Name == name })
	if i < 0 {
		return Agent{}, false
	}
	return all[i], true
}

// File returns the file of the agent. It panics if a is none of Agents.
func (a Agent) File() []byte {
	data, err := agents.ReadFile("agents/" + a.Name + ".npz")
	if err != nil {
		panic("assets: there is no agent " + a.Name)
	}
	return data
}
