"""Plan what an import brings into this library, and list what contradicts the user's own decisions.

Decisions made here stay: an import only adds to them.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from sqlalchemy import select
from sqlmodel import Session

from kinfolk.core import ids, names
from kinfolk.core.birth import Birth
from kinfolk.core.db.models import DistinctPair, Verdict
from kinfolk.core.exchange import known_pictures
from kinfolk.core.exchange.document import Export, ExportedAnswer, ExportedPerson, ExportedPhoto
from kinfolk.core.exchange.export_writing import for_people
from kinfolk.core.exchange.file_statements import ToldFace, ToldPhoto, is_same
from kinfolk.core.exchange.known_pictures import FaceHere, PersonHere, PhotoHere, Spot
from kinfolk.core.photos import saved_searches
from kinfolk.core.photos.photo_filter import PhotoFilter
from kinfolk.metadata.capture_date import CaptureDate


class DisagreementKind(StrEnum):
    """Name what file and library disagree about."""

    WHO = "who"  # whose a face is
    ANSWER = "answer"  # whether a face is a certain person's
    NO_FACE = "no_face"  # whether it is a face at all
    BIRTH_DATE = "birth_date"
    HIDDEN = "hidden"
    PORTRAIT = "portrait"
    DATE = "date"  # of a photo
    PAIR = "pair"  # whether two people are one
    SEARCH = "search"  # the conditions of a saved search


@dataclass(frozen=True)
class Disagreement:
    """Hold what is said here, which stays, and what the file says.

    Either is "" if there are no words for it. `photo` is the path of the photo, `face_id` the face.
    """

    kind: DisagreementKind
    name: str = ""  # the person or the search it is about
    here: str = ""
    there: str = ""
    photo: str = ""
    face_id: str | None = None


@dataclass(frozen=True)
class DrawnFace:
    """Hold a face that is not found here, which is imported as if the user had drawn it."""

    id: str
    photo: PhotoHere
    box: Spot


@dataclass
class ImportPlan:
    """Hold all that an import will do, each list by the person, face or photo it is about."""

    new_people: dict[str, ExportedPerson] = field(default_factory=dict)
    groups: dict[str, ExportedPerson] = field(default_factory=dict)  # here, with flags to take over
    births: dict[str, Birth] = field(default_factory=dict)
    favorites: list[str] = field(default_factory=list)
    given: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    # Keys are the owner now and the new one. These faces are assigned as by a scan, not by the
    # user.
    placed: dict[tuple[str | None, str], list[str]] = field(
        default_factory=lambda: defaultdict(list)
    )
    drawn: dict[str, DrawnFace] = field(default_factory=dict)  # by its id
    reframed: dict[str, Spot] = field(default_factory=dict)
    answers: dict[tuple[str, Verdict], list[str]] = field(default_factory=lambda: defaultdict(list))
    no_faces: list[str] = field(default_factory=list)
    no_face_boxes: list[tuple[PhotoHere, Spot]] = field(default_factory=list)
    present: list[tuple[str, str]] = field(default_factory=list)  # (photo, person)
    dates: dict[CaptureDate, list[str]] = field(default_factory=lambda: defaultdict(list))
    twice: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    portraits: dict[str, str] = field(default_factory=dict)
    pairs: list[tuple[str, str, Verdict]] = field(default_factory=list)
    searches: list[tuple[str, PhotoFilter]] = field(default_factory=list)
    disagreements: list[Disagreement] = field(default_factory=list)
    known_people: int = 0  # people of the file whose name is here already
    photos: int = 0  # photos of the file that are here
    unknown_photos: int = 0  # photos of the file that are not
    faces_not_found: int = 0  # faces with decisions that were not found in photos here

    @property
    def counts(self) -> "ImportCounts":
        return ImportCounts(
            new_people=sum(person.name is not None for person in self.new_people.values()),
            known_people=self.known_people,
            faces=len(set(self.drawn).union(*self.given.values())),
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
    """Count what an import does, or has done.

    `answers` are rejections, pairs of different people, and boxes that are not faces. `others` are
    birth dates, portraits, favourites, dates of photos, presences, groups and searches.
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
        """Whether the library knows all of it already."""
        return not (self.new_people + self.faces + self.placed + self.answers + self.others)


