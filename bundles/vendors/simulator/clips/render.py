#!/usr/bin/python3
"""Draws and encodes the simulated cameras' clips into ../src/main/resources/id/pantau/vendor/simulator/clips.

Needs the Debian packages python3-cairo, ffmpeg and fonts-dejavu-core. Run it again only when a picture is to change:

    ./render.py             all 36 cameras
    ./render.py 7 8         only these
    ./render.py --still 7   one picture of each, as still-NN.png in the current folder

The places follow the city's list of points, so that the cameras in their order look at what the points are called.
"""

import pathlib
import subprocess
import sys

import cairo

import scenes
from scenes import H, W

SECONDS = 8
STREAMS = {  # width, height, pictures a second, key frame every ... pictures, quality
    "main": (1280, 720, 15, 30, 33),
    "sub": (640, 360, 10, 10, 34),
}
CAMERAS = [
    (scenes.TownHall, "noon", "KANTOR"), (scenes.TownHall, "cloudy", "KANTOR"),
    (scenes.Square, "morning", "ALUN-ALUN"), (scenes.Square, "noon", "ALUN-ALUN"),
    (scenes.Intersection, "noon", "SIMPANG"), (scenes.Intersection, "dusk", "SIMPANG"),
    (scenes.Roundabout, "morning", "BUNDARAN"), (scenes.Roundabout, "noon", "BUNDARAN"),
    (scenes.Roundabout, "night", "BUNDARAN"),
    (scenes.Intersection, "morning", "SIMPANG"), (scenes.Intersection, "cloudy", "SIMPANG"),
    (scenes.Intersection, "night", "SIMPANG"),
    (scenes.Road, "noon", "JALAN"),
    (scenes.Market, "morning", "PASAR"), (scenes.Market, "dusk", "PASAR"),
    (scenes.Road, "morning", "JALAN"), (scenes.Road, "night", "JALAN"),
    (scenes.Housing, "noon", "PERUMAHAN"), (scenes.Housing, "dusk", "PERUMAHAN"),
    (scenes.Temple, "morning", "PURA"), (scenes.Temple, "noon", "PURA"),
    (scenes.Intersection, "noon", "SIMPANG"), (scenes.Bridge, "noon", "JEMBATAN"),
    (scenes.Intersection, "dusk", "SIMPANG"),
    (scenes.Hill, "noon", "TANJAKAN"), (scenes.Hill, "morning", "TANJAKAN"),
    (scenes.Port, "noon", "PELABUHAN"),
    (scenes.Housing, "cloudy", "PERUMAHAN"), (scenes.Housing, "night", "PERUMAHAN"),
    (scenes.Park, "morning", "TAMAN"), (scenes.Park, "noon", "TAMAN"),
    (scenes.Mall, "dusk", "PLAZA"),
    (scenes.Intersection, "cloudy", "SIMPANG"), (scenes.Intersection, "morning", "SIMPANG"),
    (scenes.Road, "dusk", "JALAN"),
    (scenes.Port, "dusk", "PELABUHAN"),
]


def label(c, x, y, text, size):
    c.select_font_face("DejaVu Sans Mono", cairo.FONT_SLANT_NORMAL, cairo.FONT_WEIGHT_BOLD)
    c.set_font_size(size)
    width = c.text_extents(text).x_advance
    c.set_source_rgba(0, 0, 0, 0.55)
    c.rectangle(x - 12, y - size * 0.95, width + 24, size * 1.3)
    c.fill()
    c.set_source_rgb(1, 1, 1)
    c.move_to(x, y)
    c.show_text(text)


def picture(scene, background, number, place, t, width, height):
    surface = cairo.ImageSurface(cairo.FORMAT_RGB24, width, height)
    c = cairo.Context(surface)
    c.set_source_surface(background)
    c.paint()
    c.scale(width / W, height / H)
    scene.moving(c, t)
    label(c, 36, 62, f"SIM {number:02d}  {place}", 38)
    label(c, W - 164, 62, f"{int(t * SECONDS):02d} s", 38)
    label(c, 36, H - 26, "SIMULASI", 24)
    surface.flush()
    return surface


def still(scene, width, height):
    surface = cairo.ImageSurface(cairo.FORMAT_RGB24, width, height)
    c = cairo.Context(surface)
    c.scale(width / W, height / H)
    scene.still(c)
    return surface


def encode(number, name, folder):
    kind, hour, place = CAMERAS[number - 1]
    width, height, rate, gop, quality = STREAMS[name]
    scene = kind(number, hour)
    background = still(scene, width, height)
    ffmpeg = subprocess.Popen(
        ["ffmpeg", "-v", "error", "-y", "-f", "rawvideo", "-pix_fmt", "bgr0", "-s", f"{width}x{height}", "-r", str(rate),
         "-i", "-", "-pix_fmt", "yuv420p", "-c:v", "libx264", "-preset", "slow", "-profile:v", "main", "-bf", "0",
         "-g", str(gop), "-keyint_min", str(gop), "-sc_threshold", "0", "-crf", str(quality), "-tune", "animation",
         "-x264-params", "bframes=0:scenecut=0", "-color_range", "tv", "-threads", "1", "-map_metadata", "-1",
         "-fflags", "+bitexact", "-flags:v", "+bitexact", str(folder / f"{number:02d}-{name}.mp4")],
        stdin=subprocess.PIPE)
    frames = SECONDS * rate
    for i in range(frames):
        surface = picture(scene, background, number, place, i / frames, width, height)
        ffmpeg.stdin.write(surface.get_data())
    ffmpeg.stdin.close()
    if ffmpeg.wait() != 0:
        raise SystemExit(f"ffmpeg failed for camera {number}")


def main(arguments):
    stills = "--still" in arguments
    numbers = [int(a) for a in arguments if a.isdigit()] or range(1, len(CAMERAS) + 1)
    folder = pathlib.Path(__file__).resolve().parent.parent / "src/main/resources/id/pantau/vendor/simulator/clips"
    folder.mkdir(parents=True, exist_ok=True)
    for number in numbers:
        if stills:
            kind, hour, place = CAMERAS[number - 1]
            scene = kind(number, hour)
            background = still(scene, W, H)
            picture(scene, background, number, place, 0.3, W, H).write_to_png(f"still-{number:02d}.png")
        else:
            for name in STREAMS:
                encode(number, name, folder)


main(sys.argv[1:])
