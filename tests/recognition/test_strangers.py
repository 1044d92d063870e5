"""Who may be ignored as a stranger, and who has turned out to be somebody."""

from dataclasses import replace
from pathlib import Path

from kinfolk.core.database import Database
from kinfolk.core.people import people, strangers
from kinfolk.core.people import review as answers
from kinfolk.core.people.person_fields import UNCHANGED
from kinfolk.core.people.review import Answer
from kinfolk.recognition.strangers import find, returning
from kinfolk.recognition.suggest import Suggester
from tests.album import MAYBE, Album


def group(album: Album, direction: int, number: int) -> str:
    made, _ = album.grouped(number, near=direction)
    return made


def test_a_stranger_is_seen_in_few_photos_and_is_like_nobody(
    db: Database, album: Album, tmp_path: Path
) -> None:
    album.person("Eva", near=0, faces=3)
    shy = album.person("Shy", near=1, faces=3)
    change = replace(UNCHANGED, is_hidden=True)
    db.write(lambda s: people.update(s, shy, change)).result()
    unknown, often = group(album, 2, 2), group(album, 3, 3)
    group(album, 0, 2)  # like Eva
    group(album, 1, 2)  # like somebody hidden
    alone = album.face(near=4)
    album.face(near=0, apart=MAYBE)  # may be Eva
    album.face()  # no engine has seen it: nobody knows
    suggester = Suggester(db, tmp_path)
    assert {each.id for each in find(suggester, db, fewer_than=3)} == {unknown, alone}
    assert {each.id for each in find(suggester, db, fewer_than=4)} == {unknown, alone, often}
    assert [each.is_single for each in find(suggester, db, fewer_than=3)] == [False, True]


def test_strangers_come_back_when_they_are_like_somebody(
    db: Database, album: Album, tmp_path: Path
) -> None:
    twin, other = group(album, 0, 2), group(album, 2, 2)
    alone = album.face(near=1)
    db.write(lambda s: strangers.ignore(s, groups=[twin, other], faces=[alone])).result()
    suggester = Suggester(db, tmp_path)
    assert returning(suggester, db, fewer_than=3) == []
    eva = album.person("Eva", near=0, faces=2)
    album.person("Ida", near=1, faces=2)
    with db.read() as session:
        hidden = {each for each, number in strangers.listing(session) if number == 1}
    assert set(returning(suggester, db, fewer_than=3)) == {twin, *hidden}
    db.write(lambda s: answers.answer_pair(s, eva, twin, Answer.NO)).result()
    assert set(returning(suggester, db, fewer_than=3)) == hidden
    album.face(other, near=2)
    assert set(returning(suggester, db, fewer_than=3)) == {other, *hidden}
