"""What another program has decided since the screen was drawn is told, and not overruled.

It writes in the moment before the key: no page has heard of it by then.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QLineEdit, QMainWindow
from pytestqt.qtbot import QtBot

from kinfolk.core.db.models import AssignedBy, NameClaim, now
from kinfolk.core.faces import faces, presence
from kinfolk.core.faces.faces import Box
from kinfolk.core.people import people, review
from kinfolk.core.people.person_fields import UNCHANGED
from kinfolk.core.people.review import Answer
from kinfolk.core.photos import dates, library
from kinfolk.errors import AppError
from kinfolk.gui.actions.answers import ReviewActions
from kinfolk.gui.actions.dating import date_folder, date_photos
from kinfolk.gui.actions.groups import GroupActions
from kinfolk.gui.base.context import Context
from kinfolk.gui.base.drag import Carried
from kinfolk.gui.dialogs.merge import merge_sheet
from kinfolk.gui.dialogs.name_conflicts import NameConflictsSheet
from kinfolk.gui.dialogs.new_person import NewPersonDialog
from kinfolk.gui.dialogs.person_chooser import PersonChooser
from kinfolk.gui.new_faces.answers import NewFacesVerdict, look_over, take_out
from kinfolk.gui.photo.view import PhotoView
from kinfolk.gui.shell.window import Window
from kinfolk.metadata.capture_date import CaptureDate, TakenPrecision, TakenSource
from kinfolk.recognition.new_faces import NewFacesOf
from kinfolk.recognition.questions.question import Question, QuestionKind
from kinfolk.recognition.suggestion import Certainty
from tests.album import Album
from tests.gui.drops import drop
from tests.gui.hands import Key, click, heard, press, until, write
from tests.gui.names_of_files import claimed
from tests.gui.reviewing import Reviewed
from tests.gui.scanned_photos import Pictured, open_field
from tests.gui.walls import wait_for
from tests.gui.windows import there

TO_BEN = "These faces have been moved to Ben in the meantime."
NO = "This has been answered with no in the meantime."
TAKEN = "There’s already someone named Anna."


class Elsewhere:
    """Another program, and what this one says and keeps."""

    def __init__(self, context: Context, album: Album) -> None:
        self.context, self.album, self.person = context, album, album.who
        self.groups = GroupActions(context, context.ops)
        self.review = ReviewActions(context, context.ops)

    def make(self, name: str, face_ids: Sequence[str] = ()) -> str:
        """Someone new there, with faces."""
        return self.album.decide(people.create, name=name, face_ids=face_ids).person.id

    def give(self, face_ids: Sequence[str], person_id: str) -> None:
        self.album.decide(faces.assign, face_ids, person_id)

    def say_no(self, person_id: str, to: Sequence[str] | str) -> None:
        """To faces, or to another person or group."""
        if isinstance(to, str):
            self.album.decide(review.answer_pair, person_id, to, Answer.NO)
        else:
            self.album.decide(review.answer_faces, to, person_id, Answer.NO)

    def refuses(self, said: str, act: Callable[[], object]) -> None:
        """What is tried is not done: it says so, and all stays as it was before."""
        with self.album.unchanged():
            (error,) = heard(self.context.ops.refused, act)
        assert isinstance(error, AppError)
        assert error.message == said

    def owner(self, face_id: str) -> str | None:
        """The name of whose face it is."""
        who = self.album.owner(face_id)
        return self.album.name_of(who) if who else None


@pytest.fixture
def elsewhere(context: Context, album: Album) -> Elsewhere:
    return Elsewhere(context, album)


GIVEN_TO_DORA = "These faces have been moved to Dora in the meantime."


@pytest.mark.parametrize(
    ("key", "by_now", "said"),
    [
        (Key.Key_Y, "Ben's", TO_BEN),
        (Key.Key_N, "Ben's", TO_BEN),
        (Key.Key_X, "Ben's", TO_BEN),
        (Key.Key_N, "Dora's", GIVEN_TO_DORA),
        (Key.Key_Y, "not Dora's", NO),
    ],
)
def test_review_answers_about_a_face_that_was_decided(
    reviewed: Reviewed, elsewhere: Elsewhere, key: Qt.Key, by_now: str, said: str
) -> None:
    reviewed.open()
    reviewed.click(reviewed.card(0), 0)
    chosen = reviewed.faces[:1]
    if by_now == "not Dora's":
        elsewhere.say_no(reviewed.dora, chosen)
    else:
        elsewhere.give(chosen, reviewed.ben if by_now == "Ben's" else reviewed.dora)
    elsewhere.refuses(said, lambda: reviewed.key(key))
    reviewed.settle()


@pytest.mark.parametrize("kind", [QuestionKind.GROUP, QuestionKind.PAIR])
def test_review_makes_one_of_two_who_are_not(elsewhere: Elsewhere, kind: QuestionKind) -> None:
    other = elsewhere.album.group() if kind is QuestionKind.GROUP else elsewhere.make("Ben")
    anna, shown = elsewhere.person(elsewhere.make("Anna")), elsewhere.person(other)
    question = Question(kind, anna, shown, Certainty.LIKELY, 0.1, ())
    elsewhere.say_no(anna.id, other)
    elsewhere.refuses(NO, lambda: elsewhere.review.answer(question, (), Answer.YES))


Place = tuple[PhotoView, str]


@pytest.fixture
def photo(window: QMainWindow, pictured: Pictured) -> Place:
    """A photo of three, and the face in question."""
    view = pictured.opened(window, pictured.faces("a.jpg"))
    return view, view.current


def typed(elsewhere: Elsewhere, view: PhotoView, name: str) -> QLineEdit:
    """The field of the face, with that name."""
    view.naming.name(view.current)
    field = open_field(view).field
    write(name, on=field)
    return field


@pytest.mark.parametrize("who", ["Anna", "Cleo"])
def test_a_face_of_a_photo_that_somebody_has(elsewhere: Elsewhere, photo: Place, who: str) -> None:
    """To someone who is there, and to someone new."""
    view, face_id = photo
    elsewhere.make("Anna")
    ben = elsewhere.make("Ben")
    field = typed(elsewhere, view, who)
    elsewhere.give([face_id], ben)
    elsewhere.refuses(TO_BEN, lambda: press(Key.Key_Return, on=field))


def test_a_face_of_a_photo_of_which_somebody_has_said_no(
    elsewhere: Elsewhere, photo: Place
) -> None:
    """Whoever was told of it may give the name all the same."""
    view, face_id = photo
    anna = elsewhere.make("Anna")
    field = typed(elsewhere, view, "Anna")
    elsewhere.say_no(anna, [face_id])
    elsewhere.refuses(NO, lambda: press(Key.Key_Return, on=field))
    field = typed(elsewhere, view, "Anna")
    heard(elsewhere.context.ops.done, lambda: press(Key.Key_Return, on=field))
    assert elsewhere.owner(face_id) == "Anna"


def test_no_face_that_somebody_has(elsewhere: Elsewhere, photo: Place) -> None:
    view, face_id = photo
    ben = elsewhere.make("Ben")
    elsewhere.give([face_id], ben)
    elsewhere.refuses(TO_BEN, lambda: press(Key.Key_X, on=view))


def test_somebody_new_who_is_there_by_now(elsewhere: Elsewhere, photo: Place) -> None:
    """With a face, and without one."""
    view, face_id = photo
    field = typed(elsewhere, view, "Anna")
    asset, anna = there(view.scene).asset, elsewhere.make("Anna")
    elsewhere.refuses(TAKEN, lambda: press(Key.Key_Return, on=field))
    elsewhere.refuses(TAKEN, lambda: view.act.add_new_present(asset, "Anna"))
    assert elsewhere.owner(face_id) is None
    assert not elsewhere.album.ask(presence.is_in, asset.id, anna)


def test_faces_of_a_page_that_somebody_else_has(elsewhere: Elsewhere, album: Album) -> None:
    """On the page of Anna, in a close look at a group, on New."""
    anna, ben, cleo = (elsewhere.make(each) for each in ("Anna", "Ben", "Cleo"))
    face, right = (album.face(anna, by=AssignedBy.USER) for _ in range(2))
    page, other = elsewhere.person(anna), elsewhere.person(cleo)
    act, new = elsewhere.groups, NewFacesOf(page, (right, face), frozenset())
    elsewhere.give([face], ben)

    def write(said: NewFacesVerdict) -> None:
        said.write(elsewhere.context.ops, elsewhere.context.ops, done=nothing, back=nothing)

    def nothing() -> None:
        pass

    keys: list[Callable[[], None]] = [
        lambda: act.give([face], other, since=now()),
        lambda: act.give([face], other, of=page, since=now()),
        lambda: act.delete_faces([face], page),
        lambda: act.make_portrait(face, page),
        lambda: write(take_out([face], page)),
        lambda: write(look_over(new, [right], [face])),
    ]
    for do in keys:
        elsewhere.refuses(TO_BEN, do)
    assert elsewhere.owner(face) == "Ben"


def test_two_of_whom_somebody_has_said_no_since_they_were_compared(
    elsewhere: Elsewhere, window: QMainWindow
) -> None:
    anna, ben = elsewhere.make("Anna"), elsewhere.make("Ben")
    sheet = there(merge_sheet(elsewhere.context, [anna, ben], window))
    sheet.open()
    elsewhere.say_no(anna, ben)
    elsewhere.refuses(NO, sheet.accept)


@pytest.mark.parametrize("what", ["birth date", "portrait"])
@pytest.mark.parametrize("whose", ["Anna", "Ben"])
def test_two_of_whom_somebody_has_decided_something_since_they_were_compared(
    elsewhere: Elsewhere, album: Album, window: QMainWindow, what: str, whose: str
) -> None:
    """Who stays would lose it, or the sheet has offered something else of the other."""
    face = {name: album.face() for name in ("Anna", "Ben")}
    ids = {name: elsewhere.make(name, [face[name]]) for name in face}
    sheet = there(merge_sheet(elsewhere.context, [*ids.values()], window))
    sheet.open()
    changes = replace(UNCHANGED, birth_date=date(1980, 1, 2))
    if what == "portrait":
        changes = replace(UNCHANGED, thumbnail_face_id=face[whose])
    album.decide(people.update, ids[whose], changes)
    elsewhere.refuses(f"This {what} has been changed in the meantime.", sheet.accept)


@pytest.mark.parametrize("fate", ["taken out", "given away", "no face"])
def test_a_portrait_to_keep_that_is_no_longer_theirs(
    elsewhere: Elsewhere, album: Album, real: Window, fate: str
) -> None:
    face = album.face()
    anna, ben, dora = (elsewhere.make(name) for name in ("Anna", "Ben", "Dora"))
    elsewhere.give([face], ben)
    sheet = there(merge_sheet(elsewhere.context, [anna, ben], real))
    sheet.open()
    sheet.view.setCurrentIndex(sheet.model.index(1))
    fates: dict[str, Callable[[], object]] = {
        "taken out": lambda: album.decide(faces.detach, [face]),
        "given away": lambda: elsewhere.give([face], dora),
        "no face": lambda: album.decide(faces.delete, face),
    }
    fates[fate]()
    elsewhere.refuses("This portrait has been changed in the meantime.", sheet.accept)


def test_faces_of_whom_somebody_has_said_no_since_it_was_asked_to_whom(
    elsewhere: Elsewhere, album: Album
) -> None:
    """On the page of a person, as in a close look; what is asked after that is the user's word."""
    page, ben = elsewhere.person(elsewhere.make("Anna")), elsewhere.person(elsewhere.make("Ben"))
    face, asked, act = album.face(page.id, by=AssignedBy.USER), now(), elsewhere.groups
    elsewhere.say_no(ben.id, [face])
    elsewhere.refuses(NO, lambda: act.give([face], ben, of=page, since=asked))
    heard(elsewhere.context.ops.done, lambda: act.give([face], ben, of=page, since=now()))


