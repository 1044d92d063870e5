"""Scenes: a photo with its faces, read on a thread and drawn into a rectangle."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QCoreApplication, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from kinfolk.core.faces import faces, presence, visibility
from kinfolk.core.faces.faces import Face, FacesQuery
from kinfolk.core.names_in_files import claims
from kinfolk.core.names_in_files.claims import ClaimOrigin
from kinfolk.core.people import people
from kinfolk.core.people.people import Person
from kinfolk.core.photos import library, photos, places, previews
from kinfolk.core.photos.photos import Asset
from kinfolk.errors import AppError, Text
from kinfolk.files import literal
from kinfolk.gui.base import theme, words
from kinfolk.gui.base.context import Context
from kinfolk.gui.base.shapes import draw_box, draw_ring
from kinfolk.gui.photo.viewport import Viewport
from kinfolk.kinds import is_of_live_photo
from kinfolk.vision.decoders import Decoders, OpenFilm
from kinfolk.vision.photo import SCAN_SIDE, Photo

# Pixels of the longer side to which a photo is decoded: as scans do, so that digests compare.
SIDE = SCAN_SIDE
MOST_SIDE = 8192  # the same for an enlarged photo: 200 MB of pixels
_CHANGED = Text("The photo has changed since the last scan. Scan for new photos first.")
# The background around photos, and the text on it.
GROUND = QColor(12, 11, 10)
INK = QColor(236, 232, 225)


@dataclass(frozen=True)
class SceneFace:
    """Hold a face in the photo, with its person."""

    face: Face
    person: Person | None
    origin: ClaimOrigin | None  # the file that gave it the name

    @property
    def id(self) -> str:
        return self.face.id

    @property
    def name(self) -> str:
        """The person's name, "" if there is no person or no name."""
        return self.person.name or "" if self.person else ""

    @property
    def box(self) -> QRectF:
        """The box in pixels of the photo."""
        box = self.face.box
        return QRectF(box.x, box.y, box.w, box.h)


FILM_LINE, FILM_FACES = 35, 41  # pixels, the height of the slider of a video, and of its faces


@dataclass(frozen=True)
class ScenePicture:
    """Hold a photo's pixels, or the reason why there are none; until it is decoded, its preview."""

    photo: Photo | None
    image: QImage | None
    problem: str = ""
    is_passing: bool = False  # it is only the preview, the photo is not decoded yet


@dataclass(frozen=True)
class Scene:
    """Hold what the photo view shows of one photo, with one of its faces in focus."""

    face_id: str  # "" if it is gone; the photo's id if it is not about a face
    asset: Asset
    path: Path
    facts: tuple[int, int] | None  # size (bytes) and time (ns) of the file when it was scanned
    words: str  # the photo in a line, with the `note`
    note: str  # a remark on the face: not found now, or who added it
    faces: Sequence[SceneFace]  # those shown, from left to right
    present: Sequence[Person]  # people who are in it without a face
    told_of: Mapping[str, ClaimOrigin]  # by person id: the file that says that they are in it
    picture: ScenePicture
    moment: int | None = None  # of a video: ms from its start, else None
    moments: Sequence[int] = ()  # of a video: moments with faces, and the one shown
    portraits: Mapping[int, str] = field(default_factory=dict)  # a face of each moment that has one
    # Of a video: a face of everyone who is not seen at this moment
    elsewhere: Sequence[SceneFace] = ()
    finds_faces: bool = True  # whether faces are looked for in its folder
    moving: str = ""  # of a live photo: the file name of its video, which is no asset

    @property
    def shown(self) -> tuple[str, int | None]:
        """The photo's id, and the moment in ms if it is a video."""
        return self.asset.id, self.moment

    @property
    def is_film(self) -> bool:
        """Whether it is a video whose length is known, so that any moment can be shown."""
        return self.moment is not None and (self.asset.length_ms or 0) >= 1000

    @property
    def film_bar(self) -> int:
        """The height in pixels of the bar below a video, with a line for faces if it has any."""
        return self.is_film * (FILM_LINE + FILM_FACES * bool(self.portraits))

    def is_of(self, path: Path, photo: Asset, moment: int | None) -> bool:
        """Return whether the scene's pixels are those of this file at this moment."""
        is_same = self.shown == (photo.id, moment) and self.path == path
        return is_same and self.asset.picture == photo.picture

    def has_changed(self) -> bool:
        """Return whether the file is not the one that the last scan saw; its frames do not fit."""
        try:
            found = os.stat(literal(self.path))
        except OSError:
            return False
        return self.facts not in (None, (found.st_size, found.st_mtime_ns))

    def clock(self, moment: int | None) -> str:
        """Return a moment of the video as "0:07"; `moment` is in ms, None its beginning."""
        return words.moment_in(moment or 0, self.asset.length_ms or 0)

    @property
    def image(self) -> QImage | None:
        return self.picture.image

    @property
    def problem(self) -> str:
        """Why there is no image, or only the preview; "" if there is no problem."""
        return self.picture.problem

    @property
    def size(self) -> QSizeF:
        """The size of the whole photo in pixels, turned as its EXIF says."""
        return QSizeF(max(1, self.asset.width), max(1, self.asset.height))

    @property
    def people(self) -> set[str]:
        """The ids of all people in the photo, with or without a face there."""
        seen = {each.person.id for each in self.faces if each.person}
        return seen | {person.id for person in self.present}

    def face(self, face_id: str) -> SceneFace | None:
        """Return a face that is shown, or None."""
        return next((each for each in self.faces if each.id == face_id), None)


