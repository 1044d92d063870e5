"""Cosine distances between a person's faces."""

import numpy as np
import pytest
from sqlmodel import Session

from kinfolk.core.faces import embeddings
from kinfolk.recognition import cohesion
from kinfolk.recognition.cohesion import Cohesion
from tests.album import Album


def embed(album: Album, face_id: str, angle: float, engine_id: str = "engine/1") -> None:
    vector = np.array([np.cos(angle), np.sin(angle)], np.float32)

    def put(session: Session) -> None:
        embeddings.put(session, face_id, engine_id, vector)

    album.do(put)


def test_metrics_of_a_person(album: Album) -> None:
    eva, bob = album.person("Eva"), album.person("Bob", faces=1)
    for angle in (0.0, 0.0, np.pi / 2):
        embed(album, album.face(eva), angle)
    found = album.ask(cohesion.cluster_metrics, [eva, bob])
    assert found[eva].face_count == 3
    assert found[eva].pairwise_mean == pytest.approx(2 / 3)
    assert found[eva].pairwise_p90 == pytest.approx(1.0)
    assert found[bob] == Cohesion(None, None, 1)


def test_vectors_of_two_engines_are_never_compared(album: Album) -> None:
    eva = album.person("Eva")
    for number in range(3):
        face = album.face(eva)
        embed(album, face, 0.5)
        if number < 2:
            embed(album, face, float(number), "engine/2")
    assert album.ask(cohesion.cluster_metrics, [eva])[eva].pairwise_p90 == pytest.approx(0)
