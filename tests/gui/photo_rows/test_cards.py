"""What is known of photos comes while a page is painted all the time, and is of now."""

import threading
from collections.abc import Collection

import pytest
from sqlmodel import Session

from kinfolk.core.photos import photo_cards
from kinfolk.core.photos.photo_cards import PhotoCard
from kinfolk.gui.base.context import Context
from kinfolk.gui.photo_rows.cards import PhotoCards
from tests.album import Album
from tests.gui.hands import hearing, until


@pytest.mark.parametrize("is_changed", [False, True])
def test_what_is_asked_for_while_it_is_read_is_not_read_again_unless_it_has_changed(
    context: Context, album: Album, monkeypatch: pytest.MonkeyPatch, is_changed: bool
) -> None:
    photo, cards = album.photo(), PhotoCards(context, context.tasks)
    begun: list[list[str]] = []
    go, read = threading.Event(), photo_cards.cards

    def held(
        session: Session, asset_ids: Collection[str], *, first: Collection[str]
    ) -> dict[str, PhotoCard]:
        begun.append(list(asset_ids))
        go.wait()
        return read(session, asset_ids, first=first)

    monkeypatch.setattr(photo_cards, "cards", held)
    assert cards.get(photo) is None
    until(lambda: len(begun) == 1)
    if is_changed:
        cards.forget()
    with hearing(cards.arrived):
        assert cards.get(photo) is None  # it is painted once more
        until(lambda: not cards._soon.isActive())
        go.set()
    assert cards.get(photo) is not None
    if is_changed:
        hearing(cards.arrived).wait()
    assert begun == [[photo]] * (1 + is_changed)


def test_who_was_searched_for_is_named_first(context: Context, album: Album) -> None:
    """There may be room for one name alone: the others are a number then."""
    photo = album.photo()
    people = {name: album.person(name) for name in ("Max", "Anna", "Peter")}
    for person_id in people.values():
        album.face(person_id, asset_id=photo)
    cards = PhotoCards(context, context.tasks)

    def names() -> tuple[str, ...]:
        card = cards.get(photo)
        return card.names if card else ()

    until(lambda: set(names()) == set(people))
    before = [name for name in names() if name != "Peter"]
    cards.put_first([people["Peter"]])
    until(lambda: list(names()) == ["Peter", *before])
