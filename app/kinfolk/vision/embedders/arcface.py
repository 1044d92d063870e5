"""The ArcFace family: networks that see an aligned face of 112×112 as a direction."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from kinfolk.errors import AppError
from kinfolk.vision.align import CHIP
from kinfolk.vision.arrays import Floats, Pixels
from kinfolk.vision.embedders.sface import unit

if TYPE_CHECKING:
    from onnxruntime import InferenceSession


NUMBERS = range(64, 4097)  # how many describe a face
FIRST = 8  # operators among which a network's own shift and scale are


class ArcFace:
    """Embed aligned faces with one ONNX session."""

    def __init__(self, session: "InferenceSession", dimensions: int, *, plain: bool) -> None:
        """Use the session; a plain network gets RGB as it is (it scales itself), others -1 to 1."""
        self.dimensions = dimensions
        self._session = session
        self._shift, self._scale = (0.0, 1.0) if plain else (127.5, 1 / 127.5)
        self._input = session.get_inputs()[0].name

    def embed(self, chips: Sequence[Pixels]) -> Floats:
        """Return unit vectors (n, d) of chips (112, 112, 3), each with its mirror image, added."""
        vectors = np.zeros((len(chips), self.dimensions), np.float32)
        for row, face in enumerate(chips):
            for view in (face, face[:, ::-1]):  # one at a time: many files fix the batch to one
                seen = (
                    view.transpose(2, 0, 1)[None].astype(np.float32) - self._shift
                ) * self._scale
                vectors[row] += self._session.run(None, {self._input: seen})[0].reshape(-1)
        return unit(vectors)


def is_plain(operators: Sequence[str]) -> bool:
    """Return whether the network itself shifts and scales, as those exported from MXNet do."""
    return {"Sub", "Mul"} <= set(operators[:FIRST])


def tried(session: "InferenceSession") -> int:
    """Try the network on a grey face; return how many numbers it gives for one.

    Raises AppError if its input or output is not that of this family of networks.
    """
    inputs = session.get_inputs()
    forms = [(one.type, one.shape[1:]) for one in inputs if len(one.shape) == 4]
    if len(inputs) != 1 or forms != [("tensor(float)", [3, CHIP, CHIP])]:
        found = " and ".join(_form(one.shape) for one in inputs)
        raise AppError(
            "it isn’t made for faces of {chip} pixels, but of {found}",
            chip=f"{CHIP} × {CHIP}",
            found=found,
        )
    # In the middle of the range: a network fed with zeros alone may answer with zeros.
    grey = np.full((1, 3, CHIP, CHIP), 0.5, np.float32)
    return _size(session.run(None, {inputs[0].name: grey}))


def _size(results: Sequence[object]) -> int:
    """Return how many numbers describe the face; AppError if they cannot."""
    result = results[0] if len(results) == 1 else None
    if not isinstance(result, np.ndarray) or result.dtype != np.float32:
        raise AppError("its result for a face isn’t a single list of numbers")
    if result.shape[:1] != (1,) or result.size not in NUMBERS:
        raise AppError(
            "it should give {least} to {most} numbers for a face, but gives {found}",
            least=NUMBERS[0],
            most=NUMBERS[-1],
            found=_form(result.shape),
        )
    if not np.isfinite(result).all():
        raise AppError("its results can’t be compared")
    return result.size


def _form(shape: Sequence[int | str | None]) -> str:
    """Return a shape as "1 × 3 × 112 × 112", with "any" where a file leaves it open."""
    return " × ".join(str(side) if isinstance(side, int) else "any" for side in shape)
