"""Photos known by their content again: moved, renamed, exchanged, touched or returned."""

import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import replace

from app.files import digest, open_photo
from app.pipeline.stages import ahead
from app.pipeline.tasks import Known, Task


def relocate(
    tasks: Sequence[Task], free: Iterable[Known], *, is_cancelled: Callable[[], bool]
) -> tuple[list[tuple[Task, Known]], list[Task]]:
    """Files that hold what a photo held which is not at its place any more, and the other tasks.

    Only files of the size of a free photo are read. A photo that was there twice goes to the file
    at its old path first, then to one of its old name, then by path.
    """
    homeless: dict[str, list[Known]] = defaultdict(list)
    sizes = set()
    for known in free:
        if known.content_hash:
            homeless[known.content_hash].append(known)
            sizes.add(known.size)
    if not homeless:
        return [], list(tasks)
    read = _with_hashes(tasks, sizes, is_cancelled=is_cancelled)
    claimed: dict[int, Known] = {}
    for is_alike in (_same_path, _same_name, _anything):
        for index, task in enumerate(read):
            candidates = homeless.get(task.content_hash, [])
            fitting = [known for known in candidates if is_alike(task, known)]
            if index not in claimed and fitting:
                candidates.remove(fitting[0])
                claimed[index] = fitting[0]
    owned = {known.asset_id for known in claimed.values()}
    rest = [
        replace(task, asset_id=None) if task.asset_id in owned else task
        for index, task in enumerate(read)
        if index not in claimed
    ]
    return [(read[index], known) for index, known in sorted(claimed.items())], rest


def _with_hashes(
    tasks: Sequence[Task], sizes: set[int], *, is_cancelled: Callable[[], bool]
) -> list[Task]:
    def read(task: Task) -> Task:
        if task.found.size not in sizes or is_cancelled():
            return task
        try:
            with open_photo(task.found.path) as file:
                return replace(task, content_hash=digest(file))
        except OSError:  # whoever reads the photo says so
            return task

    with closing(ahead(tasks, read, threads=2, limit=4, name="hash")) as done:
        return list(done)


def _same_path(task: Task, known: Known) -> bool:
    return task.found.path == known.path


def _same_name(task: Task, known: Known) -> bool:
    return os.path.basename(task.found.path) == os.path.basename(known.path)


def _anything(task: Task, known: Known) -> bool:
    return True
