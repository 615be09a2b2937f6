package units

import (
	"slices"
	"time"

	"gridrat/app/room"
	"gridrat/render/figure"
	"gridrat/render/panel"
)

// Offer is what the room offers the window.
func (r *Room) Offer() room.Offer {
	return room.Offer{
		Name:    "units",
		Actions: append(r.onWall(), r.onUnits()...),
		Panes:   []*room.Pane{r.panes.inspector, r.panes.wall, r.panes.population},
		Spots: map[string]func(string){
			panel.SpotInspector:  r.inspectorPage,
			panel.SpotPopulation: r.populationPage,
			panel.SpotScore:      r.explain,
			panel.SpotSource:     r.showNamed,
			panel.SpotHear:       func(string) { r.setSilenced(nil) },
			panel.SpotClear:      func(string) { r.clearFilter() },
		},
		Tick: func(now time.Time) {
			r.askFocus(now)
			r.fitScales()
			r.showBusy()
		},
	}
}

// onWall are the actions on the wall.
func (r *Room) onWall() []room.Action {
	const section = "Maps"
	return []room.Action{
		{
			ID: "previous-unit", Keys: []string{"ArrowUp"}, Repeats: true, Shown: "Up", Section: section,
			Help: "previous unit", Do: func() { r.step(-1) },
		},
		{
			ID: "next-unit", Keys: []string{"ArrowDown"}, Repeats: true, Shown: "Down", Section: section,
			Help: "next unit", Do: func() { r.step(1) },
		},
		{
			ID: "page-up", Keys: []string{"PageUp"}, Repeats: true, Shown: "Page Up", Section: section,
			Help: "maps before", Do: func() { r.scroll(-r.Wall.Page()) },
		},
		{
			ID: "page-down", Keys: []string{"PageDown"}, Repeats: true, Shown: "Page Down", Section: section,
			Help: "maps after", Do: func() { r.scroll(r.Wall.Page()) },
		},
		{
			ID: "colors", Keys: []string{"C"}, Shown: "C", Section: section, Help: "next colour map",
			Label: "viridis", Wide: "viridis", Tip: "Colour map of the rate maps", InBar: true,
			State: func() panel.State { return panel.State{Label: r.Wall.Colors.Name} },
			Do:    r.nextColors,
		},
		{
			ID: "group", Keys: []string{"M"}, Shown: "M", Section: section, Help: "maps by module or all together",
			Label: "by module", Tip: "Maps by module or all together, best first", InBar: true,
			State: func() panel.State {
				return panel.State{On: r.Wall.Grouped, Why: room.Why(len(r.live.Recipe.Modules) < 2, "this recipe has a single module")}
			},
			Do: r.regroup,
		},
	}
}

// onUnits are the actions on the units that are shown, and on the panels below
// the wall.
func (r *Room) onUnits() []room.Action {
	const section = "Units"
	return []room.Action{
		{
			ID: "inspector-page", Keys: []string{"I"}, Shown: "I", Section: section,
			Help: "next page of the inspector: map, tuning, scores, own path",
			Do:   func() { r.inspectorPage(room.NextOf(panel.InspectorPages, r.Inspector.Page)) },
		},
		{
			ID: panel.SpotCompare, Keys: []string{"B"}, Shown: "B", Section: section,
			Help: "another unit beside the chosen one (beside a recorded cell, the network's), or not; Shift+click on a map says which",
			Do:   r.toggleCompare,
		},
		{
			ID: "source", Keys: []string{"K"}, Shown: "K", Section: section,
			Help: "whose units are shown: the network's, the same along an opened trajectory, or recorded cells",
			Do:   r.nextSource,
		},
		{
			ID: panel.SpotSilence, Keys: []string{"X"}, Shown: "X", Section: section,
			Help: "silence the chosen unit in the watched network, or let it be heard again",
			Do:   r.silenceChosen,
		},
		{
			ID: "silence-shown", Keys: []string{"Shift+X"}, Shown: "Shift+X", Section: section,
			Help: "the same with all units shown: of a class, a range, or the module",
			Do:   r.silenceShown,
		},
		{
			ID: panel.SpotFilter, Keys: []string{"U"}, Shown: "U", Section: section,
			Help: "show units of the next class: grid, direction, border, conjunctive, beyond null, beyond own, all",
			Do:   r.nextClass,
		},
		{
			ID: panel.SpotShuffle, Keys: []string{"J"}, Shown: "J", Section: section,
			Help: "draw the own nulls of all units: field shuffles and shifts",
			Do:   r.drawOwn,
		},
		{
			ID: "population-page", Keys: []string{"H"}, Shown: "H", Section: section,
			Help: "next page of histograms: scores, lattices, fractions",
			Do:   func() { r.populationPage(room.NextOf(panel.PopulationPages, r.Population.Page)) },
		},
	}
}

func (r *Room) inspectorPage(page string) {
	r.Inspector.Page = page
	r.panes.inspector.Hurry()
}

func (r *Room) populationPage(page string) {
	r.Population.Page = page
	r.panes.population.Hurry()
}

// showNamed shows the units of a source by its name, if there are any.
func (r *Room) showNamed(name string) {
	for _, s := range r.sources() {
		if s.String() == name {
			r.ShowSource(s)
		}
	}
}

// nextColors draws the maps in the next colours.
func (r *Room) nextColors() {
	all := figure.ColorMaps()
	c := all[(slices.Index(all, r.Wall.Colors)+1)%len(all)]
	r.Wall.Colors, r.Inspector.Colors, r.Settings.ColorMap = c, c, c.Name
	r.panes.wall.Hurry()
	r.panes.inspector.Hurry()
}

// regroup shows the maps by module, or all together.
func (r *Room) regroup() {
	r.Wall.Regroup()
	r.Settings.Grouped = r.Wall.Grouped
	r.panes.wall.Hurry()
}
