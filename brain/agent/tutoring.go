package agent

import (
	"fmt"

	"gridrat/brain/agent/sense"
	"gridrat/brain/gridnet"
	"gridrat/world/task"
)

// Tutoring is how the path-integration network learns on while the agent lives, on
// the agent's own way. As in Banino et al. 2018 (Methods) it is supervised: it
// learns from the poses that rats saw or were told, from the steps that they felt
// until they saw or were told again, and from the true place and heading after each
// step. Its optimiser, targets and dropout are those of its own recipe. Policy,
// rewards and senses get nothing of the truth, nor do tests, in which it is frozen.
type Tutoring struct {
	Learns  bool    `json:"learns" doc:"the path-integration network learns on along the agent's own way, told the true places and headings for that, as the paper's; else it is frozen"`
	Updates int     `json:"updates" doc:"its updates after each of the policy, once there are ways enough" min:"1" max:"1000"`
	Rate    float64 `json:"rate" doc:"its learning rate" min:"0" max:"1"`
	Clip    float64 `json:"clip" doc:"element-wise limit of its gradient; 0 is none" min:"0" max:"1000"`
	Steps   int     `json:"steps" doc:"steps of the network after a look that a way has; shorter ways are left out" min:"1" max:"1000"`
	Batch   int     `json:"batch" doc:"ways of an update, each of another rat" min:"1" max:"4096"`
}

// NewTutoring returns what serves recipe modules in the square arena, switched off.
func NewTutoring() Tutoring {
	return Tutoring{Updates: 1, Rate: 3e-5, Clip: 1e-3, Steps: 20, Batch: 32}
}

// validateTutoring says in one sentence why no network can learn on by r, if so.
func (r Recipe) validateTutoring() error {
	s, n := r.Sense, r.Network
	switch {
	case !n.Learns:
		return nil
	case s.Code != sense.Grid:
		return fmt.Errorf("network.learns is on, but code %s has no network", s.Code)
	case s.Fix == sense.Views:
		return fmt.Errorf("network.learns is on; it needs places that are seen or told, and sense.fix is views")
	case s.Map || s.Snap:
		return fmt.Errorf("network.learns is on; it does not go with a map or with walls that pull the code back")
	case r.Nursery.Learnt:
		return fmt.Errorf("network.learns is on; a head that was learnt before (nursery.learnt) would not follow it")
	case s.Sight >= 1:
		return fmt.Errorf("network.learns is on, but with sense.sight at 1 there are no ways between two looks")
	case n.Batch > r.Learn.Worlds:
		return fmt.Errorf("network.batch is %d; there are no more ways than rats, %d", n.Batch, r.Learn.Worlds)
	}
	return nil
}

// tutoringFits says why the network of agents of r cannot learn on in a task, if so.
func (r Recipe) tutoringFits(t *task.Task) error {
	if r.Network.Learns && !Seeable(t) {
		return fmt.Errorf("network.learns is on; a network learns on where a look tells the place, which it does not in task %s", t.Name)
	}
	return nil
}

// tutor lets the network of a trainer's rats learn on.
type tutor struct {
	Tutoring
	network *gridnet.Trainer
	lesson  *gridnet.Lesson
	taught  Taught // by now
}

// Taught is what became of a network that learnt on along an agent's way.
type Taught struct {
	From        string `json:"from"`                // its name before; "" is that of a file
	Fingerprint string `json:"from_weights_sha256"` // before
	Updates     int    `json:"updates"`             // made on the way
}

// newTutor returns the tutor of a network by a trainer of it, which becomes its own.
func newTutor(r Tutoring, n Network, network *gridnet.Trainer) *tutor {
	network.Mapping = false
	t := &tutor{Tutoring: r, network: network, taught: Taught{From: n.Name, Fingerprint: n.Fingerprint()}}
	if n.Taught != nil {
		t.taught = *n.Taught
	}
	return t
}

// teach makes the updates that follow one of the policy, as far as there are ways
// enough.
func (t *tutor) teach(rats *sense.Rats) error {
	if t.lesson == nil {
		t.lesson = rats.NewLesson(t.Batch)
	}
	for range t.Updates {
		// A lesson goes on with the rats after those of the one before.
		if !rats.Lesson(t.lesson, t.taught.Updates*t.Batch) {
			return nil
		}
		if _, err := t.network.StepOn(t.lesson, t.Rate, t.Clip); err != nil {
			return fmt.Errorf("the network that learns on: %w", err)
		}
		t.taught.Updates++
	}
	return nil
}

// close ends the goroutines of a tutor, if there is one.
func (t *tutor) close() {
	if t != nil {
		t.network.Close()
	}
}

// present is a copy of the network as it is now.
func (t *tutor) present() Network {
	taught := t.taught
	return Network{Trained: t.network.Trained(), Taught: &taught}
}
