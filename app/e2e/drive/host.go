package drive

import (
	"image/color"
	"os"
	"os/exec"
	"testing"
	"time"

	"github.com/hajimehoshi/ebiten/v2"
)

// host is the window on which the program's frames are drawn. Tests
// Run in another goroutine and hand it what must happen within its frame.
type host struct{ jobs chan func() }

var (
	theHost  = &host{jobs: make(chan func())}
	noWindow error // why there is no host
)

// frameTime is how long a frame of the host lasts: Ebitengine gives a window
// that has not the focus no more of them.
const frameTime = 17 * time.Millisecond

// Update does jobs for the time of a frame; what they draw is flushed with it.
func (h *host) Update() error {
	end := time.After(frameTime)
	for {
		select {
		case job, ok := <-h.jobs:
			if !ok {
				return ebiten.Termination
			}
			job()
		case <-end:
			return nil
		}
	}
}

func (h *host) Draw(*ebiten.Image) {}

func (h *host) Layout(w, h2 int) (int, int) { return w, h2 }

// do runs f within the host's frame.
func (h *host) do(f func()) {
	done := make(chan struct{})
	h.jobs <- func() {
		defer close(done)
		f()
	}
	<-done
}

// Pixel is drawn and read to have what was asked for done.
var pixel = ebiten.NewImage(1, 1)

// flush has images drawn and freed, within the host's frame: the commands of a
// window that shows nothing new pile up otherwise.
func flush() {
	pixel.Fill(color.Black) // what was read before is not read again
	pixel.At(0, 0)
}

// Main runs the tests of a package beside the host window, which needs the main
// thread, and returns the exit code: for its TestMain.
func Main(m *testing.M) int {
	started, code := make(chan struct{}), make(chan int, 1)
	ready := false
	go func() { theHost.jobs <- func() { ready = true; close(started) } }() // in the first frame
	go func() {
		<-started
		result := m.Run()
		removeProgram()
		code <- result
		if ready {
			close(theHost.jobs)
		}
	}()
	// It is small and in nobody's way, but not hidden: what a frame used is
	// freed when it is shown.
	ebiten.SetWindowSize(16, 16)
	ebiten.SetWindowDecorated(false)
	ebiten.SetTPS(ebiten.SyncWithFPS)
	ebiten.SetVsyncEnabled(false)
	ebiten.SetRunnableOnUnfocused(true)
	// One thread for events and drawing: nothing is gained by two here, and
	// Xlib's own locks need not be trusted.
	if err := ebiten.RunGameWithOptions(theHost, &ebiten.RunGameOptions{SingleThread: true, InitUnfocused: true, SkipTaskbar: true}); err != nil && !ready {
		if os.Getenv("DISPLAY") != "" && os.Getenv(again) == "" {
			return runAgain()
		}
		noWindow = err
		close(started)
	}
	return <-code
}

// again is set where the tests are run for the second time.
const again = "GRIDRAT_TESTS_AGAIN"

// runAgain runs the tests in a process of their own, a moment later: a virtual
// display begins anew when its last window closes, as when those of another
// package have ended, and turns away whoever comes just then.
func runAgain() int {
	time.Sleep(time.Second)
	tests := exec.Command(os.Args[0], os.Args[1:]...)
	tests.Env = append(os.Environ(), again+"=1")
	tests.Stdout, tests.Stderr = os.Stdout, os.Stderr
	if err := tests.Run(); err != nil {
		return max(tests.ProcessState.ExitCode(), 1)
	}
	return 0
}
