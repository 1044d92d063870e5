"""Who looks most like some faces comes first, whether or not it may be them."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kinfolk.core.database import Database
from kinfolk.core.faces import faces
from kinfolk.core.people import people
from kinfolk.core.people.person_fields import UNCHANGED
from kinfolk.recognition.suggest import Suggester
from tests.album import Album


@pytest.fixture
def suggester(db: Database, tmp_path: Path) -> Iterator[Suggester]:
    made = Suggester(db, tmp_path)
    yield made
    made.close()


def test_whoever_is_in_a_photo_with_them_comes_last(
    db: Database, album: Album, suggester: Suggester
) -> None:
    asked = album.face(near=1, apart=0.53)
    with db.read() as session:
        photo = faces.get(session, asked).asset_id
    near, far, beside = (
        album.person("Dora"),
        album.person("Ben", near=2, faces=1),
        album.person("Eva"),
    )
    album.face(near, near=1, apart=0.68)
    album.face(beside, near=1, asset_id=photo, apart=0.55)
    assert suggester.by_similarity([asked]) == [near, far, beside]


def test_the_most_alike_come_first_hidden_and_unnamed_ones_too(
    db: Database, album: Album, suggester: Suggester
) -> None:
    asked = [album.face(near=1, apart=0.53), album.face(near=1, apart=0.53)]
    far, group = album.person("Ben", near=2, faces=1), album.person(None, near=1, faces=1)
    near = album.person("Dora")
    album.face(near, near=1, apart=0.68)
    nobody = album.person("Carl")
    db.write(lambda s: people.update(s, near, replace(UNCHANGED, is_hidden=True))).result()
    assert suggester.by_similarity(asked) == [group, near, far]
    assert nobody not in suggester.by_similarity(asked)
    assert suggester.by_similarity([]) == []
    assert suggester.by_similarity([album.face()]) == []


def test_faces_that_may_be_the_same_person_come_whoever_has_them(
    db: Database, album: Album, suggester: Suggester
) -> None:
    asked = album.face(near=1, apart=0)
    far, near = (album.face(near=1, apart=apart) for apart in (0.4, 0.2))
    hers = album.face(album.person("Dora"), near=1, apart=0.3)
    album.face(near=1, apart=0.79)  # beyond every threshold
    album.face(near=2)
    assert suggester.faces_like([asked], limit=10) == [near, hers, far]
    assert suggester.faces_like([asked], limit=1) == [near]
    assert suggester.faces_like([album.face()], limit=10) == []  # no engine has seen it
