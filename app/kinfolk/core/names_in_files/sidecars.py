"""Names next to photos: what each sidecar has to say, and which of its entries are ours.

Only names that the user has given or confirmed are written: other programs, and another Kinfolk,
would take a name in a file for someone's decision.
"""

import json
import os
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import (
    ColumnElement,
    and_,
    case,
    delete,
    exists,
    func,
    insert,
    null,
    select,
    union_all,
    update,
)
from sqlmodel import Session, col

from kinfolk.core import ids, names
from kinfolk.core.db import models
from kinfolk.core.db.models import (
    Asset,
    AssetState,
    ClaimState,
    Face,
    Folder,
    NameClaim,
    Person,
    Place,
    Presence,
    now,
)
from kinfolk.core.db.rows import among, run
from kinfolk.core.faces import assignment, visibility
from kinfolk.core.names_in_files import box_spots
from kinfolk.metadata.region import Region, RelativeBox
from kinfolk.metadata.sidecar_writing import Correction, NameList, SidecarItem, name_in

Said = tuple[str, int | None, int | None, int | None, int | None]  # a name, and its box in pixels
NOTHING = "[]"
UNKNOWN = "null"  # it has changed or gone since it was written
Mark = tuple[int, int] | None  # bytes and time of last change of a sidecar
_Facts = tuple[int | None, int | None]  # the same; None: not known
_NO_FACTS: _Facts = (None, None)


@dataclass(frozen=True)
class SidecarTask:
    """Hold a file of a photo, and what its sidecar has to say.

    `file_size` and `modified_ns` are the photo's when it was scanned, by which it is recognised.
    `ours` are our entries in it now, `elsewhere` those in the photo's other sidecars, of which this
    one may be a copy. `corrected` are entries of other programs that the user has corrected. `file`
    is the sidecar if its photo has gone elsewhere, else None. With `leaves_ours` it has more
    entries of ours, which stay.
    """

    asset_id: str
    photo: Path
    file_size: int
    modified_ns: int
    regions: tuple[Region, ...]
    said: str
    ours: frozenset[SidecarItem]
    corrected: tuple[Correction, ...] = ()
    elsewhere: frozenset[SidecarItem] = frozenset()
    file: Path | None = None
    leaves_ours: bool = False


@dataclass(frozen=True)
class SidecarScope:
    """Restrict what is written: to a library, to a folder, to names; None is all.

    With `names`, names of ours that a sidecar has already stay, too. Without, everyone is written,
    hidden people only with `include_hidden`.
    """

    library_id: str | None = None
    inside: Path | None = None
    names: frozenset[str] | None = None
    include_hidden: bool = False


def kept(session: Session) -> list[SidecarTask]:
    """Return the files of switched-on folders whose sidecars do not say what is decided now."""
    if (
        session.execute(select(col(Folder.id)).where(col(Folder.keep_names)).limit(1)).first()
        is None
    ):
        return []
    rows = _files(session, SidecarScope(), col(Folder.keep_names), is_other=True)
    # Sidecars of photos that have gone come first: another photo may lie there now, and get one.
    return [*_left(session, SidecarScope()), *_besides(session, rows, SidecarScope())]


def to_keep(session: Session, folder_id: str) -> list[SidecarTask]:
    """Return what `kept` would if the folder were switched on."""
    rows = _files(session, SidecarScope(), col(Folder.id) == folder_id, is_other=True)
    return list(_besides(session, rows, SidecarScope()))


def are_ours(session: Session) -> set[Path]:
    """Return the sidecars that contain an entry of ours."""
    entries = select(col(models.SidecarEntry.file)).distinct()
    return {Path(file) for file in session.execute(entries).scalars()}


def to_write(session: Session, wanted: SidecarScope) -> list[SidecarTask]:
    """Return what `kept` does, but for the photos in `wanted`, in switched-on folders or not."""
    rows = _files(session, wanted, is_other=True)
    return [*_left(session, wanted), *_besides(session, rows, wanted)]


def to_remove(session: Session, wanted: SidecarScope) -> list[SidecarTask]:
    """Return the files next to which our entries have to go: all of them, or those of the names."""
    is_there = col(Asset.id).in_(select(col(models.SidecarEntry.asset_id)))
    rows = _files(session, wanted, is_there)
    left = _left(session, wanted, is_removal=True)
    return [*left, *_besides(session, rows, wanted, is_removal=True)]


