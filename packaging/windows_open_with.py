"""Open something with the installed app as Explorer does, and wait for that start of it to end.

Run by the Windows Python: `windows_open_with.py WHAT KEY VERB`. KEY is below HKEY_CURRENT_USER, and
VERB below its `shell`; the setup has written both.
"""

import ctypes
import sys

CLASS_KEY, KEEP_PROCESS = 0x3, 0x40  # flags: use `key`, and give `process`
SHOWN = 1
PATIENCE = 600_000  # milliseconds
NUMBER, HANDLE, TEXT = ctypes.c_ulong, ctypes.c_void_p, ctypes.c_wchar_p


class Execution(ctypes.Structure):
    """What ShellExecuteEx is told and tells: SHELLEXECUTEINFOW."""

    _fields_ = (
        ("size", NUMBER),
        ("flags", NUMBER),
        ("window", HANDLE),
        ("verb", TEXT),
        ("what", TEXT),
        ("arguments", TEXT),
        ("folder", TEXT),
        ("show", ctypes.c_int),
        ("instance", HANDLE),
        ("ids", HANDLE),
        ("name", TEXT),
        ("key", HANDLE),
        ("hot_key", NUMBER),
        ("icon", HANDLE),
        ("process", HANDLE),
    )


def main(what: str, key: str, verb: str) -> int:
    """Open it; return the exit code of the start, or 1 if nothing was started."""
    if sys.platform != "win32":
        return 1
    import winreg

    with winreg.OpenKey(winreg.HKEY_CURRENT_USER, key) as opened:
        asked = Execution(ctypes.sizeof(Execution), CLASS_KEY | KEEP_PROCESS)
        asked.what, asked.verb, asked.key, asked.show = what, verb, opened.handle, SHOWN
        if not ctypes.windll.shell32.ShellExecuteExW(ctypes.byref(asked)):
            return 1
    process, code = ctypes.c_void_p(asked.process), ctypes.c_ulong(1)
    ctypes.windll.kernel32.WaitForSingleObject(process, PATIENCE)
    ctypes.windll.kernel32.GetExitCodeProcess(process, ctypes.byref(code))
    return code.value


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
