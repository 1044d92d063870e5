"""Where one wants to go from anywhere, be it from a sheet over another page."""

from PySide6.QtCore import QObject, Signal


class Ways(QObject):
    """The window follows, whatever lies over it."""

    person_wanted = Signal(str)  # the page of a person or a group
