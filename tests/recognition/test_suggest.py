"""Suggestions: the rules, and that each answer ranks the next ones anew."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from sqlmodel import col

from kinfolk.core.database import Database
from kinfolk.core.db.models import Asset, AssignedBy, Face, Person
from kinfolk.core.faces import assignment, embeddings, faces, scans
from kinfolk.core.faces.scans import ScanRecord
from kinfolk.core.people import people, review
from kinfolk.core.people.review import Answer
from kinfolk.errors import AppError, NotFound
from kinfolk.paths import Paths
from kinfolk.recognition import engines
from kinfolk.recognition.gallery import GalleryChanges
from kinfolk.recognition.grouping import group_these
from kinfolk.recognition.ranking import Ranking
from kinfolk.recognition.suggest import Suggester
from kinfolk.recognition.suggestion import THRESHOLDS, Certainty, Thresholds
from kinfolk.vision.engine import ENGINE_ID
from tests.album import undo_label
from tests.recognition.gallery import Gallery


def test_faces_are_ranked_by_certainty(gallery: Gallery) -> None:
    """And as many are told as are asked for."""
    dora = gallery.known("Dora")
    far, near, middle = (gallery.face(near=0, apart=apart) for apart in (0.6, 0.15, 0.54))
    gallery.face(near=0, apart=0.79)  # beyond every threshold
    gallery.face(near=1)  # someone else
    found = gallery.suggester.ask(Ranking.for_person, dora)
    ranked = [near, middle, far]
    assert [one.face_id for one in found] == ranked
    sure = [Certainty.LIKELY, Certainty.MAYBE, Certainty.UNLIKELY]
    assert [one.certainty for one in found] == sure
    assert found[0].distance == pytest.approx(0.15, abs=1e-5)
    for limit in (1, 2, 9):
        found = gallery.suggester.ask(Ranking.for_person, dora, limit=limit)
        assert [one.face_id for one in found] == ranked[:limit]


def test_faces_of_unnamed_groups_are_suggested_those_of_others_are_not(gallery: Gallery) -> None:
    dora, eva, group = gallery.known("Dora"), gallery.person("Eva"), gallery.group(faces=0)
    gallery.face(eva, near=0)
    grouped = gallery.face(group, near=0)
    hidden = gallery.group(faces=0)
    gallery.face(hidden, near=0)
    gallery.update(hidden, is_hidden=True)
    [one] = gallery.suggester.ask(Ranking.for_person, dora)
    assert (one.face_id, one.group_id) == (grouped, group)


def test_what_a_scan_has_placed_and_is_taken_back_is_asked_and_not_placed_again(
    gallery: Gallery,
) -> None:
    dora = gallery.person("Dora")
    for _ in range(3):
        gallery.face(dora, near=0, apart=0.01)
    face = gallery.face(near=0, apart=0.02)

    number = gallery.scan()
    assert gallery.owner(face) == dora
    gallery.decide(scans.take_back, number)
    for _ in range(2):
        assert gallery.owner(face) is None
        assert face in gallery.names(dora)  # no one has said that it is not her
        gallery.scan()
    gallery.say(face, dora, Answer.NO)
    assert face not in gallery.names(dora)


def test_a_yes_ranks_the_next_ones_anew(gallery: Gallery) -> None:
    dora = gallery.known("Dora")
    step = gallery.face(near=0, apart=0.48)
    known = gallery.ask(embeddings.get, step, ENGINE_ID)
    assert known is not None
    beside = gallery.face(near=0, apart=0)

    vector = known.copy()
    vector[1] = 0.15  # nearer to the second than to the first
    gallery.do(embeddings.put, beside, ENGINE_ID, vector / np.linalg.norm(vector))
    before = {one.face_id: one.distance for one in gallery.suggester.ask(Ranking.for_person, dora)}
    gallery.say(step, dora, Answer.YES)
    after = {one.face_id: one.distance for one in gallery.suggester.ask(Ranking.for_person, dora)}
    assert set(before) == {step, beside}
    assert set(after) == {beside}
    assert after[beside] < before[beside]


def test_two_faces_of_one_photo_are_not_one_person(gallery: Gallery) -> None:
    dora, photo, other = gallery.person("Dora"), gallery.photo(), gallery.photo()
    gallery.face(dora, near=0, apart=0, asset_id=photo)
    gallery.face(near=0, asset_id=photo)
    worse, better = (
        gallery.face(near=0, apart=0.33, asset_id=other),
        gallery.face(near=0, apart=0.04, asset_id=other),
    )
    assert gallery.names(dora) == [better]
    gallery.say(better, dora, Answer.NO)
    assert gallery.names(dora) == [worse]


def test_the_near_years_come_first(gallery: Gallery) -> None:
    """Of two faces as like the girl of five as the woman, the one of her sixth year is nearer."""
    dora = gallery.person("Dora", birth_date=date(2000, 1, 1))
    gallery.face(dora, near=0, apart=0, taken="2005-06-01T12:00:00")
    gallery.face(dora, near=0, apart=0.45, taken="2035-06-01T12:00:00")
    then = gallery.face(near=0, apart=0.15, taken="2006-03-01T12:00:00")
    later = gallery.face(near=0, apart=0.15, taken="2034-03-01T12:00:00")
    assert gallery.names(dora) == [then, later]
    assert gallery.distance(later, dora) > gallery.distance(then, dora)
    gallery.update(dora, birth_date=None)
    apart = [gallery.distance(face, dora) for face in (then, later)]
    assert apart[0] == pytest.approx(apart[1], abs=1e-5)


def test_a_poor_face_may_be_suggested_but_is_never_likely_and_no_exemplar(gallery: Gallery) -> None:
    dora = gallery.known("Dora")
    gallery.face(dora, near=1, apart=0, quality=0.05)
    gallery.face(near=1)
    poor = gallery.face(near=0, quality=0.05)
    less = gallery.face(near=0, quality=0.05, apart=0.535)  # where a clear one would be a maybe
    assert gallery.names(dora) == [poor, less]
    assert gallery.certainties(dora) == [Certainty.MAYBE, Certainty.UNLIKELY]


def test_by_a_poor_face_alone_nobody_is_found(gallery: Gallery) -> None:
    dora, group = gallery.person("Dora"), gallery.group(faces=0)
    gallery.face(dora, near=0, apart=0, quality=0.05)
    gallery.face(near=0)
    gallery.face(group, near=0)
    assert {one.certainty for one in gallery.suggester.ask(Ranking.for_person, dora)} == {
        Certainty.UNLIKELY
    }
    assert [one.certainty for one in gallery.suggester.ask(Ranking.for_group, group)] == [
        Certainty.UNLIKELY
    ]
    assert [one.certainty for one in gallery.suggester.ask(Ranking.merges)] == [Certainty.UNLIKELY]


def test_a_face_of_a_group_is_as_sure_as_the_group(gallery: Gallery) -> None:
    """One look of a stranger is like Dora: the others say that it is not her."""
    dora, group = gallery.known("Dora"), gallery.group(faces=0)
    like_her = gallery.face(group, near=0, apart=0.4)
    assert gallery.certainties(dora) == [Certainty.LIKELY]
    unlike_her = [gallery.face(group, near=0, apart=0.7) for _ in range(2)]
    found = gallery.suggester.ask(Ranking.for_person, dora)
    assert [(one.face_id, one.certainty) for one in found] == [(like_her, Certainty.UNLIKELY)]
    gallery.decide(faces.detach, unlike_her)
    assert gallery.suggester.ask(Ranking.for_person, dora)[0].certainty is Certainty.LIKELY


def test_a_face_nearer_to_somebody_hidden_is_nobody_elses(gallery: Gallery) -> None:
    dora, ben = gallery.person("Dora"), gallery.person("Ben", is_hidden=True)
    gallery.face(dora, near=0, apart=0.3)
    gallery.face(ben, near=0, apart=0)
    gallery.face(near=0, apart=0.1)
    assert gallery.certainties(dora) == [Certainty.UNLIKELY]


def test_a_question_that_failed_loses_no_change(gallery: Gallery, tmp_path: Path) -> None:
    dora = gallery.known("Dora")
    face = gallery.face(near=0)
    failing: list[AppError] = []

    def engine() -> tuple[str, Thresholds]:
        if failing:
            raise failing.pop()
        return ENGINE_ID, THRESHOLDS

    suggester = Suggester(gallery.db, tmp_path, engine=engine)
    assert [one.face_id for one in suggester.ask(Ranking.for_person, dora)] == [face]
    gallery.decide(faces.delete, face)
    failing.append(AppError("The settings cannot be read just now."))
    with pytest.raises(AppError):
        suggester.ask(Ranking.for_person, dora)
    assert suggester.ask(Ranking.for_person, dora) == []
    suggester.close()


def test_a_face_is_likely_for_the_nearest_person_alone(gallery: Gallery) -> None:
    dora, eva = gallery.known("Dora"), gallery.person("Eva")
    gallery.face(eva, near=0, apart=0.33)
    face = gallery.face(near=0, apart=0.04)
    thresholds = {
        who: gallery.suggester.ask(Ranking.for_person, who)[0].certainty for who in (dora, eva)
    }
    assert thresholds == {dora: Certainty.LIKELY, eva: Certainty.UNLIKELY}
    assert [one.person_id for one in gallery.suggester.ask(Ranking.for_face, face)] == [dora, eva]


def test_hidden_people_are_left_out(gallery: Gallery) -> None:
    gallery.known("Dora", is_hidden=True)
    face, group = gallery.face(near=0), gallery.group(faces=0)
    gallery.face(group, near=0)
    assert gallery.suggester.ask(Ranking.for_face, face) == []
    assert gallery.suggester.ask(Ranking.for_group, group) == []
    assert gallery.suggester.ask(Ranking.merges) == []


def test_it_follows_deleted_faces_and_merged_people(gallery: Gallery) -> None:
    dora, eva = gallery.known("Dora"), gallery.known("Eva", near=1)
    gone, of_eva = gallery.face(near=0), gallery.face(near=1)
    assert gallery.names(dora) == [gone]
    gallery.decide(faces.delete, gone)
    assert gallery.names(dora) == []
    gallery.db.undo().result()
    gallery.decide(people.merge, dora, [eva])
    assert of_eva in gallery.names(dora)
    with pytest.raises(NotFound):
        gallery.suggester.ask(Ranking.for_person, eva)
    gallery.db.undo().result()
    assert gallery.names(eva) == [of_eva]


def test_it_follows_new_faces(gallery: Gallery) -> None:
    """What was said of a face before it was seen holds."""
    dora = gallery.known("Dora")
    new, said = gallery.face(), gallery.face()
    gallery.say(said, dora, Answer.UNSURE)
    assert gallery.names(dora) == []

    for face_id in (new, said):
        gallery.describe(face_id, near=0)
        gallery.edit(Face, face_id, quality=0.8)
    assert gallery.names(dora) == [new]
    gallery.db.undo().result()
    assert sorted(gallery.names(dora)) == sorted([new, said])


def test_another_process_wrote(gallery: Gallery, tmp_path: Path) -> None:
    dora = gallery.known("Dora")
    face = gallery.face(near=0)
    assert gallery.names(dora) == [face]
    other = Database(tmp_path / "library.db", tmp_path / "cache.db")
    other.write(lambda s: review.answer_faces(s, [face], dora, Answer.NO)).result()
    other.close()
    gallery.db.write(lambda s: None).result()  # the writer looks around
    assert gallery.names(dora) == []


def test_a_new_face_is_assigned_by_its_neighbourhood_alone(gallery: Gallery) -> None:
    dora, eva = gallery.person("Dora"), gallery.person("Eva")
    for direction, who in ((0, dora), (1, eva), (2, eva)):
        gallery.face(who, near=direction, apart=0)
    hers, new, nobodys, unknown = (gallery.face(near=n, apart=0.15) for n in (0, 3, 3, 4))
    known = gallery.suggester.neighbourhood(gallery.library_id, [hers, new])
    assert not {unknown} & set(known.face_ids)
    group_these(gallery.db, known, gallery.library_id, ScanRecord(ENGINE_ID), settle=True)
    owners = {
        face: gallery.ask(faces.get, face).person_id for face in (hers, new, nobodys, unknown)
    }
    assert owners[hers] == dora
    assert owners[new] == owners[nobodys] is not None
    assert owners[unknown] is None


# Whatever speaks against a face speaks against it whoever is asked: the person, the face, its group


def _refused(gallery: Gallery, dora: str, answer: Answer = Answer.NO) -> str:
    face = gallery.face(near=0, apart=0.04)
    gallery.say(face, dora, answer)
    return face


def _beside_her(gallery: Gallery, dora: str) -> str:
    photo = gallery.photo(taken_at=datetime(2012, 1, 1))
    gallery.face(dora, near=0, apart=0.15, asset_id=photo)
    return gallery.face(near=0, apart=0.04, asset_id=photo)


def _exchanged(gallery: Gallery, dora: str) -> str:
    """It waits for the picture it was seen in."""
    face = gallery.face(near=0, apart=0.04)
    gallery.edit(Face, face, seen_in="a picture")
    gallery.edit(Asset, gallery.seen(face).asset_id, picture="another")
    return face


AGAINST: dict[str, Callable[[Gallery, str], str]] = {
    "refused": _refused,
    "not sure": partial(_refused, answer=Answer.UNSURE),
    "unborn": lambda gallery, _: gallery.face(near=0, apart=0.04, taken="2010-04-30T23:59:00"),
    "in a photo of hers": _beside_her,
    "in another library": lambda gallery, _: gallery.face(
        near=0, apart=0.04, asset_id=gallery.photo(library_id=gallery.library())
    ),
}
each_against = pytest.mark.parametrize("against", AGAINST.values(), ids=AGAINST)


@pytest.fixture
def dora(gallery: Gallery) -> str:
    """Born on 1 May 2010; an unnamed face is hers for all that is known, from that very day."""
    return gallery.known("Dora", birth_date=date(2010, 5, 1))


@pytest.mark.parametrize(
    "against", [*AGAINST.values(), _exchanged], ids=[*AGAINST, "of another picture"]
)
def test_a_face_that_cannot_be_theirs_is_not_asked_about(
    gallery: Gallery, dora: str, against: Callable[[Gallery, str], str]
) -> None:
    against(gallery, dora)
    likely = gallery.face(near=0, taken="2010-05-01T00:30:00")
    assert gallery.names(dora) == [likely]


@each_against
def test_who_cannot_be_it_is_no_candidate(
    gallery: Gallery, dora: str, against: Callable[[Gallery, str], str]
) -> None:
    face, likely = against(gallery, dora), gallery.face(near=0, taken="2010-05-01T00:30:00")
    asked = {
        each: [one.person_id for one in gallery.suggester.ask(Ranking.for_face, each)]
        for each in (face, likely)
    }
    assert asked == {face: [], likely: [dora]}


@each_against
def test_a_group_with_such_a_face_is_not_theirs(
    gallery: Gallery, dora: str, against: Callable[[Gallery, str], str]
) -> None:
    face, likely = against(gallery, dora), gallery.face(near=0, taken="2010-05-01T00:30:00")
    groups = [gallery.group(faces=0) for _ in range(2)]

    for each, group in zip((face, likely), groups, strict=True):
        gallery.edit(Person, group, library_id=gallery.row(Face, each).library_id)
        gallery.edit(Face, each, person_id=group, assigned_by=AssignedBy.AUTO)
    asked = [
        [one.person_id for one in gallery.suggester.ask(Ranking.for_group, group)]
        for group in groups
    ]
    assert asked == [[], [dora]]
    pairs = [{pair.person_id, pair.other_id} for pair in gallery.suggester.ask(Ranking.merges)]
    assert {dora, groups[1]} in pairs
    assert {dora, groups[0]} not in pairs


Told = tuple[set[str], set[str], set[str]]  # people, faces, freed


@dataclass(frozen=True)
class Scene:
    """Two people, a group of one face each, and a face that no one has."""

    dora: str
    eva: str
    group: str
    doras: str
    evas: str
    groups: str
    loose: str


@pytest.fixture
def scene(gallery: Gallery) -> Scene:
    """Of which nothing is to be told any more."""
    dora, eva, group = gallery.person("Dora"), gallery.person("Eva"), gallery.group(faces=0)
    gallery.face(eva, near=1)  # one more, so that she stays when hers is given away
    doras, evas, groups = (gallery.face(who, near=at) for at, who in enumerate((dora, eva, group)))
    made = Scene(dora, eva, group, doras, evas, groups, gallery.face(near=9))
    assert told(gallery) == (set(), set(), set())
    return made


def _taken_anew(gallery: Gallery, face: str) -> None:
    gallery.edit(Asset, gallery.seen(face).asset_id, taken_at=datetime(2001, 2, 3))


CHANGES: dict[str, tuple[Callable[[Gallery, Scene], object], Callable[[Scene], Told]]] = {
    "given": (
        lambda g, x: g.decide(faces.assign, [x.evas], x.dora),
        lambda x: ({x.dora, x.eva}, {x.evas}, set()),
    ),
    "face deleted": (
        lambda g, x: g.decide(faces.delete, x.evas),
        lambda x: ({x.eva}, {x.evas}, set()),
    ),
    "renamed": (lambda g, x: g.update(x.dora, name="Dore"), lambda x: ({x.dora}, set(), set())),
    "hidden": (
        lambda g, x: g.update(x.group, is_hidden=True),
        lambda x: ({x.group}, {x.groups}, set()),
    ),
    "named": (
        lambda g, x: g.update(x.group, name="Ida"),
        lambda x: ({x.group}, {x.groups}, set()),
    ),
    "no": (
        lambda g, x: g.say(x.loose, x.dora, Answer.NO),
        lambda x: ({x.dora}, {x.loose}, set()),
    ),
    "told apart": (
        lambda g, x: g.decide(review.answer_pair, x.dora, x.eva, Answer.NO),
        lambda x: ({x.dora, x.eva}, set(), set()),
    ),
    "taken anew": (lambda g, x: _taken_anew(g, x.doras), lambda x: ({x.dora}, {x.doras}, set())),
    "nobody's photo": (lambda g, x: _taken_anew(g, x.loose), lambda x: (set(), {x.loose}, set())),
}


@pytest.mark.parametrize("change", CHANGES)
def test_whom_a_change_was_about_is_told_once_and_again_when_it_is_undone(
    gallery: Gallery, scene: Scene, change: str
) -> None:
    work, expected = CHANGES[change]
    work(gallery, scene)
    assert told(gallery) == expected(scene)
    assert told(gallery) == (set(), set(), set())
    if gallery.ask(undo_label):
        gallery.db.undo().result()
        assert told(gallery) == expected(scene)


def told(gallery: Gallery) -> Told:
    news = gallery.suggester.changes()
    assert news is not None
    return news.people, news.faces, news.freed


def test_faces_taken_away_are_told_to_be_free_until_they_are_back(
    gallery: Gallery, scene: Scene
) -> None:
    """By the user's word alone, and not those of a group."""
    gallery.decide(faces.detach, [scene.evas, scene.loose])
    assert told(gallery) == ({scene.eva}, {scene.evas}, {scene.evas})
    gallery.db.undo().result()
    assert told(gallery) == ({scene.eva}, {scene.evas}, set())
    gallery.db.redo().result()
    assert told(gallery) == ({scene.eva}, {scene.evas}, {scene.evas})
    gallery.decide(people.delete, scene.dora)
    assert told(gallery) == ({scene.dora}, {scene.doras}, {scene.doras})
    gallery.do(assignment.release, col(Face.id) == scene.groups)
    assert told(gallery) == ({scene.group}, {scene.groups}, set())


