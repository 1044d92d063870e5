"""Engine packs: other embedders, installed from files that the user has."""

import hashlib
import os
import shutil
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Literal

from PIL import Image
from pydantic import BaseModel, ValidationError

from kinfolk import atomic
from kinfolk.errors import AppError, NotFound, Text, in_words, of_system
from kinfolk.files import NoFile, open_photo
from kinfolk.vision import engine, trial
from kinfolk.vision.align import chip
from kinfolk.vision.arrays import Floats
from kinfolk.vision.embedders.sface import DIMENSIONS
from kinfolk.vision.engine import ENGINE_ID, Engine, FoundFace
from kinfolk.vision.group import SAME
from kinfolk.vision.isolated import EngineFailed, IsolatedNetwork
from kinfolk.vision.trial import NO_FACES, TrialFaces

FACTS = "pack.json"
LARGEST = 1 << 30  # bytes; the family's largest have 500 MB
WHAT_FITS = "Choose an ONNX model from the ArcFace family."


class Bounds(BaseModel):
    """Hold cosine distances: faces up to `same` are grouped; the others are for suggestions."""

    same: float
    likely: float
    maybe: float
    unlikely: float


# Of faces suggested up to `likely` 99 of 100 are right, of those up to `maybe` two of three; beyond
# `unlikely` one in a thousand (tests/bench/suggestions.py). docs/decisions/0033 says what a change
# of them asks for.
BUILT_IN_BOUNDS = Bounds(same=1 - SAME, likely=0.52, maybe=0.56, unlikely=0.66)

# Until bounds are measured, which takes some faces. `same` is lower: rather too many groups.
CAREFUL = BUILT_IN_BOUNDS.model_copy(update={"same": 0.45})


class Pack(BaseModel):
    """Describe an installed engine; `bounds` are None until measured on the user's photos."""

    id: str
    name: str
    kind: Literal["built-in", "arcface"]
    dimensions: int
    licence: str = ""  # "" where no one knows
    size: int = 0  # bytes of its files
    bounds: Bounds | None = None
    measured_on: int = 0  # faces that the built-in engine knows, too; 0: by its own distances alone
    sums: dict[str, str] = {}  # file name → SHA-256

    @property
    def in_force(self) -> Bounds:
        """The bounds to use: the measured ones, or careful ones."""
        return self.bounds or CAREFUL


BUILT_IN_PACK = Pack(
    id=ENGINE_ID,
    name="YuNet and SFace",
    kind="built-in",
    dimensions=DIMENSIONS,
    licence="MIT, Apache-2.0",
    bounds=BUILT_IN_BOUNDS,
)


class PackEngine:
    """Run a pack; it is used like `Engine`."""

    def __init__(self, pack: Pack, built_in: Engine, embedder: IsolatedNetwork) -> None:
        self.id, self._name = pack.id, pack.name
        self.dimensions = pack.dimensions
        self.same = 1 - pack.in_force.same
        self._built_in = built_in
        self._embedder = embedder

    def analyse(self, image: Image.Image) -> list[FoundFace]:
        """Return the faces in an RGB image, best first, found and graded by the built-in engine."""
        found = self._built_in.analyse(image)
        vectors = self.embed(image, [face.landmarks for face in found])
        return [replace(face, embedding=row) for face, row in zip(found, vectors, strict=True)]

    def embed(self, image: Image.Image, landmarks: Sequence[Floats]) -> Floats:
        """Return unit vectors (n, d) of faces at landmarks (5, 2) each; raises EngineFailed."""
        try:
            return self._embedder.embed([chip(image, points) for points in landmarks])
        except EngineFailed as why:
            raise EngineFailed(
                "The engine {engine} can’t be used for it: {why}.",
                why.how,
                engine=self._name,
                why=why.message,
            ) from why

    def ages(self, image: Image.Image, landmarks: Sequence[Floats]) -> list[float]:
        """Return how old faces at landmarks (5, 2) each look, by the built-in engine."""
        return self._built_in.ages(image, landmarks)

    def close(self) -> None:
        """End its network's process, whatever it does."""
        self._embedder.close()


def installed(folder: Path) -> list[Pack]:
    """Return the built-in engine, then the packs in the folder by name, without damaged ones."""
    packs = []
    for file in sorted(folder.glob(f"*/{FACTS}")):
        try:
            pack = Pack.model_validate_json(file.read_bytes())
        except (ValidationError, OSError):
            continue
        if file.parent == _home(folder, pack.id):  # else an installation that was cut short
            packs.append(pack)
    return [BUILT_IN_PACK, *sorted(packs, key=lambda pack: pack.name)]


def get(folder: Path, engine_id: str) -> Pack:
    """Return the pack with that id, "" for the built-in one; NotFound if it is not installed."""
    for pack in installed(folder):
        if engine_id in (pack.id, "" if pack is BUILT_IN_PACK else pack.id):
            return pack
    raise NotFound(
        "There is no engine {engine_id!r}.",
        "To list engines, run `kinfolk engines list`.",
        engine_id=engine_id,
    )


