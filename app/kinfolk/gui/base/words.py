"""Texts for counts, dates, ages and states, in the reader's language."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import partial

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QTime

from kinfolk.core import birth
from kinfolk.core.actions import Action, Origin
from kinfolk.core.birth import Birth, Precision
from kinfolk.core.db.backups import BackupKind
from kinfolk.core.db.contents import Counts, Lack
from kinfolk.core.history import wording
from kinfolk.core.history.history import HistoryStep
from kinfolk.core.names_in_files import name_conflicts as contradiction
from kinfolk.core.names_in_files.claims import ClaimOrigin
from kinfolk.core.sizes import Size
from kinfolk.errors import AppError, Text
from kinfolk.metadata.capture_date import CaptureDate, TakenPrecision
from kinfolk.naming.fit import Objection
from kinfolk.naming.typed_name import TypedName
from kinfolk.recognition.suggestion import SameChild
from kinfolk.vision.quality import Flaw

_tr = partial(QCoreApplication.translate, "words")


def action(done: Action, origin: Origin | None = Origin.WINDOW) -> str:
    """Return what was done as the history words it; `origin` is who did it."""
    return wording.words(done, origin, _language())


def fill(sentence: str, **arguments: object) -> str:
    """Fill in a sentence as `history/wording.py` does: "{name:this group}" if a name may be None.

    The words for None belong to the sentence, because other languages inflect them.
    """
    return wording.fill(sentence, arguments, _language())


def _language() -> wording.Wording:
    """Return what `core/history/wording.py` needs to speak the reader's language."""
    return wording.Wording(_tr, number_text, _day_text)


def _day_text(iso: str) -> str:
    """Return an ISO date (day, month or year) in the reader's language; other text as it is."""
    day = birth.iso(iso)
    return birth_text(day, month="MMMM") if day else iso


def why(error: AppError) -> str:
    """Return the error's message and hint in the reader's language."""
    return f"{said(error.message)} {said(error.hint)}".strip()


def said(text: str) -> str:
    """Translate a message from core; text it does not know, such as a name, stays as it is."""
    if not isinstance(text, Text) or not text.arguments:
        return QCoreApplication.translate("errors", text)
    template = QCoreApplication.translate("errors", text.template)
    return template.format_map({name: _filling(it) for name, it in text.arguments.items()})


def _filling(value: object) -> str:
    if isinstance(value, HistoryStep):
        return action(value.action, value.origin)
    if isinstance(value, int):
        return number_text(value)
    if isinstance(value, Size):
        return size_text(value.bytes)
    return said(value) if isinstance(value, Text) else str(value)


def count(number: int, one: str, many: str) -> str:
    """Return a counted text; `%Ln` in it becomes the number with the reader's digit grouping.

    `one` and `many` are the two English forms, such as "%Ln face" and "%Ln faces". Translations
    have as many forms as their language needs; they are looked up by `many`.
    """
    here = number_text(number)
    said, english = QCoreApplication.translate("words", many, "", number), many.replace("%Ln", here)
    return said if said != english else (one if number == 1 else many).replace("%Ln", here)


faces = partial(count, one="%Ln face", many="%Ln faces")
single_faces = partial(count, one="%Ln single face", many="%Ln single faces")
answers = partial(count, one="%Ln answer", many="%Ln answers")
photos = partial(count, one="%Ln photo", many="%Ln photos")
files = partial(count, one="%Ln file", many="%Ln files")
places = partial(count, one="%Ln place", many="%Ln places")
names = partial(count, one="%Ln name", many="%Ln names")
groups = partial(count, one="%Ln group", many="%Ln groups")
people = partial(count, one="%Ln person", many="%Ln people")
# Ignored groups that have turned out to be someone
came_back = partial(
    count,
    one="%Ln ignored group is back in Unnamed.",
    many="%Ln ignored groups are back in Unnamed.",
)
# Known photos that an optional part of Kinfolk could read, which is missing
unread = partial(
    count,
    one="%Ln known photo was skipped: Kinfolk can’t read it here. Its names are safe.",
    many="%Ln known photos were skipped: Kinfolk can’t read them here. Their names are safe.",
)


def number_text(number: int) -> str:
    """Return the number with the reader's digit grouping: 4812 as "4,812"."""
    return QLocale().toString(number)


