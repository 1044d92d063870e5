"""Names that photos carry come in with a scan: the same names on the same faces."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session

from kinfolk.core import ids
from kinfolk.core.actions import Act
from kinfolk.core.db.models import AssignedBy, ClaimState, SidecarEntry, Source
from kinfolk.core.faces import crops, embeddings, faces, presence
from kinfolk.core.history import history
from kinfolk.core.names_in_files import claims
from kinfolk.core.names_in_files.claims import Claim
from kinfolk.core.names_in_files.name_import import NamesRead
from kinfolk.core.people import people, people_lists
from kinfolk.core.photos.library import FolderSwitch
from kinfolk.errors import Text
from kinfolk.metadata.frame import stored
from kinfolk.metadata.region import RelativeBox
from kinfolk.metadata.sidecar_writing import NameList
from kinfolk.scan import job
from kinfolk.scan.job import ScanJob
from kinfolk.vision import engine, name_reader
from tests.album import dump
from tests.fake_engine import draw
from tests.metadata import forms
from tests.metadata.forms import Face
from tests.rig import Rig
from tests.rotated_photos import held, turned
from tests.sample_album import copied

SIZE = (200, 150)
RED, GREEN = RelativeBox(0.1, 0.4, 0.2, 4 / 15), RelativeBox(0.6, 0.2, 0.2, 4 / 15)
AT = [("red", 20, 60), ("green", 120, 30)]
WHO = [Face("Anna", RED), Face("Ben", GREEN)]
ANNA = forms.digikam(WHO[:1], SIZE)


def photo(rig: Rig, name: str = "a.jpg", *, packet: bytes = b"", turn: int = 1) -> Path:
    """Two faces, with XMP in it, stored as a camera does that was held so."""
    path = rig.folder / name
    if packet or turn > 1:
        return turned(path, AT, turn, packet=packet)
    return draw(path, AT, note=name)


def as_stored(turn: int) -> tuple[list[Face], tuple[int, int]]:
    """Who is where in a photo that is stored so, and its size."""
    faces = [Face(face.name, stored(face.box, turn)) for face in WHO]
    return faces, SIZE if turn < 5 else (SIZE[1], SIZE[0])


def beside(path: Path, data: bytes, name: str = "") -> Path:
    """A file beside the photo: its sidecar unless told otherwise."""
    made = path.with_name(name or f"{path.name}.xmp")
    made.write_bytes(data)
    return made


def named(rig: Rig, name: str = "a.jpg") -> dict[str, tuple[int, int, int, int]]:
    """Whose faces a photo shows by the user's word, and where."""
    known = {person.id: person.name for person in rig.people()}
    return {
        known[face.person_id] or "": (face.x, face.y, face.w, face.h)
        for face in rig.faces(name)
        if face.person_id and face.assigned_by == AssignedBy.USER
    }


def on_faces(rig: Rig, name: str = "a.jpg") -> bool:
    """Anna and Ben are where they are drawn, within 1 % of the width."""
    found = named(rig, name)
    return found.keys() == {"Anna", "Ben"} and all(
        found[who] == pytest.approx((left, top, 40, 40), abs=2)
        for who, (_, left, top) in zip(("Anna", "Ben"), AT, strict=True)
    )


def to_decide(rig: Rig, state: ClaimState = ClaimState.OPEN) -> list[Claim]:
    if state is ClaimState.OPEN:
        return rig.ask(claims.to_decide, rig.library_id)
    return [each for each in rig.ask(claims.listing, rig.library_id) if each.state is state]


def steps(rig: Rig) -> list[str]:
    return [step.words for step in rig.ask(history.steps) if step.action.code == Act.READ_NAMES]


def names_of(rig: Rig) -> list[str]:
    return [name for _, name in rig.ask(people_lists.names, rig.library_id)]


@pytest.mark.parametrize(("turn", "where"), [(1, "sidecar"), (6, "embedded"), (7, "both")])
def test_the_same_names_on_the_same_faces(rig: Rig, turn: int, where: str) -> None:
    """As digiKam writes them, for each way in which a camera may have been held."""
    packet = forms.digikam(*as_stored(turn))
    path = photo(rig, packet=packet if where != "sidecar" else b"", turn=turn)
    if where != "embedded":
        beside(path, packet)
    before = path.read_bytes()
    assert rig.scan().names == NamesRead(2, 2, 1)
    assert on_faces(rig)
    assert steps(rig) == ["Read 2 names of 2 people from 1 photo"]
    assert path.read_bytes() == before


