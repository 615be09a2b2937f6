// Package drive drives the real, unmodified program with mouse and keys and
// looks at what it did, for the tests of the window in the packages beside it.
// They need a display, if only a virtual one, and are skipped where there is
// none, unless GRIDRAT_REQUIRE_WINDOW=1 makes that a failure.
//
// The program goes by -clock ticks: a second of its window is 60 ticks, which
// take as long as they are computed. What its learner has to do takes real time,
// and Until leaves it the processor.
package drive
