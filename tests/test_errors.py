"""Texts for people on their way through a database or to another process."""

import pytest
from sqlmodel import Session

from kinfolk.core.db.models import Asset, AssetState
from kinfolk.core.photos import photos
from kinfolk.errors import Text
from tests.album import Album

WHY = Text("permission denied")


@pytest.mark.parametrize(
    "text",
    [
        Text("The file is empty."),
        Text("It is {size} MB; the limit is {most} MB.", size=1200, most=1024),
        Text("It couldn’t be read ({why}).", why=WHY),
        Text("{name} {x}", name="[1, 2]", x="{size}"),
        Text("a name with {braces}"),
    ],
)
def test_a_text_comes_back_with_its_template_and_arguments(text: Text) -> None:
    back = Text.unpacked(text.packed())
    assert (back, back.template, back.arguments) == (text, text.template, text.arguments)


@pytest.mark.parametrize(
    "packed",
    [
        "It was written as a sentence.",
        '["{a.__class__}", {"a": 1}]',
        '["{a:>999999999}", {"a": 1}]',
        '["{a}", {}]',
        '["{a}", {"a": [1]}]',
        '["{a}", {"a": null}]',
        "[" * 100_000,
        "12",
    ],
)
def test_what_is_of_another_form_is_shown_as_it_stands(packed: str) -> None:
    assert (Text.unpacked(packed), Text.unpacked(packed).arguments) == (packed, {})


def test_a_photos_reason_keeps_what_is_filled_in(album: Album) -> None:
    asset_id = album.photo()
    reason = Text("It couldn’t be read ({why}).", why=WHY)

    def fail(session: Session) -> None:
        asset = session.get_one(Asset, asset_id)
        asset.state, asset.reason = AssetState.FAILED, reason

    album.db.write(fail).result()
    (photo,) = album.ask(photos.problems)
    assert photo.reason == "It couldn’t be read (permission denied)."
    assert isinstance(photo.reason, Text)
    assert photo.reason.arguments == {"why": WHY}