def size_text(size: int) -> str:
    """Return a size in bytes as 840 kB, 12 MB or 3.2 GB."""
    number, decimals, unit = Size(size).in_words()
    return f"{QLocale().toString(float(number), 'f', decimals)} {unit}"


def moved(number: int, name: str | None) -> str:
    """Say that faces were moved to someone, or to a group without a name."""
    return fill(_tr("{faces} moved to {name:this group}"), faces=faces(number), name=name)


def will_move(number: int, name: str | None) -> str:
    """Say that faces will be moved to someone, or to a group without a name."""
    return fill(_tr("{faces} will move to {name:this group}."), faces=faces(number), name=name)


def moving(number: int, owner: str) -> str:
    """Say how many of the faces come from someone else, as in "2 of them move here from Ben."

    `owner` is "" if they come from several people or from someone without a name.
    """
    if owner:
        one = "%Ln of them will move here from {}."
        return count(number, one, "%Ln of them will move here from {}.").format(owner)
    one = "%Ln of them currently belongs to someone else."
    return count(number, one, "%Ln of them currently belong to someone else.")


def objection(against: Objection, name: str, number: int) -> str:
    """Say why these faces may not be the person's; `number` is how many there are."""
    if against.photos and number == 1:
        return _tr("{name} is already in this photo.").format(name=name)
    if against.photos:
        one = "{name} is already in %Ln of these photos."
        said = count(against.photos, one, "{name} is already in %Ln of these photos.")
        return said.format(name=name)
    if number == 1:
        return _tr("This face doesn’t look like {name}.").format(name=name)
    return _tr("These don’t look like {name}.").format(name=name)


def objected(typed: TypedName, name: str, number: int) -> str:
    """Say what stands against a typed name, or once Enter has asked what the next one does."""
    if typed.is_asked or typed.objection is None:
        return again(name)
    return objection(typed.objection, name, number)


def again(name: str) -> str:
    """Say that the next Enter gives faces to a person whatever stands against it."""
    return _tr("Press Enter again to add to {name} anyway.").format(name=name)


def flaw(kind: Flaw) -> str:
    """Return the word for why a face has a low quality."""
    return {
        Flaw.SMALL: _tr("small"),
        Flaw.TURNED: _tr("turned away"),
        Flaw.UNCERTAIN: _tr("may not be a face"),
        Flaw.UNCLEAR: _tr("unclear"),
    }[kind]


def not_found() -> str:
    """Say that the photo shows another picture now, in which the face was not found."""
    return _tr("no longer in the photo")


def name_origin(origin: ClaimOrigin) -> str:
    """Say which app wrote a name and in which file: "from digiKam, photo.jpg"."""
    return _tr("from {}, {}").format(origin.told, origin.file)


def file_says(origin: ClaimOrigin, name: str) -> str:
    """Say what a file claims: "photo.jpg.xmp (digiKam) says Ben"."""
    return contradiction.says(origin, name, _language())


def against(other: contradiction.Against) -> str:
    """Say what contradicts a name claim, as in "You said Anna"."""
    return other.told(_language())


def placed_by_machine() -> str:
    """Say that a scan gave the face to a named person, which no one has confirmed yet."""
    return _tr("added by Kinfolk")


def date_text(day: date, *, month: str = "MMM") -> str:
    """Return a date as "12 Mar 2014", the month in the reader's language.

    `month` is Qt's pattern for it: "MMM" is short, "MMMM" is long.
    """
    return QLocale().toString(QDate(day.year, day.month, day.day), _tr("d {} yyyy").format(month))


def month_text(month: str) -> str:
    """Return "2019-06" as "June 2019" in the reader's language; "2019" stays."""
    if len(month) == len("2019"):
        return month
    year, number = map(int, month.split("-"))
    return QLocale().toString(QDate(year, number, 1), "MMMM yyyy")


def taken_text(taken: CaptureDate | None, *, month: str = "MMM") -> str:
    """Return when a photo was taken, as precisely as is known; "" if it is not known.

    For example 12 Mar 2014, Mar 2014, 2014 or about 2014.
    """
    if taken is None:
        return ""
    if taken.precision is TakenPrecision.ABOUT:
        return _tr("about {}").format(taken.iso)
    if taken.precision in (TakenPrecision.SECOND, TakenPrecision.DAY):
        return date_text(taken.day, month=month)
    precision = Precision(taken.precision)
    return birth_text(Birth(taken.day, precision), month=month)


