"""Rows as a scan would store them; what a test does not say of them is of no interest to it."""

from typing import Any

from kinfolk.core import ids
from kinfolk.core.db.models import Asset, AssetState, Face, Place, Source


def photo_row(library_id: str, folder_id: str, **fields: Any) -> Asset:
    asset_id = fields.get("id") or ids.new("asset")
    usual: dict[str, Any] = {
        "id": asset_id,
        "path": f"/photos/{folder_id}/{asset_id}.jpg",
        "file_size": 1234,
        "modified_ns": 1_700_000_000_123_456_789,
        "content_hash": asset_id,
        "mimetype": "image/jpeg",
        "width": 400,
        "height": 300,
        "state": AssetState.DONE,
    }
    return Asset(library_id=library_id, folder_id=folder_id, **usual | fields)


def face_row(
    library_id: str, asset_id: str, box: tuple[int, int, int, int] = (10, 20, 30, 40), **fields: Any
) -> Face:
    usual: dict[str, Any] = {"id": ids.new("face"), "source": Source.AUTOMATIC} | dict(
        zip("xywh", box, strict=True)
    )
    return Face(library_id=library_id, asset_id=asset_id, **usual | fields)


def place_row(library_id: str, asset_id: str, folder_id: str, path: object, **fields: Any) -> Place:
    usual: dict[str, Any] = {
        "id": ids.new("place"),
        "path": str(path),
        "file_size": 1234,
        "modified_ns": 1,
    }
    return Place(library_id=library_id, asset_id=asset_id, folder_id=folder_id, **usual | fields)
