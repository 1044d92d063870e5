"""What a screen reader hears: each control of each page and sheet, by Qt's own interface."""

import importlib
import pkgutil
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QWidget

import kinfolk.gui
from kinfolk.core.people.people_lists import Section
from kinfolk.core.photos import saved_searches
from kinfolk.core.photos.photo_filter import PhotoFilter
from kinfolk.errors import AppError, Damaged
from kinfolk.gui.actions.dating import DateSheet, date_photos
from kinfolk.gui.base.page import WindowPage
from kinfolk.gui.dialogs.about import AboutSheet
from kinfolk.gui.dialogs.bug_report import ReportSheet
from kinfolk.gui.dialogs.damaged_library import OfferSheet
from kinfolk.gui.dialogs.folder_sheets import FolderMismatchSheet, KeepNamesSheet, RemoveFolderSheet
from kinfolk.gui.dialogs.importing import ImportSheet
from kinfolk.gui.dialogs.merge import MergeSheet
from kinfolk.gui.dialogs.name_conflicts import NameConflictsSheet
from kinfolk.gui.dialogs.new_person import NewPersonDialog
from kinfolk.gui.dialogs.person_chooser import PersonChooser
from kinfolk.gui.dialogs.rejected_suggestions import RejectedSheet
from kinfolk.gui.dialogs.restore import RestoreSheet
from kinfolk.gui.dialogs.strangers import StrangersSheet
from kinfolk.gui.dialogs.unreadable_photos import ProblemsSheet
from kinfolk.gui.history.forget import ForgetSheet
from kinfolk.gui.look_closer.new_faces_sheet import NewFacesSheet
from kinfolk.gui.look_closer.sheet import LookCloser
from kinfolk.gui.look_closer.split import SplitSheet
from kinfolk.gui.outputs.contact_sheet import ContactSheet
from kinfolk.gui.outputs.copying import CopySheet
from kinfolk.gui.outputs.slide_show import SlideShow
from kinfolk.gui.photo.photo_comparison import WhyView
from kinfolk.gui.photo.view import PhotoView
from kinfolk.gui.photos.folder_dates import FolderDatesSheet
from kinfolk.gui.settings.sheet import SettingsSheet
from kinfolk.gui.shell.keys_sheet import KeysSheet
from kinfolk.gui.shell.no_start import NoStartSheet
from kinfolk.gui.shell.searches import RenameSheet
from kinfolk.gui.widgets.overlay import Overlay
from kinfolk.scan.folder_match import Lying
from kinfolk.scan.sidecars import Foreseen
from tests.gui.hands import Key, press
from tests.gui.house import House
from tests.gui.names_of_files import claimed
from tests.gui.windows import over, there

pytestmark = pytest.mark.slow

Role = QAccessible.Role
# What can be acted on. A widget of our own that takes the keyboard is one, too, whatever its role.
CONTROLS = {
    Role.Button,
    Role.ButtonMenu,
    Role.CheckBox,
    Role.ComboBox,
    Role.EditableText,
    Role.Link,
    Role.List,
    Role.ListItem,
    Role.PageTab,
    Role.RadioButton,
    Role.Slider,
    Role.SpinBox,
    Role.Table,
    Role.Tree,
}
# What takes clicks alone, and where the keys for it are.
BY_OTHER_KEYS = {
    "CardFaces": "the board has the keyboard",
    "FacePairs": "a button beside them shows the photos",
    "OfferList": "the field of the search has the keyboard",
    "PhotoCanvas": "its frames have the keyboard",
}
# A control that Tab passes by says its key, as "(P)" or "Shortcut: Ctrl+S".
KEY = re.compile(r"\([^()]+\)$|Shortcut: ")


PAGES: dict[str, Callable[[House], QWidget]] = {
    "people": House.people,
    "unnamed": House.unnamed,
    "strangers": lambda house: house.section(Section.STRANGERS),
    "nobody hidden": lambda house: house.section(Section.HIDDEN),
    "asked": House.review,
    "new": House.new,
    "person": House.doras_page,
    "person's photos": House.doras_photos,
    "together": House.with_dora,
    "years": House.doras_years,
    "all photos": House.photos,
    "search": House.search,
    "first start": House.first_start,
    "history": House.history,
}


# How to open each sheet.


def _photo(house: House) -> PhotoView:
    ids = [house.doras, house.bens]
    view = PhotoView(house.context, house.doras, among=ids, parent=house.window)
    view.open()
    house.wait(lambda: view.scene)
    return view


