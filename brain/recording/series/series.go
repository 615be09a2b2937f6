// Package series has plain values for what a container of recordings offers:
// candidates of trajectories, head directions and cells, which are read when one
// was chosen.
package series

// Offer is what a container has.
type Offer struct {
	Format   string    // such as "NWB 2.6.0 (HDF5)"
	Tracks   []Track   // candidates, the likeliest first
	Headings []Heading // that stand apart from trajectories
	Cells    []Cells   // candidates, the likeliest first
	Left     []string  // sentences: what is not read, and why
}

// Track is a candidate of a trajectory.
type Track struct {
	Path      string // within the container
	Unit      string // of length, as the container names it; "" if it does not
	TimeUnit  string
	Frame     string    // of reference, in the container's words
	Named     [4]string // what t, x, y and hd are called; "" of what there is not
	AngleUnit string
	// Read returns times, positions and headings (nil if it has none), all of a
	// length, in the units named; what is not known is NaN.
	Read func() (t, x, y, hd []float64, err error)
}

// Heading is a candidate of a head direction.
type Heading struct {
	Path, Unit, TimeUnit, Frame string
	Read                        func() (t, hd []float64, err error)
}

// Cells are a candidate of cells with their spikes.
type Cells struct {
	Path, TimeUnit string
	// Read returns the cells. Notes say which are left out, and why.
	Read func() (cells []Cell, notes []string, err error)
}

// Cell is one with the times of its spikes, ascending if the file has them so.
type Cell struct {
	Name  string
	Times []float64
}
