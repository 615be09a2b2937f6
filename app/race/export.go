package race

import (
	"bytes"
	"context"
	"fmt"
	"path/filepath"

	"gridrat/app/files"
	"gridrat/app/tasks"
	"gridrat/render/figure"
	"gridrat/render/sheet"
	"gridrat/world"
)

// exporting is the work in the background.
const exporting = "export"

// export writes the race, as far as it was run, into a dated folder: race.csv has a
// row per runner and decision, race.png the ways.
func (r *Room) export() {
	x := r.race
	dir := files.Free(r.Out, "race", "")
	page := x.page()
	sides := [2]side{*x.sides[0], *x.sides[1]} // as they are now: tracks only grow
	r.Background.Start(exporting, "Exporting", func(context.Context, func(float64)) (string, error) {
		picture, err := files.PNG(page.Ways())
		if err != nil {
			return "", err
		}
		if err := files.MakeFolder(dir, "what is exported"); err != nil {
			return "", err
		}
		all := []files.File{{Name: "race.csv", Data: table(sides[:])}, {Name: "race.png", Data: picture}}
		if err := files.WriteAll(dir, all); err != nil {
			return "", err
		}
		return "Exported the race to " + filepath.Join(dir, "race.csv") + ", and its ways as a picture.", nil
	})
}

// table is a race as far as it was run: a row per runner and decision, beginning
// with the start. After a visit a row has the new start.
func table(sides []side) []byte {
	var b bytes.Buffer
	b.WriteString("runner,trial,t_s,x_m,y_m,heading_rad,score\n")
	for i := range sides {
		s := &sides[i]
		for k, p := range s.track {
			fmt.Fprintf(&b, "%s,%d,%.3f,%.4f,%.4f,%.4f,%.0f\n", s.name, p.trial+1, float64(k)*s.period(), p.at.Pos.X, p.at.Pos.Y, p.at.Heading, p.score)
		}
	}
	return b.Bytes()
}

// page is the figure of it.
func (x *race) page() sheet.Race {
	p := sheet.Race{
		Title: fmt.Sprintf("%s, seed %d: %s %.0f, %s %.0f", x.task.Title, x.seed, x.sides[0].name, x.sides[0].world.Score(), x.sides[1].name, x.sides[1].world.Score()),
		Lines: []string{fmt.Sprintf("Two runners, each in a world of its own of the same episode, after %.0f s of %.0f s. Rings are starts; doors are as they are now.", x.task.Seconds-x.sides[0].world.Left(), x.task.Seconds)},
	}
	for i, s := range x.sides {
		goals := s.world.Visits()
		run := sheet.Run{
			Name: fmt.Sprintf("%s: %s", s.name, figure.Plural(goals, "goal", "goals")), Map: tasks.Seen(s.world, x.over || !x.sides[0].user()), Hue: figure.Light.Series[s.hue],
		}
		if v := s.runner; v != nil {
			p.Lines = append(p.Lines, fmt.Sprintf("%s: code %s, %s decisions, seed %d, has learnt %s.", figure.Capital(s.name), v.Agent.Recipe.Name, figure.Thousands(v.Agent.Decisions), v.Agent.Seed, v.Agent.Task.Title))
		}
		for k, q := range s.track {
			if k == 0 || q.trial != s.track[k-1].trial {
				if k > 0 { // the goal ends the way before
					n := len(run.Ways) - 1
					run.Ways[n] = append(run.Ways[n], q.came)
				}
				run.Ways = append(run.Ways, []world.Vec{q.at.Pos})
				continue
			}
			n := len(run.Ways) - 1
			run.Ways[n] = append(run.Ways[n], q.at.Pos)
		}
		p.Runs[i] = run
	}
	return p
}
