"""Names that files give to faces in photos: noted by scans, listed, and decided by the user."""

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

from sqlalchemy import (
    ColumnElement,
    and_,
    bindparam,
    delete,
    func,
    insert,
    or_,
    select,
    true,
    update,
)
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from kinfolk.core import ids, names
from kinfolk.core.actions import Act, Action
from kinfolk.core.db.models import (
    GIVEN,
    Asset,
    AssetState,
    ClaimState,
    DistinctPair,
    Face,
    Folder,
    NameClaim,
    Person,
    Place,
    Presence,
    Rejection,
    Remembered,
    SidecarEntry,
    Verdict,
    now,
)
from kinfolk.core.db.rows import among, find, need, run
from kinfolk.core.faces import assignment, faces, presence
from kinfolk.core.faces.faces import Box
from kinfolk.core.faces.visibility import is_shown
from kinfolk.core.names_in_files import aliases, box_spots
from kinfolk.core.people import concurrent_decisions, people
from kinfolk.core.photos import dates
from kinfolk.errors import Conflict, NotFound, Text
from kinfolk.metadata import region
from kinfolk.metadata.capture_date import CaptureDate
from kinfolk.metadata.frame import displayed
from kinfolk.metadata.region import PROGRAMS, Region
from kinfolk.metadata.sidecars import is_sidecar
from kinfolk.metadata.spelling import alike

# The mark of a photo of which something could not be read for now: the next scan reads it again.
TRY_AGAIN = ""
_SAME_BOX = 1e-4  # parts of a side; we write six digits, others may write fewer
_ROUNDED = 0.005  # of programs that write our boxes again, some of them in whole pixels


class UnreadFile(NamedTuple):
    """Hold a photo's file as a scan saw it: path, size in bytes, and time of the last change."""

    path: str
    size: int
    modified_ns: int


@dataclass(frozen=True)
class UnreadPhoto:
    """Hold a photo whose files have to be read for names; `copies` are its further files."""

    asset_id: str
    file: UnreadFile
    copies: tuple[UnreadFile, ...]


@dataclass(frozen=True)
class FoundNames:
    """Hold who is in a photo according to its files, and the date that XMP gives.

    `regions` have boxes in the photo as displayed. `mark` changes if one of the files changes;
    `trouble` tells which file could not be read.
    """

    asset_id: str
    mark: str
    regions: Sequence[Region]
    trouble: Text | None
    taken: CaptureDate | None


@dataclass(frozen=True)
class Trouble:
    """Hold a photo, and which of its files could not be read for names, and why."""

    path: Path
    reason: str


@dataclass(frozen=True)
class ClaimOrigin:
    """Hold where a name came from: the program, if known, the form, and the file's name."""

    program: str
    form: str  # a NameSource, perhaps of a newer version
    file: str

    @property
    def by(self) -> str:
        """The program's name as people know it; "" if it is unknown."""
        return self.program or PROGRAMS.get(self.form, "")

    @property
    def told(self) -> str:
        """The program's name, or "XMP" if it is unknown."""
        return self.by or "XMP"


@dataclass(frozen=True)
class Claim:
    """Hold a name that a file gives to a face in a photo; without a box, to the whole photo."""

    id: str
    asset_id: str
    path: Path
    name: str
    box: Box | None
    origin: ClaimOrigin
    state: ClaimState
    face_id: str | None  # the face that has the name, or that is to be decided about
    owner_id: str | None  # who has that face now
    own: str | None  # the name of that owner
    is_doubtful: bool = False  # the file may be about another photo

    @property
    def is_own_word(self) -> bool:
        """Whether the face has that name already, from the user or a scan."""
        return self.own is not None and names.key(self.own) == names.key(self.name)


