"""The sentence about what a scan has done, even if there was nothing to do."""

from collections.abc import Collection
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from kinfolk.gui.base import words
from kinfolk.gui.shell.sidebar_counts import Overview
from kinfolk.scan.job import ScanProgress

_tr = partial(QCoreApplication.translate, "scan_words")


def ended(progress: ScanProgress, placed: int, known: Overview, added: Collection[Path]) -> str:
    """Return the sentence for a scan that has ended.

    `placed` is the number of faces that changed during the scan, `known` the library's state after
    it, and `added` the folders that were added for it.
    """
    if progress.unread:
        return words.unread(progress.unread)
    said = _found(progress, placed, known, added)
    return f"{said} {words.came_back(progress.returned)}" if progress.returned else said


def _found(progress: ScanProgress, placed: int, known: Overview, added: Collection[Path]) -> str:
    """Return a sentence about the scan's most important result; arguments as in `ended`.

    The results are tried in this order: added folders without readable photos, photos scanned,
    faces changed, no photos at all, photos that came back, nothing new.
    """
    unread = {place.path for place in progress.left_out}
    empty: dict[bool, list[str]] = {False: [], True: []}
    for folder in known.folders:
        if folder.path in added and not folder.photo_count and not folder.is_away:
            empty[str(folder.path) in unread].append(folder.name)
    if empty[True]:
        said = _tr("Photos in {} were skipped: this version of Kinfolk can’t read them.")
        return said.format(words.listed(empty[True]))
    if empty[False]:
        return _tr("There are no photos in {}.").format(words.listed(empty[False]))
    if progress.photos_total:
        read = words.photos(progress.photos_done)
        return _tr("{} scanned, {} found.").format(read, words.faces(progress.faces_found))
    if placed:
        return _tr("No new photos. {} added to people or groups.").format(words.faces(placed))
    if not known.photos.total:
        return _tr("There are no photos in your folders.")
    photos, faces = words.photos(known.photos.total), words.faces(known.photos.faces)
    away = [folder.name for folder in known.folders if folder.is_away]
    if progress.back:
        text = words.photos_back(progress.back, has_away=bool(away))
    elif away:
        text = _tr("Nothing new. {photos}, {faces}. Unavailable: {folders}.")
    else:
        text = _tr("Nothing new. {photos}, {faces}.")
    return text.format(photos=photos, faces=faces, folders=words.listed(away))
