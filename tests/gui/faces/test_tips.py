"""A face's tip says whose it is, when and where, and why it does not show well."""

import json
from datetime import datetime

from PySide6.QtWidgets import QApplication

from kinfolk.core.database import Database
from kinfolk.core.db.models import Asset, AssignedBy, Face
from kinfolk.gui.faces.tips import FaceWords
from kinfolk.vision.align import TEMPLATE
from tests.album import Album


def test_a_small_unclear_face(qapp: QApplication, db: Database, album: Album) -> None:
    photo = album.photo(taken_at=datetime(2014, 3, 12))
    dora = album.person("Dora")
    face = album.face(dora, asset_id=photo, quality=0.01, by=AssignedBy.USER)
    drawn = album.face(asset_id=photo, quality=0)
    album.edit(Face, face, landmarks=json.dumps(TEMPLATE.tolist()))
    words = FaceWords(db, with_person=True)
    assert words.describe(face) == f"Dora · 12 Mar 2014 · {photo}.jpg · small, unclear"
    assert words.describe(drawn) == f"12 Mar 2014 · {photo}.jpg"


def test_a_face_that_a_scan_gave_to_somebody(
    qapp: QApplication, db: Database, album: Album
) -> None:
    photo = album.photo()
    placed = album.face(album.person("Dora"), asset_id=photo, by=AssignedBy.AUTO)
    grouped = album.face(album.person(), asset_id=photo, by=AssignedBy.AUTO)
    words = FaceWords(db)
    assert words.describe(placed) == f"{photo}.jpg · added by Kinfolk"
    assert words.describe(grouped) == f"{photo}.jpg"


def test_a_face_that_waits_for_its_picture(qapp: QApplication, db: Database, album: Album) -> None:
    photo = album.photo()
    face = album.face(album.person("Dora"), asset_id=photo, by=AssignedBy.USER)
    album.edit(Face, face, seen_in="a picture")
    album.edit(Asset, photo, picture="another")
    assert FaceWords(db).describe(face) == f"{photo}.jpg · no longer in the photo"