def note(session: Session, one: SidecarTask, file: Path, ours: Collection[SidecarItem]) -> None:
    """Note as ours what is about to be written; what was ours stays so until `store`.

    If the program is killed in between, nothing of ours can be taken for someone else's.
    """
    known = {entry for _, entry in _in_file(session, one.asset_id, file)}
    _add(session, one.asset_id, file, set(ours) - known)


def store(
    session: Session,
    one: SidecarTask,
    file: Path,
    ours: Collection[SidecarItem],
    *,
    was_there: bool,
    mark: Mark,
) -> None:
    """Note that the sidecar was written: it contains no more of ours than `ours`.

    If there was no file (`was_there`), the old entries stay noted, because the file may come back
    with them, for example with its drive. Entries that another writer has noted in the meantime
    stay, too.
    """
    known = list(_in_file(session, one.asset_id, file))
    if was_there or one.file is not None:
        gone = [row_id for row_id, entry in known if entry in one.ours and entry not in ours]
        run(session, delete(models.SidecarEntry).where(among(col(models.SidecarEntry.id), gone)))
    _add(session, one.asset_id, file, set(ours) - {entry for _, entry in known})
    sidecar = models.Sidecar
    here = (col(sidecar.asset_id) == one.asset_id, col(sidecar.photo) == str(one.photo))
    run(session, delete(sidecar).where(*here))
    # A photo without names needs no row, unless entries of ours may still be in a file of its.
    if (
        one.said != NOTHING
        or any(_in_file(session, one.asset_id, file))
        or (one.file is None and any(_written(session, {one.asset_id}).values()))
    ):
        size, modified = mark or (None, None)
        session.add(
            sidecar(
                id=ids.new("sidecar"),
                asset_id=one.asset_id,
                photo=str(one.photo),
                file=str(file),
                said=one.said,
                file_size=size,
                modified_ns=modified,
            )
        )
    session.flush()


def marks(session: Session, library_id: str | None = None) -> set[tuple[str, Mark]]:
    """Return sidecars whose content is known, with their size and time when written."""
    sidecar = models.Sidecar
    facts = (col(sidecar.file), col(sidecar.file_size), col(sidecar.modified_ns))
    query = select(*facts).where(col(sidecar.said) != UNKNOWN)
    if library_id is not None:
        query = query.join(Asset, col(Asset.id) == col(sidecar.asset_id))
        query = query.where(col(Asset.library_id) == library_id)
    return {
        (file, None if size is None or modified is None else (size, modified))
        for file, size, modified in session.execute(query)
    }


def doubt(session: Session, files: Collection[str]) -> None:
    """Note that these sidecars have gone or changed, so that they are written again."""
    here = among(col(models.Sidecar.file), files)
    run(session, update(models.Sidecar).where(here).values(said=UNKNOWN))


def _said_now(*, include_hidden: bool) -> Any:
    """Return SQL: the names that the user has given in each photo, as JSON, with their boxes."""
    named = [col(Person.name).is_not(None), col(Asset.state) == AssetState.DONE]
    if not include_hidden:
        named.append(~col(Person.is_hidden))
    place = (Face.x, Face.y, Face.w, Face.h)
    faces = (
        select(col(Face.asset_id), col(Person.name), *map(col, place))
        .join(Person, col(Person.id) == col(Face.person_id))
        .join(Asset, col(Asset.id) == col(Face.asset_id))
        .where(*named, assignment.is_confirmed(), visibility.is_shown())
    )
    without = (
        select(col(Presence.asset_id), col(Person.name), *(null() for _ in place))
        .join(Person, col(Person.id) == col(Presence.person_id))
        .join(Asset, col(Asset.id) == col(Presence.asset_id))
        .where(*named, visibility.is_shown(Presence))
    )
    each = union_all(faces, without).subquery()
    # SQLite writes the text, so that the query itself can compare what a sidecar should say with
    # what it said when it was written.
    one = func.json_array(*each.c[1:])
    return (
        select(each.c.asset_id, func.json_group_array(func.json(one)).label("said"))
        .group_by(each.c.asset_id)
        .subquery()
    )