def test_what_a_sidecar_says_later_is_read_once_and_without_the_photo(rig: Rig) -> None:
    path = photo(rig)
    rig.scan()
    calls = rig.engine.calls
    sidecar = beside(path, ANNA)
    assert rig.scan().names == NamesRead(1, 1, 1)
    assert named(rig) == {"Anna": (20, 60, 40, 40)}
    sidecar.write_bytes(forms.digikam(WHO, SIZE))
    assert rig.scan().names == NamesRead(1, 1, 1)
    assert on_faces(rig)
    assert names_of(rig) == ["Anna", "Ben"]
    before = dump(rig.db)
    assert not rig.scan().names
    assert dump(rig.db) == before
    sidecar.write_bytes(sidecar.read_bytes() + b"\n")  # it is read again, and says the same
    assert not rig.scan().names
    assert rig.engine.calls == calls
    assert (len(steps(rig)), to_decide(rig)) == (2, [])


IDS = {"0123456789abcdef": "Anna", "fedcba9876543210": "Ben"}


def picasa(rig: Rig) -> None:
    beside(photo(rig), forms.picasa_ini("a.jpg", WHO, IDS), ".picasa.ini")


def picasa_with_contacts(rig: Rig) -> None:
    """The folder's own list is empty, as Picasa's later versions left it."""
    path = photo(rig)
    ini = forms.picasa_ini("a.jpg", WHO, IDS).replace(b"=Anna;;", b"=").replace(b"=Ben;;", b"=")
    beside(path, ini, ".picasa.ini")
    listed = "".join(f'<contact id="{key}" name="{name}"/>' for key, name in IDS.items())
    beside(path, f"<contacts>{listed}</contacts>".encode(), "contacts.xml")


def windows_live(rig: Rig) -> None:
    photo(rig, packet=forms.windows_live(WHO))


def lightroom(rig: Rig) -> None:
    beside(photo(rig), forms.lightroom(WHO, SIZE, 1), "a.xmp")


def iphoto(rig: Rig) -> str:
    path = photo(rig, "Masters/2009/a.jpg")
    lay = path.parents[2] / "AlbumData.xml"
    lay.write_bytes(forms.album_data("/Users/eva/Pictures/iPhoto Library/Masters/2009/a.jpg", WHO))
    return "Masters/2009/a.jpg"


PROGRAMS = [picasa, picasa_with_contacts, windows_live, lightroom, iphoto]


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.__name__)
def test_as_each_program_writes_them(rig: Rig, program: Callable[[Rig], str | None]) -> None:
    name = program(rig) or "a.jpg"
    assert rig.scan().names == NamesRead(2, 2, 1)
    assert on_faces(rig, name)


def takeout(*names: str) -> bytes:
    return json.dumps({"people": [{"name": name} for name in names]}).encode()


def present(rig: Rig, name: str = "a.jpg") -> list[str | None]:
    asset_id = rig.photos()[name].id
    found = rig.ask(presence.in_photos, [asset_id]).get(asset_id, [])
    return [rig.ask(people.get, each).name for each in found]


def test_a_name_without_a_box_is_in_the_photo(rig: Rig) -> None:
    path = photo(rig)
    beside(path, takeout("Anna", "Carl"), "a.jpg.supplemental-metadata.json")
    assert rig.scan().names == NamesRead(2, 2, 1)
    assert present(rig) == ["Anna", "Carl"]
    assert named(rig) == {}
    beside(path, forms.digikam(WHO, SIZE))  # where she is says another program, later
    assert rig.scan().names == NamesRead(2, 2, 1)
    assert on_faces(rig)
    assert present(rig) == ["Carl"]


def test_a_name_that_the_user_gave_first_is_no_news(rig: Rig) -> None:
    path = photo(rig)
    rig.scan()
    face_id = rig.faces("a.jpg")[0].id
    rig.decide(people.create, name="Anna", face_ids=[face_id], library_id=rig.library_id)
    beside(path, forms.digikam(WHO[:1], SIZE))
    assert rig.scan().names == NamesRead()
    (claim,) = to_decide(rig, ClaimState.AGREED)
    assert claim.face_id == face_id


