package agent

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"slices"

	"gridrat/brain/agent/sense"
	"gridrat/brain/agent/vector"
	"gridrat/brain/agent/vision"
	"gridrat/brain/nn"
	"gridrat/brain/npz"
	"gridrat/brain/tensor"
	"gridrat/brain/versioned"
)

// OrgansKey tells what organs of a plan grow to, on this machine's kernels: plans
// with the same key have the same. It is a name for a file. It is "" where nothing
// has to grow.
func OrgansKey(p Plan) string {
	eyes, head := p.Recipe.Needs()
	if !eyes && !head {
		return ""
	}
	of := struct {
		Version int
		Vision  vision.Recipe
		Nursery *Nursery
		Code    sense.Code
		Stride  float64
		Network string
		Seed    uint64
		Kernels string
	}{Version: organsVersion, Vision: p.Recipe.Nursery.Vision, Seed: p.Seed, Kernels: tensor.KernelName()}
	if head {
		of.Nursery, of.Code, of.Stride, of.Network = &p.Recipe.Nursery, p.Recipe.Sense.Code, p.Recipe.Sense.Stride, p.Network.Fingerprint()
	}
	text, err := json.Marshal(of)
	if err != nil {
		panic("agent: " + err.Error()) // numbers and words
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:8])
}

// A file of organs is an npz file of their weights with organsName, a JSON text.
const (
	organsName    = "organs.json"
	organsFormat  = "gridrat organs"
	organsVersion = 1
	textLimit     = 8 << 20 // bytes
)

// anatomy is what organs are but their weights.
type anatomy struct {
	Vision *visionAnatomy `json:"vision,omitempty"`
	Head   *headAnatomy   `json:"head,omitempty"`
}

type visionAnatomy struct {
	Shape vision.Shape `json:"shape"`
	Size  float64      `json:"size_m"`
}

type headAnatomy struct {
	Shape vector.Shape `json:"shape"`
	Units int          `json:"units"`
}

// organsAbout is the JSON text of a file of organs.
type organsAbout struct {
	Format  string  `json:"format"`
	Version int     `json:"version"`
	Key     string  `json:"key"`
	Seconds float64 `json:"seconds"` // that growing them took
	anatomy
}

// SaveOrgans writes what has grown, under its key, with the seconds that it took.
func SaveOrgans(w io.Writer, o sense.Organs, key string, seconds float64) error {
	text, err := json.MarshalIndent(organsAbout{organsFormat, organsVersion, key, seconds, anatomyOf(o)}, "", "  ")
	if err != nil {
		return err
	}
	z := npz.NewWriter(w)
	if err := z.Text(organsName, text); err != nil {
		return err
	}
	if err := writeOrgans(z, o, npz.Write[float32]); err != nil {
		return err
	}
	return z.Close()
}

// LoadOrgans reads organs that were saved under a key, and how long they had
// grown.
func LoadOrgans(data []byte, key string) (o sense.Organs, seconds float64, err error) {
	z, err := npz.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return o, 0, err
	}
	text, err := z.Text(organsName, textLimit)
	if err != nil {
		return o, 0, fmt.Errorf("it has no organs of an agent: %w", err)
	}
	var a organsAbout
	if err := versioned.ReadFormat(text, organsFormat, organsVersion, &a); err != nil {
		return o, 0, fmt.Errorf("could not read its %s: %w", organsName, err)
	}
	if a.Key != key {
		return o, 0, fmt.Errorf("its organs are those of %q, not of %q", a.Key, key)
	}
	o, err = readOrgans(z, a.anatomy)
	return o, a.Seconds, err
}

func anatomyOf(o sense.Organs) anatomy {
	var a anatomy
	if o.Vision != nil {
		a.Vision = &visionAnatomy{o.Vision.Shape, o.Vision.Size}
	}
	if o.Head != nil {
		a.Head = &headAnatomy{o.Head.Shape, o.Head.Units}
	}
	return a
}

// write adds an array to a file: npz.Write or npz.WriteHalf.
type write func(z *npz.Writer, name string, values []float32, shape ...int) error

func writeOrgans(z *npz.Writer, o sense.Organs, write write) error {
	if o.Vision != nil {
		if err := writeBlocks(z, "vision_", o.Vision.Layout, o.VisionWeights, write); err != nil {
			return err
		}
	}
	if o.Head != nil {
		return writeBlocks(z, "vector_", o.Head.Layout, o.HeadWeights, write)
	}
	return nil
}

func readOrgans(z *npz.Reader, a anatomy) (o sense.Organs, err error) {
	if v := a.Vision; v != nil {
		if err := v.Shape.Validate(); err != nil {
			return o, fmt.Errorf("its vision: %w", err)
		}
		if !(v.Size > 0 && v.Size < 1e4) || v.Shape.Sigma < v.Size/float64(v.Shape.Side)/8 {
			return o, fmt.Errorf("its vision has %d place cells of width %v m along %v m, which tell no place between them", v.Shape.Side, v.Shape.Sigma, v.Size)
		}
		o.Vision = vision.New(v.Shape, v.Size)
		if o.VisionWeights, err = readBlocks(z, "vision_", o.Vision.Layout); err != nil {
			return o, err
		}
	}
	if h := a.Head; h != nil {
		if err := h.Shape.Validate(); err != nil || h.Units < 1 || h.Units > 1<<16 {
			return o, fmt.Errorf("its vector head, of %d units, is none: %w", h.Units, err)
		}
		o.Head = vector.New(h.Shape, h.Units)
		if o.HeadWeights, err = readBlocks(z, "vector_", o.Head.Layout); err != nil {
			return o, err
		}
	}
	return o, nil
}

// writeBlocks adds the blocks of a layout under their names after a prefix.
func writeBlocks(z *npz.Writer, prefix string, l nn.Layout, weights []float32, write write) error {
	for _, b := range l.Blocks {
		if err := write(z, prefix+b.Name, b.Of(weights), b.Rows, b.Cols); err != nil {
			return err
		}
	}
	return nil
}

// readBlocks reads what writeBlocks wrote. Nothing is made before an array of the
// right shape is there.
func readBlocks(z *npz.Reader, prefix string, l nn.Layout) ([]float32, error) {
	for _, b := range l.Blocks {
		shape, err := z.Shape(prefix + b.Name)
		if err != nil {
			return nil, err
		}
		if !slices.Equal(shape, []int{b.Rows, b.Cols}) {
			return nil, fmt.Errorf("its array %q has shape %v; it must be [%d %d]", prefix+b.Name, shape, b.Rows, b.Cols)
		}
	}
	weights := make([]float32, l.Size)
	for _, b := range l.Blocks {
		values, _, err := z.Floats(prefix + b.Name)
		if err != nil {
			return nil, err
		}
		for i, v := range values {
			if v := float64(v); math.IsNaN(v) || math.IsInf(v, 0) {
				return nil, fmt.Errorf("its array %q has the value %v at entry %d; all must be finite", prefix+b.Name, v, i)
			}
		}
		copy(b.Of(weights), values)
	}
	return weights, nil
}
