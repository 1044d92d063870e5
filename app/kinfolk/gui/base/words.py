"""Counts, dates and ages as people say them."""

from collections.abc import Sequence
from datetime import date, datetime

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QTime

from kinfolk.core import against as contradiction
from kinfolk.core import birth, wording
from kinfolk.core.actions import Action, Origin
from kinfolk.core.birth import Birth, Precision
from kinfolk.core.claims import NameOrigin
from kinfolk.core.db.backups import BackupKind
from kinfolk.core.db.contents import Counts, Lack
from kinfolk.core.db.history import HistoryStep
from kinfolk.core.sizes import Size
from kinfolk.errors import AppError, Text
from kinfolk.metadata.taken import Taken, TakenPrecision
from kinfolk.vision.quality import Flaw


def _tr(text: str) -> str:
    return QCoreApplication.translate("words", text)


def action(done: Action, origin: Origin | None = Origin.WINDOW) -> str:
    """What was done, as the history calls it."""
    return wording.words(done, origin, _language())


def _language() -> wording.Language:
    return wording.Language(_tr, number_text, _day_text)


def _day_text(iso: str) -> str:
    """2019-04-12, 2019-04 or 2019 in the reader's language."""
    day = birth.iso(iso)
    return birth_text(day, month="MMMM") if day else iso


def why(error: AppError) -> str:
    """What happened and what to do, in the reader's language."""
    return f"{said(error.message)} {said(error.hint)}".strip()


def said(text: str) -> str:
    """What core says; what it does not know, such as a name, stays as it is."""
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
    """ "1 face", "4,812 faces": `%Ln` is the number in the reader's own grouping.

    English has two forms, which stand in the code; a language has as many as it needs, for `many`.
    """
    here = number_text(number)
    said, english = QCoreApplication.translate("words", many, "", number), many.replace("%Ln", here)
    return said if said != english else (one if number == 1 else many).replace("%Ln", here)


def number_text(number: int) -> str:
    """4812 as "4,812"."""
    return QLocale().toString(number)


def size_text(size: int) -> str:
    """840 kB, 12 MB, 3.2 GB."""
    number, decimals, unit = Size(size).in_words()
    return f"{QLocale().toString(float(number), 'f', decimals)} {unit}"


def faces(number: int) -> str:
    return count(number, "%Ln face", "%Ln faces")


def single_faces(number: int) -> str:
    """Faces that are in no group."""
    return count(number, "%Ln single face", "%Ln single faces")


def moving(number: int, owner: str) -> str:
    """ "2 of them move here from Ben."; "" for owners who are several or have no name."""
    if owner:
        one = "%Ln of them will move here from {}."
        return count(number, one, "%Ln of them will move here from {}.").format(owner)
    one = "%Ln of them currently belongs to someone else."
    return count(number, one, "%Ln of them currently belong to someone else.")


def answers(number: int) -> str:
    return count(number, "%Ln answer", "%Ln answers")


def photos(number: int) -> str:
    return count(number, "%Ln photo", "%Ln photos")


def files(number: int) -> str:
    return count(number, "%Ln file", "%Ln files")


def places(number: int) -> str:
    """Folders or files."""
    return count(number, "%Ln place", "%Ln places")


def flaw(kind: Flaw) -> str:
    """Why a face does not show well."""
    return {
        Flaw.SMALL: _tr("small"),
        Flaw.TURNED: _tr("turned away"),
        Flaw.UNCERTAIN: _tr("may not be a face"),
        Flaw.UNCLEAR: _tr("unclear"),
    }[kind]


def not_found() -> str:
    """A face whose photo shows another picture now."""
    return _tr("no longer in the photo")


def names(number: int) -> str:
    return count(number, "%Ln name", "%Ln names")


def name_origin(origin: NameOrigin) -> str:
    """from digiKam, photo.jpg"""
    return _tr("from {}, {}").format(origin.told, origin.file)


def file_says(origin: NameOrigin, name: str) -> str:
    """photo.jpg.xmp (digiKam) says Ben"""
    return contradiction.says(origin, name, _language())


def against(other: contradiction.Against) -> str:
    """What stands against it: You said Anna"""
    return other.told(_language())


