"""Move the user's decisions about a picture to the photo that shows that picture now.

The decisions are faces, presences, dismissed boxes, and what is remembered of removed folders. A
presence says that a person is in the photo without a visible face. A row "waits" while its photo
shows a picture other than the one it was made for (`seen_in`).
"""

import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any, Final, TypeVar

from sqlalchemy import Select, String, bindparam, delete, func, select, update
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from kinfolk.core import ids
from kinfolk.core.db.models import (
    Asset,
    AssetState,
    DismissedBox,
    Embedding,
    Face,
    Person,
    Presence,
    now,
)
from kinfolk.core.db.rows import among, run
from kinfolk.core.faces import assignment, crops, embeddings
from kinfolk.core.photos import places, remembered_decisions
from kinfolk.core.photos.remembered_decisions import Kept
from kinfolk.metadata.capture_date import TakenSource
from kinfolk.scan.face_matching import MIN_IOU
from kinfolk.scan.known_faces import Row, box_of
from kinfolk.vision.boxes import iou

Told = TypeVar("Told", Face, Presence, DismissedBox)

# The photo that a row belongs to, and the one that shows its picture now.
_WAS, _HOME = aliased(Asset), aliased(Asset)
_ANY_REFUSED = select(col(DismissedBox.id)).limit(1)


def reattach(session: Session, asset_ids: Collection[str], *, fresh: Collection[str] = ()) -> None:
    """Move decided rows to the photos that now show their pictures, after `asset_ids` were read.

    The photos in `asset_ids` may show the picture of a row that waits elsewhere, or may no longer
    show the picture of their own rows. Photos in `fresh` are new, so they have no rows that wait.
    Decisions remembered from removed folders are put back first. If an undecided face is at the
    same place in the picture, it is deleted. If a decided face is there, it stays, and the other
    row goes on waiting.
    """
    for asset_id, rows in remembered_decisions.of(session, asset_ids).items():
        _bring_back(session, session.get_one(Asset, asset_id), rows)
    left = set(asset_ids).difference(fresh)
    for face, home in _detached(session, Face, asset_ids, left):
        if (double := _free_place(session, face, home)) is not None:
            _move_in(session, face, home, double)
    for presence, home in _detached(session, Presence, asset_ids, left):
        _be_there(session, presence, home)
    # Most libraries have no dismissed boxes; then the query for them is saved.
    if session.execute(_ANY_REFUSED).first() is None:
        return
    for box, home in _detached(session, DismissedBox, asset_ids, asset_ids):
        if (double := _free_place(session, box, home)) is not None:
            _refuse(session, box, home, double)


def _detached(
    session: Session, table: type[Told], homes: Collection[str], left: Collection[str]
) -> Iterator[tuple[Told, Asset]]:
    """Yield rows that wait, each with the first photo that shows the row's picture.

    That photo is one of `homes`, or the row's own photo is one of `left`. A dismissed box is
    yielded whether or not it waits, and once for every photo that shows its picture. Of faces only
    decided ones are yielded.
    """
    seen = set()
    for query, asset_ids in zip(_queries(table), (homes, homes, left, left), strict=True):
        if not asset_ids:
            continue
        these = {"assets": json.dumps(list(asset_ids))}
        for row, home in session.execute(query, these).all():
            key = (row.id, home.id if table is DismissedBox else "")
            if key not in seen:
                seen.add(key)
                yield row, home


@cache
def _queries(table: type[Row] | type[Presence]) -> list[Select[Any, Asset]]:
    """Return four queries, for each of two photos and two columns; one with OR would use no index.

    The photo in the list is the one that shows the picture or the one that has the row; the column
    is the picture or the file's hash. The result is cached, because each batch of a scan needs it.
    """
    query = (
        select(table, _HOME)
        .join(_WAS, col(_WAS.id) == col(table.asset_id))
        .join(_HOME, col(_HOME.library_id) == col(_WAS.library_id))
        .where(
            col(table.seen_in) != "",
            col(_HOME.id) != col(_WAS.id),
            col(_HOME.state) == AssetState.DONE,
        )
        .order_by(col(table.id), col(_HOME.path))
    )
    if table is not DismissedBox:
        query = query.where(col(_WAS.picture) != col(table.seen_in))
    if table is Face:
        query = query.where(assignment.is_decided())
    each = func.json_each(bindparam("assets", type_=String)).table_valued("value")
    return [
        query.where(col(side).in_(select(each.c.value)), col(shows) == col(table.seen_in))
        for side, shows in product((_HOME.id, _WAS.id), (_HOME.picture, _HOME.content_hash))
    ]


