#!/usr/bin/python3
"""Draws and encodes the simulated cameras' clips into ../src/main/resources/id/pantau/vendor/simulator/clips.

Needs the Debian packages python3-cairo, ffmpeg and fonts-dejavu-core. Run it again only when a picture is to change:

    ./render.py             all 36 cameras
    ./render.py 7 8         only these
    ./render.py --faults    what they show when something is wrong with the picture, likewise all or only these;
                            what many of them share is drawn with all
    ./render.py --still 7   one picture of each, as still-NN.png in the current folder

The places follow the city's list of points, so that the cameras in their order look at what the points are called.
"""

import pathlib
import subprocess
import sys

import cairo

import faults
import scenes
from scenes import H, W

FOLDER = pathlib.Path(__file__).resolve().parent.parent / "src/main/resources/id/pantau/vendor/simulator/clips"
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


def canvas(width, height):
    surface = cairo.ImageSurface(cairo.FORMAT_RGB24, width, height)
    c = cairo.Context(surface)
    c.scale(width / W, height / H)
    return surface, c


def subtitled(c, name, seconds):
    """What the camera writes into its picture, whatever it looks at."""
    if name:
        label(c, 36, 62, name, 38)
    label(c, W - 164, 62, f"{int(seconds):02d} s", 38)
    label(c, 36, H - 26, "SIMULASI", 24)


def still(scene, width, height, aim=lambda c: None):
    surface, c = canvas(width, height)
    aim(c)
    scene.still(c)
    return surface


def picture(scene, background, name, t, width, height, aim=lambda c: None, points=1):
    surface, c = canvas(width, height)
    c.save()
    c.identity_matrix()
    c.set_source_surface(background)
    c.paint()
    c.restore()
    c.save()
    aim(c)
    scene.moving(c, t)
    c.restore()
    if points > 1:
        surface = faults.defocused(surface, width, height, points)
        c = cairo.Context(surface)
        c.scale(width / W, height / H)
    subtitled(c, name, t * SECONDS)
    surface.flush()
    return surface


def hidden(view, t, width, height):
    """What does not show the place, and is the same for many cameras."""
    surface, c = canvas(width, height)
    view.draw(c, t)
    if view.points > 1:
        surface = faults.defocused(surface, width, height, view.points)
        c = cairo.Context(surface)
        c.scale(width / W, height / H)
    subtitled(c, "", t * SECONDS)
    surface.flush()
    return surface


def encode(file, stream, seconds, coarser, draw):
    """Makes a film of what draw(moment in seconds, width, height) returns."""
    width, height, rate, gop, quality = STREAMS[stream]
    # with another quality of the whole film it would have another parameter set than the camera's own
    zone = f":zones=0,{seconds * rate},b={2 ** (-coarser / 6):.3f}" if coarser else ""
    ffmpeg = subprocess.Popen(
        ["ffmpeg", "-v", "error", "-y", "-f", "rawvideo", "-pix_fmt", "bgr0", "-s", f"{width}x{height}", "-r", str(rate),
         "-i", "-", "-pix_fmt", "yuv420p", "-c:v", "libx264", "-preset", "slow", "-profile:v", "main", "-bf", "0",
         "-g", str(gop), "-keyint_min", str(gop), "-sc_threshold", "0", "-crf", str(quality), "-tune", "animation",
         "-x264-params", "bframes=0:scenecut=0" + zone, "-color_range", "tv", "-threads", "1", "-map_metadata", "-1",
         "-fflags", "+bitexact", "-flags:v", "+bitexact", str(FOLDER / file)],
        stdin=subprocess.PIPE)
    for i in range(seconds * rate):
        ffmpeg.stdin.write(draw(i / rate, width, height).get_data())
    ffmpeg.stdin.close()
    if ffmpeg.wait() != 0:
        raise SystemExit(f"ffmpeg failed for {file}")


def usual(number):
    kind, hour, place = CAMERAS[number - 1]
    for stream, (width, height, *_) in STREAMS.items():
        scene = kind(number, hour)
        background = still(scene, width, height)
        encode(f"{number:02d}-{stream}.mp4", stream, SECONDS, 0, lambda at, w, h: picture(
            scene, background, f"SIM {number:02d}  {place}", at / SECONDS, w, h))


def wrong(number):
    """The camera's own place, but not as it should be seen."""
    kind, hour, place = CAMERAS[number - 1]
    for fault, aim in faults.AIMS.items():
        for stream, (width, height, *_) in STREAMS.items():
            seconds, coarser = faults.STREAMS[stream]
            scene = faults.Beside(kind, number, hour)
            background = still(scene, width, height, aim)
            encode(f"{number:02d}-{stream}-{fault}.mp4", stream, seconds, coarser, seldom(faults.MOVES, lambda at, w, h: picture(
                scene, background, f"SIM {number:02d}  {place}", faults.BEGIN + at / SECONDS, w, h, aim,
                faults.POINTS.get(fault, 1))))


def shared():
    for fault, views in faults.SHARED.items():
        for i, view in enumerate(views):
            for stream in STREAMS:
                seconds, _ = faults.STREAMS[stream]
                encode(f"{fault}-{i + 1}-{stream}.mp4", stream, seconds, view.coarser, seldom(view.moves, lambda at, w, h: hidden(
                    view, faults.BEGIN + at / SECONDS, w, h)))


def seldom(moves, draw):
    """The same, but with something new only so often a second, which makes a film much smaller."""
    kept = {}

    def drawn(at, width, height):
        number = int(at * moves + 0.001)
        if number not in kept:
            kept.clear()
            kept[number] = draw(number / moves, width, height)
        return kept[number]

    return drawn


def main(arguments):
    numbers = [int(a) for a in arguments if a.isdigit()]
    FOLDER.mkdir(parents=True, exist_ok=True)
    if "--faults" in arguments and not numbers:
        shared()
    for number in numbers or range(1, len(CAMERAS) + 1):
        if "--still" in arguments:
            kind, hour, place = CAMERAS[number - 1]
            scene = kind(number, hour)
            background = still(scene, W, H)
            picture(scene, background, f"SIM {number:02d}  {place}", 0.3, W, H).write_to_png(f"still-{number:02d}.png")
        elif "--faults" in arguments:
            wrong(number)
        else:
            usual(number)


main(sys.argv[1:])