def test_the_faces_of_a_group_that_goes_were_free(gallery: Gallery, scene: Scene) -> None:
    gallery.decide(people.delete, scene.group)
    assert told(gallery) == ({scene.group}, {scene.groups}, set())


def test_several_changes_are_told_of_together(gallery: Gallery, scene: Scene) -> None:
    photo = gallery.photo()
    come = gallery.face(scene.dora, near=0, asset_id=photo)  # a face that came, with its person
    assert told(gallery) == ({scene.dora}, {come}, set())
    loose = gallery.face(near=0)
    assert told(gallery) == (set(), {loose}, set())
    gallery.say(scene.loose, scene.dora, Answer.NO)
    gallery.names(scene.dora)
    gallery.update(scene.eva, name="Evi")
    assert told(gallery) == ({scene.dora, scene.eva}, {scene.loose}, set())


def test_with_another_engine_the_news_may_be_about_anything(
    gallery: Gallery, scene: Scene, tmp_path: Path
) -> None:
    used = [(ENGINE_ID, THRESHOLDS), ("other/1", THRESHOLDS)]
    suggester = Suggester(gallery.db, tmp_path, engine=lambda: used[0])
    assert suggester.changes() == GalleryChanges()
    del used[0]
    assert suggester.changes() is None
    assert suggester.changes() == GalleryChanges()
    suggester.close()


