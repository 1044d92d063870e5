"""What each command changes, to the last column, and what each question is answered.

Held in fixtures/effects.txt, answers.txt and between.txt. Beside another library that is the same
in everything but its ids all of it is the same, and nothing is done to the other one.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import astuple, replace
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session, col

from kinfolk.core.birth import Birth, Precision
from kinfolk.core.database import Database
from kinfolk.core.db.models import AssignedBy, DismissedBox, Face, Folder, Person
from kinfolk.core.faces import (
    assignment,
    dismissals,
    embeddings,
    faces,
    portraits,
    scans,
    visibility,
)
from kinfolk.core.faces.faces import Box, FacesQuery
from kinfolk.core.people import naming, people, people_lists, person_fields, review
from kinfolk.core.people.naming import Given, Shown
from kinfolk.core.people.people_lists import NameFilter, PeopleQuery, Section, Sort
from kinfolk.core.people.person_fields import UNCHANGED
from kinfolk.core.people.review import Answer
from kinfolk.core.photos import library, photos, places
from kinfolk.core.photos.library import FolderSwitch
from kinfolk.core.photos.photo_filter import PhotoFilter
from kinfolk.core.photos.photo_search import Order
from kinfolk.core.photos.photos import AssetsQuery
from kinfolk.core.photos.places import File
from kinfolk.errors import AppError
from tests.album import dump
from tests.core.household import HOME, fill, photo, place
from tests.past_answers import answered
from tests.rows import face_row
from tests.second_library import Rows, put_beside, rows_in, rows_of, twin_id

Ask = Callable[[Session, Path], Any]

OTHER = str(twin_id(HOME))
FIXTURES = Path(__file__).with_name("fixtures")
EVA, BOB, ADA, GROUP, FRESH, LONE, EMPTY = (
    f"person_{name}" for name in ("eva", "bob", "ada", "group", "fresh", "lone", "empty")
)
EVERYBODY = [EVA, BOB, ADA, GROUP, FRESH, LONE, EMPTY]
FACES = [f"face_{name}" for name in ("ada1", "bob1", "bob2", "drawn", "eva1", "fresh1", "loose")]
PHOTOS = [f"asset_{name}" for name in "abcdefg"]
BOX = Box(0, 0, 400, 300)
SEEN = Shown(GROUP, HOME, ("face_group1",))
GONE = Shown("person_gone", HOME, ("face_loose", "face_fresh1", "face_gone"))


def does(command: Callable[..., Any], *args: Any, **named: Any) -> Ask:
    return lambda s, _: command(s, *args, **named)


def hands(face: str, person: str, **how: Any) -> Ask:
    return does(faces.assign, [f"face_{each}" for each in face.split()], person, **how)


def takes(face: str) -> Ask:
    return does(faces.detach, [f"face_{each}" for each in face.split()])


def in_turn(*steps: Callable[[], Any]) -> tuple[Any, ...]:
    """What several steps answer."""
    return tuple(step() for step in steps)


def changes(person: str, **fields: Any) -> Ask:
    return does(people.update, person, replace(UNCHANGED, **fields))


def makes(**fields: Any) -> Ask:
    return does(people.create, library_id=HOME, **fields)


def merges(person: str, *sources: str) -> Ask:
    return does(people.merge, person, sources)


def says(face: str, person: str, answer: Answer) -> Ask:
    return does(review.answer_faces, [f"face_{each}" for each in face.split()], person, answer)


def pairs(person: str, other: str, answer: Answer) -> Ask:
    return does(review.answer_pair, person, other, answer)


def names(group: Shown, name: str, joins: bool = False) -> Ask:
    return does(naming.give_name, Given(group, name, name if joins else None))


def file(asset: str, folder: str, path: str, is_left: bool = False) -> File:
    return File(f"asset_{asset}", f"folder_{folder}", path, 11, 12, is_left)


def machine(person: str | None, owner: str | None, scan_id: int | None) -> Ask:
    return lambda s, _: assignment.assign_by_scan(
        s,
        [f"face_{name}" for name in ("bob1", "drawn", "eva1", "eva2", "group2", "loose")],
        person,
        owner=owner,
        scan_id=scan_id,
        where=col(Face.id) != "face_drawn",
    )


COMMANDS: dict[str, Ask] = {
    "give a loose face to Eva": hands("loose", EVA),
    "give a group's face to Eva": hands("group1", EVA),
    "give a group's face to Eva, not split": hands("group1", EVA, is_split=False),
    "give Bob's face and one of her own to Eva, not split": hands("bob1 eva1", EVA, is_split=False),
    "give all of a group and Eva's portrait to Bob": hands("group1 group2 eva2", BOB),
    "give a face to its group": hands("group1", GROUP),
    "give a face to a fresh group": hands("loose", FRESH),
    "give Bob what is his by the user's word": hands("bob1", BOB),
    "give an unknown face": hands("loose gone", EVA),
    "give a face to nobody known": hands("loose", "person_gone"),
    "take some faces of Eva's": takes("eva1 eva2 loose"),
    "take a fresh group's face": takes("fresh1"),
    "take the last face of a group": takes("lone1"),
    "take an unknown face": takes("gone"),
    "not a face": does(faces.delete, "face_loose"),
    "not a face, Eva's portrait": does(faces.delete, "face_eva2"),
    "not a face, the last of a group": does(faces.delete, "face_lone1"),
    "not a face, a drawn one": does(faces.delete, "face_drawn"),
    "not a face, one that is gone": does(faces.delete, "face_gone"),
    "draw a face": does(faces.create, asset_id="asset_a", box=BOX),
    "draw Eva's face": does(
        faces.create, asset_id="asset_b", box=Box(1, 2, 3, 4), person_id=EVA, library_id=HOME
    ),
    "draw in an unknown library": does(
        faces.create, asset_id="asset_b", box=BOX, library_id="lib_gone"
    ),
    "draw beside the photo": does(faces.create, asset_id="asset_b", box=Box(1, 0, 400, 9)),
    "draw one pixel in the corner": does(faces.create, asset_id="asset_b", box=Box(399, 299, 1, 1)),
    "draw in no photo": does(faces.create, asset_id="asset_gone", box=BOX),
    "name a group": changes(GROUP, name=" Greta "),
    "name a group one face of which was doubted": lambda s, _: in_turn(
        lambda: review.answer_faces(s, ["face_group1", "face_loose"], GROUP, Answer.UNSURE),
        lambda: people.update(s, GROUP, replace(UNCHANGED, name="Greta")).name,
    ),
    "name a fresh group": changes(FRESH, name="Fred"),
    "name a group as Bob": changes(GROUP, name="BOB"),
    "name Eva otherwise": changes(EVA, name="EVA"),
    "name Eva no more": changes(EVA, name=None),
    "hide and like a group": changes(FRESH, is_hidden=True, is_favorite=True),
    "leave Eva as she is": changes(EVA, name="Eva", is_favorite=True, is_hidden=False),
    "Ada was born in May": changes(ADA, birth_date=Birth(date(2000, 5, 1), Precision.MONTH)),
    "Bob was born, nobody knows when": changes(BOB, birth_date=None),
    "a portrait of a loose face": changes(BOB, thumbnail_face_id="face_loose"),
    "a portrait of somebody else": changes(BOB, thumbnail_face_id="face_eva1"),
    "give Bob the loose face that is his portrait": lambda s, _: (
        people.update(s, BOB, replace(UNCHANGED, thumbnail_face_id="face_loose")).name,
        faces.assign(s, ["face_loose"], BOB),
    ),
    "no portrait of Eva": changes(EVA, thumbnail_face_id=None),
    "a name of two lines": changes(EVA, name="E\nva"),
    "a name that is too long": changes(EVA, name="E" * 201),
    "no such person": changes("person_gone", name="Eva"),
    "Ada gets the name Eva had": does(
        people.bulk_update,
        [(EVA, replace(UNCHANGED, name=None)), (ADA, replace(UNCHANGED, name="Eva"))],
    ),
    "two things said of Eva": does(
        people.bulk_update, [(EVA, replace(UNCHANGED, is_hidden=True)), (EVA, UNCHANGED)]
    ),
    "something said of too many": does(
        people.bulk_update, [(f"person_{number}", UNCHANGED) for number in range(201)]
    ),
    "a new person": makes(
        name="Dora",
        face_ids=["face_loose", "face_group1", "face_loose"],
        is_hidden=True,
        birth_date=date(2001, 1, 1),
    ),
    "a new person with a portrait": makes(name="Dora", thumbnail_face_id="face_fresh1"),
    "a new person with a portrait of theirs": makes(
        face_ids=["face_fresh1"], thumbnail_face_id="face_fresh1", is_favorite=True
    ),
    "a new person with Eva's portrait": makes(name="Dora", thumbnail_face_id="face_eva1"),
    "a new group": makes(),
    "Eva again": makes(name=" eva ", face_ids=["face_eva1"], is_favorite=True),
    "Eva again, with her portrait": makes(name="Eva", thumbnail_face_id="face_eva2"),
    "Eva again, with another portrait": makes(name="Eva", thumbnail_face_id="face_eva1"),
    "Eva again, hidden": makes(name="Eva", is_hidden=True),
    "Eva again, not hidden": makes(name="Eva", is_hidden=False, birth_date=date(2000, 3, 4)),
    "Eva again, not liked": makes(name="Eva", is_favorite=False),
    "Eva again, of another day": makes(name="Eva", birth_date=date(2000, 3, 5)),
    "Eva again, with a face": makes(name="Eva", face_ids=["face_loose"]),
    "Eva goes": does(people.delete, EVA),
    "a fresh group goes": does(people.delete, FRESH),
    "Bob goes": does(people.delete, BOB),
    "a group goes": does(people.delete, GROUP),
    "Eva is Bob": merges(EVA, BOB),
    "Bob is Eva and a group": merges(BOB, EVA, GROUP),
    "a group is a fresh one": merges(GROUP, FRESH),
    "a group is Ada and Eva": merges(GROUP, ADA, EVA, ADA),
    "a group is Eva alone": merges(GROUP, EVA),
    "a group is an empty one": merges(LONE, EMPTY),
    "an empty group is a lone one": merges(EMPTY, LONE),
    "Eva is nobody": merges(EVA),
    "Eva is Eva": merges(EVA, EVA),
    "yes to loose faces and a group's": says("loose group1", EVA, Answer.YES),
    "no to loose faces and a group's": says("loose group1 fresh1", EVA, Answer.NO),
    "no to Eva's own": says("eva1 group1", EVA, Answer.NO),
    "not sure of Eva's own": says("eva1 loose", EVA, Answer.UNSURE),
    "no to a fresh group's": says("loose", FRESH, Answer.NO),
    "no to a face said twice": says("loose loose", EVA, Answer.NO),
    "no to a face that is gone": says("loose gone", EVA, Answer.NO),
    "a group is Eva": pairs(EVA, GROUP, Answer.YES),
    "a group is not Eva": pairs(GROUP, EVA, Answer.NO),
    "a fresh group may be Bob": pairs(FRESH, BOB, Answer.UNSURE),
    "Bob may be Eva after all": pairs(EVA, BOB, Answer.UNSURE),
    "Eva is not Eva": pairs(EVA, EVA, Answer.NO),
    "Eva is not somebody gone": pairs(EVA, "person_gone", Answer.NO),
    "name what was seen of a group": names(SEEN, "Dora"),
    "what was seen of a group is Eva": names(SEEN, "Eva", joins=True),
    "what was seen of a group is called Eva": names(SEEN, " eva"),
    "what was seen of a group is nobody": names(SEEN, " Dora ", joins=True),
    "name all of a group": names(Shown(GROUP, HOME, ("face_group2", "face_group1")), "Dora"),
    "name what was seen of a group, not its portrait": lambda s, _: (
        people.update(s, GROUP, replace(UNCHANGED, thumbnail_face_id="face_group2")),
        naming.give_name(s, Given(SEEN, "Dora")).id,
    ),
    "name what was seen of a group, some of it another's by now": names(
        Shown(GROUP, HOME, ("face_group1", "face_fresh1", "face_loose")), "Dora"
    ),
    "name what is left of a group": names(GONE, "Dora"),
    "what is left of a group is Eva": names(GONE, "Eva", joins=True),
    "name what Eva has": names(Shown(GROUP, HOME, ("face_group1", "face_eva2")), "Dora"),
    "name what is gone": names(Shown("person_gone", HOME, ("face_gone",)), "Dora"),
    "take a scan back": does(scans.take_back, 1),
    "take another scan back": does(scans.take_back, 2),
    "take no scan back": does(scans.take_back, 7),
    "an engine goes": does(scans.take_back_engine, "one/1"),
    "another engine goes": does(scans.take_back_engine, "two/1"),
    "a scan is noted once": lambda s, _: _noted_once(s),
    "try again": does(photos.try_again, HOME),
    "a folder around one": lambda s, at: library.add_folder(s, at, library_id=HOME),
    "a folder inside one": lambda s, at: library.add_folder(s, at / "here/inner", library_id=HOME),
    "a folder beside one": lambda s, at: library.add_folder(s, at / "there", library_id=HOME),
    "a folder moves": lambda s, at: library.move_folder(s, "folder_away", at / "elsewhere"),
    "a folder moves to where a scan has been": lambda s, at: _met_again(s, at),
    "a folder moves to nowhere": lambda s, at: library.move_folder(s, "folder_away", at / "gone"),
    "a folder moves into another": lambda s, at: library.move_folder(
        s, "folder_away", at / "here/inner"
    ),
    "a folder moves into itself": lambda s, at: library.move_folder(
        s, "folder_here", at / "here/inner"
    ),
    "a folder moves around another": lambda s, at: library.move_folder(s, "folder_away", at),
    "a folder stays": lambda s, at: library.move_folder(s, "folder_here", at / "here"),
    "a folder stays away": does(library.keep_folder, "folder_away"),
    "a folder without faces to find": does(
        library.switch, "folder_here", FolderSwitch.FIND_FACES, is_on=False
    ),
    "a folder is taken out": does(library.remove_folder, "folder_here"),
    "another folder is taken out": does(library.remove_folder, "folder_away"),
    "no folder is taken out": does(library.remove_folder, "folder_gone"),
    "a library is named": does(
        library.update, HOME, library.LibraryChanges(name=" House ", description=None)
    ),
    "a library is what it was": does(
        library.update, HOME, library.LibraryChanges(name="Home", description="Ours")
    ),
    "a library without a name": does(library.update, HOME, replace(library.UNCHANGED, name=" ")),
    "a library with a name that is too long": does(
        library.update, HOME, replace(library.UNCHANGED, name="H" * 201)
    ),
    "a library of which too much is told": does(
        library.update, HOME, replace(library.UNCHANGED, description="O" * 2001)
    ),
    "a library of which nothing readable is told": does(
        library.update, HOME, replace(library.UNCHANGED, description="\x00")
    ),
    "copies are found": lambda s, at: places.add(
        s,
        HOME,
        [
            file("a", "here", str(at / "here/new.jpg"), is_left=True),
            file("b", "here", str(at / "here/copy of f.jpg")),
            file("a", "here", str(at / "here/b.jpg")),
            file("gone", "here", "/x.jpg"),
            file("a", "gone", "/y.jpg"),
        ],
    ),
    "copies are gone": does(places.forget, ["place_a", "place_gone"]),
    "a copy is a photo": lambda s, at: places.forget_at(
        s, HOME, [str(at / "here/copy of f.jpg"), "/x.jpg"]
    ),
    "a photo has no copies": does(places.forget_of, "asset_a"),
    "copies are left or not": does(places.mark, {"place_a": False, "place_f": True}),
    "a portrait is kept": does(portraits.keep, [EVA, BOB, GROUP, EMPTY]),
    "a machine gives a group's faces to Eva": machine(EVA, GROUP, 2),
    "a machine gives Bob's faces to nobody": machine(None, BOB, None),
    "a machine gives Eva's faces to nobody": machine(None, EVA, None),
    "a machine gives nobody's faces to a group": machine(GROUP, None, 1),
    "groups without faces go": does(assignment.drop_empty, [*EVERYBODY, None]),
    "nobody goes unasked": does(assignment.drop_empty, [GROUP, EVA]),
}


def _met_again(session: Session, at: Path) -> library.FolderInfo:
    """There, a scan has found what lay in a folder that was away: as it was, or not."""
    there = str(at / "there")
    session.add(Folder(id="folder_there", library_id=HOME, path=there))
    session.flush()
    rows = [
        photo("h", f"{there}/e.jpg", "folder_there"),  # where a missing one lay
        photo("i", f"{there}/f.jpg", "folder_there"),  # of which nothing was said
        photo("j", f"{there}/g.jpg", "folder_there"),  # of which something was said
        photo("k", f"{at}/away/k.jpg", "folder_away"),  # a copy of another one lies there
        photo("l", f"{at}/away/l.jpg", "folder_away"),  # a copy of this one lies there
        photo("m", f"{at}/away/m.jpg", "folder_away"),
    ]
    for row in rows:
        session.add(row)
    session.flush()
    for copy in (
        place("k", f"{there}/k.jpg", "asset_a", "folder_there"),
        place("l", f"{there}/l.jpg", "asset_l", "folder_there"),
        place("m", f"{there}/copy of a.jpg", "asset_b", "folder_there"),
        place("n", f"{at}/away/m copy.jpg", "asset_m", "folder_away"),
        place("o", f"{at}/away/m.jpg", "asset_b", "folder_away"),
    ):
        session.add(copy)
    session.add(Person(id="person_i", library_id=HOME))
    session.flush()
    by = AssignedBy.AUTO
    face = face_row(
        HOME, "asset_i", (1, 1, 1, 1), id="face_i", person_id="person_i", assigned_by=by
    )
    session.add(face)
    session.add(DismissedBox(id="box_j", asset_id="asset_j", x=1, y=1, w=1, h=1))
    session.flush()
    return library.move_folder(session, "folder_away", at / "there")


def _theirs(row: Any) -> Any:
    """A row of the household, of the other library."""
    row.library_id = OTHER
    return row


def _met_theirs(session: Session, at: Path) -> library.FolderInfo:
    """What the other library knows there is nothing to meet."""
    there = str(at / "elsewhere")
    session.add(_theirs(photo("y", f"{there}/f.jpg", "folder_0here")))
    session.flush()
    session.add(_theirs(place("y", f"{there}/g.jpg", "asset_y", "folder_0here")))
    session.add(_theirs(place("z0", f"{there}/copy of a.jpg", "asset_y", "folder_0here")))
    session.flush()
    return library.move_folder(session, "folder_away", at / "elsewhere")


def _noted_once(session: Session) -> list[int]:
    mark = scans.ScanRecord("three/1")
    return [mark.id(session, HOME), mark.id(session, HOME)]


def _listed(query: Any) -> Ask:
    kinds: dict[type, Any] = {
        FacesQuery: faces.page,
        AssetsQuery: photos.page,
        PeopleQuery: people_lists.page,
    }
    return lambda s, _: [row.id for row in kinds[type(query)](s, query).data]


def _filtered(**wanted: Any) -> Ask:
    return _listed(AssetsQuery(library_id=HOME, filter=PhotoFilter(**wanted)))


QUESTIONS: dict[str, Ask] = {
    "Eva": does(people.get, EVA),
    "Bob": does(people.get, BOB),
    "born today": lambda s, _: person_fields.birth(date.today()) == Birth(date.today()),
    "an empty group": does(people.get, EMPTY),
    "portraits": lambda s, _: {
        key: (card.effective_face_id, card.asset_count, card.face_count)
        for key, card in sorted(people.cards(s, [*EVERYBODY, "person_gone"]).items())
    },
    "Eva by name": lambda s, _: people.find_by_name(s, " EVA ", HOME) == people.get(s, EVA),
    "nobody by a name that spells nothing": does(people.find_by_name, "\ud800", HOME),
    "nobody by name": does(people.find_by_name, "Dora", HOME),
    "a face": does(faces.get, "face_eva2"),
    "a loose face": does(faces.get, "face_loose"),
    "faces": _listed(FacesQuery(library_id=HOME)),
    "faces in a photo": _listed(FacesQuery(library_id=HOME, asset_id="asset_a")),
    "faces of Eva": _listed(FacesQuery(library_id=HOME, person_id=EVA)),
    "faces of Eva in a photo": _listed(
        FacesQuery(library_id=HOME, person_id=EVA, asset_id="asset_a")
    ),
    "faces of nobody": _listed(FacesQuery(library_id=HOME, unassigned=True)),
    "faces of somebody gone": _listed(FacesQuery(library_id=HOME, person_id="person_gone")),
    "libraries of faces": does(faces.libraries, ["face_loose", "face_gone"]),
    "ids of faces": does(faces.ids, library_id=HOME),
    "ids of loose faces": does(faces.ids, library_id=HOME, unassigned=True),
    "ids of Eva's faces": does(faces.ids, library_id=HOME, person_id=EVA),
    "ids of a group's faces": does(faces.ids, person_id=GROUP),
    "faces in photos": lambda s, _: {
        asset: [face.id for face in found]
        for asset, found in faces.in_photos(s, ["asset_a", "asset_c"]).items()
    },
    "Eva's faces by photo": does(faces.person_faces, EVA),
    "faces with their photos": lambda s, at: [
        (each.face.id, each.path, each.asset_width, each.asset_height, each.is_shown)
        for each in faces.listing(s, HOME)
    ],
    "a photo": does(photos.get, "asset_a"),
    "a photo that failed": does(photos.get, "asset_c"),
    "photos": _listed(AssetsQuery(library_id=HOME)),
    "photos, the oldest first": _listed(AssetsQuery(library_id=HOME, order=Order.UP)),
    "photos after one": _listed(AssetsQuery(library_id=HOME, starting_after_id="asset_d")),
    "photos after the same moment": _listed(
        AssetsQuery(library_id=HOME, starting_after_id="asset_a", order=Order.UP)
    ),
    "photos after the last": _listed(AssetsQuery(library_id=HOME, starting_after_id="asset_a")),
    "photos after the same moment's last": _listed(
        AssetsQuery(library_id=HOME, starting_after_id="asset_d", order=Order.UP)
    ),
    "photos after an undated one": _listed(
        AssetsQuery(library_id=HOME, starting_after_id="asset_b")
    ),
    "photos of a time": _filtered(
        taken_from=datetime(2001, 5, 1, 0, 0, 1), taken_before=datetime(2020, 1, 2)
    ),
    "photos of Eva and Bob": _filtered(all_of=(EVA, BOB)),
    "photos by id": _listed(AssetsQuery(library_id=HOME, ids=["asset_a", "asset_e", "asset_f"])),
    "cards of photos": lambda s, _: sorted(photos.cards(s, ["asset_b", "asset_e", "asset_gone"])),
    "photos counted": does(photos.counts, HOME),
    "photos that failed": lambda s, _: [each.id for each in photos.problems(s, HOME)],
    "files of a photo": does(places.files, "asset_a"),
    "copies counted": does(places.count, HOME),
    "photos nobody spoke of": lambda s, _: sorted(places.undecided(s, PHOTOS)),
    "the library": does(library.get, HOME),
    "the folders": does(library.folders, HOME),
    "a folder": lambda s, _: library.folder(s, "folder_away").id,
    "scans": does(scans.listing, HOME),
    "people": _listed(PeopleQuery(library_id=HOME)),
    "groups": _listed(PeopleQuery(library_id=HOME, name_filter=NameFilter.UNNAMED)),
    "people by name": _listed(
        PeopleQuery(library_id=HOME, name_filter=NameFilter.ALL, sort=Sort.NAME_ASC)
    ),
    "people by photos": _listed(
        PeopleQuery(library_id=HOME, name_filter=NameFilter.ALL, sort=Sort.COUNT_DESC)
    ),
    "hidden people, too": _listed(PeopleQuery(library_id=HOME, include_hidden=True)),
    "people of a photo": _listed(
        PeopleQuery(library_id=HOME, asset_id="asset_a", name_filter=NameFilter.ALL)
    ),
    "people by id": _listed(PeopleQuery(library_id=HOME, ids=[BOB, GROUP, "person_gone"])),
    "people by a part": _listed(PeopleQuery(library_id=HOME, name="A")),
    "people after one": _listed(
        PeopleQuery(library_id=HOME, starting_after_id=ADA, include_hidden=True)
    ),
    "people after a group, by photos": _listed(
        PeopleQuery(
            library_id=HOME,
            starting_after_id=FRESH,
            name_filter=NameFilter.ALL,
            sort=Sort.COUNT_DESC,
        )
    ),
    **{
        f"the wall, {section}": lambda s, _, section=section: people_lists.wall(
            s, HOME, section=section
        )  # type: ignore[misc]
        for section in Section
    },
    "the wall of an a": does(people_lists.wall, HOME, text=" Á "),
    "the wall's counts": does(people_lists.counts, HOME),
    "the names": does(people_lists.names, HOME),
    "the best faces": does(portraits.best_faces, EVERYBODY, each=2),
    "answers about Eva": does(answered, EVA),
    "answers about Bob": does(answered, BOB),
    "a group to name": does(naming.shown, GROUP),
    "what is left to name": does(
        naming.shown, "person_gone", ["face_loose", "face_gone", "face_eva1", "face_fresh1"]
    ),
    "Eva to name": does(naming.shown, EVA),
    "faces that wait": does(visibility.waiting_faces, FACES),
    "photos with a say": lambda s, _: sorted(
        map(tuple, s.execute(visibility.decided_photos(HOME)))
    ),
    "photos that lack something": lambda s, _: sorted(embeddings.assets_lacking(s, "two/1")),
    "what can be described": lambda s, _: [
        embeddings.unembedded(s, asset, "three/1") for asset in PHOTOS
    ],
    "what was dismissed": lambda s, _: dismissals.vectors(s.get_one(DismissedBox, "box_f")),
}


# What the other library comes to know first.
MET = {"asset_x", "asset_y", "place_y", "place_z0"}
# What is of the other library is none of this one's.
BETWEEN: dict[str, Ask] = {
    "give their face to Eva": hands("loose 0loose", EVA),
    "draw in their photo": does(faces.create, asset_id="asset_a", box=BOX, library_id=OTHER),
    "draw their Eva's face": does(
        faces.create, asset_id="asset_a", box=BOX, person_id="person_0eva"
    ),
    "a portrait of their face": changes(EVA, thumbnail_face_id="face_0loose"),
    "a new person with their face": makes(name="Dora", face_ids=["face_0loose"]),
    "a new person with a portrait of theirs": makes(name="Dora", thumbnail_face_id="face_0loose"),
    "somebody new of no library": does(people.create, name="Dora"),
    "their Eva is Eva": merges(EVA, "person_0eva"),
    "Eva of any library": does(people.find_by_name, "eva", None),
    "Dora of any library": does(people.find_by_name, "Dora", None),
    "their Eva": lambda s, _: getattr(people.find_by_name(s, "eva", OTHER), "id", None),
    "a copy lies where their photo lies": lambda s, at: in_turn(
        lambda: s.add(_theirs(photo("x", str(at / "here/x.jpg"), "folder_0here"))),
        lambda: s.flush(),
        lambda: places.add(s, HOME, [file("a", "here", str(at / "here/x.jpg"))]),
    ),
    "a folder moves to where theirs has been": lambda s, at: _met_theirs(s, at),
    "libraries": lambda s, _: [each.id for each in library.listing(s)],
    "libraries of faces": does(faces.libraries, ["face_loose", "face_0loose"]),
    "faces of any library": _listed(FacesQuery()),
    "their faces of Eva": _listed(FacesQuery(library_id=OTHER, person_id=EVA)),
    "their faces in a photo": _listed(FacesQuery(library_id=OTHER, asset_id="asset_a")),
    "faces of their Eva in a photo": _listed(
        FacesQuery(library_id=HOME, person_id="person_0eva", asset_id="asset_a")
    ),
    "their photos": _listed(AssetsQuery(library_id=OTHER, ids=["asset_a", "asset_0b"])),
    "their people": _listed(PeopleQuery(library_id=OTHER, ids=[EVA, "person_0bob"])),
}

# An engine is of the whole machine, and the number of a scan is of the file.
OF_ALL = {
    "an engine goes",
    "another engine goes",
    "a scan is noted once",
    "photos that lack something",
}


class Undone(Exception):
    """Takes back what was done, once it was looked at."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("household").resolve()


