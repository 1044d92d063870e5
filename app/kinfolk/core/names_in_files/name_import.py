"""Give the names that files say to faces and photos, as if the user had said them.

Names that contradict the user, or another file, are left for the user to decide.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, bindparam, insert, select, update
from sqlmodel import Session, col

from kinfolk.core import ids, names
from kinfolk.core.actions import Act, Action
from kinfolk.core.db.models import (
    Asset,
    AssignedBy,
    ClaimState,
    DismissedBox,
    Face,
    NameClaim,
    Person,
    Presence,
    Source,
    now,
)
from kinfolk.core.db.rows import among
from kinfolk.core.faces import assignment
from kinfolk.core.faces.faces import Box
from kinfolk.core.faces.visibility import shown
from kinfolk.core.names_in_files import aliases, box_fit
from kinfolk.core.names_in_files.box_fit import BoxFit
from kinfolk.core.names_in_files.claims import box_of, is_news, meet, people_of, refused_names
from kinfolk.core.people import people
from kinfolk.metadata import region

_AT_ONCE = 1000  # photos held in memory together


@dataclass(frozen=True)
class NamesRead:
    """Count what an import did, and what it has left to the user; false if it did nothing."""

    names: int = 0
    people: int = 0
    photos: int = 0
    to_decide: int = 0

    def __bool__(self) -> bool:
        return bool(self.names or self.to_decide)

    def __add__(self, other: "NamesRead") -> "NamesRead":
        """Add the counts of two libraries."""
        return NamesRead(
            self.names + other.names,
            self.people + other.people,
            self.photos + other.photos,
            self.to_decide + other.to_decide,
        )

    def action(self) -> Action:
        return Action.of(Act.READ_NAMES, names=self.names, people=self.people, photos=self.photos)


NO_NAMES = NamesRead()


@dataclass(frozen=True)
class _Wanted:
    """Hold a name to be given: to a face, to a box without a face yet, or to the photo."""

    claim_id: str
    asset_id: str
    name: str
    face_id: str | None = None
    box: Box | None = None


# Returns those of the faces, given with the keys of their new names, that look like someone else.
Misnamed = Callable[[Session, Mapping[str, str]], Collection[str]]


class Import:
    """Import all claims of a library that were read and not decided yet.

    Call `sort_out`, then `carry_out`. Only the second one is part of the undo step: what the first
    one notes stays when the step is undone, so that no scan repeats the import. Faces that
    `misnamed` returns are left to the user.
    """

    def __init__(self, library_id: str, misnamed: Misnamed) -> None:
        self._library_id = library_id
        self._misnamed = misnamed
        self._wanted: list[_Wanted] = []
        self._open = 0

    def sort_out(self, session: Session) -> None:
        """Mark new claims as agreed or as open for the user; keep the rest for `carry_out`.

        Agreed: the photo has the name already. The rest counts as left until it is carried out.
        """
        is_wanted = is_news(self._library_id)
        query = select(col(NameClaim.asset_id)).join(
            Asset, col(Asset.id) == col(NameClaim.asset_id)
        )
        assets = session.execute(query.where(is_wanted).distinct()).scalars().all()
        meant = self._meant(session, is_wanted)
        for at in range(0, len(assets), _AT_ONCE):
            marks: list[dict[str, object]] = []
            for photo in _photos(session, assets[at : at + _AT_ONCE], is_wanted):
                for sorted_out in _Sorting(photo, meant).run():
                    marks.append(sorted_out.mark)
                    self._open += sorted_out.mark["state"] is ClaimState.OPEN
                    if sorted_out.wanted is not None:
                        self._wanted.append(sorted_out.wanted)
            _mark(session, marks)
        self._leave_misnamed(session, meant)

    def _leave_misnamed(self, session: Session, meant: Mapping[str, str | None]) -> None:
        """Leave to the user those names that do not look like the faces they are given to."""
        named = {}
        for each in self._wanted:
            if each.face_id is not None:
                key = names.key(each.name)
                named[each.face_id] = meant.get(key) or key
        misnamed = self._misnamed(session, named) if named else ()
        left = [each for each in self._wanted if each.face_id in misnamed]
        _mark(session, [_marked(each.claim_id, ClaimState.OPEN, each.face_id) for each in left])
        self._wanted = [each for each in self._wanted if each.face_id not in misnamed]
        self._open += len(left)

    def _meant(self, session: Session, is_wanted: ColumnElement[bool]) -> dict[str, str | None]:
        """Map names that no one bears any more to the name key of the person they stand for today.

        The value is None where `aliases.of` finds no such person.
        """
        said = select(col(NameClaim.name)).join(Asset, col(Asset.id) == col(NameClaim.asset_id))
        keys = set(map(names.key, session.execute(said.where(is_wanted).distinct()).scalars()))
        known = aliases.of(session, self._library_id, keys)
        query = select(col(Person.id), col(Person.name_key)).where(
            among(col(Person.id), {each for each in known.values() if each is not None})
        )
        key_of: dict[str, str] = {row.id: row.name_key for row in session.execute(query)}
        return {key: key_of.get(person_id or "") for key, person_id in known.items()}

    def carry_out(self, session: Session) -> NamesRead:
        """Give the names, and return what was done."""
        wanted = self._wanted
        who = people_of(session, self._library_id, (each.name for each in wanted))
        marks: list[dict[str, object]] = []
        faces_of: dict[str, list[str]] = defaultdict(list)
        # Faces first: a name whose box met no face is given to the one drawn there.
        drawn = self._draw(session)
        told = self._tell(session, who)
        for each in wanted:
            face_id = each.face_id or drawn.get(each.claim_id)
            if face_id is not None:
                faces_of[who[names.key(each.name)]].append(face_id)
            marks.append(
                {
                    "claim": each.claim_id,
                    "state": ClaimState.TAKEN,
                    "face": face_id,
                    "presence": told.get(each.claim_id),
                }
            )
        # All groups first: one whose faces go to several people is no one's as a whole.
        for person_id, face_ids in faces_of.items():
            people.give_groups(session, person_id, face_ids)
        for person_id, face_ids in faces_of.items():
            _release_rivals(session, person_id, face_ids)
            assignment.give(session, face_ids, person_id, is_split=False)
        assignment.settle(session, who.values())
        _mark(session, marks)
        photos = {each.asset_id for each in wanted}
        return NamesRead(len(wanted), len(set(who.values())), len(photos), self._open)

    def _draw(self, session: Session) -> dict[str, str]:
        """Create faces at boxes where no scan found one, by claim; the next scan embeds them."""
        boxes = {each.claim_id: each for each in self._wanted if each.box is not None}
        assets = among(col(Asset.id), {each.asset_id for each in boxes.values()})
        photos = {row.id: row for row in session.execute(select(Asset).where(assets)).scalars()}
        drawn = {claim_id: ids.new("face") for claim_id in boxes}
        moment = now()
        rows = [
            {
                "id": drawn[claim_id],
                "library_id": self._library_id,
                "asset_id": each.asset_id,
                "source": Source.MANUAL,
                "seen_in": photos[each.asset_id].picture,
                "seen_width": photos[each.asset_id].width,
                "seen_height": photos[each.asset_id].height,
                "created_at": moment,
                "updated_at": moment,
                **dict(zip("xywh", _sides(each.box), strict=True)),
            }
            for claim_id, each in boxes.items()
        ]
        if rows:
            session.execute(insert(Face), rows)
        return drawn

    def _tell(self, session: Session, who: dict[str, str]) -> dict[str, str]:
        """Note who is in photos without a box; return the presences by claim."""
        without = [each for each in self._wanted if each.face_id is None and each.box is None]
        pictures = select(col(Asset.id), col(Asset.picture)).where(
            among(col(Asset.id), {each.asset_id for each in without})
        )
        seen_in: dict[str, str] = {row.id: row.picture for row in session.execute(pictures)}
        # The presence may be of an earlier picture of the photo: from now on it is of the current
        # one.
        there = select(col(Presence.asset_id), col(Presence.person_id), col(Presence.id)).where(
            among(col(Presence.asset_id), seen_in)
        )
        known = {(row.asset_id, row.person_id): row.id for row in session.execute(there)}
        told: dict[str, str] = {}
        rows = []
        for each in without:
            person_id = who[names.key(each.name)]
            if (before := known.get((each.asset_id, person_id))) is not None:
                told[each.claim_id] = before
                continue
            told[each.claim_id] = known[each.asset_id, person_id] = ids.new("presence")
            rows.append(
                {
                    "id": told[each.claim_id],
                    "library_id": self._library_id,
                    "asset_id": each.asset_id,
                    "person_id": person_id,
                    "seen_in": seen_in[each.asset_id],
                    "created_at": now(),
                }
            )
        moved = [
            {"presence": told[each.claim_id], "picture": seen_in[each.asset_id]} for each in without
        ]
        if moved:
            # For all at once: a query for each photo, with the ids of all, took ten seconds for
            # 8,000 names.
            this = update(Presence).where(
                col(Presence.id) == bindparam("presence"),
                col(Presence.seen_in) != bindparam("picture"),
            )
            session.connection().execute(this.values(seen_in=bindparam("picture")), moved)
            session.expire_all()
        if rows:
            session.execute(insert(Presence), rows)
        return told


def _sides(box: Box | None) -> tuple[int, int, int, int]:
    assert box is not None
    return box.x, box.y, box.w, box.h


def _release_rivals(session: Session, person_id: str, face_ids: Sequence[str]) -> None:
    """Take from the person other faces of the same pictures that scans had given to them.

    The person's face in these pictures is known now, and no one has two.
    """
    pictures = select(col(Face.asset_id), col(Face.seen_in)).where(among(col(Face.id), face_ids))
    here = {tuple(row) for row in session.execute(pictures)}
    rivals = select(col(Face.id), col(Face.asset_id), col(Face.seen_in)).where(
        col(Face.person_id) == person_id,
        col(Face.assigned_by) == AssignedBy.AUTO,
        ~among(col(Face.id), face_ids),
    )
    lost = [row.id for row in session.execute(rivals) if (row.asset_id, row.seen_in) in here]
    if lost:
        assignment.release(session, among(col(Face.id), lost))


def _mark(session: Session, marks: Sequence[dict[str, object]]) -> None:
    """Store what became of claims, by their ids."""
    if not marks:
        return
    values: dict[str, Any] = {
        "state": bindparam("state"),
        "face_id": bindparam("face"),
        "presence_id": bindparam("presence"),
    }
    # One statement, run many times, of which the session takes no notice: it has to read again.
    this = update(NameClaim).where(col(NameClaim.id) == bindparam("claim")).values(values)
    session.connection().execute(this, marks)
    session.expire_all()


@dataclass(frozen=True)
class _Seen:
    """Hold a face that a photo shows now, and whose it is."""

    id: str
    box: Box
    key: str | None  # key of the owner's name
    is_confirmed: bool
    may_be_twice: bool


@dataclass
class _Photo:
    """Hold what is known of the picture that a photo shows now."""

    claims: list[NameClaim] = field(default_factory=list)  # not decided yet
    boxes: dict[str, list[Box]] = field(default_factory=lambda: defaultdict(list))  # all, by file
    width: int = 0
    height: int = 0
    faces: list[_Seen] = field(default_factory=list)
    dismissed: list[Box] = field(default_factory=list)
    presences: dict[str, str] = field(default_factory=dict)  # key of the name → presence id
    refused: set[tuple[str, str | None]] = field(default_factory=set)  # (face id, key): not theirs

    def part(self, box: Box) -> region.RelativeBox:
        """Return the box in fractions of the picture's sides."""
        wide, high = max(self.width, 1), max(self.height, 1)
        return region.RelativeBox(box.x / wide, box.y / high, box.w / wide, box.h / high)


