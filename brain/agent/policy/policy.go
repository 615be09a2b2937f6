// Package policy has the actor-critic of an agent that learns from reward: a
// network that turns what is sensed into the probabilities of actions and
// into a value, step by step or over sequences.
package policy

import (
	"fmt"
	"math"
	"math/rand/v2"

	"gridrat/brain/nn"
	"gridrat/brain/setting"
	"gridrat/brain/tensor"
)

// Core names the layer between encoder and heads.
type Core string

// Cores. FeedForward is a second layer of rectified units, without memory.
const (
	FeedForward Core = "feedforward"
	LSTM        Core = "lstm"
	GRU         Core = "gru"
)

// Cores lists the cores that there are.
func Cores() []Core { return []Core{FeedForward, LSTM, GRU} }

// Words lists the cores.
func (Core) Words() []string { return setting.Words(Cores()...) }

// Shape is everything that defines a policy except its weights. Its starting
// values are those of New.
type Shape struct {
	Encoder int     `json:"encoder" doc:"rectified units that read the inputs" min:"1" max:"4096"`
	Core    Core    `json:"core" doc:"layer between encoder and heads: lstm, gru, or feedforward, without memory"`
	Hidden  int     `json:"hidden" doc:"units of the core; 0, with feedforward only, is no such layer" min:"0" max:"4096"`
	Skip    bool    `json:"skip" doc:"the heads see the encoder beside the core"`
	Sticky  bool    `json:"sticky" doc:"a matrix leads from the last action straight to the logits"`
	Repeat  float64 `json:"repeat" doc:"what that matrix first adds to the logit of the last action: with 2 a rat runs instead of trembling" min:"0" max:"10"`

	// Initial weights are uniform within ±scale/sqrt(inputs of the layer).
	EncoderInit float64 `json:"encoder_init" doc:"scale of the encoder's initial weights (1.7, nearly He's sqrt(6) / sqrt 2)" min:"0" max:"10"`
	LogitInit   float64 `json:"logit_init" doc:"scale of the initial weights of the logits: small, so that all actions are about as likely" min:"0" max:"10"`
	ValueInit   float64 `json:"value_init" doc:"scale of the initial weights of the value" min:"0" max:"10"`
}

// Default returns the shape that learned the arena with a hidden goal within
// seconds (found by experiment in this project).
func Default() Shape {
	return Shape{
		Encoder: 64, Core: LSTM, Hidden: 64, Sticky: true, Repeat: 2,
		EncoderInit: 1.7, LogitInit: 0.02, ValueInit: 0.5,
	}
}

// Validate says in one sentence what is wrong with s, if anything.
func (s Shape) Validate() error {
	if err := setting.Validate(s); err != nil {
		return err
	}
	if s.Hidden == 0 && s.Core != FeedForward {
		return fmt.Errorf("hidden is 0; a core of kind %s needs units", s.Core)
	}
	return nil
}

// Policy is a network for some inputs and actions. It holds no weights: they
// are one vector in the order of Layout, and gradients have the same.
type Policy struct {
	Shape
	Inputs, Actions int
	Layout          nn.Layout

	encoder nn.Linear
	core    nn.Recurrent // nil without memory
	second  nn.Linear    // the core without memory, if it has units
	// The heads are one layer: column a < Actions is the logit of action a,
	// the last one is the value. skip is the same from the encoder.
	heads, skip nn.Linear
	sticky      nn.Block // [last action, action]
}

// New returns the policy of a valid shape.
func New(s Shape, inputs, actions int) *Policy {
	if err := s.Validate(); err != nil || inputs < 1 || actions < 1 {
		panic(fmt.Sprintf("policy: %d inputs, %d actions: %v", inputs, actions, err))
	}
	p := &Policy{Shape: s, Inputs: inputs, Actions: actions}
	l := &p.Layout
	p.encoder = nn.NewLinear(l, "encoder", inputs, s.Encoder, true)
	switch {
	case s.Core == LSTM:
		p.core = nn.NewLSTM(l, "core", s.Encoder, s.Hidden)
	case s.Core == GRU:
		p.core = nn.NewGRU(l, "core", s.Encoder, s.Hidden)
	case s.Hidden > 0:
		p.second = nn.NewLinear(l, "core", s.Encoder, s.Hidden, true)
	}
	p.heads = nn.NewLinear(l, "heads", p.top(), actions+1, true)
	if p.skips() {
		p.skip = nn.NewLinear(l, "skip", s.Encoder, actions+1, false)
	}
	if s.Sticky {
		p.sticky = l.Add("sticky", actions, actions)
	}
	return p
}

// top is the number of units below the heads.
func (p *Policy) top() int {
	if p.layers() == 1 {
		return p.Encoder
	}
	return p.Hidden
}

// layers counts encoder and core.
func (p *Policy) layers() int {
	if p.Hidden == 0 {
		return 1
	}
	return 2
}

// skips tells that the heads see the encoder beside what is above it.
func (p *Policy) skips() bool { return p.Skip && p.layers() == 2 }

// Init returns initial weights.
func (p *Policy) Init(rng *rand.Rand) []float32 {
	w := make([]float32, p.Layout.Size)
	p.encoder.Init(rng, w, p.EncoderInit)
	switch core := p.core.(type) {
	case nn.LSTM:
		core.Init(rng, w)
	case nn.GRU:
		core.Init(rng, w)
	default:
		if p.layers() == 2 {
			p.second.Init(rng, w, p.EncoderInit)
		}
	}
	inputs := p.top()
	if p.skips() {
		inputs += p.Encoder
	}
	p.initHeads(rng, p.heads.W.In(w), inputs)
	if p.skips() {
		p.initHeads(rng, p.skip.W.In(w), inputs)
	}
	if p.Sticky {
		m := p.sticky.In(w)
		for a := range p.Actions {
			m.Row(a)[a] = float32(p.Repeat)
		}
	}
	return w
}

// initHeads draws the weights of logits and value.
func (p *Policy) initHeads(rng *rand.Rand, m tensor.Mat, inputs int) {
	root := 1 / math.Sqrt(float64(inputs))
	for r := range m.Rows {
		row := m.Row(r)
		nn.Uniform(rng, row[:p.Actions], p.LogitInit*root)
		nn.Uniform(rng, row[p.Actions:], p.ValueInit*root)
	}
}

// NewMemory returns the cleared states of batch agents; empty without memory.
func (p *Policy) NewMemory(batch int) nn.Memory {
	if p.core == nil {
		return nn.Memory{}
	}
	return p.core.NewStepper(batch).Memory
}

// stick adds what the last actions, one per row of heads, -1 for none, lead to.
func (p *Policy) stick(w []float32, heads tensor.Mat, last []int32) {
	if !p.Sticky {
		return
	}
	m := p.sticky.In(w)
	for r, a := range last[:heads.Rows] {
		if a < 0 {
			continue
		}
		row := heads.Row(r)
		for k, v := range m.Row(int(a)) {
			row[k] += v
		}
	}
}

// Stuck is what the matrix from the last action to the logits adds to a sum of
// logits, each with a weight, d [at least Actions]; 0 without such a matrix.
func (p *Policy) Stuck(w, d []float32, last int) (sum float64) {
	if !p.Sticky {
		return 0
	}
	for k, v := range p.sticky.In(w).Row(last) {
		sum += float64(v) * float64(d[k])
	}
	return sum
}
