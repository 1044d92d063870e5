"""Measure recall and precision of detection: on the labelled photos as they are, and changed.

Scenes are photos of which it is known how many faces they show, and where. If it is not known
where, that is taken from the faces found in the unchanged photo, if there are as many. Of
photos/lfw and photos-many it is known that one person is in the middle. Faces of less than 16
pixels are not looked for: where a change makes faces that small, those near that size count neither
as missed nor as wrong. A picture that is there in two files counts once.

dev.py bench detection [--every 12] [--many]
"""

import io
import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps

from kinfolk.vision import decode, engine
from kinfolk.vision.detectors.yunet import MIN_SIDE, Detection, Detector
from kinfolk.vision.photo import SCAN_SIDE
from tests.bench._photos import MANY, PHOTOS, machine, need_photos, options, table, truth

Points = NDArray[np.float64]  # (n, 2): x and y
Changed = tuple[Image.Image, Callable[[Points], Points]]
# Photos are shrunk to this longer side, in pixels, before a change: no change enlarges beyond it
MOST = 1600
# The box of a face differs by up to this factor between a photo and a smaller copy of it.
SLACK = 1.1
# The same picture as tagged/portrait.jpg, stored on its side.
AGAIN = "tagged/portrait-orientation-6.jpg"


def as_it_is(photo: Image.Image) -> Changed:
    return photo, lambda points: points


def mirrored(photo: Image.Image) -> Changed:
    return ImageOps.mirror(photo), lambda points: points * (-1, 1) + (photo.width, 0)


def scaled(share: float) -> Callable[[Image.Image], Changed]:
    def change(photo: Image.Image) -> Changed:
        size = [max(1, round(side * share)) for side in photo.size]
        return photo.resize(size, Image.Resampling.LANCZOS), lambda points: points * share

    return change


