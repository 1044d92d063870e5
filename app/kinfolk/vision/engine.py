"""The engine: from a photo to its faces, with their vectors and quality."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Protocol

import numpy as np
from PIL import Image

from kinfolk.errors import AppError
from kinfolk.vision import quality
from kinfolk.vision.ages import AgeNetwork
from kinfolk.vision.align import chip
from kinfolk.vision.arrays import Floats
from kinfolk.vision.detectors.yunet import Detection, Detector
from kinfolk.vision.embedders.sface import DIMENSIONS, Embedder, unit
from kinfolk.vision.group import SAME

if TYPE_CHECKING:
    from onnxruntime import InferenceSession


ENGINE_ID = "yunet-sface/1"
MODELS = Path(__file__).parent / "models"
DETECTOR, EMBEDDER, AGES = "yunet-joined.onnx", "sface.onnx", "age.onnx"
SUMS = "SHA256SUMS"
MEND = "Reinstall Kinfolk. If you run it from source, run `python packaging/models.py`."


@dataclass(frozen=True)
class FoundFace:
    """Hold a face: box (left, top, width, height) and landmarks (5, 2) in pixels of the image.

    `embedding` is a unit vector (d,); `score` and `quality` are 0..1;
    `age` is how old the face looks, in years.
    """

    box: tuple[float, float, float, float]
    score: float
    landmarks: Floats
    embedding: Floats
    quality: float
    age: float | None = None


class Engine:
    """Own detector and embedder under one id; vectors of two ids are never compared.

    A model is opened when it is first needed: a scan that finds nothing new needs no memory for it.
    """

    id = ENGINE_ID
    dimensions = DIMENSIONS
    same = SAME  # see `group`

    def __init__(self, folder: Path) -> None:
        """Check the models in the folder; AppError with advice if one is missing or damaged."""
        self._folder = folder
        self._detector: Detector | None = None
        self._embedder: Embedder | None = None
        self._age_network: AgeNetwork | None = None
        self._opening = Lock()
        for name in (DETECTOR, EMBEDDER, AGES):
            model_bytes(folder, name)

    @property
    def detector(self) -> Detector:
        """The detector, opened on first use; AppError if its model has gone since."""
        with self._opening:
            if self._detector is None:
                self._detector = Detector(self._session(DETECTOR))
            return self._detector

    @property
    def embedder(self) -> Embedder:
        """The embedder, opened on first use; AppError if its model has gone since."""
        with self._opening:
            if self._embedder is None:
                self._embedder = Embedder(self._session(EMBEDDER))
            return self._embedder

    @property
    def age_network(self) -> AgeNetwork:
        """The age network, opened when first needed; AppError if its model is gone."""
        with self._opening:
            if self._age_network is None:
                self._age_network = AgeNetwork(self._session(AGES))
            return self._age_network

    def analyse(self, image: Image.Image) -> list[FoundFace]:
        """Return the faces in an RGB image, best first."""
        found = self.detector.find(image)
        vectors = self.embedder.vectors([chip(image, face.landmarks) for face in found])
        ages = self.ages(image, [face.landmarks for face in found])
        return [
            FoundFace(face.box, face.score, face.landmarks, direction, _grade(face, vector), age)
            for face, direction, vector, age in zip(
                found, unit(vectors), vectors, ages, strict=True
            )
        ]

    def embed(self, image: Image.Image, landmarks: Sequence[Floats]) -> Floats:
        """Return unit vectors (n, d) of faces at landmarks (5, 2) each."""
        return self.embedder.embed([chip(image, points) for points in landmarks])

    def ages(self, image: Image.Image, landmarks: Sequence[Floats]) -> list[float]:
        """Return how old faces at landmarks (5, 2) each look, in years."""
        found: list[float] = self.age_network.years(image, landmarks).tolist()
        return found

    def _session(self, name: str) -> "InferenceSession":
        from kinfolk.vision import runtime

        return runtime.open_session(model_bytes(self._folder, name))


def model_bytes(folder: Path, name: str) -> bytes:
    """Return a file of the engine; AppError if it is missing or not the expected one."""
    expected = sums(folder).get(name)
    try:
        model = (folder / name).read_bytes()
    except OSError as error:
        raise AppError("The face model {path} is missing.", MEND, path=name) from error
    if hashlib.sha256(model).hexdigest() != expected:
        raise AppError("The face model {path} is damaged.", MEND, path=name)
    return model


def _grade(face: Detection, vector: Floats) -> float:
    side, length = min(face.box[2:]), float(np.linalg.norm(vector))
    return quality.grade(length, face.landmarks, side=side, score=face.score)


def load(folder: Path = MODELS) -> Engine:
    """Return the built-in engine; AppError with advice if a model is missing or damaged."""
    return Engine(folder)


def sums(folder: Path) -> dict[str, str]:
    """Return the expected SHA-256 digests of the models, by file name.

    Raises AppError if the list is missing.
    """
    try:
        lines = (folder / SUMS).read_text("utf-8").splitlines()
    except OSError as error:
        raise AppError("The face models are missing.", MEND) from error
    pairs = (line.split() for line in lines if not line.startswith("#"))
    return {name: digest for digest, name in pairs}


class FaceEngine(Protocol):
    """Describe what a scan needs of an engine; several threads use it at once."""

    @property
    def id(self) -> str:
        """The id under which its vectors are stored; those of other engines are not comparable."""

    @property
    def same(self) -> float:
        """The cosine similarity from which `vision.group` takes two faces for one person."""

    def analyse(self, image: Image.Image) -> list[FoundFace]:
        """Return the faces in a picture, each with its vector and grade."""

    def embed(self, image: Image.Image, landmarks: Sequence[Floats]) -> Floats:
        """Return the vectors (n, d) of faces that are known by their landmarks, (5, 2) each."""

    def ages(self, image: Image.Image, landmarks: Sequence[Floats]) -> Sequence[float | None]:
        """Return how old such faces look, in years; None if the engine cannot say it."""
