"""`kinfolk backup` and `restore`: copies of the library."""

from pathlib import Path
from typing import Annotated, Any

import typer

from kinfolk.cli.common import AsJson, BaseDir, advised, emit, note, table
from kinfolk.core.db import backups, contents, restoring
from kinfolk.core.db.backups import Looked
from kinfolk.paths import Paths

app = typer.Typer()

KINDS = {
    backups.BackupKind.DAILY: "daily",
    backups.BackupKind.UPDATE: "before an update",
    backups.BackupKind.IMPORT: "before an import",
    backups.BackupKind.ENGINE: "before another engine",
    backups.BackupKind.RESTORE: "before a restore",
    backups.BackupKind.HAND: "asked for",
}


@app.command()
def backup(
    file: Annotated[
        Path | None,
        typer.Argument(metavar="FILE", help="Without one: a dated file among the backups."),
    ] = None,
    wanted_list: Annotated[
        bool, typer.Option("--list", help="List the backups there are.")
    ] = False,
    base_dir: BaseDir = None,
    as_json: AsJson = False,
) -> None:
    """Make a backup of the library: names, answers, history; no photo.

    It can be made while Kinfolk runs, is read through before it counts, and is kept until you
    delete it. Kinfolk makes one a day by itself.
    """
    paths = Paths.of(base_dir)
    if wanted_list:
        if file is not None:
            raise typer.BadParameter("--list takes no FILE.")
        _list(paths, as_json=as_json)
        return
    # Held, so that no other process can restore a backup over the library in the meantime.
    with advised(paths), restoring.held(paths.library_db):
        if file is None:
            notice = backups.destination(paths).notice
            if notice is not None:
                note(f"{notice.message} {notice.hint}")
            made = backups.make(paths)
            file, counts = made.backup.path, made.counts
        else:
            file = file.expanduser().absolute()
            counts = backups.write(paths.library_db, file)
    emit(
        {"path": str(file), **_numbers(counts)},
        as_json=as_json,
        text=lambda: f"Backup made: {file}\nIt holds {counts}.",
    )


@app.command()
def restore(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="As `kinfolk backup --list` shows it.")
    ],
    base_dir: BaseDir = None,
    as_json: AsJson = False,
) -> None:
    """Put a backup in the place of the library. What is there now is kept beside it.

    The file is read through first; no other Kinfolk may have the library open.
    """
    paths, file = Paths.of(base_dir), file.expanduser().absolute()
    contents.check(file)
    # Compared before, since afterwards this file is the library.
    lack = contents.lack(paths.library_db, file)
    done = restoring.restore(paths.library_db, file)
    objects = {
        "path": str(file),
        **_numbers(done.counts),
        "kept": str(done.aside) if done.aside else None,
        "lacks": {"names": lack.names, "faces": lack.faces, "is_exact": lack.is_whole},
    }
    text = f"Restored {file}: {done.counts}."
    if done.aside is not None:
        text += f"\nCompared with what was there, {lack}.\nThat is kept as {done.aside}"
    emit(objects, as_json=as_json, text=lambda: text)


def _list(paths: Paths, *, as_json: bool) -> None:
    """List the backups and what each holds."""
    looked = [backups.look(each) for each in backups.listing(backups.folders(paths))]
    rows = [
        (each.backup.made_at, KINDS[each.backup.kind], *_counted(each), each.backup.path)
        for each in looked
    ]
    headings = ("when", "why", "people", "faces", "photos", "state", "file")
    emit([_object(each) for each in looked], as_json=as_json, text=lambda: table(headings, rows))


def _counted(looked: Looked) -> tuple[int | None, int | None, int | None, str]:
    """Return a backup's numbers and its state for the table."""
    counts = looked.counts
    if counts is None:
        return None, None, None, looked.problem
    return counts.people, counts.faces, counts.photos, "good"


def _object(looked: Looked) -> dict[str, Any]:
    """Return a backup as a JSON object."""
    backup = looked.backup
    return {
        "path": str(backup.path),
        "made_at": backup.made_at.isoformat(),
        "kind": str(backup.kind),
        **_numbers(looked.counts),
        "problem": looked.problem or None,
    }


def _numbers(counts: contents.Counts | None) -> dict[str, int | None]:
    """Return the numbers of a library as a JSON object, null if they are not known."""
    if counts is None:
        return {"people": None, "faces": None, "photos": None}
    return {"people": counts.people, "faces": counts.faces, "photos": counts.photos}
