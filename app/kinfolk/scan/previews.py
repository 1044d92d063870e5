"""Make previews: in a scan of the picture it decodes anyway, else when one is asked for."""

import io
from collections.abc import Callable, Sequence

from PIL import Image

from kinfolk.core.database import Database
from kinfolk.core.photos import previews
from kinfolk.core.photos.previews import SIDE, Made
from kinfolk.scan.crops import QUALITY
from kinfolk.vision.decoders import Decoders
from kinfolk.vision.photo import Unreadable

# A photo at least this many times as large is averaged over whole pixels, which takes half the
# time: its preview has 455 to 585 pixels then.
_MANY = 3.5


def shrunk(photo: Image.Image) -> bytes:
    """Return a photo as JPEG, about SIDE pixels on its longer side; small ones stay small."""
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
    """Give previews of photos, and make and store those that are missing."""

    def __init__(self, db: Database, decoders: Decoders, *, limit: Callable[[], int]) -> None:
        """Create it; `limit` returns the bytes that all previews may have, asked each time."""
        self._db, self._decoders, self._limit = db, decoders, limit

    def get(self, asset_id: str) -> bytes | None:
        """Return a photo's preview; make and store a missing one if the file is there, else None.

        Decoding may take seconds. Raises Cancelled once the decoders are closed.
        """
        with self._db.read() as session:
            found = previews.get(session, asset_id)
        made = None if found else self.draw(asset_id)
        if made is None:
            return found
        self.keep([made])
        return made.jpeg

    def draw(self, asset_id: str) -> Made | None:
        """Return a new preview; None unless the file is there with the bytes the library knows."""
        with self._db.read() as session:
            source = previews.source(session, asset_id)
        if source is None:
            return None
        try:
            read = self._decoders.read(source.path, side=SIDE, at=source.at)
        except OSError:
            return None
        # What another file shows is unknown until the next scan looks at it.
        if read.content_hash != source.content_hash or isinstance(read.photo, Unreadable):
            return None
        return Made(asset_id, source.picture, shrunk(read.photo.image))

    def keep(self, made: Sequence[Made]) -> None:
        """Store previews in place of older ones."""
        limit = self._limit()
        self._db.write(lambda session: previews.keep(session, made, limit=limit)).result()
