"""Same person or not: verify pairs drawn from lfw/ as the LFW protocol does, in ten folds."""

import random
from itertools import combinations
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tests.bench._classic import Classic
from tests.bench._photos import (
    PHOTOS,
    labelled,
    machine,
    need_photos,
    opened,
    photos,
    scan,
    table,
    truth,
)

FOLDS = 10
Floats = NDArray[np.float64]


def pairs(labels: list[str], seed: int = 0) -> tuple[list[tuple[int, int]], NDArray[np.bool_]]:
    """Return every pair of one person and as many pairs of two people, in random order."""
    draw = random.Random(seed)
    both = list(combinations(range(len(labels)), 2))
    same = [(a, b) for a, b in both if labels[a] == labels[b]]
    different = draw.sample([(a, b) for a, b in both if labels[a] != labels[b]], len(same))
    chosen = [*same, *different]
    draw.shuffle(chosen)
    return chosen, np.array([labels[a] == labels[b] for a, b in chosen])


def accuracy(distances: Floats, is_same: NDArray[np.bool_]) -> tuple[float, float]:
    """Return mean and deviation over folds, each judged at the threshold best for the others."""
    folds = np.arange(len(distances)) % FOLDS
    right = []
    for fold in range(FOLDS):
        rest = folds != fold
        candidates = np.quantile(distances[rest], np.linspace(0, 1, 1001))
        hits = ((distances[rest][None] <= candidates[:, None]) == is_same[rest]).mean(axis=1)
        threshold = candidates[int(np.argmax(hits))]
        right.append(((distances[~rest] <= threshold) == is_same[~rest]).mean())
    return float(np.mean(right)), float(np.std(right))


def row(name: str, distances: Floats, is_same: NDArray[np.bool_]) -> tuple[object, ...]:
    mean, deviation = accuracy(distances, is_same)
    false = np.sort(distances[~is_same])
    at = [float((distances[is_same] <= np.quantile(false, rate)).mean()) for rate in (0.01, 0.001)]
    return name, f"{mean:.2%} ± {deviation:.2%}", *(f"{share:.2%}" for share in at)


def main() -> None:
    need_photos()
    with opened() as db:
        scan(db, [PHOTOS / "lfw"])
        known = labelled(db, PHOTOS)
    mine = {
        Path(photo).relative_to(PHOTOS).as_posix(): vector
        for photo, label, vector in zip(known.photos, known.labels, known.vectors, strict=True)
        if label not in known.strangers
    }
    classic, theirs = Classic(), {}
    for path in photos():
        name = path.relative_to(PHOTOS).as_posix()
        if name.startswith("lfw/"):
            (width, height), found = classic.analyse(path)
            middle = sorted(
                found,
                key=lambda f: (
                    abs(f[0]["x"] + f[0]["w"] / 2 - width / 2)
                    + abs(f[0]["y"] + f[0]["h"] / 2 - height / 2)
                ),
            )
            if middle:
                theirs[name] = middle[0][1]
    common = sorted(set(mine) & set(theirs))
    chosen, is_same = pairs([truth()[name]["people"][0] for name in common])
    first, second = (np.array([pair[side] for pair in chosen]) for side in (0, 1))
    ours, dlibs = (np.stack([vectors[name] for name in common]) for vectors in (mine, theirs))
    cosine = 1 - np.einsum("ij,ij->i", ours[first], ours[second]).astype(np.float64)
    euclid = np.linalg.norm(dlibs[first] - dlibs[second], axis=1)
    print(
        f"Verification on lfw/: {len(common)} photos, {is_same.sum()} pairs of one person and as"
        f" many of two; found by us {len(mine)}, by the classic {len(theirs)} ({machine()})\n"
    )
    table(
        ("route", "accuracy, 10 folds", "found at 1 % false", "at 0.1 % false"),
        [row("Kinfolk", cosine, is_same), row("classic", euclid, is_same)],
    )


if __name__ == "__main__":
    main()