@pytest.mark.parametrize("what", ["a face", "a group"])
def test_a_drop_on_a_card_of_what_somebody_has_said_no_to(
    elsewhere: Elsewhere, real: Window, album: Album, what: str
) -> None:
    """Whoever drags it again has been told."""
    anna, group = elsewhere.make("Anna", [album.face()]), album.group(faces=2)
    wait_for(real.wall, named=1, groups=1)
    groups, view = real.wall.groups, real.wall.people
    place = view.visualRect(view.people.index(0)).center()

    def dragged() -> Carried:
        return groups.carried_at(groups.people.index(0)) if what == "a group" else Carried((face,))

    face = album.face()
    held = dragged()
    elsewhere.say_no(anna, group if what == "a group" else [face])
    elsewhere.refuses(NO, lambda: drop(view.viewport(), held, place))
    wait_for(real.wall, named=1, groups=1)  # the card has come back
    heard(elsewhere.context.ops.done, lambda: drop(view.viewport(), dragged(), place))
    assert elsewhere.owner(held.face_ids[0]) == "Anna"


@pytest.mark.parametrize("onto", ["Ben on the strip", "the portrait"])
def test_a_drop_on_a_page_of_a_face_to_which_somebody_has_said_no(
    elsewhere: Elsewhere, real: Window, album: Album, monkeypatch: pytest.MonkeyPatch, onto: str
) -> None:
    anna, ben = elsewhere.make("Anna", [album.face()]), elsewhere.make("Ben", [album.face()])
    face = album.face(anna, by=AssignedBy.USER)
    real.pages.open_person(anna)
    page, grid = real.pages.person, real.pages.person.faces.grid
    until(lambda: face in grid.faces.ids)
    row = page.faces.strip.people
    is_on_strip = onto == "Ben on the strip"

    def hand(source: QObject, held: Carried, thumbs: object) -> None:
        until(lambda: bool(row.shown))
        who = ben if is_on_strip else anna
        elsewhere.say_no(who, [face])
        target = row if is_on_strip else page.header.portrait
        place = row.place(0).center() if is_on_strip else None
        elsewhere.refuses(NO, lambda: drop(target, held, place))

    monkeypatch.setattr("kinfolk.gui.faces.grid.start_drag", hand)
    grid.select([face])
    grid.startDrag(Qt.DropAction.MoveAction)
    assert elsewhere.owner(face) == ("Anna" if is_on_strip else None)