def unread(session: Session, library_id: str, folder_ids: Collection[str]) -> list[UnreadPhoto]:
    """Return the photos of these folders whose names a scan has still to read, by path."""
    is_asked = (
        col(Asset.library_id) == library_id,
        among(col(Asset.folder_id), folder_ids),
        col(Folder.read_names),
        col(Asset.names_read).is_(None),
        col(Asset.state) == AssetState.DONE,
    )
    first = (col(Asset.id), col(Asset.path), col(Asset.file_size), col(Asset.modified_ns))
    photos = select(*first).join(Folder, col(Folder.id) == col(Asset.folder_id)).where(*is_asked)
    further = (col(Asset.id), col(Place.path), col(Place.file_size), col(Place.modified_ns))
    copies = (
        select(*further)
        .join(Place, col(Place.asset_id) == col(Asset.id))
        .join(Folder, col(Folder.id) == col(Place.folder_id))
        .where(*is_asked)
    )
    of: dict[str, list[UnreadFile]] = defaultdict(list)
    for asset_id, *file in session.execute(copies.order_by(col(Place.path))):
        of[asset_id].append(UnreadFile(*file))
    return [
        UnreadPhoto(asset_id, UnreadFile(*file), tuple(of[asset_id]))
        for asset_id, *file in session.execute(photos.order_by(col(Asset.path)))
    ]


def is_news(library_id: str) -> ColumnElement[bool]:
    """Return SQL over claims and their photos: the claim is still in the state READ.

    The claim was read from a file, and has neither been applied nor put to the user. A claim with a
    box is left out while scans find no faces in the photo's folder.
    """
    blind = select(col(Folder.id)).where(~col(Folder.find_faces))
    return and_(
        col(Asset.library_id) == library_id,
        col(NameClaim.state) == ClaimState.READ,
        or_(col(NameClaim.x).is_(None), col(Asset.folder_id).not_in(blind)),
    )


def has_news(session: Session, library_id: str) -> bool:
    """Return whether the library has a claim for which `is_news` is true."""
    news = select(col(NameClaim.id)).join(Asset, col(Asset.id) == col(NameClaim.asset_id))
    return session.execute(news.where(is_news(library_id)).limit(1)).first() is not None


def ask_again(session: Session, folder_ids: Collection[str]) -> None:
    """Have the next scan read the names in these folders again.

    That scan also takes the names whose import was undone.
    """
    here = among(col(Asset.folder_id), folder_ids)
    run(session, update(Asset).where(here).values(names_read=None))
    left = (
        col(NameClaim.state) == ClaimState.LEFT,
        col(NameClaim.asset_id).in_(select(col(Asset.id)).where(here)),
    )
    run(session, update(NameClaim).where(*left).values(state=ClaimState.READ))


def note(session: Session, found: Sequence[FoundNames]) -> None:
    """Store the names that files give as claims.

    New claims are added, and undecided ones that no file gives any more are deleted. Two claims are
    the same if their names are equal and, if both have a box, the boxes are in the same place.
    """
    assets = {each.asset_id for each in found}
    query = select(Asset).where(among(col(Asset.id), assets))
    photos = {row.id: row for row in session.execute(query).scalars()}
    known = _known(session, assets)
    waiting = _waiting(session, assets)
    news, doubtful = _news(session, photos, found)
    rows: list[dict[str, object]] = []
    gone: list[str] = []
    marks: list[dict[str, object]] = []
    moment = now()
    for each in found:
        photo = photos.get(each.asset_id)
        if photo is None:  # it was removed with its folder in the meantime
            continue
        # Whatever is in `left` at the end is in no file any more.
        before, left = known[photo.id], list(known[photo.id])
        fresh: list[tuple[str, Box | None]] = []
        for said, name in news[photo.id]:
            key, box = names.key(name), _pixels(said.box, photo)
            is_doubtful = said.is_doubtful or (photo.id, said.file) in doubtful
            # Also a claim that was decided, so that no name is asked about or taken twice. But of a
            # picture that the photo shows no more, a box says nothing about the next one.
            here = [claim for claim in before if box is None or claim.id not in waiting]
            if (same := _same(here, key, box)) is not None:
                left = [claim for claim in left if claim is not same]
                if not is_doubtful:
                    _follow(session, same, _row(said, name, box, photo))
                continue
            if any(each == key and _is_in(box, other) for each, other in fresh):
                continue  # two files of the photo say the same
            fresh.append((key, box))
            state = {"is_doubtful": is_doubtful, "created_at": moment}
            rows.append(_row(said, name, box, photo) | state)
        # What was decided stays, also when the file does not say it any more.
        undecided = (ClaimState.READ, ClaimState.OPEN)
        if each.mark != TRY_AGAIN:  # what could not be read may still say it
            gone += [claim.id for claim in left if claim.state in undecided]
        marks.append({"asset": photo.id, "mark": each.mark, "trouble": each.trouble})
    whole = [each for each in found if each.taken or each.mark != TRY_AGAIN]
    dates.follow_xmp(session, {each.asset_id: each.taken for each in whole})
    run(session, delete(NameClaim).where(among(col(NameClaim.id), gone)))
    if rows:
        session.execute(insert(NameClaim), rows)
    if marks:
        values: dict[str, Any] = {
            "names_read": bindparam("mark"),
            "names_trouble": bindparam("trouble"),
        }
        this = update(Asset).where(col(Asset.id) == bindparam("asset")).values(values)
        session.connection().execute(this, marks)
        session.expire_all()


