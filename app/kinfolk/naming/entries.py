"""The cards with a text or a name: ghosts, texts that wait, and texts of groups that are gone."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from kinfolk.core.database import Database
from kinfolk.core.db.changes import Changes
from kinfolk.core.people.naming import Shown
from kinfolk.core.people.people import Card
from kinfolk.naming import reads
from kinfolk.naming.entry import Cards, NamingEntry, State
from kinfolk.settings import HalfTyped


class Entries:
    """Hold what is on the cards besides their faces, by the id of the group or single face.

    A group that has got its name stays in place as a "ghost": its faces are pale, and it offers
    Undo. Ghosts are removed when the page is sorted again. Texts that were not given are kept on
    their cards. If a card's group is gone, its text is "put away", and it returns with the group.
    """

    def __init__(self, db: Database) -> None:
        self._db = db
        self._entries: dict[str, NamingEntry] = {}
        # Names that were undone, to restore if the step is done again
        self._taken_back: dict[str, NamingEntry] = {}
        # Texts of groups that are gone, until an undo or redo
        self._put_away: dict[str, NamingEntry] = {}
        self._unmade: set[str] = set()  # groups that the user's own drop or undo has removed

    # what there is

    @property
    def held(self) -> Collection[str]:
        """The ids of groups whose cards stay even if the library no longer has the groups."""
        return self._entries.keys()

    @property
    def unmade(self) -> Collection[str]:
        """The ids of groups that a drop or an undo by the user has removed; they get no card."""
        return self._unmade - self._entries.keys()

    @property
    def named(self) -> Sequence[str]:
        """The ids of groups whose name is saved; their cards stay in place as ghosts."""
        return [g for g, entry in self._entries.items() if entry.state is State.NAMED]

    def get(self, card_id: str) -> NamingEntry | None:
        """Return the text or name of a card and its state, or None."""
        return self._entries.get(card_id)

    def of(self, cards: Cards) -> Sequence[NamingEntry]:
        """Return the cards of a list that have a text or a name, as the user saw them."""
        return [entry for entry in self._entries.values() if entry.cards is cards]

    def kept(self, cards: Cards, *, is_hidden: bool) -> Sequence[str]:
        """Return the ids of cards with a text or a name not saved; ignored ones if `is_hidden`."""
        texts = [each for each in self.of(cards) if each.waits or each.is_refused]
        return [each.id for each in texts if each.card.person.is_hidden == is_hidden]

    def given(self, cards: Cards) -> Sequence[NamingEntry]:
        """Return the cards of a list that have got a name, or were ignored."""
        return [entry for entry in self.of(cards) if entry.is_given]

    def is_given(self, card_id: str) -> bool:
        """Return whether the group's name is saved or being saved."""
        entry = self._entries.get(card_id)
        return entry is not None and entry.is_given

    def person_of(self, card_id: str) -> str:
        """Return the id of the person the group became by its name, else the group's id."""
        entry = self._entries.get(card_id)
        return (entry and entry.person_id) or card_id

    def bearers(self) -> Iterable[NamingEntry]:
        """Yield the cards that have got a name, without ignored ones."""
        return (e for e in self._entries.values() if e.is_given and not e.is_ignored)

    @property
    def not_given(self) -> Sequence[NamingEntry]:
        """The cards whose text was not given or not saved, shown or put away."""
        return [e for e in (self._put_away | self._entries).values() if not e.is_given]

    # what becomes of a card

    def put(self, entry: NamingEntry) -> None:
        """Keep this entry for its card."""
        self._entries[entry.id] = entry

    def forget(self, card_id: str) -> NamingEntry | None:
        return self._entries.pop(card_id, None)

    def wait_with(
        self, cards: Cards, typed: Mapping[str, HalfTyped], there: Mapping[str, Card]
    ) -> None:
        """Take over the texts of an earlier session; each appears once its card is shown.

        `there` are those of the cards whose groups exist.
        """
        for card_id, card in there.items():
            if card.person.name is None:
                shown = Shown(card_id, card.person.library_id, typed[card_id].faces)
                self._put_away[card_id] = NamingEntry(card, shown, cards, typed[card_id].text)

    def written(self, entry: NamingEntry, person_id: str, step_id: int | None) -> None:
        """Note that a name is saved, as this step, and whose the faces are now."""
        entry.state, entry.person_id, entry.step_id = State.NAMED, person_id, step_id

    def refused(self, entry: NamingEntry, problem: str) -> None:
        """Note that a name could not be saved, and keep it on its card."""
        entry.state, entry.problem, entry.is_unwanted = State.REFUSED, problem, False
        entry.group = entry.group.again()
        self._entries[entry.id] = entry

    def retry(self, cards: Cards) -> Sequence[NamingEntry]:
        """Give all names of a list again that could not be saved, in the order of typing.

        Return the entries to write.
        """
        refused = [entry for entry in self.of(cards) if entry.is_refused]
        for entry in refused:
            entry.state, entry.problem = State.WRITING, ""
        return refused

    # undo and redo

    def lost(self, card_ids: Collection[str]) -> None:
        """Turn ghosts into cards without a name, because an undo elsewhere removed the name."""
        self._set_back(set(self.named) & set(card_ids))

    def _set_back(self, card_ids: Iterable[str]) -> None:
        """Forget these names, but remember them and the cards' rows, in case they are redone."""
        for card_id in card_ids:
            entry = self._entries.pop(card_id)
            if entry.step_id is not None:
                entry.place = entry.row
                self._taken_back[card_id] = entry

    def undone(self, step_id: int) -> NamingEntry | None:
        """Turn the ghosts of an undone step into cards without a name; return the first one."""
        self._set_back([each.id for each in self._entries.values() if each.step_id == step_id])
        gone = (each for each in self._taken_back.values() if each.step_id == step_id)
        return min(gone, key=lambda each: each.place, default=None)

    def redone(self, step_id: int, id_now: int) -> Sequence[NamingEntry]:
        """Return the entries that were undone with this step, to put them back on their cards.

        `id_now` is the step's new id.
        """
        again = [each for each in self._taken_back.values() if each.step_id == step_id]
        for entry in again:
            del self._taken_back[entry.id]
            entry.step_id = id_now
        return again

    def follow(self, changes: Changes, shown: Collection[str]) -> Collection[str]:
        """Show what an undo or redo has changed; return the ids of cards whose groups are gone.

        `shown` are the ids of all cards. Only faces of that step change on them; faces that a scan
        has moved since stay as shown.
        """
        self.bring_back()
        touched = changes.ids("face")
        ids = (changes.ids("person") | touched) & set(shown) | self._entries.keys()
        there = dict(reads.faces_now(self._db, ids))
        others = self._renew(there, touched)  # groups without any face that their cards showed
        gone = (ids & (changes.ids("person") | touched) | others) - there.keys()
        self._unmade = (self._unmade | gone) - there.keys()
        return gone

    def _renew(self, there: dict[str, Sequence[str]], touched: Collection[str]) -> set[str]:
        """Show on the cards what a step has changed of their faces; `there` are the faces by group.

        Groups that have no face any more that their card showed are removed from `there` and
        returned.
        """
        others = set()
        for entry in list(self._entries.values()):
            if entry.id in there and self.person_of(entry.id) == entry.id:
                before = entry.group.face_ids
                after = reads.renewed(before, entry.left(there[entry.id]), touched)
                if not after:
                    others.add(entry.id)
                    del there[entry.id]
                elif after != before:
                    entry.show(after)
        return others

    # cards whose groups come and go

    def begin_anew(self) -> None:
        """Remove the ghosts and forget which names were undone, as the page is sorted again."""
        for card_id in self.named:
            del self._entries[card_id]
        self._taken_back.clear()
        self._unmade.clear()

    def heed(self, there: Collection[str], *, but: NamingEntry | None) -> None:
        """Put away the texts of groups about which something was decided elsewhere.

        `there` are the ids of the groups in the library. A text returns when that decision is
        undone, on any page or by any process. The open card is left as it is (`but`).
        """
        gone = [e for e in self._entries.values() if e.id not in there and e.waits]
        left = [each for each in gone if each is not but]
        done = [each.id for each in left if reads.opened(self._db, each.card) is None]
        self.put_away(done)
        # A group whose drop is not written yet still exists; it comes back by its own way.
        if back := (self._put_away.keys() & there) - self._unmade:
            self._bring_back(back)

    def found(self, cards: Cards, named: Mapping[str, str]) -> None:
        """Turn the cards of groups named elsewhere into ghosts; `named` are names by group id."""
        for card_id, name in named.items():
            row = cards.row_of(card_id)
            card = cards.card(row) if row >= 0 else None
            if card is not None and card_id not in self._entries:
                shown = Shown(card_id, card.person.library_id, card.faces)
                entry = NamingEntry(card, shown, cards, name, State.NAMED, person_id=card_id)
                self._entries[card_id] = entry

    def take_in(self, card_id: str, face_ids: Sequence[str]) -> Sequence[str]:
        """Show dropped faces on a card at once, after its first face.

        Return those that the card did not show before.
        """
        entry = self._entries.get(card_id)
        if entry is None:
            return ()
        shown = entry.group.face_ids
        new = [face for face in face_ids if face not in shown]
        entry.show((*shown[:1], *new, *shown[1:]))
        return new

    def leave_out(self, card_id: str, face_ids: Collection[str]) -> None:
        """Remove faces from the card that the group did not get after all."""
        entry = self._entries.get(card_id)
        if entry is not None:
            left = tuple(face for face in entry.group.face_ids if face not in face_ids)
            entry.show(left)

    def remove(self, card_ids: Collection[str]) -> None:
        """Put the texts of cards away whose faces are about to be written to another person."""
        self.put_away(card_ids)
        self._unmade.update(card_ids)

    def bring_back(self) -> None:
        """Return texts that were put away to their cards, if the groups exist again."""
        self._bring_back(self._unmade | self._put_away.keys())

    def _bring_back(self, card_ids: Collection[str]) -> None:
        """Return the texts of these groups to their cards, if the groups exist again.

        A text stays put away if its group has got a name, or has none of the faces it was typed
        for.
        """
        there = reads.faces_now(self._db, card_ids)
        self._unmade -= there.keys()
        for card_id in self._put_away.keys() & there.keys():
            entry = self._put_away[card_id]
            if reads.opened(self._db, entry.card) is None:
                continue  # it has got a name
            if not set(entry.group.face_ids).intersection(there[card_id]):
                continue  # none of the faces for which the text was typed
            del self._put_away[card_id]
            if card_id not in self._entries:
                self._entries[card_id] = entry
                entry.show(tuple(entry.left(there[card_id])))

    def put_away(self, card_ids: Collection[str]) -> list[str]:
        """Put the texts of these cards away until their groups return; return the texts."""
        entries = [self._entries.pop(each) for each in self._entries.keys() & set(card_ids)]
        texts = {each.id: each for each in entries if each.text}
        self._put_away.update(texts)
        return [each.text for each in texts.values()]
