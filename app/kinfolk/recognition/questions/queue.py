"""The queue of open suggestions, kept up to date while answers and changes come in."""

import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import partial
from typing import Any, assert_never

from kinfolk.core.database import Database
from kinfolk.core.db.changes import Changes
from kinfolk.core.people.people import Person
from kinfolk.core.people.strangers import FEW
from kinfolk.errors import AppError
from kinfolk.recognition import strangers
from kinfolk.recognition.questions import reads
from kinfolk.recognition.questions.affected import Affected, Memory, affected
from kinfolk.recognition.questions.agenda import CHILDREN, EVERYBODY, PAIRS, STRANGERS, Agenda, Item
from kinfolk.recognition.questions.question import Question
from kinfolk.recognition.questions.reads import GroupRead, PersonRead
from kinfolk.recognition.questions.state import ReviewState
from kinfolk.recognition.suggest import Suggester
from kinfolk.recognition.suggestion import Suggestion

# All in seconds.
START = 1.5
TELL = 0.2  # answers that arrive within this are shown together
# After a longer question the queue rests for as long as that took, unless one is urgent
SHORT = 0.02
# Without a key before questions that no one waits for: else they would run between two keys.
PAUSE = 0.5
# Before asking about everyone again it waits REST times as long as that took
REST, LATER = 2, 1.0
# Changes of these tables may change who looks like whom.
TABLES = frozenset({"person", "face", "asset", "rejection", "distinct_pair"})

Read = Callable[[Suggester], Any]