def _follow(session: Session, claim: NameClaim, row: Mapping[str, object]) -> None:
    """Put whom a file has put into a photo into its next picture, of which it says so as well.

    That is whoever the file means by now. Whom the user has put there waits for the old picture.
    """
    if claim.state != ClaimState.TAKEN or claim.seen_in == row["seen_in"]:
        return
    there = session.get(Presence, claim.presence_id) if claim.presence_id else None
    if there is not None and there.asset_id == claim.asset_id:
        claim.sqlmodel_update({**row, "id": claim.id, "state": claim.state})
        there.seen_in = claim.seen_in


def _known(session: Session, assets: Iterable[str]) -> dict[str, list[NameClaim]]:
    found: dict[str, list[NameClaim]] = defaultdict(list)
    query = select(NameClaim).where(among(col(NameClaim.asset_id), assets))
    for claim in session.execute(query).scalars():
        found[claim.asset_id].append(claim)
    return found


def _waiting(session: Session, assets: Iterable[str]) -> set[str]:
    """Return the claims that were given to faces which have the name, but wait for a picture."""
    query = (
        select(col(NameClaim.id), col(NameClaim.name), col(Person.name_key))
        .join(Asset, col(Asset.id) == col(NameClaim.asset_id))
        .join(Face, col(Face.id) == col(NameClaim.face_id))
        .join(Person, col(Person.id) == col(Face.person_id))
        .where(among(col(NameClaim.asset_id), assets), col(NameClaim.state).in_(GIVEN))
        .where(~col(NameClaim.seen_in).in_((col(Asset.picture), "")))
        .where(~and_(col(Face.asset_id) == col(Asset.id), is_shown()))
    )
    return {claim_id for claim_id, name, key in session.execute(query) if names.key(name) == key}


# A name that a file gives, and how it is stored
_News = tuple[Region, str]


def _news(
    session: Session, photos: Mapping[str, Asset], found: Sequence[FoundNames]
) -> tuple[dict[str, list[_News]], set[tuple[str, str]]]:
    """Return what files say, by photo id, without what Kinfolk itself wrote into them.

    Second come (photo id, file name) of sidecars that Kinfolk wrote for another photo.
    """
    near = _files_beside(session, photos, found)
    told = {one.name for each in found for one in each.regions}
    # Read once for both questions, because it has no index for either.
    removed = _removed_entries(session, photos, near, told)
    ours = _ours(session, photos, near, [each for each in removed if each.file in near])
    news: dict[str, list[_News]] = defaultdict(list)
    for each in found:
        # A photo may have been removed with its folder in the meantime.
        for one in each.regions if each.asset_id in photos else ():
            name = names.told(one.name)
            if name is not None and not _is_ours(one, names.key(name), ours[each.asset_id]):
                news[each.asset_id].append((one, name))
    return news, _of_other_photos(session, photos, news, removed)


# The boxes of what Kinfolk wrote beside a photo: by file name, spelled `alike`, and key of the name
_Ours = dict[tuple[str, str], list[region.RelativeBox]]


def _is_ours(said: Region, key: str, ours: _Ours) -> bool:
    """Return whether Kinfolk wrote that name; another program may have moved it to another face."""
    boxes = ours.get((alike(said.file), key))
    if boxes is None or said.box is None:
        return boxes is not None
    return any(_is_same_box(said.box, box, within=_ROUNDED) for box in boxes)


