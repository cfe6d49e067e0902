"""Draws the photos of the test records: calm harbour pictures in flat colours.

Run `python3 pictures.py` beside this file; it needs Pillow. The same pictures come out each
time: what looks like chance has a seed. Pictures are drawn larger, made smaller for
smooth edges, and stored with a palette, so that each stays below 40 KB.
"""

from math import sin
from pathlib import Path
from random import Random

from PIL import Image, ImageDraw

FOLDER = Path(__file__).parent / "records" / "photos"
LANDSCAPE, UPRIGHT = (900, 600), (600, 800)
NIGHT, SLATE, STONE, SAND, CREAM = "#1d2b3a", "#4a5b69", "#8d9396", "#cbbfa8", "#efe6d2"
SKIN = ["#8a5a3c", "#c99873", "#6b4630", "#dcb592", "#a8744f"]
COATS = ["#2f4858", "#6d3b3f", "#3f5a4a", "#54506b", "#7a6242", "#37424f", "#8a4f3a"]


class Picture:
    """A picture in the making; measures are those of the picture that is stored."""

    def __init__(self, name, size=LANDSCAPE):
        self.name, (self.width, self.height) = name, size
        self.image = Image.new("RGB", (self.width * 2, self.height * 2), CREAM)
        self.draw = ImageDraw.Draw(self.image)
        self.random = Random(name)

    def box(self, left, top, right, bottom, colour, radius=0):
        self.draw.rounded_rectangle((left * 2, top * 2, right * 2, bottom * 2), radius * 2, colour)

    def oval(self, x, y, across, down, colour):
        self.draw.ellipse(((x - across) * 2, (y - down) * 2, (x + across) * 2, (y + down) * 2), colour)

    def shape(self, points, colour):
        self.draw.polygon([(x * 2, y * 2) for x, y in points], colour)

    def line(self, points, colour, width=2):
        self.draw.line([(x * 2, y * 2) for x, y in points], colour, round(width * 2), "curve")

    def fade(self, top, bottom, first, last, steps=20):
        """Bands from one colour to another."""
        mix = [tuple(int(c[i : i + 2], 16) for i in (1, 3, 5)) for c in (first, last)]
        for step in range(steps):
            share = step / (steps - 1)
            colour = tuple(round(a + (b - a) * share) for a, b in zip(*mix))
            height = (bottom - top) / steps
            self.box(0, top + step * height, self.width, top + (step + 1) * height + 1, colour)

    def glints(self, top, bottom, colour, many=60):
        """Light on the water."""
        for _ in range(many):
            y = self.random.uniform(top, bottom)
            x, long = self.random.uniform(0, self.width), 6 + (y - top) / (bottom - top) * 46
            self.line([(x, y), (x + long, y)], colour, 1 + (y - top) / (bottom - top) * 2)

    def boat(self, x, water, long, mast, hull="#24384a"):
        self.shape([(x, water - long / 7), (x + long, water - long / 6), (x + long * 0.86, water + 5), (x + long * 0.1, water + 5)], hull)
        self.line([(x + long * 0.45, water - 8), (x + long * 0.45, water - mast)], NIGHT, 2.5)
        self.line([(x + long * 0.45, water - mast), (x + long, water - long / 6)], NIGHT, 0.8)
        self.line([(x + long * 0.45, water - mast), (x, water - long / 7)], NIGHT, 0.8)
        self.line([(x + long * 0.45, water - mast * 0.25), (x + long * 0.9, water - mast * 0.22)], NIGHT, 4)

    def person(self, x, foot, tall, coat=None, skin=None, arm=None, legs=True):
        """Somebody standing; `arm` is where a hand reaches to."""
        coat, skin = coat or self.random.choice(COATS), skin or self.random.choice(SKIN)
        head, wide = tall * 0.075, tall * 0.115
        if legs:
            self.box(x - wide * 0.75, foot - tall * 0.5, x - wide * 0.08, foot, NIGHT, 3)
            self.box(x + wide * 0.08, foot - tall * 0.5, x + wide * 0.75, foot, NIGHT, 3)
        self.box(x - wide, foot - tall * 0.83, x + wide, foot - tall * 0.42, coat, tall * 0.05)
        if arm:
            self.line([(x, foot - tall * 0.76), arm], coat, tall * 0.06)
            self.oval(*arm, tall * 0.028, tall * 0.028, skin)
        self.box(x - head * 0.4, foot - tall * 0.88, x + head * 0.4, foot - tall * 0.8, skin)
        self.oval(x, foot - tall * 0.92, head, head * 1.2, skin)
        hair = self.random.choice(["#221b17", "#4b3626", "#6e6a66", "#2c2420", "#3d4f63"])
        self.draw.pieslice([2 * v for v in (x - head * 1.08, foot - tall * 0.92 - head * 1.3, x + head * 1.08, foot - tall * 0.92 + head)], 180, 360, hair)

    def back(self, x, y, wide, colour):
        """Head and shoulders of somebody who sits in front."""
        self.box(x - wide, y, x + wide, y + wide * 2.5, colour, wide * 0.6)
        self.oval(x, y - wide * 0.45, wide * 0.5, wide * 0.62, "#20262c")

    def hall(self, wall="#d9d2c3", low="#b8ad98", floor="#8b7a63"):
        bottom = self.height * 0.72
        self.fade(0, bottom, wall, low, 12)
        self.box(0, bottom, self.width, self.height, floor)
        for x in range(40, self.width, 170):
            self.box(x, 0, x + 16, bottom, "#c6bba6")

    def keep(self):
        # Enough pixels for the widest place on a page.
        size = (self.width * 4 // 3, self.height * 4 // 3)
        small = self.image.resize(size, Image.Resampling.LANCZOS)
        flat = small.quantize(56, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
        flat.save(FOLDER / f"{self.name}.png", optimize=True)


def sea(p, horizon, sky=("#9fbfd3", "#f3dfc2"), water=("#6f9bb0", "#2f5268")):
    p.fade(0, horizon, *sky, 26)
    p.fade(horizon, p.height, *water, 22)


def harbour_morning():
    p = Picture("harbour-morning")
    sea(p, 300, ("#86a9c4", "#f6d9b4"))
    p.oval(650, 262, 34, 34, "#fff3d6")
    p.shape([(0, 300), (0, 262), (120, 246), (260, 270), (390, 258), (520, 300)], "#7d95a3")
    p.glints(312, 470, "#f4e2c0", 70)
    for x, long, mast in [(70, 120, 170), (230, 150, 220), (430, 96, 140), (590, 170, 250), (770, 110, 160)]:
        p.boat(x, 420, long, mast, p.random.choice(["#24384a", "#6b2f2f", "#e9e2d2"]))
    p.box(0, 500, 900, 600, "#6f6a62")
    p.box(0, 494, 900, 508, "#9b958a")
    for x in (110, 380, 650):
        p.box(x, 470, x + 26, 500, NIGHT, 6)
        p.oval(x + 13, 470, 20, 7, NIGHT)
    p.keep()


def hall_audience():
    p = Picture("hall-audience")
    p.hall()
    p.box(270, 60, 650, 290, "#f4f6f4")
    p.line([(300, 240), (360, 200), (420, 215), (480, 160), (540, 172), (620, 110)], "#37708a", 5)
    p.line([(300, 262), (620, 262)], STONE, 2)
    p.box(720, 250, 780, 380, "#6a4a30", 4)
    p.person(750, 410, 220, "#6d3b3f", SKIN[1], legs=False)
    p.box(712, 292, 788, 400, "#6a4a30", 4)
    for row, (y, wide, many) in enumerate([(400, 26, 13), (455, 33, 10), (525, 42, 8)]):
        for seat in range(many):
            x = 40 + (seat + row % 2 * 0.5) * 880 / many
            p.back(x, y + p.random.randint(-6, 6), wide, p.random.choice(COATS))
    p.keep()


def keynote():
    p = Picture("keynote")
    p.fade(0, 600, "#27394a", "#16212c", 16)
    p.shape([(450, -40), (210, 600), (760, 600)], "#30475b")
    p.person(450, 640, 470, "#3f5a4a", SKIN[2], arm=(585, 300), legs=False)
    p.shape([(360, 390), (560, 390), (540, 600), (380, 600)], "#7a5a3a")
    p.box(348, 372, 572, 396, "#93704a", 4)
    p.line([(420, 374), (432, 310)], STONE, 4)
    p.oval(434, 304, 10, 14, "#c9cdd0")
    for x in range(-20, 920, 92):
        p.back(x + 40, 545, 36, "#0f171f")
    p.keep()


def panel():
    p = Picture("panel")
    p.hall("#cfd6d6", "#aab4b5", "#7d7263")
    p.box(120, 70, 780, 250, "#3a5666")
    for x in (190, 300, 410, 520, 630):
        p.line([(x, 210 - p.random.randint(10, 90)), (x + 90, 210 - p.random.randint(10, 90))], "#88b0bd", 4)
    for x, coat, skin in [(170, 0, 3), (310, 1, 0), (450, 2, 1), (590, 3, 2), (730, 6, 4)]:
        p.person(x, 590, 330, COATS[coat], SKIN[skin], arm=(x + 38, 428), legs=False)
    p.box(80, 430, 820, 560, "#e7e0d0", 4)
    p.box(80, 424, 820, 440, "#f6f1e5", 3)
    for x in (215, 355, 495, 635, 775):
        p.box(x, 392, x + 14, 426, "#a9c7d2", 3)
    p.keep()


def signing():
    p = Picture("signing")
    p.hall("#d8cfc6", "#b7a99b", "#6f5546")
    p.box(0, 80, 900, 230, "#40566a")
    for x, coat, skin in [(130, 4, 2), (770, 5, 3)]:
        p.person(x, 560, 390, COATS[coat], SKIN[skin])
    p.person(320, 620, 390, COATS[1], SKIN[1], arm=(372, 428), legs=False)
    p.person(580, 620, 390, COATS[0], SKIN[0], arm=(530, 428), legs=False)
    p.box(200, 430, 700, 600, "#2f5a4c", 4)
    p.box(200, 424, 700, 438, "#3f7361", 3)
    for x in (330, 500):
        p.shape([(x, 424), (x + 80, 424), (x + 92, 436), (x - 12, 436)], "#fbf8ef")
    for x, colour in [(440, "#c8443a"), (450, "#e5b94f"), (460, "#f1ead9")]:
        p.line([(450, 424), (x, 378)], "#4e6b45", 2)
        p.oval(x, 374, 9, 9, colour)
    p.keep()


def award():
    p = Picture("award", UPRIGHT)
    p.fade(0, 640, "#5b2f3a", "#3a1f29", 14)
    for x in range(0, 600, 75):
        p.box(x, 0, x + 30, 640, "#54303b")
    p.box(0, 640, 600, 800, "#8f6d4d")
    p.person(180, 740, 500, COATS[5], SKIN[4], arm=(290, 420))
    p.person(430, 740, 470, COATS[2], SKIN[0], arm=(318, 420))
    p.shape([(270, 380), (340, 380), (322, 428), (288, 428)], "#d8b456")
    p.box(296, 426, 314, 450, "#b8923f")
    p.keep()


def tide_staff():
    p = Picture("tide-staff", UPRIGHT)
    p.fade(0, 250, "#aac4d2", "#e6e4d8", 14)
    p.fade(560, 800, "#5f8a97", "#2c4d5c", 14)
    for row in range(9):
        for stone in range(-1, 6):
            x = stone * 120 + row % 2 * 60
            p.box(x + 2, 200 + row * 44, x + 116, 240 + row * 44, p.random.choice(["#8c8578", "#7d776c", "#989184"]), 4)
    p.box(0, 186, 600, 206, "#b0a999")
    p.fade(598, 800, "#5f8a97", "#2c4d5c", 14)
    p.box(270, 120, 330, 690, "#f3f0e4")
    for mark in range(19):
        y = 135 + mark * 29
        p.box(270 if mark % 2 else 296, y, 304 if mark % 2 else 330, y + 14, "#1f2d3a" if mark % 6 else "#b33a32")
    p.box(0, 632, 600, 800, "#3f6776")
    p.fade(632, 800, "#54808e", "#2c4d5c", 10)
    p.glints(640, 790, "#a9c8cd", 30)
    p.keep()


def group_steps():
    p = Picture("group-steps")
    p.fade(0, 380, "#a9c3d6", "#dfe6e4", 14)
    p.shape([(120, 130), (450, 30), (780, 130)], "#b9ad97")
    p.box(110, 130, 790, 400, "#d8ccb5")
    for x in range(150, 780, 98):
        p.box(x, 146, x + 34, 400, "#efe6d2")
    for step in range(5):
        p.box(60 - step * 16, 400 + step * 40, 840 + step * 16, 442 + step * 40, ["#b5ab99", "#c3b9a7"][step % 2])
    for row, (foot, tall, many) in enumerate([(430, 150, 10), (482, 160, 11), (540, 172, 11)]):
        for place in range(many):
            p.person(110 + (place + row % 2 * 0.4) * 690 / (many - 1) * 0.96, foot, tall + p.random.randint(-9, 9))
    p.keep()


def gauge_hut():
    p = Picture("gauge-hut")
    sea(p, 330, ("#5d6f8f", "#f0b98d"), ("#8b8496", "#2f3f55"))
    p.oval(210, 318, 46, 46, "#fde2b3")
    p.box(0, 330, 900, 334, "#8b8496")
    p.glints(340, 580, "#f0c79d", 60)
    p.box(430, 388, 900, 404, "#3b352f")
    for x in range(450, 900, 74):
        p.box(x, 402, x + 12, 520, "#332e29")
    p.box(500, 270, 610, 390, "#d5cab4")
    p.shape([(486, 274), (555, 222), (624, 274)], "#6d3b3f")
    p.box(540, 316, 572, 390, "#37424f")
    p.line([(600, 222), (600, 150)], NIGHT, 3)
    p.line([(580, 160), (620, 160)], NIGHT, 2)
    p.line([(430, 360), (900, 360)], "#3b352f", 3)
    p.keep()


def paper_roll():
    p = Picture("paper-roll")
    p.fade(0, 300, "#c9c1b2", "#a99f8e", 12)
    p.box(0, 300, 900, 600, "#6b4f38")
    p.box(90, 60, 330, 230, "#dfe9ee")
    p.line([(210, 60), (210, 230)], "#8f8675", 6)
    p.line([(90, 145), (330, 145)], "#8f8675", 6)
    p.person(600, 640, 520, COATS[3], SKIN[0], arm=(470, 430), legs=False)
    p.shape([(0, 400), (900, 372), (900, 500), (0, 540)], "#f1e8d0")
    curve = [(x, 460 - x * 0.03 + 34 * (1 if x // 45 % 2 else -1) * (0.6 + 0.4 * (x % 135) / 135)) for x in range(0, 901, 45)]
    p.line(curve, "#3a4a7a", 3)
    p.oval(60, 470, 34, 74, "#dccfae")
    p.oval(60, 470, 14, 32, "#8d7d5c")
    p.oval(470, 430, 16, 14, SKIN[0])
    p.keep()


def clinic_table():
    p = Picture("clinic-table")
    p.hall("#dfe3df", "#bfc7c2", "#7c8478")
    p.box(560, 70, 830, 250, "#bcd6e2")
    p.box(560, 190, 830, 250, "#6f9bb0")
    for x, coat, skin, hand in [(150, 4, 1, 250), (330, 0, 4, 380), (560, 2, 2, 500), (730, 6, 3, 650)]:
        p.person(x, 610, 400, COATS[coat], SKIN[skin], arm=(hand, 418), legs=False)
    p.box(40, 430, 860, 600, "#a3805a")
    p.box(40, 420, 860, 436, "#bb976d", 3)
    p.box(390, 330, 500, 422, "#4a5b69", 8)
    p.oval(445, 376, 34, 34, "#e8ecec")
    p.line([(445, 376), (463, 354)], "#b33a32", 4)
    p.box(230, 396, 300, 422, "#d8b456", 4)
    p.box(600, 404, 690, 422, "#6d3b3f", 4)
    p.keep()


def dredger():
    p = Picture("dredger")
    sea(p, 340, ("#9aa9b0", "#d9dcd6"), ("#7f948f", "#42585a"))
    p.shape([(520, 340), (640, 316), (900, 300), (900, 340)], "#73837f")
    p.shape([(140, 360), (720, 360), (690, 430), (180, 430)], "#8f3f32")
    p.box(170, 340, 700, 362, "#d9d2c3")
    p.box(560, 230, 670, 342, "#efe9dc")
    for x in (575, 605, 635):
        p.box(x, 250, x + 18, 274, "#3a5666")
    p.box(600, 180, 630, 232, "#c9a13f")
    p.line([(300, 350), (240, 150)], "#3b352f", 8)
    p.line([(240, 150), (90, 330)], "#3b352f", 5)
    p.line([(90, 330), (90, 420)], "#3b352f", 3)
    p.shape([(70, 410), (110, 410), (120, 440), (60, 440)], "#5a5148")
    p.glints(440, 590, "#b9c6c0", 60)
    p.line([(790, 600), (790, 380)], "#b33a32", 10)
    p.oval(790, 376, 16, 16, "#b33a32")
    p.keep()


def children_quay():
    p = Picture("children-quay")
    sea(p, 280, ("#8fc0dc", "#e3efee"), ("#6fb0bd", "#2f7384"))
    p.boat(620, 330, 170, 190, "#e9e2d2")
    p.glints(300, 420, "#d5ecec", 40)
    p.box(0, 420, 900, 600, "#a49b8b")
    p.box(0, 414, 900, 430, "#c2b9a8")
    bright = ["#c8643a", "#d8b456", "#3f7f8f", "#7d4f8a", "#5f8a4a"]
    for number, x in enumerate((90, 170, 255, 335, 420, 500)):
        p.person(x, 540 + number % 2 * 24, 180 + number % 3 * 14, bright[number % 5])
    p.person(650, 560, 300, COATS[0], SKIN[1], arm=(760, 380))
    p.line([(775, 240), (775, 560)], "#f3f0e4", 16)
    for y in range(250, 550, 40):
        p.box(767, y, 783, y + 18, NIGHT)
    p.keep()


def logo():
    """The institute's: a wave in a ring."""
    p = Picture("../../logos/ics", (320, 320))
    p.box(0, 0, 320, 320, "#ffffff")
    p.oval(160, 160, 150, 150, "#0b5c74")
    p.oval(160, 160, 134, 134, "#ffffff")
    for y in (130, 170, 210):
        p.line([(x, y + 16 * sin((x + y) / 22)) for x in range(62, 259, 4)], "#0b5c74", 11)
    p.keep()


if __name__ == "__main__":
    for folder in (FOLDER, FOLDER / "../../logos"):
        folder.mkdir(parents=True, exist_ok=True)
    for draw in (harbour_morning, hall_audience, keynote, panel, signing, award, tide_staff, group_steps, gauge_hut, paper_roll, clinic_table, dredger, children_quay, logo):
        draw()
