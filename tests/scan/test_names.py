"""Names that photos carry come in with a scan: the same names on the same faces."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kinfolk.core import ids
from kinfolk.core.actions import Act
from kinfolk.core.database import Database
from kinfolk.core.db.models import AssignedBy, ClaimState, SidecarEntry, Source
from kinfolk.core.faces import crops, embeddings, faces, presence
from kinfolk.core.history import history
from kinfolk.core.names_in_files import claims
from kinfolk.core.names_in_files.claims import Claim
from kinfolk.core.names_in_files.name_import import NamesRead
from kinfolk.core.people import people, people_lists
from kinfolk.core.photos import library
from kinfolk.errors import Text
from kinfolk.metadata.frame import stored
from kinfolk.metadata.region import RelativeBox
from kinfolk.metadata.sidecar_writing import NameList
from kinfolk.scan.job import ScanJob
from kinfolk.vision import engine
from tests import labelled
from tests.album import dump
from tests.fake_engine import draw
from tests.metadata import forms
from tests.metadata.forms import Face
from tests.patience import PATIENCE
from tests.rig import Rig
from tests.sample_album import copied
from tests.turned import TURNS, held, turned

SIZE = (200, 150)
RED, GREEN = RelativeBox(0.1, 0.4, 0.2, 4 / 15), RelativeBox(0.6, 0.2, 0.2, 4 / 15)
AT = [("red", 20, 60), ("green", 120, 30)]
WHO = [Face("Anna", RED), Face("Ben", GREEN)]


def photo(rig: Rig, name: str = "a.jpg", *, packet: bytes = b"", turn: int = 1) -> Path:
    """Two faces, with XMP in it, stored as a camera does that was held so."""
    path = rig.folder / name
    if packet or turn > 1:
        return turned(path, AT, turn, packet=packet)
    return draw(path, AT, note=name)


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


def say(rig: Rig, name: str, photo: str = "a.jpg") -> str:
    """The user names the first face of a photo."""
    (face, *_) = rig.faces(photo)
    made = rig.db.write(
        lambda s: people.create(s, name=name, face_ids=[face.id], library_id=face.library_id),
        label="Name",
    )
    return made.result().result.person.id


def to_decide(rig: Rig, state: ClaimState = ClaimState.OPEN) -> list[Claim]:
    with rig.db.read() as session:
        if state is ClaimState.OPEN:
            return claims.to_decide(session, rig.library_id)
        return [each for each in claims.listing(session, rig.library_id) if each.state is state]


def steps(rig: Rig) -> list[str]:
    with rig.db.read() as session:
        return [step.words for step in history.steps(session) if step.action.code == Act.READ_NAMES]


def names_of(rig: Rig) -> list[str]:
    with rig.db.read() as session:
        return [name for _, name in people_lists.names(session, rig.library_id)]


@pytest.mark.parametrize("where", ["embedded", "sidecar", "both"])
@pytest.mark.parametrize("turn", TURNS)
def test_the_same_names_on_the_same_faces(rig: Rig, turn: int, where: str) -> None:
    """As digiKam writes them, for each way in which a camera may have been held."""
    told = [Face(face.name, stored(face.box, turn)) for face in WHO]
    size = SIZE if turn < 5 else (SIZE[1], SIZE[0])
    packet = forms.digikam(told, size)
    path = photo(rig, packet=packet if where != "sidecar" else b"", turn=turn)
    if where != "embedded":
        beside(path, packet)
    before = path.read_bytes()
    assert rig.scan().names == NamesRead(2, 2, 1)
    assert on_faces(rig)
    assert steps(rig) == ["Read 2 names of 2 people from 1 photo"]
    assert path.read_bytes() == before


def test_a_scan_that_finds_them_again_does_nothing(rig: Rig) -> None:
    path = photo(rig)
    sidecar = beside(path, forms.digikam(WHO, SIZE))
    rig.scan()
    before = dump(rig.db)
    assert not rig.scan().names
    assert dump(rig.db) == before
    sidecar.write_bytes(sidecar.read_bytes() + b"\n")  # it is read again, and says the same
    assert not rig.scan().names
    assert steps(rig) == ["Read 2 names of 2 people from 1 photo"]
    assert to_decide(rig) == []


def test_what_a_sidecar_says_later_is_read_without_the_photo(rig: Rig) -> None:
    path = photo(rig)
    rig.scan()
    calls = rig.engine.calls
    sidecar = beside(path, forms.digikam(WHO[:1], SIZE))
    assert rig.scan().names == NamesRead(1, 1, 1)
    assert named(rig) == {"Anna": (20, 60, 40, 40)}
    sidecar.write_bytes(forms.digikam(WHO, SIZE))
    assert rig.scan().names == NamesRead(1, 1, 1)
    assert on_faces(rig)
    assert rig.engine.calls == calls
    assert names_of(rig) == ["Anna", "Ben"]


def picasa(rig: Rig) -> None:
    path = photo(rig)
    contacts = {"0123456789abcdef": "Anna", "fedcba9876543210": "Ben"}
    beside(path, forms.picasa_ini("a.jpg", WHO, contacts), ".picasa.ini")


def picasa_with_contacts(rig: Rig) -> None:
    """The folder's own list is empty, as Picasa's later versions left it."""
    path = photo(rig)
    ids = {"0123456789abcdef": "Anna", "fedcba9876543210": "Ben"}
    ini = forms.picasa_ini("a.jpg", WHO, ids).replace(b"=Anna;;", b"=").replace(b"=Ben;;", b"=")
    beside(path, ini, ".picasa.ini")
    listed = "".join(f'<contact id="{key}" name="{name}"/>' for key, name in ids.items())
    beside(path, f"<contacts>{listed}</contacts>".encode(), "contacts.xml")


def windows_live(rig: Rig) -> None:
    photo(rig, packet=forms.windows_live(WHO))


def lightroom(rig: Rig) -> None:
    path = photo(rig)
    beside(path, forms.lightroom(WHO, SIZE, 1), "a.xmp")


def iphoto(rig: Rig) -> None:
    path = photo(rig, "Masters/2009/a.jpg")
    lay = path.parents[2] / "AlbumData.xml"
    lay.write_bytes(forms.album_data("/Users/eva/Pictures/iPhoto Library/Masters/2009/a.jpg", WHO))


@pytest.mark.parametrize("program", [picasa, picasa_with_contacts, windows_live, lightroom])
def test_as_each_program_writes_them(rig: Rig, program: Callable[[Rig], None]) -> None:
    program(rig)
    assert rig.scan().names == NamesRead(2, 2, 1)
    assert on_faces(rig)


def test_as_iphoto_writes_them(rig: Rig) -> None:
    iphoto(rig)
    assert rig.scan().names == NamesRead(2, 2, 1)
    assert on_faces(rig, "Masters/2009/a.jpg")


def takeout(*names: str) -> bytes:
    return json.dumps({"people": [{"name": name} for name in names]}).encode()


def present(rig: Rig, name: str = "a.jpg") -> list[str | None]:
    asset_id = rig.photos()[name].id
    with rig.db.read() as session:
        found = presence.in_photos(session, [asset_id]).get(asset_id, [])
        return [people.get(session, each).name for each in found]


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


def test_a_face_that_no_scan_found_is_drawn_and_described(rig: Rig) -> None:
    path = photo(rig)
    child = Face("Child", RelativeBox(0.4, 0.7, 0.1, 0.1))
    beside(path, forms.digikam([*WHO, child], SIZE))
    assert rig.scan().names == NamesRead(3, 3, 1)
    (drawn,) = (face for face in rig.faces("a.jpg") if face.source == Source.MANUAL)
    assert (drawn.x, drawn.y, drawn.w, drawn.h) == (80, 105, 20, 15)
    assert drawn.landmarks is not None
    with rig.db.read() as session:
        assert embeddings.get(session, drawn.id, "fake/1") is not None
        assert crops.get(session, drawn.id) is not None


def test_photos_read_once_more_for_it_are_counted_by_themselves(
    rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    child = Face("Child", RelativeBox(0.4, 0.7, 0.1, 0.1))
    beside(photo(rig), forms.digikam([*WHO, child], SIZE))
    photo(rig, "b.jpg")
    counted: list[tuple[int, int]] = []
    count = ScanJob._count

    def watched(job: ScanJob, *seen: Any) -> None:
        count(job, *seen)
        counted.append((job.progress.photos_done, job.progress.photos_total))

    monkeypatch.setattr(ScanJob, "_count", watched)
    ended = rig.scan()
    assert counted == [(1, 2), (2, 2), (1, 1)]
    assert (ended.photos_done, ended.photos_total) == (2, 2)


def test_the_rest_follows_those_who_have_a_name(rig: Rig) -> None:
    """A tagged library opens finished: nobody has to say who she is in the photos without names."""
    photo(rig, "a.jpg", packet=forms.digikam(WHO, SIZE))
    for number in range(3):
        photo(rig, f"b{number}.jpg", packet=forms.digikam(WHO, SIZE))
    draw(rig.folder / "new.jpg", [("red", 50, 50)], note="new")
    rig.scan()
    (face,) = rig.faces("new.jpg")
    anna = next(person for person in rig.people() if person.name == "Anna")
    assert (face.person_id, face.assigned_by) == (anna.id, AssignedBy.AUTO)


def test_the_same_name_is_the_same_person(rig: Rig) -> None:
    photo(rig, "a.jpg")
    rig.scan()
    say(rig, "anna")
    photo(rig, "b.jpg", packet=forms.digikam([Face("ANNA ", RED)], SIZE))
    assert rig.scan().names == NamesRead(1, 1, 1)
    assert names_of(rig) == ["anna"]
    assert list(named(rig, "b.jpg")) == ["anna"]


def test_the_users_own_word_stands(rig: Rig) -> None:
    """What a file says against it overwrites nothing, and is asked once."""
    path = photo(rig)
    rig.scan()
    say(rig, "Eva")
    beside(path, forms.digikam(WHO, SIZE))
    assert rig.scan().names == NamesRead(1, 1, 1, to_decide=1)
    assert named(rig) == {"Eva": (20, 60, 40, 40), "Ben": (120, 30, 40, 40)}
    (claim,) = to_decide(rig)
    assert (claim.name, claim.own, claim.origin.by, claim.origin.file) == (
        "Anna",
        "Eva",
        "digiKam",
        "a.jpg.xmp",
    )
    rig.scan()
    assert to_decide(rig) == [claim]
    rig.db.write(lambda s: claims.refuse(s, [claim.id]), label="Keep").result()
    rig.scan()
    assert to_decide(rig) == []
    rig.db.undo().result()
    assert to_decide(rig) == [claim]
    rig.db.write(lambda s: claims.take(s, [claim.id]), label="Take").result()
    assert on_faces(rig)
    assert to_decide(rig) == []


def test_two_files_that_disagree_are_both_told(rig: Rig) -> None:
    path = photo(rig, packet=forms.windows_live([Face("Anna", RED)]))
    beside(path, forms.digikam([Face("Eva", RED)], SIZE))
    assert rig.scan().names == NamesRead(to_decide=2)
    assert steps(rig) == []
    assert sorted(claim.name for claim in to_decide(rig)) == ["Anna", "Eva"]
    (eva,) = (claim for claim in to_decide(rig) if claim.name == "Eva")
    rig.db.write(lambda s: claims.take(s, [eva.id]), label="Take").result()
    assert list(named(rig)) == ["Eva"]
    assert to_decide(rig) == []
    assert [claim.name for claim in to_decide(rig, ClaimState.REFUSED)] == ["Anna"]


def test_what_was_removed_before_does_not_come_back(rig: Rig) -> None:
    path = photo(rig)
    rig.scan()
    red, green = rig.faces("a.jpg")
    anna = say(rig, "Anna")
    rig.db.write(lambda s: faces.detach(s, [red.id]), label="Not her").result()
    rig.db.write(lambda s: faces.delete(s, green.id), label="No face").result()
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
    carl = next(person.id for person in rig.people() if person.name == "Carl")
    photo_id = red.asset_id
    rig.db.write(lambda s: faces.detach(s, [red.id]), label="Not her").result()
    rig.db.write(lambda s: faces.delete(s, green.id), label="No face").result()
    rig.db.write(lambda s: presence.remove(s, photo_id, carl), label="Not there").result()
    sidecar.write_bytes(sidecar.read_bytes() + b"\n")
    assert not rig.scan().names
    assert (named(rig), present(rig), to_decide(rig)) == ({}, [], [])


@pytest.mark.slow
def test_an_undone_import_stays_undone(rig: Rig, tmp_path: Path) -> None:
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
    rig.db.close()
    rig.db = Database(tmp_path / "library.db", tmp_path / "cache.db")
    try:
        rig.db.redo().result()
        assert on_faces(rig)
        assert present(rig) == ["Carl"]
        rig.db.undo().result()
        assert not rig.scan().names
        _read_again(rig)
    finally:
        rig.db.close()


def _read_again(rig: Rig) -> None:
    """Somebody asks for it."""
    folder_id = rig.photos()["a.jpg"].folder_id
    rig.db.write(lambda s: claims.ask_again(s, [folder_id])).result()
    assert rig.scan().names == NamesRead(3, 3, 1)
    assert on_faces(rig)


def test_a_folder_whose_names_are_not_read(rig: Rig) -> None:
    path = photo(rig)
    beside(path, forms.digikam(WHO, SIZE))
    with rig.db.read() as session:
        (folder,) = library.folders(session, rig.library_id)
    rig.db.write(lambda s: claims.read_in(s, folder.id, is_on=False), label="Off").result()
    assert not rig.scan().names
    rig.db.undo().result()
    assert rig.scan().names == NamesRead(2, 2, 1)


def test_our_own_words_in_a_sidecar_are_no_news(rig: Rig) -> None:
    path = photo(rig)
    rig.scan()
    photo_id = rig.photos()["a.jpg"].id
    sidecar = beside(path, forms.digikam(WHO, SIZE))
    written = (NameList.PERSON_IN_IMAGE, "Anna"), (NameList.DIGIKAM, "People/Ben")
    entries = [
        SidecarEntry(
            id=ids.new("entry"),
            asset_id=photo_id,
            file=str(sidecar),
            name_list=where.value,
            text=text,
        )
        for where, text in written
    ]
    rig.db.write(lambda s: s.add_all(entries)).result()
    assert not rig.scan().names
    assert (named(rig), to_decide(rig)) == ({}, [])


HOSTILE = {
    "a bomb": b'<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>',
    "a file of its own": b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>',
    "far too large": b"<x>" + b" " * (17 << 20),
    "a million regions": forms.mwg([Face("Anna", RED)] * 3_000).encode(),
    "broken": b"<x><y",
    "not even text": bytes(range(256)) * 10,
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_file_is_told_and_harms_nothing(rig: Rig, what: str) -> None:
    """Others beside it count, and so do those of other photos."""
    path = photo(rig)
    data = HOSTILE[what]
    beside(path, forms.packet(data.decode()) if what == "a million regions" else data)
    beside(path, takeout("Carl"), "a.jpg.json")
    photo(rig, "b.jpg", packet=forms.digikam(WHO, SIZE))
    assert rig.scan().names == NamesRead(3, 3, 2)
    assert on_faces(rig, "b.jpg")
    assert present(rig) == ["Carl"]
    with rig.db.read() as session:
        (trouble,) = claims.troubles(session, rig.library_id)
    assert trouble.path == path
    assert trouble.reason.startswith("a.jpg.xmp: ")
    assert isinstance(trouble.reason, Text)  # so that the window says it in its language
    assert isinstance(trouble.reason.arguments["why"], Text)
    rig.scan()  # it is read no more, and told still
    with rig.db.read() as session:
        assert claims.troubles(session, rig.library_id) == [trouble]


def test_where_a_name_came_from(rig: Rig) -> None:
    path = photo(rig)
    beside(path, forms.digikam(WHO, SIZE))
    beside(path, takeout("Carl"), "a.jpg.json")
    rig.scan()
    red, _ = rig.faces("a.jpg")
    carl = next(person.id for person in rig.people() if person.name == "Carl")
    with rig.db.read() as session:
        (origin,) = claims.origins(session, [red.id]).values()
        told = claims.presence_origins(session, red.asset_id)
    assert (origin.by, origin.file) == ("digiKam", "a.jpg.xmp")
    assert (told[carl].by, told[carl].file) == ("Google Photos", "a.jpg.json")
    ben = next(person.id for person in rig.people() if person.name == "Ben")
    rig.db.write(lambda s: faces.assign(s, [red.id], ben), label="Ben").result()
    with rig.db.read() as session:
        assert claims.origins(session, [red.id]) == {}


@pytest.mark.slow
@pytest.mark.parametrize("turn", [1, 6])
def test_names_of_real_faces(rig: Rig, sample_album: Path, turn: int) -> None:
    """The real models, and boxes as a hand draws them: two faces, and no third one."""
    boxes = {
        "Barack": RelativeBox(0.1, 0.1, 0.28, 0.48),
        "Joe": RelativeBox(0.62, 0.09, 0.27, 0.48),
    }
    told = [Face(name, stored(box, turn)) for name, box in boxes.items()]
    path = copied(sample_album, rig.folder, ["2010/both.jpg"]) / "2010" / "both.jpg"
    held(path, turn, forms.digikam(told, (959, 640) if turn < 5 else (640, 959)))
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


@pytest.mark.parametrize("name", ["portrait.jpg", "portrait-orientation-6.jpg"])
def test_what_a_photo_manager_has_tagged(rig: Rig, name: str) -> None:
    """A real photo, the real models, and the same photo turned: two faces, and no third one."""
    shutil.copy(labelled.photos("tagged", name), rig.folder / name)
    real = engine.load()
    job = ScanJob(rig.db, lambda: real)
    job.start()
    assert job.wait(PATIENCE)
    assert job.progress.names == NamesRead(2, 2, 1)
    found = {
        person.name: face
        for person in rig.people()
        for face in rig.faces(name)
        if face.person_id == person.id
    }
    assert found.keys() == {"Marie Curie", "Pierre Curie"}
    assert {face.source for face in found.values()} == {Source.AUTOMATIC}
    wide = rig.photos()[name].width
    middles = {who: (face.x + face.w / 2) / wide for who, face in found.items()}
    assert middles["Marie Curie"] == pytest.approx(0.368, abs=0.05)
    assert middles["Pierre Curie"] == pytest.approx(0.687, abs=0.05)