def test_a_portrait_of_a_face_that_somebody_has_taken_out(elsewhere: Elsewhere) -> None:
    anna = elsewhere.person(elsewhere.make("Anna"))
    face = elsewhere.album.face(anna.id, by=AssignedBy.USER)
    elsewhere.say_no(anna.id, [face])
    elsewhere.refuses(NO, lambda: elsewhere.groups.make_portrait(face, anna))


def test_a_portrait_that_somebody_has_chosen(qtbot: QtBot, elsewhere: Elsewhere) -> None:
    """What one has chosen oneself a moment ago is no news, though the page does not show it yet."""
    page = elsewhere.person(elsewhere.make("Anna"))
    first, second, third = (elsewhere.album.face(page.id, by=AssignedBy.USER) for _ in range(3))
    act, done = elsewhere.groups, elsewhere.context.ops.done
    with qtbot.waitSignals([done] * 2):
        act.make_portrait(first, page)
        act.make_portrait(second, page)
    elsewhere.album.change(page.id, thumbnail_face_id=third)
    portrait = "This portrait has been changed in the meantime."
    elsewhere.refuses(portrait, lambda: act.make_portrait(first, page))
    page = elsewhere.person(page.id)
    heard(done, lambda: act.make_portrait(first, page))
    assert elsewhere.person(page.id).thumbnail_face_id == first


