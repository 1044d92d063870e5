"""Pictures of faces and photos, at signed addresses."""

import io
import time
from pathlib import Path
from typing import Any

import httpx
import pytest
from gumnut import Gumnut
from gumnut.types.face_create_params import BoundingBox
from PIL import Image

from kinfolk.api.urls import Urls
from kinfolk.core.db.models import Asset
from kinfolk.core.photos import previews
from kinfolk.core.photos.previews import Made
from kinfolk.files import digest
from kinfolk.vision import decode
from kinfolk.vision.photo import SCAN_SIDE
from tests.api.conftest import Home


def addresses(sdk: Gumnut, photo: str) -> dict[str, str]:
    urls = sdk.assets.retrieve(photo).asset_urls
    assert urls is not None
    assert {name: (each.mimetype, each.width) for name, each in urls.items()} == {
        "thumbnail": ("image/jpeg", 256),
        "preview": ("image/jpeg", 512),
    }
    return {name: each.url for name, each in urls.items()}


def face_address(sdk: Gumnut, face: str) -> str:
    urls = sdk.faces.retrieve(face).asset_urls
    assert urls is not None
    return urls["thumbnail"].url


def draw(sdk: Gumnut, photo: str) -> str:
    """Draw a face by hand; return the address of its picture."""
    box: BoundingBox = {"x": 150, "y": 100, "w": 100, "h": 100}
    return face_address(sdk, sdk.faces.create(asset_id=photo, bounding_box=box).id)


def size(address: str) -> tuple[int, int]:
    answer = httpx.get(address)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/jpeg")
    assert answer.headers["cache-control"] == "private, max-age=3600"
    with Image.open(io.BytesIO(answer.content), formats=("JPEG",)) as image:
        return image.size


def test_what_is_kept_is_served_with_the_drive_away(home: Home, sdk: Gumnut, photo: str) -> None:
    file = io.BytesIO()
    Image.new("RGB", (512, 256), "teal").save(file, "JPEG")
    home.do(previews.keep, [Made(photo, "", file.getvalue())], limit=1_000_000)
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


@pytest.mark.parametrize(
    ("folder", "picture"),
    [("away", ""), ("away", "a picture"), ("x" * 300, "a picture")],
    ids=["never drawn", "away", "cannot be asked for"],  # as on a drive whose computer is off
)
def test_one_whose_file_cannot_be_read_is_404(
    home: Home, sdk: Gumnut, photo: str, tmp_path: Path, folder: str, picture: str
) -> None:
    (tmp_path / "share").symlink_to(folder)
    home.edit(Asset, photo, path=str(tmp_path / "share" / "photo.jpg"), picture=picture)
    face = face_address(sdk, home.face(asset_id=photo))
    for address in (*addresses(sdk, photo).values(), face):
        assert httpx.get(address).status_code == 404


def test_a_face_drawn_by_hand_is_cut_out_of_its_photo(
    home: Home, sdk: Gumnut, photo: str, tmp_path: Path
) -> None:
    path = tmp_path / "photo.png"
    image = Image.new("RGB", (400, 300), "blue")
    image.paste("red", (100, 50, 300, 250))
    image.save(path)
    home.edit(Asset, photo, path=str(path))
    address = draw(sdk, photo)
    for _ in range(2):  # from the photo, then from the crop that was kept
        picture = Image.open(io.BytesIO(httpx.get(address).content)).convert("RGB")
        assert picture.size == (180, 180)
        assert picture.getpixel((90, 90))[0] > 200  # type: ignore[index]
        path.unlink(missing_ok=True)


def test_a_face_is_not_cut_out_of_another_picture(
    home: Home, sdk: Gumnut, photo: str, tmp_path: Path
) -> None:
    path = tmp_path / "photo.png"
    Image.new("RGB", (400, 300), "blue").save(path)
    seen, known = decode.load(path, side=SCAN_SIDE).picture, path.read_bytes()

    home.edit(Asset, photo, path=str(path), picture=seen)
    address = draw(sdk, photo)
    Image.new("RGB", (400, 300), "red").save(path)
    assert httpx.get(address).status_code == 404
    path.write_bytes(known)
    assert httpx.get(address).status_code == 200


def test_a_photo_that_was_never_read_has_none(home: Home, sdk: Gumnut, library: str) -> None:
    unread = home.photo(size=(0, 0))
    assert sdk.assets.retrieve(unread).asset_urls is None


def test_a_signature_opens_one_picture_for_one_time(home: Home, sdk: Gumnut, photo: str) -> None:
    preview, other = addresses(sdk, photo)["preview"], home.photo()
    kept, drawn = home.crop(home.face(asset_id=photo), b"some picture"), home.face(asset_id=photo)
    face = face_address(sdk, kept)
    answer = httpx.get(face)
    assert (answer.status_code, answer.content) == (200, b"some picture")
    assert answer.headers["content-type"] == "image/jpeg"
    for refused in (
        face[:-1] + ("0" if face[-1] != "0" else "1"),
        face.replace(kept, drawn),
        face.replace(kept, photo),
        str(httpx.URL(face).copy_set_param("expires", "9999999999")),
        preview.replace("/preview", "/thumbnail"),
        preview.replace(photo, other),
        f"{home.url}/api/faces/{kept}/picture?{preview.partition('?')[2]}",
    ):
        for headers in ({}, home.bearer):
            assert httpx.get(refused, headers=headers).status_code == 401, refused
    for address in (face, preview):
        assert httpx.get(address.partition("?")[0]).status_code == 422


def test_an_address_expires(monkeypatch: pytest.MonkeyPatch) -> None:
    urls = Urls("http://127.0.0.1:1", "secret")
    query = httpx.URL(urls.face("face_x")).params
    signed: dict[str, Any] = {"expires": int(query["expires"]), "signature": query["signature"]}
    assert urls.is_valid("/api/faces/face_x/picture", **signed)
    left = signed["expires"] - time.time()
    assert 3600 < left <= 7200
    monkeypatch.setattr(time, "time", lambda: signed["expires"] + 1)
    assert not urls.is_valid("/api/faces/face_x/picture", **signed)


@pytest.mark.parametrize("variant", ["original", "picture", "preview/x"])
def test_nothing_else_of_a_photo_is_open(home: Home, sdk: Gumnut, photo: str, variant: str) -> None:
    address = addresses(sdk, photo)["preview"].replace("/preview", f"/{variant}")
    assert httpx.get(address).status_code == 401
    assert httpx.get(address, headers=home.bearer).status_code in (401, 404, 422)


@pytest.fixture
def kept(home: Home, sdk: Gumnut, photo: str) -> tuple[str, bytes]:
    """The address of a preview, and its 1,000 bytes."""
    picture = bytes(range(250)) * 4
    home.do(previews.keep, [Made(photo, "", picture)], limit=1_000_000)
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
