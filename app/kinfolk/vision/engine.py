"""The engine: a photo in, its faces with their vectors and quality out."""

import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any, Protocol

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from onnxruntime import (
    InferenceSession,
    OrtAllocatorType,
    OrtArenaCfg,
    OrtMemoryInfo,
    OrtMemType,
    SessionOptions,
)
from PIL import Image

from kinfolk.errors import AppError
from kinfolk.vision import quality
from kinfolk.vision.align import chip
from kinfolk.vision.detectors.yunet import Detection, Detector
from kinfolk.vision.embedders.sface import DIMENSIONS, Embedder, unit
from kinfolk.vision.group import SAME

Floats = NDArray[np.float32]
Pixels = NDArray[np.uint8]

ENGINE_ID = "yunet-sface/1"
MODELS = Path(__file__).parent / "models"
SUMS = "SHA256SUMS"
MEND = "Install Kinfolk again; in a checkout run `python packaging/models.py`."
CORES = os.cpu_count() or 1
# Photos looked at side by side: two that have a core each are done sooner than one after the other
# on two (25 % on small photos); more of them would only take memory.
PHOTOS_AT_ONCE = min(CORES, 4)
PROCESSOR = "CPUExecutionProvider"
# Else the runtime guesses, and reads what is made to look like its own format unchecked.
AS_ONNX = ("session.load_model_format", "ONNX")
# Best first, with what makes them count in 32 bits: people are told apart by small differences.
# What this machine lacks is left out.
HARDWARE = {
    "CUDAExecutionProvider": {"use_tf32": "0"},
    "CoreMLExecutionProvider": {"ModelFormat": "MLProgram"},
    "DmlExecutionProvider": {},
    "OpenVINOExecutionProvider": {"precision": "FP32"},
}


def share_memory(most: int = 0) -> None:
    """One pool of memory for all models opened from now on: `most` bytes, 0 for as many as needed.

    The runtime keeps it per process. It takes 70 MB less than one pool for each model.
    """
    onnxruntime.create_and_register_allocator(
        OrtMemoryInfo("Cpu", OrtAllocatorType.ORT_ARENA_ALLOCATOR, 0, OrtMemType.DEFAULT),
        OrtArenaCfg({"max_mem": most}),
    )


share_memory()


@dataclass(frozen=True)
class FoundFace:
    """A face: box (left, top, width, height) and landmarks (5, 2) in pixels of the image given.

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

    def analyse(self, image: Image.Image) -> list[FoundFace]:
        """The faces in an RGB image, best first."""
        found = self.detector.find(image)
        vectors = self.embedder.vectors([chip(image, face.landmarks) for face in found])
        return [
            FoundFace(face.box, face.score, face.landmarks, direction, _grade(face, vector))
            for face, direction, vector in zip(found, unit(vectors), vectors, strict=True)
        ]

    def embed(self, image: Image.Image, landmarks: Sequence[Floats]) -> Floats:
        """Unit vectors (n, d) of faces at landmarks (5, 2) each."""
        return self.embedder.embed([chip(image, points) for points in landmarks])


def _grade(face: Detection, vector: Floats) -> float:
    side, length = min(face.box[2:]), float(np.linalg.norm(vector))
    return quality.grade(length, face.landmarks, side=side, score=face.score)


def load(folder: Path = MODELS) -> Engine:
    """The built-in engine; AppError, saying how to mend it, when a model is missing or damaged."""
    sums = _sums(folder)
    return Engine(
        Detector(_session(folder / "yunet-joined.onnx", sums)),
        Embedder(_session(folder / "sface.onnx", sums)),
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
        raise AppError("The face model {path} is missing.", MEND, path=path.name) from error
    if hashlib.sha256(model).hexdigest() != sums.get(path.name):
        raise AppError("The face model {path} is damaged.", MEND, path=path.name)
    return open_session(model)


def open_session(model: bytes) -> InferenceSession:
    """A session on the best hardware that works; what fails falls back silently."""
    available = set(onnxruntime.get_available_providers())
    for provider in HARDWARE:
        if provider in available:
            try:
                return OnHardware(model, provider)
            except Exception:  # whatever a driver raises: the processor always works
                continue
    return on_processor(model)


class OnHardware(InferenceSession):  # type: ignore[misc]
    """A session on other hardware than the processor, and on the processor once that fails."""

    def __init__(self, model: bytes, provider: str) -> None:
        providers = [(provider, HARDWARE[provider]), (PROCESSOR, {})]
        # The runtime's own falling back prints to standard output, and knows few failures.
        super().__init__(model, _options(), providers=providers, enable_fallback=0)
        self._model = model
        self._instead: InferenceSession | None = None
        self._turn = Lock()  # DirectML bears one run at a time

    def run(self, output_names: Any, input_feed: Any, run_options: Any = None) -> Any:
        """As the base class; what goes wrong on the processor as well is raised."""
        with self._turn:
            if self._instead is None:
                try:
                    return super().run(output_names, input_feed, run_options)
                except Exception:  # memory that others took, a driver that started anew
                    self._instead = on_processor(self._model)
        return self._instead.run(output_names, input_feed, run_options)


def on_processor(model: bytes) -> InferenceSession:
    """A session that needs no other hardware; raises what the runtime does."""
    return InferenceSession(model, _options(), providers=[PROCESSOR], enable_fallback=0)


def _options() -> SessionOptions:
    options = SessionOptions()
    options.log_severity_level = 4
    options.intra_op_num_threads = max(1, CORES // PHOTOS_AT_ONCE)
    # Threads that wait busily take the cores from the decoders and the window.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.add_session_config_entry("session.use_env_allocators", "1")
    options.add_session_config_entry(*AS_ONNX)
    options.add_session_config_entry("session.disable_quant_qdq", "1")
    # A plan of the memory for each size of photo costs 50 MB more, and saves no time.
    options.enable_mem_pattern = False
    return options


class FaceEngine(Protocol):
    """What a scan needs of an engine; several threads use it at once.

    `embed` gives the vectors (n, d) of faces that are known by their landmarks (5, 2) each.
    """

    @property
    def id(self) -> str: ...

    @property
    def same(self) -> float: ...  # see `vision.group`

    def analyse(self, image: Image.Image) -> list[FoundFace]: ...

    def embed(self, image: Image.Image, landmarks: Sequence[Floats]) -> Floats: ...