def test_another_portrait_for_one_that_was_just_taken_out(
    qtbot: QtBot, elsewhere: Elsewhere
) -> None:
    """No one's choice is overruled, though the page still shows it."""
    anna = elsewhere.make("Anna")
    first, second = (elsewhere.album.face(anna, by=AssignedBy.USER) for _ in range(2))
    elsewhere.album.change(anna, thumbnail_face_id=first)
    page = elsewhere.person(anna)
    with qtbot.waitSignals([elsewhere.context.ops.done] * 2):
        elsewhere.groups.detach([first], page)
        elsewhere.groups.make_portrait(second, page)
    assert elsewhere.person(anna).thumbnail_face_id == second


def test_faces_of_review_given_to_somebody_else_to_whom_somebody_has_said_no(
    reviewed: Reviewed, elsewhere: Elsewhere
) -> None:
    """By the list of people, and by the number of a card."""
    page = reviewed.open()
    chosen = reviewed.faces[:1]
    reviewed.click(reviewed.card(0), 0)
    reviewed.key(Key.Key_M)
    (chooser,) = page.window().findChildren(PersonChooser)
    write("be", on=chooser.search)
    elsewhere.say_no(reviewed.ben, chosen)
    elsewhere.refuses(NO, lambda: press(Key.Key_Return, on=chooser.search))
    reviewed.settle()
    page.board.select(chosen)
    elsewhere.say_no(reviewed.ben, chosen)
    elsewhere.refuses(NO, lambda: reviewed.key(Key.Key_2))
    reviewed.settle()
    page.board.select(chosen)
    reviewed.answer(Key.Key_2)
    assert elsewhere.owner(chosen[0]) == "Ben"
    reviewed.settle()