def time_of(part: SameChild) -> str:
    """Return when faces that may be the same child were taken: "May 2017" or "2017"."""
    precision = Precision.MONTH if part.is_of_month else Precision.YEAR
    return birth_text(Birth(part.taken, precision))


def of_child(part: SameChild) -> str:
    """Return when these faces were photographed, and their number: "May 2017 · 2 faces"."""
    number = len(part.face_ids)
    return " · ".join([time_of(part), *([faces(number)] if number > 1 else [])])


def without_date() -> str:
    """Return the heading over photos whose date is not known."""
    return _tr("No date")


def unknown(number: int) -> str:
    """Say how many people in a photo have no name yet; "" for none."""
    return _tr("{} unnamed").format(number_text(number)) if number else ""


def birth_text(born: Birth, *, month: str = "MMM") -> str:
    """Return a birth date as 12 Mar 2014, Mar 2014, 2014 or about 2014, in the user's language."""
    if born.precision is Precision.ABOUT:
        return _tr("about {}").format(born.said.year)
    pattern = {
        Precision.DAY: _tr("d {} yyyy").format(month),
        Precision.MONTH: f"{month} yyyy",
        Precision.YEAR: "yyyy",
    }[born.precision]
    return QLocale().toString(QDate(born.day.year, born.day.month, born.day.day), pattern)


def born_text(born: Birth, on: date) -> str:
    """Return the birth date and the age on a day: "12 March 2014 · 11 years".

    It is shown while a birth date is typed, to say how it is understood.
    """
    said = capital(birth_text(born, month="MMMM"))
    return " · ".join(part for part in (said, age_of(born, on)) if part)


def born_about(year: Birth) -> str:
    """Return the question whether someone was born in about that year."""
    return _tr("Born about {year}?").format(year=birth_text(year))


def age_of(born: Birth, on: date) -> str:
    """Return the age on a day; with "about" if only the year of birth is known."""
    if not born.is_of_year:
        return age(born.day, on)
    years = on.year - born.said.year
    return _tr("about {}").format(count(years, "%Ln year", "%Ln years")) if years > 0 else ""


def age_in(taken: CaptureDate, born: Birth) -> str:
    """Return the age in a photo; with "about" if one of the two dates is known only by year."""
    if taken.is_of_year:
        return age_of(Birth(born.said, Precision.YEAR), taken.day)
    return age_of(born, taken.latest)


