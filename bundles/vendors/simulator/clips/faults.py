"""What the simulated cameras show when something is wrong with the picture.

What is wrong with the way that a camera looks at its own place is drawn for each camera; the place goes on beyond the
edges of its usual picture. What hides the place is the same for many cameras.
"""

import math
import os

import cairo

from scenes import H, W, Scene

# how long these films are and how much coarser than usual: they have to be small, yet no shorter, for a film of few
# different key pictures looks frozen
STREAMS = {"main": (2, 12), "sub": (3, 7)}
# so often a second is there something new in a picture of one's own place
MOVES = 5
# where in the usual loop these films begin: there is traffic on every road at that time
BEGIN = 0.1


class Beside:
    """A place and what lies on both sides of it, which is a place of the same kind."""

    def __init__(self, kind, number, hour):
        self.scene = kind(number, hour)
        self.sides = [(kind(number + 36, hour), W), (kind(number + 72, hour), -W)]

    def still(self, c):
        c.set_source_rgb(*self.scene.top)
        c.rectangle(-W, -H, 3 * W, H + 2)
        c.fill()
        self.beside(c, lambda scene: scene.still(c))
        self.scene.still(c)

    def moving(self, c, t):
        self.beside(c, lambda scene: scene.moving(c, t))
        self.scene.moving(c, t)

    def beside(self, c, draw):
        for scene, shift in self.sides:
            c.save()
            c.translate(shift, 0)
            c.rectangle(0, -H, W, 3 * H)
            c.clip()
            draw(scene)
            c.restore()


def moved(c):
    """Panned to the right by 15 % of the width."""
    c.translate(-0.15 * W, 0)


def turned(c):
    """Tilted up by 15 % of the height and rolled by 5 degrees, as by a mount that gave way."""
    c.translate(W / 2, H / 2)
    c.rotate(math.radians(5))
    c.translate(-W / 2, -H / 2 + 0.15 * H)


def zoomed(c):
    """1.3 times as large, around the middle."""
    c.translate(W / 2, H / 2)
    c.scale(1.3, 1.3)
    c.translate(-W / 2, -H / 2)


def blurred(c):
    """As usual; it is the lens that is out of focus."""


AIMS = {"moved": moved, "turned": turned, "zoomed": zoomed, "blurred": blurred}
# how wide a point becomes, see defocused
POINTS = {"blurred": 14}


def defocused(surface, width, height, points):
    """The picture as if a point were so wide, in 1/1280 of the width."""
    small = cairo.ImageSurface(cairo.FORMAT_RGB24, round(W / points), round(H / points))
    paint(small, surface, width, height, cairo.FILTER_BEST)
    large = cairo.ImageSurface(cairo.FORMAT_RGB24, width, height)
    paint(large, small, small.get_width(), small.get_height(), cairo.FILTER_BILINEAR)
    return large


def paint(onto, surface, width, height, smoothing):
    c = cairo.Context(onto)
    c.scale(onto.get_width() / width, onto.get_height() / height)
    pattern = cairo.SurfacePattern(surface)
    pattern.set_filter(smoothing)
    pattern.set_extend(cairo.EXTEND_PAD)
    c.set_source(pattern)
    c.paint()


class View:
    """Something in the way of the camera."""
    points, moves, coarser = 1, 10, 0

    def draw(self, c, t):
        raise NotImplementedError


class Black(View):

    def draw(self, c, t):
        c.set_source_rgb(0.012, 0.012, 0.012)
        c.paint()


class White(View):
    """The exposure is far too long: the sky's glow is all that is left."""

    def draw(self, c, t):
        c.set_source_rgb(0.985, 0.985, 0.985)
        c.paint()
        Scene.glow(c, 700 + 12 * math.sin(2 * math.pi * t), 260, 620, (1, 1, 1), 1.0)


class Cloth(View):
    """A cloth over the camera."""
    points = 26
    colour = (0.36, 0.31, 0.27)

    def draw(self, c, t):
        c.set_source_rgb(*self.colour)
        c.paint()
        for i in range(6):
            x = 90 + i * 230 + 10 * math.sin(2 * math.pi * t + i)
            fold = cairo.LinearGradient(x - 90, 0, x + 90, 40)
            for stop, light in ((0, 0), (0.4, 0.10), (0.55, -0.12), (1, 0)):
                fold.add_color_stop_rgba(stop, *((1, 1, 1) if light > 0 else (0, 0, 0)), abs(light))
            c.set_source(fold)
            c.rectangle(x - 90, 0, 180, H)
            c.fill()


