#!/usr/bin/env python3
"""Draws every picture of the sample paper into ./pictures as WebP.

Why it exists: the sample paper must ship pictures nobody else has rights to,
small enough to live in the repository, and reproducible. So they are drawn,
not collected: each is a little two- to five-ink "print" (flat inks, halftone
dots, engraved line screens, slight misregistration, paper grain) with a fixed
seed. Running the script twice gives the same pixels.

How to run (Python 3.10+, Pillow and numpy; several minutes, one core):

    python3 -m venv /tmp/pictures-venv
    /tmp/pictures-venv/bin/pip install pillow numpy
    /tmp/pictures-venv/bin/python sample/draw_pictures.py            # all
    /tmp/pictures-venv/bin/python sample/draw_pictures.py lighthouse # some

The pictures and this script are CC0.
"""
import io
import math
import sys
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

OUT = Path(__file__).resolve().parent / "pictures"
SS = 2  # supersampling: everything is drawn at twice the size, then reduced
LIMIT = 71_000  # bytes per file; the whole folder must stay under 2.3 MB
TAU = math.tau

# The ink cupboard.
PAPER, CREAM, FOG = "#f3ecdd", "#efe3c8", "#dfe3dd"
NAVY, TEAL, SEA, SKY = "#1d2f4a", "#2b6f78", "#4f9a9a", "#a9cdd0"
RED, CORAL, ROSE = "#c8452f", "#ec7a5c", "#f0b5a0"
OCHRE, SUN, SAND = "#d89a35", "#f3c25b", "#e2c898"
MOSS, LEAF, INK, PLUM, SLATE = "#4f6242", "#8fa06a", "#23252c", "#5a3a55", "#6a7b88"


def rgb(c):
    return np.array([int(c[i : i + 2], 16) for i in (1, 3, 5)], np.float32) / 255


def smooth(x, a, b):
    t = np.clip((x - a) / (b - a), 0, 1)
    return t * t * (3 - 2 * t)


