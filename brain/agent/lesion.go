package agent

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"

	"gridrat/brain/gridnet"
	"gridrat/brain/tuning"
)

// Lesions says how units are named that Lesion silences.
const Lesions = "all, random=SHARE, grid=SHARE (the most grid-like), others=SHARE (random ones of which as many others are more like grids), module=NUMBER, or units as 3,17"

// Lesion returns the units of the agent's code that words name, in rising order;
// see Lesions. A share is rounded to whole units, and is of one at least, or 0; seed is that of random ones. How
// grid-like units are is their grid score (Sargolini et al. 2006) in the box that
// the network was trained in, on the trajectories of gridnet's evaluator. It
// returns ctx's error if that ends first.
func (a *Agent) Lesion(ctx context.Context, words string, seed uint64, workers int) ([]int, error) {
	n := a.Units()
	if n == 0 {
		return nil, fmt.Errorf("an agent with code %s has no units to silence", a.Recipe.Name)
	}
	every := make([]int, n)
	for i := range every {
		every[i] = i
	}
	kind, value, given := strings.Cut(words, "=")
	switch {
	case words == "all":
		return every, nil
	case kind == "module" && given:
		return a.module(value)
	case kind == "random" && given:
		k, err := share(value, n)
		units := rand.New(rand.NewPCG(seed, forLesion)).Perm(n)[:k]
		slices.Sort(units)
		return units, err
	case (kind == "grid" || kind == "others") && given:
		k, err := share(value, n)
		if err != nil {
			return nil, err
		}
		order, err := a.byGridScore(ctx, every, workers)
		if err != nil {
			return nil, err
		}
		units := order[:k]
		if kind == "others" {
			rest := order[k:]
			rng := rand.New(rand.NewPCG(seed, forLesion))
			rng.Shuffle(len(rest), func(i, j int) { rest[i], rest[j] = rest[j], rest[i] })
			if len(rest) == 0 {
				return nil, fmt.Errorf("%q leaves no others: the %d most grid-like are all units; take a smaller share", words, k)
			}
			units = rest[:min(k, len(rest))]
		}
		slices.Sort(units)
		return units, nil
	}
	var units []int
	for _, word := range strings.Split(words, ",") {
		u, err := strconv.Atoi(strings.TrimSpace(word))
		if err != nil || u < 0 || u >= n {
			return nil, fmt.Errorf("%q is no lesion; it must be %s, with units from 0 to %d", words, Lesions, n-1)
		}
		units = append(units, u)
	}
	slices.Sort(units)
	return slices.Compact(units), nil
}

// forLesion is the second number of the generator of random lesions.
const forLesion = 0x1e51

// share reads what share of n units is meant, which is 0 or at least one of them; 0
// units with an error.
func share(text string, n int) (int, error) {
	x, err := strconv.ParseFloat(text, 64)
	if err != nil || !(x >= 0 && x <= 1) {
		return 0, fmt.Errorf("%q is no share of units; it must lie between 0 and 1", text)
	}
	k := int(math.Round(x * float64(n)))
	if x > 0 && k == 0 {
		return 0, fmt.Errorf("a share of %s is none of the %d units; it must be 0, or at least %.3g", text, n, 0.5/float64(n))
	}
	return k, nil
}

// module lists the units of a module, which are counted from 1.
func (a *Agent) module(text string) ([]int, error) {
	if a.Network.Net == nil {
		return nil, fmt.Errorf("code %s has no modules", a.Recipe.Name)
	}
	r := a.Network.Net.Recipe
	m, err := strconv.Atoi(text)
	if err != nil || m < 1 || m > len(r.Modules) {
		return nil, fmt.Errorf("there is no module %q; the network has 1 to %d", text, len(r.Modules))
	}
	units := make([]int, r.Units)
	for i := range units {
		units[i] = (m-1)*r.Units + i
	}
	return units, nil
}

// Of the maps by which units are ordered: the number of positions, and of bins
// along a side.
const (
	gridSamples = 20_000
	gridBins    = gridnet.ScoreBins
)

// byGridScore orders units by falling grid score.
func (a *Agent) byGridScore(ctx context.Context, units []int, workers int) ([]int, error) {
	net := a.Network.Net
	if net == nil {
		return nil, fmt.Errorf("code %s has no grid cells", a.Recipe.Name)
	}
	maps := gridnet.NewEvaluator(net, 1).Maps(a.Network.Weights, gridBins, net.Recipe.ReportMoves, gridSamples)
	p, err := tuning.ScorePopulation(ctx, maps, 0, net.Recipe.Scoring(1, workers))
	if err != nil {
		return nil, err
	}
	score := func(u int) float64 {
		if s := p.Scores[u].Score60; s == s {
			return s
		}
		return math.Inf(-1)
	}
	slices.SortStableFunc(units, func(i, k int) int { return cmp.Compare(score(k), score(i)) })
	return units, nil
}
