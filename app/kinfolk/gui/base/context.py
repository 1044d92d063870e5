"""The context: the parts of the running app that every page is given."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeVar

from kinfolk.core import names
from kinfolk.core.database import Database
from kinfolk.core.db.session import Session
from kinfolk.gui.base.bus import Bus
from kinfolk.gui.base.menu_links import MenuLinks
from kinfolk.gui.base.new_faces import NewFacesFeed
from kinfolk.gui.base.ops import Ops
from kinfolk.gui.base.review_queue import ReviewQueue
from kinfolk.gui.base.suggestions import Suggestions
from kinfolk.gui.base.tasks import Tasks
from kinfolk.gui.base.theme import SystemTheme
from kinfolk.gui.base.thumbs import Thumbs
from kinfolk.naming.fit import Fit
from kinfolk.paths import Paths
from kinfolk.recognition.suggest import Suggester
from kinfolk.settings import Settings
from kinfolk.vision.decoders import Decoders

T = TypeVar("T")


@dataclass(frozen=True)
class Context:
    """Hold the parts of the running app, made once in gui/shell/app.py and handed down."""

    paths: Paths
    settings: Settings
    appearance: SystemTheme
    db: Database
    bus: Bus
    tasks: Tasks
    ops: Ops
    thumbs: Thumbs  # faces
    previews: Thumbs  # photos
    suggestions: Suggestions
    review: ReviewQueue
    new_faces: NewFacesFeed
    menu_links: MenuLinks
    decoders: Decoders
    suggester: Suggester

    @property
    def fit(self) -> Fit:
        """How faces fit people whose name is typed for them."""
        return Fit(self.db, self.suggester.engine)

    def reading(self, fn: Callable[[Session], T]) -> Callable[[], T]:
        """Return a function for a thread that calls `fn` with a session in which to read."""

        def read() -> T:
            with self.db.read() as session:
                return fn(session)

        return read

    def remember_folder(
        self, setting: Literal["last_folder", "output_folder"], folder: Path
    ) -> None:
        """Store a folder in the settings, unless its name has bytes that are no text."""
        if names.is_text(str(folder)):
            setattr(self.settings, setting, str(folder))
            self.save_settings()

    def save_settings(self) -> None:
        """Write the settings to their file, except for the engine in use.

        The engine is written by `engines.use` alone, maybe by another process since these settings
        were read.
        """
        with Settings.changed(self.paths.settings_file) as kept:
            for name, value in self.settings:
                if name != "engine":
                    setattr(kept, name, value)
