package agents

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"os"

	"gridrat/brain/agent"
	"gridrat/brain/agent/result"
	"gridrat/brain/npz"
	"gridrat/brain/versioned"
)

// The file of an agent that learns in the background is that of its trainer
// with two texts: backgroundName says where the agent came from and how long it
// has learnt, and curveName is its learning curve, as curve.csv.
const (
	backgroundName    = "background.json"
	backgroundFormat  = "gridrat background"
	backgroundVersion = 1
	curveName         = "curve.csv"
	textLimit         = 1 << 22 // bytes
)

// background is the first text.
type background struct {
	Format  string   `json:"format"`
	Version int      `json:"version"`
	Origin  string   `json:"origin,omitempty"`
	Seconds *float64 `json:"seconds"` // null is that they are not known
}

func (s *student) write(w io.Writer, origin string) error {
	text, err := json.Marshal(background{backgroundFormat, backgroundVersion, origin, result.Known(s.seconds)})
	if err != nil {
		return err
	}
	return s.trainer.SaveWith(w, func(z *npz.Writer) error {
		if err := z.Text(backgroundName, text); err != nil {
			return err
		}
		return z.Text(curveName, s.curve.CSV())
	})
}

// open reads the agent in a file.
func open(path string, now *student) (opened, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return opened{}, fmt.Errorf("could not open an agent: %w", err)
	}
	return now.config.open(path, data)
}

// open reads an agent that can learn on, which a file called name has. Where
// the texts beside it are missing or damaged it has neither curve nor time.
func (c *Config) open(name string, data []byte) (opened, error) {
	t, err := agent.LoadTrainer(data, c.Library, c.Workers)
	if err != nil {
		return opened{}, fmt.Errorf("could not open %s: %w", name, err)
	}
	s := newStudent(c, t.Plan())
	s.trainer, s.seconds = t, math.NaN()
	o := opened{Student: s}
	if o.Origin, err = s.recall(data); err != nil {
		o.Unread = fmt.Sprintf("Its learning curve is left out: %v.", err)
	}
	return o, nil
}

// recall reads what lies beside the trainer; nothing does in the files of
// commands.
func (s *student) recall(data []byte) (origin string, err error) {
	z, err := npz.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil || !z.HasText(backgroundName) {
		return "", err
	}
	text, err := z.Text(backgroundName, textLimit)
	if err != nil {
		return "", err
	}
	var b background
	if err := versioned.ReadFormat(text, backgroundFormat, backgroundVersion, &b); err != nil {
		return "", fmt.Errorf("could not read its %s: %w", backgroundName, err)
	}
	if b.Seconds != nil {
		s.seconds = *b.Seconds
	}
	if text, err = z.Text(curveName, textLimit); err != nil {
		return b.Origin, err
	}
	curve, err := result.ReadCurve(text, s.decisions())
	if err != nil {
		return b.Origin, fmt.Errorf("could not read its %s: %w", curveName, err)
	}
	s.curve = curve
	return b.Origin, nil
}
