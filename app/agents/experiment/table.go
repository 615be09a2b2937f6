package experiment

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"gridrat/app/files"
	"gridrat/brain/agent/shortcut"
)

// Files returns what makes the tables of all comparisons and counts of now, for an
// export; any goroutine may call that.
func (l *Lab) Files() func() []files.File {
	comparisons, counts := slices.Clone(l.all), l.Counts()
	return func() (all []files.File) {
		if len(comparisons) > 0 {
			all = append(all, files.File{Name: "comparisons.csv", Data: comparisonsCSV(comparisons)})
		}
		if len(counts) > 0 {
			all = append(all, files.File{Name: "doors.csv", Data: doorsCSV(counts)})
		}
		return all
	}
}

const whoHeader = "agent,code,seed,decisions,task,taken,units_silenced,draw,noise"

// fields are those of whoHeader.
func (w *Who) fields() string {
	words := w.Taken.Words()
	if strings.Contains(words, ",") {
		words = strconv.Quote(words)
	}
	return fmt.Sprintf("%s,%s,%d,%d,%s,%s,%d,%d,%g", w.Agent, w.Code, w.Seed, w.Decisions, w.Task, words, w.Units, w.Taken.Draw, w.Taken.Noise)
}

// comparisonsCSV has a line per episode of each comparison.
func comparisonsCSV(all []*Comparison) []byte {
	var b bytes.Buffer
	b.WriteString("comparison," + whoHeader + ",episode,score_before,score_after,difference\n")
	for _, c := range all {
		for i := range c.Before {
			fmt.Fprintf(&b, "%d,%s,%d,%g,%g,%g\n", c.Number, c.fields(), c.First+i, c.Before[i], c.After[i], c.After[i]-c.Before[i])
		}
	}
	return b.Bytes()
}

// classNames are those of classes of doors in files.
var classNames = [shortcut.Classes]string{shortcut.Again: "learnt", shortcut.Towards: "towards_goal", shortcut.Beside: "beside_learnt", shortcut.Other: "other", shortcut.None: "none"}

// doorsCSV has a line per class of doors of each count: the first trial after all
// doors have opened, that with all doors open from the start, and later trials.
func doorsCSV(all []*Counted) []byte {
	var b bytes.Buffer
	b.WriteString(whoHeader + ",episodes,episodes_reached,class,chance,first_n,first_share,first_low,first_high,open_n,open_share,open_low,open_high,later_trials,later_share\n")
	number := func(v float64) string {
		if v != v {
			return ""
		}
		return strconv.FormatFloat(v, 'f', 4, 64)
	}
	for _, c := range all {
		for class, name := range classNames {
			k := shortcut.Class(class)
			first, open, later := c.Share(&c.First, k), c.Share(&c.Open, k), c.Share(&c.Later, k)
			fmt.Fprintf(&b, "%s,%d,%d,%s,%s,%d,%s,%s,%s,%d,%s,%s,%s,%d,%s\n", c.fields(), c.Episodes, c.Reached, name, number(c.Chance[k]),
				c.First.By[k], number(first.Mean), number(first.Low), number(first.High), c.Open.By[k], number(open.Mean), number(open.Low), number(open.High), c.Later.By[k], number(later.Mean))
		}
	}
	return b.Bytes()
}
