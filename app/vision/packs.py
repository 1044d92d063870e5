"""Engine packs: other detectors and embedders, installed from files the user has."""

import hashlib
import shutil
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray
from onnxruntime import InferenceSession
from pydantic import BaseModel, ValidationError

from app.errors import AppError, NotFound
from app.vision import align, arcface, engine, quality
from app.vision.arcface import ArcFace
from app.vision.detect import Detection
from app.vision.embed import DIMENSIONS
from app.vision.engine import ENGINE_ID, Engine, FoundFace
from app.vision.group import SAME
from app.vision.yunet import YuNet

Pixels = NDArray[np.uint8]
FACTS = "pack.json"
_PATIENCE = 60  # seconds without an answer
WHAT_FITS = "Give an ONNX model of the ArcFace family, or the two files of YuNet and SFace."


class Bounds(BaseModel):
    """Cosine distances: up to `same` faces are grouped; the rest are the bands of suggestions."""

    same: float
    likely: float
    maybe: float
    unlikely: float


# On the shared photos two faces of one person are nearer than `maybe` in 99 of 100 cases, two
# strangers nearer than `likely` in 1 of 400: see tests/bench/suggestions.py.
BUILT_IN = Bounds(same=1 - SAME, likely=0.067, maybe=0.082, unlikely=0.100)


@dataclass(frozen=True)
class Published:
    """A file we know: its name, size in bytes and SHA-256, and where it is published."""

    name: str
    size: int
    sha256: str
    url: str


_ZOO = "https://media.githubusercontent.com/media/opencv/opencv_zoo/main/models"
YUNET = Published(
    "face_detection_yunet_2023mar.onnx",
    232_589,
    "8f2383e4dd3cfbb4553ea8718107fc0423210dc964f9f4280604804ed2552fa4",
    f"{_ZOO}/face_detection_yunet/face_detection_yunet_2023mar.onnx",
)
SFACE = Published(
    "face_recognition_sface_2021dec.onnx",
    38_696_353,
    "0ba9fbfa01b5270c96627c4ef784da859931e02f04419c829e83484087c34e79",
    f"{_ZOO}/face_recognition_sface/face_recognition_sface_2021dec.onnx",
)
ZOO_ID = "yunet-sface/1"


class Pack(BaseModel):
    """An engine that is there; `bounds` are null until it was calibrated on the user's photos."""

    id: str
    name: str
    kind: Literal["built-in", "zoo", "arcface"]
    dimensions: int
    bounds: Bounds | None = None
    sums: dict[str, str] = {}  # file name → SHA-256


HOME = Pack(
    id=ENGINE_ID,
    name="CenterFace and dlib",
    kind="built-in",
    dimensions=DIMENSIONS,
    bounds=BUILT_IN,
)


class Finds(Protocol):
    """A detector."""

    def find(self, pixels: Pixels) -> list[Detection]: ...


class PackEngine:
    """A pack at work; like `Engine` for whoever uses it."""

    def __init__(self, pack: Pack, detector: Finds, embedder: ArcFace) -> None:
        self.id = pack.id
        self.dimensions = pack.dimensions
        self.same = 1 - pack.bounds.same if pack.bounds else SAME
        self._detector = detector
        self._embedder = embedder

    def analyse(self, pixels: Pixels) -> list[FoundFace]:
        """The faces in RGB pixels (h, w, 3) uint8, best first."""
        found = self._detector.find(pixels)
        vectors = self._embedder.describe([arcface.chip(pixels, f.landmarks) for f in found])
        return [
            FoundFace(face.box, face.score, face.landmarks, vector, _grade(pixels, face))
            for face, vector in zip(found, vectors, strict=True)
        ]


def _grade(pixels: Pixels, face: Detection) -> float:
    picture, side = align.chip(pixels, face.landmarks), min(face.box[2:])
    return quality.grade(picture, face.landmarks, side=side, score=face.score)


def installed(folder: Path) -> list[Pack]:
    """The built-in engine, then the packs in the folder by name; a damaged one is left out."""
    packs = []
    for file in sorted(folder.glob(f"*/{FACTS}")):
        try:
            packs.append(Pack.model_validate_json(file.read_bytes()))
        except (ValidationError, OSError):
            continue
    return [HOME, *sorted(packs, key=lambda pack: pack.name)]


def get(folder: Path, engine_id: str) -> Pack:
    """The pack of that id; "" is the built-in one."""
    for pack in installed(folder):
        if engine_id in (pack.id, "" if pack is HOME else pack.id):
            return pack
    raise NotFound(f"There is no engine {engine_id!r}.", "See: kinfolk engines list")