def _ours(
    session: Session,
    photos: Mapping[str, Asset],
    near: Mapping[str, Collection[str]],
    removed: Sequence[Any],
) -> dict[str, _Ours]:
    """Return the names that Kinfolk itself wrote to sidecars, by photo id.

    A sidecar may lie beside another photo now than the one it was written for; its names count for
    both.
    """
    from kinfolk.metadata.sidecar_writing import (
        NameList,  # lxml is loaded where sidecars are written
    )

    written = [
        *_entries(session, photos, among(col(SidecarEntry.asset_id), photos)),
        *_entries(session, photos, among(col(SidecarEntry.file), near)),
        *removed,
    ]
    between = {NameList.DIGIKAM.value: "/", NameList.LIGHTROOM.value: "|"}
    ours: dict[str, _Ours] = defaultdict(lambda: defaultdict(list))
    for entry in written:
        mark = between.get(entry.name_list)  # in a path below "People" the name comes last
        said = entry.text.partition(mark)[2] if mark else entry.text
        box = _box(entry)
        # The photo that it was written for may have gone, and another one have taken its name.
        for asset_id in (entry.asset_id, *near.get(entry.file, ())):
            boxes = ours[asset_id][alike(Path(entry.file).name), names.key(said)]
            boxes.extend([box] if box else [])
    return ours


def _of_other_photos(
    session: Session,
    photos: Mapping[str, Asset],
    news: Mapping[str, Sequence[_News]],
    removed: Sequence[Any],
) -> set[tuple[str, str]]:
    """Return (photo id, file name) of sidecars that Kinfolk wrote for a photo of another picture.

    They occur if the user has renamed a folder or a photo, or copied a sidecar. They are recognised
    by a name with exactly the box that Kinfolk wrote, because another app would hardly write the
    same digits; without a box, by a name in a file that Kinfolk alone has written, of the same file
    name.
    """
    from kinfolk.metadata.xmp import KINFOLK  # lxml is loaded where sidecars are written

    asked: dict[tuple[str, int | str], list[tuple[str, Region]]] = defaultdict(list)
    for asset_id, told in news.items():
        for one, _ in told:
            if is_sidecar(one.file) and one.box is not None:
                size = _size(one.box)
                for near in (size - 1, size, size + 1):
                    asked[one.name, near].append((asset_id, one))
            elif is_sidecar(one.file) and one.program == KINFOLK:
                asked[one.name, alike(one.file)].append((asset_id, one))
    if not asked:
        return set()
    # Found by name, which SQL can do; boxes are compared here, because the file may have been
    # written for another orientation.
    by_name = among(col(SidecarEntry.text), {name for name, _ in asked})
    found: set[tuple[str, str]] = set()
    for entry in (*_entries(session, photos, by_name), *removed):
        box = _box(entry)
        key = alike(Path(entry.file).name) if box is None else _size(box)
        found |= {
            (asset_id, one.file)
            for asset_id, one in asked.get((entry.text, key), ())
            if entry.asset_id != asset_id
            and entry.picture != photos[asset_id].picture
            and _is_same_box(one.box, box)
        }
    return found


def _size(box: region.RelativeBox) -> int:
    """Return a number that differs by one at most for the same box, turned or not."""
    return round(min(box.width, box.height) / (2 * _SAME_BOX))


_COLUMNS = ("asset_id", "file", "name_list", "text", "x", "y", "w", "h")


def _entries(
    session: Session, photos: Mapping[str, Asset], which: ColumnElement[bool]
) -> Sequence[Any]:
    """Return what Kinfolk wrote to sidecars, in the libraries of these photos."""
    is_written = _is_written(col(SidecarEntry.is_instead), col(SidecarEntry.instead_of))
    libraries = {photo.library_id for photo in photos.values()}
    query = (
        select(*(col(getattr(SidecarEntry, name)) for name in _COLUMNS), col(Asset.picture))
        .join(Asset, col(Asset.id) == col(SidecarEntry.asset_id))
        .where(among(col(Asset.library_id), libraries), is_written, which)
    )
    return session.execute(query).all()


