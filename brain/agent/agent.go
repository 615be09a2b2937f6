// Package agent has the rat that acts: a policy that learns from reward alone
// to reach goals, on what sense lets through.
package agent