def _photos(
    session: Session, asset_ids: Sequence[str], is_wanted: ColumnElement[bool]
) -> Iterable[_Photo]:
    """Return what is known of each of these photos, read in a few queries for all of them."""
    found: dict[str, _Photo] = defaultdict(_Photo)
    # One query for each kind of row: a join of all would repeat each claim for each face.
    claims = (
        select(NameClaim, Asset, is_wanted)
        .join(Asset, col(Asset.id) == col(NameClaim.asset_id))
        .where(among(col(NameClaim.asset_id), asset_ids))
    )
    for claim, asset, is_new in session.execute(claims.order_by(col(NameClaim.id))):
        photo = found[claim.asset_id]
        photo.width, photo.height = asset.width, asset.height
        if is_new:
            photo.claims.append(claim)
        # Whether a file's boxes fit is judged by all of its boxes, but only those for today's
        # picture.
        if (box := box_of(claim)) is not None and claim.seen_in == asset.picture:
            photo.boxes[claim.file].append(box)
    faces = select(Face, col(Person.name_key))
    faces = faces.outerjoin(Person, col(Person.id) == col(Face.person_id))
    for face, key in session.execute(shown(faces, Face, asset_ids)):
        is_confirmed = face.assigned_by == AssignedBy.USER
        box = Box(face.x, face.y, face.w, face.h)
        seen = _Seen(face.id, box, key, is_confirmed, face.twice_at is not None)
        found[face.asset_id].faces.append(seen)
    boxes = shown(select(DismissedBox), DismissedBox, asset_ids)
    for row in session.execute(boxes).scalars():
        found[row.asset_id].dismissed.append(Box(row.x, row.y, row.w, row.h))
    presences = select(col(Presence.asset_id), col(Presence.id), col(Person.name_key))
    presences = presences.join(Person, col(Person.id) == col(Presence.person_id))
    for asset_id, presence_id, key in session.execute(shown(presences, Presence, asset_ids)):
        if key is not None:
            found[asset_id].presences[key] = presence_id
    photo_of = {face.id: photo for photo in found.values() for face in photo.faces}
    for face_id, key in refused_names(session, photo_of):
        photo_of[face_id].refused.add((face_id, key))
    return found.values()


