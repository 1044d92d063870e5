"""What every page is given."""

from dataclasses import dataclass

from app.core.db import Database
from app.gui.bus import Bus
from app.gui.ops import Ops
from app.gui.review_queue import ReviewQueue
from app.gui.tasks import Tasks
from app.gui.theme import Appearance
from app.gui.thumbs import Thumbs
from app.paths import Paths
from app.pipeline.suggest import Suggester
from app.settings import Settings
from app.vision.decoders import Decoders


@dataclass(frozen=True)
class Context:
    """The running app's parts, made once in app/gui/app.py and handed down."""

    paths: Paths
    settings: Settings
    appearance: Appearance
    db: Database
    bus: Bus
    tasks: Tasks
    ops: Ops
    thumbs: Thumbs
    review: ReviewQueue
    decoders: Decoders
    suggester: Suggester

    def save_settings(self) -> None:
        """Keeps what was just set; which engine is in use is set by `engines.use` alone."""
        with Settings.changed(self.paths.settings_file) as kept:
            for name, value in self.settings:
                if name != "engine":
                    setattr(kept, name, value)
