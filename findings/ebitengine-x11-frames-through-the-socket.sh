#!/bin/sh
# Ebitengine v2.10.4 on Linux under X11, drawn by Mesa's software renderer (seen with
# Mesa 22.3.6 of Debian 12): how a frame reaches the display depends on whether the
# program "glxinfo" is installed.
#
# Ebitengine asks for OpenGL ES first. It creates that context by GLX only if
# "glxinfo" can be run and lists GLX_EXT_create_context_es2_profile, and by EGL
# otherwise. Mesa's software renderer hands frames to the display in shared memory
# under GLX, and under EGL copies all of every frame through the socket of the
# display (3.9 MB each for a window of 1280 x 800), which the display reads and
# copies again. Nothing says so: both draw the same picture.
#
# Behaviour checked: without glxinfo the program has libEGL and no shared memory
# segment with the display; with glxinfo it has libGLX and such a segment. Needs Go,
# Xvfb, Mesa's libGL, libEGL and libGLESv2, and glxinfo (Debian: xvfb mesa-utils
# libgl1 libegl1 libgles2 libgl1-mesa-dri libegl-mesa0 libglx-mesa0).
#
# Output seen:
#   without glxinfo: EGL, 0 segments
#   with glxinfo: GLX, 1 segments
set -eu
for need in go Xvfb glxinfo; do
	command -v "$need" >/dev/null || { echo "skipped: $need is not installed" >&2; exit 2; }
done
tmp=$(mktemp -d)
display=
program=
clean() {
	for p in $program $display; do kill "$p" 2>/dev/null || true; done
	rm -rf "$tmp"
}
trap clean EXIT
cd "$tmp"
cat >go.mod <<'MOD'
module frames

go 1.24
MOD
cat >main.go <<'GO'
package main

import (
	"image/color"

	"github.com/hajimehoshi/ebiten/v2"
)

type game struct{ n uint8 }

func (g *game) Update() error              { g.n++; return nil }
func (g *game) Draw(screen *ebiten.Image)  { screen.Fill(color.RGBA{g.n, 0, 0, 255}) }
func (g *game) Layout(w, h int) (int, int) { return w, h }

func main() {
	ebiten.SetWindowSize(1280, 800)
	if err := ebiten.RunGame(&game{}); err != nil {
		panic(err)
	}
}
GO
export GOFLAGS=-mod=mod CGO_ENABLED=0
go get github.com/hajimehoshi/ebiten/v2@v2.10.4 >/dev/null 2>&1
go build -o frames .

# Paths with and without glxinfo, otherwise the same.
mkdir without with
ln -s "$(command -v glxinfo)" with/glxinfo

n=90
while [ -e "/tmp/.X11-unix/X$n" ] || [ -e "/tmp/.X$n-lock" ]; do n=$((n + 1)); done
Xvfb ":$n" -screen 0 1280x800x24 >/dev/null 2>&1 &
display=$!
export DISPLAY=":$n" LIBGL_ALWAYS_SOFTWARE=1
unset SteamEnv WAYLAND_DISPLAY || true
tries=0
until glxinfo >glx.txt 2>/dev/null; do
	tries=$((tries + 1))
	[ $tries -lt 60 ] || { echo "FAILED: the display did not come up" >&2; exit 1; }
	sleep 0.5
done
grep -q llvmpipe glx.txt || { echo "skipped: pictures are not drawn by llvmpipe here" >&2; exit 2; }

# see PATH: what a program that was started with it has mapped, once it draws.
see() {
	PATH="$tmp/$1" ./frames &
	program=$!
	tries=0
	until grep -q -e swrast_dri -e libgallium "/proc/$program/maps" && [ "$(awk '{print $2}' "/proc/$program/statm")" -gt 10000 ] && [ $tries -ge 8 ]; do
		tries=$((tries + 1))
		[ $tries -lt 120 ] || { echo "FAILED: the window did not draw" >&2; exit 1; }
		sleep 0.5
	done
	api=GLX
	if grep -q 'libEGL\.so' "/proc/$program/maps"; then api=EGL; fi
	segments=$(grep -c SYSV "/proc/$program/maps" || true)
	kill "$program"
	wait "$program" 2>/dev/null || true
	program=
}
see without
first="without glxinfo: $api, $segments segments"
see with
second="with glxinfo: $api, $segments segments"
echo "$first"
echo "$second"
[ "$first" = "without glxinfo: EGL, 0 segments" ] && [ "$second" = "with glxinfo: GLX, 1 segments" ] || { echo "FAILED: another behaviour" >&2; exit 1; }
