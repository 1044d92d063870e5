"""The cost curve as a picture: an SVG drawn by hand, both axes logarithmic."""

import math
from collections.abc import Mapping
from pathlib import Path

# What is drawn, in milliseconds: figure, factor, colour, goal at a million faces.
LINES = (
    ("new photo p50 ms", 1, "#c05a2b", 100),
    ("answer p99 ms", 1, "#2b6cb0", 50),
    ("suggestions ms", 1, "#2f7d6b", 300),
    ("grouping s", 1000, "#6b4fa0", 30 * 60 * 1000),
)
WIDTH, HEIGHT, LEFT, BOTTOM, TOP, RIGHT = 720, 420, 70, 50, 30, 180
LOW, HIGH = 0, 7  # powers of ten of a millisecond


def draw_curve(curve: Mapping[int, Mapping[str, float]], file: Path) -> None:
    """Draw the figures of each size, and the goals at the right edge as dashes."""
    sizes = sorted(curve)
    first, last = math.log10(sizes[0]), max(math.log10(sizes[-1]), math.log10(sizes[0]) + 1)

    def x(size: float) -> float:
        return LEFT + (math.log10(size) - first) / (last - first) * (WIDTH - LEFT - RIGHT)

    def y(milliseconds: float) -> float:
        power = math.log10(max(milliseconds, 10**LOW))
        return HEIGHT - BOTTOM - (power - LOW) / (HIGH - LOW) * (HEIGHT - BOTTOM - TOP)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}"'
        ' font-family="sans-serif" font-size="12" fill="#444">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
    ]
    for power, words in enumerate(
        ("1 ms", "10 ms", "0.1 s", "1 s", "10 s", "100 s", "17 min", "3 h")
    ):
        at = y(10**power)
        parts.append(f'<path d="M{LEFT} {at:.1f}H{WIDTH - RIGHT}" stroke="#ddd"/>')
        parts.append(f'<text x="{LEFT - 8}" y="{at + 4:.1f}" text-anchor="end">{words}</text>')
    for size in sizes:
        parts.append(
            f'<text x="{x(size):.1f}" y="{HEIGHT - BOTTOM + 20}" text-anchor="middle">'
            f"{size:,} faces</text>"
        )
    for name, factor, colour, goal in LINES:
        points = [(size, curve[size][name] * factor) for size in sizes if name in curve[size]]
        points = [(size, value) for size, value in points if value == value]
        if not points:
            continue
        path = " ".join(f"{x(size):.1f},{y(value):.1f}" for size, value in points)
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        end, edge = y(points[-1][1]), WIDTH - RIGHT
        label = name.removesuffix(" ms").removesuffix(" s")
        parts.append(f'<text x="{edge + 26}" y="{end + 4:.1f}" fill="{colour}">{label}</text>')
        parts.append(
            f'<path d="M{edge - 8} {y(goal):.1f}h16" stroke="{colour}" stroke-width="2"'
            ' stroke-dasharray="3 3"/>'
        )
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("\n".join([*parts, "</svg>"]) + "\n")
