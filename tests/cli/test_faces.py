"""Faces by verbs: what is said is what happened."""

import json

import pytest
from sqlalchemy import update
from sqlmodel import col

from kinfolk.core.database import Database
from kinfolk.core.db.models import Face
from kinfolk.vision.align import TEMPLATE
from tests.album import Album
from tests.cli.conftest import Kinfolk


@pytest.fixture
def found(album: Album) -> list[str]:
    """Two faces of Eva's and one of no one's."""
    eva = album.person("Eva")
    return [album.face(eva), album.face(eva), album.face()]


def test_the_table_says_whose_they_are(kinfolk: Kinfolk, found: list[str]) -> None:
    lines = kinfolk("faces", "list").out.splitlines()[1:]
    owners = {line.split()[0]: line.split()[1] for line in lines}
    assert owners == dict(zip(found, ("Eva", "Eva", "–"), strict=True))


def test_the_table_says_what_ails_them(kinfolk: Kinfolk, found: list[str], db: Database) -> None:
    landmarks = json.dumps((TEMPLATE * 2).tolist())
    seen = update(Face).where(col(Face.id) == found[0])
    values = seen.values(landmarks=landmarks, confidence=0.5, quality=0.1)
    db.write(lambda session: session.execute(values)).result()
    assert "0.10 small, may not be a face  30×40" in kinfolk("faces", "list").out
    assert kinfolk("faces", "list", "--json").json[0]["flaws"] == ["small", "may not be a face"]


def test_detaching_says_what_happened(kinfolk: Kinfolk, found: list[str]) -> None:
    one, other, nobodys = found
    assert kinfolk("faces", "detach", one).out == "Removed 1 face from people.\n"
    assert kinfolk("faces", "detach", one).out == "1 face already belonged to no one.\n"
    assert kinfolk("faces", "detach", one, other, other, nobodys).out == (
        "Removed 1 face from people. 2 faces already belonged to no one.\n"
    )


def test_giving_says_what_happened(kinfolk: Kinfolk, found: list[str]) -> None:
    eva = kinfolk("people", "show", "Eva", "--json").json["id"]
    assert kinfolk("faces", "assign", eva, found[2]).out == "Moved 1 face to Eva.\n"
    assert kinfolk("history", "--json").json[0]["label"] == "Move 1 face to Eva"
    assert kinfolk("faces", "assign", "eva", found[2]).out == "1 face already belonged to Eva.\n"
