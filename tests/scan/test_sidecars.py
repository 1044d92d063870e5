"""Names beside photos: written, followed, taken out; what others wrote, and each photo, stays."""

import errno
import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from PIL import Image
from sqlalchemy import select
from sqlmodel import Session, col

from kinfolk import atomic
from kinfolk.core.database import Database
from kinfolk.core.db.models import Asset, Face, Folder
from kinfolk.core.faces import faces, presence
from kinfolk.core.faces.faces import Box
from kinfolk.core.names_in_files import claims, sidecars
from kinfolk.core.names_in_files.sidecars import SidecarScope
from kinfolk.core.people import people
from kinfolk.core.people.person_fields import UNCHANGED
from kinfolk.core.photos import library
from kinfolk.errors import of_system
from kinfolk.metadata.folder import NamesInFolder
from kinfolk.metadata.region import Region
from kinfolk.metadata.region import RelativeBox as Part
from kinfolk.scan import sidecars as beside
from kinfolk.scan.sidecars import SidecarJob
from kinfolk.vision.decoders import Decoders
from tests.fake_engine import FakeEngine, draw
from tests.metadata import exiftool, forms
from tests.patience import PATIENCE
from tests.rig import Rig
from tests.windows_entries import only_online

pytestmark = pytest.mark.alone
OTHERS = forms.packet(
    "<xmp:Label>Red</xmp:Label>" + forms.bag("dc:subject", ["holiday"]), 'acme:own="kept"'
)
DIGIKAM = forms.digikam(
    [
        forms.Face("Anna", Part(0.1, 0.4, 0.2, 4 / 15)),
        forms.Face("Ben", Part(0.6, 0.2, 0.2, 4 / 15)),
    ],
    (200, 150),
)


@pytest.fixture
def decoders() -> Iterator[Decoders]:
    with Decoders() as made:
        yield made


@pytest.fixture
def named(rig: Rig) -> Rig:
    """Anna is red, in a, b and trip/c."""
    rig.draw_album()
    rig.scan()
    rig.name("Anna", "a.jpg")
    return rig


def ran(job: SidecarJob) -> SidecarJob:
    job.start()
    assert job.wait(PATIENCE)
    return job


def keep(rig: Rig, *, is_on: bool = True) -> None:
    def work(session: Session) -> None:
        for folder in library.folders(session):
            sidecars.keep(session, folder.id, is_on=is_on)

    rig.db.write(work, label="Keep").result()


def kept(rig: Rig, decoders: Decoders) -> SidecarJob:
    return ran(beside.kept(rig.db, decoders))


def written(rig: Rig) -> list[str]:
    """All sidecars and drafts below the folder."""
    found = [*rig.folder.rglob("*.xmp"), *rig.folder.rglob("*.partial")]
    return sorted(each.relative_to(rig.folder).as_posix() for each in found)


def photos(folder: Path) -> dict[str, tuple[str, int]]:
    """What is in each photo, and when it was written."""
    return {
        str(file): (hashlib.sha256(file.read_bytes()).hexdigest(), file.stat().st_mtime_ns)
        for file in folder.rglob("*.*")
        if file.suffix in (".jpg", ".png")
    }


def says(rig: Rig, photo: str, decoders: Decoders) -> list[Region]:
    """As another library would read it."""
    path = rig.folder / photo
    return list(NamesInFolder(path.parent).of(path.name, decoders.frame(path)).regions)


def names(rig: Rig, photo: str, decoders: Decoders) -> list[str]:
    return sorted(region.name for region in says(rig, photo, decoders))


def change(rig: Rig, whom: str, **fields: object) -> None:
    def work(session: Session) -> None:
        person = people.find_by_name(session, whom, None)
        assert person is not None
        people.update(session, person.id, replace(UNCHANGED, **fields))  # type: ignore[arg-type]

    rig.db.write(work, label="Change").result()