def placed_by_machine() -> str:
    """A face that a scan gave to somebody with a name: nobody has said it yet."""
    return _tr("added by Kinfolk")


def date_text(day: date, *, month: str = "MMM") -> str:
    """12 Mar 2014, the month in the reader's language."""
    return QLocale().toString(QDate(day.year, day.month, day.day), _tr("d {} yyyy").format(month))


def month_text(month: str) -> str:
    """2019-06 as June 2019, in the reader's language; 2019 as it is."""
    if len(month) == len("2019"):
        return month
    year, number = map(int, month.split("-"))
    return QLocale().toString(QDate(year, number, 1), "MMMM yyyy")


def taken_text(taken: Taken | None, *, month: str = "MMM") -> str:
    """12 Mar 2014, Mar 2014, 2014 or about 2014; "" where it is not known."""
    if taken is None:
        return ""
    if taken.precision is TakenPrecision.ABOUT:
        return _tr("about {}").format(taken.iso)
    if taken.precision in (TakenPrecision.SECOND, TakenPrecision.DAY):
        return date_text(taken.day, month=month)
    precision = Precision(taken.precision)
    return birth_text(Birth(taken.day, precision), month=month)


def without_date() -> str:
    """The heading over photos of which nobody knows when they were taken."""
    return _tr("No date")


def unknown(number: int) -> str:
    """How many people in a photo have no name yet; "" for none."""
    return _tr("{} unnamed").format(number_text(number)) if number else ""


def birth_text(born: Birth, *, month: str = "MMM") -> str:
    """12 Mar 2014, Mar 2014 or 2014, in the reader's language."""
    pattern = {
        Precision.DAY: _tr("d {} yyyy").format(month),
        Precision.MONTH: f"{month} yyyy",
        Precision.YEAR: "yyyy",
    }[born.precision]
    return QLocale().toString(QDate(born.day.year, born.day.month, born.day.day), pattern)


def born_text(born: Birth, on: date) -> str:
    """12 March 2014 · 11 years: what is understood when somebody writes a birth date."""
    return " · ".join(part for part in (birth_text(born, month="MMMM"), age_of(born, on)) if part)


def age_of(born: Birth, on: date) -> str:
    """The age; "about" where only the year of birth is known."""
    if born.precision is not Precision.YEAR:
        return age(born.day, on)
    years = on.year - born.day.year
    return _tr("about {}").format(count(years, "%Ln year", "%Ln years")) if years > 0 else ""


def age_in(taken: Taken, born: Birth) -> str:
    """The age in a photo; "about" where one of the two is known to the year alone."""
    if taken.is_of_year:
        return age_of(Birth(born.day, Precision.YEAR), taken.day)
    return age_of(born, taken.latest)


