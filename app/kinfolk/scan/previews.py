"""Previews made: by a scan of the picture that it decodes anyway, else when one is asked for."""

import io
from collections.abc import Callable, Sequence

from PIL import Image

from kinfolk.core import previews
from kinfolk.core.db.database import Database
from kinfolk.core.previews import SIDE, Made
from kinfolk.scan.crops import QUALITY
from kinfolk.vision.decode import Unreadable
from kinfolk.vision.decoders import Decoders

# A photo that is so many times as wide is averaged over whole pixels, which takes half as long: its
# preview has 455 to 585 pixels then.
_MANY = 3.5


def shrunk(photo: Image.Image) -> bytes:
    """A photo as JPEG, its longer side about SIDE pixels; a smaller one stays as small as it is."""
    times = max(photo.size) / SIDE
    if times >= _MANY:
        photo = photo.reduce(round(times))
    elif times > 1:
        width, height = (max(1, round(side / times)) for side in photo.size)
        photo = photo.resize((width, height), Image.Resampling.HAMMING, reducing_gap=1.5)
    file = io.BytesIO()
    photo.save(file, "JPEG", quality=QUALITY)
    return file.getvalue()


class Previews:
    """Those that are kept, and of photos that have none new ones."""

    def __init__(self, db: Database, decoders: Decoders, *, limit: Callable[[], int]) -> None:
        """`limit`: bytes of all that are kept, asked for each time."""
        self._db, self._decoders, self._limit = db, decoders, limit

    def get(self, asset_id: str) -> bytes | None:
        """A photo's preview; one that is lacking is made and kept, if the file is there.

        To draw a photo may take seconds; Cancelled once the decoders are closed.
        """
        with self._db.read() as session:
            found = previews.get(session, asset_id)
        made = None if found else self.draw(asset_id)
        if made is None:
            return found
        self.keep([made])
        return made.jpeg

    def draw(self, asset_id: str) -> Made | None:
        """A new one of a photo whose file is there, and as the library knows it."""
        with self._db.read() as session:
            source = previews.source(session, asset_id)
        if source is None:
            return None
        try:
            read = self._decoders.read(source.path, side=SIDE, at=source.at)
        except OSError:
            return None
        # Of another file nobody knows yet what it shows: the next scan looks at it.
        if read.content_hash != source.content_hash or isinstance(read.photo, Unreadable):
            return None
        return Made(asset_id, source.picture, shrunk(read.photo.image))

    def keep(self, made: Sequence[Made]) -> None:
        """In place of older ones."""
        limit = self._limit()
        self._db.write(lambda session: previews.keep(session, made, limit=limit)).result()
