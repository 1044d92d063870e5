"""`kinfolk suggest` prints what may be whose, and decides nothing."""

from functools import partial
from pathlib import Path

import numpy as np
import pytest
from sqlmodel import Session

from kinfolk.core import embeddings, faces, people
from kinfolk.core.db.database import Database
from kinfolk.core.faces import Box
from kinfolk.paths import Paths
from kinfolk.recognition.suggest import Suggester
from kinfolk.recognition.suggestion import Certainty, Pair, Suggestion
from kinfolk.vision.engine import ENGINE_ID
from tests.album import Album, Dump
from tests.cli.conftest import Kinfolk


@pytest.fixture
def dora(base: Path) -> Dump:
    """Dora with a face, a face that may be hers, and a group that may be."""
    paths = Paths.of(base)
    db = Database(paths.library_db, paths.cache_db)
    album = Album(db)
    group = album.group(faces=0)
    known = [album.face(album.person("Dora")), album.face(group), album.face()]
    for turn, face_id in enumerate(known):
        vector = np.eye(1, 128, dtype=np.float32)[0] + np.eye(1, 128, turn)[0] * 0.2
        unit = vector / np.linalg.norm(vector)
        store = partial(embeddings.put, face_id=face_id, engine_id=ENGINE_ID, vector=unit)
        db.write(store).result()
    before = album.dump()
    db.close()
    return before


def test_faces_of_one_person_or_of_everybody(kinfolk: Kinfolk, dora: Dump) -> None:
    found = kinfolk("suggest", "dora", "--json").json
    assert found == kinfolk("suggest", "--json").json
    assert [set(one) for one in found] == 2 * [
        {"face_id", "person_id", "distance", "band", "group_id"}
    ]
    assert {one["band"] for one in found} == {"likely"}
    shown = kinfolk("suggest")
    assert shown.out.splitlines()[0].split("  ")[0] == "person"
    assert "Dora" in shown.out
    assert ".jpg" in shown.out  # where to look at it
    assert "kinfolk answer yes PERSON FACE" in shown.err


def test_the_unlikely_are_shown_where_they_are_asked_for(kinfolk: Kinfolk, base: Path) -> None:
    paths = Paths.of(base)
    db = Database(paths.library_db, paths.cache_db)
    album = Album(db)
    for at, who in ((0, album.person("Dora")), (1, album.person("Eve")), (2, None)):
        vector = np.zeros(128, np.float32)
        vector[0], vector[at + 1] = 0.65, 0.76  # 0.58 from each other
        unit = vector / np.linalg.norm(vector)
        face_id = album.face(who)
        store = partial(embeddings.put, face_id=face_id, engine_id=ENGINE_ID, vector=unit)
        db.write(store).result()
    db.close()
    assert kinfolk("suggest", "--json").json == kinfolk("suggest", "--merges", "--json").json == []
    found = kinfolk("suggest", "--unlikely", "--json").json
    pairs = kinfolk("suggest", "--unlikely", "--merges", "--json").json
    assert [one["band"] for one in (*found, *pairs)] == ["unlikely"] * 3


def test_an_id_that_is_nobodys_is_said_to_be_that(kinfolk: Kinfolk, dora: Dump) -> None:
    told = kinfolk("answer", "yes", "Dora", "face_nowhere")
    assert told.code == 1
    assert "There is no face and nobody 'face_nowhere'." in told.err


def test_pairs_of_people(kinfolk: Kinfolk, dora: Dump) -> None:
    [pair] = kinfolk("suggest", "--merges", "--json").json
    assert set(pair) == {"person_id", "other_id", "distance", "band"}
    assert pair["person_id"] == kinfolk("people", "show", "Dora", "--json").json["id"]
    shown = kinfolk("suggest", "--merges")
    assert shown.out.splitlines()[0].startswith("person  may be the same as")
    assert shown.out.splitlines()[1].startswith(f"Dora    {pair['other_id']} (1 face)")
    assert "kinfolk answer yes PERSON OTHER" in shown.err
    kinfolk("people", "create", "Eve")
    assert kinfolk("suggest", "dora", "--merges", "--json").json == [pair]
    assert kinfolk("suggest", "eve", "--merges", "--json").json == []


