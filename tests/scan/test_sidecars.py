"""Names beside photos: written, followed, taken out; what others wrote, and each photo, stays."""

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from sqlalchemy import select, update
from sqlmodel import Session, col

from kinfolk import atomic
from kinfolk.core.db.models import Asset, Face, Folder, SidecarEntry
from kinfolk.core.faces import faces, presence
from kinfolk.core.faces.faces import Box
from kinfolk.core.names_in_files import claims, sidecars
from kinfolk.core.names_in_files.sidecars import SidecarScope
from kinfolk.core.people import people
from kinfolk.core.photos import library
from kinfolk.core.photos.library import FolderSwitch
from kinfolk.errors import of_system
from kinfolk.metadata.folder import NamesInFolder
from kinfolk.metadata.frame import Frame
from kinfolk.metadata.region import Region
from kinfolk.metadata.region import RelativeBox as Part
from kinfolk.scan import sidecars as beside
from kinfolk.scan.sidecars import SidecarJob
from kinfolk.vision.decoders import Decoders
from tests.asking import opened
from tests.fake_engine import FakeEngine, draw
from tests.metadata import exiftool, forms
from tests.patience import ran
from tests.photo_facts import facts_of
from tests.rig import Rig
from tests.scan.test_names import AT, RED, SIZE, WHO
from tests.windows_entries import only_online

pytestmark = pytest.mark.alone
HERE, THERE = [("red", 20, 60)], [("green", 20, 60)]  # someone else, in the same place
OTHERS = forms.packet(
    "<xmp:Label>Red</xmp:Label>" + forms.bag("dc:subject", ["holiday"]), 'acme:own="kept"'
)
DIGIKAM = forms.digikam(WHO, SIZE)


@dataclass
class Beside(Rig):
    """A library whose names are written beside its photos."""

    decoders: Decoders = field(default_factory=Decoders)

    def keep(self, *, is_on: bool = True) -> None:
        """Switch it on, or off."""

        def switch(session: Session) -> None:
            for folder in library.folders(session):
                library.switch(session, folder.id, FolderSwitch.KEEP_NAMES, is_on=is_on)

        self.decide(switch)

    def keep_now(self) -> None:
        """Switch it on, and write."""
        self.keep()
        self.kept()

    def kept(self) -> SidecarJob:
        """Write what is to be written by now."""
        return ran(beside.kept(self.db, self.decoders))

    def put_in(self, **wanted: Any) -> int:
        """Write what someone asks for; return how many files were written."""
        asked = SidecarScope(**wanted)
        return ran(beside.written(self.db, self.decoders, asked)).progress.written

    def take_out(self, **wanted: Any) -> int:
        """Take names out; return how many files were written."""
        asked = SidecarScope(**wanted)
        return ran(beside.removed(self.db, self.decoders, asked)).progress.written

    def written(self) -> list[str]:
        """All sidecars and drafts below the folder."""
        found = [*self.folder.rglob("*.xmp"), *self.folder.rglob("*.partial")]
        return sorted(each.relative_to(self.folder).as_posix() for each in found)

    def says(self, photo: str) -> list[Region]:
        """As another library would read it."""
        path = self.folder / photo
        return list(NamesInFolder(path.parent).of(path.name, self.decoders.frame(path)).regions)

    def names(self, photo: str) -> list[str]:
        return sorted(region.name for region in self.says(photo))

    def change(self, whom: str, **fields: Any) -> None:
        self.update(self.id_of(whom), **fields)

    @contextmanager
    def fresh(self) -> Iterator[Rig]:
        """Another library of the folder, which knows what its files say."""
        elsewhere = self.folder.with_name("fresh")
        elsewhere.mkdir()
        with opened(elsewhere) as other:
            fresh = Rig(other.db, self.folder, FakeEngine())
            fresh.add(self.folder)
            yield fresh


@pytest.fixture
def home(rig: Rig) -> Iterator[Beside]:
    """An empty folder."""
    with Decoders() as decoders:
        yield Beside(rig.db, rig.folder, rig.engine, rig.library_id, decoders=decoders)


@pytest.fixture
def named(home: Beside) -> Beside:
    """Anna is red, in a, b and trip/c."""
    home.scan_album()
    home.name("Anna", "a.jpg")
    return home


@pytest.fixture
def anna(home: Beside) -> Beside:
    """Anna is the one in a.jpg, and her name lies beside it."""
    draw(home.folder / "a.jpg", HERE, note="first")
    home.scan()
    home.say("Anna", "a.jpg")
    home.put_in()
    return home


def test_names_follow_what_is_decided(named: Beside) -> None:
    before = facts_of(named.folder)
    assert named.kept().progress.total == 0
    named.keep()
    assert named.kept().progress.written == 3
    assert named.written() == ["a.jpg.xmp", "b.jpg.xmp", "trip/c.png.xmp"]
    assert named.names("a.jpg") == ["Anna"]
    assert named.kept().progress.total == 0
    named.change("Anna", name="Änne")
    assert named.kept().progress.written == 3
    assert named.names("a.jpg") == ["Änne"]
    named.update(named.faces("a.jpg")[1].person_id or "", name="Ben")
    assert named.kept().progress.written == 2
    assert named.names("a.jpg") == ["Ben", "Änne"]
    named.db.undo().result()
    assert named.kept().progress.written == 2
    assert named.written() == ["a.jpg.xmp", "b.jpg.xmp", "trip/c.png.xmp"]
    assert named.names("a.jpg") == ["Änne"]
    named.change("Änne", is_hidden=True)
    assert named.kept().progress.written == 3
    assert named.written() == []
    assert facts_of(named.folder) == before


def test_only_in_folders_that_are_switched_on(named: Beside, tmp_path: Path) -> None:
    other = tmp_path / "other"
    draw(other / "z.jpg", [("red", 30, 30)], note="z")
    named.add_and_scan(other)
    named.decide(faces.assign, [named.faces("../other/z.jpg")[0].id], named.id_of("Anna"))
    named.switch(FolderSwitch.KEEP_NAMES, is_on=True)
    assert named.kept().progress.written == 3
    assert list(other.glob("*.xmp")) == []