def test_around_a_face_there_is_nothing_without_a_vector_or_of_another_library(
    gallery: Gallery,
) -> None:
    loose, without, where = gallery.face(near=0), gallery.face(), gallery.library_id
    foreign = gallery.face(near=0, asset_id=gallery.photo(library_id=gallery.library()))
    assert gallery.suggester.neighbourhood(where, [without, "face_x"]).face_ids == []
    around = gallery.suggester.neighbourhood(where, [loose, without, foreign])
    assert around.face_ids == [loose]


def test_faces_that_are_nobodys_again_are_grouped_each_in_its_library(
    gallery: Gallery, tmp_path: Path
) -> None:
    other = gallery.library()
    here = [gallery.face(near=0, apart=0.1) for _ in range(2)]
    there = [
        gallery.face(near=0, apart=0.1, asset_id=gallery.photo(library_id=other)) for _ in range(2)
    ]
    both = [*here, *there]
    engines.regroup(gallery.db, Paths.of(tmp_path / "base"), both, gallery.suggester)
    one, two, three, four = map(gallery.owner, both)
    assert one == two != three == four
    assert None not in (one, three)


def test_the_distance_to_one_face_says_less_than_to_several(gallery: Gallery) -> None:
    dora = gallery.known("Dora")
    for apart in (0.51, 0.535, 0.55):
        gallery.face(near=0, apart=apart)

    def certainties() -> list[Certainty]:
        return gallery.certainties(dora)

    assert certainties() == [Certainty.LIKELY, Certainty.MAYBE, Certainty.UNLIKELY]
    gallery.face(dora, near=0, apart=0)
    assert certainties() == [Certainty.LIKELY, Certainty.MAYBE, Certainty.MAYBE]
