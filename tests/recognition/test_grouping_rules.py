"""What grouping promises whatever comes in, as properties over a made-up crowd."""

from collections.abc import Callable
from contextlib import closing
from datetime import date, datetime

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlmodel import Session

from kinfolk.core.db import models
from kinfolk.core.db.models import Asset, AssignedBy, Face
from kinfolk.core.faces import faces
from kinfolk.core.faces.faces import Box
from kinfolk.core.faces.scans import ScanRecord
from kinfolk.core.people import people, review
from kinfolk.core.people.review import Answer
from kinfolk.metadata.capture_date import TakenPrecision
from kinfolk.recognition import assigner, grouping
from kinfolk.recognition.assigner import Assigner
from kinfolk.recognition.ranking import Ranking
from kinfolk.vision.engine import ENGINE_ID
from kinfolk.vision.group import MIN_QUALITY, SAME
from tests.album import dump
from tests.random_examples import often
from tests.recognition.crowd import PEOPLE, Crowd, Look, birth_of, doubles

Photos = dict[str, list[Look]]
PERSON, VARIANT = st.integers(0, PEOPLE - 1), st.integers(0, 5)
CLEAR_LOOKS = st.builds(Look, PERSON, VARIANT)
LOOKS = st.builds(Look, PERSON, VARIANT, st.sampled_from((False, False, True)))
EACH = settings(
    max_examples=often(15), phases=[Phase.generate], suppress_health_check=list(HealthCheck)
)
in_either_kind_of_library = pytest.mark.usefixtures("kind_of_library")


def photos(looks: st.SearchStrategy[Look], *, most: int = 10) -> st.SearchStrategy[Photos]:
    """Photos by name, with up to three faces each."""
    some = st.lists(st.lists(looks, min_size=1, max_size=3), min_size=2, max_size=most)
    return some.map(lambda found: {f"photo {at}": faces for at, faces in enumerate(found)})


def shown(crowd: Crowd, batches: list[Photos]) -> None:
    """One scan that meets the photos in this order and groups after each batch."""
    for batch in batches:
        for name, looks in batch.items():
            crowd.add(0, looks, name=name)
        crowd.group(settle=False)
    crowd.group()


@pytest.mark.slow
@EACH
@given(found=photos(LOOKS), data=st.data())
def test_a_scan_in_any_order_finds_the_same_groups(
    crowd: Crowd, found: Photos, data: st.DataObject
) -> None:
    crowd.empty()
    shown(crowd, [found])
    at_once = crowd.groups()
    names = data.draw(st.permutations(list(found)))
    crowd.empty()
    shown(crowd, [{name: found[name]} for name in names])
    assert crowd.groups() == at_once


@pytest.mark.slow
@in_either_kind_of_library
@EACH
@given(found=photos(LOOKS), later=photos(LOOKS, most=12), stops=st.sets(st.integers(0, 11)))
def test_when_a_scan_groups_before_its_end_changes_nothing(
    crowd: Crowd, found: Photos, later: Photos, stops: set[int]
) -> None:
    """No one who is known gets a face before the scan has seen all, in either kind of library."""
    ends = []
    for when in (set(), stops, set(range(12))):
        crowd.empty()
        shown(crowd, [found])
        everybody = sorted(crowd.groups(), key=sorted)
        for number, group in enumerate(everybody[::2]):
            theirs = [face for face, look in crowd.described().items() if look in group]
            crowd.decide(people.create, name=f"Name {number}", face_ids=theirs)
        before = crowd.faces()
        with closing(Assigner(crowd.db, ENGINE_ID)) as places:
            places.begin([crowd.library_id])
            fresh: list[str] = []
            for number, (name, looks) in enumerate(later.items()):
                fresh += crowd.add(0, looks, name=f"later {name}")
                if number in when:
                    places.assign(crowd.library_id, fresh, same=SAME)
                    after, known = crowd.faces(), {at.person for at in before.values()} - {None}
                    assert known.isdisjoint(after[face].person for face in fresh)
            places.settle(crowd.library_id, same=SAME)
        ends.append(crowd.groups())
    assert ends[0] == ends[1] == ends[2]


@pytest.mark.slow
@EACH
@given(found=photos(CLEAR_LOOKS), later=photos(CLEAR_LOOKS), poor=st.lists(CLEAR_LOOKS, max_size=8))
def test_poor_faces_change_nothing_for_others(
    crowd: Crowd, found: Photos, later: Photos, poor: list[Look]
) -> None:
    groups = []
    for beside in ([], poor):
        crowd.empty()
        shown(crowd, [found])
        for number, look in enumerate(beside):
            crowd.add(1, [look._replace(is_poor=True)], name=f"poor {number}")
        shown(crowd, [{f"later {name}": looks for name, looks in later.items()}])
        clear = [{who for who in group if not who[1].is_poor} for group in crowd.groups()]
        groups.append({frozenset(group) for group in clear if len(group) > 1})
    assert groups[0] == groups[1]


