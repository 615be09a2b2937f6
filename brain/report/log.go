package report

import (
	"bytes"
	"fmt"
	"math"

	"gridrat/brain/gridnet"
)

// Entry is a line of the training log. NaN is what was not measured.
type Entry struct {
	Update           int
	Seconds          float64 // of training so far
	UpdatesPerSecond float64 // since the line before
	Steps            int     // of the trajectories
	Loss             gridnet.Loss
}

// Log is training.csv.
type Log []Entry

const logHeader = "update,seconds,updates_per_second,steps,loss_total,loss_place,loss_head_direction_nats,loss_joint_nats,loss_expected_dropout,gradient_norm"

// CSV returns training.csv.
func (l Log) CSV() []byte {
	var b bytes.Buffer
	b.WriteString(logHeader + "\n")
	for _, e := range l {
		rate := ""
		if !math.IsNaN(e.UpdatesPerSecond) {
			rate = fmt.Sprintf("%.2f", e.UpdatesPerSecond)
		}
		fmt.Fprintf(&b, "%d,%s,%s,%d,%s,%s,%s,%s,%s,%s\n", e.Update, seconds(e.Seconds), rate, e.Steps, number(e.Loss.Total), number(e.Loss.Place),
			number(e.Loss.HeadDirection), number(e.Loss.Joint), number(e.Loss.Penalty), number(e.Loss.GradientNorm))
	}
	return b.Bytes()
}

// ReadLog reads a training.csv as far as an update.
func ReadLog(data []byte, upTo int) (Log, error) {
	rows, err := readRows(data, logHeader, upTo)
	var l Log
	for _, r := range rows {
		if math.IsNaN(r[3]) {
			return nil, fmt.Errorf("update %v has no steps", r[0])
		}
		l = append(l, Entry{
			Update: int(r[0]), Seconds: r[1], UpdatesPerSecond: r[2], Steps: int(r[3]),
			Loss: gridnet.Loss{Total: r[4], Place: r[5], HeadDirection: r[6], Joint: r[7], Penalty: r[8], GradientNorm: r[9]},
		})
	}
	return l, err
}

// Measured returns a loss with NaN in place of the parts that a recipe does
// not have.
func Measured(r gridnet.Recipe, l gridnet.Loss) gridnet.Loss {
	if r.HeadDirection.Cells == 0 {
		l.HeadDirection = math.NaN()
	}
	if r.Joint.Hidden == 0 {
		l.Joint = math.NaN()
	}
	return l
}
