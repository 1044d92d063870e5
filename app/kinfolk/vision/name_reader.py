"""Read names and dates from untrusted files in a process of its own, within limits."""

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated

from pydantic import BaseModel, Field, NaiveDatetime, TypeAdapter

from kinfolk.errors import AppError, Text
from kinfolk.metadata.capture_date import CaptureDate, TakenPrecision, TakenSource
from kinfolk.metadata.name_forms.registry import FORMS
from kinfolk.metadata.region import LONGEST_NAME, NameSource, Region, box_of
from kinfolk.vision.worker import Ended
from kinfolk.vision.worker_pool import WorkerPool

Lists = Mapping[NameSource, Sequence[str]]
AT_ONCE = 32  # photos of a question: what one of them costs the others is asked once more
# Bytes on top of what the process has. A packet takes up to 80 MB (`metadata.packet`).
_MEMORY = 512 << 20
# Seconds of the processor, and by the clock, as a drive may be slow. A photo takes a thousandth.
_SECONDS, _PATIENCE = 30, 60.0
_LARGEST = 32 << 20  # bytes of an answer
_TROUBLES = 8  # files of a photo that could not be read, at most

_PASSING = {
    "late": Text("The drive took too long to respond. The next scan will try again."),
    "killed": Text("The name reader was stopped. The next scan will try again."),
}
_WHY = {
    "slow": Text("Reading names from it, or from files next to it, takes too long."),
    "heavy": Text("Reading names from it, or from files next to it, needs too much memory."),
    **_PASSING,
}
_BREAKS = Text("Something in it, or in a file next to it, crashes the name reader.")


@dataclass(frozen=True)
class SaidOfPhoto:
    """Hold the names and boxes (in the photo as displayed) that a photo's files give.

    `trouble` says what could not be read; unless it `is_lasting`, another try may succeed. `taken`
    is the date in XMP, in the photo or beside it.
    """

    regions: tuple[Region, ...]
    trouble: Text | None = None
    taken: CaptureDate | None = None
    is_lasting: bool = True


class NameReader(WorkerPool):
    """Read names in a process of their own, so that a hostile file ends only that.

    One thread may ask, any thread may close it.
    """

    def __init__(self) -> None:
        lacking = AppError(
            "The name reader couldn’t start.",
            "Nothing was changed. Restart Kinfolk, or reinstall it.",
        )
        super().__init__("names", lacking)

    def read(
        self, folder: str, photos: Sequence[str], lists: Lists | None = None
    ) -> list[SaidOfPhoto | None]:
        """Return what files say about each photo, given by file name; None for one that is gone.

        `lists` has list files about the folder, by form. A photo that ends the process even alone
        gets the reason as `trouble`. Raises Cancelled after `close`, AppError if none can start.
        """
        try:
            return self._asked(folder, photos, lists or {})
        except Ended as ended:
            if len(photos) == 1:
                why = _WHY.get(ended.how, _BREAKS)
                return [SaidOfPhoto((), why, is_lasting=ended.how not in _PASSING)]
        return [said for photo in photos for said in self.read(folder, [photo], lists)]

    def _asked(self, folder: str, photos: Sequence[str], lists: Lists) -> list[SaidOfPhoto | None]:
        """Ask the process about all photos at once; return one answer each, None for a photo gone.

        Raises Ended if the process ends or its answer has a wrong form, and Cancelled after
        `close`.
        """
        question = {"folder": folder, "photos": list(photos), "lists": lists}
        memory = max([_MEMORY, *(form.LIST_MEMORY for form in FORMS if form.SOURCE in lists)])
        with self.lent() as worker, self.explained(worker):
            try:
                _, data = worker.ask(
                    {"seconds": _SECONDS, "memory": memory},
                    json.dumps(question).encode(),
                    seconds=_PATIENCE,
                    largest=_LARGEST,
                )
                found = _ANSWER.validate_json(bytes(data))
            except ValueError as error:  # of pydantic, too
                raise Ended("broken") from error
            if len(found) != len(photos):
                raise Ended("broken")
        return [None if each is None else each.said() for each in found]


_Text = Annotated[str, Field(max_length=LONGEST_NAME)]
_Side = Annotated[float, Field(ge=0, le=1)]
_Told = tuple[_Text, tuple[_Side, _Side, _Side, _Side] | None, NameSource, _Text, _Text, bool]
_When = tuple[NaiveDatetime, TakenPrecision]
_Reason = Annotated[str, Field(max_length=1000)]
_Trouble = tuple[_Reason, _Reason]  # a file, and why it could not be read


class _Said(BaseModel, strict=True, extra="forbid"):
    """Check the form of what the process answers about one photo."""

    regions: list[_Told]
    taken: _When | None
    trouble: list[_Trouble]
    is_lasting: bool

    def said(self) -> SaidOfPhoto:
        """Return the checked answer."""
        regions = tuple(
            Region(
                name,
                box and box_of(*box),
                source=form,
                file=os.path.basename(file),
                program=by,
                is_doubtful=is_doubtful,
            )
            for name, box, form, file, by, is_doubtful in self.regions
        )
        taken = CaptureDate(*self.taken, TakenSource.XMP) if self.taken else None
        troubles = [
            Text("{file}: {why}", file=file, why=Text.unpacked(why))
            for file, why in self.trouble[:_TROUBLES]
        ]
        trouble = Text.joined(troubles) if troubles else None
        return SaidOfPhoto(regions, trouble, taken, self.is_lasting)


_ANSWER = TypeAdapter(list[_Said | None])