def _removed_entries(
    session: Session,
    photos: Mapping[str, Asset],
    files: Collection[str],
    texts: Collection[str],
) -> Sequence[Any]:
    """Return what Kinfolk wrote beside photos whose folder was removed since.

    Only in the libraries of these photos, into these files or with these texts.
    """

    def value(name: str) -> ColumnElement[Any]:
        return func.json_extract(col(Remembered.row), f"$.{name}")

    entry = {name: value(name) for name in _COLUMNS}
    columns = *(each.label(name) for name, each in entry.items()), col(Remembered.picture)
    query = select(*columns).where(
        among(col(Remembered.library_id), {photo.library_id for photo in photos.values()}),
        col(Remembered.tbl) == SidecarEntry.__tablename__,
        _is_written(value("is_instead"), value("instead_of")),
        or_(among(entry["file"], files), among(entry["text"], texts)),
    )
    return session.execute(query).all()


def _is_written(is_instead: Any, instead_of: Any) -> ColumnElement[bool]:
    """Return SQL: the entry is ours, and no note of another program's that was removed."""
    return or_(is_instead, instead_of.is_(None))


def _box(entry: Any) -> region.RelativeBox | None:
    """Return the box of an entry as Kinfolk wrote it; None without one."""
    if entry.x is None:
        return None
    return region.RelativeBox(entry.x, entry.y, entry.w, entry.h)


def _is_same_box(
    said: region.RelativeBox | None, ours: region.RelativeBox | None, *, within: float = _SAME_BOX
) -> bool:
    """Return whether the box is the one that Kinfolk wrote, in any of the eight orientations."""
    if said is None or ours is None:
        return said is ours
    turned = (displayed(ours, orientation) for orientation in range(1, 9))
    return any(math.dist(said, box) < within for box in turned)


def _files_beside(
    session: Session, photos: Mapping[str, Asset], found: Sequence[FoundNames]
) -> dict[str, list[str]]:
    """Return the paths of the files that give names, with the ids of the photos beside each."""
    # Sidecars beside copies count too: the tagged photo may be the copy of an export.
    further = select(col(Place.asset_id), col(Place.path)).where(among(col(Place.asset_id), photos))
    lies_in = {photo.id: {Path(photo.path).parent} for photo in photos.values()}
    for asset_id, path in session.execute(further):
        lies_in[asset_id].add(Path(path).parent)
    near: dict[str, list[str]] = defaultdict(list)
    for each in found:
        for name in {said.file for said in each.regions}:
            for folder in lies_in.get(each.asset_id, ()):
                near[str(folder / name)].append(each.asset_id)
    return near


def _pixels(box: region.RelativeBox | None, photo: Asset) -> Box | None:
    """Return the box in displayed pixels, at least one pixel wide and high; None for None."""
    if box is None:
        return None
    left, top = round(box.left * photo.width), round(box.top * photo.height)
    right = round((box.left + box.width) * photo.width)
    bottom = round((box.top + box.height) * photo.height)
    # Rounding may have put the corner outside the picture.
    left, top = min(left, photo.width - 1), min(top, photo.height - 1)
    return Box(left, top, max(1, right - left), max(1, bottom - top))


def _same(claims: Iterable[NameClaim], key: str, box: Box | None) -> NameClaim | None:
    for claim in claims:
        if names.key(claim.name) == key and _is_in(box, box_of(claim)):
            return claim
    return None


def _is_in(box: Box | None, known: Box | None) -> bool:
    """Return whether two boxes are of one face; True if `box` is None, which is the whole photo."""
    return box is None or meet(known, box)


def meet(one: Box | None, other: Box | None) -> bool:
    """Return whether two boxes of a picture are of one face, by the rule of `metadata.region`."""
    if one is None or other is None:
        return False
    a, b = (region.RelativeBox(box.x, box.y, box.w, box.h) for box in (one, other))
    return region.meets(a, b)


def _row(said: Region, name: str, box: Box | None, photo: Asset) -> dict[str, object]:
    """Return the columns of a new claim, without its time."""
    x, y, w, h = (box.x, box.y, box.w, box.h) if box else (None, None, None, None)
    return {
        "id": ids.new("claim"),
        "asset_id": photo.id,
        "name": name,
        "x": x,
        "y": y,
        "w": w,
        "h": h,
        "seen_in": photo.picture,
        "form": said.source,
        "program": said.program,
        "file": said.file,
        "state": ClaimState.READ,
    }


def box_of(claim: NameClaim) -> Box | None:
    """Return the claim's box in displayed pixels; None for somewhere in the photo."""
    if claim.x is None or claim.y is None or claim.w is None or claim.h is None:
        return None
    return Box(claim.x, claim.y, claim.w, claim.h)


