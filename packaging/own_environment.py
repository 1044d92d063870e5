"""Runs in the frozen app before anything else: programs that it starts see the system's libraries.

PyInstaller's loader has put the app's own folder before them, which other programs (the one that
shows a folder, say) do not bear. What this process loads is found as before: its loader has read
the variable already, and a worker, which is the app again, sets it anew.
"""

import os

for _name in ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH"):
    _before = os.environ.pop(f"{_name}_ORIG", None)
    if _before:
        os.environ[_name] = _before
    else:
        os.environ.pop(_name, None)