class QuestionQueue:
    """Hold all open suggestions and keep them up to date.

    Nothing is read before `start`. Questions to the engine run one at a time; the agenda decides
    which one is next. Later changes of the library (`heed`) are looked up first: only people and
    groups they affect are asked about again.

    A subclass runs the questions and the clock, and hears what comes of it, in the methods that
    raise NotImplementedError here. All methods are called on one thread.
    """

    def __init__(self, db: Database, *, few: Callable[[], int] = lambda: FEW) -> None:
        """`few()` returns the number of photos below which someone unnamed may be a stranger."""
        self._db = db
        self._few = few
        self._known = ReviewState()
        self._memory = Memory()
        self._agenda = Agenda()
        self._seen: list[Item] = []  # cards in sight, or about to be
        self._looked_up: set[str] = set()  # single faces that have been asked about
        self._asking: Item | None = None
        self._asked_at = 0.0
        self._wants_less_likely = False  # not kept for the next start
        self._is_urgent = False  # the user waits for the question that is running
        self._following = 0  # number of changes whose effect is being looked up
        self._follows = False  # whether changes matter: something has been asked
        self._is_started = False
        self._waits_for_scan = False
        self._wants_everybody = False
        self._began: float | None = None  # when asking about everyone began
        self._took = 0.0  # seconds that asking about everyone took last time
        self._told_at = 0.0
        self._rest_until = 0.0  # before then only urgent questions are asked
        self._planned: dict[Callable[[], None], float] = {}  # what to call, and when

    # for a subclass

    def run(
        self, read: Read, done: Callable[[Any], None], failed: Callable[[Exception], None]
    ) -> None:
        """Call `done(read(suggester))`, or `failed` with what was raised, after this call.

        `read` may run on another thread, one at a time.
        """
        raise NotImplementedError

    def wake_in(self, seconds: float) -> None:
        """Call `wake` in so many seconds, instead of when it was to be called before."""
        raise NotImplementedError

    def now(self) -> float:
        """Return the time in seconds; a subclass may have a clock of its own."""
        return time.monotonic()

    def has_changed(self) -> None:
        """Hear that the open suggestions differ."""
        raise NotImplementedError

    def has_freed(self, face_ids: frozenset[str]) -> None:
        """Hear of faces that the user has moved away from a person, or whose person was deleted."""
        raise NotImplementedError

    def has_returned(self, groups: int) -> None:
        """Hear how many ignored groups are shown again, as they turned out to be someone."""
        raise NotImplementedError

    # when it is done

    def wake(self) -> None:
        """Do what is planned for now."""
        now = self.now()
        due = [act for act, moment in self._planned.items() if moment <= now]
        for act in due:
            del self._planned[act]
        self._set_clock()
        for act in due:
            act()

    def _plan(self, act: Callable[[], None], seconds: float) -> None:
        """Call `act` in so many seconds, or earlier if that is planned."""
        moment = self.now() + seconds
        self._planned[act] = min(moment, self._planned.get(act, moment))
        self._set_clock()

    def _set_clock(self) -> None:
        if self._planned:
            self.wake_in(max(0.0, min(self._planned.values()) - self.now()))

    # what is known

    @property
    def is_busy(self) -> bool:
        """Whether questions are running or waiting, so that more answers may come."""
        return self._asking is not None or len(self._agenda) > 0 or self._following > 0

    @property
    def likely(self) -> int:
        """The number of likely answers that are open."""
        return sum(one.answers for one in self._known.likely())

    def questions(self) -> list[Question]:
        """Return the open questions in the order to ask them; less likely ones only if wanted."""
        return self._known.questions() if self._wants_less_likely else self._known.likely()

    @property
    def less_likely(self) -> int:
        """The number of open answers that are less likely, which are shown only if asked for."""
        return self._known.less_likely()

    @property
    def wants_less_likely(self) -> bool:
        """Whether the user wants to be asked the less likely ones, too."""
        return self._wants_less_likely

    def want_less_likely(self, wanted: bool) -> None:
        """Include the less likely questions from now on, or leave them out."""
        self._wants_less_likely = wanted
        self._say()

    def person(self, person_id: str) -> PersonRead | None:
        """Return what is known of a person's suggestions, or None before they are read."""
        return self._known.people.get(person_id)

    def group(self, group_id: str) -> GroupRead | None:
        """Return who a group without a name may be, or None if no one is known to look like it."""
        return self._known.groups.get(group_id)

    def single(self, face_id: str) -> tuple[Suggestion, Person] | None:
        """Return who a single face may be, or None if no one is known to look like it."""
        return self.singles.get(face_id)

    @property
    def singles(self) -> Mapping[str, tuple[Suggestion, Person]]:
        """The best suggestion and its person for each single face that has one."""
        return self._known.singles()

    # what is asked

    def start(self) -> None:
        """Ask about everyone; only the first call does anything."""
        if not self._is_started:
            self._is_started = self._follows = True
            self._agenda.add_first(self._seen)
            self._begin()

    def start_soon(self) -> None:
        """Call `start` shortly, once the window is shown and at rest."""
        self._plan(self.start, START)

    def want(self, person_id: str) -> None:
        """Ask about this person before all others, unless what is known of them is up to date."""
        self._follows = True
        if person_id not in self._known.people:
            self._ask_first([Item("person", person_id)])

    def look_at(self, group_ids: Iterable[str], face_ids: Iterable[str]) -> None:
        """Ask about these groups and single faces first: their cards are in sight, or about to be.

        Otherwise their names would come only in their turn, which may take minutes in a large
        library.
        """
        known, looked_up = self._known.groups, self._looked_up
        seen = [Item("group", each) for each in group_ids if each not in known]
        seen += [Item("face", each) for each in face_ids if each not in looked_up]
        self._seen = [each for each in seen if each != self._asking]
        if self._is_started and not all(map(self._agenda.is_urgent, self._seen)):
            self._ask_first(self._seen)

    def set_scanning(self, is_scanning: bool) -> None:
        """Note whether a scan runs.

        During a scan new faces are ignored; after it everyone is asked about.
        """
        self._waits_for_scan = is_scanning
        if self._is_started and not is_scanning:
            self._ask_about_everybody()

    def defer(self) -> None:
        """Postpone questions that no one waits for, because the user is typing or answering."""
        self._rest_until = self.now() + PAUSE

    def answered(
        self, question: Question, face_ids: Collection[str], *, gone: bool
    ) -> Callable[[bool], None]:
        """Leave out a question that is being answered; return a function to call with the outcome.

        If the faces are `gone` from what may be asked, they are left out for all other people, too.
        Call the returned function with True once the answer is written, with False if it was not.
        """
        others = self._memory.about(face_ids) if gone else ()
        item = self._known.leave_out(question, face_ids, others)
        self.defer()
        self._agenda.hold(item)
        self._say()
        return partial(self._release, item)

    def _release(self, item: Item, is_written: bool) -> None:
        """Allow questions about the item again; ask at once if the answer could not be written."""
        self._agenda.release(item)
        if is_written:
            self._go_on()
        else:
            self._ask_first([item])

    def _ask_about_everybody(self) -> None:
        """Ask about everyone now, or after the scan that is running."""
        self._wants_everybody = self._waits_for_scan
        if not self._waits_for_scan:
            self._begin()

    def _begin(self) -> None:
        self._began = self.now()
        self._agenda.add([EVERYBODY])
        self._go_on()

    def _ask_first(self, items: Iterable[Item]) -> None:
        self._agenda.add_first(items)
        self._go_on()

    def _go_on(self) -> None:
        """Ask the next question unless one is running.

        A question that no one waits for is asked only in a pause.
        """
        item = self._agenda.next()
        if self._asking is not None or item is None:
            return
        left = self._rest_until - self.now()
        if left > 0 and not self._agenda.is_urgent(item):
            self._plan(self._go_on, left)
            return
        self._is_urgent = self._agenda.take(item)
        self._asking, self._asked_at = item, self.now()
        self.run(self._read(item), partial(self._on_read, item), self._on_failed)

    def _read(self, item: Item) -> Read:
        """Return the function that reads an item; it runs on the thread of the questions."""
        db = self._db
        match item.what:
            case "person":
                return lambda suggester: reads.read_person(suggester, db, item.who)
            case "group":
                return lambda suggester: reads.read_group(suggester, db, item.who)
            case "face":
                return lambda suggester: reads.near_face(suggester, item.who, most=1)
            case "children":
                return lambda suggester: reads.read_children(suggester, db)
            case "pairs":
                return lambda suggester: reads.read_pairs(suggester, db)
            case "strangers":
                few = self._few()
                return lambda suggester: strangers.bring_back(suggester, db, fewer_than=few)
            case "everybody":
                return lambda suggester: reads.everybody(db)
            case _:
                assert_never(item.what)

    # what comes back

    def _on_read(self, item: Item, read: Any) -> None:
        """Take in an answer unless it is outdated by now, then go on, resting after a long one."""
        self._asking = None
        # The library has been changed by it, so this is never outdated
        if item == STRANGERS and read:
            self.has_returned(read)
        # If it is outdated, an answer or a change came in between, and the item is asked about
        # again.
        if not self._agenda.is_outdated(item):
            self._take(item, read)
            self._tell_soon(at_once=self._is_urgent)
        took = self.now() - self._asked_at
        if took < SHORT or self._agenda.is_urgent(self._agenda.next()):
            self._go_on()
        else:
            self._plan(self._go_on, took)
        if not self.is_busy:
            self._rest()

    def _tell_soon(self, *, at_once: bool) -> None:
        """Announce changes: the first after a name or an answer at once, the rest together."""
        if at_once and self.now() - self._told_at > TELL:
            self._say()
        else:
            self._plan(self._say, TELL)

    def _say(self) -> None:
        self._planned.pop(self._say, None)
        self._told_at = self.now()
        self._known.changed()
        self.has_changed()

    def _take(self, item: Item, read: Any) -> None:
        """Store the answer to an item and queue what follows from it."""
        match item.what:
            case "person":
                self._take_person(item.who, read)
            case "group":
                self._known.groups[item.who] = read
            case "face":
                self._looked_up.add(item.who)
                self._agenda.add_first(_about(set(read) - self._known.people.keys()))
            case "children":
                self._known.children = read
            case "pairs":
                self._known.pairs = read
            case "strangers":
                pass  # nothing to keep
            case "everybody":
                self._take_everybody(read)
            case _:
                assert_never(item.what)

    def _take_person(self, person_id: str, read: PersonRead | None) -> None:
        """Store what was read of a person; None if they are gone."""
        if read is None:
            self._known.people.pop(person_id, None)
            return
        self._known.people[person_id] = read
        self._memory.note(read.near, person_id)
        # Someone who has just got a name may have other groups in sight: those come first.
        add = self._agenda.add_first if self._is_urgent else self._agenda.add
        add(Item("group", group_id) for group_id in self._known.groups_about(read))

    def _take_everybody(self, ids: list[str]) -> None:
        """Queue everyone; people whose cards are shown come first."""
        self._known.keep_only(ids)
        people = dict.fromkeys((*self._known.with_faces(), *ids))
        self._agenda.add(Item("person", who) for who in people)
        self._agenda.add(Item("group", group_id) for group_id in self._known.groups)
        self._agenda.add([CHILDREN, PAIRS, STRANGERS])

    def _on_failed(self, error: Exception) -> None:
        """Ask again soon if the library is busy or out of reach; what is known stays.

        Raise a bug.
        """
        item, self._asking = self._asking, None
        if not isinstance(error, AppError) or item is None:
            raise error
        self._agenda.add_first([item])
        self._plan(self._go_on, LATER)

    # what changes

    def heed(self, changes: Changes) -> None:
        """Find out in the background whose suggestions a change affects, and read those again."""
        if not self._follows or not any(table in changes for table in TABLES):
            return
        db, memory, scanning = self._db, self._memory, self._waits_for_scan

        def whom(suggester: Suggester) -> Affected:
            with db.read() as session:
                return affected(session, suggester, memory, scanning=scanning)

        self._following += 1
        self.run(whom, self._on_affected, self._on_lost)

    def _on_affected(self, found: Affected) -> None:
        """Queue who is affected by a change: people it names, then those who compete for faces."""
        self._following -= 1
        if found.freed:
            self.has_freed(found.freed)
        if found.all:
            self._doubt_all()
            return
        known = self._known
        people = found.people | (found.changed & known.people.keys())
        first = people & found.changed
        groups, children = known.groups_with(found.changed), known.children_with(found.changed)
        self._ask_first((*_about(first), *groups, *children))
        self._agenda.add(_about((people | (found.rivals & known.people.keys())) - first))
        if self._is_started and (people or found.changed):
            self._agenda.add([CHILDREN, PAIRS, STRANGERS])
        self._go_on()
        if not self.is_busy:
            self._rest()

    def _doubt_all(self) -> None:
        """Ask again about all that is known, shown cards first: anything may have changed."""
        known = self._known
        self._ask_first(_about(list(known.with_faces() if self._is_started else known.people)))
        self._agenda.add(known.groups_with_cards())
        if self._is_started:
            self._agenda.add([CHILDREN, PAIRS, STRANGERS])
        self._wants_everybody = self._is_started
        self._go_on()
        if not self.is_busy:
            self._rest()

    def _on_lost(self, error: Exception) -> None:
        """Doubt everything, because the effect of a change could not be read. Raise a bug."""
        self._following -= 1
        self._doubt_all()
        if not isinstance(error, AppError):
            raise error

    def _rest(self) -> None:
        """Announce that all is known.

        Ask about everyone once more if a change has demanded that.
        """
        self._say()
        if self._began is not None:
            self._took, self._began = self.now() - self._began, None
        if self._wants_everybody and not self._waits_for_scan:
            self._plan(self._ask_about_everybody, max(LATER, REST * self._took))


def _about(person_ids: Iterable[str]) -> Iterator[Item]:
    return (Item("person", person_id) for person_id in person_ids)
