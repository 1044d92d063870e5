"""Small children: how many are put with someone else, before and after vectors go by age.

One album of the people of FG-NET, of strangers aged 0 to 9, and of adults in the news. The table of
averages is made of one half of the strangers, and the album has the other half; once either way.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from kinfolk.core.database import Database
from kinfolk.recognition.constraints import YEAR, births, births_of_children
from kinfolk.vision.comparable import centred
from kinfolk.vision.group import ALONE, SAME
from kinfolk.vision.packs import BUILT_IN_BOUNDS
from tests.bench._growing import answers
from tests.bench._photos import MANY, folders, machine, need_photos, opened, scan, table, truth
from tests.bench._seen import Ints, Mask, Seen, Words, see, together
from tests.bench._seen import seen as seen_in
from tests.bench.age_table import AGES, made

# What counted as one person, and as likely, before: similarities of the network's own vectors.
BEFORE, LIKELY_BEFORE = 0.44, 0.50
LIKELY = 1 - BUILT_IN_BOUNDS.likely
BANDS = ((0, 2), (3, 5), (6, 9), (10, 15), (16, 45), (46, 116))
FAMILY_BANDS = ((0, 3), (4, 7), (8, 12), (13, 69))
GROUPS = ("White", "Black", "Asian", "Indian")
YEARS = (1930, 2010)  # of birth
OLDEST_TWIN = 12
IMPURE = 0.9  # a group is pure where so much of it is one person

Figures = dict[str, float]


@dataclass(frozen=True)
class Faces:
    """Faces of which the age is known, and as what their source names them."""

    seen: Seen
    years: NDArray[np.float64]  # NaN of adults in the news
    kinds: Words

    def take(self, chosen: Mask) -> "Faces":
        return Faces(self.seen.take(chosen), self.years[chosen], self.kinds[chosen])

    def between(self, band: tuple[int, int]) -> Mask:
        chosen: Mask = (self.years >= band[0]) & (self.years <= band[1])
        return chosen

    @cached_property
    def is_stranger(self) -> Mask:
        chosen: Mask = np.char.startswith(self.seen.labels, "stranger-")
        return chosen

    @cached_property
    def is_family(self) -> Mask:
        chosen: Mask = np.char.startswith(self.seen.labels, "fgnet-")
        return chosen


def main() -> None:
    need_photos(AGES, MANY)
    print(f"Faces of every age ({machine()})\n")
    with opened() as db:
        scan(db, folders(AGES))
        everybody = read(db)
        growing = answers(db)
    strangers = np.flatnonzero(everybody.is_stranger)
    draw = np.random.default_rng(0).permutation(strangers)
    before: list[Figures] = []
    after: list[Figures] = []
    dated: list[Figures] = []
    for half in (draw[::2], draw[1::2]):
        other = np.setdiff1d(strangers, half)
        by_age = made(everybody.seen.stored[other], everybody.seen.ages[other].astype(np.float64))
        is_here = ~everybody.is_stranger
        is_here[half] = True
        faces = everybody.take(is_here)
        plain = replace(faces.seen, vectors=faces.seen.stored)
        vectors = centred(plain.stored, plain.ages, by_age)
        before.append(figures(replace(faces, seen=plain), BEFORE, LIKELY_BEFORE))
        moved = replace(faces, seen=replace(plain, vectors=vectors))
        after.append(figures(moved, SAME, LIKELY))
        album = moved.take(in_album(moved))
        dated.append(
            grouped(album, album.seen.grouped(SAME, born(album, np.random.default_rng(1))))
        )
    columns = (before, after, dated)
    table(
        ("", "before", "after", "after, where photos have dates"),
        [(name, *(mean(name, found) for found in columns)) for name in before[0]],
    )
    table(("children at 0 to 10, named one after another", "without rows", "with rows"), growing)
    table(("twins made of each child, side by side", "in mixed groups, %"), twins(everybody))


def read(db: Database) -> Faces:
    seen = together(seen_in(db, AGES), see(MANY))
    facts = {str(AGES / name): one for name, one in truth(AGES).items()}
    labelled = zip(seen.paths.tolist(), seen.labels.tolist(), strict=True)
    known = [facts.get(path, {}) if label else {} for path, label in labelled]
    years = np.array([one.get("age", np.nan) for one in known], np.float64)
    return Faces(seen, years, np.array([one.get("group", "") for one in known]))


def twins(everybody: Faces) -> list[tuple[str, str]]:
    """Rows: of faces of children made two people, how many are grouped with the other one."""
    family = everybody.take(everybody.is_family)
    found = []
    for share in (1.0, 0.5):
        labels, paths = family.seen.labels.astype("U40"), family.seen.paths.astype("U400")
        draw = np.random.default_rng(0)
        for who in np.unique(labels):
            rows = np.flatnonzero((labels == who) & (family.years <= OLDEST_TWIN))
            rows = rows[np.argsort(family.years[rows], kind="stable")]
            one, other = rows[: len(rows) // 2 * 2].reshape(-1, 2).T  # as old as each other
            labels[other] = np.char.add(labels[other], "-twin")
            both = draw.permutation(len(one))[: round(share * len(one))]
            paths[other[both]] = paths[one[both]]
        seen = replace(family.seen, labels=labels, paths=paths)
        found.append((f"in {share:.0%} of their photos", f"{mixed(seen, family.years):.1f}"))
    return found


def mixed(seen: Seen, years: NDArray[np.float64]) -> float:
    """Share of the children’s faces that are in a group with faces of someone else."""
    groups = seen.grouped(SAME)
    whose: dict[int, set[str]] = {}
    for label, number in zip(seen.labels.tolist(), groups.tolist(), strict=True):
        whose.setdefault(number, set()).add(label)
    is_mixed = [number != ALONE and len(whose[number]) > 1 for number in groups.tolist()]
    return float(100 * np.mean(np.array(is_mixed)[years <= OLDEST_TWIN]))


def figures(faces: Faces, same: float, likely: float) -> Figures:
    """What goes into a column of the table."""
    album = faces.take(in_album(faces))
    found = {**grouped(album, album.seen.grouped(same))}
    strangers = faces.take(faces.is_stranger)
    for band in BANDS:
        here = strangers.take(strangers.between(band))
        found[f"pairs of strangers {said(band)} that are likely, %"] = likely_pairs(here, likely)
    babies = strangers.take(strangers.between(BANDS[0]))
    for kind in GROUPS:
        here = babies.take(babies.kinds == kind)
        name = f"pairs of {kind} strangers {said(BANDS[0])} that are likely, %"
        found[name] = likely_pairs(here, likely)
    return found


def in_album(faces: Faces) -> Mask:
    is_child = faces.is_stranger & faces.between((0, 9))
    chosen: Mask = faces.is_family | is_child | np.isnan(faces.years)
    return chosen


def born(album: Faces, draw: np.random.Generator) -> NDArray[np.float64]:
    """When small children may have been born; all are given years of birth at random."""
    everybody, whose = np.unique(album.seen.labels, return_inverse=True)
    years = draw.integers(*YEARS, len(everybody))[whose] + np.nan_to_num(album.years, nan=30.0)
    days = ((years + draw.random(len(years))) * YEAR).astype(np.int64)
    exact = np.zeros(len(days), np.int64)
    return births_of_children(births(days, exact, album.seen.ages), album.seen.ages)


def grouped(album: Faces, groups: Ints) -> Figures:
    """How it is grouped: a face in no group is a group of its own."""
    labels = album.seen.labels
    alone = -1 - np.arange(len(groups))
    where = np.where(groups == ALONE, alone, groups).tolist()
    who = np.where(labels == "", alone.astype(str), labels).tolist()
    pairs = list(zip(where, who, strict=True))
    joint, sizes, people = Counter(pairs), Counter(where), Counter(who)
    most: Counter[int] = Counter()
    for (one, _), count in joint.items():
        most[one] = max(most[one], count)
    both = [joint[pair] for pair in pairs]
    precision = np.array(both) / [sizes[one] for one in where]
    recall = np.array(both) / [people[one] for one in who]
    is_impure = np.array([most[one] / sizes[one] < IMPURE for one in where])
    is_with_others = np.array([sizes[one] > 1 for one in where])
    found: dict[str, float] = {}
    family, adults = album.is_family, np.isnan(album.years) & (labels != "")
    found["FG-NET: B³ precision"] = precision[family].mean()
    found["FG-NET: B³ recall"] = recall[family].mean()
    for band in FAMILY_BANDS:
        chosen = family & album.between(band)
        found[f"FG-NET {said(band)}: in impure groups, %"] = 100 * is_impure[chosen].mean()
    found["strangers 0–9 put with somebody, %"] = 100 * is_with_others[album.is_stranger].mean()
    for kind in GROUPS:
        chosen = album.is_stranger & (album.kinds == kind)
        found[f"{kind} strangers 0–9 put with somebody, %"] = 100 * is_with_others[chosen].mean()
    found["adults in the news: B³ precision"] = precision[adults].mean()
    found["adults in the news: B³ recall"] = recall[adults].mean()
    return found


def likely_pairs(faces: Faces, likely: float) -> float:
    """Share of the pairs that are suggested as likely one person."""
    vectors = faces.seen.vectors
    alike = (vectors @ vectors.T)[np.triu_indices(len(vectors), 1)]
    return float(100 * (alike >= likely).mean())


def said(band: tuple[int, int]) -> str:
    return f"{band[0]}–{band[1]}"


def mean(name: str, found: Sequence[Figures]) -> str:
    if name not in found[0]:
        return ""
    value = float(np.mean([one[name] for one in found]))
    return f"{value:.4f}" if "B³" in name else f"{value:.2f}"


if __name__ == "__main__":
    main()
