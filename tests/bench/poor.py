#!/usr/bin/env python3
"""Poor faces among clear ones: a fifth of the people's photos shrunk or blurred, then grouped.

A face that is nothing but blur looks like every other such face:
it must not be a reference for others.
"""

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np
from PIL import Image, ImageFilter

from kinfolk.vision import engine, group, low_quality
from kinfolk.vision.engine import FoundFace
from kinfolk.vision.group import MIN_QUALITY, SAME
from tests.bench._photos import MANY, machine, need_photos, table
from tests.bench._seen import Seen, score, see

SHARE = 0.2
# Sides of the face in pixels, and blurs in hundredths of it.
SHRUNK, BLURRED = (18, 22, 28, 40), (3, 5, 8)
USUAL = 80  # pixels that a face of these photos has across, about
FACTOR = low_quality.LOW_QUALITY_FACTOR
RULES = (
    (0.0, 1.0),
    (0.1, FACTOR),
    (MIN_QUALITY, 1.0),
    (MIN_QUALITY, FACTOR),
    (0.35, FACTOR),
    (0.5, FACTOR),
)


def main() -> None:
    need_photos(MANY)
    print(f"Poor faces among clear ones ({machine()})\n")
    seen = see(MANY)
    changed, kinds = spoilt(seen)
    grades(changed, kinds)
    is_poor = kinds != ""
    rows = []
    for least, factor in RULES:
        group.MIN_QUALITY, low_quality.LOW_QUALITY_FACTOR = least, factor
        labels = changed.grouped(SAME)
        figures = (*score(changed, labels), (labels[is_poor] >= 0).mean())
        rows.append((least, f"{factor:.2f}", *(f"{value:.4f}" for value in figures)))
    heads = ("good from", "share of the distance for others", "B³ F", "pair F", "impure")
    table((*heads, "of the changed placed"), rows)


def changes() -> Iterator[tuple[str, float, float]]:
    """Name, scale and radius of the blur, both for a face of USUAL size."""
    yield from ((f"{side} pixels", side / USUAL, 0.0) for side in SHRUNK)
    yield from ((f"blurred by {part} %", 1.0, USUAL * part / 100) for part in BLURRED)


def spoilt(seen: Seen) -> tuple[Seen, "np.typing.NDArray[np.str_]"]:
    """Some faces as a changed photo shows them, and what was done to each, "" for the others."""
    draw, ready = np.random.default_rng(0), engine.load()
    vectors, qualities = seen.vectors.copy(), seen.qualities.copy()
    kinds = np.full(len(seen.paths), "", "<U20")
    kept = np.ones(len(seen.paths), np.bool_)
    possible = list(changes())
    known = draw.permutation(np.flatnonzero(seen.labels != ""))
    for row in known[: int(SHARE * len(known))].tolist():
        name, scale, blur = possible[draw.integers(len(possible))]
        with Image.open(str(seen.paths[row])) as image:
            changed = image.convert("RGB")
        size = round(changed.width * scale), round(changed.height * scale)
        changed = changed.resize(size, Image.Resampling.LANCZOS)
        if blur:
            changed = changed.filter(ImageFilter.GaussianBlur(blur))
        found = ready.analyse(changed)
        if not found:
            kept[row] = False
            continue
        face = min(found, key=lambda one: off_centre(one, size))
        vectors[row], qualities[row], kinds[row] = face.embedding, face.quality, name
    whole = replace(seen, vectors=vectors, qualities=qualities)
    return replace(whole.take(kept), lost=seen.lost), kinds[kept]


def off_centre(face: FoundFace, size: tuple[int, int]) -> float:
    left, top, width, height = face.box
    return abs(left + width / 2 - size[0] / 2) + abs(top + height / 2 - size[1] / 2)


def grades(seen: Seen, kinds: "np.typing.NDArray[np.str_]") -> None:
    """How each kind is graded, and how far it is from its people's clear faces, and from others."""
    rows = []
    clear = (kinds == "") & (seen.labels != "")
    for kind in ("", *(name for name, *_ in changes())):
        here = np.flatnonzero((kinds == kind) & (seen.labels != ""))
        alike = seen.vectors[here] @ seen.vectors[clear].T
        same = seen.labels[here][:, None] == seen.labels[clear]
        among = seen.vectors[here] @ seen.vectors[here].T
        strange = seen.labels[here][:, None] != seen.labels[here]
        low, middle, high = np.quantile(seen.qualities[here], (0.1, 0.5, 0.9))
        true = np.median(alike[same & (alike < 0.9999)])
        figures = (low, middle, high, true, np.quantile(among[strange], 0.999))
        rows.append((kind or "as they are", len(here), *(f"{value:.2f}" for value in figures)))
    heads = ("faces", "number", "grade, lowest tenth", "middle", "highest tenth")
    table((*heads, "similarity to their own", "1 in 1,000 with strangers of the kind"), rows)


if __name__ == "__main__":
    main()
