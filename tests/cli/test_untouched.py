"""No photo is ever changed: by no kind of action, and not where others wrote into and beside it."""

import shutil
from contextlib import closing
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session

from kinfolk.cli.album import make
from kinfolk.core.database import Database
from kinfolk.core.faces import faces, presence
from kinfolk.core.faces.faces import Box
from kinfolk.core.people import people
from kinfolk.core.photos import library
from kinfolk.paths import Paths
from kinfolk.vision import engine
from tests import labelled, photo_facts
from tests.asking import opened
from tests.cli.conftest import Kinfolk
from tests.metadata import exiftool, forms
from tests.metadata.boxes import BEN
from tests.metadata.forms import bag, packet
from tests.metadata.test_sidecar_writing import OTHERS
from tests.photo_facts import facts_of
from tests.rig import Rig

pytestmark = pytest.mark.slow


NUMBER = 30
SMALL = 300_000  # bytes
# What programs keep that names are no part of: how a photo is developed, where it was taken.
DEVELOPED = packet(
    bag("dc:subject", ["holiday", "Ben"])
    + bag("lr:hierarchicalSubject", ["Places|Italy|Rome", "People|Family|Ben"])
    + bag("crs:ToneCurvePV2012", ["0, 0", "255, 255"], "Seq")
    + "<crs:Look><rdf:Description crs:Name='Adobe Color' crs:Amount='1'><crs:Parameters>"
    "<rdf:Description crs:Version='15.4'/></crs:Parameters></rdf:Description></crs:Look>"
    + "<xmpMM:History><rdf:Seq><rdf:li stEvt:action='derived' stEvt:when='2020-01-01'/>"
    "</rdf:Seq></xmpMM:History>",
    'xmlns:crs="http://ns.adobe.com/camera-raw-settings/1.0/" crs:Exposure2012="+0.35"'
    ' xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" xmpMM:DocumentID="xmp.did:1"'
    ' xmlns:stEvt="http://ns.adobe.com/xap/1.0/sType/ResourceEvent#"',
)
UNKNOWN = packet(
    "<acme:list><rdf:Seq><rdf:li acme:a='1'/><rdf:li>x</rdf:li></rdf:Seq></acme:list>"
    "<!-- a note --><far:away rdf:resource='acme:there' xmlns:far='urn:far'/>",
    'exif:GPSLatitude="41,53.5N" acme:own="kept"',
)
BOUNDARY = {"rbShape": "rectangle", "rbUnit": "relative"} | dict(
    zip(("rbX", "rbY", "rbW", "rbH"), map(str, BEN), strict=True)
)
BESIDE = [
    *(data for who, data in OTHERS.items() if who != "nothing"),  # an empty one would go with ours
    DEVELOPED,
    UNKNOWN,
    packet(forms.iptc("Ben", BOUNDARY)),
]
EMBEDDED = [
    ("-IPTC:Keywords=holiday", "-GPSLatitude=41.9", "-GPSLatitudeRef=N", "-Artist=Eva"),
    ("-XMP-lr:HierarchicalSubject=People|Ben", "-XMP-dc:Subject=Ben", "-XMP:Rating=4"),
    ("-XMP-crs:Exposure2012=+0.5", "-XMP-photoshop:City=Rome"),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Half of them with tags of their own, each third without a sidecar."""
    made = tmp_path / "album"
    made.mkdir()
    own = labelled.photos()
    known = sorted(each for each in own.rglob("*.jp*g") if "odd" not in each.parts)
    small = [each for each in known if each.stat().st_size < SMALL]
    tagged = sorted((own / "tagged").glob("*.jpg"))
    heic = own.parent / "camera" / "iphone-live.heic"
    rest = NUMBER - len(tagged) - 1
    for number, path in enumerate([*small[:: len(small) // rest][:rest], *tagged, heic]):
        shutil.copy(path, made / f"{number:02}{path.suffix}")
    photos = sorted(made.iterdir())
    for number, tags in enumerate(EMBEDDED):
        exiftool.run("-q", "-overwrite_original", *tags, *photos[number : NUMBER // 2 : 3])
    for number, photo in enumerate(photos):
        kind = number % 15
        if kind < len(BESIDE):
            photo.with_name(f"{photo.name}.xmp").write_bytes(BESIDE[kind])
        elif kind == len(BESIDE):  # all that is in the photo itself
            exiftool.run("-q", "-o", f"{photo}.xmp", "-tagsfromfile", photo, "-all>xmp:all")
    shutil.copyfile(labelled.photos("tagged", "XMP5.xmp"), made / f"{photos[-2].name}.xmp")
    return made


def test_all_that_others_wrote_stays(kinfolk: Kinfolk, base: Path, folder: Path) -> None:
    before, old = photo_facts.facts_of(folder), tags_in(folder)
    assert len([name for name in before if not name.endswith(".xmp")]) == NUMBER
    paths = Paths.of(base)
    with closing(Database(paths.library_db, paths.cache_db)) as db:
        rig = Rig(db, folder, engine.load())  # type: ignore[arg-type]
        rig.add_and_scan(folder)
        name_everybody(rig)

    assert kinfolk("names", "write", "--json").json == {
        "photos": NUMBER,
        "skipped": 0,
        "troubles": [],
        "is_finished": True,
    }
    now = tags_in(folder)
    assert len(now) == NUMBER
    for name, tags in old.items():
        toolkit = tags.get("XMP-x:XMPToolkit", "")
        assert now[name].pop("XMP-x:XMPToolkit") == f"{toolkit} + Kinfolk".strip(), name
        for tag, value in tags.items():
            assert tag == "XMP-x:XMPToolkit" or exiftool.holds(now[name][tag], value), (name, tag)
    for tags in now.values():
        assert "Zoë" in tags["XMP-dc:Subject"]
        assert "Zoë" in tags["XMP-iptcExt:PersonInImage"]

    assert kinfolk("names", "remove", "--json").json["photos"] == NUMBER
    assert tags_in(folder) == old
    assert kinfolk("names", "write", "--json").json["photos"] == NUMBER
    assert kinfolk("undo").code == 0  # no one has the names any more
    assert kinfolk("names", "write", "--json").json["troubles"] == []
    assert "Zoë" not in str(tags_in(folder))
    assert kinfolk("names", "remove").code == 0
    assert tags_in(folder) == old
    photos = {name: facts for name, facts in before.items() if not name.endswith(".xmp")}
    assert photo_facts.facts_of(folder).items() >= photos.items()


def name_everybody(rig: Rig) -> None:
    """Each face that no one has named, and Zoë, who is in every photo."""

    def work(session: Session) -> None:
        zoe = people.create(session, name="Zoë").person.id
        photos = rig.photos()
        for photo in photos.values():
            presence.add(session, photo.id, zoe)
        found = chain.from_iterable(map(rig.faces, photos))
        for number, face in enumerate(each for each in found if each.assigned_by != "user"):
            who = people.create(session, name=f"Person {number}").person.id
            faces.assign(session, [face.id], who)

    rig.decide(work)


def tags_in(folder: Path) -> dict[str, dict[str, Any]]:
    """What stands in each sidecar, as exiftool has it."""
    files = sorted(folder.glob("*.xmp"))
    return {file.name: tags for file, tags in zip(files, exiftool.tags(*files), strict=True)}


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
    with opened(paths) as there:
        drawn = there.do(faces.create, asset_id=asset_id, box=Box(1, 1, 20, 20))
        there.do(faces.delete, face_id)
        (folder,) = there.ask(library.folders)
        assert there.ask(faces.get, drawn.id).asset_id == asset_id
        there.do(library.remove_folder, folder.id)