class Bag(Cloth):
    """A plastic bag, through which only light comes."""
    colour = (0.62, 0.63, 0.64)

    def draw(self, c, t):
        super().draw(c, t)
        Scene.glow(c, 420, 180 + 10 * math.cos(2 * math.pi * t), 520, (0.80, 0.81, 0.78), 0.5)


class Leaf(Cloth):
    """A leaf on the lens."""
    colour = (0.17, 0.29, 0.14)

    def draw(self, c, t):
        c.set_source_rgb(*self.colour)
        c.paint()
        Scene.glow(c, 860, 520 + 14 * math.sin(2 * math.pi * t), 640, (0.34, 0.50, 0.20), 0.7)
        c.set_source_rgba(0.45, 0.60, 0.30, 0.4)
        c.set_line_width(46)
        c.move_to(-40, 640)
        c.curve_to(400, 420, 800, 330, 1320, 60)
        c.stroke()


class Snow(View):
    """What a sensor without light, or a line without signal, shows. Nothing compresses worse: it is coarse and slow."""
    moves, coarser = 3, 12

    def draw(self, c, t):
        # four bytes of A8 make a row's alignment certain
        wide, high = W // 4, H // 4
        grains = cairo.ImageSurface.create_for_data(bytearray(os.urandom(wide * high)), cairo.FORMAT_A8, wide, high)
        c.set_source_rgb(0.05, 0.05, 0.06)
        c.paint()
        c.save()
        c.scale(4, 4)
        c.set_source_rgb(0.95, 0.95, 0.95)
        pattern = cairo.SurfacePattern(grains)
        pattern.set_filter(cairo.FILTER_NEAREST)
        c.mask(pattern)
        c.restore()


class Lobby(Scene):
    """An entrance hall."""
    wall, floor, counter = (0.88, 0.84, 0.76), (0.62, 0.57, 0.52), (0.50, 0.34, 0.22)

    def prepare(self):
        self.people = self.walkers(5, 560, 660, (1, 1, 2))

    def still(self, c):
        self.box(c, 0, 0, W, 470, self.wall)
        self.poly(c, [(0, 0), (W, 0), (1080, 110), (200, 110)], (0.95, 0.94, 0.92))
        for i in range(4):
            self.box(c, 300 + i * 180, 40, 110, 22, (1, 1, 0.94))
        self.poly(c, [(0, 0), (200, 110), (200, 470), (0, 640)], tuple(v * 0.86 for v in self.wall))
        self.poly(c, [(W, 0), (1080, 110), (1080, 470), (W, 640)], tuple(v * 0.80 for v in self.wall))
        self.poly(c, [(200, 470), (1080, 470), (W, 640), (W, H), (0, H), (0, 640)], self.floor)
        self.colour(c, tuple(v * 0.85 for v in self.floor))
        c.set_line_width(3)
        for i in range(-8, 9):
            c.move_to(640 + i * 55, 470)
            c.line_to(640 + i * 150, H)
        for y in (496, 534, 588, 656):
            c.move_to(0, y)
            c.line_to(W, y)
        c.stroke()
        self.furniture(c)

    def furniture(self, c):
        for x in (470, 690):
            self.box(c, x, 210, 130, 260, (0.58, 0.60, 0.62))
            self.box(c, x + 62, 214, 5, 256, (0.32, 0.33, 0.35))
            self.box(c, x + 50, 184, 30, 16, (0.85, 0.20, 0.15))
        self.box(c, 236, 200, 150, 110, (0.30, 0.44, 0.56))
        self.poly(c, [(30, 430), (330, 430), (350, 590), (0, 620)], self.counter)
        self.box(c, 10, 412, 340, 22, tuple(v * 1.4 for v in self.counter))
        for x in (900, 1010):
            self.box(c, x, 440, 70, 60, (0.70, 0.36, 0.18))
            for dx, dy in ((-26, -60), (0, -96), (28, -66), (10, -40), (-12, -30)):
                self.oval(c, x + 35 + dx, 440 + dy / 2, 17, 44, (0.20, 0.46, 0.24))

    def moving(self, c, t):
        self.walk(c, t, self.people, lambda y: 2.6)
        for i in range(3):
            self.box(c, 476 + i * 14 + 220 * (int(t * 24) % 2), 189, 8, 7, (1, 0.85, 0.4))