def _why(house: House) -> WhyView:
    board = house.review().board
    house.wait(lambda: board.cards[0].theirs.shown)
    press(Key.Key_W, on=board)
    return over(house.window, WhyView)


def _chooser(house: House) -> PersonChooser:
    return PersonChooser(
        house.context,
        title="Move",
        action="Move",
        tell=lambda other: f"It will be {other.name}’s.",
        like=[house.single],
        other_than=house.person(house.dora),
        parent=house.window,
        makes_new=True,
    )


def _merge(house: House) -> QWidget:
    house.people().sheets.merge([house.dora, house.ben])
    return over(house.window, MergeSheet)


def _strangers(house: House) -> StrangersSheet:
    sheet = StrangersSheet(house.context, house.window, has_people=True)
    house.wait(lambda: sheet.grid.faces.ids)
    return sheet


def _arrived(house: House) -> QWidget:
    press(Key.Key_Space, on=house.new().board)
    return over(house.window, NewFacesSheet)


def _rename(house: House) -> RenameSheet:
    wanted = PhotoFilter(all_of=(house.dora,))
    saved = house.album.do(saved_searches.save, wanted, name="Dora")
    return RenameSheet(house.context, saved, house.window)


def _to_decide(house: House) -> NameConflictsSheet:
    claimed(house.album, house.doras, "Anna")
    sheet = NameConflictsSheet(house.context, house.window)
    house.wait(lambda: sheet.model.rowCount() == 1)
    return sheet


def _damaged(house: House) -> OfferSheet:
    error = Damaged("The library is damaged.", "Restore a backup.", findings=[])
    context = house.context
    return OfferSheet(house.window, error, paths=context.paths, tasks=context.tasks)


SHEETS: dict[type[Overlay], Callable[[House], QWidget]] = {
    AboutSheet: lambda house: AboutSheet(house.window),
    NewFacesSheet: _arrived,
    ContactSheet: lambda house: ContactSheet(
        house.context, house.window, [house.both], title="Photos", who=None
    ),
    CopySheet: lambda house: CopySheet(house.context, house.window, [house.both]),
    DateSheet: lambda house: date_photos(house.context, house.window, [house.both]),
    FolderDatesSheet: lambda house: FolderDatesSheet((), house.window),
    FolderMismatchSheet: lambda house: FolderMismatchSheet(
        "album", "Holidays", Lying(5, 2, is_empty=False), house.window
    ),
    ForgetSheet: lambda house: ForgetSheet(house.context, house.window),
    ImportSheet: lambda house: ImportSheet(
        house.context, house.window, file=Path("names.json"), library_id=None
    ),
    KeysSheet: lambda house: KeysSheet(house.window, {}),
    LookCloser: lambda house: LookCloser(
        house.context, house.person(house.group), parent=house.window
    ),
    MergeSheet: _merge,
    NewPersonDialog: lambda house: NewPersonDialog(
        house.context, group_id=house.group, parent=house.window
    ),
    NoStartSheet: lambda house: NoStartSheet(house.window, AppError("The library is damaged.", "")),
    OfferSheet: _damaged,
    PersonChooser: _chooser,
    PhotoView: _photo,
    ProblemsSheet: lambda house: ProblemsSheet(house.context, house.window, closed=[]),
    KeepNamesSheet: lambda house: KeepNamesSheet(
        Path("album"), Foreseen(3, 1, 2), house.window, is_on=False
    ),
    RejectedSheet: lambda house: RejectedSheet(house.context, house.window),
    RenameSheet: _rename,
    ReportSheet: lambda house: ReportSheet(house.window, "what happened"),
    RestoreSheet: lambda house: RestoreSheet(
        house.window, paths=house.context.paths, tasks=house.context.tasks
    ),
    SettingsSheet: lambda house: SettingsSheet(
        house.context, house.window, scanning=house.window.scanning, server=None
    ),
    SlideShow: lambda house: SlideShow(house.context, house.window, [house.both], who=None),
    SplitSheet: lambda house: SplitSheet(
        house.context, house.person(house.group), house.groups, parent=house.window
    ),
    StrangersSheet: _strangers,
    RemoveFolderSheet: lambda house: RemoveFolderSheet("album", 3, house.window),
    NameConflictsSheet: _to_decide,
    WhyView: _why,
}


def parts(root: QWidget) -> Iterator[QAccessibleInterface]:
    """All that is seen of it, itself first."""
    found = there(QAccessible.queryAccessibleInterface(root))
    yield from _below(found)