def test_only_what_the_user_has_said(named: Beside) -> None:
    """A face that a scan has placed with Anna is not written before it is confirmed."""
    named.keep_now()
    shutil.copy(named.folder / "b.jpg", named.folder / "g.jpg")
    image = Image.open(named.folder / "g.jpg")
    image.transpose(Image.Transpose.FLIP_LEFT_RIGHT).save(named.folder / "g.jpg", quality=95)
    named.scan()
    (face,) = named.faces("g.jpg")
    assert face.assigned_by == "auto"
    assert named.kept().progress.total == 0
    person_id = face.person_id or ""
    named.decide(faces.assign, [face.id], person_id)
    assert named.kept().progress.written == 1
    assert named.names("g.jpg") == ["Anna"]


def test_somebody_without_a_face_and_a_frame_that_is_moved(named: Beside) -> None:
    anna, photo = named.id_of("Anna"), named.photos()["trip/e.jpg"].id
    named.decide(presence.add, photo, anna)
    named.keep_now()
    (region,) = named.says("trip/e.jpg")
    assert (region.name, region.box) == ("Anna", None)
    named.decide(presence.remove, photo, anna)
    named.decide(faces.reframe, named.faces("a.jpg")[0].id, Box(24, 24, 40, 40))
    assert named.kept().progress.written == 2
    assert "trip/e.jpg.xmp" not in named.written()
    (region,) = named.says("a.jpg")
    assert region.box is not None
    assert round(region.box.left * 200) == 24


def test_a_photo_that_is_only_online_is_not_downloaded_for_its_sidecar(
    named: Beside, monkeypatch: pytest.MonkeyPatch
) -> None:
    named.keep()
    with monkeypatch.context() as patch:
        only_online(patch, "a.jpg")
        assert named.kept().skipped == 1
        assert named.written() == ["b.jpg.xmp", "trip/c.png.xmp"]
    named.kept()
    assert named.written() == ["a.jpg.xmp", "b.jpg.xmp", "trip/c.png.xmp"]


def test_what_others_wrote_stays(named: Beside) -> None:
    """Also the mode of their file, and the very bytes once ours are gone again."""
    file = named.folder / "a.jpg.xmp"
    file.write_bytes(OTHERS)
    file.chmod(0o664)
    named.keep_now()
    assert named.names("a.jpg") == ["Anna"]
    (tags,) = exiftool.tags(file)
    assert tags["XMP-xmp:Label"] == "Red"
    assert tags["XMP-dc:Subject"] == ["holiday", "Anna"]
    assert file.stat().st_mode & 0o777 == 0o664
    named.change("Anna", is_hidden=True)
    named.kept()
    assert file.read_bytes() == OTHERS
    assert named.names("a.jpg") == []


def test_a_name_taken_away_after_a_rename_is_taken_out_of_the_sidecar(anna: Beside) -> None:
    """The photo took its sidecar along, and nothing was written since."""
    anna.keep_now()
    for name in ("a.jpg", "a.jpg.xmp"):
        (anna.folder / name).rename(anna.folder / f"new-{name}")
    anna.scan()
    anna.decide(faces.detach, [anna.faces("new-a.jpg")[0].id])
    anna.kept()
    assert anna.written() == []
    assert anna.kept().progress.total == 0


def test_one_that_is_read_only_is_left_alone(named: Beside) -> None:
    """Root could write it all the same; the others of the folder are written."""
    file = named.folder / "a.jpg.xmp"
    file.write_bytes(OTHERS)
    file.chmod(0o444)
    named.keep()
    (trouble,) = named.kept().troubles
    assert trouble.path == named.folder / "a.jpg"
    assert trouble.reason == "Its XMP file is read-only, so it was left alone."
    assert (file.read_bytes(), file.stat().st_mode & 0o777) == (OTHERS, 0o444)
    assert "b.jpg.xmp" in named.written()
    file.chmod(0o644)
    assert named.kept().troubles == []
    assert named.names("a.jpg") == ["Anna"]


def corrected(home: Beside) -> None:
    """Anna, whom files name in three photos, is someone else in each by the user's word."""
    for name in ("a.jpg", "b.jpg", "c.jpg"):
        path = draw(home.folder / name, AT, note=name)
        if name != "c.jpg":
            path.with_name(f"{name}.xmp").write_bytes(DIGIKAM)
    home.scan()
    for name, own in (("a.jpg", "Eva"), ("b.jpg", "Fay"), ("c.jpg", "Gus")):
        home.say(own, name)
    (home.folder / "c.jpg.xmp").write_bytes(DIGIKAM)
    home.scan()


@pytest.mark.slow
def test_a_name_that_is_corrected_is_not_doubled(home: Beside) -> None:
    """Theirs becomes the user's, a fresh library agrees, and gone is ours, it is theirs again."""
    corrected(home)
    home.keep_now()
    assert home.names("c.jpg") == ["Anna", "Ben"]  # the user has not decided yet
    (asked,) = home.ask(claims.to_decide)
    assert (asked.own, asked.origin.told) == ("Gus", "digiKam")
    home.decide(claims.refuse, [asked.id])
    home.kept()
    assert home.kept().progress.total == 0
    for name, own in (("a.jpg", "Eva"), ("b.jpg", "Fay"), ("c.jpg", "Gus")):
        assert home.names(name) == ["Ben", own]
        assert {each.program for each in home.says(name)} == {""}  # it is of two now
        (tags,) = exiftool.tags(home.folder / f"{name}.xmp")
        for regions, name_of in (
            (tags["XMP-mwg-rs:RegionInfo"]["RegionList"], "Name"),
            (tags["XMP-MP:RegionInfoMP"]["Regions"], "PersonDisplayName"),
        ):
            assert sorted(each[name_of] for each in regions) == ["Ben", own]
        assert sorted(tags["XMP-digiKam:TagsList"]) == ["People/Ben", f"People/{own}"]
    with home.fresh() as fresh:
        assert fresh.scan().names.to_decide == 0
        for name in ("a.jpg", "b.jpg", "c.jpg"):
            assert whose(fresh, name) == whose(home, name)
    home.keep(is_on=False)
    assert home.take_out() == 3
    for name in ("a.jpg", "b.jpg", "c.jpg"):
        assert home.names(name) == ["Anna", "Ben"]
        assert {each.program for each in home.says(name)} == {"digiKam"}
        assert (home.folder / f"{name}.xmp").read_bytes() == DIGIKAM


