package recording

import (
	"fmt"
	"math"
	"slices"
	"sort"
)

// places tells which line of a file a row is from.
type places struct {
	rows, lines []int  // where their difference changes
	by          string // what lines are called; "" is "line"
}

// name is how a row is called.
func (p *places) name(row int) string {
	if p.by != "" {
		return fmt.Sprintf("%s %d", p.by, p.line(row))
	}
	return fmt.Sprintf("line %d", p.line(row))
}

func (p *places) add(row, line int) {
	if n := len(p.rows); n == 0 || line-row != p.lines[n-1]-p.rows[n-1] {
		p.rows, p.lines = append(p.rows, row), append(p.lines, line)
	}
}

// line is that of a row; without any, rows count from 0 on.
func (p *places) line(row int) int {
	i := sort.SearchInts(p.rows, row+1) - 1
	if i < 0 {
		return row
	}
	return p.lines[i] + row - p.rows[i]
}

// Shares of rows that are left out: those whose time is not known or falls, and,
// where there are no others, those that repeat the time of the row before.
const (
	fewStamps   = 0.05
	fewRepeated = 0.25
)

// stamp mends times that do not rise. Where few rows have a time that is not
// known, or not after the one before, they are left out. Where many have that of
// the row before and none an earlier one, the clock was coarse: the rows of a
// stamp are spread evenly until the next. What else there is stays, for others
// to refuse.
func (k *Track) stamp(at *places, u *Understood) {
	last := math.Inf(-1)
	unknown, repeats, falls, first := 0, 0, 0, -1
	for i, t := range k.T {
		switch {
		case math.IsNaN(t):
			unknown++
		case t == last:
			repeats++
		case t < last:
			falls++
		default:
			last = t
			continue
		}
		if first < 0 {
			first = i
		}
	}
	switch wrong := unknown + repeats + falls; {
	case wrong == 0:
	case float64(wrong) <= fewStamps*float64(len(k.T)), wrong == repeats && float64(wrong) <= fewRepeated*float64(len(k.T)):
		u.note("%d of %d rows are left out: their time is not after that of the row before (the first is %s)", wrong, len(k.T), at.name(first))
		k.leaveOut(at)
	case unknown+falls == 0:
		k.spread(u)
	}
}

// leaveOut removes rows whose time does not rise.
func (k *Track) leaveOut(at *places) {
	kept := places{by: at.by}
	last, n := math.Inf(-1), 0
	for i, t := range k.T {
		if !(t > last) {
			continue
		}
		kept.add(n, at.line(i))
		last = t
		k.T[n], k.Poses[n] = t, k.Poses[i]
		n++
	}
	k.T, k.Poses, *at = k.T[:n], k.Poses[:n], kept
}

// spread gives rows with the same stamp times of their own.
func (k *Track) spread(u *Understood) {
	var stamps []int // first rows of each
	for i, t := range k.T {
		if i == 0 || t != k.T[i-1] {
			stamps = append(stamps, i)
		}
	}
	if len(stamps) < 2 {
		return
	}
	steps := make([]float64, len(stamps)-1)
	for i := range steps {
		steps[i] = k.T[stamps[i+1]] - k.T[stamps[i]]
	}
	sorted := slices.Clone(steps)
	slices.Sort(sorted)
	typical := sorted[len(sorted)/2]
	rows := len(k.T)
	for i, low := range stamps {
		high, step := rows, typical
		if i+1 < len(stamps) {
			high, step = stamps[i+1], min(steps[i], typical)
		}
		for j := low + 1; j < high; j++ {
			k.T[j] = k.T[low] + step*float64(j-low)/float64(high-low)
		}
	}
	u.note("times repeat (%d rows have %d times, typically %.4g s apart): rows of one time are spread evenly until the next, so that times are known to that alone", rows, len(stamps), typical)
}
