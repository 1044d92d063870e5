"""YuNet (OpenCV Zoo, MIT): where the faces are, and five points in each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import atan2, hypot, sin
from typing import TYPE_CHECKING, cast

import numpy as np
from PIL import Image, ImageFilter

from kinfolk.vision.align import CHIP, TEMPLATE, inverted, similarity_transform, warped
from kinfolk.vision.arrays import Doubles, Floats, Pixels
from kinfolk.vision.boxes import iou
from kinfolk.vision.quality import FLAW_BELOW, pose

if TYPE_CHECKING:
    from onnxruntime import InferenceSession


# Longer sides are shrunk to this for the first look.
LOOK_SIDE = 640
# Where it finds faces that small, there may be smaller ones: such a photo is looked at again.
SMALL = 20
CLOSER_SIDE = 1600
# The network halves its input five times, and answers for cells of these sides.
MULTIPLE = 32
STRIDES = (8, 16, 32)
# Cells from DOUBTFUL upwards are looked at from near. They count where that look is CLEAR, or comes
# to LEAST and with the first one to CONFIRMED on average; from SURE they count whatever it says.
DOUBTFUL, LEAST = 0.3, 0.6
CONFIRMED = 0.72
SURE = 0.78
# The network is less sure of a face in profile, and seldom sees one where there is none.
PROFILE_CONFIRMED = 0.68
# A face that is tilted by more than that from near (a sine) is looked at again, so often at most.
TILTED, LOOKS = 0.05, 4
# A face less clear than that from near may be turned: then its landmarks mean nothing. It is, where
# it is TURNED or more from another side.
CLEAR, TURNED = 0.88, 0.85
# From near a face stands upright in a square of this side, and a chip of it would have 88 pixels:
# the size of face that the network knows best.
NEAR_SIDE = 160
NEAR = (TEMPLATE - CHIP / 2) * (88 / CHIP) + (80, 76)
NEAR_BOX = 100  # the longer side of its box, where its landmarks are not trusted
# Faces that large are seen as well in the shrunk photo, and sooner.
ENOUGH = 90
OFF = 30  # pixels that the middle of its landmarks may be off there
MAX_OVERLAP = 0.3
# A photo without a face as clear as that may have been turned, by so many eighths: it is looked at
# from these sides, shrunk to so many pixels. Upside down a face may still come to 0.89. From the
# side where faces of UPRIGHT and more stand upright the whole photo is looked at.
HELD, SIDES = 0.91, {2: 416, 6: 416, 4: 416, 1: 300, 7: 300}
UPRIGHT = 0.82
# Fewer pixels than this across tell no one apart.
MIN_SIDE = 16.0
# A picture whose lightest parts are darker than DARK is softened against noise, and looked at as if
# they were LIGHT.
DARK, LIGHT = 70, 110


@dataclass(frozen=True)
class Detection:
    """Hold a face in pixels of the photo: box (left, top, width, height), score, landmarks (5, 2).

    Landmarks from the picture's left: eye, eye, nose, mouth corner, mouth corner.
    """

    box: tuple[float, float, float, float]
    score: float
    landmarks: Floats

    def mapped(self, matrix: Doubles) -> "Detection":
        """Return the face in other coordinates, by a 2×3 matrix of scale, rotation and shift.

        Its box is that of the transformed ellipse inside the old box.
        """
        # Plain numbers: for so few, each call of NumPy takes longer than the sum.
        left, top, width, height = self.box
        (a, b, across), (c, d, down) = matrix.tolist()
        x, y = left + width / 2, top + height / 2
        reach, rise = hypot(a * width, b * height) / 2, hypot(c * width, d * height) / 2
        corner = a * x + b * y + across - reach, c * x + d * y + down - rise
        landmarks = self.landmarks @ matrix[:, :2].T + matrix[:, 2]
        return Detection((*corner, 2 * reach, 2 * rise), self.score, landmarks.astype(np.float32))

    @property
    def middle(self) -> Doubles:
        return cast(Doubles, self.landmarks.mean(axis=0, dtype=np.float64))

    @property
    def tilt(self) -> float:
        """The angle in radians by which a counter-clockwise turn of the picture levels the face."""
        (ax, ay), (bx, by), _, (cx, cy), (dx, dy) = self.landmarks.tolist()
        return atan2(ax + bx - cx - dx, cy + dy - ay - by)

    @property
    def eighths(self) -> int:
        """`tilt` in eighths of a turn, 0 to 7."""
        return round(self.tilt / (np.pi / 4)) % 8


class Detector:
    """Find faces in RGB pixels with one ONNX session."""

    def __init__(self, session: "InferenceSession") -> None:
        self._session = session
        self._input = session.get_inputs()[0].name
        self._outputs = [f"cells_{stride}" for stride in STRIDES]

    def find(self, pixels: Pixels | Image.Image) -> list[Detection]:
        """Return faces in RGB pixels (h, w, 3), or in an image of that mode, best first."""
        image = Image.fromarray(pixels) if isinstance(pixels, np.ndarray) else pixels
        found = self._everywhere(image)
        eighths = self._held(image, found)
        if eighths:
            clear = [face for face in found if face.score >= CLEAR]
            found = distinct(self._everywhere(image, eighths) + clear)
        return found

    def _everywhere(self, image: Image.Image, eighths: int = 0) -> list[Detection]:
        """Return the faces of an image that is upright once it is turned, small ones as well."""
        side, closer = (_fitting(image, side, eighths) for side in (LOOK_SIDE, CLOSER_SIDE))
        found = self._find(image, side, eighths)
        scale = side / max(image.size)
        # Only where the photo has more pixels than the first look saw.
        if scale < 1 and any(min(face.box[2:]) * scale < SMALL for face in found):
            found = distinct([*found, *self._find(image, closer, eighths)])
        return found

    def _held(self, image: Image.Image, found: Sequence[Detection]) -> int:
        """Return by how many eighths the image has to be turned so that most faces are upright."""
        scores = np.zeros(8)
        for face in found:
            if face.score >= HELD:
                scores[face.eighths] += face.score
        if scores.any():
            return int(scores.argmax())
        for eighths, side in SIDES.items():
            image = shrink(image, side)
            seen = self._seen(image, eighths)
            upright = [face for face in seen if face.eighths == eighths and face.score >= UPRIGHT]
            scores[eighths] = sum(face.score for face in upright)
        return int(scores.argmax())

    def _find(self, image: Image.Image, side: int, eighths: int) -> list[Detection]:
        """Return faces as seen from near, wherever a look at the whole shows a possible one."""
        small = shrink(image, side)
        large = _scale(small, image)
        faces = []
        for face in self._seen(small, eighths):
            if min(face.box[2:]) >= ENOUGH:
                again = self._again(small, face, eighths)
                again = again and again.mapped(large)
            else:
                again = self._again(image, face.mapped(large), eighths)
            if again is not None and min(again.box[2:]) >= MIN_SIDE:
                faces.append(again)
        return distinct(faces)

    def _seen(self, image: Image.Image, eighths: int) -> list[Detection]:
        """Return the faces found in the whole picture when it is turned by `eighths` of a turn."""
        if eighths == 0:
            return self._look(np.asarray(image))[0]
        turned, back = turned_by(image, eighths)
        return [face.mapped(back) for face in self._look(np.asarray(turned))[0]]

    def _again(self, image: Image.Image, face: Detection, eighths: int) -> Detection | None:
        """Return the face as seen from near, upright; None if that look does not confirm it."""
        near = self._upright(image, face)
        if near is None or near.score < CLEAR:
            turned = self._turned(image, face, eighths)
            if turned is not None and (near is None or turned.score > near.score):
                near = self._upright(image, turned) or turned
        if face.score >= SURE:
            return near or face
        if near is None or near.score < LEAST:
            return None
        is_profile = pose(near.landmarks) < FLAW_BELOW
        confirmed = PROFILE_CONFIRMED if is_profile else CONFIRMED
        is_face = near.score >= CLEAR or (face.score + near.score) / 2 >= confirmed
        return near if is_face else None

    def _upright(self, image: Image.Image, face: Detection) -> Detection | None:
        """Return the face as seen from near if its landmarks tell which way up it is.

        Of a tilted face the network sees only a part of the tilt at a time.
        """
        for _ in range(LOOKS):
            near = self._near(image, similarity_transform(face.landmarks, NEAR))
            if near is None or abs(sin(near.tilt - face.tilt)) < TILTED:
                return near
            face = near
        return face

    def _near(self, image: Image.Image, matrix: Doubles) -> Detection | None:
        """Return the face in the middle of the square to which a 2×3 matrix leads, or None."""
        (seen,) = self._look(warped(image, matrix, NEAR_SIDE))
        return _in_the_middle(seen, matrix)

    def _turned(self, image: Image.Image, face: Detection, eighths: int) -> Detection | None:
        """Return the clearest face seen from near in another turn; None if none is clear."""
        matrices = list(_turned(face, eighths))
        square = warped(image, matrices[0], NEAR_SIDE)
        seen = self._look(*(np.rot90(square, -quarters) for quarters in range(1, 4)))
        faces = [_in_the_middle(*one) for one in zip(seen, matrices[1:], strict=True)]
        turned = [one for one in faces if one is not None and one.score >= TURNED]
        return max(turned, key=lambda one: one.score, default=None)

    def _look(self, *pictures: Pixels) -> list[list[Detection]]:
        """Return the faces that the network finds in pictures of one size, each best first."""
        height, width = pictures[0].shape[:2]
        tall, wide = (-(-side // MULTIPLE) * MULTIPLE for side in (height, width))
        batch = np.zeros((len(pictures), 3, tall, wide), np.float32)
        for place, pixels in zip(batch, pictures, strict=True):
            place[:, :height, :width] = lit(pixels)[..., ::-1].transpose(2, 0, 1)  # it wants BGR
        found = self._session.run(self._outputs, {self._input: batch})
        places = cell_places(tall, wide)
        return [_faces(cells, places) for cells in zip(*found, strict=True)]


def lit(pixels: Pixels) -> Pixels | Floats:
    """Return the pixels, or lighter ones if they are dark."""
    step = max(1, max(pixels.shape) // 40)
    sample = pixels[::step, ::step].ravel()
    # Not the very lightest: a lamp or a flash in a dark picture is no measure.
    most = int(0.99 * len(sample))
    lightest = int(np.partition(sample, most)[most])
    if lightest >= DARK:
        return pixels
    soft = np.asarray(Image.fromarray(pixels).filter(ImageFilter.GaussianBlur(1)), np.float32)
    return cast(Floats, np.minimum(soft * np.float32(LIGHT / max(lightest, 8)), 255))


def distinct(faces: Sequence[Detection]) -> list[Detection]:
    """Return each face once, best first."""
    rows = np.array([(*face.box, face.score) for face in faces], np.float32).reshape(-1, 5)
    return [faces[row] for row in suppress(rows, MAX_OVERLAP)]


def shrink(image: Image.Image, side: int) -> Image.Image:
    """Return the image with its longer side at most `side`, never enlarged."""
    scale = side / max(image.size)
    if scale >= 1:
        return image
    size = max(1, round(image.width * scale)), max(1, round(image.height * scale))
    return image.resize(size, Image.Resampling.BILINEAR, reducing_gap=1.0)


def _fitting(image: Image.Image, side: int, eighths: int) -> int:
    """Return the longer side in pixels with which the turned image has the longer side `side`."""
    longer = max(image.size)
    turned = longer if eighths % 2 == 0 else sum(image.size) / 2**0.5
    return round(side * longer / turned)


def _turned(face: Detection, eighths: int) -> Iterator[Doubles]:
    """Yield matrices to squares around its box: turned by the eighths and zero to three quarters.

    The quarters are clockwise, the eighths counter-clockwise.
    """
    left, top, width, height = face.box
    middle = np.array((left + width / 2, top + height / 2))
    scale = NEAR_BOX / max(width, height)
    for clockwise in range(-eighths, 8 - eighths, 2):
        angle = clockwise * np.pi / 4
        across, down = np.cos(angle), np.sin(angle)
        turn = scale * np.array(((across, -down), (down, across)), np.float64)
        yield np.column_stack((turn, NEAR_SIDE / 2 - turn @ middle))


def turned_by(image: Image.Image, eighths: int) -> tuple[Image.Image, Doubles]:
    """Return the image, turned counter-clockwise by eighths of a turn, and a 2×3 matrix.

    The matrix maps points of the turned image to the original. Corners are black.
    """
    turned = image.rotate(45 * eighths, Image.Resampling.BILINEAR, expand=True)
    angle = eighths * np.pi / 4
    turn = np.array(((np.cos(angle), -np.sin(angle)), (np.sin(angle), np.cos(angle))))
    before, after = np.array(image.size) / 2, np.array(turned.size) / 2
    return turned, np.column_stack((turn, before - turn @ after))


def _scale(small: Image.Image, large: Image.Image) -> Doubles:
    """Return the 2×3 matrix from coordinates in the small picture to those in the large one."""
    across, down = large.width / small.width, large.height / small.height
    return np.array(((across, 0, 0), (0, down, 0)))


def read_cells(cells: Floats, places: Floats, least: float) -> Floats:
    """Return cells over the score `least` as rows: left, top, width, height, score, 5 × (x, y).

    Of each of the cells (n, 16) the network says how sure it is that it is a face, and there, both
    from minus to plus infinity; its middle, size and points, from the cell's corner in sides of the
    cell. `places` (n, 3) are these corners, also in sides, and the sides in pixels.
    """
    sure = (1 + np.tanh(cells[:, :2] / 2)) / 2
    both = sure[:, 0] * sure[:, 1]
    (rows,) = np.nonzero(both >= least * least)
    if not len(rows):
        return np.zeros((0, 15), np.float32)
    said, cell, side = cells[rows], places[rows, :2], places[rows, 2:]
    size = np.exp(said[:, 4:6]) * side
    corner = (cell + said[:, 2:4]) * side - size / 2
    points = (said[:, 6:] + np.tile(cell, 5)) * side
    return np.concatenate((corner, size, np.sqrt(both[rows, None]), points), axis=1)


@lru_cache(maxsize=16)
def cell_places(tall: int, wide: int) -> Floats:
    """Return the places of all cells of a picture of that size, for `read_cells`."""
    grids = [np.mgrid[0 : tall // side, 0 : wide // side] for side in STRIDES]
    places = [
        np.stack((across, down, np.full_like(down, side)), axis=-1).reshape(-1, 3)
        for (down, across), side in zip(grids, STRIDES, strict=True)
    ]
    return np.concatenate(places).astype(np.float32)


def suppress(found: Floats, overlap: float) -> list[int]:
    """Return rows to keep, best first: of boxes that overlap more than `overlap` (IoU) the best."""
    boxes, score = found[:, :4], found[:, 4]
    waiting = np.argsort(-score, kind="stable")
    kept = []
    while len(waiting):
        best, waiting = waiting[0], waiting[1:]
        kept.append(int(best))
        if len(waiting):
            waiting = waiting[iou(boxes[best], boxes[waiting]) <= overlap]
    return kept


def _in_the_middle(seen: Sequence[Detection], matrix: Doubles) -> Detection | None:
    """Return the best face in the middle of a square, mapped back to the picture, or None."""
    for face in seen:
        if np.abs(face.middle - NEAR_SIDE / 2).max() < OFF:
            return face.mapped(inverted(matrix))
    return None


def _faces(said: Sequence[Floats], places: Floats) -> list[Detection]:
    """Return what the network says of a picture, by its strides."""
    rows = read_cells(np.concatenate([cells.reshape(-1, 16) for cells in said]), places, DOUBTFUL)
    return [_detection(rows[row]) for row in suppress(rows[:, :5], MAX_OVERLAP)]


def _detection(row: Floats) -> Detection:
    left, top, width, height, score = row[:5].tolist()
    return Detection((left, top, width, height), score, row[5:].reshape(5, 2))
