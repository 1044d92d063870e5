"""A file that says of one picture this and that, as its library has several files of it.

Its user's word comes before a scan's, and what it says both ways is told. Whatever it says, the
second import of it brings nothing.
"""

import random
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

import pytest
from sqlalchemy import select
from sqlmodel import Session, col

from kinfolk.core.db.models import AssignedBy, Face, Person, Source, Verdict
from kinfolk.core.exchange import importing
from kinfolk.core.exchange.document import (
    Export,
    ExportedAnswer,
    ExportedFace,
    ExportedPerson,
    ExportedPhoto,
)
from kinfolk.core.exchange.plan import Disagreement, DisagreementKind
from kinfolk.core.faces import faces, presence
from kinfolk.core.faces.faces import Box
from kinfolk.core.people import people, review
from kinfolk.core.people.person_fields import UNCHANGED
from kinfolk.core.people.review import Answer
from kinfolk.errors import AppError
from tests.album import Album

ANNA, BEN, GROUP, OTHER_GROUP = 1, 2, 3, 4
HERE = (10, 20, 30, 40)  # where the album's faces are
AUTO = AssignedBy.AUTO


def file_of(*photos: ExportedPhoto) -> Export:
    named = ExportedPerson(ANNA, "Anna"), ExportedPerson(BEN, "Ben")
    groups = ExportedPerson(GROUP), ExportedPerson(OTHER_GROUP, is_hidden=True)
    return Export((*named, *groups), photos=photos)


def picture(*found: ExportedFace, **more: Any) -> ExportedPhoto:
    return ExportedPhoto(width=400, height=300, faces=found, **more)


@dataclass(frozen=True)
class Story:
    """What a file says of one photo, and what comes of it."""

    said: tuple[ExportedPhoto, ...]
    whose: str | None = None  # the face there is then; "" for no one, None if there is no face
    told: tuple[Disagreement, ...] = ()
    answers: int = 0
    placed: int = 0
    is_found: bool = True  # a scan has found a face here
    is_none: bool = False  # the user here has said that it is not one


HERS, HIS = ExportedFace(HERE, person=ANNA), ExportedFace(HERE, person=BEN)
LOOSE, GROUPED = ExportedFace(HERE, by=AUTO), ExportedFace(HERE, person=GROUP, by=AUTO)
AROUND = ExportedFace((5, 15, 38, 50), person=BEN, is_drawn=True)  # a box around the face
OUTSIDE = ExportedFace((-90, 0, 100, 100), person=ANNA)  # a box that reaches out of the photo
NO_FACE = picture(no_faces=(HERE,))
NOT_HERS = picture(ExportedFace(HERE, answers=(ExportedAnswer(ANNA, Verdict.NO),)))
BY_SCAN = picture(replace(HERS, by=AUTO))
HER_FACE = Disagreement(DisagreementKind.NO_FACE, "Anna")
NOT_BEN = Disagreement(DisagreementKind.WHO, "Ben", here="Anna")
STORIES = {
    "portrait, and no face": Story(
        (picture(replace(HERS, portrait_of=ANNA)), NO_FACE), "Anna", (HER_FACE,)
    ),
    "drawn, and no face": Story(
        (picture(replace(HERS, is_drawn=True)), NO_FACE), "Anna", (HER_FACE,), is_found=False
    ),
    "no face twice": Story((NO_FACE, NO_FACE), answers=1),
    "by a scan, and no face": Story((BY_SCAN, NO_FACE), answers=1),
    "by a scan, and no": Story((BY_SCAN, NOT_HERS), "", answers=1),
    "by scans of two, and no to the first": Story(
        (BY_SCAN, picture(replace(HIS, by=AUTO)), NOT_HERS), "Ben", answers=1, placed=1
    ),
    "by a scan, and the user's": Story((BY_SCAN, picture(HIS)), "Ben"),
    "drawn, and no face here": Story(
        (picture(replace(HIS, by=AUTO)), picture(replace(HERS, is_drawn=True))),
        told=(HER_FACE,),
        is_none=True,
    ),
    "drawn without a name, and no face here": Story(
        (picture(replace(LOOSE, is_drawn=True)),),
        told=(Disagreement(DisagreementKind.NO_FACE),),
        is_none=True,
    ),
    # An exporter with two rows for the same bytes wrote both faces under one picture.
    "hers among loose ones": Story((picture(LOOSE, HERS, LOOSE),), "Anna"),
    "hers among a group's": Story((picture(GROUPED, HERS, GROUPED),), "Anna"),
    "hers among loose ones, not found": Story(
        (picture(LOOSE, HERS, LOOSE),), "Anna", is_found=False
    ),
    "hers among a group's, not found": Story(
        (picture(GROUPED, HERS, GROUPED),), "Anna", is_found=False
    ),
    "two names": Story((picture(HERS, HIS),), "Anna", (NOT_BEN,), is_found=False),
    "at the very place, not listed first": Story((picture(AROUND, HERS),), "Anna", (NOT_BEN,)),
    "somebody without name and face": Story((picture(present=(GROUP,)),), is_found=False),
    "out of the photo": Story((picture(OUTSIDE),), "Anna", is_found=False),
}