@pytest.fixture(scope="module")
def home(folder: Path) -> Iterator[Database]:
    """The household alone."""
    db = Database(folder / "library.db", folder / "cache.db")
    fill(db, folder)
    yield db
    db.close()


@pytest.fixture(scope="module")
def beside(folder: Path) -> Iterator[Database]:
    """The household and one that is like it."""
    db = Database(folder / "both.db", folder / "both cache.db")
    fill(db, folder)
    put_beside(db, HOME)
    yield db
    db.close()


def tried(db: Database, work: Ask, folder: Path) -> str:
    """What it answers, and what it changes in the library, a line each; then it is taken back.

    Another library stays as it is.
    """
    said: list[str] = []
    before, beside = rows_of(db, HOME), rows_of(db, OTHER)

    def write(session: Session) -> None:
        try:
            answer = work(session, folder)
        except AppError as error:
            said.append(f"{type(error).__name__}: {error.message} {error.hint}".rstrip())
            field = getattr(error, "field", None)
            said.extend([f"field {field}"] if field else [])
            raise Undone from None
        session.flush()
        said.append(str(answer))
        said.extend(differences(before, rows_in(session, HOME)))
        for table, rows in rows_in(session, OTHER).items():
            assert [row for row in rows if row.get("id") not in MET] == beside[table]
        raise Undone

    with pytest.raises(Undone):
        db.write(write).result()
    return plain("\n".join(said), folder)


