"""Engine packs: other detectors and embedders, installed from files the user has."""

import hashlib
import os
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal, Protocol

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ValidationError

from app.errors import AppError, NotFound
from app.files import NoFile, open_photo
from app.vision import align, arcface, engine, quality, trial
from app.vision.arcface import ArcFace
from app.vision.detect import Detection
from app.vision.embed import DIMENSIONS
from app.vision.engine import ENGINE_ID, Engine, FoundFace
from app.vision.group import SAME
from app.vision.outside import Fails, Outside
from app.vision.published import SFACE, YUNET, ZOO, ZOO_NAME
from app.vision.trial import NO_FACES, Faces
from app.vision.yunet import YuNet

Pixels = NDArray[np.uint8]
Floats = NDArray[np.float32]
FACTS = "pack.json"
LARGEST = 1 << 30  # bytes; the family's largest have 500 MB
WHAT_FITS = f"Give an ONNX model of the ArcFace family, or the two files of {ZOO_NAME}."


class Bounds(BaseModel):
    """Cosine distances: up to `same` faces are grouped; the rest are the bands of suggestions."""

    same: float
    likely: float
    maybe: float
    unlikely: float


# On the shared photos two faces of one person are nearer than `maybe` in 99 of 100 cases, two
# strangers nearer than `likely` in 1 of 400: see tests/bench/suggestions.py.
BUILT_IN = Bounds(same=1 - SAME, likely=0.067, maybe=0.082, unlikely=0.100)

# Before anything is measured, where there are no faces to group yet. OpenCV takes a pair for one
# person up to 0.637 with SFace; among the millions of pairs of a library strangers come nearer.
CAREFUL = Bounds(same=0.45, likely=0.5, maybe=0.6, unlikely=0.7)
ZOO_ID = "yunet-sface/1"


class Pack(BaseModel):
    """An engine that is there; `bounds` are measured on the user's photos, null before."""

    id: str
    name: str
    kind: Literal["built-in", "zoo", "arcface"]
    dimensions: int
    licence: str = ""  # "" where nobody knows
    size: int = 0  # bytes of its files
    bounds: Bounds | None = None
    measured_on: int = 0  # faces that the built-in engine knows, too; 0: by its own distances alone
    sums: dict[str, str] = {}  # file name → SHA-256

    @property
    def in_force(self) -> Bounds:
        """The bounds to go by."""
        return self.bounds or CAREFUL


HOME = Pack(
    id=ENGINE_ID,
    name="CenterFace and dlib",
    kind="built-in",
    dimensions=DIMENSIONS,
    licence="MIT and CC0",
    bounds=BUILT_IN,
)


class Finds(Protocol):
    """A detector."""

    def find(self, pixels: Pixels) -> list[Detection]: ...


class PackEngine:
    """A pack at work; like `Engine` for whoever uses it."""

    def __init__(self, pack: Pack, detector: Finds, embedder: ArcFace | Outside) -> None:
        self.id, self._name = pack.id, pack.name
        self.dimensions = pack.dimensions
        self.same = 1 - pack.in_force.same
        self._detector = detector
        self._embedder = embedder

    def analyse(self, pixels: Pixels) -> list[FoundFace]:
        """The faces in RGB pixels (h, w, 3), best first."""
        found = self._detector.find(pixels)
        vectors = self.describe(pixels, [face.landmarks for face in found])
        return [
            FoundFace(face.box, face.score, face.landmarks, vector, _grade(pixels, face))
            for face, vector in zip(found, vectors, strict=True)
        ]

    def describe(self, pixels: Pixels, landmarks: Sequence[Floats]) -> Floats:
        """Unit vectors (n, d) of faces at landmarks (5, 2) each."""
        chips = [arcface.chip(pixels, points) for points in landmarks]
        try:
            return self._embedder.describe(chips)
        except Fails as why:
            reason = f"The engine {self._name} cannot be used for it: {why.message}."
            raise Fails(reason, why.how) from why

    def close(self) -> None:
        """A network that works outside ends, whatever it does."""
        if isinstance(self._embedder, Outside):
            self._embedder.close()


def _grade(pixels: Pixels, face: Detection) -> float:
    picture, side = align.chip(pixels, face.landmarks), min(face.box[2:])
    return quality.grade(picture, face.landmarks, side=side, score=face.score)


def installed(folder: Path) -> list[Pack]:
    """The built-in engine, then the packs in the folder by name; a damaged one is left out."""
    packs = []
    for file in sorted(folder.glob(f"*/{FACTS}")):
        try:
            pack = Pack.model_validate_json(file.read_bytes())
        except (ValidationError, OSError):
            continue
        if file.parent == _home(folder, pack.id):  # else an installation that was cut short
            packs.append(pack)
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


