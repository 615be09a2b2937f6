package gridnet

import (
	"gridrat/brain/setting"
	"gridrat/world"
	"gridrat/world/maze"
)

// Recipe is everything that defines a training run except its seed: one
// struct for flags, files and the settings panel (see Fields). Its sets
// of values are those of NewModules, NewLSTM, NewPaper and NewEgocentric.
//
// "SI" is the Supplementary Information of Banino et al., Nature 557:429
// (2018). What no paper is named for was found by experiment in this project:
// variants of the published network in which hexagons form within seconds.
type Recipe struct {
	Name string `json:"name" doc:"name of the recipe"`

	// World.
	Enclosure world.Enclosure `json:"enclosure" doc:"shape and size (m) of the enclosure"`
	Motion    Motion          `json:"motion" doc:"how the rat moves: foraging (Banino et al. 2018, SI table 1) or reflecting (even coverage)"`

	// Network.
	Input      Input      `json:"input" doc:"self-motion signal: egocentric (speed and turn) or allocentric (displacement)"`
	StepScale  float64    `json:"step_scale" doc:"displacement that counts as 1 at the input, m" min:"0.001" max:"10"`
	Core       Core       `json:"core" doc:"recurrent layer: lstm or rnn"`
	Hidden     int        `json:"hidden" doc:"hidden units of the LSTM (an rnn has as many as it has grid units)" min:"0" max:"4096"`
	Units      int        `json:"units" doc:"scored units per module" min:"1" max:"4096"`
	Activation Activation `json:"activation" doc:"non-linearity of the scored units: relu, linear or tanh"`
	Init       Init       `json:"init" doc:"initial weights: uniform (±1/√inputs) or truncated (released code)"`

	// Targets.
	Target        Target        `json:"target" doc:"place code: softmax (Banino et al. 2018, SI), band (band-limited: one spatial frequency) or dog (plain difference of Gaussians)"`
	Centres       Centres       `json:"centres" doc:"place-cell centres: lattice or random"`
	Modules       []Module      `json:"modules" doc:"place codes, one per module"`
	HeadDirection HeadDirection `json:"head_direction" doc:"head-direction cells"`
	Joint         Joint         `json:"joint" doc:"read-out of position from all modules together"`
	Compass       Compass       `json:"compass" doc:"LSTM that turns egocentric input into a drive for the modules"`

	// Noise.
	Dropout float64 `json:"dropout" doc:"rate of real dropout on the scored units" min:"0" max:"0.99"`
	Lambda  float64 `json:"lambda" doc:"dropout in its expected form, p/(1-p), on the place read-out" min:"0" max:"200"`

	// Learning.
	Optimiser   Optimiser `json:"optimiser" doc:"rmsprop (Banino et al. 2018, SI) or adam"`
	Rate        float64   `json:"learning_rate" doc:"learning rate" min:"0" max:"1"`
	Clip        float64   `json:"clip" doc:"element-wise limit of the gradient; 0 is none" min:"0" max:"1000"`
	CoreDecay   float64   `json:"core_decay" doc:"weight of the sum of squared recurrent weights in the loss" min:"0" max:"1"`
	RateRamp    Ramp      `json:"rate_ramp" doc:"geometric change of the learning rate"`
	LambdaRamp  Ramp      `json:"lambda_ramp" doc:"geometric change of lambda"`
	Horizons    []Horizon `json:"horizons" doc:"steps and batch by update"`
	Updates     int       `json:"updates" doc:"length of a complete run" min:"1" max:"100000000"`
	Shards      int       `json:"shards" doc:"parts of a batch that are computed side by side; results depend on it, not on the number of cores" min:"1" max:"64"`
	ReportMoves int       `json:"report_moves" doc:"moves after which position errors are reported" min:"1" max:"10000"`

	// Map is where rats walk in place of Enclosure, among its walls and doors
	// that are shut, on the floor that they reach from its starts; nil is
	// Enclosure, which then only says how far apart place cells lie. Place cells
	// are spread over that floor, or over that of Spread where the map has
	// changed since. Neither map is ever changed in place.
	Map    *maze.Map `json:"map,omitempty"`
	Spread *maze.Map `json:"spread,omitempty"`
}

// Motion names a motion model of package world.
type Motion string

// Motions.
const (
	Foraging   Motion = "foraging"
	Reflecting Motion = "reflecting"
)

// Words lists the motion models.
func (Motion) Words() []string { return setting.Words(Foraging, Reflecting) }

// Input names the self-motion signal.
type Input string

// Inputs. Egocentric is [displacement/StepScale, cos turn, sin turn] (SI 1);
// Allocentric is [dx, dy]/StepScale.
const (
	Egocentric  Input = "egocentric"
	Allocentric Input = "allocentric"
)

// Words lists the self-motion signals.
func (Input) Words() []string { return setting.Words(Egocentric, Allocentric) }

// Core names the recurrent layer.
type Core string

// Cores.
const (
	LSTMCore Core = "lstm"
	RNNCore  Core = "rnn"
)

// Words lists the cores.
func (Core) Words() []string { return setting.Words(LSTMCore, RNNCore) }