def _below(part: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    if part.state().invisible or part.role() == Role.ScrollBar:
        return
    yield part
    for number in range(part.childCount()):
        child = part.child(number)
        if child is not None and child.isValid():
            yield from _below(child)


def name_of(part: QAccessibleInterface) -> str:
    return part.text(QAccessible.Text.Name)


def wrong(root: QWidget) -> list[str]:
    """What a screen reader could not say, or the keyboard not reach."""
    return [complaint for part in parts(root) for complaint in _complaints(part)]


def _complaints(part: QAccessibleInterface) -> Iterator[str]:
    thing: object = part.object()
    widget = thing if isinstance(thing, QWidget) else None
    is_reached = widget is not None and _is_reached(widget)
    if part.role() not in CONTROLS and not is_reached:
        if widget is not None and _takes_clicks(widget):
            yield f"{_called(widget)} takes clicks, and no keys"
        return
    what = f"{part.role().name} {_called(widget)}"
    if not name_of(part).strip():
        yield f"{what} has no name"
    if part.role() == Role.NoRole:
        yield f"{what} has no role"
    if widget is None:
        return  # an item: its view has the keyboard
    if part.role() == Role.CheckBox and _group(widget) is not None:
        yield f"{what} is one of several, and called a switch"
    said = f"{name_of(part)}\n{widget.toolTip()}".split("\n")
    is_told = any(map(KEY.search, said)) or _has_other_keys(widget)
    if widget.isEnabled() and not is_reached and not is_told:
        yield f"{what} {name_of(part)!r} is not reached by Tab, and says no key"


def _is_reached(widget: QWidget) -> bool:
    """By Tab; of buttons of which one is chosen Tab leads to one, and arrows to the others."""
    group = _group(widget)
    beside = group.buttons() if group is not None else [widget]
    return any(each.focusPolicy() & Qt.FocusPolicy.TabFocus for each in beside)


def _group(widget: QWidget) -> QButtonGroup | None:
    group = widget.group() if isinstance(widget, QAbstractButton) else None
    return group if group is not None and group.exclusive() else None


def _takes_clicks(widget: QWidget) -> bool:
    """Whether a class of ours does something as a button of the mouse goes up."""
    kind = next(kind for kind in type(widget).__mro__ if "mouseReleaseEvent" in vars(kind))
    return kind.__module__.startswith("kinfolk.") and not _has_other_keys(widget)


def _has_other_keys(widget: QWidget) -> bool:
    kinds = {type(each).__name__ for each in (widget, widget.parentWidget())}
    return not kinds.isdisjoint(BY_OTHER_KEYS)


def _called(widget: QWidget | None) -> str:
    """The widget with where it lies."""
    names: list[str] = []
    while widget is not None and len(names) < 4:
        names.append(type(widget).__name__)
        widget = widget.parentWidget()
    return " < ".join(names)


def test_everything_on_every_page_has_a_name_and_is_reached(house: House) -> None:
    found, kinds = dict[str, list[str]](), set[type]()
    for page, show in PAGES.items():
        house.leave()
        shown = show(house)
        assert shown.isVisible()
        kinds.add(type(shown))
        whole = there(house.window.whole.currentWidget())
        found[page] = wrong(whole)
        if not whole.isAncestorOf(shown) and shown is not whole:
            found[page] += wrong(shown)
    assert {page: told for page, told in found.items() if told} == {}
    assert kinds >= set(every(WindowPage)), "a page is forgotten"


def every_sheet(house: House) -> Iterator[tuple[type[Overlay], Overlay]]:
    """Open one sheet after the other."""
    for kind, make in SHEETS.items():
        house.leave()
        sheet = make(house)
        assert isinstance(sheet, kind)
        if not sheet.isVisible():
            sheet.open()
        house.wait(lambda: not house.context.review.is_busy)
        yield kind, sheet


def test_everything_on_every_sheet_has_a_name_and_is_reached(house: House) -> None:
    found = dict[str, list[str]]()
    for kind, sheet in every_sheet(house):
        has_name = name_of(QAccessible.queryAccessibleInterface(sheet))
        found[kind.__name__] = [*wrong(sheet), *([] if has_name else ["it has no name"])]
    assert {kind: told for kind, told in found.items() if told} == {}
    assert set(every(Overlay)) == SHEETS.keys(), "a sheet is forgotten"


def every(kind: type[QWidget]) -> Iterator[type[QWidget]]:
    """The classes of that kind that have none below them."""
    for module in pkgutil.walk_packages(kinfolk.gui.__path__, "kinfolk.gui."):
        importlib.import_module(module.name)
    below = kind.__subclasses__()
    yield from [kind] if not below else (each for one in below for each in every(one))
