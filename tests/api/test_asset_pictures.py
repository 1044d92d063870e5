"""Photos' thumbnails and previews, at signed addresses."""

import io
from pathlib import Path

import httpx
import pytest
from gumnut import Gumnut
from PIL import Image
from sqlmodel import Session

from kinfolk.core import previews
from kinfolk.core.db.models import Asset
from kinfolk.core.previews import Made
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

    def is_there(session: Session) -> None:
        row = session.get_one(Asset, photo)
        row.path, row.picture = str(path), "a picture"
        with path.open("rb") as file:
            row.content_hash = digest(file)

    home.db.write(is_there).result()
    found = addresses(sdk, photo)
    for _ in range(2):  # of the file, then of what was kept
        assert size(found["preview"]) == (128, 512)
        assert size(found["thumbnail"]) == (64, 256)
        path.unlink(missing_ok=True)


def test_one_that_cannot_be_made_is_404(home: Home, sdk: Gumnut, photo: str) -> None:
    for address in addresses(sdk, photo).values():
        assert httpx.get(address).status_code == 404


def test_a_photo_that_was_never_read_has_none(
    home: Home, sdk: Gumnut, library: str, folder: str
) -> None:
    unread = home.photo(folder, library=library, size=0)
    assert sdk.assets.retrieve(unread).asset_urls is None


def test_a_signature_opens_one_picture_only(
    home: Home, sdk: Gumnut, library: str, folder: str, photo: str
) -> None:
    other = home.photo(folder, library=library)
    face = home.face(photo)
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
