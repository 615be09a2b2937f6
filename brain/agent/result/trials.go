package result

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"math"
	"strconv"

	"gridrat/brain/agent"
)

// Run names the agent of trials.
type Run struct {
	Agent     string // its code
	Seed      uint64
	Decisions int
	Task      string // that it is tested in
}

const trialsHeader = "agent,seed,decisions,task,episode,trial,start_x_m,start_y_m,start_heading_deg,goal_x_m,goal_y_m,seconds,way_m,shortest_m,efficiency,heading_error_deg,door,reached,edited"

// Trials returns trials.csv: a line per trial. The goal is the first one of the map
// on which it began. Of a trial that did not reach one the seconds are those until
// the end, and the efficiency is empty. edited says of a map that was edited under
// the rat whether that was before the trial began, or during it: then the shortest
// way is of the map at its start, and the efficiency is empty.
func Trials(r Run, list []agent.Episode) []byte {
	var b bytes.Buffer
	b.WriteString(trialsHeader + "\n")
	degrees := func(x float64) string { return number(x * 180 / math.Pi) }
	for _, e := range list {
		for i, t := range e.Trials {
			fmt.Fprintf(&b, "%s,%d,%d,%s,%d,%d,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s\n",
				r.Agent, r.Seed, r.Decisions, r.Task, e.Seed-agent.Frozen, i+1,
				number(t.Start.Pos.X), number(t.Start.Pos.Y), degrees(t.Start.Heading), number(t.Aim.X), number(t.Aim.Y),
				number(t.Seconds), number(t.Way), number(t.Shortest), number(t.Efficiency()), degrees(t.HeadingError),
				field(t.Door), strconv.FormatBool(t.Reached), t.Edited)
		}
	}
	return b.Bytes()
}

// field is a text as a field of a table.
func field(s string) string {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	if err := w.Write([]string{s}); err != nil {
		return ""
	}
	w.Flush()
	return string(bytes.TrimRight(b.Bytes(), "\n"))
}