def _files(
    session: Session, wanted: SidecarScope, *where: Any, is_other: bool = False
) -> Sequence[Any]:
    """Return every file of a photo whose folder is there, with what its sidecar says.

    The row has that as `before`, and what the sidecar should say as `now`. `is_other` leaves out
    files for which these are the same.
    """
    columns = ("path", "file_size", "modified_ns", "folder_id")
    first = select(col(Asset.id).label("asset_id"), *(getattr(Asset, each) for each in columns))
    further = select(col(Place.asset_id), *(getattr(Place, each) for each in columns))
    files = union_all(first, further.where(~col(Place.is_left))).subquery()
    said = _said_now(include_hidden=wanted.include_hidden or wanted.names is not None)
    sidecar = models.Sidecar
    is_its = and_(col(sidecar.photo) == files.c.path, col(sidecar.asset_id) == files.c.asset_id)
    today = func.coalesce(said.c.said, NOTHING)
    # A photo that was renamed may have taken its sidecar along, of which nothing is noted yet.
    has_ours = exists().where(col(models.SidecarEntry.asset_id) == files.c.asset_id)
    before = func.coalesce(col(sidecar.said), case((has_ours, UNKNOWN), else_=NOTHING))
    query = (
        select(
            *(files.c.asset_id, files.c.path, files.c.file_size, files.c.modified_ns),
            *(col(Asset.width), col(Asset.height)),
            *(today.label("now"), before.label("before")),
        )
        .select_from(files)
        .join(Asset, col(Asset.id) == files.c.asset_id)
        .join(Folder, col(Folder.id) == files.c.folder_id)
        .outerjoin(said, said.c.asset_id == files.c.asset_id)
        .outerjoin(sidecar, is_its)
        # Sidecars have boxes without a moment, so nothing is written next to a video.
        .where(col(Asset.length_ms).is_(None))
        .where(col(Asset.state) == AssetState.DONE, ~col(Folder.is_away), *where)
        .order_by(files.c.path)
    )
    if is_other:
        query = query.where(today != before)
    if wanted.library_id is not None:
        query = query.where(col(Asset.library_id) == wanted.library_id)
    rows = session.execute(query).all()
    # The texts may differ only in their order, which SQLite does not define.
    return [row for row in rows if not is_other or _differs(_in_order(row.now), row.before)]


def _besides(
    session: Session, rows: Sequence[Any], wanted: SidecarScope, *, is_removal: bool = False
) -> Iterator[SidecarTask]:
    """Yield those of the files whose sidecars have to be changed."""
    written = _written(session, {row.asset_id for row in rows})
    heard = _heard(session, {row.asset_id for row in rows})
    for row in rows:
        if wanted.inside is not None and not Path(row.path).is_relative_to(wanted.inside):
            continue
        # Those beside another place of the photo may be someone else's here.
        known = written[row.asset_id]
        beside = {entry for photos, entry in known if photos is not None and row.path in photos}
        ours = beside or {entry for photos, entry in known if photos is not None and not photos}
        elsewhere = {entry for _, entry in known} - ours if wanted.names is None else ()
        # Every name that we write is in this list, as it is.
        there = {e.text for e in ours if e.where is NameList.PERSON_IN_IMAGE}
        shown = {one[0] for one in _in_order(row.now)}
        # Someone may have been renamed since, and is there by the name before: if that can be no
        # one else's.
        is_renamed = bool(there - shown) and shown - there <= (wanted.names or frozenset())
        if is_removal and wanted.names and wanted.names.isdisjoint(there) and not is_renamed:
            continue
        whose = _whose(wanted, there, is_removal=is_removal)
        others = heard[row.asset_id]
        waits = others.undecided
        if not is_removal:  # their names stay in the lists, too, whoever wrote them
            ours = {e for e in ours if e.box or names.key(name_in(e)) not in others.asked}
        said = [one for one in _in_order(row.now) if whose is None or one[0] in whose]
        said = [one for one in said if one not in waits]
        if is_removal or _differs(said, row.before):
            yield SidecarTask(
                row.asset_id,
                Path(row.path),
                row.file_size,
                row.modified_ns,
                tuple(_region(one, row.width, row.height) for one in said),
                _text(said),
                frozenset(ours),
                tuple(others.corrected),
                frozenset(elsewhere),
            )


@dataclass
class _Heard:
    """Hold what sidecars say of a photo's faces to which the user gave other names."""

    corrected: list[Correction] = field(default_factory=list)
    undecided: list[Said] = field(default_factory=list)  # faces about which the user is being asked
    asked: set[str] = field(default_factory=set)  # keys of the names that files give them


