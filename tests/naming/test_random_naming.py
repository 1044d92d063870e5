"""Someone names groups in any order without a window; `gui/test_random_stream.py` has one."""

import pytest

from tests.album import Album
from tests.naming.desk import Desk
from tests.naming.life import Life, live
from tests.random_examples import often


@pytest.mark.slow
@pytest.mark.parametrize("seed", [11, 23, 47])
def test_nothing_is_decided_that_was_not_on_a_card(album: Album, seed: int) -> None:
    live(Life(album, Desk(album.db), seed), often(60))
