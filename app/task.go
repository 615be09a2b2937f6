package main

import (
	"context"
	"fmt"
	"math"
	"sync/atomic"
)

// What the background can be busy with.
const (
	taskFilm   = "film"
	taskExport = "export"
	taskCells  = "cells"
	taskOwn    = "own nulls"
)

// task is long work in a goroutine of its own. One runs at a time; the window
// asks it for its progress and takes its result.
type task struct {
	name   string
	doing  string // for people
	share  atomic.Uint64
	cancel context.CancelFunc
	done   chan outcome
	halted bool // by the user
}

// outcome is the sentence that tells what came of a task.
type outcome struct {
	text string
	err  error
}

// running tells whether a task is under way; "" is any.
func (t *task) running(name string) bool { return t != nil && (name == "" || t.name == name) }

// progress is the share done.
func (t *task) progress() float64 { return math.Float64frombits(t.share.Load()) }

// start begins a task, unless another is under way, which it says.
func (g *game) start(name, doing string, work func(ctx context.Context, progress func(share float64)) (string, error)) {
	if g.task.running("") {
		g.tell(false, fmt.Sprintf("%s is under way (%.0f %%); Esc stops it.", g.task.doing, 100*g.task.progress()))
		return
	}
	ctx, cancel := context.WithCancel(g.ctx)
	t := &task{name: name, doing: doing, cancel: cancel, done: make(chan outcome, 1)}
	g.task = t
	go func() {
		defer func() {
			if p := recover(); p != nil {
				t.done <- outcome{err: fmt.Errorf("it failed: %v", p)}
			}
		}()
		text, err := work(ctx, func(share float64) { t.share.Store(math.Float64bits(share)) })
		t.done <- outcome{text, err}
	}()
	g.hush()
}

// stop has a task end soon, without a result.
func (t *task) stop() {
	t.halted = true
	t.cancel()
}

// finishTask takes the result of a task that has ended.
func (g *game) finishTask() {
	if g.task == nil {
		return
	}
	select {
	case o := <-g.task.done:
		g.task.cancel()
		stopped, doing, name := g.task.halted && o.err != nil, g.task.doing, g.task.name
		g.task, g.population.Busy = nil, false
		switch {
		case stopped && name == taskOwn:
			g.tell(false, doing+" was stopped.")
		case stopped:
			g.tell(false, doing+" was stopped; nothing has come of it.")
		case o.err != nil:
			g.tell(true, fmt.Sprintf("%s failed: %v.", doing, o.err))
		case o.text != "":
			g.tell(false, o.text)
		}
		g.outdate(&g.timeline.Picture)
		g.outdate(&g.population.Picture)
	default:
	}
}