@dataclass(frozen=True)
class _SortedOut:
    """Hold what becomes of a claim: the mark to store, and what is still to be done."""

    mark: dict[str, object]
    wanted: _Wanted | None = None


class _Sorting:
    """Compare the claims of one photo with what is known of it, and with each other."""

    def __init__(self, photo: _Photo, meant: Mapping[str, str | None]) -> None:
        self._photo, self._meant = photo, meant
        self._given: set[str] = set()  # keys of names that get a face in this photo

    def run(self) -> Iterator[_SortedOut]:
        """Yield what becomes of each claim.

        Claims with a box come first, because whoever gets a face is in the photo.
        """
        photo = self._photo
        faces = [photo.part(face.box) for face in photo.faces]
        seen = [*faces, *map(photo.part, photo.dismissed)]  # a scan saw the dismissed ones, too
        fits = {
            file: box_fit.fit(list(map(photo.part, boxes)), seen)
            for file, boxes in photo.boxes.items()
        }
        boxed: list[NameClaim] = []
        without: list[NameClaim] = []
        for claim in photo.claims:
            # Boxes made for another picture would put names on wrong faces, but whoever is named is
            # in the photo all the same.
            fits_nothing = claim.x is None or fits.get(claim.file, BoxFit.NOT) is BoxFit.NOT
            (without if fits_nothing else boxed).append(claim)
        places = _places(boxed)
        met = box_fit.met([photo.part(box) for box, _ in places], faces)
        for at, (_, claims) in enumerate(places):
            face = photo.faces[met[at]] if at in met else None
            is_one = len(set(map(self._key, claims))) == 1
            for claim in claims:
                # Too few boxes of this file meet a face for a new face to be drawn at one that
                # meets none.
                if face is None and fits[claim.file] is BoxFit.FACES:
                    without.append(claim)
                else:
                    yield self._placed(claim, face, is_one=is_one)
        yield from map(self._unplaced, without)

    def _key(self, claim: NameClaim) -> str | None:
        """Return the key of the name that the person meant has here.

        None means that the user has to decide who it is.
        """
        key = names.key(claim.name)
        return self._meant.get(key, key)

    def _placed(self, claim: NameClaim, face: _Seen | None, *, is_one: bool) -> _SortedOut:
        """Return what becomes of a claim with a box that fits.

        `face` is the one found at the box, and `is_one` tells whether all claims there mean one
        person.
        """
        key = self._key(claim)
        if key is not None and face is not None and face.key == key and face.is_confirmed:
            self._given.add(key)
            return _agrees(claim, face.id)
        is_asked = claim.is_doubtful or not is_one
        if key is None or is_asked or self._disagrees(claim, key, face):
            return _is_open(claim, face)
        self._given.add(key)
        if face is None:
            return _to_do(claim, box=_box(claim))
        return _to_do(claim, face_id=face.id)

    def _disagrees(self, claim: NameClaim, key: str, face: _Seen | None) -> bool:
        """Return whether the claim contradicts what the user has said."""
        others = (each for each in self._photo.faces if each is not face and each.key == key)
        if any(each.is_confirmed and not each.may_be_twice for each in others):
            return True
        if face is None:
            return any(meet(box, _box(claim)) for box in self._photo.dismissed)
        is_anothers = face.key is not None and face.is_confirmed
        return is_anothers or (face.id, key) in self._photo.refused

    def _unplaced(self, claim: NameClaim) -> _SortedOut:
        """Return what becomes of a claim without a box, or whose box does not fit the picture."""
        key = self._key(claim)
        if key is None:
            return _is_open(claim, None)
        seen = (each for each in self._photo.faces if each.key == key and each.is_confirmed)
        if (face := next(seen, None)) is not None or key in self._given:
            return _agrees(claim, face.id if face else None)
        if (presence_id := self._photo.presences.get(key)) is not None:
            return _agrees(claim, None, presence_id)
        return _is_open(claim, None) if claim.is_doubtful else _to_do(claim)