def _bring_back(session: Session, home: Asset, rows: Sequence[Kept]) -> None:
    """Put remembered rows back, and forget those that need no second try."""
    remembered_decisions.forget(
        session, [kept.id for kept in rows if _BACK[kept.tbl](session, kept, home)]
    )


def _face_back(session: Session, kept: Kept, home: Asset) -> bool:
    """Put a remembered face back, unless a decided face or a dismissed box is at its place.

    Return whether the face is back; otherwise it stays remembered.
    """
    face = Face(**kept.row)
    double = _free_place(session, face, home)
    if double is None or _is_refused(session, face, home):
        return False
    for other in double:
        _lend(session, kept.id, other)
    _remove(session, double)
    owner = {"person_id": kept.person_id} if kept.person_id else assignment.NOBODYS
    _put(session, kept, home, **{"scan_id": None, **owner})
    return True


def _no_face_back(session: Session, kept: Kept, home: Asset) -> bool:
    """Put a dismissed box back, unless the photo already has a dismissed box at that place.

    Return False if a decided face is at that place; then the box stays remembered.
    """
    box = DismissedBox(**kept.row)
    double = _free_place(session, box, home)
    if double is None:
        return False
    _remove(session, double)
    if not _is_refused(session, box, home):
        _put(session, kept, home)
    return True


def _no_back(session: Session, kept: Kept, home: Asset) -> bool:
    """Put a rejection back, unless its person is gone or has the face now.

    Return whether both exist; without the face or the person the rejection stays remembered.
    """
    face = select(col(Face.person_id)).where(col(Face.id) == kept.row["face_id"])
    found = session.execute(face).first()
    if found is not None and kept.person_id not in (None, found.person_id):
        remembered_decisions.put_back(session, kept, person_id=kept.person_id)
    return found is not None and kept.person_id is not None


def _presence_back(session: Session, kept: Kept, home: Asset) -> bool:
    """Put a presence back if its person exists; else it stays remembered, as they may come back."""
    if kept.person_id is not None:
        _put(session, kept, home, person_id=kept.person_id)
    return kept.person_id is not None


def _claim_back(session: Session, kept: Kept, home: Asset) -> bool:
    """Put a claim back, linked to its face and its presence if these exist; return True."""
    became = {"face_id": col(Face.id), "presence_id": col(Presence.id)}
    there = {
        name: session.execute(select(row_id).where(row_id == kept.row[name])).scalar()
        for name, row_id in became.items()
    }
    _put(session, kept, home, **there)
    return True


def _entry_back(session: Session, kept: Kept, home: Asset) -> bool:
    """Put back an entry that was written to a sidecar; return True."""
    remembered_decisions.put_back(session, kept, asset_id=home.id)
    return True


def _sidecar_back(session: Session, kept: Kept, home: Asset) -> bool:
    """Put back that we wrote a sidecar, if the photo is beside it again; return True."""
    if Path(kept.row["photo"]) in places.files(session, home.id):
        remembered_decisions.put_back(session, kept, asset_id=home.id)
    return True


def _date_back(session: Session, kept: Kept, home: Asset) -> bool:
    """Put the user's date back, unless the photo has another date from the user; return True."""
    names = ("taken_at", "taken_precision", "taken_source")
    if home.taken_source != TakenSource.USER:
        session.connection().exec_driver_sql(
            f"UPDATE main.asset SET ({', '.join(names)}) = (?, ?, ?) WHERE id = ?",
            (*(kept.row[name] for name in names), home.id),
        )
        session.expire(home)
    return True


def _portrait_back(session: Session, kept: Kept, home: Asset) -> bool:
    """Put a chosen portrait back if the person has the face and no other chosen portrait.

    Return whether both exist; without the face or the person the choice stays remembered.
    """
    face_id = kept.row["thumbnail_face_id"]
    face = select(col(Face.person_id)).where(col(Face.id) == face_id)
    found = session.execute(face).first()
    if found is not None and found.person_id == kept.person_id:
        lacks = (col(Person.id) == kept.person_id, col(Person.thumbnail_face_id).is_(None))
        run(session, update(Person).where(*lacks).values(thumbnail_face_id=face_id))
    return found is not None and kept.person_id is not None


