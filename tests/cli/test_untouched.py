"""No photo is ever changed: a session of every kind of action leaves each file as it was."""

from pathlib import Path

import pytest

from kinfolk.cli.album import make
from kinfolk.core.database import Database
from kinfolk.core.faces import faces
from kinfolk.core.faces.faces import Box
from kinfolk.core.photos import library
from kinfolk.paths import Paths
from tests.cli.conftest import Kinfolk
from tests.photo_facts import facts_of

pytestmark = pytest.mark.slow


def test_every_kind_of_action_leaves_the_album_as_it_was(
    kinfolk: Kinfolk, base: Path, tmp_path: Path
) -> None:
    album = tmp_path / "album"
    make(album)
    before = facts_of(album)
    assert before
    assert kinfolk("scan", str(album)).code == 0
    listed = kinfolk("faces", "list", "--json").json
    first, second, third, *_ = [face["id"] for face in listed]
    group = listed[0]["person_id"]
    for verb in (
        ("people", "update", group, "--name", "Eva", "--birth-date", "1956-11-19"),
        ("people", "update", "Eva", "--favorite", "--hidden", "--thumbnail-face", first),
        ("people", "update", "Eva", "--no-hidden", "--no-thumbnail-face"),
        ("people", "create", "Bo", "--face", second),
        ("faces", "assign", "Bo", third),
        ("faces", "detach", third),
        ("people", "merge", "Eva", "Bo"),
        ("suggest", "Eva"),
        ("libraries", "list"),
        ("photos", "copy", "--to", str(tmp_path / "copies")),
        ("photos", "copy", "--to", str(tmp_path / "links"), "--link"),
        ("scan",),
        ("people", "delete", "Eva"),
        ("undo",),
        ("redo",),
    ):
        done = kinfolk(*verb)
        assert done.code == 0, (verb, done.err)
    by_hand(Paths.of(base), listed[0]["asset_id"], first)
    assert kinfolk("scan", str(album)).code == 0
    assert facts_of(album) == before


def by_hand(paths: Paths, asset_id: str, face_id: str) -> None:
    """What only the window and the API can do: draw and delete a face, let a folder go."""
    db = Database(paths.library_db, paths.cache_db)
    try:
        drawn = db.write(lambda s: faces.create(s, asset_id=asset_id, box=Box(1, 1, 20, 20)))
        db.write(lambda s: faces.delete(s, face_id)).result()
        with db.read() as session:
            (folder,) = library.folders(session)
            assert faces.get(session, drawn.result().result.id).asset_id == asset_id
        db.write(lambda s: library.remove_folder(s, folder.id)).result()
    finally:
        db.close()
