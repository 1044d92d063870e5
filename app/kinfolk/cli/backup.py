"""`kinfolk backup` and `restore`: copies of the library."""

from pathlib import Path
from typing import Annotated, Any

import typer

from kinfolk.cli.common import AsJson, BaseDir, emit, note, table
from kinfolk.core.db import backups, contents, restoring
from kinfolk.core.db.backups import Looked
from kinfolk.errors import AppError
from kinfolk.files import typed
from kinfolk.paths import Paths

app = typer.Typer()

KINDS = {
    backups.BackupKind.DAILY: "daily",
    backups.BackupKind.UPDATE: "before an update",
    backups.BackupKind.IMPORT: "before an import",
    backups.BackupKind.ENGINE: "before changing the engine",
    backups.BackupKind.RESTORE: "before a restore",
    backups.BackupKind.HAND: "made by you",
}


@app.command()
def backup(
    file: Annotated[
        Path | None,
        typer.Argument(metavar="FILE", help="Default: a dated file in the backup folder."),
    ] = None,
    wanted_list: Annotated[bool, typer.Option("--list", help="List existing backups.")] = False,
    base_dir: BaseDir = None,
    as_json: AsJson = False,
) -> None:
    """Back up the library: names, answers and history, but no photos.

    Kinfolk verifies the backup and keeps it until you delete it. You can run this while Kinfolk is
    open. Kinfolk also makes a backup once a day.
    """
    paths = Paths.of(base_dir)
    if wanted_list:
        if file is not None:
            raise typer.BadParameter("--list does not take FILE.")
        _list(paths, as_json=as_json)
        return
    # Held, so that no other process can restore a backup over the library in the meantime.
    with restoring.advised(paths), restoring.held(paths.library_db):
        paths.expect_here()
        if file is None:
            notice = backups.destination(paths).notice
            if notice is not None:
                note(f"{notice.message} {notice.hint}")
            made = backups.make(paths)
            file, counts = made.backup.path, made.counts
        else:
            file = typed(file)
            counts = backups.write(paths.library_db, file)
    emit(
        {"path": str(file), **_numbers(counts)},
        as_json=as_json,
        text=lambda: f"Backup made: {file}\nIt contains {counts}.",
    )


@app.command()
def restore(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="As shown by `kinfolk backup --list`.")
    ],
    base_dir: BaseDir = None,
    as_json: AsJson = False,
) -> None:
    """Restore a backup of the library. The current version is kept next to it.

    The file is verified first. No other copy of Kinfolk may have the library open.
    """
    paths, file = Paths.of(base_dir), typed(file)
    try:
        contents.check(file)
    except AppError as error:
        if error.hint == contents.CHOOSE:
            error.hint = "Choose a file that `kinfolk backup --list` shows."
        raise
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
        text += f"\nCompared with the previous library, {lack}."
        text += f"\nThe previous library is kept as {done.aside}"
    emit(objects, as_json=as_json, text=lambda: text)


def _list(paths: Paths, *, as_json: bool) -> None:
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
