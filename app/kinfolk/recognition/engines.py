"""Which engine a library uses: the one in the settings, or the built-in one."""

from collections.abc import Collection
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from kinfolk.core.actions import Act, Action
from kinfolk.core.database import Database
from kinfolk.core.db import backups
from kinfolk.core.faces import embeddings, faces, scans
from kinfolk.errors import AppError, NotFound
from kinfolk.paths import Paths
from kinfolk.recognition.assigner import Assigner
from kinfolk.recognition.sampling import sample
from kinfolk.recognition.suggest import Suggester
from kinfolk.recognition.suggestion import Thresholds
from kinfolk.settings import Settings
from kinfolk.vision import packs
from kinfolk.vision.engine import FaceEngine
from kinfolk.vision.packs import Pack


def folder(paths: Paths) -> Path:
    """Return the folder where packs are kept; they are the user's, not a cache."""
    return paths.data / "engines"


@dataclass(frozen=True)
class Installed:
    """Hold an installed engine, and whether it is the one in use."""

    pack: Pack
    is_used: bool


def listing(paths: Paths) -> list[Installed]:
    """Return the installed engines, the built-in one first."""
    used = _wanted(paths)
    return [Installed(pack, pack.id == used) for pack in packs.installed(folder(paths))]


def chosen(paths: Paths) -> Pack:
    """Return the pack in use; AppError if it is not installed any more."""
    try:
        return packs.get(folder(paths), _wanted(paths))
    except NotFound as error:
        raise AppError(
            "The engine in use is missing.", "Reinstall it, or use another engine."
        ) from error


def load(paths: Paths) -> FaceEngine:
    """Return the engine in use, for a scan."""
    return packs.load(folder(paths), chosen(paths).id)


def regroup(db: Database, paths: Paths, face_ids: Collection[str], suggester: Suggester) -> None:
    """Group faces at once that belong to no one again; no photo is read for that."""
    pack = chosen(paths)
    with db.read() as session:
        libraries = faces.libraries(session, face_ids)
    with closing(Assigner(db, pack.id, suggester)) as assigner:
        for library_id in libraries:
            assigner.assign_locally(library_id, face_ids, same=1 - pack.in_force.same)


def suggester(db: Database, paths: Paths) -> Suggester:
    """Return a suggester that uses whichever engine is in use when it is asked.

    If that engine is gone, it uses the built-in one, whose vectors are still there.
    """

    def engine() -> tuple[str, Thresholds]:
        used = [one.pack for one in listing(paths) if one.is_used]
        pack = used[0] if used else packs.BUILT_IN_PACK
        return pack.id, Thresholds.of_engine(pack.in_force)

    return Suggester(db, paths.cache, engine=engine)


def unread(db: Database, engine_id: str) -> int:
    """Return how many photos a scan with the engine reads again."""
    with db.read() as session:
        return len(embeddings.assets_lacking(session, engine_id))


def install(db: Database, paths: Paths, file: Path) -> Pack:
    """Install an engine; AppError with the reason unless it does well on this library."""
    return packs.install(folder(paths), file, sample(db))


def use(paths: Paths, engine_id: str, *, db: Database | None = None) -> Pack:
    """Choose an engine; AppError if it is not there, damaged, or fails on the library's faces.

    The next scan embeds the faces that the engine has not seen, and goes on with it however often
    it is stopped. No decisions change, faces stay where they are, and vectors of earlier engines
    stay, so that going back costs nothing.
    """
    pack = packs.get(folder(paths), engine_id)
    packs.load(folder(paths), pack.id)
    if db is not None:  # it may have been installed when there were no photos yet
        packs.try_again(folder(paths), pack.id, sample(db))
    _back_up(paths)
    # Nothing, and not its id: a Kinfolk with a newer built-in engine goes on with that one.
    _choose(paths, "" if pack is packs.BUILT_IN_PACK else pack.id)
    return pack


def remove(paths: Paths, engine_id: str, *, db: Database | None = None) -> Pack:
    """Remove a pack and take back what it assigned; if it was in use, the built-in engine is now.

    Faces that it had assigned and the user confirmed stay.
    """
    _back_up(paths)
    pack = packs.remove(folder(paths), engine_id)
    if _wanted(paths) == pack.id:
        _choose(paths, "")
    if db is not None:
        take_back = partial(scans.take_back_engine, engine_id=pack.id)
        db.write(take_back, label=Action.of(Act.REMOVE_ENGINE, name=pack.name)).result()
    return pack


def _back_up(paths: Paths) -> None:
    """Back up the library, because another engine assigns faces in a way that may not please."""
    where = backups.destination(paths).folder
    backups.before(paths.library_db, where, backups.BackupKind.ENGINE)


def _wanted(paths: Paths) -> str:
    return Settings.load(paths.settings_file).engine or packs.BUILT_IN_PACK.id


def _choose(paths: Paths, engine_id: str) -> None:
    with Settings.changed(paths.settings_file) as settings:
        settings.engine = engine_id
