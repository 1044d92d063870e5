"""Group poor faces among clear ones: a fifth of the people's photos are shrunk or blurred.

A face that is nothing but blur looks like every other such face, so it must not be a reference for
others. In albums that are mostly blurred, two thirds of the photos are blurred and saved as JPEG.
"""

import io
from collections.abc import Callable
from dataclasses import replace
from functools import partial

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from kinfolk.vision import engine, group, low_quality
from kinfolk.vision.comparable import comparable
from kinfolk.vision.engine import ENGINE_ID, FoundFace
from kinfolk.vision.group import MIN_QUALITY, SAME
from tests.bench._photos import MANY, machine, need_photos, table
from tests.bench._seen import Seen, score, see

Change = Callable[[Image.Image], Image.Image]
Words = NDArray[np.str_]
SHARE, MOSTLY = 0.2, 2 / 3
# Sides of the shrunk faces in pixels, and blurs in hundredths of a face's side.
SHRUNK, BLURRED = (18, 22, 28, 40), (3, 5, 8)
# Blurs, in pixels, of photos in albums that are mostly blurred.
ALBUMS = (range(2, 5), range(2, 7))
USUAL = 80  # about how many pixels a face has across in these photos
JPEG = 75  # quality
GRAIN = 8  # deviation in levels of 255
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
    changed, kinds = spoilt(seen, SHARE, KINDS)
    grades(changed, kinds)
    rules(changed, kinds)
    for blurs in ALBUMS:
        print(f"Two thirds blurred by {blurs[0]} to {blurs[-1]} pixels, JPEG")
        changes: dict[str, Change] = {str(blur): partial(saved, blur) for blur in blurs}
        rules(*spoilt(seen, MOSTLY, changes))


def rules(seen: Seen, kinds: Words) -> None:
    """Print how faces are grouped by several rules; ours has MIN_QUALITY and FACTOR."""
    is_poor = kinds != ""
    rows = []
    for least, factor in RULES:
        group.MIN_QUALITY, low_quality.LOW_QUALITY_FACTOR = least, factor
        labels = seen.grouped(SAME)
        figures = (*score(seen, labels), (labels[is_poor] >= 0).mean())
        rows.append((least, f"{factor:.2f}", *(f"{value:.4f}" for value in figures)))
    heads = ("good from", "share of the distance to single faces", "B³ F", "pair F", "impure")
    table((*heads, "of the changed placed"), rows)


def shrunk(side: int, photo: Image.Image) -> Image.Image:
    """Shrink the photo so that a face of USUAL size has that side."""
    size = round(photo.width * side / USUAL), round(photo.height * side / USUAL)
    return photo.resize(size, Image.Resampling.LANCZOS)


def blurred(radius: float, photo: Image.Image) -> Image.Image:
    return photo.filter(ImageFilter.GaussianBlur(radius))


def saved(radius: float, photo: Image.Image) -> Image.Image:
    file = io.BytesIO()
    blurred(radius, photo).save(file, "JPEG", quality=JPEG)
    return Image.open(file).convert("RGB")


def grained(radius: float, photo: Image.Image) -> Image.Image:
    """Blur the photo, then add grain like a film's."""
    soft = np.asarray(blurred(radius, photo), np.float32)
    grain = np.random.default_rng(0).normal(0, GRAIN, (*soft.shape[:2], 1))
    return Image.fromarray(np.clip(soft + grain, 0, 255).astype(np.uint8))


KINDS: dict[str, Change] = {
    **{f"{side} pixels": partial(shrunk, side) for side in SHRUNK},
    **{
        f"blurred by {part} %{name}": partial(change, USUAL * part / 100)
        for name, change in (("", blurred), (", JPEG", saved), (", grain", grained))
        for part in BLURRED
    },
}


def spoilt(seen: Seen, share: float, changes: dict[str, Change]) -> tuple[Seen, Words]:
    """Change some photos; return all faces, and what was done to each ("" for nothing).

    Faces that are not found any more are left out.
    """
    draw, ready = np.random.default_rng(0), engine.load()
    vectors, qualities = seen.vectors.copy(), seen.qualities.copy()
    kinds = np.full(len(seen.paths), "", "<U30")
    kept = np.ones(len(seen.paths), np.bool_)
    possible = list(changes)
    known = draw.permutation(np.flatnonzero(seen.labels != ""))
    for row in known[: int(share * len(known))].tolist():
        name = possible[draw.integers(len(possible))]
        with Image.open(str(seen.paths[row])) as image:
            photo = changes[name](image.convert("RGB"))
        found = ready.analyse(photo)
        if not found:
            kept[row] = False
            continue
        face = min(found, key=lambda one: off_centre(one, photo.size))
        (vectors[row],) = comparable(face.embedding[None], np.array([face.age]), ENGINE_ID)
        qualities[row], kinds[row] = face.quality, name
    whole = replace(seen, vectors=vectors, qualities=qualities)
    return replace(whole.take(kept), lost=seen.lost), kinds[kept]


def off_centre(face: FoundFace, size: tuple[int, int]) -> float:
    left, top, width, height = face.box
    return abs(left + width / 2 - size[0] / 2) + abs(top + height / 2 - size[1] / 2)


def grades(seen: Seen, kinds: Words) -> None:
    """Print each kind's quality, and how alike its faces are to their people and to others."""
    rows = []
    clear = (kinds == "") & (seen.labels != "")
    for kind in ("", *KINDS):
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
