package play

import (
	"slices"
	"strings"
	"testing"

	"gridrat/app/room"
	rules "gridrat/world/task"
)

// TestKeysOfAnEpisode: the keys that drive do nothing else while a task is
// played, and no tool can be taken; whatever covers the window, and whatever
// else Esc has to end, goes before the episode.
func TestKeysOfAnEpisode(t *testing.T) {
	s := newStage(t)
	if id := s.press("W"); id != "tool-wall" || !slices.Equal(s.others, []string{"tool-wall"}) {
		t.Fatalf("before an episode W does %q, %q", id, s.others)
	}
	s.others = nil
	e := s.play(t, rules.GoalDriven(), 1)
	for _, d := range driving {
		for _, k := range d.Keys {
			if id := s.press(k); id != d.ID || s.told != "" {
				t.Errorf("%s does %q, says %q", k, id, s.told)
			}
			for id, keys := range others { // by a button too
				if slices.Contains(keys, k) {
					if s.table.Do(id); s.told != "" {
						t.Errorf("%s drives, and %q says %q", k, id, s.told)
					}
				}
			}
		}
	}
	const notEdited = "The map is not edited while a task is played; Esc ends the episode."
	for id, want := range map[string]string{
		"tool-select": notEdited, "tool-goal": notEdited, "tool-rat": notEdited, "tool-erase": notEdited, "tool-wall": "", "tool-door": "", "tool-add": "",
		"delete": notEdited, "duplicate": notEdited, "save-map-as": notEdited,
		"learn-here": "A task is played; Esc ends the episode, and then the network can learn in the map.",
		"faster":     "A task is played in real time.", "slower": "A task is played in real time.",
		"work-door": "Put the mouse on a door, or click it, to open or close it.",
	} {
		s.told = ""
		if s.table.Do(id); s.told != want {
			t.Errorf("%s says %q, want %q", id, s.told, want)
		}
	}
	if len(s.others) != 0 || s.Episode() != e {
		t.Errorf("while a task is played, other rooms do %q; it is %p, was %p", s.others, s.Episode(), e)
	}

	for name, set := range map[string]func(){
		"something that covers the window": func() { s.covered = true }, "something that Esc has to end": func() { s.taken = true },
	} {
		set()
		if id := s.press("Escape"); id != "cancel" || s.Episode() != e {
			t.Errorf("Esc does %q before %s", id, name)
		}
		s.covered, s.taken = false, false
	}
	if !slices.Equal(s.others, []string{"cancel", "cancel"}) {
		t.Errorf("Esc has done %q", s.others)
	}
	s.taken = true
	if s.table.Do("episode-end"); s.Episode() != nil { // by its button
		t.Error("the button does not end the episode")
	}
	s.taken = false
	s.play(t, rules.GoalDriven(), 1)
	if s.table.Do("cancel"); s.Episode() != nil {
		t.Error("cancel does not end the episode")
	}
	s.others = nil
	if id := s.press("N"); id != "new-seed" || len(s.others) != 1 {
		t.Errorf("after the episode N does %q, %q", id, s.others)
	}
}

// TestButtonsOfAnEpisode: play pauses the clock, reset and new seed begin
// episodes; buttons say so, and why they cannot act.
func TestButtonsOfAnEpisode(t *testing.T) {
	s := newStage(t)
	for _, id := range []string{"play", "reset", "faster"} {
		s.table.Do(id)
	}
	if len(s.others) != 3 {
		t.Fatalf("without a task other rooms do %q", s.others)
	}
	e := s.play(t, rules.GoalDriven(), 5)
	for id, want := range map[string][3]string{ // label, tip, why not
		"play": {"pause"}, "faster": {"", "", "a task is played in real time"}, "slower": {"", "", "a task is played in real time"},
		"tick": {"", "", "a task is played"}, "step": {"", "", "a task is played"},
		"reset": {"again", "Begin the same episode again  [Backspace]"}, "new-seed": {"new seed", "Begin an episode of a new seed  [N]"},
	} {
		if st, _ := s.table.State(id); st.Label != want[0] || st.Tip != want[1] || st.Why != want[2] || st.On != (id == "play") {
			t.Errorf("%s stands at %+v, want %q", id, st, want)
		}
	}
	if tools := s.Tools(); len(tools) != 4 || tools[0].Label != "pause" || tools[0].Tip != "Pause, with learning, or go on  [Space]" || tools[3].ID != "episode-end" {
		t.Errorf("the strip has %+v", tools)
	}
	s.table.Do("play")
	if st, _ := s.table.State("play"); s.playing || st.Label != "play" || st.On || s.Tools()[0].Label != "go on" || !strings.HasPrefix(s.Hint(), "Paused: ") {
		t.Errorf("paused, play stands at %+v, the strip has %+v", st, s.Tools()[0])
	}
	if s.press("Ctrl+P"); s.page == nil || s.page.Of != "tasks" {
		t.Error("the key opens no page")
	}
	if s.press("Ctrl+P"); s.page != nil {
		t.Error("again it does not close the page")
	}
	s.table.Do("reset")
	if again := s.Episode(); again == e || again.seed != 5 {
		t.Error("reset does not begin the episode again")
	}
	s.Episode().over = true
	st, _ := s.table.State("play")
	s.table.Do("play")
	if st.Why != "the episode is over" || s.Tools()[0].Why != "the episode is over." || s.told != "The episode is over: N begins another, Esc goes back to the map." {
		t.Errorf("when it is over play stands at %+v, and says %q", st, s.told)
	}
}

// TestLines: the room's lines of the list of keys stand in their order, each
// chord for one action.
func TestLines(t *testing.T) {
	s := newStage(t)
	var got []string
	owner := map[room.Chord]string{}
	for _, a := range s.table.Lines() {
		got = append(got, a.Shown)
		for _, k := range a.Keys {
			c := room.ParseChord(k)
			if owner[c] != "" {
				t.Errorf("%s belongs to %s and to %s", k, owner[c], a.ID)
			}
			owner[c] = a.ID
		}
	}
	want := []string{"Ctrl+P", "Up or W", "Down or S", "Left or A", "Right or D", "Shift+Left", "Shift+Right", "Space", "Backspace", "N", "Esc"}
	if !slices.Equal(got, want) {
		t.Errorf("the lines are %q, want %q", got, want)
	}
}
