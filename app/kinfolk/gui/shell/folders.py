"""What can be done with folders, and their rows in the sidebar."""

import os
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QMenu, QWidget

from kinfolk.core.actions import Act, Action
from kinfolk.core.photos import library
from kinfolk.core.photos.library import FolderInfo, FolderSwitch
from kinfolk.core.photos.photo_filter import PhotoFilter
from kinfolk.gui.actions.dating import date_folder
from kinfolk.gui.actions.scanning import Scanning
from kinfolk.gui.base import plain_text, words
from kinfolk.gui.base.context import Context
from kinfolk.gui.base.menu_links import open_outside
from kinfolk.gui.dialogs.folder_sheets import FolderMismatchSheet, KeepNamesSheet, RemoveFolderSheet
from kinfolk.gui.photos.reading import PhotosWanted
from kinfolk.gui.photos.unavailable_folder import FolderAnswer, FolderAway
from kinfolk.gui.shell.exchange import for_library
from kinfolk.gui.shell.first_start import choose_folder
from kinfolk.gui.shell.sidebar import SidebarEntry
from kinfolk.gui.widgets import controls
from kinfolk.scan import folder_match
from kinfolk.scan.folder_match import Lying
from kinfolk.scan.sidecars import Foreseen, foreseen


class FolderActions(QObject):
    """Add folders to the library, describe them, and change what is done with each.

    The photos in them are never touched. What is outside of this goes to the window by signals.
    """

    # A message, a button's text, and what to call if no faces are wanted from the folder
    added = Signal(str, str, object)
    # Library id and folder from whose sidecars our names are to be removed
    unkept = Signal(str, object)
    photos_wanted = Signal(object)  # PhotosWanted of a folder that is known already
    remarked = Signal(str)  # a message about what goes on

    def __init__(self, context: Context, window: QWidget, scanning: Scanning) -> None:
        super().__init__(window)
        self._context = context
        self._scanning = scanning
        self._window = window
        self._known: dict[str, FolderInfo] = {}
        # Folder id and new path of questions that were asked already
        self._told: set[tuple[str, Path]] = set()

    def add(self, paths: Sequence[Path], *, takes_names: bool = True) -> None:
        """Add the folders to the library and scan them; of one that is known show the photos.

        It asks which library if there are several. With `takes_names` the names in photo files are
        read.
        """
        question = self.tr("Add to which library?")
        add = partial(self._add, paths, takes_names=takes_names)
        for_library(self._context, self._window, question, add)

    def _add(self, paths: Sequence[Path], library_id: str | None, *, takes_names: bool) -> None:
        """Add those of the folders that are new; show the photos of one that is known already."""
        known = {path: self._photos_of(path, library_id) for path in paths}
        paths = [path for path in paths if known[path] is None]
        if wanted := next(filter(None, known.values()), None):
            self.photos_wanted.emit(wanted)
        if not paths:
            self._scanning.start()
            return
        names = words.listed([path.name or str(path) for path in paths])
        into = partial(library.add_folder, library_id=library_id, reads_names=takes_names)
        said = self._said_of(names, self._joined(paths, library_id))
        # Only further folders are offered without faces: the first one is there for its faces.
        is_one_more = len(paths) == 1 and bool(self._known)

        def added(folders: Sequence[FolderInfo]) -> None:
            if is_one_more:
                none = partial(self.find_faces, folders[0], False)
                self.added.emit(said, self.tr("Don’t find faces in it"), none)
            self._scanning.start()

        self._context.ops.run(
            lambda session: [into(session, path) for path in paths],
            None,  # not an undo step: undoing it would remove everything found there
            owner=self,
            toast="" if is_one_more else said,
            done=added,
        )

    def _said_of(self, added: str, inner: Sequence[str]) -> str:
        """Say which folders were added, and in which parts faces are found again."""
        if not inner:
            return self.tr("{} added").format(added)
        text = self.tr("{folders} added. Kinfolk will find faces in {inner} again, too.")
        return text.format(folders=added, inner=words.listed(inner))

    def _joined(self, paths: Sequence[Path], library_id: str | None) -> list[str]:
        """Return the names of folders without faces that become part of an added one."""
        return [
            folder.name
            for folder in self._known.values()
            if library_id in (None, folder.library_id)
            and not folder.finds_faces
            and any(folder.path.is_relative_to(os.path.realpath(path)) for path in paths)
        ]

    def _photos_of(self, path: Path, library_id: str | None) -> PhotosWanted | None:
        """Return the photos of a folder that is known or lies in a known one; None if it is new."""
        path = Path(os.path.realpath(path))
        for folder in self._known.values():
            if library_id in (None, folder.library_id) and path.is_relative_to(folder.path):
                inside = PhotosWanted(wanted=PhotoFilter(folder=path))
                return PhotosWanted(folder.id) if path == folder.path else inside
        return None

    def rows(self, folders: Sequence[FolderInfo]) -> list[SidebarEntry]:
        """Return the folders' rows for the sidebar, and remember the folders."""
        self._known = {folder.id: folder for folder in folders}
        return [
            SidebarEntry(
                id=folder.id,
                name=folder.name,
                count=folder.photo_count,
                tip=str(folder.path),
                state=state,
                sign=sign,
                is_dim=folder.is_away,
            )
            for folder in folders
            for state, sign in [self._state(folder)]
        ]

    def ask(self, folders: Sequence[FolderInfo]) -> None:
        """Ask about one unavailable folder that seems to have moved, if there is one.

        Each is asked about once. Its menu offers the same answers later.
        """
        for folder in folders:
            if folder.found_at is None or (folder.id, folder.found_at) in self._told:
                continue
            self._told.add((folder.id, folder.found_at))
            text = self.tr("Has {old} moved? {new} contains {photos} from it.")
            old, new = _told_apart(folder.path, folder.found_at)
            question = text.format(new=new, old=old, photos=words.photos(folder.found_count))
            yes = partial(self._move, folder, folder.found_at, folder.found_count)
            self._context.ops.offered.emit(question, self.tr("Yes"), yes)
            return

    def popup(self, row_id: str, at: QPoint) -> None:
        """Open the menu of a folder, or of one inside it if its path is given, at this place."""
        self.menu(row_id).popup(at)

    def menu(self, row_id: str) -> QMenu:
        """Return the menu of a folder, or of one inside it if its path is given."""
        menu = controls.passing_menu(self._window)
        folder = self._known.get(row_id)
        if folder is None:
            path = Path(row_id)
            around = next(each for each in self._known.values() if path.is_relative_to(each.path))
            self._add_ways(menu, replace(around, path=path))
            return menu
        menu.addAction(self.tr("Scan for new photos"), self._scanning.start)
        self._add_ways(menu, folder)
        for text, is_on, switch in (
            (self.tr("Save names next to photos"), folder.keeps_names, self._ask_about_names),
            (self.tr("Find faces in this folder"), folder.finds_faces, self.find_faces),
            (self.tr("Read names from photos"), folder.reads_names, self._read_names),
        ):
            entry = menu.addAction(text)
            entry.setCheckable(True)
            entry.setChecked(is_on)
            entry.triggered.connect(lambda is_on, act=switch: act(folder, is_on))
        menu.addSeparator()
        if folder.found_at is not None:
            _, new = _told_apart(folder.path, folder.found_at)
            menu.addAction(
                plain_text.literal(self.tr("Update location to {}").format(new)),
                partial(self._move, folder, folder.found_at, folder.found_count),
            )
            menu.addAction(
                plain_text.literal(self.tr("Keep separate from {}").format(new)),
                partial(self._keep, folder),
            )
        if folder.is_away or folder.is_lost:
            menu.addAction(self.tr("Locate folder…"), partial(self._choose, folder))
            menu.addSeparator()
        menu.addAction(self.tr("Remove from library"), partial(self._ask_to_remove, folder))
        return menu

    def _add_ways(self, menu: QMenu, folder: FolderInfo) -> None:
        show = menu.addAction(self.tr("Open folder"), partial(open_outside, folder.path))
        show.setEnabled(not folder.is_away)
        date = partial(date_folder, self._context, self._window, folder)
        menu.addAction(self.tr("Set photo dates…"), date)

    def away(self, folder_id: str) -> FolderAway | None:
        """Return what the page of an unavailable folder says; None for any other folder."""
        folder = self._known.get(folder_id)
        if folder is None or not folder.is_away:
            return None
        if folder.found_at is None:
            text = self.tr(
                "Its drive may not be connected, or the folder was moved or renamed. All names and "
                "faces are safe."
            )
            choose = FolderAnswer(self.tr("Locate folder…"), partial(self._choose, folder))
            return FolderAway(self.tr("This folder can’t be found"), text, (choose,))
        _, new = _told_apart(folder.path, folder.found_at)
        text = self.tr(
            "It contains {photos} from this folder. All names and faces are safe."
        ).format(photos=words.photos(folder.found_count))
        return FolderAway(
            self.tr("Has this folder moved to {}?").format(new),
            text,
            (
                FolderAnswer(
                    self.tr("Yes"), partial(self._move, folder, folder.found_at, folder.found_count)
                ),
                FolderAnswer(self.tr("No, a different folder"), partial(self._keep, folder)),
            ),
        )

    def find_faces(self, folder: FolderInfo, is_on: bool) -> None:
        """Switch on or off that faces are found in the folder; known faces stay in both cases."""
        if is_on:
            said = self.tr("Kinfolk will find faces in {}.")
        else:
            said = self.tr("Kinfolk won’t find new faces in {}. Existing ones stay.")
        self._switch(folder, FolderSwitch.FIND_FACES, is_on, said)

    def _read_names(self, folder: FolderInfo, is_on: bool) -> None:
        """Switch on or off that names in its photo files are read; what was read stays."""
        if is_on:
            said = self.tr("Kinfolk will read names from photos in {}.")
        else:
            said = self.tr("Kinfolk won’t read names from photos in {}.")
        self._switch(folder, FolderSwitch.READ_NAMES, is_on, said)

    def _switch(self, folder: FolderInfo, what: FolderSwitch, is_on: bool, said: str) -> None:
        """Switch something on or off for the folder; switching on starts a scan."""
        self._context.ops.run(
            lambda session: library.switch(session, folder.id, what, is_on=is_on),
            library.switching(folder.path, what, is_on=is_on),
            owner=self,
            toast=said.format(folder.name),
            done=lambda _: self._scanning.start() if is_on else None,
        )

    def _state(self, folder: FolderInfo) -> tuple[str, str]:
        """Return a word for the folder's state and its icon; ("", "") if all is well."""
        if folder.found_at is not None:
            return self.tr("moved?"), "moved"
        if folder.is_away:
            return self.tr("unavailable"), "away"
        if not folder.finds_faces:
            return self.tr("faces off"), "eye-off"
        return (self.tr("scanning"), "search") if self._scanning.is_running else ("", "")

    def _choose(self, folder: FolderInfo) -> None:
        path = choose_folder(self._window, self._context)
        if path is not None:
            self._check(folder, path)

    def _check(self, folder: FolderInfo, path: Path) -> None:
        """Check whether the folder's photos are at the new path; if not, ask what was meant."""
        context = self._context
        old, new = _told_apart(folder.path, path)

        def found(lying: Lying) -> None:
            if lying.is_likely:
                self._move(folder, path, lying.there)
                return
            sheet = FolderMismatchSheet(old, new, lying, self._window)
            sheet.agreed.connect(partial(self._choose, folder))
            sheet.otherwise.connect(partial(self._move, folder, path))
            sheet.open()

        self.remarked.emit(self.tr("Looking for photos from {} in {}…").format(old, new))
        look = partial(folder_match.look, context.db, folder.id, folder.path, path)
        context.tasks.run(look, found, owner=self)

    def _move(self, folder: FolderInfo, path: Path, there: int = 0) -> None:
        """Set the folder's new path.

        `there` is the number of its photos found there, 0 if not counted.
        """
        action = library.moving(folder.path, path)
        old, new = _told_apart(folder.path, path)
        one = "{old} moved to {new}. %Ln photo is back."
        back = words.count(there, one, "{old} moved to {new}. %Ln photos are back.")
        self._context.ops.run(
            lambda session: library.move_folder(session, folder.id, path),
            action,
            owner=self,
            toast=back.format(old=old, new=new) if there else words.action(action),
            # What came of the move is said beside its way back; the scan only tells news.
            done=lambda _: self._scanning.start(is_asked=False),
        )

    def _keep(self, folder: FolderInfo) -> None:
        """Keep the folder as it is: what was found is another folder."""
        self._context.ops.run(
            lambda session: library.keep_folder(session, folder.id),
            Action.of(Act.KEEP_FOLDER, name=folder.name),
            toast=self.tr("{} kept. It stays unavailable until you locate it.").format(folder.name),
        )

    def _ask_about_names(self, folder: FolderInfo, is_on: bool) -> None:
        """Ask before names are saved next to photos, or no longer, saying which files change."""
        context = self._context

        def ask(found: Foreseen) -> None:
            if not (found.photos if is_on else found.ours):
                self._keep_names(folder, found, is_on=is_on)
                return
            sheet = KeepNamesSheet(folder.path, found, self._window, is_on=is_on)
            sheet.agreed.connect(partial(self._keep_names, folder, found, is_on=is_on))
            sheet.otherwise.connect(
                partial(self._keep_names, folder, found, is_on=is_on, leaves=True)
            )
            sheet.open()

        find = partial(foreseen, context.db, context.decoders, folder.id, folder.path)
        context.tasks.run(find, ask, owner=self)

    def _keep_names(
        self, folder: FolderInfo, found: Foreseen, *, is_on: bool, leaves: bool = False
    ) -> None:
        """Switch on or off that names are saved in sidecars next to the photos, for other apps.

        When it is switched off, names that were saved are removed from the sidecars unless
        `leaves`.
        """
        takes_out = not is_on and bool(found.ours) and not leaves
        if not is_on:
            text = self.tr("Names are no longer saved next to the photos in “{name}”.")
            if takes_out:
                text = self.tr(
                    "Names are no longer saved next to the photos in “{name}”, and are being "
                    "removed from {files}."
                )
        elif found.photos:
            text = self.tr(
                "Saving names next to {photos} in “{name}”. They’re updated after each change."
            )
        else:
            text = self.tr("Names you add will be saved next to the photos in “{name}”.")
        said = {"photos": words.photos(found.photos), "files": words.files(found.ours)}
        keep = FolderSwitch.KEEP_NAMES
        self._context.ops.run(
            lambda session: library.switch(session, folder.id, keep, is_on=is_on),
            library.switching(folder.path, keep, is_on=is_on),
            owner=self,
            toast=text.format(name=folder.name, **said),
            done=lambda _: self.unkept.emit(folder.library_id, folder.path) if takes_out else None,
        )

    def _ask_to_remove(self, folder: FolderInfo) -> None:
        """Ask before removing a folder if some people have photos in it only."""

        def ask(people: int) -> None:
            if not people:
                self._remove(folder)
                return
            sheet = RemoveFolderSheet(folder.name, people, self._window)
            sheet.agreed.connect(partial(self._remove, folder))
            sheet.open()

        read = self._context.reading(partial(library.people_only_in, folder_id=folder.id))
        self._context.tasks.run(read, ask, owner=self)

    def _remove(self, folder: FolderInfo) -> None:
        said = self.tr("{} removed from the library. Its photos are unchanged.")
        self._context.ops.run(
            lambda session: library.remove_folder(session, folder.id),
            Action.of(Act.REMOVE_FOLDER, name=folder.name),
            toast=said.format(folder.name),
        )


def _told_apart(old: Path, new: Path) -> tuple[str, str]:
    """Return the names of both folders, or their full paths if the names are equal."""
    return (old.name, new.name) if old.name != new.name else (str(old), str(new))
