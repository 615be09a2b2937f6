package command

import (
	"fmt"
	"path/filepath"
	"slices"

	"gridrat/app/files"
	"gridrat/app/study"
	"gridrat/assets"
	"gridrat/render/figure"
	"gridrat/render/sheet"
	"gridrat/world/maze"
)

// Mazes draws maps on a sheet.
type Mazes struct {
	Maps   []string `arg:"" optional:"" help:"Maps and text mazes; all that come with the program if none is named." name:"file"`
	Format []string `help:"Formats: png, svg." default:"png" placeholder:"png|svg"`
	Out    string   `help:"Folder for the sheet; an existing one is refused." default:"" placeholder:"DIR"`
}

// mazesName is the sheet, without its ending.
const mazesName = "mazes"

// mazesLegend says how to read a sheet.
const mazesLegend = "Targets are goals, dashed where they cannot be seen; green rings are starts; doors are blue, open ones with the arc of their leaf; marks on the frame are cues at infinity."

// Run draws. Nothing is written before all is read.
func (c *Mazes) Run() error {
	if c.Out == "" {
		c.Out = files.Dated("runs", mazesName)
	}
	for _, f := range c.Format {
		if !slices.Contains([]string{"png", "svg"}, f) {
			return Misusef("-format is %q; it must be png or svg, or both with a comma", f)
		}
		if err := unused(c.Out, mazesName+"."+f); err != nil {
			return err
		}
	}
	maps, title, err := c.read()
	if err != nil {
		return err
	}
	plans := figure.FloorPlans(title, []string{mazesLegend}, maps, min(len(maps), 5), &figure.Light, sheet.Scale)
	notes := []figure.Note{{Name: "Title", Text: title}, {Name: "Software", Text: "gridrat " + Version()}}
	if err := files.MakeFolder(c.Out, "the sheet"); err != nil {
		return err
	}
	if err := study.WriteFigure(c.Out, mazesName, plans, notes, c.Format); err != nil {
		return err
	}
	fmt.Printf("%d maps drawn, written to %s\n", len(maps), c.Out)
	return nil
}

// read returns the maps and the title of their sheet.
func (c *Mazes) read() (maps []maze.Map, title string, err error) {
	for _, path := range c.Maps {
		data, err := files.Read(path)
		if err != nil {
			return nil, "", err
		}
		m, err := maze.Open(filepath.Base(path), data)
		if err != nil {
			return nil, "", fmt.Errorf("could not read the map %s: %w", path, err)
		}
		maps = append(maps, m)
	}
	if len(maps) > 0 {
		return maps, "Maps", nil
	}
	for _, name := range assets.Mazes() {
		m, err := maze.DecodeReady(name.File())
		if err != nil {
			return nil, "", fmt.Errorf("the map %s that comes with the program is damaged: %w", name, err)
		}
		maps = append(maps, m)
	}
	return maps, "The mazes that come with Gridrat", nil
}
