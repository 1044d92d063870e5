"""Find how far apart faces of one person may be: chosen on half of the people, judged by the rest.

No one is in both halves, and every face counts in one of them only.
"""

from collections import Counter
from collections.abc import Iterable, Iterator

import numpy as np

from kinfolk.vision import linkage
from kinfolk.vision.group import SAME
from tests.bench._photos import MANY, PHOTOS, machine, need_photos, table
from tests.bench._seen import Scores, Seen, halves, score, see, together

BOUNDS = (0.36, 0.38, 0.39, 0.395, 0.40, 0.405, 0.41, 0.42, 0.43, 0.44, 0.46)
# Cosine similarities from which two single faces count as one person.
PAIRS = (0.42, 0.46, 0.48, 0.50, 0.52)
DRAWS = 10
IMPURE = 0.002  # the tolerable share of faces in impure groups
OURS = (SAME, round(1 - (1 - SAME) * linkage.SINGLETON_FACTOR, 3))


def main() -> None:
    need_photos(PHOTOS, MANY)
    print(f"Thresholds of grouping ({machine()}); ours: {SAME}, two single faces {OURS[1]}\n")
    albums = {root.name: see(root) for root in (PHOTOS, MANY)}
    both = together(*albums.values())
    plateau({**albums, "both": both})
    rules(both)
    crossed(both)


def judged(seen: Seen, same: float, pair: float) -> Scores:
    """Return the scores of a grouping with these thresholds."""
    before = linkage.SINGLETON_FACTOR
    linkage.SINGLETON_FACTOR = (1 - pair) / (1 - same)
    try:
        return score(seen, seen.grouped(same))
    finally:
        linkage.SINGLETON_FACTOR = before


def cells(scores: Iterable[float]) -> Iterator[str]:
    return (f"{value:.4f}" for value in scores)


def plateau(albums: dict[str, Seen]) -> None:
    heads = [f"{name}: {what}" for name in albums for what in ("B³ F", "pair F", "impure")]
    rows = [
        (same, *(cell for seen in albums.values() for cell in cells(judged(seen, same, OURS[1]))))
        for same in BOUNDS
    ]
    table(("from", *heads), rows)


def rules(seen: Seen) -> None:
    rows = [(pair, *cells(judged(seen, SAME, pair))) for pair in (SAME, *PAIRS)]
    table(("two single faces from", "B³ F", "pair F", "impure"), rows)


def crossed(seen: Seen) -> None:
    """Print the thresholds best on one half as the other half scores them, beside ours."""
    draw, chosen = np.random.default_rng(0), Counter[tuple[float, float]]()
    theirs: list[Scores] = []
    ours: list[Scores] = []
    for _ in range(DRAWS):
        parts = halves(seen, draw)
        for here, there in (parts, parts[::-1]):
            best = max(((s, p) for s in BOUNDS for p in PAIRS), key=lambda at: worth(here, *at))
            chosen[best] += 1
            theirs.append(judged(there, *best))
            ours.append(judged(there, *OURS))
    rows = []
    for name, found in (("chosen on the other half", theirs), ("ours", ours)):
        figures = np.array(found)
        over = (figures[:, 2] > IMPURE).mean()
        rows.append(
            (name, *cells(figures.mean(axis=0)), f"{over:.0%}", f"{figures[:, 2].max():.4f}")
        )
    heads = ("B³ F", "pair F", "impure", f"halves over {IMPURE:.1%} impure", "worst")
    table(("thresholds", *heads), rows)
    table(
        ("chosen: from", "two single faces from", "times"),
        [(*at, times) for at, times in chosen.most_common()],
    )


def worth(seen: Seen, same: float, pair: float) -> float:
    """Return what a choice of thresholds is judged by: the F scores, less for impure groups."""
    b3, found, impure = judged(seen, same, pair)
    return b3 + found - 10 * max(0.0, impure - IMPURE)


if __name__ == "__main__":
    main()