@pytest.mark.parametrize("is_decided", [True, False])
def test_a_face_that_is_drawn_where_another_program_has_a_name(
    home: Beside, *, is_decided: bool
) -> None:
    """It gets no second name: the other one waits for the user, and then gives way."""
    draw(home.folder / "a.jpg", AT, note="a")
    home.scan()
    red, _ = home.faces("a.jpg")
    home.decide(faces.delete, red.id)
    (home.folder / "a.jpg.xmp").write_bytes(DIGIKAM)
    home.scan()
    (asked,) = home.ask(claims.to_decide)
    if is_decided:
        home.decide(claims.refuse, [asked.id])
    eva = home.someone("Eva")
    box = Box(22, 62, 38, 38)
    home.decide(faces.create, asset_id=red.asset_id, box=box, person_id=eva)
    home.keep_now()
    assert home.names("a.jpg") == (["Ben", "Eva"] if is_decided else ["Anna", "Ben"])


@pytest.mark.parametrize("spelled", ["Anna  Lee", "Anna\u00a0Lee", "An\u200bna Lee", "ANNA LEE"])
@pytest.mark.parametrize("own", ["Anna Lee", "Eva"])
def test_a_name_with_odd_spaces_or_invisible_characters_is_the_same_name(
    home: Beside, spelled: str, own: str
) -> None:
    """The face has it once: the user’s word adds no second one, and takes its place."""
    draw(home.folder / "a.jpg", AT, note="a")
    theirs = forms.digikam([forms.Face(spelled, RED)], SIZE)
    file = home.folder / "a.jpg.xmp"
    file.write_bytes(theirs)
    home.scan()
    if own == "Eva":
        home.say(own, "a.jpg")
    home.keep_now()
    assert home.names("a.jpg") == [spelled if own == "Anna Lee" else own]
    home.keep(is_on=False)
    home.take_out()
    assert file.read_bytes() == theirs


@pytest.mark.parametrize(
    ("stays", "since"),
    [
        *(("Ben", "nothing"), ("Eva", "nothing"), ("Fay", "nothing")),
        *(("Ben", "undone"), ("Eva", "renamed"), ("Fay", "framed")),
    ],
)
def test_two_of_a_photo_who_become_one_lose_no_name_of_another_program(
    home: Beside, stays: str, since: str
) -> None:
    """Ben is theirs, Eva and Fay are corrections; a list without boxes has each name once."""
    draw(home.folder / "a.jpg", AT, note="a")
    (home.folder / "a.jpg.xmp").write_bytes(DIGIKAM)
    home.scan()
    home.say("Eva", "a.jpg")
    if stays == "Fay":
        home.say("Fay", "a.jpg", at=1)
    home.keep_now()
    goes = {"Ben": "Eva", "Eva": "Ben", "Fay": "Eva"}[stays]
    home.decide(people.merge, home.id_of(stays), [home.id_of(goes)])
    home.kept()
    assert home.names("a.jpg") == [stays, stays]
    if since == "framed":
        home.decide(faces.reframe, home.faces("a.jpg")[0].id, Box(22, 58, 40, 40))
    elif since == "renamed":
        home.change(stays, name="Hal")
    elif since == "undone":
        home.db.undo().result()
    home.kept()
    assert home.kept().progress.total == 0
    home.scan()
    assert home.ask(claims.to_decide) == []
    home.keep(is_on=False)
    home.take_out()
    theirs = home.folder.parent / "theirs.xmp"
    theirs.write_bytes(DIGIKAM)
    now, before = exiftool.tags(home.folder / "a.jpg.xmp", theirs)
    for name in ("XMP-digiKam:TagsList", "XMP-lr:HierarchicalSubject"):
        assert sorted(now.pop(name)) == sorted(before.pop(name))
    assert now == before
    assert not home.ask(sidecars.are_ours)


@pytest.mark.parametrize("place", ["a.jpg", "trip/a.jpg", "trip/copy.jpg"])
def test_a_name_is_corrected_beside_each_copy_of_a_photo(home: Beside, place: str) -> None:
    first = draw(home.folder / "a.jpg", AT, note="a")
    for copy in ("trip/a.jpg", "trip/copy.jpg"):
        (home.folder / copy).parent.mkdir(exist_ok=True)
        shutil.copy(first, home.folder / copy)
    sidecar = home.folder / f"{place}.xmp"
    sidecar.write_bytes(DIGIKAM)
    home.scan()
    home.say("Eva", "a.jpg")
    home.put_in()
    for each in ("a.jpg", "trip/a.jpg", "trip/copy.jpg"):
        assert home.names(each) == ["Ben", "Eva"]
    home.take_out()
    assert sidecar.read_bytes() == DIGIKAM
    assert len(home.written()) == 1


def test_what_lies_where_a_photo_has_gone_says_nothing_of_its_copies(home: Beside) -> None:
    """Beside the copy another program wrote the same names at the same places."""
    first = draw(home.folder / "a.jpg", AT, note="a")
    (home.folder / "trip").mkdir()
    shutil.copy(first, home.folder / "trip" / "a.jpg")
    sidecar = home.folder / "trip" / "a.jpg.xmp"
    sidecar.write_bytes(DIGIKAM)
    home.scan()
    home.put_in()
    home.db.undo().result()  # no one is named any more
    first.write_bytes(first.read_bytes() + b"more")  # another photo from now on
    home.scan()
    home.take_out(names=frozenset({"Anna"}))
    home.take_out()
    assert sidecar.read_bytes() == DIGIKAM


def cropped(path: Path) -> None:
    with Image.open(path) as whole:
        whole.crop((0, 20, 100, 150)).save(path)


@pytest.mark.parametrize(
    "what", ["renamed and framed", "cropped", "moved", "noted by an older version"]
)
def test_what_another_program_wrote_is_given_back_whatever_happened_since(
    home: Beside, what: str
) -> None:
    """Whoever is there is called otherwise, or the photo shows something else or lies elsewhere."""
    corrected(home)
    home.put_in()
    path = home.folder / "a.jpg"
    if what == "renamed and framed":
        home.change("Eva", name="Eve")
        home.decide(faces.reframe, home.faces("a.jpg")[0].id, Box(22, 58, 40, 40))
        home.put_in()
        assert home.names("a.jpg") == ["Ben", "Eve"]
        assert home.put_in() == 0
    elif what == "cropped":
        cropped(path)
    elif what == "moved":
        path.rename(home.folder / "z.jpg")
    else:
        home.do(lambda session: session.execute(update(SidecarEntry).values(instead_of=None)))
    home.scan()
    home.take_out()
    assert (home.folder / "a.jpg.xmp").read_bytes() == DIGIKAM


