package result

import (
	"bytes"
	"fmt"
	"slices"

	"gridrat/brain/agent"
)

const choiceHeader = "seconds_ago,sight_nats,motion_nats,reward_action_nats,own_place_nats,goal_nats,kept_goal_nats,pretended,visit"

// Choice returns choice.csv: on what a choice of an agent depends whose decisions last
// period seconds; see agent.Attribution. A line is a decision of its window, the choice
// last, with the signed effects of what was sensed then, and of the code of the goal
// that was known first then. Codes that are older come before the window. goal_nats is
// of what is told of the goal before it was kept.
func Choice(a *agent.Attribution, period float64) []byte {
	var b bytes.Buffer
	b.WriteString(choiceHeader + "\n")
	line := func(decision int, effects []float64) {
		fmt.Fprintf(&b, "%.3f", float64(a.Decision-decision)*period)
		for _, v := range effects {
			fmt.Fprintf(&b, ",%.6g", v)
		}
		kept, pretended := 0.0, false
		for _, k := range a.Kept {
			if k.Since == decision {
				kept, pretended = kept+k.Effect, pretended || k.Pretended
			}
		}
		fmt.Fprintf(&b, ",%.6g,%v,%v\n", kept, pretended, slices.Contains(a.Visits, decision))
	}
	var before []int
	for _, k := range a.Kept {
		if k.Since < a.First && !slices.Contains(before, k.Since) {
			before = append(before, k.Since)
		}
	}
	slices.Sort(before)
	for _, decision := range before {
		line(decision, make([]float64, len(a.Effects[0])))
	}
	for i, e := range a.Effects {
		line(a.First+i, e[:])
	}
	return b.Bytes()
}