def in_a_large_one(photo: Image.Image) -> Changed:
    """Put the photo into one that is four times as wide and as high."""
    whole = Image.new("RGB", (4 * photo.width, 4 * photo.height), (110, 110, 110))
    corner = (3 * photo.width // 2, 3 * photo.height // 2)
    whole.paste(photo, corner)
    return whole, lambda points: points + corner


def darkened(light: float) -> Callable[[Image.Image], Changed]:
    """Return a change to less light, with the noise that a camera has then."""

    def change(photo: Image.Image) -> Changed:
        pixels = (np.asarray(photo, np.float32) / 255) ** 1.5 * 255 * light
        noise = np.random.default_rng(0).normal(0, 4, pixels.shape)
        dark = np.clip(pixels + noise, 0, 255).astype(np.uint8)
        return Image.fromarray(dark), lambda points: points

    return change


def compressed(quality: int) -> Callable[[Image.Image], Changed]:
    def change(photo: Image.Image) -> Changed:
        file = io.BytesIO()
        photo.save(file, "JPEG", quality=quality)
        return Image.open(file).convert("RGB"), lambda points: points

    return change


def turned(degrees: int) -> Callable[[Image.Image], Changed]:
    """Return a turn counter-clockwise, with black corners."""

    def change(photo: Image.Image) -> Changed:
        made = photo.rotate(degrees, expand=True, resample=Image.Resampling.BILINEAR)
        angle = np.deg2rad(degrees)
        turn = np.array(((np.cos(angle), np.sin(angle)), (-np.sin(angle), np.cos(angle))))
        before, after = np.array(photo.size) / 2, np.array(made.size) / 2
        return made, lambda points: (points - before) @ turn.T + after

    return change


CHANGES: dict[str, Callable[[Image.Image], Changed]] = {
    "as it is": as_it_is,
    "mirrored": mirrored,
    "half as large": scaled(0.5),
    "a quarter as large": scaled(0.25),
    "within one 16 times as large": in_a_large_one,
    "a fifth of the light": darkened(0.2),
    "a tenth of the light": darkened(0.1),
    "JPEG, quality 15": compressed(15),
    **{f"turned by {degrees}°": turned(degrees) for degrees in (20, 30, 45, 90, 180, 270)},
}


@dataclass
class Score:
    """Counts over some photos, and the processor's seconds."""

    known: int = 0
    found: int = 0
    boxes: int = 0
    photos: int = 0
    seconds: float = 0.0

    def cells(self) -> tuple[str, ...]:
        precision = self.found / self.boxes if self.boxes else 1.0
        each = 1e3 * self.seconds / max(self.photos, 1)
        counts = str(self.known), str(self.boxes - self.found)
        return *counts, f"{self.found / self.known:.4f}", f"{precision:.4f}", f"{each:.1f}"


def matched(points: Points, found: list[Detection]) -> tuple[int, list[Detection]]:
    """Return how many points have a box around them, and the boxes that are left.

    Each box counts for one point, the smallest first.
    """
    free = sorted(found, key=lambda face: face.box[2] * face.box[3])
    hits = 0
    for point in points:
        held = [face for face in free if _holds(face, point)]
        if held:
            free.remove(held[0])
            hits += 1
    return hits, free


def _holds(face: Detection, point: Points) -> bool:
    left, top, width, height = face.box
    return bool(left <= point[0] <= left + width and top <= point[1] <= top + height)


@dataclass
class Scene:
    """A photo whose faces are known: a point in each, and each face's size in pixels."""

    name: str
    photo: Image.Image
    points: Points
    sides: NDArray[np.float64]


def scenes(detector: Detector) -> Iterator[Scene]:
    """Yield the photos whose faces are known, in the size in which they are changed."""
    for name, facts in sorted(truth().items()):
        if "faces" not in facts or name.startswith("lfw/") or name == AGAIN:
            continue
        photo = decode.load(PHOTOS / name, side=SCAN_SIDE)
        image = photo.image
        if "noses" in facts:
            points = np.array(facts["noses"], np.float64).reshape(-1, 2) / photo.scale
        elif "boxes" in facts:
            boxes = np.array(facts["boxes"], np.float64).reshape(-1, 4) / photo.scale
            points = boxes[:, :2] + boxes[:, 2:] / 2
        else:
            found = detector.find(photo.image)
            if len(found) != facts["faces"]:
                print(f"{name}: {len(found)} faces found, {facts['faces']} are known")
                continue
            points = np.array([face.middle for face in found]).reshape(-1, 2)
        share = min(1, MOST / max(image.size))
        image, moved = scaled(share)(image)
        yield Scene(name, image, moved(points), sides(moved(points), detector.find(image)))


def sides(points: Points, found: list[Detection]) -> NDArray[np.float64]:
    """Return the shorter side of the smallest box around each point, infinity without one."""
    boxes = [[min(face.box[2:]) for face in found if _holds(face, point)] for point in points]
    return np.array([min(held, default=np.inf) for held in boxes])


def in_the_middle(folder: Path, names: list[str]) -> Iterator[tuple[Image.Image, Points]]:
    """Yield portraits with the point in the middle where the face must be."""
    for name in names:
        photo = decode.load(folder / name, side=SCAN_SIDE)
        middle = np.array([(photo.width / 2, photo.height / 2)]) / photo.scale
        yield photo.image, middle


def score(detector: Detector, how: str, into: Score, scene: Scene) -> None:
    changed, moved = CHANGES[how](scene.photo)
    scale = np.hypot(*(moved(np.add(scene.points, (1, 0))) - moved(scene.points)).T)
    points, sizes = moved(scene.points), scene.sides * scale
    small, points = points[sizes < SLACK * MIN_SIDE], points[sizes >= SLACK * MIN_SIDE]
    pixels = np.asarray(changed)
    started = time.process_time()
    found = detector.find(pixels)
    into.seconds += time.process_time() - started
    into.photos += 1
    into.known += len(points)
    hits, others = matched(points, found)
    into.found += hits
    into.boxes += len(found) - matched(small, others)[0]
    if how == "as it is" and (hits < len(points) or len(found) > len(points)):
        print(f"{scene.name}: {hits} of {len(points)} faces found, {len(found) - hits} other boxes")


def main() -> None:
    chosen = options(__doc__, every=12, many=False)
    need_photos()
    print(f"Faces found, {machine()}; milliseconds are of the processor\n")
    detector = engine.load().detector
    known = list(scenes(detector))
    portraits = [name for name in sorted(truth()) if name.startswith("lfw/")][:: chosen.every]
    rows = []
    for how in CHANGES:
        scene, portrait = Score(), Score()
        for one in known:
            score(detector, how, scene, one)
        for photo, points in in_the_middle(PHOTOS, portraits):
            changed, moved = CHANGES[how](photo)
            portrait.known += 1
            portrait.found += matched(moved(points), detector.find(np.asarray(changed)))[0]
        shown = f"{portrait.found} of {portrait.known}"
        rows.append((how, *scene.cells(), shown))
    heads = ("scenes", "faces", "false", "recall", "precision", "ms a photo", "portraits")
    table(heads, rows)
    if chosen.many:
        many(detector)


def many(detector: Detector) -> None:
    rows = []
    for folder in (PHOTOS, MANY):
        names = list(json.loads((folder / "truth.json").read_text()))
        total = Score()
        for photo, points in in_the_middle(folder, [n for n in names if n.startswith("lfw/")]):
            started = time.process_time()
            found = detector.find(np.asarray(photo))
            total.seconds += time.process_time() - started
            total.photos += 1
            total.found += matched(points, found)[0]
            total.boxes += len(found)
        each = f"{1e3 * total.seconds / total.photos:.1f}"
        rows.append((folder.name, total.photos, total.found, total.boxes, each))
    table(("portraits", "photos", "found in the middle", "boxes", "ms a photo"), rows)


if __name__ == "__main__":
    main()
