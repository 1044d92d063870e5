"""Measure detection and grouping on the labelled photos, beside dlib."""

from typing import Any

from tests.bench import _photos
from tests.bench._classic import Classic, objects
from tests.bench._photos import evaluate, folders, machine, need_photos, photos, table, timed


def row(name: str, scores: dict[str, Any]) -> tuple[object, ...]:
    keys = ("b3_precision", "b3_recall", "b3_f", "pair_precision", "pair_recall", "pair_f")
    return (name, *(f"{scores[key]:.4f}" for key in keys), f"{scores['impure']:.4f}")


def main() -> None:
    need_photos()
    print(f"Accuracy on the labelled photos ({machine()})\n")
    with _photos.opened() as db:
        mine = timed(lambda: _photos.scan(db, folders()))
        own = evaluate(_photos.objects(_photos.listed(db)))
    found: list[dict[str, Any]] = []
    seconds = timed(lambda: found.extend(objects(Classic(), photos())))
    theirs = evaluate(found)
    keys = ("faces", "found", "boxes", "recall", "precision")
    table(
        ("detection", "known", "found", "boxes", "recall", "precision", "seconds, whole run"),
        [
            (name, *(scores["detection"][key] for key in keys), f"{took:.0f}")
            for name, scores, took in (("Kinfolk", own, mine), ("classic", theirs, seconds))
        ],
    )
    classic = row("classic: HOG, dlib, Chinese whispers 0.5", theirs["grouping"])
    heads = ("grouping", "B³ P", "B³ R", "B³ F", "pair P", "pair R", "pair F", "impure")
    table(heads, [row("Kinfolk", own["grouping"]), classic])


if __name__ == "__main__":
    main()
