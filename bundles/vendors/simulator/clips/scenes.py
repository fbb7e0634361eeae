"""The places that the simulated cameras look at, drawn with cairo in a space of 1280 x 720.

A scene draws what stands still once and what moves per frame. Time is a fraction of the loop, from 0 to 1, and every
movement is a whole number of turns per loop, so that the film has no seam.
"""

import math
import random

import cairo

W, H = 1280, 720

# what colours are multiplied with, the sky above and at the horizon, and whether lights are on
HOURS = {
    "morning": ((1.00, 0.95, 0.88), (0.47, 0.68, 0.88), (0.98, 0.87, 0.72), False),
    "noon": ((1.00, 1.00, 1.00), (0.25, 0.56, 0.88), (0.77, 0.90, 0.98), False),
    "cloudy": ((0.86, 0.89, 0.92), (0.60, 0.67, 0.73), (0.82, 0.86, 0.88), False),
    "dusk": ((0.88, 0.66, 0.60), (0.30, 0.25, 0.48), (0.98, 0.60, 0.36), True),
    "night": ((0.33, 0.38, 0.55), (0.03, 0.05, 0.13), (0.13, 0.17, 0.30), True),
}
CARS = [(0.85, 0.16, 0.14), (0.95, 0.95, 0.95), (0.16, 0.18, 0.22), (0.16, 0.38, 0.72), (0.97, 0.75, 0.12),
        (0.60, 0.63, 0.67), (0.10, 0.50, 0.34), (0.91, 0.45, 0.11)]
SHIRTS = CARS + [(0.80, 0.30, 0.60), (0.30, 0.70, 0.75)]
WALLS = [(0.93, 0.87, 0.76), (0.84, 0.72, 0.60), (0.76, 0.82, 0.85), (0.90, 0.80, 0.80), (0.80, 0.85, 0.74),
         (0.95, 0.93, 0.90)]


