"""The sheet in which people are compared before they are merged, and the chooser before it."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial

from PySide6.QtCore import QCoreApplication, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyleOptionViewItem, QWidget

from kinfolk.core.birth import Birth
from kinfolk.core.faces import faces, portraits
from kinfolk.core.people import people
from kinfolk.core.people.people import Card, Person
from kinfolk.core.people.person_fields import UNCHANGED, PersonChanges
from kinfolk.gui.actions.people import PeopleActions
from kinfolk.gui.base import theme, words
from kinfolk.gui.base.commands import Command, Commands
from kinfolk.gui.base.context import Context
from kinfolk.gui.base.painted_text import write_line
from kinfolk.gui.base.shapes import draw_face, draw_ring, draw_rounded, on_lines, smooth
from kinfolk.gui.base.thumbs import Thumbs
from kinfolk.gui.dialogs.person_chooser import PersonChooser
from kinfolk.gui.faces.pairs import FacePairs
from kinfolk.gui.faces.people import CARD, PeopleModel
from kinfolk.gui.widgets import controls
from kinfolk.gui.widgets.controls import (
    Button,
    Elided,
    column,
    draw_focus,
    keys_used,
    label,
    row,
    shows_focus,
)
from kinfolk.gui.widgets.rows_model import Index
from kinfolk.gui.widgets.sheet import PADDING, Sheet
from kinfolk.gui.widgets.switches import Choice
from kinfolk.gui.widgets.tip_delegate import TippedDelegate
from kinfolk.recognition import conflicts
from kinfolk.recognition.conflicts import Shared
from kinfolk.recognition.ranking import Ranking

_tr = partial(QCoreApplication.translate, "merge")

# Called with who stays, the others, what is kept of theirs, and the faces shown of groups among
# them.
Merge = Callable[
    [Person, Sequence[Person], PersonChanges, Mapping[str, Sequence[str]], datetime], None
]

WIDE, HIGH = 176, 204  # pixels of one person's card
CIRCLE = 84  # pixels: diameter of a portrait
# Most faces below a portrait for comparison; pixels of each, and between them
FACES, TILE, BETWEEN = 4, 36, 4
ROWS, LOWEST = 2, 110  # rows of people shown at once; their least height in pixels, in a low window
NARROW, BROAD = 3, 4  # people side by side in the sheet: at least, at most
LETTERS = 32  # most letters of names in the title
SCROLL, WIDEST = 16, 200  # pixels: width of a scroll bar, and of a choice in the sheet


class MergeSheet(Sheet):
    """Show who would be merged, what would be kept, and what speaks against it.

    It writes nothing: `agreed` tells its opener what was chosen. Whose name is chosen stays; the
    others become part of them.
    """

    agreed = Signal(object, object, object)  # who stays, the others, the PersonChanges kept of them

    def __init__(
        self,
        context: Context,
        chosen: Sequence[Person],
        proof: Sequence[Shared],
        parent: QWidget,
        *,
        into: Person | None = None,
        without: Collection[str] = (),
    ) -> None:
        """`proof` are photos that show several of them; `into` is who stays, if that is settled.

        Faces in `without` are left out, since they are about to be taken from these people.
        """
        self._people = list(chosen)
        self._stays = into or stays(self._people)
        self._birth_is_own = self._portrait_is_own = False  # whether the user has chosen these
        self._little: list[set[str]] = []  # pairs of ids that look little alike
        self.proof = list(proof)
        self._menu_links = context.menu_links
        title = self.tr("Merge {}").format(_many(self._people))
        self._in_row = min(max(len(self._people), NARROW), BROAD)
        size = QSize(self._in_row * WIDE + SCROLL + 2 * PADDING, 0)
        super().__init__(parent, title=title, size=size, action=self.tr("Merge"))
        cards = self._cards(context, without)
        self.model = PeopleModel(lambda ids: cards, self)
        self.model.sync([person.id for person in self._people])
        self.view = MergePortraits(context.thumbs)
        self.view.setModel(self.model)
        self.names = Choice(self.tr("Name to keep"))
        self.births = Choice(self.tr("Birth date to keep"))
        self.unlike = Elided("strong", tone="danger")
        self.pairs = FacePairs(context.thumbs, [each.face_ids for each in self.proof])
        self._fill()
        self._warn()
        self._lay_out_body()
        self._say()
        self.names.currentIndexChanged.connect(self._on_name)
        self.births.currentIndexChanged.connect(self._on_birth)
        self.view.selectionModel().currentChanged.connect(self._on_portrait)
        self.pairs.opened.connect(self._show_photo)
        self.pairs.menu_wanted.connect(self._on_menu)
        ids = [each.id for each in chosen]
        context.suggestions.ask(
            lambda suggester: suggester.ask(Ranking.little_alike, ids), self._on_alike, owner=self
        )

    def _cards(self, context: Context, without: Collection[str]) -> dict[str, Card]:
        """Return the people's cards: the portrait and other faces of theirs."""
        ids, number = [person.id for person in self._people], FACES + 1 + len(without)
        with context.db.read() as session:
            best = portraits.best_faces(session, ids, each=number)
        found = {}
        for person in self._people:
            theirs = [each for each in best.get(person.id, ()) if each not in without]
            known = dict.fromkeys((person.effective_face_id, *theirs))
            found[person.id] = Card(person, tuple(face for face in known if face)[: FACES + 1])
        return found

    def first_focus(self) -> QWidget:
        return self.cancel if self.proof else self.view

    def accept(self) -> None:
        super().accept()
        self.agreed.emit(self._stays, self._in_order()[1:], self._kept())

    def _fill(self) -> None:
        """Fill the choices of name and birth date; equal dates are listed once."""
        self._named = [person for person in self._people if person.name]
        self._births = list(dict.fromkeys(each.born for each in self._people if each.born))
        self.names.addItems([person.name or "" for person in self._named])
        self.births.addItems([words.birth_text(born, month="MMMM") for born in self._births])
        self._show_birth(self._default_birth())
        self._show_portrait(self._default_portrait())

    def _warn(self) -> None:
        """Discourage merging if photos show that they are different people."""
        if self.proof:
            self.discourage()
            self.primary.setText(self.tr("Merge anyway"))

    # what stays

    @property
    def birth(self) -> Birth | None:
        return self._births[self.births.currentIndex()] if self._births else None

    @property
    def portrait(self) -> str | None:
        at = self.view.currentIndex().row()
        return self._people[at].effective_face_id if at >= 0 else None

    def _default_birth(self) -> Birth | None:
        """Return the birth date that merging keeps on its own."""
        return next((each.born for each in self._in_order() if each.born), None)

    def _default_portrait(self) -> str | None:
        """Return the portrait that merging keeps on its own."""
        chosen = (each.thumbnail_face_id for each in self._in_order())
        return next(filter(None, chosen), self._stays.effective_face_id)

    def _in_order(self) -> list[Person]:
        """Return the people, the one who stays first.

        What one lacks, merging takes from the next.
        """
        return [self._stays, *(each for each in self._people if each.id != self._stays.id)]

    def _show_birth(self, born: Birth | None) -> None:
        if born is not None:
            self.births.setCurrentIndex(self._births.index(born))

    def _show_portrait(self, face_id: str | None) -> None:
        """Choose the card with this portrait, or the one who stays, or the first with a face."""
        shown = [person.effective_face_id for person in self._people]
        here = self._people.index(self._stays)
        if face_id is None and any(shown):
            here = next(at for at, face in enumerate(shown) if face)
        at = shown.index(face_id) if face_id in shown else here
        self.view.setCurrentIndex(self.model.index(at))

    def _on_name(self, at: int) -> None:
        """Let the person with the chosen name stay, with their birth date and portrait.

        What the user has chosen already is kept.
        """
        self._stays = self._named[at]
        # Showing the defaults emits the same signals as a choice, so the flags are restored at the
        # end.
        birth_is_own, portrait_is_own = self._birth_is_own, self._portrait_is_own
        if not birth_is_own:
            self._show_birth(self._default_birth())
        if not portrait_is_own:
            self._show_portrait(self._default_portrait())
        self._birth_is_own, self._portrait_is_own = birth_is_own, portrait_is_own
        self._say()

    def _on_birth(self) -> None:
        self._birth_is_own = True

    def _on_portrait(self) -> None:
        self._portrait_is_own = True

    def _kept(self) -> PersonChanges:
        """Return what was chosen besides what merging keeps on its own."""
        kept = UNCHANGED
        # What is kept anyway is left out: writing it would turn a portrait chosen by Kinfolk into
        # one chosen by the user.
        if self.birth != self._default_birth():
            kept = replace(kept, birth_date=self.birth)
        if self.portrait not in (None, self._default_portrait()):
            kept = replace(kept, thumbnail_face_id=self.portrait)
        return kept

    def _on_alike(self, little: Sequence[tuple[str, str]]) -> None:
        self._little = [set(pair) for pair in little]
        self._say()

    def _say_unlike(self) -> None:
        others = self._in_order()[1:]
        unlike = [each for each in others if {self._stays.id, each.id} in self._little]
        name = words.short(self._stays.name or "", LETTERS // 2) or None
        text = self.tr("These two don’t look much alike.")
        if len(others) > 1:
            one = self.tr("{names} doesn’t look much like {name:the group}.")
            many = self.tr("{names} don’t look much like {name:the group}.")
            text = words.fill(one if len(unlike) == 1 else many, names=_many(unlike), name=name)
        self.unlike.setText(text if unlike else "")

    def _say(self) -> None:
        self._say_unlike()
        together = sum(person.face_count for person in self._people)
        number = words.faces(together)
        name = words.short(self._stays.name or "", 32)
        if not together:
            self.sentence.setText(self.tr("All their photos will belong to one person."))
        elif name:
            text = self.tr("{name} will have {faces}.")
            self.sentence.setText(text.format(name=name, faces=number))
        else:
            self.sentence.setText(self.tr("The group will have {}.").format(number))

    def _on_menu(self, face_id: str, at: QPoint) -> None:
        menu = controls.passing_menu(self)
        self._menu_links.from_face(menu, face_id, photo=partial(self._show_photo, face_id))
        menu.popup(at)

    def _show_photo(self, face_id: str) -> None:
        among = [face for each in self.proof for face in each.face_ids[:1]]
        first = next(each.face_ids[0] for each in self.proof if face_id in each.face_ids)
        self._menu_links.show_photo(first, among, self)

    def _lay_out_body(self) -> None:
        self.body.setSpacing(12)
        self.body.addWidget(self.view)
        hint = self.tr("The ringed portrait is kept. Click another one to keep that instead.")
        self.body.addWidget(label(hint, "caption", tone="muted", wrap=True))
        line = row(spacing=8)
        for title, choice in ((self.tr("Name"), self.names), (self.tr("Born"), self.births)):
            if choice.count():
                line.addWidget(label(title, tone="muted"))
                line.addWidget(_chosen(choice))
                line.addSpacing(16)
        line.addStretch(1)
        self.body.addLayout(line)
        self.body.addWidget(self.unlike)
        if self.proof:
            self.body.addWidget(self._against())
        self.view.fit(-(-len(self._people) // self._in_row))
        self.fit_height()

    def _against(self) -> QWidget:
        """Return the warning that photos show several of them together."""
        card = QFrame()
        card.setProperty("warning", True)
        photos = words.photos(len(self.proof))
        if len(self._people) == 2:
            text = self.tr("They appear together in {}, so they’re two people.")
        else:
            text = self.tr("Some of them appear together in {}, so they’re different people.")
        title = label(text.format(photos), "strong", wrap=True)
        hint = label(
            self.tr(
                "No one appears twice in one photo, unless it shows a mirror or a picture of them."
            ),
            "caption",
            wrap=True,
        )
        first = self.proof[0].face_ids[0]
        photo = Button(self.tr("Show photos"), clicked=lambda: self._show_photo(first))
        proof = row(self.pairs, photo, spacing=12)
        card.setLayout(column(title, hint, 2, proof, spacing=4, margins=(14, 12, 14, 12)))
        return card


def merge_sheet(
    context: Context, person_ids: Sequence[str], parent: QWidget, *, merge: Merge | None = None
) -> MergeSheet | None:
    """Return the sheet that merges these people; None if fewer than two are left.

    `merge` is called instead of writing, by a list that changes its cards before it writes.
    """
    opened = datetime.now(UTC)
    with context.db.read() as session:
        found = people.cards(session, person_ids)
        crowded = conflicts.shared(session, found)
        groups = [each.id for each in found.values() if each.name is None]
        shown = {each: faces.ids(session, person_id=each) for each in groups}
    chosen = [found[each] for each in dict.fromkeys(person_ids) if each in found]
    if len(chosen) < 2:
        return None
    proof = [each for each in crowded if each.is_proof]
    sheet = MergeSheet(context, chosen, proof, parent)
    write = merge or PeopleActions(context, sheet).merge
    sheet.agreed.connect(lambda one, others, kept: write(one, others, kept, shown, opened))
    return sheet


def is_doubtful(context: Context, person_ids: Sequence[str]) -> bool:
    """Return whether birth dates or photos speak against these people being one person."""
    with context.db.read() as session:
        found = people.cards(session, person_ids)
        births = {each.born for each in found.values() if each.born}
        return len(births) > 1 or any(each.is_proof for each in conflicts.shared(session, found))


def ask_with_whom(
    context: Context,
    person: Person,
    *,
    like: Sequence[str],
    parent: QWidget,
    chosen: Callable[[Person], object],
) -> None:
    """Ask who else a person is, and call `chosen` with the other one."""
    chooser = PersonChooser(
        context,
        title=words.fill(_tr("Merge {name:this group} with…"), name=person.name),
        action=_tr("Merge…"),
        tell=lambda other: _merge_text(person, other),
        like=like,
        other_than=person,
        parent=parent,
    )
    chooser.chosen.connect(chosen)
    chooser.open()


def _merge_text(person: Person, other: Person) -> str:
    kept, gone = (person, other) if person.name or not other.name else (other, person)
    what = words.faces(gone.face_count) if gone.face_count else words.photos(gone.asset_count)
    name, lost = words.short(kept.name or "", 24), words.short(gone.name or "", 24)
    if not name:
        return _tr("This group will get {}. It has no name yet.").format(what)
    if not lost:
        return _tr("{stays} will get {faces}. The name {stays} is kept.").format(
            faces=what, stays=name
        )
    text = _tr("{stays} will get {faces} from {goes}. The name {stays} is kept; {goes} is removed.")
    return text.format(faces=what, goes=lost, stays=name)


class MergePortraits(QListView):
    """Show the people side by side; the current one's portrait is kept."""

    def __init__(self, thumbs: Thumbs) -> None:
        super().__init__()
        self._height = HIGH
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setItemDelegate(_People(self, thumbs))
        self.setAccessibleName(self.tr("Portrait to keep"))
        self.viewport().setAutoFillBackground(False)
        thumbs.ready.connect(self.viewport().update)

    def fit(self, rows: int) -> None:
        """Set the height for this many rows of people, up to `ROWS`."""
        # A third of the next row shows that there are more.
        self._height = min(rows, ROWS) * HIGH + (HIGH // 3 if rows > ROWS else 0) + 2
        self.setMaximumHeight(self._height)

    def sizeHint(self) -> QSize:
        return QSize(WIDE, self._height)

    def minimumSizeHint(self) -> QSize:
        return QSize(WIDE, LOWEST)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys_used(self)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()  # the sheet's
        else:
            super().keyPressEvent(event)


class _People(TippedDelegate):
    """Paint a person: the portrait, the name, counts, and faces to compare."""

    def __init__(self, view: QListView, thumbs: Thumbs) -> None:
        super().__init__(view)
        self._view = view
        self._thumbs = thumbs

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(WIDE, HIGH)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        card: Card | None = index.data(CARD)
        if card is None:
            return
        painter.save()
        smooth(painter)
        area: QRect = option.rect
        circle = QRectF(area.center().x() - CIRCLE / 2, area.top() + 8, CIRCLE, CIRCLE)
        face = card.faces[0] if card.faces else None
        draw_face(painter, circle, self._thumbs, face)
        if index == self._view.currentIndex():
            draw_ring(painter, circle.adjusted(-6, -6, 6, 6), theme.color("accent"), width=3)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            draw_ring(painter, circle.adjusted(-6, -6, 6, 6), theme.color("line"), width=3)
        self._write(painter, area, card.person)
        self._draw_faces(painter, area, card.faces[1:])
        is_here = bool(option.state & QStyle.StateFlag.State_HasFocus)
        if is_here and shows_focus(self._view):
            draw_focus(painter, QRectF(area), 10, inset=1)
        painter.restore()

    def _write(self, painter: QPainter, area: QRect, person: Person) -> None:
        middle, font = Qt.AlignmentFlag.AlignHCenter, theme.font(14, theme.SEMIBOLD)
        line = QRect(area.left() + 6, area.top() + CIRCLE + 16, area.width() - 12, 18)
        name = person.name or self.tr("No name yet")
        for text in on_lines(name, QFontMetrics(font), line.width()):
            write_line(painter, line, text, font, "text" if person.name else "muted", side=middle)
            line.translate(0, 18)
        counts = " · ".join((words.photos(person.asset_count), words.faces(person.face_count)))
        write_line(painter, line, counts, theme.font(12), "muted", side=middle)

    def _draw_faces(self, painter: QPainter, area: QRect, faces: Sequence[str]) -> None:
        side = round(TILE * painter.device().devicePixelRatioF())
        left = area.center().x() - (len(faces) * (TILE + BETWEEN) - BETWEEN) / 2
        for place, face in enumerate(faces):
            tile = QRectF(left + place * (TILE + BETWEEN), area.bottom() - TILE - 8, TILE, TILE)
            image = self._thumbs.image(face, side)
            draw_rounded(painter, tile, image, 6, empty=theme.color("line"))

    def tip_at(self, cell: QRect, index: Index, point: QPoint) -> str:
        card: Card | None = index.data(CARD)
        return (card and card.person.name) or ""


def stays(chosen: Sequence[Person]) -> Person:
    """Return who stays unless the user chooses: the first with a name, or the largest group."""
    return next((each for each in chosen if each.name), max(chosen, key=lambda p: p.face_count))


def _many(chosen: Sequence[Person]) -> str:
    """Name the people if that is short enough for the title, or say how many they are."""
    named = [each.name for each in chosen if each.name]
    names = words.listed(named)
    is_short = len(named) == len(chosen) and len(names) <= LETTERS
    return names if is_short else words.people(len(chosen))


def _chosen(choice: Choice) -> QWidget:
    """Return the choice, or a label if there is only one option."""
    if choice.count() > 1:
        choice.setMaximumWidth(WIDEST)
        return choice
    choice.hide()
    only = Elided("strong")
    only.setText(choice.itemText(0))
    only.setMaximumWidth(WIDEST)
    return only


COMMANDS: Commands[MergePortraits] = Commands(
    "Merging people",
    Command("Right Left", "Choose the portrait to keep"),
)