@pytest.mark.parametrize("story", STORIES.values(), ids=STORIES)
def test_what_is_said_of_one_picture(album: Album, story: Story) -> None:
    photo = album.photo()
    if story.is_found:
        face = album.face(asset_id=photo)
        if story.is_none:
            album.do(faces.delete, face)
    export = file_of(*(replace(each, content=photo) for each in story.said))
    done = album.decide(importing.bring_in, export)
    found = album.ask(faces.in_photos, [photo])[photo]
    source = Source.AUTOMATIC if story.is_found else Source.MANUAL
    assert [each.source for each in found] == [source] * (story.whose is not None)
    assert [album.name_of(each.person_id) for each in found if each.person_id] == (
        [story.whose] if story.whose else []
    )
    assert tuple(replace(each, photo="", face_id=None) for each in done.disagreements) == story.told
    has_face = story.is_found and not story.is_none
    assert all((each.face_id is not None) is has_face for each in done.disagreements)
    assert (done.counts.answers, done.counts.placed) == (story.answers, story.placed)
    with album.unchanged():
        assert album.decide(importing.bring_in, export).counts.is_nothing


class Chance(random.Random):
    """Any library, and any file."""

    SPOTS = (HERE, (12, 20, 30, 40), (200, 100, 50, 50), (205, 100, 50, 50), (300, 200, 20, 20))

    def one_of(self, number: float) -> bool:
        return self.random() < 1 / number

    def decide(self, session: Session, asset_id: str, whom: Sequence[str]) -> None:
        """What the user says in a photo here; what is refused is nothing."""
        for x, y, w, h in self.SPOTS[::2]:
            face = faces.create(session, asset_id=asset_id, box=Box(x, y, w, h))
            session.get_one(Face, face.id).source = self.choice(list(Source))
            session.flush()
            first, second = self.sample(whom, 2)
            with suppress(AppError):
                self.say(session, face.id, first)
                if self.one_of(4):
                    answer = self.choice([Answer.NO, Answer.UNSURE])
                    review.answer_faces(session, [face.id], second, answer)
                if self.one_of(6):
                    portrait = replace(UNCHANGED, thumbnail_face_id=face.id)
                    people.update(session, first, portrait)
                if self.one_of(6):
                    presence.add(session, asset_id, second)

    def say(self, session: Session, face_id: str, person_id: str) -> None:
        """That it is no face, or whose it is; or a scan does, or no one."""
        what = self.randrange(4)
        if what == 0:
            faces.delete(session, face_id)
        elif what == 1:
            faces.assign(session, [face_id], person_id)
        elif what == 2:
            row = session.get_one(Face, face_id)
            row.person_id, row.assigned_by = person_id, AUTO

    def face(self) -> ExportedFace:
        everybody = [ANNA, BEN, GROUP, OTHER_GROUP]
        answers = [ExportedAnswer(self.choice(everybody), self.choice(list(Verdict)))] * 2
        return ExportedFace(
            box=self.choice(self.SPOTS),
            person=self.choice([*everybody, None, None]),
            by=self.choice(list(AssignedBy)),
            is_drawn=self.one_of(5),
            portrait_of=self.choice(everybody) if self.one_of(4) else None,
            may_be_twice=self.one_of(10),
            answers=tuple(answers[: self.choice([0, 0, 0, 1, 2])]),
        )

    def file(self, contents: Sequence[str]) -> Export:
        return file_of(
            *(
                picture(
                    *(self.face() for _ in range(self.randrange(4))),
                    content=self.choice(contents),
                    no_faces=(self.choice(self.SPOTS),) if self.one_of(3) else (),
                    present=(self.randint(1, 4),) if self.one_of(3) else (),
                )
                for _ in range(self.randint(1, 4))
            )
        )


def names_here(session: Session) -> set[tuple[str, str]]:
    """Who is in which photo by the user's word."""
    mine = session.execute(
        select(col(Face.asset_id), col(Person.name))
        .join(Person, col(Person.id) == col(Face.person_id))
        .where(col(Face.assigned_by) == AssignedBy.USER, col(Person.name).is_not(None))
    )
    return {(row.asset_id, row.name) for row in mine}


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(6))
def test_any_file_twice(album: Album, seed: int) -> None:
    chance = Chance(seed)
    photos = [album.photo() for _ in range(2)]
    whom = [album.person("Anna"), album.person("Ben"), album.group(), album.group()]
    for asset_id in photos:
        album.do(chance.decide, asset_id=asset_id, whom=whom)
    mine = album.ask(names_here)
    export = chance.file(photos)
    album.decide(importing.bring_in, export)
    assert album.ask(names_here) >= mine
    with album.unchanged():
        assert album.decide(importing.bring_in, export).counts.is_nothing