def plan(session: Session, export: Export, library_id: str | None) -> ImportPlan:
    """Return what an import would do; without a library (None) that is only people.

    Changes nothing.
    """
    return _Planning(session, export, library_id).made()


class _Planning:
    def __init__(self, session: Session, export: Export, library_id: str | None) -> None:
        self._session, self._export, self._library_id = session, export, library_id
        self._plan = ImportPlan()
        self._there = {person.id: person for person in export.people}
        self._here = known_pictures.people(session, library_id) if library_id else {}
        self._by_key = {one.name_key: one for one in self._here.values() if one.name_key}
        self._shown_by = {one.portrait: one for one in self._here.values() if one.portrait}
        rows = session.execute(select(DistinctPair)).scalars()
        self._apart = {(row.person_a, row.person_b): Verdict(row.verdict) for row in rows}
        self._ids: dict[int, str] = {}  # number in the file → id here
        self._owners: dict[str, str] = {}  # face → the person who gets it

    def made(self) -> ImportPlan:
        """Make the plan; the steps build on each other in this order."""
        for person in self._export.people:
            if person.name is not None:
                self._know(person, person.name)
        photos = self._photos()
        self._know_groups(photos)
        # The user's decisions first: faces that scans assigned there only come where no one has
        # them.
        for photo in photos:
            self._by_users(photo)
        for photo in photos:
            self._by_scans(photo)
        # Now it is known who gets which faces, and so which groups are imported.
        for photo in photos:
            self._said_of(photo)
        self._pairs()
        self._searches()
        return self._plan

    def _know(self, person: ExportedPerson, name: str) -> None:
        """Match a person by name; a new name is a new person."""
        known = self._by_key.get(names.key(name))
        if known is None:
            self._bring(person)
            return
        self._ids[person.id] = known.id
        self._plan.known_people += 1
        if person.is_favorite and not known.is_favorite:
            self._plan.favorites.append(known.id)
        # Only listed: hiding someone who is shown here would be against the user's word here.
        if person.is_hidden and not known.is_hidden:
            self._disagree(DisagreementKind.HIDDEN, name)
        if person.born is not None and known.born is None:
            self._plan.births[known.id] = person.born
        elif person.born is not None and person.born != known.born:
            self._disagree(
                DisagreementKind.BIRTH_DATE, name, here=str(known.born), there=str(person.born)
            )

    def _bring(self, person: ExportedPerson) -> str:
        """Plan to create the person or group, and return the new id."""
        made = ids.new("person")
        self._ids[person.id] = made
        self._plan.new_people[made] = person
        return made

    def _know_groups(self, photos: Sequence[ToldPhoto]) -> None:
        """Match the file's groups with groups here, by the faces that both have.

        A group here matches if the user has decided something about it and most of the faces are in
        it, or if it has no other faces than these. What the file says of a group applies to the
        second kind, too, because it has no other faces.
        """
        votes: dict[int, Counter[str]] = defaultdict(Counter)
        for photo in photos:
            for face in photo.faces:
                if face.person is not None and (owner := self._owner(face.here)) is not None:
                    votes[face.person][owner.id] += 1
            for number in (number for there in photo.there for number in there.present):
                # In a fixed order: of people with equal votes the one counted first wins.
                votes[number].update(sorted(photo.here.present))
        groups = {one.id for one in self._here.values() if one.name is None}
        taken: set[str] = set()
        for number in (each for each in votes if self._there[each].name is None):
            counted = votes[number].most_common()
            known = [(self._here[each], same) for each, same in counted if each in groups]
            # Two groups of the file never become one group here.
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
        """Return the id of that person here; a group is created with the first thing said of it."""
        return self._ids.get(number) or self._bring(self._there[number])

    def _called(self, person_id: str | None) -> str:
        """Return the person's name; "" for a group, and for no one."""
        known = self._plan.new_people.get(person_id or "") or self._here.get(person_id or "")
        return (known and known.name) or ""

    def _owner(self, face: FaceHere | None) -> PersonHere | None:
        return self._here.get(face.person_id) if face and face.person_id else None

    def _photos(self) -> list[ToldPhoto]:
        """Return the photos that are here, each with all that the file says of it."""
        if self._library_id is None:
            self._plan.unknown_photos = len(self._export.photos)
            return []
        found: dict[str, ToldPhoto] = {}
        for photo, known in known_pictures.photos(
            self._session, self._library_id, self._export.photos
        ):
            if known is None:
                self._plan.unknown_photos += 1
                continue
            self._plan.photos += 1
            if known.id not in found:
                faces = [ToldFace(each.box, each) for each in known.faces]
                found[known.id] = ToldPhoto(known, faces)
            found[known.id].add(photo)
        return list(found.values())

    def _by_users(self, photo: ToldPhoto) -> None:
        """Plan what users decided of faces and boxes, and create groups present without a face."""
        for face in photo.faces:
            if face.here is None:
                self._draw(face, photo.here)
            if face.here is not None:
                for person in face.users:
                    self._give(person, face, face.here, photo.here)
        for there in photo.there:
            for x, y, w, h, *at in there.no_faces:
                box = photo.here.fitted((x, y, w, h), there, at[0] if at else None)
                self._no_face(box, there, photo)
            for number in there.present:
                self._who(number)

    def _by_scans(self, photo: ToldPhoto) -> None:
        """Plan to assign faces that a scan had assigned there."""
        for face in photo.faces:
            if face.here is not None and not (face.is_none or face.users or face.person is None):
                self._place(face.person, face, face.here, photo)

    def _draw(self, face: ToldFace, photo: PhotoHere) -> None:
        """Plan a face where none was found here, if the user said that it is a face, or whose."""
        drawn = (word.box for word in face.words if word.face.is_drawn)
        box = photo.inside(next(drawn, face.box))
        if box is None or not any(word.is_face for word in face.words):
            self._plan.faces_not_found += face.is_said
        elif any(is_same(box, other) for other in photo.no_faces):
            name = self._there[face.person].name if face.person is not None else None
            self._disagree(DisagreementKind.NO_FACE, name or "", photo=photo.path)
        else:
            made = DrawnFace(ids.new("face"), photo, box)
            self._plan.drawn[made.id] = made
            face.box, face.here = box, FaceHere(made.id, box, is_drawn=True, is_decided=True)

    def _holder(self, face: ToldFace) -> str | None:
        if face.here is None or face.is_none:
            return None
        owner = None if self._is_off(face, face.here.person_id) else face.here.person_id
        return self._owners.get(face.here.id, owner)

    def _is_off(self, face: ToldFace, person_id: str | None) -> bool:
        """Return whether a rejection in the file takes the face from that person.

        It does if only a scan or another file had given it to them here.
        """
        known = face.here
        if known is None or known.id in self._shown_by:
            return False
        if known.is_confirmed and not known.is_by_file:
            return False
        # That a scan's assignment was undone says nothing against a name that someone has
        # confirmed.
        against = {Verdict.NO} if known.is_confirmed else {Verdict.NO, Verdict.NOT_BY_SCAN}
        said = face.answered.items()
        return any(self._ids.get(whom) == person_id and what in against for whom, what in said)

    def _give(self, number: int, told: ToldFace, face: FaceHere, photo: PhotoHere) -> None:
        """Plan to assign the face as the file's user says, or list the disagreement."""
        person_id = self._ids.get(number)
        if person_id is not None and face.is_confirmed and face.person_id == person_id:
            self._owners.setdefault(face.id, person_id)
        if face.id in self._owners and self._owners[face.id] == person_id:
            return
        if (said := self._said_here(number, told, face, photo)) is None:
            person_id = self._who(number)
            self._plan.given[person_id].append(face.id)
            self._owners[face.id] = person_id
        elif (name := self._there[number].name) is not None:
            kind, words = said
            self._disagree(kind, name, here=words, photo=photo.path, face_id=face.id)

    def _said_here(
        self, number: int, told: ToldFace, face: FaceHere, photo: PhotoHere
    ) -> tuple[DisagreementKind, str] | None:
        """Return what the user said here against it: the kind and the name here, or None."""
        person_id = self._ids.get(number)
        if face.id in self._owners:  # another picture of the file gave it
            return DisagreementKind.WHO, self._called(self._owners[face.id])
        shown = self._shown_by.get(face.id)  # whose chosen portrait it is
        if shown is not None and shown.id != person_id:
            return DisagreementKind.WHO, shown.name or ""
        owner = self._owner(face)
        if owner is not None and owner.id != person_id and not self._is_off(told, owner.id):
            # Of a group without a name: that it is ignored, or, below, whom it is not.
            is_said = face.is_confirmed if owner.name is not None else owner.is_hidden
            # A group of the file yields to everything known of the face here.
            is_group = self._there[number].name is None
            if is_said or (is_group and owner.is_decided):
                return DisagreementKind.WHO, owner.name or ""
        said = photo.answers.get((face.id, person_id or ""))
        if said is None and owner is not None and owner.name is None and person_id is not None:
            first, second = sorted((owner.id, person_id))
            said = self._apart.get((first, second))
        return (DisagreementKind.ANSWER, "") if said in (Verdict.NO, Verdict.UNSURE) else None

    def _place(self, number: int, told: ToldFace, face: FaceHere, photo: ToldPhoto) -> None:
        """Plan to assign a face as a scan would: only if the user has said nothing about it."""
        holder, person_id = self._holder(told), self._ids.get(number)
        owner = self._here.get(holder) if holder is not None else None
        is_free = owner is None or (owner.name is None and not owner.is_decided)
        # The file's user chose it as someone else's portrait, which says more than a scan does.
        shown = {word.face.portrait_of for word in told.words} - {None, number}
        if not is_free or face.id in self._owners or face.id in self._shown_by or shown:
            return
        if number in told.answered or (face.id, person_id or "") in photo.here.answers:
            return
        # No one has two faces in one photo unless the user says so.
        if person_id is not None and person_id in map(self._holder, photo.faces):
            return
        person_id = self._who(number)
        self._plan.placed[holder, person_id].append(face.id)
        self._owners[face.id] = person_id

    def _no_face(self, box: Spot, there: ExportedPhoto, photo: ToldPhoto) -> None:
        """Plan a box that is not a face, or list the disagreement if it is a decided face here."""
        found = [
            face
            for face in photo.faces
            if face.here is not None and not face.is_none and is_same(box, face.box)
        ]
        if any(word.photo is there for face in found for word in face.words):
            return  # the user has drawn it again since
        for face in found:
            if face.here is not None and (face.here.is_decided or face.is_said):
                name = self._called(self._holder(face))
                kind, path = DisagreementKind.NO_FACE, photo.here.path
                self._disagree(kind, name, photo=path, face_id=face.here.id)
                return
        for face in found:
            face.is_none = True
            self._plan.no_faces.extend([face.here.id] if face.here else ())
        if not found and not any(is_same(box, other) for other in photo.here.no_faces):
            self._plan.no_face_boxes.append((photo.here, box))
        photo.here.no_faces.append(box)

    def _said_of(self, photo: ToldPhoto) -> None:
        for face in photo.faces:
            if face.here is not None and not face.is_none:
                self._said_of_face(face, face.here, photo.here)
        for there in photo.there:
            for number in there.present:
                self._be_there(number, photo)
            if there.taken is not None:
                self._date(there.taken, photo.here)

    def _said_of_face(self, told: ToldFace, face: FaceHere, photo: PhotoHere) -> None:
        """Plan the other decisions about a face: its frame, "twice", portraits and answers."""
        owner = self._holder(told)
        for word in told.words:
            there, box = word.face, photo.inside(word.box)
            is_theirs = there.person is not None and owner == self._ids.get(there.person)
            is_of_it = there.person is None or is_theirs
            if there.is_drawn and is_of_it and not face.is_drawn and box not in (None, face.box):
                # A box that the user drew is better than the one found by a scan.
                self._plan.reframed.setdefault(face.id, box)
            is_said = face.is_confirmed or bool(told.users)
            if owner and is_theirs and is_said and there.may_be_twice and not face.may_be_twice:
                self._plan.twice[owner].add(face.id)
            if there.portrait_of is not None:
                self._portrait(there.portrait_of, told, face, photo)
        for answer in told.answers:
            self._answer(answer, told, face, photo)

    def _be_there(self, number: int, photo: ToldPhoto) -> None:
        """Plan that someone is in the photo without a face."""
        person_id = self._who(number)
        if person_id not in photo.here.present.union(filter(None, map(self._holder, photo.faces))):
            photo.here.present.add(person_id)
            self._plan.present.append((photo.here.id, person_id))

    def _date(self, taken: CaptureDate, photo: PhotoHere) -> None:
        """Plan the photo's date, or list the disagreement with one that the user gave here."""
        if photo.taken is None or not photo.taken.is_given:
            photo.taken = taken
            self._plan.dates[taken].append(photo.id)
        elif photo.taken != taken:
            here, there = photo.taken.iso, taken.iso
            self._disagree(DisagreementKind.DATE, here=here, there=there, photo=photo.path)

    def _portrait(self, number: int, told: ToldFace, face: FaceHere, photo: PhotoHere) -> None:
        """Plan the face as the person's portrait, or list the disagreement with the chosen one."""
        person_id = self._ids.get(number)
        if person_id is None or self._holder(told) not in (None, person_id):
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

    def _answer(
        self, answer: ExportedAnswer, told: ToldFace, face: FaceHere, photo: PhotoHere
    ) -> None:
        """Plan a rejection, or list the disagreement if the user decided otherwise here."""
        person_id = self._ids.get(answer.person)
        if person_id is None:  # a group without a face here
            return
        verdict, before = answer.answer, photo.answers.get((face.id, person_id))
        is_said = face.is_confirmed or face.id in self._owners or face.id in self._shown_by
        is_theirs = is_said and self._holder(told) == person_id
        if is_theirs or (before not in (None, verdict, Verdict.NOT_BY_SCAN)):
            if verdict is not Verdict.NOT_BY_SCAN:
                name = self._called(person_id)
                kind = DisagreementKind.ANSWER
                self._disagree(kind, name, photo=photo.path, face_id=face.id)
        elif before != verdict:
            photo.answers[face.id, person_id] = verdict
            self._plan.answers[person_id, verdict].append(face.id)

    def _pairs(self) -> None:
        """Plan the pairs of different people, or list disagreements."""
        for pair in self._export.apart:
            known = sorted(self._ids[number] for number in pair.people if number in self._ids)
            if len(known) < 2:
                continue
            first, second = known
            before = self._apart.get((first, second))
            if before is None:
                # If the file has the pair twice, its first answer counts.
                self._apart[first, second] = pair.answer
                self._plan.pairs.append((first, second, pair.answer))
            elif before != pair.answer:
                name, here = self._called(first), self._called(second)
                self._disagree(DisagreementKind.PAIR, name, here=here)

    def _searches(self) -> None:
        """Plan the saved searches whose people are all known here, or list disagreements."""
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
        known = face_id if face_id not in self._plan.drawn else None
        self._plan.disagreements.append(Disagreement(kind, name, here, there, photo, known))