class Scene:
    horizon = 260

    def __init__(self, number, hour):
        self.rnd = random.Random(number * 7919)
        self.number = number
        self.tint, self.top, self.low, self.lit = HOURS[hour]
        self.hour = hour
        self.prepare()

    # -- to be drawn by each scene
    def prepare(self):
        pass

    def still(self, c):
        raise NotImplementedError

    def moving(self, c, t):
        raise NotImplementedError

    # -- paint
    def colour(self, c, rgb, alpha=1.0):
        c.set_source_rgba(*(v * m for v, m in zip(rgb, self.tint)), alpha)

    def box(self, c, x, y, w, h, rgb, alpha=1.0):
        self.colour(c, rgb, alpha)
        c.rectangle(x, y, w, h)
        c.fill()

    def poly(self, c, points, rgb, alpha=1.0):
        self.colour(c, rgb, alpha)
        c.move_to(*points[0])
        for p in points[1:]:
            c.line_to(*p)
        c.close_path()
        c.fill()

    def oval(self, c, x, y, rx, ry, rgb, alpha=1.0):
        self.colour(c, rgb, alpha)
        self.oval_path(c, x, y, rx, ry)
        c.fill()

    @staticmethod
    def oval_path(c, x, y, rx, ry):
        c.save()
        c.translate(x, y)
        c.scale(rx, ry)
        c.arc(0, 0, 1, 0, 2 * math.pi)
        c.restore()

    @staticmethod
    def glow(c, x, y, r, rgb=(1.0, 0.88, 0.55), strength=0.8):
        g = cairo.RadialGradient(x, y, 0, x, y, r)
        g.add_color_stop_rgba(0, *rgb, strength)
        g.add_color_stop_rgba(0.25, *rgb, strength * 0.45)
        g.add_color_stop_rgba(1, *rgb, 0)
        c.set_source(g)
        c.arc(x, y, r, 0, 2 * math.pi)
        c.fill()

    # -- what stands in most places
    def sky(self, c):
        g = cairo.LinearGradient(0, 0, 0, self.horizon + 20)
        g.add_color_stop_rgb(0, *self.top)
        g.add_color_stop_rgb(1, *self.low)
        c.set_source(g)
        c.rectangle(0, 0, W, self.horizon + 20)
        c.fill()
        if self.hour == "night":
            for _ in range(60):
                c.set_source_rgba(1, 1, 1, self.rnd.uniform(0.2, 0.8))
                c.arc(self.rnd.uniform(0, W), self.rnd.uniform(0, self.horizon * 0.8), 1.1, 0, 7)
                c.fill()
            self.glow(c, 1010, 96, 90, (0.9, 0.93, 1.0), 0.5)
            c.set_source_rgb(0.93, 0.94, 0.88)
            c.arc(1010, 96, 26, 0, 7)
            c.fill()
        else:
            if self.hour in ("morning", "dusk"):
                self.glow(c, 980, self.horizon - 20, 260, (1.0, 0.86, 0.55), 0.9)
            for _ in range(9 if self.hour == "cloudy" else 5):
                x, y, s = self.rnd.uniform(0, W), self.rnd.uniform(20, self.horizon * 0.55), self.rnd.uniform(0.5, 1.3)
                for dx, dy, r in ((0, 0, 40), (38, 8, 32), (-38, 8, 30), (14, -14, 30)):
                    c.set_source_rgba(1, 1, 1, 0.35 if self.hour != "dusk" else 0.16)
                    self.oval_path(c, x + dx * s, y + dy * s, r * s * 1.4, r * s * 0.55)
                    c.fill()

    def hills(self, c, rgb=(0.36, 0.52, 0.40), height=90):
        c.move_to(0, self.horizon + 10)
        a, b = self.rnd.uniform(0, 6), self.rnd.uniform(0, 6)
        for x in range(0, W + 20, 20):
            y = self.horizon - height * (0.45 + 0.3 * math.sin(x / 190 + a) + 0.2 * math.sin(x / 83 + b))
            c.line_to(x, y)
        c.line_to(W, self.horizon + 10)
        self.colour(c, rgb)
        c.fill()

    def skyline(self, c, tall=130):
        x = -20
        while x < W:
            w, h = self.rnd.uniform(40, 110), self.rnd.uniform(0.25, 1) * tall
            shade = self.rnd.uniform(0.50, 0.68)
            self.building(c, x, self.horizon + 6, w, h, (shade, shade + 0.02, shade + 0.07), 14)
            x += w + self.rnd.uniform(-6, 26)

    def building(self, c, x, base, w, h, rgb, cell=26):
        self.box(c, x, base - h, w, h, rgb)
        self.box(c, x, base - h, w, cell * 0.22, tuple(v * 0.8 for v in rgb))
        rows, columns = int(h // cell), max(1, int(w // cell))
        step = w / columns
        for row in range(rows):
            for column in range(columns):
                wx, wy = x + column * step + step * 0.22, base - h + cell * 0.45 + row * cell
                if wy + cell * 0.5 > base - 4:
                    continue
                if self.lit and self.rnd.random() < 0.55:
                    c.set_source_rgb(1.0, 0.83 + self.rnd.uniform(-0.05, 0.08), 0.48)
                    c.rectangle(wx, wy, step * 0.56, cell * 0.5)
                    c.fill()
                else:
                    self.box(c, wx, wy, step * 0.56, cell * 0.5, (0.38, 0.50, 0.60))

    def tree(self, c, x, y, s):
        self.oval(c, x, y, 34 * s, 7 * s, (0.1, 0.13, 0.1), 0.25)
        self.box(c, x - 4 * s, y - 50 * s, 8 * s, 50 * s, (0.42, 0.30, 0.20))
        green = (0.20 + self.rnd.uniform(-0.04, 0.05), 0.47 + self.rnd.uniform(-0.06, 0.08), 0.22)
        for dx, dy, r in ((-22, -58, 24), (22, -58, 24), (0, -70, 32), (0, -96, 23)):
            self.oval(c, x + dx * s, y + dy * s, r * s, r * s * 0.9, green)
        self.oval(c, x - 8 * s, y - 88 * s, 14 * s, 11 * s, tuple(min(1, v * 1.25) for v in green))

    def palm(self, c, x, y, s):
        self.oval(c, x, y, 28 * s, 6 * s, (0.1, 0.13, 0.1), 0.25)
        self.colour(c, (0.52, 0.40, 0.27))
        c.set_line_width(8 * s)
        c.move_to(x, y)
        c.curve_to(x + 4 * s, y - 50 * s, x + 2 * s, y - 90 * s, x + 12 * s, y - 128 * s)
        c.stroke()
        self.colour(c, (0.18, 0.48, 0.24))
        for angle in range(0, 360, 45):
            a = math.radians(angle)
            c.set_line_width(7 * s)
            c.move_to(x + 12 * s, y - 128 * s)
            c.curve_to(x + (12 + 26 * math.cos(a)) * s, y - (140 + 14 * math.sin(a)) * s,
                       x + (12 + 46 * math.cos(a)) * s, y - (128 + 16 * math.sin(a)) * s,
                       x + (12 + 56 * math.cos(a)) * s, y - (106 + 16 * math.sin(a)) * s)
            c.stroke()

    def lamp(self, c, x, y, s):
        self.colour(c, (0.34, 0.36, 0.40))
        c.set_line_width(5 * s)
        c.move_to(x, y)
        c.line_to(x, y - 150 * s)
        c.line_to(x + 34 * s, y - 160 * s)
        c.stroke()
        if self.lit:
            self.glow(c, x + 36 * s, y - 156 * s, 75 * s)
            c.set_source_rgb(1, 0.95, 0.8)
        else:
            self.colour(c, (0.9, 0.9, 0.85))
        self.oval_path(c, x + 34 * s, y - 157 * s, 11 * s, 4.5 * s)
        c.fill()

    # -- what moves
    def car(self, c, x, y, s, rgb, right=True):
        """Seen from its side, standing on y."""
        d = 1 if right else -1
        self.oval(c, x, y, 68 * s, 7 * s, (0, 0, 0), 0.28)
        c.save()
        c.translate(x, y)
        c.scale(d * s, s)
        self.poly(c, [(-62, -14), (-60, -32), (-40, -36), (-24, -56), (22, -56), (40, -36), (60, -30), (63, -14)], rgb)
        self.poly(c, [(-32, -37), (-20, -51), (-2, -51), (-2, -37)], (0.25, 0.33, 0.40))
        self.poly(c, [(3, -37), (3, -51), (19, -51), (32, -37)], (0.25, 0.33, 0.40))
        for wx in (-36, 36):
            self.oval(c, wx, -12, 13, 13, (0.10, 0.10, 0.11))
            self.oval(c, wx, -12, 6, 6, (0.65, 0.66, 0.68))
        if self.lit:
            self.glow(c, 66, -24, 60, (1.0, 0.93, 0.72), 0.75)
            self.glow(c, -62, -26, 26, (1.0, 0.15, 0.1), 0.8)
        c.restore()

    def bus(self, c, x, y, s, rgb, right=True):
        d = 1 if right else -1
        self.oval(c, x, y, 128 * s, 8 * s, (0, 0, 0), 0.28)
        c.save()
        c.translate(x, y)
        c.scale(d * s, s)
        self.box(c, -120, -92, 240, 80, rgb)
        self.box(c, -120, -34, 240, 8, (0.95, 0.95, 0.95))
        for wx in range(-110, 100, 36):
            if self.lit:
                c.set_source_rgb(0.98, 0.90, 0.66)
                c.rectangle(wx, -80, 28, 28)
                c.fill()
            else:
                self.box(c, wx, -80, 28, 28, (0.25, 0.33, 0.40))
        for wx in (-76, 76):
            self.oval(c, wx, -12, 15, 15, (0.10, 0.10, 0.11))
            self.oval(c, wx, -12, 7, 7, (0.65, 0.66, 0.68))
        if self.lit:
            self.glow(c, 122, -26, 70, (1.0, 0.93, 0.72), 0.75)
        c.restore()

    def vehicle(self, c, x, y, s, rgb, coming):
        """Seen from its front (coming) or its back, standing on y."""
        self.oval(c, x, y, 44 * s, 8 * s, (0, 0, 0), 0.28)
        self.box(c, x - 36 * s, y - 12 * s, 14 * s, 12 * s, (0.1, 0.1, 0.11))
        self.box(c, x + 22 * s, y - 12 * s, 14 * s, 12 * s, (0.1, 0.1, 0.11))
        self.poly(c, [(x - 40 * s, y - 8 * s), (x - 41 * s, y - 36 * s), (x - 28 * s, y - 66 * s),
                      (x + 28 * s, y - 66 * s), (x + 41 * s, y - 36 * s), (x + 40 * s, y - 8 * s)], rgb)
        self.poly(c, [(x - 33 * s, y - 38 * s), (x - 24 * s, y - 60 * s), (x + 24 * s, y - 60 * s),
                      (x + 33 * s, y - 38 * s)], (0.24, 0.31, 0.38))
        self.box(c, x - 15 * s, y - 17 * s, 30 * s, 7 * s, (0.95, 0.95, 0.92))
        for side in (-1, 1):
            lx, ly = x + side * 30 * s, y - 27 * s
            if self.lit:
                self.glow(c, lx, ly, (52 if coming else 24) * s, (1, .93, .72) if coming else (1, .15, .1), 0.85)
            else:
                self.oval(c, lx, ly, 6 * s, 4.5 * s, (0.98, 0.97, 0.88) if coming else (0.70, 0.08, 0.06))

    def person(self, c, x, y, s, rgb, t, stride=9):
        swing = math.sin(2 * math.pi * stride * t + x * 0.03) * 5 * s
        self.oval(c, x, y, 9 * s, 2.6 * s, (0, 0, 0), 0.25)
        self.colour(c, (0.20, 0.22, 0.30))
        c.set_line_width(4.6 * s)
        for leg in (swing, -swing):
            c.move_to(x, y - 18 * s)
            c.line_to(x + leg, y)
            c.stroke()
        self.box(c, x - 6 * s, y - 36 * s, 12 * s, 20 * s, rgb)
        self.oval(c, x, y - 42 * s, 5.2 * s, 6 * s, (0.72, 0.52, 0.38))

    def walkers(self, count, y0, y1, turns=(1,)):
        return [dict(phase=self.rnd.random(), y=self.rnd.uniform(y0, y1), k=self.rnd.choice(turns) * self.rnd.choice((-1, 1)),
                     rgb=self.rnd.choice(SHIRTS), span=self.rnd.uniform(300, 620), x=self.rnd.uniform(0, W))
                for _ in range(count)]

    def walk(self, c, t, people, scale=lambda y: y / 520):
        """To and fro along a line, so that nobody has to cross the picture within one loop."""
        for p in sorted(people, key=lambda p: p["y"]):
            x = p["x"] + p["span"] * 0.16 * math.sin(2 * math.pi * (p["phase"] + p["k"] * t))
            self.person(c, x, p["y"], scale(p["y"]), p["rgb"], t)


class Front(Scene):
    """A building seen across a road."""
    horizon = 330
    lanes = ((566, 1, 0.92), (640, -1, 1.12))

    def prepare(self):
        r = self.rnd
        self.wall = r.choice(WALLS)
        self.traffic = []
        for y, way, s in self.lanes:
            start = r.random()
            for i in range(3):
                self.traffic.append(dict(y=y, way=way, s=s, phase=start + i / 3 + r.uniform(-0.06, 0.06),
                                         rgb=r.choice(CARS), bus=r.random() < 0.16))
        self.people = self.walkers(7, 486, 506)

    def still(self, c):
        self.sky(c)
        self.hills(c) if self.number % 2 else self.skyline(c)
        self.box(c, 0, self.horizon, W, 400, (0.45, 0.62, 0.36))
        self.facade(c)
        self.box(c, 0, 478, W, 36, (0.74, 0.72, 0.69))
        self.box(c, 0, 514, W, 206, (0.30, 0.31, 0.34))
        self.box(c, 0, 511, W, 6, (0.92, 0.92, 0.90))
        for x in range(-20, W, 120):
            self.box(c, x, 588, 64, 6, (0.93, 0.90, 0.80))
        for x in (90, 500, 905):
            self.lamp(c, x + self.rnd.uniform(-20, 20), 482, 1.15)
        self.box(c, 0, 696, W, 24, (0.66, 0.64, 0.61))

    def facade(self, c):
        raise NotImplementedError

    def moving(self, c, t):
        self.animate(c, t)
        self.walk(c, t, self.people, lambda y: 1.0)
        for v in sorted(self.traffic, key=lambda v: v["y"]):
            at = (v["phase"] + t) % 1
            x = -220 + at * (W + 440)
            x = x if v["way"] > 0 else W - x
            (self.bus if v["bus"] else self.car)(c, x, v["y"], v["s"], v["rgb"], v["way"] > 0)

    def animate(self, c, t):
        pass

    def flag(self, c, x, y, t):
        self.colour(c, (0.85, 0.85, 0.87))
        c.set_line_width(5)
        c.move_to(x, y)
        c.line_to(x, y - 190)
        c.stroke()
        for top, rgb in ((-188, (0.86, 0.10, 0.14)), (-163, (0.97, 0.97, 0.97))):
            def wave(d):
                return 5 * d / 78 * math.sin(2 * math.pi * 3 * t - d / 14)
            edge = [(x + d, y + top + wave(d)) for d in range(0, 79, 6)]
            self.poly(c, edge + [(px, py + 25) for px, py in reversed(edge)], rgb)


class TownHall(Front):
    def facade(self, c):
        x, w = 300, 680
        self.box(c, x, 190, w, 290, self.wall)
        self.poly(c, [(x - 50, 196), (x + w / 2, 92), (x + w + 50, 196)], (0.62, 0.28, 0.20))
        self.box(c, x - 30, 196, w + 60, 16, tuple(v * 0.85 for v in self.wall))
        for i in range(8):
            px = x + 26 + i * (w - 52 - 24) / 7
            self.box(c, px, 212, 24, 252, (0.97, 0.96, 0.93))
        for i in range(7):
            px = x + 58 + i * (w - 76) / 7
            for y in (240, 340):
                if self.lit:
                    c.set_source_rgb(1.0, 0.85, 0.52)
                    c.rectangle(px, y, 44, 66)
                    c.fill()
                else:
                    self.box(c, px, y, 44, 66, (0.33, 0.45, 0.55))
        for i in range(3):
            self.box(c, x - 14 - 16 * i, 456 + 8 * i, w + 28 + 32 * i, 9, (0.80, 0.79, 0.77))
        for tx in (60, 165, 1080, 1190):
            self.palm(c, tx, 470, 1.25)

    def animate(self, c, t):
        self.flag(c, 244, 474, t)


class Mall(Front):
    def facade(self, c):
        self.box(c, 150, 150, 980, 330, self.wall)
        self.box(c, 420, 110, 440, 370, (0.55, 0.72, 0.80))
        for i in range(1, 8):
            self.box(c, 420 + 55 * i - 2, 110, 4, 370, (0.85, 0.90, 0.93))
        for i in range(1, 6):
            self.box(c, 420, 110 + 62 * i, 440, 4, (0.85, 0.90, 0.93))
        if self.lit:
            self.glow(c, 640, 330, 300, (1.0, 0.90, 0.65), 0.5)
        for i, x in enumerate((180, 900)):
            for y in (190, 290, 390):
                c.set_source_rgb(*CARS[(i * 3 + y // 100 + self.number) % len(CARS)])
                c.rectangle(x, y, 200, 62)
                c.fill()
        for tx in (70, 1210):
            self.palm(c, tx, 474, 1.3)

    def animate(self, c, t):
        for i in range(11):
            on = (i - int(t * 33)) % 3 == 0
            c.set_source_rgb(*((1.0, 0.92, 0.4) if on else (0.75, 0.25, 0.2)))
            c.arc(440 + i * 40, 122, 8, 0, 7)
            c.fill()


class Housing(Front):
    def facade(self, c):
        for i in range(5):
            x = 20 + i * 252 + self.rnd.uniform(-8, 8)
            wall, roof = self.rnd.choice(WALLS), self.rnd.choice([(0.70, 0.32, 0.22), (0.48, 0.26, 0.22), (0.34, 0.38, 0.44)])
            self.box(c, x, 318, 214, 160, wall)
            self.poly(c, [(x - 20, 322), (x + 60, 232), (x + 154, 232), (x + 234, 322)], roof)
            self.box(c, x + 22, 400, 46, 78, (0.42, 0.29, 0.20))
            for wx in (90, 150):
                if self.lit:
                    c.set_source_rgb(1.0, 0.85, 0.52)
                    c.rectangle(x + wx, 356, 42, 46)
                    c.fill()
                else:
                    self.box(c, x + wx, 356, 42, 46, (0.36, 0.49, 0.58))
        for i in range(6):
            self.tree(c, 4 + i * 254, 484, self.rnd.uniform(0.7, 1.0))


class Temple(Front):
    def facade(self, c):
        stone, brick = (0.55, 0.52, 0.49), (0.70, 0.40, 0.28)
        self.box(c, 0, 400, W, 80, brick)
        self.box(c, 0, 392, W, 12, stone)
        for side in (-1, 1):
            for i in range(6):
                w, y = 190 - 28 * i, 478 - 58 * i
                x = 640 + side * 54
                self.box(c, x if side > 0 else x - w, y - 58, w, 60, brick if i % 2 else stone)
                self.box(c, x if side > 0 else x - w - 10, y - 62, w + 10, 8, stone)
        for x in (180, 1090):
            for i in range(4):
                w = 190 - 40 * i
                self.poly(c, [(x - w / 2, 400 - 52 * i), (x, 340 - 52 * i), (x + w / 2, 400 - 52 * i)], (0.25, 0.22, 0.22))
                self.box(c, x - w / 4, 388 - 52 * i, w / 2, 14, (0.80, 0.62, 0.25))
        for tx in (350, 930, 40, 1240):
            self.tree(c, tx, 470, 1.2)

    def animate(self, c, t):
        for x in (430, 850):
            sway = 9 * math.sin(2 * math.pi * (2 * t + x / 900))
            self.colour(c, (0.72, 0.68, 0.35))
            c.set_line_width(5)
            c.move_to(x, 478)
            c.curve_to(x, 330, x, 260, x + 40 + sway, 230)
            c.curve_to(x + 56 + sway, 226, x + 60 + sway, 250, x + 58 + sway * 1.4, 270)
            c.stroke()
            self.poly(c, [(x + 50 + sway * 1.4, 270), (x + 66 + sway * 1.4, 270), (x + 58 + sway * 1.8, 312)], (0.93, 0.86, 0.50))


class Market(Front):
    lanes = ((640, -1, 1.0),)

    def prepare(self):
        super().prepare()
        self.crowd = self.walkers(26, 486, 560, (1, 2))

    def facade(self, c):
        self.building(c, 0, 420, 420, 230, self.wall, 46)
        self.building(c, 420, 420, 380, 190, self.rnd.choice(WALLS), 42)
        self.building(c, 800, 420, 480, 250, self.rnd.choice(WALLS), 48)
        for i in range(8):
            x, rgb = i * 162 - 4, self.rnd.choice(CARS)
            self.box(c, x + 10, 372, 142, 108, (0.36, 0.27, 0.22))
            for k in range(6):
                self.poly(c, [(x + 4 + k * 26, 340), (x + 30 + k * 26, 340), (x + 33 + k * 26, 386), (x + 1 + k * 26, 386)],
                          rgb if k % 2 else (0.96, 0.95, 0.92))
            self.box(c, x + 10, 438, 142, 42, (0.58, 0.42, 0.28))
            for _ in range(14):
                self.oval(c, x + self.rnd.uniform(20, 142), self.rnd.uniform(428, 440), 9, 8,
                          self.rnd.choice([(0.90, 0.30, 0.18), (0.96, 0.72, 0.16), (0.34, 0.62, 0.24), (0.95, 0.52, 0.12)]))
            if self.lit:
                self.glow(c, x + 80, 400, 80)

    def still(self, c):
        super().still(c)
        self.box(c, 0, 480, W, 100, (0.70, 0.66, 0.61))
        for x in range(0, W, 64):
            self.box(c, x, 480, 2, 100, (0.60, 0.57, 0.53))

    def animate(self, c, t):
        self.walk(c, t, self.crowd, lambda y: y / 480)


class Road(Scene):
    """A road that runs away from the camera."""
    horizon = 250
    vanish = 640

    def prepare(self):
        r = self.rnd
        self.vanish = 640 + r.uniform(-150, 150)
        self.cars = []
        for lane, coming in ((-0.74, True), (-0.27, True), (0.27, False), (0.74, False)):
            start = r.random()
            n = r.choice((2, 3))
            for i in range(n):
                self.cars.append(dict(lane=lane, coming=coming, phase=start + i / n, rgb=r.choice(CARS)))
        self.people = self.walkers(5, 520, 640)

    def ground(self, lane, depth):
        """lane -1 to 1 across the road, depth 0 at the horizon to 1 below the picture."""
        y = self.horizon + 8 + (H + 90 - self.horizon) * depth
        return self.vanish + (640 - self.vanish) * depth + lane * (8 + 590 * depth), y

    def depth(self, at):
        return 0.012 + at ** 2.3

    def strip(self, c, a, b, d0, d1, rgb):
        self.poly(c, [self.ground(a, d0), self.ground(b, d0), self.ground(b, d1), self.ground(a, d1)], rgb)

    def surroundings(self, c):
        self.skyline(c, 150)
        self.box(c, 0, self.horizon, W, H, (0.50, 0.60, 0.42))
        for side in (-1, 1):
            for i, at in enumerate((0.30, 0.40, 0.52, 0.66, 0.84)):
                d = self.depth(at)
                x, y = self.ground(side * 1.62, d)
                s = d * 3.1 + 0.12
                w, h = 190 * s, self.rnd.uniform(150, 290) * s
                self.building(c, x if side > 0 else x - w, y, w, h, self.rnd.choice(WALLS), max(7, 34 * s))

    def still(self, c):
        self.sky(c)
        self.surroundings(c)
        self.strip(c, -1.42, 1.42, 0, 1, (0.72, 0.70, 0.67))
        self.strip(c, -1.08, 1.08, 0, 1, (0.30, 0.31, 0.34))
        for edge in (-1.0, 1.0):
            self.strip(c, edge - 0.012, edge + 0.012, 0, 1, (0.92, 0.92, 0.90))
        self.strip(c, -0.035, 0.035, 0, 1, (0.55, 0.66, 0.40))
        for lane in (-0.5, 0.5):
            for i in range(14):
                self.strip(c, lane - 0.012, lane + 0.012, self.depth(i / 14), self.depth((i + 0.45) / 14), (0.93, 0.92, 0.86))
        for at in (0.26, 0.36, 0.50, 0.68):
            for side in (-1.2, 1.2):
                x, y = self.ground(side, self.depth(at))
                s = self.depth(at) * 2.6 + 0.08
                (self.tree if self.number % 2 else self.palm)(c, x, y, s * 1.1)
        for at in (0.31, 0.58):
            x, y = self.ground(0, self.depth(at))
            self.lamp(c, x, y, self.depth(at) * 3 + 0.1)

    def positions(self, t):
        for v in self.cars:
            at = (v["phase"] + t) % 1
            yield v, self.depth(at if v["coming"] else 1 - at)

    def moving(self, c, t):
        for v, d in sorted(self.positions(t), key=lambda p: p[1]):
            x, y = self.ground(v["lane"], d)
            self.vehicle(c, x, y, d * 2.35 + 0.05, v["rgb"], v["coming"])
        self.pavement(c, t)

    def pavement(self, c, t):
        for i, p in enumerate(self.people):
            side = -1.25 if i % 2 else 1.25
            d = self.depth(0.52 + 0.16 * math.sin(2 * math.pi * (p["phase"] + t)) + 0.04 * i)
            x, y = self.ground(side, d)
            self.person(c, x, y, d * 3.2 + 0.2, p["rgb"], t)


class Hill(Road):
    def surroundings(self, c):
        self.hills(c, (0.34, 0.52, 0.42), 190)
        self.hills(c, (0.27, 0.46, 0.31), 100)
        self.box(c, 0, self.horizon, W, H, (0.38, 0.56, 0.30))
        for i in range(26):
            d = self.depth(self.rnd.uniform(0.2, 0.8))
            x, y = self.ground(self.rnd.choice((-1, 1)) * self.rnd.uniform(1.6, 3.4), d)
            self.tree(c, x, y, d * 3 + 0.25)

    def ground(self, lane, depth):
        x, y = super().ground(lane, depth)
        return x + 120 * math.sin(math.pi * min(1, depth * 2.6)) * (1 if self.number % 2 else -1), y

    def strip(self, c, a, b, d0, d1, rgb):
        steps = [d0 + (d1 - d0) * (i / 40) ** 1.6 for i in range(41)]
        self.poly(c, [self.ground(a, d) for d in steps] + [self.ground(b, d) for d in reversed(steps)], rgb)


class Intersection(Road):
    """Two roads and a traffic light; each has half of the loop."""

    def prepare(self):
        super().prepare()
        r = self.rnd
        self.vanish = 640 + r.uniform(-60, 60)
        self.cars = [dict(lane=lane, coming=coming, phase=r.uniform(0, 0.10) + 0.1 * i, rgb=r.choice(CARS))
                     for lane, coming in ((-0.74, True), (-0.27, True), (0.27, False), (0.74, False)) for i in range(2)]
        self.crossing = [dict(way=way, y=y, s=s, phase=r.uniform(0, 0.1) + 0.15 * i, rgb=r.choice(CARS), bus=r.random() < 0.15)
                         for way, y, s in ((1, 452, 0.72), (-1, 512, 0.86)) for i in range(3)]

    def still(self, c):
        super().still(c)
        self.box(c, 0, 424, W, 112, (0.30, 0.31, 0.34))
        for x in range(-30, W, 90):
            if not 330 < x < 900:
                self.box(c, x, 474, 48, 4, (0.93, 0.92, 0.86))
        for y, d0, d1 in ((0, 0.262, 0.292), (0, 0.535, 0.60)):
            for i in range(-9, 10):
                self.strip(c, i * 0.108 - 0.03, i * 0.108 + 0.03, d0, d1, (0.94, 0.94, 0.92))

    def moving(self, c, t):
        far, near = [], []
        for v in self.cars:
            at = (t - 0.5 - v["phase"]) / 0.32
            if 0 <= at <= 1:
                d = self.depth(at if v["coming"] else 1 - at)
                (far if d < 0.35 else near).append((d, v))
        for d, v in sorted(far, key=lambda p: p[0]):
            self.draw(c, d, v)
        for v in sorted(self.crossing, key=lambda v: v["y"]):
            at = (t - v["phase"]) / 0.30
            if 0 <= at <= 1:
                x = -200 + at * (W + 400)
                (self.bus if v["bus"] else self.car)(c, x if v["way"] > 0 else W - x, v["y"], v["s"], v["rgb"], v["way"] > 0)
        for d, v in sorted(near, key=lambda p: p[0]):
            self.draw(c, d, v)
        green = t >= 0.5
        self.signal(c, 205, 420, 0.75, green)
        self.signal(c, 1090, 560, 1.1, green)
        self.pavement(c, t)

    def draw(self, c, d, v):
        x, y = self.ground(v["lane"], d)
        self.vehicle(c, x, y, d * 2.35 + 0.05, v["rgb"], v["coming"])

    def signal(self, c, x, y, s, green):
        self.box(c, x - 4 * s, y - 170 * s, 8 * s, 170 * s, (0.25, 0.26, 0.28))
        self.box(c, x - 17 * s, y - 250 * s, 34 * s, 92 * s, (0.12, 0.12, 0.13))
        for i, (on, rgb) in enumerate(((not green, (1, 0.16, 0.10)), (False, (1, 0.8, 0.1)), (green, (0.15, 0.95, 0.35)))):
            ly = y - 234 * s + i * 30 * s
            c.set_source_rgb(*(rgb if on else tuple(v * 0.25 for v in rgb)))
            c.arc(x, ly, 11 * s, 0, 7)
            c.fill()
            if on:
                self.glow(c, x, ly, 34 * s, rgb, 0.6)


class Roundabout(Scene):
    horizon = 215

    def prepare(self):
        r = self.rnd
        self.ring = [dict(phase=i / 7 + r.uniform(-0.03, 0.03), outer=i % 2, rgb=r.choice(CARS)) for i in range(7)]
        self.people = self.walkers(6, 668, 704)

    def still(self, c):
        self.sky(c)
        self.skyline(c, 120)
        self.box(c, 0, self.horizon, W, H, (0.44, 0.60, 0.36))
        for points in ([(0, 380), (0, 470), (360, 470), (360, 390)], [(W, 350), (W, 440), (930, 470), (930, 370)],
                       [(590, 215), (650, 215), (760, 360), (500, 360)], [(420, 720), (860, 720), (800, 600), (500, 600)]):
            self.poly(c, points, (0.30, 0.31, 0.34))
        self.oval(c, 640, 450, 580, 216, (0.78, 0.76, 0.72))
        self.oval(c, 640, 450, 566, 206, (0.30, 0.31, 0.34))
        self.colour(c, (0.93, 0.92, 0.86))
        c.set_line_width(4)
        c.set_dash([34, 30])
        self.oval_path(c, 640, 446, 440, 150)
        c.stroke()
        c.set_dash([])
        self.oval(c, 640, 446, 320, 102, (0.85, 0.83, 0.80))
        self.oval(c, 640, 443, 308, 95, (0.40, 0.63, 0.32))
        for i in range(18):
            a = i / 18 * 2 * math.pi
            self.oval(c, 640 + 250 * math.cos(a), 443 + 74 * math.sin(a), 15, 9, self.rnd.choice([(0.93, 0.32, 0.42), (0.97, 0.80, 0.22), (0.88, 0.50, 0.78)]))
        for x in (70, 190, 1060, 1200):
            self.palm(c, x, 330, 0.9)
        for x in (150, 1120):
            self.lamp(c, x, 660, 1.4)

    def moving(self, c, t):
        placed = []
        for v in self.ring:
            a = 2 * math.pi * (v["phase"] - t)
            rx, ry = (505, 180) if v["outer"] else (380, 128)
            placed.append((450 + ry * math.sin(a), 640 + rx * math.cos(a), a, v))
        placed.sort(key=lambda p: p[0])
        for y, x, a, v in [p for p in placed if p[0] < 450]:
            self.turning(c, x, y, a, v)
        self.monument(c, t)
        for y, x, a, v in [p for p in placed if p[0] >= 450]:
            self.turning(c, x, y, a, v)
        self.walk(c, t, self.people, lambda y: 1.5)

    def turning(self, c, x, y, a, v):
        s = 0.30 + (y - 240) / 560
        if abs(math.cos(a)) > 0.86:
            self.vehicle(c, x, y + 12, s * 1.05, v["rgb"], math.cos(a) < 0)
        else:
            self.car(c, x, y + 12, s * 1.05, v["rgb"], math.sin(a) > 0)

    def monument(self, c, t):
        self.oval(c, 640, 446, 110, 34, (0.62, 0.66, 0.70))
        self.oval(c, 640, 443, 98, 28, (0.36, 0.62, 0.78))
        if self.number % 3 == 0:
            self.poly(c, [(614, 446), (632, 150), (648, 150), (666, 446)], (0.92, 0.90, 0.86))
            self.oval(c, 640, 140, 22, 22, (0.93, 0.76, 0.25))
        elif self.number % 3 == 1:
            for side in (-1, 1):
                self.poly(c, [(640 + side * 70, 446), (640 + side * 44, 446), (640 + side * 6, 170), (640 + side * 22, 160)], (0.80, 0.82, 0.86))
        else:
            self.box(c, 560, 400, 160, 46, (0.60, 0.57, 0.54))
            self.poly(c, [(580, 400), (640, 210), (700, 400)], (0.72, 0.50, 0.30))
        for i in range(-3, 4):
            h = 34 + 16 * math.sin(2 * math.pi * (4 * t + i / 5))
            self.colour(c, (0.92, 0.97, 1.0), 0.8)
            c.set_line_width(4)
            c.move_to(640 + i * 24, 456)
            c.curve_to(640 + i * 25, 452 - h, 640 + i * 30, 452 - h, 640 + i * 32, 458)
            c.stroke()


class Square(Scene):
    horizon = 240

    def prepare(self):
        self.people = self.walkers(24, 380, 690, (1, 1, 2))

    def still(self, c):
        self.sky(c)
        self.skyline(c, 110)
        self.box(c, 0, self.horizon, W, H, (0.80, 0.74, 0.66))
        self.colour(c, (0.68, 0.62, 0.55))
        c.set_line_width(2)
        for i in range(-16, 17):
            c.move_to(640 + i * 28, self.horizon)
            c.line_to(640 + i * 190, H)
        for i in range(13):
            y = self.horizon + (H - self.horizon) * (i / 12) ** 2
            c.move_to(0, y)
            c.line_to(W, y)
        c.stroke()
        if self.number % 2:
            self.box(c, 440, 120, 60, 260, (0.86, 0.80, 0.62))
            self.box(c, 780, 120, 60, 260, (0.86, 0.80, 0.62))
            self.poly(c, [(400, 130), (470, 70), (640, 50), (810, 70), (880, 130)], (0.58, 0.22, 0.18))
            self.box(c, 430, 126, 420, 24, (0.93, 0.78, 0.30))
        else:
            self.oval(c, 640, 270, 210, 110, (0.30, 0.58, 0.52))
            self.box(c, 430, 268, 420, 90, (0.94, 0.92, 0.87))
            for i in range(7):
                self.box(c, 450 + i * 58, 286, 30, 72, (0.40, 0.52, 0.58))
            for x in (400, 880):
                self.box(c, x - 14, 150, 28, 208, (0.94, 0.92, 0.87))
                self.poly(c, [(x - 18, 152), (x, 104), (x + 18, 152)], (0.30, 0.58, 0.52))
        for x, y, s in ((60, 380, 1.1), (190, 330, 0.85), (1090, 330, 0.85), (1225, 385, 1.1), (20, 560, 1.9), (1262, 570, 1.9)):
            self.tree(c, x, y, s)
        for x in (270, 1010):
            self.lamp(c, x, 420, 1.1)
        self.oval(c, 640, 520, 200, 58, (0.62, 0.60, 0.58))
        self.oval(c, 640, 514, 186, 50, (0.36, 0.62, 0.78))

    def moving(self, c, t):
        def scale(y):
            return 0.5 + (y - 380) / 330
        self.walk(c, t, [p for p in self.people if p["y"] < 520], scale)
        for i in range(-5, 6):
            h = 90 - 9 * abs(i) + 18 * math.sin(2 * math.pi * (4 * t + i / 6))
            self.colour(c, (0.93, 0.97, 1.0), 0.75)
            c.set_line_width(4)
            c.move_to(640 + i * 14, 516)
            c.curve_to(640 + i * 18, 516 - h, 640 + i * 27, 516 - h, 640 + i * 30, 520)
            c.stroke()
        self.walk(c, t, [p for p in self.people if p["y"] >= 520], scale)


class Park(Scene):
    horizon = 230

    def prepare(self):
        self.people = self.walkers(9, 440, 640)

    def path(self, d):
        return 640 + 330 * math.sin(3.4 * d + self.number) * d, self.horizon + 30 + 480 * d

    def still(self, c):
        self.sky(c)
        self.hills(c, (0.30, 0.50, 0.36), 120)
        self.box(c, 0, self.horizon, W, H, (0.42, 0.64, 0.34))
        for i in range(26):
            self.tree(c, self.rnd.uniform(0, W), self.horizon + self.rnd.uniform(14, 50), self.rnd.uniform(0.55, 0.9))
        steps = [i / 60 for i in range(61)]
        self.poly(c, [(self.path(d)[0] - 10 - 90 * d, self.path(d)[1]) for d in steps]
                  + [(self.path(d)[0] + 10 + 90 * d, self.path(d)[1]) for d in reversed(steps)], (0.83, 0.77, 0.64))
        side = 300 if self.number % 2 else 960
        self.oval(c, side, 470, 210, 66, (0.70, 0.66, 0.52))
        self.oval(c, side, 468, 198, 58, (0.36, 0.60, 0.74))
        self.pond = side
        for x, y, s in ((80, 430, 1.3), (1190, 420, 1.3), (40, 640, 2.2), (1230, 660, 2.2)):
            self.tree(c, x, y, s)

    def moving(self, c, t):
        for k in range(3):
            a = 2 * math.pi * (t + k / 3)
            x, y = self.pond + 120 * math.cos(a), 468 + 26 * math.sin(a)
            self.oval(c, x, y, 17, 8, (0.97, 0.97, 0.95))
            self.oval(c, x + (12 if math.sin(a) < 0 else -12), y - 11, 6, 6, (0.97, 0.97, 0.95))
        for i, p in enumerate(self.people):
            d = 0.5 + 0.36 * math.sin(2 * math.pi * (p["phase"] + t))
            x, y = self.path(d)
            self.person(c, x + (i % 3 - 1) * 52 * d, y, 0.45 + 1.25 * d, p["rgb"], t, 14)
        for i in range(2):
            x = 340 + 560 * i + 60 * math.sin(2 * math.pi * (t + i / 2))
            y = 110 + 40 * i + 22 * math.cos(2 * math.pi * (t + i / 3))
            self.poly(c, [(x, y - 34), (x + 24, y), (x, y + 42), (x - 24, y)], CARS[(self.number + 3 * i) % len(CARS)])


class Port(Scene):
    horizon = 250

    def prepare(self):
        self.people = self.walkers(10, 640, 700, (1,))
        self.birds = [(self.rnd.random(), self.rnd.uniform(60, 180)) for _ in range(5)]

    def still(self, c):
        self.sky(c)
        self.hills(c, (0.40, 0.52, 0.52), 60)
        g = cairo.LinearGradient(0, self.horizon, 0, 600)
        for stop, rgb in ((0, (0.50, 0.68, 0.74)), (1, (0.12, 0.38, 0.50))):
            g.add_color_stop_rgb(stop, *(v * m for v, m in zip(rgb, self.tint)))
        c.set_source(g)
        c.rectangle(0, self.horizon, W, H)
        c.fill()
        for x in (920, 1080):
            self.box(c, x, 90, 14, 240, (0.86, 0.42, 0.14))
            self.box(c, x + 70, 90, 14, 240, (0.86, 0.42, 0.14))
            self.box(c, x - 130, 84, 250, 14, (0.86, 0.42, 0.14))
        self.box(c, 820, 320, 460, 40, (0.55, 0.53, 0.52))
        for i in range(18):
            self.box(c, 840 + (i % 9) * 48, 296 - (i // 9) * 26, 45, 24, self.rnd.choice(CARS))

    def quay(self, c):
        self.poly(c, [(0, 600), (W, 560), (W, H), (0, H)], (0.66, 0.63, 0.58))
        self.poly(c, [(0, 600), (W, 560), (W, 576), (0, 618)], (0.45, 0.43, 0.40))
        for x in range(60, W, 200):
            y = 600 - x * 40 / W
            self.box(c, x, y - 18, 16, 26, (0.20, 0.20, 0.22))
        self.lamp(c, 330, 640, 1.7)

    def moving(self, c, t):
        self.colour(c, (0.85, 0.93, 0.96), 0.35)
        c.set_line_width(3)
        for row in range(9):
            y = 290 + row * 34
            for k in range(7):
                x = (k * 210 + row * 97 + 210 * t * (1 if row % 2 else -1)) % (W + 160) - 80
                c.move_to(x, y)
                c.curve_to(x + 14, y - 6, x + 28, y + 6, x + 46 + row * 3, y)
                c.stroke()
        sail = math.sin(2 * math.pi * t)
        self.ferry(c, 470 + 150 * sail, 470 + 5 * math.sin(2 * math.pi * 3 * t), 1.25)
        self.boat(c, 1010 - 110 * math.sin(2 * math.pi * t + 1), 410 + 4 * math.sin(2 * math.pi * 4 * t), 0.8)
        for phase, y in self.birds:
            x = (phase + t) % 1 * (W + 80) - 40
            flap = 7 * math.sin(2 * math.pi * (9 * t + phase))
            self.colour(c, (0.95, 0.95, 0.95))
            c.set_line_width(3)
            c.move_to(x - 14, y - flap)
            c.line_to(x, y)
            c.line_to(x + 14, y - flap)
            c.stroke()
        self.quay(c)
        self.walk(c, t, self.people, lambda y: 1.45)

    def ferry(self, c, x, y, s):
        self.poly(c, [(x - 210 * s, y - 50 * s), (x + 230 * s, y - 50 * s), (x + 185 * s, y), (x - 190 * s, y)], (0.14, 0.28, 0.50))
        self.box(c, x - 190 * s, y - 60 * s, 400 * s, 10 * s, (0.95, 0.95, 0.95))
        self.box(c, x - 170 * s, y - 110 * s, 320 * s, 50 * s, (0.96, 0.96, 0.94))
        self.box(c, x - 110 * s, y - 146 * s, 200 * s, 36 * s, (0.96, 0.96, 0.94))
        self.box(c, x - 60 * s, y - 186 * s, 46 * s, 40 * s, (0.85, 0.20, 0.15))
        for i in range(10):
            if self.lit:
                c.set_source_rgb(1.0, 0.88, 0.55)
                c.rectangle(x + (-158 + i * 31) * s, y - 98 * s, 20 * s, 20 * s)
                c.fill()
            else:
                self.box(c, x + (-158 + i * 31) * s, y - 98 * s, 20 * s, 20 * s, (0.30, 0.44, 0.55))

    def boat(self, c, x, y, s):
        self.poly(c, [(x - 90 * s, y - 26 * s), (x + 100 * s, y - 34 * s), (x + 70 * s, y), (x - 76 * s, y)], (0.72, 0.34, 0.18))
        self.box(c, x - 40 * s, y - 64 * s, 70 * s, 36 * s, (0.95, 0.90, 0.80))


class Bridge(Port):
    def prepare(self):
        super().prepare()
        self.cars = [dict(phase=i / 5 + self.rnd.uniform(-0.05, 0.05), way=1 if i % 2 else -1, rgb=self.rnd.choice(CARS)) for i in range(5)]

    def still(self, c):
        self.sky(c)
        self.hills(c, (0.30, 0.50, 0.38), 110)
        g = cairo.LinearGradient(0, self.horizon, 0, H)
        for stop, rgb in ((0, (0.50, 0.68, 0.70)), (1, (0.12, 0.40, 0.46))):
            g.add_color_stop_rgb(stop, *(v * m for v, m in zip(rgb, self.tint)))
        c.set_source(g)
        c.rectangle(0, self.horizon, W, H)
        c.fill()

    def moving(self, c, t):
        self.colour(c, (0.85, 0.93, 0.96), 0.35)
        c.set_line_width(3)
        for row in range(11):
            for k in range(7):
                x = (k * 210 + row * 97 + 210 * t * (1 if row % 2 else -1)) % (W + 160) - 80
                y = 290 + row * 38
                c.move_to(x, y)
                c.curve_to(x + 14, y - 6, x + 28, y + 6, x + 46 + row * 3, y)
                c.stroke()
        self.boat(c, 330 + 130 * math.sin(2 * math.pi * t), 480 + 4 * math.sin(2 * math.pi * 4 * t), 0.9)
        for x in (360, 920):
            self.box(c, x - 16, 400, 32, 150, (0.62, 0.62, 0.63))
        for v in [v for v in self.cars if v["way"] > 0]:
            self.on_deck(c, v, t, 392, 0.62)
        self.box(c, 0, 392, W, 30, (0.55, 0.56, 0.58))
        self.box(c, 0, 386, W, 6, (0.85, 0.85, 0.84))
        for x in (360, 920):
            self.poly(c, [(x - 18, 400), (x - 9, 70), (x + 9, 70), (x + 18, 400)], (0.90, 0.90, 0.88))
            self.colour(c, (0.95, 0.85, 0.45))
            c.set_line_width(2.4)
            for k in range(1, 9):
                for side in (-1, 1):
                    c.move_to(x, 74 + k * 12)
                    c.line_to(x + side * k * 34, 388)
            c.stroke()
        for v in [v for v in self.cars if v["way"] < 0]:
            self.on_deck(c, v, t, 412, 0.7)
        self.ferry(c, 800 - 170 * math.sin(2 * math.pi * t), 660 + 5 * math.sin(2 * math.pi * 3 * t), 1.0)

    def on_deck(self, c, v, t, y, s):
        x = -120 + (v["phase"] + t) % 1 * (W + 240)
        self.car(c, x if v["way"] > 0 else W - x, y, s, v["rgb"], v["way"] > 0)
