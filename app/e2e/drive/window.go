package drive

import (
	"image"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/hajimehoshi/ebiten/v2"
	"github.com/hajimehoshi/ebiten/v2/exp/vmhost"
)

// Window is a running program. Its methods fail the test T if they cannot do
// what they are for.
type Window struct {
	T      testing.TB
	Config string // its folder of settings
	Out    string // its folder of pictures and networks

	guest   *vmhost.GuestSession
	cmd     *exec.Cmd
	screen  *ebiten.Image
	file    string // the status
	stderr  *strings.Builder
	at      image.Point // of the mouse
	closed  bool
	paced   bool // it goes by the real clock
	undrawn int  // ticks since the last frame
}

// Open starts the program in a window of w x h pixels.
func Open(t testing.TB, w, h int, args ...string) *Window {
	t.Helper()
	return OpenIn(t, t.TempDir(), w, h, args...)
}

// OpenPaced is Open with the real clock: it takes its time, as with a person.
func OpenPaced(t testing.TB, w, h int, args ...string) *Window {
	t.Helper()
	win := start(t, t.TempDir(), append([]string{"-clock", "real"}, args...))
	win.paced = true
	win.begin(w, h)
	return win
}

// OpenIn is Open with a folder for settings, status and files.
func OpenIn(t testing.TB, dir string, w, h int, args ...string) *Window {
	t.Helper()
	win := start(t, dir, append([]string{"-clock", "ticks"}, args...))
	win.begin(w, h)
	return win
}

// Patience is how long anything may take; nothing waits that long unless it
// has failed.
const Patience = 2 * time.Minute

// start starts the program, or skips the test where there is no display.
func start(t testing.TB, dir string, args []string) *Window {
	t.Helper()
	if noWindow != nil {
		if os.Getenv("GRIDRAT_REQUIRE_WINDOW") == "1" {
			t.Fatalf("window tests are required here, but there is no display: %v", noWindow)
		}
		t.Skipf("skipped: this test drives the program's window and there is no display (%v)", noWindow)
	}
	path, err := program()
	if err != nil {
		t.Fatal(err)
	}
	w := &Window{
		T: t, file: filepath.Join(memory(t), "status.json"), Config: filepath.Join(dir, "config"), Out: filepath.Join(dir, "out"),
		stderr: &strings.Builder{},
	}
	sockets, err := os.MkdirTemp("", "gr") // paths of sockets are limited
	if err != nil {
		t.Fatal(err)
	}
	defer os.RemoveAll(sockets)
	listener, err := net.Listen("unix", filepath.Join(sockets, "s"))
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	endpoint, err := vmhost.EndpointURLFromAddr(listener.Addr())
	if err != nil {
		t.Fatal(err)
	}
	w.cmd = exec.Command(path, append([]string{"window", "-config", w.Config, "-status", w.file, "-out", w.Out}, args...)...)
	w.cmd.Env = append(os.Environ(), "EBITENGINE_VM_ENDPOINT="+endpoint)
	w.cmd.Stderr = w.stderr
	if err := w.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(w.Close)
	if err := listener.(*net.UnixListener).SetDeadline(time.Now().Add(Patience)); err != nil {
		t.Fatal(err)
	}
	conn, err := listener.Accept()
	if err != nil {
		t.Fatalf("the program did not come up: %v\n%s", err, w.stderr)
	}
	w.guest, err = vmhost.NewGuestSession(conn, &vmhost.NewGuestSessionOptions{IdleTimeout: Patience})
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// memory makes a folder for a file that is written with every tick: where the
// system has files in memory, these take a tenth of the time.
func memory(t testing.TB) string {
	t.Helper()
	const inMemory = "/dev/shm"
	if info, err := os.Stat(inMemory); err != nil || !info.IsDir() {
		return t.TempDir()
	}
	dir, err := os.MkdirTemp(inMemory, "gridrat")
	if err != nil {
		return t.TempDir()
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	return dir
}

// begin gives the program its first screen, with the mouse elsewhere.
func (w *Window) begin(width, height int) {
	w.T.Helper()
	w.guest.MoveCursor(-10, -10)
	w.Resize(width, height)
	w.advance(1, true)
}

// Close ends the program as closing its window does.
func (w *Window) Close() {
	if w.closed {
		return
	}
	w.closed = true
	if w.guest != nil {
		theHost.do(func() {
			if err := w.guest.Close(); err != nil {
				w.T.Errorf("closing the session: %v", err)
			}
			w.free()
		})
	} else {
		_ = w.cmd.Process.Kill() // it never came up; there is nothing to save
	}
	done := make(chan error, 1)
	go func() { done <- w.cmd.Wait() }()
	select {
	case err := <-done:
		if err != nil {
			w.T.Errorf("the program ended with %v\n%s", err, w.stderr)
		}
	case <-time.After(Patience):
		_ = w.cmd.Process.Kill()
		w.T.Errorf("the program did not end when its window was closed")
	}
}

// Kill ends the program as a crash does.
func (w *Window) Kill() {
	w.T.Helper()
	w.closed = true
	if err := w.cmd.Process.Kill(); err != nil {
		w.T.Fatal(err)
	}
	_ = w.cmd.Wait() // killed
	theHost.do(func() {
		_ = w.guest.Close()
		w.free()
	})
}

// free frees the screen, within the host's frame.
func (w *Window) free() {
	if w.screen != nil {
		w.screen.Deallocate()
	}
	flush()
}

// Resize gives the program a screen of w x h pixels.
func (w *Window) Resize(width, height int) {
	w.T.Helper()
	theHost.do(func() {
		w.free()
		w.screen = ebiten.NewImage(width, height)
		w.undrawn = ticksPerFrame // it is laid out where it is drawn
		if err := w.guest.SetOutsideScreen(w.screen); err != nil {
			w.T.Errorf("resizing: %v", err)
		}
	})
}