class Living(Lobby):
    """Somebody's home."""
    wall, floor = (0.78, 0.83, 0.76), (0.66, 0.50, 0.34)

    def furniture(self, c):
        self.box(c, 820, 160, 190, 210, (0.55, 0.73, 0.88))
        self.box(c, 912, 160, 6, 210, (0.95, 0.95, 0.92))
        for x in (770, 1010):
            self.box(c, x, 140, 54, 300, (0.78, 0.30, 0.28))
        self.box(c, 300, 200, 210, 124, (0.10, 0.11, 0.13))
        self.box(c, 250, 400, 320, 84, (0.45, 0.30, 0.20))
        self.box(c, 640, 440, 400, 110, (0.26, 0.36, 0.52))
        self.box(c, 620, 410, 440, 60, (0.32, 0.44, 0.62))
        for x in (610, 1040):
            self.box(c, x, 440, 46, 120, (0.22, 0.31, 0.46))
        self.oval(c, 600, 640, 290, 60, (0.70, 0.26, 0.24))
        self.oval(c, 600, 640, 240, 46, (0.90, 0.80, 0.60))
        self.oval(c, 600, 612, 130, 30, (0.52, 0.36, 0.22))

    def moving(self, c, t):
        flicker = 0.5 + 0.2 * math.sin(2 * math.pi * 16 * t)
        self.box(c, 308, 208, 194, 108, (0.35 * flicker, 0.6 * flicker, flicker))
        self.walk(c, t, self.people[:2], lambda y: 2.9)


class Corridor(Lobby):
    """A long corridor."""
    wall, floor = (0.80, 0.86, 0.88), (0.55, 0.60, 0.62)

    def still(self, c):
        c.set_source_rgb(*self.wall)
        c.paint()
        self.poly(c, [(0, 0), (W, 0), (720, 300), (560, 300)], (0.93, 0.94, 0.94))
        self.poly(c, [(0, H), (W, H), (720, 400), (560, 400)], self.floor)
        self.poly(c, [(W, 0), (720, 300), (720, 400), (W, H)], tuple(v * 0.88 for v in self.wall))
        self.box(c, 560, 300, 160, 100, (0.52, 0.62, 0.66))
        for at in (0.25, 0.5, 0.85, 1.5, 2.6):
            x, s = 80 * at, at
            for side in (-1, 1):
                a, b = 640 + side * (80 + x * 1.4), 640 + side * (80 + x * 1.4 + 60 * s)
                self.poly(c, [(a, 340 - 50 * s), (b, 340 - 66 * s), (b, 366 + 80 * s), (a, 362 + 56 * s)], (0.58, 0.40, 0.26))
            self.box(c, 640 - 34 * s, 300 - 90 * s, 68 * s, 12 * s, (1, 1, 0.96))

    def moving(self, c, t):
        for i, p in enumerate(self.people):
            d = 0.55 + 0.32 * math.sin(2 * math.pi * (p["phase"] + t))
            self.person(c, 640 + (i - 2) * 90 * d, 400 + 290 * d, 0.6 + 3.2 * d, p["rgb"], t)


class Indoors(View):

    def __init__(self, kind, number):
        self.scene = kind(number, "cloudy")
        recorded = cairo.RecordingSurface(cairo.CONTENT_COLOR, (0, 0, W, H))
        self.scene.still(cairo.Context(recorded))
        self.background = recorded

    def draw(self, c, t):
        c.set_source_surface(self.background)
        c.paint()
        self.scene.moving(c, t)


SHARED = {
    "black": [Black()],
    "white": [White()],
    "covered": [Cloth(), Bag(), Leaf()],
    "noise": [Snow()],
    "indoor": [Indoors(Lobby, 2), Indoors(Living, 5), Indoors(Corridor, 7)],
}