def _heard(session: Session, asset_ids: Collection[str]) -> dict[str, _Heard]:
    """Return what sidecars say, by photo.

    A face waits until the user has decided, so that neither name is lost in the meantime.
    """
    query = (
        select(NameClaim, Face, col(Person.name), col(Asset.width), col(Asset.height))
        .join(Asset, col(Asset.id) == col(NameClaim.asset_id))
        .outerjoin(Face, and_(col(Face.id) == col(NameClaim.face_id), assignment.is_confirmed()))
        .outerjoin(Person, col(Person.id) == col(Face.person_id))
        .where(
            among(col(NameClaim.asset_id), asset_ids),
            # Only sidecars are corrected: Kinfolk writes into no other file.
            func.lower(col(NameClaim.file)).endswith(".xmp"),
            col(NameClaim.seen_in) == col(Asset.picture),
            col(NameClaim.state) != ClaimState.READ,
        )
        .order_by(col(NameClaim.id))
    )
    found: dict[str, _Heard] = defaultdict(_Heard)
    stands: set[tuple[str, str]] = set()
    put_right: list[tuple[NameClaim, str]] = []
    rows = session.execute(query).all()
    drawn = _drawn_since(session, [claim for claim, *_ in rows])
    for claim, face, own, width, height in rows:
        face, own = drawn.get(claim.id, (face, own))
        heard, key = found[claim.asset_id], names.key(claim.name)
        if own is None or names.key(own) == key:
            stands.add((claim.asset_id, key))
        elif claim.state == ClaimState.OPEN:
            stands.add((claim.asset_id, key))
            heard.undecided.append((own, face.x, face.y, face.w, face.h))
            heard.asked.add(key)
        else:
            put_right.append((claim, own))
            box = (claim.name, claim.x, claim.y, claim.w, claim.h)
            region = _region(box, width, height)
            if region.box is not None:
                theirs = replace(region, file=claim.file)
                heard.corrected.append(Correction(theirs, own))
    for claim, own in put_right:  # a list without boxes has each name once
        if (claim.asset_id, names.key(claim.name)) not in stands:
            theirs = Region(claim.name, file=claim.file)
            found[claim.asset_id].corrected.append(Correction(theirs, own))
    return found


def _drawn_since(
    session: Session, claims: Sequence[NameClaim]
) -> dict[str, tuple[Face, str | None]]:
    """Return confirmed faces, and whose they are, at boxes where no face was, by claim."""
    bare = [one for one in claims if not (one.face_id or one.presence_id) and one.x is not None]
    if not (spots := box_spots.of(session, bare)):
        return {}
    query = (
        select(Face, col(Person.name))
        .join(Person, col(Person.id) == col(Face.person_id))
        .where(among(col(Face.id), {spot.face_id for spot in spots.values()}))
        .where(assignment.is_confirmed())
    )
    found = {face.id: (face, name) for face, name in session.execute(query)}
    return {
        claim_id: found[spot.face_id] for claim_id, spot in spots.items() if spot.face_id in found
    }


def _text(said: Sequence[Said]) -> str:
    """Return names and boxes in the spelling of SQLite's JSON, to compare them as texts."""
    return json.dumps(said, separators=(",", ":"), ensure_ascii=False)


def _differs(said: list[Said], before: str) -> bool:
    """Return whether a sidecar has to be changed; one whose content is unknown always has."""
    return before == UNKNOWN or said != _in_order(before)


def _in_order(said: str) -> list[Said]:
    found: list[Said] = [tuple(one) for one in json.loads(said)]
    return sorted(found, key=repr)


def _whose(wanted: SidecarScope, there: set[str], *, is_removal: bool) -> set[str] | None:
    """Return whose names may be in a sidecar; None stands for everyone in the photo."""
    if is_removal:
        return set() if wanted.names is None else there - wanted.names
    return None if wanted.names is None else there | wanted.names


def _region(one: Said, width: int, height: int) -> Region:
    """Return a name with its box in fractions of the picture, if it has a box."""
    name, x, y, w, h = one
    if x is None or y is None or w is None or h is None or not width or not height:
        return Region(name)
    return Region(name, RelativeBox(x / width, y / height, w / width, h / height))