def age(born: date, on: date) -> str:
    """ "11 years", below two years in months; "" before the birth."""
    months = (on.year - born.year) * 12 + on.month - born.month - (on.day < born.day)
    if on < born:
        return ""
    if months < 24:
        return count(months, "%Ln month", "%Ln months")
    return count(months // 12, "%Ln year", "%Ln years")


def age_in_year(born: date, year: int) -> str:
    """The age reached in that year, as a heading says it; "" before the birth."""
    years = year - born.year
    if years < 0:
        return ""
    return count(years, "%Ln year", "%Ln years") if years else _tr("first year")


def short(text: str, most: int = 40) -> str:
    """The beginning of a long text, for menus: they are as wide as what stands in them."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def capital(text: str) -> str:
    """As a sentence begins."""
    return text[:1].upper() + text[1:]


def came_back(number: int) -> str:
    """Strangers who have turned out to be somebody."""
    one = "%Ln ignored group is back in Unnamed."
    return count(number, one, "%Ln ignored groups are back in Unnamed.")


def unread(number: int) -> str:
    """Photos that were read before, by a part of Kinfolk that is lacking now."""
    one = "%Ln known photo was skipped: Kinfolk can’t read it here. Its names are safe."
    return count(
        number,
        one,
        "%Ln known photos were skipped: Kinfolk can’t read them here. Their names are safe.",
    )


def photos_back(number: int) -> str:
    """Photos of a folder that was away."""
    return count(number, "%Ln photo is back.", "%Ln photos are back.")


def groups(number: int) -> str:
    return count(number, "%Ln group", "%Ln groups")


def people(number: int) -> str:
    return count(number, "%Ln person", "%Ln people")


def listed(names: Sequence[str]) -> str:
    """Anna, Ben and Carl."""
    if len(names) < 2:
        return "".join(names)
    return _tr("{} and {}").format(", ".join(names[:-1]), names[-1])


def either(choices: Sequence[str]) -> str:
    """A, B or C."""
    if len(choices) < 2:
        return "".join(choices)
    return _tr("{} or {}").format(", ".join(choices[:-1]), choices[-1])


def time_left(seconds: float) -> str:
    """A kind estimate: never to the second beyond a minute."""
    if seconds < 60:
        return _tr("less than a minute left")
    minutes = round(seconds / 60)
    if minutes < 90:
        return _tr("{} min left").format(number_text(minutes))
    return _tr("{} hours left").format(number_text(round(minutes / 60)))


def about(seconds: float) -> str:
    """About 3 minutes: how long something may take."""
    if seconds < 60:
        return _tr("less than a minute")
    minutes = round(seconds / 60)
    if minutes < 90:
        return _tr("about {}").format(count(minutes, "%Ln minute", "%Ln minutes"))
    hours = round(minutes / 60)
    return _tr("about {}").format(count(hours, "%Ln hour", "%Ln hours"))


def held(counts: Counts) -> str:
    """What a backup holds: 24 people · 4,812 faces · 3,210 photos."""
    return " · ".join((people(counts.people), faces(counts.faces), photos(counts.photos)))


def lacked(lack: Lack) -> str:
    """What a backup has not, compared with the library as it is."""
    if not lack:
        return _tr("It contains everything you have now.")
    if not (lack.names or lack.faces):
        if lack.is_whole:
            return _tr("No names are missing; the history is shorter.")
        return _tr("Names added since then can no longer be read.")
    parts = [count(lack.names, "%Ln name", "%Ln names")] if lack.names else []
    if lack.faces:
        parts.append(count(lack.faces, "%Ln named face", "%Ln named faces"))
    text = _tr("Missing {} added since then.") if lack.is_whole else _tr("Missing at least {}.")
    return text.format(_tr("{} and {}").format(*parts) if len(parts) > 1 else parts[0])


def clock(ms: int) -> str:
    """So far into a video, or so long: 0:07, 12:30, 1:02:03."""
    minutes, seconds = divmod(ms // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def video(length: int) -> str:
    """Video of 0:42; no length where it is less than a second or not known."""
    return _tr("Video of {}").format(clock(length)) if length >= 1000 else _tr("Video")


def moment_in(at: int, length: int) -> str:
    """0:07; where the video has no length that could be told, its beginning in words."""
    return clock(at) if max(at, length) >= 1000 else _tr("start")


def in_video(at: int, length: int) -> str:
    """Video, 0:07 of 0:42."""
    if length >= 1000:
        return _tr("Video, {} of {}").format(clock(at), clock(length))
    return f"{video(length)}, {moment_in(at, length)}" if at else video(length)


def moment_text(moment: datetime) -> str:
    """Today, 9:12; else 12 Mar 2026, 9:12, in the reader's own way."""
    clock = QLocale().toString(QTime(moment.hour, moment.minute), QLocale.FormatType.ShortFormat)
    is_today = moment.date() == datetime.now().date()
    return f"{_tr('Today') if is_today else date_text(moment.date())}, {clock}"


def when(moment: datetime, today: date) -> str:
    """12:41, yesterday, 12 Mar or 12 Mar 2025: the shortest that says when, in local time."""
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
    """Why a backup was made."""
    return {
        BackupKind.DAILY: _tr("daily"),
        BackupKind.UPDATE: _tr("before an update"),
        BackupKind.IMPORT: _tr("before an import"),
        BackupKind.ENGINE: _tr("before changing the engine"),
        BackupKind.RESTORE: _tr("before a restore"),
        BackupKind.HAND: _tr("made by you"),
    }[kind]
