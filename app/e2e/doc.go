// Package e2e holds tests that drive the real, unmodified program with mouse
// and keys and look at what it did. They need a display, if only a virtual
// one, and are skipped where there is none, unless GRIDRAT_REQUIRE_WINDOW=1
// makes that a failure.
package e2e
