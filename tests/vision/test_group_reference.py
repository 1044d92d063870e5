"""Grouping is what its rules say, worked out the slow way: one merge at a time."""

from dataclasses import dataclass, field

import numpy as np
import pytest
from numpy.typing import NDArray

from kinfolk.vision.embedders.sface import unit
from kinfolk.vision.group import ALONE, MIN_QUALITY, group
from kinfolk.vision.linkage import CLEARLY, SINGLETON_FACTOR
from kinfolk.vision.low_quality import LOW_QUALITY_FACTOR

pytestmark = pytest.mark.slow

Floats = NDArray[np.float32]


@dataclass
class Album:
    """Faces as `group` is given them."""

    vectors: Floats
    photos: list[int]
    qualities: list[float]
    placed: list[int]
    rejected: set[tuple[int, int]]
    same: float


@dataclass(eq=False)
class Cluster:
    faces: list[int]
    person: int
    refused: set[int] = field(default_factory=set)


def drawn(seed: int) -> Album:
    """Some people, looks and photos; a third are poor, some are someone's, some are refused."""
    random = np.random.default_rng(seed)
    count = int(random.integers(2, 26))
    centres = random.normal(size=(max(1, count // 5), 12))
    who = random.integers(0, len(centres), count)
    vectors = unit((centres[who] + random.normal(0, 0.55, (count, 12))).astype(np.float32))
    placed = np.where(random.random(count) < 0.3, 10 + who, ALONE)
    rejected = {
        (face, int(random.choice(placed[placed >= 0])))
        for face in range(count)
        if (placed >= 0).any() and placed[face] == ALONE and random.random() < 0.3
    }
    return Album(
        vectors,
        random.integers(0, max(2, count * 3 // 4), count).tolist(),
        random.choice((0.1, MIN_QUALITY, 0.9), count).tolist(),
        placed.tolist(),
        rejected,
        float(random.uniform(0.3, 0.8)),
    )


class Slowly:
    """The two clusters that are nearest become one, until there are none that may."""

    def __init__(self, album: Album) -> None:
        self._album = album
        self._alike = album.vectors @ album.vectors.T
        self._teaches = [quality >= MIN_QUALITY for quality in album.qualities]
        self._clusters = [
            Cluster([face], person, {who for each, who in album.rejected if each == face})
            for face, person in enumerate(album.placed)
        ]
        while (pair := self._nearest()) is not None:
            self._unite(*pair)
        self._seat()

    def labels(self) -> list[int | frozenset[int]]:
        """Of each face whose it is, or the new group it is in; ALONE for none."""
        found: list[int | frozenset[int]] = [ALONE] * len(self._album.placed)
        for cluster in self._clusters:
            is_group = cluster.person < 0 and len(cluster.faces) > 1
            for face in cluster.faces:
                found[face] = frozenset(cluster.faces) if is_group else cluster.person
        return found

    def _photos(self, cluster: Cluster) -> set[int]:
        """Those of all clusters of one person are theirs."""
        mine = [c for c in self._clusters if c is cluster or 0 <= c.person == cluster.person]
        return {self._album.photos[face] for each in mine for face in each.faces}

    def _divided(self, one: Cluster, other: Cluster, alike: float) -> bool:
        if one.person >= 0 and other.person >= 0:
            return one.person != other.person
        if one.person in other.refused or other.person in one.refused:
            return True
        if self._photos(one) & self._photos(other):
            return True
        return any(alike <= self._of_siblings(each) for each in (one, other))

    def _of_siblings(self, cluster: Cluster) -> float:
        """How alike must be who joins someone who often stands beside someone alike."""
        mine = [c for c in self._clusters if c is cluster or 0 <= c.person == cluster.person]
        beside = [self._beside(face) for each in mine for face in each.faces]
        known = [alike for alike in beside if alike >= self._album.same]
        is_often = 2 * len(known) >= len(self._photos(cluster))
        return sum(known) / len(known) + CLEARLY if known and is_often else -1.0

    def _beside(self, face: int) -> float:
        album = self._album
        return max(
            (
                float(self._alike[face, other])
                for other in range(len(album.photos))
                if other != face
                and album.photos[other] == album.photos[face]
                and self._teaches[face]
                and self._teaches[other]
                and not 0 <= album.placed[face] == album.placed[other]
            ),
            default=-1.0,
        )

    def _mean(self, one: Cluster, other: Cluster) -> float:
        return float(self._alike[np.ix_(one.faces, other.faces)].mean())

    def _near(self, one: Cluster, other: Cluster) -> bool:
        bound = 1 - self._album.same
        if len(one.faces) == len(other.faces) == 1 and not 0 <= one.person == other.person:
            bound *= SINGLETON_FACTOR
        return 1 - self._mean(one, other) <= bound

    def _unite(self, one: Cluster, other: Cluster) -> None:
        one.faces += other.faces
        one.person = max(one.person, other.person)
        one.refused |= other.refused
        self._clusters.remove(other)

    def _nearest(self) -> tuple[Cluster, Cluster] | None:
        teaching = [cluster for cluster in self._clusters if self._teaches[cluster.faces[0]]]
        pairs = [
            (one, other)
            for at, other in enumerate(teaching)
            for one in teaching[:at]
            if self._near(one, other) and not self._divided(one, other, self._mean(one, other))
        ]
        return max(pairs, key=lambda pair: self._mean(*pair), default=None)

    def _seat(self) -> None:
        """Poor faces, the nearest first: by the faces that teach alone."""
        taught = {c.faces[0]: tuple(c.faces) for c in self._clusters if self._teaches[c.faces[0]]}
        poor = [c for c in self._clusters if not self._teaches[c.faces[0]] and c.person < 0]
        seats = [
            (float(self._alike[face.faces[0], list(known)].mean()), face, first)
            for face in poor
            for first, known in taught.items()
            if (self._alike[face.faces[0], list(known)] >= self._album.same).any()
        ]
        for alike, face, first in sorted(seats, key=lambda seat: -seat[0]):
            known = next(c for c in self._clusters if c.faces[0] == first)
            is_free = any(face is c for c in self._clusters)
            share = LOW_QUALITY_FACTOR if len(taught[first]) == 1 else 1
            is_near = 1 - alike <= (1 - self._album.same) * share
            if is_free and is_near and not self._divided(known, face, alike):
                self._unite(known, face)


def grouped(album: Album) -> list[int | frozenset[int]]:
    labels = group(
        album.vectors,
        photos=album.photos,
        qualities=album.qualities,
        assigned=album.placed,
        rejected=album.rejected,
        same=album.same,
    )
    known, highest = set(album.placed), max(album.placed)
    new = sorted(set(labels.tolist()) - known - {ALONE})
    assert new == list(range(highest + 1, highest + 1 + len(new)))
    firsts = [labels.tolist().index(label) for label in new]
    assert firsts == sorted(firsts)  # they are numbered in the order of the faces
    return [
        label if label in known | {ALONE} else frozenset(np.flatnonzero(labels == label).tolist())
        for label in labels.tolist()
    ]


@pytest.mark.parametrize("part", range(4))
def test_groups_are_what_the_rules_say(part: int) -> None:
    for seed in range(100 * part, 100 * part + 100):
        album = drawn(seed)
        assert grouped(album) == Slowly(album).labels(), seed