def read_scene(context: Context, face_id: str, before: Scene | None = None) -> Scene:
    """Read the scene of a face, or of a photo if `face_id` is a photo's id; on any thread.

    Raises NotFound if the face is gone. The photo is not decoded here but by `drawn`. Until then
    the scene has the picture of `before` if that is of the same photo, else the preview.
    """
    with context.db.read() as session:
        is_photo = face_id in photos.cards(session, [face_id])
        asset_id = face_id if is_photo else faces.get(session, face_id).asset_id
    return read_photo(context, asset_id, face_id, before)


def read_photo(
    context: Context,
    asset_id: str,
    face_id: str = "",
    before: Scene | None = None,
    moment: int | None = None,
) -> Scene:
    """Read the scene of a photo, even if the face is not in the photo any more; on any thread.

    Of a video show `moment` in ms; by default that of the face, else the first with a face, else 0.
    """
    with context.db.read() as session:
        photo = photos.get(session, asset_id)
        query = FacesQuery(library_id=photo.library_id, asset_id=photo.id, limit=200)
        found = faces.page(session, query).data
        owners = people.cards(session, {f.person_id for f in found if f.person_id})
        there = presence.in_photos(session, [photo.id]).get(photo.id, [])
        known = people.cards(session, there)
        path = places.readable(session, photo.id)
        facts = places.facts(session, photo.id, path)
        waiting = visibility.waiting_faces(session, [f.id for f in found])
        told = claims.origins(session, [f.id for f in found])
        told_of = claims.presence_origins(session, photo.id)
        finds_faces = library.finds_faces(session, photo.folder_id)
        # A video's preview is of one moment, mostly another one.
        preview = previews.get(session, photo.id) if photo.length_ms is None else None
    # A box belongs to the picture in which the face was seen, so faces that are waiting are left
    # out.
    there_now = [f for f in found if f.id not in waiting]
    moments = {f.timestamp_ms for f in there_now if f.timestamp_ms is not None}
    if moment is None and photo.length_ms is not None:
        first = min(moments, default=0)
        moment = next((f.timestamp_ms for f in found if f.id == face_id), first)
    is_same = before is not None and before.is_of(path, photo, moment)
    seen = [SceneFace(f, owners.get(f.person_id or ""), told.get(f.id)) for f in there_now]
    seen.sort(key=lambda each: (each.face.box.x, each.face.box.y, each.id))
    shown = [each for each in seen if each.face.timestamp_ms == moment]
    day = words.taken_text(photo.taken)
    lost = words.not_found() if face_id in waiting else ""
    is_placed = any(f.id == face_id and f.face.is_placed and f.name for f in shown)
    placed = words.placed_by_machine() if is_placed else ""
    note = lost or placed
    when = "" if moment is None else words.in_video(moment, photo.length_ms or 0)
    text = " · ".join(part for part in (day, path.name, when, note) if part)
    picture = before.picture if before is not None and is_same else _passing(preview)
    present = [known[person_id] for person_id in there]
    return Scene(
        face_id,
        photo,
        path,
        facts,
        text,
        note,
        shown,
        present,
        told_of,
        picture,
        moment,
        sorted(moments if moment is None else moments | {moment}),
        _portraits(there_now),
        _elsewhere(seen, moment),
        finds_faces,
        _moving(path),
    )


def _moving(path: Path) -> str:
    """Return the file name of the video that belongs to a live photo, "" if there is none."""
    for beside in (path.with_suffix(".MOV"), path.with_suffix(".mov")):
        if is_of_live_photo(beside.name, {path.name.lower()}) and os.path.isfile(beside):
            return beside.name
    return ""


def _portraits(found: Sequence[Face]) -> Mapping[int, str]:
    """Return the largest face of each moment of a video."""
    by_size = sorted(found, key=lambda each: each.box.w * each.box.h)
    return {each.timestamp_ms: each.id for each in by_size if each.timestamp_ms is not None}


def _elsewhere(seen: Sequence[SceneFace], moment: int | None) -> Sequence[SceneFace]:
    """Return one face of each person seen only at other moments of a video, by time."""
    known = {each.face.person_id for each in seen if each.face.timestamp_ms == moment} - {None}
    found = []
    for each in sorted(seen, key=lambda one: one.face.timestamp_ms or 0):
        if each.face.timestamp_ms != moment and each.face.person_id not in known:
            found.append(each)
            known |= {each.face.person_id} - {None}
    return found


