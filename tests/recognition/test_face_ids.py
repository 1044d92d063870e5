"""Ids by row and rows by id, as a list and a dict have them."""

import random

import numpy as np

from kinfolk.recognition.face_ids import FaceIds


def test_they_are_found_as_in_a_list_and_a_dict() -> None:
    chance = random.Random(4)
    ids, listed, row_of = FaceIds(), list[str](), dict[str, int]()

    def some(count: int) -> list[str]:
        """Of several lengths; some stand in it already, and count with their later row."""
        new = [f"face_{chance.randrange(10**9):0{chance.choice((1, 9, 22))}}" for _ in range(count)]
        return [*new, *chance.sample(listed, min(len(listed), count // 10))]

    for count in (0, 1, 30, 3_000, 2, 900, 300, 5_000, 1):
        more = some(count)
        ids.append(more)
        row_of.update((each, len(listed) + at) for at, each in enumerate(more))
        listed += more
        assert len(ids) == len(listed)
        assert [ids[row] for row in range(len(ids))] == listed
        assert {each: ids.row(each) for each in listed} == row_of
        for unknown in ("", "face", "zoe", f"{'face_':0<40}"):
            assert ids.row(unknown) is None


def test_an_id_may_be_any_text() -> None:
    ids = FaceIds(np.array(["größer".encode(), b"smaller"]))
    ids.append(["größer als alle", "小さい"])
    assert [ids.row(ids[row]) for row in range(4)] == [0, 1, 2, 3]
    assert (ids[0], ids[3]) == ("größer", "小さい")
