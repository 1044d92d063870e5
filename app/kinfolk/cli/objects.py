"""The JSON objects of the API (docs/api.md) as the command line prints them, without URLs."""

from datetime import datetime
from typing import Any

from kinfolk.core.faces.faces import Face
from kinfolk.core.people.people import Person
from kinfolk.core.photos.library import Library
from kinfolk.core.photos.photos import Asset


def moment(value: datetime) -> str:
    """Return a moment in UTC as ISO 8601 with Z."""
    return value.replace(tzinfo=None).isoformat(timespec="milliseconds") + "Z"


def person_object(person: Person) -> dict[str, Any]:
    """Return a person as the API's object."""
    return {
        "id": person.id,
        "name": person.name,
        "birth_date": person.birth_date.isoformat() if person.birth_date else None,
        "birth_about": str(person.birth_about) if person.birth_about else None,
        "is_hidden": person.is_hidden,
        "is_favorite": person.is_favorite,
        "thumbnail_face_id": person.thumbnail_face_id,
        "asset_urls": None,
        "asset_count": person.asset_count,
        "cluster_metrics": None,
        "created_at": moment(person.created_at),
        "updated_at": moment(person.updated_at),
    }


def face_object(face: Face) -> dict[str, Any]:
    """Return a face as the API's object."""
    box = face.box
    return {
        "id": face.id,
        "asset_id": face.asset_id,
        "bounding_box": {"x": box.x, "y": box.y, "w": box.w, "h": box.h},
        "source": str(face.source),
        "confidence": face.confidence,
        "person_id": face.person_id,
        "assigned_by": str(face.assigned_by) if face.assigned_by else None,
        "timestamp_ms": face.timestamp_ms,
        "asset_urls": None,
        "cluster_assignment": None,
        "created_at": moment(face.created_at),
        "updated_at": moment(face.updated_at),
    }


def asset_object(asset: Asset) -> dict[str, Any]:
    """Return a photo as the API's object."""
    return {
        "id": asset.id,
        "original_file_name": asset.path.name,
        "mime_type": asset.mimetype,
        "file_size_bytes": asset.file_size,
        "width": asset.width or None,
        "height": asset.height or None,
        "local_datetime": asset.moment.isoformat(),
        "length_ms": asset.length_ms,
        "taken": asset.taken
        and {
            "date": asset.taken.iso,
            "precision": asset.taken.precision.value,
            "source": asset.taken.source.value,
        },
        "kind": "original",
        "current_version_id": asset.id,
        "faces": None,
        "people": None,
        "metadata": None,
        "created_at": moment(asset.created_at),
        "updated_at": moment(asset.updated_at),
    }


def library_object(library: Library) -> dict[str, Any]:
    """Return a library as the API's object."""
    moments = {"created_at": moment(library.created_at), "updated_at": moment(library.updated_at)}
    return vars(library) | moments