def install(folder: Path, files: Sequence[Path], faces: Faces = NO_FACES) -> Pack:
    """Copy the files of an engine into the folder; AppError with the reason if they are none.

    A network that nobody knows is tried first, also on the faces.

    One that is there already is replaced; what was measured for it still holds.
    """
    models = {file.name: _bytes(file) for file in files}
    pack = _recognised(models, faces)
    _assembled(pack, models).close()  # it must work before it is there
    for other in installed(folder):
        if other.id == pack.id:
            measured = {"bounds": other.bounds, "measured_on": other.measured_on}
            pack = pack.model_copy(update=measured)
    home = _home(folder, pack.id)
    fresh = home.with_suffix(".new")
    try:
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(parents=True)
        for name, data in models.items():
            (fresh / name).write_bytes(data)
        (fresh / FACTS).write_text(pack.model_dump_json(indent=2))
        shutil.rmtree(home, ignore_errors=True)
        fresh.rename(home)
    except OSError as error:
        shutil.rmtree(fresh, ignore_errors=True)
        raise AppError("The engine cannot be kept.", str(error.strerror)) from error
    return pack


def calibrated(folder: Path, pack: Pack, bounds: Bounds, *, measured_on: int = 0) -> Pack:
    """Keep the bounds that were measured for a pack; AppError where that cannot be."""
    pack = pack.model_copy(update={"bounds": bounds, "measured_on": measured_on})
    facts = _home(folder, pack.id) / FACTS
    fresh = facts.with_suffix(".new")
    try:
        fresh.write_text(pack.model_dump_json(indent=2))
        fresh.replace(facts)
    except OSError as error:
        raise AppError("What was measured cannot be kept.", str(error.strerror)) from error
    return pack


def remove(folder: Path, engine_id: str) -> Pack:
    """Delete a pack's files; what it has seen stays in the library's cache."""
    pack = get(folder, engine_id)
    if pack.kind == "built-in":
        raise AppError("The built-in engine stays.")
    try:
        shutil.rmtree(_home(folder, pack.id))
    except OSError as error:
        raise AppError("The engine cannot be removed.", str(error.strerror)) from error
    return pack


def _home(folder: Path, engine_id: str) -> Path:
    return folder / engine_id.replace("/", "-")


def _bytes(file: Path) -> bytes:
    try:
        with open_photo(file) as opened:
            size = os.fstat(opened.fileno()).st_size
            if size > LARGEST:
                raise AppError(
                    f"{file.name} is too large to be a model: {size:,} bytes.", WHAT_FITS
                )
            return opened.read(size)
    except NoFile as error:
        raise AppError(f"{file.name} is no file.", WHAT_FITS) from error
    except OSError as error:
        raise AppError(f"{file.name} cannot be read.", str(error.strerror)) from error


def _recognised(models: dict[str, bytes], faces: Faces) -> Pack:
    """What the files (name → bytes) are together."""
    sums = {name: hashlib.sha256(data).hexdigest() for name, data in models.items()}
    _check_published(models, sums)
    known = set(sums.values()) & {file.sha256 for file in ZOO}
    facts: dict[str, Any] = {"sums": sums, "size": sum(map(len, models.values()))}
    if len(known) == len(models) == len(ZOO):
        licence = f"{YUNET.licence} and {SFACE.licence}"
        return Pack(id=ZOO_ID, name=ZOO_NAME, kind="zoo", dimensions=128, licence=licence, **facts)
    if known and len(models) == 1:
        missing = SFACE if YUNET.sha256 in known else YUNET
        raise AppError(
            f"That is one half of an engine: {missing.name} is missing.",
            f"Give both files together; it can be had from {missing.url}.",
        )
    if len(models) != 1:
        raise AppError("These files together are no engine.", WHAT_FITS)
    [(name, data)] = models.items()
    try:
        dimensions = trial.tried(data, faces)
    except AppError as error:
        raise AppError(f"{name} cannot be used: {error.message}.", WHAT_FITS) from error
    code = f"arcface-{sums[name][:12]}/1"
    return Pack(id=code, name=Path(name).stem, kind="arcface", dimensions=dimensions, **facts)


def _check_published(models: dict[str, bytes], sums: dict[str, str]) -> None:
    """A file that goes by a known name must be the known file."""
    for file in ZOO:
        found = sums.get(file.name)
        if found not in (None, file.sha256):
            size = len(models[file.name])
            raise AppError(
                f"{file.name} is not the published file: its SHA-256 is {found} ({size:,} bytes),"
                f" {file.sha256} ({file.size:,} bytes) was expected.",
                "Fetch it again.",
            )


def _assembled(pack: Pack, models: dict[str, bytes]) -> PackEngine:
    """The engine of checked files."""
    if pack.kind == "zoo":  # known to the byte
        sessions = {pack.sums[name]: engine.open_session(data) for name, data in models.items()}
        embedder = ArcFace(sessions[SFACE.sha256], pack.dimensions, plain=True)
        return PackEngine(pack, YuNet(sessions[YUNET.sha256]), embedder)
    [model] = models.values()
    return PackEngine(pack, engine.load().detector, Outside(model, pack.dimensions))


def try_again(folder: Path, engine_id: str, faces: Faces) -> None:
    """AppError unless an engine that is there does well with these faces, too."""
    pack = get(folder, engine_id)
    if pack.kind == "arcface":
        [name] = pack.sums
        try:
            trial.tried(_bytes(_home(folder, pack.id) / name), faces)
        except AppError as error:
            raise AppError(f"{pack.name} cannot be used: {error.message}.") from error
