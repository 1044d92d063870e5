"""The sheet "Look closer": wrong faces are taken out of a group before it gets a name."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QWidget

from kinfolk.core.people import people_lists
from kinfolk.core.people.naming import Given
from kinfolk.core.people.people import Person
from kinfolk.core.people.person_fields import PersonChanges
from kinfolk.errors import AppError
from kinfolk.gui.actions.groups import GroupActions
from kinfolk.gui.base import plain_text, words
from kinfolk.gui.base.commands import Command, Commands, is_letter, say_key
from kinfolk.gui.base.context import Context
from kinfolk.gui.dialogs.merge import MergeSheet, ask_with_whom
from kinfolk.gui.dialogs.person_chooser import ask_whose
from kinfolk.gui.look_closer.faces_sheet import FacesSheet
from kinfolk.gui.look_closer.name_field import Who
from kinfolk.gui.look_closer.split import SplitSheet
from kinfolk.gui.tiles.layout import OUTSIDE
from kinfolk.gui.who.namesake import with_other
from kinfolk.gui.widgets.controls import Button, Elided, hand_keys, row, set_tone
from kinfolk.naming.group_look import GroupLook
from kinfolk.recognition import conflicts
from kinfolk.recognition.likeness import Halves
from kinfolk.recognition.ranking import Ranking

MOST = 24  # most letters of a name in a sentence or on a button; the tip has all
_LIKE = 60  # most faces by which people are compared


class LookCloser(FacesSheet):
    """Show all faces of a group, those that fit least first.

    Taking a face out only marks it until the primary button is pressed. The name is emitted by
    `given` and written by the page, which can go on with the next group at once. Moving faces,
    splitting and merging are written here.
    """

    given = Signal(object)  # Given
    came_back = Signal()  # closed, and the group still needs a name
    gone = Signal()  # closed, and the group has become part of another

    def __init__(
        self, context: Context, person: Person, *, text: str = "", guess: str = "", parent: QWidget
    ) -> None:
        """`text` was typed already; `guess` is the name of who the group probably is."""
        self.look: GroupLook = GroupLook(context.db, person, context.fit)
        super().__init__(
            context, person, self.look, parent, title=self.tr("Look closer"), around=264
        )
        self.commands = (COMMANDS, *self.commands)
        self._act = GroupActions(context, self)
        with context.db.read() as session:
            known = [name for _, name in people_lists.names(session, person.library_id)]
        self._is_touched = False  # whether the user has begun, so that the order stays
        self.who = Who(context.thumbs, self.look.name)
        self.who.field.completer_of_names.set_names(known)
        self.split_button = Button(self.tr("Split…"), "quiet")
        self.same_button = Button(self.tr("Merge with…"), "quiet")
        self.move_button = Button(self.tr("Move to…"), "quiet")
        self._caption = Elided("caption", tone="muted")
        self._lay_out_body()
        self._connect()
        self.who.field.setText(text or (guess if guess in known else ""))
        if not text:
            self.who.field.selectAll()
        self._show_group()

    def accept(self) -> None:
        """Give the name, or without a name take the faces out of the group."""
        if not self.primary.isEnabled() or not self.who.is_seen:
            return
        if self.look.name.asks():
            self._tell()
        elif self.look.name.text:
            self._give(self.look.given())
        else:
            self._hold(True)
            self._act.take_out(
                self._person, self.look.out, done=self.reject, failed=self._on_failed
            )

    def reject(self) -> None:
        """Close without doing anything: marks are dropped."""
        super().reject()
        self.came_back.emit()

    def toggle(self, face_id: str) -> None:
        """Take a face out, or put it back."""
        self._is_touched = True
        super().toggle(face_id)

    # how it is built

    def _lay_out_body(self) -> None:
        hint = self.tr(
            "Click a face or press Space to remove it, or drag it to someone else. To see its "
            "photo, press Ctrl+O or hold the mouse button."
        )
        self.who.say(hint)
        self.body.setSpacing(12)
        buttons = (self.split_button, self.same_button, self.move_button)
        self.lay_title(tools=(4, self._caption, None, *buttons, OUTSIDE))
        self.body.addWidget(self.grid, 1)
        self.body.addLayout(row(OUTSIDE, self.who, spacing=0))

    def _connect(self) -> None:
        self.grid.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self._context.ops.turned.connect(self._on_turned)
        self.who.changed.connect(self._tell)
        self.who.apart_wanted.connect(self._keep_apart)
        COMMANDS.tie(self.split_button, self, "Ctrl+S")
        COMMANDS.tie(self.same_button, self, "Ctrl+M")
        COMMANDS.tie(self.move_button, self, "Ctrl+T")

    def _keep_apart(self) -> None:
        """Use the typed text as a new name, or offer a name that differs from the known one."""
        is_begun = self.look.name.take_as_new()
        other = None if is_begun else self.look.name.apart(with_other())
        if other is not None:
            self.who.put_apart(other)
        elif self.look.name.text:
            self.accept()

    # what is shown

    def _show_group(self) -> None:
        """Show all faces of the group, and put them in order once that is known."""
        face_ids = self.look.group.face_ids
        self._show(face_ids)
        self._is_touched = False
        self._context.suggestions.ask(
            lambda suggester: suggester.ask(Ranking.by_doubt, face_ids), self._on_ranked, owner=self
        )

    def _on_ranked(self, ids: Sequence[str]) -> None:
        """Put the faces that fit least first, unless the user has begun."""
        if not self._is_touched:
            there = set(self.look.group.face_ids)
            self.grid.show_faces([face for face in ids if face in there])
            if self.grid.faces.ids:
                self.grid.go_to(self.grid.faces.index(0))
            self.grid.verticalScrollBar().setValue(0)
            self._is_touched = False

    def _on_scrolled(self, value: int) -> None:
        self._is_touched = self._is_touched or value > 0

    def _tell(self) -> None:
        number, out = len(self.look.group.face_ids), len(self.look.out)
        rest = number - out
        caption = self.tr("{}, least alike first") if number > 1 else "{}"
        self._caption.setText(caption.format(words.faces(number)))
        self.look.name.weigh()
        set_tone(self.sentence, "warning" if self.look.name.objection else "muted")
        self.sentence.setText(self._sentence(rest, out))
        self.primary.setText(self._action(out))
        name = str(self.look.name)
        whole = plain_text.tip(name if words.short(name, MOST) != name else "")
        for part in (self.sentence, self.primary):
            part.setToolTip(whole)
        self._hold(False)

    def _hold(self, held: bool) -> None:
        """Disable what cannot be done now: while writing, or where it would do nothing."""
        rest = len(self.look.group.face_ids) - len(self.look.out)
        something = bool(self.look.out or self.look.name.text)
        self.primary.setEnabled(not held and rest > 0 and something)
        self.same_button.setEnabled(not held and rest > 0)
        self.split_button.setEnabled(not held and len(self.look.group.face_ids) > 1)
        self.move_button.setEnabled(not held and bool(self.grid.faces.ids))

    def _action(self, out: int) -> str:
        name = words.short(str(self.look.name), MOST)
        if not name:
            return self.tr("Remove {}").format(words.faces(out)) if out else self.tr("Name")
        return (self.tr("Add to {}") if self.look.name.owner else self.tr("Name {}")).format(name)

    def _sentence(self, rest: int, out: int) -> str:
        if not rest:
            return self.tr("Keep at least one face in the group.")
        if self.look.name.objection is not None:
            return words.objected(self.look.name, words.short(str(self.look.name), MOST), rest)
        if self.look.name.text:
            return self._who_gets(rest, out)
        if out:
            one = "%Ln face will move to Unnamed."
            return words.count(out, one, "%Ln faces will move to Unnamed.")
        return self.tr("Remove any faces of someone else, then name the rest.")

    def _who_gets(self, rest: int, out: int) -> str:
        """Say who gets the faces that stay, and where those taken out go."""
        owner = self.look.name.owner
        if owner is None:
            text = self.tr("{faces} will be named {name}.")
            both = self.tr("{faces} will be named {name}. {out} will move to Unnamed.")
        else:
            text = self.tr("{faces} will be added to {name}, who is already in {photos}.")
            both = self.tr(
                "{faces} will be added to {name}, who is already in {photos}. "
                "{out} will move to Unnamed."
            )
        return (both if out else text).format(
            faces=words.faces(rest),
            name=words.short(str(self.look.name), MOST),
            photos=words.photos(owner.asset_count if owner else 0),
            out=words.faces(out),
        )

    def _on_failed(self, error: AppError) -> None:
        """Keep the sheet open and say why it was not written."""
        self._hold(False)
        self.look.refused()
        set_tone(self.sentence, "danger")
        self.sentence.setText(words.why(error))

    # what is done

    def _give(self, given: Given) -> None:
        """Emit the name for the faces that stay, and close."""
        super().accept()
        self.given.emit(given)

    def _on_key(self, event: QKeyEvent) -> bool:
        """Begin the name with a letter that is typed on the grid."""
        if super()._on_key(event):
            return True
        is_name = is_letter(event)
        if is_name:
            self.who.begin(event)
        return is_name

    def _add_to_menu(self, menu: QMenu, current: str) -> None:
        out = self.tr("Put back") if current in self.look.out else self.tr("Remove")
        say_key(menu.addAction(out, lambda: self.toggle(current)), "Space")
        say_key(menu.addAction(self.move_button.text(), self._on_move), "Ctrl+T")

    def _on_move(self) -> None:
        """Give the faces taken out, or else the current one, to someone, at once."""
        current = self.grid.current_id()
        chosen = list(self.look.out) or ([current] if current else [])
        give, new = self._move, self.make_person
        if chosen:
            ask_whose(self._context, chosen, of=self._person, parent=self, give=give, new=new)

    def _move(self, chosen: Sequence[str], other: Person, since: datetime) -> None:
        """Give faces to someone; put them back if that is refused.

        `since` is when the user was asked to whom, or began to drag them.
        """
        before = self.look.group, self.look.out, list(self.grid.faces.ids)

        def failed(error: AppError) -> None:
            self.look.group, self.look.out, shown = before
            self._show(shown)
            self._on_failed(error)

        self._act.give(chosen, other, of=self._person, since=since, failed=failed)
        self._leave(chosen)

    def _on_same(self) -> None:
        """Merge the group with a person or group that is to be chosen."""
        if not self.same_button.isEnabled():
            return
        mine = self.look.rest_as_person()
        ask_with_whom(
            self._context,
            mine,
            like=self.look.kept[:_LIKE],
            parent=self,
            chosen=partial(self._look_at_merge, mine),
        )

    def _look_at_merge(self, mine: Person, other: Person) -> None:
        with self._context.db.read() as session:
            crowded = conflicts.shared(session, [mine.id, other.id])
        left = [one for one in crowded if set(self.look.out).isdisjoint(one.face_ids)]
        proof = [one for one in left if one.is_proof]
        sheet = MergeSheet(
            self._context, [other, mine], proof, self, into=other, without=self.look.out
        )
        sheet.agreed.connect(lambda stays, others, kept: self._join(other, kept))
        sheet.open()

    def _join(self, other: Person, kept: PersonChanges) -> None:
        """Merge the group into the other: a named one by giving the name, a group directly."""
        if other.name is not None:
            self._give(self.look.given_to(other, kept))
            return
        self._hold(True)
        self._act.join(
            self.look.rest(),
            other,
            without=self.look.out,
            kept=kept,
            done=self._vanish,
            failed=self._on_failed,
        )

    def _vanish(self) -> None:
        """Close, because the group does not exist any more."""
        super().accept()
        self.gone.emit()

    def _on_split(self) -> None:
        if self.split_button.isEnabled():
            sheet = SplitSheet(self._context, self._person, self.grid.faces.ids, parent=self)
            sheet.chosen.connect(self._split)
            sheet.open()

    def _split(self, halves: Halves) -> None:
        """Split the group; what leaves it is removed from the sheet once that is written."""
        hand_keys(self.grid)  # the button that opened the sheet takes no keys while it is disabled
        self._hold(True)
        self._act.split(
            self._person, halves, done=lambda: self._leave(halves.other), failed=self._on_failed
        )

    def _on_turned(self, *_: object) -> None:
        """Show the group as it is now: a split or a move from here may have been undone."""
        if self.look.renew():
            self._show_group()
        else:
            self._vanish()

    def _leave(self, gone: Sequence[str]) -> None:
        """Remove faces that are not in the group any more; close if none is left."""
        self._is_touched = True
        super()._leave(gone)
        if not self.look.group.face_ids:
            self._vanish()


COMMANDS: Commands[LookCloser] = Commands(
    "Looking closer",
    Command("Ctrl+S", "Split into two people", LookCloser._on_split),
    Command("Ctrl+M", "Merge the group with someone", LookCloser._on_same),
    Command(
        "Ctrl+T",
        "Move the removed faces to someone",
        LookCloser._on_move,
        tip="Move the removed faces, or else the current one, to someone",
    ),
)