def place(crowd: Crowd, known: grouping.Situation, labels: list[int]) -> None:
    """What a scan stores that has found these labels."""
    mark = ScanRecord(ENGINE_ID)
    crowd.do(grouping.store_labels, known, labels, crowd.library_id, mark, settle=True)


@pytest.fixture(params=[50_000, 0], ids=["whole", "neighbourhood"])
def kind_of_library(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Grouped as a whole, or each new face with its neighbours, as a large one is."""
    monkeypatch.setattr(assigner, "LARGE", request.param)


@pytest.fixture
def eva(crowd: Crowd) -> str:
    """There is no one but Eva, who has two faces of the third day."""
    crowd.empty()
    return crowd.someone("Eva", *crowd.add(2, [Look(2, 0)]), *crowd.add(2, [Look(2, 3)]))


@pytest.fixture
def theirs(crowd: Crowd) -> list[str]:
    """There is no one but a group of two faces that a scan has made, and may make anew."""
    crowd.empty()
    found = [*crowd.add(0, [Look(2, 0)]), *crowd.add(0, [Look(2, 3)])]
    crowd.group(settle=False)
    return found


def owner(crowd: Crowd, face: str) -> str | None:
    return crowd.faces()[face].person


def test_a_low_quality_face_is_no_portrait() -> None:
    assert models.MIN_QUALITY == MIN_QUALITY


def test_a_face_no_engine_has_seen_keeps_others_of_its_photo_out(crowd: Crowd, eva: str) -> None:
    (new,) = crowd.add(0, [Look(2, 6)])
    photo = crowd.faces()[new].photo
    crowd.decide(faces.create, asset_id=photo, box=Box(500, 5, 80, 80), person_id=eva)
    crowd.group()
    assert owner(crowd, new) is None


def test_a_second_face_of_a_photo_that_came_meanwhile_keeps_the_first_out(
    crowd: Crowd, eva: str
) -> None:
    new, other = crowd.add(0, [Look(2, 6), Look(3, 0)])
    before = situation(crowd)
    crowd.decide(people.merge, eva, [crowd.someone("Bob", other)])
    place(crowd, before, [0] * 4)
    assert owner(crowd, new) is None
    assert not doubles(crowd.faces().values())


def test_somebody_known_gets_no_face_before_a_scan_has_seen_all(crowd: Crowd, eva: str) -> None:
    (new,) = crowd.add(0, [Look(2, 6)])
    for settle, whose in ((False, None), (True, eva)):
        crowd.group(settle=settle)
        assert owner(crowd, new) == whose


@in_either_kind_of_library
def test_a_face_that_waits_is_a_reference_and_keeps_nobody_out(crowd: Crowd, eva: str) -> None:
    photos = [at.photo for at in crowd.faces().values()]
    for photo in photos:
        crowd.edit(Asset, photo, picture="another")
    (new,) = crowd.add(0, [Look(2, 6)])
    alone = crowd.row(Asset, crowd.faces()[new].photo)
    crowd.edit(Face, new, asset_id=photos[0], seen_in="another")  # found in what that shows now
    crowd.do(Session.delete, alone)
    crowd.group()
    assert owner(crowd, new) == eva


@in_either_kind_of_library
def test_a_face_that_waits_is_neither_grouped_nor_asked_about(crowd: Crowd, eva: str) -> None:
    (waits,) = crowd.add(0, [Look(2, 6)])
    at = crowd.faces()[waits]
    crowd.edit(Asset, at.photo, picture="another")
    assert waits not in [one.face_id for one in crowd.suggester.ask(Ranking.for_person, eva)]
    crowd.group()
    assert owner(crowd, waits) is None
    crowd.edit(Asset, at.photo, picture=at.picture)
    assert [one.face_id for one in crowd.suggester.ask(Ranking.for_person, eva)] == [waits]
    crowd.group()
    assert owner(crowd, waits) == eva


@in_either_kind_of_library
def test_a_photo_of_the_day_of_birth_may_show_them(crowd: Crowd, eva: str) -> None:
    crowd.update(eva, birth_date=birth_of(1))
    for day, whose in ((1, eva), (0, None)):
        (face,) = crowd.add(day, [Look(2, 6)])
        crowd.group()
        assert owner(crowd, face) == whose


@in_either_kind_of_library
@pytest.mark.parametrize(
    ("precision", "years", "may_be"),
    [
        (TakenPrecision.MONTH, 0, True),
        (TakenPrecision.YEAR, 0, True),
        (TakenPrecision.YEAR, 1, False),
        (TakenPrecision.ABOUT, 5, True),
        (TakenPrecision.ABOUT, 6, False),
    ],
)
def test_a_photo_may_show_whoever_may_have_been_born_by_then(
    crowd: Crowd, eva: str, precision: TakenPrecision, years: int, may_be: bool
) -> None:
    """Someone of the last day of a month, or of December some years later."""
    is_month = precision is TakenPrecision.MONTH
    (face,) = crowd.add(0, [Look(2, 6)])
    taken_at = datetime(1950, 6 if is_month else 1, 1)
    photo = crowd.faces()[face].photo
    crowd.edit(Asset, photo, taken_at=taken_at, taken_precision=precision)
    crowd.update(eva, birth_date=date(1950, 6, 30) if is_month else date(1950 + years, 12, 31))
    crowd.group()
    assert (owner(crowd, face) == eva) == may_be


# What the user says while faces are being grouped


def test_a_name_given_meanwhile_holds(crowd: Crowd, theirs: list[str]) -> None:
    """To a group that the scan has made, and is about to make anew with other faces."""
    group = owner(crowd, theirs[0])
    assert group is not None
    (later,) = crowd.add(0, [Look(2, 6)])
    known = situation(crowd)
    crowd.update(group, name="Eva")
    place(crowd, known, [len(known.numbers)] * 3)  # all of them one group
    after = crowd.faces()
    assert {after[face][1:3] for face in theirs} == {(group, AssignedBy.USER)}
    assert after[later].person != group


@pytest.mark.usefixtures("eva")
def test_a_group_whose_faces_were_given_away_meanwhile_is_not_made(crowd: Crowd) -> None:
    free = [*crowd.add(1, [Look(1, 0)]), *crowd.add(1, [Look(1, 3)])]
    known = situation(crowd)
    crowd.decide(people.create, name="Nora", face_ids=free)
    before = dump(crowd.db)
    place(crowd, known, [0 if each else len(known.numbers) for each in known.people])
    assert dump(crowd.db) == before


def test_a_group_touched_meanwhile_keeps_its_faces(crowd: Crowd, eva: str) -> None:
    theirs = [*crowd.add(1, [Look(1, 0)]), *crowd.add(1, [Look(1, 3)])]
    crowd.group(settle=False)
    group = owner(crowd, theirs[0])
    assert group not in (None, eva)
    known = situation(crowd)
    crowd.update(group or "", is_favorite=True)
    place(crowd, known, [known.numbers.index(eva)] * 4)
    assert [owner(crowd, face) for face in theirs] == [group] * 2


MEANWHILE: dict[str, Callable[[Crowd, str, str], object]] = {
    "no": lambda crowd, eva, new: crowd.decide(review.answer_faces, [new], eva, Answer.NO),
    "unsure": lambda crowd, eva, new: crowd.decide(review.answer_faces, [new], eva, Answer.UNSURE),
    "it began to wait": lambda crowd, eva, new: crowd.edit(Face, new, seen_in="another"),
    "she was born later": lambda crowd, eva, new: crowd.update(eva, birth_date=birth_of(1)),
}


@pytest.mark.parametrize("what", MEANWHILE)
def test_what_happens_meanwhile_to_a_face_that_somebody_is_about_to_get_holds(
    crowd: Crowd, eva: str, what: str
) -> None:
    (new,) = crowd.add(0, [Look(2, 6)])
    known = situation(crowd)
    MEANWHILE[what](crowd, eva, new)
    place(crowd, known, [known.numbers.index(eva)] * 3)
    assert owner(crowd, new) is None


@pytest.mark.parametrize("answer", [Answer.NO, Answer.UNSURE])
def test_a_no_to_a_group_given_meanwhile_holds(
    crowd: Crowd, theirs: list[str], answer: Answer
) -> None:
    group = owner(crowd, theirs[0])
    assert group is not None
    (new,) = crowd.add(0, [Look(2, 6)])
    known = situation(crowd)
    crowd.decide(review.answer_faces, [new], group, answer)
    place(crowd, known, [len(known.numbers)] * 3)
    assert [owner(crowd, face) for face in theirs] == [group] * 2
    assert owner(crowd, new) != group


def test_a_face_taken_away_meanwhile_is_not_given_back(crowd: Crowd, theirs: list[str]) -> None:
    crowd.add(0, [Look(2, 6)])
    crowd.group(settle=False)
    known = situation(crowd)
    crowd.decide(faces.detach, theirs[:1])
    place(crowd, known, [len(known.numbers)] * 3)
    assert owner(crowd, theirs[0]) is None


def situation(crowd: Crowd) -> grouping.Situation:
    return crowd.ask(grouping.situation, crowd.library_id, ENGINE_ID)