def test_names_follow_what_is_decided(named: Rig, decoders: Decoders) -> None:
    before = photos(named.folder)
    assert kept(named, decoders).progress.total == 0
    keep(named)
    assert kept(named, decoders).progress.written == 3
    assert written(named) == ["a.jpg.xmp", "b.jpg.xmp", "trip/c.png.xmp"]
    assert names(named, "a.jpg", decoders) == ["Anna"]
    assert kept(named, decoders).progress.total == 0
    change(named, "Anna", name="Änne")
    assert kept(named, decoders).progress.written == 3
    assert names(named, "a.jpg", decoders) == ["Änne"]
    green = named.faces("a.jpg")[1].person_id
    assert green is not None
    ben = replace(UNCHANGED, name="Ben")
    named.db.write(lambda s: people.update(s, green, ben), label="Ben").result()
    assert kept(named, decoders).progress.written == 2
    assert names(named, "a.jpg", decoders) == ["Ben", "Änne"]
    named.db.undo().result()
    assert kept(named, decoders).progress.written == 2
    assert written(named) == ["a.jpg.xmp", "b.jpg.xmp", "trip/c.png.xmp"]
    assert names(named, "a.jpg", decoders) == ["Änne"]
    change(named, "Änne", is_hidden=True)
    assert kept(named, decoders).progress.written == 3
    assert written(named) == []
    assert photos(named.folder) == before


def test_only_what_the_user_has_said(named: Rig, decoders: Decoders) -> None:
    """A face that a scan has placed with Anna is not written before it is confirmed."""
    keep(named)
    kept(named, decoders)
    shutil.copy(named.folder / "b.jpg", named.folder / "g.jpg")
    image = Image.open(named.folder / "g.jpg")
    image.transpose(Image.Transpose.FLIP_LEFT_RIGHT).save(named.folder / "g.jpg", quality=95)
    named.scan()
    (face,) = named.faces("g.jpg")
    assert face.assigned_by == "auto"
    assert kept(named, decoders).progress.total == 0
    person_id = face.person_id or ""
    named.db.write(lambda s: faces.assign(s, [face.id], person_id), label="Yes").result()
    assert kept(named, decoders).progress.written == 1
    assert names(named, "g.jpg", decoders) == ["Anna"]


def test_somebody_without_a_face(named: Rig, decoders: Decoders) -> None:
    anna, photo = named.faces("a.jpg")[0].person_id or "", named.photos()["trip/e.jpg"].id
    named.db.write(lambda s: presence.add(s, photo, anna), label="Add").result()
    keep(named)
    kept(named, decoders)
    (region,) = says(named, "trip/e.jpg", decoders)
    assert (region.name, region.box) == ("Anna", None)
    named.db.write(lambda s: presence.remove(s, photo, anna), label="Remove").result()
    kept(named, decoders)
    assert "trip/e.jpg.xmp" not in written(named)