def to_decide(session: Session, library_id: str | None = None) -> list[Claim]:
    """Return the claims that contradict the user or another file and wait for a decision, by photo.

    A claim whose face has got the claim's name in the meantime is left out. So is one whose face
    the user has given to whoever had that name before (`aliases.of`).
    """
    found = _listed(session, library_id, col(NameClaim.state) == ClaimState.OPEN)
    found = [claim for claim in found if not claim.is_own_word]
    given = among(col(Face.id), {claim.face_id for claim in found if claim.owner_id})
    query = select(col(Face.id), col(Face.library_id)).where(given, assignment.is_confirmed())
    library_of: dict[str | None, str] = {row.id: row.library_id for row in session.execute(query)}
    keys: dict[str, set[str]] = defaultdict(set)
    for claim in found:
        if claim.face_id in library_of:
            keys[library_of[claim.face_id]].add(names.key(claim.name))
    meant = {each: aliases.of(session, each, wanted) for each, wanted in keys.items()}
    return [
        claim
        for claim in found
        if claim.face_id not in library_of
        or meant[library_of[claim.face_id]].get(names.key(claim.name)) != claim.owner_id
    ]


def listing(session: Session, library_id: str | None = None) -> list[Claim]:
    """Return all names that files give, by photo."""
    return _listed(session, library_id, true())


def _listed(session: Session, library_id: str | None, which: ColumnElement[bool]) -> list[Claim]:
    """Return the claims for which the SQL condition `which` is true, by path."""
    query = (
        select(NameClaim, col(Asset.path), col(Face.person_id), col(Person.name))
        .join(Asset, col(Asset.id) == col(NameClaim.asset_id))
        .outerjoin(Face, col(Face.id) == col(NameClaim.face_id))
        .outerjoin(Person, col(Person.id) == col(Face.person_id))
        .where(which)
        .order_by(col(Asset.path), col(NameClaim.id))
    )
    if library_id is not None:
        query = query.where(col(Asset.library_id) == library_id)
    rows = session.execute(query).all()
    found = _faces_found_since(session, [claim for claim, *_ in rows])
    owners = select(col(Face.id), col(Person.id), col(Person.name))
    owners = owners.outerjoin(Person, col(Person.id) == col(Face.person_id))
    owner_of = {
        face_id: owner
        for face_id, *owner in session.execute(owners.where(among(col(Face.id), found.values())))
    }
    return [
        _claim(claim, path, face_id, *owner_of.get(face_id, owner))
        for claim, path, *owner in rows
        for face_id in [found.get(claim.id, claim.face_id)]
    ]


def _faces_found_since(session: Session, claims: Iterable[NameClaim]) -> dict[str, str]:
    """Return the faces that are at the boxes of open claims by now, by the claims' ids.

    There was none when the names were read: the user has drawn it, or undone that it is no face.
    """
    spots = box_spots.of(session, [claim for claim in claims if _is_bare(claim)])
    return {claim_id: spot.face_id for claim_id, spot in spots.items() if spot.face_id}


def _is_bare(claim: NameClaim) -> bool:
    """Return whether the claim waits for a decision and has a box, but no face there."""
    return claim.state == ClaimState.OPEN and claim.face_id is None and claim.x is not None


def _claim(
    row: NameClaim, path: str, face_id: str | None, owner_id: str | None, own: str | None
) -> Claim:
    return Claim(
        row.id,
        row.asset_id,
        Path(path),
        row.name,
        box_of(row),
        _origin(row),
        ClaimState(row.state),
        face_id,
        owner_id,
        own,
        row.is_doubtful,
    )


def troubles(session: Session, library_id: str | None = None) -> list[Trouble]:
    """Return photos of which a file could not be read for names, by path."""
    query = select(col(Asset.path), col(Asset.names_trouble)).where(
        col(Asset.names_trouble).is_not(None)
    )
    if library_id is not None:
        query = query.where(col(Asset.library_id) == library_id)
    return [Trouble(Path(path), why) for path, why in session.execute(query.order_by("path"))]


