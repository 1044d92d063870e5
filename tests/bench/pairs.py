"""Find how many pairs of one person's faces are nearer than nearly all pairs of strangers."""

import numpy as np

from tests.bench._photos import MANY, PHOTOS, machine, need_photos, table
from tests.bench._seen import Seen, see

RATES = (1_000, 10_000, 100_000)


def main() -> None:
    need_photos(PHOTOS, MANY)
    print(f"Pairs of faces, each with every other ({machine()})\n")
    heads = [f"found at 1 false in {rate:,}" for rate in RATES]
    heads += [f"similarity at 1 in {rate:,}" for rate in RATES]
    rows = [(root.name, *row(see(root))) for root in (PHOTOS, MANY)]
    table(("photos", "faces", "pairs of one", "pairs of two", *heads), rows)


def row(seen: Seen) -> tuple[str, ...]:
    known = seen.labels != ""
    vectors, labels = seen.vectors[known], seen.labels[known]
    one, other = np.triu_indices(len(vectors), 1)
    alike = (vectors @ vectors.T)[one, other]
    is_same = labels[one] == labels[other]
    strangers = np.sort(alike[~is_same])[::-1]
    bounds = [float(strangers[len(strangers) // rate]) for rate in RATES]
    found = [float((alike[is_same] > bound).mean()) for bound in bounds]
    counts = (len(vectors), int(is_same.sum()), int((~is_same).sum()))
    return (
        *(f"{count:,}" for count in counts),
        *(f"{share:.4f}" for share in found),
        *(f"{bound:.3f}" for bound in bounds),
    )


if __name__ == "__main__":
    main()