def load(folder: Path, engine_id: str = "") -> Engine | PackEngine:
    """The engine, ready; AppError when it is not installed, or one of its files is damaged."""
    pack = get(folder, engine_id)
    if pack.kind == "built-in":
        return engine.load()
    home, models = _home(folder, pack.id), {}
    for name, expected in pack.sums.items():
        data = _bytes(home / name)
        if hashlib.sha256(data).hexdigest() != expected:
            raise AppError(f"{name} of the engine {pack.name} is damaged.", "Install it again.")
        models[name] = data
    return _assembled(pack, models)


def install(folder: Path, files: Sequence[Path]) -> Pack:
    """Copy the files of an engine into the folder; AppError with the reason if they are none."""
    models = {file.name: _bytes(file) for file in files}
    sums = {name: hashlib.sha256(data).hexdigest() for name, data in models.items()}
    _check_published(models, sums)
    known = set(sums.values()) & {YUNET.sha256, SFACE.sha256}
    if known == {YUNET.sha256, SFACE.sha256} and len(models) == 2:
        pack = Pack(id=ZOO_ID, name="YuNet and SFace", kind="zoo", dimensions=128, sums=sums)
    elif known and len(models) == 1:
        missing = SFACE if YUNET.sha256 in known else YUNET
        raise AppError(f"That is one half of an engine: {missing.name} is missing.", missing.url)
    elif len(models) == 1:
        pack = _unknown(*models.items(), sums=sums)
    else:
        raise AppError("These files are no engine.", WHAT_FITS)
    _assembled(pack, models)  # it must work before it is there
    home, fresh = _home(folder, pack.id), _home(folder, pack.id).with_suffix(".new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    for name, data in models.items():
        (fresh / name).write_bytes(data)
    (fresh / FACTS).write_text(pack.model_dump_json(indent=2))
    shutil.rmtree(home, ignore_errors=True)
    fresh.rename(home)
    return pack


def calibrated(folder: Path, pack: Pack, bounds: Bounds) -> Pack:
    """Keep the bounds that were measured for a pack."""
    pack = pack.model_copy(update={"bounds": bounds})
    (_home(folder, pack.id) / FACTS).write_text(pack.model_dump_json(indent=2))
    return pack


def fetch(file: Published, into: Path) -> Path:
    """Download a published file, checked; only ever called on the user's word."""
    try:
        with urllib.request.urlopen(file.url, timeout=_PATIENCE) as answer:
            data = answer.read(file.size + 1)
    except OSError as error:
        raise AppError(
            f"{file.name} cannot be fetched: {error}.",
            f"Get it elsewhere from {file.url}, then: kinfolk engines install FILE…",
        ) from error
    if hashlib.sha256(data).hexdigest() != file.sha256:
        raise AppError(f"What came from {file.url} is not the published file.", "Nothing was kept.")
    target = into / file.name
    target.write_bytes(data)
    return target


def remove(folder: Path, engine_id: str) -> Pack:
    """Delete a pack's files; what it has seen stays in the library's cache."""
    pack = get(folder, engine_id)
    if pack.kind == "built-in":
        raise AppError("The built-in engine stays.")
    shutil.rmtree(_home(folder, pack.id))
    return pack


def _home(folder: Path, engine_id: str) -> Path:
    return folder / engine_id.replace("/", "-")


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise AppError(f"{file.name} cannot be read.", str(error.strerror)) from error


def _check_published(models: dict[str, bytes], sums: dict[str, str]) -> None:
    """A file that goes by a known name must be the known file."""
    for file in (YUNET, SFACE):
        found = sums.get(file.name)
        if found not in (None, file.sha256):
            size = len(models[file.name])
            raise AppError(
                f"{file.name} is not the published file: its SHA-256 is {found} ({size:,} bytes),"
                f" {file.sha256} ({file.size:,} bytes) was expected.",
                "Fetch it again.",
            )


def _unknown(*models: tuple[str, bytes], sums: dict[str, str]) -> Pack:
    (name, data), *_ = models
    embedder = ArcFace(_session(name, data), shift=127.5, scale=1 / 127.5)
    return Pack(
        id=f"arcface-{sums[name][:12]}/1",
        name=Path(name).stem,
        kind="arcface",
        dimensions=embedder.dimensions,
        sums=sums,
    )


def _assembled(pack: Pack, models: dict[str, bytes]) -> PackEngine:
    sessions = {pack.sums[name]: _session(name, data) for name, data in models.items()}
    if pack.kind == "zoo":  # SFace takes plain RGB; its first layers do the rest
        embedder = ArcFace(sessions[SFACE.sha256], shift=0, scale=1)
        return PackEngine(pack, YuNet(sessions[YUNET.sha256]), embedder)
    [session] = sessions.values()
    embedder = ArcFace(session, shift=127.5, scale=1 / 127.5)
    return PackEngine(pack, engine.load().detector, embedder)


def _session(name: str, model: bytes) -> InferenceSession:
    try:
        return engine.open_session(model)
    except Exception as error:  # the runtime has a dozen kinds of its own for this
        raise AppError(f"{name} is no ONNX model that can be used.", WHAT_FITS) from error
