"""Read names and dates from photos and the files beside them, if these have changed."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import count, groupby
from os import sep

from sqlalchemy import select
from sqlmodel import Session, col

from kinfolk.core.database import Database
from kinfolk.core.db.models import Asset, AssetState, Face, Source
from kinfolk.core.faces.visibility import is_shown
from kinfolk.core.names_in_files import claims
from kinfolk.core.names_in_files.claims import TRY_AGAIN, FoundNames, UnreadFile, UnreadPhoto
from kinfolk.core.names_in_files.name_import import NO_NAMES, Import, NamesRead
from kinfolk.errors import Text
from kinfolk.metadata.region import MOST_BOXES, Region
from kinfolk.recognition.misnamed import misnamed
from kinfolk.scan.name_files import FilesBeside
from kinfolk.scan.plan import Plan
from kinfolk.scan.reading import has_changed
from kinfolk.scan.tasks import Box, Task
from kinfolk.scan.walk import PhotoFile
from kinfolk.vision.engine import FaceEngine
from kinfolk.vision.name_reader import AT_ONCE, NameReader, SaidOfPhoto

_STORED_AT_ONCE = 512  # photos


def read(
    db: Database,
    made: Plan,
    reader: NameReader,
    engine: FaceEngine,
    *,
    is_cancelled: Callable[[], bool],
) -> NamesRead:
    """Read what is unread in the walked folders, and import it as one step of the history."""
    with db.read() as session:
        photos = claims.unread(session, made.library_id, made.walked)
    # Stored in parts, so that a scan that is stopped need not read them again.
    for at in range(0, len(photos), _STORED_AT_ONCE):
        found = list(_found(photos[at : at + _STORED_AT_ONCE], made.beside, reader))
        db.write(partial(claims.note, found=found)).result()
        if is_cancelled():
            return NO_NAMES
    return take_in(db, made.library_id, engine)


def take_in(db: Database, library_id: str, engine: FaceEngine) -> NamesRead:
    """Import all names that were read and not decided; the engine's vectors find wrong ones."""
    with db.read() as session:
        if not claims.has_news(session, library_id):
            return NO_NAMES
    names = Import(
        library_id, partial(misnamed, library_id=library_id, engine_id=engine.id, same=engine.same)
    )
    # Sorting out is no part of the step: if that is undone, the next scan would do it all again.
    write = db.write(names.carry_out, label=NamesRead.action, before=names.sort_out)
    return write.result().result


def drawn(session: Session, library_id: str) -> list[Task]:
    """Return tasks for photos with faces that no engine has seen, to embed them and cut crops."""
    query = (
        select(Face, Asset)
        .join(Asset, col(Asset.id) == col(Face.asset_id))
        .where(
            col(Face.library_id) == library_id,
            col(Face.source) == Source.MANUAL,
            col(Face.landmarks).is_(None),
            col(Asset.state) == AssetState.DONE,
            is_shown(),
        )
        .order_by(col(Asset.path), col(Face.id))
    )
    rows = session.execute(query).all()
    lacking: dict[str, list[tuple[str, Box]]] = defaultdict(list)
    for face, _ in rows:
        lacking[face.asset_id].append((face.id, (face.x, face.y, face.w, face.h)))
    photos = {photo.id: photo for _, photo in rows}
    return [
        Task(
            PhotoFile(photo.path, photo.file_size, photo.modified_ns),
            library_id,
            photo.folder_id,
            photo.id,
            lacking=tuple(lacking[photo.id]),
        )
        for photo in photos.values()
    ]


def _found(
    photos: Sequence[UnreadPhoto], beside: FilesBeside, reader: NameReader
) -> Iterator[FoundNames]:
    """Yield what is said of each photo, beside its first place and beside its copies."""
    for folder, inside in groupby(photos, key=lambda photo: _split(photo.file)[0]):
        around, left = beside.of(folder), list(inside)
        for at in range(0, len(left), AT_ONCE):
            some = left[at : at + AT_ONCE]
            asked = [_split(photo.file)[1] for photo in some]
            for photo, said in zip(some, reader.read(folder, asked, around), strict=True):
                # It may be gone since the walk, or another photo have come to its path.
                if said is not None and not has_changed(PhotoFile(*photo.file)):
                    # The first place may be an export, and a copy the photo that someone has
                    # tagged.
                    copies = [PhotoFile(*copy) for copy in photo.copies]
                    every = [said, *_of_copies(copies, beside, reader)]
                    is_whole = all(each.is_lasting for each in every)
                    mark = beside.mark(PhotoFile(*photo.file), copies) if is_whole else TRY_AGAIN
                    regions = _at_most(region for each in every for region in each.regions)
                    troubles = list(filter(None, (each.trouble for each in every)))
                    trouble = Text.joined(list(dict.fromkeys(troubles))) if troubles else None
                    taken = next((each.taken for each in every if each.taken), None)
                    yield FoundNames(photo.asset_id, mark, regions, trouble, taken)


def _at_most(regions: Iterable[Region]) -> list[Region]:
    """Limit the boxes of all places of a photo to what one place may have."""
    boxes = count(1)
    return [each for each in regions if each.box is None or next(boxes) <= MOST_BOXES]


def _of_copies(
    copies: Sequence[PhotoFile], beside: FilesBeside, reader: NameReader
) -> Iterator[SaidOfPhoto]:
    """Yield what files next to the copies of a photo say, and next to one that is away nothing."""
    for copy in beside.telling(copies):
        folder, name = _split(copy)
        (said,) = reader.read(folder, [name], beside.of(folder))
        yield said if said and not has_changed(copy) else SaidOfPhoto((), is_lasting=False)


def _split(file: UnreadFile | PhotoFile) -> tuple[str, str]:
    folder, _, name = file.path.rpartition(sep)
    return folder, name