def _passing(preview: bytes | None) -> ScenePicture:
    """Return the preview as a picture, or a text, to show until the photo is decoded."""
    if preview is not None and not (image := QImage.fromData(preview)).isNull():
        return ScenePicture(None, image, is_passing=True)
    drawing = QCoreApplication.translate("photo_view", "Loading photo…")
    return ScenePicture(None, None, drawing, is_passing=True)


def drawn(scene: Scene, decoders: Decoders, film: OpenFilm | None = None) -> ScenePicture:
    """Decode the scene's photo; on failure return its present image, with the reason as `problem`.

    Pass `film` to keep a video open, so that its next moment comes fast. Any thread may call this.
    """
    source = film if film is not None and scene.moment is not None else decoders
    picture = decoded(scene.path, source, SIDE, scene.moment)
    if picture.photo and picture.photo.picture != scene.asset.picture and scene.has_changed():
        picture = ScenePicture(None, None, words.said(_CHANGED))
    return picture if picture.image else replace(picture, image=scene.image)


def decoded(
    path: Path, decoders: Decoders | OpenFilm, side: int, at: int | None = None
) -> ScenePicture:
    """Return the pixels, reduced as far as the longer side stays at least `side`.

    `at` is the moment of a video in ms. May be called on any thread. An error becomes the picture's
    `problem`; the file is never opened for writing.
    """
    try:
        photo = decoders.load(path, side=side, at=at)
    except FileNotFoundError:
        away = QCoreApplication.translate(
            "photo_view", "{} is unavailable. Is its drive connected? Its faces are still here."
        )
        return ScenePicture(None, None, away.format(path.name))
    except AppError as error:
        return ScenePicture(None, None, words.said(error.message))
    except OSError as error:
        return ScenePicture(None, None, str(error))
    return ScenePicture(photo, _as_qt(photo.image))


def _as_qt(drawn: Image.Image) -> QImage:
    """Return the image as a QImage with its own copy of the pixels."""
    width, height = drawn.size
    image = QImage(drawn.tobytes(), width, height, 3 * width, QImage.Format.Format_RGB888)
    return image.copy()  # the copy owns its bytes


def draw_scene(painter: QPainter, room: QRectF, scene: Scene) -> None:
    """Draw the photo as large as fits, with frames and names, or else write the problem."""
    if scene.image is None:
        draw_problem(painter, room, scene.problem)
        return
    view = Viewport(scene.size, room)
    painter.drawImage(view.place, scene.image)
    for each in scene.faces:
        box, is_current = around(view.on_screen(each.box)), each.id == scene.face_id
        draw_frame(painter, box, is_current=is_current)
        if each.name:
            draw_name(painter, box, each.name, is_placed=each.face.is_placed)


def draw_problem(painter: QPainter, room: QRectF, problem: str, *, over: bool = False) -> None:
    """Write why the photo cannot be drawn; with `over` write it at the foot of the preview."""
    painter.setFont(theme.font(13))
    flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
    place = room.adjusted(40, 40, -40, -40)
    if over:  # at the foot, where there are fewest faces
        place = painter.boundingRect(place, flags, problem).adjusted(-14, -8, 14, 8)
        place.moveBottom(room.bottom() - 8)
        draw_box(painter, place, 10, QColor(0, 0, 0, 190))
    painter.setPen(INK)
    painter.drawText(place, flags, problem)


def around(box: QRectF) -> QRectF:
    """Return the frame around a face's box in screen pixels, a little larger than the box."""
    return box.adjusted(-4, -4, 4, 4)


def draw_frame(painter: QPainter, frame: QRectF, *, is_current: bool) -> None:
    """Draw a frame, white or in colour if it is current, with a dark edge for bright photos."""
    draw_ring(painter, frame.adjusted(-1, -1, 1, 1), QColor(0, 0, 0, 90), radius=9, width=4)
    colour = theme.dark().accent if is_current else "#FFFFFF"
    draw_ring(painter, frame, QColor(colour), radius=8, width=3 if is_current else 1.5)


def draw_name(painter: QPainter, frame: QRectF, name: str, *, is_placed: bool) -> None:
    """Draw a name below its frame, with a dot if a scan has added the face."""
    painter.setFont(theme.font(12, theme.SEMIBOLD))
    name = words.short(name, 28)
    before = 12 if is_placed else 0  # pixels for a dot
    width = painter.fontMetrics().horizontalAdvance(name) + 16 + before
    tag = QRectF(frame.center().x() - width / 2, frame.bottom() + 6, width, 22)
    draw_box(painter, tag, 8, QColor(0, 0, 0, 170))
    if is_placed:
        painter.setBrush(QColor(theme.DARK.muted))
        painter.drawEllipse(QRectF(tag.left() + 8, tag.center().y() - 3, 6, 6))
    painter.setPen(INK)
    painter.drawText(tag.adjusted(before, 0, 0, 0), Qt.AlignmentFlag.AlignCenter, name)
