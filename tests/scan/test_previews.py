"""Previews as a scan makes them and keeps them, of real files in a real cache."""

import io
from collections.abc import Iterator

import pytest
from PIL import Image
from sqlalchemy import select
from sqlmodel import col

from kinfolk.core.db.models import AssetState, Preview
from kinfolk.core.photos import previews
from kinfolk.scan.previews import Previews, shrunk
from kinfolk.vision.decoders import Decoders
from tests.fake_engine import COLOURS, draw, draw_many
from tests.rig import Rig

AMPLE = 10_000_000


@pytest.fixture
def asked(rig: Rig) -> Iterator[Previews]:
    """Previews as the window and the API ask for them."""
    with Decoders() as decoders:
        yield Previews(rig.db, decoders, limit=lambda: AMPLE)


def kept(rig: Rig) -> dict[str, bytes]:
    """The stored ones, by photo."""
    found = {name: rig.ask(previews.get, row.id) for name, row in rig.photos().items()}
    return {name: jpeg for name, jpeg in found.items() if jpeg is not None}


def shows(jpeg: bytes, colour: str) -> bool:
    with Image.open(io.BytesIO(jpeg), formats=("JPEG",)) as image:
        colours = image.convert("RGB").getcolors(1 << 20) or []
    wanted = COLOURS[colour]
    return any(
        max(abs(a - b) for a, b in zip(found, wanted, strict=True)) < 40  # type: ignore[arg-type]
        for _, found in colours
    )


def forget(rig: Rig) -> None:
    """As in a cache that knew no previews yet."""
    rig.db.write(lambda session: session.execute(Preview.__table__.delete())).result()  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("size", "shown"),
    [
        ((2000, 1500), (500, 375)),
        ((1500, 2000), (375, 500)),
        ((1920, 1080), (480, 270)),
        ((3800, 100), (543, 15)),
        ((1000, 500), (512, 256)),
        ((513, 2), (512, 2)),
        ((5000, 1), (500, 1)),
        ((512, 300), (512, 300)),
        ((40, 30), (40, 30)),
    ],
)
def test_its_longer_side_is_about_512_pixels(size: tuple[int, int], shown: tuple[int, int]) -> None:
    jpeg = shrunk(Image.new("RGB", size, "teal"))
    with Image.open(io.BytesIO(jpeg)) as image:
        assert (image.format, image.size) == ("JPEG", shown)
        assert image.getpixel((0, 0)) == pytest.approx((0, 128, 128), abs=3)


@pytest.mark.slow
def test_a_scan_makes_them_of_what_it_reads(rig: Rig) -> None:
    rig.draw_album()
    draw(rig.folder / "empty.jpg").write_bytes(b"no picture")
    draw(rig.folder / "large.jpg", size=(3000, 2000))
    rig.scan()
    found = kept(rig)
    with Image.open(io.BytesIO(found.pop("large.jpg"))) as image:
        assert image.size == (500, 334)  # one made afterwards would have 512 pixels
    assert found.keys() == {"a.jpg", "b.jpg", "trip/c.png", "trip/d.jpg", "trip/e.jpg"}
    assert shows(found["a.jpg"], "green")
    assert shows(found["trip/c.png"], "blue")
    assert not shows(found["trip/e.jpg"], "red")


def test_they_are_there_while_the_drive_is_away_and_after_files_have_gone(
    rig: Rig, asked: Previews
) -> None:
    rig.scan_album()
    before = kept(rig)
    (rig.folder / "b.jpg").unlink()
    rig.scan()
    assert rig.photos()["b.jpg"].state == AssetState.MISSING
    rig.folder.rename(rig.folder.with_name("unplugged"))
    rig.scan()
    assert kept(rig) == before
    assert asked.get(rig.photos()["a.jpg"].id) == before["a.jpg"]