def _put(session: Session, kept: Kept, home: Asset, **values: Any) -> None:
    here = {"asset_id": home.id, "seen_in": home.picture}
    remembered_decisions.put_back(session, kept, **here, **values)


# How rows of each table come back. True: it is back, or has nothing to come back to.
_BACK: Final[dict[str, Callable[[Session, Kept, Asset], bool]]] = {
    "face": _face_back,
    "rejection": _no_back,
    "presence": _presence_back,
    "dismissed_box": _no_face_back,
    "name_claim": _claim_back,
    "sidecar_entry": _entry_back,
    "sidecar": _sidecar_back,
    "asset": _date_back,
    "person": _portrait_back,
}


def _free_place(session: Session, row: Row, home: Asset) -> list[str] | None:
    """Return the ids of undecided faces at the row's place; None if a decided face is there."""
    query = select(Face, assignment.is_decided()).where(
        col(Face.asset_id) == home.id, col(Face.seen_in) == home.picture
    )
    double = []
    for face, is_decided in session.execute(query):
        if _is_there(face, row):
            if is_decided:
                return None
            double.append(face.id)
    return double


def _move_in(session: Session, face: Row, home: Asset, double: list[str]) -> None:
    """Move the face to the photo and delete the faces in `double`.

    Crop and vectors that the face lacks are copied from those faces first.
    """
    for other in double:
        _lend(session, face.id, other)
    _remove(session, double)
    values = {"asset_id": home.id, "seen_in": home.picture, "updated_at": now()}
    session.execute(update(Face).where(col(Face.id) == face.id).values(values))


def _be_there(session: Session, presence: Presence, home: Asset) -> None:
    """Move the presence to the photo `home`, unless the photo already has one of the same person.

    In that case the presence stays at its old photo.
    """
    there = select(col(Presence.id)).where(
        col(Presence.asset_id) == home.id, col(Presence.person_id) == presence.person_id
    )
    if session.execute(there).first() is None:
        presence.asset_id, presence.seen_in = home.id, home.picture
        session.flush()


def _lend(session: Session, face_id: str, other: str) -> None:
    """Copy vectors and crop from the face `other` to `face_id`, as far as that face lacks them.

    Each copy is stored with a new checksum, because the checksum covers the face's id.
    """
    seen = select(col(Embedding.engine_id), col(Embedding.face_id)).where(
        among(col(Embedding.face_id), [face_id, other]), embeddings.is_sound(Embedding)
    )
    engines: dict[str, set[str]] = defaultdict(set)
    for engine_id, whose in session.execute(seen):
        engines[engine_id].add(whose)
    for engine_id, whose in engines.items():
        vector = embeddings.get(session, other, engine_id) if face_id not in whose else None
        if vector is not None:
            age = embeddings.ages(session, [other], engine_id).get(other)
            embeddings.put(session, face_id, engine_id, vector, age)
    image = crops.get(session, other)
    if image is not None and crops.get(session, face_id) is None:
        crops.put(session, face_id, image)


def _refuse(session: Session, box: Row, home: Asset, double: list[str]) -> None:
    """Copy a dismissed box to the photo, and delete the undecided faces `double` at its place."""
    _remove(session, double)
    facts = {name: getattr(box, name) for name in DismissedBox.model_fields}
    if _is_refused(session, box, home):
        return
    moved = {"id": ids.new("box"), "asset_id": home.id, "seen_in": home.picture}
    session.add(DismissedBox(**facts | moved))
    session.flush()


def _is_refused(session: Session, box: Row, home: Asset) -> bool:
    """Return whether the photo has a dismissed box at that place already."""
    known = select(DismissedBox).where(
        col(DismissedBox.asset_id) == home.id, col(DismissedBox.seen_in) == home.picture
    )
    return any(_is_there(row, box) for row in session.execute(known).scalars())


def _is_there(one: Row, other: Row) -> bool:
    """Return whether two boxes are at the same place, and in a video at the same moment."""
    is_now = one.timestamp_ms == other.timestamp_ms
    return is_now and bool(iou(box_of(one), box_of(other)) >= MIN_IOU)


def _remove(session: Session, face_ids: list[str]) -> None:
    """Delete faces about which the user has decided nothing, and groups that are empty then."""
    gone = among(col(Face.id), face_ids)
    people = session.execute(select(col(Face.person_id)).where(gone)).scalars().all()
    session.execute(delete(Face).where(gone), execution_options={"synchronize_session": False})
    crops.sweep(session, face_ids)
    assignment.drop_empty(session, people, by_machine=True)
