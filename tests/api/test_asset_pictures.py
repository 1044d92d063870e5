"""Photos' thumbnails and previews, at signed addresses."""

import io
from pathlib import Path

import httpx
import pytest
from gumnut import Gumnut
from PIL import Image

from kinfolk.core.db.models import Asset
from kinfolk.core.photos import previews
from kinfolk.core.photos.previews import Made
from kinfolk.files import digest
from tests.api.conftest import Home


def addresses(sdk: Gumnut, photo: str) -> dict[str, str]:
    urls = sdk.assets.retrieve(photo).asset_urls
    assert urls is not None
    assert {name: (each.mimetype, each.width) for name, each in urls.items()} == {
        "thumbnail": ("image/jpeg", 256),
        "preview": ("image/jpeg", 512),
    }
    return {name: each.url for name, each in urls.items()}


def size(address: str) -> tuple[int, int]:
    answer = httpx.get(address)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/jpeg")
    assert answer.headers["cache-control"] == "private, max-age=3600"
    with Image.open(io.BytesIO(answer.content), formats=("JPEG",)) as image:
        return image.size


def test_what_is_kept_is_served_with_the_drive_away(home: Home, sdk: Gumnut, photo: str) -> None:
    file = io.BytesIO()
    Image.new("RGB", (512, 256), "teal").save(file, "JPEG")
    made = Made(photo, "", file.getvalue())
    home.db.write(lambda session: previews.keep(session, [made], limit=1_000_000)).result()
    found = addresses(sdk, photo)
    assert httpx.get(found["preview"]).content == file.getvalue()
    assert size(found["thumbnail"]) == (256, 128)


def test_one_that_is_lacking_is_made_of_the_file_and_kept(
    home: Home, sdk: Gumnut, photo: str, tmp_path: Path
) -> None:
    path = tmp_path / "photo.png"
    Image.new("RGB", (300, 1200), "teal").save(path)

    with path.open("rb") as file:
        known = {"picture": "a picture", "content_hash": digest(file)}
    home.edit(Asset, photo, path=str(path), **known)
    found = addresses(sdk, photo)
    for _ in range(2):  # of the file, then of what was kept
        assert size(found["preview"]) == (128, 512)
        assert size(found["thumbnail"]) == (64, 256)
        path.unlink(missing_ok=True)


def test_one_that_cannot_be_made_is_404(sdk: Gumnut, photo: str) -> None:
    for address in addresses(sdk, photo).values():
        assert httpx.get(address).status_code == 404


def test_one_whose_folder_cannot_be_asked_for_is_404(
    home: Home, sdk: Gumnut, photo: str, tmp_path: Path
) -> None:
    (tmp_path / "share").symlink_to("x" * 300)  # as a network drive whose computer is off

    path = tmp_path / "share" / "photo.jpg"
    home.edit(Asset, photo, path=str(path), picture="a picture")
    face = sdk.faces.retrieve(home.face(asset_id=photo)).asset_urls
    assert face is not None
    for address in (*addresses(sdk, photo).values(), face["thumbnail"].url):
        assert httpx.get(address).status_code == 404


def test_a_photo_that_was_never_read_has_none(home: Home, sdk: Gumnut, library: str) -> None:
    unread = home.photo(size=(0, 0))
    assert sdk.assets.retrieve(unread).asset_urls is None


def test_a_signature_opens_one_picture_only(home: Home, sdk: Gumnut, photo: str) -> None:
    other = home.photo()
    face = home.face(asset_id=photo)
    found = addresses(sdk, photo)
    signed = found["preview"].partition("?")[2]
    for refused in (
        found["preview"].replace("/preview", "/thumbnail"),
        found["preview"].replace(photo, other),
        f"{home.url}/api/faces/{face}/picture?{signed}",
        f"{home.url}/api/faces/{photo}/picture?{signed}",
    ):
        assert httpx.get(refused).status_code == 401
    assert httpx.get(found["preview"].partition("?")[0]).status_code == 422


@pytest.mark.parametrize("variant", ["original", "picture", "preview/x"])
def test_nothing_else_of_a_photo_is_open(home: Home, sdk: Gumnut, photo: str, variant: str) -> None:
    address = addresses(sdk, photo)["preview"].replace("/preview", f"/{variant}")
    assert httpx.get(address).status_code == 401
    assert httpx.get(address, headers=home.bearer).status_code in (401, 404, 422)


@pytest.fixture
def kept(home: Home, sdk: Gumnut, photo: str) -> tuple[str, bytes]:
    """The address of a preview, and its 1,000 bytes."""
    picture = bytes(range(250)) * 4
    made = Made(photo, "", picture)
    home.db.write(lambda session: previews.keep(session, [made], limit=1_000_000)).result()
    return addresses(sdk, photo)["preview"], picture


def test_the_head_of_a_picture_is_that_of_the_whole(kept: tuple[str, bytes]) -> None:
    address, _ = kept
    head, whole = httpx.head(address), httpx.get(address)
    assert (head.status_code, head.content) == (200, b"")
    assert {**head.headers, "date": ""} == {**whole.headers, "date": ""}
    assert (head.headers["content-length"], head.headers["accept-ranges"]) == ("1000", "bytes")
    assert httpx.head(address, headers={"Range": "bytes=0-9"}).status_code == 200
    assert httpx.head(address.partition("&signature")[0] + "&signature=0").status_code == 401


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("bytes=0-9", 0, 9),
        ("bytes=990-", 990, 999),
        ("bytes=990-5000", 990, 999),
        ("bytes=-10", 990, 999),
        ("bytes=-5000", 0, 999),
        ("BYTES=999-999", 999, 999),
    ],
)
def test_a_part_of_a_picture(kept: tuple[str, bytes], asked: str, first: int, last: int) -> None:
    address, picture = kept
    answer = httpx.get(address, headers={"Range": asked})
    assert (answer.status_code, answer.content) == (206, picture[first : last + 1])
    assert answer.headers["content-range"] == f"bytes {first}-{last}/1000"
    assert answer.headers["content-type"] == "image/jpeg"


@pytest.mark.parametrize("asked", ["bytes=1000-", "bytes=5000-6000", "bytes=-0"])
def test_a_part_that_is_not_there(kept: tuple[str, bytes], asked: str) -> None:
    answer = httpx.get(kept[0], headers={"Range": asked})
    assert (answer.status_code, answer.headers["content-range"]) == (416, "bytes */1000")


@pytest.mark.parametrize(
    "headers",
    [
        {"Range": "bytes=9-0"},
        {"Range": "bytes=0-9,20-29"},
        {"Range": "bytes=a-b"},
        {"Range": f"bytes={'9' * 9000}-"},
        {"Range": "lines=0-9"},
        {"Range": "bytes=0-9", "If-Range": '"of another picture"'},
    ],
)
def test_what_asks_for_no_one_part_gets_all(
    kept: tuple[str, bytes], headers: dict[str, str]
) -> None:
    address, picture = kept
    answer = httpx.get(address, headers=headers)
    assert (answer.status_code, answer.content) == (200, picture)
    assert "content-range" not in answer.headers
