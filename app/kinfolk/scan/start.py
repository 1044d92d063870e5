"""A scan by the engine in use: its bounds are measured before faces are grouped."""

from collections.abc import Sequence
from functools import partial

from kinfolk.core.db.database import Database
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
    """A scan by the engine in use; one that is new here is calibrated before faces are grouped.

    `suggester` is that of whoever has the library open: it knows the faces already. Who is seen in
    fewer than `few` photos stays a stranger; without, the settings say how many.
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
    """How alike faces of one person are to the engine; measured as far as the photos go."""
    home = engines.folder(paths)
    try:
        pack = packs.get(home, engine.id)
        if pack.kind != "built-in" and (better := calibrate(db, pack)) is not None:
            bounds, measured_on = better
            pack = packs.calibrated(home, pack, bounds, measured_on=measured_on)
    except AppError:  # removed while the scan runs: it ends with the engine it has
        return engine.same
    return 1 - pack.in_force.same


def _joins_named(db: Database, paths: Paths, engine: FaceEngine) -> bool:
    """Whether faces may join people with a name by what the engine sees alone.

    Not before it has told people apart in this library as the built-in engine does.
    """
    try:
        pack = packs.get(engines.folder(paths), engine.id)
    except AppError:
        return False
    return pack.kind == "built-in" or tells_apart(db, pack)
