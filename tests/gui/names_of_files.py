"""Names that files say of faces, for tests."""

from kinfolk.core import ids
from kinfolk.core.db.models import ClaimState, NameClaim
from kinfolk.core.faces import faces
from kinfolk.metadata.region import NameSource
from tests.album import Album


def claimed(album: Album, face_id: str, name: str, file: str = "a.jpg.xmp") -> str:
    """Add a name that `file` says of a face and that waits for the user's decision.

    Returns its id.
    """
    asset_id = album.ask(faces.get, face_id).asset_id
    row = NameClaim(
        id=ids.new("claim"),
        asset_id=asset_id,
        name=name,
        x=10,
        y=20,
        w=30,
        h=40,
        seen_in="",
        form=NameSource.MWG,
        program="digiKam",
        file=file,
        state=ClaimState.OPEN,
        face_id=face_id,
    )
    return album.add(row)
