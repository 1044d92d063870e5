"""Who may be ignored as a stranger, and who has turned out to be someone."""

from kinfolk.core.people import review as answers
from kinfolk.core.people import strangers
from kinfolk.core.people.review import Answer
from kinfolk.recognition.strangers import find, returning
from tests.album import MAYBE
from tests.recognition.gallery import Gallery


def group(gallery: Gallery, direction: int, number: int) -> str:
    made, _ = gallery.grouped(number, near=direction)
    return made


def test_a_stranger_is_seen_in_few_photos_and_is_like_nobody(gallery: Gallery) -> None:
    gallery.person("Eva", near=0, faces=3)
    gallery.person("Shy", near=1, faces=3, is_hidden=True)
    unknown, often = group(gallery, 2, 2), group(gallery, 3, 3)
    group(gallery, 0, 2)  # like Eva
    group(gallery, 1, 2)  # like someone hidden
    alone = gallery.face(near=4)
    gallery.face(near=0, apart=MAYBE)  # may be Eva
    gallery.face()  # no engine has seen it: no one knows
    found = {number: find(gallery.suggester, gallery.db, fewer_than=number) for number in (3, 4)}
    assert {each.id for each in found[3]} == {unknown, alone}
    assert {each.id for each in found[4]} == {unknown, alone, often}
    assert [each.is_single for each in found[3]] == [False, True]


def test_strangers_come_back_when_they_are_like_somebody(gallery: Gallery) -> None:
    twin, other = group(gallery, 0, 2), group(gallery, 2, 2)
    alone = gallery.face(near=1)
    gallery.decide(strangers.ignore, groups=[twin, other], faces=[alone])

    def back() -> set[str]:
        return set(returning(gallery.suggester, gallery.db, fewer_than=3))

    assert back() == set()
    eva = gallery.person("Eva", near=0, faces=2)
    gallery.person("Ida", near=1, faces=2)
    hidden = {each for each, number in gallery.ask(strangers.listing) if number == 1}
    assert back() == {twin, *hidden}
    gallery.decide(answers.answer_pair, eva, twin, Answer.NO)
    assert back() == hidden
    gallery.face(other, near=2)
    assert back() == {other, *hidden}