def age(born: date, on: date) -> str:
    """Return the age in years, below two years in months; "" before the birth."""
    months = (on.year - born.year) * 12 + on.month - born.month - (on.day < born.day)
    if on < born:
        return ""
    if months < 24:
        return count(months, "%Ln month", "%Ln months")
    return count(months // 12, "%Ln year", "%Ln years")


def age_in_year(born: Birth, year: int) -> str:
    """Return the age reached in that year, as in a heading; "" before the birth."""
    if born.precision is Precision.ABOUT:
        return age_of(born, date(year, 12, 31))
    years = year - born.said.year
    if years < 0:
        return ""
    return count(years, "%Ln year", "%Ln years") if years else _tr("first year")


def short(text: str, most: int = 40) -> str:
    """Shorten a text to `most` characters, for menus, which are as wide as their longest entry."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def photos_back(number: int, *, has_away: bool) -> str:
    """Say how many photos of a folder that was unavailable are there again.

    With `has_away` the text has a place for the `{folders}` that still are not.
    """
    if has_away:
        one = "%Ln photo is back. Unavailable: {folders}."
        return count(number, one, "%Ln photos are back. Unavailable: {folders}.")
    return count(number, "%Ln photo is back.", "%Ln photos are back.")


def listed(names: Sequence[str]) -> str:
    """Join names as "Anna, Ben and Carl"."""
    if len(names) < 2:
        return "".join(names)
    return _tr("{} and {}").format(", ".join(names[:-1]), names[-1])


def either(choices: Sequence[str]) -> str:
    """Join choices, of which there are at least two, as "A, B or C"."""
    if len(choices) < 2:
        return "".join(choices)
    return _tr("{} or {}").format(", ".join(choices[:-1]), choices[-1])


def time_left(seconds: float) -> str:
    """Return an estimate of the time left, by the minute or hour."""
    if seconds < 60:
        return _tr("less than a minute left")
    minutes = round(seconds / 60)
    if minutes < 90:
        return _tr("{} min left").format(number_text(minutes))
    return _tr("{} hours left").format(number_text(round(minutes / 60)))


def about(seconds: float) -> str:
    """Return about how long something may take, such as "about 3 minutes"."""
    if seconds < 60:
        return _tr("less than a minute")
    minutes = round(seconds / 60)
    if minutes < 90:
        return _tr("about {}").format(count(minutes, "%Ln minute", "%Ln minutes"))
    hours = round(minutes / 60)
    return _tr("about {}").format(count(hours, "%Ln hour", "%Ln hours"))


def held(counts: Counts) -> str:
    """Say what a backup holds: people, faces and photos."""
    return " · ".join((people(counts.people), faces(counts.faces), photos(counts.photos)))


def lacked(lack: Lack) -> str:
    """Say what a backup lacks compared with the library as it is now."""
    if not lack:
        return _tr("This backup contains everything you have now.")
    if not (lack.names or lack.faces):
        if lack.is_whole:
            return _tr("No names are missing; the history is shorter.")
        return _tr("Names added since then can no longer be read.")
    parts = [count(lack.names, "%Ln name", "%Ln names")] if lack.names else []
    if lack.faces:
        parts.append(count(lack.faces, "%Ln named face", "%Ln named faces"))
    text = _tr("This backup lacks {} added since then.")
    if not lack.is_whole:
        text = _tr("This backup lacks at least {}.")
    return text.format(_tr("{} and {}").format(*parts) if len(parts) > 1 else parts[0])


def clock(ms: int) -> str:
    """Return milliseconds as 0:07, 12:30 or 1:02:03."""
    minutes, seconds = divmod(ms // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def video(length: int) -> str:
    """Return "Video of 0:42"; without a length below a second or if it is not known (0)."""
    return _tr("Video of {}").format(clock(length)) if length >= 1000 else _tr("Video")


def moment_in(at: int, length: int) -> str:
    """Return a moment of a video as 0:07; in words if the video is shorter than a second.

    Both are in milliseconds.
    """
    return clock(at) if max(at, length) >= 1000 else _tr("start")


def in_video(at: int, length: int) -> str:
    """Return "Video, 0:07 of 0:42"; both are in milliseconds."""
    if length >= 1000:
        return _tr("Video, {} of {}").format(clock(at), clock(length))
    return f"{video(length)}, {moment_in(at, length)}" if at else video(length)


def moment_text(moment: datetime) -> str:
    """Return a local date and time as "Today, 9:12" or "12 Mar 2026, 9:12"."""
    clock = QLocale().toString(QTime(moment.hour, moment.minute), QLocale.FormatType.ShortFormat)
    is_today = moment.date() == datetime.now().date()
    return f"{_tr('Today') if is_today else date_text(moment.date())}, {clock}"


def when(moment: datetime, today: date) -> str:
    """Return the shortest text for a moment in local time.

    For example 12:41, yesterday, 12 Mar, 12 Mar 2025.
    """
    here = moment.astimezone()
    days = (today - here.date()).days
    if days == 0:
        clock = QTime(here.hour, here.minute)
        return QLocale().toString(clock, QLocale.FormatType.ShortFormat)
    if days == 1:
        return _tr("yesterday")
    day = QDate(here.year, here.month, here.day)
    if here.year == today.year:
        return QLocale().toString(day, _tr("d MMM"))
    return date_text(here.date())


def backup_kind(kind: BackupKind) -> str:
    """Say why a backup was made."""
    return {
        BackupKind.DAILY: _tr("daily"),
        BackupKind.UPDATE: _tr("before an update"),
        BackupKind.IMPORT: _tr("before an import"),
        BackupKind.ENGINE: _tr("before changing the engine"),
        BackupKind.RESTORE: _tr("before a restore"),
        BackupKind.HAND: _tr("made by you"),
    }[kind]
