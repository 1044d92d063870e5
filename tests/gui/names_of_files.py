"""Names that files say of faces, for tests."""

from typing import Any

from tests.album import Album


def claimed(album: Album, face_id: str, name: str, file: str = "a.jpg.xmp") -> str:
    """Add a name that `file` says of a face and that waits for the user's decision.

    Returns its id.
    """
    box: dict[str, Any] = {"x": 10, "y": 20, "w": 30, "h": 40}
    return album.claim(name, face_id, file=file, program="digiKam", **box)