def load(folder: Path, engine_id: str = "") -> Engine | PackEngine:
    """Return the engine, ready; AppError if it is not installed, or one of its files is damaged."""
    pack = get(folder, engine_id)
    if pack.kind == "built-in":
        return engine.load()
    [(name, expected)] = pack.sums.items()
    model = _bytes(_home(folder, pack.id) / name)
    if hashlib.sha256(model).hexdigest() != expected:
        raise AppError(
            "{name}, part of the engine {pack}, is damaged.",
            "Reinstall it.",
            name=name,
            pack=pack.name,
        )
    return _assembled(pack, model)


def install(folder: Path, file: Path, faces: TrialFaces = NO_FACES) -> Pack:
    """Copy the file of an engine into the folder; AppError with the reason if it is none.

    The engine is tried first, also on `faces`. One that is there already is replaced; what was
    measured for it still counts.
    """
    model = _bytes(file)
    pack = _recognised(file, model, faces)
    _assembled(pack, model).close()  # where this fails nothing is installed
    for other in installed(folder):
        if other.id == pack.id:
            measured = {"bounds": other.bounds, "measured_on": other.measured_on}
            pack = pack.model_copy(update=measured)
    home = _home(folder, pack.id)
    fresh = home.with_suffix(".new")
    try:
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(parents=True)
        [name] = pack.sums
        (fresh / name).write_bytes(model)
        (fresh / FACTS).write_text(pack.model_dump_json(indent=2), "utf-8")
        # Whole under another name first: what is cut short here is no pack, see `installed`.
        _delete(home)
        atomic.patiently(lambda: fresh.rename(home))
    except OSError as error:
        shutil.rmtree(fresh, ignore_errors=True)
        raise AppError("The engine couldn’t be saved: {why}.", why=of_system(error)) from error
    return pack


def calibrated(folder: Path, pack: Pack, bounds: Bounds, *, measured_on: int = 0) -> Pack:
    """Store the bounds measured for a pack; AppError if that fails."""
    pack = pack.model_copy(update={"bounds": bounds, "measured_on": measured_on})
    with in_words(Text("The engine’s tuning couldn’t be saved: {why}.")):
        atomic.write(_home(folder, pack.id) / FACTS, pack.model_dump_json(indent=2))
    return pack


def remove(folder: Path, engine_id: str) -> Pack:
    """Delete a pack's files; what it has seen stays in the library's cache.

    Raises NotFound if it is not installed, and AppError for the built-in one and if it cannot be
    deleted.
    """
    pack = get(folder, engine_id)
    if pack.kind == "built-in":
        raise AppError("The built-in engine can’t be removed.")
    with in_words(Text("The engine couldn’t be removed: {why}.")):
        _delete(_home(folder, pack.id))
    return pack


def _home(folder: Path, engine_id: str) -> Path:
    return folder / engine_id.replace("/", "-")


def _delete(home: Path) -> None:
    """Delete a pack's folder if it is there: whole, or not at all while a file of it is open."""
    old = home.with_suffix(".old")
    shutil.rmtree(old, ignore_errors=True)
    with suppress(FileNotFoundError):
        atomic.patiently(lambda: home.rename(old))
    shutil.rmtree(old, ignore_errors=True)


def _bytes(file: Path) -> bytes:
    """Return the bytes of a file that the user chose as a model; AppError if it can't be one."""
    try:
        with open_photo(file) as opened:
            size = os.fstat(opened.fileno()).st_size
            if size > LARGEST:
                raise AppError(
                    "{file} is too large to be a model: {size} bytes.",
                    WHAT_FITS,
                    file=file.name,
                    size=size,
                )
            return opened.read(size)
    except NoFile as error:
        raise AppError("{file} isn’t a file.", WHAT_FITS, file=file.name) from error
    except OSError as error:
        raise AppError(
            "{file} can’t be read: {why}.", file=file.name, why=of_system(error)
        ) from error


def _recognised(file: Path, model: bytes, faces: TrialFaces) -> Pack:
    """Return the pack that the file is, after trying it; AppError if it can't be used."""
    try:
        dimensions = trial.tried(model, faces)
    except AppError as error:
        raise AppError(
            "{file} can’t be used: {why}.", WHAT_FITS, file=file.name, why=error.message
        ) from error
    digest = hashlib.sha256(model).hexdigest()
    # A file's name can have bytes that are no text.
    name = os.fsencode(file.stem).decode(errors="replace")
    return Pack(
        id=f"arcface-{digest[:12]}/1",
        name=name,
        kind="arcface",
        dimensions=dimensions,
        size=len(model),
        sums={f"{name}.onnx": digest},
    )


def _assembled(pack: Pack, model: bytes) -> PackEngine:
    return PackEngine(pack, engine.load(), IsolatedNetwork(model, pack.dimensions))


def try_again(folder: Path, engine_id: str, faces: TrialFaces) -> None:
    """Raise AppError unless an installed engine does well with these faces, too."""
    pack = get(folder, engine_id)
    if pack.kind == "built-in":
        return
    [name] = pack.sums
    try:
        trial.tried(_bytes(_home(folder, pack.id) / name), faces)
    except AppError as error:
        raise AppError("{pack} can’t be used: {why}.", pack=pack.name, why=error.message) from error
