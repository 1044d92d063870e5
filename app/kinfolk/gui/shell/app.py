"""The app's life: it makes the parts, shows the window, and takes everything down again."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from PySide6.QtCore import QEvent, QFileSystemWatcher, QObject, QTimer, Signal
from PySide6.QtGui import QFileOpenEvent, QPixmapCache
from PySide6.QtWidgets import QApplication

from kinfolk import private
from kinfolk.core.actions import Origin
from kinfolk.core.database import Database
from kinfolk.core.db import library_move
from kinfolk.core.db.backups import BackupThread
from kinfolk.errors import AppError, Damaged
from kinfolk.gui.base import languages, theme
from kinfolk.gui.base.bus import Bus
from kinfolk.gui.base.collector import Collector
from kinfolk.gui.base.context import Context
from kinfolk.gui.base.menu_links import MenuLinks
from kinfolk.gui.base.new_faces import NewFacesFeed
from kinfolk.gui.base.ops import Ops
from kinfolk.gui.base.review_queue import ReviewQueue
from kinfolk.gui.base.suggestions import Suggestions
from kinfolk.gui.base.tasks import Tasks
from kinfolk.gui.base.thumbs import Thumbs, crops_of, previews_of
from kinfolk.gui.dialogs import damaged_library
from kinfolk.gui.dialogs import moving_library as move
from kinfolk.gui.dialogs.bug_report import Reporter
from kinfolk.gui.settings.sheet import ServerSection
from kinfolk.gui.shell import one_window, text_size
from kinfolk.gui.shell.start_request import NOTHING, StartRequest, opening
from kinfolk.gui.shell.window import Window
from kinfolk.paths import Paths
from kinfolk.recognition import engines
from kinfolk.recognition.suggest import Suggester
from kinfolk.scan.previews import Previews
from kinfolk.settings import Settings
from kinfolk.vision.decoders import Decoders

# Seconds after which Python lets another thread run; by default it is 5 ms. Each call into Qt may
# wait this long for a scan's threads, and one paint makes dozens of them.
SWITCH_SECONDS = 0.0005

TILES_KB = 48 * 1024  # least cache for scaled tiles in KB: about 1,000 of 104 × 104 pixels
# Factor of the pixels of all screens. With less, a page would push its own tiles out of the cache
# and never finish.
PAGES = 2

# Delay of the first scan, so that the wall is painted first: a scan, or checking large files, would
# take the processor from it.
PAINTED_MS = 1500
CHECKED_SECONDS = 3.0  # seconds after the library was opened, which is before there is a window

LAST_SECONDS = 5.0  # seconds that the end of a session waits for writes under way

MakeServer = Callable[[Database, Paths, Suggester], ServerSection]


class Application(QApplication):
    """Run Qt; on macOS emit `opened` for files that are opened with Kinfolk.

    On other systems these files come by another start, which hands them over (one_window.py).
    """

    opened = Signal(object)  # StartRequest
    refused = Signal(object)  # an AppError: what was opened does not exist any more

    def __init__(self, arguments: Sequence[str]) -> None:
        super().__init__(arguments)
        self.setStyle("fusion")  # Qt draws it itself, so it looks the same on every system
        self._opening: list[Path] = []  # files opened since the last event loop turn

    # Not an event filter, which would be asked about each event of each widget.
    def event(self, event: QEvent) -> bool:
        if not isinstance(event, QFileOpenEvent):
            return super().event(event)
        if not self._opening:  # several files come as one event each
            QTimer.singleShot(0, self, self._open)
        self._opening.append(Path(event.file()))
        return True

    def _open(self) -> None:
        """Announce all files opened in this turn of the event loop as one wish."""
        paths, self._opening = self._opening, []
        try:
            wish = opening(paths)
        except AppError as error:
            self.refused.emit(error)
        else:
            self.opened.emit(wish)


def run(
    paths: Paths, *, make_server: MakeServer | None = None, wish: StartRequest = NOTHING
) -> int:
    """Show windows until the last one is closed; return the exit code.

    The first window fulfils `wish`. A window may close to have a backup restored or the library
    moved, or to open in another language: that is done while nothing is open, and then another
    window opens. What a library was
    moved from is deleted once it has opened at its new place; if it does not open there, it is used
    at the old place.
    """
    application()
    languages.use(Settings.load(paths.settings_file).language)
    outcome = ""
    left: list[Paths] = []  # where the library was, until it has opened at its new place
    locks = {paths.window_lock}  # the window locks we hold; the caller took the first
    with ExitStack() as held:
        while True:
            code, wanted = 1, None
            try:
                code, wanted = _shown(paths, make_server, outcome, wish, left)
            except AppError as error:
                if left:
                    outcome, paths = move.not_opened(left[0], error), left.pop()
                    library_move.switch(paths)
                    continue
                if not isinstance(error, Damaged):
                    raise
                wanted = damaged_library.asked(paths, error, outcome)
            if wanted is None:
                return code
            wish = NOTHING
            if isinstance(wanted, StartRequest):
                wish = wanted
                languages.use(Settings.load(paths.settings_file).language)
                continue
            if isinstance(wanted, Path):
                outcome = damaged_library.put_in_place(paths, wanted)
                continue
            place, outcome = move.moved(paths, wanted)
            if place != paths:
                left.append(paths)
                paths = place
                # A lock file that we hold already would never be answered by another window.
                if not (paths.window_lock in locks and paths.window_lock.exists()):
                    held.enter_context(one_window.only(paths, NOTHING))
                    locks.add(paths.window_lock)


def _shown(
    paths: Paths,
    make_server: MakeServer | None,
    outcome: str,
    wish: StartRequest,
    left: list[Paths],
) -> tuple[int, Path | Paths | StartRequest | None]:
    """Show one window on an open library; return its exit code and what is to be done next.

    That is a backup to restore, a place to move the library to, what another window is to do, or
    None. `left` is emptied once the
    library is open here.
    """
    app = application()
    wanted: list[Path | Paths | StartRequest] = []
    with opened(paths) as context:
        left.clear()
        library_move.finish(paths)
        server = make_server(context.db, paths, context.suggester) if make_server else None
        window = Window(context, server=server)
        window.reopening_wanted.connect(wanted.append)
        reporter = Reporter(window)
        reporter.expected.connect(window.show_error)
        keeping = BackupThread(paths, told=reporter.tell)
        if server is not None and context.settings.api_enabled:
            context.tasks.run(server.start, owner=window, failed=window.show_error)
        # A small screen has less room with larger text or a larger scale.
        free = text_size.free(window.screen())
        window.setMinimumSize(text_size.SMALLEST.boundedTo(free))
        window.resize(window.size().boundedTo(free))
        window.show()
        if outcome:
            window.toast.say(outcome)
        if wish == NOTHING:
            QTimer.singleShot(PAINTED_MS, window, window.look_for_new_photos)
        else:
            window.fulfil(wish)
        doorbell = SecondStart(paths.wishes, window)
        doorbell.rung.connect(window.come_forward)
        doorbell.look()
        app.opened.connect(window.come_forward)
        app.refused.connect(window.show_error)

        def keep() -> None:
            """Save everything, because the system may end us before the window is closed."""
            window.save()
            # An empty write ends after all earlier ones
            context.db.write(lambda session: None).result(LAST_SECONDS)

        app.commitDataRequest.connect(keep)
        code = app.exec()
        app.commitDataRequest.disconnect(keep)
        reporter.close()
        keeping.close()
        if server is not None:
            server.stop()
        # Deleted now, while everything it uses exists: the library is closed after this.
        window.deleteLater()
        QApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete)
    return code, wanted[0] if wanted else None


def application() -> Application:
    """Return the application, made and configured if there is none yet."""
    # It exists already after a restore, and in tests.
    app = QApplication.instance() or text_size.scaled(lambda: Application(sys.argv[:1]))
    assert isinstance(app, Application)
    sys.setswitchinterval(SWITCH_SECONDS)
    app.setApplicationName("Kinfolk")
    # Wayland finds the window's icon by it. It is the id in pyproject.toml.
    app.setDesktopFileName("org.kinfolk.Kinfolk")
    _make_room(app)
    app.screenAdded.connect(lambda: _make_room(app))
    return app


def _make_room(app: QApplication) -> None:
    """Size the cache for tiles by the screens there are."""
    pixels = sum(
        each.size().width() * each.size().height() * each.devicePixelRatio() ** 2
        for each in app.screens()
    )
    QPixmapCache.setCacheLimit(max(TILES_KB, round(PAGES * 4 * pixels / 1024)))


@contextmanager
def opened(paths: Paths, settings: Settings | None = None) -> Iterator[Context]:
    """Open a library with everything a window needs; at the end all of its threads have ended.

    `settings` are read from their file if they are not given.
    """
    settings = settings or Settings.load(paths.settings_file)
    appearance = theme.SystemTheme(settings.theme)
    db = Database(
        paths.library_db,
        paths.cache_db,
        origin=Origin.WINDOW,
        checked_after=CHECKED_SECONDS,
        expect=paths.expect_here,
    )
    tasks = Tasks()
    suggester = engines.suggester(db, paths)
    suggestions = Suggestions(suggester, tasks)
    bus = Bus(db)
    review = ReviewQueue(suggestions, db, bus, few=lambda: settings.few_photos)
    collector = Collector()
    decoders = Decoders()
    thumbs = Thumbs(crops_of(db))
    kept = Previews(db, decoders, limit=lambda: settings.preview_bytes)
    previews = Thumbs(previews_of(kept))
    for pictures in (thumbs, previews):
        bus.changed.connect(pictures.on_changed)
    context = Context(
        paths=paths,
        settings=settings,
        appearance=appearance,
        db=db,
        bus=bus,
        tasks=tasks,
        ops=Ops(db, tasks),
        thumbs=thumbs,
        previews=previews,
        suggestions=suggestions,
        review=review,
        new_faces=NewFacesFeed(suggestions, db),
        menu_links=MenuLinks(db),
        decoders=decoders,
        suggester=suggester,
    )
    try:
        yield context
    finally:
        # Closed in this order: first those who ask, then those who answer, so that no one finds the
        # library closed. The collector is last, since no cycle may be collected on a thread that
        # still runs.
        bus.close()
        context.ops.begin()
        decoders.close()  # whoever waits for a photo gets Cancelled at once
        thumbs.close()
        previews.close()
        review.close()
        tasks.close()
        db.close()
        collector.close()


class SecondStart(QObject):
    """Watch the folder in which later starts leave their wishes; emit `rung` with each one."""

    rung = Signal(object)  # StartRequest

    def __init__(self, folder: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._folder = folder
        self._watcher = QFileSystemWatcher(self)
        self._watcher.directoryChanged.connect(self.look)
        # On a full disk the window opens all the same, without hearing of later starts
        with suppress(OSError):
            private.make_folder(folder, ours=())
            self._watcher.addPath(str(folder))

    def look(self) -> None:
        """Take the wishes that lie in the folder, and emit them."""
        for wish in one_window.taken(self._folder):
            self.rung.emit(wish)