@pytest.mark.slow
def test_people_are_asked_about_a_group_once_and_programs_told_of_each_face(
    kinfolk: Kinfolk, dora: Dump, base: Path
) -> None:
    [listed] = [one for one in kinfolk("suggest", "--json").json if one["group_id"]]
    group = listed["group_id"]
    paths = Paths.of(base)
    db = Database(paths.library_db, paths.cache_db)
    album = Album(db)
    for _ in range(2):
        vector = np.eye(1, 128, dtype=np.float32)[0]
        store = partial(
            embeddings.put, face_id=album.face(group), engine_id=ENGINE_ID, vector=vector
        )
        db.write(store).result()
    db.close()
    assert len(kinfolk("suggest", "--json").json) == 4
    shown = kinfolk("suggest", "Dora").out.splitlines()[1:]
    assert [f"{group} (3 faces)" in line for line in shown] == [True, False]
    assert kinfolk("answer", "yes", "Dora", group).out == "Yes, Dora: 1 person.\n"
    assert len(kinfolk("suggest").out.splitlines()) == 2


def test_nothing_is_decided(kinfolk: Kinfolk, dora: Dump, base: Path) -> None:
    kinfolk("suggest", "--json")
    paths = Paths.of(base)
    db = Database(paths.library_db, paths.cache_db)
    after = Album(db).dump()
    db.close()
    assert {table: rows for table, rows in after.items() if table != "folder"} == {
        table: rows for table, rows in dora.items() if table != "folder"
    }


def test_nobody_and_nothing(kinfolk: Kinfolk) -> None:
    assert kinfolk("suggest", "Nobody").code == 1
    assert kinfolk("suggest").out == "Nothing to suggest.\n"


def test_several_libraries_are_asked_one_by_one(kinfolk: Kinfolk, dora: Dump) -> None:
    kinfolk("libraries", "create", "Club")
    home = kinfolk("people", "show", "Dora", "--json").json
    [library] = [
        each for each in kinfolk("libraries", "list", "--json").json if each["asset_count"]
    ]
    assert kinfolk("suggest").code == 1
    everybody = kinfolk("suggest", "--library", library["id"])
    assert home["name"] in everybody.out
    assert kinfolk("suggest", "Dora").out == everybody.out
    assert kinfolk("suggest", "--library", "Club").out == "Nothing to suggest.\n"
    assert "Dora" in kinfolk("suggest", "--merges", "--library", library["name"]).out
    assert kinfolk("suggest", "--merges", "--library", "Club", "--json").json == []


def test_pairs_of_other_libraries_do_not_hide_those_of_one(
    kinfolk: Kinfolk, dora: Dump, base: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kinfolk.cli.suggest.MAX_PAIRS", 1)
    paths = Paths.of(base)
    db = Database(paths.library_db, paths.cache_db)
    album = Album(db)
    club, home = album.library("Club"), album.library_id
    photos = [album.photo(library_id=club) for _ in range(3)]

    def add(session: Session) -> None:
        for count, photo in enumerate(photos):  # much nearer to each other than Dora's pair
            box = Box(10, 10, 50, 50)
            face = faces.create(session, asset_id=photo, box=box).id
            people.create(session, name=f"Ann {count}", library_id=club, face_ids=[face])
            vector = np.eye(1, 128, 5, dtype=np.float32)[0] + np.eye(1, 128, 6 + count)[0] * 0.01
            embeddings.put(session, face, ENGINE_ID, vector / np.linalg.norm(vector))

    db.write(add).result()
    db.close()
    assert "Dora" not in kinfolk("suggest", "--merges").out
    assert "Dora" in kinfolk("suggest", "--merges", "--library", home).out


def test_who_went_meanwhile_is_left_out(
    kinfolk: Kinfolk, dora: Dump, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone, face, group = "person_gone", "face_gone", "person_went"
    away = [Suggestion(face, gone, 0.1, Certainty.LIKELY, None)]
    pairs = [Pair(gone, group, 0.1, Certainty.LIKELY)]
    monkeypatch.setattr(Suggester, "for_person", lambda *_, **__: away)
    monkeypatch.setattr(Suggester, "merges", lambda *_, **__: pairs)
    assert kinfolk("suggest").out.count("\n") == 1
    assert kinfolk("suggest", "--merges").out == "Nothing to suggest.\n"
