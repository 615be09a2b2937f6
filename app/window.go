package main

import "context"

// windowCmd opens the window.
type windowCmd struct{}

func (windowCmd) Run(ctx context.Context) error { return nil }
