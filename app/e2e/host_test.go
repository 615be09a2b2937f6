package e2e

import (
	"encoding/json"
	"fmt"
	"image"
	"image/color"
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

// host is the window on which the program's frames are drawn. Tests
// run in another goroutine and hand it what must happen within its frame.
type host struct{ jobs chan func() }

var (
	theHost  = &host{jobs: make(chan func())}
	noWindow error  // why there is no host
	program  string // the binary under test
)

// Update does one job, so that what it draws is flushed with its frame.
func (h *host) Update() error {
	select {
	case job, ok := <-h.jobs:
		if !ok {
			return ebiten.Termination
		}
		job()
	case <-time.After(2 * time.Millisecond): // give the window system a turn
	}
	return nil
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

// pixel is drawn and read to have what was asked for done.
var pixel = ebiten.NewImage(1, 1)

// flush has images drawn and freed, within the host's frame: the commands of a
// window that shows nothing new pile up otherwise.
func flush() {
	pixel.Fill(color.Black) // what was read before is not read again
	pixel.At(0, 0)
}

func TestMain(m *testing.M) { os.Exit(run(m)) }

// run lets the tests run beside the host window, which needs the main thread.
func run(m *testing.M) int {
	dir, err := os.MkdirTemp("", "gridrat")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(dir)
	program = filepath.Join(dir, "gridrat")
	build := exec.Command("go", "build", "-tags", "ebitenginevmguest", "-o", program, "gridrat/app")
	if out, err := build.CombinedOutput(); err != nil {
		fmt.Fprintf(os.Stderr, "could not build the program: %v\n%s", err, out)
		return 1
	}
	started, code := make(chan struct{}), make(chan int, 1)
	ready := false
	theHost.start(func() { ready = true; close(started) })
	go func() {
		<-started
		code <- m.Run()
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
		noWindow = err
		close(started)
	}
	return <-code
}

// start calls f in the first frame.
func (h *host) start(f func()) {
	go func() { h.jobs <- f }()
}

// status is what the tests read of the program's own account, see app/status.go.
type status struct {
	Ticks       int
	Recipe      string
	Seed        uint64
	Origin      string
	Update      int
	Running     bool
	Playing     bool
	Learning    bool
	LearnSpeed  string  `json:"learning_speed"`
	RatSpeed    float64 `json:"rat_speed"`
	RatMoves    int     `json:"rat_moves"`
	Route       string  `json:"route"`
	Source      string
	Cells       int
	Cell        int
	Fired       int
	With        string
	Along       int
	AlongCM     float64 `json:"along_cm"`
	AlongLesion float64 `json:"along_lesion_cm"`
	Own         int
	OwnShare    float64 `json:"own_share"`
	Back        int
	Unit        int
	Hover       int
	Inspector   string `json:"inspector_page"`
	Population  string `json:"population_page"`
	Beside      int
	Silenced    []int
	Lesion      float64 `json:"lesion_cm"`
	Focus       int
	Filter      string
	Shown       int
	AsOf        int `json:"as_of"`
	Moments     int
	Scales      int
	Task        string
	Lambda      float64
	Dropout     float64
	Activation  string
	Colors      string
	Grouped     bool
	Panels      bool
	Sheet       string
	Dialog      string
	DialogText  string `json:"dialog_text"`
	Typing      string
	Notice      string
	Failure     bool
	Title       string
	Loss        *float64
	Appraised   int `json:"appraised_update"`
	Sorted      int `json:"sorted_update"`
	Handled     bool
	Scale       float64
	Width       int
	Height      int
	Rects       map[string][4]int
	Labels      map[string]string
	Disabled    map[string]string
	Drawn       map[string]int64
	Map         mapStatus
	Film        filmStatus
	Eye         string
	Rays        int
	Field       int `json:"field_deg"`
	Episode     episodeStatus
}

func (s status) rect(name string) image.Rectangle {
	r := s.Rects[name]
	return image.Rect(r[0], r[1], r[2], r[3])
}

// window is a running program.
type window struct {
	t      *testing.T
	guest  *vmhost.GuestSession
	cmd    *exec.Cmd
	screen *ebiten.Image
	file   string // the status
	config string
	out    string
	stderr *strings.Builder
	at     image.Point // of the mouse
	closed bool
}

// open starts the program in a window of w x h pixels.
func open(t *testing.T, w, h int, args ...string) *window {
	t.Helper()
	return openIn(t, t.TempDir(), w, h, args...)
}

// openIn is open with a folder for settings, status and files.
func openIn(t *testing.T, dir string, w, h int, args ...string) *window {
	t.Helper()
	if noWindow != nil {
		if os.Getenv("GRIDRAT_REQUIRE_WINDOW") == "1" {
			t.Fatalf("window tests are required here, but there is no display: %v", noWindow)
		}
		t.Skipf("skipped: this test drives the program's window and there is no display (%v)", noWindow)
	}
	win := &window{
		t: t, file: filepath.Join(dir, "status.json"), config: filepath.Join(dir, "config"), out: filepath.Join(dir, "out"),
		stderr: &strings.Builder{},
	}
	if err := os.RemoveAll(win.file); err != nil {
		t.Fatal(err)
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
	args = append([]string{"window", "-config", win.config, "-status", win.file, "-out", win.out}, args...)
	win.cmd = exec.Command(program, args...)
	win.cmd.Env = append(os.Environ(), "EBITENGINE_VM_ENDPOINT="+endpoint)
	win.cmd.Stderr = win.stderr
	if err := win.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(win.close)
	if err := listener.(*net.UnixListener).SetDeadline(time.Now().Add(patience)); err != nil {
		t.Fatal(err)
	}
	conn, err := listener.Accept()
	if err != nil {
		t.Fatalf("the program did not come up: %v\n%s", err, win.stderr)
	}
	win.guest, err = vmhost.NewGuestSession(conn, &vmhost.NewGuestSessionOptions{IdleTimeout: patience})
	if err != nil {
		t.Fatal(err)
	}
	win.guest.MoveCursor(-10, -10)
	win.resize(w, h)
	win.step()
	return win
}

// patience is how long anything may take; nothing waits that long unless it
// has failed.
const patience = 2 * time.Minute

// close ends the program as closing its window does.
func (w *window) close() {
	if w.closed {
		return
	}
	w.closed = true
	if w.guest != nil {
		theHost.do(func() {
			if err := w.guest.Close(); err != nil {
				w.t.Errorf("closing the session: %v", err)
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
			w.t.Errorf("the program ended with %v\n%s", err, w.stderr)
		}
	case <-time.After(patience):
		_ = w.cmd.Process.Kill()
		w.t.Errorf("the program did not end when its window was closed")
	}
}

// free frees the screen, within the host's frame.
func (w *window) free() {
	if w.screen != nil {
		w.screen.Deallocate()
	}
	flush()
}

// resize gives the program a screen of w x h pixels.
func (w *window) resize(width, height int) {
	w.t.Helper()
	theHost.do(func() {
		w.free()
		w.screen = ebiten.NewImage(width, height)
		if err := w.guest.SetOutsideScreen(w.screen); err != nil {
			w.t.Errorf("resizing: %v", err)
		}
	})
}

// step lets the program update and draw once.
func (w *window) step() {
	w.t.Helper()
	w.advance(true)
}

// advance lets the program update once and, if it is to, draw.
func (w *window) advance(draw bool) {
	w.t.Helper()
	ok := false
	theHost.do(func() {
		w.guest.AdvanceTicks(1)
		if !draw {
			w.guest.WaitTicks()
			ok = w.guest.Err() == nil
			return
		}
		w.guest.AdvanceFrame()
		ok = w.guest.WaitFrame() && w.guest.CompositeFrame()
		flush()
	})
	if !ok {
		w.t.Fatalf("the program stopped: %v\n%s", w.guest.Err(), w.stderr)
	}
}

// tick is how long an update takes at the program's own pace.
const tick = time.Second / 60

// run lets the program run for some updates, at most at its own pace.
func (w *window) run(ticks int) {
	w.t.Helper()
	for range ticks {
		next := time.Now().Add(tick)
		w.step()
		time.Sleep(time.Until(next))
	}
}

// picture is what is on the screen.
func (w *window) picture() *image.RGBA {
	w.t.Helper()
	var img *image.RGBA
	theHost.do(func() {
		w.guest.AdvanceFrame()
		if !w.guest.WaitFrame() || !w.guest.CompositeFrame() {
			return
		}
		img = image.NewRGBA(w.screen.Bounds())
		w.screen.ReadPixels(img.Pix)
	})
	if img == nil {
		w.t.Fatalf("there is no picture: %v\n%s", w.guest.Err(), w.stderr)
	}
	return img
}

// status reads the program's account of itself.
func (w *window) status() status {
	w.t.Helper()
	data, err := os.ReadFile(w.file)
	if err != nil {
		w.t.Fatal(err)
	}
	var s status
	if err := json.Unmarshal(data, &s); err != nil {
		w.t.Fatal(err)
	}
	return s
}

// until lets the program run until something is so: as fast as it can at
// first, then at its own pace and with fewer frames drawn, which leaves the
// processor to what is waited for.
func (w *window) until(what string, so func(status) bool) status {
	w.t.Helper()
	deadline := time.Now().Add(patience)
	for n := 0; ; n++ {
		next := time.Now().Add(tick)
		w.advance(n < 5 || n%4 == 0)
		s := w.status()
		if so(s) {
			return s
		}
		if time.Now().After(deadline) {
			s.Rects, s.Disabled = nil, nil
			w.t.Fatalf("not seen: %s; the window says %+v", what, s)
		}
		if n >= 5 {
			time.Sleep(time.Until(next))
		}
	}
}

// settled steps until no request is waiting.
func (w *window) settled() status {
	w.t.Helper()
	return w.until("requests are carried out", func(s status) bool { return s.Handled })
}