def _left(
    session: Session, wanted: SidecarScope, *, is_removal: bool = False
) -> Iterator[SidecarTask]:
    """Yield our sidecars whose photos have gone elsewhere: our entries in them have to go.

    A photo that is missing may come back to its names. Only `is_removal` yields its sidecars, too,
    and takes out no more than the names that were asked for. In a folder that was removed from the
    library the files stay as they are.
    """
    sidecar = models.Sidecar
    some = wanted.names if is_removal else None
    is_there = [col(Asset.state) != AssetState.MISSING] if is_removal else []
    query = select(sidecar).where(_is_left(*is_there))
    if wanted.library_id is not None:
        of_library = select(col(Asset.id)).where(col(Asset.library_id) == wanted.library_id)
        query = query.where(col(sidecar.asset_id).in_(of_library))
    folders = [Path(path) for path in session.execute(select(col(Folder.path))).scalars()]
    inside = folders if wanted.inside is None else [wanted.inside]
    for row in session.execute(query).scalars().all():
        if not any(map(Path(row.photo).is_relative_to, inside)):
            continue
        file = Path(row.file)
        entries = [entry for _, entry in _in_file(session, row.asset_id, file)]
        ours = frozenset(each for each in entries if some is None or name_in(each) in some)
        if ours or some is None:
            said = NOTHING if some is None else UNKNOWN
            yield SidecarTask(
                row.asset_id,
                Path(row.photo),
                *(0, 0, (), said, ours),
                file=file,
                leaves_ours=len(ours) < len(entries),
            )


def _in_file(session: Session, asset_id: str, file: Path) -> Iterator[tuple[str, SidecarItem]]:
    """Yield our entries in that sidecar, with the ids of their rows."""
    entry = models.SidecarEntry
    here = (col(entry.asset_id) == asset_id, col(entry.file) == str(file))
    for row in session.execute(select(entry).where(*here)).scalars():
        yield row.id, _entry(row)


def _add(session: Session, asset_id: str, file: Path, entries: Collection[SidecarItem]) -> None:
    if entries:
        moment = now()
        rows = [_row(asset_id, file, entry) | {"created_at": moment} for entry in entries]
        session.execute(insert(models.SidecarEntry), rows)


def _written(
    session: Session, asset_ids: Collection[str]
) -> dict[str, list[tuple[set[str] | None, SidecarItem]]]:
    """Return all entries of ours in sidecars of these photos, by photo.

    With each come the places of the photo that have this sidecar: an empty set if the photo has
    moved from its place, and the sidecar with it; None if that was left there.
    """
    sidecar, entry = models.Sidecar, models.SidecarEntry
    beside: dict[tuple[str, str], set[str]] = defaultdict(set)
    left: dict[tuple[str, str], _Facts] = {}  # beside photos that have gone, as written
    every = select(sidecar, _is_left()).where(among(col(sidecar.asset_id), asset_ids))
    for one, is_left in session.execute(every):
        if is_left:
            left[one.asset_id, one.file] = (one.file_size, one.modified_ns)
        else:
            beside[one.asset_id, one.file].add(one.photo)
    found: dict[str, list[tuple[set[str] | None, SidecarItem]]] = defaultdict(list)
    entries = select(entry).where(among(col(entry.asset_id), asset_ids))
    stays = cache(_stays)
    for row in session.execute(entries).scalars():
        photos = beside[row.asset_id, row.file]
        is_there = not photos and stays(row.file, left.get((row.asset_id, row.file), _NO_FACTS))
        found[row.asset_id].append((None if is_there else photos, _entry(row)))
    return found


def _stays(file: str, written: _Facts) -> bool:
    """Return whether the sidecar is still there; another photo's may have come to its path."""
    try:
        facts = os.lstat(file)
    except OSError:
        return False
    return None in written or written == (facts.st_size, facts.st_mtime_ns)


def _is_left(*where: Any) -> ColumnElement[bool]:
    """Return SQL: the sidecar's photo, if it meets `where`, is not at its place any more."""
    sidecar = models.Sidecar
    here = select(col(Asset.path)).where(col(Asset.id) == col(sidecar.asset_id), *where)
    also = select(col(Place.path)).where(col(Place.asset_id) == col(sidecar.asset_id))
    return and_(col(sidecar.photo).not_in(here), col(sidecar.photo).not_in(also))


def _entry(row: models.SidecarEntry) -> SidecarItem:
    box = None
    if row.x is not None and row.y is not None and row.w is not None and row.h is not None:
        box = RelativeBox(row.x, row.y, row.w, row.h)
    return SidecarItem(NameList(row.name_list), row.text, box, row.is_instead, row.instead_of)


def _row(asset_id: str, file: Path, entry: SidecarItem) -> dict[str, Any]:
    x, y, w, h = entry.box or (None, None, None, None)
    where = {"id": ids.new("entry"), "asset_id": asset_id, "file": str(file)}
    said = {"name_list": entry.where.value, "text": entry.text}
    before = {"is_instead": entry.is_instead, "instead_of": entry.instead_of}
    return {**where, **said, **before, "x": x, "y": y, "w": w, "h": h}