def test_whoever_is_said_to_be_there_already_is_no_news(rig: Rig) -> None:
    """It is if the photo shows another picture by now."""
    path = photo(rig)
    rig.scan()
    for name in ("Carl", "Dora"):
        who = rig.someone(name)
        rig.decide(presence.add, rig.photos()["a.jpg"].id, who)
    beside(path, takeout("Carl"), "a.jpg.json")
    assert rig.scan().names == NamesRead()
    draw(path, note="another picture")
    rig.scan()
    beside(path, takeout("Carl", "Dora", "Emil"), "a.jpg.json")
    assert rig.scan().names == NamesRead(2, 2, 1)
    assert {"Dora", "Emil"} <= set(present(rig))


def test_whom_a_file_puts_into_a_photo_is_in_its_next_picture_too(rig: Rig) -> None:
    """The file still says so; whom the user put there waits, and whom they removed stays away."""
    path = photo(rig)
    rig.scan()
    asset_id = rig.photos()["a.jpg"].id
    eva = rig.someone("Eva")
    rig.decide(presence.add, asset_id, eva)
    beside(path, takeout("Carl", "Dora", "Eva"), "a.jpg.json")
    rig.scan()
    rig.decide(presence.remove, asset_id, rig.id_of("Dora"))
    rig.update(rig.id_of("Carl"), name="Karl")
    draw(path, note="another picture")
    assert not rig.scan().names
    assert present(rig) == ["Karl"]
    for _ in range(3):
        rig.db.undo().result()  # his name, her removal, and what was read
    draw(path, note="a third one")
    assert not rig.scan().names
    assert present(rig) == []


