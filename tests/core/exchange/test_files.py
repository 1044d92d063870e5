"""What the file is: written whole or not at all, and read though anyone may have made it."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from kinfolk import atomic
from kinfolk.core.database import Database
from kinfolk.core.exchange import export_reading, export_writing, importing
from kinfolk.core.exchange.document import Export, ExportedPerson
from kinfolk.core.exchange.export_reading import NoExport
from kinfolk.core.people import people
from kinfolk.errors import AppError
from tests.album import dump
from tests.asking import Opened

HEAD = {"format": "kinfolk-export", "version": 1}
FACE = {"box": [1, 2, 3, 4], "person": 1}
WHOLE: dict[str, Any] = {
    **HEAD,
    "people": [{"id": 1, "name": "Anna", "born": "2012-03"}, {"id": 2}],
    "apart": [{"people": [1, 2], "answer": "no"}],
    "photos": [{"content": "c", "width": 40, "height": 30, "faces": [FACE]}],
}


def read(tmp_path: Path, content: object) -> Export:
    file = tmp_path / "some.json"
    if isinstance(content, bytes):
        file.write_bytes(content)
    else:
        file.write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")
    return export_reading.read(file)


def with_photo(**fields: Any) -> dict[str, Any]:
    return {**WHOLE, "photos": [{**WHOLE["photos"][0], **fields}]}


@pytest.mark.parametrize("indent", [None, 4])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_any_program_may_have_written_it_again(
    tmp_path: Path, indent: int | None, mark: str
) -> None:
    """In another order, with other spaces and escapes, and with what this Kinfolk knows nothing of.

    Each value may end where a piece of the file does, too.
    """
    turned = dict(reversed(WHOLE.items())) | {"more": [{}] * 3, "number": 12}
    turned["photos"] = turned["photos"] * 3_000
    found = read(tmp_path, mark + json.dumps(turned, indent=indent))
    assert len(found.photos) == 3_000
    assert found.people[0].name == "Anna"
    assert found.photos[2_999].faces[0].box == (1, 2, 3, 4)


NONE_AT_ALL = "it isn’t a Kinfolk export"
BROKEN = "it’s incomplete, or isn’t JSON"
SPOILT: dict[str, tuple[object, str]] = {
    "empty": (b"", BROKEN),
    "isn’t JSON": (b"hello", BROKEN),
    "a list": (b"[]", BROKEN),
    "half": (json.dumps(WHOLE)[:-40], BROKEN),
    "more": (json.dumps(WHOLE) + "{}", "there is extra data after its end"),
    "bytes": (b'{"format": "\xff\xfe"}', "it isn’t text"),
    "other": ({"people": []}, NONE_AT_ALL),
    "other format": ({**WHOLE, "format": "x"}, NONE_AT_ALL),
    "no version": ({"format": HEAD["format"]}, "it doesn’t state its version"),
    "deep": (json.dumps(HEAD)[:-1] + ', "x": ' + "[" * 100_000 + "]" * 100_000 + "}", BROKEN),
    "deep member": (
        json.dumps(HEAD)[:-1] + ', "people": [' + '{"id":' * 50_000 + "1" + "}" * 50_000 + "]}",
        BROKEN,
    ),
    "no list": ({**HEAD, "people": {"id": 1}}, BROKEN),
    "digits": (json.dumps(HEAD)[:-1] + ', "x": ' + "9" * 5_000 + "}", BROKEN),
    "nan": (json.dumps(HEAD)[:-1] + ', "x": NaN}', BROKEN),
    "twice": ({**HEAD, "people": [{"id": 1}, {"id": 1}]}, "someone is listed twice"),
    "namesakes": (
        {**HEAD, "people": [{"id": 1, "name": "Eva"}, {"id": 2, "name": " eva"}]},
        "someone is listed twice",
    ),
    "name": ({**HEAD, "people": [{"id": 1, "name": "a\nb"}]}, "single line of text"),
    "no name": ({**HEAD, "people": [{"id": 1, "name": 7}]}, "a name is a text"),
    "half of a letter": (
        json.dumps({**HEAD, "people": [{"id": 1, "name": "\ud800"}]}),
        "people, number 1",
    ),
    "born": ({**HEAD, "people": [{"id": 1, "born": "31.12.2000"}]}, "a birth date is"),
    "born a number": ({**HEAD, "people": [{"id": 1, "born": 2000}]}, "a birth date is"),
    "number as text": ({**HEAD, "people": [{"id": "1"}]}, "people, number 1, id"),
    "strangers": (with_photo(faces=[{**FACE, "person": 9}]), "people who aren’t in it"),
    "apart alone": (
        {**WHOLE, "apart": [{"people": [1, 1], "answer": "no"}]},
        "isn’t the same as themselves",
    ),
    "yes": ({**WHOLE, "apart": [{"people": [1, 2], "answer": "yes"}]}, "apart, number 1"),
    "no box": (with_photo(faces=[{**FACE, "box": [1, 2, 3]}]), "photos, number 1, faces, 0, box"),
    "flat": (with_photo(faces=[{**FACE, "box": [1, 2, 0, 4]}]), "greater than or equal to 1"),
    "far away": (with_photo(faces=[{**FACE, "box": [1 << 40, 2, 3, 4]}]), "less than or equal"),
    "parts": (with_photo(faces=[{**FACE, "box": [0.5, 2, 3, 4]}]), "valid integer"),
    "a crowd": (with_photo(faces=[FACE] * 2_001), "at most 2000 items"),
    "date": (with_photo(taken="yesterday"), "a date is"),
    "search": (
        {**WHOLE, "searches": [{"name": "x", "wanted": {"all_of": ["7"]}}]},
        "people who aren’t in it",
    ),
    "no search": (
        {**WHOLE, "searches": [{"name": "x", "wanted": {"min_people": -1}}]},
        "That number of people",
    ),
}


@pytest.mark.parametrize("case", SPOILT)
def test_what_is_no_export_changes_nothing(db: Database, tmp_path: Path, case: str) -> None:
    content, why = SPOILT[case]
    before = dump(db)
    with pytest.raises(NoExport) as told:
        read(tmp_path, content)
    assert why in told.value.message
    assert "\n" not in told.value.message
    assert not told.value.message.endswith("..")
    assert told.value.hint == "Nothing was changed."
    assert dump(db) == before


def test_a_newer_one_says_so(tmp_path: Path) -> None:
    with pytest.raises(AppError, match="made by a newer version of Kinfolk"):
        read(tmp_path, {**HEAD, "version": 2})


def test_a_file_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Read no further than there may be something; neither a long member nor many short ones."""
    long = json.dumps(HEAD)[:-1] + ', "x": "' + "x" * 3_000_000 + '"}'
    with pytest.raises(NoExport, match="incomplete"):
        read(tmp_path, long)
    monkeypatch.setattr(export_reading, "_MOST", 1_000)
    with pytest.raises(NoExport, match="too large"):
        read(tmp_path, {**WHOLE, "photos": [WHOLE["photos"][0]] * 1_001})
    with pytest.raises(NoExport, match="too large"):
        read(tmp_path, with_photo(faces=[FACE] * 1_001))
    monkeypatch.setattr(export_reading, "LARGEST", 100_000)
    with pytest.raises(NoExport, match="too large"):
        read(tmp_path, json.dumps(HEAD)[:-1] + ', "people": [' + " " * 200_000 + "]}")