def test_a_photo_that_is_only_online_is_not_downloaded_for_its_sidecar(
    named: Rig, decoders: Decoders, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(named)
    with monkeypatch.context() as patch:
        only_online(patch, "a.jpg")
        assert kept(named, decoders).skipped == 1
        assert written(named) == ["b.jpg.xmp", "trip/c.png.xmp"]
    kept(named, decoders)
    assert written(named) == ["a.jpg.xmp", "b.jpg.xmp", "trip/c.png.xmp"]


def test_a_frame_that_is_moved(named: Rig, decoders: Decoders) -> None:
    keep(named)
    kept(named, decoders)
    red = named.faces("a.jpg")[0]
    named.db.write(lambda s: faces.reframe(s, red.id, Box(24, 24, 40, 40)), label="Move").result()
    assert kept(named, decoders).progress.written == 1
    (region,) = says(named, "a.jpg", decoders)
    assert region.box is not None
    assert round(region.box.left * 200) == 24


def test_what_others_wrote_stays(named: Rig, decoders: Decoders) -> None:
    """Also the mode of their file, and the very bytes once ours are gone again."""
    file = named.folder / "a.jpg.xmp"
    file.write_bytes(OTHERS)
    file.chmod(0o664)
    keep(named)
    kept(named, decoders)
    assert names(named, "a.jpg", decoders) == ["Anna"]
    (tags,) = exiftool.tags(file)
    assert tags["XMP-xmp:Label"] == "Red"
    assert tags["XMP-dc:Subject"] == ["holiday", "Anna"]
    assert file.stat().st_mode & 0o777 == 0o664
    change(named, "Anna", is_hidden=True)
    kept(named, decoders)
    assert file.read_bytes() == OTHERS
    assert names(named, "a.jpg", decoders) == []


def test_one_that_is_read_only_is_left_alone(named: Rig, decoders: Decoders) -> None:
    """Root could write it all the same; the others of the folder are written."""
    file = named.folder / "a.jpg.xmp"
    file.write_bytes(OTHERS)
    file.chmod(0o444)
    keep(named)
    (trouble,) = kept(named, decoders).troubles
    photo = named.folder / "a.jpg"
    assert (trouble.path, trouble.reason) == (
        photo,
        "Its XMP file is read-only, so it was left alone.",
    )
    assert (file.read_bytes(), file.stat().st_mode & 0o777) == (OTHERS, 0o444)
    assert "b.jpg.xmp" in written(named)
    file.chmod(0o644)
    assert kept(named, decoders).troubles == []
    assert names(named, "a.jpg", decoders) == ["Anna"]


def corrected(rig: Rig) -> None:
    """Anna, whom files name in three photos, is somebody else in each by the user's word."""
    for name in ("a.jpg", "b.jpg", "c.jpg"):
        path = draw(rig.folder / name, [("red", 20, 60), ("green", 120, 30)], note=name)
        if name != "c.jpg":
            path.with_name(f"{name}.xmp").write_bytes(DIGIKAM)
    rig.scan()
    for name, own in (("a.jpg", "Eva"), ("b.jpg", "Fay"), ("c.jpg", "Gus")):
        red = rig.faces(name)[0]
        create = partial(people.create, name=own, library_id=red.library_id, face_ids=[red.id])
        rig.db.write(create, label="Name").result()
    (rig.folder / "c.jpg.xmp").write_bytes(DIGIKAM)
    rig.scan()


@pytest.mark.slow
def test_a_name_that_is_corrected_is_not_doubled(rig: Rig, decoders: Decoders) -> None:
    """Theirs becomes the user's, a fresh library agrees, and gone is ours, it is theirs again."""
    corrected(rig)
    keep(rig)
    kept(rig, decoders)
    assert names(rig, "c.jpg", decoders) == ["Anna", "Ben"]  # the user has not decided yet
    with rig.db.read() as session:
        (asked,) = claims.to_decide(session)
    assert (asked.own, asked.origin.told) == ("Gus", "digiKam")
    rig.db.write(lambda s: claims.refuse(s, [asked.id]), label="Keep mine").result()
    kept(rig, decoders)
    assert kept(rig, decoders).progress.total == 0
    for name, own in (("a.jpg", "Eva"), ("b.jpg", "Fay"), ("c.jpg", "Gus")):
        assert names(rig, name, decoders) == ["Ben", own]
        assert {each.program for each in says(rig, name, decoders)} == {""}  # it is of two now
        (tags,) = exiftool.tags(rig.folder / f"{name}.xmp")
        for regions, field in (
            (tags["XMP-mwg-rs:RegionInfo"]["RegionList"], "Name"),
            (tags["XMP-MP:RegionInfoMP"]["Regions"], "PersonDisplayName"),
        ):
            assert sorted(each[field] for each in regions) == ["Ben", own]
        assert sorted(tags["XMP-digiKam:TagsList"]) == ["People/Ben", f"People/{own}"]
    elsewhere = rig.folder.parent
    with closing(Database(elsewhere / "fresh.db", elsewhere / "fresh-cache.db")) as db:
        fresh = Rig(db, rig.folder, FakeEngine())
        fresh.add(rig.folder)
        assert fresh.scan().names.to_decide == 0
        for name in ("a.jpg", "b.jpg", "c.jpg"):
            assert whose(fresh, name) == whose(rig, name)
    keep(rig, is_on=False)
    assert ran(beside.removed(rig.db, decoders, SidecarScope())).progress.written == 3
    for name in ("a.jpg", "b.jpg", "c.jpg"):
        assert names(rig, name, decoders) == ["Anna", "Ben"]
        assert {each.program for each in says(rig, name, decoders)} == {"digiKam"}
        (tags,) = exiftool.tags(rig.folder / f"{name}.xmp")
        assert len(tags["XMP-mwg-rs:RegionInfo"]["RegionList"]) == 2


def whose(rig: Rig, photo: str) -> list[tuple[str | None, int, int]]:
    known = {person.id: person.name for person in rig.people()}
    return [(known[face.person_id or ""], face.x, face.y) for face in rig.faces(photo)]


def test_as_one_asks_for_it(named: Rig, decoders: Decoders) -> None:
    """Of some people, in some folder; hidden ones only by name."""
    green = named.faces("a.jpg")[1].person_id or ""
    ben = replace(UNCHANGED, name="Ben", is_hidden=True)
    named.db.write(lambda s: people.update(s, green, ben), label="Ben").result()

    def write(**wanted: object) -> int:
        asked = SidecarScope(**wanted)  # type: ignore[arg-type]
        return ran(beside.written(named.db, decoders, asked)).progress.written

    assert write(inside=named.folder / "trip") == 1
    assert written(named) == ["trip/c.png.xmp"]
    assert write(names=frozenset({"Ben"})) == 2
    assert names(named, "a.jpg", decoders) == ["Ben"]
    assert write(names=frozenset({"Anna"})) == 2
    assert names(named, "a.jpg", decoders) == ["Anna", "Ben"]
    assert write(names=frozenset({"Anna"})) == 0

    def remove(**wanted: object) -> int:
        asked = SidecarScope(**wanted)  # type: ignore[arg-type]
        return ran(beside.removed(named.db, decoders, asked)).progress.written

    assert remove(names=frozenset({"Anna"}), inside=named.folder / "trip") == 1
    assert remove(names=frozenset({"Ben"})) == 2
    assert names(named, "a.jpg", decoders) == ["Anna"]
    assert remove() == 2
    assert written(named) == []


def test_a_drive_that_is_away(named: Rig, decoders: Decoders) -> None:
    """Nothing is written below the place where it was, nor forgotten."""
    keep(named)
    elsewhere = named.folder.with_name("unplugged")
    named.folder.rename(elsewhere)
    assert kept(named, decoders).progress.written == 0
    named.folder.mkdir()  # an empty place where it is mounted
    assert kept(named, decoders).progress.written == 0
    assert list(named.folder.iterdir()) == []
    named.folder.rmdir()
    elsewhere.rename(named.folder)
    assert kept(named, decoders).progress.written == 3

    def away(session: Session) -> None:
        session.get_one(Folder, library.folders(session)[0].id).is_away = True

    change(named, "Anna", is_hidden=True)
    named.db.write(away).result()
    assert kept(named, decoders).progress.total == 0


def test_a_photo_that_is_another_by_now(named: Rig, decoders: Decoders) -> None:
    keep(named)
    os.utime(named.folder / "a.jpg", (1, 1))
    job = kept(named, decoders)
    assert job.progress.written == 2
    (trouble,) = job.troubles
    assert trouble.path == named.folder / "a.jpg"
    assert "changed since the last scan" in trouble.reason


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EACCES])
def test_a_folder_that_cannot_be_written(
    named: Rig, decoders: Decoders, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    """Said once for each folder; what lies there stays; next time it is written."""
    (named.folder / "a.jpg.xmp").write_bytes(OTHERS)
    keep(named)
    with monkeypatch.context() as broken:

        def refuse(*_: object) -> None:
            raise OSError(number, os.strerror(number))

        broken.setattr(atomic, "sync", refuse)
        job = kept(named, decoders)
    assert [each.path for each in job.troubles] == [named.folder, named.folder / "trip"]
    assert of_system(OSError(number, "")) in job.troubles[0].reason
    assert "Nothing is lost" in job.troubles[0].reason
    assert (named.folder / "a.jpg.xmp").read_bytes() == OTHERS
    assert written(named) == ["a.jpg.xmp"]
    again = kept(named, decoders)
    assert (again.progress.written, again.troubles) == (3, [])
    assert names(named, "a.jpg", decoders) == ["Anna"]


def test_another_program_in_between(
    named: Rig, decoders: Decoders, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it wrote after ours was read is not written over."""
    file = named.folder / "a.jpg.xmp"
    file.write_bytes(OTHERS)
    keep(named)
    note = sidecars.note

    def late(session: Session, *rest: object) -> None:
        file.write_bytes(OTHERS.replace(b"Red", b"Blue"))
        note(session, *rest)  # type: ignore[arg-type]

    with monkeypatch.context() as between:
        between.setattr(sidecars, "note", late)
        job = kept(named, decoders)
    assert file.read_bytes() == OTHERS.replace(b"Red", b"Blue")
    assert ["Another app" in each.reason for each in job.troubles] == [True]
    assert kept(named, decoders).progress.written == 1
    (tags,) = exiftool.tags(file)
    assert (tags["XMP-xmp:Label"], tags["XMP-dc:Subject"]) == ("Blue", ["holiday", "Anna"])


def test_a_kill_after_the_file_before_the_library(
    named: Rig, decoders: Decoders, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was written is ours all the same, and goes when the name does."""
    keep(named)

    def killed(*_: object, **__: object) -> None:
        raise KeyError("killed")

    with monkeypatch.context() as ended:
        ended.setattr(sidecars, "store", killed)
        job = beside.kept(named.db, decoders)
        job.start()
        with pytest.raises(KeyError):
            job.wait(PATIENCE)
    assert written(named) == ["a.jpg.xmp", "b.jpg.xmp", "trip/c.png.xmp"]
    assert kept(named, decoders).progress.total == 3
    change(named, "Anna", is_hidden=True)
    kept(named, decoders)
    assert written(named) == []


@pytest.mark.parametrize("content", [b"no XML", b"<a/>", OTHERS[:200], b"\x00" * 17_000_000])
def test_a_sidecar_that_cannot_be_read(named: Rig, decoders: Decoders, content: bytes) -> None:
    file = named.folder / "a.jpg.xmp"
    file.write_bytes(content)
    keep(named)
    job = kept(named, decoders)
    assert job.progress.written == 2
    assert len(job.troubles) == 1
    assert file.read_bytes() == content


def test_an_orientation_that_a_sidecar_alone_names(named: Rig, decoders: Decoders) -> None:
    """The photo is displayed as it is stored: so are the boxes."""
    file = named.folder / "a.jpg.xmp"
    file.write_bytes(forms.packet("<tiff:Orientation>6</tiff:Orientation>"))
    keep(named)
    kept(named, decoders)
    (tags,) = exiftool.tags(file)
    (region,) = tags["XMP-mwg-rs:RegionInfo"]["RegionList"]
    assert (float(region["Area"]["X"]), float(region["Area"]["Y"])) == (40 / 200, 0.266667)


def test_what_a_killed_run_has_left(named: Rig, decoders: Decoders) -> None:
    old, fresh = (named.folder / f".a.jpg.xmp.{each * 16}.partial" for each in "01")
    other = named.folder / ".a.jpg.partial"
    for draft in (old, fresh, other):
        draft.write_bytes(b"half")
    for draft in (old, other):
        os.utime(draft, (1, 1))
    keep(named)
    kept(named, decoders)
    assert [old.exists(), fresh.exists(), other.exists()] == [False, True, True]


def test_a_sidecar_that_is_a_link(named: Rig, decoders: Decoders, tmp_path: Path) -> None:
    target = tmp_path / "elsewhere"
    (named.folder / "a.jpg.xmp").symlink_to(target)
    (named.folder / "b.jpg.xmp").mkdir()
    keep(named)
    job = kept(named, decoders)
    assert [each.reason for each in job.troubles] == [
        "Its XMP file isn’t a regular file, so it was left alone."
    ] * 2
    assert not target.exists()


def test_a_photo_that_moves(named: Rig, decoders: Decoders) -> None:
    """With its sidecar, and without: the old one says nothing of ours any more."""
    keep(named)
    kept(named, decoders)
    (named.folder / "new").mkdir()
    for name in ("a.jpg", "a.jpg.xmp", "b.jpg"):
        (named.folder / name).rename(named.folder / "new" / name)
    named.scan()
    kept(named, decoders)
    assert written(named) == ["new/a.jpg.xmp", "new/b.jpg.xmp", "trip/c.png.xmp"]
    assert kept(named, decoders).progress.total == 0
    change(named, "Anna", is_hidden=True)
    kept(named, decoders)
    assert written(named) == []


def test_two_libraries_of_one_folder(named: Rig, decoders: Decoders) -> None:
    """Each has its own names in the sidecars, and takes its own out."""
    other_id = named.db.write(lambda s: library.create(s, name="Two")).result().result.id
    other = Rig(named.db, named.folder, named.engine, library_id=other_id)
    other.add(named.folder)
    other.scan()

    def name(session: Session) -> None:
        photo = session.execute(
            select(Asset).where(
                col(Asset.library_id) == other_id, col(Asset.path).endswith("a.jpg")
            )
        ).scalar_one()
        face = session.execute(
            select(Face).where(col(Face.asset_id) == photo.id).order_by(col(Face.x))
        ).scalars()
        person_id = next(face).person_id or ""
        people.update(session, person_id, replace(UNCHANGED, name="Nan"))

    named.db.write(name, label="Name").result()
    keep(named)
    assert kept(named, decoders).progress.total == 6
    assert names(named, "a.jpg", decoders) == ["Anna", "Nan"]
    assert kept(named, decoders).progress.total == 0
    removed = ran(beside.removed(named.db, decoders, SidecarScope(library_id=other_id)))
    assert removed.progress.written == 3
    assert names(named, "a.jpg", decoders) == ["Anna"]


def test_switching_it_on_is_a_step(named: Rig, decoders: Decoders) -> None:
    keep(named)
    named.db.undo().result()
    assert kept(named, decoders).progress.total == 0
    keep(named)
    kept(named, decoders)
    keep(named, is_on=False)
    change(named, "Anna", name="Änne")
    assert kept(named, decoders).progress.total == 0
    assert names(named, "a.jpg", decoders) == ["Anna"]


@pytest.mark.parametrize("is_kept", [True, False])
def test_a_new_photo_of_the_old_name(named: Rig, decoders: Decoders, *, is_kept: bool) -> None:
    """It shows the same person in the same place: what is written there is its own from then on."""
    keep(named, is_on=is_kept)

    def write() -> SidecarJob:
        find = beside.kept if is_kept else partial(beside.written, wanted=SidecarScope())
        return ran(find(named.db, decoders))

    write()
    (named.folder / "a.jpg").rename(named.folder / "z.jpg")
    draw(named.folder / "a.jpg", [("red", 20, 20)], note="another")
    named.scan()
    (face,) = named.faces("a.jpg")
    anna = named.faces("z.jpg")[0].person_id or ""
    named.db.write(lambda s: faces.assign(s, [face.id], anna), label="Yes").result()
    write()
    assert written(named) == ["a.jpg.xmp", "b.jpg.xmp", "trip/c.png.xmp", "z.jpg.xmp"]
    assert names(named, "a.jpg", decoders) == names(named, "z.jpg", decoders) == ["Anna"]
    assert write().progress.total == 0
    assert ran(beside.removed(named.db, decoders, SidecarScope())).progress.written == 4
    assert written(named) == []


def test_sidecars_that_another_program_deletes_or_rolls_back(
    named: Rig, decoders: Decoders
) -> None:
    """The next scan sees it, and they are written again."""
    others = named.folder / "b.jpg.xmp"
    others.write_bytes(OTHERS)
    keep(named)
    kept(named, decoders)
    (named.folder / "a.jpg.xmp").unlink()
    others.write_bytes(OTHERS)
    assert kept(named, decoders).progress.total == 0  # nothing has been looked at
    named.scan()
    assert kept(named, decoders).progress.written == 2
    assert names(named, "a.jpg", decoders) == names(named, "b.jpg", decoders) == ["Anna"]
    named.scan()
    assert kept(named, decoders).progress.total == 0


def test_a_drive_that_is_restored_without_sidecars(named: Rig, decoders: Decoders) -> None:
    """Who asks for names beside photos gets them, scanned or not."""

    def write() -> int:
        return ran(beside.written(named.db, decoders, SidecarScope())).progress.written

    assert write() == 3
    for file in written(named):
        (named.folder / file).unlink()
    assert write() == 3
    assert write() == 0
    (named.folder / "a.jpg.xmp").unlink()
    named.scan()
    assert write() == 1


def test_ours_is_written_again_where_the_user_keeps_it(named: Rig, decoders: Decoders) -> None:
    """Another program wrote a name of its own in the place of ours."""
    keep(named)
    kept(named, decoders)
    face = forms.Face("Ben", Part(0.1, 20 / 150, 0.2, 4 / 15))
    (named.folder / "a.jpg.xmp").write_bytes(forms.digikam([face], (200, 150)))
    named.scan()
    kept(named, decoders)
    assert names(named, "a.jpg", decoders) == ["Ben"]  # until it is decided
    with named.db.read() as session:
        (asked,) = claims.to_decide(session)
    named.db.write(lambda s: claims.refuse(s, [asked.id]), label="Keep mine").result()
    kept(named, decoders)
    assert names(named, "a.jpg", decoders) == ["Anna"]


def test_two_writers_at_once(named: Rig, decoders: Decoders, tmp_path: Path) -> None:
    """What one has written while the other was at it is ours for both."""
    keep(named)
    with closing(Database(tmp_path / "library.db", tmp_path / "cache.db")) as second:

        def find(session: Session) -> list[sidecars.SidecarTask]:
            todo = sidecars.kept(session)
            ran(beside.kept(second, decoders))
            return todo

        ran(SidecarJob(named.db, decoders, find))
    assert kept(named, decoders).progress.total == 0
    change(named, "Anna", is_hidden=True)
    kept(named, decoders)
    assert written(named) == []


def test_what_is_away_while_names_are_taken_out(
    named: Rig, decoders: Decoders, tmp_path: Path
) -> None:
    """It is ours when it comes back: nobody's word, and gone when it is taken out again."""
    ran(beside.written(named.db, decoders, SidecarScope()))
    file, elsewhere = named.folder / "a.jpg.xmp", tmp_path / "elsewhere.xmp"
    file.rename(elsewhere)
    assert ran(beside.removed(named.db, decoders, SidecarScope())).progress.written == 2
    elsewhere.rename(file)
    change(named, "Anna", name="Änne")
    assert not named.scan().names
    assert ran(beside.removed(named.db, decoders, SidecarScope())).progress.written == 1
    assert written(named) == []


def test_names_of_a_hidden_person_that_were_away(
    named: Rig, decoders: Decoders, tmp_path: Path
) -> None:
    keep(named)
    kept(named, decoders)
    file, elsewhere = named.folder / "a.jpg.xmp", tmp_path / "elsewhere.xmp"
    file.rename(elsewhere)
    change(named, "Anna", is_hidden=True)
    kept(named, decoders)
    elsewhere.rename(file)
    named.scan()
    kept(named, decoders)
    assert written(named) == []