// Activation names the non-linearity of the scored units.
type Activation string

// Activations.
const (
	ReLU   Activation = "relu"
	Linear Activation = "linear"
	Tanh   Activation = "tanh"
)

// Words lists the non-linearities.
func (Activation) Words() []string { return setting.Words(ReLU, Linear, Tanh) }

// Signed tells whether units with it can be negative.
func (a Activation) Signed() bool { return a != ReLU }

// Init names the distribution of the initial weights, by the fan-in n of a
// layer: uniform within ±1/sqrt(n), or normal with standard deviation
// 1/sqrt(n), cut at two of them, and no biases, as Sonnet draws them for the
// released code.
type Init string

// Initial weights.
const (
	UniformInit   Init = "uniform"
	TruncatedInit Init = "truncated"
)

// Words lists the distributions.
func (Init) Words() []string { return setting.Words(UniformInit, TruncatedInit) }

// Target names the shape of the place code.
type Target string

// Targets. SoftmaxTarget is learnt by cross-entropy, the others by mean
// squared error.
const (
	SoftmaxTarget Target = "softmax"
	BandTarget    Target = "band"
	DoGTarget     Target = "dog"
)

// Words lists the place codes.
func (Target) Words() []string { return setting.Words(SoftmaxTarget, BandTarget, DoGTarget) }

// Centres names where place cells have their centres.
type Centres string

// Layouts of centres.
const (
	OnLattice     Centres = "lattice"
	RandomCentres Centres = "random"
)

// Words lists the layouts.
func (Centres) Words() []string { return setting.Words(OnLattice, RandomCentres) }

// Optimiser names the rule of descent.
type Optimiser string

// Optimisers.
const (
	RMSProp Optimiser = "rmsprop"
	Adam    Optimiser = "adam"
)

// Words lists the rules of descent.
func (Optimiser) Words() []string { return setting.Words(RMSProp, Adam) }

// Module is the place code that one module learns to predict.
type Module struct {
	Sigma  float64 `json:"sigma" doc:"width of the place fields, m; the grid spacing comes out at 3.6 to 4.1 times it"`
	Side   int     `json:"side" doc:"cells per side of an n x n lattice; n*n cells if centres are random"`
	Pad    float64 `json:"pad" doc:"how far the lattice reaches beyond the walls, m"`
	Lambda float64 `json:"lambda" doc:"this module's share of lambda"`
	// Points are the centres of the place cells, x and y in m, where they are
	// known beforehand; Recipe.Centres, Side and Pad then say nothing.
	Points [][2]float64 `json:"points,omitempty"`
}

// HeadDirection describes the head-direction cells; Cells 0 is none.
type HeadDirection struct {
	Cells  int     `json:"cells" doc:"number of head-direction cells; 0 is none"`
	Kappa  float64 `json:"kappa" doc:"concentration, 1/rad²"`
	Weight float64 `json:"weight" doc:"of their cross-entropy in the loss"`
	// Angles are the preferred directions of the cells, rad, where they are
	// known beforehand and not drawn from the seed.
	Angles []float64 `json:"angles,omitempty"`
}

// Joint describes the read-out of all modules together; Hidden 0 is
// none.
type Joint struct {
	Hidden   int     `json:"hidden" doc:"rectified units that read position from all modules; 0 is none"`
	Side     int     `json:"side" doc:"place cells per side of the lattice they lie on"`
	Sigma    float64 `json:"sigma" doc:"width of the target, m"`
	Weight   float64 `json:"weight" doc:"of its cross-entropy in the loss"`
	Samples  int     `json:"samples" doc:"steps of each batch at which it learns"`
	Refresh  int     `json:"refresh" doc:"updates between measurements of the modules' activity"`
	Gradient float64 `json:"gradient" doc:"share of its gradient let through into the modules"`
}

// Compass describes the egocentric front end of the modules; Hidden 0 is
// none.
type Compass struct {
	Hidden int     `json:"hidden" doc:"hidden units of the compass; 0 is none"`
	Weight float64 `json:"weight" doc:"of its head-direction cross-entropy in the loss"`
}

// Ramp multiplies a value by 1 until update From, by Factor from update To
// on, geometrically in between. The zero Ramp changes nothing.
type Ramp struct {
	From   int     `json:"from" doc:"update at which the change begins"`
	To     int     `json:"to" doc:"update at which it ends"`
	Factor float64 `json:"factor" doc:"that it ends at; from 0 to 0 changes nothing"`
}

// Horizon is a stage of training: from update From on, Batch trajectories of
// Steps steps each.
type Horizon struct {
	From  int `json:"from" doc:"update at which the stage begins"`
	Steps int `json:"steps" doc:"steps per trajectory"`
	Batch int `json:"batch" doc:"trajectories per update"`
}

// MotionModel returns the motion model that the recipe names, in the open.
func (r Recipe) MotionModel() world.Motion {
	if r.Motion == Foraging {
		return world.PublishedForaging()
	}
	return world.NewReflecting()
}

// GivenCells tells that the cells were known beforehand, as those of a
// published network are: how long that has learnt is not in its files.
func (r Recipe) GivenCells() bool { return r.Modules[0].Points != nil }
