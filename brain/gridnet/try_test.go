package gridnet

import (
	"context"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"gridrat/brain/tuning"
)

func TestTry(t *testing.T) {
	name := os.Getenv("TRY")
	if name == "" {
		t.Skip()
	}
	r, err := NewRecipe(name)
	if err != nil {
		t.Fatal(err)
	}
	for _, kv := range strings.Fields(os.Getenv("SET")) {
		k, v, _ := strings.Cut(kv, "=")
		if err := r.Set(k, v); err != nil {
			t.Fatal(err)
		}
	}
	tr, err := NewTrainer(r, 1, 2)
	if err != nil {
		t.Fatal(err)
	}
	start := time.Now()
	upto := 4501
	if os.Getenv("UPTO") != "" {
		fmt.Sscan(os.Getenv("UPTO"), &upto)
	}
	for i := range upto {
		l, err := tr.Step()
		if err != nil {
			t.Fatal(err)
		}
		if i%500 == 0 {
			maps := tr.ScoreMaps()
			if os.Getenv("FRESH") != "" {
				maps = NewEvaluator(tr.Network(), 1).Maps(tr.Weights(), 20, tr.Horizon().Steps, 60000, func(float64) bool { return true })
			}
			p, _ := tuning.ScorePopulation(context.Background(), maps, 0.11, 1, 1, 2)
			fmt.Printf("%5d %6.1fs %+v\n", i, time.Since(start).Seconds(), l)
			for m := range r.Modules {
				q := p.Slice(m*r.Units, (m+1)*r.Units)
				fmt.Printf("   module %d >.37 %.2f (null %.2f) >.8 %.2f (%.2f) median %.2f spacing %.2f fields %d\n", m, q.Fraction(.37), q.Null.Above037, q.Fraction(.8), q.Null.Above080, q.Quantile(.5), q.Scores[0].Spacing, q.Scores[0].Fields)
			}
		}
		if time.Since(start) > 100*time.Second {
			break
		}
	}
	e := NewEvaluator(tr.Network(), 1)
	for _, n := range []int{6, 20, 50} {
		fmt.Printf("%d %+v\n", n, e.Errors(tr.Weights(), 50, 100, tr.DisplayMaps()).After(n))
	}
}
