"""The cost curve as a picture: an SVG drawn by hand, both axes logarithmic."""

import math
from collections.abc import Mapping, Sequence
from pathlib import Path

Figures = Mapping[str, float]
# What is drawn: figure, how many milliseconds its unit has, words, colour, goal at a million faces.
LINES = (
    ("grouping s", 1000, "everything grouped, from nothing", "#6b4fa0", 10 * 60 * 1000),
    ("largest person ms", 1, "suggestions of the largest person", "#2f7d6b", 300),
    ("new photo p99 ms", 1, "a new photo’s faces placed (p99)", "#c05a2b", 100),
    ("answer p99 ms", 1, "an answer, ranked anew (p99)", "#2b6cb0", 50),
)
TICKS = (
    *((1, "1 ms"), (10, "10 ms"), (100, "0.1 s"), (1000, "1 s"), (10_000, "10 s")),
    *((60_000, "1 min"), (600_000, "10 min"), (3_600_000, "1 h")),
)
WIDTH, HEIGHT = 860, 440
LEFT, RIGHT, TOP, BOTTOM = 64, 280, 56, 56
APART = 34  # between two labels, in pixels
INK, FAINT, LINE = "#333", "#777", "#e6e6e6"


def draw_curve(curve: Mapping[int, Figures], file: Path) -> None:
    """Draw the figures of each size; the goals are rings at a million faces."""
    sizes = sorted(curve)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-size="13"'
        f' font-family="system-ui, Helvetica, Arial, sans-serif" fill="{INK}">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
        _text(LEFT, 28, "What it costs as the library grows", size=16),
        *_grid(sizes),
    ]
    drawn = [line for line in LINES if any(line[0] in curve[size] for size in sizes)]
    ends = []
    for name, unit, _, colour, goal in drawn:
        points = [(_x(n), _y(curve[n][name] * unit)) for n in sizes if name in curve[n]]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts += [_dot(x, y, colour, fill=colour) for x, y in points]
        parts.append(_dot(_x(1_000_000), _y(goal), colour, fill="none"))
        ends.append(points[-1][1])
    for (name, unit, words, colour, goal), place in zip(drawn, _spread(ends), strict=True):
        last = curve[sizes[-1]].get(name, math.nan) * unit
        at = WIDTH - RIGHT + 22
        parts.append(_text(at, place - 2, words, colour=colour))
        said = f"{_duration(last)}, goal {_duration(goal)}"
        parts.append(_text(at, place + 13, said, colour=FAINT, size=12))
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("\n".join([*parts, "</svg>"]) + "\n", encoding="utf-8")


def _x(faces: float) -> float:
    return LEFT + (math.log10(faces) - 3) / 3 * (WIDTH - LEFT - RIGHT)


def _y(milliseconds: float) -> float:
    low, high = math.log10(TICKS[0][0]), math.log10(TICKS[-1][0])
    share = (math.log10(max(milliseconds, TICKS[0][0])) - low) / (high - low)
    return HEIGHT - BOTTOM - share * (HEIGHT - BOTTOM - TOP)


def _grid(sizes: Sequence[int]) -> list[str]:
    edge, foot = WIDTH - RIGHT, HEIGHT - BOTTOM
    parts = []
    for milliseconds, words in TICKS:
        at = _y(milliseconds)
        parts.append(f'<path d="M{LEFT} {at:.1f}H{edge}" stroke="{LINE}"/>')
        parts.append(_text(LEFT - 10, at + 4, words, anchor="end", colour=FAINT, size=12))
    for size in sizes:
        parts.append(f'<path d="M{_x(size):.1f} {TOP}V{foot}" stroke="{LINE}"/>')
        words = f"{size:,}"
        parts.append(_text(_x(size), foot + 20, words, anchor="middle", colour=FAINT, size=12))
    middle = (LEFT + edge) / 2
    words = "faces in the library; rings are the goals"
    parts.append(_text(middle, foot + 42, words, anchor="middle", colour=FAINT, size=12))
    return parts


def _spread(places: Sequence[float]) -> list[float]:
    """The places, from top to bottom, moved as far down as it takes to keep labels apart."""
    moved: dict[int, float] = {}
    before = -math.inf
    for number in sorted(range(len(places)), key=places.__getitem__):
        before = moved[number] = max(places[number], before + APART)
    return [moved[number] for number in range(len(places))]


def _duration(milliseconds: float) -> str:
    if milliseconds < 1000:
        return f"{milliseconds:.0f} ms"
    if milliseconds < 60_000:
        return f"{milliseconds / 1000:.1f} s"
    return f"{milliseconds / 60_000:.1f} min".replace(".0 ", " ")


def _dot(x: float, y: float, colour: str, *, fill: str) -> str:
    look = f'stroke="{colour}" fill="{fill}"'
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{3 if fill == colour else 6}" {look}/>'


def _text(
    x: float, y: float, words: str, *, anchor: str = "start", colour: str = INK, size: int = 13
) -> str:
    look = f'text-anchor="{anchor}" fill="{colour}" font-size="{size}"'
    return f'<text x="{x:.1f}" y="{y:.1f}" {look}>{words}</text>'
