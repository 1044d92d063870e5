"""How fast someone names: the middle of the last times, and nothing before there are some."""

from kinfolk.gui.wall.keys import KEPT, PAUSE, Pace


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def paced(*took: float) -> Pace:
    """Someone who needed so many seconds from name to name."""
    clock = Clock()
    pace = Pace(clock)
    pace.note()
    for seconds in took:
        clock.now += seconds
        pace.note()
    return pace


def test_a_few_names_say_how_long_the_rest_takes() -> None:
    assert paced(5, 5).needed(10) is None
    assert paced(4, 5, 6).needed(36) == 180


def test_one_hard_face_and_a_pause_change_little() -> None:
    assert paced(5, 5, 50, 5).needed(2) == 10
    assert paced(5, 5, PAUSE + 1, 5, PAUSE + 900).needed(2) == 10
    assert paced(5, 5, PAUSE + 1).needed(2) is None


def test_who_becomes_faster_is_believed() -> None:
    assert paced(*[9] * KEPT, *[2] * KEPT).needed(3) == 6
