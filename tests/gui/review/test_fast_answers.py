"""Answers in haste: while others fade, or with a key held down."""

import pytest

from kinfolk.gui.base import theme
from kinfolk.gui.verdicts.faces import CardFaces
from tests.gui.hands import Key
from tests.gui.reviewing import Reviewed

LONG = 60_000


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fades last until `end`."""
    monkeypatch.setattr(theme, "motion_ms", lambda: LONG)


def end(fading: CardFaces) -> None:
    fading.fading.setCurrentTime(LONG)


@pytest.mark.wiring
@pytest.mark.usefixtures("slow")
def test_a_card_answered_again_while_another_fades_is_shown_anew(reviewed: Reviewed) -> None:
    reviewed.open()
    dora, ben = reviewed.page.board.cards
    reviewed.key(Key.Key_Right)
    reviewed.answer(Key.Key_Backspace)
    reviewed.key(Key.Key_Down)
    reviewed.key(Key.Key_Right)
    reviewed.answer(Key.Key_Backspace)
    end(dora.faces)
    reviewed.key(Key.Key_Up)
    reviewed.key(Key.Key_Right)
    reviewed.answer(Key.Key_Backspace)
    end(dora.faces)
    end(ben.faces)
    reviewed.wait_for({"Dora": reviewed.faces[2:], "Ben": reviewed.bens[1:]})
