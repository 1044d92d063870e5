"""The engine: a photo's pixels in, its faces with their vectors and quality out."""

import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from onnxruntime import InferenceSession, SessionOptions

from app.errors import AppError
from app.vision import quality
from app.vision.align import views
from app.vision.detect import Detection, Detector
from app.vision.embed import DIMENSIONS, Embedder
from app.vision.group import SAME

Floats = NDArray[np.float32]
Pixels = NDArray[np.uint8]

ENGINE_ID = "centerface-dlib/1"
MODELS = Path(__file__).parent / "models"
SUMS = "SHA256SUMS"
MEND = "Install Kinfolk again; in a checkout run `python packaging/models.py`."
CORES = os.cpu_count() or 1
# Photos looked at side by side: two that have a core each are done sooner than one after the other
# on two (25 % on small photos); more of them would only take memory.
PHOTOS_AT_ONCE = min(CORES, 4)
# Best first; what this machine lacks is left out.
HARDWARE = (
    "CUDAExecutionProvider",
    "CoreMLExecutionProvider",
    "DmlExecutionProvider",
    "OpenVINOExecutionProvider",
)
PROCESSOR = ["CPUExecutionProvider"]
FREE_SIDE = 64  # for a first try, where a network takes any; CenterFace wants multiples of 32


@dataclass(frozen=True)
class FoundFace:
    """A face: box (left, top, width, height) and landmarks (5, 2) in pixels of the photo given.

    embedding: unit vector (d,). score and quality: 0..1.
    """

    box: tuple[float, float, float, float]
    score: float
    landmarks: Floats
    embedding: Floats
    quality: float


class Engine:
    """Detector and embedder under one id; vectors of two ids are never compared."""

    id = ENGINE_ID
    dimensions = DIMENSIONS
    same = SAME  # see `group`

    def __init__(self, detector: Detector, embedder: Embedder) -> None:
        self.detector = detector
        self.embedder = embedder

    def analyse(self, pixels: Pixels) -> list[FoundFace]:
        """The faces in RGB pixels (h, w, 3), best first."""
        found = self.detector.find(pixels)
        looks = [views(pixels, face.landmarks) for face in found]
        vectors = self.embedder.describe(looks)
        return [_face(*parts) for parts in zip(found, looks, vectors, strict=True)]

    def describe(self, pixels: Pixels, landmarks: Sequence[Floats]) -> Floats:
        """Unit vectors (n, d) of faces at landmarks (5, 2) each."""
        return self.embedder.describe([views(pixels, points) for points in landmarks])


def _face(found: Detection, looks: Pixels, vector: Floats) -> FoundFace:
    side = min(found.box[2:])
    grade = quality.grade(looks[0], found.landmarks, side=side, score=found.score)
    return FoundFace(found.box, found.score, found.landmarks, vector, grade)


def load(folder: Path = MODELS) -> Engine:
    """The built-in engine; AppError, saying how to mend it, when a model is missing or damaged."""
    sums = _sums(folder)
    return Engine(
        Detector(_session(folder / "centerface.onnx", sums)),
        Embedder(_session(folder / "dlib_resnet.onnx", sums)),
    )


def _sums(folder: Path) -> dict[str, str]:
    try:
        lines = (folder / SUMS).read_text().splitlines()
    except OSError as error:
        raise AppError("The face models are missing.", MEND) from error
    pairs = (line.split() for line in lines if not line.startswith("#"))
    return {name: digest for digest, name in pairs}


def _session(path: Path, sums: dict[str, str]) -> InferenceSession:
    try:
        model = path.read_bytes()
    except OSError as error:
        raise AppError(f"The face model {path.name} is missing.", MEND) from error
    if hashlib.sha256(model).hexdigest() != sums.get(path.name):
        raise AppError(f"The face model {path.name} is damaged.", MEND)
    return open_session(model)


def open_session(model: bytes) -> InferenceSession:
    """A session on the best hardware that works; a provider that fails falls back silently."""
    options = SessionOptions()
    options.log_severity_level = 4
    options.intra_op_num_threads = max(1, CORES // PHOTOS_AT_ONCE)
    # Threads that wait busily take the cores from the decoders and the window.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    available = set(onnxruntime.get_available_providers())
    for provider in HARDWARE:
        if provider in available:
            try:
                # The runtime's own falling back prints to standard output.
                session = InferenceSession(
                    model, options, providers=[provider, *PROCESSOR], enable_fallback=0
                )
                _try(session)
                return session
            except Exception:  # whatever a driver raises: the processor always works
                continue
    return InferenceSession(model, options, providers=PROCESSOR)


def _try(session: InferenceSession) -> None:
    """Run it once on zeros: some drivers open a session that they cannot run."""
    feed = {}
    for one in session.get_inputs():
        first, *others = (side if isinstance(side, int) else None for side in one.shape)
        shape = (first or 1, *(side or FREE_SIDE for side in others))
        feed[one.name] = np.zeros(shape, np.float32)
    session.run(None, feed)
