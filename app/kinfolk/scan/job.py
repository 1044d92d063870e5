"""The scan: walk folders, read what is new, store faces in batches, and group them."""

import os
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from typing import Literal

from kinfolk.core.database import Database
from kinfolk.core.db.models import Asset
from kinfolk.core.db.session import Session
from kinfolk.core.faces import embeddings, faces
from kinfolk.core.jobs import Job
from kinfolk.core.names_in_files.name_import import NO_NAMES, NamesRead
from kinfolk.core.people.strangers import FEW
from kinfolk.core.photos import dates, library, previews
from kinfolk.core.photos.library import FolderInfo
from kinfolk.errors import AppError
from kinfolk.recognition import strangers
from kinfolk.recognition.assigner import Assigner
from kinfolk.recognition.suggest import Suggester
from kinfolk.scan import ages, names, store
from kinfolk.scan.plan import Plan, is_away, plan, remember
from kinfolk.scan.previews import Previews
from kinfolk.scan.reading import DECODERS, read
from kinfolk.scan.stages import ahead
from kinfolk.scan.tasks import ScannedPhoto, Task
from kinfolk.scan.walk import Closed
from kinfolk.settings import PREVIEW_BYTES
from kinfolk.vision import heap
from kinfolk.vision.decoders import Decoders
from kinfolk.vision.engine import ENGINE_ID, FaceEngine
from kinfolk.vision.name_reader import NameReader
from kinfolk.vision.packs import PackEngine

BATCH_PHOTOS = 32  # photos stored in one transaction, at most,
BATCH_SECONDS = 0.5  # and seconds after which fewer are stored, so that the window shows them
# Tasks that are compared with the library in one read: a read for each takes 4 % of the time that
# a small photo takes.
ASKED_TOGETHER = 8
# People appear while the scan runs; grouping takes no more than about a tenth of the time.
FIRST_GROUPING_SECONDS = 1.0
GROUPING_SHARE = 0.1
# A value for `nice`: the process gets a tenth of the processor while others want it.
NICE = 10

# ageing: ages of known faces are estimated. naming: names in photos are read. drawing: missing
# previews are made.
Phase = Literal["walking", "ageing", "reading", "naming", "grouping", "drawing", "done"]


@dataclass(frozen=True)
class ScanProgress:
    """Hold how far a scan is; while walking, `photos_total` counts the photos met so far."""

    phase: Phase = "walking"
    photos_done: int = 0
    photos_total: int = 0
    faces_found: int = 0
    embedded: int = 0  # known faces among these that the engine had not embedded
    failed: int = 0  # photos that could not be read
    rate: float = 0.0  # photos a second
    seconds_left: float | None = None
    closed: tuple[Closed, ...] = ()  # folders and files that could not be read
    left_out: tuple[Closed, ...] = ()  # folders with photos that need an extra, and the message
    followed: tuple[FolderInfo, ...] = ()  # folders that were found elsewhere, as they were before
    returned: int = 0  # ignored groups that are shown again
    unread: int = 0  # known photos that are skipped now, because their extra is missing
    back: int = 0  # photos that are there again, after they or their folder were gone
    names: NamesRead = NO_NAMES  # names read from photos and imported


@dataclass(frozen=True)
class Rules:
    """Hold how a scan decides at its end whose faces are, after the engine has seen all of them.

    For `same` see `vision.group`, for `joins_named` `Assigner`. Ignored groups in fewer than `few`
    photos stay ignored.
    """

    same: Callable[[FaceEngine], float] = lambda engine: engine.same
    joins_named: Callable[[FaceEngine], bool] = lambda engine: True
    few: int = FEW


