"""Restore the search path for libraries; PyInstaller runs this in the frozen app first of all.

PyInstaller's loader has put the app's own folder before the system's libraries. Other programs that
the app starts (the one that shows a folder, say) may fail with these, so the variable is set back.
What this process loads is found as before: its loader has read the variable already, and a worker,
which is the app again, sets it anew.
"""

import os

for _name in ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH"):
    _before = os.environ.pop(f"{_name}_ORIG", None)
    if _before:
        os.environ[_name] = _before
    else:
        os.environ.pop(_name, None)