def test_a_photo_that_is_replaced_gets_another_one(rig: Rig, asked: Previews) -> None:
    draw(rig.folder / "a.jpg", [("red", 20, 20)], note="a")
    rig.scan()
    asset_id = rig.photos()["a.jpg"].id
    draw(rig.folder / "a.jpg", [("blue", 60, 40)], note="another")
    rig.scan()
    assert rig.photos()["a.jpg"].id == asset_id
    assert shows(kept(rig)["a.jpg"], "blue")
    assert not shows(kept(rig)["a.jpg"], "red")
    (rig.folder / "a.jpg").write_bytes(b"no picture")
    rig.scan()
    assert kept(rig) == {}  # no one knows what it shows now
    assert asked.get(asset_id) is None


@pytest.mark.alone
def test_lost_ones_are_made_by_the_next_scan_which_looks_for_no_face_again(rig: Rig) -> None:
    """Alone, or with all that was in the cache."""
    rig.scan_album()
    before, facts = kept(rig), rig.facts("a.jpg")
    rig.reopen(is_cache_lost=True)
    assert kept(rig) == {}
    rig.scan()
    assert kept(rig) == before
    calls = rig.engine.calls
    moments = {name: row.updated_at for name, row in rig.photos().items()}
    forget(rig)
    (rig.folder / "b.jpg").unlink()
    progress = rig.scan()
    assert kept(rig).keys() == before.keys() - {"b.jpg"}
    assert (rig.engine.calls, rig.facts("a.jpg")) == (calls, facts)
    assert (progress.phase, progress.photos_total) == ("done", 0)
    for name, row in rig.photos().items():
        assert name == "b.jpg" or row.updated_at == moments[name]


def test_one_that_is_asked_for_is_made_and_kept(rig: Rig, asked: Previews) -> None:
    """Also one that is damaged; but not of a file that has changed, whose faces lie elsewhere."""
    rig.scan_album()
    asset_id = rig.photos()["a.jpg"].id
    spoilt = Preview.__table__.update().values(jpeg=b"spoilt")  # type: ignore[attr-defined]
    for lose in (forget, lambda rig: rig.db.write(lambda s: s.execute(spoilt)).result()):
        lose(rig)
        assert kept(rig) == {}
        made = asked.get(asset_id)
        assert made is not None
        assert shows(made, "red")
        assert kept(rig) == {"a.jpg": made}
    file = rig.folder / "a.jpg"
    file.unlink()
    assert asked.get(asset_id) == made
    assert asked.get("asset_nobody") is None
    forget(rig)
    assert asked.get(asset_id) is None
    draw(file, [("blue", 20, 20)], note="changed")
    assert asked.get(asset_id) is None
    assert kept(rig) == {}


@pytest.mark.slow
@pytest.mark.alone
def test_a_scan_keeps_to_the_limit_and_does_not_make_the_same_ones_for_ever(rig: Rig) -> None:
    draw_many(rig.folder, 8)
    rig.scan()
    each = max(map(len, kept(rig).values()))
    forget(rig)

    def scan(limit: int) -> list[int]:
        rig.scan(preview_bytes=limit)
        return rig.every(select(col(Preview.n)))

    first = scan(200_000)  # room for two large ones
    assert len(first) == 2
    draw_many(rig.folder, 8, "green")
    limit = 3 * each + 100
    full = scan(limit)
    assert 0 < len(full) <= 3
    assert sum(rig.every(select(col(Preview.size)))) <= limit
    assert scan(limit) == full


def test_a_copy_and_a_moved_file_keep_it(rig: Rig) -> None:
    """And they come back with a folder whose removal is undone."""
    rig.scan_album()
    before = kept(rig)
    (rig.folder / "trip").rename(rig.folder / "journey")
    (rig.folder / "copy.jpg").write_bytes((rig.folder / "a.jpg").read_bytes())
    rig.scan()
    found = kept(rig)
    assert found == {name.replace("trip/", "journey/"): jpeg for name, jpeg in before.items()}
    rig.remove()
    assert rig.photos() == {}
    rig.db.undo().result()
    assert kept(rig) == found
