package agent

import (
	"context"
	"errors"
	"slices"
	"strings"

	"gridrat/brain/agent/sense"
)

// Impairments says how that is named what Impair takes from an agent.
const Impairments = "vision, reward, or units of the goal's code: " + Lesions + "; several are joined, as vision+all"

// Words of Impair beside those of Lesion.
const (
	LackVision = "vision" // sense.Impairment.Blind
	LackReward = "reward" // sense.Impairment.Unrewarded
)

// Impair returns what words take from the agent; see Impairments and Lesion. What
// makes no difference to it is refused.
func (a *Agent) Impair(ctx context.Context, words string, seed uint64, workers int) (m sense.Impairment, err error) {
	for _, word := range strings.Split(words, "+") {
		switch word = strings.TrimSpace(word); word {
		case LackVision:
			m.Blind = true
		case LackReward:
			m.Unrewarded = true
		default:
			units, err := a.Lesion(ctx, word, seed, workers)
			if err != nil {
				return m, err
			}
			m.Silenced = append(m.Silenced, units...)
		}
	}
	slices.Sort(m.Silenced)
	m.Silenced = slices.Compact(m.Silenced)
	return m, a.CanLack(m)
}

// CanLack says in one sentence why something cannot be taken from the agent, if it
// cannot: it has none. Which units there are is not looked at.
func (a *Agent) CanLack(m sense.Impairment) error {
	s := a.Recipe.Sense
	switch {
	case m.Blind && !s.Sees():
		return errors.New("the agent sees nothing that could be taken from it")
	case m.Unrewarded && !s.LastReward:
		return errors.New("the agent is not told of rewards")
	case m.Noise > 0 && !s.Feels():
		return errors.New("the agent does not feel its motion")
	case len(m.Silenced) > 0 && s.Code == sense.None:
		return errors.New("the agent keeps no code of the goal")
	case len(m.Silenced) > 0 && s.Withheld:
		return errors.New("the code of the goal is withheld from the agent")
	}
	return m.Validate()
}