def origins(session: Session, face_ids: Collection[str]) -> dict[str, ClaimOrigin]:
    """Return where the names of these faces came from, by face id.

    Faces whose name did not come from a file, or is another one by now, are left out.
    """
    given = among(col(NameClaim.face_id), face_ids)
    return _origins(session, Face, NameClaim.face_id, Face.id, given)


def presence_origins(session: Session, asset_id: str) -> dict[str, ClaimOrigin]:
    """Return where presences in a photo came from, by person id.

    Presences that did not come from a file are left out.
    """
    here = col(NameClaim.asset_id) == asset_id
    return _origins(session, Presence, NameClaim.presence_id, Presence.person_id, here)


def _origins(
    session: Session,
    table: type[Face | Presence],
    link: Any,
    by: Any,
    which: ColumnElement[bool],
) -> dict[str, ClaimOrigin]:
    query = (
        select(NameClaim, col(by), col(Person.name))
        .join(table, col(table.id) == col(link))
        .join(Person, col(Person.id) == col(table.person_id))
        .where(which, col(NameClaim.state).in_(GIVEN))
        .order_by(col(NameClaim.id).desc())
    )
    return {
        key: _origin(claim)
        for claim, key, name in session.execute(query)
        if name is not None and names.key(name) == names.key(claim.name)
    }


def _origin(claim: NameClaim) -> ClaimOrigin:
    return ClaimOrigin(claim.program, str(claim.form), claim.file)


def take(session: Session, claim_ids: Collection[str], whose: Collection[str] = ()) -> None:
    """Accept the names that files give: assign the faces, creating people who do not exist.

    Claims with other names for the same faces are refused. Raises Conflict if two of the claims are
    about one face, or one is not open, or if the user has given a face that was found since the
    names were read to someone else than the people in `whose`, whom the list showed.
    """
    chosen = _to_decide(session, claim_ids, whose)
    whom = {claim.id: _person(session, claim) for claim in chosen}
    for claim in chosen:
        if claim.state != ClaimState.OPEN:
            continue  # another file says the same, and that was taken above
        _give(session, claim, whom[claim.id])
        claim.state = ClaimState.AGREED
        for other in _about_its_face(session, claim):
            is_same = names.key(other.name) == names.key(claim.name)
            is_same = is_same or whom.get(other.id) == whom[claim.id]
            if other.id in whom and not is_same:
                said = "“{one}” and “{other}” are two names for one face."
                raise Conflict(said, "Choose one of them.", one=claim.name, other=other.name)
            other.face_id = claim.face_id
            other.state = ClaimState.AGREED if is_same else ClaimState.REFUSED
        # The next claim may be about a face or a person that this one has made.
        session.flush()


def _person(session: Session, claim: NameClaim) -> str:
    """Return the id of the person who has the claim's name, or had it, or of a new person."""
    library_id = need(session, Asset, claim.asset_id).library_id
    return people_of(session, library_id, [claim.name])[names.key(claim.name)]


def _give(session: Session, claim: NameClaim, person_id: str) -> None:
    """Assign the claim's face to the person; if there is none, create a face or a presence.

    A claim with a box that fits the picture gets a face there, any other a presence.
    """
    box = box_of(claim)
    if claim.face_id is not None:
        people.give(session, person_id, [claim.face_id], is_split=False)
    elif box is not None and box_spots.of(session, [claim])[claim.id].may_be_drawn:
        made = faces.create(session, asset_id=claim.asset_id, box=box, person_id=person_id)
        claim.face_id = made.id
    elif not presence.is_in(session, claim.asset_id, person_id):
        claim.presence_id = presence.add(session, claim.asset_id, person_id)


def _about_its_face(session: Session, claim: NameClaim) -> list[NameClaim]:
    """Return the other open claims that are about the same face as this claim."""
    if claim.face_id is None:
        return []
    open_here = (
        col(NameClaim.asset_id) == claim.asset_id,
        col(NameClaim.state) == ClaimState.OPEN,
        or_(col(NameClaim.face_id) == claim.face_id, col(NameClaim.face_id).is_(None)),
    )
    found = session.execute(select(NameClaim).where(*open_here)).scalars()
    box = box_of(claim)
    return [each for each in found if each.face_id is not None or meet(box_of(each), box)]


