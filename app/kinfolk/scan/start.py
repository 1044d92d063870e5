"""Start a scan with the engine in use, whose bounds are measured before faces are grouped."""

from collections.abc import Sequence
from functools import partial

from kinfolk.core.database import Database
from kinfolk.errors import AppError
from kinfolk.paths import Paths
from kinfolk.recognition import engines
from kinfolk.recognition.calibrate import calibrate, tells_apart
from kinfolk.recognition.suggest import Suggester
from kinfolk.scan.job import Rules, ScanJob
from kinfolk.settings import Settings
from kinfolk.vision import packs
from kinfolk.vision.engine import FaceEngine


def scan(
    db: Database,
    paths: Paths,
    *,
    library_id: str | None = None,
    folder_ids: Sequence[str] | None = None,
    follow: bool = False,
    suggester: Suggester | None = None,
    few: int | None = None,
) -> ScanJob:
    """Return a scan job with the engine in use; a new engine is calibrated before grouping.

    `suggester` is the one of the process that has the library open, because it knows the faces
    already. Ignored groups in fewer than `few` photos stay ignored; without it the settings say how
    many.
    """
    settings = Settings.load(paths.settings_file)
    return ScanJob(
        db,
        partial(engines.load, paths),
        library_id=library_id,
        folder_ids=folder_ids,
        rules=Rules(
            same=partial(_same, db, paths),
            joins_named=partial(_joins_named, db, paths),
            few=few or settings.few_photos,
        ),
        follow=follow,
        suggester=suggester or engines.suggester(db, paths),
        preview_bytes=settings.preview_bytes,
    )


def _same(db: Database, paths: Paths, engine: FaceEngine) -> float:
    """Return the similarity from which faces are one person, measured as far as the photos go."""
    home = engines.folder(paths)
    try:
        pack = packs.get(home, engine.id)
        if pack.kind != "built-in" and (better := calibrate(db, pack)) is not None:
            bounds, measured_on = better
            pack = packs.calibrated(home, pack, bounds, measured_on=measured_on)
    except AppError:  # removed during the scan: it ends with its engine
        return engine.same
    return 1 - pack.in_force.same


def _joins_named(db: Database, paths: Paths, engine: FaceEngine) -> bool:
    """Return whether the engine may add faces to people with a name.

    Other engines have to tell people apart in this library as the built-in one does, first.
    """
    try:
        pack = packs.get(engines.folder(paths), engine.id)
    except AppError:
        return False
    return pack.kind == "built-in" or tells_apart(db, pack)
