"""Keep saved searches right when people are merged and folders move."""

from collections.abc import Callable, Collection
from dataclasses import replace
from pathlib import Path

from sqlalchemy import select
from sqlmodel import Session

from kinfolk.core.db.models import SavedSearch
from kinfolk.core.photos.photo_filter import PhotoFilter, from_text, to_text


def follow_merge(session: Session, target_id: str, source_ids: Collection[str]) -> None:
    """Let searches for one of the sources ask for the person they were merged into."""

    def now(person_id: str) -> str:
        return target_id if person_id in source_ids else person_id

    def all_now(asked: tuple[str, ...]) -> tuple[str, ...]:
        # A search may have asked for both of them, who are one person now.
        return tuple(dict.fromkeys(map(now, asked)))

    def follow(wanted: PhotoFilter) -> PhotoFilter:
        return replace(
            wanted,
            all_of=all_now(wanted.all_of),
            any_of=all_now(wanted.any_of),
            none_of=all_now(wanted.none_of),
            ages=tuple(replace(age, person_id=now(age.person_id)) for age in wanted.ages),
        )

    _rewrite(session, follow)


def follow_move(session: Session, old: Path, new: Path) -> None:
    """Let searches in a folder, or a subfolder of it, ask for its new path."""

    def follow(wanted: PhotoFilter) -> PhotoFilter:
        if wanted.folder is None or not wanted.folder.is_relative_to(old):
            return wanted
        return replace(wanted, folder=new / wanted.folder.relative_to(old))

    _rewrite(session, follow)


def _rewrite(session: Session, follow: Callable[[PhotoFilter], PhotoFilter]) -> None:
    """Store each saved search as `follow` returns it; unreadable ones stay."""
    for row in session.execute(select(SavedSearch)).scalars():
        wanted = from_text(row.wanted)
        if wanted is not None and (changed := follow(wanted)) != wanted:
            row.wanted = to_text(changed)
    session.flush()
