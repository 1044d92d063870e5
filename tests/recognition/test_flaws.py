"""A face's quality is explained from what the library keeps of it."""

import json
from dataclasses import replace

import numpy as np
import pytest

from kinfolk.core.faces import faces
from kinfolk.core.faces.faces import Box
from kinfolk.recognition.flaws import flaws
from kinfolk.vision.align import TEMPLATE
from kinfolk.vision.quality import Flaw
from tests.album import Album


@pytest.mark.parametrize(
    ("side", "longer_side", "quality", "ails"),
    [
        (300, 4000, 0.9, []),
        (30, 1000, 0.2, [Flaw.SMALL]),
        (60, 4000, 0.2, [Flaw.SMALL]),  # scanned at half its size
        (300, 1000, 0.2, [Flaw.UNCLEAR]),
        (30, 1000, 0.05, [Flaw.SMALL, Flaw.UNCLEAR]),
    ],
)
def test_what_ails_a_face(
    album: Album, side: int, longer_side: int, quality: float, ails: list[Flaw]
) -> None:
    face_id = album.face(quality=quality)
    face = album.ask(faces.get, face_id)
    landmarks = json.dumps((TEMPLATE * 2 + 50).astype(np.int64).tolist())
    seen = replace(face, box=Box(0, 0, side, side * 2), landmarks=landmarks)
    assert flaws(seen, longer_side=longer_side) == ails


def test_nothing_is_said_of_a_face_that_was_drawn(album: Album) -> None:
    photo = album.photo()
    drawn = album.do(faces.create, asset_id=photo, box=Box(0, 0, 9, 9))
    assert flaws(drawn, longer_side=400) == []