class Sheet:
    """A sheet of paper on the press. Coordinates are final pixels."""

    def __init__(self, w, h, seed, paper=PAPER):
        self.w, self.h = w, h
        self.rng = np.random.default_rng(seed)
        ys, xs = np.mgrid[0 : h * SS, 0 : w * SS].astype(np.float32)
        self.X, self.Y = (xs + 0.5) / SS, (ys + 0.5) / SS
        self.c = np.empty((h * SS, w * SS, 3), np.float32)
        self.c[:] = rgb(paper)
        f = self.noise(5, 1)
        self.fleck = 1 - 0.55 * smooth(f, 0.80, 0.95)  # pinholes in the ink
        self.wash = 0.93 + 0.14 * self.noise(260, 3)

    # -- fields ---------------------------------------------------------
    def noise(self, scale, octaves=4):
        """Smooth noise in 0..1, feature size `scale` pixels."""
        out, amp, tot = 0, 1.0, 0.0
        for _ in range(octaves):
            gw, gh = max(2, int(self.w / scale) + 2), max(2, int(self.h / scale) + 2)
            g = Image.fromarray(self.rng.random((gh, gw)).astype(np.float32))
            g = g.resize((self.w * SS, self.h * SS), Image.BICUBIC)
            out, tot = out + amp * np.asarray(g), tot + amp
            amp, scale = amp * 0.5, max(scale / 2, 2)
        return np.clip(out / tot, 0, 1)

    def ridge(self, base, amp, scale, octaves=5, rough=0.5):
        """A skyline: y for every final pixel column, as a function of x."""
        x = np.arange(self.w + 1, dtype=np.float32)
        y, a, s = np.zeros_like(x), 1.0, scale
        for _ in range(octaves):
            k = self.rng.random(int(self.w / s) + 4)
            p = x / s + self.rng.random()
            i = p.astype(int)
            t = p - i
            t = t * t * (3 - 2 * t)
            y += a * (k[i] * (1 - t) + k[i + 1] * t - 0.5)
            a, s = a * rough, s / 2
        return base + amp * y

    def below(self, ys):
        col = np.interp(self.X[0], np.arange(self.w + 1), ys)[None, :]
        return np.clip((self.Y - col) * SS + 0.5, 0, 1)

    def down(self, y0, y1, v0=0.0, v1=1.0):
        return v0 + (v1 - v0) * np.clip((self.Y - y0) / (y1 - y0), 0, 1)

    def dist(self, x, y):
        return np.hypot(self.X - x, self.Y - y)

    def disc(self, x, y, r):
        return np.clip((r - self.dist(x, y)) * SS + 0.5, 0, 1)

    # -- drawing --------------------------------------------------------
    def plate(self, fn):
        """Draw with Pillow; the draw object takes final-pixel coordinates."""
        im = Image.new("L", (self.w * SS, self.h * SS), 0)
        fn(Pen(im))
        return np.asarray(im, np.float32) / 255

    def blur(self, m, r):
        im = Image.fromarray((np.clip(m, 0, 1) * 255).astype(np.uint8))
        return np.asarray(im.filter(ImageFilter.GaussianBlur(r * SS)), np.float32) / 255

    # -- screens --------------------------------------------------------
    def dots(self, tone, cell=11, angle=22):
        a = math.radians(angle)
        u = (self.X * math.cos(a) + self.Y * math.sin(a)) * (TAU / cell)
        v = (self.Y * math.cos(a) - self.X * math.sin(a)) * (TAU / cell)
        d = (np.cos(u) + np.cos(v)) / 4 + 0.5
        return np.clip((tone - 1 + d) * cell * 0.5 + 0.5, 0, 1) * (tone > 0.01)

    def lines(self, tone, phase, k=6.0):
        """Engraved lines: one per unit of `phase`, as thick as `tone`."""
        t = np.abs((phase % 1) - 0.5) * 2
        return np.clip((tone - t) * k + 0.5, 0, 1) * (tone > 0.01)

    # -- inking ---------------------------------------------------------
    def ink(self, m, colour, a=1.0, reg=(0, 0), fleck=True):
        """Transparent ink (multiplies)."""
        if reg != (0, 0):
            m = np.roll(m, (int(reg[1] * SS), int(reg[0] * SS)), (0, 1))
        m = m * a * np.clip(self.wash, 0, 1)
        if fleck:
            m = m * self.fleck
        self.c *= 1 - m[..., None] * (1 - rgb(colour))

    def paint(self, m, colour, a=1.0, fleck=False):
        """Opaque ink (covers)."""
        m = m * a
        if fleck:
            m = m * self.fleck
        m = m[..., None]
        self.c *= 1 - m
        self.c += m * rgb(colour)

    def sky(self, stops):
        ys = [s[0] for s in stops]
        cs = np.array([rgb(s[1]) for s in stops])
        for i in range(3):
            self.c[..., i] = np.interp(self.Y[:, 0], ys, cs[:, i])[:, None]

    def water(self, y0, colour, tone, wave=1.0, gap=7.0, a=1.0, clip=1.0):
        """Engraved water: lines spread and swell toward the viewer."""
        d = np.maximum(self.Y - y0, 0.01)
        n = self.noise(220, 4) - 0.5
        persp = np.sqrt(d)
        ph = persp * (26 / gap) + n * wave * (0.4 + d / 260)
        n2 = np.asarray(
            Image.fromarray(self.rng.random((max(3, self.h // 14), max(3, self.w // 150))).astype(np.float32))
            .resize((self.w * SS, self.h * SS), Image.BICUBIC)
        )
        t = np.clip(tone * (0.45 + 1.1 * n2), 0, 1)
        self.ink(self.lines(t, ph, 4) * (self.Y > y0) * clip, colour, a)

    def finish(self, name, grain=1.5):
        im = Image.fromarray((np.clip(self.c, 0, 1) * 255).astype(np.uint8))
        im = im.resize((self.w, self.h), Image.LANCZOS)
        a = np.asarray(im, np.float32)
        g = self.rng.normal(0, 1, (self.h // 2 + 1, self.w // 2 + 1)).astype(np.float32)
        g = np.asarray(Image.fromarray(g).resize((self.w, self.h), Image.BICUBIC))
        a = a + (g * grain)[..., None]
        yy, xx = np.mgrid[0 : self.h, 0 : self.w]
        v = ((xx / self.w - 0.5) ** 2 + (yy / self.h - 0.5) ** 2) * 2
        a = a * (1 - 0.07 * v[..., None])
        im = Image.fromarray(np.clip(a, 0, 255).astype(np.uint8))
        # Spend sharpness before quality: a softer print looks better than blocks.
        for soft, q in ((0, 72), (0, 66), (0, 60), (0.5, 66), (0.5, 58), (0.8, 62), (0.8, 54), (1.0, 52), (1.0, 44), (1.2, 40), (1.4, 34)):
            b = io.BytesIO()
            out = im.filter(ImageFilter.GaussianBlur(soft)) if soft else im
            out.save(b, "WEBP", quality=q, method=6)
            if b.tell() <= LIMIT:
                break
        (OUT / f"{name}.webp").write_bytes(b.getvalue())
        print(f"{name:22} {im.size[0]}x{im.size[1]} soft {soft} q{q} {b.tell() // 1000} kB")


class Pen:
    """Pillow's draw in final-pixel coordinates, on the supersampled plate."""

    def __init__(self, im):
        self.d = ImageDraw.Draw(im)

    @staticmethod
    def s(p):
        return [(float(x) * SS, float(y) * SS) for x, y in p]

    def poly(self, p, v=255):
        self.d.polygon(self.s(p), fill=v)

    def line(self, p, w=2, v=255):
        self.d.line(self.s(p), fill=v, width=max(1, round(w * SS)), joint="curve")

    def rect(self, x, y, w, h, v=255):
        self.d.rectangle([x * SS, y * SS, (x + w) * SS - 1, (y + h) * SS - 1], fill=v)

    def disc(self, x, y, r, ry=None, v=255):
        ry = r if ry is None else ry
        self.d.ellipse([(x - r) * SS, (y - ry) * SS, (x + r) * SS, (y + ry) * SS], fill=v)

    def arc(self, x, y, r, a, b, w=2, v=255):
        self.d.arc([(x - r) * SS, (y - r) * SS, (x + r) * SS, (y + r) * SS], a, b, fill=v, width=max(1, round(w * SS)))


PICTURES = {}


def picture(w=1600, h=1000):
    def wrap(fn):
        def run():
            name = fn.__name__.replace("_", "-")
            seed = sum((i + 1) * ord(ch) for i, ch in enumerate(name))
            s = Sheet(w, h, seed)
            fn(s)
            s.finish(name)

        PICTURES[fn.__name__.replace("_", "-")] = run
        return fn

    return wrap


# -- motifs shared by several pictures -----------------------------------
def boat(p, x, y, k=1.0):
    """A small inshore fishing boat, waterline at y."""
    P = lambda *q: [(x + a * k, y + b * k) for a, b in q]
    p.poly(P((-70, -26), (74, -34), (56, 6), (-58, 6)))
    p.poly(P((-34, -64), (4, -64), (10, -28), (-36, -26)))
    p.line(P((20, -30), (20, -130)), 3 * k)
    p.line(P((20, -126), (72, -34)), 1.4 * k)
    p.line(P((20, -126), (-66, -28)), 1.4 * k)
    p.line(P((20, -70), (-30, -104)), 2.4 * k)


def crane(p, x, y, k=1.0, reach=1.0, boom=0):
    """A ship-to-shore gantry crane, rail level at y, jib to the left."""
    P = lambda *q: [(x + a * k, y + b * k) for a, b in q]
    for dx in (0, 110):
        p.line(P((dx - 14, 0), (dx, -250)), 9 * k)
        p.line(P((dx + 14, 0), (dx, -250)), 5 * k)
    p.line(P((-10, -120), (120, -120)), 7 * k)
    p.line(P((0, -250), (110, -120)), 4 * k)
    tip = (-270 * reach, -262 - boom)
    p.line(P(tip, (0, -262), (190, -262)), 11 * k)
    p.line(P((0, -250), (34, -390)), 7 * k)
    p.line(P((110, -250), (34, -390)), 6 * k)
    p.line(P((34, -390), (tip[0] * 0.92, tip[1])), 2.4 * k)
    p.line(P((34, -390), (tip[0] * 0.45, -262 - boom * 0.45)), 2.4 * k)
    p.line(P((34, -390), (180, -262)), 3 * k)
    p.poly(P((120, -306), (186, -306), (186, -262), (120, -262)))
    for dx in (0, 110):
        p.poly(P((dx - 24, -12), (dx + 24, -12), (dx + 24, 0), (dx - 24, 0)))


# -- the pictures -----------------------------------------------------------
@picture()
def harbour_dawn(s):
    s.sky([(0, "#8fb7bd"), (330, "#f2dcb4"), (520, "#f0a07c"), (560, "#ec8a68")])
    sun = s.disc(1050, 470, 118)
    s.ink(s.dots(smooth(s.dist(1050, 470), 520, 130) * 0.5, 13, 15), CORAL, 0.5)
    s.paint(sun, "#fbe7b0")
    for i, (b, a, c) in enumerate([(470, 90, "#b98c86"), (505, 80, "#7d6f7c"), (538, 46, "#4b5268")]):
        s.paint(s.below(s.ridge(b, a, 520 - 110 * i)), c)
    s.paint((s.Y > 560).astype(np.float32), "#e9b48f")
    s.paint(s.down(560, 1000) * (s.Y > 560), "#3f7480", 0.92)
    s.water(560, NAVY, s.down(560, 1000, 0.25, 0.62), 1.2, 9, 0.8)
    refl = np.exp(-(((s.X - 1050) / (50 + np.maximum(s.Y - 560, 0) * 0.32)) ** 2)) * (s.Y > 560)
    s.paint(s.lines(refl * 0.8, np.sqrt(np.maximum(s.Y - 560, 0)) * 2.1 + s.noise(160, 3) * 1.4, 4), "#fbe0a6", 0.9)
    m = s.plate(lambda p: (boat(p, 420, 742, 1.7), boat(p, 760, 640, 0.85), boat(p, 1330, 610, 0.55)))
    s.paint(m, "#20263a")
    s.paint(s.plate(lambda p: [p.rect(380 - 6, 655, 22, 18), p.rect(412, 655, 14, 18)]), SUN)
    quay = s.plate(lambda p: (p.poly([(0, 905), (640, 950), (640, 1000), (0, 1000)]),
                              [p.rect(60 + i * 150, 880 + i * 10, 16, 50) for i in range(4)],
                              [p.disc(68 + i * 150, 880 + i * 10, 17, 10) for i in range(4)]))
    s.paint(quay, "#1b2032")


@picture()
def container_cranes(s):
    s.sky([(0, "#233a58"), (420, "#b06a6a"), (640, "#f2b36a"), (700, "#f7d08a")])
    s.ink(s.dots(s.down(0, 560, 0.5, 0.0), 18, 30), NAVY, 0.5)
    s.paint(s.below(s.ridge(690, 46, 380)), "#6b5266")
    back = s.plate(lambda p: [crane(p, x, 760, k, 1, b) for x, k, b in [(330, 0.72, 0), (560, 0.72, 90), (1420, 0.7, 0)]])
    s.paint(back, "#4a4158")
    s.paint((s.Y > 752).astype(np.float32), "#2c3048")
    front = s.plate(lambda p: [crane(p, 1010, 810, 1.75), crane(p, 190, 810, 1.55, 0.7, 260)])
    s.paint(front, "#1a1e30")
    cols = [RED, TEAL, OCHRE, "#8c4a3e", SEA, "#d8cdb4", "#38506e", CORAL]
    for row in range(5):
        for i in range(22):
            x = i * 118 - 40 + (row % 2) * 9
            top = 2 + round(1.6 + 1.6 * math.sin(i * 0.9) + s.rng.random())
            if row >= top:
                continue
            y = 940 - row * 50
            c = cols[s.rng.integers(len(cols))]
            s.paint(s.plate(lambda p: p.rect(x, y, 112, 46)), c)
            s.ink(s.plate(lambda p: [p.rect(x + 8 + j * 14, y + 5, 4, 36) for j in range(8)]), INK, 0.28)
    s.paint(s.plate(lambda p: p.rect(0, 986, 1600, 14)), "#141826")
    lamps = [(545, 350), (1010 + 60, 360), (1010 - 300, 352), (1480, 570)]
    for x, y in lamps:
        s.paint(np.exp(-((s.dist(x, y) / 34) ** 2)), "#ffe9b0", 0.8)


@picture(1200, 1500)
def lighthouse(s):
    s.sky([(0, "#16243c"), (700, "#3a6273"), (1050, "#a8b79d")])
    s.ink(s.lines(s.down(0, 900, 0.62, 0.08), s.Y / 15 + (s.noise(300, 2) - 0.5) * 1.8, 6), "#16243c", 0.7)
    cx, cy = 700, 430
    for a0, w in ((188, 7), (352, 6)):
        ang = np.degrees(np.arctan2(s.Y - cy, s.X - cx)) % 360
        d = np.abs((ang - a0 + 180) % 360 - 180)
        beam = np.clip((w - d) * 0.9, 0, 1) * np.exp(-s.dist(cx, cy) / 900)
        s.paint(beam, "#f9e3a4", 0.85)
    s.paint(np.exp(-((s.dist(cx, cy) / 90) ** 2)), "#fff2c4")
    s.paint((s.Y > 1050).astype(np.float32), "#2e6470")
    s.water(1050, "#102034", s.down(1050, 1500, 0.4, 0.7), 2.2, 6)
    x = np.arange(s.w + 1)
    prof = 1500 - 480 * smooth(x, 150, 620) * (1 - 0.10 * smooth(x, 760, 1200)) + s.ridge(0, 40, 160)
    cl = s.below(prof)
    s.paint(cl, "#2a2f38")
    s.paint(cl * s.lines(s.down(980, 1500, 0.42, 0.12), (s.X * 0.45 + s.Y) / 24 + s.noise(160, 3) * 2.6, 4), "#8a8f7a", 0.8)
    s.paint(s.below(prof) - s.below(prof + 16 + s.ridge(0, 14, 60)), LEAF, 0.9)

    def tower(p):
        p.poly([(630, 1060), (770, 1060), (738, 480), (662, 480)])

    t = s.plate(tower)
    s.paint(t, PAPER)
    for y0, y1 in ((560, 670), (780, 890), (1000, 1060)):
        s.paint(t * (s.Y > y0) * (s.Y < y1), RED, fleck=True)
    s.ink(t * s.lines(smooth(s.X, 680, 780) * 0.9, s.Y / 8, 3), NAVY, 0.75)
    s.paint(s.plate(lambda p: (p.rect(644, 470, 112, 14), p.rect(666, 384, 68, 8), p.poly([(660, 388), (740, 388), (700, 338)]),
                               p.line([(700, 340), (700, 310)], 4), [p.line([(672 + i * 14, 390), (672 + i * 14, 470)], 2.5) for i in range(5)],
                               [p.line([(648 + i * 13, 446), (648 + i * 13, 474)], 2) for i in range(9)], p.line([(644, 446), (756, 446)], 3))), "#1a1d26")
    s.paint(s.plate(lambda p: [p.poly([(690, y), (710, y), (710, y + 30), (690, y + 30)]) for y in (620 + 90, 940)]), INK)
    foam = s.blur(s.below(prof - 14) * (1 - cl), 3) * smooth(s.noise(26, 3), 0.42, 0.6) * (s.Y > 1130)
    s.paint(foam, PAPER, 0.95)


@picture()
def star_trails(s):
    s.sky([(0, "#0f1a30"), (600, "#1e3a52"), (900, "#5d7a78")])
    cx, cy = 980, 300
    stars = []
    for _ in range(330):
        r = 14 + 1300 * s.rng.random() ** 0.8
        a = s.rng.random() * 360
        stars.append((r, a, 20 + 10 * s.rng.random(), s.rng.integers(90, 255), 0.8 + 2.2 * s.rng.random() ** 3))
    m = s.plate(lambda p: [p.arc(cx, cy, r, a, a + l, w, int(v)) for r, a, l, v, w in stars])
    s.paint(m, "#f7e7bd", 0.95)
    m2 = s.plate(lambda p: [p.arc(cx, cy, r, a, a + l, w, int(v)) for r, a, l, v, w in stars[::7]])
    s.paint(m2, CORAL, 0.9)
    s.paint(s.disc(cx, cy, 4), PAPER)
    for i, (b, am, c) in enumerate([(770, 120, "#2b4656"), (840, 90, "#1a2d40")]):
        s.paint(s.below(s.ridge(b, am, 420)), c)
    g = s.ridge(905, 30, 300)
    s.paint(s.below(g), "#0d1524")
    s.paint(s.plate(lambda p: (p.disc(420, 800, 135), p.rect(285, 800, 270, 130))) , "#0d1524")
    s.paint(s.plate(lambda p: (p.poly([(420, 800), (450, 668), (500, 690), (470, 800)]),)), "#f3c25b", 0.85)
    s.ink(s.plate(lambda p: [p.line([(430 + i * 12, 800), (450 + i * 14, 668)], 2) for i in range(5)]), INK, 0.5)
    s.paint(s.plate(lambda p: (p.rect(275, 798, 290, 10), p.rect(380, 870, 34, 60, 255))), "#243a4c")
    s.paint(s.plate(lambda p: p.rect(384, 874, 26, 50)), SUN, 0.7)


@picture()
def stadium(s):
    s.sky([(0, "#141d33"), (420, "#33466a")])
    cx, cy = 800, 690
    d = np.hypot((s.X - cx) / 900, (s.Y - cy) / 430)
    bowl = np.clip((1 - d) * 300, 0, 1)
    s.paint(bowl, "#4a4f74")
    ang = np.arctan2((s.Y - cy) / 430, (s.X - cx) / 900)
    pal = [CORAL, CREAM, OCHRE, SKY]
    rows = np.abs((d * 26 % 1) - 0.5) * 2
    for i, c in enumerate(pal):
        n = s.noise(15, 1)
        s.paint(bowl * smooth(n, 0.66, 0.74) * (rows < 0.72) * (d > 0.56), c, 0.85)
    s.ink(bowl * (rows > 0.8) * (d > 0.55), NAVY, 0.5)
    aisle = np.abs((ang * 22 / TAU * 2 % 1) - 0.5) < 0.03
    s.paint(bowl * aisle * (d > 0.55), "#22304f", 0.9)
    tier = (np.abs(d - 0.765) < 0.012) * bowl
    s.paint(tier, "#1b2440")
    s.ink(bowl * s.dots(smooth(d, 0.75, 1.05) * 0.75, 18, 20), NAVY, 0.6)
    s.paint(np.clip((0.56 - d) * 300, 0, 1), "#2f5a46")
    # the pitch, in perspective
    def proj(u, v):
        y = 545 + 330 * v ** 1.25
        half = 300 + 215 * v ** 1.25
        return cx + (u - 0.5) * 2 * half, y

    for i in range(12):
        q = [proj(i / 12, 0), proj((i + 1) / 12, 0), *[proj((i + 1) / 12, v / 10) for v in range(1, 11)], *[proj(i / 12, v / 10) for v in range(10, 0, -1)]]
        s.paint(s.plate(lambda p: p.poly(q)), "#5f9a5c" if i % 2 else "#74ab66")
    seg = lambda a, b: [proj(a[0] + (b[0] - a[0]) * t / 20, a[1] + (b[1] - a[1]) * t / 20) for t in range(21)]

    def marks(p):
        box = [(0.02, 0.03), (0.98, 0.03), (0.98, 0.97), (0.02, 0.97), (0.02, 0.03)]
        for a, b in zip(box, box[1:]):
            p.line(seg(a, b), 3)
        p.line(seg((0.5, 0.03), (0.5, 0.97)), 3)
        p.line([proj(0.5 + 0.09 * math.cos(t / 40 * TAU), 0.47 + 0.15 * math.sin(t / 40 * TAU)) for t in range(41)], 3)
        for x0, x1 in ((0.02, 0.17), (0.98, 0.83)):
            for a, b in (((x0, 0.22), (x1, 0.22)), ((x1, 0.22), (x1, 0.76)), ((x1, 0.76), (x0, 0.76))):
                p.line(seg(a, b), 3)

    s.paint(s.plate(marks), PAPER, 0.95)
    for i in range(22):
        u, v = 0.1 + 0.8 * s.rng.random(), 0.1 + 0.8 * s.rng.random()
        x, y = proj(u, v)
        s.ink(s.plate(lambda p: p.poly([(x, y), (x + 34, y + 5), (x + 34, y + 9), (x, y + 4)])), NAVY, 0.5)
        s.paint(s.plate(lambda p: (p.line([(x, y), (x, y - 16)], 7), p.disc(x, y - 22, 4))), RED if i % 2 else CREAM)
    for x, top in ((110, 90), (1490, 90), (420, 160), (1180, 160)):
        s.paint(s.plate(lambda p: (p.line([(x, top), (x, 470)], 8), p.rect(x - 56, top - 28, 112, 56))), "#0f1628")
        for i in range(4):
            for j in range(2):
                lx, ly = x - 42 + i * 28, top - 13 + j * 26
                s.paint(np.exp(-((s.dist(lx, ly) / 12) ** 2)), "#fff6d8")
        s.c += (np.exp(-s.dist(x, top) / 150) * 0.42)[..., None] * rgb("#f6e6b4")
    s.c = np.minimum(s.c, 1)


@picture()
def city_map(s):
    s.c[:] = rgb("#efe6d2")
    n = s.noise(420, 4) - 0.5
    coast = s.Y * 0.75 - s.X * 0.32 + n * 330 - 330
    sea = np.clip(coast * SS / 2 + 0.5, 0, 1)
    warpx, warpy = (s.noise(600, 2) - 0.5) * 260, (s.noise(600, 2) - 0.5) * 260
    cx, cy = 820, 420
    d = s.dist(cx, cy)
    # two street grids meeting at an old core
    for ang, period, w, reg in ((14, 62, 3.8, s.X + 0.6 * s.Y < 1080), (52, 70, 3.8, s.X + 0.6 * s.Y >= 1080)):
        a = math.radians(ang)
        u = (s.X + warpx) * math.cos(a) + (s.Y + warpy) * math.sin(a)
        v = (s.Y + warpy) * math.cos(a) - (s.X + warpx) * math.sin(a)
        ex = (np.abs((u / period) % 1 - 0.5) * period < w * 0.5) | (np.abs((v / (period * 0.62)) % 1 - 0.5) * period * 0.62 < w * 0.5)
        fade = reg & (d > 190) & (s.noise(300, 2) + 0.34 > d / 1500)
        blocks = s.noise(70, 1)
        s.ink(fade * smooth(blocks, 0.55, 0.6), SAND, 0.45, fleck=False)
        s.paint(s.blur(ex * fade, 0.5), "#b9a98a", 0.9)
        big = (np.abs((u / (period * 5)) % 1 - 0.5) * period * 5 < 4) & reg & (d > 190)
        s.paint(s.blur(big, 0.6), RED, 0.75)
    th = np.arctan2(s.Y - cy, s.X - cx)
    core = (d < 190)
    s.ink(core.astype(np.float32), ROSE, 0.5)
    ring = (np.abs((d + (s.noise(90, 2) - 0.5) * 26) % 42 - 21) < 1.9) | (np.abs((th * 9 / math.pi + s.noise(120, 2)) % 1 - 0.5) < 0.035)
    s.paint(s.blur(ring & core, 0.5), "#9d7f6a")
    s.paint(np.clip(3.2 - np.abs(d - 190), 0, 1), RED, 0.8)
    park = smooth(s.noise(230, 3), 0.62, 0.64) * (d > 220)
    s.ink(park, LEAF, 0.75)
    s.ink(s.dots(park * 0.35, 12, 30), MOSS, 0.5)
    river = s.X - (1040 + 130 * np.sin(s.Y / 170) - s.Y * 0.18) + n * 120
    rv = np.clip((20 + s.Y / 38 - np.abs(river)) * 1.2, 0, 1)
    water = np.maximum(sea, rv)
    s.paint(water, "#8fbcc0")
    for k in range(1, 7):
        band = np.clip(2.0 - np.abs(coast - k * k * 4.2 - k * 7), 0, 1) * sea
        s.paint(band, "#4d8790", 0.85 - k * 0.09)
    s.paint(np.clip(3 - np.abs(coast), 0, 1), NAVY, 0.85)
    piers = s.plate(lambda p: [p.poly([(700 + i * 74, 705 + i * 34), (716 + i * 74, 700 + i * 34), (742 + i * 74 - 60, 800 + i * 34), (724 + i * 74 - 60, 804 + i * 34)]) for i in range(6)])
    s.paint(piers * sea, "#efe6d2")
    rail = np.abs(s.Y - (150 + s.X * 0.18 + 46 * np.sin(s.X / 210)))
    s.paint(np.clip(3.6 - rail, 0, 1) * (1 - sea), NAVY, 0.9)
    s.paint(np.clip(10 - rail, 0, 1) * ((s.X % 26) < 3) * (1 - sea), NAVY, 0.9)
    for x, y in ((820, 420), (500, 250), (1190, 560), (330, 470), (1340, 330)):
        s.paint(s.disc(x, y, 17), NAVY)
        s.paint(s.disc(x, y, 10), SUN)


@picture()
def tide_lines(s):
    s.c[:] = rgb("#172640")
    rows = 26
    x = np.arange(s.w + 1)
    for i in range(rows):
        base = 190 + i * 30
        env = np.exp(-(((x - 800 - 190 * math.sin(i / 5)) / (260 + 60 * math.sin(i / 3.1))) ** 2))
        y = base - env * (60 + 95 * np.abs(np.sin(x / 74 + i * 0.45))) * (0.6 + 0.4 * math.sin(i / 4 + 1)) + s.ridge(0, 6, 60, 3) - env * np.abs(s.ridge(0, 70, 90, 4))
        m = s.below(y)
        t = i / rows
        s.paint(m, "#172640")
        edge = m - s.below(y + 4.2)
        c = rgb(SUN) * (1 - t) + rgb(CORAL) * t if t < 0.55 else rgb(CORAL) * (1 - (t - 0.55) / 0.45) + rgb(SEA) * ((t - 0.55) / 0.45)
        margin = smooth(s.X, 90, 150) * smooth(s.X, 1510, 1450)
        s.paint(edge * margin, "#%02x%02x%02x" % tuple(int(v * 255) for v in c))


@picture()
def tram_street(s):
    s.sky([(0, "#c9d6cf"), (600, "#f3ddb8")])
    vx, vy = 860, 560
    s.paint(s.disc(vx + 40, vy - 50, 150), "#f6c98a", 0.9)
    cols = ["#b8634c", "#d79a6a", "#8c8f84", "#a8573f", "#caa873", "#6f8086", "#c27a54", "#938a76"]

    def side(sgn):
        edges = [vx + sgn * v for v in (80, 118, 170, 240, 335, 470, 660, 960)]
        for i in range(len(edges) - 1):
            a, b = edges[i], edges[i + 1]
            ra, rb = abs(a - vx), abs(b - vx)
            h = 0.95 + 0.35 * s.rng.random()
            q = [(a, vy - ra * h), (b, vy - rb * h), (b, vy + rb * 0.42), (a, vy + ra * 0.42)]
            s.paint(s.plate(lambda p: p.poly(q)), cols[(i + (sgn > 0) * 3) % len(cols)])
            fade = 1 - i / 8
            s.paint(s.plate(lambda p: p.poly(q)), "#f0d7b4", 0.5 * fade)

            def windows(p):
                n = 3
                for c in range(n):
                    for r in range(4):
                        u0, u1 = (c + 0.25) / n, (c + 0.72) / n
                        # equal steps in depth, not on paper
                        f = lambda u: ra * rb / (rb + (ra - rb) * u)
                        x0, x1 = f(u0), f(u1)
                        t0, t1 = h * (0.16 + r * 0.2), h * (0.16 + r * 0.2 + 0.12)
                        p.poly([(vx + sgn * x0, vy - x0 * t1), (vx + sgn * x1, vy - x1 * t1), (vx + sgn * x1, vy - x1 * t0), (vx + sgn * x0, vy - x0 * t0)])

            w = s.plate(windows)
            s.paint(w, "#2c3b4c", 0.35 + 0.5 * i / 7)
    side(-1)
    side(1)
    s.ink(s.dots((s.X > vx) * (s.Y < vy + 0.42 * (s.X - vx)) * smooth(s.X, vx + 60, 1600) * 0.42, 16, 20), NAVY, 0.55)
    road = s.plate(lambda p: p.poly([(vx - 80, vy + 34), (vx + 80, vy + 34), (vx + 1100, 1000), (vx - 1100, 1000)]))
    s.paint(road, "#8a857c")
    s.paint(road * s.down(590, 1000), "#5a5a5e", 0.8)
    d = np.maximum(s.Y - vy, 1)
    u = (s.X - vx) / d
    s.ink(road * s.lines(0.22 + 0 * u, 260 / d * 6, 1.5) * smooth(s.Y, 640, 760), INK, 0.25)
    for k in (-1.16, -0.38, 0.3, 1.08):
        s.paint(np.clip((0.022 - np.abs(u - k)) * d * 2, 0, 1) * road, "#e6dcc6", 0.85)
    # the tram
    x0, x1, top, bot = 560, 812, 420, 770
    s.ink(s.plate(lambda p: p.poly([(540, 790), (840, 790), (880, 830), (500, 830)])), INK, 0.6)
    s.paint(s.plate(lambda p: p.poly([(812, 440), (880, 505), (880, 668), (812, 750)])), "#8f2f22")
    s.paint(s.plate(lambda p: [p.poly([(820 + i * 20, 505 + i * 10), (834 + i * 20, 512 + i * 9), (834 + i * 20, 590 - i * 2), (820 + i * 20, 596 - i * 2)]) for i in range(3)]), SKY)
    s.paint(s.plate(lambda p: p.d.rounded_rectangle([x0 * SS, top * SS, x1 * SS, bot * SS], 34 * SS, fill=255)), RED, fleck=True)
    s.paint(s.plate(lambda p: p.rect(x0, 640, x1 - x0, 16)), CREAM)
    s.paint(s.plate(lambda p: p.d.rounded_rectangle([584 * SS, 486 * SS, 788 * SS, 618 * SS], 16 * SS, fill=255)), "#27384a")
    s.paint(s.plate(lambda p: p.poly([(604, 486), (668, 486), (622, 618), (584, 618), (584, 500)])), SKY, 0.55)
    s.paint(s.plate(lambda p: p.d.rounded_rectangle([622 * SS, 438 * SS, 750 * SS, 472 * SS], 6 * SS, fill=255)), INK)
    s.paint(s.plate(lambda p: [p.rect(640 + i * 12, 448, 7, 14) for i in range(8)]), SUN)
    for x in (610, 762):
        s.paint(np.exp(-((s.dist(x, 700) / 30) ** 2)), "#fff0bd")
        s.paint(s.disc(x, 700, 15), "#fff8e0")
    s.paint(s.plate(lambda p: (p.rect(580, 766, 212, 22), p.line([(686, 420), (650, 372), (700, 330)], 5), p.line([(640, 330), (756, 330)], 5))), INK)
    s.paint(s.plate(lambda p: (p.line([(vx, vy - 40), (560, 0)], 2.5), p.line([(vx, vy - 40), (700, 0)], 2.5), p.line([(0, 190), (1600, 150)], 2), p.line([(300, 330), (1420, 320)], 1.6))), INK, 0.85)


@picture()
def fog_bridge(s):
    s.sky([(0, "#d8dcd3"), (560, "#ecdcc2"), (1000, "#c8d0cb")])
    s.paint(s.below(s.ridge(600, 120, 500)), "#c3c8c0")
    s.paint(s.blur(s.below(s.ridge(660, 70, 300)), 3), "#aab7b4")
    deck = lambda x: 520 - 40 * math.sin(x / 1600 * math.pi)
    tw = [(470, 5.2), (1130, 5.2)]

    def bridge(p):
        p.poly([(x, deck(x)) for x in range(0, 1601, 20)] + [(x, deck(x) + 20) for x in range(1600, -1, -20)])
        for x in range(0, 1600, 26):
            p.line([(x, deck(x) + 20), (x + 13, deck(x) + 46), (x + 26, deck(x + 26) + 20)], 2.4)
        p.line([(x, deck(x) + 46) for x in range(0, 1601, 20)], 4)
        for x, _ in tw:
            for dx in (-26, 26):
                p.poly([(x + dx - 9, 150), (x + dx + 9, 150), (x + dx + 15, 860), (x + dx - 15, 860)])
            for y in (170, 260, 350, 440, 600, 720):
                p.rect(x - 30, y, 60, 12)
            for y in (182, 272, 362, 612):
                p.line([(x - 24, y), (x + 24, y + 84)], 4)
                p.line([(x + 24, y), (x - 24, y + 84)], 4)
        mid = [(x, 462 - 300 * (abs(x - 800) / 330) ** 2) for x in range(470, 1131, 10)]
        p.line(mid, 6)
        for x, y in mid[::2]:
            p.line([(x, y), (x, deck(x))], 1.8)
        for sg in (-1, 1):
            side = [(800 + sg * (330 + t * 470), 162 + (deck(0) - 175) * (1 - (1 - t) ** 1.7)) for t in np.linspace(0, 1, 40)]
            p.line(side, 6)
            for x, y in side[2:38:2]:
                p.line([(x, y), (x, deck(x))], 1.8)

    m = s.plate(bridge)
    fade = smooth(s.noise(520, 4) + (s.Y - 520) / 900, 0.78, 0.42)
    s.ink(np.roll(m, 6, 1) * (0.35 + 0.65 * fade), RED, 0.9)
    s.ink(m * fade, NAVY, 0.55)
    s.ink(s.lines(smooth(s.Y, 640, 1000) * 0.6 * (0.5 + s.noise(500, 2)), s.Y / 13 + s.noise(280, 3) * 2.2, 4), TEAL, 0.55)
    fogm = smooth(s.noise(430, 4) * np.exp(-(((s.Y - 690) / 170) ** 2)), 0.25, 0.6)
    s.paint(fogm, "#e9e4d6", 0.92)
    s.paint(s.plate(lambda p: boat(p, 820, 880, 0.9)), "#2a3444")
    for _ in range(9):
        x, y, k = 150 + s.rng.random() * 900, 90 + s.rng.random() * 260, 8 + s.rng.random() * 9
        s.paint(s.plate(lambda p: p.line([(x - k * 2, y - k * 0.3), (x - k, y - k), (x, y), (x + k, y - k), (x + k * 2, y - k * 0.3)], 2.4)), "#33404e", 0.8)


@picture(1200, 1500)
def kelp_forest(s):
    s.sky([(0, "#cfe3c8"), (330, "#5fa8a4"), (900, "#1f5a68"), (1500, "#0e2636")])
    for _ in range(9):
        x = s.rng.random() * 1200
        w = 30 + 60 * s.rng.random()
        ray = np.clip(1 - np.abs(s.X - x - (s.Y - 0) * (0.22 + 0.08 * (x / 1200))) / (w + s.Y * 0.05), 0, 1)
        s.paint(ray * smooth(s.Y, 1000, 0), "#e9efcf", 0.16)
    for layer, (n, col, k) in enumerate([(9, "#3d8580", 0.6), (8, "#2a5f52", 0.85), (5, "#5e6a30", 1.25), (3, "#231f22", 1.6)]):
        def fronds(p):
            for j in range(n):
                x0 = (j + s.rng.random()) * 1200 / n
                ph, am, fr = s.rng.random() * TAU, 26 + 44 * s.rng.random(), 240 + 160 * s.rng.random()
                top = -40 + s.rng.random() * (260 if layer < 2 else 520)
                ys = np.arange(1520, top, -8)
                xs = x0 + am * np.sin(ys / fr + ph) * (1.2 - ys / 1900)
                p.line(list(zip(xs, ys)), 5 * k)
                for i in range(6, len(ys) - 1, max(4, int(7 * k))):
                    sg = 1 if (i // 4) % 2 else -1
                    L = (66 + 46 * s.rng.random()) * k
                    lift = (18 + 26 * s.rng.random()) * k
                    bx, by = xs[i], ys[i]
                    pts = []
                    for t in np.linspace(0, 1, 14):
                        pts.append((bx + sg * L * t, by - lift * t - 9 * k * math.sin(t * math.pi) + 5 * k * math.sin(t * 9)))
                    for t in np.linspace(1, 0, 14):
                        pts.append((bx + sg * L * t, by - lift * t + 9 * k * math.sin(t * math.pi) + 4 * k * math.sin(t * 9)))
                    p.poly(pts)
                    p.disc(bx + sg * 7 * k, by, 7 * k, 5 * k)
        m = s.plate(fronds)
        s.paint(m, col, 0.95, fleck=layer > 1)
        if layer == 2:
            s.paint(m * s.lines(0.34 + 0 * s.X, (s.X + s.Y * 0.6) / 19, 5), OCHRE, 0.6)
    fish = s.plate(lambda p: [(p.disc(x, y, 27, 9), p.poly([(x + 20, y), (x + 42, y - 13), (x + 42, y + 13)])) for x, y in [(300 + 74 * (i % 5) + 24 * (i // 5), 560 + 46 * (i // 5) + 17 * math.sin(i * 2.1)) for i in range(14)]])
    s.paint(fish, SUN)
    s.paint(s.plate(lambda p: [p.disc(x, y, 3) for x, y in [(285 + 74 * (i % 5) + 24 * (i // 5), 557 + 46 * (i // 5) + 17 * math.sin(i * 2.1)) for i in range(14)]]), INK)


@picture()
def theatre_curtain(s):
    s.c[:] = rgb("#7a2323")
    fold = s.X / 58 + 0.5 * np.sin(s.X / 210) + (s.noise(700, 2) - 0.5) * 0.7
    sh = 0.5 + 0.5 * np.cos(TAU * fold)
    s.paint(sh ** 2, "#c8452f", 0.85)
    s.paint(sh ** 9, "#f0936a", 0.7)
    s.ink(s.dots((1 - sh) ** 2 * 0.85, 14, 30), "#2a0f22", 0.75)
    spot = np.hypot((s.X - 800) / 330, (s.Y - 800) / 560)
    s.ink(smooth(spot, 0.55, 1.75), "#1a1024", 0.88, fleck=False)
    hem = s.below(820 + 9 * np.sin(np.arange(s.w + 1) / 58 * TAU) )
    s.paint(hem, "#3a2430")
    fl = np.hypot((s.X - 800) / 460, (s.Y - 900) / 75)
    s.paint(hem, "#21151f")
    s.paint(hem * smooth(fl, 1.05, 0.9), "#e9c98c", 0.95)
    boards = (np.abs(((s.X - 800) / (s.Y - 520) * 9) % 1 - 0.5) < 0.012) * hem
    s.ink(boards, INK, 0.55)
    # a chair and a cello, waiting
    def cello(p):
        p.disc(870, 828, 46, 54), p.disc(862, 740, 35, 42), p.poly([(836, 770), (898, 770), (900, 800), (830, 800)])
        p.poly([(850, 720), (866, 720), (846, 500), (836, 502)]), p.disc(838, 496, 11, 17), p.line([(872, 880), (876, 922)], 4)
        p.line([(826, 520), (852, 514)], 4), p.line([(828, 536), (854, 530)], 4)

    s.ink(s.plate(lambda p: (p.disc(900, 924, 110, 13), p.disc(690, 930, 120, 13))), "#3a1c24", 0.8)
    s.paint(s.plate(cello), "#8a4a22")
    s.ink(s.plate(cello) * s.dots(smooth(s.X, 840, 925), 7, 30), INK, 0.6)
    s.paint(s.plate(lambda p: ([p.line([(858 + i * 4 - i * 0.5, 800), (840 + i * 2, 510)], 1) for i in range(4)], p.rect(846, 796, 36, 5), p.arc(842, 775, 14, 20, 100, 2.5), p.arc(890, 775, 14, 80, 160, 2.5))), "#f3d9a0")
    s.paint(s.plate(lambda p: (p.line([(640, 925), (646, 800), (640, 640)], 8), p.line([(742, 925), (736, 800), (740, 640)], 8), p.rect(634, 780, 114, 18),
                               p.rect(638, 650, 104, 26), p.line([(690, 800), (662, 930)], 5), p.line([(705, 800), (722, 930)], 5))), "#1d1420")


@picture()
def bookshelves(s):
    s.c[:] = rgb("#3a2d2a")
    cols = ["#b5533c", "#2f5d62", "#d3a24a", "#e7dcc2", "#5a3a55", "#7d8c6a", "#27374d", "#c98a6a", "#8f3b33", "#a9b8ae"]
    for shelf in range(4):
        y1 = 232 + shelf * 248
        x = 14
        while x < 1600:
            w = int(s.rng.integers(20, 58))
            h = int(s.rng.integers(142, 214))
            c = cols[s.rng.integers(len(cols))]
            lean = s.rng.random() < 0.06 and x < 1500
            dx = 44 if lean else 0
            q = [(x, y1), (x + w, y1), (x + w + dx, y1 - h), (x + dx, y1 - h)]
            m = s.plate(lambda p: p.poly(q))
            s.paint(m, c, fleck=True)
            s.ink(m * np.clip((s.X - x - dx * (y1 - s.Y) / h) / w, 0, 1) ** 2, INK, 0.55, fleck=False)
            band = "#efe3c8" if c not in ("#e7dcc2", "#a9b8ae", "#d3a24a") else "#8f3b33"
            kind = s.rng.integers(4)
            if kind == 0:
                s.paint(m * ((np.abs(s.Y - (y1 - h * 0.82)) < 4) | (np.abs(s.Y - (y1 - h * 0.16)) < 4)), band)
            elif kind == 1:
                s.paint(m * ((s.Y > y1 - h * 0.8) & (s.Y < y1 - h * 0.56)), band)
            elif kind == 2 and not lean:
                n = int(h * 0.5 / 9)
                s.paint(s.plate(lambda p: [p.rect(x + w * 0.36, y1 - h * 0.82 + i * 9, w * (0.28), 5) for i in range(n)]), band, 0.9)
            else:
                s.paint(m * (np.abs((s.Y - y1) % 34 - 17) < 2), band, 0.8)
            x += w + 2 + (dx if lean else 0)
            if s.rng.random() < 0.045:
                x += int(s.rng.integers(30, 90))
        s.paint(s.plate(lambda p: p.rect(0, y1, 1600, 34)), "#9a6f48")
        s.ink(s.plate(lambda p: p.rect(0, y1, 1600, 34)) * s.lines(0.35 + 0 * s.X, s.Y / 11 + s.noise(400, 2) * 3, 5), "#4a2f20", 0.7)
        s.ink(s.plate(lambda p: p.rect(0, y1 + 34, 1600, 22)) * s.down(y1 + 34, y1 + 56, 1, 0), INK, 0.7)
    # one gap, with a cat in it
    s.paint(s.plate(lambda p: p.rect(1010, 512, 176, 216)), "#2a201f")
    s.paint(s.plate(lambda p: (p.disc(1096, 678, 58, 52), p.disc(1096, 608, 36), p.poly([(1064, 600), (1066, 552), (1094, 578)]), p.poly([(1128, 600), (1126, 552), (1098, 578)]), p.line([(1140, 716), (1168, 700), (1172, 660)], 13))), "#111015")
    s.paint(s.plate(lambda p: (p.disc(1082, 606, 8, 6), p.disc(1110, 606, 8, 6))), SUN)
    s.paint(s.plate(lambda p: (p.disc(1082, 606, 2, 6), p.disc(1110, 606, 2, 6))), INK)


@picture(1600, 900)
def wind_farm(s):
    s.sky([(0, "#e7dfc6"), (430, "#cfdad0")])
    s.ink(s.dots(s.down(0, 420, 0.55, 0.05), 18, 15), SKY, 0.9)
    s.paint(s.disc(330, 250, 82), CORAL, 0.95, fleck=True)
    s.paint((s.Y > 520).astype(np.float32), "#4b8c92")
    s.paint(s.down(520, 900) * (s.Y > 520), "#1c4757", 0.95)
    for row, (n, k, y, c) in enumerate([(9, 0.26, 535, "#a3b3b0"), (7, 0.46, 556, "#8ba09f"), (4, 0.86, 600, PAPER), (2, 1.7, 690, "#fbf6ea")]):
        def turb(p):
            for j in range(n):
                x = (j + 0.55 + 0.18 * (row % 2) + 0.12 * s.rng.random()) * 1600 / n
                hub = y - 320 * k
                p.poly([(x - 7 * k, y), (x + 7 * k, y), (x + 3.6 * k, hub), (x - 3.6 * k, hub)])
                a0 = s.rng.random() * TAU
                for b in range(3):
                    a = a0 + b * TAU / 3
                    ca, sa = math.cos(a), math.sin(a)
                    R = 158 * k
                    q = [(0, -4), (R * 0.22, -9), (R, 0), (R * 0.2, 5), (0, 4)]
                    p.poly([(x + u * ca - v * k * sa, hub + u * sa + v * k * ca) for u, v in q])
                p.disc(x, hub, 9 * k)
                p.rect(x - 16 * k, y - 6 * k, 32 * k, 6 * k)
        m = s.plate(turb)
        s.paint(m, c)
        if row > 1:
            s.ink(np.clip(m - np.roll(m, int(-5 * k * SS), 1), 0, 1), NAVY, 0.6)
        if row == 3:
            continue
    s.water(520, "#0f2c3d", s.down(520, 900, 0.2, 0.68), 1.4, 11, 0.9, clip=np.clip((s.Y - 560) / 60, 0, 1) * (1 - m))
    s.paint(s.lines(s.down(560, 900, 0.05, 0.24) * smooth(s.noise(180, 3), 0.45, 0.7), np.sqrt(np.maximum(s.Y - 520, 0.1)) * 1.9 + s.noise(200, 3) * 2, 4) * (1 - m) * (s.Y > 575), PAPER, 0.9)


@picture()
def container_stack(s):
    s.c[:] = rgb("#20334a")
    cols = [("#d9573c", "#a93f2c", "#7d2c22"), ("#e2a33f", "#b67e2b", "#85591f"), ("#3d8488", "#2c6469", "#1d464c"), ("#e9dfc6", "#c1b494", "#918567"), ("#5b7391", "#42566f", "#2d3c50"), ("#ef9076", "#c26a54", "#8f493a")]
    hx, hy, hz = (148, 74), (-62, 31), 62
    hs = {}
    for r in range(-4, 24):
        for c in range(-3, 16):
            n = int(np.clip(2 + 2.4 * math.sin(r * 0.55 + 1) * math.cos(c * 0.8) + s.rng.random() * 2.2, 0, 5))
            hs[r, c] = n
    for tot in range(-7, 40):
        for r in range(-4, 24):
            c = tot - r
            if (r, c) not in hs:
                continue
            x0 = 700 + c * 150 - r * 64 - 400
            y0 = 30 + c * 75 + r * 32 - 330
            for z in range(hs[r, c]):
                t, l, d = cols[s.rng.integers(len(cols))]
                bx, by = x0, y0 - z * hz + 180
                A, B, C, D = (bx, by), (bx + hx[0], by + hx[1]), (bx + hx[0] + hy[0], by + hx[1] + hy[1]), (bx + hy[0], by + hy[1])
                if max(A[0], B[0]) < -80 or min(D[0], A[0]) > 1680 or by > 1100 or by < -240:
                    continue
                up = lambda p: (p[0], p[1] - hz)
                for q, col in (([up(A), up(B), up(C), up(D)], t), ([D, C, up(C), up(D)], l), ([C, B, up(B), up(C)], d)):
                    iso_poly(s, q, col)
                ribs = []
                for i in range(1, 8):
                    f = i / 8
                    x = D[0] + (C[0] - D[0]) * f
                    y = D[1] + (C[1] - D[1]) * f
                    ribs.append([(x, y - 4), (x, y - hz + 5)])
                iso_lines(s, ribs, d, 2.2)
                iso_lines(s, [[up(D), up(C)], [up(A), up(D)]], PAPER, 1.0, 0.35)
    s.ink(s.dots(smooth(s.X + s.Y * 1.2, 1200, 3000) * 0.6, 18, 25), NAVY, 0.6)


def iso_poly(s, q, col, a=1.0):
    _patch(s, q, col, a, lambda d, pts: d.polygon(pts, fill=255))


def iso_lines(s, ls, col, w, a=1.0):
    flat = [p for l in ls for p in l]

    def go(d, pts):
        i = 0
        for l in ls:
            d.line(pts[i : i + len(l)], fill=255, width=max(1, round(w * SS)))
            i += len(l)

    _patch(s, flat, col, a, go)


def _patch(s, pts, col, a, go):
    """Paint only the rectangle the shape covers: much faster for many shapes."""
    xs, ys = [p[0] * SS for p in pts], [p[1] * SS for p in pts]
    x0, y0 = max(0, int(min(xs)) - 6), max(0, int(min(ys)) - 6)
    x1, y1 = min(s.w * SS, int(max(xs)) + 7), min(s.h * SS, int(max(ys)) + 7)
    if x1 <= x0 or y1 <= y0:
        return
    im = Image.new("L", (x1 - x0, y1 - y0), 0)
    go(ImageDraw.Draw(im), [(x - x0, y - y0) for x, y in zip(xs, ys)])
    m = np.asarray(im, np.float32)[..., None] / 255 * a
    s.c[y0:y1, x0:x1] = s.c[y0:y1, x0:x1] * (1 - m) + rgb(col) * m


@picture(1200, 1500)
def mountain_road(s):
    s.sky([(0, "#f2cf94"), (560, "#f5e6c4")])
    s.paint(s.disc(820, 300, 105), "#f08a5c")
    specs = [(470, 300, 620, "#b9a3a0"), (640, 280, 520, "#8a8f9a"), (800, 240, 480, "#5e7a7c")]
    for b, a, sc, c in specs:
        y = s.ridge(b, a, sc, 6, 0.52)
        m = s.below(y)
        s.paint(m, c)
        s.ink(m * s.lines(smooth(s.noise(90, 3) + (s.Y - b) / 900, 0.45, 0.9) * 0.55, (s.X * 0.8 + s.Y) / 19 + s.noise(150, 2) * 2.4, 6), NAVY, 0.45)
    hill = s.ridge(930, 90, 600, 3)
    h = s.below(hill)
    s.paint(h, "#7f9160")
    s.ink(h * s.lines(0.18 + 0.5 * s.noise(240, 3), (s.Y - s.X * 0.25) / 17 + s.noise(220, 2) * 3, 6), MOSS, 0.75)
    pts = []
    turns = [(620, 940), (820, 985), (700, 1030), (420, 1060), (330, 1110), (560, 1160), (920, 1185), (1010, 1245), (760, 1300), (380, 1330), (220, 1400), (420, 1500), (600, 1580)]
    P = np.array(turns, float)
    t = np.linspace(0, len(P) - 1.001, 700)
    i = t.astype(int)
    f = t - i
    p0, p1, p2, p3 = P[np.maximum(i - 1, 0)], P[i], P[np.minimum(i + 1, len(P) - 1)], P[np.minimum(i + 2, len(P) - 1)]
    f = f[:, None]
    C = 0.5 * (2 * p1 + (p2 - p0) * f + (2 * p0 - 5 * p1 + 4 * p2 - p3) * f**2 + (3 * p1 - p0 - 3 * p2 + p3) * f**3)
    wid = lambda y: 4 + (y - 930) * 0.075
    road = s.plate(lambda p: [p.disc(x, y, wid(y) * 1.5, wid(y)) for x, y in C])
    edge = s.plate(lambda p: [p.disc(x, y + 3, wid(y) * 1.5 + 5, wid(y) + 5) for x, y in C])
    s.paint(edge * h, "#3f4d38")
    s.paint(road, "#efe2c6")
    s.paint(s.plate(lambda p: [p.disc(x, y, 1.2 + wid(y) * 0.08) for x, y in C[::4]]), RED)

    def rider(p, x, y, k, part):
        if part == 0:
            p.arc(x - 17 * k, y - 13 * k, 13 * k, 0, 360, 2.6 * k), p.arc(x + 19 * k, y - 13 * k, 13 * k, 0, 360, 2.6 * k)
            p.line([(x - 17 * k, y - 13 * k), (x - 6 * k, y - 34 * k), (x + 14 * k, y - 34 * k), (x + 1 * k, y - 13 * k), (x - 6 * k, y - 34 * k)], 2.4 * k)
            p.line([(x + 19 * k, y - 13 * k), (x + 13 * k, y - 40 * k)], 2.4 * k)
            p.line([(x - 7 * k, y - 42 * k), (x + 6 * k, y - 26 * k), (x + 1 * k, y - 10 * k)], 6 * k)
        else:
            p.line([(x - 7 * k, y - 44 * k), (x + 10 * k, y - 60 * k)], 11 * k), p.line([(x + 10 * k, y - 58 * k), (x + 15 * k, y - 40 * k)], 4.4 * k)
            p.disc(x + 17 * k, y - 67 * k, 7 * k)

    R = [(470, 1338, 1.5), (640, 1316, 1.35), (735, 1306, 1.3), (900, 1190, 1.0), (800, 1180, 0.95), (560, 1162, 0.85)]
    s.paint(s.plate(lambda p: [rider(p, *r, 0) for r in R]), INK)
    s.paint(s.plate(lambda p: [rider(p, *r, 1) for r in R]), RED)

    def pines(p):
        for _ in range(46):
            x = s.rng.random() * 1200
            y = 960 + 540 * s.rng.random()
            if np.min(np.hypot((C[:, 0] - x) / 1.4, C[:, 1] - y + 10)) < 34 + (y - 930) * 0.12:
                continue
            k = 0.35 + (y - 930) / 560
            for j in range(3):
                p.poly([(x - (34 - j * 8) * k, y - j * 30 * k), (x + (34 - j * 8) * k, y - j * 30 * k), (x, y - (66 + j * 32) * k)])

    s.paint(s.plate(pines), "#23382f")


@picture()
def herring_block(s):
    s.c[:] = rgb("#f0e5cd")

    def fish(x, y, k, c, flip):
        f = -1 if flip else 1
        body = [(t, 34 * math.sin(math.pi * t ** 0.82) ** 0.9) for t in np.linspace(0, 1, 40)]
        top = [(x + f * (u - 0.5) * 300 * k, y - v * k) for u, v in body]
        bot = [(x + f * (u - 0.5) * 300 * k, y + v * 0.92 * k) for u, v in reversed(body)]
        L = lambda a, b: (x + f * a * k, y + b * k)
        sh = s.plate(lambda p: (p.poly(top + bot), p.poly([L(132, 0), L(192, -44), L(172, 0), L(192, 44)]), p.poly([L(-6, -32), L(40, -54), L(44, -24)]), p.poly([L(30, 30), L(62, 46), L(66, 22)])))
        s.ink(sh, c, 0.95, reg=(3, 2), fleck=False)
        lx = (s.X - x) * f / k
        ly = (s.Y - y) / k
        scale = np.abs(((lx + 4 * np.cos(ly / 34 * 3)) / 17) % 1 - 0.5) * 2
        bodym = s.plate(lambda p: p.poly(top + bot))
        tone = np.clip(0.25 + 0.75 * (-ly / 34), 0.0, 0.9)
        s.ink(bodym * (lx > -84) * np.clip((tone - scale) * 5, 0, 1), NAVY, 0.92, fleck=False)
        s.ink(np.clip(s.plate(lambda p: p.line(top + bot + top[:1], 3.4 * k)), 0, 1), NAVY)
        s.ink(s.plate(lambda p: ([p.line([L(138, d * 0.2), L(186, d)], 2.2 * k) for d in (-38, -24, -12, 0, 12, 24, 38)], p.arc(*L(-84, 0), 27 * k, 100 if flip else -80, 260 if flip else 80, 3 * k), p.line([L(-148, 3), L(-130, 8)], 3 * k))), NAVY)
        s.paint(s.plate(lambda p: p.disc(*L(-118, -7), 9.5 * k)), "#f0e5cd")
        s.ink(s.plate(lambda p: p.disc(*L(-118, -7), 5 * k)), NAVY)

    rows = [(-40, 5), (150, 5), (0, 5), (150, 5), (-40, 5)]
    cs = ["#9cc3c2", "#8fb9bd", "#f0a58a", "#b5cdbf"]
    n = 0
    for r in range(7):
        for i in range(6):
            x = i * 372 - 120 + (r % 2) * 186
            y = 76 + r * 142
            c = "#e9694a" if (r, i) == (3, 2) else cs[(n * 7 + r) % 2 if (n % 5) else 3]
            fish(x, y, 1.0, c, (r, i) == (3, 2))
            n += 1


@picture()
def isobars(s):
    s.c[:] = rgb("#e9e6d8")
    f = s.noise(640, 3) * 1.0
    lows = [(560, 430, 1.25, 330), (1330, 820, 0.6, 300)]
    for x, y, a, r in lows:
        f = f - a * np.exp(-((s.dist(x, y) / r) ** 2))
    f = f + 0.85 * np.exp(-((s.dist(1220, 210) / 360) ** 2))
    land = s.noise(480, 5)
    lm = smooth(land + (s.X - 900) / 2600, 0.52, 0.524)
    s.ink(lm, SAND, 0.75)
    s.ink(np.clip(s.blur(lm, 2) * (1 - lm) * 4, 0, 1), TEAL, 0.8)
    s.ink(1 - lm, SKY, 0.45, fleck=False)
    tone = np.clip(-f * 0.85, 0, 0.85)
    s.ink(s.dots(tone, 20, 30), SEA, 0.85)
    s.ink(s.dots(np.clip(f - 0.75, 0, 0.8) * 0.8, 20, 60), CORAL, 0.8)
    gy, gx = np.gradient(f)
    g = np.hypot(gx, gy) * SS + 1e-6
    lv = f / 0.11
    dl = np.abs((lv % 1) - 0.5)
    near = (0.5 - dl) * 0.11 / g
    s.ink(np.clip(1.7 - near, 0, 1), NAVY, 0.9, fleck=False)
    # a front trailing from the low
    t = np.linspace(0, 1, 200)
    fx, fy = 560 + 60 * np.sin(t * 3) + t * 520, 430 + 60 * t + t**1.6 * 480
    s.paint(s.plate(lambda p: p.line(list(zip(fx, fy)), 7)), RED)

    def teeth(p, warm):
        for j in range(8 + warm, 196, 14):
            if ((j // 14) % 2 == 0) == bool(warm):
                continue
            dx, dy = fx[j + 2] - fx[j - 2], fy[j + 2] - fy[j - 2]
            n = math.hypot(dx, dy)
            dx, dy = dx / n, dy / n
            x, y = fx[j], fy[j]
            p.poly([(x - dx * 19, y - dy * 19), (x + dx * 19, y + dy * 19), (x + dy * 30, y - dx * 30)])

    s.paint(s.plate(lambda p: teeth(p, 0)), RED)
    s.paint(s.plate(lambda p: teeth(p, 1)), "#2d5b8a")

    def glyph(p, ch, x, y):
        if ch == "L":
            p.line([(x - 18, y - 34), (x - 18, y + 34), (x + 24, y + 34)], 13)
        else:
            p.line([(x - 22, y - 36), (x - 22, y + 36)], 13), p.line([(x + 22, y - 36), (x + 22, y + 36)], 13), p.line([(x - 22, y), (x + 22, y)], 12)

    for ch, x, y, c in (("L", 545, 405, "#2d5b8a"), ("H", 1220, 210, RED), ("L", 1330, 820, "#2d5b8a")):
        s.paint(s.disc(x, y, 66), "#e9e6d8", 0.94)
        s.paint(s.plate(lambda p: glyph(p, ch, x, y)), c)


@picture()
def strata(s):
    s.sky([(0, "#cfdcd6"), (260, "#efe2c8")])
    cols = ["#c8a26a", "#b4744c", "#8e4f3c", "#d9bd8a", "#6d5a56", "#a88a6a", "#40464f", "#c68958", "#7f6a58", "#30353f", "#9a5a44", "#23262e"]
    x = np.arange(s.w + 1)
    surf = s.ridge(215, 70, 500, 5)
    fault = 1010
    y = surf.copy()
    base = s.ridge(0, 120, 900, 3) + 46 * np.sin(x / 260)
    s.paint(s.below(surf), "#7f8f5a")
    yy = 250.0
    for i, c in enumerate(cols):
        th = 30 + 80 * s.rng.random()
        line = yy + base * (0.6 + 0.02 * i) + s.ridge(0, 13, 70, 4)
        slip = np.where(x > fault + (line - 215) * 0.22, 74, 0)
        line = np.maximum(line + slip, surf + 16)
        m = s.below(line)
        s.paint(m, c, fleck=True)
        kind = i % 4
        if kind == 0:
            s.ink(m * s.dots(0.2 + 0.25 * s.noise(60, 2), 17, 10), INK, 0.5)
        elif kind == 1:
            s.ink(m * s.lines(0.28 + 0 * s.X, (s.Y - 0.1 * s.X) / 16 + s.noise(260, 2) * 2.4, 5), INK, 0.4)
        elif kind == 2:
            s.ink(m * smooth(s.noise(28, 2), 0.6, 0.64), INK, 0.4)
        else:
            s.ink(m * s.lines(0.2 + 0 * s.X, (s.X + 0.4 * s.Y) / 26 + s.noise(90, 2), 5), INK, 0.4)
        s.paint(m - s.below(line + 3.2), "#1f2028", 0.8)
        yy += th
    fx = lambda v: fault + (v - 215) * 0.22
    s.paint(s.plate(lambda p: p.line([(fx(v), v) for v in range(200, 1001, 20)], 5)), "#f3ecdd")
    # ammonite
    ax, ay = 420, 640
    d = s.dist(ax, ay)
    th = np.arctan2(s.Y - ay, s.X - ax)
    s.paint(s.disc(ax, ay, 112), "#efe0bd")
    sp = (np.log(np.maximum(d, 2)) / 0.30 - th / TAU * 1.9)
    s.ink(s.disc(ax, ay, 110) * s.lines(0.18 + 0 * d, np.log(np.maximum(d, 3)) * 1.75 - th / TAU, 14), "#4a3028")
    s.ink(s.disc(ax, ay, 110) * s.lines(0.24 + 0 * d, th / TAU * 34 + np.log(np.maximum(d, 3)) * 0.9, 3) * (d > 16), "#7a4d38", 0.7)
    s.paint(s.plate(lambda p: (p.line([(1220, 210), (1220, 96)], 7), p.line([(1190, 214), (1220, 110), (1250, 214)], 5), p.rect(1204, 84, 32, 20))), INK)


@picture()
def murmuration(s):
    s.sky([(0, "#44618a"), (430, "#e79a78"), (700, "#f7d79a")])
    s.ink(s.dots(s.down(0, 520, 0.55, 0.0), 20, 40), PLUM, 0.5)
    s.paint(s.below(s.ridge(716, 30, 380)), "#7f6278")
    s.paint((s.Y > 730).astype(np.float32), "#f0b884")
    s.water(730, PLUM, s.down(730, 1000, 0.15, 0.5), 0.8, 15, 0.7)
    t = s.rng.random(3000)
    a = s.rng.normal(0, 1, 3000)
    b = s.rng.normal(0, 1, 3000)
    cx = 260 + 1080 * t
    cy = 420 - 210 * np.sin(t * 5.2 - 0.4) - 60 * t
    w = 24 + 105 * np.abs(np.sin(t * 4.4 + 0.5)) ** 1.4
    xs, ys = cx + a * w * 0.7, cy + b * w * 0.62
    sz = 2.4 + 2.8 * s.rng.random(3000)
    ang = np.arctan2(np.cos(t * 5.2 - 0.4) * -210 * 5.2, 1080) + s.rng.normal(0, 0.5, 3000)

    def birds(p):
        for x, y, k, g in zip(xs, ys, sz, ang):
            if y > 690:
                continue
            dx, dy = math.cos(g) * k, math.sin(g) * k
            p.poly([(x - dx * 1.6 + dy * 1.8, y - dy * 1.6 - dx * 1.8), (x + dx, y + dy), (x - dx * 1.6 - dy * 1.8, y - dy * 1.6 + dx * 1.8), (x - dx * 0.3, y - dy * 0.3)])

    s.paint(s.plate(birds), "#1c1c2c", 0.95)

    def reeds(p):
        for _ in range(330):
            x = s.rng.random() * 1600
            edge = abs(x - 800) / 800
            h = (60 + 260 * s.rng.random()) * (0.25 + edge**1.5)
            lean = s.rng.normal(0, 22)
            p.line([(x, 1004), (x + lean * 0.4, 1004 - h * 0.6), (x + lean, 1004 - h)], 3)
            if s.rng.random() < 0.45:
                p.line([(x + lean * 0.86, 1004 - h * 0.9), (x + lean, 1004 - h - 12)], 8)

    s.paint(s.plate(reeds), "#1f1a2a")


@picture()
def rowing_eights(s):
    s.c[:] = rgb("#2f6f79")
    s.paint(smooth(s.noise(500, 3), 0.3, 0.8), "#5fa3a0", 0.6)
    s.ink(s.lines(0.2 + 0.25 * s.noise(200, 3), (s.Y + s.X * 0.08) / 21 + s.noise(190, 3) * 2.6, 6), NAVY, 0.45)
    ang = math.radians(-14)
    ca, sa = math.cos(ang), math.sin(ang)
    for (bx, by, col, ph) in ((640, 190, RED, 0), (930, 490, "#f3ecdd", 0.35), (600, 860, SUN, -0.3)):
        T = lambda u, v: (bx + u * ca - v * sa, by + u * sa + v * ca)
        u = (s.X - bx) * ca + (s.Y - by) * sa
        v = -(s.X - bx) * sa + (s.Y - by) * ca
        wk = np.clip(1 - np.abs(np.abs(v) - (360 - u) * 0.085) / 7, 0, 1) * (u < 330) * np.exp((u - 330) / 700)
        s.paint(wk, "#e6efe2", 0.75)
        wk2 = np.clip(1 - np.abs(v) / 8, 0, 1) * (u < -340) * np.exp((u + 340) / 260) * smooth(s.noise(14, 2), 0.35, 0.55)
        s.paint(wk2, "#f3f4e6", 0.9)
        s.ink(s.plate(lambda p: p.poly([T(-352 + 14, 26), T(-200, 34), T(200, 34), T(352 + 14, 26), T(200, 20), T(-200, 20)])), NAVY, 0.5)
        for i in range(8):
            uu = -210 + i * 60
            sg = 1 if i % 2 else -1
            q = [T(uu, 6 * sg), T(uu - 46 + 80 * ph, 128 * sg)]
            s.paint(s.plate(lambda p: p.line(q, 3.4)), "#ead9b4")
            e = q[1]
            s.paint(s.plate(lambda p: p.poly([(e[0] - 6, e[1] - 4), (e[0] + 8, e[1] - 8 * sg), (e[0] - 2, e[1] + 30 * sg), (e[0] - 16, e[1] + 28 * sg)])), col)
            pd = T(uu - 110 + 80 * ph, 128 * sg)
            rr = np.abs(s.dist(*pd) - 16)
            s.paint(np.clip(2.4 - rr, 0, 1), "#e6efe2", 0.75)
            s.paint(np.clip(1.6 - np.abs(s.dist(*pd) - 26), 0, 1), "#e6efe2", 0.4)
        s.paint(s.plate(lambda p: p.poly([T(-356, 0), T(-240, -13), T(240, -13), T(362, 0), T(240, 13), T(-240, 13)])), "#8a5a34")
        s.paint(s.plate(lambda p: p.poly([T(-350, 0), T(-240, -13), T(240, -13), T(356, 0), T(240, -3), T(-240, -3)])), "#c98d58")
        for i in range(8):
            uu = -214 + i * 60
            s.paint(s.plate(lambda p: (p.disc(*T(uu, 0), 14), p.line([T(uu, -12), T(uu + 22, 0), T(uu, 12)], 7))), col)
            s.paint(s.plate(lambda p: p.disc(*T(uu - 2, 0), 8)), "#33251f")
        s.paint(s.plate(lambda p: p.disc(*T(-272, 0), 11)), INK)


@picture(1200, 1500)
def window_lights(s):
    s.sky([(0, "#14203a"), (900, "#4a4a72"), (1500, "#c77f78")])
    s.ink(s.lines(s.down(0, 1200, 0.45, 0.05), s.Y / 12 + (s.noise(400, 3) - 0.5) * 2, 4), NAVY, 0.5)
    s.paint(s.disc(930, 210, 64), "#f6e6bf")
    s.paint(s.disc(958, 196, 60), "#1c2846", 0.96)
    blocks = [(-40, 620, 330, "#2b3350", 12), (250, 760, 260, "#3a3f60", 10), (860, 540, 380, "#2f3a58", 12), (480, 360, 330, "#1b2338", 13), (-60, 930, 420, "#161c2e", 14), (820, 1000, 420, "#131828", 14)]
    for x, y, w, c, seed in blocks:
        s.paint(s.plate(lambda p: (p.rect(x, y, w, 1500), p.rect(x + w * 0.2, y - 34, w * 0.22, 40), p.line([(x + w * 0.7, y), (x + w * 0.7, y - 90)], 4), p.line([(x + w * 0.62, y - 66), (x + w * 0.78, y - 66)], 3))), c)
        s.ink(s.plate(lambda p: p.rect(x + w * 0.72, y, w * 0.28, 1500)) * s.dots(0.5 + 0 * s.X, 9, 30), "#0a0e1a", 0.7)
        n = max(4, w // 46)
        for r in range(int((1500 - y) / 62)):
            for i in range(n):
                wx, wy = x + 20 + i * (w - 24) / n, y + 30 + r * 62
                k = s.rng.random()
                if k < 0.42:
                    col, a = "#0c1120", 0.8
                elif k < 0.8:
                    col, a = "#f5c766", 0.95
                elif k < 0.92:
                    col, a = "#f0e2bd", 0.95
                else:
                    col, a = "#7fb3b5", 0.9
                iso_poly(s, [(wx, wy), (wx + 25, wy), (wx + 25, wy + 34), (wx, wy + 34)], col, a)
                if k > 0.42:
                    z = s.rng.integers(5)
                    if z == 0:
                        iso_poly(s, [(wx, wy), (wx + 25, wy), (wx + 25, wy + 12), (wx, wy + 14)], "#b5533c")
                    elif z == 1:
                        iso_poly(s, [(wx + 8, wy + 34), (wx + 9, wy + 18), (wx + 17, wy + 18), (wx + 18, wy + 34)], "#3a2430")
                        iso_poly(s, [(wx + 9, wy + 17), (wx + 9, wy + 9), (wx + 17, wy + 9), (wx + 17, wy + 17)], "#3a2430")
                    elif z == 2:
                        iso_poly(s, [(wx, wy), (wx + 7, wy), (wx + 4, wy + 34), (wx, wy + 34)], "#d9a25a")
                        iso_poly(s, [(wx + 25, wy), (wx + 18, wy), (wx + 21, wy + 34), (wx + 25, wy + 34)], "#d9a25a")
                    iso_lines(s, [[(wx + 12.5, wy), (wx + 12.5, wy + 34)], [(wx, wy + 15), (wx + 25, wy + 15)]], c, 1.6, 0.9)


@picture()
def drift_ice(s):
    s.sky([(0, "#b9cfd3"), (330, "#f1e4d0"), (430, "#f6cdb0")])
    s.paint(s.below(s.ridge(415, 70, 360, 6, 0.6)), "#9fb3bb")
    s.paint((s.Y > 440).astype(np.float32), "#2c5c72")
    s.paint(s.down(440, 1000) * (s.Y > 440), "#12324a", 0.95)
    # floes: warped cells, larger toward the viewer
    d = np.maximum(s.Y - 440, 2)
    U = (s.X - 800) / (d * 1.6 + 120)
    V = np.log(d / 18 + 1)
    Un, Vn = U + (s.noise(80, 3) - 0.5) * 0.22, V + (s.noise(80, 3) - 0.5) * 0.16
    g = 0.46
    iu, iv = np.floor(Un / g), np.floor(Vn / (g * 0.8))
    tab = s.rng.random((96, 96, 2)).astype(np.float32)
    f1 = np.full_like(U, 9)
    f2 = np.full_like(U, 9)
    idc = np.zeros_like(U)
    for a in (-1, 0, 1):
        for b in (-1, 0, 1):
            cu, cv = (iu + a).astype(int) % 96, (iv + b).astype(int) % 96
            px = (iu + a + 0.15 + 0.7 * tab[cu, cv, 0]) * g
            py = (iv + b + 0.15 + 0.7 * tab[cu, cv, 1]) * g * 0.8
            dd = np.hypot(Un - px, (Vn - py) * 1.2)
            new = dd < f1
            f2 = np.where(new, f1, np.minimum(f2, dd))
            idc = np.where(new, (cu * 7 + cv * 13) % 17 / 17, idc)
            f1 = np.where(new, dd, f1)
    gap = f2 - f1
    wide = 0.05 + 0.10 * s.noise(420, 2) + 0.14 * np.exp(-(((s.X - 800 - (s.Y - 700) * 0.5) / (60 + d * 0.2)) ** 2))
    floe = smooth(gap, wide, wide + 0.022) * (s.Y > 446)
    sh = np.roll(floe, (12 * SS, 5 * SS), (0, 1)) * smooth(s.Y, 450, 700)
    s.paint(sh, "#6fb0b8", 0.8)
    s.paint(floe, "#eef1e9")
    s.ink(floe * (idc > 0.55), "#cfe0e0", 0.9)
    s.ink(floe * s.dots(smooth(gap, wide + 0.16, wide) * 0.5, 9, 20), SLATE, 0.5)
    s.ink(floe * smooth(s.Y, 470, 440), ROSE, 0.7)

    def ship(p):
        P = lambda *q: [(860 + a, 520 + b) for a, b in q]
        p.poly(P((-130, -34), (120, -46), (96, 4), (-118, 4)))
        p.poly(P((-100, -84), (-10, -84), (-2, -36), (-104, -34)))
        p.poly(P((-86, -112), (-34, -112), (-28, -84), (-90, -84)))
        p.line(P((-60, -112), (-60, -168)), 4), p.line(P((60, -44), (60, -128)), 4), p.line(P((60, -124), (-20, -76)), 2)

    s.paint(s.plate(ship), "#8f2f22")
    s.paint(s.plate(lambda p: [p.rect(766 + i * 16, 446, 9, 12) for i in range(5)]), SUN)
    s.ink(s.plate(lambda p: p.poly([(742, 520), (956, 520), (930, 540), (760, 540)])), INK, 0.6)


@picture()
def radio_rings(s):
    s.c[:] = rgb("#efe5cf")
    cx, cy = 800, 500
    th = np.arctan2(s.Y - cy, s.X - cx)
    d = s.dist(cx, cy)
    turns = d / 17.0
    k = np.floor(turns)
    rows, bins = 48, 720
    sig = np.zeros((rows, bins), np.float32)
    base = s.rng.normal(0, 1, (rows, bins))
    for j in range(rows):
        r = np.convolve(np.tile(base[j], 3), np.hanning(9) / 4, "same")[bins : 2 * bins]
        sig[j] = 0.16 + 0.10 * r
        for _ in range(3):
            a0 = s.rng.integers(bins)
            sig[j] += 0.5 * np.exp(-(((np.arange(bins) - a0) / 9.0) ** 2)) * s.rng.random()
    ev = np.exp(-(((np.arange(bins) - 610) / 22.0) ** 2))
    for j in range(14, 24):
        sig[j] += ev * (0.9 - abs(j - 19) * 0.14)
    bi = ((th / TAU + 0.5) * bins).astype(int) % bins
    kr = np.clip(k, 0, rows - 1).astype(int)
    tone = np.clip(sig[kr, bi], 0.06, 0.96)
    ringm = (d > 78) & (d < 470)
    lin = s.lines(tone, turns, 5) * ringm
    hot = (kr >= 14) & (kr < 24) & (ev[bi] > 0.08)
    s.ink(np.clip(lin, 0, 1) * ~hot, NAVY, 0.95)
    s.ink(lin * hot, RED, 1.0)
    s.ink(s.dots(smooth(d, 900, 470) * (d > 470) * 0.28, 22, 20), TEAL, 0.6)
    s.ink(s.disc(cx, cy, 58), CORAL, 0.95, reg=(4, 3))
    s.ink(np.clip(3 - np.abs(d - 62), 0, 1), NAVY)
    s.paint(s.plate(lambda p: [p.line([(cx + 484 * math.cos(a), cy + 484 * math.sin(a)), (cx + (500 if i % 6 else 516) * math.cos(a), cy + (500 if i % 6 else 516) * math.sin(a))], 2.4 if i % 6 else 4) for i, a in enumerate(np.linspace(0, TAU, 73)[:-1])]), NAVY)


@picture()
def dunes(s):
    s.sky([(0, "#e8b27a"), (380, "#f6dfb2")])
    s.paint(s.disc(1120, 250, 92), "#fdf2d4")
    s.ink(s.dots(s.down(0, 330, 0.4, 0.0), 20, 15), CORAL, 0.55)
    pal = [("#dba775", "#b9784f"), ("#d59a62", "#a5623f"), ("#c9854e", "#8b4a33"), ("#b86f42", "#6f3529"), ("#9a5536", "#4b2421")]
    x = np.arange(s.w + 1)
    for i, (lt, dk) in enumerate(pal):
        b = 400 + i * 118
        y = b + s.ridge(0, 150 + 20 * i, 760, 2, 0.35) + 30 * np.sin(x / (240 + 40 * i) + i * 2.1)
        m = s.below(y)
        s.paint(m, lt)
        shade = s.below(y) * smooth(s.noise(520, 2) + 0.22 * np.sin((s.X + s.Y * 1.6) / 250 + i * 1.7), 0.46, 0.58)
        s.paint(m * shade, dk, 0.85)
        col = np.interp(s.X[0], x, y)[None, :]
        s.ink(m * s.lines(0.26 * smooth(s.Y - col, 0, 130) + 0.04, (s.Y - col) / (14 + i * 2.4) + s.noise(190, 2) * 2, 6), dk, 0.8)
        s.paint(m - s.below(y + 3), "#f8e2b8", 0.8)
        if i == 2:
            def caravan(p):
                for j in range(6):
                    cx = 430 + j * 92
                    cy = float(np.interp(cx, x, y)) + 4
                    k = 0.95
                    P = lambda *q: [(cx + a * k, cy + bb * k) for a, bb in q]
                    p.disc(cx, cy - 44 * k, 27 * k, 13 * k), p.disc(cx - 3 * k, cy - 55 * k, 12 * k, 11 * k)
                    p.line(P((22, -44), (38, -48), (42, -70)), 6 * k), p.line(P((40, -70), (54, -67)), 6 * k)
                    for lx in (-19, -11, 12, 20):
                        p.line(P((lx, -40), (lx + (3 if j % 2 else -3), 0)), 3.4 * k)
                    p.line(P((-26, -46), (-33, -28)), 2.4 * k)
                    if j % 2 == 0:
                        p.poly(P((-12, -60), (8, -60), (4, -84), (-6, -84))), p.disc(cx - 1, cy - 89 * k, 6 * k)

            s.paint(s.plate(caravan), "#33191c")


@picture(1600, 900)
def viaduct(s):
    s.sky([(0, "#9fc0c0"), (420, "#ecdfc0")])
    cl = smooth(s.noise(330, 4) * np.exp(-(((s.Y - 190) / 150) ** 2)), 0.4, 0.52)
    s.paint(cl, "#f6efe0", 0.9)
    for b, a, c in ((370, 170, "#8fa79f"), (460, 150, "#6f8f78"), (540, 120, "#54764f")):
        m = s.below(s.ridge(b, a, 520, 4))
        s.paint(m, c)
        s.ink(m * s.dots(smooth(s.noise(120, 3), 0.45, 0.75) * 0.5, 10, 25), MOSS, 0.6)

    def via(p):
        p.rect(0, 388, 1600, 44)
        for i in range(12):
            x = -20 + i * 142
            p.poly([(x, 430), (x + 34, 430), (x + 40, 900), (x - 6, 900)])
            p.rect(x - 6, 426, 46, 10)

    m = s.plate(lambda p: (via(p), [p.rect(14 + i * 142, 430, 108, 60) for i in range(12)]))
    hole = s.plate(lambda p: [(p.disc(68 + i * 142, 500, 53, 62), p.rect(15 + i * 142, 500, 106, 200)) for i in range(12)])
    legs = s.plate(via)
    body = np.maximum(np.clip(m - hole, 0, 1), legs)
    s.paint(body, "#c78a62", fleck=True)
    s.ink(body * s.lines(0.16 + 0 * s.X, s.Y / 13, 5), "#6a3a2c", 0.6)
    s.ink(s.plate(lambda p: [p.rect(2 + 14 + i * 142 - 14, 432, 13, 468) for i in range(12)]) * body, "#5a2f2a", 0.6)
    s.paint(s.plate(lambda p: p.rect(0, 378, 1600, 12)), "#6a4a3c")

    def train(p):
        for i in range(4):
            p.d.rounded_rectangle([(330 + i * 252) * SS, 306 * SS, (576 + i * 252) * SS, 374 * SS], 12 * SS, fill=255)

    s.paint(s.plate(train), "#20485a")
    s.paint(s.plate(lambda p: p.poly([(1330, 306), (1372, 342), (1380, 374), (1320, 374)])), "#20485a")
    s.paint(s.plate(lambda p: [p.rect(330 + i * 252, 350, 246, 8) for i in range(4)]), SUN)
    s.paint(s.plate(lambda p: [p.rect(350 + i * 252 + j * 38, 318, 26, 22) for i in range(4) for j in range(6)]), "#f5e3ae")
    s.paint(s.plate(lambda p: [p.disc(370 + i * 252 + j, 376, 9) for i in range(4) for j in (0, 36, 130, 166)]), INK)
    f = s.ridge(770, 90, 500, 4)
    fm = s.below(f)
    s.paint(fm, "#2f4a38")
    s.ink(fm * s.lines(0.3 + 0 * s.X, (s.Y + s.X * 0.2) / 12 + s.noise(160, 3) * 4, 3), "#16261f", 0.7)
    def trees(p):
        for _ in range(60):
            x = s.rng.random() * 1600
            y = float(np.interp(x, np.arange(s.w + 1), f)) + 30
            r = 18 + 34 * s.rng.random()
            p.disc(x, y - r * 0.7, r, r * 0.9)

    s.paint(s.plate(trees), "#223b2e")


@picture()
def salt_pans(s):
    s.c[:] = rgb("#d7cbb4")
    cols = ["#e9d9cf", "#d98d86", "#c2615f", "#e7b9a4", "#a7c2bd", "#6f9ea1", "#f1ead9", "#8c4a58", "#d9b98a", "#c7d2c4"]
    wx, wy = (s.noise(700, 2) - 0.5) * 150, (s.noise(700, 2) - 0.5) * 150
    a = math.radians(18)
    U = (s.X + wx) * math.cos(a) + (s.Y + wy) * math.sin(a)
    V = (s.Y + wy) * math.cos(a) - (s.X + wx) * math.sin(a)

    def split(u0, v0, u1, v1, depth):
        w, h = u1 - u0, v1 - v0
        if depth == 0 or (max(w, h) < 210 and s.rng.random() < 0.5) or min(w, h) < 70:
            yield u0, v0, u1, v1
            return
        f = 0.35 + 0.3 * s.rng.random()
        if w > h:
            yield from split(u0, v0, u0 + w * f, v1, depth - 1)
            yield from split(u0 + w * f, v0, u1, v1, depth - 1)
        else:
            yield from split(u0, v0, u1, v0 + h * f, depth - 1)
            yield from split(u0, v0 + h * f, u1, v1, depth - 1)

    streak = s.noise(60, 3)
    for u0, v0, u1, v1 in split(-100, -640, 2000, 1250, 7):
        e = np.minimum(np.minimum(U - u0, u1 - U), np.minimum(V - v0, v1 - V))
        if e.max() < 6:
            continue
        m = np.clip(e - 6, 0, 1)
        c = cols[s.rng.integers(len(cols))]
        s.paint(m, c)
        s.paint(m * smooth(e, 34 + 26 * s.rng.random(), 7) * smooth(streak, 0.3, 0.7), "#f7f0e2", 0.9)
        s.paint(np.clip(2 - np.abs(e - 7), 0, 1), "#7d6a58", 0.7)
    r = np.abs(V - 330 - 40 * np.sin(U / 240))
    s.paint(np.clip(26 - r, 0, 1), "#5f93a0")
    s.paint(np.clip(3 - np.abs(r - 27), 0, 1), "#6a5a4c")
    hx = [(930, 300), (968, 290), (1006, 281), (1044, 272), (500, 640), (540, 630)]
    for x, y in hx:
        s.ink(s.plate(lambda p: p.disc(x + 12, y + 8, 20, 11)), INK, 0.5)
        s.paint(s.plate(lambda p: p.disc(x, y, 17, 15)), "#fbf7ec")
        s.ink(s.plate(lambda p: p.poly([(x, y), (x + 17, y), (x + 8, y + 14)])), SLATE, 0.4)


# -- the people who write the paper, as the stamp carver sees them -------------
def bust(s, skin, hair, coat, ground):
    """Head and shoulders in three inks on a ground of dots. `hair` draws on the face's centre."""
    s.paint(np.ones_like(s.X), ground)
    s.ink(s.dots(s.down(0, s.h, 0.1, 0.5), 13, 30), INK, 0.22)
    s.paint(s.plate(lambda p: p.poly([(320 - 60, 400), (320 + 60, 400), (392, 520), (248, 520)])), skin)
    s.ink(s.plate(lambda p: p.poly([(264, 424), (376, 412), (384, 470), (270, 470)])), INK, 0.25)
    s.paint(
        s.plate(
            lambda p: (
                p.disc(320, 700, 280, 230),
                p.poly([(246, 500), (320, 566), (394, 500), (420, 700), (220, 700)], 255),
            )
        ),
        coat,
    )
    s.paint(s.plate(lambda p: p.poly([(268, 470), (320, 566), (372, 470)])), skin)
    face = s.plate(lambda p: p.disc(320, 290, 122, 152))
    s.paint(face, skin)
    # Light from the left: the far side of the face is engraved.
    s.ink(face * s.lines(smooth(s.X, 330, 470) * 0.6, s.Y / 9), INK, 0.35)
    for x in (276, 364):
        s.ink(s.plate(lambda p: p.disc(x, 286, 9, 7)), INK, 0.95)
        s.ink(s.plate(lambda p: p.arc(x, 284, 26, 205, 335, 6)), INK, 0.8)
    s.ink(s.plate(lambda p: p.line([(322, 290), (334, 338), (312, 342)], 5)), INK, 0.5)
    s.ink(s.plate(lambda p: p.arc(320, 356, 34, 25, 155, 7)), RED, 0.75)
    s.paint(s.plate(hair), INK if hair.__name__ != "grey" else SLATE)


@picture(640, 640)
def leila_sorrento(s):
    def hair(p):
        p.disc(320, 172, 142, 84)
        p.disc(196, 296, 44, 150)
        p.disc(444, 296, 44, 150)
        p.disc(320, 92, 52, 46)

    bust(s, "#c98d68", hair, TEAL, SAND)
    for x in (276, 364):
        s.ink(s.plate(lambda p: p.arc(x, 288, 37, 0, 360, 5)), INK, 0.9)
    s.ink(s.plate(lambda p: p.line([(312, 284), (328, 284)], 5)), INK, 0.9)


@picture(640, 640)
def joao_bexley(s):
    def grey(p):
        p.disc(320, 152, 112, 54)
        p.disc(260, 176, 66, 40)
        p.disc(390, 172, 56, 36)
        p.poly([(192, 176), (216, 300), (202, 320), (184, 250)])
        p.poly([(448, 176), (424, 300), (438, 320), (456, 250)])
        p.poly([(204, 330), (250, 400), (320, 384), (390, 400), (436, 330), (410, 440), (320, 470), (230, 440)])

    bust(s, "#e6b98f", grey, NAVY, SKY)


# -- a week on the water ------------------------------------------------------
@picture()
def first_ferry(s):
    s.c[:] = rgb("#25505f")
    s.paint(smooth(s.noise(520, 3), 0.25, 0.8), "#3c7681", 0.75)
    s.ink(s.lines(0.18 + 0.22 * s.noise(240, 3), (s.Y * 0.9 - s.X * 0.25) / 24 + s.noise(230, 3) * 2.4, 6), NAVY, 0.5)
    ang = math.radians(24)
    ca, sa = math.cos(ang), math.sin(ang)
    bx, by = 1010, 400
    T = lambda u, v: (bx + u * ca - v * sa, by - u * sa - v * ca)
    u = (s.X - bx) * ca - (s.Y - by) * sa
    v = -(s.X - bx) * sa - (s.Y - by) * ca
    back = np.maximum(150 - u, 0)
    for spread, wide, a in ((0.36, 12, 0.95), (0.29, 7, 0.6), (0.22, 4, 0.45)):
        arm = np.clip(1 - np.abs(np.abs(v) - 26 - back * spread) / (wide + back * 0.012), 0, 1)
        s.paint(arm * (back > 0) * np.exp(-back / 1100) * smooth(s.noise(26, 2), 0.18, 0.6), "#eef1e3", a)
    foam = np.clip(1 - np.abs(v) / (30 + back * 0.05), 0, 1) * (u < -120) * np.exp((u + 120) / 620)
    s.paint(foam * smooth(s.noise(17, 3), 0.35, 0.62), "#f6f4e6", 0.95)
    hull = [(-172, -46), (60, -52), (138, -30), (176, 0), (138, 30), (60, 52), (-172, 46)]
    s.ink(s.blur(s.plate(lambda p: p.poly([(x + 16, y + 20) for x, y in (T(*q) for q in hull)])), 5), NAVY, 0.55)
    s.paint(s.plate(lambda p: p.poly([T(*q) for q in hull])), "#f2ead8")
    s.paint(s.plate(lambda p: p.poly([T(*q) for q in ((-160, -36), (52, -41), (52, 41), (-160, 36))])), RED)
    s.ink(s.plate(lambda p: [p.line([T(-150 + i * 29, -37), T(-150 + i * 29, 37)], 3) for i in range(8)]), INK, 0.4)
    s.paint(s.plate(lambda p: p.poly([T(*q) for q in ((64, -30), (100, -22), (100, 22), (64, 30))])), "#e3d7bb")
    s.paint(s.plate(lambda p: p.poly([T(*q) for q in ((100, -20), (110, -15), (110, 15), (100, 20))])), "#27384a")
    s.paint(s.plate(lambda p: p.disc(*T(-40, 0), 21)), "#23252c")
    s.paint(s.plate(lambda p: p.disc(*T(-40, 0), 12)), "#4a4b50")
    for gx, gy, k in ((420, 260, 1.0), (505, 318, 0.8), (330, 690, 0.9), (1330, 720, 1.1)):
        s.paint(s.plate(lambda p: p.line([(gx - 26 * k, gy - 9 * k), (gx - 9 * k, gy - 3 * k), (gx, gy + 4 * k), (gx + 9 * k, gy - 3 * k), (gx + 26 * k, gy - 9 * k)], 5 * k)), "#fbf6e8")


@picture()
def low_tide(s):
    s.sky([(0, "#d9dfd6"), (300, "#f1dfbd"), (380, "#f3cfa2")])
    s.paint(s.below(s.ridge(372, 34, 330)), "#a8a38f")
    s.paint((s.Y > 388).astype(np.float32), "#8d7b62")
    s.paint(s.down(388, 1000) * (s.Y > 388), "#5c4d3d", 0.92)
    s.ink(s.lines(0.3 + 0.25 * s.noise(160, 3), np.sqrt(np.maximum(s.Y - 388, 0)) * 2.2 + s.noise(190, 4) * 3.2, 4) * (s.Y > 392), "#3c3226", 0.35)
    d = np.maximum(s.Y - 388, 1)
    mid = 880 + 330 * np.sin(d / 96 + 0.5) * (0.25 + d / 700) - d * 0.45
    half = 5 + d * 0.19 + 26 * (s.noise(90, 3) - 0.5) * np.clip(d / 150, 0, 1)
    stream = np.clip((half - np.abs(s.X - mid)) * 0.8, 0, 1) * (s.Y > 390)
    s.paint(np.clip((half + 9 + d * 0.02 - np.abs(s.X - mid)) * 0.5, 0, 1) * (s.Y > 390), "#4a3d30", 0.8)
    s.paint(stream, "#e9d3a9")
    s.paint(stream * s.down(430, 980), "#9db9b4", 0.9)
    s.ink(stream * s.lines(0.3, np.sqrt(d) * 3 + s.noise(130, 2), 4), TEAL, 0.3)

    def leaning(x, y, k, tilt, col):
        a = math.radians(tilt)
        P = lambda *q: [(x + (u * math.cos(a) - v * math.sin(a)) * k, y + (u * math.sin(a) + v * math.cos(a)) * k) for u, v in q]
        s.ink(s.plate(lambda p: p.disc(x + 8 * k, y + 8 * k, 128 * k, 13 * k)), INK, 0.5)
        s.paint(s.plate(lambda p: p.poly(P((-120, -44), (126, -58), (96, 6), (-92, 10)))), col)
        s.paint(s.plate(lambda p: p.poly(P((-120, -44), (126, -58), (121, -46), (-116, -32)))), CREAM)
        s.paint(s.plate(lambda p: (p.poly(P((-60, -92), (10, -96), (22, -54), (-62, -47))), p.line(P((36, -54), (36, -236)), 5 * k), p.line(P((36, -232), (122, -60)), 2 * k), p.line(P((36, -232), (-116, -46)), 2 * k))), "#2c2f36")
        s.paint(s.plate(lambda p: p.poly(P((-48, -84), (-22, -85), (-20, -66), (-48, -64)))), SKY)

    leaning(350, 640, 1.5, 13, "#31566d")
    leaning(1270, 556, 0.95, -10, "#9a3c2c")
    leaning(900, 436, 0.36, 9, "#3f5a44")
    for i in range(7):
        x, y = 640 + i * 128 + 10 * (i % 2), 880 + 16 * (i % 3) - i * 7
        s.paint(s.plate(lambda p: (p.disc(x, y - 26, 17, 9), p.line([(x - 12, y - 30), (x - 20, y - 48)], 4.5), p.disc(x - 21, y - 49, 5.5), p.line([(x - 25, y - 49), (x - 37, y - 45), (x - 42, y - 38)], 2.4), p.poly([(x + 12, y - 30), (x + 30, y - 24), (x + 12, y - 21)]), p.line([(x - 3, y - 20), (x - 5, y + 4)], 2.2), p.line([(x + 5, y - 20), (x + 4, y + 4)], 2.2))), "#2a261f")


@picture(1400, 1050)
def rain_rings(s):
    s.c[:] = rgb("#7f9a9d")
    s.paint(smooth(s.noise(480, 3), 0.25, 0.8), "#a9bfbd", 0.8)
    s.paint(s.down(0, 1050, 0.0, 0.55), "#3f6470")
    s.ink(s.lines(0.22, s.Y / 15 + s.noise(210, 3) * 2, 5), SLATE, 0.35)
    for _ in range(120):
        y = 30 + 1000 * s.rng.random() ** 0.8
        x = s.rng.random() * 1400
        k = 0.25 + 0.95 * y / 1050
        r = (14 + 86 * s.rng.random()) * k
        away = np.hypot(s.X - x, (s.Y - y) * 2.3)
        for step, a in ((1.0, 0.95), (0.68, 0.7), (0.4, 0.5)):
            if r * step > 7:
                edge = np.abs(away - r * step)
                s.paint(np.clip(2.6 * k - edge, 0, 1), "#eff3ea", a)
                s.ink(np.clip(2.6 * k - np.abs(away - r * step - 4.2 * k), 0, 1), NAVY, 0.35 * a)
        s.paint(s.plate(lambda p: p.line([(x, y - 15 * k), (x, y - 2)], 2.4 * k)), "#f6f7ef", 0.9)
    for x, y, k in ((300, 330, 0.7), (420, 480, 0.9), (580, 690, 1.2)):
        s.paint(s.plate(lambda p: p.rect(x - 15 * k, y, 30 * k, 210 * k)), "#3c5a63", 0.55)
        s.paint(s.plate(lambda p: (p.rect(x - 16 * k, y - 190 * k, 32 * k, 190 * k), p.disc(x, y, 16 * k, 6 * k))), "#2b2f35")
        s.paint(s.plate(lambda p: p.disc(x, y - 190 * k, 16 * k, 6 * k)), "#6e6a60")
        s.paint(s.plate(lambda p: p.rect(x - 16 * k, y - 120 * k, 32 * k, 12 * k)), "#d6c9a6", 0.9)
    s.paint(s.plate(lambda p: (p.disc(300, 118, 21, 24), p.disc(300, 88, 13), p.poly([(313, 84), (336, 89), (313, 94)]), p.line([(294, 140), (294, 198)], 3), p.line([(306, 140), (306, 198)], 3))), "#f3f0e2")


@picture(1400, 1050)
def bell_buoy(s):
    s.sky([(0, "#5d7484"), (420, "#a9b7b4"), (560, "#e0d8c0")])
    s.ink(s.dots(smooth(s.noise(420, 4), 0.42, 0.85) * s.down(0, 480, 0.7, 0.1), 15, 25), NAVY, 0.5)
    for i, (base, col) in enumerate(((560, "#7d9a98"), (640, "#5b8188"), (740, "#3d6470"), (860, "#284a59"))):
        if i == 2:
            a = math.radians(9)
            P = lambda *q: [(720 + u * math.cos(a) - v * math.sin(a), 770 + u * math.sin(a) + v * math.cos(a)) for u, v in q]
            s.paint(s.plate(lambda p: p.poly(P((-150, -60), (150, -60), (96, 60), (-96, 60)))), "#a5301f")
            s.paint(s.plate(lambda p: p.poly(P((-150, -60), (150, -60), (140, -36), (-140, -36)))), RED)
            s.paint(s.plate(lambda p: (p.line(P((-112, -60), (-40, -360)), 13), p.line(P((112, -60), (40, -360)), 13), p.line(P((-92, -150), (92, -150)), 7), p.line(P((-66, -262), (66, -262)), 7), p.line(P((-92, -150), (66, -262)), 4), p.line(P((92, -150), (-66, -262)), 4))), RED)
            s.paint(s.plate(lambda p: p.poly(P((-34, -246), (34, -246), (52, -160), (-52, -160)))), OCHRE)
            s.paint(s.plate(lambda p: p.poly(P((-34, -246), (-6, -246), (-16, -160), (-52, -160)))), SUN, 0.8)
            s.paint(s.plate(lambda p: p.disc(*P((6, -150))[0], 13)), INK)
            s.paint(s.plate(lambda p: p.poly(P((-44, -360), (44, -360), (34, -384), (-34, -384)))), "#7c2418")
            glow = s.dist(*P((0, -412))[0])
            s.paint(np.exp(-((glow / 62) ** 2)), "#ffe7a6", 0.85)
            s.paint(s.disc(*P((0, -412))[0], 22), "#fff6d8")
        swell = s.ridge(base, 70 + 26 * i, 620 - 60 * i, 4, 0.42)
        m = s.below(swell)
        s.paint(m, col)
        s.paint((m - s.below(swell + 6 + 3 * i)) * smooth(s.noise(44, 3), 0.4, 0.6), "#f1f2e6", 0.9)
        ph = (s.Y - np.interp(s.X[0], np.arange(s.w + 1), swell)[None, :]) / (13 + 5 * i) + s.noise(200, 3) * 1.6
        s.ink(m * s.lines(0.34 + 0.2 * s.noise(150, 2), ph, 4), NAVY, 0.45)
    drops = s.rng.random((60, 3))
    s.paint(s.plate(lambda p: [p.disc(720 + (a - 0.5) * 560, 800 - b * b * 230, 2 + 4 * c) for a, b, c in drops]), "#f6f5ea", 0.9)


@picture(1200, 1500)
def masts_at_night(s):
    s.sky([(0, "#14213a"), (520, "#2c3d5c"), (760, "#6d6a7e"), (800, "#a58a80")])
    stars = s.rng.random((90, 3))
    s.paint(s.plate(lambda p: [p.disc(x * 1200, y * 560, 0.8 + 1.6 * z) for x, y, z in stars]), "#f4ecd2", 0.8)
    s.paint(s.disc(880, 250, 62), "#f6ecc9")
    s.paint(s.disc(905, 236, 56), "#1b2a46")
    s.paint(s.below(s.ridge(770, 40, 300)), "#1b2438")
    s.paint((s.Y > 800).astype(np.float32), "#1c2c48")
    s.paint(s.down(800, 1500) * (s.Y > 800), "#0f1a2e", 0.9)
    masts = [(90, 380, 0.8), (210, 250, 1.0), (330, 470, 0.7), (455, 160, 1.2), (610, 360, 0.9), (720, 300, 1.0), (850, 430, 0.8), (985, 210, 1.1), (1110, 400, 0.9)]
    wob = (s.noise(90, 3) - 0.5) * np.clip((s.Y - 800) / 5, 0, 70)
    for x, top, k in masts:
        s.paint(np.clip((3.2 * k - np.abs(s.X + wob - x)) * 0.8, 0, 1) * (s.Y > 812) * (s.Y < 812 + (800 - top) * 0.9), "#060c18", 0.8)
        lamp = np.exp(-(((s.X + wob * 1.4 - x) / (7 + np.maximum(s.Y - 800, 0) * 0.03)) ** 2)) * (s.Y > 812) * np.exp(-np.maximum(s.Y - 812, 0) / 330)
        s.paint(s.lines(np.clip(lamp * 0.9, 0, 1), np.sqrt(np.maximum(s.Y - 800, 0)) * 2.3 + s.noise(120, 2), 4), "#f3c877", 0.9)
        s.paint(s.plate(lambda p: (p.line([(x, 806), (x, top)], 6 * k), p.line([(x, top + 8), (x + 104 * k, 790)], 1.6), p.line([(x, top + 8), (x - 92 * k, 790)], 1.6), p.line([(x - 34 * k, top + 120 * k), (x + 34 * k, top + 120 * k)], 2.6), p.line([(x, 716), (x + 118 * k, 708)], 7 * k), p.poly([(x - 96 * k, 772), (x + 122 * k, 766), (x + 92 * k, 818), (x - 80 * k, 818)]))), "#0a1120")
        s.paint(s.plate(lambda p: [p.rect(x - 44 * k + i * 34 * k, 783, 17 * k, 8 * k) for i in range(3)]), SUN, 0.95)
        s.paint(np.exp(-((s.dist(x, top - 3) / 20) ** 2)), "#ffd98c", 0.7)
        s.paint(s.disc(x, top - 3, 4.5), "#fff2cf")
    s.water(812, "#4a6488", s.down(812, 1500, 0.12, 0.4), 1.3, 10, 0.5)


@picture()
def lantern_night(s):
    s.sky([(0, "#1a2440"), (330, "#3a3b5c"), (430, "#7c5a66")])
    s.paint(s.below(s.ridge(418, 60, 260, 6, 0.62)), "#161c30")
    win = s.rng.random((46, 2))
    s.paint(s.plate(lambda p: [p.rect(a * 1600, 408 + b * 26, 5, 7) for a, b in win]), SUN, 0.9)
    s.paint((s.Y > 440).astype(np.float32), "#20304d")
    s.paint(s.down(440, 1000) * (s.Y > 440), "#101a30", 0.9)
    s.water(440, "#5c6f95", s.down(440, 1000, 0.2, 0.42), 1.4, 9, 0.55)
    spots = sorted(((470 + 500 * s.rng.random() ** 1.5, s.rng.random()) for _ in range(58)), key=lambda q: q[0])
    for y, at in spots:
        k = 0.22 + (y - 440) / 430
        x = 800 + (at - 0.5) * (700 + 1500 * (y - 440) / 560)
        col = (SUN, "#f6b25c", CORAL, "#ffe2a0")[int(at * 97) % 4]
        glow = np.hypot(s.X - x, (s.Y - y + 18 * k) * 1.1)
        s.paint(np.exp(-((glow / (62 * k)) ** 2)), "#f8b765", 0.5)
        pool = np.exp(-(((s.X - x) / (16 * k + 3)) ** 2)) * np.exp(-np.maximum(s.Y - y, 0) / (66 * k)) * (s.Y > y)
        s.paint(s.lines(np.clip(pool, 0, 1), np.sqrt(np.maximum(s.Y - 440, 0)) * 3.2 + s.noise(70, 2), 4), "#ffd894", 0.9)
        s.paint(s.plate(lambda p: p.poly([(x - 17 * k, y - 44 * k), (x + 17 * k, y - 44 * k), (x + 21 * k, y), (x - 21 * k, y)])), col)
        s.paint(s.plate(lambda p: p.poly([(x - 7 * k, y - 40 * k), (x + 7 * k, y - 40 * k), (x + 9 * k, y - 4 * k), (x - 9 * k, y - 4 * k)])), "#fff4d2", 0.85)
        s.ink(s.plate(lambda p: p.poly([(x - 25 * k, y), (x + 25 * k, y), (x + 19 * k, y + 6 * k), (x - 19 * k, y + 6 * k)])), INK, 0.7)


if __name__ == "__main__":
    OUT.mkdir(exist_ok=True)
    for want in sys.argv[1:] or PICTURES:
        PICTURES[want]()