def refuse(session: Session, claim_ids: Collection[str]) -> None:
    """Keep the user's own names; the people named by the files are rejected for these faces."""
    chosen = _to_decide(session, claim_ids)
    here = among(col(NameClaim.id), [claim.id for claim in chosen])
    not_them = []
    for claim in chosen:
        library_id, key = need(session, Asset, claim.asset_id).library_id, names.key(claim.name)
        person_id = _known_people(session, library_id, [key]).get(key)
        if claim.face_id is not None and person_id is not None:
            not_them.append((claim.face_id, person_id))
    assignment.reject(session, not_them, Verdict.NO)
    run(session, update(NameClaim).where(here).values(state=ClaimState.REFUSED))


def refused_names(session: Session, face_ids: Collection[str]) -> set[tuple[str, str | None]]:
    """Return (face id, name key): the user said that this face, or its group, is not that person.

    Or that it is unsure; that a scan was taken back is not the user's answer.
    """
    rejected = (
        select(col(Rejection.face_id), col(Person.name_key))
        .join(Person, col(Person.id) == col(Rejection.person_id))
        .where(among(col(Rejection.face_id), face_ids))
        .where(col(Rejection.verdict) != Verdict.NOT_BY_SCAN)
    )
    found = {(face_id, key) for face_id, key in session.execute(rejected)}
    group = aliased(Person)
    pair = col(DistinctPair.person_a), col(DistinctPair.person_b)
    for mine, other in (pair, pair[::-1]):
        apart = (
            select(col(Face.id), col(Person.name_key))
            .join(group, col(group.id) == col(Face.person_id))
            .join(DistinctPair, mine == col(Face.person_id))
            .join(Person, col(Person.id) == other)
            .where(among(col(Face.id), face_ids), col(group.name).is_(None))
        )
        found |= {(face_id, key) for face_id, key in session.execute(apart)}
    return found


def taking(claims: Sequence[Claim]) -> Action:
    """Return the history's action for a call of `take`."""
    return _action(Act.TAKE_NAME, claims)


def refusing(claims: Sequence[Claim]) -> Action:
    """Return the history's action for a call of `refuse`."""
    return _action(Act.KEEP_OWN, claims)


def _action(act: Act, claims: Sequence[Claim]) -> Action:
    """Return the history's action: with name and file for one claim, with a count for several."""
    if len(claims) > 1:
        return Action.of(act, names=len(claims))
    (claim,) = claims
    return Action.of(act, name=claim.name, file=claim.origin.file)


def _to_decide(
    session: Session, claim_ids: Collection[str], whose: Collection[str] | None = None
) -> Sequence[NameClaim]:
    """Return the rows of these claims, with faces found since; Conflict unless all are open.

    Also if such a face is someone's by the user's word who is not in `whose`, if that is given.
    """
    rows = [find(session, NameClaim, claim_id) or _gone() for claim_id in claim_ids]
    if any(row.state != ClaimState.OPEN for row in rows):
        raise Conflict("This has already been decided.", "Check the list again.")
    found = _faces_found_since(session, rows)
    if found and whose is not None:
        concurrent_decisions.still_free(session, found.values(), None, whose)
    for row in rows:
        row.face_id = found.get(row.id, row.face_id)
    session.flush()
    return rows


def _gone() -> NoReturn:
    raise NotFound("No file contains that name any more.", "Check the list again.")


def people_of(session: Session, library_id: str, wanted: Iterable[str]) -> dict[str, str]:
    """Return the ids of the people with these names, by name key; create missing people."""
    by_key = {names.key(name): name for name in wanted}
    found = _known_people(session, library_id, by_key)
    for key, name in by_key.items():
        if key not in found:
            found[key] = people.create(session, name=name, library_id=library_id).person.id
    return found


def _known_people(session: Session, library_id: str, keys: Collection[str]) -> dict[str, str]:
    """Return the ids of those who have these names, or are meant by them, by name key."""
    query = select(col(Person.name_key), col(Person.id)).where(
        col(Person.library_id) == library_id, among(col(Person.name_key), keys)
    )
    found: dict[str, str] = {row.name_key: row.id for row in session.execute(query)}
    # A name that no one bears may be the former name of someone who was renamed or merged.
    known = aliases.of(session, library_id, keys)
    return found | {key: person_id for key, person_id in known.items() if person_id is not None}