@pytest.mark.parametrize("said", ["the group", "a face of it"])
def test_a_group_of_review_that_is_not_somebody_else(elsewhere: Elsewhere, said: str) -> None:
    anna, ben = (elsewhere.person(elsewhere.make(each)) for each in ("Anna", "Ben"))
    group, asked = elsewhere.person(elsewhere.album.group(faces=2)), now()
    theirs = tuple(elsewhere.album.ask(faces.ids, person_id=group.id))
    question = Question(QuestionKind.GROUP, anna, group, Certainty.LIKELY, 0.1, theirs)
    elsewhere.say_no(ben.id, group.id if said == "the group" else theirs[:1])
    elsewhere.refuses(NO, lambda: elsewhere.review.give_group(question, ben, asked))


@pytest.mark.parametrize("said", ["the group", "a face of it"])
def test_faces_of_new_person_to_which_somebody_has_said_no(
    elsewhere: Elsewhere, window: QMainWindow, album: Album, said: str
) -> None:
    """The name belongs to someone; whoever was told of the no may add the faces all the same."""
    anna, group = elsewhere.make("Anna"), album.group(faces=2)
    dialog = NewPersonDialog(elsewhere.context, group_id=group, parent=window)
    dialog.open()
    dialog.form.name.setText("Anna")
    face = dialog.picker.chosen[0]
    elsewhere.say_no(anna, group if said == "the group" else [face])
    elsewhere.refuses(NO, dialog.primary.click)
    heard(dialog.created, dialog.primary.click)
    assert elsewhere.owner(face) == "Anna"


@pytest.mark.parametrize("key", ["T", "K"])
def test_a_name_conflict_about_a_face_that_somebody_has(
    window: QMainWindow, elsewhere: Elsewhere, album: Album, key: str
) -> None:
    face = album.face(elsewhere.make("Anna"), by=AssignedBy.USER)
    claimed(album, face, "Cleo")
    sheet = NameConflictsSheet(elsewhere.context, window)
    sheet.open()
    until(lambda: sheet.model.rowCount() == 1)
    sheet.view.selectAll()
    elsewhere.give([face], elsewhere.make("Ben"))
    elsewhere.refuses(TO_BEN, lambda: write(key, on=sheet.view))


def test_a_name_conflict_about_a_face_that_somebody_has_drawn(
    window: QMainWindow, elsewhere: Elsewhere, album: Album
) -> None:
    photo = album.photo()
    claim_id = claimed(album, album.face(asset_id=photo), "Cleo")
    album.edit(NameClaim, claim_id, face_id=None, x=50, y=50, w=50, h=50)
    sheet = NameConflictsSheet(elsewhere.context, window)
    sheet.open()
    until(lambda: sheet.model.rowCount() == 1)
    sheet.view.selectAll()
    box, ben = Box(50, 50, 50, 50), elsewhere.make("Ben")
    album.decide(faces.create, asset_id=photo, box=box, person_id=ben)
    elsewhere.refuses(TO_BEN, lambda: write("t", on=sheet.view))


@pytest.mark.parametrize("of", ["a folder", "photos"])
@pytest.mark.parametrize("how", ["set", "removed"])
def test_photos_that_somebody_has_dated_while_the_sheet_was_open(
    window: QMainWindow, elsewhere: Elsewhere, album: Album, of: str, how: str
) -> None:
    """What was typed stays, and whoever was told may give another date all the same."""
    context, photo, other = elsewhere.context, album.photo(), album.photo()
    before, after = (
        CaptureDate(datetime(year, 1, 1), TakenPrecision.YEAR, TakenSource.USER)
        for year in (1975, 1980)
    )
    if how == "removed":
        album.decide(dates.give, [photo], before)

    if of == "photos":
        sheet = date_photos(context, window, [photo, other])
    else:
        (folder,) = album.ask(library.folders)
        sheet = date_folder(context, window, folder)
    until(lambda: sheet.said.text() != "")

    def act() -> None:
        if how == "removed":
            click(sheet.away)
        else:
            sheet.field.setText("1990")
            press(Key.Key_Return, on=sheet.field)

    album.decide(dates.give, [photo], after)
    with album.unchanged():
        act()
        until(sheet.problem.isVisible)
    said = "A photo’s date has been changed in the meantime. Nothing was changed."
    assert sheet.problem.text() == said
    assert sheet.isVisible()
    assert how == "removed" or sheet.field.text() == "1990"
    until(sheet.away.isEnabled)
    heard(context.ops.done, act)
    until(sheet.isHidden)