def test_a_pipe_is_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for file in (tmp_path / "pipe", tmp_path, tmp_path / "nothing"):
        with pytest.raises(AppError, match="can’t be read"):
            export_reading.read(file)


def no_room(*_: object) -> None:
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize("fails", ["sync", "_lines"])
def test_it_is_written_whole_or_not_at_all(
    db: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fails: str
) -> None:
    db.write(lambda s: people.create(s, name="Eva")).result()
    file = tmp_path / "all.json"
    with db.read() as session:
        export_writing.export(session, file)
        before = file.read_bytes()
        monkeypatch.setattr(atomic if fails == "sync" else export_writing, fails, no_room)
        with pytest.raises(AppError, match="couldn’t be written: no space"):
            export_writing.export(session, file)
    assert file.read_bytes() == before
    assert [each.name for each in tmp_path.glob(".*")] == []


def test_it_is_json_that_one_can_read(db: Database, tmp_path: Path) -> None:
    library, file = Opened(db), tmp_path / "all.json"
    library.do(people.create, name="Zoë", is_favorite=True)
    library.do(people.create, name="Äda")
    counts = library.ask(export_writing.export, file)
    assert (counts.people, counts.faces, counts.photos) == (2, 0, 0)
    found = json.loads(file.read_text("utf-8"))
    assert list(found) == [
        *("format", "version", "library", "written_at"),
        *("people", "apart", "searches", "photos"),
    ]
    assert found["people"] == [
        {"id": 1, "name": "Zoë", "is_favorite": True},
        {"id": 2, "name": "Äda"},
    ]
    assert file.stat().st_mode & 0o077 == 0


def test_without_a_library(tmp_path: Path, db: Database) -> None:
    """Nothing to export is an export, and people come into a library that is made for them."""
    library, file = Opened(db), tmp_path / "none.json"
    library.ask(export_writing.export, file)
    assert export_reading.read(file) == Export()
    export = Export(people=(ExportedPerson(1, "Eva"),), photos=())
    seen = library.ask(importing.preview, export)
    assert library.do(importing.bring_in, export) == seen
    assert seen.counts.new_people == 1
