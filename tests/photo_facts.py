"""What must not change about photos: content, time and mode of every file below a folder."""

import hashlib
from pathlib import Path


def facts_of(folder: Path) -> dict[str, tuple[str, int, int]]:
    """Return SHA-256, modification time in ns and mode of each file by its path in the folder."""
    found = {}
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        facts = path.stat()
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        found[path.relative_to(folder).as_posix()] = digest, facts.st_mtime_ns, facts.st_mode
    return found
