package main

import (
	"context"
	"fmt"

	"gridrat/app/command"
	"gridrat/app/files"
)

// windowless is what the window's command does where there is no display: it
// trains what the flags describe for a minute, so that a first look works
// anywhere. What only a window can do is refused.
func (c *windowCmd) windowless(ctx context.Context, recipe string, why error) error {
	for _, only := range []struct {
		flag  string
		given bool
	}{{"-open", c.Open != ""}, {"-film", len(c.Film) > 0}, {"-status", c.Status != ""}} {
		if only.given {
			return fmt.Errorf("there is no window (%w), and %s cannot be done without one", why, only.flag)
		}
	}
	fmt.Printf("There is no window (%v): training recipe %s from seed %d for one minute instead.\n", why, recipe, c.Seed)
	t := command.Train{RecipeFlags: c.RecipeFlags, Seconds: 60, Workers: c.Workers, Out: files.Dated(c.Out, "train")}
	return t.Run(ctx)
}