def differences(before: Rows, after: Rows) -> Iterator[str]:
    """Every row that came, went or changed."""
    for table, rows in after.items():
        known = {key(row): row for row in before[table]}
        now = {key(row): row for row in rows}
        for gone in sorted(known.keys() - now.keys()):
            yield f"- {table} {gone}"
        for each, row in sorted(now.items()):
            was = known.get(each, {})
            changed = {name: value for name, value in row.items() if was.get(name) != value}
            if changed:
                yield f"{'*' if was else '+'} {table} {each}: {values(changed)}"


def key(row: dict[str, Any]) -> str:
    return " ".join(str(row[name]) for name in ("id", "face_id", "engine_id") if name in row)


def values(row: dict[str, Any]) -> str:
    return ", ".join(f"{name}={value!s}" for name, value in row.items() if name != "id")


def plain(text: str, folder: Path) -> str:
    """Without what differs from run to run: where it lies, ids that are new, and this moment."""
    text = text.replace(str(folder), "~").replace("\\", "/")
    text = re.sub(r"(Posix|Windows)Path", "Path", text)
    text = re.sub(r"\b([a-z]+_)[0-9A-Za-z]{22}\b", r"\1new", text)
    text = re.sub(r"look=(\w{6})\w+", r"look=\1...", text)
    text = re.sub(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d+(\+00:00)?", "now", text)
    text = text.replace("datetime.", "").replace(", tzinfo=timezone.utc", "")
    text = re.sub(r"datetime\((\d+, ){6}\d+\)", "now", text)
    answer, *changes = text.splitlines()
    return "\n".join([answer, *sorted(changes)])


def held(name: str) -> dict[str, str]:
    """What a fixture says, by the line that begins with a #."""
    parts = (FIXTURES / f"{name}.txt").read_text("utf-8").split("\n# ")
    return {title: text.strip() for title, _, text in (part.partition("\n") for part in parts[1:])}


EFFECTS, ANSWERS, OF_ANOTHER = held("effects"), held("answers"), held("between")


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_changes_what_it_says_and_nothing_else(
    home: Database, beside: Database, folder: Path, name: str
) -> None:
    """Nor anything in the other library."""
    db = home if name in OF_ALL else beside
    assert tried(db, COMMANDS[name], folder) == EFFECTS[name]


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_is_answered_of_one_library(
    home: Database, beside: Database, folder: Path, name: str
) -> None:
    db = home if name in OF_ALL else beside
    assert tried(db, QUESTIONS[name], folder) == ANSWERS[name]


def test_nothing_else_is_held() -> None:
    assert set(EFFECTS) == set(COMMANDS)
    assert set(ANSWERS) == set(QUESTIONS)


@pytest.mark.parametrize("name", BETWEEN)
def test_what_is_of_another_library(beside: Database, folder: Path, name: str) -> None:
    assert tried(beside, BETWEEN[name], folder) == OF_ANOTHER[name]


# What a scan does by itself is no step, and it is undone by what "take a scan back" does.
BY_SCAN = {"try again", "a scan is noted once"}


@pytest.fixture(scope="module")
def steps(folder: Path) -> Iterator[Database]:
    """Two libraries that are alike, in which commands are steps of the history."""
    db = Database(folder / "steps.db", folder / "steps cache.db")
    fill(db, folder)
    put_beside(db, HOME)
    yield db
    db.close()


@pytest.mark.parametrize("name", [each for each in COMMANDS if each not in BY_SCAN])
def test_a_command_is_undone_redone_and_undone(steps: Database, folder: Path, name: str) -> None:
    before = dump(steps)
    try:
        step = steps.write(lambda s: COMMANDS[name](s, folder), label=name).result()
    except AppError:
        assert dump(steps) == before
        return
    after = dump(steps)
    assert (step.step_id is None) == (after == before)
    if step.step_id is not None:
        assert steps.undo().result().result.words == name
        assert dump(steps) == before
        assert steps.redo().result().result.words == name
        assert dump(steps) == after
        steps.undo().result()
        assert dump(steps) == before


def test_all_steps_are_taken_back_after_a_restart(tmp_path: Path) -> None:
    opened = partial(Database, tmp_path / "library.db", tmp_path / "cache.db")
    states = []
    with closing(opened()) as db:
        fill(db, tmp_path)
        for name in (None, "Eva is Bob", "a new person", "not a face", "a folder is taken out"):
            if name is not None:
                db.write(lambda s, n=name: COMMANDS[n](s, tmp_path), label=name).result()  # type: ignore[misc]
            states.append(dump(db))
    for state in reversed(states[:-1]):
        with closing(opened()) as db:
            db.undo().result()
            assert dump(db) == state
    for state in states[1:]:
        with closing(opened()) as db:
            db.redo().result()
            assert dump(db) == state


ALL: dict[str, Callable[[Session, str | None], list[str]]] = {
    "ids of faces": lambda s, of: faces.ids(s, library_id=of),
    "faces with their photos": lambda s, of: [each.face.id for each in faces.listing(s, of)],
    "photos that failed": lambda s, of: [each.id for each in photos.problems(s, of)],
    "folders": lambda s, of: [each.id for each in library.folders(s, of)],
    "scans": lambda s, of: [str(each.id) for each in scans.listing(s, of)],
    "the wall": lambda s, of: people_lists.wall(s, of),
    "names": lambda s, of: [person_id for person_id, _ in people_lists.names(s, of)],
    "namesakes": lambda s, of: [each.id for each in person_fields.namesakes(s, "eva", of)],
}
COUNTED: dict[str, Callable[[Session, str | None], tuple[int, ...]]] = {
    "photos": lambda s, of: astuple(photos.counts(s, of)),
    "people": lambda s, of: astuple(people_lists.counts(s, of)),
    "copies": lambda s, of: (places.count(s, of),),
}


def test_of_no_library_is_of_all_of_them(beside: Database) -> None:
    with beside.read() as session:
        for name, ask in ALL.items():
            mine, theirs = ask(session, HOME), ask(session, OTHER)
            ids = [int(each) if each.isdigit() else each for each in mine]
            assert set(theirs) == {str(twin_id(each)) for each in ids}, name
            assert sorted(ask(session, None)) == sorted(mine + theirs), name
        paths = [each.path for each in library.folders(session)]
        assert paths == sorted(paths)
        everybody = people_lists.names(session)  # namesakes by id
        assert everybody == sorted(everybody, key=lambda each: each[::-1])
        for name, count in COUNTED.items():
            doubled = tuple(2 * each for each in count(session, HOME))
            assert count(session, None) == doubled, name