def test_a_face_that_no_scan_found_is_drawn_and_described(
    rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Photos read once more for it are counted by themselves."""
    child = Face("Child", RelativeBox(0.4, 0.7, 0.1, 0.1))
    beside(photo(rig), forms.digikam([*WHO, child], SIZE))
    photo(rig, "b.jpg")
    counted: list[tuple[str, int, int]] = []
    count = ScanJob._count

    def watched(job: ScanJob, *seen: Any) -> None:
        count(job, *seen)
        at = job.progress
        counted.append((at.phase, at.photos_done, at.photos_total))

    monkeypatch.setattr(ScanJob, "_count", watched)
    ended = rig.scan()
    assert ended.names == NamesRead(3, 3, 1)
    assert counted == [("reading", 1, 2), ("reading", 2, 2), ("reading", 1, 1)]
    assert (ended.photos_done, ended.photos_total) == (2, 2)
    (drawn,) = (face for face in rig.faces("a.jpg") if face.source == Source.MANUAL)
    assert (drawn.x, drawn.y, drawn.w, drawn.h) == (80, 105, 20, 15)
    assert drawn.landmarks is not None
    assert rig.ask(embeddings.get, drawn.id, "fake/1") is not None
    assert rig.ask(crops.get, drawn.id) is not None


@pytest.mark.parametrize("is_slow", [False, True])
def test_the_rest_follows_those_who_have_a_name(
    rig: Rig, monkeypatch: pytest.MonkeyPatch, is_slow: bool
) -> None:
    """A tagged library opens finished: no one has to say who she is in the photos without names."""
    if is_slow:  # the faces were grouped before their names were read
        monkeypatch.setattr(job, "BATCH_SECONDS", 0)
        monkeypatch.setattr(job, "FIRST_GROUPING_SECONDS", 0)
    for number in range(4):
        photo(rig, f"b{number}.jpg", packet=forms.digikam(WHO, SIZE))
    draw(rig.folder / "new.jpg", [("red", 50, 50)], note="new")
    rig.scan()
    assert rig.whose("new.jpg") == ["Anna"]
    assert rig.faces("new.jpg")[0].assigned_by == AssignedBy.AUTO


@pytest.mark.alone
def test_a_name_with_a_box_is_in_the_next_picture_too(rig: Rig) -> None:
    """Also where no face of the one before is known again; what the user has changed is not."""
    first = photo(rig).read_bytes()
    draw(second := rig.folder / "b.jpg", [("blue", 20, 60), ("green", 120, 30)], note="b")
    next_one = second.read_bytes()
    second.unlink()
    beside(rig.folder / "a.jpg", ANNA)
    rig.scan()
    for data, read in ((next_one, 1), (first, 0), (next_one, 0)):
        (rig.folder / "a.jpg").write_bytes(data)
        assert rig.scan().names.names == read
        shown = [face for face in rig.faces("a.jpg") if face.id not in rig.waiting()]
        assert [face.person_id for face in shown] == [rig.id_of("Anna"), None]
        assert to_decide(rig) == []
    rig.decide(faces.detach, [shown[0].id])
    for data in (first, next_one):
        (rig.folder / "a.jpg").write_bytes(data)
        assert not rig.scan().names
    shown = [face for face in rig.faces("a.jpg") if face.id not in rig.waiting()]
    assert [face.person_id for face in shown] == [None, None]


@pytest.mark.parametrize("by_file", [True, False])
def test_what_was_taken_out_of_a_group_is_not_who_gets_the_rest(rig: Rig, by_file: bool) -> None:
    for name in ("a.jpg", "b.jpg", "c.jpg"):
        draw(rig.folder / name, AT[:1], note=name)
    rig.scan()
    wrong = rig.faces("c.jpg")[0].id
    rig.decide(faces.detach, [wrong])
    rest = [rig.faces(name)[0].id for name in ("a.jpg", "b.jpg")]
    for name in ("a.jpg", "b.jpg") if by_file else ():
        beside(rig.folder / name, ANNA)
    if not by_file:
        rig.decide(people.create, name="Anna", face_ids=rest, library_id=rig.library_id)
    rig.scan()
    assert [rig.whose(name) for name in ("a.jpg", "b.jpg", "c.jpg")] == [["Anna"], ["Anna"], [None]]


def test_where_a_file_shows_somebody_a_scan_had_put_them_on_another_face(rig: Rig) -> None:
    """Nobody is twice in a photo; in others they stay."""
    draw(rig.folder / "known.jpg", [("red", 50, 50)], note="known")
    rig.scan()
    rig.say("Anna", "known.jpg")
    draw(rig.folder / "other.jpg", [("red", 50, 50)], note="other")
    path = photo(rig)
    rig.scan()
    assert rig.whose("other.jpg") == ["Anna"]
    assert rig.whose("a.jpg") == ["Anna", None]
    anna = Face("Anna", RelativeBox(0.4, 0.7, 0.1, 0.1))
    beside(path, forms.digikam([Face("Eva", RED), Face("Ben", GREEN), anna], SIZE))
    rig.scan()
    assert rig.whose("a.jpg") == [None, "Anna", "Ben"]
    assert rig.whose("other.jpg") == ["Anna"]


def test_the_same_name_is_the_same_person(rig: Rig) -> None:
    photo(rig, "a.jpg")
    rig.scan()
    rig.say("anna", "a.jpg")
    photo(rig, "b.jpg", packet=forms.digikam([Face("ANNA ", RED)], SIZE))
    assert rig.scan().names == NamesRead(1, 1, 1)
    assert names_of(rig) == ["anna"]
    assert list(named(rig, "b.jpg")) == ["anna"]


def test_the_users_own_word_stands(rig: Rig) -> None:
    """What a file says against it overwrites nothing, and is asked once."""
    path = photo(rig)
    rig.scan()
    rig.say("Eva", "a.jpg")
    beside(path, forms.digikam(WHO, SIZE))
    assert rig.scan().names == NamesRead(1, 1, 1, to_decide=1)
    assert named(rig) == {"Eva": (20, 60, 40, 40), "Ben": (120, 30, 40, 40)}
    (claim,) = to_decide(rig)
    origin = (claim.origin.by, claim.origin.file)
    assert (claim.name, claim.own, *origin) == ("Anna", "Eva", "digiKam", "a.jpg.xmp")
    rig.scan()
    assert to_decide(rig) == [claim]
    rig.decide(claims.refuse, [claim.id])
    rig.scan()
    assert to_decide(rig) == []
    rig.db.undo().result()
    assert to_decide(rig) == [claim]
    rig.decide(claims.take, [claim.id])
    assert on_faces(rig)
    assert to_decide(rig) == []


def test_two_files_that_disagree_are_both_told(rig: Rig) -> None:
    path = photo(rig, packet=forms.windows_live([Face("Anna", RED)]))
    beside(path, forms.digikam([Face("Eva", RED)], SIZE))
    assert rig.scan().names == NamesRead(to_decide=2)
    assert steps(rig) == []
    assert sorted(claim.name for claim in to_decide(rig)) == ["Anna", "Eva"]
    (eva,) = (claim for claim in to_decide(rig) if claim.name == "Eva")
    rig.decide(claims.take, [eva.id])
    assert list(named(rig)) == ["Eva"]
    assert to_decide(rig) == []
    assert [claim.name for claim in to_decide(rig, ClaimState.REFUSED)] == ["Anna"]


def test_what_was_removed_before_does_not_come_back(rig: Rig) -> None:
    path = photo(rig)
    rig.scan()
    red, green = rig.faces("a.jpg")
    anna = rig.say("Anna", "a.jpg")
    rig.decide(faces.detach, [red.id])
    rig.decide(faces.delete, green.id)
    beside(path, forms.digikam(WHO, SIZE))
    assert rig.scan().names == NamesRead(to_decide=2)
    assert named(rig) == {}
    assert sorted(claim.name for claim in to_decide(rig)) == ["Anna", "Ben"]
    assert [person.id for person in rig.people() if person.name] == [anna]


def test_what_is_taken_off_a_read_name_stays_off(rig: Rig) -> None:
    path = photo(rig)
    sidecar = beside(path, forms.digikam(WHO, SIZE))
    beside(path, takeout("Carl"), "a.jpg.json")
    rig.scan()
    red, green = rig.faces("a.jpg")
    carl, photo_id = rig.id_of("Carl"), red.asset_id
    rig.decide(faces.detach, [red.id])
    rig.decide(faces.delete, green.id)
    rig.decide(presence.remove, photo_id, carl)
    sidecar.write_bytes(sidecar.read_bytes() + b"\n")
    assert not rig.scan().names
    assert (named(rig), present(rig), to_decide(rig)) == ({}, [], [])


@pytest.mark.slow
def test_an_undone_import_stays_undone(rig: Rig) -> None:
    """By the next scans and after a restart; it can be done again, or be asked for."""
    path = photo(rig)
    rig.scan()
    before = [table for name, table in dump(rig.db).items() if name not in ("asset", "name_claim")]
    sidecar = beside(path, forms.digikam(WHO, SIZE))
    beside(path, takeout("Carl"), "a.jpg.json")
    assert rig.scan().names == NamesRead(3, 3, 1)
    rig.db.undo().result()
    after = [table for name, table in dump(rig.db).items() if name not in ("asset", "name_claim")]
    assert after == before
    sidecar.write_bytes(sidecar.read_bytes() + b"\n")
    assert not rig.scan().names
    assert names_of(rig) == []
    rig.reopen()
    rig.db.redo().result()
    assert on_faces(rig)
    assert present(rig) == ["Carl"]
    rig.db.undo().result()
    assert not rig.scan().names
    rig.do(claims.ask_again, [rig.photos()["a.jpg"].folder_id])
    assert rig.scan().names == NamesRead(3, 3, 1)
    assert on_faces(rig)


def test_an_undone_import_stays_undone_in_the_next_picture(rig: Rig) -> None:
    """Also if the user has named the face meanwhile."""
    path = photo(rig)
    beside(path, ANNA)
    rig.scan()
    rig.db.undo().result()
    face_id = rig.faces("a.jpg")[0].id
    rig.decide(people.create, name="Anna", face_ids=[face_id], library_id=rig.library_id)
    assert list(named(rig)) == ["Anna"]
    draw(path, [("blue", 20, 60), ("green", 120, 30)], note="another picture")
    assert not rig.scan().names


def test_a_folder_whose_names_are_not_read(rig: Rig) -> None:
    path = photo(rig)
    beside(path, forms.digikam(WHO, SIZE))
    rig.switch(FolderSwitch.READ_NAMES, is_on=False)
    assert not rig.scan().names
    rig.db.undo().result()
    assert rig.scan().names == NamesRead(2, 2, 1)


def test_our_own_words_in_a_sidecar_are_no_news(rig: Rig) -> None:
    path = photo(rig)
    rig.scan()
    lists = forms.bag("Iptc4xmpExt:PersonInImage", ["Anna"])
    lists += forms.bag("digiKam:TagsList", ["People/Ben"])
    sidecar = beside(path, forms.packet(lists))
    for where, text in ((NameList.PERSON_IN_IMAGE, "Anna"), (NameList.DIGIKAM, "People/Ben")):
        of, file = rig.photos()["a.jpg"].id, str(sidecar)
        row = SidecarEntry(
            id=ids.new("entry"), asset_id=of, file=file, name_list=where.value, text=text
        )
        rig.do(Session.add, row)
    assert not rig.scan().names
    assert (named(rig), to_decide(rig)) == ({}, [])


HOSTILE = {
    "a bomb": b'<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>',
    "far too large": b"<x>" + b" " * (17 << 20),
    "broken": b"<x><y",
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_file_is_told_and_harms_nothing(rig: Rig, what: str) -> None:
    """Others beside it count, and so do those of other photos."""
    path = photo(rig)
    beside(path, HOSTILE[what])
    beside(path, takeout("Carl"), "a.jpg.json")
    photo(rig, "b.jpg", packet=forms.digikam(WHO, SIZE))
    assert rig.scan().names == NamesRead(3, 3, 2)
    assert on_faces(rig, "b.jpg")
    assert present(rig) == ["Carl"]
    (trouble,) = rig.ask(claims.troubles, rig.library_id)
    assert trouble.path == path
    assert trouble.reason.startswith("a.jpg.xmp: ")
    assert isinstance(trouble.reason, Text)  # so that the window says it in its language
    assert isinstance(trouble.reason.arguments["why"], Text)
    rig.scan()  # it is read no more, and told still
    assert rig.ask(claims.troubles, rig.library_id) == [trouble]


def test_a_drive_that_does_not_answer_is_asked_again(
    rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing in the files is at fault, and what they said before stays until then."""
    path = photo(rig, packet=forms.digikam(WHO, SIZE))
    assert rig.scan().names == NamesRead(2, 2, 1)
    cleo = forms.mwg([Face("Cleo", RED)])
    beside(path, forms.packet(cleo, 'photoshop:DateCreated="2001"'))
    rig.scan()
    before = to_decide(rig), rig.photos()["a.jpg"].taken_at
    assert ([each.name for each in before[0]], before[1] is None) == (["Cleo"], False)
    beside(path, takeout("Carl"), "a.jpg.json")
    with monkeypatch.context() as slow:
        slow.setattr(name_reader, "_PATIENCE", 0.0)
        assert not rig.scan().names
    (trouble,) = rig.ask(claims.troubles, rig.library_id)
    assert trouble.reason == "The drive took too long to respond. The next scan will try again."
    assert (to_decide(rig), rig.photos()["a.jpg"].taken_at) == before
    assert rig.scan().names == NamesRead(1, 1, 1)
    assert rig.ask(claims.troubles, rig.library_id) == []
    assert not rig.scan().names


def test_where_a_name_came_from(rig: Rig) -> None:
    path = photo(rig)
    beside(path, forms.digikam(WHO, SIZE))
    beside(path, takeout("Carl"), "a.jpg.json")
    rig.scan()
    red, _ = rig.faces("a.jpg")
    carl = rig.id_of("Carl")
    (origin,) = rig.ask(claims.origins, [red.id]).values()
    told = rig.ask(claims.presence_origins, red.asset_id)
    assert (origin.by, origin.file) == ("digiKam", "a.jpg.xmp")
    assert (told[carl].by, told[carl].file) == ("Google Photos", "a.jpg.json")
    rig.decide(faces.assign, [red.id], rig.id_of("Ben"))
    assert rig.ask(claims.origins, [red.id]) == {}


@pytest.mark.slow
def test_names_of_real_faces(rig: Rig, sample_album: Path) -> None:
    """The real models, and boxes as a hand draws them: two faces, and no third one."""
    boxes = {
        "Barack": RelativeBox(0.1, 0.1, 0.28, 0.48),
        "Joe": RelativeBox(0.62, 0.09, 0.27, 0.48),
    }
    told = [Face(name, stored(box, 6)) for name, box in boxes.items()]
    path = copied(sample_album, rig.folder, ["2010/both.jpg"]) / "2010" / "both.jpg"
    held(path, 6, forms.digikam(told, (640, 959)))
    rig.engine = engine.load()  # type: ignore[assignment]
    assert rig.scan().names == NamesRead(2, 2, 1)
    found = {
        person.name: face.x / 959
        for person in rig.people()
        for face in rig.faces("2010/both.jpg")
        if face.person_id == person.id
    }
    assert len(rig.faces("2010/both.jpg")) == 2
    assert found == pytest.approx({"Barack": 0.13, "Joe": 0.65}, abs=0.02)