def test_names_of_a_photo_that_was_cropped_since_are_believed_elsewhere(home: Beside) -> None:
    path = draw(home.folder / "a.jpg", AT)
    home.scan()
    home.say("Eva", "a.jpg")
    home.keep_now()
    cropped(path)
    home.scan()
    home.kept()
    with home.fresh() as fresh:
        fresh.scan()
        assert fresh.whose("a.jpg") == home.whose("a.jpg") == ["Eva"]


@pytest.mark.parametrize("now", ["nothing", "someone else", "no file"])
def test_what_another_program_has_removed_meanwhile_is_not_put_back(home: Beside, now: str) -> None:
    """Its name was put right, and then it wrote the file anew, without that name and ours."""
    corrected(home)
    home.keep_now()
    file = home.folder / "a.jpg.xmp"
    file.unlink()
    if now != "no file":
        ida = forms.digikam([forms.Face("Ida", Part(0.8, 0.8, 0.1, 0.1))], SIZE)
        file.write_bytes(OTHERS if now == "nothing" else ida)
    home.scan()
    before = home.names("a.jpg")
    home.kept()
    assert "Eva" in home.names("a.jpg")
    home.keep(is_on=False)
    home.take_out()
    assert home.names("a.jpg") == before
    assert home.names("b.jpg") == ["Anna", "Ben"]


def whose(rig: Rig, photo: str) -> list[tuple[str | None, int, int]]:
    places = [(face.x, face.y) for face in rig.faces(photo)]
    return [(who, *at) for who, at in zip(rig.whose(photo), places, strict=True)]


def test_as_one_asks_for_it(named: Beside) -> None:
    """Of some people, in some folder; hidden ones only by name."""
    named.update(named.faces("a.jpg")[1].person_id or "", name="Ben", is_hidden=True)
    assert named.put_in(inside=named.folder / "trip") == 1
    assert named.written() == ["trip/c.png.xmp"]
    assert named.put_in(names=frozenset({"Ben"})) == 2
    assert named.names("a.jpg") == ["Ben"]
    assert named.put_in(names=frozenset({"Anna"})) == 2
    assert named.names("a.jpg") == ["Anna", "Ben"]
    assert named.put_in(names=frozenset({"Anna"})) == 0

    assert named.take_out(names=frozenset({"Anna"}), inside=named.folder / "trip") == 1
    assert named.take_out(names=frozenset({"Ben"})) == 2
    assert named.names("a.jpg") == ["Anna"]
    assert named.take_out() == 2
    assert named.written() == []


def test_a_drive_that_is_away(named: Beside) -> None:
    """Nothing is written below the place where it was, nor forgotten."""
    named.keep()
    elsewhere = named.folder.with_name("unplugged")
    named.folder.rename(elsewhere)
    assert named.kept().progress.written == 0
    named.folder.mkdir()  # an empty place where it is mounted
    assert named.kept().progress.written == 0
    assert list(named.folder.iterdir()) == []
    named.folder.rmdir()
    elsewhere.rename(named.folder)
    assert named.kept().progress.written == 3
    named.change("Anna", is_hidden=True)
    named.edit(Folder, named.folder_id(), is_away=True)
    assert named.kept().progress.total == 0


def test_a_photo_that_is_another_by_now(named: Beside) -> None:
    named.keep()
    os.utime(named.folder / "a.jpg", (1, 1))
    job = named.kept()
    assert job.progress.written == 2
    (trouble,) = job.troubles
    assert trouble.path == named.folder / "a.jpg"
    assert "changed since the last scan" in trouble.reason


def test_a_folder_that_cannot_be_written(named: Beside, monkeypatch: pytest.MonkeyPatch) -> None:
    """Said once for each folder; what lies there stays; next time it is written."""
    (named.folder / "a.jpg.xmp").write_bytes(OTHERS)
    named.keep()
    with monkeypatch.context() as broken:

        def refuse(*_: object) -> None:
            raise OSError(errno.ENOSPC, "")

        broken.setattr(atomic, "sync", refuse)
        job = named.kept()
    assert [each.path for each in job.troubles] == [named.folder, named.folder / "trip"]
    assert of_system(OSError(errno.ENOSPC, "")) in job.troubles[0].reason
    assert "Nothing is lost" in job.troubles[0].reason
    assert (named.folder / "a.jpg.xmp").read_bytes() == OTHERS
    assert named.written() == ["a.jpg.xmp"]
    again = named.kept()
    assert (again.progress.written, again.troubles) == (3, [])
    assert named.names("a.jpg") == ["Anna"]


def test_another_program_in_between(named: Beside, monkeypatch: pytest.MonkeyPatch) -> None:
    """What it wrote after ours was read is not written over."""
    file = named.folder / "a.jpg.xmp"
    file.write_bytes(OTHERS)
    named.keep()
    note = sidecars.note

    def late(session: Session, *rest: object) -> None:
        file.write_bytes(OTHERS.replace(b"Red", b"Blue"))
        note(session, *rest)  # type: ignore[arg-type]

    with monkeypatch.context() as between:
        between.setattr(sidecars, "note", late)  # again and again
        job = named.kept()
    assert file.read_bytes() == OTHERS.replace(b"Red", b"Blue")
    assert ["Another app" in each.reason for each in job.troubles] == [True]
    assert named.kept().progress.written == 1
    (tags,) = exiftool.tags(file)
    assert (tags["XMP-xmp:Label"], tags["XMP-dc:Subject"]) == ("Blue", ["holiday", "Anna"])