def _places(claims: Sequence[NameClaim]) -> list[tuple[Box, list[NameClaim]]]:
    """Group claims whose boxes are of one face, with the first box of each."""
    found: list[tuple[Box, list[NameClaim]]] = []
    for claim in claims:
        box = _box(claim)
        same = next((place for place in found if meet(place[0], box)), None)
        if same is not None:
            same[1].append(claim)
        else:
            found.append((box, [claim]))
    return found


def _box(claim: NameClaim) -> Box:
    box = box_of(claim)
    assert box is not None
    return box


def _agrees(claim: NameClaim, face_id: str | None, presence_id: str | None = None) -> _SortedOut:
    return _SortedOut(_marked(claim.id, ClaimState.AGREED, face_id, presence_id))


def _is_open(claim: NameClaim, face: _Seen | None) -> _SortedOut:
    return _SortedOut(_marked(claim.id, ClaimState.OPEN, face.id if face else None))


def _to_do(claim: NameClaim, *, face_id: str | None = None, box: Box | None = None) -> _SortedOut:
    """Return a claim to be carried out; until it is, it is marked as if the user had undone it."""
    wanted = _Wanted(claim.id, claim.asset_id, claim.name, face_id, box)
    return _SortedOut(_marked(claim.id, ClaimState.LEFT, face_id), wanted)


def _marked(
    claim_id: str, state: ClaimState, face_id: str | None, presence_id: str | None = None
) -> dict[str, object]:
    return {"claim": claim_id, "state": state, "face": face_id, "presence": presence_id}