class ScanJob(Job[ScanProgress]):
    """Bring libraries up to date with their folders.

    It can be stopped or killed at any moment: the next scan goes on from what was committed.
    """

    def __init__(
        self,
        db: Database,
        engine_factory: Callable[[], FaceEngine],
        *,
        library_id: str | None = None,
        folder_ids: Sequence[str] | None = None,
        rules: Rules = Rules(),
        follow: bool = False,
        suggester: Suggester | None = None,
        preview_bytes: int = PREVIEW_BYTES,
    ) -> None:
        """Prepare a scan; None stands for every library, or for every folder of it.

        With `follow`, a folder that is away is moved to where its photos were found, as a step of
        the history; without it, the user is asked. For `suggester` see `Assigner`. `preview_bytes`
        is the limit of all previews.
        """
        super().__init__(ScanProgress())
        self._db = db
        self._engine_factory = engine_factory
        self._library_id = library_id
        self._folder_ids = folder_ids
        self._rules = rules
        self._follow = follow
        self._suggester = suggester
        self._preview_bytes = preview_bytes
        self._followed: tuple[FolderInfo, ...] = ()
        self._decoders = Decoders(DECODERS)
        self._names = NameReader()
        self._engine: FaceEngine | None = None

    def cancel(self) -> None:
        """Stop, and end the processes that decode photos or run an engine without waiting."""
        super().cancel()
        self._end_processes()

    def run(self) -> None:
        """Scan; raises AppError if the engine fails or a drive is disconnected."""
        # Before the scan's own threads begin: each would get a heap that it keeps
        # (docs/decisions/0071).
        heap.share()
        _stand_back()
        try:
            self._decoders.warm()
            self._engine = self._engine_factory()
            self.check_cancelled()
            self._run(self._engine)
        finally:
            self._end_processes()
            heap.give_back()

    def _end_processes(self) -> None:
        """End the processes that decode, read names and run another engine."""
        self._decoders.close()
        self._names.close()
        if isinstance(self._engine, PackEngine):
            self._engine.close()

    def _run(self, engine: FaceEngine) -> None:
        """Walk all folders, read what is new, import names, group, and make missing previews."""
        # All folders are walked before the first photo is read, so that the progress knows its end.
        plans = [self._plan(library_id, engine.id) for library_id in self._libraries()]
        self._date_by_names()
        tasks = [task for made in plans for task in made.tasks]
        closed = tuple(place for made in plans for place in made.closed)
        left_out = tuple(place for made in plans for place in made.left_out)
        self.progress = ScanProgress(
            "reading",
            photos_total=len(tasks),
            closed=closed,
            left_out=left_out,
            unread=sum(made.unread for made in plans),
            back=sum(made.back + len(made.returned) for made in plans),
            followed=self._followed,
        )
        with closing(Assigner(self._db, engine.id, self._suggester)) as assigner:
            for made in plans:
                self._estimate_ages(made.library_id, engine, assigner)
            self._read(tasks, engine, assigner)
            self.check_cancelled()
            # Before the groups are settled: a face that a file names is a reference for the others.
            for made in plans:
                self._name(made, engine, assigner)
            self.progress = replace(self.progress, phase="grouping", seconds_left=None)
            # Measured only now, because a new engine has seen all photos by this time.
            same = self._rules.same(engine)
            joins_named = self._rules.joins_named(engine)
            for made in plans:
                assigner.settle(made.library_id, same=same, joins_named=joins_named)
            few = self._rules.few
            returned = strangers.bring_back(assigner.suggester, self._db, fewer_than=few)
            self.progress = replace(self.progress, returned=returned)
        seen = self.progress
        # Last, because names and groups do without previews.
        self._draw_previews()
        self.progress = replace(seen, phase="done")
        self._expect_folders({task.folder_id for task in tasks})

    def _estimate_ages(self, library_id: str, engine: FaceEngine, assigner: Assigner) -> None:
        """Give older faces an age; the first time, make the groups that no one touched again.

        Only vectors of the built-in engine are compared by age.
        """
        seen, started = self.progress, time.monotonic()

        def goes_on(done: int, total: int) -> bool:
            rate = done / max(time.monotonic() - started, 1e-3)
            self.progress = ScanProgress(
                "ageing",
                photos_done=done,
                photos_total=total,
                rate=rate,
                seconds_left=(total - done) / rate if rate else None,
            )
            return not self.is_cancelled

        are_first = ages.estimate(self._db, library_id, engine, goes_on=goes_on)
        if are_first and engine.id == ENGINE_ID:
            assigner.regroup(library_id, same=engine.same)
        self.check_cancelled()
        self.progress = seen

    def _expect_folders(self, read: set[str]) -> None:
        """Raise AppError if a drive was disconnected during the scan: its photos were skipped."""
        with self._db.read() as session:
            folders = [each for each in library.folders(session, None) if each.id in read]
        for folder in folders:
            if is_away(folder.path, held_photos=True):
                raise AppError(
                    "The folder {folder} became unavailable during the scan.",
                    "Everything found in it is kept. Connect its drive, then scan again.",
                    folder=folder.path,
                )

    def _name(self, made: Plan, engine: FaceEngine, assigner: Assigner) -> None:
        """Import the names in photos, and embed faces that only the names told of.

        It comes before faces are assigned, because other faces then follow those with a name.
        """
        seen = self.progress
        self.progress = replace(seen, phase="naming", seconds_left=None)
        self._doubt_sidecars(made)
        read_now = names.read(
            self._db, made, self._names, engine, is_cancelled=lambda: self.is_cancelled
        )
        self.check_cancelled()
        self.progress = replace(seen, names=seen.names + read_now)
        if read_now.names:
            with self._db.read() as session:
                drawn = names.drawn(session, made.library_id)
            self._read_again(drawn, engine, assigner)
            self.check_cancelled()

    def _doubt_sidecars(self, made: Plan) -> None:
        """Note which of our sidecars changed or went, so that their names are written again."""
        from kinfolk.scan import sidecars  # lxml is loaded where it is needed

        with self._db.read() as session:
            known = library.folders(session, made.library_id)
        walked = tuple(os.path.join(each.path, "") for each in known if each.id in made.walked)
        sidecars.doubt(
            self._db,
            made.library_id,
            lambda file, mark: file.startswith(walked) and made.beside.facts(file) != mark,
        )

    def _read_again(self, tasks: Sequence[Task], engine: FaceEngine, assigner: Assigner) -> None:
        """Read photos that were counted already; in the meantime the progress counts only them."""
        seen = self.progress
        self.progress = replace(seen, phase="reading", photos_done=0, photos_total=len(tasks))
        self._read(tasks, engine, assigner)
        self.progress = replace(
            self.progress,
            phase=seen.phase,
            photos_done=seen.photos_done,
            photos_total=seen.photos_total,
            rate=seen.rate,
        )

    def _libraries(self) -> list[str]:
        """Return the ids of the libraries to scan: those that have folders."""
        with self._db.read() as session:
            known = library.folders(session, self._library_id)
        return sorted({folder.library_id for folder in known})

    def _plan(self, library_id: str, engine_id: str) -> Plan:
        """Compare a library with its folders; once more if folders have moved and were followed."""
        made = self._compare(library_id, engine_id)
        if self._follow and self._has_followed(library_id):
            # The paths have changed, so what lies there is compared with what is known once more.
            made = self._compare(library_id, engine_id)
        return made

    def _has_followed(self, library_id: str) -> bool:
        """Move folders that were found elsewhere, and return whether there was one.

        It comes before photos are read: one that was edited since is recognised by its path, and
        keeps its faces, only once its folder has moved.
        """
        with self._db.read() as session:
            known = library.folders(session, library_id)
        # A drive on which a folder was found may have been removed since.
        moved = [
            (folder, folder.found_at)
            for folder in known
            if folder.found_at is not None and os.path.isdir(folder.found_at)
        ]
        for folder, path in moved:
            move = partial(library.move_folder, folder_id=folder.id, path=path)
            self._db.write(move, label=library.moving(folder.path, path)).result()
            self._followed += (folder,)
        return bool(moved)

    def _compare(self, library_id: str, engine_id: str) -> Plan:
        """Walk the library's folders, store what has moved or gone, and return the plan."""
        with self._db.read() as session:
            memory = remember(session, library_id, engine_id)
        before = self.progress.photos_total

        def found(count: int) -> None:
            self.progress = ScanProgress(photos_total=before + count)

        made = plan(
            memory,
            library_id=library_id,
            folder_ids=self._folder_ids,
            found=found,
            is_cancelled=lambda: self.is_cancelled,
        )
        self.check_cancelled()
        # Every write wakes the pages that show the library: a scan that finds nothing new makes
        # none.
        if made.changes_something:
            self._db.write(lambda session: store.store_plan(session, made)).result()
        return made

    def _date_by_names(self) -> None:
        """Give photos without a date the one in their file names, without reading them again.

        It happens with each scan and not in a migration: that is SQL, and a format of names that is
        learned later would come too late for it.
        """
        with self._db.read() as session:
            found = dates.in_names(session, self._library_id)
        if found:
            self._db.write(lambda session: dates.store(session, found)).result()

    def _read(self, tasks: Sequence[Task], engine: FaceEngine, assigner: Assigner) -> None:
        """Read the photos of the tasks, and store and assign their faces in batches meanwhile."""
        libraries = sorted({task.library_id for task in tasks})
        if libraries:
            assigner.begin(libraries)
        storing = _Storing(self._db, engine, assigner, libraries, self._preview_bytes)
        errors: list[Exception] = []
        with closing(
            read(self._until_cancelled(tasks, engine.id), engine, self._decoders)
        ) as photos:
            # On a thread of its own, so that reading goes on. More than one would only wait for the
            # one writer.
            batches = self._batches(photos, errors)
            for _ in ahead(batches, storing.store, threads=1, limit=2, name="store"):
                pass
        if errors:
            raise errors[0]

    def _draw_previews(self) -> None:
        """Make missing previews: none as a rule, because photos that are read get one."""
        with self._db.read() as session:
            lacking = previews.lacking(
                session,
                limit=self._preview_bytes,
                library_id=self._library_id,
                folder_ids=self._folder_ids,
            )
        if not lacking:
            return
        self.progress = ScanProgress("drawing", photos_total=len(lacking))
        started = time.monotonic()
        made = Previews(self._db, self._decoders, limit=lambda: self._preview_bytes)
        with closing(
            ahead(lacking, made.draw, threads=DECODERS, limit=BATCH_PHOTOS, name="draw")
        ) as drawn:
            while batch := list(islice(drawn, BATCH_PHOTOS)):
                made.keep([each for each in batch if each is not None])
                for _ in batch:
                    self._count(None, started)

    def _batches(
        self, photos: Iterable[ScannedPhoto | None], errors: list[Exception]
    ) -> Iterator[list[ScannedPhoto]]:
        """Yield photos to be stored together; what was read before an error is yielded, too."""
        started = last = time.monotonic()
        batch: list[ScannedPhoto] = []
        try:
            for scanned in photos:
                self._count(scanned, started)
                if scanned is not None:
                    batch.append(scanned)
                if len(batch) >= BATCH_PHOTOS or time.monotonic() - last >= BATCH_SECONDS:
                    yield batch
                    batch, last = [], time.monotonic()
        except Exception as error:
            errors.append(error)  # `_read` raises it after the last batch is stored
        yield batch

    def _until_cancelled(self, tasks: Sequence[Task], engine_id: str) -> Iterator[Task]:
        """Yield the tasks as they stand when their turn comes."""
        waiting = iter(tasks)
        while few := list(islice(waiting, ASKED_TOGETHER)):
            with self._db.read() as session:
                folders = {task.folder_id for task in few}
                searched = {each for each in folders if library.finds_faces(session, each)}
                few = [
                    _as_it_stands(session, task, engine_id, finds_faces=task.folder_id in searched)
                    for task in few
                ]
            for task in few:
                if self.is_cancelled:
                    return
                yield task

    def _count(self, scanned: ScannedPhoto | None, started: float) -> None:
        """Count one photo as done, with its faces, and estimate the time left."""
        done = self.progress.photos_done + 1
        rate = done / max(time.monotonic() - started, 1e-3)
        known = len(scanned.vectors) + len(scanned.described) if scanned else 0
        self.progress = replace(
            self.progress,
            photos_done=done,
            faces_found=self.progress.faces_found + known + (len(scanned.faces) if scanned else 0),
            embedded=self.progress.embedded + known,
            failed=self.progress.failed + (1 if scanned and scanned.reason else 0),
            rate=rate,
            seconds_left=(self.progress.photos_total - done) / rate,
        )


