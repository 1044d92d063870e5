"""How far a face is from a person: by the nearest half of their faces, and near years first."""

from datetime import date, timedelta

import pytest

from tests.recognition.gallery import Gallery

BORN = date(2000, 1, 1)


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5, 16, 17, 24])
def test_the_nearest_half_of_the_faces_counts_and_no_more_than_eight(
    gallery: Gallery, count: int
) -> None:
    dora = gallery.person("Dora")
    apart = [0.1 + 0.02 * at for at in range(count)]
    for each in reversed(apart):
        gallery.face(dora, near=0, apart=each)
    nearest = apart[: min(8, (count + 1) // 2)]
    asked = gallery.face(near=0, apart=0)
    assert gallery.distance(asked, dora) == pytest.approx(sum(nearest) / len(nearest), abs=1e-5)


@pytest.mark.parametrize(
    ("age", "gap", "is_near"),
    [
        # A year for a baby, three years at ten, five at twenty: in days.
        *((0, 365, True), (0, 366, False)),
        *((3653, 1095, True), (3653, 1096, False), (3653, -1095, True), (3653, -1096, False)),
        *((7305, 1826, True), (7305, 1827, False)),
        # No one knows why someone is in a photo from before their birth: as a baby.
        *((-400, 365, True), (-400, 366, False)),
        *((3653, None, False), (None, 0, False)),
    ],
)
def test_a_face_of_near_years_counts_alone(
    gallery: Gallery, age: int | None, gap: int | None, is_near: bool
) -> None:
    """`age` and `gap` in days: how old she is in the photo in question, and how much younger."""
    dora = gallery.person("Dora", birth_date=BORN)
    day = None if age is None else BORN + timedelta(days=age)
    then = None if gap is None else (day or BORN) - timedelta(days=gap)
    gallery.face(dora, near=0, apart=0.5, taken=f"{then}T12:00:00" if then else None)
    gallery.face(dora, near=0, apart=0.1)  # of no year
    asked = gallery.face(near=0, apart=0, taken=f"{day}T08:00:00" if day else None)
    assert gallery.distance(asked, dora) == pytest.approx(0.5 if is_near else 0.1, abs=1e-5)


def test_of_many_faces_the_clearest_of_each_time_are_those_one_is_known_by(
    gallery: Gallery, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By day, in as many parts as there may be faces; the parts are as even as can be."""
    monkeypatch.setattr("kinfolk.recognition.person_distance.EXEMPLARS", 2)
    dora, asked = gallery.person("Dora"), gallery.face(near=0, apart=0)
    for day, apart, quality in (
        *((4, 0.9, 0.3), (1, 0.5, 0.9), (2, 0.8, 0.8)),
        *((5, 0.4, 0.7), (3, 0.7, 0.5), (6, 0.2, 0.1)),
    ):
        gallery.face(dora, near=0, apart=apart, quality=quality, taken=f"2010-01-0{day}T12:00:00")
    # Of days 1 to 3 the first, of 4 and 5 the last; what is poor is not counted at all.
    assert gallery.distance(asked, dora) == pytest.approx(0.4, abs=1e-5)
    eva = gallery.person("Eva")
    for apart, quality in ((0.3, 0.05), (0.6, 0.15), (0.1, 0.1)):
        gallery.face(eva, near=0, apart=apart, quality=quality)
    assert gallery.distance(asked, eva) == pytest.approx(0.6, abs=1e-5)  # the best of poor ones
