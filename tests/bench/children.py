"""Measure how alike the faces of one child are, and those of siblings, parents and others.

The labelled photos show five children in eleven photos and one family of four, all within few
years, and no photo says when it was taken. So this shows how well children are told apart, not for
how long a growing child is recognised: no free photos with dates are at hand for that.
"""

from collections.abc import Callable
from itertools import combinations

import numpy as np

from kinfolk.vision.group import SAME
from tests.bench._photos import PHOTOS, machine, need_photos, table
from tests.bench._seen import see

CHILDREN = {"pv_boy", "pv_girl_black_hair", "pv_girl_blond", "azF1_daughter", "azF1_son"}
FAMILY = "azF1_"

Pair = tuple[str, str]


def are_related(pair: Pair) -> bool:
    return pair[0] != pair[1] and all(who.startswith(FAMILY) for who in pair)


def children(pair: Pair) -> int:
    return sum(who in CHILDREN for who in pair)


KINDS: dict[str, Callable[[Pair], bool]] = {
    "one child twice": lambda pair: pair[0] == pair[1] and children(pair) == 2,
    "one adult twice": lambda pair: pair[0] == pair[1] and children(pair) == 0,
    "two children": lambda pair: pair[0] != pair[1] and children(pair) == 2,
    "of these brother and sister": lambda pair: are_related(pair) and children(pair) == 2,
    "child and parent": lambda pair: are_related(pair) and children(pair) == 1,
    "child and stranger": lambda pair: not are_related(pair) and children(pair) == 1,
    "two adults": lambda pair: pair[0] != pair[1] and children(pair) == 0,
}


def main() -> None:
    need_photos(PHOTOS)
    print(f"Similarity of children and relatives; {SAME} is one person ({machine()})\n")
    seen = see(PHOTOS)
    known = np.flatnonzero(seen.labels != "").tolist()
    found: dict[str, list[float]] = {kind: [] for kind in KINDS}
    for one, other in combinations(known, 2):
        pair = str(seen.labels[one]), str(seen.labels[other])
        for kind, holds in KINDS.items():
            if holds(pair):
                found[kind].append(float(seen.vectors[one] @ seen.vectors[other]))
    heads = ("pairs of", "number", "lowest", "middle", "highest", "taken for one")
    table(heads, [row(kind, np.array(alike)) for kind, alike in found.items()])


def row(kind: str, alike: np.ndarray[tuple[int], np.dtype[np.float64]]) -> tuple[str, ...]:
    low, middle, high = np.quantile(alike, (0, 0.5, 1))
    share = (alike >= SAME).mean()
    return kind, f"{len(alike):,}", f"{low:.2f}", f"{middle:.2f}", f"{high:.2f}", f"{share:.2%}"


if __name__ == "__main__":
    main()