def _as_it_stands(session: Session, task: Task, engine_id: str, *, finds_faces: bool) -> Task:
    """Return the task with what is only asked now.

    Since the plan was made, another scan may have embedded the faces, and the user may have
    switched off finding faces in the folder: then `finds_faces` is False.
    """
    photo = session.get(Asset, task.asset_id) if task.asset_id else None
    if photo is None:
        return replace(task, finds_faces=finds_faces)
    is_unseen = finds_faces and not photo.is_looked_at
    return replace(
        task,
        unembedded=None if is_unseen else embeddings.unembedded(session, photo.id, engine_id),
        moments=faces.moments(session, photo.id),
        finds_faces=finds_faces,
        has_faces=faces.are_known(session, photo.id),
    )


def _stand_back() -> None:
    """Lower this thread's priority, so that the window and other programs come first.

    Threads and processes that it starts inherit it. Only Linux has a priority for each thread. A
    scan on the main thread is all that its process does, and keeps its priority.
    """
    if sys.platform == "linux" and threading.current_thread() is not threading.main_thread():
        here = threading.get_native_id()
        # Never below the current value: only the superuser may raise a priority, so that would
        # fail.
        nice = max(NICE, os.getpriority(os.PRIO_PROCESS, here))
        os.setpriority(os.PRIO_PROCESS, here, nice)


