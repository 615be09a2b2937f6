package gridnet

import (
	"fmt"
	"strings"

	"gridrat/world"
)

// arena is the square of SI table 1.
var arena = world.Enclosure{Shape: world.Square, Size: 2.2}

// NewModules returns the default recipe: count independent modules
// of rectified units, each with its own place code, and a joint read-out.
// Built in: the blocks and the widths of their place codes. Found by
// learning: hexagons, orientations, phases. count is 1 to 4.
func NewModules(count int) Recipe {
	r := Recipe{
		Name:       "modules",
		Enclosure:  arena,
		Motion:     Reflecting,
		Input:      Allocentric,
		StepScale:  0.04, // the mean step
		Core:       RNNCore,
		Units:      64,
		Activation: ReLU,
		Init:       UniformInit,
		Target:     BandTarget,
		Centres:    OnLattice,
		Joint:      Joint{Hidden: 256, Side: 16, Sigma: 0.10, Weight: 0.05, Samples: 3, Refresh: 50},
		Lambda:     35,
		Optimiser:  Adam,
		Rate:       3e-3,
		CoreDecay:  1e-6,
		RateRamp:   Ramp{From: 2000, To: 4500, Factor: 0.1},
		// If the sequences grow before the smallest lattice stands, that
		// module is lost.
		Horizons: []Horizon{
			{0, 6, 100}, {1200, 10, 100}, {1600, 16, 100}, {2000, 30, 50}, {2500, 50, 50},
		},
		Updates:     4500,
		Shards:      4,
		ReportMoves: 50,
	}
	code := func(sigma float64, side int, lambda float64) Module {
		return Module{Sigma: sigma, Side: side, Pad: 0.9 * sigma, Lambda: lambda / r.Lambda}
	}
	switch count {
	case 1:
		// One module of 128 units, whose position is known within
		// a lattice cell but not absolutely.
		r.Units = 128
		r.Lambda = 50
		r.Modules = []Module{{Sigma: 0.168, Side: 14, Pad: 0.15, Lambda: 1}}
		r.RateRamp = Ramp{From: 1200, To: 3000, Factor: 0.5}
		r.Horizons = []Horizon{{0, 6, 100}, {1500, 10, 100}, {2500, 16, 100}}
		r.Updates = 3000
		r.ReportMoves = 20
	case 2:
		r.Modules = []Module{code(0.168, 14, 24.5), code(0.235, 11, 35)}
	case 3:
		r.Modules = []Module{code(0.168, 14, 24.5), code(0.22, 11, 35), code(0.285, 9, 35)}
	case 4:
		r.Modules = []Module{code(0.15, 15, 17.5), code(0.195, 12, 24.5), code(0.25, 10, 35), code(0.33, 8, 35)}
	default:
		panic(fmt.Sprintf("gridnet: %d modules, want 1 to 4", count))
	}
	return r
}

// NewEgocentric returns three modules driven through a compass, an LSTM that
// learns heading from speed and turns.
func NewEgocentric() Recipe {
	r := NewModules(3)
	r.Name = "egocentric"
	r.Input = Egocentric
	r.HeadDirection = HeadDirection{Cells: 12, Kappa: 20}
	r.Compass = Compass{Hidden: 128, Weight: 0.1}
	r.Modules = []Module{
		{Sigma: 0.168, Side: 14, Pad: 0.9 * 0.168, Lambda: 17.5 / r.Lambda},
		{Sigma: 0.235, Side: 11, Pad: 0.9 * 0.235, Lambda: 24.5 / r.Lambda},
		{Sigma: 0.33, Side: 8, Pad: 0.9 * 0.33, Lambda: 1},
	}
	r.RateRamp = Ramp{From: 1400, To: 3300, Factor: 0.05}
	r.Horizons = []Horizon{{0, 6, 100}, {1500, 10, 100}, {1900, 16, 100}, {2300, 30, 50}}
	r.Updates = 3300
	return r
}

// NewLSTM returns the paper's architecture with the three ingredients that
// make hexagons: rectified units, dropout in its expected form on
// the place read-out, a band-limited place code.
func NewLSTM() Recipe {
	return Recipe{
		Name:          "lstm",
		Enclosure:     arena,
		Motion:        Reflecting,
		Input:         Egocentric,
		StepScale:     0.04,
		Core:          LSTMCore,
		Hidden:        128,
		Units:         128,
		Activation:    ReLU,
		Init:          UniformInit,
		Target:        BandTarget,
		Centres:       OnLattice,
		Modules:       []Module{{Sigma: 0.168, Side: 15, Pad: 0.20, Lambda: 1}},
		HeadDirection: HeadDirection{Cells: 12, Kappa: 20, Weight: 0.02},
		Lambda:        50,
		Optimiser:     Adam,
		Rate:          4e-3,
		CoreDecay:     1e-6,
		RateRamp:      Ramp{From: 1500, To: 4000, Factor: 0.4},
		LambdaRamp:    Ramp{From: 1500, To: 4000, Factor: 0.4},
		Horizons:      []Horizon{{0, 6, 100}, {1000, 10, 100}, {2000, 16, 100}},
		// The ramps end at 4000. At lambda 50 nothing tells the lattice's
		// periods apart; at 20 it is learnt where the rat is, from 58 cm
		// after 20 moves at update 4000 to 38 cm at 6000.
		Updates:     6000,
		Shards:      4,
		ReportMoves: 20,
	}
}

// NewPaper returns the published recipe (SI table 1 and SI 1; the released
// code has 256 units, figure 1 has 512). Its maps are noisy and
// quasi-periodic, and the fraction of units above 0.37 lies close to the
// null.
func NewPaper() Recipe {
	return Recipe{
		Name:          "paper",
		Enclosure:     arena,
		Motion:        Foraging,
		Input:         Egocentric,
		StepScale:     1,
		Core:          LSTMCore,
		Hidden:        128,
		Units:         512,
		Activation:    Linear,
		Init:          TruncatedInit,
		Target:        SoftmaxTarget,
		Centres:       RandomCentres,
		Modules:       []Module{{Sigma: 0.01, Side: 16, Lambda: 1}},
		HeadDirection: HeadDirection{Cells: 12, Kappa: 20, Weight: 1},
		Dropout:       0.5,
		Optimiser:     RMSProp,
		Rate:          1e-5,
		Clip:          1e-5,
		Horizons:      []Horizon{{0, 100, 10}},
		Updates:       300_000,
		Shards:        2,
		ReportMoves:   100,
	}
}

// RecipeNames lists the names that NewRecipe knows, the default first.
func RecipeNames() []string { return []string{"modules", "lstm", "paper", "egocentric"} }

// NewRecipe returns the recipe of that name.
func NewRecipe(name string) (Recipe, error) {
	switch name {
	case "modules":
		return NewModules(3), nil
	case "lstm":
		return NewLSTM(), nil
	case "paper":
		return NewPaper(), nil
	case "egocentric":
		return NewEgocentric(), nil
	}
	return Recipe{}, fmt.Errorf("no recipe is called %q; there are %s", name, strings.Join(RecipeNames(), ", "))
}
