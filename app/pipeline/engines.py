"""Which engine a library uses: the one in the settings, or the built-in one."""

from collections.abc import Callable
from pathlib import Path

from app.core.db import Database
from app.paths import Paths
from app.pipeline.bands import Bands
from app.pipeline.calibrate import calibrate
from app.pipeline.reading import Sees
from app.pipeline.suggest import Suggester
from app.settings import Settings
from app.vision import packs
from app.vision.packs import Pack


def folder(paths: Paths) -> Path:
    """Where packs are kept: they are the user's, not a cache."""
    return paths.data / "engines"


def chosen(paths: Paths) -> Pack:
    """The pack in use; AppError when it is no longer there."""
    return packs.get(folder(paths), Settings.load(paths.settings_file).engine)


def load(paths: Paths) -> Sees:
    """The engine in use, for a scan."""
    return packs.load(folder(paths), chosen(paths).id)


def suggester(db: Database, paths: Paths) -> Suggester:
    """Suggestions by the engine in use."""
    pack = chosen(paths)
    bands = Bands.of_engine(pack.bounds or packs.BUILT_IN)
    return Suggester(db, paths.cache, engine_id=pack.id, bands=bands)


def use(
    db: Database,
    paths: Paths,
    engine_id: str,
    *,
    is_cancelled: Callable[[], bool] = lambda: False,
) -> Pack:
    """Choose an engine; one that is new here is calibrated first, which takes a minute.

    The next scan reads again what the engine has not seen. Nobody's choices change, and what the
    engines before have seen stays, so that going back costs nothing.
    """
    pack = packs.get(folder(paths), engine_id)
    if pack.bounds is None:
        engine = packs.load(folder(paths), pack.id)
        bounds = calibrate(db, engine, is_cancelled=is_cancelled)
        pack = packs.calibrated(folder(paths), pack, bounds)
    settings = Settings.load(paths.settings_file)
    settings.engine = "" if pack is packs.HOME else pack.id
    settings.save(paths.settings_file)
    return pack


def remove(paths: Paths, engine_id: str) -> Pack:
    """Remove a pack; if it was in use, the built-in engine is from now on."""
    pack = packs.remove(folder(paths), engine_id)
    settings = Settings.load(paths.settings_file)
    if settings.engine == pack.id:
        settings.engine = ""
        settings.save(paths.settings_file)
    return pack