class _Storing:
    """Store what was read, and now and then assign the new faces."""

    def __init__(
        self,
        db: Database,
        engine: FaceEngine,
        assigner: Assigner,
        libraries: Sequence[str],
        preview_bytes: int,
    ) -> None:
        self._db, self._engine, self._preview_bytes = db, engine, preview_bytes
        self._assigner, self._libraries = assigner, libraries
        self._next_grouping = time.monotonic() + FIRST_GROUPING_SECONDS
        self._fresh: set[str] = set()  # new faces that are not assigned yet

    def store(self, batch: Sequence[ScannedPhoto]) -> None:
        """Store a batch; assign faces if the time for it has come."""
        self._fresh |= self._save(batch)
        began = time.monotonic()
        if began < self._next_grouping:
            return
        for library_id in self._libraries:
            self._assigner.assign(library_id, self._fresh, same=self._engine.same)
        self._fresh.clear()
        now = time.monotonic()
        took = now - began
        # After a grouping that took one second the next one begins ten seconds later.
        self._next_grouping = now + max(FIRST_GROUPING_SECONDS, took / GROUPING_SHARE)

    def _save(self, batch: Sequence[ScannedPhoto]) -> frozenset[str]:
        """Store a batch and return the ids of the faces it touched."""
        if not batch:
            return frozenset()
        engine = self._engine
        write = self._db.write(
            lambda session: store.save(
                session, batch, engine.id, same=engine.same, preview_bytes=self._preview_bytes
            )
        )
        return write.result().changes.ids("face")