def test_a_kill_after_the_file_before_the_library(
    named: Beside, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was written is ours all the same, and goes when the name does."""
    named.keep()

    def killed(*_: object, **__: object) -> None:
        raise KeyError("killed")

    with monkeypatch.context() as ended:
        ended.setattr(sidecars, "store", killed)
        with pytest.raises(KeyError):
            named.kept()
    assert named.written() == ["a.jpg.xmp", "b.jpg.xmp", "trip/c.png.xmp"]
    assert named.kept().progress.total == 3
    named.change("Anna", is_hidden=True)
    named.kept()
    assert named.written() == []


@pytest.mark.parametrize("content", [OTHERS[:200], b"\x00" * 17_000_000])
def test_a_sidecar_that_cannot_be_read(named: Beside, content: bytes) -> None:
    file = named.folder / "a.jpg.xmp"
    file.write_bytes(content)
    named.keep()
    job = named.kept()
    assert job.progress.written == 2
    assert [trouble.path for trouble in job.troubles] == [named.folder / "a.jpg"]
    assert file.read_bytes() == content


def test_an_orientation_that_a_sidecar_alone_names(named: Beside) -> None:
    """The photo is displayed as it is stored: so are the boxes."""
    file = named.folder / "a.jpg.xmp"
    file.write_bytes(forms.packet("<tiff:Orientation>6</tiff:Orientation>"))
    named.keep_now()
    (tags,) = exiftool.tags(file)
    (region,) = tags["XMP-mwg-rs:RegionInfo"]["RegionList"]
    assert (float(region["Area"]["X"]), float(region["Area"]["Y"])) == (40 / 200, 0.266667)


@pytest.mark.parametrize("letter", ["a", "\u5c71"])
def test_a_photo_with_a_name_as_long_as_names_may_be(named: Beside, letter: str) -> None:
    name = letter * (247 // len(letter.encode()))
    (named.folder / "a.jpg").rename(named.folder / f"{name}.jpg")
    named.scan()
    named.put_in()
    assert named.names(f"{name}.jpg") == ["Anna"]
    assert len(named.written()) == 3


def test_what_a_killed_run_has_left(named: Beside) -> None:
    old, fresh = (named.folder / f".a.jpg.xmp.{each * 16}.partial" for each in "01")
    other = named.folder / ".a.jpg.partial"
    for draft in (old, fresh, other):
        draft.write_bytes(b"half")
    for draft in (old, other):
        os.utime(draft, (1, 1))
    named.keep_now()
    assert [old.exists(), fresh.exists(), other.exists()] == [False, True, True]


def test_a_sidecar_that_is_a_link(named: Beside, tmp_path: Path) -> None:
    target = tmp_path / "elsewhere"
    (named.folder / "a.jpg.xmp").symlink_to(target)
    (named.folder / "b.jpg.xmp").mkdir()
    named.keep()
    job = named.kept()
    assert [each.reason for each in job.troubles] == [
        "Its XMP file isn’t a regular file, so it was left alone."
    ] * 2
    assert not target.exists()


def test_a_photo_that_moves(named: Beside) -> None:
    """With its sidecar, and without: the old one says nothing of ours any more."""
    named.keep_now()
    (named.folder / "new").mkdir()
    for name in ("a.jpg", "a.jpg.xmp", "b.jpg"):
        (named.folder / name).rename(named.folder / "new" / name)
    named.scan()
    named.kept()
    assert named.written() == ["new/a.jpg.xmp", "new/b.jpg.xmp", "trip/c.png.xmp"]
    assert named.kept().progress.total == 0
    named.change("Anna", is_hidden=True)
    named.kept()
    assert named.written() == []


def test_names_stay_where_the_old_path_of_a_photo_leads_to_the_new_one(named: Beside) -> None:
    """As on Windows, where only the case has changed."""
    (named.folder / "trip" / "c.png.xmp").write_bytes(OTHERS)
    named.keep_now()
    was = (named.folder / "trip" / "c.png.xmp").read_bytes()
    (named.folder / "trip").rename(named.folder / "Trip")
    if not (named.folder / "trip").exists():
        (named.folder / "trip").symlink_to("Trip", target_is_directory=True)
    named.scan()
    named.kept()
    assert (named.folder / "Trip" / "c.png.xmp").read_bytes() == was
    named.scan()
    assert named.kept().progress.total == 0


def test_ours_is_known_where_two_paths_lead_to_one_sidecar(named: Beside, tmp_path: Path) -> None:
    """Even once only one of them is left."""
    (named.folder / "trip" / "c.png.xmp").write_bytes(DIGIKAM)
    named.keep_now()
    (named.folder / "trip").rename(tmp_path / "disk")
    (named.folder / "trip").symlink_to(tmp_path / "disk", target_is_directory=True)
    named.add_and_scan(tmp_path / "disk")
    named.keep_now()
    named.change("Anna", name="Anne")
    named.kept()
    named.db.undo().result()
    named.kept()
    named.remove(tmp_path / "disk")
    named.change("Anna", name="Änne")
    named.kept()
    assert named.names("trip/c.png") == ["Anna", "Ben", "Änne"]


def test_names_beside_a_deleted_photo_are_taken_out_only_on_request(named: Beside) -> None:
    named.put_in()
    (named.folder / "a.jpg").unlink()
    named.scan()
    named.put_in()
    assert "a.jpg.xmp" in named.written()
    named.take_out()
    assert named.written() == []


@pytest.mark.parametrize("now", ["moved", "deleted"])
def test_only_who_is_asked_for_is_taken_out_beside_a_photo_that_has_gone(
    named: Beside, now: str
) -> None:
    """The others of the sidecar that was left behind stay, and go when all are taken out."""
    named.say("Ben", "a.jpg", at=1)
    named.put_in()
    photo = named.folder / "a.jpg"
    photo.rename(named.folder / "z.jpg") if now == "moved" else photo.unlink()
    named.scan()
    named.take_out(names=frozenset({"Ben"}))
    (tags,) = exiftool.tags(named.folder / "a.jpg.xmp")
    assert tags["XMP-iptcExt:PersonInImage"] == tags["XMP-dc:Subject"] == ["Anna"]
    assert [each["Name"] for each in tags["XMP-mwg-rs:RegionInfo"]["RegionList"]] == ["Anna"]
    named.take_out()
    assert named.written() == []


def test_someone_who_was_renamed_since_is_taken_out_by_the_new_name(named: Beside) -> None:
    named.say("Ben", "a.jpg", at=1)
    named.put_in()
    named.change("Anna", name="Änne")
    assert named.take_out(names=frozenset({"Änne"})) == 3
    assert named.written() == ["a.jpg.xmp"]
    assert named.names("a.jpg") == ["Ben"]


def test_no_one_else_is_taken_out_who_was_renamed_since(named: Beside) -> None:
    named.put_in()
    named.change("Anna", name="Änne")
    named.say("Ben", "a.jpg", at=1)
    assert named.take_out(names=frozenset({"Ben"})) == 0
    assert named.names("a.jpg") == ["Anna"]


def test_entries_that_stay_in_anothers_sidecar_are_still_known_as_ours(named: Beside) -> None:
    sidecar = named.folder / "a.jpg.xmp"
    named.say("Ben", "a.jpg", at=1)
    named.put_in()
    sidecar.write_text(
        sidecar.read_text().replace('x:xmptk="Kinfolk"', 'x:xmptk="Other + Kinfolk"')
    )
    (named.folder / "a.jpg").unlink()
    named.scan()
    named.take_out(names=frozenset({"Ben"}))
    assert 'x:xmptk="Other + Kinfolk"' in sidecar.read_text()


def test_two_libraries_of_one_folder(named: Beside) -> None:
    """Each has its own names in the sidecars, and takes its own out."""
    other_id = named.do(library.create, name="Two").id
    other = Rig(named.db, named.folder, named.engine, library_id=other_id)
    other.add_and_scan(named.folder)
    theirs = select(col(Face.person_id)).join(Asset).where(col(Face.library_id) == other_id)
    red, _ = named.every(theirs.where(col(Asset.path).endswith("a.jpg")).order_by(col(Face.x)))
    named.update(red or "", name="Nan")
    named.keep()
    assert named.kept().progress.total == 6
    assert named.names("a.jpg") == ["Anna", "Nan"]
    assert named.kept().progress.total == 0
    assert named.take_out(library_id=other_id) == 3
    assert named.names("a.jpg") == ["Anna"]


def test_what_a_moved_photo_left_behind_is_its_librarys(named: Beside) -> None:
    named.put_in()
    (named.folder / "a.jpg").rename(named.folder / "z.jpg")
    named.scan()
    assert named.put_in(library_id=named.do(library.create, name="Two").id) == 0
    assert named.put_in(library_id=named.library_id) == 2  # beside z.jpg, and out of a.jpg.xmp
    assert named.written() == ["b.jpg.xmp", "trip/c.png.xmp", "z.jpg.xmp"]


@pytest.mark.slow
@pytest.mark.parametrize("become", ["renamed", "deleted", "removed from the files"])
def test_ours_is_ours_when_a_removed_folder_is_back(named: Beside, become: str) -> None:
    """Whatever became of the person while it was out."""
    named.put_in()
    named.remove()
    if become == "renamed":
        named.change("Anna", name="Eva")
    elif become == "deleted":
        named.decide(people.delete, named.id_of("Anna"))
    named.add_and_scan()
    if become == "renamed":
        named.put_in()
        assert named.names("a.jpg") == ["Eva"]
    if become == "deleted":
        named.put_in()
    else:
        named.take_out()
    assert named.written() == []


@pytest.mark.slow
def test_ours_is_ours_when_a_removal_is_undone_once_the_folder_is_back(named: Beside) -> None:
    """What was written meanwhile is in the files, whatever the step remembers."""
    named.put_in()
    named.remove()
    named.add_and_scan()
    named.change("Anna", name="Eva")
    named.put_in()
    for _ in range(2):
        named.db.undo().result()
    assert not named.scan().names
    named.put_in()
    assert named.names("a.jpg") == ["Anna"]
    named.take_out()
    assert named.written() == []


@pytest.mark.parametrize("is_first", [False, True])
def test_files_in_a_removed_folder_stay_as_they_are(
    named: Beside, tmp_path: Path, *, is_first: bool
) -> None:
    """Also beside photos that lie in another folder, too."""
    copies = tmp_path / "copies"
    shutil.copytree(named.folder, copies)
    named.add_and_scan(copies)
    named.keep_now()
    gone = named.folder if is_first else copies
    before = {path: path.read_bytes() for path in gone.rglob("*.xmp")}
    assert len(before) == 3
    named.remove(gone)
    named.kept()
    named.scan()
    named.kept()
    assert {path: path.read_bytes() for path in gone.rglob("*.xmp")} == before


def test_switching_it_on_is_a_step(named: Beside) -> None:
    named.keep()
    named.db.undo().result()
    assert named.kept().progress.total == 0
    named.keep_now()
    named.keep(is_on=False)
    named.change("Anna", name="Änne")
    assert named.kept().progress.total == 0
    assert named.names("a.jpg") == ["Anna"]


@pytest.mark.parametrize("is_kept", [True, False])
def test_a_new_photo_of_the_old_name(named: Beside, *, is_kept: bool) -> None:
    """It shows the same person in the same place: what is written there is its own from then on."""
    named.keep(is_on=is_kept)

    def write() -> int:
        return named.kept().progress.written if is_kept else named.put_in()

    write()
    (named.folder / "a.jpg").rename(named.folder / "z.jpg")
    draw(named.folder / "a.jpg", [("red", 20, 20)], note="another")
    named.scan()
    (face,) = named.faces("a.jpg")
    anna = named.faces("z.jpg")[0].person_id or ""
    named.decide(faces.assign, [face.id], anna)
    write()
    assert named.written() == ["a.jpg.xmp", "b.jpg.xmp", "trip/c.png.xmp", "z.jpg.xmp"]
    assert named.names("a.jpg") == named.names("z.jpg") == ["Anna"]
    assert write() == 0
    assert named.take_out() == 4
    assert named.written() == []


def test_sidecars_that_another_program_deletes_or_rolls_back(named: Beside) -> None:
    """The next scan sees it, and they are written again."""
    others = named.folder / "b.jpg.xmp"
    others.write_bytes(OTHERS)
    named.keep_now()
    (named.folder / "a.jpg.xmp").unlink()
    others.write_bytes(OTHERS)
    assert named.kept().progress.total == 0  # nothing has been looked at
    named.scan()
    assert named.kept().progress.written == 2
    assert named.names("a.jpg") == named.names("b.jpg") == ["Anna"]
    named.scan()
    assert named.kept().progress.total == 0


def test_a_drive_that_is_restored_without_sidecars(named: Beside) -> None:
    """Who asks for names beside photos gets them, scanned or not."""
    assert named.put_in() == 3
    for file in named.written():
        (named.folder / file).unlink()
    assert (named.put_in(), named.put_in()) == (3, 0)
    (named.folder / "a.jpg.xmp").unlink()
    named.scan()
    assert named.put_in() == 1


def test_ours_is_written_again_where_the_user_keeps_it(named: Beside) -> None:
    """Another program wrote a name of its own in the place of ours."""
    named.keep_now()
    face = forms.Face("Ben", Part(0.1, 20 / 150, 0.2, 4 / 15))
    (named.folder / "a.jpg.xmp").write_bytes(forms.digikam([face], SIZE))
    named.scan()
    named.kept()
    assert named.names("a.jpg") == ["Ben"]  # until it is decided
    (asked,) = named.ask(claims.to_decide)
    named.decide(claims.refuse, [asked.id])
    named.kept()
    assert named.names("a.jpg") == ["Anna"]


def test_two_writers_at_once(named: Beside, tmp_path: Path) -> None:
    """What one has written while the other was at it is ours for both."""
    named.keep()
    with opened(tmp_path) as second:

        def find(session: Session) -> list[sidecars.SidecarTask]:
            todo = sidecars.kept(session)
            ran(beside.kept(second.db, named.decoders))
            return todo

        ran(SidecarJob(named.db, named.decoders, find))
    assert named.kept().progress.total == 0
    named.change("Anna", is_hidden=True)
    named.kept()
    assert named.written() == []


def test_another_writer_in_between(named: Beside, tmp_path: Path) -> None:
    """What has been written since ours was read is read again, and there is nothing to tell."""
    named.keep()
    with opened(tmp_path) as second:

        class Slow(Decoders):
            def frame(self, path: Path) -> Frame:
                ran(beside.kept(second.db, named.decoders))
                return super().frame(path)

        with Slow() as slow:
            job = ran(beside.kept(named.db, slow))
    assert job.troubles == []
    assert named.names("a.jpg") == ["Anna"]
    assert named.kept().progress.total == 0


def test_what_is_away_while_names_are_taken_out(named: Beside, tmp_path: Path) -> None:
    """It is ours when it comes back: no one's word, and gone when it is taken out again."""
    named.put_in()
    file, elsewhere = named.folder / "a.jpg.xmp", tmp_path / "elsewhere.xmp"
    file.rename(elsewhere)
    assert named.take_out() == 2
    elsewhere.rename(file)
    named.change("Anna", name="Änne")
    assert not named.scan().names
    assert named.take_out() == 1
    assert named.written() == []


def test_names_of_a_hidden_person_that_were_away(named: Beside, tmp_path: Path) -> None:
    named.keep_now()
    file, elsewhere = named.folder / "a.jpg.xmp", tmp_path / "elsewhere.xmp"
    file.rename(elsewhere)
    named.change("Anna", is_hidden=True)
    named.kept()
    elsewhere.rename(file)
    named.scan()
    named.kept()
    assert named.written() == []


# What we wrote beside a photo is no news of another photo that lies there now


def test_another_photo_at_the_name_of_one_that_was_renamed(anna: Beside) -> None:
    assert anna.names("a.jpg") == ["Anna"]
    (anna.folder / "a.jpg").rename(anna.folder / "z.jpg")  # and its sidecar stays
    draw(anna.folder / "a.jpg", THERE, note="second")
    assert not anna.scan().names
    assert (anna.whose("a.jpg"), anna.whose("z.jpg")) == ([None], ["Anna"])
    anna.keep_now()
    assert (anna.names("a.jpg"), anna.names("z.jpg")) == ([], ["Anna"])
    assert not anna.scan().names


@pytest.mark.parametrize("is_kept", [False, True])
def test_photos_that_were_renumbered_with_their_sidecars(home: Beside, *, is_kept: bool) -> None:
    """Where one was, the next one and its sidecar are now: ours is ours beside each."""
    for number, who in ((1, HERE), (2, THERE)):
        draw(home.folder / f"{number}.jpg", who, note=str(number))
    home.scan()
    home.say("Anna", "1.jpg")
    home.say("Ben", "2.jpg")
    home.keep_now()
    for before, now in ((2, 3), (1, 2)):
        for name in ("{}.jpg", "{}.jpg.xmp"):
            (home.folder / name.format(before)).rename(home.folder / name.format(now))
    assert not home.scan().names
    if is_kept:
        home.kept()
        assert (home.names("2.jpg"), home.names("3.jpg")) == (["Anna"], ["Ben"])
    home.take_out()
    assert home.written() == []


def test_another_photo_in_a_folder_that_was_renamed(home: Beside) -> None:
    holiday, summer = home.folder / "holiday", home.folder / "summer"
    holiday.mkdir()
    for name in ("a.jpg", "b.jpg", "c.jpg"):
        draw(holiday / name, HERE, note=name)
    home.scan()
    home.say("Anna", "holiday/a.jpg")
    home.keep_now()
    holiday.rename(summer)
    (summer / "a.jpg").unlink()
    draw(summer / "a.jpg", THERE, note="another")
    home.scan()
    assert home.whose("summer/a.jpg") == [None]
    (claim,) = home.ask(claims.to_decide)
    assert (claim.name, claim.is_doubtful) == ("Anna", True)


@pytest.mark.parametrize("is_other_photo", [False, True])
def test_ours_is_known_where_the_case_of_its_name_has_changed(
    anna: Beside, *, is_other_photo: bool
) -> None:
    photo = anna.folder / "a.jpg"
    photo.with_name("a.jpg.xmp").rename(photo.with_name("A.JPG.XMP"))
    if is_other_photo:
        photo.rename(anna.folder / "b.jpg")
        draw(photo, THERE, note="second")
    else:
        anna.say("Eva", "a.jpg")
    assert not anna.scan().names.names
    assert anna.whose("a.jpg") == ([None] if is_other_photo else ["Eva"])
    assert [claim.is_doubtful for claim in anna.ask(claims.to_decide)] == [True] * is_other_photo


def test_what_others_say_in_a_file_of_ours_is_news(anna: Beside) -> None:
    more = forms.bag("Iptc4xmpExt:PersonInImage", ["Anna", "Cleo"])
    (anna.folder / "a.jpg.xmp").write_bytes(forms.packet(more))
    assert anna.scan().names.names == 1
    assert [claim.name for claim in anna.ask(claims.listing)] == ["Cleo"]


@pytest.mark.parametrize("is_taken", [False, True])
def test_names_of_ours_that_another_program_exchanged(home: Beside, *, is_taken: bool) -> None:
    """It is asked, and neither name is lost or doubled meanwhile."""
    path = draw(home.folder / "a.jpg", AT, note="a")
    home.scan()
    home.say("Ben", "a.jpg")
    home.say("Anna", "a.jpg", at=1)
    home.keep_now()
    sidecar = path.with_name("a.jpg.xmp")
    sidecar.write_bytes(DIGIKAM)  # Anna on the left
    assert not home.scan().names.names
    asked = home.ask(claims.to_decide)
    assert [(claim.name, claim.own) for claim in asked] == [("Anna", "Ben"), ("Ben", "Anna")]
    home.put_in()
    assert sidecar.read_bytes() == DIGIKAM
    home.decide(claims.take if is_taken else claims.refuse, [claim.id for claim in asked])
    left = ["Anna", "Ben"] if is_taken else ["Ben", "Anna"]
    assert home.whose("a.jpg") == left
    home.put_in()
    boxes = [(region.box.left, region.name) for region in home.says("a.jpg") if region.box]
    assert [name for _, name in sorted(boxes)] == left
    assert not home.scan().names


@pytest.mark.parametrize("is_elsewhere", [False, True])
def test_another_photo_where_a_folder_was_removed(
    anna: Beside, tmp_path: Path, *, is_elsewhere: bool
) -> None:
    """What we wrote there is no one's word, beside a copy of the folder it is asked about."""
    anna.remove()
    place = anna.folder
    if is_elsewhere:
        place = shutil.copytree(anna.folder, tmp_path / "elsewhere")
    draw(place / "a.jpg", THERE, note="second")
    anna.add(place)
    assert not anna.scan().names.names
    assert [claim.is_doubtful for claim in anna.ask(claims.to_decide)] == [True] * is_elsewhere


@pytest.mark.parametrize("is_ours", [True, False])
def test_a_name_without_a_box_beside_another_photo(home: Beside, *, is_ours: bool) -> None:
    """Only in our own file it is one that we wrote for a photo elsewhere."""
    draw(home.folder / "a.jpg", note="first")
    draw(home.folder / "b.jpg", HERE, note="b")
    home.scan()
    home.say("Anna", "b.jpg")
    home.decide(presence.add, home.photos()["a.jpg"].id, home.id_of("Anna"))
    home.put_in()
    draw(home.folder / "trip" / "a.jpg", THERE, note="second")
    theirs = forms.packet(forms.bag("Iptc4xmpExt:PersonInImage", ["Anna"]))
    ours = (home.folder / "a.jpg.xmp").read_bytes()
    (home.folder / "trip" / "a.jpg.xmp").write_bytes(ours if is_ours else theirs)
    assert home.scan().names.names == (not is_ours)
    assert [claim.is_doubtful for claim in home.ask(claims.to_decide)] == [True] * is_ours


def test_a_sidecar_that_was_renamed_to_the_name_of_another_photo(anna: Beside) -> None:
    """What we wrote of one photo is a question beside another, who is at the same place there."""
    draw(anna.folder / "b.jpg", THERE, note="second")
    anna.scan()
    (anna.folder / "a.jpg.xmp").rename(anna.folder / "b.jpg.xmp")
    assert not anna.scan().names.names
    assert anna.whose("b.jpg") == [None]
    (claim,) = anna.ask(claims.to_decide)
    assert (claim.name, claim.is_doubtful) == ("Anna", True)


def test_a_photo_that_was_removed_while_its_names_were_read(anna: Beside) -> None:
    """Also where ours has such a name beside another photo."""
    ours = anna.says("a.jpg")
    gone = claims.FoundNames("asset_gone", "", ours, None, None)
    there = claims.FoundNames(anna.photos()["a.jpg"].id, "", ours, None, None)
    anna.decide(claims.note, [gone, there])
    assert anna.ask(claims.listing) == []


def test_a_sidecar_that_was_copied_with_its_photo(anna: Beside) -> None:
    """It is about that picture, also where a program has written into the copy."""
    (anna.folder / "b.jpg").write_bytes((anna.folder / "a.jpg").read_bytes() + b"more")
    shutil.copy(anna.folder / "a.jpg.xmp", anna.folder / "b.jpg.xmp")
    assert anna.scan().names.names == 1
    assert anna.whose("b.jpg") == ["Anna"]
    (claim,) = anna.ask(claims.listing)
    assert not claim.is_doubtful


@pytest.mark.parametrize("how", ["folder", "copy"])
def test_ours_is_ours_beside_a_copy(named: Beside, tmp_path: Path, how: str) -> None:
    """The user copied photos and XMP files, and says that the folder moved there, or added both."""
    named.put_in()
    new = named.folder / "trip" / "copies" if how == "copy" else tmp_path / "new"
    new.mkdir()
    for name in ("a.jpg", "b.jpg"):
        shutil.copy2(named.folder / name, new / name)
        shutil.copy2(named.folder / f"{name}.xmp", new / f"{name}.xmp")
    if how == "folder":
        named.decide(library.move_folder, named.folder_id(), new)
        named.folder = new
    named.scan()
    named.change("Anna", name="Eva")
    named.put_in()
    assert named.says(str(new / "a.jpg"))
    assert {each.name for each in named.says(str(new / "a.jpg"))} == {"Eva"}
    assert named.ask(claims.listing) == []
    named.take_out()
    assert named.written() == []


def test_a_photo_that_another_program_exported_with_our_names(anna: Beside) -> None:
    """What is in a photo's own file is about this photo."""
    xmp = (anna.folder / "a.jpg.xmp").read_bytes()
    with Image.open(anna.folder / "a.jpg") as picture:
        picture.resize((400, 300)).save(anna.folder / "export.jpg", xmp=xmp)
    assert anna.scan().names.names == 1
    (claim,) = anna.ask(claims.listing)
    assert (claim.origin.file, claim.is_doubtful) == ("export.jpg", False)


def test_a_photo_and_its_sidecar_that_were_renamed_together(anna: Beside) -> None:
    """Also after the library was lost they tell whose face it is."""
    for name in ("a.jpg", "a.jpg.xmp"):
        (anna.folder / name).rename(anna.folder / name.replace("a.", "z."))
    assert not anna.scan().names
    assert anna.whose("z.jpg") == ["Anna"]
    with anna.fresh() as fresh:
        assert fresh.scan().names.names == 1
        assert fresh.whose("z.jpg") == ["Anna"]
