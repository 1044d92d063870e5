"""Collect what a file says of the photos that are here, by face, in whatever order it comes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kinfolk.core.db.models import AssignedBy, Verdict
from kinfolk.core.exchange.document import ExportedAnswer, ExportedFace, ExportedPhoto
from kinfolk.core.exchange.known_pictures import FaceHere, PhotoHere, Spot
from kinfolk.core.faces.faces import SAME_PLACE


@dataclass(frozen=True)
class FaceWord:
    """Hold what one photo of the file says of a face, and its box in the photo here."""

    face: ExportedFace
    box: Spot
    photo: ExportedPhoto

    @property
    def is_face(self) -> bool:
        """Whether the user has said whose it is, or that it is a face."""
        face = self.face
        is_given = face.person is not None and face.by is AssignedBy.USER
        return is_given or face.is_drawn or face.portrait_of is not None


@dataclass
class ToldFace:
    """Hold a face in a photo here, or one not found there, and all that the file says of it."""

    box: Spot
    here: FaceHere | None = None
    words: list[FaceWord] = field(default_factory=list)
    is_none: bool = False  # the file's user said it is not a face

    @property
    def is_said(self) -> bool:
        """Whether the file's user has said anything about it."""
        return any(word.is_face or word.face.answers for word in self.words)

    @property
    def answers(self) -> list[ExportedAnswer]:
        """The file's answers; NOT_BY_SCAN comes last, because it says less than a no."""
        said = [answer for word in self.words for answer in word.face.answers]
        return sorted(said, key=lambda each: each.answer is Verdict.NOT_BY_SCAN)

    @property
    def answered(self) -> dict[int, Verdict]:
        """The first answer for each person, by the person's number."""
        return {each.person: each.answer for each in reversed(self.answers)}

    @property
    def users(self) -> list[int]:
        """The numbers of the people to whom the user of the other library assigned the face."""
        given = (word.face for word in self.words if word.face.by is AssignedBy.USER)
        return [face.person for face in given if face.person is not None]

    @property
    def person(self) -> int | None:
        """Whose it is in the file: the user's decision first, then a scan's without a no."""
        known = (face.face.person for face in self.words)
        scans = [each for each in known if each is not None and each not in self.answered]
        return next(iter(self.users + scans), None)


@dataclass
class ToldPhoto:
    """Hold a photo that is here, its faces, and all that the file has of its picture."""

    here: PhotoHere
    faces: list[ToldFace]
    there: list[ExportedPhoto] = field(default_factory=list)

    def add(self, photo: ExportedPhoto) -> None:
        """Match each exported face with the one at its place, one to one, the nearest first.

        A face that is left over may still be at the place of a matched one, because the file may
        have the picture twice: then both entries are about that face, and what is said of the
        matched one counts first. Others become faces not found here.
        """
        self.there.append(photo)
        fitted = [self.here.fitted(face.box, photo, face.at) for face in photo.faces]
        boxes = [self.here.inside(box) or box for box in fitted]
        met = _met(boxes, self.faces)
        for at in sorted(range(len(boxes)), key=lambda at: at not in met):
            face, box = photo.faces[at], boxes[at]
            told = met.get(at) or next((one for one in self.faces if is_same(box, one.box)), None)
            if told is None:
                told = ToldFace(box)
                self.faces.append(told)
            told.words.append(FaceWord(face, box, photo))


def is_same(box: Spot, other: Spot) -> bool:
    """Return whether two boxes in one picture are of one face."""
    return box.shared(other) >= SAME_PLACE


def _met(boxes: Sequence[Spot], faces: Sequence[ToldFace]) -> dict[int, ToldFace]:
    """Return the face at each box, by the box's index: one to one, the greatest overlap first."""
    found: dict[int, ToldFace] = {}
    taken: set[int] = set()
    for _, there, at in sorted(_near(boxes, faces), reverse=True):
        if there not in found and at not in taken:
            found[there] = faces[at]
            taken.add(at)
    return found


def _near(boxes: Sequence[Spot], faces: Sequence[ToldFace]) -> Iterator[tuple[float, int, int]]:
    """Yield (overlap, index of the box, index of the face) for those of one place."""
    for there, box in enumerate(boxes):
        for at, face in enumerate(faces):
            if is_same(box, face.box):
                yield box.shared(face.box), there, at
