package recorded

import (
	"fmt"
	"slices"
	"strings"

	"gridrat/app/room"
	"gridrat/brain/recording"
	"gridrat/render/panel"
)

// controlsOf puts the controls of one file on the page.
type controlsOf struct {
	room    *Room
	page    *panel.Reading
	does    map[string]func()
	begin   string // of the controls' names
	heading string // above the next row
	said    *said
	made    recording.Understood
	say     func(change func(*said)) // reads the file again with what is said
}

// id names an option of a row.
func (c *controlsOf) id(name, option string) string { return c.begin + name + "=" + option }

// row adds a row of options, whose names become whole.
func (c *controlsOf) row(name string, options ...panel.Option) {
	for i := range options {
		options[i].ID = c.id(name, options[i].ID)
	}
	c.page.Settings = append(c.page.Settings, panel.Settle{Heading: c.heading, Name: name, Options: options})
	c.heading = ""
}

// unit adds the row of a unit, which columns of a kind are in. There is nothing
// to choose where the file says it, and no row where no column has it.
func (c *controlsOf) unit(name, kind string, names []string, of func(*said) *string, other string) {
	now := *of(c.said)
	at := slices.IndexFunc(c.made.Columns, func(col recording.Column) bool { return col.Is == kind })
	if at < 0 && c.made.Columns != nil && now == "" {
		return
	}
	if at >= 0 && c.made.Columns[at].By == "header" && now == "" {
		c.page.Settings = append(c.page.Settings, panel.Settle{Heading: c.heading, Name: name, Why: c.made.Columns[at].Unit + ", as the file says"})
		c.heading = ""
		return
	}
	var all []panel.Option
	for i, n := range names {
		o := panel.Option{ID: n, Label: n, On: now == n || now == "" && at >= 0 && i == 0, Tip: fmt.Sprintf("The unit of %s is %s (-%s)", name, n, name)}
		all = append(all, o)
		c.does[c.id(name, n)] = func() { c.say(func(s *said) { *of(s) = n }) }
	}
	label, typed := "other ...", now != "" && !slices.Contains(names, now)
	if typed {
		label = now
	}
	all = append(all, panel.Option{ID: "other", Label: label, On: typed, Tip: fmt.Sprintf("Type another unit of %s, %s", name, other)})
	c.does[c.id(name, "other")] = func() {
		c.ask("Unit of "+name+", "+other, now, c.saidWell(of), func(text string) { c.say(func(s *said) { *of(s) = text }) })
	}
	c.row(name, all...)
}

// mostParts is the number of parts that have a button each.
const mostParts = 12

// parts adds a row for each choice that the file offers.
func (c *controlsOf) parts() {
	for i, choice := range c.made.Choices {
		if !c.chosen(choice) {
			continue
		}
		name := choice.What
		if cut := strings.IndexByte(name, ' '); cut > 0 {
			name = name[:cut]
		}
		use := func(value string) { c.say(func(s *said) { s.part = c.part(i, value) }) }
		var all []panel.Option
		for _, v := range choice.Values[:min(len(choice.Values), mostParts)] {
			all = append(all, panel.Option{ID: v, Label: v, On: v == choice.Chosen, Tip: fmt.Sprintf("Read %s of the %d choices of %s (%s)", v, len(choice.Values), choice.What, choice.Flag)})
			c.does[c.id(name, v)] = func() { use(v) }
		}
		if len(choice.Values) > mostParts {
			all = append(all, panel.Option{ID: "other", Label: "other ...", On: !slices.Contains(choice.Values[:mostParts], choice.Chosen), Tip: fmt.Sprintf("Type one of %d", len(choice.Values))})
			c.does[c.id(name, "other")] = func() { c.ask("One of "+strings.Join(choice.Values, ", "), choice.Chosen, nil, use) }
		}
		c.row(name, all...)
	}
	if c.made.Choices == nil && c.said.part != "" { // refused
		c.row("part", panel.Option{ID: "first", Label: "the first", Tip: "Read the first of the parts"}, panel.Option{ID: "said", Label: c.said.part, On: true})
		c.does[c.id("part", "first")] = func() { c.say(func(s *said) { s.part = "" }) }
	}
}

// chosen tells whether a choice is one of the file's parts: of a trajectory, those of
// cells in the same file are not.
func (c *controlsOf) chosen(o recording.Choice) bool {
	return o.Flag == "-part" || o.Flag == "-cells-part" && c.begin != beginsOption
}

// part is what chooses a value of a choice and leaves the others of the file as
// they are: an animal and a part of it are named together.
func (c *controlsOf) part(choice int, value string) string {
	var all []string
	for i, o := range c.made.Choices {
		switch {
		case i == choice:
			all = append(all, value)
		case c.chosen(o):
			all = append(all, o.Chosen)
		}
	}
	return strings.Join(all, "/")
}

// saidWell tells what is wrong with a text of something that can be said.
func (c *controlsOf) saidWell(of func(*said) *string) func(text string) error {
	return func(text string) error {
		s := *c.said
		*of(&s) = text
		_, err := s.options()
		return err
	}
}

// text adds a row of something that is typed, or is none. check tells what is
// wrong with a text; nil is nothing.
func (c *controlsOf) text(name, none, now, what string, check func(text string) error, use func(text string)) {
	label := "type ..."
	if now != "" {
		label = now
	}
	c.row(name,
		panel.Option{ID: "none", Label: none, On: now == "", Tip: fmt.Sprintf("%s: %s", name, none)},
		panel.Option{ID: "typed", Label: label, On: now != "", Tip: fmt.Sprintf("%s: %s", name, what)})
	c.does[c.id(name, "none")] = func() { use("") }
	c.does[c.id(name, "typed")] = func() { c.ask(strings.ToUpper(name[:1])+name[1:]+": "+what, now, check, use) }
}

// ask asks for a text until nothing is wrong with it.
func (c *controlsOf) ask(title, now string, check func(text string) error, use func(text string)) {
	r := c.room
	r.Ask(room.Question{Title: title, Verb: "read again", Hint: "Enter: read the file again · Esc: back to the page", Text: now}, func(text string) {
		text = strings.TrimSpace(text)
		if check != nil {
			if err := check(text); err != nil {
				r.Tell(true, sentence(err.Error()))
				return
			}
		}
		r.Close()
		use(text)
	})
}
