"""What an export would bring into this library, and what in it stands against the user's own word.

The word that was said here stays: an import adds to it, and lists what disagrees.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from sqlalchemy import select
from sqlmodel import Session

from kinfolk.core import ids, names, saved_searches
from kinfolk.core.birth import Birth
from kinfolk.core.db.models import AssignedBy, DistinctPair, Verdict
from kinfolk.core.decisions import here
from kinfolk.core.decisions.document import (
    Export,
    ExportedAnswer,
    ExportedFace,
    ExportedPerson,
    ExportedPhoto,
)
from kinfolk.core.decisions.here import FaceHere, PersonHere, PhotoHere, Spot
from kinfolk.core.decisions.writing import for_people
from kinfolk.core.faces import SAME_PLACE
from kinfolk.core.photo_filter import PhotoFilter
from kinfolk.metadata.taken import Taken


class DisagreementKind(StrEnum):
    """About what file and library disagree."""

    WHO = "who"  # whose a face is
    ANSWER = "answer"  # whether a face is somebody's
    NO_FACE = "no_face"  # whether it is a face at all
    BIRTH_DATE = "birth_date"
    HIDDEN = "hidden"
    PORTRAIT = "portrait"
    DATE = "date"  # of a photo
    PAIR = "pair"  # whether two people are one
    SEARCH = "search"  # what is looked for under a name


@dataclass(frozen=True)
class Disagreement:
    """What is said here stays; what the file says is listed. Either is "" where it has no words.

    `photo` is the path of the photo it is about, `face_id` the face.
    """

    kind: DisagreementKind
    name: str = ""  # whom, or which search, it is about
    here: str = ""
    there: str = ""
    photo: str = ""
    face_id: str | None = None


@dataclass(frozen=True)
class DrawnFace:
    """A face that is not found here: it comes in as if it had been drawn."""

    id: str
    photo: PhotoHere
    box: Spot
    person_id: str | None


@dataclass
class ImportPlan:
    """All that an import does, each list by whom or what it is about."""

    new_people: dict[str, ExportedPerson] = field(default_factory=dict)
    groups: dict[str, ExportedPerson] = field(default_factory=dict)  # that are the file's
    births: dict[str, Birth] = field(default_factory=dict)
    favorites: list[str] = field(default_factory=list)
    given: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    # By whoever has the faces now, and who gets them: by no word of the user's.
    placed: dict[tuple[str | None, str], list[str]] = field(
        default_factory=lambda: defaultdict(list)
    )
    drawn: list[DrawnFace] = field(default_factory=list)
    reframed: dict[str, Spot] = field(default_factory=dict)
    answers: dict[tuple[str, Verdict], list[str]] = field(default_factory=lambda: defaultdict(list))
    no_faces: list[str] = field(default_factory=list)
    no_face_boxes: list[tuple[PhotoHere, Spot]] = field(default_factory=list)
    present: list[tuple[str, str]] = field(default_factory=list)  # photo, person
    dates: dict[Taken, list[str]] = field(default_factory=lambda: defaultdict(list))
    twice: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    portraits: dict[str, str] = field(default_factory=dict)
    pairs: list[tuple[str, str, Verdict]] = field(default_factory=list)
    searches: list[tuple[str, PhotoFilter]] = field(default_factory=list)
    disagreements: list[Disagreement] = field(default_factory=list)
    known_people: int = 0  # with a name, who are here already
    photos: int = 0  # of the file that are here
    unknown_photos: int = 0  # of the file that are not
    faces_not_found: int = 0  # something was said about them, but they are not found here

    @property
    def counts(self) -> "ImportCounts":
        """In numbers."""
        return ImportCounts(
            new_people=sum(person.name is not None for person in self.new_people.values()),
            known_people=self.known_people,
            faces=sum(map(len, self.given.values())) + len(self.drawn),
            placed=sum(map(len, self.placed.values())),
            answers=sum(map(len, self.answers.values()))
            + len(self.pairs)
            + len(self.no_faces)
            + len(self.no_face_boxes)
            + sum(map(len, self.twice.values())),
            others=len(self.births)
            + len(self.groups)
            + len(self.favorites)
            + len(self.reframed)
            + len(self.present)
            + sum(map(len, self.dates.values()))
            + len(self.portraits)
            + len(self.searches)
            + sum(person.name is None for person in self.new_people.values()),
            photos=self.photos,
            unknown_photos=self.unknown_photos,
            faces_not_found=self.faces_not_found,
            disagreements=len(self.disagreements),
        )


@dataclass(frozen=True)
class ImportCounts:
    """What an import does, or has done.

    `answers`: a no, two told apart, what is no face. `others`: birth dates, portraits, favourites,
    photos' dates, who is in a photo without a face, groups, searches.
    """

    new_people: int
    known_people: int
    faces: int
    placed: int
    answers: int
    others: int
    photos: int
    unknown_photos: int
    faces_not_found: int
    disagreements: int

    @property
    def is_nothing(self) -> bool:
        """The library knows all of it."""
        return not (self.new_people + self.faces + self.placed + self.answers + self.others)


def plan(session: Session, export: Export, library_id: str | None) -> ImportPlan:
    """What would come in; without a library (null) it is people alone. Changes nothing."""
    return _Planning(session, export, library_id).made()


@dataclass
class _Pair:
    """A face of the file and the one in its place here; where it would lie in the photo here."""

    there: ExportedFace
    here: FaceHere | None
    box: Spot


@dataclass
class _Photo:
    """A picture of the file, and the photo that shows it here."""

    there: ExportedPhoto
    here: PhotoHere
    faces: list[_Pair]


class _Planning:
    """One import, thought through."""

    def __init__(self, session: Session, export: Export, library_id: str | None) -> None:
        self._session, self._export, self._library_id = session, export, library_id
        self._plan = ImportPlan()
        self._there = {person.id: person for person in export.people}
        self._here = here.people(session, library_id) if library_id else {}
        self._by_key = {one.name_key: one for one in self._here.values() if one.name_key}
        self._shown_by = {one.portrait: one for one in self._here.values() if one.portrait}
        self._ids: dict[int, str] = {}  # number in the file → who it is here
        self._owners: dict[str, str] = {}  # face → whom it comes to

    def made(self) -> ImportPlan:
        for person in self._export.people:
            if person.name is not None:
                self._know(person, person.name)
        photos = self._photos()
        self._know_groups(photos)
        # The user's word first: what a scan has placed only comes where nobody else is.
        for by in (AssignedBy.USER, AssignedBy.AUTO):
            for photo in photos:
                for face in photo.faces:
                    if face.there.by is by:
                        self._face(face, photo.here)
        # By now it is known which faces come to whom, and so which groups come in.
        for photo in photos:
            self._said_of(photo)
        self._pairs()
        self._searches()
        return self._plan

    # People.

    def _know(self, person: ExportedPerson, name: str) -> None:
        """The same name is the same person."""
        known = self._by_key.get(names.key(name))
        if known is None:
            self._bring(person)
            return
        self._ids[person.id] = known.id
        self._plan.known_people += 1
        if person.is_favorite and not known.is_favorite:
            self._plan.favorites.append(known.id)
        if person.is_hidden and not known.is_hidden:
            self._disagree(DisagreementKind.HIDDEN, name)
        if person.born is not None and known.born is None:
            self._plan.births[known.id] = person.born
        elif person.born is not None and person.born != known.born:
            self._disagree(
                DisagreementKind.BIRTH_DATE, name, here=str(known.born), there=str(person.born)
            )

    def _bring(self, person: ExportedPerson) -> str:
        made = ids.new("person")
        self._ids[person.id] = made
        self._plan.new_people[made] = person
        return made

    def _know_groups(self, photos: Sequence[_Photo]) -> None:
        """A group is the decided one here that has most of its faces, or one of nothing else.

        What is said of the group holds for the second, too: about no other face is anything said.
        """
        votes: dict[int, Counter[str]] = defaultdict(Counter)
        for face in (face for photo in photos for face in photo.faces):
            owner, number = self._owner(face.here), face.there.person
            is_group = owner is not None and owner.name is None
            if owner and is_group and number is not None and self._there[number].name is None:
                votes[number][owner.id] += 1
        taken: set[str] = set()
        for number, counted in votes.items():
            known = [(self._here[each], same) for each, same in counted.most_common()]
            free = [(one, same) for one, same in known if one.id not in taken]
            decided = next((one for one, _ in free if one.is_decided), None)
            alike = next((one for one, same in free if one.face_count == same), None)
            if (best := decided or alike) is not None:
                taken.add(best.id)
                self._ids[number] = best.id
                group = self._there[number]
                if not best.is_decided and (group.is_hidden or group.is_favorite or group.born):
                    self._plan.groups[best.id] = group

    def _who(self, number: int) -> str:
        """Whoever that is here; a group comes in with the first thing that is said of it."""
        return self._ids.get(number) or self._bring(self._there[number])

    def _called(self, person_id: str) -> str:
        """Their name; "" of a group."""
        known = self._plan.new_people.get(person_id) or self._here[person_id]
        return known.name or ""

    def _owner(self, face: FaceHere | None) -> PersonHere | None:
        """Whose the face is here."""
        return self._here.get(face.person_id) if face and face.person_id else None

    # Photos and faces.

    def _photos(self) -> list[_Photo]:
        if self._library_id is None:
            self._plan.unknown_photos = len(self._export.photos)
            return []
        found = []
        lacking: dict[str, list[Spot]] = defaultdict(list)  # faces that are not found here
        for photo, known in here.photos(self._session, self._library_id, self._export.photos):
            if known is None:
                self._plan.unknown_photos += 1
                continue
            self._plan.photos += 1
            earlier = tuple(lacking[known.id])
            faces = [
                each
                for each in _matched(photo, known)
                # Two files that are one photo here would each bring the same one.
                if each.here is not None or not _is_among(each.box, earlier)
            ]
            lacking[known.id].extend(each.box for each in faces if each.here is None)
            found.append(_Photo(photo, known, faces))
        return found

    def _face(self, face: _Pair, photo: PhotoHere) -> None:
        """Whose it is."""
        if face.here is None:
            self._draw(face, photo)
        elif face.there.person is not None and face.there.by is AssignedBy.AUTO:
            self._place(face.there.person, face.here, photo)
        elif face.there.person is not None:
            self._give(face.there.person, face.here, photo)
        if face.here is not None and face.there.is_drawn and not face.here.is_drawn:
            box = photo.inside(face.box)
            if box is not None and box != face.here.box:
                self._plan.reframed[face.here.id] = box

    def _draw(self, face: _Pair, photo: PhotoHere) -> None:
        """A face that is not found here, if the user has said whose it is, or that it is one."""
        number = face.there.person
        is_said = face.there.is_drawn or face.there.portrait_of is not None
        is_said |= number is not None and face.there.by is AssignedBy.USER
        box = photo.inside(face.box)
        if not is_said or box is None:
            self._plan.faces_not_found += is_said or bool(face.there.answers)
        elif _is_among(box, photo.no_faces):
            name = self._there[number].name if number is not None else None
            self._disagree(DisagreementKind.NO_FACE, name or "", photo=photo.path)
        else:
            person_id = self._who(number) if number is not None else None
            made = DrawnFace(ids.new("face"), photo, box, person_id)
            self._plan.drawn.append(made)
            if person_id is not None:
                self._owners[made.id] = person_id
            face.here = FaceHere(
                made.id,
                box,
                person_id=None,
                is_confirmed=False,
                is_drawn=True,
                is_decided=True,
                may_be_twice=False,
            )
            photo.faces.append(face.here)

    def _give(self, number: int, face: FaceHere, photo: PhotoHere) -> None:
        """By the word of whoever wrote the file."""
        person_id = self._ids.get(number)
        if face.id in self._owners and self._owners[face.id] == person_id:
            return
        if face.is_confirmed and face.person_id == person_id:
            return
        if (said := self._said_here(number, face, photo)) is None:
            person_id = self._who(number)
            self._plan.given[person_id].append(face.id)
            self._owners[face.id] = person_id
        elif (name := self._there[number].name) is not None:
            kind, words = said
            self._disagree(kind, name, here=words, photo=photo.path, face_id=face.id)

    def _said_here(
        self, number: int, face: FaceHere, photo: PhotoHere
    ) -> tuple[DisagreementKind, str] | None:
        """What the user said here against it: about what, and who it is here."""
        person_id = self._ids.get(number)
        if face.id in self._owners:  # by another picture of the file
            return DisagreementKind.WHO, self._called(self._owners[face.id])
        shown = self._shown_by.get(face.id)  # whose portrait it is
        if shown is not None and shown.id != person_id:
            return DisagreementKind.WHO, shown.name or ""
        owner = self._owner(face)
        if owner is not None and owner.id != person_id:
            is_said = face.is_confirmed if owner.name is not None else owner.is_hidden
            # A group of the file gives way to whatever is known of the face here.
            is_group = self._there[number].name is None
            if is_said or (is_group and owner.is_decided):
                return DisagreementKind.WHO, owner.name or ""
        said = photo.answers.get((face.id, person_id or ""))
        return (DisagreementKind.ANSWER, "") if said in (Verdict.NO, Verdict.UNSURE) else None

    def _place(self, number: int, face: FaceHere, photo: PhotoHere) -> None:
        """As a scan would: only a face that nobody has said anything about."""
        owner, person_id = self._owner(face), self._ids.get(number)
        is_free = owner is None or (owner.name is None and not owner.is_decided)
        if not is_free or face.is_confirmed or face.id in self._owners or face.id in self._shown_by:
            return
        there = {self._owners.get(each.id) or each.person_id for each in photo.faces}
        if person_id is not None and (person_id in there or (face.id, person_id) in photo.answers):
            return
        person_id = self._who(number)
        self._plan.placed[face.person_id, person_id].append(face.id)
        self._owners[face.id] = person_id

    def _said_of(self, photo: _Photo) -> None:
        """All that was said besides: of the photo, and of its faces."""
        for number in photo.there.present:
            self._be_there(number, photo.here)
        if photo.there.taken is not None:
            self._date(photo.there.taken, photo.here)
        found = [(face.there, face.here) for face in photo.faces if face.here is not None]
        for there, face in found:
            owner = self._owners.get(face.id) or face.person_id
            is_theirs = there.person is not None and owner == self._ids.get(there.person)
            is_said = face.is_confirmed or there.by is AssignedBy.USER
            if owner and is_theirs and is_said and there.may_be_twice and not face.may_be_twice:
                self._plan.twice[owner].append(face.id)
            if there.portrait_of is not None:
                self._portrait(there.portrait_of, face, photo.here)
            for answer in there.answers:
                self._answer(answer, face, photo.here)
        matched = {face.id for _, face in found}
        others = [face for face in photo.here.faces if face.id not in matched]
        for x, y, w, h, *at in photo.there.no_faces:
            spot = photo.here.fitted((x, y, w, h), photo.there, at[0] if at else None)
            self._no_face(spot, photo.here, others)

    def _be_there(self, number: int, photo: PhotoHere) -> None:
        """Somebody is in a photo without a box."""
        person_id = self._who(number)
        seen = {self._owners.get(each.id) or each.person_id for each in photo.faces}
        if person_id not in seen | photo.present:
            photo.present.add(person_id)
            self._plan.present.append((photo.id, person_id))

    def _date(self, taken: Taken, photo: PhotoHere) -> None:
        if photo.taken is None or not photo.taken.is_given:
            photo.taken = taken
            self._plan.dates[taken].append(photo.id)
        elif photo.taken != taken:
            here, there = photo.taken.iso, taken.iso
            self._disagree(DisagreementKind.DATE, here=here, there=there, photo=photo.path)

    def _portrait(self, number: int, face: FaceHere, photo: PhotoHere) -> None:
        person_id = self._ids.get(number)
        owner = self._owners.get(face.id) or face.person_id
        if person_id is None or owner not in (None, person_id):
            return
        known = self._here.get(person_id)
        chosen = (known and known.portrait) or self._plan.portraits.get(person_id)
        if chosen is None:
            self._plan.portraits[person_id] = face.id
        elif chosen != face.id:
            self._disagree(
                DisagreementKind.PORTRAIT,
                self._called(person_id),
                photo=photo.path,
                face_id=face.id,
            )

    def _answer(self, answer: ExportedAnswer, face: FaceHere, photo: PhotoHere) -> None:
        person_id = self._ids.get(answer.person)
        if person_id is None:  # a group none of whose faces is here
            return
        verdict, before = answer.answer, photo.answers.get((face.id, person_id))
        owner = self._owners.get(face.id) or (face.person_id if face.is_confirmed else None)
        if owner == person_id or (before not in (None, verdict, Verdict.NOT_BY_SCAN)):
            if verdict is not Verdict.NOT_BY_SCAN:
                name = self._called(person_id)
                kind = DisagreementKind.ANSWER
                self._disagree(kind, name, photo=photo.path, face_id=face.id)
        elif before != verdict:
            photo.answers[face.id, person_id] = verdict
            self._plan.answers[person_id, verdict].append(face.id)

    def _no_face(self, box: Spot, photo: PhotoHere, others: list[FaceHere]) -> None:
        found = [face for face in others if box.shared(face.box) >= SAME_PLACE]
        decided = next((face for face in found if face.is_decided), None)
        if decided is not None:
            owner = self._owner(decided)
            name = (owner.name or "") if owner is not None else ""
            kind = DisagreementKind.NO_FACE
            self._disagree(kind, name, photo=photo.path, face_id=decided.id)
            return
        if found:
            self._plan.no_faces.extend(face.id for face in found)
            others[:] = [face for face in others if face not in found]
        elif not _is_among(box, photo.no_faces):
            self._plan.no_face_boxes.append((photo, box))
        photo.no_faces.append(box)

    # People among each other, and searches.

    def _pairs(self) -> None:
        rows = self._session.execute(select(DistinctPair)).scalars()
        said = {(row.person_a, row.person_b): Verdict(row.verdict) for row in rows}
        for pair in self._export.apart:
            known = sorted(self._ids[number] for number in pair.people if number in self._ids)
            if len(known) < 2:
                continue
            first, second = known
            before = said.get((first, second))
            if before is None:
                said[first, second] = pair.answer
                self._plan.pairs.append((first, second, pair.answer))
            elif before != pair.answer:
                name, here = self._called(first), self._called(second)
                self._disagree(DisagreementKind.PAIR, name, here=here)

    def _searches(self) -> None:
        known = {
            names.key(search.name): search.wanted
            for search in saved_searches.listed(self._session)
            if search.library_id == self._library_id
        }
        numbers = {str(number): person_id for number, person_id in self._ids.items()}
        for search in self._export.searches:
            if not numbers.keys() >= {*search.wanted.asked_for, *search.wanted.none_of}:
                continue
            wanted = for_people(search.wanted, numbers)
            key = names.key(search.name)
            if key not in known:
                known[key] = wanted
                self._plan.searches.append((search.name, wanted))
            elif known[key] != wanted:
                self._disagree(DisagreementKind.SEARCH, search.name)

    def _disagree(
        self,
        kind: DisagreementKind,
        name: str = "",
        *,
        here: str = "",
        there: str = "",
        photo: str = "",
        face_id: str | None = None,
    ) -> None:
        self._plan.disagreements.append(Disagreement(kind, name, here, there, photo, face_id))


def _matched(photo: ExportedPhoto, known: PhotoHere) -> list[_Pair]:
    """Each face of the file with the one in its place, one for one, the nearest first."""
    boxes = [known.fitted(face.box, photo, face.at) for face in photo.faces]
    found: dict[int, FaceHere] = {}
    taken: set[int] = set()
    for _, there, at in sorted(_near(boxes, known.faces), reverse=True):
        if there not in found and at not in taken:
            found[there] = known.faces[at]
            taken.add(at)
    return [_Pair(face, found.get(at), boxes[at]) for at, face in enumerate(photo.faces)]


def _is_among(box: Spot, others: Sequence[Spot]) -> bool:
    return any(box.shared(other) >= SAME_PLACE for other in others)


def _near(boxes: Sequence[Spot], faces: Sequence[FaceHere]) -> Iterator[tuple[float, int, int]]:
    for there, box in enumerate(boxes):
        for at, face in enumerate(faces):
            if (shared := box.shared(face.box)) >= SAME_PLACE:
                yield shared, there, at
